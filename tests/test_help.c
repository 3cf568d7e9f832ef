/* SPDX-License-Identifier: MIT */

/* The help: the keys that do something stand first, nothing is cut, and words have their references. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "blank_dashboard.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { WIDTH = 150, HEIGHT = 250 }; /* all of it at once */

/* The first words of a sentence, which are on one row. */
static void beginning(char out[32], const char *sentence)
{
    snprintf(out, 32, "%.24s", sentence);
}

static void keys_that_work_stand_first(void **state)
{
    struct blank *d = *state;
    for (enum view view = 0; view < VIEW_HELP; view++) {
        char title[64], words[32];
        d->ui->view = view;
        blank_draw(d, WIDTH, HEIGHT);
        unsigned situation = ui_situation(d->ui);
        ui_handle(d->ui, '?');
        blank_draw(d, WIDTH, HEIGHT);
        snprintf(title, sizeof title, "Keys in %s", view_row(view)->title);
        int here = blank_find(d, title), elsewhere = blank_find(d, "Keys elsewhere");
        assert_true(here >= 0 && elsewhere > here);
        for (enum action a = ACTION_NONE + 1; a < ACTION_COUNT; a++) {
            beginning(words, action_row(a)->sentence);
            int row = blank_find(d, words);
            bool works = (action_row(a)->during & situation) != 0;
            if (row < here || works != (row < elsewhere))
                fail_msg("%s: \"%s\" stands in row %d", title, words, row);
        }
        ui_handle(d->ui, '?');
        assert_int_equal(d->ui->view, view);
    }
}

static void nothing_is_cut(void **state)
{
    struct blank *d = *state;
    d->ui->view = VIEW_HELP;
    for (int width = 40; width <= 220; width++) {
        blank_draw(d, width, 400);
        for (int row = ROWS_AT_TOP; row < 400 - ROWS_AT_BOTTOM; row++)
            for (int column = 0; column < width; column++)
                if (canvas_cell(&d->canvas, row, column)->glyph == 0x2026)
                    fail_msg("width %d: \"%s\" is cut", width, blank_row(d, row));
    }
}

static void it_scrolls_to_its_end(void **state)
{
    struct blank *d = *state;
    d->ui->view = VIEW_HELP;
    blank_draw(d, 80, 24);
    assert_int_equal(blank_find(d, "vendors  "), -1);
    ui_handle(d->ui, 'G');
    blank_draw(d, 80, 24);
    assert_true(blank_find(d, " vendors  ") >= 0);
    assert_int_equal(blank_find(d, "Keys in"), -1);
    ui_handle(d->ui, 'g');
    blank_draw(d, 80, 24);
    assert_int_equal(blank_find(d, "Keys in Overview"), ROWS_AT_TOP);
}

/* Filters that the row at the bottom has no room for are here in full. */
static void filters_are_whole(void **state)
{
    struct blank *d = *state;
    struct error error;
    d->ui->view = VIEW_HELP;
    d->ui->settings.filter = "not port 22 and not arp";
    assert_true(selection_read(&d->ui->selection, "cast:multicast !proto:mdns", &error));
    blank_draw(d, 60, 400);
    assert_true(blank_find(d, "filter               not port 22 and not arp") >= 0);
    assert_true(blank_find(d, "shows                cast:multicast !proto:mdns") >= 0);
}

/* "RFC 1112 section 4, RFC 4291 section 2.7", "IEEE Std 802c", or nothing. */
static void references_are_references(void **state)
{
    (void)state;
    static const struct {
        const char *word, *sentence, *reference;
    } words[] = {
#define WORD(style, word, sentence, reference) {word, sentence, reference},
#include "ui/words.def"
#undef WORD
    };
    for (size_t i = 0; i < COUNT(words); i++) {
        const char *at = words[i].reference;
        size_t n = strlen(words[i].sentence);
        if (n < 10 || words[i].sentence[n - 1] != '.' || words[i].word[0] == '\0')
            fail_msg("\"%s\" has no sentence", words[i].word);
        /* What is set in belongs to the word above it. */
        for (size_t k = 0; k < i && words[i].word[0] != ' '; k++)
            assert_string_not_equal(words[k].word, words[i].word);
        while (*at != '\0') {
            int number = 0, used = 0;
            if (sscanf(at, "RFC %d%n", &number, &used) != 1 && strcmp(at, "IEEE Std 802c") == 0)
                break;
            at += used;
            if (strncmp(at, " section ", 9) == 0)
                at += 9 + strspn(at + 9, "0123456789.");
            if (number == 0 || (*at != '\0' && strncmp(at, ", ", 2) != 0))
                fail_msg("%s: \"%s\" is no reference", words[i].word, words[i].reference);
            at += *at != '\0' ? 2 : 0;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BLANK(keys_that_work_stand_first),      WITH_BLANK(nothing_is_cut),
        WITH_BLANK(it_scrolls_to_its_end),           WITH_BLANK(filters_are_whole),
        cmocka_unit_test(references_are_references),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
