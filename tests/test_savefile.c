/* SPDX-License-Identifier: MIT */

/* Saved captures: what files of each variant say, where damaged ones are cut, what is refused. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "capture/savefile.h"
#include "savefile_builder.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { FRAMES = 16 };

/* What came out of a file. */
struct outcome {
    struct savefile *sf; /* NULL where it was refused */
    struct error error;  /* of the refusal, or of the damage */
    enum savefile_state last;
    struct savefile_frame frame[FRAMES];
    char data[FRAMES][16], comment[FRAMES][64];
    size_t frames;
    struct savefile_name name[FRAMES];
    size_t names;
};

static void name_keep(void *context, const struct savefile_name *name)
{
    struct outcome *o = context;
    assert_true(o->names < FRAMES);
    o->name[o->names++] = *name;
}

static struct outcome read_bytes(const void *bytes, size_t n, size_t step)
{
    struct feed feed = {.bytes = bytes, .n = n, .step = step};
    struct outcome o = {0};
    struct savefile_frame frame;
    o.sf = savefile_open("file", feed_read, &feed, &o.error);
    if (o.sf == NULL)
        return o;
    savefile_names(o.sf, name_keep, &o);
    while ((o.last = savefile_next(o.sf, &frame)) == SAVEFILE_FRAME || o.last == SAVEFILE_LATER) {
        if (o.last == SAVEFILE_LATER)
            continue;
        assert_true(o.frames < FRAMES);
        memcpy(o.data[o.frames], frame.frame.data,
               frame.frame.captured < 15 ? frame.frame.captured : 15);
        savefile_comment(o.sf, &frame, o.comment[o.frames], sizeof o.comment[0]);
        o.frame[o.frames++] = frame;
    }
    if (o.last == SAVEFILE_FAILED)
        o.error = *savefile_error(o.sf);
    assert_int_equal(savefile_next(o.sf, &frame), o.last);
    return o;
}

static struct outcome read_built(const struct built *b)
{
    return read_bytes(b->bytes, b->n, 0);
}

static void check_contains(const char *name, const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("%s: \"%s\" does not contain \"%s\"", name, text, part);
}

static void pcap_variants(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool big;
        uint32_t magic;
        unsigned major, minor;
        uint32_t snapshot_length, link, seconds, fraction, first, second, extra;
        int64_t t_ns;
        uint32_t captured, length, expected_link;
    } rows[] = {
        {"microseconds", false, 0xa1b2c3d4, 2, 4, 65535, 1, 1, 2, 4, 9, 0, 1000002000, 4, 9, 1},
        {"big-endian", true, 0xa1b2c3d4, 2, 4, 65535, 1, 1, 2, 4, 9, 0, 1000002000, 4, 9, 1},
        {"nanoseconds", false, 0xa1b23c4d, 2, 4, 65535, 1, 1, 2, 4, 9, 0, 1000000002, 4, 9, 1},
        {"nanoseconds, big", true, 0xa1b23c4d, 2, 4, 65535, 1, 1, 2, 4, 9, 0, 1000000002, 4, 9, 1},
        {"Kuznetzov's", false, 0xa1b2cd34, 2, 4, 65535, 1, 1, 2, 4, 9, 8, 1000002000, 4, 9, 1},
        {"version 2.2: lengths swapped", false, 0xa1b2c3d4, 2, 2, 65535, 1, 1, 2, 9, 4, 0,
         1000002000, 4, 9, 1},
        {"version 2.3, swapped", false, 0xa1b2c3d4, 2, 3, 65535, 1, 1, 2, 9, 4, 0, 1000002000, 4, 9,
         1},
        {"version 2.3, in order", false, 0xa1b2c3d4, 2, 3, 65535, 1, 1, 2, 4, 9, 0, 1000002000, 4,
         9, 1},
        {"DG/UX", false, 0xa1b2c3d4, 543, 0, 65535, 1, 1, 2, 9, 4, 0, 1000002000, 4, 9, 1},
        {"no snapshot length", false, 0xa1b2c3d4, 2, 4, 0, 1, 1, 2, 4, 4, 0, 1000002000, 4, 4, 1},
        {"a huge snapshot length", false, 0xa1b2c3d4, 2, 4, UINT32_MAX, 1, 1, 2, 4, 4, 0,
         1000002000, 4, 4, 1},
        {"more than the snapshot length", false, 0xa1b2c3d4, 2, 4, 3, 1, 1, 2, 4, 4, 0, 1000002000,
         4, 4, 1},
        {"a frame check sequence", false, 0xa1b2c3d4, 2, 4, 65535, 0x24000071, 1, 2, 4, 4, 0,
         1000002000, 4, 4, 113},
        {"longer than its length", false, 0xa1b2c3d4, 2, 4, 65535, 1, 1, 2, 4, 2, 0, 1000002000, 4,
         4, 1},
        {"a fraction above a second", false, 0xa1b2c3d4, 2, 4, 65535, 1, 1, 2000000, 4, 4, 0,
         3000000000, 4, 4, 1},
        {"the last second", false, 0xa1b2c3d4, 2, 4, 65535, 1, UINT32_MAX, 0, 4, 4, 0,
         4294967295000000000, 4, 4, 1},
        {"a negative fraction", false, 0xa1b23c4d, 2, 4, 65535, 1, 1, UINT32_MAX, 4, 4, 0,
         1000000000, 4, 4, 1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct built b = {.big = rows[i].big};
        pcap_begin(&b, rows[i].magic, rows[i].major, rows[i].minor, rows[i].snapshot_length,
                   rows[i].link);
        pcap_record(&b, rows[i].seconds, rows[i].fraction, rows[i].first, rows[i].second, "");
        for (uint32_t k = 0; k < rows[i].extra; k++)
            put8(&b, 0xee);
        put_bytes(&b, "abcd", 4);
        struct outcome o = read_built(&b);
        if (o.last != SAVEFILE_END || o.frames != 1)
            fail_msg("%s: %zu frames, %s", rows[i].name, o.frames, o.error.sentence);
        const struct savefile_frame *f = &o.frame[0];
        if (f->frame.t_ns != rows[i].t_ns || f->frame.captured != rows[i].captured ||
            f->frame.length != rows[i].length || f->frame.link != rows[i].expected_link ||
            f->timeless)
            fail_msg("%s: t %lld captured %u length %u link %u", rows[i].name,
                     (long long)f->frame.t_ns, f->frame.captured, f->frame.length, f->frame.link);
        if (memcmp(o.data[0], "abcd", rows[i].captured) != 0)
            fail_msg("%s: the bytes differ", rows[i].name);
        savefile_close(o.sf);
    }
}

/* Numbers that a link type keeps in the order of the machine are turned into this machine's, so that
 * the two orders of a file give the same frames. */
static void pseudo_headers_are_in_this_machines_order(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        unsigned link;
        bool can, nflog;
    } rows[] = {
        {"USB", 189, false, false},
        {"USB with descriptors", 220, false, false},
        {"NFLOG", 239, false, true},
        {"CAN, cooked", 113, true, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct savefile_frame frame[2];
        uint8_t data[2][80];
        for (int big = 0; big < 2; big++) {
            struct built b = {.big = big};
            pcap_begin(&b, 0xa1b2c3d4, 2, 4, 65535, rows[i].link);
            put32(&b, 1), put32(&b, 1), put32(&b, 80), put32(&b, 80);
            size_t end = b.n + 80;
            if (rows[i].nflog) {
                put_bytes(&b, "\2\0\0\1", 4);
                put16(&b, 6), put16(&b, 9), put_bytes(&b, "ab\0\0", 4);
                put16(&b, 68), put16(&b, 10);
            } else if (rows[i].can) {
                put_bytes(&b, "\0\1\0\1\0\0\0\0\0\0\0\0\0\0\0\x0c", 16);
                put32(&b, 0x123);
            } else {
                put64(&b, 77), put_bytes(&b, "SabC", 4), put16(&b, 3), put_bytes(&b, "-=", 2);
                b.bytes[b.n - 7] = 0; /* isochronous */
                put64(&b, 1), put32(&b, 2), put32(&b, 3), put32(&b, 4), put32(&b, 5);
                put32(&b, 6), put32(&b, 1);
                if (rows[i].link == 220) {
                    put32(&b, 7), put32(&b, 8), put32(&b, 9), put32(&b, 1);
                    put32(&b, 10), put32(&b, 11), put32(&b, 12);
                }
            }
            b.n = end;
            struct feed feed = {.bytes = b.bytes, .n = b.n};
            struct error error;
            struct savefile *sf = savefile_open("file", feed_read, &feed, &error);
            assert_non_null(sf);
            assert_int_equal(savefile_next(sf, &frame[big]), SAVEFILE_FRAME);
            assert_int_equal(frame[big].frame.captured, 80);
            memcpy(data[big], frame[big].frame.data, 80);
            savefile_close(sf);
        }
        if (memcmp(data[0], data[1], 80) != 0)
            fail_msg("%s: the bytes differ", rows[i].name);
    }
}

/* A pcapng file with a block of every kind. */
static void build_all_blocks(struct built *b)
{
    section(b);
    interface_begin(b, 1, 100);
    option(b, 2, "eth0", 4);
    option(b, 3, "up\x1b[2J\0", 7);
    option(b, 9, "\x09", 1);
    option(b, 0, "", 0);
    block_end(b, false);
    interface(b, 113, 0, "any");
    packet_begin(b, 0, 1500000000000000007, 5, 60, "hello");
    option(b, 1, "first \n comment", 15);
    option64(b, 4, 3);
    block_end(b, true);
    block_begin(b, 3); /* simple */
    put32(b, 6);
    put_bytes(b, "simple", 6);
    block_end(b, true);
    block_begin(b, 2); /* obsolete */
    put16(b, 1);
    put16(b, 2);
    put64(b, 0);
    put32(b, 3);
    put32(b, 3);
    put_bytes(b, "old", 3);
    block_end(b, true);
    block_begin(b, 4); /* names */
    option(b, 1, "\x0a\0\0\x05printer\0laser\0", 18);
    option(b, 2, "\xfe\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\1six", 19);
    option(b, 3, "\0\x15\x5d\0\xe5\1vm\0", 9);
    option(b, 77, "unknown", 7);
    option(b, 0, "", 0);
    block_end(b, false);
    block_begin(b, 5); /* statistics */
    put32(b, 0);
    put64(b, 0);
    option64(b, 5, 11);
    option64(b, 7, 22);
    block_end(b, false);
    static const uint32_t skipped[] = {9, 10, 0xbad, 0x40000bad, 0x80000001, 0xffffffff};
    for (size_t i = 0; i < COUNT(skipped); i++) {
        block_begin(b, skipped[i]);
        put32(b, 32473);
        block_end(b, false);
    }
    packet(b, 1, 1, "last");
}

static void check_all_blocks(const char *name, const struct outcome *o)
{
    static const struct {
        int64_t t_ns;
        uint32_t captured, length, link, interface;
        bool timeless;
        const char *data, *comment;
    } rows[] = {
        {1500000000000000007, 5, 60, 1, 0, false, "hello", "first \\x0a comment"},
        {1500000000000000007, 6, 6, 1, 0, true, "simple", ""},
        {0, 3, 3, 113, 1, false, "old", ""},
        {1000, 4, 4, 113, 1, false, "last", ""},
    };
    if (o->frames != COUNT(rows) || o->last != SAVEFILE_END)
        fail_msg("%s: %zu frames, %s", name, o->frames, o->error.sentence);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct savefile_frame *f = &o->frame[i];
        if (f->frame.t_ns != rows[i].t_ns || f->frame.captured != rows[i].captured ||
            f->frame.length != rows[i].length || f->frame.link != rows[i].link ||
            f->interface != rows[i].interface || f->timeless != rows[i].timeless)
            fail_msg("%s: frame %zu: t %lld captured %u length %u link %u interface %u", name, i,
                     (long long)f->frame.t_ns, f->frame.captured, f->frame.length, f->frame.link,
                     f->interface);
        assert_string_equal(o->data[i], rows[i].data);
        assert_string_equal(o->comment[i], rows[i].comment);
    }
    assert_int_equal(savefile_interface_count(o->sf), 2);
    const struct savefile_interface *i = savefile_interface(o->sf, 0);
    assert_string_equal(i[0].name, "eth0");
    assert_string_equal(i[0].description, "up\\x1b[2J");
    assert_string_equal(i[1].name, "any");
    assert_int_equal(i[0].frames, 2);
    assert_int_equal(i[1].frames, 2);
    assert_int_equal(i[0].interface_dropped, 11);
    assert_int_equal(i[0].kernel_dropped, 22);
    assert_int_equal(i[0].frame_losses, 3);
    assert_int_equal(i[1].frame_losses, 2);
    assert_int_equal(o->names, 4);
    assert_string_equal(o->name[0].text, "printer");
    assert_string_equal(o->name[1].text, "laser");
    assert_true(ip_equal(o->name[1].ip, ip_v4(0x0a000005)));
    assert_true(ip_equal(o->name[2].ip, ip_v6(0xfe80000000000000, 1)));
    assert_string_equal(o->name[2].text, "six");
    assert_string_equal(o->name[3].text, "vm");
    assert_true(o->name[3].ip.family == IP_NONE);
}

static void pcapng_blocks(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool big;
        size_t step;
    } rows[] = {
        {"little-endian", false, 0},
        {"big-endian", true, 0},
        {"byte for byte", false, 1},
        {"seven at a time", true, 7},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct built b = {.big = rows[i].big};
        build_all_blocks(&b);
        struct outcome o = read_bytes(b.bytes, b.n, rows[i].step);
        assert_non_null(o.sf);
        check_all_blocks(rows[i].name, &o);
        savefile_close(o.sf);
    }
}

static void sections_have_interfaces_and_an_order_of_their_own(void **state)
{
    (void)state;
    struct built b = {.big = false};
    section(&b);
    interface(&b, 1, 0, "a");
    packet(&b, 0, 1, "one");
    b.big = true;
    section(&b);
    interface(&b, 101, 0, "b");
    interface(&b, 113, 0, "c");
    packet(&b, 1, 2, "two");
    packet(&b, 0, 3, "three");
    b.big = false;
    section(&b);
    interface(&b, 1, 0, "a");
    packet(&b, 0, 4, "four");
    struct outcome o = read_built(&b);
    assert_int_equal(o.frames, 4);
    assert_int_equal(o.last, SAVEFILE_END);
    static const uint32_t links[] = {1, 113, 101, 1}, places[] = {0, 2, 1, 3};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(o.frame[i].frame.link, links[i]);
        assert_int_equal(o.frame[i].interface, places[i]);
    }
    savefile_close(o.sf);
}

static void names_before_the_first_interface(void **state)
{
    (void)state;
    struct built b = {.big = true};
    section(&b);
    block_begin(&b, 4);
    option(&b, 1,
           "\x0a\0\0\x05"
           "early\0",
           10);
    block_end(&b, false);
    interface(&b, 1, 0, "a");
    block_begin(&b, 4);
    option(&b, 1, "\x0a\0\0\x06later\0", 10);
    block_end(&b, false);
    packet(&b, 0, 1, "one");
    for (size_t step = 0; step < 2; step++) {
        struct outcome o = read_bytes(b.bytes, b.n, step);
        assert_int_equal(o.names, 2);
        assert_string_equal(o.name[0].text, "early");
        assert_string_equal(o.name[1].text, "later");
        savefile_close(o.sf);
    }
}

static void times_of_every_resolution(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint8_t resolution;
        int64_t offset_s;
        uint64_t ticks;
        int64_t t_ns;
    } rows[] = {
        {"seconds", 0, 0, 5, 5000000000},
        {"milliseconds", 3, 0, 5001, 5001000000},
        {"microseconds", 6, 0, 5000001, 5000001000},
        {"nanoseconds", 9, 0, 5000000001, 5000000001},
        {"picoseconds", 12, 0, 5000000001999, 5000000001},
        {"10^-19", 19, 0, 10000000000000000000u, 1000000000},
        {"2^-0", 0x80, 0, 5, 5000000000},
        {"2^-1", 0x81, 0, 11, 5500000000},
        {"2^-20", 0xa0 - 12, 0, 5 << 20 | 1, 5000000953},
        {"2^-32", 0xa0, 0, (uint64_t)5 << 32 | 0x80000000, 5500000000},
        {"2^-40", 0xa8, 0, (uint64_t)5 << 40 | (uint64_t)1 << 39, 5500000000},
        {"2^-63", 0xbf, 0, (uint64_t)3 << 62, 1500000000},
        {"an offset", 6, 100, 5000001, 105000001000},
        {"a negative offset", 6, -100, 5000001, -94999999000},
        {"the largest nanosecond", 9, 0, INT64_MAX, INT64_MAX},
        {"beyond it", 9, 0, UINT64_MAX, INT64_MAX},
        {"beyond it in seconds", 0, 0, UINT64_MAX, INT64_MAX},
        {"an offset beyond it", 6, INT64_MAX, UINT64_MAX, INT64_MAX},
        {"an offset before it", 6, INT64_MIN, 0, INT64_MIN},
        {"offset and time", 0, INT64_MIN, UINT64_MAX, INT64_MIN},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct built b = {.big = i % 2 == 1};
        section(&b);
        interface_begin(&b, 1, 0);
        option(&b, 9, &rows[i].resolution, 1);
        if (rows[i].offset_s != 0)
            option64(&b, 14, (uint64_t)rows[i].offset_s);
        block_end(&b, false);
        packet(&b, 0, rows[i].ticks, "x");
        struct outcome o = read_built(&b);
        if (o.frames != 1 || o.frame[0].frame.t_ns != rows[i].t_ns)
            fail_msg("%s: %zu frames, %lld, expected %lld", rows[i].name, o.frames,
                     (long long)o.frame[0].frame.t_ns, (long long)rows[i].t_ns);
        savefile_close(o.sf);
    }
}

/* Of every beginning of a file the whole frames come out; then an error that names a byte, or the end
 * where the file may end. */
static void check_prefixes(const char *name, const struct built *b, size_t header, size_t step)
{
    for (size_t n = 0; n < b->n; n++) {
        size_t frames = 0;
        bool whole = false;
        for (size_t k = 0; k < b->borders; k++) {
            frames += b->border[k] <= n && b->frame[k];
            whole = whole || b->border[k] == n;
        }
        struct outcome o = read_bytes(b->bytes, n, step);
        if ((o.sf == NULL) != (n < header && !whole))
            fail_msg("%s: %zu bytes: %s", name, n, o.error.sentence);
        if (o.frames != frames)
            fail_msg("%s: %zu bytes: %zu frames, not %zu", name, n, o.frames, frames);
        if (o.sf != NULL && o.last != (whole ? SAVEFILE_END : SAVEFILE_FAILED))
            fail_msg("%s: %zu bytes: ends wrongly: %s", name, n, o.error.sentence);
        if (!whole && n > 0 && o.sf != NULL)
            check_contains(name, o.error.sentence, "at byte ");
        savefile_close(o.sf);
    }
}

static void prefixes(void **state)
{
    (void)state;
    for (int big = 0; big < 2; big++) {
        struct built pcap = {.big = big};
        pcap_begin(&pcap, 0xa1b2c3d4, 2, 4, 65535, 1);
        pcap_record(&pcap, 1, 1, 5, 5, "hello");
        pcap_record(&pcap, 1, 1, 0, 5, "");
        pcap_record(&pcap, 1, 1, 3, 3, "bye");
        check_prefixes("pcap", &pcap, 24, 0);
        check_prefixes("pcap, byte for byte", &pcap, 24, 1);
        struct built pcapng = {.big = big};
        build_all_blocks(&pcapng);
        check_prefixes("pcapng", &pcapng, pcapng.border[1], 0);
        check_prefixes("pcapng, byte for byte", &pcapng, pcapng.border[1], 1);
    }
}

/* A file whose third block, after a frame, is damaged as a row says. */
static void damage(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint32_t type;
        uint32_t words[8];
        size_t n;         /* of words */
        uint32_t length;  /* that the block claims; 0 its own */
        uint32_t again;   /* the second one; 0 the same */
        const char *part; /* of the sentence */
    } rows[] = {
        {"too short a block", 6, {0}, 1, 8, 8, "shorter than any block"},
        {"length no multiple of 4", 6, {0}, 1, 17, 17, "no multiple of 4"},
        {"a huge block", 99, {0}, 1, 16777220, 16777220, "longer than 16 MiB"},
        {"two lengths", 99, {0}, 1, 0, 20, "two lengths are 16 and 20"},

        {"no such interface", 6, {1, 0, 0, 0, 0}, 5, 0, 0, "interface 1, which is not described"},
        {"no room for a frame", 6, {0, 0, 0, 9, 9}, 5, 0, 0, "claims 9 captured bytes"},
        {"a huge frame", 6, {0, 0, 0, UINT32_MAX, 9, 0}, 6, 0, 0, "claims 4294967295"},
        {"no room for a header", 6, {0}, 1, 0, 0, "no room for its header"},
        {"an old one, too", 2, {0}, 1, 0, 0, "no room for its header"},
        {"a simple one, too", 3, {0}, 0, 0, 0, "no room for its header"},
        {"a simple one's frame", 3, {8, 0}, 2, 0, 0, "claims 8 captured bytes"},
        {"an interface without fields", 1, {0}, 1, 0, 0, "no room for its fields"},
        {"a cut option", 1, {1, 0, 0x00200002, 0}, 4, 0, 0, "longer than its interface's block"},
        {"a resolution of 2^-64", 1, {1, 0, 0x00010009, 0xc0}, 4, 0, 0, "time resolution"},
        {"a resolution of 10^-20", 1, {1, 0, 0x00010009, 20}, 4, 0, 0, "time resolution"},
        {"a resolution of 2 bytes", 1, {1, 0, 0x00020009, 6}, 4, 0, 0, "time resolution"},
        {"an offset of 4 bytes", 1, {1, 0, 0x0004000e, 6}, 4, 0, 0, "time offset"},
        {"a section without magic", 0x0a0d0d0a, {7, 1, 0, 0}, 4, 0, 0, "no byte-order magic"},
        {"a section of version 2", 0x0a0d0d0a, {0x1a2b3c4d, 2, 0, 0}, 4, 0, 0, "version 2.0"},
        {"a short section", 0x0a0d0d0a, {0x1a2b3c4d, 1}, 2, 0, 0, "no room for its fields"},
        {"an endless section", 0x0a0d0d0a, {0x1a2b3c4d, 1}, 2, 1 << 20, 1 << 20, "of options"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct built b = {.big = false};
        section(&b);
        interface(&b, 1, 0, NULL);
        packet(&b, 0, 1, "fine");
        char at[32];
        snprintf(at, sizeof at, "damaged at byte %zu:", b.n);
        block_begin(&b, rows[i].type);
        for (size_t k = 0; k < rows[i].n; k++)
            put32(&b, rows[i].words[k]);
        block_end(&b, false);
        size_t end = b.n;
        if (rows[i].length != 0) {
            b.n = b.block + 4;
            put32(&b, rows[i].length);
        }
        if (rows[i].again != 0) {
            b.n = end - 4;
            put32(&b, rows[i].again);
        }
        b.n = end;
        struct outcome o = read_built(&b);
        if (o.frames != 1 || o.last != SAVEFILE_FAILED)
            fail_msg("%s: %zu frames, then %d", rows[i].name, o.frames, (int)o.last);
        check_contains(rows[i].name, o.error.sentence, rows[i].part);
        check_contains(rows[i].name, o.error.sentence, at);
        assert_int_equal(o.error.status, EXIT_STATUS_FAILED);
        savefile_close(o.sf);
    }
}

static void refused(void **state)
{
    (void)state;
    static const struct {
        const char *name, *bytes;
        size_t n;
        const char *part;
    } rows[] = {
#define BYTES(bytes) bytes, sizeof(bytes) - 1
        {"nothing", BYTES(""), "is empty"},
        {"three bytes", BYTES("\xd4\xc3\xb2"), "unknown file format"},
        {"text", BYTES("hello, world, this is no capture"), "unknown file format"},
        {"archaic", BYTES("\xd4\xc3\xb2\xa1\1\0\4\0\0\0\0\0\0\0\0\0\0\0\4\0\1\0\0\0"),
         "archaic version 1.4"},
        {"version 2.5", BYTES("\xd4\xc3\xb2\xa1\2\0\5\0\0\0\0\0\0\0\0\0\0\0\4\0\1\0\0\0"),
         "version 2.5"},
        {"reserved bits", BYTES("\xd4\xc3\xb2\xa1\2\0\4\0\0\0\0\0\0\0\0\0\0\0\4\0\1\0\x30\0"),
         "reserved bits are set in its link type 0x00300001"},
        {"a cut header", BYTES("\xd4\xc3\xb2\xa1\2\0\4\0\0"), "ends inside its header, at byte 9"},
        {"Navtel's", BYTES("\x4d\x3c\x2b\xa1\2\0\4\0"), "Navtel's variant"},
        {"snoop", BYTES("snoop\0\0\0\0\0\0\2\0\0\0\4"), "a capture of snoop"},
        {"a line break", BYTES("\n\r\r\nno, this is a text"), "no byte-order magic"},
        {"xz",
         BYTES("\xfd"
               "7zXZ\0\0\0"),
         "compressed with xz"},
#undef BYTES
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (size_t step = 0; step < 2; step++) {
            struct outcome o = read_bytes(rows[i].bytes, rows[i].n, step);
            if (o.sf != NULL)
                fail_msg("%s: is opened", rows[i].name);
            check_contains(rows[i].name, o.error.sentence, rows[i].part);
            assert_int_equal(o.error.status, EXIT_STATUS_FAILED);
        }
    }
}

static void a_huge_record_is_refused_where_it_begins(void **state)
{
    (void)state;
    struct built b = {.big = false};
    pcap_begin(&b, 0xa1b2c3d4, 2, 4, 65535, 1);
    pcap_record(&b, 1, 1, 4, 4, "fine");
    pcap_record(&b, 1, 1, 262145, 262145, "");
    struct outcome o = read_built(&b);
    assert_int_equal(o.frames, 1);
    check_contains("262145", o.error.sentence, "damaged at byte 44: a record claims 262145");
    check_contains("count", o.error.sentence, "the 1 frames before it");
    savefile_close(o.sf);
}

static void interfaces_are_bounded(void **state)
{
    (void)state;
    for (int several = 0; several < 2; several++) {
        static uint8_t bytes[128 * (SAVEFILE_INTERFACES + 2)];
        size_t n = 0;
        for (unsigned i = 0; i <= SAVEFILE_INTERFACES; i++) {
            struct built b = {.big = false};
            if (several || i == 0)
                section(&b);
            interface(&b, 1, 0, "same");
            memcpy(bytes + n, b.bytes, b.n);
            n += b.n;
        }
        struct outcome o = read_bytes(bytes, n, 0);
        assert_int_equal(savefile_interface_count(o.sf), SAVEFILE_INTERFACES);
        assert_int_equal(o.last, several ? SAVEFILE_END : SAVEFILE_FAILED);
        if (!several)
            check_contains("one section", o.error.sentence, "more than 1024 interfaces");
        savefile_close(o.sf);
    }
}

/* Blocks larger than the buffer: passed over, or held as long as they are looked at. */
static void large_blocks(void **state)
{
    (void)state;
    static const uint32_t sizes[] = {STREAM_BUFFER - 4, STREAM_BUFFER + 4, 5000000};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        for (uint32_t type = 6; type < 8; type++) {
            uint8_t *bytes = calloc(1, sizes[i] + 4096);
            assert_non_null(bytes);
            struct built b = {.big = false};
            section(&b);
            interface(&b, 1, 0, NULL);
            packet(&b, 0, 1, "fine");
            memcpy(bytes, b.bytes, b.n);
            size_t n = b.n;
            b.n = 0;
            block_begin(&b, type);
            block_end(&b, false);
            b.n = 4;
            put32(&b, sizes[i]);
            memcpy(bytes + n, b.bytes, b.n);
            memcpy(bytes + n + sizes[i] - 4, b.bytes + 4, 4);
            n += sizes[i];
            b.n = 0;
            packet(&b, 0, 2, "after");
            memcpy(bytes + n, b.bytes, b.n);
            n += b.n;
            struct outcome o = read_bytes(bytes, n, i == 1 ? 100000 : 0);
            assert_int_equal(o.last, SAVEFILE_END);
            assert_int_equal(o.frames, type == 6 ? 3 : 2);
            assert_string_equal(o.data[o.frames - 1], "after");
            savefile_close(o.sf);
            o = read_bytes(bytes, n - b.n - 1, 0);
            assert_int_equal(o.last, SAVEFILE_FAILED);
            assert_int_equal(o.frames, 1);
            savefile_close(o.sf);
            free(bytes);
        }
    }
}

/* Every byte of a file with every kind of block is changed in turn: whatever comes out, it ends. */
static void changed_bytes_do_no_harm(void **state)
{
    (void)state;
    static const uint8_t values[] = {0, 1, 0x7f, 0x80, 0xff};
    struct built b = {.big = false};
    build_all_blocks(&b);
    uint8_t *bytes = malloc(b.n);
    assert_non_null(bytes);
    for (size_t i = 0; i < b.n; i++) {
        for (size_t k = 0; k < COUNT(values); k++) {
            memcpy(bytes, b.bytes, b.n);
            bytes[i] = values[k];
            assert_true(savefile_read_all(bytes, b.n) <= 5);
        }
    }
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pcap_variants),
        cmocka_unit_test(pseudo_headers_are_in_this_machines_order),
        cmocka_unit_test(pcapng_blocks),
        cmocka_unit_test(sections_have_interfaces_and_an_order_of_their_own),
        cmocka_unit_test(names_before_the_first_interface),
        cmocka_unit_test(times_of_every_resolution),
        cmocka_unit_test(prefixes),
        cmocka_unit_test(damage),
        cmocka_unit_test(refused),
        cmocka_unit_test(a_huge_record_is_refused_where_it_begins),
        cmocka_unit_test(interfaces_are_bounded),
        cmocka_unit_test(large_blocks),
        cmocka_unit_test(changed_bytes_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
