/* SPDX-License-Identifier: MIT */

/* The mouse: what is where on the screen of the case study, and what becomes of a click there. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "dashboard.h"
#include "ui/mouse.h"

static void click(struct dashboard *d, enum button button, int row, int column)
{
    mouse_act(d->ui, (struct click){button, row, column});
    dashboard_draw(d, d->canvas.width, d->canvas.height);
}

static void places_are_known(void **state)
{
    (void)state;
    static const struct {
        int row, column;
        enum spot_kind kind;
        uint32_t index;
    } rows[] = {
        {0, 0, SPOT_NONE, 0},
        {1, 0, SPOT_TAB, VIEW_OVERVIEW},
        {1, 5, SPOT_TAB, VIEW_OVERVIEW},
        {1, 6, SPOT_NONE, 0},
        {1, 7, SPOT_TAB, VIEW_HOSTS},
        {1, 77, SPOT_TAB, VIEW_FINDINGS},
        {1, 79, SPOT_NONE, 0},
        {2, 0, SPOT_NONE, 0},
        {3, 0, SPOT_HEADING, 0},
        {3, 16, SPOT_HEADING, 0},
        {3, 17, SPOT_NONE, 0},
        {3, 18, SPOT_HEADING, 1},
        {4, 0, SPOT_ROW, 0},
        {4, 79, SPOT_ROW, 0},
        {16, 40, SPOT_ROW, 12},
        {17, 40, SPOT_NONE, 0},
        {22, 3, SPOT_NONE, 0},
        {23, 3, SPOT_NONE, 0},
        {-1, 3, SPOT_NONE, 0},
        {4, 80, SPOT_NONE, 0},
        {24, 0, SPOT_NONE, 0},
        {4, -1, SPOT_NONE, 0},
    };
    struct dashboard *d = dashboard_open("laptop.pcapng");
    d->ui->view = VIEW_HOSTS;
    dashboard_draw(d, 80, 24);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct spot spot = mouse_spot(d->ui, rows[i].row, rows[i].column);
        if (spot.kind != rows[i].kind || (spot.kind != SPOT_NONE && spot.index != rows[i].index))
            fail_msg("row %d, column %d: kind %d, index %u\n%s", rows[i].row, rows[i].column,
                     (int)spot.kind, (unsigned)spot.index, dashboard_text(d));
    }
    dashboard_close(d);
}

static void clicks_do_what_keys_do(void **state)
{
    (void)state;
    struct dashboard *d = dashboard_open("laptop.pcapng");
    struct list_state *hosts = &d->ui->lists[VIEW_HOSTS];
    dashboard_draw(d, 80, 24);
    click(d, BUTTON_LEFT, 1, 7);
    assert_int_equal(d->ui->view, VIEW_HOSTS);
    click(d, BUTTON_LEFT, 7, 30);
    assert_int_equal(hosts->index, 3);
    assert_false(d->ui->object.open);
    click(d, BUTTON_LEFT, 7, 30);
    assert_true(d->ui->object.open);
    click(d, BUTTON_WHEEL_DOWN, 7, 30);
    assert_int_equal(d->ui->object.lines.at, 3);
    ui_handle(d->ui, INPUT_ESCAPE);
    dashboard_draw(d, 80, 24);
    click(d, BUTTON_WHEEL_UP, 0, 0);
    assert_int_equal(hosts->index, 0);
    uint64_t identity = hosts->identity;
    click(d, BUTTON_LEFT, 3, 0);
    assert_int_equal(hosts->sort, 0);
    assert_false(hosts->inverted);
    assert_int_equal(hosts->identity, identity);
    click(d, BUTTON_LEFT, 3, 0);
    assert_true(hosts->inverted);
    click(d, BUTTON_LEFT, 3, 18);
    assert_int_equal(hosts->sort, 1);
    assert_false(hosts->inverted);
    /* Nothing is under these; and nothing happens while a line is typed. */
    click(d, BUTTON_LEFT, 23, 75);
    assert_false(d->ui->quit);
    ui_handle(d->ui, '/');
    click(d, BUTTON_LEFT, 1, 0);
    assert_int_equal(d->ui->view, VIEW_HOSTS);
    dashboard_close(d);
}

/* On the overview the first click chooses, the next one opens; the cursor stays on what it is on. */
static void the_overview_is_clicked(void **state)
{
    (void)state;
    struct dashboard *d = dashboard_open("laptop.pcapng");
    dashboard_draw(d, 80, 24);
    assert_int_equal(mouse_spot(d->ui, 2, 5).kind, SPOT_NONE);
    assert_int_equal(mouse_spot(d->ui, 10, 40).kind, SPOT_TARGET);
    assert_non_null(strstr(dashboard_row(d, 11), "224.0.0.251"));
    click(d, BUTTON_LEFT, 11, 30);
    assert_false(d->ui->object.open);
    assert_int_equal(canvas_cell(&d->canvas, 11, 5)->style, STYLE_SELECTED);
    /* By bytes it is another row. */
    d->ui->settings.unit = UNIT_BYTES;
    dashboard_draw(d, 132, 43);
    int row = 0;
    while (strstr(dashboard_row(d, row), " 224.0.0.251 ") == NULL)
        assert_true(++row < 42);
    assert_int_equal(canvas_cell(&d->canvas, row, 5)->style, STYLE_SELECTED);
    click(d, BUTTON_LEFT, row, 30);
    assert_int_equal(d->ui->object.subject.kind, SUBJECT_GROUP);
    ui_handle(d->ui, INPUT_ESCAPE);
    /* Where it is not on the screen there is no cursor, and it comes back with it. */
    dashboard_draw(d, 80, 10);
    assert_int_equal(ui_situation(d->ui) & DURING_OPENS, 0);
    dashboard_draw(d, 132, 43);
    assert_int_not_equal(ui_situation(d->ui) & DURING_OPENS, 0);
    dashboard_close(d);
}

/* On an object's page a click chooses a line, and the next one opens what it is about. */
static void lines_of_pages_are_clicked(void **state)
{
    (void)state;
    struct dashboard *d = dashboard_open("laptop.pcapng");
    struct object_page *page = &d->ui->object;
    dashboard_press(d, "3\r", 80, 24);
    assert_int_equal(page->subject.kind, SUBJECT_GROUP);
    assert_int_equal(mouse_spot(d->ui, 1, 0).kind, SPOT_TAB);
    uint32_t opens = 0;
    while (page->line[opens].opens != SUBJECT_HOST)
        assert_true(++opens < page->lines.count);
    int row = ROWS_AT_TOP + (int)(opens - page->lines.top);
    assert_true(opens > 0 && row < 24 - ROWS_AT_BOTTOM);
    struct spot spot = mouse_spot(d->ui, row, 79);
    assert_int_equal(spot.kind, SPOT_LINE);
    assert_int_equal(spot.index, opens);
    click(d, BUTTON_LEFT, row, 30);
    assert_int_equal(page->lines.at, opens);
    assert_int_equal(page->subject.kind, SUBJECT_GROUP);
    click(d, BUTTON_LEFT, row, 30);
    assert_int_equal(page->subject.kind, SUBJECT_HOST);
    ui_handle(d->ui, INPUT_ESCAPE);
    dashboard_draw(d, 80, 24);
    click(d, BUTTON_LEFT_TWICE, row, 30);
    assert_int_equal(page->subject.kind, SUBJECT_HOST);
    /* Below the last line there is none; what is scrolled by counts. */
    dashboard_press(d, "G", 80, 12);
    assert_true(page->lines.top > 0);
    click(d, BUTTON_LEFT, ROWS_AT_TOP, 0);
    assert_int_equal(page->lines.at, page->lines.top);
    dashboard_draw(d, 80, 200);
    assert_int_equal(mouse_spot(d->ui, ROWS_AT_TOP + (int)page->lines.count - 1, 0).kind,
                     SPOT_LINE);
    assert_int_equal(mouse_spot(d->ui, ROWS_AT_TOP + (int)page->lines.count, 0).kind, SPOT_NONE);
    dashboard_close(d);
}

/* On a frame's page a click chooses a field, beside the bytes or above them; a second one does nothing. */
static void fields_are_clicked(void **state)
{
    (void)state;
    static const struct {
        int width, height;
        int row, column; /* of the click */
        bool field;
    } rows[] = {
        {132, 43, 9, 0, true},  {132, 43, 9, 40, true}, {132, 43, 9, 69, false},
        {80, 24, 9, 79, true},  {80, 24, 5, 0, false},  {80, 24, 21, 0, false},
        {80, 24, 22, 0, false},
    };
    struct dashboard *d = dashboard_open("laptop.pcapng");
    for (size_t i = 0; i < COUNT(rows); i++) {
        dashboard_reset(d);
        dashboard_press(d, "9g\r", rows[i].width, rows[i].height);
        for (int again = 0; again < 2; again++) {
            click(d, BUTTON_LEFT, rows[i].row, rows[i].column);
            uint32_t expected = rows[i].field ? (uint32_t)(rows[i].row - ROWS_AT_TOP - 4) : 0;
            if (d->ui->page.lines.at != expected || !d->ui->page.open)
                fail_msg("row %zu: field %u\n%s", i, (unsigned)d->ui->page.lines.at,
                         dashboard_text(d));
        }
    }
    dashboard_close(d);
}

/* How many bytes of the frame on the page are marked, and whether one of them is. */
static uint32_t marked(const struct dashboard *d, uint32_t offset, bool *itself)
{
    uint32_t count = 0, index;
    *itself = false;
    for (int row = 0; row < d->canvas.height; row++) {
        for (int column = 1; column < d->canvas.width; column++) {
            /* The second digit of a byte: characters stand alone. */
            uint32_t before;
            if (!frame_bytes_at(&d->ui->page.bytes, &d->ui->page.slot, row, column, &index) ||
                !frame_bytes_at(&d->ui->page.bytes, &d->ui->page.slot, row, column - 1, &before) ||
                before != index || canvas_cell(&d->canvas, row, column)->style != STYLE_SELECTED)
                continue;
            count++;
            *itself = *itself || index == offset;
        }
    }
    return count;
}

/* A click on a byte, as digits or as a character, chooses the shortest field that holds it; of a layer that
 * is folded, the layer. */
static void bytes_are_clicked(void **state)
{
    (void)state;
    static const int sizes[][2] = {{132, 43}, {80, 24}, {60, 20}};
    struct dashboard *d = dashboard_open("laptop.pcapng");
    for (size_t i = 0; i < COUNT(sizes); i++) {
        int width = sizes[i][0], height = sizes[i][1];
        unsigned clicks = 0;
        dashboard_reset(d);
        dashboard_press(d, "9g\r", width, height);
        d->ui->same = true;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                bool itself;
                d->ui->page.lines.at = 0;
                dashboard_draw(d, width, height);
                struct spot spot = mouse_spot(d->ui, row, column);
                if (spot.kind != SPOT_BYTE)
                    continue;
                clicks++;
                click(d, BUTTON_LEFT, row, column);
                uint32_t count = marked(d, spot.index, &itself);
                if (!itself || count > 8)
                    fail_msg("%dx%d: row %d, column %d: byte %u\n%s", width, height, row, column,
                             (unsigned)spot.index, dashboard_text(d));
            }
        }
        assert_true(clicks > 40);
    }
    /* The source address of Ethernet, and the layer once that is folded. */
    dashboard_reset(d);
    dashboard_press(d, "9g\r", 132, 43);
    const struct frame_bytes *bytes = &d->ui->page.bytes;
    int row = bytes->area.row, column = bytes->area.column + 6 + 3 * 7;
    click(d, BUTTON_LEFT, row, column);
    assert_int_equal(mouse_spot(d->ui, row, column).index, 7);
    assert_non_null(strstr(dashboard_row(d, ROWS_AT_TOP + 4 + (int)d->ui->page.lines.at), "src"));
    ui_handle(d->ui, INPUT_LEFT);
    dashboard_press(d, "jjjj", 132, 43);
    click(d, BUTTON_LEFT, row, column);
    assert_int_equal(d->ui->page.lines.at, 0);
    dashboard_close(d);
}

/* The wheel scrolls where there is no cursor, and stops at the ends. */
static void the_wheel_scrolls(void **state)
{
    (void)state;
    struct dashboard *d = dashboard_open(NULL);
    d->ui->view = VIEW_HELP;
    dashboard_draw(d, 80, 24);
    click(d, BUTTON_WHEEL_DOWN, 10, 10);
    assert_int_equal(d->ui->scroll, 3);
    click(d, BUTTON_WHEEL_UP, 10, 10);
    click(d, BUTTON_WHEEL_UP, 10, 10);
    assert_int_equal(d->ui->scroll, 0);
    dashboard_close(d);
}

/* Every place of every view at odd sizes: a click there must not be lost outside. */
static void no_place_is_outside(void **state)
{
    (void)state;
    static const int sizes[][2] = {{40, 8}, {41, 9}, {80, 24}, {120, 30}, {10, 3}};
    struct dashboard *d = dashboard_open("hostile.pcap");
    for (size_t s = 0; s < COUNT(sizes); s++) {
        for (enum view view = 0; view < VIEW_COUNT; view++) {
            for (int row = -1; row <= sizes[s][1]; row++) {
                for (int column = -1; column <= sizes[s][0]; column += 3) {
                    d->ui->view = view;
                    d->ui->object.open = d->ui->page.open = false;
                    d->ui->wanted = ACTION_NONE;
                    if (row == -1 && column == -1)
                        dashboard_draw(d, sizes[s][0], sizes[s][1]);
                    mouse_act(d->ui, (struct click){BUTTON_LEFT, row, column});
                    const struct list_state *list = &d->ui->lists[view];
                    assert_true(list->index == 0 || list->index < list->count);
                }
            }
        }
    }
    dashboard_close(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_known),        cmocka_unit_test(clicks_do_what_keys_do),
        cmocka_unit_test(the_overview_is_clicked), cmocka_unit_test(lines_of_pages_are_clicked),
        cmocka_unit_test(fields_are_clicked),      cmocka_unit_test(bytes_are_clicked),
        cmocka_unit_test(the_wheel_scrolls),       cmocka_unit_test(no_place_is_outside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
