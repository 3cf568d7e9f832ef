/* SPDX-License-Identifier: MIT */

/* IPv6: header, extension headers, fragments. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "recorder.h"

static const struct frame_row ipv6_rows[] = {
    /* traffic class 0xb8, flow label 0xbeef1, next header 253, hop limit 255; 4 bytes of
     * padding */
    {"header", 1,
     "00005e005302 00005e005301 86dd 6b8beef1 0000 fd ff 20010db8 00*11 01 20010db8 00*11 02", 0,
     FAULT_NONE, "ethernet ipv6 ip-proto-253",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 2001:db8::1>2001:db8::2 proto 253 ttl "
     "255",
     "",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 184\n"
     "14+4 ipv6.flow_label 782065\n"
     "18+2 ipv6.payload_length 0\n"
     "20+1 ipv6.next_header 253\n"
     "21+1 ipv6.hop_limit 255\n"
     "22+16 ipv6.src 2001:db8::1\n"
     "38+16 ipv6.dst 2001:db8::2\n",
     "2001:db8::1 to 2001:db8::2"},
    /* payload length 4 of the 6 bytes there are */
    {"payload", 1,
     "00005e005302 00005e005301 86dd 60000000 0004 fd 40 fe80 00*13 01 fe80 00*13 02 01020304 "
     "0000",
     0, FAULT_NONE, "ethernet ipv6 ip-proto-253",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 253 ttl 64", "",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 4\n"
     "20+1 ipv6.next_header 253\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n"
     "38+16 ipv6.dst fe80::2\n",
     "fe80::1 to fe80::2"},
    /* router alert and PadN, then protocol 253 */
    {"hop-by-hop options", 1,
     "00005e005302 00005e005301 86dd 60000000 0008 00 40 fe80 00*13 01 fe80 00*13 02 fd00 "
     "0502 0000 0100",
     0, FAULT_NONE, "ethernet ipv6 ip-proto-253",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 253 ttl 64", "",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 8\n"
     "20+1 ipv6.next_header 0\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n"
     "38+16 ipv6.dst fe80::2\n"
     "54+1 ipv6.extension.next 253\n"
     "55+1 ipv6.extension.length 0\n",
     "fe80::1 to fe80::2"},
    /* hop-by-hop, destination (16 bytes), routing, AH (24 bytes), destination, then UDP */
    {"five extension headers", 1,
     "00005e005302 00005e005301 86dd 60000000 0048 00 40 fe80 00*13 01 fe80 00*13 02 3c00 "
     "0104 00*4 2b01 010c 00*12 3300 0400 00*4 3c04 00*22 1100 0104 00*4 c001 c002 0008 0000",
     0, FAULT_NONE, "ethernet ipv6 udp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 17 ttl 64 ports "
     "49153>49154",
     "",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 72\n"
     "20+1 ipv6.next_header 0\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n"
     "38+16 ipv6.dst fe80::2\n"
     "54+1 ipv6.extension.next 60\n"
     "55+1 ipv6.extension.length 0\n"
     "62+1 ipv6.extension.next 43\n"
     "63+1 ipv6.extension.length 1\n"
     "78+1 ipv6.extension.next 51\n"
     "79+1 ipv6.extension.length 0\n"
     "86+1 ipv6.extension.next 60\n"
     "87+1 ipv6.extension.length 4\n"
     "110+1 ipv6.extension.next 17\n"
     "111+1 ipv6.extension.length 0\n"
     "@118 udp\n"
     "118+2 udp.src_port 49153\n"
     "120+2 udp.dst_port 49154\n"
     "122+2 udp.length 8\n"
     "124+2 udp.checksum 0x0000\n",
     "UDP 49153 to 49154"},
    /* offset 0, M: its UDP datagram of 100 bytes goes on elsewhere */
    {"first fragment", 1,
     "00005e005302 00005e005301 86dd 60000000 0018 2c 40 fe80 00*13 01 fe80 00*13 02 1100 "
     "0001 00000007 c001 c002 0064 0000 00*8",
     0, FAULT_NONE, "ethernet ipv6 udp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 17 ttl 64 ports "
     "49153>49154 first-fragment",
     "",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 24\n"
     "20+1 ipv6.next_header 44\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n"
     "38+16 ipv6.dst fe80::2\n"
     "54+1 ipv6.extension.next 17\n"
     "56+2 ipv6.fragment 1\n"
     "@62 udp\n"
     "62+2 udp.src_port 49153\n"
     "64+2 udp.dst_port 49154\n"
     "66+2 udp.length 100\n"
     "68+2 udp.checksum 0x0000\n",
     "UDP 49153 to 49154"},
    /* offset 16: what follows is no UDP header */
    {"later fragment", 1,
     "00005e005302 00005e005301 86dd 60000000 0010 2c 40 fe80 00*13 01 fe80 00*13 02 1100 "
     "0010 00000007 00350035 00*4",
     0, FAULT_NONE, "ethernet ipv6 udp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 17 ttl 64 "
     "fragment",
     "",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 16\n"
     "20+1 ipv6.next_header 44\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n"
     "38+16 ipv6.dst fe80::2\n"
     "54+1 ipv6.extension.next 17\n"
     "56+2 ipv6.fragment 16\n",
     "fragment of IP protocol 17"},
    /* offset 0, no M (RFC 6946): a whole packet */
    {"atomic fragment", 1,
     "00005e005302 00005e005301 86dd 60000000 0010 2c 40 fe80 00*13 01 fe80 00*13 02 1100 "
     "0000 00000007 c001 c002 0008 0000",
     0, FAULT_NONE, "ethernet ipv6 udp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 17 ttl 64 ports "
     "49153>49154",
     "",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 16\n"
     "20+1 ipv6.next_header 44\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n"
     "38+16 ipv6.dst fe80::2\n"
     "54+1 ipv6.extension.next 17\n"
     "56+2 ipv6.fragment 0\n"
     "@62 udp\n"
     "62+2 udp.src_port 49153\n"
     "64+2 udp.dst_port 49154\n"
     "66+2 udp.length 8\n"
     "68+2 udp.checksum 0x0000\n",
     "UDP 49153 to 49154"},
    /* the fragmented part begins with a header that is elsewhere */
    {"later fragment, destination options", 1,
     "00005e005302 00005e005301 86dd 60000000 0010 2c 40 fe80 00*13 01 fe80 00*13 02 3c00 "
     "0019 00000007 00*8",
     0, FAULT_NONE, "ethernet ipv6",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 60 ttl 64 "
     "fragment",
     "",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 16\n"
     "20+1 ipv6.next_header 44\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n"
     "38+16 ipv6.dst fe80::2\n"
     "54+1 ipv6.extension.next 60\n"
     "56+2 ipv6.fragment 25\n",
     "fe80::1 to fe80::2"},
    /* 59: RFC 8200 section 4.7, what follows is ignored */
    {"no next header", 1,
     "00005e005302 00005e005301 86dd 60000000 0004 3b 40 fe80 00*13 01 fe80 00*13 02 01020304", 0,
     FAULT_NONE, "ethernet ipv6",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 59 ttl 64", "",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 4\n"
     "20+1 ipv6.next_header 59\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n"
     "38+16 ipv6.dst fe80::2\n",
     "fe80::1 to fe80::2"},
    /* next header 50: nothing behind it can be followed */
    {"ESP", 1,
     "00005e005302 00005e005301 86dd 60000000 0008 32 40 fe80 00*13 01 fe80 00*13 02 00000001 "
     "00000001",
     0, FAULT_NONE, "ethernet ipv6 esp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 50 ttl 64", "",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 8\n"
     "20+1 ipv6.next_header 50 (esp)\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n"
     "38+16 ipv6.dst fe80::2\n"
     "@54 esp\n",
     "fe80::1 to fe80::2"},
    /* 135, 139, 140, then no next header */
    {"mobility, HIP and shim6", 1,
     "00005e005302 00005e005301 86dd 60000000 0018 87 40 fe80 00*13 01 fe80 00*13 02 8b00 "
     "00*6 8c00 00*6 3b00 00*6",
     0, FAULT_NONE, "ethernet ipv6",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 59 ttl 64", "",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 24\n"
     "20+1 ipv6.next_header 135\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n"
     "38+16 ipv6.dst fe80::2\n"
     "54+1 ipv6.extension.next 139\n"
     "55+1 ipv6.extension.length 0\n"
     "62+1 ipv6.extension.next 140\n"
     "63+1 ipv6.extension.length 0\n"
     "70+1 ipv6.extension.next 59\n"
     "71+1 ipv6.extension.length 0\n",
     "fe80::1 to fe80::2"},
    /* as many destination options as are followed, and one more */
    {"seventeen extension headers", 1,
     "00005e005302 00005e005301 86dd 60000000 0088 3c 40 fe80 00*13 01 fe80 00*13 02 3c00 "
     "0104 00*4 3c00 0104 00*4 3c00 0104 00*4 3c00 0104 00*4 3c00 0104 00*4 3c00 0104 00*4 "
     "3c00 0104 00*4 3c00 0104 00*4 3c00 0104 00*4 3c00 0104 00*4 3c00 0104 00*4 3c00 0104 "
     "00*4 3c00 0104 00*4 3c00 0104 00*4 3c00 0104 00*4 3c00 0104 00*4 1100 0104 00*4",
     0, FAULT_NONE, "ethernet ipv6",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 60 ttl 64",
     "more\n",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 136\n"
     "20+1 ipv6.next_header 60\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n"
     "38+16 ipv6.dst fe80::2\n"
     "54+1 ipv6.extension.next 60\n"
     "55+1 ipv6.extension.length 0\n"
     "62+1 ipv6.extension.next 60\n"
     "63+1 ipv6.extension.length 0\n"
     "70+1 ipv6.extension.next 60\n"
     "71+1 ipv6.extension.length 0\n"
     "78+1 ipv6.extension.next 60\n"
     "79+1 ipv6.extension.length 0\n"
     "86+1 ipv6.extension.next 60\n"
     "87+1 ipv6.extension.length 0\n"
     "94+1 ipv6.extension.next 60\n"
     "95+1 ipv6.extension.length 0\n"
     "102+1 ipv6.extension.next 60\n"
     "103+1 ipv6.extension.length 0\n"
     "110+1 ipv6.extension.next 60\n"
     "111+1 ipv6.extension.length 0\n"
     "118+1 ipv6.extension.next 60\n"
     "119+1 ipv6.extension.length 0\n"
     "126+1 ipv6.extension.next 60\n"
     "127+1 ipv6.extension.length 0\n"
     "134+1 ipv6.extension.next 60\n"
     "135+1 ipv6.extension.length 0\n"
     "142+1 ipv6.extension.next 60\n"
     "143+1 ipv6.extension.length 0\n"
     "150+1 ipv6.extension.next 60\n"
     "151+1 ipv6.extension.length 0\n"
     "158+1 ipv6.extension.next 60\n"
     "159+1 ipv6.extension.length 0\n"
     "166+1 ipv6.extension.next 60\n"
     "167+1 ipv6.extension.length 0\n"
     "174+1 ipv6.extension.next 60\n"
     "175+1 ipv6.extension.length 0\n",
     "fe80::1 to fe80::2"},
    /* 16 bytes in a payload of 8 */
    {"extension header beyond the payload", 1,
     "00005e005302 00005e005301 86dd 60000000 0008 00 40 fe80 00*13 01 fe80 00*13 02 fd01 "
     "0104 00*4 00*8",
     0, FAULT_BAD, "ethernet ipv6",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 0 ttl 64", "",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 8\n"
     "20+1 ipv6.next_header 0\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n"
     "38+16 ipv6.dst fe80::2\n"
     "54+1 ipv6.extension.next 253\n"
     "55+1 ipv6.extension.length 1\n",
     "fe80::1 to fe80::2"},
    /* the payload ends behind the next header */
    {"extension header of one byte", 1,
     "00005e005302 00005e005301 86dd 60000000 0001 3c 40 fe80 00*13 01 fe80 00*13 02 fd", 0,
     FAULT_BAD, "ethernet ipv6",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 60 ttl 64", "",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 1\n"
     "20+1 ipv6.next_header 60\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n"
     "38+16 ipv6.dst fe80::2\n"
     "54+1 ipv6.extension.next 253\n",
     "fe80::1 to fe80::2"},
    /* 100 in a frame with 4 */
    {"payload length beyond the end", 1,
     "00005e005302 00005e005301 86dd 60000000 0064 fd 40 fe80 00*13 01 fe80 00*13 02 01020304", 0,
     FAULT_BAD, "ethernet ipv6 ip-proto-253",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 253 ttl 64", "",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 100\n"
     "20+1 ipv6.next_header 253\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n"
     "38+16 ipv6.dst fe80::2\n",
     "fe80::1 to fe80::2"},
    /* jumbogram or segmentation offload: up to the end of the frame */
    {"payload length 0", 1,
     "00005e005302 00005e005301 86dd 60000000 0000 11 40 fe80 00*13 01 fe80 00*13 02 c001 "
     "c002 0008 0000",
     0, FAULT_NONE, "ethernet ipv6 udp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 17 ttl 64 ports "
     "49153>49154",
     "",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 0\n"
     "20+1 ipv6.next_header 17 (udp)\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n"
     "38+16 ipv6.dst fe80::2\n"
     "@54 udp\n"
     "54+2 udp.src_port 49153\n"
     "56+2 udp.dst_port 49154\n"
     "58+2 udp.length 8\n"
     "60+2 udp.checksum 0x0000\n",
     "UDP 49153 to 49154"},
    /* behind IPv6's EtherType */
    {"version 4", 1,
     "00005e005302 00005e005301 86dd 45000000 0000 fd 40 fe80 00*13 01 fe80 00*13 02", 0, FAULT_BAD,
     "ethernet ipv6", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 ->-", "",
     "@14 ipv6\n"
     "14+4 ipv6.version 4\n"
     "14+4 ipv6.traffic_class 80\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 0\n"
     "20+1 ipv6.next_header 253\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n"
     "38+16 ipv6.dst fe80::2\n",
     "Ethernet frame"},
    /* the capture ends inside the destination */
    {"header cut", 1,
     "00005e005302 00005e005301 86dd 60000000 0000 fd 40 fe80 00*13 01 fe80 00*13 02", 3,
     FAULT_SHORT, "ethernet ipv6", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>-",
     "",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 0\n"
     "20+1 ipv6.next_header 253\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n",
     "Ethernet frame"},
    /* the frame ends inside the destination */
    {"header too short", 1, "00005e005302 00005e005301 86dd 60000000 0000 fd 40 fe80 00*13 01 fe80",
     0, FAULT_BAD, "ethernet ipv6", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 ->-", "",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 0\n"
     "20+1 ipv6.next_header 253\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n",
     "Ethernet frame"},
    /* the capture ends inside the hop-by-hop options */
    {"extension header cut", 1,
     "00005e005302 00005e005301 86dd 60000000 0008 00 40 fe80 00*13 01 fe80 00*13 02 fd00 "
     "0502 0000 0100",
     4, FAULT_SHORT, "ethernet ipv6",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 fe80::1>fe80::2 proto 0 ttl 64", "",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 8\n"
     "20+1 ipv6.next_header 0\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n"
     "38+16 ipv6.dst fe80::2\n"
     "54+1 ipv6.extension.next 253\n"
     "55+1 ipv6.extension.length 0\n",
     "fe80::1 to fe80::2"},
    /* from ff02::1 */
    {"multicast source", 1,
     "00005e005302 00005e005301 86dd 60000000 0000 fd 40 ff02 00*13 01 fe80 00*13 02", 0,
     FAULT_NONE, "ethernet ipv6 ip-proto-253",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x86dd ipv6 ff02::1>fe80::2 proto 253 ttl 64",
     "odd SOURCE_MULTICAST\n",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 0\n"
     "20+1 ipv6.next_header 253\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src ff02::1\n"
     "38+16 ipv6.dst fe80::2\n",
     "ff02::1 to fe80::2"},
    /* ff02::1:ff00:2 to 33:33 and the low 32 bits */
    {"group at its MAC address", 1,
     "3333ff000002 00005e005301 86dd 60000000 0000 fd 40 fe80 00*13 01 ff02 00*9 01 ff 000002", 0,
     FAULT_NONE, "ethernet ipv6 ip-proto-253",
     "00:00:5e:00:53:01>33:33:ff:00:00:02 type 0x86dd ipv6 fe80::1>ff02::1:ff00:2 proto 253 ttl 64",
     "",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 0\n"
     "20+1 ipv6.next_header 253\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n"
     "38+16 ipv6.dst ff02::1:ff00:2\n",
     "fe80::1 to ff02::1:ff00:2"},
    /* ff02::fb to 33:33:00:00:00:01 */
    {"group at another's MAC address", 1,
     "333300000001 00005e005301 86dd 60000000 0000 fd 40 fe80 00*13 01 ff02 00*13 fb", 0,
     FAULT_NONE, "ethernet ipv6 ip-proto-253",
     "00:00:5e:00:53:01>33:33:00:00:00:01 type 0x86dd ipv6 fe80::1>ff02::fb proto 253 ttl 64",
     "odd GROUP_MAC 33:33:00:00:00:01 ff02::fb\n",
     "@14 ipv6\n"
     "14+4 ipv6.version 6\n"
     "14+4 ipv6.traffic_class 0\n"
     "14+4 ipv6.flow_label 0\n"
     "18+2 ipv6.payload_length 0\n"
     "20+1 ipv6.next_header 253\n"
     "21+1 ipv6.hop_limit 64\n"
     "22+16 ipv6.src fe80::1\n"
     "38+16 ipv6.dst ff02::fb\n",
     "fe80::1 to ff02::fb"},
};

static void test_ipv6(void **state)
{
    (void)state;
    frames_check(ipv6_rows, COUNT(ipv6_rows), "ipv6", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ipv6),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
