/* SPDX-License-Identifier: MIT */

/* The canvas: what is cut where, what never reaches a cell, and that nothing is written outside. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "ui/canvas.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { WIDTH = 12, HEIGHT = 3, ROW = 1 };

/* A row as text, each right half as '<', each mark behind its character. */
static void row_read(const struct canvas *c, int row, char *out, size_t cap)
{
    struct text t = text_over(out, cap);
    for (int column = 0; column < c->width; column++) {
        const struct cell *cell = canvas_cell(c, row, column);
        uint32_t all[1 + CELL_MARKS] = {cell->glyph};
        memcpy(all + 1, cell->mark, sizeof cell->mark);
        if (cell->columns == 0) {
            text_add_char(&t, '<');
            continue;
        }
        for (size_t i = 0; i < COUNT(all) && all[i] != 0; i++) {
            if (all[i] < 0x80)
                text_add_char(&t, (char)all[i]);
            else
                text_addf(&t, "{%x}", (unsigned)all[i]);
        }
    }
}

static struct canvas canvas_new(void)
{
    struct canvas c = {0};
    assert_true(canvas_resize(&c, WIDTH, HEIGHT));
    for (int row = 0; row < HEIGHT; row++)
        canvas_text(&c, row, 0, WIDTH, STYLE_PLAIN, "............");
    return c;
}

/* The row named, and that the rows around it were left alone. */
static void check_row(const char *name, struct canvas *c, const char *expected)
{
    char got[256];
    row_read(c, ROW, got, sizeof got);
    if (strcmp(got, expected) != 0)
        fail_msg("%s: got \"%s\", expected \"%s\"", name, got, expected);
    for (int row = 0; row < HEIGHT; row += 2) {
        row_read(c, row, got, sizeof got);
        if (strcmp(got, "............") != 0)
            fail_msg("%s: row %d became \"%s\"", name, row, got);
    }
}

static void text_is_clipped(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int column, width;
        const char *text, *expected;
        int used;
    } rows[] = {
        {"fits", 1, 5, "abc", ".abc........", 3},
        {"fits exactly", 1, 3, "abc", ".abc........", 3},
        {"is cut", 1, 3, "abcd", ".ab{2026}........", 3},
        {"one column", 1, 1, "abcd", ".{2026}..........", 1},
        {"no column", 1, 0, "abcd", "............", 0},
        {"negative width", 1, -4, "abcd", "............", 0},
        {"at the right edge", 10, 9, "abcd", "..........a{2026}", 2},
        {"behind the right edge", 12, 9, "abcd", "............", 0},
        {"far outside", 2000000000, 9, "abcd", "............", 0},
        {"left of the edge", -2, 6, "abcd", "cd..........", 4},
        {"wide", 1, 6, "\xe6\x97\xa5\xe6\x9c\xac", ".{65e5}<{672c}<.......", 4},
        {"half a wide one does not fit", 1, 3, "\xe6\x97\xa5\xe6\x9c\xac", ".{65e5}<{2026}........",
         3},
        {"wide in one column", 1, 1, "\xe6\x97\xa5", ".{2026}..........", 1},
        {"combining mark", 1, 4, "e\xcc\x81x", ".e{301}x.........", 2},
        {"mark on a wide one", 1, 4, "\xe6\x97\xa5\xcc\x81", ".{65e5}{301}<.........", 2},
        {"cut before a mark", 1, 2, "abe\xcc\x81", ".a{2026}.........", 2},
        {"escape", 1, 11, "a\x1b[2Jb", ".a\\x1b[2Jb..", 9},
        {"newline", 1, 11, "a\nb", ".a\\x0ab.....", 6},
        {"C1", 1, 11, "\xc2\x9b", ".\\xc2\\x9b...", 8},
        {"right-to-left override", 0, 12, "\xe2\x80\xae", "\\xe2\\x80\\xae", 12},
        {"broken UTF-8", 1, 11, "\xff", ".\\xff.......", 4},
        {"mark without a base", 1, 11, "\xcc\x81", ".\\xcc\\x81...", 8},
        {"empty", 1, 11, "", "............", 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct canvas c = canvas_new();
        int used = canvas_text(&c, ROW, rows[i].column, rows[i].width, STYLE_PLAIN, rows[i].text);
        check_row(rows[i].name, &c, rows[i].expected);
        if (used != rows[i].used)
            fail_msg("%s: used %d columns, expected %d", rows[i].name, used, rows[i].used);
        canvas_free(&c);
    }
}

static void ascii_stays_ascii(void **state)
{
    (void)state;
    static const uint32_t numbers[] = {0, 1, 8};
    struct canvas c = canvas_new();
    c.ascii = true;
    canvas_text(&c, ROW, 0, 4, STYLE_PLAIN, "\xc3\xa9x");
    canvas_rule(&c, ROW, 4, 1, STYLE_PLAIN);
    canvas_spark(&c, ROW, 5, 3, STYLE_PLAIN, numbers, 3);
    canvas_bar(&c, ROW, 8, 4, STYLE_PLAIN, 1, 2);
    for (int column = 0; column < WIDTH; column++)
        assert_in_range(canvas_cell(&c, ROW, column)->glyph, 0x20, 0x7e);
    canvas_free(&c);
}

static void half_of_a_wide_character_goes_with_the_other(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int column;
        const char *text, *expected;
    } rows[] = {
        {"its left half", 1, "x", ".x {672c}<......."},
        {"its right half", 2, "x", ". x{672c}<......."},
        {"both neighbours", 2, "\xe6\x97\xa5", ". {65e5}< ......."},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct canvas c = canvas_new();
        canvas_text(&c, ROW, 1, 4, STYLE_PLAIN, "\xe6\x97\xa5\xe6\x9c\xac");
        canvas_text(&c, ROW, rows[i].column, 2, STYLE_PLAIN, rows[i].text);
        check_row(rows[i].name, &c, rows[i].expected);
        canvas_free(&c);
    }
}

static void numbers_are_at_the_right(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint64_t count;
        const char *expected;
    } counts[] = {
        {"none", 0, ".     -....."},
        {"some", 42, ".    42....."},
        {"many", 48213, ". 48.2k....."},
        {"all", UINT64_MAX, ". 18.4E....."},
    };
    for (size_t i = 0; i < COUNT(counts); i++) {
        struct canvas c = canvas_new();
        canvas_fill(&c, ROW, 1, 6, STYLE_PLAIN);
        canvas_count(&c, ROW, 1, 6, STYLE_PLAIN, counts[i].count);
        check_row(counts[i].name, &c, counts[i].expected);
        canvas_free(&c);
    }
    static const struct {
        const char *name;
        uint64_t part, whole;
        const char *expected;
    } shares[] = {
        {"nothing of nothing", 0, 0, ".     -....."},
        {"something of nothing", 1, 0, ".     -....."},
        {"all", 7, 7, ".  100%....."},
        {"nearly all", 99999, 100000, ".>99.9%....."},
        {"half", 1, 2, ". 50.0%....."},
        {"next to nothing", 1, 100000, ". <0.1%....."},
    };
    for (size_t i = 0; i < COUNT(shares); i++) {
        struct canvas c = canvas_new();
        canvas_fill(&c, ROW, 1, 6, STYLE_PLAIN);
        canvas_share(&c, ROW, 1, 6, STYLE_PLAIN, shares[i].part, shares[i].whole);
        check_row(shares[i].name, &c, shares[i].expected);
        canvas_free(&c);
    }
}

static void sparklines_show_what_there_is(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int width, count;
        uint32_t numbers[8];
        const char *expected;
    } rows[] = {
        {"nothing", 4, 4, {0, 0, 0, 0}, "    ........"},
        {"the highest fills its cell", 4, 4, {0, 1, 4, 8}, " {2582}{2585}{2588}........"},
        {"little is seen beside much", 2, 2, {1, 1000000}, "{2581}{2588}.........."},
        {"the largest numbers", 2, 2, {UINT32_MAX, UINT32_MAX}, "{2588}{2588}.........."},
        {"added up", 2, 4, {1, 0, 0, 7}, "{2582}{2588}.........."},
        {"not more cells than numbers", 9, 2, {1, 1}, "{2588}{2588}.........."},
        {"no room", 0, 2, {1, 1}, "............"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct canvas c = canvas_new();
        canvas_spark(&c, ROW, 0, rows[i].width, STYLE_PLAIN, rows[i].numbers, rows[i].count);
        check_row(rows[i].name, &c, rows[i].expected);
        canvas_free(&c);
    }
}

static void everything_outside_is_refused(void **state)
{
    (void)state;
    static const int edges[] = {-1000000, -1, HEIGHT, 1000000};
    static const uint32_t numbers[] = {1, 2};
    struct canvas c = canvas_new();
    for (size_t i = 0; i < COUNT(edges); i++) {
        int at = edges[i];
        canvas_text(&c, at, 0, WIDTH, STYLE_PLAIN, "x");
        canvas_right(&c, at, 0, WIDTH, STYLE_PLAIN, "x");
        canvas_fill(&c, at, 0, WIDTH, STYLE_PLAIN);
        canvas_restyle(&c, at, 0, WIDTH, STYLE_ALARM);
        canvas_rule(&c, at, 0, WIDTH, STYLE_PLAIN);
        canvas_bar(&c, at, 0, WIDTH, STYLE_PLAIN, 1, 1);
        canvas_spark(&c, at, 0, 2, STYLE_PLAIN, numbers, 2);
        canvas_glyph(&c, at, 0, STYLE_PLAIN, GLYPH_RULE);
        assert_null(canvas_cell(&c, at, 0));
    }
    assert_null(canvas_cell(&c, 0, -1));
    assert_null(canvas_cell(&c, 0, WIDTH));
    check_row("outside", &c, "............");
    canvas_free(&c);
}

static void resizing_keeps_it_valid(void **state)
{
    (void)state;
    struct canvas c = {0};
    static const int sizes[][2] = {{1, 1}, {80, 24}, {0, 0}, {-5, 3}, {200, 60}, {3, 2}};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        assert_true(canvas_resize(&c, sizes[i][0], sizes[i][1]));
        assert_true(c.width >= 1 && c.height >= 1);
        canvas_text(&c, c.height - 1, c.width - 1, 5, STYLE_PLAIN, "x");
        assert_int_equal(canvas_cell(&c, c.height - 1, c.width - 1)->glyph, 'x');
    }
    canvas_free(&c);
    canvas_free(&c);
}

static void charts_are_as_high_as_the_most(void **state)
{
    (void)state;
    static const uint64_t numbers[] = {0, 1, 50, 100, 1000, UINT64_MAX};
    /* The glyphs of each column, from the top; levels as in a sparkline. */
    static const uint32_t expected[2][6] = {{' ', ' ', ' ', 0x2588, 0x2588, 0x2588},
                                            {' ', 0x2581, 0x2588, 0x2588, 0x2588, 0x2588}};
    struct canvas c = {0};
    assert_true(canvas_resize(&c, 6, 2));
    canvas_chart(&c, 0, 0, 2, STYLE_PLAIN, numbers, 6, 100);
    for (int row = 0; row < 2; row++)
        for (int column = 0; column < 6; column++)
            assert_int_equal(canvas_cell(&c, row, column)->glyph, expected[row][column]);
    c.ascii = true;
    canvas_clear(&c);
    canvas_chart(&c, 0, 0, 2, STYLE_PLAIN, numbers, 6, 100);
    assert_int_equal(canvas_cell(&c, 1, 1)->glyph, '.');
    assert_int_equal(canvas_cell(&c, 0, 3)->glyph, '#');
    canvas_clear(&c);
    canvas_chart(&c, -1, 4, 9, STYLE_PLAIN, numbers, 6, 0); /* outside, and of nothing */
    canvas_free(&c);
}

/* Between words, and where there is no room for all of them behind a word. */
static void paragraphs_end_with_words(void **state)
{
    (void)state;
    static const struct {
        const char *text, *first, *second;
        int used;
    } rows[] = {
        {"one two", "one two.....", "............", 1},
        {"one two three four", "one two.....", "three four..", 2},
        {"one two three four five", "one two.....", "three four {2026}", 2},
        {"one two threes fours five", "one two.....", "threes {2026}....", 2},
        {"one two abcdefghijklmnop", "one two.....", "abcdefghij {2026}", 2},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct canvas c = canvas_new();
        char got[256];
        assert_int_equal(canvas_paragraph(&c, 0, 0, 2, WIDTH, STYLE_PLAIN, rows[i].text),
                         rows[i].used);
        row_read(&c, 0, got, sizeof got);
        assert_int_equal(strncmp(got, rows[i].first, strcspn(rows[i].first, ".")), 0);
        row_read(&c, 1, got, sizeof got);
        if (rows[i].used > 1 && strncmp(got, rows[i].second, strcspn(rows[i].second, ".")) != 0)
            fail_msg("%s: \"%s\"", rows[i].text, got);
        canvas_free(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_clipped),
        cmocka_unit_test(ascii_stays_ascii),
        cmocka_unit_test(half_of_a_wide_character_goes_with_the_other),
        cmocka_unit_test(numbers_are_at_the_right),
        cmocka_unit_test(sparklines_show_what_there_is),
        cmocka_unit_test(everything_outside_is_refused),
        cmocka_unit_test(charts_are_as_high_as_the_most),
        cmocka_unit_test(resizing_keeps_it_valid),
        cmocka_unit_test(paragraphs_end_with_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
