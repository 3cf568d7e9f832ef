/* SPDX-License-Identifier: MIT */

/* DHCP for IPv6: names and vendor classes, behind relays too. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "stated.h"

static const struct stated_row rows[] = {
    {"solicit", CARRIER_UDP6, 547,
     "01 000007 0001000a 0003 0001 00005e005301 0027 0005 00 03'nas' 0010 000e "
     "00000137 0008'MSFT 5.0' 0008 0002 0000",
     0, FAULT_NONE,
     "named fe80::1 'nas'\n"
     "describes fe80::1 'MSFT 5.0'\n"},
    {"identifier with a time", CARRIER_UDP6, 547,
     "0b 000007 0001000e 0001 0001 12345678 00005e005301 0027 000b 01 "
     "03'nas'04'home'00",
     0, FAULT_NONE, "named fe80::1 'nas.home'\n"},
    {"reply with an address", CARRIER_UDP6, 546,
     "07 000007 0003 0028 00000001 00000e10 00000e10 0005 0018 20010db8 00*11 05 "
     "00000e10 00000e10 0017 0010 20010db8 00*11 53",
     0, FAULT_NONE, "binds learned 00:00:5e:00:53:02 2001:db8::5\n"},
    {"address that is over", CARRIER_UDP6, 546,
     "07 000007 0003 0028 00000001 00000e10 00000e10 0005 0018 20010db8 00*11 05 "
     "00000000 00000000",
     0, FAULT_NONE, ""},
    {"relayed", CARRIER_UDP6, 547,
     "0c 00 20010db8 00*12 fe80 00*13 09 0009 000d 01 000007 0027 0005 00 03'nas'", 0, FAULT_NONE,
     "named fe80::9 'nas'\n"},
    {"what is said twice counts once", CARRIER_UDP6, 547,
     "09 000007 000d 0002 0000 0027 0005 00 03'nas' 0027 0005 00 03'two' 0010 0008 00000137 "
     "0002'M5' 0010 0008 00000137 0002'M6'",
     0, FAULT_NONE,
     "named fe80::1 'nas'\n"
     "describes fe80::1 'M5'\n"},
    {"release", CARRIER_UDP6, 547, "08 000007 0027 0005 00 03'nas'", 0, FAULT_NONE,
     "named fe80::1 'nas'\n"},
    {"reconfigure", CARRIER_UDP6, 546, "0a 000007 0027 0005 00 03'nas'", 0, FAULT_NONE,
     "named fe80::2 'nas'\n"},
    {"the first of two addresses", CARRIER_UDP6, 546,
     "07 000007 0003 0044 00000001 00000e10 00000e10 0005 0018 20010db8 00*11 05 "
     "00000e10 00000e10 0005 0018 20010db8 00*11 06 00000e10 00000e10",
     0, FAULT_NONE, "binds learned 00:00:5e:00:53:02 2001:db8::5\n"},
    {"relayed for nobody", CARRIER_UDP6, 547,
     "0c 00 20010db8 00*12 00*16 0009 000d 01 000007 0027 0005 00 03'nas'", 0, FAULT_NONE, ""},
    {"relayed for a group", CARRIER_UDP6, 547,
     "0c 00 20010db8 00*12 ff02 00*13 01 0009 000d 01 000007 0027 0005 00 03'nas'", 0, FAULT_NONE,
     ""},
    {"reply through a relay", CARRIER_UDP6, 547,
     "0d 00 20010db8 00*12 fe80 00*13 09 0009 0030 07 000007 0003 0028 00000001 00000e10 00000e10 "
     "0005 0018 20010db8 00*11 05 00000e10 00000e10",
     0, FAULT_NONE, ""},
    {"name longer than a name", CARRIER_UDP6, 547,
     "01 000007 0027 0101 00 3f 61*63 3f 61*63 3f 61*63 3f 61*63", 0, FAULT_BAD, ""},
    {"cut in the name", CARRIER_UDP6, 547, "01 000007 0027 0005 00 03'nas'", 2, FAULT_SHORT, ""},
    {"option longer than the message", CARRIER_UDP6, 547, "01 000007 0027 0055 00 03'nas'", 0,
     FAULT_BAD, ""},
    {"string longer than its option", CARRIER_UDP6, 547,
     "01 000007 0010 000e 00000137 0009'MSFT 5.0'", 0, FAULT_BAD, ""},
    {"association longer than its option", CARRIER_UDP6, 546,
     "07 000007 0003 0010 00000001 00000e10 00000e10 0005 0018", 0, FAULT_BAD, ""},
    {"relays without end", CARRIER_UDP6, 547,
     "0c 00 00*16 fe80 00*13 09 0009 01a6 0c 00 00*16 fe80 00*13 09 0009 0180 0c 00 "
     "00*16 fe80 00*13 09 0009 015a 0c 00 00*16 fe80 00*13 09 0009 0134 0c 00 00*16 "
     "fe80 00*13 09 0009 010e 0c 00 00*16 fe80 00*13 09 0009 00e8 0c 00 00*16 fe80 "
     "00*13 09 0009 00c2 0c 00 00*16 fe80 00*13 09 0009 009c 0c 00 00*16 fe80 00*13 "
     "09 0009 0076 0c 00 00*16 fe80 00*13 09 0009 0050 0c 00 00*16 fe80 00*13 09 "
     "0009 002a 0c 00 00*16 fe80 00*13 09 0009 0004 01 000007",
     0, FAULT_BAD, ""},
    {"options without end", CARRIER_UDP6, 547, "01 000007 00*6000", 0, FAULT_NONE, "more\n"},
};

static void test_dhcpv6(void **state)
{
    (void)state;
    stated_check(rows, COUNT(rows), "dhcpv6");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_dhcpv6)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
