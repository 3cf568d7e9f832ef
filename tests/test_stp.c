/* SPDX-License-Identifier: MIT */

/* Spanning trees: what bridges say of the root, of themselves and of their ports. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "recorder.h"

static const struct frame_row rows[] = {
    /* length 38: LLC and 35 bytes; cost 4; times 0.5, 20, 2, 15 s */
    {"configuration", 1,
     "0180c2000000 00005e005301 0026 424203 0000 00 00 01 8000 00005e0053fe 00000004 8064 "
     "00005e005301 800d 0080 1400 0200 0f00",
     0, FAULT_NONE, "ethernet llc stp", "00:00:5e:00:53:01>01:80:c2:00:00:00", "",
     "@17 stp\n"
     "17+2 stp.protocol 0\n"
     "19+1 stp.version 0 (STP)\n"
     "20+1 stp.type 0 (configuration)\n"
     "21+1 stp.flags 1\n"
     "21+1 stp.topology_change 1\n"
     "22+2 stp.root.priority 32768\n"
     "22+2 stp.root.tree 0\n"
     "24+6 stp.root.mac 00:00:5e:00:53:fe\n"
     "30+4 stp.cost 4\n"
     "34+2 stp.bridge.priority 32768\n"
     "34+2 stp.bridge.tree 100\n"
     "36+6 stp.bridge.mac 00:00:5e:00:53:01\n"
     "42+2 stp.port 0x800d\n"
     "44+2 stp.message_age_ms 500\n"
     "46+2 stp.maximum_age_ms 20000\n"
     "48+2 stp.hello_time_ms 2000\n"
     "50+2 stp.forward_delay_ms 15000\n",
     "STP: root 32768/0/00:00:5e:00:53:fe, cost 4, port 0x800d"},
    /* length 7 */
    {"topology change", 1, "0180c2000000 00005e005301 0007 424203 0000 00 80", 0, FAULT_NONE,
     "ethernet llc stp", "00:00:5e:00:53:01>01:80:c2:00:00:00", "",
     "@17 stp\n"
     "17+2 stp.protocol 0\n"
     "19+1 stp.version 0 (STP)\n"
     "20+1 stp.type 128 (topology change)\n",
     "STP topology change"},
    /* length 39; flags 0x3c: designated, learning, forwarding */
    {"RSTP", 1,
     "0180c2000000 00005e005301 0027 424203 0000 02 02 3c 8000 00005e0053fe 00000004 8064 "
     "00005e005301 800d 0080 1400 0200 0f00 00",
     0, FAULT_NONE, "ethernet llc stp", "00:00:5e:00:53:01>01:80:c2:00:00:00", "",
     "@17 stp\n"
     "17+2 stp.protocol 0\n"
     "19+1 stp.version 2 (RSTP)\n"
     "20+1 stp.type 2 (rapid or multiple)\n"
     "21+1 stp.flags 60\n"
     "21+1 stp.topology_change 0\n"
     "21+1 stp.role 3 (designated)\n"
     "21+1 stp.learning 1\n"
     "21+1 stp.forwarding 1\n"
     "22+2 stp.root.priority 32768\n"
     "22+2 stp.root.tree 0\n"
     "24+6 stp.root.mac 00:00:5e:00:53:fe\n"
     "30+4 stp.cost 4\n"
     "34+2 stp.bridge.priority 32768\n"
     "34+2 stp.bridge.tree 100\n"
     "36+6 stp.bridge.mac 00:00:5e:00:53:01\n"
     "42+2 stp.port 0x800d\n"
     "44+2 stp.message_age_ms 500\n"
     "46+2 stp.maximum_age_ms 20000\n"
     "48+2 stp.hello_time_ms 2000\n"
     "50+2 stp.forward_delay_ms 15000\n"
     "52+1 stp.version1_length 0\n",
     "RSTP: root 32768/0/00:00:5e:00:53:fe, cost 4, port 0x800d"},
    /* length 121: LLC, 38 bytes, region, cost, bridge, hops, one tree of 16 */
    {"MSTP", 1,
     "0180c2000000 00005e005301 0079 424203 0000 03 02 7c 8000 00005e0053fe 00000004 8064 "
     "00005e005301 800d 0080 1400 0200 0f00 00 0050 00 'lab' 00*29 0001 ac*16 00000000 8000 "
     "00005e005301 14 7c 8001 00005e005301 00000000 80 80 14",
     0, FAULT_NONE, "ethernet llc stp", "00:00:5e:00:53:01>01:80:c2:00:00:00", "",
     "@17 stp\n"
     "17+2 stp.protocol 0\n"
     "19+1 stp.version 3 (MSTP)\n"
     "20+1 stp.type 2 (rapid or multiple)\n"
     "21+1 stp.flags 124\n"
     "21+1 stp.topology_change 0\n"
     "21+1 stp.role 3 (designated)\n"
     "21+1 stp.learning 1\n"
     "21+1 stp.forwarding 1\n"
     "22+2 stp.root.priority 32768\n"
     "22+2 stp.root.tree 0\n"
     "24+6 stp.root.mac 00:00:5e:00:53:fe\n"
     "30+4 stp.cost 4\n"
     "34+2 stp.bridge.priority 32768\n"
     "34+2 stp.bridge.tree 100\n"
     "36+6 stp.bridge.mac 00:00:5e:00:53:01\n"
     "42+2 stp.port 0x800d\n"
     "44+2 stp.message_age_ms 500\n"
     "46+2 stp.maximum_age_ms 20000\n"
     "48+2 stp.hello_time_ms 2000\n"
     "50+2 stp.forward_delay_ms 15000\n"
     "52+1 stp.version1_length 0\n"
     "53+2 stp.version3_length 80\n"
     "55+1 stp.region.format 0\n"
     "56+32 stp.region.name lab\n"
     "88+2 stp.region.revision 1\n"
     "90+16 stp.region.digest 16 bytes\n"
     "106+4 stp.internal_cost 0\n"
     "110+2 stp.cist.priority 32768\n"
     "110+2 stp.cist.tree 0\n"
     "112+6 stp.cist.mac 00:00:5e:00:53:01\n"
     "118+1 stp.hops 20\n"
     "119+16 stp.tree 16 bytes\n",
     "MSTP: root 32768/0/00:00:5e:00:53:fe, cost 4, port 0x800d"},
    /* a version 3 length of 0 */
    {"MSTP without a region", 1,
     "0180c2000000 00005e005301 0029 424203 0000 03 02 7c 8000 00005e0053fe 00000004 8064 "
     "00005e005301 800d 0080 1400 0200 0f00 00 0000",
     0, FAULT_NONE, "ethernet llc stp", "00:00:5e:00:53:01>01:80:c2:00:00:00", "",
     "@17 stp\n"
     "17+2 stp.protocol 0\n"
     "19+1 stp.version 3 (MSTP)\n"
     "20+1 stp.type 2 (rapid or multiple)\n"
     "21+1 stp.flags 124\n"
     "21+1 stp.topology_change 0\n"
     "21+1 stp.role 3 (designated)\n"
     "21+1 stp.learning 1\n"
     "21+1 stp.forwarding 1\n"
     "22+2 stp.root.priority 32768\n"
     "22+2 stp.root.tree 0\n"
     "24+6 stp.root.mac 00:00:5e:00:53:fe\n"
     "30+4 stp.cost 4\n"
     "34+2 stp.bridge.priority 32768\n"
     "34+2 stp.bridge.tree 100\n"
     "36+6 stp.bridge.mac 00:00:5e:00:53:01\n"
     "42+2 stp.port 0x800d\n"
     "44+2 stp.message_age_ms 500\n"
     "46+2 stp.maximum_age_ms 20000\n"
     "48+2 stp.hello_time_ms 2000\n"
     "50+2 stp.forward_delay_ms 15000\n"
     "52+1 stp.version1_length 0\n"
     "53+2 stp.version3_length 0\n",
     "MSTP: root 32768/0/00:00:5e:00:53:fe, cost 4, port 0x800d"},
    /* SNAP, OUI 00-00-0c, 0x010b; Cisco's own behind it */
    {"PVST+", 1,
     "01000ccccccd 00005e005301 0032 aaaa03 00000c 010b 0000 02 02 3c 8000 00005e0053fe "
     "00000004 8064 00005e005301 800d 0080 1400 0200 0f00 00 00 0000 0002 0064",
     0, FAULT_NONE, "ethernet llc snap stp", "00:00:5e:00:53:01>01:00:0c:cc:cc:cd", "",
     "@22 stp\n"
     "22+2 stp.protocol 0\n"
     "24+1 stp.version 2 (RSTP)\n"
     "25+1 stp.type 2 (rapid or multiple)\n"
     "26+1 stp.flags 60\n"
     "26+1 stp.topology_change 0\n"
     "26+1 stp.role 3 (designated)\n"
     "26+1 stp.learning 1\n"
     "26+1 stp.forwarding 1\n"
     "27+2 stp.root.priority 32768\n"
     "27+2 stp.root.tree 0\n"
     "29+6 stp.root.mac 00:00:5e:00:53:fe\n"
     "35+4 stp.cost 4\n"
     "39+2 stp.bridge.priority 32768\n"
     "39+2 stp.bridge.tree 100\n"
     "41+6 stp.bridge.mac 00:00:5e:00:53:01\n"
     "47+2 stp.port 0x800d\n"
     "49+2 stp.message_age_ms 500\n"
     "51+2 stp.maximum_age_ms 20000\n"
     "53+2 stp.hello_time_ms 2000\n"
     "55+2 stp.forward_delay_ms 15000\n"
     "57+1 stp.version1_length 0\n",
     "RSTP: root 32768/0/00:00:5e:00:53:fe, cost 4, port 0x800d"},
    /* SNAP, OUI 00-80-c2, 0x000e */
    {"bridged", 1, "0180c2000000 00005e005301 000c aaaa03 0080c2 000e 0000 00 80", 0, FAULT_NONE,
     "ethernet llc snap stp", "00:00:5e:00:53:01>01:80:c2:00:00:00", "",
     "@22 stp\n"
     "22+2 stp.protocol 0\n"
     "24+1 stp.version 0 (STP)\n"
     "25+1 stp.type 128 (topology change)\n",
     "STP topology change"},
    /* protocol 1 */
    {"GVRP", 1, "0180c2000021 00005e005301 000c 424203 0001 01 04 02 0001 00 00", 0, FAULT_NONE,
     "ethernet llc stp", "00:00:5e:00:53:01>01:80:c2:00:00:21", "",
     "@17 stp\n"
     "17+2 stp.protocol 1\n"
     "19+1 stp.version 1\n",
     "GARP"},
    /* 0x03 */
    {"a type that nobody has", 1, "0180c2000000 00005e005301 0007 424203 0000 00 03", 0, FAULT_NONE,
     "ethernet llc stp", "00:00:5e:00:53:01>01:80:c2:00:00:00", "",
     "@17 stp\n"
     "17+2 stp.protocol 0\n"
     "19+1 stp.version 0 (STP)\n"
     "20+1 stp.type 3\n",
     "STP message"},
    {"cut in the bridge", 1,
     "0180c2000000 00005e005301 0026 424203 0000 00 00 01 8000 00005e0053fe 00000004 8064 "
     "00005e005301 800d 0080 1400 0200 0f00",
     14, FAULT_SHORT, "ethernet llc stp", "00:00:5e:00:53:01>01:80:c2:00:00:00", "",
     "@17 stp\n"
     "17+2 stp.protocol 0\n"
     "19+1 stp.version 0 (STP)\n"
     "20+1 stp.type 0 (configuration)\n"
     "21+1 stp.flags 1\n"
     "21+1 stp.topology_change 1\n"
     "22+2 stp.root.priority 32768\n"
     "22+2 stp.root.tree 0\n"
     "24+6 stp.root.mac 00:00:5e:00:53:fe\n"
     "30+4 stp.cost 4\n"
     "34+2 stp.bridge.priority 32768\n"
     "34+2 stp.bridge.tree 100\n",
     "STP configuration"},
    /* a rapid one is 36 bytes */
    {"RSTP without its length", 1,
     "0180c2000000 00005e005301 0026 424203 0000 02 02 3c 8000 00005e0053fe 00000004 8064 "
     "00005e005301 800d 0080 1400 0200 0f00",
     0, FAULT_BAD, "ethernet llc stp", "00:00:5e:00:53:01>01:80:c2:00:00:00", "",
     "@17 stp\n"
     "17+2 stp.protocol 0\n"
     "19+1 stp.version 2 (RSTP)\n"
     "20+1 stp.type 2 (rapid or multiple)\n"
     "21+1 stp.flags 60\n"
     "21+1 stp.topology_change 0\n"
     "21+1 stp.role 3 (designated)\n"
     "21+1 stp.learning 1\n"
     "21+1 stp.forwarding 1\n"
     "22+2 stp.root.priority 32768\n"
     "22+2 stp.root.tree 0\n"
     "24+6 stp.root.mac 00:00:5e:00:53:fe\n"
     "30+4 stp.cost 4\n"
     "34+2 stp.bridge.priority 32768\n"
     "34+2 stp.bridge.tree 100\n"
     "36+6 stp.bridge.mac 00:00:5e:00:53:01\n"
     "42+2 stp.port 0x800d\n"
     "44+2 stp.message_age_ms 500\n"
     "46+2 stp.maximum_age_ms 20000\n"
     "48+2 stp.hello_time_ms 2000\n"
     "50+2 stp.forward_delay_ms 15000\n",
     "STP rapid or multiple"},
    /* version 3 length 80, 8 bytes of the tree */
    {"MSTP with half a tree", 1,
     "0180c2000000 00005e005301 0071 424203 0000 03 02 7c 8000 00005e0053fe 00000004 8064 "
     "00005e005301 800d 0080 1400 0200 0f00 00 0050 00 'lab' 00*29 0001 ac*16 00000000 8000 "
     "00005e005301 14 7c 8001 00005e0053",
     0, FAULT_BAD, "ethernet llc stp", "00:00:5e:00:53:01>01:80:c2:00:00:00", "",
     "@17 stp\n"
     "17+2 stp.protocol 0\n"
     "19+1 stp.version 3 (MSTP)\n"
     "20+1 stp.type 2 (rapid or multiple)\n"
     "21+1 stp.flags 124\n"
     "21+1 stp.topology_change 0\n"
     "21+1 stp.role 3 (designated)\n"
     "21+1 stp.learning 1\n"
     "21+1 stp.forwarding 1\n"
     "22+2 stp.root.priority 32768\n"
     "22+2 stp.root.tree 0\n"
     "24+6 stp.root.mac 00:00:5e:00:53:fe\n"
     "30+4 stp.cost 4\n"
     "34+2 stp.bridge.priority 32768\n"
     "34+2 stp.bridge.tree 100\n"
     "36+6 stp.bridge.mac 00:00:5e:00:53:01\n"
     "42+2 stp.port 0x800d\n"
     "44+2 stp.message_age_ms 500\n"
     "46+2 stp.maximum_age_ms 20000\n"
     "48+2 stp.hello_time_ms 2000\n"
     "50+2 stp.forward_delay_ms 15000\n"
     "52+1 stp.version1_length 0\n"
     "53+2 stp.version3_length 80\n"
     "55+1 stp.region.format 0\n"
     "56+32 stp.region.name lab\n"
     "88+2 stp.region.revision 1\n"
     "90+16 stp.region.digest 16 bytes\n"
     "106+4 stp.internal_cost 0\n"
     "110+2 stp.cist.priority 32768\n"
     "110+2 stp.cist.tree 0\n"
     "112+6 stp.cist.mac 00:00:5e:00:53:01\n"
     "118+1 stp.hops 20\n",
     "STP rapid or multiple"},
    /* length 7 of a configuration */
    {"padding is no BPDU", 1,
     "0180c2000000 00005e005301 0007 424203 0000 00 00 01 8000 00005e0053fe 00000004 8064 "
     "00005e005301 800d 0080 1400 0200 0f00",
     0, FAULT_BAD, "ethernet llc stp", "00:00:5e:00:53:01>01:80:c2:00:00:00", "",
     "@17 stp\n"
     "17+2 stp.protocol 0\n"
     "19+1 stp.version 0 (STP)\n"
     "20+1 stp.type 0 (configuration)\n",
     "STP configuration"},
};

static void test_stp(void **state)
{
    (void)state;
    frames_check(rows, COUNT(rows), "stp", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_stp)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
