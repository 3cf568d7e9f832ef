/* SPDX-License-Identifier: MIT */

/* Slow protocols: link aggregation and its marker, OAM, ESMC. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "recorder.h"

static const struct frame_row rows[] = {
    /* actor, partner, collector, end */
    {"LACP", 1,
     "00005e005302 00005e005301 8809 01 01 0114 8000 00005e005301 000d 8000 0001 3d 000000 "
     "0214 8000 00005e005302 000d 8000 0002 3d 000000 0310 000a 00*12 0000 00*50",
     0, FAULT_NONE, "ethernet slow lacp", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x8809", "",
     "@14 slow\n"
     "14+1 slow.subtype 1\n"
     "@15 lacp\n"
     "15+1 lacp.version 1\n"
     "16+1 slow.type 1\n"
     "17+1 slow.length 20\n"
     "18+2 lacp.actor.system_priority 32768\n"
     "20+6 lacp.actor.system 00:00:5e:00:53:01\n"
     "26+2 lacp.actor.key 13\n"
     "28+2 lacp.actor.port_priority 32768\n"
     "30+2 lacp.actor.port 1\n"
     "32+1 lacp.actor.state 0x3d\n"
     "33+3 lacp.reserved 3 bytes\n"
     "36+1 slow.type 2\n"
     "37+1 slow.length 20\n"
     "38+2 lacp.partner.system_priority 32768\n"
     "40+6 lacp.partner.system 00:00:5e:00:53:02\n"
     "46+2 lacp.partner.key 13\n"
     "48+2 lacp.partner.port_priority 32768\n"
     "50+2 lacp.partner.port 2\n"
     "52+1 lacp.partner.state 0x3d\n"
     "53+3 lacp.reserved 3 bytes\n"
     "56+1 slow.type 3\n"
     "57+1 slow.length 16\n"
     "58+2 lacp.collector.maximum_delay 10\n"
     "72+1 slow.type 0\n"
     "73+1 slow.length 0\n",
     "LACP"},
    /* port 1, transaction 7 */
    {"marker", 1,
     "00005e005302 00005e005301 8809 02 01 0110 0001 00005e005301 00000007 0000 0000 00*90", 0,
     FAULT_NONE, "ethernet slow marker", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x8809", "",
     "@14 slow\n"
     "14+1 slow.subtype 2\n"
     "@15 marker\n"
     "15+1 marker.version 1\n"
     "16+1 slow.type 1\n"
     "17+1 slow.length 16\n"
     "18+2 marker.port 1\n"
     "20+6 marker.system 00:00:5e:00:53:01\n"
     "26+4 marker.transaction 7\n"
     "32+1 slow.type 0\n"
     "33+1 slow.length 0\n",
     "marker"},
    {"marker response", 1,
     "00005e005302 00005e005301 8809 02 01 0210 0001 00005e005301 00000007 0000 0000 00*90", 0,
     FAULT_NONE, "ethernet slow marker", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x8809", "",
     "@14 slow\n"
     "14+1 slow.subtype 2\n"
     "@15 marker\n"
     "15+1 marker.version 1\n"
     "16+1 slow.type 2\n"
     "17+1 slow.length 16\n"
     "18+2 marker.port 1\n"
     "20+6 marker.system 00:00:5e:00:53:01\n"
     "26+4 marker.transaction 7\n"
     "32+1 slow.type 0\n"
     "33+1 slow.length 0\n",
     "marker response"},
    /* type 9 */
    {"LACP with a value that nobody has", 1, "00005e005302 00005e005301 8809 01 01 0904 0102 0000",
     0, FAULT_NONE, "ethernet slow lacp", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x8809", "",
     "@14 slow\n"
     "14+1 slow.subtype 1\n"
     "@15 lacp\n"
     "15+1 lacp.version 1\n"
     "16+1 slow.type 9\n"
     "17+1 slow.length 4\n"
     "18+2 lacp.value 2 bytes\n"
     "20+1 slow.type 0\n"
     "21+1 slow.length 0\n",
     "LACP"},
    /* information */
    {"OAM", 1, "00005e005302 00005e005301 8809 03 0050 00 0110", 0, FAULT_NONE,
     "ethernet slow oampdu", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x8809", "",
     "@14 slow\n"
     "14+1 slow.subtype 3\n"
     "@15 oampdu\n"
     "15+2 oam.flags 0x0050\n"
     "17+1 oam.code 0\n",
     "OAM information"},
    /* code 0xfe */
    {"OAM of an organisation", 1, "00005e005302 00005e005301 8809 03 0050 fe", 0, FAULT_NONE,
     "ethernet slow oampdu", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x8809", "",
     "@14 slow\n"
     "14+1 slow.subtype 3\n"
     "@15 oampdu\n"
     "15+2 oam.flags 0x0050\n"
     "17+1 oam.code 254\n",
     "OAM packet"},
    {"ESMC", 1, "00005e005302 00005e005301 8809 0a 0019a7 0001 10 000000", 0, FAULT_NONE,
     "ethernet slow ossp", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x8809", "",
     "@14 slow\n"
     "14+1 slow.subtype 10\n"
     "@15 ossp\n"
     "15+3 ossp.oui 6567\n"
     "18+2 ossp.subtype 1 (ESMC)\n",
     "ESMC"},
    {"another organisation", 1, "00005e005302 00005e005301 8809 0a 00005e 0001 10 000000", 0,
     FAULT_NONE, "ethernet slow ossp", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x8809", "",
     "@14 slow\n"
     "14+1 slow.subtype 10\n"
     "@15 ossp\n"
     "15+3 ossp.oui 94\n",
     "slow protocol of subtype 10"},
    {"a subtype that nobody has", 1, "00005e005302 00005e005301 8809 09 0102", 0, FAULT_NONE,
     "ethernet slow slow-9", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x8809", "",
     "@14 slow\n"
     "14+1 slow.subtype 9\n",
     "slow protocol of subtype 9"},
    /* the budget; LACP has four with its end */
    {"eight values", 1,
     "00005e005302 00005e005301 8809 01 01 0902 0902 0902 0902 0902 0902 0902 0902 0901", 0,
     FAULT_NONE, "ethernet slow lacp", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x8809", "",
     "@14 slow\n"
     "14+1 slow.subtype 1\n"
     "@15 lacp\n"
     "15+1 lacp.version 1\n"
     "16+1 slow.type 9\n"
     "17+1 slow.length 2\n"
     "18+0 lacp.value 0 bytes\n"
     "18+1 slow.type 9\n"
     "19+1 slow.length 2\n"
     "20+0 lacp.value 0 bytes\n"
     "20+1 slow.type 9\n"
     "21+1 slow.length 2\n"
     "22+0 lacp.value 0 bytes\n"
     "22+1 slow.type 9\n"
     "23+1 slow.length 2\n"
     "24+0 lacp.value 0 bytes\n"
     "24+1 slow.type 9\n"
     "25+1 slow.length 2\n"
     "26+0 lacp.value 0 bytes\n"
     "26+1 slow.type 9\n"
     "27+1 slow.length 2\n"
     "28+0 lacp.value 0 bytes\n"
     "28+1 slow.type 9\n"
     "29+1 slow.length 2\n"
     "30+0 lacp.value 0 bytes\n"
     "30+1 slow.type 9\n"
     "31+1 slow.length 2\n"
     "32+0 lacp.value 0 bytes\n",
     "LACP"},
    {"cut in the partner", 1,
     "00005e005302 00005e005301 8809 01 01 0114 8000 00005e005301 000d 8000 0001 3d 000000 "
     "0214 8000 00005e005302 000d 8000 0002 3d 000000 0000",
     10, FAULT_SHORT, "ethernet slow lacp", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x8809", "",
     "@14 slow\n"
     "14+1 slow.subtype 1\n"
     "@15 lacp\n"
     "15+1 lacp.version 1\n"
     "16+1 slow.type 1\n"
     "17+1 slow.length 20\n"
     "18+2 lacp.actor.system_priority 32768\n"
     "20+6 lacp.actor.system 00:00:5e:00:53:01\n"
     "26+2 lacp.actor.key 13\n"
     "28+2 lacp.actor.port_priority 32768\n"
     "30+2 lacp.actor.port 1\n"
     "32+1 lacp.actor.state 0x3d\n"
     "33+3 lacp.reserved 3 bytes\n"
     "36+1 slow.type 2\n"
     "37+1 slow.length 20\n"
     "38+2 lacp.partner.system_priority 32768\n"
     "40+6 lacp.partner.system 00:00:5e:00:53:02\n"
     "46+2 lacp.partner.key 13\n",
     "LACP"},
    {"no subtype", 1, "00005e005302 00005e005301 8809", 0, FAULT_BAD, "ethernet slow",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x8809", "", "@14 slow\n", "Ethernet frame"},
    {"a length of one", 1, "00005e005302 00005e005301 8809 01 01 0101 0000", 0, FAULT_BAD,
     "ethernet slow lacp", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x8809", "",
     "@14 slow\n"
     "14+1 slow.subtype 1\n"
     "@15 lacp\n"
     "15+1 lacp.version 1\n"
     "16+1 slow.type 1\n"
     "17+1 slow.length 1\n",
     "LACP"},
    {"an actor of six bytes", 1, "00005e005302 00005e005301 8809 01 01 0106 8000 0000 0000", 0,
     FAULT_BAD, "ethernet slow lacp", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x8809", "",
     "@14 slow\n"
     "14+1 slow.subtype 1\n"
     "@15 lacp\n"
     "15+1 lacp.version 1\n"
     "16+1 slow.type 1\n"
     "17+1 slow.length 6\n"
     "18+2 lacp.actor.system_priority 32768\n",
     "LACP"},
    {"a value longer than the frame", 1, "00005e005302 00005e005301 8809 01 01 0920 0000", 0,
     FAULT_BAD, "ethernet slow lacp", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x8809", "",
     "@14 slow\n"
     "14+1 slow.subtype 1\n"
     "@15 lacp\n"
     "15+1 lacp.version 1\n"
     "16+1 slow.type 9\n"
     "17+1 slow.length 32\n",
     "LACP"},
};

static void test_slow(void **state)
{
    (void)state;
    frames_check(rows, COUNT(rows), "slow", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_slow)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
