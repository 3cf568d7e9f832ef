/* SPDX-License-Identifier: MIT */

/* NetBIOS datagrams: the sender says its name. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "stated.h"

static const struct stated_row rows[] = {
    {"to a group", CARRIER_UDP4, 138,
     "11 0a 0001 c0000201 008a 0046 0000 20'EOEBFDCACACACACACACACACACACACAAA'00 "
     "20'FHEPFCELEHFCEPFFFACACACACACACABN'00 'data'",
     0, FAULT_NONE, "named 192.0.2.1 'NAS'\n"},
    {"from a role", CARRIER_UDP4, 138,
     "11 0a 0001 c0000201 008a 0046 0000 20'FHEPFCELEHFCEPFFFACACACACACACABN'00 "
     "20'EOEBFDCACACACACACACACACACACACAAA'00 'data'",
     0, FAULT_NONE, ""},
    {"of no address", CARRIER_UDP4, 138,
     "11 0a 0001 00000000 008a 0046 0000 20'EOEBFDCACACACACACACACACACACACAAA'00 "
     "20'FHEPFCELEHFCEPFFFACACACACACACABN'00",
     0, FAULT_NONE, ""},
    {"error", CARRIER_UDP4, 138, "13 0a 0001 c0000201 008a 82", 0, FAULT_NONE, ""},
    {"query", CARRIER_UDP4, 138, "14 0a 0001 c0000201 008a 20'EOEBFDCACACACACACACACACACACACAAA'00",
     0, FAULT_NONE, ""},
    {"unknown", CARRIER_UDP4, 138, "77 0a 0001 c0000201 008a", 0, FAULT_NONE, ""},
    {"cut in the second name", CARRIER_UDP4, 138,
     "11 0a 0001 c0000201 008a 0046 0000 20'EOEBFDCACACACACACACACACACACACAAA'00 "
     "20'FHEPFCELEHFCEPFFFACACACACACACABN'00",
     8, FAULT_SHORT, ""},
    {"second name missing", CARRIER_UDP4, 138,
     "11 0a 0001 c0000201 008a 0046 0000 20'EOEBFDCACACACACACACACACACACACAAA'00", 0, FAULT_BAD, ""},
    {"letters that are none", CARRIER_UDP4, 138,
     "11 0a 0001 c0000201 008a 0046 0000 20'x'*32 00 "
     "20'FHEPFCELEHFCEPFFFACACACACACACABN'00",
     0, FAULT_BAD, ""},
};

static void test_nbdgm(void **state)
{
    (void)state;
    stated_check(rows, COUNT(rows), "nbdgm");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_nbdgm)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
