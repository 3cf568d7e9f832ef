/* SPDX-License-Identifier: MIT */

/* How the rows of the overview are shared out: between the matrix and the summaries below it, and among those. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "capture/engine.h"
#include "blank_dashboard.h"
#include "dashboard.h"

static int rows_between(const struct dashboard *d, const char *from, const char *to)
{
    int first = -1;
    for (int row = 0; row < d->canvas.height; row++) {
        if (first < 0 && strstr(dashboard_row(d, row), from) != NULL)
            first = row;
        else if (first >= 0 && strstr(dashboard_row(d, row), to) != NULL)
            return row - first - 1;
    }
    return -1;
}

/* Rows that the groups leave go to the hosts and to what stands out. */
static void rows_go_to_those_who_need_them(void **state)
{
    (void)state;
    static const struct {
        const char *capture;
        int width, height;
        const char *from, *to;
        int rows;
    } rows[] = {
        {"laptop.pcapng", 80, 23, "Busiest of 13", " read ", 3},
        {"laptop.pcapng", 132, 43, "Busiest of 13", "3 interfaces    ", 8},
        {"laptop.pcapng", 132, 43, "3 interfaces    ", " read ", 5},
        {"laptop.pcapng", 200, 60, "M multicast", "all frames", 13},
        {"arp.pcap", 80, 19, "L from", "read  recv", 6},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct dashboard *d = dashboard_open(rows[i].capture);
        dashboard_draw(d, rows[i].width, rows[i].height);
        int count = rows_between(d, rows[i].from, rows[i].to);
        if (count != rows[i].rows)
            fail_msg("row %zu: %d rows\n%s", i, count, dashboard_text(d));
        dashboard_close(d);
    }
}

/* The groups of solicited nodes (RFC 4291 section 2.7.1) are one row, unless there is but one; it adds up, and
 * leads to them. */
static void solicited_nodes_are_one_row(void **state)
{
    (void)state;
    struct dashboard *d = dashboard_open("laptop.pcapng");
    dashboard_draw(d, 132, 43);
    const char *row = strstr(dashboard_text(d), "10 solicited-node groups ");
    assert_non_null(row);
    assert_null(strstr(row, "ff02::1:ff"));
    assert_null(strstr(row, "more groups"));
    dashboard_press(d, "jjjjjjjjjjjjjjjj", 132, 43);
    bool here = false;
    for (int at = 0; at < 43; at++)
        here = here || (canvas_cell(&d->canvas, at, 3)->style == STYLE_SELECTED &&
                        strstr(dashboard_row(d, at), "solicited-node") != NULL);
    assert_true(here);
    dashboard_press(d, "\r", 132, 43);
    assert_non_null(strstr(dashboard_text(d), "groups: 23 shown"));
    dashboard_close(d);
}

/* What they are called stands in a column, as wide as the longest address needs. */
static void names_stand_in_a_column(void **state)
{
    (void)state;
    static const struct {
        const char *capture, *address, *name;
        int column;
    } rows[] = {
        {"laptop.pcapng", "255.255.255.255", "limited", 19},
        {"laptop.pcapng", "10.0.0.255", "directed", 19},
        {"laptop.pcapng", "ff02::16", "MLDv2", 19},
        {"cdp.pcap", "255.255.255.255", "limited", 21},
        {"cdp.pcap", "01:00:0c:cc:cc:cc", "Cisco", 21},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct dashboard *d = dashboard_open(rows[i].capture);
        dashboard_draw(d, 132, 43);
        bool found = false;
        for (int row = 0; row < 43; row++) {
            const char *line = dashboard_row(d, row);
            const char *name = strstr(line, rows[i].name);
            if (strncmp(line + 3, rows[i].address, strlen(rows[i].address)) == 0)
                found = name != NULL && name - line == rows[i].column;
        }
        if (!found)
            fail_msg("%s\n%s", rows[i].address, dashboard_text(d));
        dashboard_close(d);
    }
}

static void group_add(struct blank *d, struct ip ip)
{
    const struct group_key key = {.ip = ip, .mac = MAC_NONE};
    struct table *t = &d->model->groups.head;
    bool made;
    uint32_t row = table_use(t, &key, t->used + 1, &made);
    d->model->groups.at[row - 1].by_origin[0].frames = 100 + row;
}

/* What a group is called leaves its column where it would be cut there, and not on 132 columns. */
static void names_are_whole_where_they_can_be(void **state)
{
    struct blank *d = *state;
    const uint64_t link = UINT64_C(0xff02) << 48;
    d->model->frames = 300;
    for (enum origin o = 0; o < ORIGIN_COUNT; o++)
        d->model->by_origin[CAST_MULTICAST][o].frames = 300 / ORIGIN_COUNT;
    group_add(d, ip_v4(0xe00000fb));
    group_add(d, ip_v4(0xef010203));
    blank_draw(d, 132, 24);
    int row = blank_find(d, "224.0.0.251 ");
    long column = strstr(blank_row(d, row), "mDNS ") - blank_row(d, row);
    row = blank_find(d, "239.1.2.3 ");
    assert_int_equal(strstr(blank_row(d, row), "Organization-Local ") - blank_row(d, row), column);
    group_add(d, (struct ip){.high = link, .low = 2, .family = IP_V6});
    group_add(d, (struct ip){.high = link, .low = 0x1ffaafd4e, .family = IP_V6});
    for (int width = 80; width <= 132; width++) {
        blank_draw(d, width, 24);
        if (blank_find(d, "all routers ") < 0)
            fail_msg("%d columns: \"%s\"", width, blank_row(d, blank_find(d, "ff02::2 ")));
    }
}

/* Live it is always the last minute, also where nothing came yet; and words are whole. */
static void what_sparklines_show_is_said(void **state)
{
    static const struct {
        uint64_t frames;
        int width;
        enum unit unit;
        const char *words;
    } rows[] = {
        {0, 80, UNIT_FRAMES, "  share last minute"},
        {100, 80, UNIT_FRAMES, "  share 1 min"},
        {0, 80, UNIT_BYTES, "  share frames 1 min"},
        {100, 132, UNIT_FRAMES, "  share last minute"},
        {100, 200, UNIT_BITS, "  share frames last minute"},
    };
    struct blank *d = *state;
    series_clock_init(&d->model->clock, SERIES_RECENT);
    d->model->source_count = 1;
    for (size_t i = 0; i < COUNT(rows); i++) {
        d->model->frames = 3 * rows[i].frames;
        static const enum origin origins[] = {ORIGIN_LINK_LOCAL, ORIGIN_PRIVATE, ORIGIN_OTHER};
        for (size_t k = 0; k < COUNT(origins); k++)
            d->model->by_origin[CAST_MULTICAST][origins[k]].frames = rows[i].frames;
        d->ui->settings.unit = rows[i].unit;
        blank_draw(d, rows[i].width, 24);
        if (blank_find(d, rows[i].words) < 0)
            fail_msg("row %d: \"%s\"", (int)i, blank_row(d, 2));
    }
}

/* Of a file they show all of it, however short. */
static void spans_of_files_are_said(void **state)
{
    static const struct {
        int64_t span_ns;
        const char *words;
    } rows[] = {
        {0, "share over 0:00"},
        {41000000, "share over 41 ms"},
        {INT64_C(61000000000), "share over 1:01"},
    };
    struct blank *d = *state;
    d->model->source_count = 1;
    d->model->frames = 2;
    for (size_t i = 0; i < COUNT(rows); i++) {
        d->model->first_ns = 1000;
        d->model->last_ns = 1000 + rows[i].span_ns;
        blank_draw(d, 100, 24);
        if (blank_find(d, rows[i].words) < 0)
            fail_msg("row %d: \"%s\"", (int)i, blank_row(d, 2));
    }
}

/* What stands for the groups that find no room is said in whole words. */
static void the_rest_of_the_groups_is_not_cut(void **state)
{
    struct blank *d = *state;
    d->model->frames = d->model->by_origin[CAST_MULTICAST][ORIGIN_PRIVATE].frames = 1000;
    d->model->groups.head.evicted.entries = 93800;
    d->model->groups.head.evicted.frames = 900;
    for (int width = 40; width <= 132; width++) {
        blank_draw(d, width, 24);
        int row = blank_find(d, "+ ");
        assert_true(row > 0);
        if (strstr(blank_row(d, row), "more, and evicted ") == NULL)
            fail_msg("%d columns: \"%s\"", width, blank_row(d, row));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_go_to_those_who_need_them),
        cmocka_unit_test(solicited_nodes_are_one_row),
        cmocka_unit_test(names_stand_in_a_column),
        WITH_BLANK(names_are_whole_where_they_can_be),
        WITH_BLANK(what_sparklines_show_is_said),
        WITH_BLANK(spans_of_files_are_said),
        WITH_BLANK(the_rest_of_the_groups_is_not_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
