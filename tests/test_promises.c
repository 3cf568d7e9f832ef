/* SPDX-License-Identifier: MIT */

/* What every list promises, in every view that is one: that it sorts by each of its columns both ways, filters by
 * each word, searches, keeps the cursor on what it is on and in sight while rows move, holds its order still, and
 * says how many rows there are, are kept and were evicted. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "dashboard.h"
#include "ui/choices.h"
#include "ui/list_order.h"

enum { WIDTH = 200, HEIGHT = 24, SOME_FRAMES = 700 };

static const char *const captures[] = {"laptop.pcapng", "laptop-apipa.pcap", "hostile.pcap",
                                       "claims.pcap",   "routers.pcap",      "vlan.pcap",
                                       "oddities.pcap", "raw.pcap"};

/* The views of the tabs that are lists: all but the overview. */
static const enum view first_list = VIEW_HOSTS, last_list = VIEW_FINDINGS;

static const struct list *list_of(enum view view)
{
    const struct list *list = view_row(view)->body->list;
    assert_non_null(list);
    return list;
}

static struct scene scene_of(struct dashboard *d)
{
    return (struct scene){.settings = &d->ui->settings,
                          .model = d->model,
                          .frames = d->frames,
                          .scratch = &d->ui->scratch};
}

static void sort_by(struct dashboard *d, enum view view, int column, bool inverted)
{
    struct list_state *state = &d->ui->lists[view];
    state->chosen = true;
    state->sort = (uint8_t)column;
    state->inverted = inverted;
}

/* How two rows are ordered by a column, as it says itself: by all that it says of itself at once. */
static int order_of(const struct column *column, const struct scene *scene, uint32_t a, uint32_t b)
{
    if (column->rank != NULL) {
        uint64_t x = column->rank(scene, a), y = column->rank(scene, b);
        if (x != y)
            return x < y ? -1 : 1;
        if (x == UINT64_MAX)
            return 0;
    }
    if (column->rank_low != NULL) {
        uint64_t x = column->rank_low(scene, a), y = column->rank_low(scene, b);
        return (x > y) - (x < y);
    }
    if (column->compare != NULL)
        return column->compare(scene, a, b);
    if (column->text != NULL)
        return text_order(column->text(scene, a), column->text(scene, b));
    if (column->form == FORM_AGO || column->form == FORM_AT) {
        int64_t x = (int64_t)column->value(scene, a), y = (int64_t)column->value(scene, b);
        return (x > y) - (x < y);
    }
    uint64_t x = column->value(scene, a), y = column->value(scene, b);
    return (x > y) - (x < y);
}

static void check_order(const char *name, struct dashboard *d, enum view view, int index)
{
    const struct column *column = &list_of(view)->columns[index];
    const struct scratch *s = &d->ui->scratch;
    const struct scene scene = scene_of(d);
    static bool seen[LIST_ROWS + NAME_ROWS + HOST_ROWS + 1];
    bool falls = column_falls(column, &d->ui->lists[view]);
    memset(seen, 0, sizeof seen);
    for (uint32_t i = 0; i < s->count; i++) {
        assert_false(seen[s->order[i]]); /* each row once */
        seen[s->order[i]] = true;
        if (i == 0)
            continue;
        uint32_t before = s->order[i - 1], row = s->order[i];
        int order = order_of(column, &scene, before, row);
        if (falls ? order < 0 : order > 0)
            fail_msg("%s: %s by %s: rows %u and %u\n%s", name, list_of(view)->noun, column->title,
                     (unsigned)i, (unsigned)i + 1, dashboard_text(d));
        if (order == 0 && before > row && column->rank_low == NULL)
            fail_msg("%s: %s by %s: equal rows jump", name, list_of(view)->noun, column->title);
    }
}

/* The column it is sorted by is on the screen, however narrow that is, and said. */
static void check_sorted(struct dashboard *d, enum view view, int index)
{
    static const int widths[] = {WIDTH_LEAST, 60, 80, 100, 132, WIDTH};
    const struct list_state *state = &d->ui->lists[view];
    char said[64];
    snprintf(said, sizeof said, "by %s, ", list_of(view)->columns[index].title);
    for (size_t i = 0; i < COUNT(widths); i++) {
        dashboard_draw(d, widths[i], HEIGHT);
        if (state->layout.width[index] == 0)
            fail_msg("%s by %s on %d columns", list_of(view)->noun, said, widths[i]);
    }
    if (strstr(dashboard_text(d), said) == NULL)
        fail_msg("\"%s\":\n%s", said, dashboard_text(d));
}

static void every_column_sorts_both_ways(void **state)
{
    (void)state;
    unsigned sorted = 0;
    for (size_t c = 0; c < COUNT(captures); c++) {
        struct dashboard *d = dashboard_open(captures[c]);
        for (enum view view = first_list; view <= last_list; view++) {
            ui_go(d->ui, view);
            for (int i = 0; i < list_of(view)->column_count; i++) {
                if (!column_can_sort(&list_of(view)->columns[i]))
                    continue;
                for (int inverted = 0; inverted < 2; inverted++) {
                    sort_by(d, view, i, inverted);
                    dashboard_draw(d, WIDTH, HEIGHT);
                    check_order(captures[c], d, view, i);
                    sorted++;
                }
                check_sorted(d, view, i);
            }
        }
        dashboard_close(d);
    }
    assert_true(sorted > COUNT(captures) * 150);
}

/* Keys reach every column that is on the screen, and can turn each round. */
static void keys_reach_every_column(void **state)
{
    (void)state;
    struct dashboard *d = dashboard_open("laptop.pcapng");
    for (enum view view = first_list; view <= last_list; view++) {
        const struct list *list = list_of(view);
        const struct list_state *l = &d->ui->lists[view];
        uint32_t reached = 0;
        ui_go(d->ui, view);
        dashboard_draw(d, WIDTH, HEIGHT);
        for (int i = 0; i < LIST_COLUMNS; i++)
            dashboard_press(d, "<", WIDTH, HEIGHT);
        for (int i = 0; i < LIST_COLUMNS; i++) {
            reached |= UINT32_C(1) << list_sort_column(list, l);
            bool inverted = l->inverted;
            dashboard_press(d, "I", WIDTH, HEIGHT);
            assert_true(l->inverted != inverted);
            dashboard_press(d, ">", WIDTH, HEIGHT);
        }
        for (int i = 0; i < list->column_count; i++)
            if (column_can_sort(&list->columns[i]) && (l->visible >> i & 1) != 0)
                assert_true((reached >> i & 1) != 0);
    }
    dashboard_close(d);
}

/* What a word selects and what its negation selects are all rows; a word that cannot be asked of rows leaves all of
 * them, and that is said. */
static void every_word_filters(void **state)
{
    (void)state;
    static const char *const words[] = {
        "cast:multicast",   "group:224.0.0.251",     "host:10.0.0.0/24", "src:10.0.0.0/24",
        "dst:224.0.0.0/4",  "origin:link-local",     "proto:mdns",       "port:5353",
        "vendor:microsoft", "mac:random,hypervisor", "name:ccl,mdns",    "vlan:20",
        "fault:bad"};
    assert_int_equal(COUNT(words), WORD_COUNT);
    struct dashboard *d = dashboard_open("laptop.pcapng");
    for (enum view view = first_list; view <= last_list; view++) {
        const struct list *list = list_of(view);
        assert_non_null(list->traits);
        for (size_t w = 0; w < COUNT(words); w++) {
            char keys[64];
            uint32_t count[2];
            bool known = (list->known >> w & 1) != 0;
            assert_memory_equal(words[w], word_row((enum word_id)w)->name,
                                strlen(word_row((enum word_id)w)->name));
            for (int negated = 0; negated < 2; negated++) {
                dashboard_reset(d);
                ui_go(d->ui, view);
                snprintf(keys, sizeof keys, "\\%s%s\r", negated ? "!" : "", words[w]);
                dashboard_press(d, keys, WIDTH, HEIGHT);
                count[negated] = d->ui->lists[view].count;
                bool said = strstr(dashboard_text(d), "not known of these") != NULL;
                if (said == known)
                    fail_msg("%s, %s:\n%s", list->noun, keys, dashboard_text(d));
            }
            uint32_t all = d->ui->lists[view].all;
            if (known ? count[0] + count[1] != all : count[0] != all || count[1] != all)
                fail_msg("%s, %s: %u and %u of %u", list->noun, words[w], (unsigned)count[0],
                         (unsigned)count[1], (unsigned)all);
            /* In the case study nothing is in a VLAN, and nothing is bad. */
            if (known && (count[0] == 0) != (w == WORD_VLAN || w == WORD_FAULT))
                fail_msg("%s, %s: %u of %u", list->noun, words[w], (unsigned)count[0],
                         (unsigned)all);
        }
    }
    dashboard_close(d);
}

/* The first word of a row as it is drawn: its beginning in ASCII; "" where that is none. */
static void word_of(const struct dashboard *d, int row, char word[32])
{
    const char *line = dashboard_row(d, row);
    line += strspn(line, " ");
    size_t n = strcspn(line, " ~*");
    snprintf(word, 32, "%.*s", (int)(n < 31 ? n : 31), line);
}

/* What the last row says is found from the first one; the cursor is then on a row that says so. */
static void every_list_is_searched(void **state)
{
    (void)state;
    for (size_t c = 0; c < COUNT(captures); c++) {
        struct dashboard *d = dashboard_open(captures[c]);
        for (enum view view = first_list; view <= last_list; view++) {
            char word[32], keys[40], here[32];
            dashboard_reset(d);
            const struct list_state *l = &d->ui->lists[view];
            ui_go(d->ui, view);
            dashboard_press(d, "G", WIDTH, HEIGHT);
            if (l->count < 2)
                continue;
            int row = l->area.row + 2 + (int)(l->index - l->top);
            word_of(d, row, word);
            dashboard_press(d, "g", WIDTH, HEIGHT);
            snprintf(keys, sizeof keys, "/%s\r", word);
            dashboard_press(d, keys, WIDTH, HEIGHT);
            word_of(d, l->area.row + 2 + (int)(l->index - l->top), here);
            /* Dashes stand everywhere, and hostile names are not all ASCII. */
            if (strcmp(word, "-") == 0 ||
                (word[0] == '\0' && strcmp(captures[c], "hostile.pcap") == 0))
                continue;
            if (word[0] == '\0' || d->ui->search.missed ||
                strstr(dashboard_row(d, l->area.row + 2 + (int)(l->index - l->top)), word) == NULL)
                fail_msg("%s, %s: \"%s\" is not found:\n%s", captures[c], list_of(view)->noun, word,
                         dashboard_text(d));
        }
        dashboard_close(d);
    }
}

/* The cursor stays on what it is on, whatever the order, and in sight, while frames come. */
static void the_cursor_stays_on_its_object(void **state)
{
    (void)state;
    struct dashboard *d = dashboard_open("laptop.pcapng");
    struct engine *some = dashboard_some_of("laptop.pcapng", SOME_FRAMES);
    const struct model *whole = d->model;
    const struct frame_ring *frames = d->frames;
    unsigned moved = 0;
    for (enum view view = first_list; view <= last_list; view++) {
        const struct list *list = list_of(view);
        for (int i = 0; i < 2 * list->column_count; i++) {
            if (!column_can_sort(&list->columns[i / 2]))
                continue;
            dashboard_reset(d);
            struct list_state *l = &d->ui->lists[view];
            ui_go(d->ui, view);
            sort_by(d, view, i / 2, i % 2);
            d->model = engine_model(some);
            d->frames = engine_frames(some);
            dashboard_draw(d, WIDTH, HEIGHT);
            list_choose(l, l->count * 2 / 3);
            dashboard_draw(d, WIDTH, HEIGHT);
            uint64_t identity = l->identity;
            uint32_t index = l->index, line = l->index - l->top, top = l->top;
            d->model = whole;
            d->frames = frames;
            dashboard_draw(d, WIDTH, HEIGHT);
            const struct scene scene = scene_of(d);
            /* A conclusion may hold no more once more is known; then its place is kept. */
            if (l->identity != identity && view != VIEW_FINDINGS)
                fail_msg("%s by %s: the cursor left its row", list->noun,
                         list->columns[i / 2].title);
            assert_int_equal(list->identity(&scene, d->ui->scratch.order[l->index]), l->identity);
            assert_true(l->index >= l->top && l->index - l->top < l->page);
            if (l->identity == identity && top > 0 && l->top > 0 && l->top + l->page < l->count &&
                l->index - l->top != line)
                fail_msg("%s by %s: the row under the cursor jumps", list->noun,
                         list->columns[i / 2].title);
            moved += l->index != index;
        }
    }
    assert_true(moved > 50);
    d->model = whole;
    engine_free(some);
    dashboard_close(d);
}

/* A frozen order: rows stay where they were, new ones come behind them. */
static void every_order_can_be_frozen(void **state)
{
    (void)state;
    static uint64_t before[LIST_ROWS];
    struct dashboard *d = dashboard_open("laptop.pcapng");
    struct engine *some = dashboard_some_of("laptop.pcapng", SOME_FRAMES);
    const struct model *whole = d->model;
    const struct frame_ring *frames = d->frames;
    for (enum view view = first_list; view <= last_list; view++) {
        const struct list *list = list_of(view);
        dashboard_reset(d);
        const struct scratch *s = &d->ui->scratch;
        ui_go(d->ui, view);
        d->model = engine_model(some);
        d->frames = engine_frames(some);
        dashboard_press(d, "o", WIDTH, HEIGHT);
        struct scene scene = scene_of(d);
        uint32_t count = s->count;
        for (uint32_t i = 0; i < count; i++)
            before[i] = list->identity(&scene, s->order[i]);
        d->model = whole;
        d->frames = frames;
        dashboard_draw(d, WIDTH, HEIGHT);
        scene = scene_of(d);
        for (uint32_t i = 0, at = 0; i < count; i++) {
            bool same = list->identity(&scene, s->order[at]) == before[i];
            if (!same && view != VIEW_FINDINGS)
                fail_msg("%s: frozen rows move at %u", list->noun, (unsigned)i);
            at += same; /* a conclusion that holds no more is gone, the others keep their order */
        }
        for (int width = WIDTH_LEAST; width <= WIDTH; width += 20) {
            dashboard_draw(d, width, HEIGHT);
            if (strstr(dashboard_text(d), "frozen") == NULL)
                fail_msg("%s on %d columns:\n%s", list->noun, width, dashboard_text(d));
        }
        dashboard_press(d, "o", WIDTH, HEIGHT);
        assert_null(strstr(dashboard_text(d), "frozen"));
    }
    engine_free(some);
    dashboard_close(d);
}

/* How many rows are shown, are kept and were evicted is said in whole numbers, however narrow the screen is, and
 * whatever else is said. */
static void every_list_counts_its_rows(void **state)
{
    (void)state;
    static const char *const keys[] = {"", "o", "\\host:10.0.0.0/24\r", "\\!host:10.0.0.1\ro"};
    struct dashboard *d = dashboard_open("laptop.pcapng");
    for (enum view view = first_list; view <= last_list; view++) {
        for (size_t k = 0; k < COUNT(keys); k++) {
            dashboard_reset(d);
            ui_go(d->ui, view);
            dashboard_press(d, keys[k], WIDTH, HEIGHT);
            for (int width = WIDTH_LEAST; width <= WIDTH; width++) {
                dashboard_draw(d, width, HEIGHT);
                const struct list_state *l = &d->ui->lists[view];
                const char *caption = dashboard_row(d, l->area.row);
                char shown[40];
                snprintf(shown, sizeof shown, "%u shown", (unsigned)l->count);
                if (strstr(caption, shown) == NULL || strstr(caption, " kept, ") == NULL ||
                    strstr(caption, " evicted") == NULL)
                    fail_msg("%s on %d columns: \"%s\"", list_of(view)->noun, width, caption);
            }
        }
    }
    dashboard_close(d);
}

/* What is counted in is said wherever it is counted, and columns do not have the same name: but the ports of both
 * ends, and sparklines, which are of frames. */
static void units_are_said(void **state)
{
    (void)state;
    struct dashboard *d = dashboard_open("laptop.pcapng");
    for (enum view view = first_list; view <= last_list; view++) {
        const struct list *list = list_of(view);
        bool amounts = false;
        for (int unit = UNIT_FRAMES; unit <= UNIT_BYTES; unit++) {
            for (int i = 0; i < list->column_count; i++) {
                const char *title = column_title(&list->columns[i], (enum unit)unit);
                amounts = amounts || list->columns[i].form == FORM_AMOUNT;
                for (int k = 0; k < i && list->columns[i].form != FORM_SPARK; k++)
                    if (list->columns[k].form != FORM_SPARK && strcmp(title, "Port") != 0 &&
                        strcmp(title, column_title(&list->columns[k], (enum unit)unit)) == 0)
                        fail_msg("%s: two columns are called %s", list->noun, title);
            }
            ui_go(d->ui, view);
            d->ui->settings.unit = (enum unit)unit;
            for (int width = WIDTH_LEAST; width <= WIDTH; width++) {
                dashboard_draw(d, width, HEIGHT);
                const char *caption = dashboard_row(d, d->ui->lists[view].area.row);
                bool said = strstr(caption, unit_name((enum unit)unit)) != NULL;
                if (unit != UNIT_FRAMES && said != amounts)
                    fail_msg("%s on %d columns: \"%s\"", list->noun, width, caption);
            }
        }
    }
    dashboard_close(d);
}

/* Columns are whole or not there: they fit, in no less than they need, however wide the screen is; and what is
 * there on a screen is there on wider ones. */
static void columns_are_whole_or_hidden(void **state)
{
    (void)state;
    for (size_t c = 0; c < COUNT(captures); c++) {
        struct dashboard *d = dashboard_open(captures[c]);
        for (enum view view = first_list; view <= last_list; view++) {
            const struct list *list = list_of(view);
            const struct list_state *l = &d->ui->lists[view];
            ui_go(d->ui, view);
            for (int width = WIDTH_LEAST; width <= WIDTH; width++) {
                int used = -1;
                dashboard_draw(d, width, HEIGHT);
                for (int i = 0; i < list->column_count; i++) {
                    const struct column *column = &list->columns[i];
                    int least = column->narrow > 0 ? column->narrow : column->width;
                    used += l->layout.width[i] > 0 ? l->layout.width[i] + 1 : 0;
                    if (l->layout.width[i] > 0 && l->layout.width[i] < least)
                        fail_msg("%s on %d columns: %s", list->noun, width, column->title);
                }
                assert_true(used <= width);
            }
        }
        dashboard_close(d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_column_sorts_both_ways),
        cmocka_unit_test(keys_reach_every_column),
        cmocka_unit_test(every_word_filters),
        cmocka_unit_test(every_list_is_searched),
        cmocka_unit_test(the_cursor_stays_on_its_object),
        cmocka_unit_test(every_order_can_be_frozen),
        cmocka_unit_test(every_list_counts_its_rows),
        cmocka_unit_test(units_are_said),
        cmocka_unit_test(columns_are_whole_or_hidden),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
