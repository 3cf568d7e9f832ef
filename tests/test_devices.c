/* SPDX-License-Identifier: MIT */

/* The list of interfaces: which one somebody means, and how each is explained. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "capture/devices.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* A device as a test writes it down. */
struct device_row {
    const char *name, *description, *mac, *type;
    const char *addresses[3];
    const char *flags; /* u: up, r: running, l: loopback, w: wireless, v: no hardware */
    int link;
};

static struct device device_of(const struct device_row *row)
{
    struct device d = {.mac = MAC_NONE, .link = row->link};
    strcpy(d.name, row->name);
    strcpy(d.description, row->description != NULL ? row->description : "");
    strcpy(d.type, row->type != NULL ? row->type : "");
    if (row->mac != NULL)
        assert_true(mac_parse(row->mac, &d.mac));
    for (size_t i = 0; i < COUNT(row->addresses) && row->addresses[i] != NULL; i++) {
        assert_true(ip_parse(row->addresses[i], &d.address[i].ip));
        d.address[i].bits = 24;
        d.address_count++;
    }
    d.up = strchr(row->flags, 'u') != NULL;
    d.running = strchr(row->flags, 'r') != NULL;
    d.loopback = strchr(row->flags, 'l') != NULL;
    d.wireless = strchr(row->flags, 'w') != NULL;
    d.made_up = strchr(row->flags, 'v') != NULL;
    return d;
}

static const struct {
    struct device_row device;
    const char *expected; /* as -D prints it, as the only one */
} rows[] = {
    {{"eth0", NULL, "00:00:5e:00:53:01", NULL, {"192.0.2.1", "fe80::1"}, "ur", 1},
     "  1. eth0  up    wired, ethernet\n"
     "     00:00:5e:00:53:01  ICANN, IANA Department\n"
     "     192.0.2.1/24\n"
     "     fe80::1/24\n"},
    {{"eth0", NULL, "02:00:00:00:00:01", NULL, {"169.254.7.8"}, "ur", 1},
     "  1. eth0  up    wired, link-local address only, ethernet\n"
     "     02:00:00:00:00:01  locally administered: random, or made up by software\n"
     "     169.254.7.8/24\n"},
    {{"eth0", NULL, NULL, NULL, {"fe80::1"}, "ur", 1},
     "  1. eth0  up    wired, link-local address only, ethernet\n"
     "     fe80::1/24\n"},
    {{"eth0", NULL, NULL, NULL, {NULL}, "u", 1},
     "  1. eth0  up, no carrier  wired, no address, ethernet\n"},
    {{"eth0", NULL, NULL, NULL, {NULL}, "", 1}, "  1. eth0  down  wired, ethernet\n"},
    {{"wlan0", NULL, NULL, "wlan", {"192.0.2.1"}, "urw", 1},
     "  1. wlan0  up    wireless, ethernet\n     192.0.2.1/24\n"},
    {{"wlp1s0", NULL, NULL, NULL, {"192.0.2.1"}, "urw", 1},
     "  1. wlp1s0  up    wireless, ethernet\n     192.0.2.1/24\n"},
    {{"lo", NULL, "00:00:00:00:00:00", NULL, {"127.0.0.1"}, "url", 1},
     "  1. lo  up    loopback: this machine with itself, ethernet\n     127.0.0.1/24\n"},
    {{"br0", NULL, NULL, "bridge", {NULL}, "urv", 1},
     "  1. br0  up    virtual: bridge, no address, ethernet\n"},
    {{"docker0", NULL, NULL, "bridge", {"172.17.0.1"}, "uv", 1},
     "  1. docker0  up, no carrier  virtual: Docker bridge, ethernet\n     172.17.0.1/24\n"},
    {{"eth0.3", NULL, NULL, "vlan", {NULL}, "v", 1},
     "  1. eth0.3  down  virtual: VLAN, ethernet\n"},
    {{"near", NULL, NULL, NULL, {NULL}, "urv", 1},
     "  1. near  up    virtual, no address, ethernet\n"},
    {{"eth1", NULL, "00:15:5d:00:e5:01", NULL, {NULL}, "", 1},
     "  1. eth1  down  virtual: Hyper-V, ethernet\n"
     "     00:15:5d:00:e5:01  Microsoft Corporation, Hyper-V\n"},
    {{"eth1", NULL, "f0:00:00:12:34:56", NULL, {NULL}, "", 1},
     "  1. eth1  down  wired, ethernet\n"
     "     f0:00:00:12:34:56  of a vendor that is in no table\n"},
    {{"any", "All of them", NULL, NULL, {NULL}, "ur", -1},
     "  1. any  up    all interfaces at once\n     All of them\n"},
    {{"nflog", NULL, NULL, NULL, {NULL}, "", -1}, "  1. nflog  -     netfilter log\n"},
    {{"evil\x1b\n", NULL, NULL, NULL, {NULL}, "", -1}, "  1. evil\\x1b\\x0a  down  wired\n"},
};

static const char *printed(const struct devices *list)
{
    static char text[4096];
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_true(devices_print(file, list));
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

static void devices_are_explained(void **state)
{
    (void)state;
    static struct devices list;
    for (size_t i = 0; i < COUNT(rows); i++) {
        list.count = 1;
        list.at[0] = device_of(&rows[i].device);
        if (strcmp(printed(&list), rows[i].expected) != 0)
            fail_msg("row %zu:\n%sexpected:\n%s", i, printed(&list), rows[i].expected);
    }
}

static void columns_stand_below_each_other(void **state)
{
    (void)state;
    static struct devices list;
    static const struct device_row wanted[] = {
        {"eth0", NULL, NULL, NULL, {"192.0.2.1"}, "ur", 1},
        {"a-name-longer-than-the-column", NULL, NULL, NULL, {NULL}, "", 1},
        {"enp0s31f6", NULL, NULL, NULL, {NULL}, "", 1}};
    for (size_t i = 0; i < COUNT(wanted); i++)
        list.at[list.count++] = device_of(&wanted[i]);
    assert_string_equal(printed(&list),
                        "  1. eth0                  up    wired, ethernet\n"
                        "     192.0.2.1/24\n"
                        "  2. a-name-longer-than-the-column  down  wired, ethernet\n"
                        "  3. enp0s31f6             down  wired, ethernet\n");
}

static void devices_are_chosen(void **state)
{
    (void)state;
    static const struct device_row there[] = {
        {"eth0", "Intel Gigabit", NULL, NULL, {NULL}, "", 1},
        {"loop", NULL, NULL, NULL, {"127.0.0.1"}, "url", 1},
        {"3", NULL, NULL, NULL, {NULL}, "ur", 1},
        {"wlan0", "Intel Wireless", NULL, NULL, {"192.0.2.1"}, "urw", 1}};
    static const struct {
        const char *wanted, *name;
    } cases[] = {{"eth0", "eth0"},
                 {"1", "eth0"},
                 {"2", "loop"},
                 {"3", "3"}, /* a name goes before a number */
                 {"4", "wlan0"},
                 {"5", "5"},
                 {"0", "0"},
                 {"lo", "loop"},
                 {"loopback", "loop"},
                 {"Gigabit", "eth0"},
                 {"Intel", "eth0"},
                 {"Wireless", "wlan0"},
                 {"wireless", "wireless"},
                 {"nowhere0", "nowhere0"}};
    static struct devices list;
    for (size_t i = 0; i < COUNT(there); i++)
        list.at[list.count++] = device_of(&there[i]);
    for (size_t i = 0; i < COUNT(cases); i++) {
        char name[128];
        struct error error;
        assert_true(device_choose(&list, cases[i].wanted, name, sizeof name, &error));
        if (strcmp(name, cases[i].name) != 0)
            fail_msg("%s: %s instead of %s", cases[i].wanted, name, cases[i].name);
    }
    static struct devices nothing;
    char name[128] = "untouched";
    struct error error;
    assert_false(device_choose(&nothing, NULL, name, sizeof name, &error));
    assert_string_equal(error.sentence, "no interface is up; bring one up, or name one with -i, or "
                                        "a file with -r");
    assert_string_equal(name, "untouched");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(devices_are_explained),
        cmocka_unit_test(columns_stand_below_each_other),
        cmocka_unit_test(devices_are_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
