/* SPDX-License-Identifier: MIT */

/* Ethernet and the tags behind its addresses. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "recorder.h"

static const struct frame_row ethernet_rows[] = {
    /* to 00:00:5e:00:53:02 from ...:01, EtherType 0x88b5 (local experiments), 2 bytes */
    {"Ethernet II", 1, "00005e005302 00005e005301 88b5 0102", 0, FAULT_NONE,
     "ethernet ethertype-0x88b5", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x88b5", "",
     "@0 ethernet\n"
     "0+6 eth.dst 00:00:5e:00:53:02\n"
     "6+6 eth.src 00:00:5e:00:53:01\n"
     "12+2 eth.type 0x88b5\n",
     "Ethernet frame"},
    /* 6 bytes: the frame ends before the source */
    {"destination alone", 1, "00005e005302", 0, FAULT_BAD, "ethernet", "->00:00:5e:00:53:02", "",
     "@0 ethernet\n"
     "0+6 eth.dst 00:00:5e:00:53:02\n",
     ""},
    /* the same frame as Ethernet II; the capture has 9 of its 16 bytes */
    {"cut in the source", 1, "00005e005302 00005e005301 88b5 0102", 7, FAULT_SHORT, "ethernet",
     "->00:00:5e:00:53:02", "",
     "@0 ethernet\n"
     "0+6 eth.dst 00:00:5e:00:53:02\n",
     ""},
    /* a frame of no length */
    {"no byte at all", 1, "", 0, FAULT_BAD, "ethernet", "->-", "", "@0 ethernet\n", ""},
    /* a frame of 14 bytes of which none was captured */
    {"no byte captured", 1, "00005e005302 00005e005301 88b5", 14, FAULT_SHORT, "ethernet", "->-",
     "", "@0 ethernet\n", ""},
    /* source 01:00:5e:00:00:01 has the group bit set */
    {"group address as source", 1, "00005e005302 01005e000001 88b5", 0, FAULT_NONE,
     "ethernet ethertype-0x88b5", "01:00:5e:00:00:01>00:00:5e:00:53:02 type 0x88b5",
     "odd SOURCE_GROUP_MAC\n",
     "@0 ethernet\n"
     "0+6 eth.dst 00:00:5e:00:53:02\n"
     "6+6 eth.src 01:00:5e:00:00:01\n"
     "12+2 eth.type 0x88b5\n",
     "Ethernet frame"},
    /* to 01:80:c2:00:00:0e, EtherType 0x88cc */
    {"LLDP", 1, "0180c200000e 00005e005301 88cc 0207 04 00005e005301 0402 07 '1' 0602 0078 0000", 0,
     FAULT_NONE, "ethernet lldp", "00:00:5e:00:53:01>01:80:c2:00:00:0e type 0x88cc", "",
     "@0 ethernet\n"
     "0+6 eth.dst 01:80:c2:00:00:0e\n"
     "6+6 eth.src 00:00:5e:00:53:01\n"
     "12+2 eth.type 0x88cc\n"
     "@14 lldp\n"
     "14+2 lldp.type 1 (chassis)\n"
     "16+1 lldp.chassis.subtype 4 (MAC address)\n"
     "17+6 lldp.chassis 00:00:5e:00:53:01\n"
     "23+2 lldp.type 2 (port)\n"
     "25+1 lldp.port.subtype 7 (locally assigned)\n"
     "26+1 lldp.port 1\n"
     "27+2 lldp.type 3 (time to live)\n"
     "29+2 lldp.ttl_s 120\n"
     "31+2 lldp.type 0 (end)\n",
     "LLDP, port 1"},
    /* to 01:80:c2:00:00:03, EtherType 0x888e: start */
    {"EAPOL", 1, "0180c2000003 00005e005301 888e 01 01 0000", 0, FAULT_NONE, "ethernet eapol",
     "00:00:5e:00:53:01>01:80:c2:00:00:03 type 0x888e", "",
     "@0 ethernet\n"
     "0+6 eth.dst 01:80:c2:00:00:03\n"
     "6+6 eth.src 00:00:5e:00:53:01\n"
     "12+2 eth.type 0x888e\n"
     "@14 eapol\n"
     "14+1 eapol.version 1\n"
     "15+1 eapol.type 1 (start)\n"
     "16+2 eapol.length 0\n",
     "EAPOL start"},
    /* EtherType 0x8137 */
    {"IPX in Ethernet II", 1, "00005e005302 00005e005301 8137 ffff 0022", 0, FAULT_NONE,
     "ethernet ipx", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x8137", "",
     "@0 ethernet\n"
     "0+6 eth.dst 00:00:5e:00:53:02\n"
     "6+6 eth.src 00:00:5e:00:53:01\n"
     "12+2 eth.type 0x8137\n"
     "@14 ipx\n",
     "Ethernet frame"},
    /* 1501 is neither a length (at most 1500) nor an EtherType (at least 1536) */
    {"length of no type", 1, "00005e005302 00005e005301 05dd 42 42 03", 0, FAULT_NONE,
     "ethernet ethertype-0x05dd", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x05dd", "",
     "@0 ethernet\n"
     "0+6 eth.dst 00:00:5e:00:53:02\n"
     "6+6 eth.src 00:00:5e:00:53:01\n"
     "12+2 eth.type 0x05dd\n",
     "Ethernet frame"},
};

static const struct frame_row vlan_rows[] = {
    /* 0x8100: priority 5, not drop eligible, VLAN 10; then ARP, cut off by the sender */
    {"tag", 1, "00005e005302 00005e005301 8100 a00a 88b5 00", 0, FAULT_NONE,
     "ethernet vlan ethertype-0x88b5", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x88b5 vlan 10",
     "",
     "@14 vlan\n"
     "14+2 vlan.priority 5\n"
     "14+2 vlan.dei 0\n"
     "14+2 vlan.id 10\n"
     "16+2 eth.type 0x88b5\n",
     "Ethernet frame"},
    /* 0x88a8 VLAN 100, 0x8100 VLAN 4095 with DEI */
    {"tag in a provider's tag", 1, "00005e005302 00005e005301 88a8 0064 8100 1fff 88b5", 0,
     FAULT_NONE, "ethernet vlan vlan ethertype-0x88b5",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x88b5 vlan 100 vlan 4095", "",
     "@14 vlan\n"
     "14+2 vlan.priority 0\n"
     "14+2 vlan.dei 0\n"
     "14+2 vlan.id 100\n"
     "16+2 eth.type 0x8100\n"
     "@18 vlan\n"
     "18+2 vlan.priority 0\n"
     "18+2 vlan.dei 1\n"
     "18+2 vlan.id 4095\n"
     "20+2 eth.type 0x88b5\n",
     "Ethernet frame"},
    /* 0x9100 VLAN 7 */
    {"the number used before 802.1ad", 1, "00005e005302 00005e005301 9100 0007 88b5", 0, FAULT_NONE,
     "ethernet vlan ethertype-0x88b5", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x88b5 vlan 7", "",
     "@14 vlan\n"
     "14+2 vlan.priority 0\n"
     "14+2 vlan.dei 0\n"
     "14+2 vlan.id 7\n"
     "16+2 eth.type 0x88b5\n",
     "Ethernet frame"},
    /* VLAN 10, then an 802.3 length of 3: LLC test command to the null SAP, padding */
    {"tag and a length", 1, "00005e005302 00005e005301 8100 000a 0003 00 00 e3 00*8", 0, FAULT_NONE,
     "ethernet vlan llc", "00:00:5e:00:53:01>00:00:5e:00:53:02 vlan 10", "",
     "@14 vlan\n"
     "14+2 vlan.priority 0\n"
     "14+2 vlan.dei 0\n"
     "14+2 vlan.id 10\n"
     "16+2 eth.length 3\n"
     "@18 llc\n"
     "18+1 llc.dsap 0\n"
     "19+1 llc.ssap 0\n"
     "20+1 llc.control 227\n",
     "LLC to service access point 0x00"},
    /* the frame ends behind the VLAN id */
    {"tag without a type", 1, "00005e005302 00005e005301 8100 000a", 0, FAULT_BAD, "ethernet vlan",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x8100 vlan 10", "",
     "@14 vlan\n"
     "14+2 vlan.priority 0\n"
     "14+2 vlan.dei 0\n"
     "14+2 vlan.id 10\n",
     "Ethernet frame"},
    /* the capture ends inside the VLAN id */
    {"cut in a tag", 1, "00005e005302 00005e005301 8100 000a 88b5", 3, FAULT_SHORT, "ethernet vlan",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x8100", "", "@14 vlan\n", "Ethernet frame"},
    /* VLANs 1 to 9: the packet keeps eight */
    {"nine tags", 1,
     "00005e005302 00005e005301 8100 0001 8100 0002 8100 0003 8100 0004 8100 0005 8100 0006 "
     "8100 0007 8100 0008 8100 0009 88b5",
     0, FAULT_NONE, "ethernet vlan vlan vlan vlan vlan vlan vlan vlan vlan ethertype-0x88b5",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x88b5 vlan 1 vlan 2 vlan 3 vlan 4 vlan 5 vlan 6 "
     "vlan 7 vlan 8",
     "", NULL, "Ethernet frame"},
    /* more layers than a packet has room for: 16 tags behind Ethernet */
    {"sixteen tags", 1,
     "00005e005302 00005e005301 8100 0001 8100 0002 8100 0003 8100 0004 8100 0005 8100 0006 "
     "8100 0007 8100 0008 8100 0009 8100 000a 8100 000b 8100 000c 8100 000d 8100 000e 8100 "
     "000f 8100 0010 88b5",
     0, FAULT_BAD,
     "ethernet vlan vlan vlan vlan vlan vlan vlan vlan vlan vlan vlan vlan vlan vlan vlan",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x8100 vlan 1 vlan 2 vlan 3 vlan 4 vlan 5 vlan 6 "
     "vlan 7 vlan 8",
     "", NULL, "Ethernet frame"},
    /* 0x8926: to an extender, destination interface 5, source interface 1; then a tag */
    {"VN-Tag", 1, "00005e005302 00005e005301 8926 c005 8001 8100 000a 88b5", 0, FAULT_NONE,
     "ethernet vntag vlan ethertype-0x88b5",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x88b5 vlan 10", "",
     "@20 vlan\n"
     "20+2 vlan.priority 0\n"
     "20+2 vlan.dei 0\n"
     "20+2 vlan.id 10\n"
     "22+2 eth.type 0x88b5\n",
     "Ethernet frame"},
};

static const struct frame_row cover_rows[] = {
    /* neither encrypted nor changed: association 0, packet 1; the last 16 bytes are the check value */
    {"MACsec, integrity only", 1, "00005e005302 00005e005301 88e5 00 00 00000001 88b5 010203 00*16",
     0, FAULT_NONE, "ethernet macsec ethertype-0x88b5",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x88e5", "",
     "@14 macsec\n"
     "14+1 macsec.control 0\n"
     "15+1 macsec.short_length 0\n"
     "16+4 macsec.packet_number 1\n"
     "20+2 macsec.type 0x88b5\n",
     "MACsec, integrity only"},
    /* SC is set, and of 4 bytes and the check value the rest is padding */
    {"MACsec, a channel, short", 1,
     "00005e005302 00005e005301 88e5 20 04 00000002 00005e005301 0001 88b5 0102 00*16 00*20", 0,
     FAULT_NONE, "ethernet macsec ethertype-0x88b5",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x88e5", "",
     "@14 macsec\n"
     "14+1 macsec.control 32\n"
     "15+1 macsec.short_length 4\n"
     "16+4 macsec.packet_number 2\n"
     "20+8 macsec.channel 8 bytes\n"
     "28+2 macsec.type 0x88b5\n",
     "MACsec, integrity only"},
    /* E and C are set */
    {"MACsec, encrypted", 1, "00005e005302 00005e005301 88e5 0c 00 00000003 a5*24", 0, FAULT_NONE,
     "ethernet macsec", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x88e5", "",
     "@14 macsec\n"
     "14+1 macsec.control 12\n"
     "15+1 macsec.short_length 0\n"
     "16+4 macsec.packet_number 3\n",
     "MACsec, encrypted"},
    {"MACsec, no room for the check value", 1, "00005e005302 00005e005301 88e5 00 00 00000004 88b5",
     0, FAULT_BAD, "ethernet macsec", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x88e5", "", NULL,
     "MACsec, integrity only"},
    /* priority 1, service 100; inside a broadcast with a tag */
    {"a provider's backbone", 1,
     "00005e005302 00005e005301 88e7 20000064 ffffffffffff 00005e005303 8100 0007 88b5", 0,
     FAULT_NONE, "ethernet pbb vlan ethertype-0x88b5",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x88b5 vlan 7", "",
     "@14 pbb\n"
     "14+4 pbb.priority 1\n"
     "14+4 pbb.service 100\n"
     "18+6 pbb.dst ff:ff:ff:ff:ff:ff\n"
     "24+6 pbb.src 00:00:5e:00:53:03\n"
     "30+2 pbb.type 0x8100\n"
     "@32 vlan\n"
     "32+2 vlan.priority 0\n"
     "32+2 vlan.dei 0\n"
     "32+2 vlan.id 7\n"
     "34+2 eth.type 0x88b5\n",
     "backbone service 100"},
    /* forwarding tag 1, time to live 32; the frame inside is a broadcast */
    {"FabricPath", 1, "020000000102 020000000103 8903 0060 ffffffffffff 00005e005303 88b5", 0,
     FAULT_NONE, "ethernet fabricpath ethernet ethertype-0x88b5",
     "00:00:5e:00:53:03>ff:ff:ff:ff:ff:ff type 0x88b5", "",
     "@14 fabricpath\n"
     "14+2 fabricpath.tag 1\n"
     "14+2 fabricpath.ttl 32\n"
     "@16 ethernet\n"
     "16+6 eth.dst ff:ff:ff:ff:ff:ff\n"
     "22+6 eth.src 00:00:5e:00:53:03\n"
     "28+2 eth.type 0x88b5\n",
     "Ethernet frame"},
};

static void test_ethernet(void **state)
{
    (void)state;
    frames_check(ethernet_rows, COUNT(ethernet_rows), NULL, NULL);
}

static void test_vlan(void **state)
{
    (void)state;
    frames_check(vlan_rows, COUNT(vlan_rows), "vlan", NULL);
}

static void test_covers(void **state)
{
    (void)state;
    frames_check(cover_rows, 3, "macsec", NULL);
    frames_check(cover_rows + 3, 1, NULL, NULL);
    frames_check(cover_rows + 4, 1, "pbb", NULL);
    frames_check(cover_rows + 5, 1, "fabricpath", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ethernet),
        cmocka_unit_test(test_covers),
        cmocka_unit_test(test_vlan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
