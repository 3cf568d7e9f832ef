/* SPDX-License-Identifier: MIT */

/*
 * Every view and page of the case study, of hostile names and of an empty capture at every size: what
 * is drawn is sound, nothing is cut that must not be, and quitting can be read.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "dashboard.h"

enum { TALLEST = 70, WIDEST = 220, LITTLE_WIDTH = 40, LITTLE_HEIGHT = 12 };

/* How to get to a screen: a view, and keys from there. */
static const struct screen {
    const char *name;
    enum view view;
    const char *keys;
} screens[] = {
#define VIEW(id, name, title, tab, key, object, question) {name, VIEW_##id, ""},
#include "ui/views.def"
#undef VIEW
    {"a host", VIEW_HOSTS, "\r"},
    {"the end of a host", VIEW_HOSTS, "\rG"},
    {"a group", VIEW_GROUPS, "\r"},
    {"a conversation", VIEW_CONVERSATIONS, "\r"},
    {"the end of a conversation", VIEW_CONVERSATIONS, "\rG"},
    {"a frame", VIEW_FRAMES, "\r"},
    {"the end of a frame", VIEW_FRAMES, "\rG"},
    {"who a finding is about", VIEW_FINDINGS, "\r"},
    {"what proves a finding", VIEW_FINDINGS, "e"},
    {"what proves a neighbour", VIEW_NEIGHBOURS, "e"},
};

/* To a screen, from wherever. */
static void go(struct dashboard *d, const struct screen *to)
{
    dashboard_reset(d);
    d->ui->view = to->view;
    d->ui->came_from = VIEW_HOSTS;
    dashboard_press(d, to->keys, 80, 24);
}

/* "castscope needs 40x8, this is 39x24", from the top left, as much of it as there is room for. */
static void check_sentence(const char *name, const struct dashboard *d)
{
    char sentence[80];
    const struct canvas *c = &d->canvas;
    snprintf(sentence, sizeof sentence, "castscope needs %dx%d, this is %dx%d", WIDTH_LEAST,
             HEIGHT_LEAST, c->width, c->height);
    int length = (int)strlen(sentence);
    for (int i = 0; i < c->width * c->height; i++) {
        uint32_t expected = i < length ? (uint32_t)sentence[i] : ' ';
        if (canvas_cell(c, i / c->width, i % c->width)->glyph != expected)
            fail_msg("%s at %dx%d: no sentence:\n%s", name, c->width, c->height, dashboard_text(d));
    }
}

/* Quitting at the right end, whole hints beside it; above it whole counts. */
static void check_footer(const char *name, const struct dashboard *d)
{
    const char *hints = dashboard_row(d, d->canvas.height - 1);
    size_t end = strlen(hints);
    if (end < 8 || strcmp(hints + end - 8, " q quit ") != 0 || strchr(hints, '~') != NULL)
        fail_msg("%s at %dx%d: the footer is \"%s\"", name, d->canvas.width, d->canvas.height,
                 hints);
    const char *counts = dashboard_row(d, d->canvas.height - 2);
    if (strchr(counts, '~') != NULL)
        fail_msg("%s at %dx%d: \"%s\" is cut", name, d->canvas.width, d->canvas.height, counts);
}

/* Where the headings of the columns on the screen stand: their first cells. False where that is not the row, or
 * one of them is cut. */
static bool headings_find(const struct list *list, const struct list_state *state, const char *row,
                          int at[LIST_COLUMNS])
{
    const char *from = row;
    for (int i = 0; i < list->column_count; i++) {
        const char *title = list->columns[i].title;
        at[i] = -1;
        if ((state->visible >> i & 1) == 0)
            continue;
        from = strstr(from, title);
        if (from == NULL)
            return false;
        at[i] = (int)(from - row);
        from += strlen(title);
    }
    return true;
}

/* In a column of numbers nothing is cut: below its heading, as far as it reaches to the left. */
static void check_numbers(const char *name, const struct dashboard *d, int heading, int last)
{
    for (int row = heading + 1; row < d->canvas.height - 2; row++) {
        const char *line = dashboard_row(d, row);
        for (int column = last; column >= 0 && line[column] != ' '; column--)
            if (line[column] == '~')
                fail_msg("%s at %dx%d: a number is cut in \"%s\"", name, d->canvas.width,
                         d->canvas.height, line);
    }
}

/* The columns of a list fit, their headings are whole, and so are their numbers. */
static void check_columns(const char *name, const struct dashboard *d)
{
    const struct list *list = view_row(d->ui->view)->body->list;
    const struct list_state *state = &d->ui->lists[d->ui->view];
    int needed = -1, at[LIST_COLUMNS], heading = 0;
    for (int i = 0; i < list->column_count; i++)
        if (state->visible >> i & 1)
            needed += state->layout.width[i] + 1;
    if (needed > d->canvas.width)
        fail_msg("%s at %dx%d: its columns need %d", name, d->canvas.width, d->canvas.height,
                 needed);
    while (!headings_find(list, state, dashboard_row(d, heading), at))
        if (++heading == d->canvas.height)
            fail_msg("%s at %dx%d: its headings are not whole:\n%s", name, d->canvas.width,
                     d->canvas.height, dashboard_text(d));
    /* Where there are no rows stands a sentence. */
    for (int i = 0; i < list->column_count && state->count > 0; i++)
        if (at[i] >= 0 && list->columns[i].form >= FORM_COUNT)
            check_numbers(name, d, heading, at[i] + (int)strlen(list->columns[i].title) - 1);
}

static void check_screen(const struct screen *screen, struct dashboard *d, int width, int height)
{
    dashboard_draw(d, width, height);
    dashboard_check_cells(screen->name, d);
    if (width < WIDTH_LEAST || height < HEIGHT_LEAST) {
        check_sentence(screen->name, d);
        return;
    }
    check_footer(screen->name, d);
    bool page = d->ui->object.open || d->ui->page.open;
    /* Above the rows of a list there may be something that takes all the room there is. */
    bool room = view_row(d->ui->view)->body->draw == NULL || height >= 16;
    if (view_row(d->ui->view)->body->list != NULL && !page && room)
        check_columns(screen->name, d);
}

static void check_every_size(const char *capture)
{
    struct dashboard *d = dashboard_open(capture);
    for (size_t i = 0; i < COUNT(screens); i++) {
        go(d, &screens[i]);
        for (int width = 1; width <= WIDEST; width++)
            check_screen(&screens[i], d, width, 24);
        for (int height = 1; height <= TALLEST; height++)
            check_screen(&screens[i], d, 80, height);
        for (int width = 1; width <= LITTLE_WIDTH; width++)
            for (int height = 1; height <= LITTLE_HEIGHT; height++)
                check_screen(&screens[i], d, width, height);
    }
    dashboard_close(d);
}

static void the_case_study_at_every_size(void **state)
{
    (void)state;
    check_every_size("laptop.pcapng");
}

static void hostile_names_at_every_size(void **state)
{
    (void)state;
    check_every_size("hostile.pcap");
}

static void nothing_at_every_size(void **state)
{
    (void)state;
    check_every_size(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_case_study_at_every_size),
        cmocka_unit_test(hostile_names_at_every_size),
        cmocka_unit_test(nothing_at_every_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
