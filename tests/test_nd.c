/* SPDX-License-Identifier: MIT */

/* Neighbour discovery: who has which address, from every message that says so. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "stated.h"

static const struct stated_row rows[] = {
    {"router solicitation", CARRIER_ICMPV6, 0, "85 00 0000 00*4 0101 00005e005301", 0, FAULT_NONE,
     "binds announced 00:00:5e:00:53:01 fe80::1\n"},
    {"router solicitation without an address", CARRIER_ICMPV6_UNSET, 0, "85 00 0000 00*4", 0,
     FAULT_NONE, ""},
    {"router solicitation with an address of two units", CARRIER_ICMPV6, 0,
     "85 00 0000 00*4 0102 00005e005301 00*8", 0, FAULT_NONE, ""},
    {"router advertisement with a prefix", CARRIER_ICMPV6, 0,
     "86 00 0000 40 00 0708 00*8 0101 00005e005301 0304 40 c0 00000e10 00000708 00*4 "
     "20010db8 00*12 0501 0000 000005dc 1903 0000 00000e10 20010db8 00*11 53",
     0, FAULT_NONE,
     "binds announced 00:00:5e:00:53:01 fe80::1\n"
     "router fe80::1\n"},
    {"solicitation", CARRIER_ICMPV6, 0, "87 00 0000 00*4 fe80 00*13 02 0101 00005e005301", 0,
     FAULT_NONE,
     "binds announced 00:00:5e:00:53:01 fe80::1\n"
     "asks fe80::2\n"},
    {"duplicate address detection", CARRIER_ICMPV6_UNSET, 0, "87 00 0000 00*4 fe80 00*13 07", 0,
     FAULT_NONE,
     "binds probe 00:00:5e:00:53:01 fe80::7\n"
     "asks fe80::7\n"},
    {"duplicate address detection with a nonce", CARRIER_ICMPV6_UNSET, 0,
     "87 00 0000 00*4 fe80 00*13 07 0e01 0102 0304 0506", 0, FAULT_NONE,
     "binds probe 00:00:5e:00:53:01 fe80::7\n"
     "asks fe80::7\n"},
    {"answer", CARRIER_ICMPV6, 0, "88 00 0000 60 00*3 fe80 00*13 01 0201 00005e005301", 0,
     FAULT_NONE, "binds answered 00:00:5e:00:53:01 fe80::1\n"},
    {"announcement", CARRIER_ICMPV6, 0, "88 00 0000 20 00*3 fe80 00*13 01 0201 00005e005301", 0,
     FAULT_NONE, "binds announced 00:00:5e:00:53:01 fe80::1\n"},
    {"answer for a multicast address", CARRIER_ICMPV6, 0,
     "88 00 0000 60 00*3 ff02 00*13 01 0201 00005e005301", 0, FAULT_NONE, ""},
    {"redirect", CARRIER_ICMPV6, 0,
     "89 00 0000 00*4 fe80 00*13 03 20010db8 00*11 09 0201 00005e005303", 0, FAULT_NONE, ""},
    {"from another link", CARRIER_MLD, 0, "88 00 0000 60 00*3 fe80 00*13 01 0201 00005e005301", 0,
     FAULT_NONE, "odd ND_HOP_LIMIT\n"},
    {"link-layer address of another length", CARRIER_ICMPV6, 0,
     "88 00 0000 60 00*3 fe80 00*13 01 0202 00*14", 0, FAULT_NONE, ""},
    {"cut in the target", CARRIER_ICMPV6, 0, "88 00 0000 60 00*3 fe80 00*13 01 0201 00005e005301",
     12, FAULT_SHORT, ""},
    {"without a target", CARRIER_ICMPV6, 0, "88 00 0000 60 00*3 fe80", 0, FAULT_BAD, ""},
    {"option of no length", CARRIER_ICMPV6, 0, "88 00 0000 60 00*3 fe80 00*13 01 0200 00005e005301",
     0, FAULT_BAD, ""},
    {"option longer than the message", CARRIER_ICMPV6, 0,
     "88 00 0000 60 00*3 fe80 00*13 01 0202 00005e005301", 0, FAULT_BAD, ""},
    {"half an option", CARRIER_ICMPV6, 0, "88 00 0000 60 00*3 fe80 00*13 01 02", 0, FAULT_BAD, ""},
    {"prefix option too short", CARRIER_ICMPV6, 0, "86 00 0000 40 00 0708 00*8 0301 40 c0 00*4", 0,
     FAULT_BAD, ""},
    {"more options than any message has", CARRIER_ICMPV6, 0,
     "85 00 0000 00*4 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 "
     "0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 "
     "00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 "
     "0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 "
     "00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 "
     "0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 "
     "00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 "
     "0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 "
     "00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 "
     "0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 "
     "00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 "
     "0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 "
     "00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 "
     "0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 "
     "00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 "
     "0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 "
     "00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 "
     "0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 "
     "00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 "
     "0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 "
     "00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 "
     "0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 "
     "00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 "
     "0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 "
     "00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 "
     "0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 "
     "00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 "
     "0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 "
     "00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 "
     "0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 "
     "00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 "
     "0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 "
     "00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 "
     "0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 "
     "00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6 0e01 00*6",
     0, FAULT_NONE, "more\n"},
};

static void test_nd(void **state)
{
    (void)state;
    stated_check(rows, COUNT(rows), "nd");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_nd)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
