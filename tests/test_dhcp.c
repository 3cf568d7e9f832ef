/* SPDX-License-Identifier: MIT */

/* DHCP: what a client is called and runs, and what a server proves. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "stated.h"

static const struct stated_row rows[] = {
    {"discover", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350101 0c03'nas' 3c08'MSFT 5.0' 3204c0000205 ff",
     0, FAULT_NONE,
     "named 00:00:5e:00:53:01 'nas'\n"
     "describes 00:00:5e:00:53:01 'MSFT 5.0'\n"},
    {"FQDN in ASCII", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350103 5110 00 0000 'nas.home.arpa' ff",
     0, FAULT_NONE, "named 00:00:5e:00:53:01 'nas.home.arpa'\n"},
    {"FQDN in labels", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350103 510d 04 0000 03'nas'04'home'00 ff",
     0, FAULT_NONE, "named 00:00:5e:00:53:01 'nas.home'\n"},
    {"beginning of a name", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350103 5107 04 0000 03'nas' ff",
     0, FAULT_NONE, "named 00:00:5e:00:53:01 'nas'\n"},
    {"the same name twice", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350103 0c03'nas' 5106 00 0000 'nas' ff",
     0, FAULT_NONE, "named 00:00:5e:00:53:01 'nas'\n"},
    {"host name that ends with NUL", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350103 0c04'nas'00 ff",
     0, FAULT_NONE, "named 00:00:5e:00:53:01 'nas'\n"},
    {"host name that means harm", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350103 0c05 1b'[2J'0a ff",
     0, FAULT_NONE, "named 00:00:5e:00:53:01 '\\x1b[2J\\x0a'\n"},
    {"offer", CARRIER_UDP4, 68,
     "02 01 06 00 00000007 0000 0000 00*4 0a000005 00*8 00005e005301 00*10 00*64 "
     "00*128 63825363 350102 0104ffffff00 03040a000001 06080a0000010a000002 "
     "330400000e10 36040a000001 1c040a0000ff 0f04'home' ff",
     0, FAULT_NONE,
     "subnet 10.0.0.5/24\n"
     "broadcast 10.0.0.255\n"},
    {"acknowledgment", CARRIER_UDP4, 68,
     "02 01 06 00 00000007 0000 0000 00*4 0a000005 00*8 00005e005301 00*10 00*64 "
     "00*128 63825363 350105 0104ffffff00 3c09'PXEClient' ff",
     0, FAULT_NONE,
     "subnet 10.0.0.5/24\n"
     "binds learned 00:00:5e:00:53:01 10.0.0.5\n"},
    {"mask with a hole", CARRIER_UDP4, 68,
     "02 01 06 00 00000007 0000 0000 00*4 0a000005 00*8 00005e005301 00*10 00*64 "
     "00*128 63825363 350102 0104ff00ff00 ff",
     0, FAULT_NONE, ""},
    {"BOOTP without a cookie", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 00*64", 0, FAULT_NONE,
     ""},
    {"cut in the vendor class", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350101 0c03'nas' 3c08'MSFT 5.0' ff",
     4, FAULT_SHORT, "named 00:00:5e:00:53:01 'nas'\n"},
    {"option longer than the message", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350101 0cff'nas' ff",
     0, FAULT_BAD, ""},
    {"address of two bytes", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350101 0c03'nas' 01020000 ff",
     0, FAULT_BAD, "named 00:00:5e:00:53:01 'nas'\n"},
    {"label longer than a name", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350103 5107 04 0000 43'nas' ff",
     0, FAULT_BAD, ""},
    {"options without end", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "00*3000 ff",
     0, FAULT_NONE, "more\n"},
};

static void test_dhcp(void **state)
{
    (void)state;
    stated_check(rows, COUNT(rows), "dhcp");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_dhcp)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
