/* SPDX-License-Identifier: MIT */

/* Counts over time: what falls into which bucket, whatever times come in whatever order. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/series.h"
#include "text/text.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define S            INT64_C(1000000000)

enum { TICKS = 8, SERIES_TEXT = 2048 };

static void series_write(const struct series *s, const struct series_clock *clock,
                         char out[SERIES_TEXT])
{
    uint32_t count[SERIES_BUCKETS];
    struct text t = text_over(out, SERIES_TEXT);
    series_read(s, clock, count);
    for (unsigned i = 0; i < SERIES_BUCKETS; i++)
        if (count[i] > 0)
            text_addf(&t, "%s%u:%u", t.len > 0 ? " " : "", i, (unsigned)count[i]);
}

/* One is counted at each time; a count is written as bucket:count. */
static const struct {
    const char *name;
    enum series_span span;
    unsigned ticks;
    int64_t t_ns[TICKS];
    const char *expected;
    uint32_t reached;
} rows[] = {
    {"recent: nothing", SERIES_RECENT, 0, {0}, "", 60},
    {"whole: nothing", SERIES_WHOLE, 0, {0}, "", 1},
    {"recent: one second", SERIES_RECENT, 3, {5, 6, 4 + S}, "0:3", 60},
    {"whole: one second", SERIES_WHOLE, 3, {5, 6, 4 + S}, "0:3", 1},
    {"recent: seconds count from the first",
     SERIES_RECENT,
     3,
     {5, 5 + S, 4 + 3 * S},
     "0:1 1:1 2:1",
     60},
    {"whole: seconds count from the first",
     SERIES_WHOLE,
     3,
     {5, 5 + S, 4 + 3 * S},
     "0:1 1:1 2:1",
     3},
    {"recent: the last bucket", SERIES_RECENT, 2, {0, 60 * S - 1}, "0:1 59:1", 60},
    {"recent: the first bucket goes", SERIES_RECENT, 3, {0, S, 60 * S}, "0:1 59:1", 60},
    {"recent: all but one go", SERIES_RECENT, 3, {0, 59 * S, 118 * S}, "0:1 59:1", 60},
    {"recent: all go", SERIES_RECENT, 3, {0, 59 * S, 119 * S}, "59:1", 60},
    {"whole: the last bucket", SERIES_WHOLE, 2, {0, 60 * S - 1}, "0:1 59:1", 60},
    {"whole: two seconds a bucket", SERIES_WHOLE, 4, {0, S, 59 * S, 60 * S}, "0:2 29:1 30:1", 31},
    {"whole: doubled twice at once",
     SERIES_WHOLE,
     4,
     {0, 3 * S, 4 * S, 120 * S},
     "0:2 1:1 30:1",
     31},
    {"recent: late", SERIES_RECENT, 3, {0, 10 * S, 5 * S}, "0:1 5:1 10:1", 60},
    {"recent: older than the first", SERIES_RECENT, 3, {0, 10 * S, -5 * S}, "0:2 10:1", 60},
    {"recent: late, behind the window", SERIES_RECENT, 3, {0, 100 * S, 5 * S}, "0:1 59:1", 60},
    {"recent: late, before a move",
     SERIES_RECENT,
     4,
     {0, 100 * S, 50 * S, 101 * S},
     "8:1 58:1 59:1",
     60},
    {"whole: late", SERIES_WHOLE, 4, {0, 119 * S, 5 * S, 119 * S}, "0:1 2:1 59:2", 60},
    {"whole: older than the first", SERIES_WHOLE, 3, {0, 10 * S, -500 * S}, "0:2 10:1", 11},
    {"whole: time goes back and on",
     SERIES_WHOLE,
     4,
     {10 * S, 5 * S, 11 * S, 12 * S},
     "0:2 1:1 2:1",
     3},
    {"recent: before 1970", SERIES_RECENT, 3, {-3 * S, -1, 2 * S}, "0:1 2:1 5:1", 60},
    {"whole: before 1970", SERIES_WHOLE, 3, {-3 * S, -1, 2 * S}, "0:1 2:1 5:1", 6},
    {"recent: far before 1970", SERIES_RECENT, 3, {-200 * S, -101 * S, -100 * S}, "58:1 59:1", 60},
    {"recent: 2^31 seconds on", SERIES_RECENT, 3, {0, (S << 31) - 1, S << 31}, "58:1 59:1", 60},
    {"whole: 2^31 seconds on", SERIES_WHOLE, 3, {0, S << 30, S << 31}, "0:1 16:1 32:1", 33},
    {"whole: 2^32 seconds on, by halves",
     SERIES_WHOLE,
     3,
     {-(S << 31), 0, S << 31},
     "0:1 16:1 32:1",
     33},
    {"recent: from end to end", SERIES_RECENT, 3, {INT64_MIN, 0, INT64_MAX}, "59:1", 60},
    {"whole: from end to end", SERIES_WHOLE, 3, {INT64_MIN, 0, INT64_MAX}, "0:1 17:1 34:1", 35},
    {"recent: and back", SERIES_RECENT, 3, {INT64_MIN, INT64_MAX, INT64_MIN}, "0:1 59:1", 60},
    {"whole: and back", SERIES_WHOLE, 3, {INT64_MIN, INT64_MAX, INT64_MIN}, "0:2 34:1", 35},
    {"recent: back only", SERIES_RECENT, 2, {INT64_MAX, INT64_MIN}, "0:2", 60},
};

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct series_clock clock;
        struct series s = {0};
        char got[SERIES_TEXT];
        series_clock_init(&clock, rows[i].span);
        for (unsigned k = 0; k < rows[i].ticks; k++)
            series_add(&s, &clock, series_clock_tick(&clock, rows[i].t_ns[k]), 1);
        series_write(&s, &clock, got);
        if (strcmp(got, rows[i].expected) != 0)
            fail_msg("%s: %s instead of %s", rows[i].name, got, rows[i].expected);
        if (series_reached(&clock) != rows[i].reached)
            fail_msg("%s: reached %u", rows[i].name, (unsigned)series_reached(&clock));
    }
}

/* What the clock should do, by remembering every second apart: counts are moved nowhere, and where
 * the window stands is found when they are read. */
enum { EVENTS = 4000, SEVERAL = 3 };

struct event {
    uint64_t second; /* since the first; where it was late, the first of the window then */
    uint32_t n;
    unsigned series;
};

static uint64_t random_next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

/* A step in time: mostly small, sometimes back, sometimes far. */
static int64_t random_step(uint64_t *random, bool far)
{
    int64_t small = (int64_t)(random_next(random) % 3000000000);
    switch (random_next(random) % (far ? 100 : 90)) {
    case 0: return -small;
    case 1: return -small * 40;
    case 2: return small * 30;
    case 99: return (int64_t)random_next(random) << 24;
    default: return small / 8;
    }
}

static void expect(const struct event *events, unsigned count, unsigned series,
                   enum series_span span, uint64_t top, uint32_t out[SERIES_BUCKETS])
{
    unsigned shift = 0;
    while (span == SERIES_WHOLE && top >> shift >= SERIES_BUCKETS)
        shift++;
    uint64_t first = span == SERIES_RECENT && top >= SERIES_BUCKETS ? top - SERIES_BUCKETS + 1 : 0;
    memset(out, 0, SERIES_BUCKETS * sizeof out[0]);
    for (unsigned i = 0; i < count; i++)
        if (events[i].series == series && events[i].second >= first)
            out[(events[i].second - first) >> shift] += events[i].n;
}

/* Series that share a clock and are brought up to date at different times agree with each other. */
static void workload(enum series_span span, uint64_t random, int64_t start_ns, bool far)
{
    static struct event events[EVENTS];
    struct series_clock clock;
    struct series series[SEVERAL] = {{0}};
    uint64_t top = 0;
    int64_t t_ns = start_ns;
    series_clock_init(&clock, span);
    for (unsigned i = 0; i < EVENTS; i++) {
        uint64_t since = t_ns > start_ns ? (uint64_t)t_ns - (uint64_t)start_ns : 0;
        uint64_t second = since / (uint64_t)S;
        top = second > top ? second : top;
        bool gone = span == SERIES_RECENT && second + SERIES_BUCKETS <= top;
        uint64_t busy = random_next(&random) % 20;
        events[i] = (struct event){.second = gone ? top - SERIES_BUCKETS + 1 : second,
                                   .n = (uint32_t)(random_next(&random) % 5),
                                   .series = busy == 0 ? 2 : busy % 2};
        uint32_t bucket = series_clock_tick(&clock, t_ns);
        assert_true(bucket < SERIES_BUCKETS);
        series_add(&series[events[i].series], &clock, bucket, events[i].n);
        for (unsigned k = 0; k < SEVERAL && i % 16 == 0; k++) {
            uint32_t got[SERIES_BUCKETS], expected[SERIES_BUCKETS];
            series_read(&series[k], &clock, got);
            expect(events, i + 1, k, span, top, expected);
            assert_memory_equal(got, expected, sizeof got);
        }
        int64_t step = random_step(&random, far);
        if (step < 0 ? t_ns > INT64_MIN - step : t_ns < INT64_MAX - step)
            t_ns += step;
    }
}

static void test_workload(void **state)
{
    (void)state;
    static const int64_t starts[] = {0, 1700000000 * S, -100 * S, INT64_MIN, INT64_MAX - 100 * S};
    for (size_t i = 0; i < COUNT(starts); i++) {
        for (unsigned far = 0; far < 2; far++) {
            workload(SERIES_RECENT, 2 * i + far, starts[i], far == 1);
            workload(SERIES_WHOLE, 2 * i + far, starts[i], far == 1);
        }
    }
}

/* A series that counts nothing for long, and one that is only made later. */
static void test_forgotten(void **state)
{
    (void)state;
    struct series_clock clock;
    struct series early = {0}, late = {0};
    char got[SERIES_TEXT];
    series_clock_init(&clock, SERIES_WHOLE);
    series_add(&early, &clock, series_clock_tick(&clock, 1700000000 * S), 7);
    series_clock_tick(&clock, 1700000100 * S);
    series_clock_tick(&clock, 1700000900 * S);
    series_add(&late, &clock, series_clock_tick(&clock, 1700000900 * S), 3);
    series_write(&early, &clock, got);
    assert_string_equal(got, "0:7");
    series_write(&late, &clock, got);
    assert_string_equal(got, "56:3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_workload),
        cmocka_unit_test(test_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
