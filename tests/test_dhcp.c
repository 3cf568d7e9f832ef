/* SPDX-License-Identifier: MIT */

/* DHCP: what a client is called and runs, and what a server proves. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "recorder.h"

static const struct stated_row rows[] = {
    {"discover", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350101 0c03'nas' 3c08'MSFT 5.0' 3204c0000205 ff",
     0, FAULT_NONE,
     "lease 00:00:5e:00:53:01 192.0.2.5\n"
     "named 00:00:5e:00:53:01 'nas'\n"
     "describes 00:00:5e:00:53:01 'MSFT 5.0'\n"},
    {"FQDN in ASCII", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350103 5110 00 0000 'nas.home.arpa' ff",
     0, FAULT_NONE,
     "lease 3 00:00:5e:00:53:01\n"
     "named 00:00:5e:00:53:01 'nas.home.arpa'\n"},
    {"FQDN in ASCII with a dot at its end", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350103 510c 00 0000 'nas.home.' ff",
     0, FAULT_NONE,
     "lease 3 00:00:5e:00:53:01\n"
     "named 00:00:5e:00:53:01 'nas.home'\n"},
    {"two FQDNs in labels", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350103 5108 04 0000 03'nas'00 5108 04 0000 03'two'00 ff",
     0, FAULT_NONE,
     "lease 3 00:00:5e:00:53:01\n"
     "named 00:00:5e:00:53:01 'nas'\n"},
    {"request for 0.0.0.0", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350103 320400000000 ff",
     0, FAULT_NONE, "lease 3 00:00:5e:00:53:01 0.0.0.0\n"},
    {"FQDN in labels", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350103 510d 04 0000 03'nas'04'home'00 ff",
     0, FAULT_NONE,
     "lease 3 00:00:5e:00:53:01\n"
     "named 00:00:5e:00:53:01 'nas.home'\n"},
    {"beginning of a name", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350103 5107 04 0000 03'nas' ff",
     0, FAULT_NONE,
     "lease 3 00:00:5e:00:53:01\n"
     "named 00:00:5e:00:53:01 'nas'\n"},
    {"the same name twice", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350103 0c03'nas' 5106 00 0000 'nas' ff",
     0, FAULT_NONE,
     "lease 3 00:00:5e:00:53:01\n"
     "named 00:00:5e:00:53:01 'nas'\n"},
    {"host name that ends with NUL", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350103 0c04'nas'00 ff",
     0, FAULT_NONE,
     "lease 3 00:00:5e:00:53:01\n"
     "named 00:00:5e:00:53:01 'nas'\n"},
    {"host name that means harm", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350103 0c05 1b'[2J'0a ff",
     0, FAULT_NONE,
     "lease 3 00:00:5e:00:53:01\n"
     "named 00:00:5e:00:53:01 '\\x1b[2J\\x0a'\n"},
    {"offer", CARRIER_UDP4, 68,
     "02 01 06 00 00000007 0000 0000 00*4 0a000005 00*8 00005e005301 00*10 00*64 "
     "00*128 63825363 350102 0104ffffff00 03040a000001 06080a0000010a000002 "
     "330400000e10 36040a000001 1c040a0000ff 0f04'home' ff",
     0, FAULT_NONE,
     "lease 1 00:00:5e:00:53:01 10.0.0.5\n"
     "subnet 10.0.0.5/24\n"
     "broadcast 10.0.0.255\n"
     "router 10.0.0.1\n"},
    {"acknowledgment", CARRIER_UDP4, 68,
     "02 01 06 00 00000007 0000 0000 00*4 0a000005 00*8 00005e005301 00*10 00*64 "
     "00*128 63825363 350105 0104ffffff00 3c09'PXEClient' ff",
     0, FAULT_NONE,
     "lease 5 00:00:5e:00:53:01 10.0.0.5\n"
     "subnet 10.0.0.5/24\n"
     "binds learned 00:00:5e:00:53:01 10.0.0.5\n"},
    {"router that is none", CARRIER_UDP4, 68,
     "02 01 06 00 00000007 0000 0000 00*4 0a000005 00*8 00005e005301 00*10 00*64 "
     "00*128 63825363 350105 0104ffffff00 030400000000 ff",
     0, FAULT_NONE,
     "lease 5 00:00:5e:00:53:01 10.0.0.5\n"
     "subnet 10.0.0.5/24\n"
     "binds learned 00:00:5e:00:53:01 10.0.0.5\n"},
    {"acknowledgment of no address", CARRIER_UDP4, 68,
     "02 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350105 0104ffffff00 1c040a0000ff ff",
     0, FAULT_NONE, "lease 5 00:00:5e:00:53:01 0.0.0.0\n"},
    {"negative acknowledgment", CARRIER_UDP4, 68,
     "02 01 06 00 00000007 0000 0000 00*4 0a000005 00*8 00005e005301 00*10 00*64 "
     "00*128 63825363 350106 0104ffffff00 1c040a0000ff ff",
     0, FAULT_NONE, "lease 6 00:00:5e:00:53:01 10.0.0.5\n"},
    {"mask and broadcast address in a request", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*4 0a000005 00*8 00005e005301 00*10 00*64 "
     "00*128 63825363 350103 0104ffffff00 1c040a0000ff ff",
     0, FAULT_NONE, "lease 3 00:00:5e:00:53:01\n"},
    {"hardware address of another kind", CARRIER_UDP4, 67,
     "01 20 08 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350101 0c03'nas' ff",
     0, FAULT_NONE, ""},
    {"mask with a hole", CARRIER_UDP4, 68,
     "02 01 06 00 00000007 0000 0000 00*4 0a000005 00*8 00005e005301 00*10 00*64 "
     "00*128 63825363 350102 0104ff00ff00 ff",
     0, FAULT_NONE, "lease 1 00:00:5e:00:53:01 10.0.0.5\n"},
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
     0, FAULT_BAD,
     "lease 00:00:5e:00:53:01\n"
     "named 00:00:5e:00:53:01 'nas'\n"},
    {"label longer than a name", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "350103 5107 04 0000 43'nas' ff",
     0, FAULT_BAD, "lease 3 00:00:5e:00:53:01\n"},
    {"options without end", CARRIER_UDP4, 67,
     "01 01 06 00 00000007 0000 0000 00*16 00005e005301 00*10 00*64 00*128 63825363 "
     "00*3000 ff",
     0, FAULT_NONE, "more\n"},
};

/* Every field, with its place. */
static const struct frame_row frame_rows[] = {
    /* type 5 of 10.0.0.5 for an hour; server, mask, broadcast address, router, two DNS
     * servers, domain, host name, FQDN in labels with two
     * bytes behind them; a pad */
    {"acknowledgment", 1,
     "00005e005301 00005e005302 0800 4500 0150 0001 0000 4011 0000 0a000001 0a000005 0043 "
     "0044 013c 0000 02 01 06 00 00000007 0001 8000 00*4 0a000005 0a000001 00*4 00005e005301 "
     "00*10 00*64 00*128 63825363 350105 36040a000001 33040000 0e10 0104ffffff00 1c040a0000ff "
     "03040a000001 06080a0000010a000002 0f04'home' 0c03'nas' 510a 05 ff ff 03'nas'00 0000 00 "
     "ff",
     0, FAULT_NONE, "ethernet ipv4 udp dhcp",
     "00:00:5e:00:53:02>00:00:5e:00:53:01 type 0x0800 ipv4 10.0.0.1>10.0.0.5 proto 17 ttl 64 ports "
     "67>68",
     "lease 5 00:00:5e:00:53:01 10.0.0.5 :1\n"
     "named 00:00:5e:00:53:01 'nas'\n"
     "subnet 10.0.0.5/24\n"
     "broadcast 10.0.0.255\n"
     "router 10.0.0.1\n"
     "binds learned 00:00:5e:00:53:01 10.0.0.5\n",
     "@42 dhcp\n"
     "42+1 dhcp.op 2\n"
     "43+1 dhcp.hardware 1\n"
     "44+1 dhcp.hardware_length 6\n"
     "45+1 dhcp.hops 0\n"
     "46+4 dhcp.transaction 7\n"
     "50+2 dhcp.seconds 1\n"
     "52+2 dhcp.flags 0x8000\n"
     "54+4 dhcp.client_ip 0.0.0.0\n"
     "58+4 dhcp.your_ip 10.0.0.5\n"
     "62+4 dhcp.server_ip 10.0.0.1\n"
     "66+4 dhcp.gateway_ip 0.0.0.0\n"
     "70+6 dhcp.client_mac 00:00:5e:00:53:01\n"
     "86+64 dhcp.server_name 64 bytes\n"
     "150+128 dhcp.file 128 bytes\n"
     "278+4 dhcp.cookie 1669485411\n"
     "282+1 dhcp.option 53\n"
     "283+1 dhcp.option.length 1\n"
     "284+1 dhcp.type 5 (acknowledgment)\n"
     "285+1 dhcp.option 54\n"
     "286+1 dhcp.option.length 4\n"
     "287+4 dhcp.server 10.0.0.1\n"
     "291+1 dhcp.option 51\n"
     "292+1 dhcp.option.length 4\n"
     "293+4 dhcp.lease_s 3600\n"
     "297+1 dhcp.option 1\n"
     "298+1 dhcp.option.length 4\n"
     "299+4 dhcp.mask 255.255.255.0\n"
     "303+1 dhcp.option 28\n"
     "304+1 dhcp.option.length 4\n"
     "305+4 dhcp.broadcast 10.0.0.255\n"
     "309+1 dhcp.option 3\n"
     "310+1 dhcp.option.length 4\n"
     "311+4 dhcp.router 10.0.0.1\n"
     "315+1 dhcp.option 6\n"
     "316+1 dhcp.option.length 8\n"
     "317+4 dhcp.dns_server 10.0.0.1\n"
     "321+4 dhcp.dns_server 10.0.0.2\n"
     "325+1 dhcp.option 15\n"
     "326+1 dhcp.option.length 4\n"
     "327+4 dhcp.domain home\n"
     "331+1 dhcp.option 12\n"
     "332+1 dhcp.option.length 3\n"
     "333+3 dhcp.host nas\n"
     "336+1 dhcp.option 81\n"
     "337+1 dhcp.option.length 10\n"
     "338+1 dhcp.fqdn.flags 5\n"
     "339+2 dhcp.fqdn.results 2 bytes\n"
     "341+5 dhcp.fqdn nas\n"
     "348+1 dhcp.option 0\n"
     "349+1 dhcp.option 255\n",
     "DHCP acknowledgment of 10.0.0.5, host name nas"},
};

static void test_dhcp(void **state)
{
    (void)state;
    stated_check(rows, COUNT(rows), "dhcp");
}

static void test_fields(void **state)
{
    (void)state;
    frames_check(frame_rows, COUNT(frame_rows), "dhcp", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_dhcp), cmocka_unit_test(test_fields)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
