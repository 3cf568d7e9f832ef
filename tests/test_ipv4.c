/* SPDX-License-Identifier: MIT */

/* IPv4: header, options, total length, fragments. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "recorder.h"

static const struct frame_row ipv4_rows[] = {
    /* TOS 0xb8, id 1, DF, TTL 64, protocol 253 (experiments); 6 bytes of padding */
    {"header", 1,
     "00005e005302 00005e005301 0800 45 b8 0014 0001 4000 40 fd 0000 c0000201 c0000202 00*6", 0,
     FAULT_NONE, "ethernet ipv4 ip-proto-253",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64",
     "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 20\n"
     "15+1 ipv4.tos 184\n"
     "16+2 ipv4.length 20\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 1\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 253\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 192.0.2.2\n",
     "192.0.2.1 to 192.0.2.2"},
    /* header of 28 bytes: router alert (148, 4 bytes), NOP, NOP, NOP, end */
    {"options", 1,
     "00005e005302 00005e005301 0800 47 00 001c 0001 0000 01 fd 0000 c0000201 c0000202 "
     "94040000 01010100",
     0, FAULT_NONE, "ethernet ipv4 ip-proto-253",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 1", "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 28\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 28\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 1\n"
     "23+1 ipv4.protocol 253\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 192.0.2.2\n"
     "34+1 ipv4.option 148\n"
     "35+1 ipv4.option.length 4\n"
     "36+2 ipv4.option.data 2 bytes\n"
     "38+1 ipv4.option 1\n"
     "39+1 ipv4.option 1\n"
     "40+1 ipv4.option 1\n"
     "41+1 ipv4.option 0\n",
     "192.0.2.1 to 192.0.2.2"},
    /* end, then bytes that would be a broken option */
    {"what follows the end is no option", 1,
     "00005e005302 00005e005301 0800 46 00 0018 0001 0000 40 fd 0000 c0000201 c0000202 00 94 "
     "01 ff",
     0, FAULT_NONE, "ethernet ipv4 ip-proto-253",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64",
     "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 24\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 24\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 253\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 192.0.2.2\n"
     "34+1 ipv4.option 0\n",
     "192.0.2.1 to 192.0.2.2"},
    /* an option's length includes its first two bytes */
    {"option of length 1", 1,
     "00005e005302 00005e005301 0800 46 00 0018 0001 0000 40 fd 0000 c0000201 c0000202 94 01 "
     "00 00",
     0, FAULT_BAD, "ethernet ipv4 ip-proto-253",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64",
     "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 24\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 24\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 253\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 192.0.2.2\n"
     "34+1 ipv4.option 148\n"
     "35+1 ipv4.option.length 1\n",
     "192.0.2.1 to 192.0.2.2"},
    /* 8 bytes in the 4 there are */
    {"option longer than the header", 1,
     "00005e005302 00005e005301 0800 46 00 001c 0001 0000 40 fd 0000 c0000201 c0000202 94 08 "
     "00 00 00*4",
     0, FAULT_BAD, "ethernet ipv4 ip-proto-253",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64",
     "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 24\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 28\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 253\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 192.0.2.2\n"
     "34+1 ipv4.option 148\n"
     "35+1 ipv4.option.length 8\n",
     "192.0.2.1 to 192.0.2.2"},
    /* the header ends behind the type */
    {"option without a length", 1,
     "00005e005302 00005e005301 0800 46 00 0018 0001 0000 40 fd 0000 c0000201 c0000202 01 01 "
     "01 94",
     0, FAULT_BAD, "ethernet ipv4 ip-proto-253",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64",
     "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 24\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 24\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 253\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 192.0.2.2\n"
     "34+1 ipv4.option 1\n"
     "35+1 ipv4.option 1\n"
     "36+1 ipv4.option 1\n"
     "37+1 ipv4.option 148\n",
     "192.0.2.1 to 192.0.2.2"},
    /* MF, offset 0: its UDP datagram of 100 bytes goes on elsewhere */
    {"first fragment", 1,
     "00005e005302 00005e005301 0800 45 00 0024 0001 2000 40 11 0000 c0000201 c0000202 c001 "
     "c002 0064 0000 00*8",
     0, FAULT_NONE, "ethernet ipv4 udp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "ports 49153>49154 first-fragment",
     "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 20\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 36\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 1\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 17 (udp)\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 192.0.2.2\n"
     "@34 udp\n"
     "34+2 udp.src_port 49153\n"
     "36+2 udp.dst_port 49154\n"
     "38+2 udp.length 100\n"
     "40+2 udp.checksum 0x0000\n",
     "UDP 49153 to 49154"},
    /* offset 16: what follows is no UDP header */
    {"later fragment", 1,
     "00005e005302 00005e005301 0800 45 00 001c 0001 0002 40 11 0000 c0000201 c0000202 "
     "00350035 00*4",
     0, FAULT_NONE, "ethernet ipv4 udp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "fragment",
     "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 20\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 28\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 16\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 17 (udp)\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 192.0.2.2\n",
     "fragment of IP protocol 17"},
    /* MF and offset 1480: named, not read */
    {"later fragment of IGMP", 1,
     "01005e000001 00005e005301 0800 45 00 0018 0001 20b9 40 02 0000 c0000201 e0000001 "
     "11223344",
     0, FAULT_NONE, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:01 type 0x0800 ipv4 192.0.2.1>224.0.0.1 proto 2 ttl 64 "
     "fragment",
     "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 20\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 24\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 1\n"
     "20+2 ipv4.fragment_offset 1480\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 2 (igmp)\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 224.0.0.1\n",
     "fragment of IP protocol 2"},
    /* segmentation offload: up to the end of the frame */
    {"total length 0", 1,
     "00005e005302 00005e005301 0800 45 00 0000 0001 0000 40 fd 0000 c0000201 c0000202 "
     "01020304",
     0, FAULT_NONE, "ethernet ipv4 ip-proto-253",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64",
     "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 20\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 0\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 253\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 192.0.2.2\n",
     "192.0.2.1 to 192.0.2.2"},
    /* 19 */
    {"total length below the header", 1,
     "00005e005302 00005e005301 0800 45 00 0013 0001 0000 40 11 0000 c0000201 c0000202 00*8", 0,
     FAULT_BAD, "ethernet ipv4 udp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "ports 0>0",
     "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 20\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 19\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 17 (udp)\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 192.0.2.2\n"
     "@34 udp\n"
     "34+2 udp.src_port 0\n"
     "36+2 udp.dst_port 0\n"
     "38+2 udp.length 0\n"
     "40+2 udp.checksum 0x0000\n",
     "UDP 0 to 0"},
    /* 22, with a header of 24 */
    {"total length within the options", 1,
     "00005e005302 00005e005301 0800 46 00 0016 0001 0000 40 fd 0000 c0000201 c0000202 "
     "01010100",
     0, FAULT_BAD, "ethernet ipv4 ip-proto-253",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64",
     "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 24\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 22\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 253\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 192.0.2.2\n"
     "34+1 ipv4.option 1\n"
     "35+1 ipv4.option 1\n"
     "36+1 ipv4.option 1\n"
     "37+1 ipv4.option 0\n",
     "192.0.2.1 to 192.0.2.2"},
    /* 100, in a frame with 20 */
    {"total length beyond the end", 1,
     "00005e005302 00005e005301 0800 45 00 0064 0001 0000 40 fd 0000 c0000201 c0000202", 0,
     FAULT_BAD, "ethernet ipv4 ip-proto-253",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64",
     "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 20\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 100\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 253\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 192.0.2.2\n",
     "192.0.2.1 to 192.0.2.2"},
    /* below the least, 20 */
    {"header length 16", 1,
     "00005e005302 00005e005301 0800 44 00 0014 0001 0000 40 fd 0000 c0000201 c0000202", 0,
     FAULT_BAD, "ethernet ipv4", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 ->-", "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 16\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 20\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 253\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 192.0.2.2\n",
     "Ethernet frame"},
    /* 60 bytes in a packet of 20 */
    {"header longer than the packet", 1,
     "00005e005302 00005e005301 0800 4f 00 0014 0001 0000 40 fd 0000 c0000201 c0000202", 0,
     FAULT_BAD, "ethernet ipv4 ip-proto-253",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64",
     "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 60\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 20\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 253\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 192.0.2.2\n",
     "192.0.2.1 to 192.0.2.2"},
    /* behind IPv4's EtherType */
    {"version 6", 1,
     "00005e005302 00005e005301 0800 65 00 0014 0001 0000 40 fd 0000 c0000201 c0000202", 0,
     FAULT_BAD, "ethernet ipv4", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 ->-", "",
     "@14 ipv4\n"
     "14+1 ipv4.version 6\n"
     "14+1 ipv4.header_length 20\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 20\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 253\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 192.0.2.2\n",
     "Ethernet frame"},
    /* the capture ends inside the destination */
    {"header cut", 1,
     "00005e005302 00005e005301 0800 45 00 0014 0001 0000 40 fd 0000 c0000201 c0000202", 2,
     FAULT_SHORT, "ethernet ipv4",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>-", "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 20\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 20\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 253\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n",
     "Ethernet frame"},
    /* the frame ends inside the destination */
    {"header too short", 1,
     "00005e005302 00005e005301 0800 4500 0014 0001 0000 40fd 0000 c0000201 c000", 0, FAULT_BAD,
     "ethernet ipv4", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 ->-", "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 20\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 20\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 253\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n",
     "Ethernet frame"},
    /* the capture ends inside the options */
    {"options cut", 1,
     "00005e005302 00005e005301 0800 46 00 0018 0001 0000 40 fd 0000 c0000201 c0000202 "
     "94040000",
     2, FAULT_SHORT, "ethernet ipv4 ip-proto-253",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64",
     "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 24\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 24\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 253\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 192.0.2.2\n"
     "34+1 ipv4.option 148\n"
     "35+1 ipv4.option.length 4\n",
     "192.0.2.1 to 192.0.2.2"},
    /* from 224.0.0.1 */
    {"multicast source", 1,
     "00005e005302 00005e005301 0800 45 00 0014 0001 0000 40 fd 0000 e0000001 c0000202", 0,
     FAULT_NONE, "ethernet ipv4 ip-proto-253",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 224.0.0.1>192.0.2.2 proto 253 ttl 64",
     "odd SOURCE_MULTICAST\n",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 20\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 20\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 253\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 224.0.0.1\n"
     "30+4 ipv4.dst 192.0.2.2\n",
     "224.0.0.1 to 192.0.2.2"},
    /* from 255.255.255.255 */
    {"broadcast source", 1,
     "00005e005302 00005e005301 0800 45 00 0014 0001 0000 40 fd 0000 ffffffff c0000202", 0,
     FAULT_NONE, "ethernet ipv4 ip-proto-253",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 255.255.255.255>192.0.2.2 proto 253 ttl "
     "64",
     "odd SOURCE_MULTICAST\n",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 20\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 20\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 253\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 255.255.255.255\n"
     "30+4 ipv4.dst 192.0.2.2\n",
     "255.255.255.255 to 192.0.2.2"},
    /* 239.129.1.2: 01:00:5e and the low 23 bits */
    {"group at its MAC address", 1,
     "01005e010102 00005e005301 0800 45 00 0014 0001 0000 40 fd 0000 c0000201 ef810102", 0,
     FAULT_NONE, "ethernet ipv4 ip-proto-253",
     "00:00:5e:00:53:01>01:00:5e:01:01:02 type 0x0800 ipv4 192.0.2.1>239.129.1.2 proto 253 ttl 64",
     "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 20\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 20\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 253\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 239.129.1.2\n",
     "192.0.2.1 to 239.129.1.2"},
    /* 224.0.0.251 to 01:00:5e:00:00:fc */
    {"group at another's MAC address", 1,
     "01005e0000fc 00005e005301 0800 45 00 0014 0001 0000 40 fd 0000 c0000201 e00000fb", 0,
     FAULT_NONE, "ethernet ipv4 ip-proto-253",
     "00:00:5e:00:53:01>01:00:5e:00:00:fc type 0x0800 ipv4 192.0.2.1>224.0.0.251 proto 253 ttl 64",
     "odd GROUP_MAC 01:00:5e:00:00:fc 224.0.0.251\n",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 20\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 20\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 253\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 224.0.0.251\n",
     "192.0.2.1 to 224.0.0.251"},
    /* 224.0.0.251 to ff:ff:ff:ff:ff:ff: no wrong group MAC address */
    {"group to everyone", 1,
     "ff*6 00005e005301 0800 45 00 0014 0001 0000 40 fd 0000 c0000201 e00000fb", 0, FAULT_NONE,
     "ethernet ipv4 ip-proto-253",
     "00:00:5e:00:53:01>ff:ff:ff:ff:ff:ff type 0x0800 ipv4 192.0.2.1>224.0.0.251 proto 253 ttl 64",
     "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 20\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 20\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 253\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 224.0.0.251\n",
     "192.0.2.1 to 224.0.0.251"},
    /* protocol 47: what the tunnel carries is not looked into */
    {"GRE", 1,
     "00005e005302 00005e005301 0800 45 00 002c 0001 0000 40 2f 0000 c0000201 c0000202 0000 "
     "0800 45 00 0014 0001 0000 40 11 0000 c0000201 c0000202",
     0, FAULT_NONE, "ethernet ipv4 gre",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 47 ttl 64", "",
     "@14 ipv4\n"
     "14+1 ipv4.version 4\n"
     "14+1 ipv4.header_length 20\n"
     "15+1 ipv4.tos 0\n"
     "16+2 ipv4.length 44\n"
     "18+2 ipv4.id 0x0001\n"
     "20+2 ipv4.dont_fragment 0\n"
     "20+2 ipv4.more_fragments 0\n"
     "20+2 ipv4.fragment_offset 0\n"
     "22+1 ipv4.ttl 64\n"
     "23+1 ipv4.protocol 47 (gre)\n"
     "24+2 ipv4.checksum 0x0000\n"
     "26+4 ipv4.src 192.0.2.1\n"
     "30+4 ipv4.dst 192.0.2.2\n"
     "@34 gre\n",
     "192.0.2.1 to 192.0.2.2"},
};

static void test_ipv4(void **state)
{
    (void)state;
    frames_check(ipv4_rows, COUNT(ipv4_rows), "ipv4", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ipv4),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
