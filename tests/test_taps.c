/* SPDX-License-Identifier: MIT */

/* Links that systems make up to show packets: PFLOG, ENC, NFLOG, IPNET, PKTAP; ATM's 802.2, and FDDI. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "recorder.h"

/* A packet of 20 bytes with protocol 253, and one of IPv6 with nothing in it. */
#define IP4     "4500 0014 0001 0000 40fd 0000 c0000201 c0000202 "
#define IP6     "60000000 0000 3b 40 00*15 01 00*15 01 "
#define PACKET4 "->- ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64"
#define PACKET6 "->- ipv6 ::1>::1 proto 59 ttl 64"
#define LINE4   "192.0.2.1 to 192.0.2.2"

static const struct frame_row rows[] = {
    /* a header of 61 bytes, filled up to 64 */
    {"pflog, IPv4", 117, "3d 02 00 00 'em0' 00*13 00*44 " IP4, 0, FAULT_NONE,
     "pflog ipv4 ip-proto-253", PACKET4, "",
     "@0 pflog\n"
     "0+1 pflog.length 61\n"
     "1+1 pflog.family 2\n"
     "2+1 pflog.action 0\n"
     "3+1 pflog.reason 0\n"
     "4+16 pflog.interface 16 bytes\n",
     LINE4},
    {"pflog, IPv6", 117, "3d 18 00 00 'em0' 00*13 00*44 " IP6, 0, FAULT_NONE, "pflog ipv6", PACKET6,
     "", NULL, "::1 to ::1"},
    {"pflog, another family", 117, "3d 07 00 00 'em0' 00*13 00*44 " IP4, 0, FAULT_NONE, "pflog",
     "->-", "", NULL, "packet filter log"},
    {"pflog, too short a header", 117, "10 02 00 00 'em0' 00*13 " IP4, 0, FAULT_BAD, "pflog", "->-",
     "", NULL, "packet filter log"},
    /* in either order */
    {"enc, IPv4", 109, "02000000 00001001 000c0000 " IP4, 0, FAULT_NONE, "enc ipv4 ip-proto-253",
     PACKET4, "",
     "@0 enc\n"
     "0+4 enc.family 2\n"
     "4+4 enc.spi 4097\n"
     "8+4 enc.flags 4 bytes\n",
     LINE4},
    {"enc, big-endian", 109, "00000002 00001001 00000c00 " IP4, 0, FAULT_NONE,
     "enc ipv4 ip-proto-253", PACKET4, "", NULL, LINE4},
    /* an attribute of 6 bytes filled up to 8, then the packet */
    {"nflog, IPv4", 239, "02 00 0005 0600 0a00 6900 0000 1800 0900 " IP4, 0, FAULT_NONE,
     "nflog ipv4 ip-proto-253", PACKET4, "",
     "@0 nflog\n"
     "0+1 nflog.family 2\n"
     "1+1 nflog.version 0\n"
     "2+2 nflog.resource 5\n"
     "6+2 nflog.attribute 10\n"
     "14+2 nflog.attribute 9\n",
     LINE4},
    {"nflog, big-endian", 239, "0a 00 0005 002c 0009 " IP6, 0, FAULT_NONE, "nflog ipv6", PACKET6,
     "", NULL, "::1 to ::1"},
    {"nflog, an attribute without room for its head", 239, "02 00 0005 0300 0900 " IP4, 0,
     FAULT_BAD, "nflog", "->-", "", NULL, "netfilter log"},
    {"nflog, a packet longer than the frame", 239, "02 00 0005 1900 0900 " IP4, 0, FAULT_BAD,
     "nflog ipv4 ip-proto-253", PACKET4, "", NULL, LINE4},
    {"nflog, no packet", 239, "02 00 0005 0500 0a00 69", 0, FAULT_NONE, "nflog", "->-", "", NULL,
     "netfilter log"},
    {"ipnet, IPv4", 226, "01 02 0000 00000014 00000002 00000000 ffffffff 00000000 " IP4, 0,
     FAULT_NONE, "ipnet ipv4 ip-proto-253", PACKET4, "",
     "@0 ipnet\n"
     "0+1 ipnet.version 1\n"
     "1+1 ipnet.family 2\n"
     "2+2 ipnet.kind 0\n"
     "4+4 ipnet.length 20\n"
     "8+4 ipnet.interface 2\n"
     "12+4 ipnet.group 0\n"
     "16+4 ipnet.source_zone 4294967295\n"
     "20+4 ipnet.destination_zone 0\n",
     LINE4},
    {"ipnet, IPv6", 226, "01 1a 0000 00000028 00000002 00000000 ffffffff 00000000 " IP6, 0,
     FAULT_NONE, "ipnet ipv6", PACKET6, "", NULL, "::1 to ::1"},
    /* 40 bytes of header, link type 1 and 12 */
    {"pktap, Ethernet", 258,
     "28000000 01000000 01000000 'en0' 00*21 00*4 00005e005302 00005e005301 88b5", 0, FAULT_NONE,
     "pktap ethernet ethertype-0x88b5", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x88b5", "",
     "@0 pktap\n"
     "0+4 pktap.length 40\n"
     "4+4 pktap.type 1\n"
     "8+4 pktap.link 1\n"
     "12+24 pktap.interface 24 bytes\n",
     "Ethernet frame"},
    {"pktap, raw IP", 258, "28000000 01000000 0c000000 'utun0' 00*19 00*4 " IP4, 0, FAULT_NONE,
     "pktap raw ipv4 ip-proto-253", PACKET4, "", NULL, LINE4},
    {"pktap, too short a header", 258, "20000000 01000000 0c000000 'utun0' 00*19 " IP4, 0,
     FAULT_BAD, "pktap", "->-", "", NULL, "PKTAP header"},
    {"atm, SNAP", 100, "aaaa03 000000 0800 " IP4, 0, FAULT_NONE, "llc snap ipv4 ip-proto-253",
     PACKET4, "", NULL, LINE4},
    {"fddi, data", 10, "50 00005e005302 00005e005301 aaaa03 000000 0800 " IP4, 0, FAULT_NONE,
     "fddi llc snap ipv4 ip-proto-253",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64", "",
     "@0 fddi\n"
     "0+1 fddi.control 80\n"
     "1+6 fddi.dst 00:00:5e:00:53:02\n"
     "7+6 fddi.src 00:00:5e:00:53:01\n",
     LINE4},
    {"fddi, station management", 10, "4f ffffffffffff 00005e005301 00*24", 0, FAULT_NONE, "fddi",
     "00:00:5e:00:53:01>ff:ff:ff:ff:ff:ff", "", NULL, "FDDI frame"},
};

/* Of each link the fields of its own header, which end where the layer above begins. */
static void test_taps(void **state)
{
    (void)state;
    static const struct {
        const char *link, *above;
    } links[] = {{"pflog", "ipv"}, {"enc", "ipv"},        {"nflog", "ipv"},
                 {"ipnet", "ipv"}, {"pktap", "ethernet"}, {"fddi", "llc"}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t k = 0;
        while (k < COUNT(links) && strncmp(rows[i].name, links[k].link, strlen(links[k].link)) != 0)
            k++;
        bool own = k < COUNT(links);
        frames_check(&rows[i], 1, own ? links[k].link : NULL, own ? links[k].above : NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_taps)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
