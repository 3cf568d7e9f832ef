/* SPDX-License-Identifier: MIT */

/* Moments and speeds as people write them, and the shape of a capture. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/replay.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define S            INT64_C(1000000000)

static void moments_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum replay_moment_kind kind; /* MOMENT_NONE: refused */
        int64_t value;
    } rows[] = {
        {"0", MOMENT_SPAN, 0},
        {"90", MOMENT_SPAN, 90 * S},
        {"1:30", MOMENT_SPAN, 90 * S},
        {"100:00", MOMENT_SPAN, 6000 * S},
        {"1.5", MOMENT_SPAN, 3 * S / 2},
        {"0:00.000000001", MOMENT_SPAN, 1},
        {"+30", MOMENT_STEP, 30 * S},
        {"-30", MOMENT_STEP, -30 * S},
        {"-1:00:00", MOMENT_STEP, -3600 * S},
        {"+0.25", MOMENT_STEP, S / 4},
        {"12:34:56", MOMENT_DAY, (12 * 3600 + 34 * 60 + 56) * S},
        {"00:00:00", MOMENT_DAY, 0},
        {"23:59:59.5", MOMENT_DAY, 86399 * S + S / 2},
        {"#1234", MOMENT_FRAME, 1234},
        {"f1", MOMENT_FRAME, 1},
        {"F7", MOMENT_FRAME, 7},
        {"50%", MOMENT_SHARE, 500000},
        {"0%", MOMENT_SHARE, 0},
        {"100%", MOMENT_SHARE, 1000000},
        {"33.3%", MOMENT_SHARE, 333000},
        {"9000000000", MOMENT_NONE, 0},
        {"999999999", MOMENT_SPAN, 999999999 * S},
        {"", MOMENT_NONE, 0},
        {"+", MOMENT_NONE, 0},
        {"-", MOMENT_NONE, 0},
        {"#", MOMENT_NONE, 0},
        {"#0", MOMENT_NONE, 0},
        {"#1.5", MOMENT_NONE, 0},
        {"f-1", MOMENT_NONE, 0},
        {"#9999999999999999999", MOMENT_NONE, 0},
        {"%", MOMENT_NONE, 0},
        {"101%", MOMENT_NONE, 0},
        {"100.1%", MOMENT_NONE, 0},
        {"-5%", MOMENT_NONE, 0},
        {"5%%", MOMENT_NONE, 0},
        {"1:60", MOMENT_NONE, 0},
        {"1:2:60", MOMENT_NONE, 0},
        {"24:00:00", MOMENT_NONE, 0},
        {"1:2:3:4", MOMENT_NONE, 0},
        {":30", MOMENT_NONE, 0},
        {"1:", MOMENT_NONE, 0},
        {"1.", MOMENT_NONE, 0},
        {"1.0000000001", MOMENT_NONE, 0},
        {"1e3", MOMENT_NONE, 0},
        {" 1", MOMENT_NONE, 0},
        {"1 ", MOMENT_NONE, 0},
        {"ten", MOMENT_NONE, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct replay_moment moment = {0};
        bool read = replay_moment_read(rows[i].text, &moment);
        if (read != (rows[i].kind != MOMENT_NONE) ||
            (read && (moment.kind != rows[i].kind || moment.value != rows[i].value)))
            fail_msg("\"%s\": %d, %lld", rows[i].text, (int)moment.kind, (long long)moment.value);
    }
}

static void moments_become_times(void **state)
{
    (void)state;
    enum { DAY = 86400 };
    static const struct {
        const char *text;
        int64_t first_ns, last_ns, at_ns, t_ns;
    } rows[] = {
        {"1:30", 1000 * S, 2000 * S, 1500 * S, 1090 * S},
        {"+30", 1000 * S, 2000 * S, 1500 * S, 1530 * S},
        {"-30", 1000 * S, 2000 * S, 1500 * S, 1470 * S},
        {"-600", 1000 * S, 2000 * S, 1500 * S, 1000 * S},
        {"+600", 1000 * S, 2000 * S, 1500 * S, 2100 * S},
        {"0%", 1000 * S, 2000 * S, 1500 * S, 1000 * S},
        {"50%", 1000 * S, 2000 * S, 0, 1500 * S},
        {"100%", 1000 * S, 2000 * S, 0, 2000 * S},
        {"100%", 0, INT64_MAX, 0, INT64_MAX},
        {"50%", 2000 * S, 1000 * S, 0, 2000 * S},
        /* The first frame at 23:00 of the third day, one at 01:00, and before 1970. */
        {"23:30:00", (3 * DAY + 82800) * S, 0, 0, (3 * DAY + 84600) * S},
        {"22:30:00", (3 * DAY + 82800) * S, 0, 0, (4 * DAY + 81000) * S},
        {"23:00:00", (3 * DAY + 82800) * S, 0, 0, (3 * DAY + 82800) * S},
        {"23:30:00", -3600 * S, 0, 0, -1800 * S},
        {"90", INT64_MAX - S, INT64_MAX, 0, INT64_MAX},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct replay_moment moment;
        assert_true(replay_moment_read(rows[i].text, &moment));
        int64_t t_ns = replay_moment_time(&moment, rows[i].first_ns, rows[i].last_ns,
                                          rows[i].at_ns);
        if (t_ns != rows[i].t_ns)
            fail_msg("row %zu: \"%s\" is %lld", i, rows[i].text, (long long)t_ns);
    }
}

static void speeds_are_read_and_written(void **state)
{
    (void)state;
    static const struct {
        const char *text, *written; /* NULL: refused */
        const char *up, *down;
    } rows[] = {
        {"1", "x1", "x2", "x1/2"},      {"1/8", "x1/8", "x1/4", "x1/8"},
        {"0.5", "x1/2", "x1", "x1/4"},  {"0.125", "x1/8", "x1/4", "x1/8"},
        {"64", "x64", "max", "x32"},    {"10", "x10", "x20", "x5"},
        {"40", "x40", "x64", "x20"},    {"max", "max", "max", "x64"},
        {"1.5", "x1.5", "x3", "x0.75"}, {"1/3", "x1/3", "x0.6667", "x1/6"},
        {"0", NULL, NULL, NULL},        {"65", NULL, NULL, NULL},
        {"0.1", NULL, NULL, NULL},      {"-1", NULL, NULL, NULL},
        {"1/0", NULL, NULL, NULL},      {"1/", NULL, NULL, NULL},
        {"fast", NULL, NULL, NULL},     {"", NULL, NULL, NULL},
        {"MAX", NULL, NULL, NULL},      {"1x", NULL, NULL, NULL},
        {"nan", NULL, NULL, NULL},      {"1/9", NULL, NULL, NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        double speed;
        bool read = replay_speed_read(rows[i].text, &speed);
        if (read != (rows[i].written != NULL))
            fail_msg("\"%s\"", rows[i].text);
        if (!read)
            continue;
        const char *const wanted[] = {rows[i].written, rows[i].up, rows[i].down};
        const double speeds[] = {speed, replay_speed_step(speed, true),
                                 replay_speed_step(speed, false)};
        for (size_t k = 0; k < COUNT(speeds); k++) {
            char string[32];
            struct text t = text_over(string, sizeof string);
            replay_speed_add(&t, speeds[k]);
            assert_string_equal(string, wanted[k]);
        }
    }
}

static void a_shape_counts_every_frame(void **state)
{
    (void)state;
    static const int64_t times[][6] = {
        {S, S, S, S, S, S},
        {S, 2 * S, 3 * S, 1000 * S, 2 * S, 1001 * S},
        {5 * S, S, 0, 6 * S, 7 * S, INT64_MAX},
        {INT64_MIN, INT64_MAX, 0, 1, -1, S},
    };
    for (size_t i = 0; i < COUNT(times); i++) {
        struct replay_shape shape = {0};
        uint64_t sum = 0;
        assert_int_equal(replay_shape_until(&shape, INT64_MAX), 0);
        for (size_t k = 0; k < COUNT(times[i]); k++)
            replay_shape_add(&shape, times[i][k]);
        for (size_t k = 0; k < REPLAY_BUCKETS; k++)
            sum += shape.count[k];
        assert_int_equal(sum, COUNT(times[i]));
    }
    struct replay_shape shape = {0};
    for (int i = 0; i < 1000; i++)
        replay_shape_add(&shape, i * S);
    assert_in_range(replay_shape_until(&shape, 500 * S), 498, 502);
    assert_in_range(replay_shape_until(&shape, 0), 0, 2);
    assert_int_equal(replay_shape_until(&shape, 5000 * S), 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_are_read),
        cmocka_unit_test(moments_become_times),
        cmocka_unit_test(speeds_are_read_and_written),
        cmocka_unit_test(a_shape_counts_every_frame),
    };
    return cmocka_run_group_tests_name("moments", tests, NULL, NULL);
}
