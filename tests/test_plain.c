/* SPDX-License-Identifier: MIT */

/*
 * Plain frames (decode/plain.h): what is read in one go is what the decoders of the layers read, of every frame of
 * pcaps/, with each byte of its heads changed and cut off at each of them, and what is not plain is left to
 * them.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "captures.h"
#include "recorder.h"

#include "decode/plain.h"
#include "decode/recent.h"

enum { HEADS = 14 + 40 + 20, ETHERNET = 1, NETWORKS = 2, TRANSPORTS = 2 };

struct counts {
    unsigned plain[NETWORKS][TRANSPORTS], others;
};

/* Decodes the frame both ways where it is plain. */
static void compare(const char *name, const char *how, const struct frame *frame,
                    struct counts *counts)
{
    static struct packet layered, p;
    static struct recent recent;
    packet_decode(&layered, frame, NULL);
    memset(&p, 0, offsetof(struct packet, facts));
    if (plain_decode(&p, frame)) {
        if (!packet_same(&layered, &p))
            fail_msg("%s, %s: differs from what its layers say", name, how);
        counts->plain[p.network == PROTO_IPV6][p.stack[2] == PROTO_TCP]++;
        return;
    }
    packet_decode_recent(&p, frame, &recent);
    if (!packet_same(&layered, &p))
        fail_msg("%s, %s: is not plain, and not left to its layers", name, how);
    counts->others++;
}

static void walk(const char *name, const struct frame *frame, void *user)
{
    static const uint8_t changes[] = {0x01, 0x02, 0x10, 0x40, 0x80, 0xff};
    uint8_t bytes[HEADS];
    if (frame->link != ETHERNET || frame->captured == 0)
        return;
    compare(name, "whole", frame, user);
    struct frame other = *frame;
    uint32_t heads = frame->captured < HEADS ? frame->captured : HEADS;
    uint8_t *copy = malloc(frame->captured);
    if (copy == NULL)
        fail_msg("out of memory");
    memcpy(copy, frame->data, frame->captured);
    memcpy(bytes, frame->data, heads);
    other.data = copy;
    for (uint32_t i = 0; i < heads; i++) {
        for (size_t k = 0; k < COUNT(changes); k++) {
            copy[i] = bytes[i] ^ changes[k];
            compare(name, "changed", &other, user);
        }
        copy[i] = bytes[i];
    }
    free(copy);
    for (uint32_t n = 1; n < heads; n++) {
        copy = malloc(n); /* ends where the sanitizers see it */
        if (copy == NULL)
            fail_msg("out of memory");
        memcpy(copy, frame->data, n);
        other = *frame;
        other.data = copy;
        other.captured = n;
        compare(name, "cut", &other, user);
        other.length = n;
        compare(name, "ended", &other, user);
        free(copy);
    }
}

static void test_plain(void **state)
{
    struct counts counts = {.others = 0};
    (void)state;
    captures_walk(walk, &counts);
    for (int network = 0; network < NETWORKS; network++)
        for (int transport = 0; transport < TRANSPORTS; transport++)
            assert_true(counts.plain[network][transport] > 100);
    assert_true(counts.others > 100);
}

/* A datagram of no payload from 192.0.2.1 to 192.0.2.2, and what may be other in it. */
static void test_odd(void **state)
{
    enum { WHOLE = 42, CHANGES = 3 };
    static const uint8_t datagram[WHOLE] = {
        0x02, 0, 0,    0,  0, 2, 0x02, 0, 0,  0,  0, 1, 0x08, 0x00, /* Ethernet */
        0x45, 0, 0,    28, 0, 1, 0x40, 0, 64, 17, 0, 0, 192,  0,    2, 1, 192, 0, 2, 2, /* IPv4 */
        0x30, 1, 0x30, 2,  0, 8, 0,    0,                                               /* UDP */
    };
    static const struct {
        const char *name;
        bool plain;
        struct {
            uint8_t at, value;
        } change[CHANGES];
    } rows[] = {
        {"as it is", true, {{0, 2}}},
        {"may be fragmented", true, {{20, 0}}},
        {"to everybody", true, {{30, 255}, {31, 255}}},
        {"frame for all", true, {{0, 0xff}}},
        {"group's frame for one machine", true, {{0, 1}}},
        {"another EtherType", false, {{13, 6}}},
        {"options", false, {{14, 0x46}}},
        {"version 6", false, {{14, 0x65}}},
        {"first fragment", false, {{20, 0x20}}},
        {"later fragment", false, {{21, 1}}},
        {"ICMP", false, {{23, 1}}},
        {"no total length", false, {{17, 0}}},
        {"total length beyond the frame", false, {{17, 29}}},
        {"no room for UDP", false, {{17, 27}}},
        {"UDP length beyond the packet", false, {{39, 9}}},
        {"UDP length below its header", false, {{39, 7}}},
        {"no UDP length", false, {{39, 0}}},
        {"sent by a group's MAC address", false, {{6, 3}}},
        {"sent by a group", false, {{26, 224}}},
        {"group's frame for another group", false, {{0, 1}, {30, 224}}},
    };
    static const uint8_t broadcast[] = {255, 255, 255, 255};
    struct counts counts = {.others = 0};
    uint8_t bytes[WHOLE];
    struct frame frame = {
        .number = 1, .captured = WHOLE, .length = WHOLE, .link = ETHERNET, .data = bytes};
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        unsigned others = counts.others;
        memcpy(bytes, datagram, WHOLE);
        for (int k = 0; k < CHANGES && rows[i].change[k].at + rows[i].change[k].value > 0; k++)
            bytes[rows[i].change[k].at] = rows[i].change[k].value;
        compare(rows[i].name, "by hand", &frame, &counts);
        if ((counts.others == others) != rows[i].plain)
            fail_msg("%s: is %s plain", rows[i].name, rows[i].plain ? "not" : "still");
    }
    memcpy(bytes, datagram, WHOLE);
    memcpy(bytes + 26, broadcast, sizeof broadcast);
    unsigned others = counts.others;
    compare("sent by everybody", "by hand", &frame, &counts);
    assert_int_equal(counts.others, others + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_plain), cmocka_unit_test(test_odd)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
