/* SPDX-License-Identifier: MIT */

/* IGMP: versions, queries, reports and leaves, group records, checksum and TTL. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "recorder.h"

static const struct frame_row igmp_rows[] = {
    /* type 0x11, max response 0, 8 bytes */
    {"version 1 query", 1,
     "01005e000001 00005e005301 0800 46 c0 0020 0001 0000 01 02 0000 c0000201 e0000001 "
     "94040000 11 00 eeff 00000000",
     0, FAULT_NONE, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:01 type 0x0800 ipv4 192.0.2.1>224.0.0.1 proto 2 ttl 1",
     "queries 1\n",
     "@38 igmp\n"
     "38+1 igmp.type 17 (membership query)\n"
     "39+1 igmp.max_response 0\n"
     "39+1 igmp.version 1\n"
     "40+2 igmp.checksum 0xeeff\n"
     "42+4 igmp.group 0.0.0.0\n",
     "IGMPv1 query: who is a member of any group?"},
    /* type 0x11, max response 100 (10 s) */
    {"version 2 general query", 1,
     "01005e000001 00005e005301 0800 46 c0 0020 0001 0000 01 02 0000 c0000201 e0000001 "
     "94040000 11 64 ee9b 00000000",
     0, FAULT_NONE, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:01 type 0x0800 ipv4 192.0.2.1>224.0.0.1 proto 2 ttl 1",
     "queries 2 :100\n",
     "@38 igmp\n"
     "38+1 igmp.type 17 (membership query)\n"
     "39+1 igmp.max_response 100\n"
     "39+1 igmp.version 2\n"
     "40+2 igmp.checksum 0xee9b\n"
     "42+4 igmp.group 0.0.0.0\n",
     "IGMPv2 query: who is a member of any group?"},
    /* for 224.0.0.251, max response 10 (1 s) */
    {"version 2 query of a group", 1,
     "01005e0000fb 00005e005301 0800 46 c0 0020 0001 0000 01 02 0000 c0000201 e00000fb "
     "94040000 11 0a 0dfa e00000fb",
     0, FAULT_NONE, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:fb type 0x0800 ipv4 192.0.2.1>224.0.0.251 proto 2 ttl 1",
     "queries 2 224.0.0.251 :10\n",
     "@38 igmp\n"
     "38+1 igmp.type 17 (membership query)\n"
     "39+1 igmp.max_response 10\n"
     "39+1 igmp.version 2\n"
     "40+2 igmp.checksum 0x0dfa\n"
     "42+4 igmp.group 224.0.0.251\n",
     "IGMPv2 query: who is a member of 224.0.0.251?"},
    /* 12 bytes: QRV 2, QQIC 125, no sources */
    {"version 3 general query", 1,
     "01005e000001 00005e005301 0800 46 c0 0024 0001 0000 01 02 0000 c0000201 e0000001 "
     "94040000 11 64 ec1e 00000000 02 7d 0000",
     0, FAULT_NONE, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:01 type 0x0800 ipv4 192.0.2.1>224.0.0.1 proto 2 ttl 1",
     "queries 3/2 :100 ttl 125\n",
     "@38 igmp\n"
     "38+1 igmp.type 17 (membership query)\n"
     "39+1 igmp.max_response 100\n"
     "39+1 igmp.version 3\n"
     "40+2 igmp.checksum 0xec1e\n"
     "42+4 igmp.group 0.0.0.0\n"
     "46+1 igmp.flags 2\n"
     "47+1 igmp.interval_code 125\n"
     "48+2 igmp.sources 0\n",
     "IGMPv3 query: who is a member of any group?"},
    /* for 232.1.1.1 from two sources, S flag */
    {"version 3 query of a group and sources", 1,
     "01005e010101 00005e005301 0800 46 c0 002c 0001 0000 01 02 0000 c0000201 e8010101 "
     "94040000 11 0a 7763 e8010101 0a 7d 0002 c0000207 c0000208",
     0, FAULT_NONE, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:01:01:01 type 0x0800 ipv4 192.0.2.1>232.1.1.1 proto 2 ttl 1",
     "queries 3 232.1.1.1/130 :10 ttl 125\n",
     "@38 igmp\n"
     "38+1 igmp.type 17 (membership query)\n"
     "39+1 igmp.max_response 10\n"
     "39+1 igmp.version 3\n"
     "40+2 igmp.checksum 0x7763\n"
     "42+4 igmp.group 232.1.1.1\n"
     "46+1 igmp.flags 10\n"
     "47+1 igmp.interval_code 125\n"
     "48+2 igmp.sources 2\n"
     "50+4 igmp.source 192.0.2.7\n"
     "54+4 igmp.source 192.0.2.8\n",
     "IGMPv3 query: who is a member of 232.1.1.1?"},
    /* type 0x12 for 224.0.0.251 */
    {"version 1 report", 1,
     "01005e0000fb 00005e005301 0800 46 c0 0020 0001 0000 01 02 0000 c0000201 e00000fb "
     "94040000 12 00 0d04 e00000fb",
     0, FAULT_NONE, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:fb type 0x0800 ipv4 192.0.2.1>224.0.0.251 proto 2 ttl 1",
     "joins 1 224.0.0.251\n",
     "@38 igmp\n"
     "38+1 igmp.type 18 (version 1 membership report)\n"
     "39+1 igmp.max_response 0\n"
     "39+1 igmp.version 1\n"
     "40+2 igmp.checksum 0x0d04\n"
     "42+4 igmp.group 224.0.0.251\n",
     "IGMPv1 is a member of 224.0.0.251"},
    /* type 0x16 for 239.255.255.250 */
    {"version 2 report", 1,
     "01005e7ffffa 00005e005301 0800 46 c0 0020 0001 0000 01 02 0000 c0000201 effffffa "
     "94040000 16 00 fa04 effffffa",
     0, FAULT_NONE, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:7f:ff:fa type 0x0800 ipv4 192.0.2.1>239.255.255.250 proto 2 ttl 1",
     "joins 2 239.255.255.250\n",
     "@38 igmp\n"
     "38+1 igmp.type 22 (version 2 membership report)\n"
     "39+1 igmp.max_response 0\n"
     "39+1 igmp.version 2\n"
     "40+2 igmp.checksum 0xfa04\n"
     "42+4 igmp.group 239.255.255.250\n",
     "IGMPv2 is a member of 239.255.255.250"},
    /* type 0x1f: 32 hops, the group, source, destination, response address, TTL and query id */
    {"multicast traceroute", 1,
     "01005e000002 00005e005301 0800 45 c0 002c 0001 0000 01 02 0000 c0000201 e0000002 "
     "1f 20 6ad5 effffffa c0000201 c0000202 c0000203 40 000007",
     0, FAULT_NONE, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:02 type 0x0800 ipv4 192.0.2.1>224.0.0.2 proto 2 ttl 1", "",
     "@34 igmp\n"
     "34+1 igmp.type 31 (multicast traceroute query)\n"
     "35+1 igmp.max_response 32\n"
     "36+2 igmp.checksum 0x6ad5\n"
     "38+4 igmp.group 239.255.255.250\n",
     "IGMP multicast traceroute of 239.255.255.250"},
    {"its response", 1,
     "01005e000002 00005e005301 0800 45 c0 002c 0001 0000 01 02 0000 c0000201 e0000002 "
     "1e 20 6bd5 effffffa c0000201 c0000202 c0000203 40 000007",
     0, FAULT_NONE, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:02 type 0x0800 ipv4 192.0.2.1>224.0.0.2 proto 2 ttl 1", "",
     "@34 igmp\n"
     "34+1 igmp.type 30 (multicast traceroute response)\n"
     "35+1 igmp.max_response 32\n"
     "36+2 igmp.checksum 0x6bd5\n"
     "38+4 igmp.group 239.255.255.250\n",
     "IGMP multicast traceroute of 239.255.255.250"},
    /* type 0x17 to 224.0.0.2, for 239.255.255.250 */
    {"leave", 1,
     "01005e000002 00005e005301 0800 46 c0 0020 0001 0000 01 02 0000 c0000201 e0000002 "
     "94040000 17 00 f904 effffffa",
     0, FAULT_NONE, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:02 type 0x0800 ipv4 192.0.2.1>224.0.0.2 proto 2 ttl 1",
     "leaves 2 239.255.255.250\n",
     "@38 igmp\n"
     "38+1 igmp.type 23 (leave group)\n"
     "39+1 igmp.max_response 0\n"
     "39+1 igmp.version 2\n"
     "40+2 igmp.checksum 0xf904\n"
     "42+4 igmp.group 239.255.255.250\n",
     "IGMPv2 leaves 239.255.255.250"},
    /* each record type once; one with a source, one with auxiliary data */
    {"version 3 report of six records", 1,
     "01005e000016 00005e005301 0800 46 c0 005c 0001 0000 01 02 0000 c0000201 e0000016 "
     "94040000 22 00 2536 0000 0006 01 00 0000 e0000101 02 00 0000 e0000102 03 00 0000 "
     "e0000103 04 00 0000 e0000104 05 00 0001 e0000105 c0000207 06 01 0001 e0000106 c0000207 "
     "61757821",
     0, FAULT_NONE, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:16 type 0x0800 ipv4 192.0.2.1>224.0.0.22 proto 2 ttl 1",
     "leaves 3 224.0.1.1/1\n"
     "joins 3 224.0.1.2/2\n"
     "leaves 3 224.0.1.3/1\n"
     "joins 3 224.0.1.4/2\n"
     "joins 3 224.0.1.5/3 :1\n"
     "source 192.0.2.7\n"
     "joins 3 224.0.1.6/4 :1\n"
     "source 192.0.2.7\n",
     "@38 igmp\n"
     "38+1 igmp.type 34 (version 3 membership report)\n"
     "39+1 igmp.max_response 0\n"
     "39+1 igmp.version 3\n"
     "40+2 igmp.checksum 0x2536\n"
     "42+2 igmp.reserved 2 bytes\n"
     "44+2 igmp.records 6\n"
     "46+1 igmp.record.type 1 (mode is include)\n"
     "47+1 igmp.record.auxiliary 0\n"
     "48+2 igmp.record.sources 0\n"
     "50+4 igmp.group 224.0.1.1\n"
     "54+1 igmp.record.type 2 (mode is exclude)\n"
     "55+1 igmp.record.auxiliary 0\n"
     "56+2 igmp.record.sources 0\n"
     "58+4 igmp.group 224.0.1.2\n"
     "62+1 igmp.record.type 3 (change to include mode)\n"
     "63+1 igmp.record.auxiliary 0\n"
     "64+2 igmp.record.sources 0\n"
     "66+4 igmp.group 224.0.1.3\n"
     "70+1 igmp.record.type 4 (change to exclude mode)\n"
     "71+1 igmp.record.auxiliary 0\n"
     "72+2 igmp.record.sources 0\n"
     "74+4 igmp.group 224.0.1.4\n"
     "78+1 igmp.record.type 5 (allow new sources)\n"
     "79+1 igmp.record.auxiliary 0\n"
     "80+2 igmp.record.sources 1\n"
     "82+4 igmp.group 224.0.1.5\n"
     "86+4 igmp.source 192.0.2.7\n"
     "90+1 igmp.record.type 6 (block old sources)\n"
     "91+1 igmp.record.auxiliary 1\n"
     "92+2 igmp.record.sources 1\n"
     "94+4 igmp.group 224.0.1.6\n"
     "98+4 igmp.source 192.0.2.7\n"
     "102+4 igmp.record.data 4 bytes\n",
     "IGMPv3 report of 6 groups"},
    /* MODE_IS_INCLUDE and CHANGE_TO_INCLUDE with a source each */
    {"include with sources is membership", 1,
     "01005e000016 00005e005301 0800 46 c0 0038 0001 0000 01 02 0000 c0000201 e0000016 "
     "94040000 22 00 83e4 0000 0002 01 00 0001 e8010101 c0000207 03 00 0001 e8010102 c0000208",
     0, FAULT_NONE, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:16 type 0x0800 ipv4 192.0.2.1>224.0.0.22 proto 2 ttl 1",
     "joins 3 232.1.1.1/1 :1\n"
     "source 192.0.2.7\n"
     "joins 3 232.1.1.2/1 :1\n"
     "source 192.0.2.8\n",
     "@38 igmp\n"
     "38+1 igmp.type 34 (version 3 membership report)\n"
     "39+1 igmp.max_response 0\n"
     "39+1 igmp.version 3\n"
     "40+2 igmp.checksum 0x83e4\n"
     "42+2 igmp.reserved 2 bytes\n"
     "44+2 igmp.records 2\n"
     "46+1 igmp.record.type 1 (mode is include)\n"
     "47+1 igmp.record.auxiliary 0\n"
     "48+2 igmp.record.sources 1\n"
     "50+4 igmp.group 232.1.1.1\n"
     "54+4 igmp.source 192.0.2.7\n"
     "58+1 igmp.record.type 3 (change to include mode)\n"
     "59+1 igmp.record.auxiliary 0\n"
     "60+2 igmp.record.sources 1\n"
     "62+4 igmp.group 232.1.1.2\n"
     "66+4 igmp.source 192.0.2.8\n",
     "IGMPv3 report of 2 groups"},
    /* type 7, then one that is known */
    {"record type nobody knows", 1,
     "01005e000016 00005e005301 0800 46 c0 0030 0001 0000 01 02 0000 c0000201 e0000016 "
     "94040000 22 00 10f9 0000 0002 07 00 0000 e0000101 04 00 0000 e0000102",
     0, FAULT_NONE, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:16 type 0x0800 ipv4 192.0.2.1>224.0.0.22 proto 2 ttl 1",
     "joins 3 224.0.1.2/2\n",
     "@38 igmp\n"
     "38+1 igmp.type 34 (version 3 membership report)\n"
     "39+1 igmp.max_response 0\n"
     "39+1 igmp.version 3\n"
     "40+2 igmp.checksum 0x10f9\n"
     "42+2 igmp.reserved 2 bytes\n"
     "44+2 igmp.records 2\n"
     "46+1 igmp.record.type 7\n"
     "47+1 igmp.record.auxiliary 0\n"
     "48+2 igmp.record.sources 0\n"
     "50+4 igmp.group 224.0.1.1\n"
     "54+1 igmp.record.type 4 (change to exclude mode)\n"
     "55+1 igmp.record.auxiliary 0\n"
     "56+2 igmp.record.sources 0\n"
     "58+4 igmp.group 224.0.1.2\n",
     "IGMPv3 report of 2 groups"},
    /* group 10.0.0.1 is none */
    {"report of no group", 1,
     "01005e000001 00005e005301 0800 46 c0 0020 0001 0000 01 02 0000 c0000201 e0000001 "
     "94040000 16 00 dffe 0a000001",
     0, FAULT_NONE, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:01 type 0x0800 ipv4 192.0.2.1>224.0.0.1 proto 2 ttl 1", "",
     "@38 igmp\n"
     "38+1 igmp.type 22 (version 2 membership report)\n"
     "39+1 igmp.max_response 0\n"
     "39+1 igmp.version 2\n"
     "40+2 igmp.checksum 0xdffe\n"
     "42+4 igmp.group 10.0.0.1\n",
     "IGMPv2 is a member of 10.0.0.1"},
    /* type 0x13 (DVMRP), TTL 64 is allowed */
    {"type nobody knows", 1,
     "01005e000001 00005e005301 0800 46 c0 0020 0001 0000 40 02 0000 c0000201 e0000001 "
     "94040000 13 01 ecfe 00000000",
     0, FAULT_NONE, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:01 type 0x0800 ipv4 192.0.2.1>224.0.0.1 proto 2 ttl 64", "",
     "@38 igmp\n"
     "38+1 igmp.type 19\n"
     "39+1 igmp.max_response 1\n"
     "40+2 igmp.checksum 0xecfe\n",
     "IGMP type 0x13"},
    /* the right one is 0xee9b */
    {"wrong checksum", 1,
     "01005e000001 00005e005301 0800 46 c0 0020 0001 0000 01 02 0000 c0000201 e0000001 "
     "94040000 11 64 1234 00000000",
     0, FAULT_NONE, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:01 type 0x0800 ipv4 192.0.2.1>224.0.0.1 proto 2 ttl 1",
     "odd IGMP_CHECKSUM\n"
     "queries 2 :100\n",
     "@38 igmp\n"
     "38+1 igmp.type 17 (membership query)\n"
     "39+1 igmp.max_response 100\n"
     "39+1 igmp.version 2\n"
     "40+2 igmp.checksum 0x1234\n"
     "42+4 igmp.group 0.0.0.0\n",
     "IGMPv2 query: who is a member of any group?"},
    /* RFC 9776 section 4: 1 */
    {"TTL of 64", 1,
     "01005e0000fb 00005e005301 0800 46 c0 0020 0001 0000 40 02 0000 c0000201 e00000fb "
     "94040000 16 00 0904 e00000fb",
     0, FAULT_NONE, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:fb type 0x0800 ipv4 192.0.2.1>224.0.0.251 proto 2 ttl 64",
     "odd IGMP_TTL\n"
     "joins 2 224.0.0.251\n",
     "@38 igmp\n"
     "38+1 igmp.type 22 (version 2 membership report)\n"
     "39+1 igmp.max_response 0\n"
     "39+1 igmp.version 2\n"
     "40+2 igmp.checksum 0x0904\n"
     "42+4 igmp.group 224.0.0.251\n",
     "IGMPv2 is a member of 224.0.0.251"},
    /* two by the count, one there */
    {"more records than there are", 1,
     "01005e000016 00005e005301 0800 46 c0 0028 0001 0000 01 02 0000 c0000201 e0000016 "
     "94040000 22 00 f8fa 0000 0002 04 00 0000 e0000102",
     0, FAULT_BAD, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:16 type 0x0800 ipv4 192.0.2.1>224.0.0.22 proto 2 ttl 1",
     "joins 3 224.0.1.2/2\n",
     "@38 igmp\n"
     "38+1 igmp.type 34 (version 3 membership report)\n"
     "39+1 igmp.max_response 0\n"
     "39+1 igmp.version 3\n"
     "40+2 igmp.checksum 0xf8fa\n"
     "42+2 igmp.reserved 2 bytes\n"
     "44+2 igmp.records 2\n"
     "46+1 igmp.record.type 4 (change to exclude mode)\n"
     "47+1 igmp.record.auxiliary 0\n"
     "48+2 igmp.record.sources 0\n"
     "50+4 igmp.group 224.0.1.2\n",
     "IGMPv3 report of 2 groups"},
    /* 100 by the count, one there */
    {"more sources than there are", 1,
     "01005e000016 00005e005301 0800 46 c0 002c 0001 0000 01 02 0000 c0000201 e0000016 "
     "94040000 22 00 2d90 0000 0001 05 00 0064 e8010101 c0000207",
     0, FAULT_BAD, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:16 type 0x0800 ipv4 192.0.2.1>224.0.0.22 proto 2 ttl 1", "",
     "@38 igmp\n"
     "38+1 igmp.type 34 (version 3 membership report)\n"
     "39+1 igmp.max_response 0\n"
     "39+1 igmp.version 3\n"
     "40+2 igmp.checksum 0x2d90\n"
     "42+2 igmp.reserved 2 bytes\n"
     "44+2 igmp.records 1\n"
     "46+1 igmp.record.type 5 (allow new sources)\n"
     "47+1 igmp.record.auxiliary 0\n"
     "48+2 igmp.record.sources 100\n"
     "50+4 igmp.group 232.1.1.1\n"
     "54+4 igmp.source 192.0.2.7\n",
     "IGMPv3 report of 1 group"},
    /* the same without its last bytes: still the sender's fault */
    {"more sources than there are, cut", 1,
     "01005e000016 00005e005301 0800 46 c0 002c 0001 0000 01 02 0000 c0000201 e0000016 "
     "94040000 22 00 2d90 0000 0001 05 00 0064 e8010101 c0000207",
     2, FAULT_BAD, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:16 type 0x0800 ipv4 192.0.2.1>224.0.0.22 proto 2 ttl 1", "",
     "@38 igmp\n"
     "38+1 igmp.type 34 (version 3 membership report)\n"
     "39+1 igmp.max_response 0\n"
     "39+1 igmp.version 3\n"
     "40+2 igmp.checksum 0x2d90\n"
     "42+2 igmp.reserved 2 bytes\n"
     "44+2 igmp.records 1\n"
     "46+1 igmp.record.type 5 (allow new sources)\n"
     "47+1 igmp.record.auxiliary 0\n"
     "48+2 igmp.record.sources 100\n"
     "50+4 igmp.group 232.1.1.1\n",
     "IGMPv3 report of 1 group"},
    /* 65535 by the count */
    {"more sources than there are in a query", 1,
     "01005e010101 00005e005301 0800 46 c0 0024 0001 0000 01 02 0000 c0000201 e8010101 "
     "94040000 11 64 031c e8010101 02 7d ffff",
     0, FAULT_BAD, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:01:01:01 type 0x0800 ipv4 192.0.2.1>232.1.1.1 proto 2 ttl 1", "",
     "@38 igmp\n"
     "38+1 igmp.type 17 (membership query)\n"
     "39+1 igmp.max_response 100\n"
     "39+1 igmp.version 3\n"
     "40+2 igmp.checksum 0x031c\n"
     "42+4 igmp.group 232.1.1.1\n"
     "46+1 igmp.flags 2\n"
     "47+1 igmp.interval_code 125\n"
     "48+2 igmp.sources 65535\n",
     "192.0.2.1 to 232.1.1.1"},
    /* shorter than any message */
    {"seven bytes", 1,
     "01005e000001 00005e005301 0800 46 c0 001f 0001 0000 01 02 0000 c0000201 e0000001 "
     "94040000 11 64 ee9b 000000",
     0, FAULT_BAD, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:01 type 0x0800 ipv4 192.0.2.1>224.0.0.1 proto 2 ttl 1", "",
     "@38 igmp\n"
     "38+1 igmp.type 17 (membership query)\n"
     "39+1 igmp.max_response 100\n"
     "39+1 igmp.version 2\n"
     "40+2 igmp.checksum 0xee9b\n",
     "192.0.2.1 to 224.0.0.1"},
    /* the capture lacks its group: the first stands */
    {"cut in the second record", 1,
     "01005e000016 00005e005301 0800 46 c0 0030 0001 0000 01 02 0000 c0000201 e0000016 "
     "94040000 22 00 13f9 0000 0002 04 00 0000 e0000101 04 00 0000 e0000102",
     4, FAULT_SHORT, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:16 type 0x0800 ipv4 192.0.2.1>224.0.0.22 proto 2 ttl 1",
     "joins 3 224.0.1.1/2\n",
     "@38 igmp\n"
     "38+1 igmp.type 34 (version 3 membership report)\n"
     "39+1 igmp.max_response 0\n"
     "39+1 igmp.version 3\n"
     "40+2 igmp.checksum 0x13f9\n"
     "42+2 igmp.reserved 2 bytes\n"
     "44+2 igmp.records 2\n"
     "46+1 igmp.record.type 4 (change to exclude mode)\n"
     "47+1 igmp.record.auxiliary 0\n"
     "48+2 igmp.record.sources 0\n"
     "50+4 igmp.group 224.0.1.1\n"
     "54+1 igmp.record.type 4 (change to exclude mode)\n"
     "55+1 igmp.record.auxiliary 0\n"
     "56+2 igmp.record.sources 0\n",
     "IGMPv3 report of 2 groups"},
    /* MF: the checksum is of a message that goes on elsewhere */
    {"first fragment", 1,
     "01005e000016 00005e005301 0800 46 c0 0028 0001 2000 01 02 0000 c0000201 e0000016 "
     "94040000 22 00 1234 0000 0002 04 00 0000 e0000101",
     0, FAULT_NONE, "ethernet ipv4 igmp",
     "00:00:5e:00:53:01>01:00:5e:00:00:16 type 0x0800 ipv4 192.0.2.1>224.0.0.22 proto 2 ttl 1 "
     "first-fragment",
     "joins 3 224.0.1.1/2\n",
     "@38 igmp\n"
     "38+1 igmp.type 34 (version 3 membership report)\n"
     "39+1 igmp.max_response 0\n"
     "39+1 igmp.version 3\n"
     "40+2 igmp.checksum 0x1234\n"
     "42+2 igmp.reserved 2 bytes\n"
     "44+2 igmp.records 2\n"
     "46+1 igmp.record.type 4 (change to exclude mode)\n"
     "47+1 igmp.record.auxiliary 0\n"
     "48+2 igmp.record.sources 0\n"
     "50+4 igmp.group 224.0.1.1\n",
     "IGMPv3 report of 2 groups"},
};

static void test_igmp(void **state)
{
    (void)state;
    frames_check(igmp_rows, COUNT(igmp_rows), "igmp", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_igmp),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
