/* SPDX-License-Identifier: MIT */

/* The row that says how the capture is going: everything is in it, in as many letters as fit. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "address/vendor.h"
#include "blank_dashboard.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* A live source that lost some of everything. */
static void live(struct blank *d)
{
    struct model *m = d->model;
    m->source_count = 1;
    m->source[0] = (struct source_row){.kind = SOURCE_LIVE,
                                       .kernel_received = 12345678,
                                       .kernel_dropped = 23,
                                       .interface_dropped = 4};
    m->short_frames = 1234;
    m->bad_frames = 56;
    m->frames = 1000;
}

static void all_is_said_at_every_width(void **state)
{
    static const struct {
        int width;
        bool paused;
        const char *filter, *expected;
    } rows[] = {
        {140, false, "",
         " capturing  received 12.3M  dropped: kernel 23  interface 4  evicted 0  "
         "short 1234  bad 56  filter -  vendors "},
        {90, false, "arp",
         " capturing  recv 12.3M  drop k23  i4  evict 0  short 1234  bad 56  filter arp  v"},
        {80, false, "", " capturing recv 12.3M drop k23 i4 evict 0 short 1234 bad 56 filter - v"},
        {80, false, "not port 22 and not arp", " capturing r12.3M k23 i4 e0 s1234 b56 fnot~ v"},
        {80, true, "", " PAUSED, 234 frames behind r12.3M k23 i4 e0 s1234 b56 f- v"},
        {50, false, "", " capturing r12.3M k23 i4 e0 s1234 b56 f- v"},
        {40, false, "", " live r12M k23 i4 e0 s1k b56 f- v"},
    };
    struct blank *d = *state;
    live(d);
    for (size_t i = 0; i < COUNT(rows); i++) {
        d->ui->paused = rows[i].paused;
        d->ui->live_frames = 1234;
        d->ui->settings.filter = rows[i].filter;
        blank_draw(d, rows[i].width, 24);
        const char *row = blank_row(d, 22);
        if (strncmp(row, rows[i].expected, strlen(rows[i].expected)) != 0)
            fail_msg("%d columns: \"%s\", expected \"%s\"", rows[i].width, row, rows[i].expected);
        if (rows[i].width >= 50)
            assert_non_null(strstr(row, vendor_source().date + 2));
    }
}

/* No "-" beside a display filter: it is one. */
static void each_filter_is_said(void **state)
{
    static const struct {
        const char *filter, *words, *expected;
    } rows[] = {
        {"", "", "bad 56  filter -  vendors "},
        {"arp", "", "bad 56  filter arp  vendors "},
        {"", "proto:arp", "bad 56  shows proto:arp  vendors "},
        {"arp", "proto:arp", "bad 56  filter arp  shows proto:arp  vendors "},
    };
    struct blank *d = *state;
    live(d);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct error error;
        d->ui->settings.filter = rows[i].filter;
        assert_true(selection_read(&d->ui->selection, rows[i].words, &error));
        blank_draw(d, 160, 24);
        if (strstr(blank_row(d, 22), rows[i].expected) == NULL)
            fail_msg("row %d: \"%s\", expected \"%s\"", (int)i, blank_row(d, 22), rows[i].expected);
    }
}

/* The word that begins with a letter, behind the one before; NULL where none does. */
static const char *word_find(const char *at, char letter)
{
    while (*at != '\0') {
        at += strspn(at, " ");
        if (*at == letter)
            return at;
        at += strcspn(at, " ");
    }
    return NULL;
}

/* However much there is of all: the letters of everything are there, and the date of the vendor table. */
static void much_is_said_at_every_width(void **state)
{
    static const uint64_t counts[] = {0,      999,      9999,         99999,
                                      123456, 99999999, 123456789012, UINT64_MAX / 2};
    struct blank *d = *state;
    struct model *m = d->model;
    live(d);
    for (size_t i = 0; i < COUNT(counts); i++) {
        m->source[0].kernel_received = m->source[0].kernel_dropped = counts[i];
        m->source[0].interface_dropped = m->hosts.head.evicted.entries = counts[i];
        m->short_frames = m->bad_frames = counts[i];
        for (int width = 40; width <= 80; width++) {
            for (int form = 0; form < 4; form++) {
                d->ui->paused = form == 1;
                m->source[0].state = form == 2 ? INTERFACE_DOWN : INTERFACE_UP;
                m->recording.going = form == 3;
                d->ui->live_frames = 123456789;
                blank_draw(d, width, 24);
                const char *row = blank_row(d, 22), *at = row;
                /* While it is recorded, what is at the end may be missing. */
                for (const char *letter = form == 3 ? "rkiesbf" : "rkiesbfv"; *letter != '\0';
                     letter++) {
                    at = word_find(at, *letter);
                    if (at == NULL)
                        fail_msg("%d columns: no '%c' in \"%s\"", width, *letter, row);
                }
            }
        }
    }
}

/* Counts in three columns are never more than there is, and never nothing where there is something. */
static void short_counts_are_true(void **state)
{
    static const struct {
        uint64_t count;
        const char *said;
    } rows[] = {
        {0, "b0 "},
        {999, "b999 "},
        {1000, "b1k "},
        {99999, "b99k "},
        {100000, "b.1M "},
        {999999, "b.9M "},
        {1000000, "b1M "},
        {99999999, "b99M "},
        {UINT64_C(100000000), "b.1G "},
        {UINT64_MAX, "b18E "},
    };
    struct blank *d = *state;
    live(d);
    d->model->source[0].kernel_dropped = d->model->source[0].interface_dropped = 12345678;
    for (size_t i = 0; i < COUNT(rows); i++) {
        d->model->bad_frames = rows[i].count;
        blank_draw(d, 40, 24);
        if (strstr(blank_row(d, 22), rows[i].said) == NULL)
            fail_msg("\"%s\" is not in \"%s\"", rows[i].said, blank_row(d, 22));
    }
}

static void losses_are_alarming(void **state)
{
    struct blank *d = *state;
    live(d);
    blank_draw(d, 140, 24);
    int at = (int)(strstr(blank_row(d, 22), "kernel 23") - blank_row(d, 22));
    assert_int_equal(canvas_cell(&d->canvas, 22, at)->style, STYLE_ALARM);
    at = (int)(strstr(blank_row(d, 22), "evicted 0") - blank_row(d, 22));
    assert_int_equal(canvas_cell(&d->canvas, 22, at)->style, STYLE_DIM);
}

/* A live capture that is recorded has one thing more to say. */
/* The kernel is asked once a second: what came since then was received, too. */
static void received_is_no_less_than_came(void **state)
{
    struct blank *d = *state;
    live(d);
    d->model->source[0].kernel_received = 90;
    d->model->source[0].frames = 100;
    blank_draw(d, 140, 24);
    assert_non_null(strstr(blank_row(d, 22), "received 100  "));
    d->model->source[0].kernel_received = 120;
    blank_draw(d, 140, 24);
    assert_non_null(strstr(blank_row(d, 22), "received 120  "));
}

static void recording_has_room(void **state)
{
    struct blank *d = *state;
    live(d);
    d->model->recording.going = true;
    d->model->recording.bytes = 5000;
    blank_draw(d, 160, 24);
    const char *row = blank_row(d, 22);
    assert_non_null(strstr(row, "capturing  REC 5"));
    assert_non_null(strstr(row, vendor_source().date));
}

/* Messages have a row of their own, so that neither the losses nor the keys disappear. */
static void messages_hide_nothing(void **state)
{
    struct blank *d = *state;
    live(d);
    ui_note(d->ui, "Something happened");
    blank_draw(d, 80, 24);
    assert_string_equal(blank_row(d, 21), " Something happened");
    assert_non_null(strstr(blank_row(d, 22), "recv 12.3M"));
    assert_non_null(strstr(blank_row(d, 23), "q quit"));
    d->ui->clock_ms = 60000;
    blank_draw(d, 80, 24);
    assert_int_equal(blank_find(d, "Something"), -1);
    strcpy(d->model->source[0].error, "eth0: went away");
    blank_draw(d, 80, 24);
    assert_string_equal(blank_row(d, 21), " ! eth0: went away");
    /* What does not fit in one takes as many as it needs, up to a sixth of the screen. */
    strcpy(d->model->source[0].error, "day.pcap: damaged at byte 185: a record claims more bytes "
                                      "than are read, copy the file again");
    blank_draw(d, 60, 24);
    assert_string_equal(blank_row(d, 20),
                        " ! day.pcap: damaged at byte 185: a record claims more bytes");
    assert_string_equal(blank_row(d, 21), " than are read, copy the file again");
    blank_draw(d, 60, 11);
    assert_non_null(strstr(blank_row(d, 8), " ! day.pcap: damaged"));
    assert_null(strstr(blank_row(d, 7), "day.pcap"));
}

/* Of hosts and bindings that were evicted nobody knows which a list of some of them would have shown. */
static void evicted_is_no_more_than_is_known(void **state)
{
    static const struct {
        enum view view;
        uint64_t broadcasts;
        const char *expected;
    } rows[] = {
        {VIEW_HOSTS, 0, "hosts: 0 shown, 0 kept, 110 evicted;"},
        {VIEW_BROADCAST, 0, "broadcasting hosts: 0 shown, 0 kept, 0 evicted;"},
        {VIEW_BROADCAST, 7, "broadcasting hosts: 0 shown, 0 kept, up to 7 evicted;"},
        {VIEW_BROADCAST, 900, "broadcasting hosts: 0 shown, 0 kept, up to 110 evicted;"},
        {VIEW_LINK_LOCAL, 0, "addresses: 0 shown, 0 kept, up to 220 evicted;"},
        {VIEW_NEIGHBOURS, 0, "bindings: 0 shown, 0 kept, 220 evicted;"},
    };
    struct blank *d = *state;
    live(d);
    d->model->hosts.head.evicted.entries = 110;
    d->model->neighbours.head.evicted.entries = 220;
    for (size_t i = 0; i < COUNT(rows); i++) {
        d->model->by_origin[CAST_BROADCAST][ORIGIN_PRIVATE].frames = rows[i].broadcasts;
        ui_go(d->ui, rows[i].view);
        blank_draw(d, 100, 24);
        if (blank_find(d, rows[i].expected) == -1)
            fail_msg("row %d: \"%s\" is not on the screen", (int)i, rows[i].expected);
    }
    d->model->neighbours.head.evicted.entries = 0;
    ui_go(d->ui, VIEW_LINK_LOCAL);
    blank_draw(d, 100, 24);
    assert_true(blank_find(d, "0 kept, 0 evicted") >= 0);
}

/* An empty list says what did not happen yet only while it still may. */
static void what_is_over_is_not_awaited(void **state)
{
    struct blank *d = *state;
    live(d);
    for (unsigned view = 0; view < VIEW_HELP; view++) {
        if (view == VIEW_OVERVIEW)
            continue;
        for (unsigned over = 0; over < 2; over++) {
            d->model->source[0].over = over == 1;
            ui_go(d->ui, (enum view)view);
            blank_draw(d, 100, 24);
            if ((blank_find(d, " yet") >= 0) != (over == 0))
                fail_msg("view %u, over %u", view, over);
        }
    }
    ui_go(d->ui, VIEW_OVERVIEW);
    d->model->frames = 0;
    for (unsigned over = 0; over < 2; over++) {
        d->model->source[0].over = over == 1;
        blank_draw(d, 100, 40);
        assert_true(blank_find(d, over == 0 ? "no frame came yet" : "no frame came") >= 0);
        assert_int_equal(blank_find(d, "yet") >= 0, over == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BLANK(all_is_said_at_every_width),
        WITH_BLANK(much_is_said_at_every_width),
        WITH_BLANK(each_filter_is_said),
        WITH_BLANK(short_counts_are_true),
        WITH_BLANK(losses_are_alarming),
        WITH_BLANK(messages_hide_nothing),
        WITH_BLANK(recording_has_room),
        WITH_BLANK(received_is_no_less_than_came),
        WITH_BLANK(evicted_is_no_more_than_is_known),
        WITH_BLANK(what_is_over_is_not_awaited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
