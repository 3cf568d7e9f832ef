/* SPDX-License-Identifier: MIT */

/* Links other than Ethernet: BSD loopback in both byte orders, raw IP, Linux cooked captures. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "recorder.h"

static const struct frame_row loopback_rows[] = {
    /* family 2 as a PC writes it */
    {"null, little-endian, IPv4", 0, "02000000 4500 0014 0001 0000 40fd 0000 c0000201 c0000202", 0,
     FAULT_NONE, "null ipv4 ip-proto-253", "->- ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64", "",
     "@0 null\n"
     "0+4 loopback.family 2\n",
     "192.0.2.1 to 192.0.2.2"},
    /* family 2 as a big-endian machine writes it */
    {"null, big-endian, IPv4", 0, "00000002 4500 0014 0001 0000 40fd 0000 c0000201 c0000202", 0,
     FAULT_NONE, "null ipv4 ip-proto-253", "->- ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64", "",
     "@0 null\n"
     "0+4 loopback.family 2\n",
     "192.0.2.1 to 192.0.2.2"},
    /* family 10 */
    {"null, Linux's IPv6", 0, "0a000000 60000000 0000 3b 40 00*15 01 00*15 01", 0, FAULT_NONE,
     "null ipv6", "->- ipv6 ::1>::1 proto 59 ttl 64", "",
     "@0 null\n"
     "0+4 loopback.family 10\n",
     "::1 to ::1"},
    /* family 23 */
    {"null, Windows' IPv6", 0, "17000000 60000000 0000 3b 40 00*15 01 00*15 01", 0, FAULT_NONE,
     "null ipv6", "->- ipv6 ::1>::1 proto 59 ttl 64", "",
     "@0 null\n"
     "0+4 loopback.family 23\n",
     "::1 to ::1"},
    /* family 24 */
    {"null, OpenBSD's IPv6", 0, "18000000 60000000 0000 3b 40 00*15 01 00*15 01", 0, FAULT_NONE,
     "null ipv6", "->- ipv6 ::1>::1 proto 59 ttl 64", "",
     "@0 null\n"
     "0+4 loopback.family 24\n",
     "::1 to ::1"},
    /* family 26 */
    {"null, Solaris' IPv6", 0, "1a000000 60000000 0000 3b 40 00*15 01 00*15 01", 0, FAULT_NONE,
     "null ipv6", "->- ipv6 ::1>::1 proto 59 ttl 64", "",
     "@0 null\n"
     "0+4 loopback.family 26\n",
     "::1 to ::1"},
    /* family 28 */
    {"null, FreeBSD's IPv6", 0, "1c000000 60000000 0000 3b 40 00*15 01 00*15 01", 0, FAULT_NONE,
     "null ipv6", "->- ipv6 ::1>::1 proto 59 ttl 64", "",
     "@0 null\n"
     "0+4 loopback.family 28\n",
     "::1 to ::1"},
    /* family 30, big-endian */
    {"null, macOS' IPv6", 0, "0000001e 60000000 0000 3b 40 00*15 01 00*15 01", 0, FAULT_NONE,
     "null ipv6", "->- ipv6 ::1>::1 proto 59 ttl 64", "",
     "@0 null\n"
     "0+4 loopback.family 30\n",
     "::1 to ::1"},
    /* family 7 (OSI) */
    {"null, another family", 0, "07000000 8300", 0, FAULT_NONE, "null", "->-", "",
     "@0 null\n"
     "0+4 loopback.family 7\n",
     ""},
    /* the frame ends inside the family */
    {"null, family alone", 0, "0200", 0, FAULT_BAD, "null", "->-", "", "@0 null\n", ""},
    /* the capture ends inside the family */
    {"null, cut", 0, "02000000 4500 0014 0001 0000 40fd 0000 c0000201 c0000202", 21, FAULT_SHORT,
     "null", "->-", "", "@0 null\n", ""},
    /* family 2 in network order */
    {"loop, IPv4", 108, "00000002 4500 0014 0001 0000 40fd 0000 c0000201 c0000202", 0, FAULT_NONE,
     "loop ipv4 ip-proto-253", "->- ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64", "",
     "@0 loop\n"
     "0+4 loopback.family 2\n",
     "192.0.2.1 to 192.0.2.2"},
    /* family 24 in network order */
    {"loop, IPv6", 108, "00000018 60000000 0000 3b 40 00*15 01 00*15 01", 0, FAULT_NONE,
     "loop ipv6", "->- ipv6 ::1>::1 proto 59 ttl 64", "",
     "@0 loop\n"
     "0+4 loopback.family 24\n",
     "::1 to ::1"},
};

static const struct frame_row raw_rows[] = {
    /* the packet starts at once */
    {"IPv4", 101, "4500 0014 0001 0000 40fd 0000 c0000201 c0000202", 0, FAULT_NONE,
     "raw ipv4 ip-proto-253", "->- ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64", "", "@0 raw\n",
     "192.0.2.1 to 192.0.2.2"},
    /* version 6 */
    {"IPv6", 101, "60000000 0000 3b 40 00*15 01 00*15 01", 0, FAULT_NONE, "raw ipv6",
     "->- ipv6 ::1>::1 proto 59 ttl 64", "", "@0 raw\n", "::1 to ::1"},
    /* DLT_RAW of OpenBSD */
    {"OpenBSD's number", 14, "4500 0014 0001 0000 40fd 0000 c0000201 c0000202", 0, FAULT_NONE,
     "raw ipv4 ip-proto-253", "->- ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64", "", "@0 raw\n",
     "192.0.2.1 to 192.0.2.2"},
    /* DLT_RAW of everyone else */
    {"the other DLT_RAW", 12, "4500 0014 0001 0000 40fd 0000 c0000201 c0000202", 0, FAULT_NONE,
     "raw ipv4 ip-proto-253", "->- ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64", "", "@0 raw\n",
     "192.0.2.1 to 192.0.2.2"},
    {"LINKTYPE_IPV4", 228, "4500 0014 0001 0000 40fd 0000 c0000201 c0000202", 0, FAULT_NONE,
     "raw ipv4 ip-proto-253", "->- ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64", "", "@0 raw\n",
     "192.0.2.1 to 192.0.2.2"},
    {"LINKTYPE_IPV6", 229, "60000000 0000 3b 40 00*15 01 00*15 01", 0, FAULT_NONE, "raw ipv6",
     "->- ipv6 ::1>::1 proto 59 ttl 64", "", "@0 raw\n", "::1 to ::1"},
    /* neither version */
    {"version 5", 101, "5500 0014", 0, FAULT_BAD, "raw", "->-", "", "@0 raw\n", ""},
    /* a frame of no length */
    {"nothing", 101, "", 0, FAULT_BAD, "raw", "->-", "", "@0 raw\n", ""},
    {"nothing captured", 101, "4500 0014 0001 0000 40fd 0000 c0000201 c0000202", 20, FAULT_SHORT,
     "raw", "->-", "", "@0 raw\n", ""},
    /* DLT_USER0 */
    {"a link type without a decoder", 147, "0102", 0, FAULT_NONE, " linktype-147", "->-", "", "",
     ""},
};

static const struct frame_row cooked_rows[] = {
    /* type 0, ARPHRD 1 (Ethernet), 6 bytes of address, EtherType 0x88b5 */
    {"sll, to us", 113, "0000 0001 0006 00005e005301 0000 88b5", 0, FAULT_NONE,
     "sll ethertype-0x88b5", "00:00:5e:00:53:01>- to-us type 0x88b5", "",
     "@0 sll\n"
     "0+2 sll.type 0 (to us)\n"
     "2+2 sll.arphrd 1\n"
     "4+2 sll.address_length 6\n"
     "6+6 sll.source 00:00:5e:00:53:01\n"
     "14+2 sll.protocol 0x88b5\n",
     "Linux cooked frame"},
    /* type 1 */
    {"sll, broadcast", 113, "0001 0001 0006 00005e005301 0000 88b5", 0, FAULT_NONE,
     "sll ethertype-0x88b5", "00:00:5e:00:53:01>- to-all type 0x88b5", "",
     "@0 sll\n"
     "0+2 sll.type 1 (broadcast)\n"
     "2+2 sll.arphrd 1\n"
     "4+2 sll.address_length 6\n"
     "6+6 sll.source 00:00:5e:00:53:01\n"
     "14+2 sll.protocol 0x88b5\n",
     "Linux cooked frame"},
    /* type 2 */
    {"sll, multicast", 113, "0002 0001 0006 00005e005301 0000 88b5", 0, FAULT_NONE,
     "sll ethertype-0x88b5", "00:00:5e:00:53:01>- to-group type 0x88b5", "",
     "@0 sll\n"
     "0+2 sll.type 2 (multicast)\n"
     "2+2 sll.arphrd 1\n"
     "4+2 sll.address_length 6\n"
     "6+6 sll.source 00:00:5e:00:53:01\n"
     "14+2 sll.protocol 0x88b5\n",
     "Linux cooked frame"},
    /* type 3 */
    {"sll, to somebody else", 113, "0003 0001 0006 00005e005301 0000 88b5", 0, FAULT_NONE,
     "sll ethertype-0x88b5", "00:00:5e:00:53:01>- to-us type 0x88b5", "",
     "@0 sll\n"
     "0+2 sll.type 3 (to somebody else)\n"
     "2+2 sll.arphrd 1\n"
     "4+2 sll.address_length 6\n"
     "6+6 sll.source 00:00:5e:00:53:01\n"
     "14+2 sll.protocol 0x88b5\n",
     "Linux cooked frame"},
    /* type 4, ARPHRD 772 (loopback), IPv4 */
    {"sll, sent by us", 113,
     "0004 0304 0006 00*8 0800 4500 0014 0001 0000 40fd 0000 c0000201 c0000202", 0, FAULT_NONE,
     "sll ipv4 ip-proto-253",
     "00:00:00:00:00:00>- outgoing type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64", "",
     "@0 sll\n"
     "0+2 sll.type 4 (sent by us)\n"
     "2+2 sll.arphrd 772\n"
     "4+2 sll.address_length 6\n"
     "6+6 sll.source 00:00:00:00:00:00\n"
     "14+2 sll.protocol 0x0800\n",
     "192.0.2.1 to 192.0.2.2"},
    /* type 9 */
    {"sll, a type of the future", 113, "0009 0001 0006 00005e005301 0000 88b5", 0, FAULT_NONE,
     "sll ethertype-0x88b5", "00:00:5e:00:53:01>- type 0x88b5", "",
     "@0 sll\n"
     "0+2 sll.type 9\n"
     "2+2 sll.arphrd 1\n"
     "4+2 sll.address_length 6\n"
     "6+6 sll.source 00:00:5e:00:53:01\n"
     "14+2 sll.protocol 0x88b5\n",
     "Linux cooked frame"},
    /* address length 0, as a tunnel has */
    {"sll, no address", 113,
     "0000 fffe 0000 00*8 0800 4500 0014 0001 0000 40fd 0000 c0000201 c0000202", 0, FAULT_NONE,
     "sll ipv4 ip-proto-253", "->- to-us type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64", "",
     "@0 sll\n"
     "0+2 sll.type 0 (to us)\n"
     "2+2 sll.arphrd 65534\n"
     "4+2 sll.address_length 0\n"
     "14+2 sll.protocol 0x0800\n",
     "192.0.2.1 to 192.0.2.2"},
    /* protocol 4 is Linux's for frames with an LLC header */
    {"sll, 802.2", 113, "0002 0001 0006 00005e005301 0000 0004 42 42 03 0000 00 80", 0, FAULT_NONE,
     "sll llc stp", "00:00:5e:00:53:01>- to-group", "",
     "@0 sll\n"
     "0+2 sll.type 2 (multicast)\n"
     "2+2 sll.arphrd 1\n"
     "4+2 sll.address_length 6\n"
     "6+6 sll.source 00:00:5e:00:53:01\n"
     "14+2 sll.protocol 0x0004\n"
     "@16 llc\n"
     "16+1 llc.dsap 66\n"
     "17+1 llc.ssap 66\n"
     "18+1 llc.control 3\n"
     "@19 stp\n"
     "19+2 stp.protocol 0\n"
     "21+1 stp.version 0 (STP)\n"
     "22+1 stp.type 128 (topology change)\n",
     "STP topology change"},
    /* ARPHRD 778: the protocol is GRE's, an EtherType */
    {"sll, GRE", 113,
     "0000 030a 0000 00*8 86dd 60000000 0000 3b 01 fe80 00*12 0001 ff02 00*12 0001", 0, FAULT_NONE,
     "sll ipv6", "->- to-us type 0x86dd ipv6 fe80::1>ff02::1 proto 59 ttl 1", "",
     "@0 sll\n"
     "0+2 sll.type 0 (to us)\n"
     "2+2 sll.arphrd 778\n"
     "4+2 sll.address_length 0\n"
     "14+2 sll.protocol 0x86dd\n",
     "fe80::1 to ff02::1"},
    /* ARPHRD 824: the protocol is netlink's */
    {"sll, netlink", 113, "0004 0338 0000 00*8 0000 1c000000", 0, FAULT_NONE, "sll", "->- outgoing",
     "",
     "@0 sll\n"
     "0+2 sll.type 4 (sent by us)\n"
     "2+2 sll.arphrd 824\n"
     "4+2 sll.address_length 0\n"
     "14+2 sll.protocol 0x0000\n",
     "Linux cooked frame"},
    {"sll, cut in the address", 113, "0000 0001 0006 00005e005301 0000 88b5", 5, FAULT_SHORT, "sll",
     "->- to-us", "",
     "@0 sll\n"
     "0+2 sll.type 0 (to us)\n"
     "2+2 sll.arphrd 1\n"
     "4+2 sll.address_length 6\n",
     ""},
    /* the frame ends inside the address */
    {"sll, too short", 113, "0000 0001 0006 00005e00", 0, FAULT_BAD, "sll", "->- to-us", "",
     "@0 sll\n"
     "0+2 sll.type 0 (to us)\n"
     "2+2 sll.arphrd 1\n"
     "4+2 sll.address_length 6\n",
     ""},
    /* protocol 0x88b5, interface 3, ARPHRD 1, type 2, 6 bytes of address */
    {"sll2, multicast", 276, "88b5 0000 00000003 0001 02 06 00005e005301 0000", 0, FAULT_NONE,
     "sll2 ethertype-0x88b5", "00:00:5e:00:53:01>- to-group type 0x88b5", "",
     "@0 sll2\n"
     "0+2 sll.protocol 0x88b5\n"
     "2+2 sll.reserved 2 bytes\n"
     "4+4 sll.interface 3\n"
     "8+2 sll.arphrd 1\n"
     "10+1 sll.type 2 (multicast)\n"
     "11+1 sll.address_length 6\n"
     "12+6 sll.source 00:00:5e:00:53:01\n",
     "Linux cooked frame"},
    /* type 4, IPv4 */
    {"sll2, sent by us", 276,
     "0800 0000 00000001 0304 04 06 00*8 4500 0014 0001 0000 40fd 0000 c0000201 c0000202", 0,
     FAULT_NONE, "sll2 ipv4 ip-proto-253",
     "00:00:00:00:00:00>- outgoing type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64", "",
     "@0 sll2\n"
     "0+2 sll.protocol 0x0800\n"
     "2+2 sll.reserved 2 bytes\n"
     "4+4 sll.interface 1\n"
     "8+2 sll.arphrd 772\n"
     "10+1 sll.type 4 (sent by us)\n"
     "11+1 sll.address_length 6\n"
     "12+6 sll.source 00:00:00:00:00:00\n",
     "192.0.2.1 to 192.0.2.2"},
    /* the capture ends behind the ARPHRD type */
    {"sll2, cut", 276, "88b5 0000 00000003 0001 02 06 00005e005301 0000", 10, FAULT_SHORT, "sll2",
     "->-", "",
     "@0 sll2\n"
     "0+2 sll.protocol 0x88b5\n"
     "2+2 sll.reserved 2 bytes\n"
     "4+4 sll.interface 3\n"
     "8+2 sll.arphrd 1\n",
     ""},
    /* the frame ends behind the address length */
    {"sll2, too short", 276, "88b5 0000 00000003 0001 02 06", 0, FAULT_BAD, "sll2", "->- to-group",
     "",
     "@0 sll2\n"
     "0+2 sll.protocol 0x88b5\n"
     "2+2 sll.reserved 2 bytes\n"
     "4+4 sll.interface 3\n"
     "8+2 sll.arphrd 1\n"
     "10+1 sll.type 2 (multicast)\n"
     "11+1 sll.address_length 6\n",
     ""},
};

static void test_loopback(void **state)
{
    (void)state;
    frames_check(loopback_rows, COUNT(loopback_rows), NULL, "ipv");
}

static void test_raw(void **state)
{
    (void)state;
    frames_check(raw_rows, COUNT(raw_rows), NULL, "ipv");
}

static void test_cooked(void **state)
{
    (void)state;
    frames_check(cooked_rows, COUNT(cooked_rows), NULL, "ipv");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_loopback),
        cmocka_unit_test(test_raw),
        cmocka_unit_test(test_cooked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
