/* SPDX-License-Identifier: MIT */

/* Typing a line: what each key does to text and cursor, the lines typed before, and drawing it. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "ui/editor.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { KEYS = 12 };

static enum edit take_all(struct editor *e, struct history *h, const int *keys)
{
    enum edit last = EDIT_IGNORED;
    for (int i = 0; i < KEYS && keys[i] != 0; i++)
        last = editor_take(e, h, keys[i]);
    return last;
}

static void keys_change_the_line(void **state)
{
    static const struct {
        const char *name, *before;
        int keys[KEYS];
        const char *after;
        size_t cursor;
        enum edit last;
    } rows[] = {
        {"characters", "", {'a', 'b'}, "ab", 2, EDIT_CHANGED},
        {"of other scripts", "", {0xe9, 0x4e2d}, "\xc3\xa9\xe4\xb8\xad", 5, EDIT_CHANGED},
        {"a mark with its base", "", {'e', 0x301}, "e\xcc\x81", 3, EDIT_CHANGED},
        {"a mark without one", "", {0x301}, "", 0, EDIT_IGNORED},
        {"a third mark", "e", {0x301, 0x302, 0x303}, "e\xcc\x81\xcc\x82", 5, EDIT_IGNORED},
        {"no direction mark", "a", {0x202e}, "a", 1, EDIT_IGNORED},
        {"no control character", "a", {0x07}, "a", 1, EDIT_IGNORED},
        {"no half of a pair", "a", {0xd800}, "a", 1, EDIT_IGNORED},
        {"no function key", "a", {INPUT_F10}, "a", 1, EDIT_IGNORED},
        {"left and in between", "ac", {INPUT_LEFT, 'b'}, "abc", 2, EDIT_CHANGED},
        {"left over a mark", "xe\xcc\x81", {INPUT_LEFT}, "xe\xcc\x81", 1, EDIT_MOVED},
        {"left at the start", "a", {INPUT_HOME, INPUT_LEFT}, "a", 0, EDIT_MOVED},
        {"right at the end", "a", {INPUT_RIGHT}, "a", 1, EDIT_MOVED},
        {"home and right", "abc", {INPUT_HOME, INPUT_RIGHT}, "abc", 1, EDIT_MOVED},
        {"end", "abc", {INPUT_HOME, INPUT_END}, "abc", 3, EDIT_MOVED},
        {"the shells' keys",
         "abc",
         {INPUT_CTRL_A, 'x', INPUT_CTRL_E, 'y'},
         "xabcy",
         5,
         EDIT_CHANGED},
        {"backspace", "abc", {INPUT_BACKSPACE}, "ab", 2, EDIT_CHANGED},
        {"backspace takes the marks along", "xe\xcc\x81", {INPUT_BACKSPACE}, "x", 1, EDIT_CHANGED},
        {"backspace at the start", "a", {INPUT_HOME, INPUT_BACKSPACE}, "a", 0, EDIT_CHANGED},
        {"delete", "abc", {INPUT_HOME, INPUT_DELETE}, "bc", 0, EDIT_CHANGED},
        {"delete at the end", "a", {INPUT_DELETE}, "a", 1, EDIT_CHANGED},
        {"a word", "one two ", {INPUT_CTRL_W}, "one ", 4, EDIT_CHANGED},
        {"a word in between", "one two", {INPUT_LEFT, INPUT_CTRL_W}, "one o", 4, EDIT_CHANGED},
        {"all before the cursor", "one two", {INPUT_LEFT, INPUT_CTRL_U}, "o", 0, EDIT_CHANGED},
        {"Enter", "a", {INPUT_ENTER}, "a", 1, EDIT_ENTERED},
        {"Esc", "a", {INPUT_ESCAPE}, "a", 1, EDIT_LEFT},
        {"Tab", "a", {INPUT_TAB}, "a", 1, EDIT_COMPLETE},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct editor e;
        struct history h = {0};
        editor_begin(&e, &h, rows[i].before);
        enum edit last = take_all(&e, &h, rows[i].keys);
        if (strcmp(e.text, rows[i].after) != 0 || e.cursor != rows[i].cursor ||
            e.length != strlen(rows[i].after) || last != rows[i].last)
            fail_msg("%s: \"%s\", cursor %zu, %d", rows[i].name, e.text, e.cursor, (int)last);
    }
}

static void a_full_line_takes_no_more(void **state)
{
    struct editor e;
    struct history h = {0};
    (void)state;
    editor_begin(&e, &h, "");
    while (editor_take(&e, &h, 0xe9) == EDIT_CHANGED)
        ;
    assert_int_equal(e.length, EDITOR_BYTES - 2);
    assert_int_equal(editor_take(&e, &h, 'a'), EDIT_CHANGED);
    assert_int_equal(editor_take(&e, &h, 'a'), EDIT_IGNORED);
    editor_replace(&e, e.cursor - 1, "\xc3\xa9\xc3\xa9");
    assert_int_equal(e.length, EDITOR_BYTES - 2);
}

static void earlier_lines_come_back(void **state)
{
    static const struct {
        const char *name;
        int keys[KEYS];
        const char *after;
    } rows[] = {
        {"the last one", {INPUT_UP}, "two"},
        {"the one before", {INPUT_UP, INPUT_UP}, "one"},
        {"none before the first", {INPUT_UP, INPUT_UP, INPUT_UP}, "one"},
        {"and forward", {INPUT_UP, INPUT_UP, INPUT_DOWN}, "two"},
        {"to what was typed", {'x', INPUT_UP, INPUT_DOWN}, "x"},
        {"changed", {INPUT_UP, '!'}, "two!"},
        {"none behind the one typed", {'x', INPUT_DOWN}, "x"},
    };
    struct history h = {0};
    (void)state;
    history_add(&h, "one");
    history_add(&h, "two");
    history_add(&h, "two");
    history_add(&h, "");
    assert_int_equal(h.count, 2);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct editor e;
        editor_begin(&e, &h, "");
        take_all(&e, &h, rows[i].keys);
        if (strcmp(e.text, rows[i].after) != 0)
            fail_msg("%s: \"%s\"", rows[i].name, e.text);
    }
}

static void the_oldest_line_is_forgotten(void **state)
{
    struct history h = {0};
    char line[] = "a";
    (void)state;
    for (int i = 0; i <= HISTORY_LINES; i++, line[0]++)
        history_add(&h, line);
    assert_int_equal(h.count, HISTORY_LINES);
    assert_string_equal(h.line[0], "b");
}

/* The row as text, '[' before the cell under the cursor. */
static void row_read(const struct canvas *c, char *out)
{
    struct text t = text_over(out, 64);
    for (int column = 0; column < c->width; column++) {
        const struct cell *cell = canvas_cell(c, 0, column);
        if (cell->style == STYLE_SELECTED && cell->columns > 0)
            text_add_char(&t, '[');
        if (cell->columns > 0)
            text_add_code_point(&t, cell->glyph);
    }
}

static void the_cursor_is_always_in_sight(void **state)
{
    static const struct {
        const char *name, *text;
        int keys[KEYS];
        const char *expected;
    } rows[] = {
        {"at the end", "abc", {0}, "abc[     "},
        {"within", "abc", {INPUT_LEFT}, "ab[c     "},
        {"scrolled", "abcdefghij", {0}, "defghij[ "},
        {"scrolled back", "abcdefghij", {INPUT_HOME}, "[abcdefg\xe2\x80\xa6"},
        {"a wide character", "\xe4\xb8\xad", {INPUT_LEFT}, "[\xe4\xb8\xad      "},
    };
    struct canvas c = {0};
    (void)state;
    assert_true(canvas_resize(&c, 8, 1));
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct editor e;
        struct history h = {0};
        char text[64];
        editor_begin(&e, &h, rows[i].text);
        take_all(&e, &h, rows[i].keys);
        canvas_clear(&c);
        editor_draw(&c, 0, 0, c.width, &e);
        row_read(&c, text);
        if (strcmp(text, rows[i].expected) != 0)
            fail_msg("%s: \"%s\"", rows[i].name, text);
    }
    canvas_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_change_the_line),
        cmocka_unit_test(a_full_line_takes_no_more),
        cmocka_unit_test(earlier_lines_come_back),
        cmocka_unit_test(the_oldest_line_is_forgotten),
        cmocka_unit_test(the_cursor_is_always_in_sight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
