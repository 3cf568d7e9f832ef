/* SPDX-License-Identifier: MIT */

/* 802.11, and the capture headers in front of it: radiotap, PPI, Prism, AVS. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "recorder.h"

/* Addresses one to four, an IPv4 packet of 20 bytes with protocol 253, and the same in SNAP. */
#define A1     "00005e005301 "
#define A2     "00005e005302 "
#define A3     "00005e005303 "
#define A4     "00005e005304 "
#define GROUP  "01005e0000fb "
#define ALL    "ff*6 "
#define IP     "4500 0014 0001 0000 40fd 0000 c0000201 c0000202 "
#define SNAP   "aaaa03 000000 0800 " IP
#define LAYERS "llc snap ipv4 ip-proto-253"
#define PACKET " ipv4 192.0.2.1>192.0.2.2 proto 253 ttl 64"
#define LINE   "192.0.2.1 to 192.0.2.2"

static const struct frame_row management_rows[] = {
    {"beacon", 105, "8000 0000 " ALL A2 A2 "7000 00*8 6400 0100 0003 'lab'", 0, FAULT_NONE,
     "ieee80211", "00:00:5e:00:53:02>ff:ff:ff:ff:ff:ff", "",
     "@0 ieee80211\n"
     "0+1 wlan.version 0\n"
     "0+1 wlan.type 0\n"
     "0+1 wlan.subtype 8 (beacon)\n"
     "1+1 wlan.flags 0x00\n"
     "2+2 wlan.duration 0\n"
     "4+6 wlan.address1 ff:ff:ff:ff:ff:ff\n"
     "10+6 wlan.address2 00:00:5e:00:53:02\n"
     "16+6 wlan.address3 00:00:5e:00:53:02\n"
     "22+2 wlan.sequence 112\n",
     "802.11 beacon"},
    /* flag 0x80: 4 bytes more */
    {"HT control", 105, "d080 0000 " A1 A2 A2 "7000 01020304 0300", 0, FAULT_NONE, "ieee80211",
     "00:00:5e:00:53:02>00:00:5e:00:53:01", "", NULL, "802.11 action"},
    {"protected", 105, "c040 0000 " A1 A2 A2 "7000 00*16", 0, FAULT_NONE, "ieee80211",
     "00:00:5e:00:53:02>00:00:5e:00:53:01", "", NULL, "802.11 deauthentication"},
    {"a reserved subtype", 105, "7000 0000 " A1 A2 A2 "7000", 0, FAULT_NONE, "ieee80211",
     "00:00:5e:00:53:02>00:00:5e:00:53:01", "", NULL, "802.11 frame"},
    {"from a group", 105, "8000 0000 " ALL GROUP A2 "7000", 0, FAULT_NONE, "ieee80211",
     "01:00:5e:00:00:fb>ff:ff:ff:ff:ff:ff", "odd SOURCE_GROUP_MAC\n", NULL, "802.11 beacon"},
    {"ends in an address", 105, "8000 0000 " ALL "0000", 0, FAULT_BAD, "ieee80211", "->-", "", NULL,
     "802.11 beacon"},
    {"cut in an address", 105, "8000 0000 " ALL A2 A2 "7000", 10, FAULT_SHORT, "ieee80211", "->-",
     "", NULL, "802.11 beacon"},
    {"version 1", 105, "0100 0000 " A1 A2, 0, FAULT_NONE, "ieee80211", "->-", "", NULL,
     "802.11 frame of version 1"},
    {"an extension", 105, "0c00 0000 " A1, 0, FAULT_NONE, "ieee80211", "->-", "", NULL,
     "802.11 DMG beacon"},
    {"nothing", 105, "", 0, FAULT_BAD, "ieee80211", "->-", "", "@0 ieee80211\n", ""},
};

static const struct frame_row control_rows[] = {
    /* receiver and transmitter are nobody's addresses */
    {"RTS", 105, "b400 1000 " A1 A2, 0, FAULT_NONE, "ieee80211", "->-", "",
     "@0 ieee80211\n"
     "0+1 wlan.version 0\n"
     "0+1 wlan.type 1\n"
     "0+1 wlan.subtype 11 (RTS)\n"
     "1+1 wlan.flags 0x00\n"
     "2+2 wlan.duration 16\n"
     "4+6 wlan.address1 00:00:5e:00:53:01\n"
     "10+6 wlan.address2 00:00:5e:00:53:02\n",
     "802.11 RTS"},
    {"acknowledgment", 105, "d400 0000 " A1, 0, FAULT_NONE, "ieee80211", "->-", "", NULL,
     "802.11 acknowledgment"},
    {"PS-Poll", 105, "a400 01c0 " A1 A2, 0, FAULT_NONE, "ieee80211", "->-", "", NULL,
     "802.11 PS-Poll"},
    {"block acknowledgment", 105, "9400 0000 " A1 A2 "0500 7000 00*8", 0, FAULT_NONE, "ieee80211",
     "->-", "", NULL, "802.11 block acknowledgment"},
    {"CTS without an address", 105, "c400 0000", 0, FAULT_BAD, "ieee80211", "->-", "", NULL,
     "802.11 CTS"},
};

static const struct frame_row data_rows[] = {
    /* to DS and from DS clear: destination, source, network */
    {"neither DS", 105, "0800 0000 " A1 A2 A3 "7000 " SNAP, 0, FAULT_NONE, "ieee80211 " LAYERS,
     "00:00:5e:00:53:02>00:00:5e:00:53:01" PACKET, "", NULL, LINE},
    /* to DS: access point, source, destination */
    {"to DS", 105, "0801 0000 " A1 A2 GROUP "7000 " SNAP, 0, FAULT_NONE, "ieee80211 " LAYERS,
     "00:00:5e:00:53:02>01:00:5e:00:00:fb" PACKET, "", NULL, LINE},
    /* from DS: destination, access point, source */
    {"from DS", 105, "0802 0000 " A1 A2 A3 "7000 " SNAP, 0, FAULT_NONE, "ieee80211 " LAYERS,
     "00:00:5e:00:53:03>00:00:5e:00:53:01" PACKET, "", NULL, LINE},
    /* both: receiver, transmitter, destination, source */
    {"both DS", 105, "0803 0000 " A1 A2 A3 "7000 " A4 SNAP, 0, FAULT_NONE, "ieee80211 " LAYERS,
     "00:00:5e:00:53:04>00:00:5e:00:53:03" PACKET, "", NULL, LINE},
    {"QoS", 105, "8801 0000 " A1 A2 A3 "7000 0600 " SNAP, 0, FAULT_NONE, "ieee80211 " LAYERS,
     "00:00:5e:00:53:02>00:00:5e:00:53:03" PACKET, "", NULL, LINE},
    {"QoS and HT control", 105, "8881 0000 " A1 A2 A3 "7000 0600 01020304 " SNAP, 0, FAULT_NONE,
     "ieee80211 " LAYERS, "00:00:5e:00:53:02>00:00:5e:00:53:03" PACKET, "", NULL, LINE},
    /* without QoS the flag says "strictly ordered" */
    {"ordered", 105, "0881 0000 " A1 A2 A3 "7000 " SNAP, 0, FAULT_NONE, "ieee80211 " LAYERS,
     "00:00:5e:00:53:02>00:00:5e:00:53:03" PACKET, "", NULL, LINE},
    {"null", 105, "4801 0000 " A1 A2 A3 "7000", 0, FAULT_NONE, "ieee80211",
     "00:00:5e:00:53:02>00:00:5e:00:53:03", "", NULL, "802.11 null"},
    {"QoS null", 105, "c801 0000 " A1 A2 A3 "7000 0000", 0, FAULT_NONE, "ieee80211",
     "00:00:5e:00:53:02>00:00:5e:00:53:03", "", NULL, "802.11 QoS null"},
    {"no body", 105, "0801 0000 " A1 A2 A3 "7000", 0, FAULT_NONE, "ieee80211",
     "00:00:5e:00:53:02>00:00:5e:00:53:03", "", NULL, "802.11 data"},
    /* flag 0x40: what looks like SNAP is not read */
    {"protected", 105, "0841 0000 " A1 A2 A3 "7000 " SNAP, 0, FAULT_NONE, "ieee80211",
     "00:00:5e:00:53:02>00:00:5e:00:53:03", "", NULL, "802.11 data, protected"},
    /* a length of 20 of which 12 are here */
    {"first fragment", 105,
     "0805 0000 " A1 A2 A3 "7000 aaaa03 000000 0800 4500 0020 0001 0000 40fd 0000 "
     "c0000201 c0000202",
     0, FAULT_NONE, "ieee80211 " LAYERS,
     "00:00:5e:00:53:02>00:00:5e:00:53:03" PACKET " first-fragment", "", NULL, LINE},
    {"first fragment, the header divided", 105,
     "0805 0000 " A1 A2 A3 "7000 aaaa03 000000 0800 4500 0020 0001", 0, FAULT_NONE,
     "ieee80211 llc snap ipv4", "00:00:5e:00:53:02>00:00:5e:00:53:03 ipv4 ->- first-fragment", "",
     NULL, "LLC to service access point 0xaa"},
    {"second fragment", 105, "0801 0000 " A1 A2 A3 "7100 " IP, 0, FAULT_NONE, "ieee80211",
     "00:00:5e:00:53:02>00:00:5e:00:53:03", "", NULL, "802.11 data, fragment 1"},
    {"ends in the fourth address", 105, "0803 0000 " A1 A2 A3 "7000 0000", 0, FAULT_BAD,
     "ieee80211", "->-", "", NULL, "802.11 data"},
    {"cut in QoS control", 105, "8801 0000 " A1 A2 A3 "7000 0600 " SNAP, 29, FAULT_SHORT,
     "ieee80211", "->-", "", NULL, "802.11 QoS data"},
};

static const struct frame_row mesh_rows[] = {
    /* QoS control 0x0100; flags 0, TTL 31, sequence 1 */
    {"no extension", 105, "8803 0000 " A1 A2 A3 "7000 " A4 "0001 00 1f 01000000 " SNAP, 0,
     FAULT_NONE, "ieee80211 " LAYERS, "00:00:5e:00:53:04>00:00:5e:00:53:03" PACKET, "", NULL, LINE},
    /* flags 1: one address, the source's */
    {"address 4", 105, "8802 0000 " GROUP A2 A3 "7000 0001 01 1f 01000000 " A4 SNAP, 0, FAULT_NONE,
     "ieee80211 " LAYERS, "00:00:5e:00:53:04>01:00:5e:00:00:fb" PACKET, "", NULL, LINE},
    /* flags 2: destination and source */
    {"addresses 5 and 6", 105, "8803 0000 " A1 A2 A1 "7000 " A2 "0001 02 1f 01000000 " A3 A4 SNAP,
     0, FAULT_NONE, "ieee80211 " LAYERS, "00:00:5e:00:53:04>00:00:5e:00:53:03" PACKET, "", NULL,
     LINE},
    /* to an access point the bit belongs to a queue's length */
    {"no mesh", 105, "8801 0000 " A1 A2 A3 "7000 0001 " SNAP, 0, FAULT_NONE, "ieee80211 " LAYERS,
     "00:00:5e:00:53:02>00:00:5e:00:53:03" PACKET, "", NULL, LINE},
};

static const struct frame_row amsdu_rows[] = {
    /* QoS control 0x0080; 28 bytes behind each length, 2 of padding */
    {"two", 105,
     "8801 0000 " A1 A2 A1 "7000 8000 " GROUP A4 "001c " SNAP "0000 " A3 A4 "001c " SNAP, 0,
     FAULT_NONE, "ieee80211 " LAYERS, "00:00:5e:00:53:04>01:00:5e:00:00:fb" PACKET, "more\n", NULL,
     LINE},
    {"one", 105, "8801 0000 " A1 A2 A1 "7000 8000 " A3 A4 "001c " SNAP, 0, FAULT_NONE,
     "ieee80211 " LAYERS, "00:00:5e:00:53:04>00:00:5e:00:53:03" PACKET, "", NULL, LINE},
    {"longer than the frame", 105, "8801 0000 " A1 A2 A1 "7000 8000 " A3 A4 "001d " SNAP, 0,
     FAULT_BAD, "ieee80211", "00:00:5e:00:53:02>00:00:5e:00:53:01", "", NULL, "802.11 QoS data"},
    {"a second without an end", 105,
     "8801 0000 " A1 A2 A1 "7000 8000 " GROUP A4 "001c " SNAP "0000 " A3, 0, FAULT_BAD,
     "ieee80211 " LAYERS, "00:00:5e:00:53:04>01:00:5e:00:00:fb" PACKET, "more\n", NULL, LINE},
    /* 200 of no length: the budget ends the reading */
    {"too many", 105, "8801 0000 " A1 A2 A1 "7000 8000 00*3200", 0, FAULT_BAD, "ieee80211 llc",
     "00:00:00:00:00:00>00:00:00:00:00:00", "more\n", NULL, "802.11 QoS data"},
};

/* A frame to DS, and radiotap headers of version 0. */
#define WLAN      "0801 0000 " A1 A2 A3 "7000 " SNAP
#define WLAN_LAST "ieee80211 " LAYERS, "00:00:5e:00:53:02>00:00:5e:00:53:03" PACKET, ""

static const struct frame_row radiotap_rows[] = {
    {"no fields", 127, "00 00 0800 00000000 " WLAN, 0, FAULT_NONE, "radiotap " WLAN_LAST, NULL,
     LINE},
    /* TSFT and flags 0x10: 4 bytes at the end are no padding of the packet */
    {"check sequence", 127, "00 00 1100 03000000 00*8 10 " WLAN "01020304", 0, FAULT_NONE,
     "radiotap " WLAN_LAST,
     "@0 radiotap\n"
     "0+1 radiotap.version 0\n"
     "2+2 radiotap.length 17\n"
     "4+4 radiotap.present 3\n"
     "8+8 radiotap.tsft 8 bytes\n"
     "16+1 radiotap.flags 16\n",
     LINE},
    /* flags 0x20: 26 bytes of header and 2 of padding */
    {"padded header", 127, "00 00 0900 02000000 20 8801 0000 " A1 A2 A3 "7000 0600 0000 " SNAP, 0,
     FAULT_NONE, "radiotap " WLAN_LAST, NULL, LINE},
    /* 24 bytes need none */
    {"padded, nothing to pad", 127, "00 00 0900 02000000 20 " WLAN, 0, FAULT_NONE,
     "radiotap " WLAN_LAST, NULL, LINE},
    /* two more words of 4 bytes; TSFT is aligned to 8 behind them */
    {"three words", 127, "00 00 1900 03000080 00000080 00000000 00*8 10 " WLAN "01020304", 0,
     FAULT_NONE, "radiotap " WLAN_LAST, NULL, LINE},
    /* one more word: 4 bytes of alignment in front of TSFT */
    {"two words", 127, "00 00 1900 03000080 00000000 00*4 00*8 10 " WLAN "01020304", 0, FAULT_NONE,
     "radiotap " WLAN_LAST, NULL, LINE},
    {"no frame", 127, "00 00 0800 00000000", 0, FAULT_NONE, "radiotap", "->-", "", NULL,
     "Radiotap header"},
    {"a header of 3 bytes", 127, "00 00 0300 00000000 " WLAN, 0, FAULT_BAD, "radiotap", "->-", "",
     NULL, "Radiotap header"},
    {"a header longer than the frame", 127, "00 00 ff00 00000000 " WLAN, 0, FAULT_BAD, "radiotap",
     "->-", "", NULL, "Radiotap header"},
    {"flags behind the header", 127, "00 00 0800 02000000 " WLAN, 0, FAULT_BAD, "radiotap", "->-",
     "", NULL, "Radiotap header"},
    {"words without end", 127, "00 00 c800 ff*196 " WLAN, 0, FAULT_NONE,
     "radiotap ieee80211 " LAYERS, "00:00:5e:00:53:02>00:00:5e:00:53:03" PACKET, "more\n", NULL,
     LINE},
    {"no room for the check sequence", 127, "00 00 0900 02000000 10 d400", 0, FAULT_BAD, "radiotap",
     "->-", "", NULL, "Radiotap header"},
    {"another version", 127, "01 00 0800 00000000 " WLAN, 0, FAULT_NONE, "radiotap", "->-", "",
     NULL, "Radiotap header"},
    /* ARPHRD 803 in a Linux cooked capture */
    {"cooked", 113, "0000 0323 0006 " A4 "0000 0004 00 00 0800 00000000 " WLAN, 0, FAULT_NONE,
     "sll radiotap ieee80211 " LAYERS, "00:00:5e:00:53:02>00:00:5e:00:53:03 to-us" PACKET, "", NULL,
     LINE},
    {"cut in the header", 127, "00 00 1100 03000000 00*8 10 " WLAN, 60, FAULT_SHORT, "radiotap",
     "->-", "", NULL, "Radiotap header"},
};

static const struct frame_row ppi_rows[] = {
    /* field 2 of 20 bytes: TSF, then flags 0x0001 */
    {"check sequence", 192, "00 00 2000 69000000 0200 1400 00*8 0100 00*10 " WLAN "01020304", 0,
     FAULT_NONE, "ppi " WLAN_LAST,
     "@0 ppi\n"
     "0+1 ppi.version 0\n"
     "1+1 ppi.flags 0\n"
     "2+2 ppi.length 32\n"
     "4+4 ppi.link 105\n"
     "8+2 ppi.field.type 2\n"
     "10+2 ppi.field.length 20\n"
     "12+8 ppi.tsf 8 bytes\n"
     "20+2 ppi.flags 1\n",
     LINE},
    {"no fields", 192, "00 00 0800 69000000 " WLAN, 0, FAULT_NONE, "ppi " WLAN_LAST, NULL, LINE},
    /* flags 1: a field of 1 byte, and 3 of padding */
    {"Ethernet, aligned fields", 192,
     "00 01 1800 01000000 3275 0100 01 000000 3275 0400 00*4 " A1 A2 "0800 " IP, 0, FAULT_NONE,
     "ppi ethernet ipv4 ip-proto-253", "00:00:5e:00:53:02>00:00:5e:00:53:01 type 0x0800" PACKET, "",
     NULL, LINE},
    {"a link type without a decoder", 192, "00 00 0800 93000000 00", 0, FAULT_NONE,
     "ppi linktype-147", "->-", "", NULL, "PPI header"},
    {"a link type of no pcap file", 192, "00 00 0800 01000100 00", 0, FAULT_NONE,
     "ppi linktype-65537", "->-", "", NULL, "PPI header"},
    {"a header of 7 bytes", 192, "00 00 0700 69000000 " WLAN, 0, FAULT_BAD, "ppi", "->-", "", NULL,
     "PPI header"},
    {"a field beyond the header", 192, "00 00 0c00 69000000 0200 1400 " WLAN, 0, FAULT_BAD, "ppi",
     "->-", "", NULL, "PPI header"},
    {"a field too short for its flags", 192, "00 00 1400 69000000 0200 0800 00*8 " WLAN, 0,
     FAULT_BAD, "ppi " WLAN_LAST, NULL, LINE},
    /* link type 192 in itself, until the stack is full */
    {"inside itself", 192,
     "00 00 0800 c0000000 00 00 0800 c0000000 00 00 0800 c0000000 00 00 0800 c0000000 "
     "00 00 0800 c0000000 00 00 0800 c0000000 00 00 0800 c0000000 00 00 0800 c0000000 "
     "00 00 0800 c0000000 00 00 0800 c0000000 00 00 0800 c0000000 00 00 0800 c0000000 "
     "00 00 0800 c0000000 00 00 0800 c0000000 00 00 0800 c0000000 00 00 0800 c0000000 "
     "00 00 0800 c0000000",
     0, FAULT_BAD, "ppi ppi ppi ppi ppi ppi ppi ppi ppi ppi ppi ppi ppi ppi ppi ppi", "->-", "",
     NULL, "PPI header"},
};

static const struct frame_row monitor_rows[] = {
    /* code 0x44, 24 bytes, in the order of a PC */
    {"Prism, little-endian", 119, "44000000 18000000 'wlan0' 00*11 " WLAN, 0, FAULT_NONE,
     "prism " WLAN_LAST,
     "@0 prism\n"
     "0+4 prism.code 68\n"
     "4+4 prism.length 24\n"
     "8+16 monitor.values 16 bytes\n",
     LINE},
    {"Prism, big-endian", 119, "00000044 00000018 'wlan0' 00*11 " WLAN, 0, FAULT_NONE,
     "prism " WLAN_LAST, NULL, LINE},
    {"Prism, too short", 119, "44000000 08000000 'wlan0' 00*11 " WLAN, 0, FAULT_BAD, "prism", "->-",
     "", NULL, "Prism monitor header"},
    {"Prism, too long", 119, "44000000 ffffffff 'wlan0' 00*11 " WLAN, 0, FAULT_BAD, "prism", "->-",
     "", NULL, "Prism monitor header"},
    {"AVS in place of Prism", 119, "80211001 00000040 00*56 " WLAN, 0, FAULT_NONE,
     "prism avs " WLAN_LAST, NULL, LINE},
    {"AVS", 163, "80211002 00000010 00*8 " WLAN, 0, FAULT_NONE, "avs " WLAN_LAST, NULL, LINE},
    {"AVS, another magic number", 163, "80212001 00000010 00*8 " WLAN, 0, FAULT_BAD, "avs", "->-",
     "", NULL, "AVS monitor header"},
    {"AVS, too short", 163, "80211001 00000007 00*8 " WLAN, 0, FAULT_BAD, "avs", "->-", "", NULL,
     "AVS monitor header"},
    {"AVS, cut", 163, "80211001 00000010 00*8 " WLAN, 60, FAULT_SHORT, "avs", "->-", "", NULL,
     "AVS monitor header"},
};

static void test_frames(void **state)
{
    (void)state;
    frames_check(management_rows, COUNT(management_rows), NULL, NULL);
    frames_check(control_rows, COUNT(control_rows), NULL, NULL);
    frames_check(data_rows, COUNT(data_rows), NULL, "ipv4");
    frames_check(mesh_rows, COUNT(mesh_rows), NULL, "ipv4");
    frames_check(amsdu_rows, COUNT(amsdu_rows), NULL, "ipv4");
}

static void test_headers(void **state)
{
    (void)state;
    frames_check(radiotap_rows, COUNT(radiotap_rows), "radiotap", "ieee80211");
    frames_check(ppi_rows, COUNT(ppi_rows), "ppi", "ieee80211");
    frames_check(monitor_rows, COUNT(monitor_rows), "prism", "ieee80211");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_frames),
        cmocka_unit_test(test_headers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
