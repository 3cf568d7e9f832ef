/* SPDX-License-Identifier: MIT */

/* Multicast listener discovery: who listens to which group, as the same rows of IGMP would have it. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "stated.h"

static const struct stated_row rows[] = {
    {"general query, version 1", CARRIER_MLD, 0, "82 00 0000 2710 0000 00*16", 0, FAULT_NONE,
     "queries 1 :100\n"},
    {"group query, version 1", CARRIER_MLD, 0, "82 00 0000 2710 0000 ff02 00*13 fb", 0, FAULT_NONE,
     "queries 1 ff02::fb :100\n"},
    {"general query, version 2", CARRIER_MLD, 0, "82 00 0000 2710 0000 00*16 02 7d 0000", 0,
     FAULT_NONE, "queries 2/2 :100 ttl 125\n"},
    {"query with sources", CARRIER_MLD, 0,
     "82 00 0000 2710 0000 ff15 00*13 01 02 7d 0002 fe80 00*13 03 fe80 00*13 04", 0, FAULT_NONE,
     "queries 2 ff15::1/130 :100 ttl 125\n"},
    {"report, version 1", CARRIER_MLD, 0, "83 00 0000 0000 0000 ff02 00*13 fb", 0, FAULT_NONE,
     "joins 1 ff02::fb\n"},
    {"done", CARRIER_MLD, 0, "84 00 0000 0000 0000 ff02 00*13 fb", 0, FAULT_NONE,
     "leaves 1 ff02::fb\n"},
    {"report of what is no group", CARRIER_MLD, 0, "83 00 0000 0000 0000 fe80 00*13 fb", 0,
     FAULT_NONE, ""},
    {"every record type", CARRIER_MLD, 0,
     "8f 00 0000 0000 0007 01 00 0001 ff15 00*13 01 fe80 00*13 03 01 00 0000 ff15 "
     "00*13 02 02 00 0000 ff15 00*13 03 03 00 0000 ff15 00*13 04 04 00 0000 ff15 "
     "00*13 05 05 01 0001 ff15 00*13 06 fe80 00*13 03 00*4 06 00 0001 ff15 00*13 07 "
     "fe80 00*13 03",
     0, FAULT_NONE,
     "joins 2 ff15::1/1 :1\n"
     "source fe80::3\n"
     "leaves 2 ff15::2/1\n"
     "joins 2 ff15::3/2\n"
     "leaves 2 ff15::4/1\n"
     "joins 2 ff15::5/2\n"
     "joins 2 ff15::6/3 :1\n"
     "source fe80::3\n"
     "joins 2 ff15::7/4 :1\n"
     "source fe80::3\n"},
    {"wrong hop limit", CARRIER_ICMPV6, 0, "83 00 0000 0000 0000 ff02 00*13 fb", 0, FAULT_NONE,
     "odd MLD_HOP_LIMIT\n"
     "joins 1 ff02::fb\n"},
    {"cut in the second record", CARRIER_MLD, 0,
     "8f 00 0000 0000 0002 04 00 0000 ff15 00*13 01 04 00 0000 ff15 00*13 02", 3, FAULT_SHORT,
     "joins 2 ff15::1/2\n"},
    {"more records than there are", CARRIER_MLD, 0, "8f 00 0000 0000 01f4 04 00 0000 ff15 00*13 01",
     0, FAULT_BAD, "joins 2 ff15::1/2\n"},
    {"more sources than there are", CARRIER_MLD, 0, "8f 00 0000 0000 0001 04 00 ffff ff15 00*13 01",
     0, FAULT_BAD, ""},
    {"query without a group", CARRIER_MLD, 0, "82 00 0000 2710 0000", 0, FAULT_BAD, ""},
};

static void test_mld(void **state)
{
    (void)state;
    stated_check(rows, COUNT(rows), "mld");
}

/* The budget: 1024 records; the last says something that no record may. None of them is membership,
 * so that facts find room. */
static void test_budget(void **state)
{
    (void)state;
    static char payload[70000];
    struct text t = text_over(payload, sizeof payload);
    text_add(&t, "8f00 0000 0000 0401 ");
    for (unsigned i = 0; i < 1024; i++)
        text_add(&t, "07000000 ff15 00*13 01 ");
    text_add(&t, "04000000 ff15 00*13 02");
    const struct stated_row row = {"1025 records", CARRIER_MLD, 0, payload, 0,
                                   FAULT_NONE,     "more\n"};
    stated_check(&row, 1, "mld");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_mld), cmocka_unit_test(test_budget)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
