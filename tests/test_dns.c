/* SPDX-License-Identifier: MIT */

/* DNS on port 53: names of machines that may be near, and of no others. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "stated.h"

static const struct stated_row rows[] = {
    {"question", CARRIER_UDP4, 53, "0001 0100 0001 0000 0000 0000 03'www'07'example'00 0001 0001",
     0, FAULT_NONE, "asks 1 'www.example'\n"},
    {"public address", CARRIER_UDP4, 53,
     "0001 8180 0001 0001 0000 0000 03'www'07'example'00 0001 0001 c00c 0001 0001 "
     "0000003c 0004 cb007101",
     0, FAULT_NONE, ""},
    {"private address", CARRIER_UDP4, 53,
     "0001 8180 0001 0001 0000 0000 03'nas'04'home'00 0001 0001 c00c 0001 0001 "
     "0000003c 0004 0a000005",
     0, FAULT_NONE, "named 10.0.0.5 'nas.home' ttl 60\n"},
    {"link-local address", CARRIER_UDP4, 53,
     "0001 8180 0001 0001 0000 0000 03'nas'04'home'00 001c 0001 c00c 001c 0001 "
     "0000003c 0010 fe80 00*13 05",
     0, FAULT_NONE, "named fe80::5 'nas.home' ttl 60\n"},
    {"reverse, private", CARRIER_UDP4, 53,
     "0001 8180 0001 0001 0000 0000 0135 0130 0130 023130 07'in-addr'04'arpa'00 000c "
     "0001 c00c 000c 0001 0000003c 0006 03'nas'c015",
     0, FAULT_NONE, "named 10.0.0.5 'nas.in-addr.arpa' ttl 60\n"},
    {"reverse, public", CARRIER_UDP4, 53,
     "0001 8180 0001 0001 0000 0000 0131 03'113' 0130 03'203' 07'in-addr'04'arpa'00 "
     "000c 0001 c00c 000c 0001 0000003c 0005 03'nas'00",
     0, FAULT_NONE, ""},
    {"service", CARRIER_UDP4, 53,
     "0001 8180 0001 0001 0000 0000 05'_ldap'04'_tcp'04'home'00 0021 0001 c00c 0021 "
     "0001 0000003c 000b 0000 0000 0185 02'dc'c017",
     0, FAULT_NONE, ""},
    {"update that deletes", CARRIER_UDP4, 53,
     "0001 2800 0001 0000 0001 0000 04'home'00 0006 0001 03'nas'c00c 0001 00ff "
     "00000000 0000",
     0, FAULT_NONE, "asks 'home'\n"},
    {"cut in the answer", CARRIER_UDP4, 53,
     "0001 8180 0001 0001 0000 0000 03'nas'04'home'00 0001 0001 c00c 0001 0001 "
     "0000003c 0004 0a000005",
     2, FAULT_SHORT, ""},
    {"no header", CARRIER_UDP4, 53, "0001 01", 0, FAULT_BAD, ""},
    {"name that points at itself", CARRIER_UDP4, 53, "0001 0100 0001 0000 0000 0000 c00c 0001 0001",
     0, FAULT_BAD, ""},
};

static void test_dns(void **state)
{
    (void)state;
    stated_check(rows, COUNT(rows), "dns");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_dns)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
