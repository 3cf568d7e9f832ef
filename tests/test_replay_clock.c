/* SPDX-License-Identifier: MIT */

/* When frames are due. Time is what the rows say it is. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "capture/replay_clock.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define MS           INT64_C(1000000)

enum { FRAMES = 5, NOW = 1000 };

/* The clock is set at the first frame's time, at NOW; each frame passes when it is due. */
static void frames_are_due(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double speed;
        int64_t max_gap;
        int64_t t[FRAMES];   /* ms */
        int64_t due[FRAMES]; /* ms */
    } rows[] = {
        {"original", 1, 0, {1, 2, 5, 1005, 1006}, {1000, 1001, 1004, 2004, 2005}},
        {"double", 2, 0, {100, 200, 300, 400, 401}, {1000, 1050, 1100, 1150, 1150}},
        {"an eighth", 0.125, 0, {1, 2, 3, 4, 5}, {1000, 1008, 1016, 1024, 1032}},
        {"fastest", 64, 0, {64, 128, 6464, 6528, 12928}, {1000, 1001, 1100, 1101, 1201}},
        {"at max", REPLAY_MAX, 0, {1, 2, 3, 4, 99999}, {1000, 1000, 1000, 1000, 1000}},
        {"together", 1, 0, {7, 7, 7, 8, 8}, {1000, 1000, 1000, 1001, 1001}},
        {"older than one before", 1, 0, {10, 30, 20, 40, 15}, {1000, 1020, 1020, 1030, 1030}},
        {"without a time", 1, 0, {10, 0, 20, 0, 30}, {1000, 1000, 1010, 1010, 1020}},
        {"gaps", 1, 100, {1, 101, 301, 302, 99302}, {1000, 1100, 1200, 1201, 1301}},
        {"gaps at double speed", 2, 100, {1, 101, 301, 303, 99303}, {1000, 1050, 1100, 1101, 1151}},
        {"a gap behind an older one",
         1,
         100,
         {1, 51, 11, 900, 901},
         {1000, 1050, 1050, 1150, 1151}},
        {"gaps at max", REPLAY_MAX, 100, {1, 2, 3, 4, 99999}, {1000, 1000, 1000, 1000, 1000}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct replay_clock c = {.speed = rows[i].speed, .max_gap_ns = rows[i].max_gap * MS};
        int64_t now = NOW * MS;
        replay_clock_set(&c, rows[i].t[0] * MS, now);
        for (size_t k = 0; k < FRAMES; k++) {
            int64_t due = replay_clock_due(&c, rows[i].t[k] * MS);
            if (due == DUE_AT_ONCE)
                due = now;
            if (due / MS != rows[i].due[k])
                fail_msg("%s: frame %zu is due at %lld ns", rows[i].name, k, (long long)due);
            now = due;
            replay_clock_pass(&c, rows[i].t[k] * MS, now);
        }
    }
}

static void a_held_clock_stands(void **state)
{
    (void)state;
    struct replay_clock c = {.speed = 1};
    replay_clock_set(&c, 5000 * MS, 0);
    assert_int_equal(replay_clock_at(&c, 300 * MS, 6000 * MS), 5300 * MS);
    replay_clock_change(&c, 1, 0, true, 300 * MS, 6000 * MS);
    assert_int_equal(replay_clock_due(&c, 6000 * MS), DUE_NEVER);
    assert_int_equal(replay_clock_at(&c, 900000 * MS, 6000 * MS), 5300 * MS);
    replay_clock_change(&c, 1, 0, false, 900000 * MS, 6000 * MS);
    assert_int_equal(replay_clock_due(&c, 6000 * MS), 900700 * MS);
}

static void another_speed_goes_on_from_here(void **state)
{
    (void)state;
    struct replay_clock c = {.speed = 1};
    replay_clock_set(&c, 1000 * MS, 0);
    replay_clock_change(&c, 4, 0, false, 500 * MS, 3500 * MS);
    assert_int_equal(replay_clock_due(&c, 3500 * MS), 1000 * MS);
    replay_clock_change(&c, 0.5, 0, false, 750 * MS, 3500 * MS);
    assert_int_equal(replay_clock_due(&c, 3500 * MS), 2750 * MS);
    replay_clock_change(&c, REPLAY_MAX, 0, false, 800 * MS, 3500 * MS);
    assert_int_equal(replay_clock_due(&c, 3500 * MS), DUE_AT_ONCE);
}

/* Where frames come later than they are due, the clock waits for them. */
static void the_clock_does_not_run_away(void **state)
{
    (void)state;
    struct replay_clock c = {.speed = 1};
    replay_clock_set(&c, 1000 * MS, 0);
    assert_int_equal(replay_clock_at(&c, 60000 * MS, 2000 * MS), 2000 * MS);
    assert_int_equal(replay_clock_at(&c, 60000 * MS, DUE_NEVER), 1000 * MS);
    replay_clock_pass(&c, 2000 * MS, 1100 * MS); /* late, by a little */
    assert_int_equal(replay_clock_due(&c, 3000 * MS), 2000 * MS);
    replay_clock_pass(&c, 3000 * MS, 9000 * MS); /* by much */
    assert_int_equal(replay_clock_due(&c, 4000 * MS), 10000 * MS);
}

/* A gap is shown as shortened: time runs to its cut, then it is behind it. */
static void a_gap_is_shown_short(void **state)
{
    (void)state;
    struct replay_clock c = {.speed = 1, .max_gap_ns = 1000 * MS};
    replay_clock_set(&c, 1000 * MS, 0);
    assert_int_equal(replay_clock_at(&c, 400 * MS, 90000 * MS), 1400 * MS);
    assert_int_equal(replay_clock_at(&c, 5000 * MS, 90000 * MS), 2000 * MS);
    assert_int_equal(replay_clock_due(&c, 90000 * MS), 1000 * MS);
    replay_clock_pass(&c, 90000 * MS, 1001 * MS);
    assert_int_equal(replay_clock_at(&c, 1001 * MS, DUE_NEVER), 90000 * MS);
    assert_int_equal(replay_clock_due(&c, 90100 * MS), 1100 * MS);
    /* It is a gap no more from where the clock was set in it. */
    replay_clock_set(&c, 180000 * MS, 2000 * MS);
    assert_int_equal(replay_clock_due(&c, 180300 * MS), 2300 * MS);
}

static void times_may_be_anything(void **state)
{
    (void)state;
    static const int64_t times[] = {INT64_MIN,     -1,       0, 1, 1700000000 * INT64_C(1000000000),
                                    INT64_MAX - 1, INT64_MAX};
    static const double speeds[] = {REPLAY_MAX, REPLAY_SLOWEST, 1, REPLAY_FASTEST};
    for (size_t s = 0; s < COUNT(speeds); s++) {
        for (size_t i = 0; i < COUNT(times); i++) {
            for (size_t k = 0; k < COUNT(times); k++) {
                struct replay_clock c = {.speed = speeds[s], .max_gap_ns = (k % 2) * MS};
                replay_clock_set(&c, times[i], NOW * MS);
                int64_t due = replay_clock_due(&c, times[k]);
                assert_true(due == DUE_AT_ONCE || (due >= NOW * MS && due < DUE_NEVER));
                replay_clock_pass(&c, times[k], due == DUE_AT_ONCE ? NOW * MS : due);
                assert_true(replay_clock_at(&c, INT64_MAX, times[i]) >= times[i]);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_are_due),
        cmocka_unit_test(a_held_clock_stands),
        cmocka_unit_test(another_speed_goes_on_from_here),
        cmocka_unit_test(the_clock_does_not_run_away),
        cmocka_unit_test(a_gap_is_shown_short),
        cmocka_unit_test(times_may_be_anything),
    };
    return cmocka_run_group_tests_name("replay_clock", tests, NULL, NULL);
}
