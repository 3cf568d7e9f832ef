/* SPDX-License-Identifier: MIT */

/* When the dashboard draws: by the clock, less often where pictures are dear, but five times a second. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "ui/pace.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* A picture that was due at 1000. */
static const struct {
    const char *name;
    int64_t now_ms, cost_us, next_ms;
} pictures[] = {
    {"costs nothing", 1000, 0, 1100},
    {"is cheap", 1003, 600, 1100},
    {"costs just what ten a second may", 1005, 1250, 1100},
    {"is dearer", 1006, 1875, 1150},
    {"is very dear", 1040, 40000, 1180},
    {"came late, but before the next", 1090, 1000, 1100},
    {"came when the next was due", 1100, 1000, 1150},
    {"came after a long stop", 60000, 1000, 60050},
    {"takes longer than there is", 1400, 400000, 1490},
};

static void test_pictures(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(pictures); i++) {
        struct pace p = {.picture_ms = 1000};
        pace_drawn(&p, pictures[i].now_ms, pictures[i].cost_us);
        if (p.picture_ms != pictures[i].next_ms)
            fail_msg("a picture that %s: the next is due at %lld", pictures[i].name,
                     (long long)p.picture_ms);
    }
}

/* Whatever a picture costs below a fifth of a second, there are five a second, and no more than ten. */
static void test_rate(void **state)
{
    (void)state;
    for (int64_t cost_us = 0; cost_us <= 100000; cost_us += 500) {
        struct pace p = {.picture_ms = 0};
        unsigned drawn = 0;
        for (int64_t now_ms = 0; now_ms < 10000; now_ms++) {
            if (now_ms < p.picture_ms)
                continue;
            drawn++;
            pace_drawn(&p, now_ms + cost_us / 1000, cost_us);
        }
        assert_in_range(drawn, 50, 100);
    }
}

static void test_hasten(void **state)
{
    (void)state;
    static const struct {
        int64_t due_ms, next_ms;
    } rows[] = {{1100, 1020}, {1020, 1020}, {1010, 1010}, {900, 900}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pace p = {.picture_ms = rows[i].due_ms};
        pace_hasten(&p, 1000, 20);
        assert_int_equal(p.picture_ms, rows[i].next_ms);
    }
}

/* Conclusions are drawn with the first picture, and then twice a second, or less often where they are dear, but never
 * less than once in two seconds. */
static void test_conclusions(void **state)
{
    (void)state;
    static const struct {
        int64_t cost_us;
        unsigned times; /* in ten seconds */
    } rows[] = {{0, 20}, {5000, 20}, {5001, 20}, {6000, 17}, {10000, 10}, {20000, 5}, {500000, 5}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pace p = {.picture_ms = 50};
        unsigned drawn = 0;
        for (int64_t now_ms = 50; now_ms < 10050; now_ms += 100) {
            if (!pace_concludes(&p, now_ms))
                continue;
            pace_concluded(&p, now_ms, rows[i].cost_us);
            assert_false(pace_concludes(&p, now_ms));
            drawn++;
        }
        assert_int_equal(drawn, rows[i].times);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pictures),
        cmocka_unit_test(test_rate),
        cmocka_unit_test(test_hasten),
        cmocka_unit_test(test_conclusions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
