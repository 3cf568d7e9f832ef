/* SPDX-License-Identifier: MIT */

/* UDP and TCP: ports, and lengths that must fit. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "recorder.h"

static const struct frame_row udp_rows[] = {
    /* from 49153 to 49154, length 10, two bytes */
    {"datagram", 1,
     "00005e005302 00005e005301 0800 45 00 001e 0001 0000 40 11 0000 c0000201 c0000202 c001 "
     "c002 000a 0000 0102",
     0, FAULT_NONE, "ethernet ipv4 udp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "ports 49153>49154",
     "",
     "@34 udp\n"
     "34+2 udp.src_port 49153\n"
     "36+2 udp.dst_port 49154\n"
     "38+2 udp.length 10\n"
     "40+2 udp.checksum 0x0000\n",
     "UDP 49153 to 49154"},
    /* from 53 to 123: NTP, not DNS */
    {"known by its destination", 1,
     "00005e005302 00005e005301 0800 45 00 001c 0001 0000 40 11 0000 c0000201 c0000202 0035 "
     "007b 0008 0000",
     0, FAULT_NONE, "ethernet ipv4 udp ntp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "ports 53>123",
     "",
     "@34 udp\n"
     "34+2 udp.src_port 53\n"
     "36+2 udp.dst_port 123\n"
     "38+2 udp.length 8\n"
     "40+2 udp.checksum 0x0000\n"
     "@42 ntp\n",
     "UDP 53 to 123"},
    /* from 123 to 49154 */
    {"known by its source", 1,
     "00005e005302 00005e005301 0800 45 00 001c 0001 0000 40 11 0000 c0000201 c0000202 007b "
     "c002 0008 0000",
     0, FAULT_NONE, "ethernet ipv4 udp ntp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "ports 123>49154",
     "",
     "@34 udp\n"
     "34+2 udp.src_port 123\n"
     "36+2 udp.dst_port 49154\n"
     "38+2 udp.length 8\n"
     "40+2 udp.checksum 0x0000\n"
     "@42 ntp\n",
     "UDP 123 to 49154"},
    /* a jumbogram or segmentation offload */
    {"length 0", 1,
     "00005e005302 00005e005301 0800 45 00 001e 0001 0000 40 11 0000 c0000201 c0000202 c001 "
     "c002 0000 0000 0102",
     0, FAULT_NONE, "ethernet ipv4 udp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "ports 49153>49154",
     "",
     "@34 udp\n"
     "34+2 udp.src_port 49153\n"
     "36+2 udp.dst_port 49154\n"
     "38+2 udp.length 0\n"
     "40+2 udp.checksum 0x0000\n",
     "UDP 49153 to 49154"},
    /* below the header's 8 */
    {"length 7", 1,
     "00005e005302 00005e005301 0800 45 00 001c 0001 0000 40 11 0000 c0000201 c0000202 c001 "
     "007b 0007 0000",
     0, FAULT_BAD, "ethernet ipv4 udp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "ports 49153>123",
     "",
     "@34 udp\n"
     "34+2 udp.src_port 49153\n"
     "36+2 udp.dst_port 123\n"
     "38+2 udp.length 7\n"
     "40+2 udp.checksum 0x0000\n",
     "UDP 49153 to 123"},
    /* 100 in a packet with 10 */
    {"length beyond the packet", 1,
     "00005e005302 00005e005301 0800 45 00 001e 0001 0000 40 11 0000 c0000201 c0000202 c001 "
     "007b 0064 0000 0102",
     0, FAULT_BAD, "ethernet ipv4 udp ntp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "ports 49153>123",
     "",
     "@34 udp\n"
     "34+2 udp.src_port 49153\n"
     "36+2 udp.dst_port 123\n"
     "38+2 udp.length 100\n"
     "40+2 udp.checksum 0x0000\n"
     "@42 ntp\n",
     "UDP 49153 to 123"},
    /* 9 of 10: the rest is padding */
    {"length before the packet's end", 1,
     "00005e005302 00005e005301 0800 45 00 001e 0001 0000 40 11 0000 c0000201 c0000202 c001 "
     "c002 0009 0000 0102",
     0, FAULT_NONE, "ethernet ipv4 udp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "ports 49153>49154",
     "",
     "@34 udp\n"
     "34+2 udp.src_port 49153\n"
     "36+2 udp.dst_port 49154\n"
     "38+2 udp.length 9\n"
     "40+2 udp.checksum 0x0000\n",
     "UDP 49153 to 49154"},
    /* the packet ends behind the ports */
    {"ports alone", 1,
     "00005e005302 00005e005301 0800 45 00 0018 0001 0000 40 11 0000 c0000201 c0000202 c001 "
     "c002",
     0, FAULT_BAD, "ethernet ipv4 udp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "ports 49153>49154",
     "",
     "@34 udp\n"
     "34+2 udp.src_port 49153\n"
     "36+2 udp.dst_port 49154\n",
     "UDP 49153 to 49154"},
    /* the packet ends inside the ports */
    {"three bytes", 1,
     "00005e005302 00005e005301 0800 45 00 0017 0001 0000 40 11 0000 c0000201 c0000202 c001 "
     "c0",
     0, FAULT_BAD, "ethernet ipv4 udp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64", "",
     "@34 udp\n"
     "34+2 udp.src_port 49153\n",
     "192.0.2.1 to 192.0.2.2"},
    /* the capture ends there: the ports stand */
    {"cut behind the ports", 1,
     "00005e005302 00005e005301 0800 45 00 001e 0001 0000 40 11 0000 c0000201 c0000202 c001 "
     "c002 000a 0000 0102",
     6, FAULT_SHORT, "ethernet ipv4 udp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "ports 49153>49154",
     "",
     "@34 udp\n"
     "34+2 udp.src_port 49153\n"
     "36+2 udp.dst_port 49154\n",
     "UDP 49153 to 49154"},
    /* the ports say what would follow */
    {"cut behind the ports of a protocol", 1,
     "00005e005302 00005e005301 0800 45 00 001e 0001 0000 40 11 0000 c0000201 c0000202 c001 "
     "076c 000a 0000 0102",
     6, FAULT_SHORT, "ethernet ipv4 udp ssdp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "ports 49153>1900",
     "",
     "@34 udp\n"
     "34+2 udp.src_port 49153\n"
     "36+2 udp.dst_port 1900\n",
     "UDP 49153 to 1900"},
    /* a first fragment that ends there */
    {"a fragment of half a header", 1,
     "00005e005302 00005e005301 0800 45 00 0018 0001 2000 40 11 0000 c0000201 c0000202 c001 "
     "076c",
     0, FAULT_NONE, "ethernet ipv4 udp ssdp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "ports 49153>1900 first-fragment",
     "",
     "@34 udp\n"
     "34+2 udp.src_port 49153\n"
     "36+2 udp.dst_port 1900\n",
     "UDP 49153 to 1900"},
    {"cut in the ports", 1,
     "00005e005302 00005e005301 0800 45 00 001e 0001 0000 40 11 0000 c0000201 c0000202 c001 "
     "c002 000a 0000 0102",
     7, FAULT_SHORT, "ethernet ipv4 udp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64", "",
     "@34 udp\n"
     "34+2 udp.src_port 49153\n",
     "192.0.2.1 to 192.0.2.2"},
};

static const struct frame_row tcp_rows[] = {
    /* from 49153 to 80, 24 bytes of header */
    {"SYN", 1,
     "00005e005302 00005e005301 0800 45 00 002c 0001 0000 40 06 0000 c0000201 c0000202 c001 "
     "0050 00000001 00000000 60 02 2000 0000 0000 020405b4",
     0, FAULT_NONE, "ethernet ipv4 tcp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 6 ttl 64 "
     "ports 49153>80",
     "",
     "@34 tcp\n"
     "34+2 tcp.src_port 49153\n"
     "36+2 tcp.dst_port 80\n"
     "38+4 tcp.sequence 1\n"
     "42+4 tcp.acknowledgment 0\n"
     "46+1 tcp.header_length 24\n"
     "47+1 tcp.flags 2\n"
     "48+2 tcp.window 8192\n"
     "50+2 tcp.checksum 0x0000\n"
     "52+2 tcp.urgent 0\n",
     "TCP 49153 to 80 SYN"},
    {"SYN ACK", 1,
     "00005e005302 00005e005301 0800 45 00 0028 0001 0000 40 06 0000 c0000201 c0000202 0050 "
     "c001 00000007 00000002 50 12 2000 0000 0000",
     0, FAULT_NONE, "ethernet ipv4 tcp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 6 ttl 64 "
     "ports 80>49153",
     "",
     "@34 tcp\n"
     "34+2 tcp.src_port 80\n"
     "36+2 tcp.dst_port 49153\n"
     "38+4 tcp.sequence 7\n"
     "42+4 tcp.acknowledgment 2\n"
     "46+1 tcp.header_length 20\n"
     "47+1 tcp.flags 18\n"
     "48+2 tcp.window 8192\n"
     "50+2 tcp.checksum 0x0000\n"
     "52+2 tcp.urgent 0\n",
     "TCP 80 to 49153 SYN ACK"},
    {"FIN ACK with data", 1,
     "00005e005302 00005e005301 0800 45 00 002a 0001 0000 40 06 0000 c0000201 c0000202 c001 "
     "0050 00000002 00000008 50 11 2000 0000 0000 0102",
     0, FAULT_NONE, "ethernet ipv4 tcp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 6 ttl 64 "
     "ports 49153>80",
     "",
     "@34 tcp\n"
     "34+2 tcp.src_port 49153\n"
     "36+2 tcp.dst_port 80\n"
     "38+4 tcp.sequence 2\n"
     "42+4 tcp.acknowledgment 8\n"
     "46+1 tcp.header_length 20\n"
     "47+1 tcp.flags 17\n"
     "48+2 tcp.window 8192\n"
     "50+2 tcp.checksum 0x0000\n"
     "52+2 tcp.urgent 0\n",
     "TCP 49153 to 80 FIN ACK"},
    {"RST", 1,
     "00005e005302 00005e005301 0800 45 00 0028 0001 0000 40 06 0000 c0000201 c0000202 c001 "
     "0050 00000002 00000000 50 04 0000 0000 0000",
     0, FAULT_NONE, "ethernet ipv4 tcp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 6 ttl 64 "
     "ports 49153>80",
     "",
     "@34 tcp\n"
     "34+2 tcp.src_port 49153\n"
     "36+2 tcp.dst_port 80\n"
     "38+4 tcp.sequence 2\n"
     "42+4 tcp.acknowledgment 0\n"
     "46+1 tcp.header_length 20\n"
     "47+1 tcp.flags 4\n"
     "48+2 tcp.window 0\n"
     "50+2 tcp.checksum 0x0000\n"
     "52+2 tcp.urgent 0\n",
     "TCP 49153 to 80 RST"},
    /* port 53 is UDP's: nothing above TCP is read */
    {"DNS over TCP", 1,
     "00005e005302 00005e005301 0800 45 00 0028 0001 0000 40 06 0000 c0000201 c0000202 c001 "
     "0035 00000001 00000000 50 10 2000 0000 0000",
     0, FAULT_NONE, "ethernet ipv4 tcp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 6 ttl 64 "
     "ports 49153>53",
     "",
     "@34 tcp\n"
     "34+2 tcp.src_port 49153\n"
     "36+2 tcp.dst_port 53\n"
     "38+4 tcp.sequence 1\n"
     "42+4 tcp.acknowledgment 0\n"
     "46+1 tcp.header_length 20\n"
     "47+1 tcp.flags 16\n"
     "48+2 tcp.window 8192\n"
     "50+2 tcp.checksum 0x0000\n"
     "52+2 tcp.urgent 0\n",
     "TCP 49153 to 53 ACK"},
    /* below the header's 5 words */
    {"data offset 4", 1,
     "00005e005302 00005e005301 0800 45 00 0028 0001 0000 40 06 0000 c0000201 c0000202 c001 "
     "0050 00000001 00000000 40 02 2000 0000 0000",
     0, FAULT_BAD, "ethernet ipv4 tcp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 6 ttl 64 "
     "ports 49153>80",
     "",
     "@34 tcp\n"
     "34+2 tcp.src_port 49153\n"
     "36+2 tcp.dst_port 80\n"
     "38+4 tcp.sequence 1\n"
     "42+4 tcp.acknowledgment 0\n"
     "46+1 tcp.header_length 16\n"
     "47+1 tcp.flags 2\n"
     "48+2 tcp.window 8192\n"
     "50+2 tcp.checksum 0x0000\n"
     "52+2 tcp.urgent 0\n",
     "TCP 49153 to 80 SYN"},
    /* 60 bytes of header in a segment of 20 */
    {"data offset beyond the segment", 1,
     "00005e005302 00005e005301 0800 45 00 0028 0001 0000 40 06 0000 c0000201 c0000202 c001 "
     "0050 00000001 00000000 f0 02 2000 0000 0000",
     0, FAULT_BAD, "ethernet ipv4 tcp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 6 ttl 64 "
     "ports 49153>80",
     "",
     "@34 tcp\n"
     "34+2 tcp.src_port 49153\n"
     "36+2 tcp.dst_port 80\n"
     "38+4 tcp.sequence 1\n"
     "42+4 tcp.acknowledgment 0\n"
     "46+1 tcp.header_length 60\n"
     "47+1 tcp.flags 2\n"
     "48+2 tcp.window 8192\n"
     "50+2 tcp.checksum 0x0000\n"
     "52+2 tcp.urgent 0\n",
     "TCP 49153 to 80 SYN"},
    /* the packet ends behind the ports */
    {"ports alone", 1,
     "00005e005302 00005e005301 0800 45 00 0018 0001 0000 40 06 0000 c0000201 c0000202 c001 "
     "0050",
     0, FAULT_BAD, "ethernet ipv4 tcp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 6 ttl 64 "
     "ports 49153>80",
     "",
     "@34 tcp\n"
     "34+2 tcp.src_port 49153\n"
     "36+2 tcp.dst_port 80\n",
     "192.0.2.1 to 192.0.2.2"},
    /* 18 of 20 bytes */
    {"without its urgent pointer", 1,
     "00005e005302 00005e005301 0800 45 00 0026 0001 0000 40 06 0000 c0000201 c0000202 c001 "
     "0050 00000001 00000000 50 02 2000 0000",
     0, FAULT_BAD, "ethernet ipv4 tcp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 6 ttl 64 "
     "ports 49153>80",
     "",
     "@34 tcp\n"
     "34+2 tcp.src_port 49153\n"
     "36+2 tcp.dst_port 80\n"
     "38+4 tcp.sequence 1\n"
     "42+4 tcp.acknowledgment 0\n"
     "46+1 tcp.header_length 20\n"
     "47+1 tcp.flags 2\n"
     "48+2 tcp.window 8192\n"
     "50+2 tcp.checksum 0x0000\n",
     "192.0.2.1 to 192.0.2.2"},
    /* the capture has what an ICMP error quotes */
    {"cut behind the ports", 1,
     "00005e005302 00005e005301 0800 45 00 0028 0001 0000 40 06 0000 c0000201 c0000202 c001 "
     "0050 00000001 00000000 50 02 2000 0000 0000",
     12, FAULT_SHORT, "ethernet ipv4 tcp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 6 ttl 64 "
     "ports 49153>80",
     "",
     "@34 tcp\n"
     "34+2 tcp.src_port 49153\n"
     "36+2 tcp.dst_port 80\n"
     "38+4 tcp.sequence 1\n",
     "192.0.2.1 to 192.0.2.2"},
};

static void test_udp(void **state)
{
    (void)state;
    frames_check(udp_rows, COUNT(udp_rows), "udp", NULL);
}

static void test_tcp(void **state)
{
    (void)state;
    frames_check(tcp_rows, COUNT(tcp_rows), "tcp", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_udp),
        cmocka_unit_test(test_tcp),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
