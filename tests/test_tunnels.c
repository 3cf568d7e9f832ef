/* SPDX-License-Identifier: MIT */

/* What is named and not looked into above IP and UDP, and what is followed: AH, UDP-Lite. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "recorder.h"

/* IPv4 of LENGTH bytes with PROTOCOL, raw. */
#define IP(LENGTH, PROTOCOL) "4500 " LENGTH " 0001 0000 40 " PROTOCOL " 0000 c0000201 c0000202 "
#define ENDS                 "->- ipv4 192.0.2.1>192.0.2.2 "
#define LINE                 "192.0.2.1 to 192.0.2.2"

static const struct frame_row ah_rows[] = {
    /* next header 17, 6 units of 4 bytes; then UDP of 9 bytes */
    {"UDP", 101, IP("0035", "33") "11 04 0000 00001001 00000001 00*12 9c40 0009 0009 0000 00", 0,
     FAULT_NONE, "raw ipv4 ah udp", ENDS "proto 51 ttl 64 ports 40000>9", "",
     "@20 ah\n"
     "20+1 ah.next_header 17\n"
     "21+1 ah.length 4\n"
     "24+4 ah.spi 4097\n"
     "28+4 ah.sequence 1\n"
     "32+12 ah.icv 12 bytes\n",
     "UDP 40000 to 9"},
    {"a protocol without a decoder", 101, IP("0024", "33") "fd 02 0000 00001001 00000001 00*4", 0,
     FAULT_NONE, "raw ipv4 ah ip-proto-253", ENDS "proto 51 ttl 64", "", NULL, "AH"},
    {"shorter than itself", 101, IP("0024", "33") "fd 00 0000 00001001 00000001 00*4", 0, FAULT_BAD,
     "raw ipv4 ah", ENDS "proto 51 ttl 64", "", NULL, "AH"},
    {"longer than the packet", 101, IP("0024", "33") "fd 03 0000 00001001 00000001 00*4", 0,
     FAULT_BAD, "raw ipv4 ah", ENDS "proto 51 ttl 64", "", NULL, "AH"},
    {"cut", 101, IP("0024", "33") "fd 02 0000 00001001 00000001 00*4", 2, FAULT_SHORT,
     "raw ipv4 ah", ENDS "proto 51 ttl 64", "", NULL, "AH"},
    /* next header 51, of 12 bytes each, until the stack is full */
    {"inside itself", 101,
     IP("0110", "33") "33 01 0000 00000000 00000000 33 01 0000 00000000 00000000 "
                      "33 01 0000 00000000 00000000 33 01 0000 00000000 00000000 "
                      "33 01 0000 00000000 00000000 33 01 0000 00000000 00000000 "
                      "33 01 0000 00000000 00000000 33 01 0000 00000000 00000000 "
                      "33 01 0000 00000000 00000000 33 01 0000 00000000 00000000 "
                      "33 01 0000 00000000 00000000 33 01 0000 00000000 00000000 "
                      "33 01 0000 00000000 00000000 33 01 0000 00000000 00000000 "
                      "33 01 0000 00000000 00000000 33 01 0000 00000000 00000000 "
                      "33 01 0000 00000000 00000000 33 01 0000 00000000 00000000 "
                      "33 01 0000 00000000 00000000 33 01 0000 00000000 00000000 "
                      "33 01 0000 00000000 00000000",
     0, FAULT_BAD, "raw ipv4 ah ah ah ah ah ah ah ah ah ah ah ah ah ah", ENDS "proto 51 ttl 64", "",
     NULL, "AH"},
};

static const struct frame_row udplite_rows[] = {
    {"coverage of the header", 101, IP("001e", "88") "9c40 0009 0008 0000 6869", 0, FAULT_NONE,
     "raw ipv4 udplite", ENDS "proto 136 ttl 64 ports 40000>9", "",
     "@20 udplite\n"
     "20+2 udplite.src_port 40000\n"
     "22+2 udplite.dst_port 9\n"
     "24+2 udplite.coverage 8\n"
     "26+2 udplite.checksum 0x0000\n",
     "UDP-Lite 40000 to 9"},
    {"what a port names", 101, IP("001c", "88") "9c40 007b 0000 0000", 0, FAULT_NONE,
     "raw ipv4 udplite ntp", ENDS "proto 136 ttl 64 ports 40000>123", "", NULL,
     "UDP-Lite 40000 to 123"},
    {"ends behind the ports", 101, IP("0018", "88") "9c40 0009", 0, FAULT_BAD, "raw ipv4 udplite",
     ENDS "proto 136 ttl 64 ports 40000>9", "", NULL, "UDP-Lite 40000 to 9"},
    {"cut in the ports", 101, IP("001c", "88") "9c40 0009 0000 0000", 5, FAULT_SHORT,
     "raw ipv4 udplite", ENDS "proto 136 ttl 64", "", NULL, LINE},
};

/* The addresses and ports of the packet stay those outside of the tunnel. */
static const struct frame_row tunnel_rows[] = {
    {"IP in IP", 101, IP("0028", "04") "4500 0014 0001 0000 40fd 0000 0a000001 0a000002", 0,
     FAULT_NONE, "raw ipv4 ipip", ENDS "proto 4 ttl 64", "", NULL, LINE},
    {"6in4", 101, IP("003c", "29") "60000000 0000 3b 40 fe80 00*13 01 fe80 00*13 02", 0, FAULT_NONE,
     "raw ipv4 6in4", ENDS "proto 41 ttl 64", "", NULL, LINE},
    {"VXLAN", 101,
     IP("0032", "11") "c350 12b5 001e 0000 08000000 00002a00 00005e005302 00005e005301 88b5", 0,
     FAULT_NONE, "raw ipv4 udp vxlan", ENDS "proto 17 ttl 64 ports 50000>4789", "", NULL,
     "UDP 50000 to 4789"},
    {"a later fragment", 101,
     "4500 0018 0001 0001 40 04 0000 c0000201 c0000202 "
     "00*4",
     0, FAULT_NONE, "raw ipv4 ipip", ENDS "proto 4 ttl 64 fragment", "", NULL,
     "fragment of IP protocol 4"},
};

/* Which end's port decides. */
static const struct frame_row port_rows[] = {
    {"both named, the destination's first", 101, IP("001c", "11") "06a5 0868 0008 0000", 0,
     FAULT_NONE, "raw ipv4 udp gtp", ENDS "proto 17 ttl 64 ports 1701>2152", "", NULL,
     "UDP 1701 to 2152"},
    {"only the source's", 101, IP("001c", "11") "06a5 c350 0008 0000", 0, FAULT_NONE,
     "raw ipv4 udp l2tp", ENDS "proto 17 ttl 64 ports 1701>50000", "", NULL, "UDP 1701 to 50000"},
    /* a name server answers a client whose port happens to be registered */
    {"a known server", 101, IP("0028", "11") "0035 06a5 0014 0000 0001 8180 0000 0000 0000 0000", 0,
     FAULT_NONE, "raw ipv4 udp dns", ENDS "proto 17 ttl 64 ports 53>1701", "", NULL, NULL},
    /* ports up to 1023 are servers' alone */
    {"two servers", 101, IP("0024", "11") "0035 01f4 0010 0000 00*8", 0, FAULT_NONE,
     "raw ipv4 udp isakmp", ENDS "proto 17 ttl 64 ports 53>500", "", NULL, "UDP 53 to 500"},
    {"a known server's client", 101,
     IP("0028", "11") "06a5 0035 0014 0000 0001 0100 0000 0000 0000 0000", 0, FAULT_NONE,
     "raw ipv4 udp dns", ENDS "proto 17 ttl 64 ports 1701>53", "", NULL, NULL},
};

/* Every number whose protocol is named, to the name. */
static void test_names(void **state)
{
    static const struct {
        const char *name;
        enum space space;
        uint32_t number;
    } rows[] = {
        {"ipip", SPACE_IP_PROTOCOL, 4},     {"dccp", SPACE_IP_PROTOCOL, 33},
        {"6in4", SPACE_IP_PROTOCOL, 41},    {"rsvp", SPACE_IP_PROTOCOL, 46},
        {"gre", SPACE_IP_PROTOCOL, 47},     {"esp", SPACE_IP_PROTOCOL, 50},
        {"eigrp", SPACE_IP_PROTOCOL, 88},   {"etherip", SPACE_IP_PROTOCOL, 97},
        {"ipcomp", SPACE_IP_PROTOCOL, 108}, {"l2tp", SPACE_IP_PROTOCOL, 115},
        {"sctp", SPACE_IP_PROTOCOL, 132},   {"isakmp", SPACE_UDP_PORT, 500},
        {"rip", SPACE_UDP_PORT, 520},       {"ripng", SPACE_UDP_PORT, 521},
        {"ldp", SPACE_UDP_PORT, 646},       {"l2tp", SPACE_UDP_PORT, 1701},
        {"hsrp", SPACE_UDP_PORT, 1985},     {"hsrp", SPACE_UDP_PORT, 2029},
        {"gtp", SPACE_UDP_PORT, 2123},      {"gtp", SPACE_UDP_PORT, 2152},
        {"glbp", SPACE_UDP_PORT, 3222},     {"teredo", SPACE_UDP_PORT, 3544},
        {"bfd", SPACE_UDP_PORT, 3784},      {"udpencap", SPACE_UDP_PORT, 4500},
        {"bfd", SPACE_UDP_PORT, 4784},      {"vxlan", SPACE_UDP_PORT, 4789},
        {"geneve", SPACE_UDP_PORT, 6081},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        enum proto proto = proto_find(rows[i].space, rows[i].number);
        assert_string_equal(proto_name(proto), rows[i].name);
        assert_true(proto_is_opaque(proto));
    }
    assert_false(proto_is_opaque(PROTO_AH));
    assert_false(proto_is_opaque(PROTO_DNS));
}

static void test_frames(void **state)
{
    (void)state;
    frames_check(ah_rows, COUNT(ah_rows), "ah", "udp");
    frames_check(udplite_rows, COUNT(udplite_rows), "udplite", NULL);
    frames_check(tunnel_rows, COUNT(tunnel_rows), NULL, NULL);
    frames_check(port_rows, COUNT(port_rows), NULL, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
