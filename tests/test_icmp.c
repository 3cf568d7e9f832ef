/* SPDX-License-Identifier: MIT */

/* ICMP and ICMPv6: what a message is; what an error quotes is another packet's. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "recorder.h"

static const struct frame_row icmp_rows[] = {
    /* type 8, id 1, sequence 2 */
    {"echo request", 1,
     "00005e005302 00005e005301 0800 45 00 001c 0001 0000 40 01 0000 c0000201 c0000202 08 00 "
     "f7fc 0001 0002",
     0, FAULT_NONE, "ethernet ipv4 icmp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 1 ttl 64", "",
     "@34 icmp\n"
     "34+1 icmp.type 8 (echo request)\n"
     "35+1 icmp.code 0\n"
     "36+2 icmp.checksum 0xf7fc\n",
     "echo request, code 0"},
    /* type 0 */
    {"echo reply", 1,
     "00005e005302 00005e005301 0800 45 00 001c 0001 0000 40 01 0000 c0000201 c0000202 00 00 "
     "fffc 0001 0002",
     0, FAULT_NONE, "ethernet ipv4 icmp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 1 ttl 64", "",
     "@34 icmp\n"
     "34+1 icmp.type 0 (echo reply)\n"
     "35+1 icmp.code 0\n"
     "36+2 icmp.checksum 0xfffc\n",
     "echo reply, code 0"},
    /* type 3, code 3; the quoted packet's ports are not the frame's */
    {"port unreachable", 1,
     "00005e005302 00005e005301 0800 45 00 0038 0001 0000 40 01 0000 c0000201 c0000202 03 03 "
     "0000 00000000 45 00 001c 0001 0000 01 11 0000 c0000202 e00000fb 14e9 14e9 0008 0000",
     0, FAULT_NONE, "ethernet ipv4 icmp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 1 ttl 64", "",
     "@34 icmp\n"
     "34+1 icmp.type 3 (destination unreachable)\n"
     "35+1 icmp.code 3\n"
     "36+2 icmp.checksum 0x0000\n",
     "destination unreachable, code 3"},
    /* type 5, code 1, gateway 192.0.2.9 */
    {"redirect", 1,
     "00005e005302 00005e005301 0800 45 00 001c 0001 0000 40 01 0000 c0000201 c0000202 05 01 "
     "0000 c0000209",
     0, FAULT_NONE, "ethernet ipv4 icmp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 1 ttl 64", "",
     "@34 icmp\n"
     "34+1 icmp.type 5 (redirect)\n"
     "35+1 icmp.code 1\n"
     "36+2 icmp.checksum 0x0000\n",
     "redirect, code 1"},
    /* type 11 */
    {"time exceeded", 1,
     "00005e005302 00005e005301 0800 45 00 001c 0001 0000 40 01 0000 c0000201 c0000202 0b 00 "
     "0000 00000000",
     0, FAULT_NONE, "ethernet ipv4 icmp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 1 ttl 64", "",
     "@34 icmp\n"
     "34+1 icmp.type 11 (time exceeded)\n"
     "35+1 icmp.code 0\n"
     "36+2 icmp.checksum 0x0000\n",
     "time exceeded, code 0"},
    /* type 10 */
    {"router solicitation", 1,
     "00005e005302 00005e005301 0800 45 00 001c 0001 0000 40 01 0000 c0000201 c0000202 0a 00 "
     "f5ff 00000000",
     0, FAULT_NONE, "ethernet ipv4 icmp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 1 ttl 64", "",
     "@34 icmp\n"
     "34+1 icmp.type 10 (router solicitation)\n"
     "35+1 icmp.code 0\n"
     "36+2 icmp.checksum 0xf5ff\n",
     "router solicitation, code 0"},
    /* type 200, code 7 */
    {"type nobody knows", 1,
     "00005e005302 00005e005301 0800 45 00 0018 0001 0000 40 01 0000 c0000201 c0000202 c8 07 "
     "37f8",
     0, FAULT_NONE, "ethernet ipv4 icmp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 1 ttl 64", "",
     "@34 icmp\n"
     "34+1 icmp.type 200\n"
     "35+1 icmp.code 7\n"
     "36+2 icmp.checksum 0x37f8\n",
     "type 200, code 7"},
    /* the message ends inside the checksum */
    {"too short", 1,
     "00005e005302 00005e005301 0800 45 00 0017 0001 0000 40 01 0000 c0000201 c0000202 08 00 "
     "f7",
     0, FAULT_BAD, "ethernet ipv4 icmp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 1 ttl 64", "",
     "@34 icmp\n"
     "34+1 icmp.type 8 (echo request)\n"
     "35+1 icmp.code 0\n",
     "192.0.2.1 to 192.0.2.2"},
    /* the capture ends inside the checksum */
    {"cut", 1,
     "00005e005302 00005e005301 0800 45 00 001c 0001 0000 40 01 0000 c0000201 c0000202 08 00 "
     "f7fc 0001 0002",
     5, FAULT_SHORT, "ethernet ipv4 icmp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 1 ttl 64", "",
     "@34 icmp\n"
     "34+1 icmp.type 8 (echo request)\n"
     "35+1 icmp.code 0\n",
     "192.0.2.1 to 192.0.2.2"},
};

static const struct frame_row icmpv6_rows[] = {
    /* type 128 */
    {"echo request", 1,
     "00005e005302 00005e005301 86dd 60000000 0008 3a 40 fe80 00*13 01 fe80 00*13 02 80 00 "
     "0000 0001 0002",
     0, FAULT_NONE, "ethernet ipv6 icmpv6",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 58 ttl 64", "",
     "@54 icmpv6\n"
     "54+1 icmpv6.type 128 (echo request)\n"
     "55+1 icmpv6.code 0\n"
     "56+2 icmpv6.checksum 0x0000\n",
     "echo request"},
    /* type 2, MTU 1280; quotes nothing */
    {"packet too big", 1,
     "00005e005302 00005e005301 86dd 60000000 0008 3a 40 fe80 00*13 01 fe80 00*13 02 02 00 "
     "0000 00000500",
     0, FAULT_NONE, "ethernet ipv6 icmpv6",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 58 ttl 64", "",
     "@54 icmpv6\n"
     "54+1 icmpv6.type 2 (packet too big)\n"
     "55+1 icmpv6.code 0\n"
     "56+2 icmpv6.checksum 0x0000\n",
     "packet too big"},
    /* type 1, code 4 */
    {"port unreachable", 1,
     "00005e005302 00005e005301 86dd 60000000 0008 3a 40 fe80 00*13 01 fe80 00*13 02 01 04 "
     "0000 00000000",
     0, FAULT_NONE, "ethernet ipv6 icmpv6",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 58 ttl 64", "",
     "@54 icmpv6\n"
     "54+1 icmpv6.type 1 (destination unreachable)\n"
     "55+1 icmpv6.code 4\n"
     "56+2 icmpv6.checksum 0x0000\n",
     "destination unreachable"},
    /* type 200, code 7 */
    {"type nobody knows", 1,
     "00005e005302 00005e005301 86dd 60000000 0004 3a 40 fe80 00*13 01 fe80 00*13 02 c8 07 "
     "0000",
     0, FAULT_NONE, "ethernet ipv6 icmpv6",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 58 ttl 64", "",
     "@54 icmpv6\n"
     "54+1 icmpv6.type 200\n"
     "55+1 icmpv6.code 7\n"
     "56+2 icmpv6.checksum 0x0000\n",
     "type 200, code 7"},
    /* type 135 for fe80::2, hop limit 255; the checksum should be 0x7b76 */
    {"neighbour solicitation with a wrong checksum", 1,
     "00005e005302 00005e005301 86dd 60000000 0018 3a ff fe80 00*13 01 fe80 00*13 02 87 00 "
     "1234 00000000 fe80 00*13 02",
     0, FAULT_NONE, "ethernet ipv6 icmpv6 nd",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 58 ttl 255",
     "odd ICMPV6_CHECKSUM\n"
     "asks fe80::2\n",
     "@54 icmpv6\n"
     "54+1 icmpv6.type 135 (neighbour solicitation)\n"
     "55+1 icmpv6.code 0\n"
     "56+2 icmpv6.checksum 0x1234\n"
     "@54 nd\n"
     "62+16 nd.target fe80::2\n",
     "Who has fe80::2? Tell fe80::1"},
    /* the same with the right one */
    {"neighbour solicitation with its checksum", 1,
     "00005e005302 00005e005301 86dd 60000000 0018 3a ff fe80 00*13 01 fe80 00*13 02 87 00 "
     "7d25 00000000 fe80 00*13 02",
     0, FAULT_NONE, "ethernet ipv6 icmpv6 nd",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 58 ttl 255",
     "asks fe80::2\n",
     "@54 icmpv6\n"
     "54+1 icmpv6.type 135 (neighbour solicitation)\n"
     "55+1 icmpv6.code 0\n"
     "56+2 icmpv6.checksum 0x7d25\n"
     "@54 nd\n"
     "62+16 nd.target fe80::2\n",
     "Who has fe80::2? Tell fe80::1"},
    /* the message ends inside the checksum */
    {"too short", 1,
     "00005e005302 00005e005301 86dd 60000000 0003 3a 40 fe80 00*13 01 fe80 00*13 02 80 00 00", 0,
     FAULT_BAD, "ethernet ipv6 icmpv6",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 58 ttl 64", "",
     "@54 icmpv6\n"
     "54+1 icmpv6.type 128 (echo request)\n"
     "55+1 icmpv6.code 0\n",
     "fe80::1 to fe80::2"},
    /* the capture ends inside the checksum */
    {"cut", 1,
     "00005e005302 00005e005301 86dd 60000000 0008 3a 40 fe80 00*13 01 fe80 00*13 02 80 00 "
     "0000 0001 0002",
     5, FAULT_SHORT, "ethernet ipv6 icmpv6",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 58 ttl 64", "",
     "@54 icmpv6\n"
     "54+1 icmpv6.type 128 (echo request)\n"
     "55+1 icmpv6.code 0\n",
     "fe80::1 to fe80::2"},
};

static void test_icmp(void **state)
{
    (void)state;
    frames_check(icmp_rows, COUNT(icmp_rows), "icmp", NULL);
}

static void test_icmpv6(void **state)
{
    (void)state;
    frames_check(icmpv6_rows, COUNT(icmpv6_rows), "icmpv6", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_icmp),
        cmocka_unit_test(test_icmpv6),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
