/* SPDX-License-Identifier: MIT */

/* Precision Time Protocol: clocks and their messages, over Ethernet and UDP. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "recorder.h"

static const struct frame_row rows[] = {
    /* domain 3, two-step, sequence 7 */
    {"sync", 1,
     "00005e005302 00005e005301 88f7 00 02 002c 03 00 0200 00*8 00000000 00005efffe005301 "
     "0001 0007 00 00 00*10",
     0, FAULT_NONE, "ethernet ptp", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x88f7", "",
     "@14 ptp\n"
     "14+1 ptp.profile 0\n"
     "14+1 ptp.type 0 (sync)\n"
     "15+1 ptp.version 2\n"
     "16+2 ptp.length 44\n"
     "18+1 ptp.domain 3\n"
     "19+1 ptp.minor_profile 1 bytes\n"
     "20+2 ptp.flags 0x0200\n"
     "22+8 ptp.correction 8 bytes\n"
     "30+4 ptp.reserved 4 bytes\n"
     "34+8 ptp.clock 0x00005efffe005301\n"
     "42+2 ptp.port 1\n"
     "44+2 ptp.sequence 7\n"
     "46+1 ptp.control 0\n"
     "47+1 ptp.log_interval 0\n",
     "PTP sync, domain 3, clock 00005efffe005301, sequence 7"},
    /* profile 1, minor version 1, padding */
    {"sync in gPTP", 1,
     "00005e005302 00005e005301 88f7 10 12 002c 00 00 0200 00*8 00000000 00005efffe005301 "
     "0001 0007 00 fd 00*10 00*2",
     0, FAULT_NONE, "ethernet ptp", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x88f7", "",
     "@14 ptp\n"
     "14+1 ptp.profile 1\n"
     "14+1 ptp.type 0 (sync)\n"
     "15+1 ptp.version 2\n"
     "16+2 ptp.length 44\n"
     "18+1 ptp.domain 0\n"
     "19+1 ptp.minor_profile 1 bytes\n"
     "20+2 ptp.flags 0x0200\n"
     "22+8 ptp.correction 8 bytes\n"
     "30+4 ptp.reserved 4 bytes\n"
     "34+8 ptp.clock 0x00005efffe005301\n"
     "42+2 ptp.port 1\n"
     "44+2 ptp.sequence 7\n"
     "46+1 ptp.control 0\n"
     "47+1 ptp.log_interval 253\n",
     "PTP sync, domain 0, clock 00005efffe005301, sequence 7"},
    /* priorities 128, class 248, one step, an internal oscillator */
    {"announcement", 1,
     "00005e005302 00005e005301 0800 4500 005c 0001 0000 4011 0000 c0000201 c0000202 c3cb "
     "0140 0048 0000 0b 02 0040 00 00 0200 00*8 00000000 00005efffe005301 0001 0007 05 01 "
     "00*10 0025 00 80 f8 fe ffff 80 00005efffe005309 0001 a0",
     0, FAULT_NONE, "ethernet ipv4 udp ptp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "ports 50123>320",
     "",
     "@42 ptp\n"
     "42+1 ptp.profile 0\n"
     "42+1 ptp.type 11 (announce)\n"
     "43+1 ptp.version 2\n"
     "44+2 ptp.length 64\n"
     "46+1 ptp.domain 0\n"
     "47+1 ptp.minor_profile 1 bytes\n"
     "48+2 ptp.flags 0x0200\n"
     "50+8 ptp.correction 8 bytes\n"
     "58+4 ptp.reserved 4 bytes\n"
     "62+8 ptp.clock 0x00005efffe005301\n"
     "70+2 ptp.port 1\n"
     "72+2 ptp.sequence 7\n"
     "74+1 ptp.control 5\n"
     "75+1 ptp.log_interval 1\n"
     "76+10 ptp.origin 10 bytes\n"
     "86+2 ptp.utc_offset 37\n"
     "88+1 ptp.reserved 1 bytes\n"
     "89+1 ptp.grandmaster.priority1 128\n"
     "90+1 ptp.grandmaster.class 248\n"
     "91+1 ptp.grandmaster.accuracy 254\n"
     "92+2 ptp.grandmaster.variance 0xffff\n"
     "94+1 ptp.grandmaster.priority2 128\n"
     "95+8 ptp.grandmaster.clock 0x00005efffe005309\n"
     "103+2 ptp.steps 1\n"
     "105+1 ptp.time_source 160\n",
     "PTP announce, domain 0, clock 00005efffe005301, sequence 7"},
    {"delay response", 1,
     "00005e005302 00005e005301 0800 4500 0052 0001 0000 4011 0000 c0000201 c0000202 c3cb "
     "0140 003e 0000 09 02 0036 00 00 0200 00*8 00000000 00005efffe005301 0001 0007 03 00 "
     "00*10 00005efffe005302 0001",
     0, FAULT_NONE, "ethernet ipv4 udp ptp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "ports 50123>320",
     "",
     "@42 ptp\n"
     "42+1 ptp.profile 0\n"
     "42+1 ptp.type 9 (delay response)\n"
     "43+1 ptp.version 2\n"
     "44+2 ptp.length 54\n"
     "46+1 ptp.domain 0\n"
     "47+1 ptp.minor_profile 1 bytes\n"
     "48+2 ptp.flags 0x0200\n"
     "50+8 ptp.correction 8 bytes\n"
     "58+4 ptp.reserved 4 bytes\n"
     "62+8 ptp.clock 0x00005efffe005301\n"
     "70+2 ptp.port 1\n"
     "72+2 ptp.sequence 7\n"
     "74+1 ptp.control 3\n"
     "75+1 ptp.log_interval 0\n"
     "76+10 ptp.received 10 bytes\n"
     "86+8 ptp.requester.clock 0x00005efffe005302\n"
     "94+2 ptp.requester.port 1\n",
     "PTP delay response, domain 0, clock 00005efffe005301, sequence 7"},
    /* 7 */
    {"a type that nobody has", 1,
     "00005e005302 00005e005301 88f7 07 02 0022 00 00 0200 00*8 00000000 00005efffe005301 "
     "0001 0007 05 00",
     0, FAULT_NONE, "ethernet ptp", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x88f7", "",
     "@14 ptp\n"
     "14+1 ptp.profile 0\n"
     "14+1 ptp.type 7\n"
     "15+1 ptp.version 2\n"
     "16+2 ptp.length 34\n"
     "18+1 ptp.domain 0\n"
     "19+1 ptp.minor_profile 1 bytes\n"
     "20+2 ptp.flags 0x0200\n"
     "22+8 ptp.correction 8 bytes\n"
     "30+4 ptp.reserved 4 bytes\n"
     "34+8 ptp.clock 0x00005efffe005301\n"
     "42+2 ptp.port 1\n"
     "44+2 ptp.sequence 7\n"
     "46+1 ptp.control 5\n"
     "47+1 ptp.log_interval 0\n",
     "PTP message, domain 0, clock 00005efffe005301, sequence 7"},
    /* sync */
    {"version 1", 1,
     "00005e005302 00005e005301 0800 4500 0042 0001 0000 4011 0000 c0000201 c0000202 c3cb "
     "013f 002e 0000 0001 0001 '_DFLT' 00*11 01 01 00005e005301 0001 0007 00 00 00*4",
     0, FAULT_NONE, "ethernet ipv4 udp ptp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "ports 50123>319",
     "",
     "@42 ptp\n"
     "42+2 ptp.version 1\n"
     "44+2 ptp.network_version 1\n"
     "46+16 ptp.subdomain 16 bytes\n"
     "62+1 ptp.type 1\n"
     "63+1 ptp.technology 1\n"
     "64+6 ptp.clock 00:00:5e:00:53:01\n"
     "70+2 ptp.port 1\n"
     "72+2 ptp.sequence 7\n"
     "74+1 ptp.control 0 (sync)\n",
     "PTP version 1 sync, clock 00:00:5e:00:53:01, sequence 7"},
    {"a version that nobody has", 1,
     "00005e005302 00005e005301 0800 4500 0020 0001 0000 4011 0000 c0000201 c0000202 c3cb "
     "013f 000c 0000 0505 0505",
     0, FAULT_NONE, "ethernet ipv4 udp ptp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "ports 50123>319",
     "", "@42 ptp\n", "UDP 50123 to 319"},
    {"cut in the sequence", 1,
     "00005e005302 00005e005301 88f7 00 02 002c 00 00 0200 00*8 00000000 00005efffe005301 "
     "0001 0007 00 00 00*10",
     13, FAULT_SHORT, "ethernet ptp", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x88f7", "",
     "@14 ptp\n"
     "14+1 ptp.profile 0\n"
     "14+1 ptp.type 0 (sync)\n"
     "15+1 ptp.version 2\n"
     "16+2 ptp.length 44\n"
     "18+1 ptp.domain 0\n"
     "19+1 ptp.minor_profile 1 bytes\n"
     "20+2 ptp.flags 0x0200\n"
     "22+8 ptp.correction 8 bytes\n"
     "30+4 ptp.reserved 4 bytes\n"
     "34+8 ptp.clock 0x00005efffe005301\n"
     "42+2 ptp.port 1\n",
     "Ethernet frame"},
    {"one byte", 1, "00005e005302 00005e005301 88f7 00", 0, FAULT_BAD, "ethernet ptp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x88f7", "", "@14 ptp\n", "Ethernet frame"},
    {"longer than the datagram", 1,
     "00005e005302 00005e005301 0800 4500 0048 0001 0000 4011 0000 c0000201 c0000202 c3cb "
     "013f 0034 0000 00 02 002d 00 00 0200 00*8 00000000 00005efffe005301 0001 0007 00 00 "
     "00*10",
     0, FAULT_BAD, "ethernet ipv4 udp ptp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "ports 50123>319",
     "",
     "@42 ptp\n"
     "42+1 ptp.profile 0\n"
     "42+1 ptp.type 0 (sync)\n"
     "43+1 ptp.version 2\n"
     "44+2 ptp.length 45\n"
     "46+1 ptp.domain 0\n"
     "47+1 ptp.minor_profile 1 bytes\n"
     "48+2 ptp.flags 0x0200\n"
     "50+8 ptp.correction 8 bytes\n"
     "58+4 ptp.reserved 4 bytes\n"
     "62+8 ptp.clock 0x00005efffe005301\n"
     "70+2 ptp.port 1\n"
     "72+2 ptp.sequence 7\n"
     "74+1 ptp.control 0\n"
     "75+1 ptp.log_interval 0\n",
     "UDP 50123 to 319"},
    {"shorter than its header", 1,
     "00005e005302 00005e005301 0800 4500 0048 0001 0000 4011 0000 c0000201 c0000202 c3cb "
     "013f 0034 0000 00 02 0021 00 00 0200 00*8 00000000 00005efffe005301 0001 0007 00 00 "
     "00*10",
     0, FAULT_BAD, "ethernet ipv4 udp ptp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "ports 50123>319",
     "",
     "@42 ptp\n"
     "42+1 ptp.profile 0\n"
     "42+1 ptp.type 0 (sync)\n"
     "43+1 ptp.version 2\n"
     "44+2 ptp.length 33\n"
     "46+1 ptp.domain 0\n"
     "47+1 ptp.minor_profile 1 bytes\n"
     "48+2 ptp.flags 0x0200\n"
     "50+8 ptp.correction 8 bytes\n"
     "58+4 ptp.reserved 4 bytes\n"
     "62+8 ptp.clock 0x00005efffe005301\n"
     "70+2 ptp.port 1\n"
     "72+2 ptp.sequence 7\n"
     "74+1 ptp.control 0\n"
     "75+1 ptp.log_interval 0\n",
     "UDP 50123 to 319"},
    {"an announcement as long as a sync", 1,
     "00005e005302 00005e005301 0800 4500 0048 0001 0000 4011 0000 c0000201 c0000202 c3cb "
     "0140 0034 0000 0b 02 002c 00 00 0200 00*8 00000000 00005efffe005301 0001 0007 05 01 "
     "00*10",
     0, FAULT_BAD, "ethernet ipv4 udp ptp",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x0800 ipv4 192.0.2.1>192.0.2.2 proto 17 ttl 64 "
     "ports 50123>320",
     "",
     "@42 ptp\n"
     "42+1 ptp.profile 0\n"
     "42+1 ptp.type 11 (announce)\n"
     "43+1 ptp.version 2\n"
     "44+2 ptp.length 44\n"
     "46+1 ptp.domain 0\n"
     "47+1 ptp.minor_profile 1 bytes\n"
     "48+2 ptp.flags 0x0200\n"
     "50+8 ptp.correction 8 bytes\n"
     "58+4 ptp.reserved 4 bytes\n"
     "62+8 ptp.clock 0x00005efffe005301\n"
     "70+2 ptp.port 1\n"
     "72+2 ptp.sequence 7\n"
     "74+1 ptp.control 5\n"
     "75+1 ptp.log_interval 1\n"
     "76+10 ptp.origin 10 bytes\n",
     "PTP announce, domain 0, clock 00005efffe005301, sequence 7"},
};

static void test_ptp(void **state)
{
    (void)state;
    frames_check(rows, COUNT(rows), "ptp", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_ptp)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
