/* SPDX-License-Identifier: MIT */

/* Serial lines and what is built on them: PPP, PPP over Ethernet, Cisco HDLC, Frame Relay, MPLS. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "recorder.h"

/* Ethernet addresses, and an IPv4 packet of 20 bytes with protocol 253. */
#define ETHERNET "00005e005302 00005e005301 "
#define ENDS     "00:00:5e:00:53:01>00:00:5e:00:53:02"
#define IP       "4500 0014 0001 0000 40fd 0000 c0000201 c0000202 "
#define IP6      "60000000 0000 3b 40 00*15 01 00*15 01 "
#define LAYERS   "ipv4 ip-proto-253"
#define PACKET   " ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64"
#define PACKET6  " ipv6 ::1>::1 proto 59 ttl 64"
#define LINE     "192.0.2.1 to 192.0.2.2"

static const struct frame_row ppp_rows[] = {
    {"address and control", 9, "ff03 0021 " IP, 0, FAULT_NONE, "ppp " LAYERS, "->-" PACKET, "",
     "@0 ppp\n"
     "0+1 ppp.address 255\n"
     "1+1 ppp.control 3\n"
     "2+2 ppp.protocol 33\n",
     LINE},
    {"neither", 9, "0057 " IP6, 0, FAULT_NONE, "ppp ipv6", "->-" PACKET6, "",
     "@0 ppp\n"
     "0+2 ppp.protocol 87\n",
     "::1 to ::1"},
    /* the low bit of the first byte ends the number */
    {"compressed protocol", 50, "21 " IP, 0, FAULT_NONE, "ppp " LAYERS, "->-" PACKET, "",
     "@0 ppp\n"
     "0+1 ppp.protocol 33\n",
     LINE},
    {"address, compressed protocol", 50, "ff03 57 " IP6, 0, FAULT_NONE, "ppp ipv6", "->-" PACKET6,
     "", NULL, "::1 to ::1"},
    {"link control", 9, "ff03 c021 01 01 0004", 0, FAULT_NONE, "ppp lcp", "->-", "", NULL,
     "PPP protocol 0xc021"},
    {"a protocol without a decoder", 9, "ff03 002d 45", 0, FAULT_NONE, "ppp ppp-0x002d", "->-", "",
     NULL, "PPP protocol 0x002d"},
    {"MPLS", 9, "ff03 0281 00064140 " IP, 0, FAULT_NONE, "ppp mpls " LAYERS, "->-" PACKET, "", NULL,
     LINE},
    {"Cisco's framing", 50, "0f00 0800 " IP, 0, FAULT_NONE, "ppp hdlc " LAYERS, "->-" PACKET, "",
     NULL, LINE},
    {"ends in the protocol", 9, "ff03 00", 0, FAULT_BAD, "ppp", "->-", "", NULL, ""},
    {"cut in the protocol", 9, "ff03 0021 " IP, 21, FAULT_SHORT, "ppp", "->-", "", NULL, ""},
    {"cut behind the address", 9, "ff03 0021 " IP, 23, FAULT_SHORT, "ppp", "->-", "", NULL, ""},
    {"nothing", 9, "", 0, FAULT_BAD, "ppp", "->-", "", NULL, ""},
};

/* Tags without a value: 64 are the budget. */
#define TAGS_8  "01100000 01100000 01100000 01100000 01100000 01100000 01100000 01100000 "
#define TAGS_64 TAGS_8 TAGS_8 TAGS_8 TAGS_8 TAGS_8 TAGS_8 TAGS_8 TAGS_8

static const struct frame_row pppoe_rows[] = {
    /* session 23, 22 bytes; 4 more are padding */
    {"session", 1, ETHERNET "8864 11 00 0017 0016 0021 " IP "00*4", 0, FAULT_NONE,
     "ethernet pppoes ppp " LAYERS, ENDS " type 0x8864" PACKET, "",
     "@14 pppoes\n"
     "14+1 pppoe.version 1\n"
     "14+1 pppoe.type 1\n"
     "15+1 pppoe.code 0\n"
     "16+2 pppoe.session 0x0017\n"
     "18+2 pppoe.length 22\n"
     "@20 ppp\n"
     "20+2 ppp.protocol 33\n",
     LINE},
    {"without Ethernet", 51, "11 00 0017 002a 0057 " IP6, 0, FAULT_NONE, "pppoes ppp ipv6",
     "->-" PACKET6, "", NULL, "::1 to ::1"},
    /* 0x0f is Cisco's address only at the start of a line */
    {"a protocol that looks like an address", 51, "11 00 0017 0002 0f 00", 0, FAULT_NONE,
     "pppoes ppp ppp-0x000f", "->-", "", NULL, "PPP protocol 0x000f"},
    {"longer than the frame", 1, ETHERNET "8864 11 00 0017 0020 0021 " IP, 0, FAULT_BAD,
     "ethernet pppoes ppp " LAYERS, ENDS " type 0x8864" PACKET, "", NULL, LINE},
    {"shorter than what it carries", 1, ETHERNET "8864 11 00 0017 0015 0021 " IP, 0, FAULT_BAD,
     "ethernet pppoes ppp ipv4", ENDS " type 0x8864 ipv4 ->-", "", NULL, "PPP protocol 0x0021"},
    {"initiation", 1, "ff*6 00005e005301 8863 11 09 0000 000b 0101 0003 'any' 0103 0000 00*20", 0,
     FAULT_NONE, "ethernet pppoed", "00:00:5e:00:53:01>ff:ff:ff:ff:ff:ff type 0x8863", "",
     "@14 pppoed\n"
     "14+1 pppoe.version 1\n"
     "14+1 pppoe.type 1\n"
     "15+1 pppoe.code 9\n"
     "16+2 pppoe.session 0x0000\n"
     "18+2 pppoe.length 11\n"
     "20+2 pppoe.tag 0x0101\n"
     "22+2 pppoe.tag.length 3\n"
     "24+3 pppoe.service any\n"
     "27+2 pppoe.tag 0x0103\n"
     "29+2 pppoe.tag.length 0\n",
     "PPPoE discovery: initiation"},
    {"offer", 1, ETHERNET "8863 11 07 0000 000c 0102 0004 'ac' 1b '1' 0000 0000", 0, FAULT_NONE,
     "ethernet pppoed", ENDS " type 0x8863", "named 00:00:5e:00:53:01 'ac\\x1b1'\n", NULL,
     "PPPoE discovery: offer"},
    /* only an offer says whose name it is */
    {"request", 1, ETHERNET "8863 11 19 0000 0006 0102 0002 'ac'", 0, FAULT_NONE, "ethernet pppoed",
     ENDS " type 0x8863", "", NULL, "PPPoE discovery: request"},
    {"nothing behind the end", 1, ETHERNET "8863 11 07 0000 000a 0000 0000 0102 0002 'ac'", 0,
     FAULT_NONE, "ethernet pppoed", ENDS " type 0x8863", "", NULL, "PPPoE discovery: offer"},
    {"a tag beyond the length", 1, ETHERNET "8863 11 07 0000 0006 0102 0003 'acx'", 0, FAULT_BAD,
     "ethernet pppoed", ENDS " type 0x8863", "", NULL, "PPPoE discovery: offer"},
    {"64 tags", 1, ETHERNET "8863 11 07 0000 0100 " TAGS_64, 0, FAULT_NONE, "ethernet pppoed",
     ENDS " type 0x8863", "", NULL, "PPPoE discovery: offer"},
    {"65 tags", 1, ETHERNET "8863 11 07 0000 0104 " TAGS_64 "01100000", 0, FAULT_NONE,
     "ethernet pppoed", ENDS " type 0x8863", "more\n", NULL, "PPPoE discovery: offer"},
    {"a tag cut", 1, ETHERNET "8863 11 07 0000 0006 0102 0002 'ac'", 1, FAULT_SHORT,
     "ethernet pppoed", ENDS " type 0x8863", "", NULL, "PPPoE discovery: offer"},
};

static const struct frame_row hdlc_rows[] = {
    {"IPv4", 104, "0f 00 0800 " IP, 0, FAULT_NONE, "hdlc " LAYERS, "->-" PACKET, "",
     "@0 hdlc\n"
     "0+1 hdlc.address 15\n"
     "1+1 hdlc.control 0\n"
     "2+2 hdlc.protocol 0x0800\n",
     LINE},
    {"IPv6", 104, "8f 00 86dd " IP6, 0, FAULT_NONE, "hdlc ipv6", "->-" PACKET6, "", NULL,
     "::1 to ::1"},
    /* the EtherType of RARP */
    {"SLARP", 104, "8f 00 8035 00000002 00000005 00000002 ffff 00000000", 0, FAULT_NONE,
     "hdlc slarp", "->-", "", NULL, "HDLC protocol 0x8035"},
    {"MPLS", 104, "0f 00 8847 00064140 " IP, 0, FAULT_NONE, "hdlc mpls " LAYERS, "->-" PACKET, "",
     NULL, LINE},
    /* Linux's number for 802.2 is none of Cisco's */
    {"a number that is no EtherType", 104, "0f 00 0004 424203", 0, FAULT_NONE, "hdlc hdlc-0x0004",
     "->-", "", NULL, "HDLC protocol 0x0004"},
    {"an EtherType without a decoder", 104, "0f 00 88b5 00", 0, FAULT_NONE, "hdlc ethertype-0x88b5",
     "->-", "", NULL, "HDLC protocol 0x88b5"},
    {"ends in the header", 104, "0f 00 08", 0, FAULT_BAD, "hdlc", "->-", "", NULL, ""},
    {"cut in the header", 104, "0f 00 0800 " IP, 21, FAULT_SHORT, "hdlc", "->-", "", NULL, ""},
};

static const struct frame_row frelay_rows[] = {
    /* 000110 0 0, 0100 000 1: 100 */
    {"NLPID", 107, "1841 03 cc " IP, 0, FAULT_NONE, "frelay " LAYERS, "->-" PACKET, "",
     "@0 frelay\n"
     "0+2 frelay.dlci 100\n"
     "2+1 frelay.control 3\n"
     "3+1 frelay.nlpid 204\n",
     LINE},
    {"SNAP, padded", 107, "1841 03 00 80 000000 0800 " IP, 0, FAULT_NONE, "frelay snap " LAYERS,
     "->-" PACKET, "", NULL, LINE},
    {"PPP", 107, "1841 03 cf 0057 " IP6, 0, FAULT_NONE, "frelay ppp ipv6", "->-" PACKET6, "", NULL,
     "::1 to ::1"},
    {"IPv6", 107, "1841 03 8e " IP6, 0, FAULT_NONE, "frelay ipv6", "->-" PACKET6, "", NULL,
     "::1 to ::1"},
    {"Cisco's framing", 107, "1841 0800 " IP, 0, FAULT_NONE, "frelay " LAYERS, "->-" PACKET, "",
     NULL, LINE},
    /* 000110, 0100, 100000: 6 and 4 and 6 bits */
    {"three bytes", 107, "184083 03 cc " IP, 0, FAULT_NONE, "frelay " LAYERS, "->-" PACKET, "",
     "@0 frelay\n"
     "0+3 frelay.dlci 6432\n"
     "3+1 frelay.control 3\n"
     "4+1 frelay.nlpid 204\n",
     LINE},
    /* 000110, 0100, 0100000, 100000 */
    {"four bytes", 107, "18404083 03 cc " IP, 0, FAULT_NONE, "frelay " LAYERS, "->-" PACKET, "",
     "@0 frelay\n"
     "0+4 frelay.dlci 821280\n"
     "4+1 frelay.control 3\n"
     "5+1 frelay.nlpid 204\n",
     LINE},
    /* ARPHRD 770 in a Linux cooked capture */
    {"cooked", 113, "0000 0302 0000 00*8 0004 1841 03 cc " IP, 0, FAULT_NONE, "sll frelay " LAYERS,
     "->- to-us" PACKET, "", NULL, LINE},
    {"an address without end", 107, "18404082 03 cc " IP, 0, FAULT_BAD, "frelay", "->-", "", NULL,
     "Frame Relay connection 1642561"},
    {"Q.933", 107, "0001 03 08 0075", 0, FAULT_NONE, "frelay q933", "->-", "", NULL,
     "Frame Relay connection 0"},
    {"an NLPID without a decoder", 107, "1841 03 b0 00", 0, FAULT_NONE, "frelay nlpid-0xb0", "->-",
     "", NULL, "Frame Relay connection 100"},
    {"no NLPID", 107, "1841 03", 0, FAULT_BAD, "frelay", "->-", "", NULL,
     "Frame Relay connection 100"},
    {"cut behind the address", 107, "1841 03 cc " IP, 22, FAULT_SHORT, "frelay", "->-", "", NULL,
     "Frame Relay connection 100"},
};

static const struct frame_row mpls_rows[] = {
    /* label 100, traffic class 0, bottom, TTL 64 */
    {"one label", 1, ETHERNET "8847 00064140 " IP, 0, FAULT_NONE, "ethernet mpls " LAYERS,
     ENDS " type 0x8847" PACKET, "",
     "@14 mpls\n"
     "14+4 mpls.label 100\n"
     "14+4 mpls.ttl 64\n",
     LINE},
    {"three labels, IPv6", 1, ETHERNET "8847 00064040 00065040 00066140 " IP6, 0, FAULT_NONE,
     "ethernet mpls ipv6", ENDS " type 0x8847" PACKET6, "", NULL, "::1 to ::1"},
    /* the address comes from the label, and is no oddity */
    {"to a group", 1,
     "01005e800064 00005e005301 8848 00064140 4500 0014 0001 0000 40fd 0000 c0000201 ef010203", 0,
     FAULT_NONE, "ethernet mpls " LAYERS,
     "00:00:5e:00:53:01>01:00:5e:80:00:64 type 0x8848 ipv4 192.0.2.1>239.1.2.3 proto 253 ttl 64",
     "", NULL, "192.0.2.1 to 239.1.2.3"},
    {"to a group without labels", 1,
     "01005e800064 00005e005301 0800 4500 0014 0001 0000 40fd 0000 c0000201 ef010203", 0,
     FAULT_NONE, "ethernet " LAYERS,
     "00:00:5e:00:53:01>01:00:5e:80:00:64 type 0x0800 ipv4 192.0.2.1>239.1.2.3 proto 253 ttl 64",
     "odd GROUP_MAC 01:00:5e:80:00:64 239.1.2.3\n", NULL, "192.0.2.1 to 239.1.2.3"},
    {"a pseudowire", 1, ETHERNET "8847 00064140 00000000 " ETHERNET "0800 " IP, 0, FAULT_NONE,
     "ethernet mpls", ENDS " type 0x8847", "", NULL, "MPLS label 100"},
    {"nothing below", 1, ETHERNET "8847 00064140", 0, FAULT_NONE, "ethernet mpls",
     ENDS " type 0x8847", "", NULL, "MPLS label 100"},
    {"no bottom", 1, ETHERNET "8847 00064040 00", 0, FAULT_BAD, "ethernet mpls",
     ENDS " type 0x8847", "", NULL, "Ethernet frame"},
    {"cut in a label", 1, ETHERNET "8847 00064140 " IP, 22, FAULT_SHORT, "ethernet mpls",
     ENDS " type 0x8847", "", NULL, "Ethernet frame"},
    {"labels without end", 1, ETHERNET "8847 00*400", 0, FAULT_NONE, "ethernet mpls",
     ENDS " type 0x8847", "more\n", NULL, "MPLS label 0"},
};

static void test_ppp(void **state)
{
    (void)state;
    frames_check(ppp_rows, COUNT(ppp_rows), "ppp", "ip");
    frames_check(pppoe_rows, 1, "pppoes", "ip");
    frames_check(pppoe_rows + 1, COUNT(pppoe_rows) - 1, "pppoed", "ip");
}

static void test_others(void **state)
{
    (void)state;
    frames_check(hdlc_rows, COUNT(hdlc_rows), "hdlc", "ip");
    frames_check(frelay_rows, COUNT(frelay_rows), "frelay", "ip");
    frames_check(mpls_rows, COUNT(mpls_rows), "mpls", "ip");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ppp),
        cmocka_unit_test(test_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
