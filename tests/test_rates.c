/* SPDX-License-Identifier: MIT */

/* Rates over a minute, ten minutes and an hour, against a list of everything that was counted. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/rates.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { SECOND = 1000000000, FRAMES = 4000 };

struct counted {
    int64_t second; /* in which it was counted */
    enum cast cast;
    bool link_local;
    uint32_t bytes;
};

static int64_t floor_of(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* What the buckets should hold, by going through all frames. */
static void check(const struct rates *r, const struct counted *frames, int count, int64_t now)
{
    for (enum rate_span span = 0; span < RATE_SPANS; span++) {
        for (int kind = 0; kind < RATE_KINDS; kind++) {
            struct rate_bucket expected[RATE_BUCKETS] = {{0}}, got[RATE_BUCKETS];
            int64_t width = rate_bucket_seconds(span), last = floor_of(now, width);
            for (int i = 0; i < count; i++) {
                int64_t at = floor_of(frames[i].second, width) - last + RATE_BUCKETS - 1;
                bool mine = kind == RATE_LINK_LOCAL ? frames[i].link_local
                                                    : (int)frames[i].cast == kind;
                if (mine && at >= 0) {
                    expected[at].frames++;
                    expected[at].bytes += frames[i].bytes;
                }
            }
            rates_read(r, span, kind, got);
            for (int i = 0; i < RATE_BUCKETS; i++)
                if (got[i].frames != expected[i].frames || got[i].bytes != expected[i].bytes)
                    fail_msg("frame %d, span %d, kind %d, bucket %d: %u, expected %u", count,
                             (int)span, kind, i, (unsigned)got[i].frames,
                             (unsigned)expected[i].frames);
        }
    }
}

/* Steps of every size: many frames a second, gaps of minutes and of more than an hour, and back. */
static void buckets_hold_what_was_counted(void **state)
{
    (void)state;
    static const int64_t starts[] = {0, 1700000000, -5000, 59};
    static struct counted frames[FRAMES];
    for (size_t s = 0; s < COUNT(starts); s++) {
        static struct rates r;
        uint32_t random = 12345;
        int64_t t_ns = starts[s] * SECOND, now = starts[s];
        memset(&r, 0, sizeof r);
        for (int i = 0; i < FRAMES; i++) {
            random = random * 1664525 + 1013904223;
            uint32_t choice = random >> 24;
            t_ns += choice < 200   ? (int64_t)(random % 300) * 1000000
                    : choice < 230 ? (int64_t)(random % 90) * SECOND
                    : choice < 250 ? -(int64_t)(random % 1500) * 1000000
                    : choice < 254 ? (int64_t)(random % 900) * SECOND
                                   : (int64_t)(random % 9000) * SECOND;
            int64_t second = floor_of(t_ns, SECOND);
            now = second > now ? second : now;
            frames[i] = (struct counted){now, (enum cast)(random % CAST_COUNT), random % 3 == 0,
                                         random % 1500};
            rates_add(&r, t_ns, frames[i].cast, frames[i].link_local, frames[i].bytes);
            if (i % 97 == 0 || i == FRAMES - 1)
                check(&r, frames, i + 1, now);
        }
        rates_tick(&r, (now + 45) * SECOND);
        check(&r, frames, FRAMES, now + 45);
    }
}

static void seconds_are_those_that_passed(void **state)
{
    (void)state;
    static const struct {
        int64_t later;
        int64_t seconds[RATE_SPANS];
    } rows[] = {
        {0, {1, 1, 1}},          {9, {10, 10, 10}},       {59, {60, 60, 60}},
        {60, {60, 61, 61}},      {599, {60, 600, 600}},   {600, {60, 591, 601}},
        {3599, {60, 600, 3600}}, {3600, {60, 591, 3541}}, {7207, {60, 598, 3548}},
    };
    assert_int_equal(rates_seconds(&(const struct rates){.going = false}, RATE_HOUR), 1);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rates r = {.going = false};
        rates_tick(&r, (int64_t)7200 * SECOND);
        rates_tick(&r, (7200 + rows[i].later) * SECOND);
        for (enum rate_span span = 0; span < RATE_SPANS; span++)
            if (rates_seconds(&r, span) != rows[i].seconds[span])
                fail_msg("after %d s, span %d: %d s", (int)rows[i].later, (int)span,
                         (int)rates_seconds(&r, span));
    }
}

/* Of each bucket, and all of them together. */
static void buckets_stand_for_seconds_that_passed(void **state)
{
    (void)state;
    static const struct {
        int64_t first, later;
        enum rate_span span;
        int64_t seconds[3]; /* of the last three buckets */
    } rows[] = {
        {7200, 0, RATE_MINUTE, {0, 0, 1}},    {7200, 2, RATE_MINUTE, {1, 1, 1}},
        {7203, 0, RATE_HOUR, {0, 0, 1}},      {7203, 50, RATE_HOUR, {0, 0, 51}},
        {7203, 60, RATE_HOUR, {0, 57, 4}},    {7203, 600, RATE_HOUR, {60, 60, 4}},
        {-5, 7, RATE_TEN_MINUTES, {0, 5, 3}},
    };
    assert_int_equal(
        rates_bucket_seconds(&(const struct rates){.going = false}, RATE_HOUR, RATE_BUCKETS - 1),
        0);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rates r = {.going = false};
        int64_t sum = 0;
        rates_tick(&r, rows[i].first * SECOND);
        rates_tick(&r, (rows[i].first + rows[i].later) * SECOND);
        for (int k = 0; k < RATE_BUCKETS; k++) {
            int64_t seconds = rates_bucket_seconds(&r, rows[i].span, k);
            int last = k - (RATE_BUCKETS - 3);
            sum += seconds;
            if (last >= 0 && seconds != rows[i].seconds[last])
                fail_msg("row %d, bucket %d: %d s", (int)i, k, (int)seconds);
        }
        assert_int_equal(sum, rates_seconds(&r, rows[i].span));
    }
}

static void times_at_the_ends_are_times(void **state)
{
    (void)state;
    static const int64_t times[] = {INT64_MIN, -1, 0, INT64_MAX};
    for (size_t i = 0; i < COUNT(times); i++) {
        for (size_t k = 0; k < COUNT(times); k++) {
            struct rates r = {.going = false};
            struct rate_bucket got[RATE_BUCKETS];
            rates_add(&r, times[i], CAST_UNICAST, false, 1);
            rates_add(&r, times[k], CAST_UNICAST, false, 1);
            rates_read(&r, RATE_HOUR, CAST_UNICAST, got);
            assert_true(got[RATE_BUCKETS - 1].frames >= 1);
            assert_true(rates_seconds(&r, RATE_HOUR) >= 1);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(buckets_hold_what_was_counted),
        cmocka_unit_test(seconds_are_those_that_passed),
        cmocka_unit_test(buckets_stand_for_seconds_that_passed),
        cmocka_unit_test(times_at_the_ends_are_times),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
