/* SPDX-License-Identifier: MIT */

/* Themes, and the choices that are remembered. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "blank_dashboard.h"
#include "ui/choices.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void lines_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        enum theme theme;
        enum unit unit;
        bool no_mouse, numeric;
        const char *complaint;
    } rows[] = {
        {"", 0, 0, false, false, ""},
        {"# theme=dark", 0, 0, false, false, ""},
        {"theme=light\nunits=bits", THEME_LIGHT, 0, false, false, ""},
        {"theme=colour-blind\r\n", THEME_COLOR_BLIND, 0, false, false, ""},
        {"units=bytes", 0, UNIT_BYTES, false, false, ""},
        {"mouse=off", 0, 0, true, false, ""},
        {"mouse=on", 0, 0, false, false, ""},
        {"names=off", 0, 0, false, true, ""},
        {"theme=pink", 0, 0, false, false,
         "theme=pink: there are: terminal dark light colour-blind mono"},
        {"theme=", 0, 0, false, false, "theme=: there are: terminal dark light colour-blind mono"},
        {"mouse=offline", 0, 0, false, false, "mouse=offline: there are: on off"},
        {"theme", 0, 0, false, false, "theme: is no setting; there are: units mouse names theme"},
        {"\x1b[2J=1", 0, 0, false, false,
         "\\x1b[2J=1: is no setting; there are: units mouse names theme"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct ui_settings s = {0};
        char complaint[256];
        struct text t = text_over(complaint, sizeof complaint);
        bool read = choice_read(&s, rows[i].line, &t);
        assert_int_equal(read, rows[i].complaint[0] == '\0');
        assert_string_equal(complaint, rows[i].complaint);
        if (s.theme != rows[i].theme || s.unit != rows[i].unit || s.no_mouse != rows[i].no_mouse ||
            s.numeric != rows[i].numeric)
            fail_msg("\"%s\" is read as something else", rows[i].line);
    }
}

static void files_are_rewritten(void **state)
{
    (void)state;
    static const struct {
        const char *before, *after;
    } rows[] = {
        {"", "units=bits\nmouse=on\nnames=on\ntheme=dark\n"},
        {"# mine\ntheme=light\n\nunknown=1\nmouse=off\n",
         "# mine\ntheme=dark\n\nunknown=1\nmouse=on\nunits=bits\nnames=on\n"},
        {"theme=light\ntheme=pink\nlast", "theme=dark\nlast\nunits=bits\nmouse=on\nnames=on\n"},
    };
    const struct ui_settings s = {.theme = THEME_DARK, .unit = UNIT_BITS};
    for (size_t i = 0; i < COUNT(rows); i++) {
        char after[512];
        struct text t = text_over(after, sizeof after);
        choices_rewrite(&t, rows[i].before, &s);
        assert_string_equal(after, rows[i].after);
    }
}

/* What the command line said is not remembered, but what was chosen afterwards. */
static void only_what_changed_is_kept(void **state)
{
    (void)state;
    struct ui_settings saved = {.theme = THEME_LIGHT};
    struct ui_settings start = {.theme = THEME_MONO, .numeric = true}, end = start;
    assert_false(choices_differ(&start, &end));
    end.unit = UNIT_BYTES;
    assert_true(choices_differ(&start, &end));
    choices_keep(&saved, &start, &end);
    assert_int_equal(saved.theme, THEME_LIGHT);
    assert_int_equal(saved.unit, UNIT_BYTES);
    assert_false(saved.numeric);
}

static void keys_choose(void **state)
{
    struct blank *d = *state;
    for (int i = 1; i <= THEME_COUNT; i++) {
        ui_handle(d->ui, 't');
        assert_int_equal(d->ui->settings.theme, i % THEME_COUNT);
    }
    ui_handle(d->ui, INPUT_CTRL_T);
    blank_draw(d, 80, 24);
    assert_string_equal(blank_row(d, 21), " Theme dark: bright colours on black");
    d->ui->settings.color = false;
    ui_handle(d->ui, 't');
    blank_draw(d, 80, 24);
    assert_non_null(strstr(blank_row(d, 21), "; colours are switched off, though"));
    ui_handle(d->ui, 'n');
    assert_true(d->ui->settings.numeric);
    ui_handle(d->ui, 'n');
    assert_false(d->ui->settings.numeric);
}

/* Themes */

static bool looks_same(struct look a, struct look b)
{
    return a.color == b.color && a.attributes == b.attributes;
}

static void themes_tell_apart(void **state)
{
    (void)state;
    static const enum style casts[] = {STYLE_UNICAST, STYLE_BROADCAST, STYLE_MULTICAST,
                                       STYLE_LINK_LOCAL};
    for (enum theme theme = 0; theme < THEME_COUNT; theme++) {
        assert_int_equal(theme_find(theme_row(theme)->name), theme);
        /* What must not be overlooked stands out in every theme, and so does the cursor. */
        assert_false(looks_same(style_look(theme, STYLE_ALARM), style_look(theme, STYLE_PLAIN)));
        assert_false(looks_same(style_look(theme, STYLE_BANNER), style_look(theme, STYLE_PLAIN)));
        assert_int_equal(style_look(theme, STYLE_SELECTED).attributes, ATTRIBUTE_REVERSE);
        for (size_t i = 0; i < COUNT(casts); i++)
            for (size_t k = 0; k < i; k++)
                if (theme != THEME_MONO &&
                    looks_same(style_look(theme, casts[i]), style_look(theme, casts[k])))
                    fail_msg("%s: casts %zu and %zu look the same", theme_row(theme)->name, i, k);
        for (enum style style = 0; style < STYLE_COUNT; style++) {
            int color = style_look(theme, style).color;
            bool bright_on_bright = theme == THEME_LIGHT && color >= COLOR_9_BRIGHT_RED;
            bool red_or_green = theme == THEME_COLOR_BLIND &&
                                (color % 8 == COLOR_1_RED || color % 8 == COLOR_2_GREEN);
            if (bright_on_bright || red_or_green || (theme == THEME_MONO && color != COLOR_OWN))
                fail_msg("%s: style %d has colour %d", theme_row(theme)->name, (int)style, color);
        }
    }
    assert_int_equal(theme_find("pink"), THEME_COUNT);
}

static void eight_colors_are_enough(void **state)
{
    (void)state;
    for (enum theme theme = 0; theme < THEME_COUNT; theme++) {
        for (enum style style = 0; style < STYLE_COUNT; style++) {
            struct look look = style_look(theme, style), eight = look_on(look, 8);
            assert_true(eight.color < 8);
            assert_true(looks_same(look, look_on(look, 16)));
            assert_true((eight.attributes & look.attributes) == look.attributes);
        }
    }
    struct look bright = look_on((struct look){COLOR_12_BRIGHT_BLUE, ATTRIBUTE_PLAIN}, 8);
    assert_int_equal(bright.color, COLOR_4_BLUE);
    assert_int_equal(bright.attributes, ATTRIBUTE_BOLD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_read),
        cmocka_unit_test(files_are_rewritten),
        cmocka_unit_test(only_what_changed_is_kept),
        WITH_BLANK(keys_choose),
        cmocka_unit_test(themes_tell_apart),
        cmocka_unit_test(eight_colors_are_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
