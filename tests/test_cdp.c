/* SPDX-License-Identifier: MIT */

/* Cisco Discovery Protocol: names, descriptions and addresses of neighbours. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "stated.h"

enum { CDP = 0x2000 };

/* Version 2, 180 s, a checksum that nobody asks for. */
#define HEADER "02 b4 0000 "
#define DEVICE "0001 0006 's1' "
#define IPV4   "01 01 cc 0004 c00002"

static const struct stated_row rows[] = {
    {"nothing", CARRIER_SNAP_CISCO, CDP, HEADER, 0, FAULT_NONE, ""},
    {"everything", CARRIER_SNAP_CISCO, CDP,
     HEADER DEVICE "0002 0011 00000001 " IPV4 "09 0003 000a 'Gi0/13' 0004 0008 00000028 "
                   "0005 0016 'IOS 12.2' 0a 'Copyright' 0006 0009 'C3560' 0009 0004 "
                   "000a 0006 0001 000b 0005 01 0014 0006 'S1' "
                   "0016 0024 00000001 02 08 aaaa0300000086dd 0010 20010db8 00*11 09 "
                   "0012 0005 00",
     0, FAULT_NONE,
     "named 00:00:5e:00:53:01 's1' ttl 180\n"
     "named 192.0.2.9 's1' ttl 180\n"
     "named 2001:db8::9 's1' ttl 180\n"
     "describes 00:00:5e:00:53:01 'IOS 12.2' ttl 180\n"
     "describes 00:00:5e:00:53:01 'C3560' ttl 180\n"},
    {"goodbye", CARRIER_SNAP_CISCO, CDP, "02 00 0000 " DEVICE, 0, FAULT_NONE,
     "named 00:00:5e:00:53:01 's1' ttl 0\n"},
    {"an address twice, and none", CARRIER_SNAP_CISCO, CDP,
     HEADER DEVICE "0002 0023 00000003 " IPV4 "09 01 01 cc 0004 00000000 " IPV4 "09", 0, FAULT_NONE,
     "named 00:00:5e:00:53:01 's1' ttl 180\nnamed 192.0.2.9 's1' ttl 180\n"},
    {"an address of another protocol", CARRIER_SNAP_CISCO, CDP,
     HEADER DEVICE "0002 000f 00000001 01 01 81 0002 0102", 0, FAULT_NONE,
     "named 00:00:5e:00:53:01 's1' ttl 180\n"},
    {"two devices", CARRIER_SNAP_CISCO, CDP, HEADER DEVICE "0001 0006 's2'", 0, FAULT_NONE,
     "named 00:00:5e:00:53:01 's1' ttl 180\n"},
    {"cut in the platform", CARRIER_SNAP_CISCO, CDP, HEADER DEVICE "0006 0009 'C3560'", 2,
     FAULT_SHORT, "named 00:00:5e:00:53:01 's1' ttl 180\n"},
    {"a length of three", CARRIER_SNAP_CISCO, CDP, HEADER DEVICE "0006 0003 'C3560'", 0, FAULT_BAD,
     ""},
    {"longer than the frame", CARRIER_SNAP_CISCO, CDP, HEADER DEVICE "0006 000a 'C3560'", 0,
     FAULT_BAD, ""},
    {"more addresses than there are", CARRIER_SNAP_CISCO, CDP,
     HEADER DEVICE "0002 0011 00000002 " IPV4 "09", 0, FAULT_BAD, ""},
    {"four billion addresses", CARRIER_SNAP_CISCO, CDP,
     HEADER DEVICE "0002 0011 ffffffff " IPV4 "09", 0, FAULT_BAD, ""},
};

static void test_cdp(void **state)
{
    (void)state;
    stated_check(rows, COUNT(rows), "cdp");
}

/* `n` times `unit` behind `head`. */
static void repeat(char *out, size_t size, const char *head, const char *unit, unsigned n)
{
    struct text t = text_over(out, size);
    text_add(&t, head);
    for (unsigned i = 0; i < n; i++)
        text_add(&t, unit);
}

/* The budgets: 256 values of the 374 that fit into a frame, 64 addresses of a value. */
static void test_budgets(void **state)
{
    (void)state;
    static char values[8192], addresses[8192];
    repeat(values, sizeof values, HEADER DEVICE, "00ff 0004 ", 300);
    repeat(addresses, sizeof addresses, HEADER DEVICE "0002 0251 00000041 ", IPV4 "09 ", 65);
    const struct stated_row budgets[] = {
        {"300 values", CARRIER_SNAP_CISCO, CDP, values, 0, FAULT_NONE,
         "named 00:00:5e:00:53:01 's1' ttl 180\nmore\n"},
        {"65 addresses", CARRIER_SNAP_CISCO, CDP, addresses, 0, FAULT_NONE,
         "named 00:00:5e:00:53:01 's1' ttl 180\nnamed 192.0.2.9 's1' ttl 180\nmore\n"},
    };
    stated_check(budgets, COUNT(budgets), "cdp");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cdp), cmocka_unit_test(test_budgets)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
