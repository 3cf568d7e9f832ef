/* SPDX-License-Identifier: MIT */

/*
 * The memory of messages (decode/recent.h): with it every frame of pcaps/ gives the packet that it gives
 * without, what comes again is not decoded again, and what differs in anything that counts is.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "captures.h"
#include "recorder.h"

#include "decode/recent.h"

/* Decodes a frame with the memory and without, and compares; true where a message was written down. */
static bool written(const char *name, const char *how, const struct frame *frame,
                    struct recent *recent)
{
    static struct packet plain, p;
    uint64_t before = recent->end;
    packet_decode(&plain, frame, NULL);
    packet_decode_recent(&p, frame, recent);
    if (!packet_same(&plain, &p))
        fail_msg("%s, %s: differs from what is decoded without the memory", name, how);
    return recent->end != before;
}

struct counts {
    unsigned messages, repetitions, others;
};

/* All frames, one after the other, each of them twice. */
static void walk_twice(const char *name, const struct frame *frame, void *user)
{
    static struct recent recent;
    struct counts *counts = user;
    bool first = written(name, "at first", frame, &recent);
    if (written(name, "again", frame, &recent))
        fail_msg("%s: is written down again", name);
    counts->messages += first;
    counts->repetitions += !first;
}

static void test_twice(void **state)
{
    struct counts counts = {0};
    (void)state;
    captures_walk(walk_twice, &counts);
    assert_true(counts.messages > 100); /* of those that are remembered there are many kinds */
}

/* Every byte of a frame that is remembered is changed, one after the other. */
static void walk_changed(const char *name, const struct frame *frame, void *user)
{
    static struct recent recent;
    struct counts *counts = user;
    if (frame->captured > RECENT_MESSAGE / 2 || !written(name, "whole", frame, &recent))
        return;
    uint8_t bytes[RECENT_MESSAGE];
    memcpy(bytes, frame->data, frame->captured);
    struct frame changed = *frame;
    changed.data = bytes;
    for (uint32_t i = 0; i < frame->captured; i++) {
        recent.vain = 0; /* each of them is worth a look */
        bytes[i] ^= 0x41;
        if (written(name, "changed", &changed, &recent))
            counts->others++;
        else
            counts->repetitions++;
        bytes[i] ^= 0x41;
    }
    for (uint32_t n = 0; n < frame->captured; n++) {
        recent.vain = 0;
        changed.captured = n;
        written(name, "cut", &changed, &recent);
        changed.length = n;
        written(name, "ended", &changed, &recent);
        changed.length = frame->length;
    }
}

static void test_changed(void **state)
{
    struct counts counts = {0};
    (void)state;
    captures_walk(walk_changed, &counts);
    assert_true(counts.others > 0 && counts.repetitions > 0);
}

/* A question for host.local by Multicast DNS, from 192.0.2.1. */
enum { IP_ID = 18, ID = 42, QUESTIONS = 47, NAME = 55, WHOLE = 70, LONGEST = 2000 };

static const uint8_t question[WHOLE] = {0x01, 0x00, 0x5e, 0x00, 0x00, 0xfb, 0x02, 0x00, 0x00, 0x00,
                                        0x00, 0x01, 0x08, 0x00, /* Ethernet */
                                        0x45, 0x00, 0x00, 0x38, 0x12, 0x34, 0x00, 0x00, 0xff, 0x11,
                                        0x00, 0x00, 192,  0,    2,    1,    224,  0,    0,    251,
                                        0x14, 0xe9, 0x14, 0xe9, 0x00, 0x24, 0x00, 0x00, /* UDP */
                                        0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00,
                                        0x00, 0x00, /* DNS */
                                        4,    'h',  'o',  's',  't',  5,    'l',  'o',  'c',  'a',
                                        'l',  0,    0x00, 0x01, 0x00, 0x01};

/* The first `n` bytes of `bytes` as a frame, with the lengths in its headers. */
static struct frame frame_of(uint8_t *bytes, uint32_t n)
{
    bytes[16] = (uint8_t)((n - 14) >> 8);
    bytes[17] = (uint8_t)(n - 14);
    bytes[38] = (uint8_t)((n - 34) >> 8);
    bytes[39] = (uint8_t)(n - 34);
    return (struct frame){.number = 1, .captured = n, .length = n, .link = 1, .data = bytes};
}

static void test_what_counts(void **state)
{
    static const struct {
        const char *name;
        uint32_t at;
        bool counts;
    } rows[] = {
        {"receiver's MAC address, which is the group's no more", 5, true},
        {"sender's MAC address", 11, false},
        {"type of service", 15, false},
        {"identification", IP_ID, false},
        {"don't fragment", 20, false},
        {"time to live", 22, true},
        {"IP checksum", 24, false},
        {"source address", 29, false},
        {"destination address, which is the group's no more", 33, true},
        {"source port", 35, false},
        {"UDP checksum", 40, false},
        {"message's identifier", ID, false},
        {"flags", ID + 3, true},
        {"name", NAME, true},
        {"class", WHOLE - 1, true},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        static struct recent recent;
        uint8_t bytes[WHOLE];
        recent = (struct recent){0};
        memcpy(bytes, question, WHOLE);
        struct frame frame = frame_of(bytes, WHOLE);
        assert_true(written(rows[i].name, "at first", &frame, &recent));
        bytes[rows[i].at] ^= 0x40;
        if (written(rows[i].name, "changed", &frame, &recent) != rows[i].counts)
            fail_msg("%s: %s", rows[i].name,
                     rows[i].counts ? "is taken for the same" : "is taken for another");
    }
}

/* A search by SSDP of a machine that says what it runs: 192.0.2.1 does, which the decoder has to ask for. */
static const char search[] = "M-SEARCH * HTTP/1.1\r\nST: ssdp:all\r\nUSER-AGENT: x/1\r\n\r\n";

static void test_of_ends(void **state)
{
    enum { SSDP = 1900, WHOLE_SEARCH = ID + sizeof search - 1 };
    static const struct {
        const char *name;
        uint32_t at;
    } rows[] = {{"receiver's MAC address", 5},
                {"sender's MAC address", 11},
                {"source address", 29},
                {"destination address", 33}};
    static struct recent recent;
    uint8_t bytes[WHOLE_SEARCH];
    (void)state;
    memcpy(bytes, question, ID);
    memcpy(bytes + ID, search, sizeof search - 1);
    bytes[36] = SSDP >> 8;
    bytes[37] = SSDP & 0xff;
    struct frame frame = frame_of(bytes, WHOLE_SEARCH);
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_true(written(rows[i].name, "at first", &frame, &recent));
        assert_false(written(rows[i].name, "again", &frame, &recent));
        bytes[rows[i].at] ^= 0x40;
    }
}

/* The same message behind a longer IP header. */
static void test_header(void **state)
{
    enum { IP_END = 34, OPTIONS = 4 };
    static struct recent recent;
    uint8_t bytes[WHOLE], longer[WHOLE + OPTIONS];
    (void)state;
    memcpy(bytes, question, WHOLE);
    memcpy(longer, question, IP_END);
    memset(longer + IP_END, 1, OPTIONS); /* no operation */
    memcpy(longer + IP_END + OPTIONS, question + IP_END, WHOLE - IP_END);
    longer[14] = 0x46;
    longer[17] = WHOLE + OPTIONS - 14;
    struct frame frame = frame_of(bytes, WHOLE);
    assert_true(written("plain", "at first", &frame, &recent));
    frame.data = longer;
    frame.captured = frame.length = sizeof longer;
    assert_false(written("with options", "at first", &frame, &recent));
}

/* A message so deep below tags that what stands in it might find no room on the stack is not remembered. */
static void test_deep(void **state)
{
    enum { TYPE_AT = 12, TAG = 4, OTHERS = 3 }; /* Ethernet, IP and UDP */
    static struct recent recent;
    (void)state;
    for (unsigned tags = 0; tags + OTHERS < PACKET_STACK; tags++) {
        uint8_t bytes[WHOLE + PACKET_STACK * TAG];
        uint32_t n = TYPE_AT;
        memcpy(bytes, question, TYPE_AT);
        for (unsigned i = 0; i < tags; i++, n += TAG)
            memcpy(bytes + n, "\x81\x00\x00\x00", TAG);
        memcpy(bytes + n, question + TYPE_AT, WHOLE - TYPE_AT);
        bytes[n + 5] = WHOLE - TYPE_AT - 2; /* the length in the IP header */
        n += WHOLE - TYPE_AT;
        struct frame frame = {.number = 1, .captured = n, .length = n, .link = 1, .data = bytes};
        recent = (struct recent){0};
        if (written("tagged", "at first", &frame, &recent) !=
            (tags + OTHERS <= PACKET_STACK - RECENT_LAYERS))
            fail_msg("behind %u tags: remembered, or not", tags);
    }
}

/* What is too large is not remembered. */
static void test_limits(void **state)
{
    static struct recent recent;
    uint8_t bytes[LONGEST] = {0};
    memcpy(bytes, question, WHOLE);
    (void)state;
    struct frame frame = frame_of(bytes, ID + RECENT_MESSAGE);
    assert_true(written("longest", "at first", &frame, &recent));
    assert_false(written("longest", "again", &frame, &recent));
    frame = frame_of(bytes, ID + RECENT_MESSAGE + 1);
    assert_false(written("too long", "at first", &frame, &recent));

    static const struct {
        const char *name;
        unsigned questions;
        uint8_t label; /* bytes of the first one */
        bool remembered;
    } rows[] = {
        {"most facts", RECENT_FACTS, 4, true},
        {"too many facts", RECENT_FACTS + 1, 4, false},
        {"names", 14, 60, true},
        {"too many names", 17, 60, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        uint32_t end = NAME - 1;
        bytes[QUESTIONS] = (uint8_t)rows[i].questions;
        bytes[end++] = rows[i].label;
        memset(bytes + end, 'h', rows[i].label);
        end += rows[i].label;
        memcpy(bytes + end, question + NAME + 4, WHOLE - NAME - 4);
        end += WHOLE - NAME - 4;
        for (unsigned q = 1; q < rows[i].questions; q++, end += 6)
            memcpy(bytes + end, "\xc0\x0c\0\1\0\1", 6);
        frame = frame_of(bytes, end);
        if (written(rows[i].name, "at first", &frame, &recent) != rows[i].remembered)
            fail_msg("%s: %s", rows[i].name, rows[i].remembered ? "not remembered" : "remembered");
    }
}

/* A name that begins in the identifier: as if it were "a" there, and "b". */
static void test_identifier(void **state)
{
    enum { POINTER_END = NAME + 5 };
    static struct recent recent;
    uint8_t bytes[WHOLE];
    (void)state;
    memcpy(bytes, question, WHOLE);
    memcpy(bytes + ID, "\1a", 2);
    memcpy(bytes + NAME - 1, "\xc0\0\0\1\0\1", POINTER_END - NAME + 1);
    struct frame frame = frame_of(bytes, POINTER_END);
    assert_false(written("a", "at first", &frame, &recent));
    bytes[ID + 1] = 'b';
    assert_false(written("b", "at first", &frame, &recent));
}

/* The oldest messages are overwritten, and the ring goes round and round. */
static void test_forgets(void **state)
{
    enum { MESSAGES = RECENT_BYTES / 48 };
    static struct recent recent;
    uint8_t bytes[WHOLE];
    memcpy(bytes, question, WHOLE);
    struct frame frame = frame_of(bytes, WHOLE);
    (void)state;
    assert_true(written("first", "at first", &frame, &recent));
    for (unsigned i = 1; i <= MESSAGES; i++) {
        bytes[NAME] = (uint8_t)(i >> 8);
        bytes[NAME + 1] = (uint8_t)i;
        assert_true(written("another", "at first", &frame, &recent));
        assert_false(written("another", "again", &frame, &recent));
    }
    assert_true(recent.end > 4 * RECENT_BYTES);
    memcpy(bytes, question, WHOLE);
    frame = frame_of(bytes, WHOLE);
    assert_true(written("first", "forgotten", &frame, &recent));
}

/* Where nothing comes again, hardly anything is written down, until something does. */
static void test_vain(void **state)
{
    enum { MESSAGES = 20 * RECENT_ROUND };
    static struct recent recent;
    uint8_t bytes[WHOLE];
    unsigned kept = 0, tries = 0;
    memcpy(bytes, question, WHOLE);
    struct frame frame = frame_of(bytes, WHOLE);
    (void)state;
    for (unsigned i = 0; i < MESSAGES; i++) {
        bytes[NAME] = (uint8_t)(i >> 8);
        bytes[NAME + 1] = (uint8_t)i;
        kept += written("another", "at first", &frame, &recent);
    }
    assert_int_equal(kept, RECENT_VAIN + MESSAGES / RECENT_ROUND * RECENT_TRIES - RECENT_TRIES);
    bytes[NAME] ^= 0x80;
    while (!written("one", "at first", &frame, &recent))
        assert_in_range(++tries, 1, RECENT_ROUND);
    assert_false(written("one", "again", &frame, &recent));
    for (unsigned i = 0; i < RECENT_VAIN; i++) {
        bytes[NAME + 1]++;
        bytes[NAME] ^= bytes[NAME + 1] == 0;
        assert_true(written("another", "at first", &frame, &recent));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_twice),       cmocka_unit_test(test_changed),
        cmocka_unit_test(test_what_counts), cmocka_unit_test(test_of_ends),
        cmocka_unit_test(test_header),      cmocka_unit_test(test_limits),
        cmocka_unit_test(test_deep),        cmocka_unit_test(test_forgets),
        cmocka_unit_test(test_vain),        cmocka_unit_test(test_identifier),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
