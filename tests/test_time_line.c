/* SPDX-License-Identifier: MIT */

/* The time line, and the keys of the replay clock. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "blank_dashboard.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define S            INT64_C(1000000000)

enum { HEIGHT = 24, LINE = HEIGHT - 3, START_S = 1574269200 };

/* Ten minutes; most frames come in the third. */
static struct replay ten_minutes(void)
{
    struct replay r = {.state = REPLAY_PLAYING,
                       .whole = true,
                       .speed = 1,
                       .first_ns = START_S * S,
                       .last_ns = (START_S + 600) * S,
                       .at_ns = (START_S + 90) * S,
                       .frame = 300,
                       .frames = 1000,
                       .read_bytes = 12300000,
                       .total_bytes = 101000000};
    for (int64_t t = 0; t <= 600; t++)
        for (int n = t >= 120 && t < 180 ? 10 : 1; n > 0; n--)
            replay_shape_add(&r.shape, (START_S + t) * S);
    return r;
}

static void the_line_says_where_one_is(void **state)
{
    static const struct {
        const char *name;
        int width;
        bool ascii;
        enum replay_state state;
        int64_t at_s;
        double speed;
        int64_t max_gap, took;
        bool whole, to_moment, loops;
        const char *expected;
    } rows[] = {
#define ROW(name, width, state, at, speed, gap, took, expected) \
    {name, width, true, state, at, speed, gap, took, true, false, false, expected}
        ROW("playing", 80, REPLAY_PLAYING, 90, 1, 0, 0,
            " 1:30 of 10:00  17:01:30  playing x1  ::::::|:%###-::::::::::::::::::::::::::::"),
        ROW("playing, wide", 120, REPLAY_PLAYING, 90, 0.5, S, 0,
            " 1:30 of 10:00  2019-11-20T17:01:30Z  playing x1/2, gaps 1 s  "
            "::::::::|::+#%%%#::::::::::::::::::::::::::::::::::::::::"),
        ROW("playing, narrow", 40, REPLAY_PLAYING, 90, 64, 0, 0,
            " 1:30 play x64  :::|+#%::::::::::::::::"),
        ROW("paused at the beginning", 80, REPLAY_PAUSED, 0, 1, 0, 0,
            " 0:00 of 10:00  17:00:00  PAUSED x1  |:::::::*###+:::::::::::::::::::::::::::::"),
        ROW("ended", 100, REPLAY_ENDED, 600, REPLAY_MAX, 0, S / 2,
            " 10:00 of 10:00  17:10:00  ended, read 101 MB in 0.50 s  "
            "::::::::*###+::::::::::::::::::::::::::::|"),
        ROW("ended, narrow", 40, REPLAY_ENDED, 600, REPLAY_MAX, 0, S / 2,
            " 10:00 ended  :::::##+::::::::::::::::|"),
        ROW("reading", 80, REPLAY_READING, 300, REPLAY_MAX, 0, 0,
            " reading 12%, 14 s left  12.3 MB of 101 MB  6.15 MB/s  ##="),
        ROW("reading, narrow", 40, REPLAY_READING, 300, REPLAY_MAX, 0, 0,
            " reading 12%, 14 s left  #="),
#undef ROW
        {"going to a moment", 100, true, REPLAY_READING, 90, 1, 0, 0, true, true, false,
         " reading 75%, 1 s left  12.3 MB of 101 MB  6.15 MB/s  "
         "#################################="},
        {"before all was read", 100, true, REPLAY_PLAYING, 600, 1, 0, 0, false, false, false,
         " 10:00 of at least 10:00  17:10:00  playing x1  "
         "::::::::::%%%%#-::::::::::::::::::::::::::::::::::|"},
        {"in a loop", 80, true, REPLAY_ENDED, 600, 8, 0, 0, true, false, true,
         " 10:00 of 10:00  17:10:00  ended, again  :::::::=###=:::::::::::::::::::::::::|"},
        {"in Unicode", 80, false, REPLAY_PLAYING, 90, 1, 0, 0, true, false, false,
         " 1:30 of 10:00  17:01:30  playing x1  *****************************************"},
    };
    struct blank *d = *state;
    unsigned wrong = 0;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct replay r = ten_minutes();
        r.state = rows[i].state;
        r.at_ns = r.first_ns + rows[i].at_s * S;
        r.speed = rows[i].speed;
        r.max_gap_ns = rows[i].max_gap;
        r.took_ns = rows[i].took;
        r.whole = rows[i].whole;
        r.loops = rows[i].loops;
        r.to_moment = rows[i].to_moment;
        r.goal = rows[i].to_moment ? 400 : 0;
        r.reading_ns = 2 * S;
        r.reading_bytes = r.read_bytes;
        r.reading_frames = r.frame;
        d->ui->replay = r;
        d->ui->taken_told = true;
        d->ui->settings.ascii = rows[i].ascii;
        blank_draw(d, rows[i].width, HEIGHT);
        const char *row = blank_row(d, LINE);
        if (strcmp(row, rows[i].expected) != 0) {
            print_error("%s: \"%s\"\n", rows[i].name, row);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

/* A screen too low for the line, or without a replay, has the row for the view; what the line would say is
 * said once, and in the status. */
static void a_low_screen_has_no_line(void **state)
{
    struct blank *d = *state;
    d->ui->replay = ten_minutes();
    d->ui->replay.took_ns = S / 2;
    blank_draw(d, 80, TIME_LINE_HEIGHT - 1);
    assert_string_equal(blank_row(d, TIME_LINE_HEIGHT - 4), " read 101 MB in 0.50 s");
    assert_non_null(strstr(blank_row(d, TIME_LINE_HEIGHT - 3), "play"));
    d->ui->replay.state = REPLAY_ABSENT;
    blank_draw(d, 80, HEIGHT);
    assert_null(strstr(blank_row(d, LINE), "of 10:00"));
}

static void keys_turn_the_clock(void **state)
{
    static const struct {
        const char *keys;
        enum replay_wish_kind wish;
        enum replay_moment_kind moment;
        int64_t value;
    } rows[] = {
        {" ", WISH_PAUSE, MOMENT_NONE, 0},
        {"p", WISH_PAUSE, MOMENT_NONE, 0},
        {"+", WISH_FASTER, MOMENT_NONE, 0},
        {"=", WISH_FASTER, MOMENT_NONE, 0},
        {"-", WISH_SLOWER, MOMENT_NONE, 0},
        {".", WISH_STEP, MOMENT_NONE, 0},
        {"z", WISH_GAPS, MOMENT_NONE, 0},
        {"[", WISH_GO, MOMENT_STEP, -10 * S},
        {"]", WISH_GO, MOMENT_STEP, 10 * S},
        {":1:30\r", WISH_GO, MOMENT_SPAN, 90 * S},
        {":#7\r", WISH_GO, MOMENT_FRAME, 7},
        {":f8\r", WISH_GO, MOMENT_FRAME, 8},
        {":-1:00\r", WISH_GO, MOMENT_STEP, -60 * S},
        {":50%\r", WISH_GO, MOMENT_SHARE, 500000},
        {":\r", WISH_NONE, MOMENT_NONE, 0},
        {":soon\r\033", WISH_NONE, MOMENT_NONE, 0},
        {":1:30\033", WISH_NONE, MOMENT_NONE, 0},
        {",", WISH_NONE, MOMENT_NONE, 0},
    };
    struct blank *d = *state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        d->ui->replay = ten_minutes();
        d->ui->wish = (struct replay_wish){0};
        for (const char *key = rows[i].keys; *key != '\0'; key++) {
            ui_handle(d->ui, (unsigned char)*key);
            blank_draw(d, 80, HEIGHT);
        }
        if (d->ui->wish.kind != rows[i].wish || d->ui->paused ||
            (rows[i].wish == WISH_GO && (d->ui->wish.moment.kind != rows[i].moment ||
                                         d->ui->wish.moment.value != rows[i].value)))
            fail_msg("\"%s\": %d", rows[i].keys, (int)d->ui->wish.kind);
    }
}

/* A file's capture filter is asked for, and left to whoever reads the file. */
static void a_file_can_be_filtered_again(void **state)
{
    struct blank *d = *state;
    d->ui->replay = ten_minutes();
    for (const char *key = "farp\r"; *key != '\0'; key++) {
        assert_false(d->ui->capture_asked);
        ui_handle(d->ui, *key);
        blank_draw(d, 80, HEIGHT);
    }
    assert_true(d->ui->capture_asked);
    assert_string_equal(d->ui->capture_wanted, "arp");
    assert_int_equal(d->ui->wish.kind, WISH_NONE);
    d->ui->capture_asked = false;
    d->ui->replay.state = REPLAY_ABSENT;
    ui_handle(d->ui, 'f');
    assert_int_equal(d->ui->prompt.open, PROMPT_NONE);
    assert_non_null(strstr(d->ui->note, "cannot be read again by another filter"));
}

static void without_a_clock_they_say_so(void **state)
{
    struct blank *d = *state;
    static const char keys[] = "+-.[]:z";
    for (int live = 0; live < 2; live++) {
        for (const char *key = keys; *key != '\0'; key++) {
            d->ui->settings.live = live;
            d->ui->note[0] = '\0';
            ui_handle(d->ui, *key);
            assert_int_equal(d->ui->wish.kind, WISH_NONE);
            assert_int_equal(d->ui->prompt.open, PROMPT_NONE);
            assert_non_null(strstr(d->ui->note, live ? "Live capture" : "Standard input"));
        }
    }
    ui_handle(d->ui, ' ');
    assert_true(d->ui->paused);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_line_says_where_one_is, blank_make, blank_free),
        cmocka_unit_test_setup_teardown(a_low_screen_has_no_line, blank_make, blank_free),
        cmocka_unit_test_setup_teardown(keys_turn_the_clock, blank_make, blank_free),
        cmocka_unit_test_setup_teardown(a_file_can_be_filtered_again, blank_make, blank_free),
        cmocka_unit_test_setup_teardown(without_a_clock_they_say_so, blank_make, blank_free),
    };
    return cmocka_run_group_tests_name("time_line", tests, NULL, NULL);
}
