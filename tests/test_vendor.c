/* SPDX-License-Identifier: MIT */

/* Vendors and kinds of MAC addresses, the table compiled in, and lists in every format. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "address/vendor.h"
#include "address/vendor_table.h"
#include "text/text.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct mac mac_of(const char *string)
{
    struct mac m = MAC_NONE;
    if (strcmp(string, "-") != 0 && !mac_parse(string, &m)) {
        fail_msg("%s: not read", string);
    }
    return m;
}

static const struct address {
    const char *mac;
    enum mac_kind kind;
    const char *name, *product, *tag;
    unsigned bits;
} addresses[] = {
    {"-", MAC_KIND_NONE, "", "", "", 0},
    {"00:00:00:00:00:00", MAC_KIND_ZERO, "", "", "", 0},
    {"ff:ff:ff:ff:ff:ff", MAC_KIND_BROADCAST, "", "", "", 0},
    {"01:00:5e:00:00:fb", MAC_KIND_GROUP, "", "", "", 0},
    {"33:33:00:00:00:fb", MAC_KIND_GROUP, "", "", "", 0},
    {"03:bf:0a:00:00:01", MAC_KIND_GROUP, "", "", "", 0},
    {"01:15:5d:00:00:01", MAC_KIND_GROUP, "", "", "", 0},

    /* Every length of prefix; a block that is divided; the part of one that nobody has. */
    {"00:00:00:00:00:01", MAC_KIND_REGISTERED, "XEROX CORPORATION", "", "", 24},
    {"74:1a:e0:9f:ff:ff", MAC_KIND_REGISTERED, "Private", "", "", 28},
    {"20:85:93:b0:00:00", MAC_KIND_REGISTERED, "IOG Products LLC", "", "", 28},
    {"20:85:93:f0:00:00", MAC_KIND_REGISTERED, "IEEE Registration Authority", "", "", 24},
    {"70:b3:d5:71:90:00", MAC_KIND_REGISTERED, "2M Technology", "", "", 36},
    {"70:b3:d5:71:9f:ff", MAC_KIND_REGISTERED, "2M Technology", "", "", 36},
    {"00:50:c2:7d:50:01", MAC_KIND_REGISTERED, "DEUTA-WERKE GmbH", "", "", 36},

    /* A notebook and its network. */
    {"00:15:5d:00:e5:01", MAC_KIND_HYPERVISOR, "Microsoft Corporation", "Hyper-V", "hyper-v", 24},
    {"f0:6e:0b:d2:aa:e8", MAC_KIND_REGISTERED, "Microsoft Corporation", "", "", 24},
    {"f2:6e:0b:d2:ab:e9", MAC_KIND_LOCAL, "", "", "local", 0},
    {"02:00:4c:4f:4f:50", MAC_KIND_VIRTUAL, "",
     "Npcap loopback adapter (Microsoft KM-TEST Loopback)", "npcap", 48},
    {"02:00:4c:4f:4f:51", MAC_KIND_LOCAL, "", "", "local", 0},
    {"02:0f:b5:59:c9:40", MAC_KIND_LOCAL, "", "", "local", 0},
    {"00:0f:b5:59:c9:40", MAC_KIND_REGISTERED, "NETGEAR", "", "", 24},
    {"88:b1:11:7c:44:d5", MAC_KIND_REGISTERED, "Intel Corporate", "", "", 24},
    {"8a:b1:11:7c:44:d5", MAC_KIND_LOCAL, "", "", "local", 0},
    {"00:0d:3a:00:00:01", MAC_KIND_REGISTERED, "Microsoft Corp.", "", "", 24},

    /* Registered prefixes with the U/L bit. */
    {"02:07:01:00:00:01", MAC_KIND_REGISTERED, "RACAL-DATACOM", "", "", 24},
    {"02:1c:7c:00:00:01", MAC_KIND_REGISTERED, "PERQ SYSTEMS CORPORATION", "", "", 24},
    {"aa:00:04:00:00:01", MAC_KIND_REGISTERED, "DIGITAL EQUIPMENT CORPORATION", "", "", 24},

    /* Locally administered: the four quadrants, and nothing registered with the bit cleared. */
    {"f2:ff:fe:00:00:01", MAC_KIND_LOCAL, "", "", "random", 0},
    {"fa:ff:fe:00:00:01", MAC_KIND_LOCAL, "", "", "local", 0},
    {"fe:ff:fe:00:00:01", MAC_KIND_LOCAL, "", "", "local", 0},
    {"f6:ff:fe:00:00:01", MAC_KIND_LOCAL, "", "", "local", 0},
    {"f4:ff:fe:00:00:01", MAC_KIND_UNKNOWN, "", "", "", 0},

    {"00:0c:29:00:00:01", MAC_KIND_HYPERVISOR, "VMware, Inc.", "VMware", "vmware", 24},
    {"00:50:56:8a:00:01", MAC_KIND_HYPERVISOR, "VMware, Inc.", "VMware", "vmware", 24},
    {"00:50:56:c0:00:08", MAC_KIND_VIRTUAL, "VMware, Inc.", "VMware adapter of the host", "vmware",
     40},
    {"08:00:27:00:00:01", MAC_KIND_HYPERVISOR, "PCS Systemtechnik GmbH", "VirtualBox", "virtualbox",
     24},
    {"0a:00:27:00:00:01", MAC_KIND_VIRTUAL, "", "VirtualBox host-only adapter", "virtualbox", 24},
    {"52:54:00:12:34:56", MAC_KIND_HYPERVISOR, "", "QEMU or KVM", "qemu", 24},
    {"00:16:3e:00:00:01", MAC_KIND_HYPERVISOR, "Xensource, Inc.", "Xen, LXC or Incus", "xen", 24},
    {"fa:16:3e:00:00:01", MAC_KIND_HYPERVISOR, "", "OpenStack", "openstack", 24},
    {"00:1c:42:00:00:01", MAC_KIND_HYPERVISOR, "Parallels, Inc.", "Parallels", "parallels", 24},
    {"bc:24:11:00:00:01", MAC_KIND_HYPERVISOR, "Proxmox Server Solutions GmbH", "Proxmox VE",
     "proxmox", 24},
    {"02:42:ac:11:00:02", MAC_KIND_HYPERVISOR, "", "Docker", "docker", 16},
    {"00:14:4f:f7:ff:ff", MAC_KIND_REGISTERED, "Oracle Corporation", "", "", 24},
    {"00:14:4f:f8:00:00", MAC_KIND_HYPERVISOR, "Oracle Corporation", "Oracle VM Server for SPARC",
     "ldoms", 29},

    {"00:00:5e:00:01:07", MAC_KIND_VIRTUAL, "ICANN, IANA Department",
     "VRRP virtual router for IPv4 (and CARP)", "vrrp", 40},
    {"00:00:5e:00:02:07", MAC_KIND_VIRTUAL, "ICANN, IANA Department",
     "VRRP virtual router for IPv6 (and CARP)", "vrrp", 40},
    {"00:00:5e:00:53:07", MAC_KIND_REGISTERED, "ICANN, IANA Department", "", "", 24},
    {"00:00:0c:07:ac:01", MAC_KIND_VIRTUAL, "Cisco Systems, Inc", "HSRP virtual router", "hsrp",
     40},
    {"00:00:0c:9f:f0:01", MAC_KIND_VIRTUAL, "Cisco Systems, Inc", "HSRP version 2 virtual router",
     "hsrp", 36},
    {"00:07:b4:03:ff:ff", MAC_KIND_VIRTUAL, "Cisco Systems, Inc", "GLBP virtual forwarder", "glbp",
     30},
    {"00:07:b4:04:00:00", MAC_KIND_REGISTERED, "Cisco Systems, Inc", "", "", 24},
    {"02:bf:0a:00:00:01", MAC_KIND_VIRTUAL, "", "Microsoft NLB cluster", "nlb", 16},
};

static void finds_what_is_known_of_an_address(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(addresses); i++) {
        const struct address *a = &addresses[i];
        struct vendor v = vendor_find(mac_of(a->mac));
        if (v.kind != a->kind || strcmp(v.name, a->name) != 0 ||
            strcmp(v.product, a->product) != 0 || strcmp(v.tag, a->tag) != 0 || v.bits != a->bits) {
            fail_msg("%s: %s \"%s\" \"%s\" \"%s\" /%d", a->mac, mac_kind_name(v.kind), v.name,
                     v.product, v.tag, v.bits);
        }
    }
}

static void names_every_kind(void **state)
{
    (void)state;
    for (int kind = 0; kind < MAC_KIND_COUNT; kind++) {
        const char *name = mac_kind_name((enum mac_kind)kind);
        assert_true(name != NULL && name[0] != '\0');
        for (int other = 0; other < kind; other++) {
            assert_string_not_equal(name, mac_kind_name((enum mac_kind)other));
        }
    }
}

static const struct {
    uint64_t prefix;
    unsigned bits;
    const char *product, *tag, *reference;
} rows[] = {
#define MAC_KIND(prefix, bits, kind, product, tag, reference) \
    {prefix, bits, product, tag, reference},
#include "address/mac_kind.def"
#undef MAC_KIND
};

static void has_well_formed_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        bool below = rows[i].bits == 48 || rows[i].prefix << (16 + rows[i].bits) != 0;
        if (rows[i].prefix >> 48 != 0 || (below && rows[i].bits < 48) ||
            mac_is_group((struct mac){rows[i].prefix})) {
            fail_msg("%s: the prefix has bits that are not compared", rows[i].product);
        }
        struct vendor v = vendor_find((struct mac){rows[i].prefix});
        if (strcmp(v.tag, rows[i].tag) != 0 || rows[i].reference[0] == '\0') {
            fail_msg("%s: found as \"%s\"", rows[i].product, v.tag);
        }
    }
}

static void has_a_sound_table_compiled_in(void **state)
{
    (void)state;
    static const unsigned bits[VENDOR_LENGTH_COUNT] = {24, 28, 36};
    size_t total = 0;
    for (int length = 0; length < VENDOR_LENGTH_COUNT; length++) {
        const uint64_t *entries = vendor_builtin.entries[length];
        const uint32_t *from = vendor_builtin.from[length];
        size_t n = from[VENDOR_OCTETS];
        assert_int_equal(from[0], 0);
        total += n;
        assert_true(n > 4000);
        for (size_t i = 0; i < n; i++) {
            if (i > 0 && entries[i - 1] >> VENDOR_OFFSET_BITS >= entries[i] >> VENDOR_OFFSET_BITS) {
                fail_msg("%#llx: not above the entry before it", (unsigned long long)entries[i]);
            }
            uint64_t octet = entries[i] >> (VENDOR_OFFSET_BITS + bits[length] - 8);
            if (i < from[octet] || i >= from[octet + 1]) {
                fail_msg("%#llx: not among those of its octet", (unsigned long long)entries[i]);
            }
            const char *name = vendor_table_name(&vendor_builtin, entries[i]);
            char clean[VENDOR_BLOCK * 4];
            size_t size = text_sanitize(clean, sizeof clean, name, strlen(name));
            if (size == 0 || size >= VENDOR_NAME || strcmp(clean, name) != 0) {
                fail_msg("%#llx: \"%s\" is empty, too long or not clean",
                         (unsigned long long)entries[i], clean);
            }
        }
    }
    assert_true(total > 50000);
    assert_int_equal(vendor_source().entries, total);
    assert_string_equal(vendor_source().name, "builtin");
    assert_int_equal(strlen(vendor_source().date), 10);
}

static const struct sample {
    const char *name;
    const char *bytes;
    size_t entries;       /* read, repeated prefixes included */
    const char *found[4]; /* an address and its name, "" for none, and another pair */
} samples[] = {
    {"systemd",
     "# This file is part of systemd.\n\nOUI:00155D*\n ID_OUI_FROM_DATABASE=Microsoft "
     "Corporation\n\n"
     "OUI:70B3D5719*\n ID_OUI_FROM_DATABASE=2M Technology\nOUI:XY*\n ID_OUI_FROM_DATABASE=None\n",
     2,
     {"00:15:5d:00:00:01", "Microsoft Corporation", "70:b3:d5:71:9a:aa", "2M Technology"}},
    {"IEEE .csv with a byte order mark",
     "\xef\xbb\xbfRegistry,Assignment,Organization Name,Organization Address\r\n"
     "MA-L,F4BD9E,\"Cisco Systems, Inc\",80 West Tasman Drive\r\n"
     "MA-S,70B3D5719,\"The \"\"Works\"\"\",\"Somewhere\r\nMA-\r\n in two lines\"\r\n",
     2,
     {"f4:bd:9e:00:00:01", "Cisco Systems, Inc", "70:b3:d5:71:90:00", "The \"Works\""}},
    {"IEEE .csv of MA-M, IAB and CID",
     "MA-M,208593B,Twenty Eight,\nIAB,0050C27D5,Thirty Six,\nCID,0A0B0C,Company,\nMA-Q,000000,X,\n",
     3,
     {"20:85:93:bf:ff:ff", "Twenty Eight", "00:50:c2:7d:50:00", "Thirty Six"}},
    {"IEEE .txt",
     "OUI/MA-L       Organization\ncompany_id     Organization\n\n"
     "00-22-72   (hex)\t\tAmerican Micro-Fuel Device Corp.\r\n"
     "002272     (base 16)\t\tAmerican Micro-Fuel Device Corp.\r\n\t\t\t\t2181 Buchanan Loop\r\n",
     1,
     {"00:22:72:00:00:01", "American Micro-Fuel Device Corp.", "00:22:73:00:00:01", ""}},
    {"IEEE .txt of MA-M and MA-S",
     "74-1A-E0   (hex)\t\tPrivate\n900000-9FFFFF     (base 16)\t\tPrivate\n\n"
     "70-B3-D5   (hex)\t\t2M Technology\n719000-719FFF     (base 16)\t\t2M Technology\n"
     "719000-719FFF     (base 16)\t\tWithout its first line\n"
     "70-B3-D5   (hex)\t\tOdd\n719000-719FFE     (base 16)\t\tOdd\n",
     2,
     {"74:1a:e0:90:00:01", "Private", "70:b3:d5:71:90:01", "2M Technology"}},
    {"Wireshark",
     "# comment\n00:00:13\tCamex\n00:00:18\tWebsterC\tWebster Computer Corporation\t# AppleTalk\n"
     "70:B3:D5:71:90:00/36\t2MTechno\t2M Technology\n01:80:C2:00:00:00/24\tGroup\n"
     "01-80-C2-00-00-0E\tLLDP\n01-80-C2/44\tTooLong\n",
     4,
     {"00:00:18:00:00:01", "Webster Computer Corporation", "70:b3:d5:71:90:01", "2M Technology"}},
    {"Wireshark, short names and older comments",
     "00:00:13\tCamex\n00:00:01\tXerox                  # XEROX CORPORATION\n"
     "20-85-93-B0/28\tIog\t# IOG Products LLC\n",
     3,
     {"00:00:13:00:00:01", "Camex", "20:85:93:b0:00:01", "IOG Products LLC"}},
    {"arp-scan",
     "# Do not edit\n00155D\tMicrosoft Corporation\n208593B\tIOG Products LLC\n70B3D5719\tA\n",
     3,
     {"20:85:93:bf:00:00", "IOG Products LLC", "70:b3:d5:71:90:00", "A"}},
    {"nmap",
     "# $Id$\n00155D Microsoft\nF06E0B Microsoft\nF06E0\nF06E0BD too few\nF06E0BD2 x\n",
     3,
     {"f0:6e:0b:d2:00:00", "too few", "00:15:5d:00:00:00", "Microsoft"}},
    {"the longest prefix wins",
     "70B3D5 Authority\n70B3D57 Middle\n70B3D5719 Longest\n",
     3,
     {"70:b3:d5:71:91:11", "Longest", "70:b3:d5:72:00:00", "Middle"}},
    {"the last line of a prefix wins",
     "00155D One\n00155C Other\n00155D Two\n00155D Two\n",
     4,
     {"00:15:5d:00:00:00", "Two", "00:15:5c:00:00:00", "Other"}},
    {"the first and the last prefix",
     "FFFFFF Last\n000000 First\n",
     2,
     {"00:00:00:00:00:00", "First", "ff:ff:ff:00:00:00", "Last"}},
    {"names that are not clean",
     "00155D \x1b[31mRed\x07 \t\n00155E   \n00155F A\xff\n",
     2,
     {"00:15:5d:00:00:00", "\\x1b[31mRed\\x07", "00:15:5f:00:00:00", "A\\xff"}},
    {"a name that is cut",
     "00155D 0123456789012345678901234567890123456789012345678901234567890123456789\n",
     1,
     {"00:15:5d:00:00:00", "0123456789012345678901234567890123456789012345678901234567890123",
      "00:15:5e:00:00:00", ""}},
    {"no line feed at the end",
     "00155D Microsoft",
     1,
     {"00:15:5d:00:00:00", "Microsoft", "00:15:5e:00:00:00", ""}},
    {"nothing", "", 0, {"00:15:5d:00:00:00", "", "00:00:00:00:00:00", ""}},
    {"no list",
     "#!/bin/sh\necho hello\n\n\n00\nOUI:\nMA-L,\n(base 16)\n00-\n",
     0,
     {"00:15:5d:00:00:00", "", "00:00:00:00:00:00", ""}},
};

static void reads_every_format(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(samples); i++) {
        const struct sample *s = &samples[i];
        struct vendor_list list = {.total = 0};
        size_t n = vendor_parse(s->bytes, strlen(s->bytes), &list);
        if (n != s->entries) {
            fail_msg("%s: %zu entries", s->name, n);
        }
        struct vendor_table table = vendor_list_table(&list);
        for (size_t k = 0; k < 4; k += 2) {
            struct vendor_match match = vendor_table_find(&table, mac_of(s->found[k]));
            const char *name = match.name != NULL ? match.name : "";
            if (strcmp(name, s->found[k + 1]) != 0) {
                fail_msg("%s: %s is \"%s\"", s->name, s->found[k], name);
            }
        }
        vendor_list_free(&list);
    }
}

/* Each beginning of each sample, in memory of exactly that size, for the sanitizers. */
static void reads_cut_lists(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(samples); i++) {
        for (size_t n = 0; n <= strlen(samples[i].bytes); n++) {
            char *bytes = malloc(n > 0 ? n : 1);
            assert_non_null(bytes);
            memcpy(bytes, samples[i].bytes, n);
            struct vendor_list list = {.total = 0};
            char day[11];
            assert_true(vendor_parse(bytes, n, &list) <= samples[i].entries);
            (void)vendor_date(bytes, n, day);
            vendor_list_free(&list);
            free(bytes);
        }
    }
}

static void takes_a_bounded_number_of_entries(void **state)
{
    (void)state;
    size_t lines = VENDOR_ENTRIES_MAX + 10;
    char *bytes = malloc(lines * 12 + 1);
    assert_non_null(bytes);
    for (size_t i = 0; i < lines; i++) {
        (void)snprintf(bytes + i * 12, 13, "%06zx name\n", i & 0xffffff);
    }
    struct vendor_list list = {.total = 0};
    assert_int_equal(vendor_parse(bytes, lines * 12, &list), VENDOR_ENTRIES_MAX);
    assert_int_equal(vendor_list_count(&list), VENDOR_ENTRIES_MAX);
    vendor_list_free(&list);
    free(bytes);
}

static const struct {
    const char *bytes;
    const char *day; /* NULL for none */
} days[] = {
    {"# generated by get-oui at 2010-10-23 10:42:47\n# using data\n00155D\tA\n", "2010-10-23"},
    {"# Last-Modified: Sun, 25 Aug 2024 08:00:49 GMT\n#\n\n# Sun, 18 Aug 2024\n", "2024-08-25"},
    {"# 2024-13-01, 2024-12-32, 0001-01-01, 31 Foo 2024, 31 anF 2024\n", NULL},
    {"00155D\tA\n# 2024-01-01\n", NULL},
    {"# 2024-01-0", NULL},
    {"", NULL},
};

static void reads_the_day_of_a_list(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(days); i++) {
        char day[11] = "untouched";
        bool found = vendor_date(days[i].bytes, strlen(days[i].bytes), day);
        if (found != (days[i].day != NULL) || strcmp(day, found ? days[i].day : "untouched") != 0) {
            fail_msg("%s: %s", days[i].bytes, day);
        }
    }
}

/* Writes a file into the folder the test runs in. */
static void file_write(const char *path, const char *bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, strlen(bytes), file), strlen(bytes));
    assert_int_equal(fclose(file), 0);
}

static const char list_file[] = "test_vendor.list";
static const char other_file[] = "test_vendor.other";
static const char third_file[] = "test_vendor.third";

static int remove_files(void **state)
{
    (void)state;
    (void)remove(list_file);
    (void)remove(other_file);
    (void)remove(third_file);
    vendor_unload();
    return 0;
}

static void asks_a_named_file_alone(void **state)
{
    (void)state;
    struct error e;
    file_write(list_file, "# 2011-02-03\n00155D Somebody\n02AABB Local\n00155D Somebody else\n");
    assert_true(vendor_load(list_file, &e));
    struct vendor_source source = vendor_source();
    assert_string_equal(source.name, list_file);
    assert_string_equal(source.date, "2011-02-03");
    assert_int_equal(source.entries, 2);
    assert_string_equal(vendor_find(mac_of("00:15:5d:00:00:01")).name, "Somebody else");
    assert_string_equal(vendor_find(mac_of("00:15:5d:00:00:01")).tag, "hyper-v");
    assert_int_equal(vendor_find(mac_of("02:aa:bb:00:00:01")).kind, MAC_KIND_REGISTERED);
    assert_int_equal(vendor_find(mac_of("f0:6e:0b:00:00:01")).kind, MAC_KIND_UNKNOWN);

    assert_true(vendor_load("builtin", &e));
    assert_string_equal(vendor_source().name, "builtin");
    assert_int_equal(vendor_find(mac_of("f0:6e:0b:00:00:01")).kind, MAC_KIND_REGISTERED);
}

static void refuses_a_file_without_vendors(void **state)
{
    (void)state;
    static const struct {
        const char *path, *bytes, *cause;
    } files[] = {
        {"test_vendor.missing", NULL, "cannot be read"},
        {".", NULL, "cannot be read"},
        {"test_vendor.list", "", "is empty"},
        {"test_vendor.list", "What is this?\n", "no vendors"},
    };
    for (size_t i = 0; i < COUNT(files); i++) {
        struct error e = {.status = 0};
        if (files[i].bytes != NULL) {
            file_write(files[i].path, files[i].bytes);
        }
        if (vendor_load(files[i].path, &e) || e.status != EXIT_STATUS_FAILED ||
            strstr(e.sentence, files[i].path) != e.sentence ||
            strstr(e.sentence, files[i].cause) == NULL || strstr(e.sentence, "name a") == NULL ||
            strcmp(vendor_source().name, "builtin") != 0) {
            fail_msg("%s: \"%s\"", files[i].path, e.sentence);
        }
    }
}

static void takes_the_newest_file(void **state)
{
    (void)state;
    static const struct vendor_place places[] = {
        {{"test_vendor.missing"}},
        {{list_file}},
        {{other_file, third_file, "test_vendor.missing"}},
    };
    static const struct {
        const char *name, *first, *second, *after;
        const char *chosen; /* NULL for none */
        size_t entries;
    } cases[] = {
        {"the second is newer", "# 2030-01-01\n00155D A\n", "# 2030-01-02\n00155D B\n",
         "2029-12-31", other_file, 2},
        {"the first is newer", "# 2030-01-03\n00155D A\n", "# 2030-01-02\n00155D B\n", "2029-12-31",
         list_file, 1},
        {"none is newer", "# 2030-01-01\n00155D A\n", "# 2030-01-02\n00155D B\n", "2030-01-02",
         NULL, 0},
        {"the newest is broken", "# 2030-01-01\n00155D A\n", "# 2030-01-02\nnothing\n",
         "2029-12-31", list_file, 1},
        {"all are broken", "# 2030-01-01\n", "# 2030-01-02\n", "2029-12-31", NULL, 0},
        {"no day stated, so that of the file", "# 1999-01-01\n00155D A\n", "00155D B\n",
         "2020-01-01", other_file, 2},
    };
    file_write(third_file, "F06E0B Part of the other\n");
    for (size_t i = 0; i < COUNT(cases); i++) {
        file_write(list_file, cases[i].first);
        file_write(other_file, cases[i].second);
        struct vendor_list list = {.total = 0};
        struct vendor_source source = {.name = "untouched"};
        bool found = vendor_file_newest(places, COUNT(places), cases[i].after, &list, &source);
        if (found != (cases[i].chosen != NULL) ||
            strcmp(source.name, found ? cases[i].chosen : "untouched") != 0 ||
            vendor_list_count(&list) != cases[i].entries) {
            fail_msg("%s: %s, %zu entries", cases[i].name, source.name, vendor_list_count(&list));
        }
        vendor_list_free(&list);
    }
}

static void loads_what_this_system_has(void **state)
{
    (void)state;
    struct error e;
    assert_true(vendor_load("builtin", &e));
    struct vendor_source before = vendor_source();
    assert_true(vendor_load(NULL, &e));
    assert_true(strcmp(vendor_source().date, before.date) >= 0);
    assert_string_equal(vendor_find(mac_of("00:15:5d:00:00:01")).tag, "hyper-v");
    assert_int_equal(vendor_find(mac_of("70:b3:d5:71:90:00")).bits, 36);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_is_known_of_an_address),
        cmocka_unit_test(names_every_kind),
        cmocka_unit_test(has_well_formed_rows),
        cmocka_unit_test(has_a_sound_table_compiled_in),
        cmocka_unit_test(reads_every_format),
        cmocka_unit_test(reads_cut_lists),
        cmocka_unit_test(takes_a_bounded_number_of_entries),
        cmocka_unit_test(reads_the_day_of_a_list),
        cmocka_unit_test_teardown(asks_a_named_file_alone, remove_files),
        cmocka_unit_test_teardown(refuses_a_file_without_vendors, remove_files),
        cmocka_unit_test_teardown(takes_the_newest_file, remove_files),
        cmocka_unit_test_teardown(loads_what_this_system_has, remove_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
