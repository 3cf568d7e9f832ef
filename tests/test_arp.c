/* SPDX-License-Identifier: MIT */

/* ARP and RARP: who asks, who answers, who probes. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "recorder.h"

static const struct frame_row arp_rows[] = {
    /* who has 192.0.2.2? tell 192.0.2.1; 18 bytes of padding */
    {"request", 1,
     "ff*6 00005e005301 0806 0001 0800 06 04 0001 00005e005301 c0000201 000000000000 c0000202 "
     "00*18",
     0, FAULT_NONE, "ethernet arp",
     "00:00:5e:00:53:01>ff:ff:ff:ff:ff:ff type 0x0806 arp 192.0.2.1>192.0.2.2 op 1",
     "binds announced 00:00:5e:00:53:01 192.0.2.1\n"
     "asks 192.0.2.2\n",
     "@14 arp\n"
     "14+2 arp.hardware 1\n"
     "16+2 arp.protocol 0x0800\n"
     "18+1 arp.hardware_length 6\n"
     "19+1 arp.protocol_length 4\n"
     "20+2 arp.op 1 (request)\n"
     "22+6 arp.sender.mac 00:00:5e:00:53:01\n"
     "28+4 arp.sender.ip 192.0.2.1\n"
     "32+6 arp.target.mac 00:00:00:00:00:00\n"
     "38+4 arp.target.ip 192.0.2.2\n",
     "Who has 192.0.2.2? Tell 192.0.2.1"},
    /* 192.0.2.2 is at 00:00:5e:00:53:02 */
    {"reply", 1,
     "00005e005301 00005e005302 0806 0001 0800 06 04 0002 00005e005302 c0000202 00005e005301 "
     "c0000201",
     0, FAULT_NONE, "ethernet arp",
     "00:00:5e:00:53:02>00:00:5e:00:53:01 type 0x0806 arp 192.0.2.2>192.0.2.1 op 2",
     "binds answered 00:00:5e:00:53:02 192.0.2.2\n",
     "@14 arp\n"
     "14+2 arp.hardware 1\n"
     "16+2 arp.protocol 0x0800\n"
     "18+1 arp.hardware_length 6\n"
     "19+1 arp.protocol_length 4\n"
     "20+2 arp.op 2 (reply)\n"
     "22+6 arp.sender.mac 00:00:5e:00:53:02\n"
     "28+4 arp.sender.ip 192.0.2.2\n"
     "32+6 arp.target.mac 00:00:5e:00:53:01\n"
     "38+4 arp.target.ip 192.0.2.1\n",
     "192.0.2.2 is at 00:00:5e:00:53:02"},
    /* RFC 5227: sender 0.0.0.0, target the address wanted */
    {"probe", 1,
     "ff*6 00005e005301 0806 0001 0800 06 04 0001 00005e005301 00000000 000000000000 a9fe0105", 0,
     FAULT_NONE, "ethernet arp",
     "00:00:5e:00:53:01>ff:ff:ff:ff:ff:ff type 0x0806 arp 0.0.0.0>169.254.1.5 op 1",
     "binds probe 00:00:5e:00:53:01 169.254.1.5\n"
     "asks 169.254.1.5\n",
     "@14 arp\n"
     "14+2 arp.hardware 1\n"
     "16+2 arp.protocol 0x0800\n"
     "18+1 arp.hardware_length 6\n"
     "19+1 arp.protocol_length 4\n"
     "20+2 arp.op 1 (request)\n"
     "22+6 arp.sender.mac 00:00:5e:00:53:01\n"
     "28+4 arp.sender.ip 0.0.0.0\n"
     "32+6 arp.target.mac 00:00:00:00:00:00\n"
     "38+4 arp.target.ip 169.254.1.5\n",
     "Is 169.254.1.5 free? (probe by 00:00:5e:00:53:01)"},
    /* RFC 5227: sender and target are the same */
    {"announcement", 1,
     "ff*6 00005e005301 0806 0001 0800 06 04 0001 00005e005301 a9fe0105 000000000000 a9fe0105", 0,
     FAULT_NONE, "ethernet arp",
     "00:00:5e:00:53:01>ff:ff:ff:ff:ff:ff type 0x0806 arp 169.254.1.5>169.254.1.5 op 1",
     "binds announced 00:00:5e:00:53:01 169.254.1.5/1\n",
     "@14 arp\n"
     "14+2 arp.hardware 1\n"
     "16+2 arp.protocol 0x0800\n"
     "18+1 arp.hardware_length 6\n"
     "19+1 arp.protocol_length 4\n"
     "20+2 arp.op 1 (request)\n"
     "22+6 arp.sender.mac 00:00:5e:00:53:01\n"
     "28+4 arp.sender.ip 169.254.1.5\n"
     "32+6 arp.target.mac 00:00:00:00:00:00\n"
     "38+4 arp.target.ip 169.254.1.5\n",
     "169.254.1.5 is at 00:00:5e:00:53:01 (announcement)"},
    /* a reply to everyone, sender and target the same */
    {"gratuitous reply", 1,
     "ff*6 00005e005301 0806 0001 0800 06 04 0002 00005e005301 c0000201 ff*6 c0000201", 0,
     FAULT_NONE, "ethernet arp",
     "00:00:5e:00:53:01>ff:ff:ff:ff:ff:ff type 0x0806 arp 192.0.2.1>192.0.2.1 op 2",
     "binds announced 00:00:5e:00:53:01 192.0.2.1/1\n",
     "@14 arp\n"
     "14+2 arp.hardware 1\n"
     "16+2 arp.protocol 0x0800\n"
     "18+1 arp.hardware_length 6\n"
     "19+1 arp.protocol_length 4\n"
     "20+2 arp.op 2 (reply)\n"
     "22+6 arp.sender.mac 00:00:5e:00:53:01\n"
     "28+4 arp.sender.ip 192.0.2.1\n"
     "32+6 arp.target.mac ff:ff:ff:ff:ff:ff\n"
     "38+4 arp.target.ip 192.0.2.1\n",
     "192.0.2.1 is at 00:00:5e:00:53:01 (announcement)"},
    /* a proxy or a forger: the frame is from ...:01, the packet from ...:07 */
    {"sender is another machine", 1,
     "ff*6 00005e005301 0806 0001 0800 06 04 0002 00005e005307 c0000201 00005e005301 c0000202", 0,
     FAULT_NONE, "ethernet arp",
     "00:00:5e:00:53:01>ff:ff:ff:ff:ff:ff type 0x0806 arp 192.0.2.1>192.0.2.2 op 2",
     "binds answered 00:00:5e:00:53:07 192.0.2.1\n"
     "odd ARP_SENDER 00:00:5e:00:53:07\n",
     "@14 arp\n"
     "14+2 arp.hardware 1\n"
     "16+2 arp.protocol 0x0800\n"
     "18+1 arp.hardware_length 6\n"
     "19+1 arp.protocol_length 4\n"
     "20+2 arp.op 2 (reply)\n"
     "22+6 arp.sender.mac 00:00:5e:00:53:07\n"
     "28+4 arp.sender.ip 192.0.2.1\n"
     "32+6 arp.target.mac 00:00:5e:00:53:01\n"
     "38+4 arp.target.ip 192.0.2.2\n",
     "192.0.2.1 is at 00:00:5e:00:53:07"},
    /* a cluster: 03:bf:c0:00:02:01 binds nothing */
    {"group address as sender", 1,
     "00005e005301 00005e005302 0806 0001 0800 06 04 0002 03bfc0000201 c0000202 00005e005301 "
     "c0000201",
     0, FAULT_NONE, "ethernet arp",
     "00:00:5e:00:53:02>00:00:5e:00:53:01 type 0x0806 arp 192.0.2.2>192.0.2.1 op 2",
     "odd ARP_SENDER 03:bf:c0:00:02:01\n",
     "@14 arp\n"
     "14+2 arp.hardware 1\n"
     "16+2 arp.protocol 0x0800\n"
     "18+1 arp.hardware_length 6\n"
     "19+1 arp.protocol_length 4\n"
     "20+2 arp.op 2 (reply)\n"
     "22+6 arp.sender.mac 03:bf:c0:00:02:01\n"
     "28+4 arp.sender.ip 192.0.2.2\n"
     "32+6 arp.target.mac 00:00:5e:00:53:01\n"
     "38+4 arp.target.ip 192.0.2.1\n",
     "192.0.2.2 is at 03:bf:c0:00:02:01"},
    /* the legacy Npcap loopback adapter has no address */
    {"sender of zeros", 1,
     "ff*6 00005e005301 0806 0001 0800 06 04 0001 000000000000 c0000201 000000000000 c0000202", 0,
     FAULT_NONE, "ethernet arp",
     "00:00:5e:00:53:01>ff:ff:ff:ff:ff:ff type 0x0806 arp 192.0.2.1>192.0.2.2 op 1",
     "asks 192.0.2.2\n"
     "odd ARP_SENDER 00:00:00:00:00:00\n",
     "@14 arp\n"
     "14+2 arp.hardware 1\n"
     "16+2 arp.protocol 0x0800\n"
     "18+1 arp.hardware_length 6\n"
     "19+1 arp.protocol_length 4\n"
     "20+2 arp.op 1 (request)\n"
     "22+6 arp.sender.mac 00:00:00:00:00:00\n"
     "28+4 arp.sender.ip 192.0.2.1\n"
     "32+6 arp.target.mac 00:00:00:00:00:00\n"
     "38+4 arp.target.ip 192.0.2.2\n",
     "Who has 192.0.2.2? Tell 192.0.2.1"},
    /* 255.255.255.255 is nobody's */
    {"broadcast address as sender", 1,
     "ff*6 00005e005301 0806 0001 0800 06 04 0001 00005e005301 ffffffff 000000000000 c0000202", 0,
     FAULT_NONE, "ethernet arp",
     "00:00:5e:00:53:01>ff:ff:ff:ff:ff:ff type 0x0806 arp 255.255.255.255>192.0.2.2 op 1",
     "asks 192.0.2.2\n",
     "@14 arp\n"
     "14+2 arp.hardware 1\n"
     "16+2 arp.protocol 0x0800\n"
     "18+1 arp.hardware_length 6\n"
     "19+1 arp.protocol_length 4\n"
     "20+2 arp.op 1 (request)\n"
     "22+6 arp.sender.mac 00:00:5e:00:53:01\n"
     "28+4 arp.sender.ip 255.255.255.255\n"
     "32+6 arp.target.mac 00:00:00:00:00:00\n"
     "38+4 arp.target.ip 192.0.2.2\n",
     "Who has 192.0.2.2? Tell 255.255.255.255"},
    /* operation 8 (RFC 2390): states nothing */
    {"inverse request", 1,
     "00005e005302 00005e005301 0806 0001 0800 06 04 0008 00005e005301 c0000201 00005e005302 "
     "00000000",
     0, FAULT_NONE, "ethernet arp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0806 arp 192.0.2.1>0.0.0.0 op 8", "",
     "@14 arp\n"
     "14+2 arp.hardware 1\n"
     "16+2 arp.protocol 0x0800\n"
     "18+1 arp.hardware_length 6\n"
     "19+1 arp.protocol_length 4\n"
     "20+2 arp.op 8 (inverse request)\n"
     "22+6 arp.sender.mac 00:00:5e:00:53:01\n"
     "28+4 arp.sender.ip 192.0.2.1\n"
     "32+6 arp.target.mac 00:00:5e:00:53:02\n"
     "38+4 arp.target.ip 0.0.0.0\n",
     "inverse request by 00:00:5e:00:53:01"},
    /* operation 25 */
    {"operation nobody knows", 1,
     "00005e005302 00005e005301 0806 0001 0800 06 04 0019 00005e005301 c0000201 00005e005302 "
     "c0000202",
     0, FAULT_NONE, "ethernet arp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0806 arp 192.0.2.1>192.0.2.2 op 25", "",
     "@14 arp\n"
     "14+2 arp.hardware 1\n"
     "16+2 arp.protocol 0x0800\n"
     "18+1 arp.hardware_length 6\n"
     "19+1 arp.protocol_length 4\n"
     "20+2 arp.op 25\n"
     "22+6 arp.sender.mac 00:00:5e:00:53:01\n"
     "28+4 arp.sender.ip 192.0.2.1\n"
     "32+6 arp.target.mac 00:00:5e:00:53:02\n"
     "38+4 arp.target.ip 192.0.2.2\n",
     "operation 25 by 00:00:5e:00:53:01"},
    /* hardware type 24, 8 bytes of hardware address, a target of 4 */
    {"IEEE 1394", 1, "ff*6 00005e005301 0806 0018 0800 08 04 0001 01*8 c0000201 00*8 c0000202", 0,
     FAULT_NONE, "ethernet arp",
     "00:00:5e:00:53:01>ff:ff:ff:ff:ff:ff type 0x0806 arp 192.0.2.1>192.0.2.2 op 1",
     "asks 192.0.2.2\n",
     "@14 arp\n"
     "14+2 arp.hardware 24\n"
     "16+2 arp.protocol 0x0800\n"
     "18+1 arp.hardware_length 8\n"
     "19+1 arp.protocol_length 4\n"
     "20+2 arp.op 1 (request)\n"
     "22+8 arp.sender.hardware 8 bytes\n"
     "30+4 arp.sender.ip 192.0.2.1\n"
     "34+8 arp.target.hardware 8 bytes\n"
     "42+4 arp.target.ip 192.0.2.2\n",
     "Who has 192.0.2.2? Tell 192.0.2.1"},
    /* protocol 0x8888 with addresses of 2 bytes */
    {"another protocol", 1,
     "ff*6 00005e005301 0806 0001 8888 06 02 0001 00005e005301 0102 000000000000 0304", 0,
     FAULT_NONE, "ethernet arp", "00:00:5e:00:53:01>ff:ff:ff:ff:ff:ff type 0x0806 arp ->- op 1", "",
     "@14 arp\n"
     "14+2 arp.hardware 1\n"
     "16+2 arp.protocol 0x8888\n"
     "18+1 arp.hardware_length 6\n"
     "19+1 arp.protocol_length 2\n"
     "20+2 arp.op 1 (request)\n"
     "22+6 arp.sender.mac 00:00:5e:00:53:01\n"
     "28+2 arp.sender.protocol 2 bytes\n"
     "30+6 arp.target.mac 00:00:00:00:00:00\n"
     "36+2 arp.target.protocol 2 bytes\n",
     "request by 00:00:5e:00:53:01"},
    /* both lengths 0 */
    {"no addresses", 1, "00005e005302 00005e005301 0806 0001 0800 00 00 0001", 0, FAULT_NONE,
     "ethernet arp", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0806 arp ->- op 1", "",
     "@14 arp\n"
     "14+2 arp.hardware 1\n"
     "16+2 arp.protocol 0x0800\n"
     "18+1 arp.hardware_length 0\n"
     "19+1 arp.protocol_length 0\n"
     "20+2 arp.op 1 (request)\n"
     "22+0 arp.sender.hardware 0 bytes\n"
     "22+0 arp.sender.protocol 0 bytes\n"
     "22+0 arp.target.hardware 0 bytes\n"
     "22+0 arp.target.protocol 0 bytes\n",
     "request by -"},
    /* 255 bytes of hardware address in a packet of 28 */
    {"lengths beyond the end", 1, "00005e005302 00005e005301 0806 0001 0800 ff 04 0001 00*20", 0,
     FAULT_BAD, "ethernet arp", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0806 arp ->- op 1", "",
     "@14 arp\n"
     "14+2 arp.hardware 1\n"
     "16+2 arp.protocol 0x0800\n"
     "18+1 arp.hardware_length 255\n"
     "19+1 arp.protocol_length 4\n"
     "20+2 arp.op 1 (request)\n",
     "Ethernet frame"},
    /* the frame ends inside the operation */
    {"header alone", 1, "00005e005302 00005e005301 0806 0001 0800 06 04 00", 0, FAULT_BAD,
     "ethernet arp", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0806 arp ->-", "",
     "@14 arp\n"
     "14+2 arp.hardware 1\n"
     "16+2 arp.protocol 0x0800\n"
     "18+1 arp.hardware_length 6\n"
     "19+1 arp.protocol_length 4\n",
     "Ethernet frame"},
    /* the capture lacks the target */
    {"cut in the target", 1,
     "00005e005302 00005e005301 0806 0001 0800 06 04 0001 00005e005301 c0000201 000000000000 "
     "c0000202",
     10, FAULT_SHORT, "ethernet arp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0806 arp 192.0.2.1>- op 1", "",
     "@14 arp\n"
     "14+2 arp.hardware 1\n"
     "16+2 arp.protocol 0x0800\n"
     "18+1 arp.hardware_length 6\n"
     "19+1 arp.protocol_length 4\n"
     "20+2 arp.op 1 (request)\n"
     "22+6 arp.sender.mac 00:00:5e:00:53:01\n"
     "28+4 arp.sender.ip 192.0.2.1\n",
     "Ethernet frame"},
    /* the frame ends behind the sender */
    {"without a target", 1,
     "00005e005302 00005e005301 0806 0001 0800 06 04 0001 00005e005301 c0000201", 0, FAULT_BAD,
     "ethernet arp", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0806 arp ->- op 1", "",
     "@14 arp\n"
     "14+2 arp.hardware 1\n"
     "16+2 arp.protocol 0x0800\n"
     "18+1 arp.hardware_length 6\n"
     "19+1 arp.protocol_length 4\n"
     "20+2 arp.op 1 (request)\n"
     "22+6 arp.sender.mac 00:00:5e:00:53:01\n"
     "28+4 arp.sender.ip 192.0.2.1\n",
     "Ethernet frame"},
    /* 802.3 length 36, OUI 0, EtherType 0x0806 */
    {"in SNAP", 1,
     "ff*6 00005e005301 0024 aa aa 03 000000 0806 0001 0800 06 04 0001 00005e005301 c0000201 "
     "000000000000 c0000202",
     0, FAULT_NONE, "ethernet llc snap arp",
     "00:00:5e:00:53:01>ff:ff:ff:ff:ff:ff arp 192.0.2.1>192.0.2.2 op 1",
     "binds announced 00:00:5e:00:53:01 192.0.2.1\n"
     "asks 192.0.2.2\n",
     "@22 arp\n"
     "22+2 arp.hardware 1\n"
     "24+2 arp.protocol 0x0800\n"
     "26+1 arp.hardware_length 6\n"
     "27+1 arp.protocol_length 4\n"
     "28+2 arp.op 1 (request)\n"
     "30+6 arp.sender.mac 00:00:5e:00:53:01\n"
     "36+4 arp.sender.ip 192.0.2.1\n"
     "40+6 arp.target.mac 00:00:00:00:00:00\n"
     "46+4 arp.target.ip 192.0.2.2\n",
     "Who has 192.0.2.2? Tell 192.0.2.1"},
};

static const struct frame_row rarp_rows[] = {
    /* EtherType 0x8035, operation 3: which address has ...:01? */
    {"reverse request", 1,
     "ff*6 00005e005301 8035 0001 0800 06 04 0003 00005e005301 00000000 00005e005301 00000000", 0,
     FAULT_NONE, "ethernet rarp",
     "00:00:5e:00:53:01>ff:ff:ff:ff:ff:ff type 0x8035 rarp 0.0.0.0>0.0.0.0 op 3", "",
     "@0 ethernet\n"
     "0+6 eth.dst ff:ff:ff:ff:ff:ff\n"
     "6+6 eth.src 00:00:5e:00:53:01\n"
     "12+2 eth.type 0x8035\n"
     "@14 rarp\n"
     "14+2 arp.hardware 1\n"
     "16+2 arp.protocol 0x0800\n"
     "18+1 arp.hardware_length 6\n"
     "19+1 arp.protocol_length 4\n"
     "20+2 arp.op 3 (reverse request)\n"
     "22+6 arp.sender.mac 00:00:5e:00:53:01\n"
     "28+4 arp.sender.ip 0.0.0.0\n"
     "32+6 arp.target.mac 00:00:5e:00:53:01\n"
     "38+4 arp.target.ip 0.0.0.0\n",
     "reverse request by 00:00:5e:00:53:01"},
    /* operation 4: ...:01 is to use 192.0.2.1 */
    {"reverse reply", 1,
     "00005e005301 00005e005302 8035 0001 0800 06 04 0004 00005e005302 c0000202 00005e005301 "
     "c0000201",
     0, FAULT_NONE, "ethernet rarp",
     "00:00:5e:00:53:02>00:00:5e:00:53:01 type 0x8035 rarp 192.0.2.2>192.0.2.1 op 4",
     "binds answered 00:00:5e:00:53:01 192.0.2.1\n",
     "@0 ethernet\n"
     "0+6 eth.dst 00:00:5e:00:53:01\n"
     "6+6 eth.src 00:00:5e:00:53:02\n"
     "12+2 eth.type 0x8035\n"
     "@14 rarp\n"
     "14+2 arp.hardware 1\n"
     "16+2 arp.protocol 0x0800\n"
     "18+1 arp.hardware_length 6\n"
     "19+1 arp.protocol_length 4\n"
     "20+2 arp.op 4 (reverse reply)\n"
     "22+6 arp.sender.mac 00:00:5e:00:53:02\n"
     "28+4 arp.sender.ip 192.0.2.2\n"
     "32+6 arp.target.mac 00:00:5e:00:53:01\n"
     "38+4 arp.target.ip 192.0.2.1\n",
     "00:00:5e:00:53:01 is to use 192.0.2.1"},
};

static void test_arp(void **state)
{
    (void)state;
    frames_check(arp_rows, COUNT(arp_rows), "arp", NULL);
}

static void test_rarp(void **state)
{
    (void)state;
    frames_check(rarp_rows, COUNT(rarp_rows), NULL, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arp),
        cmocka_unit_test(test_rarp),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
