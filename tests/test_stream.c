/* SPDX-License-Identifier: MIT */

/* Streams: compressed forms come out as they went in, damaged ones as far as they are sound, and none
 * of them takes more memory than it should. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <lz4frame.h>
#include <zlib.h>
#include <zstd.h>

#include "savefile_builder.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { PLAIN = 1500000, PACKED = 2 * PLAIN };

/* Each packs `n` bytes to `out`, which has room for PACKED, and says how many there are now. */
typedef size_t packer(const uint8_t *in, size_t n, uint8_t *out);

static size_t pack_plain(const uint8_t *in, size_t n, uint8_t *out)
{
    memcpy(out, in, n);
    return n;
}

static size_t pack_gzip(const uint8_t *in, size_t n, uint8_t *out)
{
    z_stream z = {0};
    uint8_t *copy = malloc(n + 1); /* zlib's input is not const */
    assert_non_null(copy);
    memcpy(copy, in, n);
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = copy;
    z.avail_in = (uInt)n;
    z.next_out = out;
    z.avail_out = PACKED;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    size_t packed = z.total_out;
    deflateEnd(&z);
    free(copy);
    return packed;
}

static size_t zstd_window(const uint8_t *in, size_t n, uint8_t *out, int window_log)
{
    ZSTD_CCtx *z = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(z, ZSTD_c_checksumFlag, 1);
    ZSTD_CCtx_setParameter(z, ZSTD_c_contentSizeFlag, 0);
    if (window_log > 0)
        ZSTD_CCtx_setParameter(z, ZSTD_c_windowLog, window_log);
    ZSTD_inBuffer from = {in, n, 0};
    ZSTD_outBuffer to = {out, PACKED, 0};
    ZSTD_compressStream2(z, &to, &from, ZSTD_e_continue);
    assert_int_equal(ZSTD_compressStream2(z, &to, &from, ZSTD_e_end), 0);
    ZSTD_freeCCtx(z);
    return to.pos;
}

static size_t pack_zstd(const uint8_t *in, size_t n, uint8_t *out)
{
    return zstd_window(in, n, out, 0);
}

static size_t pack_lz4(const uint8_t *in, size_t n, uint8_t *out)
{
    LZ4F_preferences_t wishes = {.frameInfo = {.contentChecksumFlag = LZ4F_contentChecksumEnabled}};
    size_t packed = LZ4F_compressFrame(out, PACKED, in, n, &wishes);
    assert_false(LZ4F_isError(packed));
    return packed;
}

static const struct form {
    const char *name;
    packer *pack;
} forms[] = {{"plain", pack_plain}, {"gzip", pack_gzip}, {"zstd", pack_zstd}, {"lz4", pack_lz4}};

/* Bytes that compress to about a half. */
static uint8_t *plain_new(size_t n)
{
    uint8_t *plain = malloc(n);
    assert_non_null(plain);
    uint32_t x = 1;
    for (size_t i = 0; i < n; i++) {
        x = x * 1664525 + 1013904223;
        plain[i] = (uint8_t)(x >> 28);
    }
    return plain;
}

struct drained {
    size_t n; /* bytes that came out and were as they should be */
    enum stream_state last;
    char reason[128];
    size_t cap;
};

/* Reads it to its end, `need` bytes at a time, and compares. */
static struct drained drain(const uint8_t *bytes, size_t n, size_t step, size_t need,
                            const uint8_t *plain)
{
    struct feed feed = {.bytes = bytes, .n = n, .step = step};
    struct stream s;
    struct drained d = {0};
    assert_true(stream_open(&s, feed_read, &feed));
    for (;;) {
        const uint8_t *b = stream_need(&s, need);
        if (b == NULL && s.state == STREAM_LATER)
            continue;
        size_t got = b != NULL ? need : stream_left(&s);
        if (got > 0 && plain != NULL)
            assert_memory_equal(s.buffer + s.at, plain + d.n, got);
        assert_int_equal(stream_offset(&s), d.n);
        stream_take(&s, got);
        d.n += got;
        if (s.cap > d.cap)
            d.cap = s.cap;
        if (b == NULL)
            break;
    }
    d.last = s.state;
    if (s.state == STREAM_FAILED)
        strncpy(d.reason, s.reason, sizeof d.reason - 1);
    else
        assert_int_equal(s.read_bytes, n);
    stream_close(&s);
    return d;
}

static void forms_come_out_as_they_went_in(void **state)
{
    (void)state;
    static const size_t sizes[] = {4, 5, 100, 65536, PLAIN}, steps[] = {0, 1, 4096},
                        needs[] = {1, 700, 300000};
    uint8_t *plain = plain_new(PLAIN), *packed = malloc(PACKED);
    for (size_t f = 0; f < COUNT(forms); f++) {
        for (size_t i = 0; i < COUNT(sizes); i++) {
            size_t n = forms[f].pack(plain, sizes[i], packed);
            for (size_t k = 0; k < COUNT(steps); k++) {
                if (steps[k] == 1 && sizes[i] > 100)
                    continue;
                struct drained d = drain(packed, n, steps[k], needs[(i + k) % 3], plain);
                if (d.n != sizes[i] || d.last != STREAM_ENDED)
                    fail_msg("%s, %zu bytes: %zu came, %s", forms[f].name, sizes[i], d.n, d.reason);
                assert_int_equal(d.cap, STREAM_BUFFER);
            }
        }
    }
    free(plain);
    free(packed);
}

static void members_follow_each_other(void **state)
{
    (void)state;
    uint8_t *plain = plain_new(3 * 70000), *packed = malloc(4 * PACKED);
    for (size_t f = 1; f < COUNT(forms); f++) {
        size_t n = 0;
        for (size_t i = 0; i < 3; i++)
            n += forms[f].pack(plain + i * 70000, 70000, packed + n);
        for (size_t step = 0; step < 2000; step += 1999) {
            struct drained d = drain(packed, n, step, 100, plain);
            if (d.n != 3 * 70000 || d.last != STREAM_ENDED)
                fail_msg("%s: %zu came, %s", forms[f].name, d.n, d.reason);
            memset(packed + n, 0, 600); /* as tape drives and dd pad */
            d = drain(packed, n + 600, step, 100, plain);
            if (d.n != 3 * 70000 || d.last != STREAM_ENDED)
                fail_msg("%s, padded: %zu came, %s", forms[f].name, d.n, d.reason);
            memcpy(packed + n, "something else", 14);
            d = drain(packed, n + 14, step, 100, plain);
            if (d.n != 3 * 70000 || d.last != STREAM_FAILED)
                fail_msg("%s, something else: %zu came", forms[f].name, d.n);
        }
    }
    free(plain);
    free(packed);
}

/* What can be decompressed before a cut or a damaged byte comes out before the failure. */
static void cut_and_damaged(void **state)
{
    (void)state;
    uint8_t *plain = plain_new(PLAIN), *packed = malloc(PACKED);
    for (size_t f = 1; f < COUNT(forms); f++) {
        size_t n = forms[f].pack(plain, PLAIN, packed);
        for (size_t cut = 4; cut < n; cut += n / 9) {
            struct drained d = drain(packed, cut, 0, 100, plain);
            if (d.last != STREAM_FAILED || strstr(d.reason, "ends in the middle") == NULL)
                fail_msg("%s, cut at %zu: %s", forms[f].name, cut, d.reason);
            /* At most a block, of 256 KiB of plain bytes with these settings, is lost. */
            double share = (double)cut / (double)n * PLAIN;
            if (d.n + 270000 < (size_t)share)
                fail_msg("%s, cut at %zu of %zu: only %zu came", forms[f].name, cut, n, d.n);
        }
        packed[n / 2] ^= 0x55;
        packed[n / 2 + 1] ^= 0xff;
        struct drained d = drain(packed, n, 0, 100, NULL);
        if (d.last != STREAM_FAILED || d.n < PLAIN / 2 - 270000)
            fail_msg("%s, damaged: %zu came, %s", forms[f].name, d.n, d.reason);
        packed[n / 2] ^= 0x55;
        packed[n / 2 + 1] ^= 0xff;
        packed[n - (f == 1 ? 8 : 1)] ^= 1; /* the check at the end */
        d = drain(packed, n, 0, 100, plain);
        if (d.last != STREAM_FAILED || d.n + 270000 < PLAIN)
            fail_msg("%s, wrong check: %zu came, %s", forms[f].name, d.n, d.reason);
    }
    free(plain);
    free(packed);
}

static void zstd_windows_above_8_mib_are_refused(void **state)
{
    (void)state;
    static const struct {
        int window_log;
        enum stream_state last;
    } rows[] = {{17, STREAM_ENDED}, {23, STREAM_ENDED}, {24, STREAM_FAILED}, {27, STREAM_FAILED}};
    uint8_t *plain = plain_new(PLAIN), *packed = malloc(PACKED);
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t n = zstd_window(plain, PLAIN, packed, rows[i].window_log);
        struct drained d = drain(packed, n, 0, 100, plain);
        if (d.last != rows[i].last)
            fail_msg("2^%d: %zu came, %s", rows[i].window_log, d.n, d.reason);
        if (d.last == STREAM_FAILED)
            assert_non_null(strstr(d.reason, "above 8 MiB"));
    }
    free(plain);
    free(packed);
}

/* Megabytes of zeros, packed as tightly as it goes, runs through the same buffer. */
static void bombs_are_bounded(void **state)
{
    (void)state;
    enum { ZEROS = 2900000 };
    uint8_t *zeros = calloc(1, ZEROS), *packed = malloc(PACKED);
    assert_non_null(zeros);
    for (size_t f = 1; f < COUNT(forms); f++) {
        size_t n = forms[f].pack(zeros, ZEROS, packed);
        struct drained d = drain(packed, n, 0, 1000, NULL);
        if (d.n != ZEROS || d.last != STREAM_ENDED || d.cap != STREAM_BUFFER)
            fail_msg("%s: %zu came through %zu, %s", forms[f].name, d.n, d.cap, d.reason);
    }
    free(zeros);
    free(packed);
}

static void the_buffer_grows_with_what_comes_and_shrinks_again(void **state)
{
    (void)state;
    enum { LARGE = 3 * STREAM_BUFFER };
    uint8_t *bytes = calloc(1, 3 * LARGE);
    struct feed feed = {.bytes = bytes, .n = 3 * LARGE};
    struct stream s;
    assert_true(stream_open(&s, feed_read, &feed));
    assert_non_null(stream_need(&s, LARGE));
    assert_int_equal(s.cap, 4 * STREAM_BUFFER);
    stream_take(&s, LARGE);
    while (stream_need(&s, 1000) != NULL)
        stream_take(&s, 1000);
    assert_int_equal(s.cap, STREAM_BUFFER);
    assert_int_equal(s.state, STREAM_ENDED);
    stream_close(&s);

    feed = (struct feed){.bytes = bytes, .n = 1000};
    assert_true(stream_open(&s, feed_read, &feed));
    assert_null(stream_need(&s, STREAM_NEED_MAX));
    assert_int_equal(s.cap, STREAM_BUFFER);
    assert_int_equal(stream_left(&s), 1000);
    stream_close(&s);
    free(bytes);
}

static void skipping_goes_across_buffers(void **state)
{
    (void)state;
    static const size_t steps[] = {0, 4096};
    uint8_t *plain = plain_new(PLAIN);
    for (size_t i = 0; i < COUNT(steps); i++) {
        struct feed feed = {.bytes = plain, .n = PLAIN, .step = steps[i]};
        struct stream s;
        uint64_t n = PLAIN - 10;
        assert_true(stream_open(&s, feed_read, &feed));
        while (!stream_skip(&s, &n))
            assert_int_equal(s.state, STREAM_LATER);
        assert_int_equal(stream_offset(&s), PLAIN - 10);
        n = 11;
        while (!stream_skip(&s, &n) && s.state == STREAM_LATER)
            continue;
        assert_int_equal(n, 1);
        assert_int_equal(s.state, STREAM_ENDED);
        stream_close(&s);
    }
    free(plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_come_out_as_they_went_in),
        cmocka_unit_test(members_follow_each_other),
        cmocka_unit_test(cut_and_damaged),
        cmocka_unit_test(zstd_windows_above_8_mib_are_refused),
        cmocka_unit_test(bombs_are_bounded),
        cmocka_unit_test(the_buffer_grows_with_what_comes_and_shrinks_again),
        cmocka_unit_test(skipping_goes_across_buffers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
