/* SPDX-License-Identifier: MIT */

/* 802.2 LLC and SNAP behind an 802.3 length. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "recorder.h"

static const struct frame_row llc_rows[] = {
    /* length 7; DSAP and SSAP 0x42, UI; a BPDU's first 4 bytes */
    {"spanning tree", 1, "0180c2000000 00005e005301 0007 42 42 03 0000 00 80", 0, FAULT_NONE,
     "ethernet llc stp", "00:00:5e:00:53:01>01:80:c2:00:00:00", "",
     "@14 llc\n"
     "14+1 llc.dsap 66\n"
     "15+1 llc.ssap 66\n"
     "16+1 llc.control 3\n"
     "@17 stp\n"
     "17+2 stp.protocol 0\n"
     "19+1 stp.version 0 (STP)\n"
     "20+1 stp.type 128 (topology change)\n",
     "STP topology change"},
    /* DSAP 0xf1 is 0xf0 with the group bit, control 0x03 */
    {"group DSAP, NetBEUI", 1, "030000000001 00005e005301 0003 f1 f0 03", 0, FAULT_NONE,
     "ethernet llc netbeui", "00:00:5e:00:53:01>03:00:00:00:00:01", "",
     "@14 llc\n"
     "14+1 llc.dsap 241\n"
     "15+1 llc.ssap 240\n"
     "16+1 llc.control 3\n"
     "@17 netbeui\n",
     "LLC to service access point 0xf1"},
    /* control 0xe3 and 0xbf: TEST, and XID with the final bit */
    {"TEST", 1, "0180c2000000 00005e005301 0005 42 42 e3 0000", 0, FAULT_NONE, "ethernet llc",
     "00:00:5e:00:53:01>01:80:c2:00:00:00", "",
     "@14 llc\n"
     "14+1 llc.dsap 66\n"
     "15+1 llc.ssap 66\n"
     "16+1 llc.control 227\n",
     "LLC to service access point 0x42"},
    {"XID", 1, "00005e005302 00005e005301 0006 f0 f1 bf 810100", 0, FAULT_NONE, "ethernet llc",
     "00:00:5e:00:53:01>00:00:5e:00:53:02", "",
     "@14 llc\n"
     "14+1 llc.dsap 240\n"
     "15+1 llc.ssap 241\n"
     "16+1 llc.control 191\n",
     "LLC to service access point 0xf0"},
    /* control 0x13: information with the poll bit */
    {"poll", 1, "00005e005302 00005e005301 0003 f0 f0 13", 0, FAULT_NONE, "ethernet llc netbeui",
     "00:00:5e:00:53:01>00:00:5e:00:53:02", "",
     "@14 llc\n"
     "14+1 llc.dsap 240\n"
     "15+1 llc.ssap 240\n"
     "16+1 llc.control 19\n"
     "@17 netbeui\n",
     "LLC to service access point 0xf0"},
    /* control 0x02 0x04: two bytes, low bit clear */
    {"information frame", 1, "00005e005302 00005e005301 0006 f0 f0 02 04 0000", 0, FAULT_NONE,
     "ethernet llc netbeui", "00:00:5e:00:53:01>00:00:5e:00:53:02", "",
     "@14 llc\n"
     "14+1 llc.dsap 240\n"
     "15+1 llc.ssap 240\n"
     "16+1 llc.control 2\n"
     "17+1 llc.sequence 4\n"
     "@18 netbeui\n",
     "LLC to service access point 0xf0"},
    /* control 0x01 0x02: two bytes, low bits 01 */
    {"supervisory frame", 1, "00005e005302 00005e005301 0004 f0 f0 01 02", 0, FAULT_NONE,
     "ethernet llc netbeui", "00:00:5e:00:53:01>00:00:5e:00:53:02", "",
     "@14 llc\n"
     "14+1 llc.dsap 240\n"
     "15+1 llc.ssap 240\n"
     "16+1 llc.control 1\n"
     "17+1 llc.sequence 2\n"
     "@18 netbeui\n",
     "LLC to service access point 0xf0"},
    /* Novell: no LLC header, a checksum of 0xffff */
    {"IPX, raw 802.3", 1, "00005e005302 00005e005301 0004 ffff 0004 00*10", 0, FAULT_NONE,
     "ethernet llc ipx", "00:00:5e:00:53:01>00:00:5e:00:53:02", "",
     "@14 llc\n"
     "@14 ipx\n",
     "Ethernet frame"},
    /* DSAP 0xe0 */
    {"IPX in LLC", 1, "00005e005302 00005e005301 0005 e0 e0 03 ffff", 0, FAULT_NONE,
     "ethernet llc ipx", "00:00:5e:00:53:01>00:00:5e:00:53:02", "",
     "@14 llc\n"
     "14+1 llc.dsap 224\n"
     "15+1 llc.ssap 224\n"
     "16+1 llc.control 3\n"
     "@17 ipx\n",
     "LLC to service access point 0xe0"},
    /* DSAP 0x98 */
    {"SAP that nobody has", 1, "00005e005302 00005e005301 0003 98 98 03", 0, FAULT_NONE,
     "ethernet llc llc-0x98", "00:00:5e:00:53:01>00:00:5e:00:53:02", "",
     "@14 llc\n"
     "14+1 llc.dsap 152\n"
     "15+1 llc.ssap 152\n"
     "16+1 llc.control 3\n",
     "LLC to service access point 0x98"},
    /* 802.3 length 9 of a frame that holds 3 bytes */
    {"length beyond the end", 1, "00005e005302 00005e005301 0009 42 42 03", 0, FAULT_BAD,
     "ethernet llc stp", "00:00:5e:00:53:01>00:00:5e:00:53:02", "",
     "@14 llc\n"
     "14+1 llc.dsap 66\n"
     "15+1 llc.ssap 66\n"
     "16+1 llc.control 3\n"
     "@17 stp\n",
     "LLC to service access point 0x42"},
    /* too short for an LLC header, padding does not count */
    {"length of two", 1, "00005e005302 00005e005301 0002 42 42 03 00", 0, FAULT_BAD, "ethernet llc",
     "00:00:5e:00:53:01>00:00:5e:00:53:02", "",
     "@14 llc\n"
     "14+1 llc.dsap 66\n"
     "15+1 llc.ssap 66\n",
     "Ethernet frame"},
    /* the capture ends behind the SSAP */
    {"cut before the control field", 1, "00005e005302 00005e005301 0003 42 42 03", 1, FAULT_SHORT,
     "ethernet llc", "00:00:5e:00:53:01>00:00:5e:00:53:02", "",
     "@14 llc\n"
     "14+1 llc.dsap 66\n"
     "15+1 llc.ssap 66\n",
     "Ethernet frame"},
    /* OUI 00-00-00, 0x88b5 */
    {"SNAP, EtherType", 1, "00005e005302 00005e005301 000a aa aa 03 000000 88b5 0102", 0,
     FAULT_NONE, "ethernet llc snap ethertype-0x88b5", "00:00:5e:00:53:01>00:00:5e:00:53:02", "",
     "@14 llc\n"
     "14+1 llc.dsap 170\n"
     "15+1 llc.ssap 170\n"
     "16+1 llc.control 3\n"
     "@17 snap\n"
     "17+3 snap.oui 0\n"
     "20+2 snap.protocol 0x88b5\n",
     "LLC to service access point 0xaa"},
    /* OUI 00-00-f8 (802.1H), EtherType 0x8137 */
    {"SNAP, bridge tunnel", 1, "00005e005302 00005e005301 0008 aa aa 03 0000f8 8137", 0, FAULT_NONE,
     "ethernet llc snap ipx", "00:00:5e:00:53:01>00:00:5e:00:53:02", "",
     "@14 llc\n"
     "14+1 llc.dsap 170\n"
     "15+1 llc.ssap 170\n"
     "16+1 llc.control 3\n"
     "@17 snap\n"
     "17+3 snap.oui 248\n"
     "20+2 snap.protocol 0x8137\n"
     "@22 ipx\n",
     "LLC to service access point 0xaa"},
    /* OUI 00-00-0c (Cisco), 0x2005: the number is Cisco's, no EtherType */
    {"SNAP, Cisco", 1, "01000ccccccc 00005e005301 0008 aa aa 03 00000c 2005", 0, FAULT_NONE,
     "ethernet llc snap snap-cisco-0x2005", "00:00:5e:00:53:01>01:00:0c:cc:cc:cc", "",
     "@14 llc\n"
     "14+1 llc.dsap 170\n"
     "15+1 llc.ssap 170\n"
     "16+1 llc.control 3\n"
     "@17 snap\n"
     "17+3 snap.oui 12\n"
     "20+2 snap.protocol 0x2005\n",
     "LLC to service access point 0xaa"},
    /* OUI 00-00-5e (IANA), 0x0800: the number is the IANA's, no EtherType */
    {"SNAP, another OUI", 1, "00005e005302 00005e005301 0008 aa aa 03 00005e 0800", 0, FAULT_NONE,
     "ethernet llc snap", "00:00:5e:00:53:01>00:00:5e:00:53:02", "",
     "@14 llc\n"
     "14+1 llc.dsap 170\n"
     "15+1 llc.ssap 170\n"
     "16+1 llc.control 3\n"
     "@17 snap\n"
     "17+3 snap.oui 94\n"
     "20+2 snap.protocol 0x0800\n",
     "LLC to service access point 0xaa"},
    /* OUI 0, 0x0004 */
    {"SNAP, a number below the EtherTypes", 1,
     "00005e005302 00005e005301 0008 aa aa 03 000000 0004", 0, FAULT_NONE, "ethernet llc snap",
     "00:00:5e:00:53:01>00:00:5e:00:53:02", "",
     "@14 llc\n"
     "14+1 llc.dsap 170\n"
     "15+1 llc.ssap 170\n"
     "16+1 llc.control 3\n"
     "@17 snap\n"
     "17+3 snap.oui 0\n"
     "20+2 snap.protocol 0x0004\n",
     "LLC to service access point 0xaa"},
    /* length 6 ends behind the OUI */
    {"SNAP without a number", 1, "00005e005302 00005e005301 0006 aa aa 03 000000 00*4", 0,
     FAULT_BAD, "ethernet llc snap", "00:00:5e:00:53:01>00:00:5e:00:53:02", "",
     "@14 llc\n"
     "14+1 llc.dsap 170\n"
     "15+1 llc.ssap 170\n"
     "16+1 llc.control 3\n"
     "@17 snap\n"
     "17+3 snap.oui 0\n",
     "LLC to service access point 0xaa"},
    /* DSAP 0x06: RFC 948's way; an IPv4 header of an unknown protocol */
    {"IPv4 in LLC", 1,
     "00005e005302 00005e005301 0017 06 06 03 4500 0014 0001 0000 40fd 0000 c0000201 c0000202", 0,
     FAULT_NONE, "ethernet llc ipv4 ip-proto-253",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64", "",
     "@14 llc\n"
     "14+1 llc.dsap 6\n"
     "15+1 llc.ssap 6\n"
     "16+1 llc.control 3\n",
     "192.0.2.1 to 192.0.2.2"},
};

static void test_llc(void **state)
{
    (void)state;
    frames_check(llc_rows, COUNT(llc_rows), "llc", "ipv");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_llc),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
