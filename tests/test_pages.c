/* SPDX-License-Identifier: MIT */

/* Pages: that whatever a row, or a line of a page, is about can be opened, and what stands on the page of a
 * conversation. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "address/port.h"
#include "dashboard.h"

enum { WIDTH = 110, HEIGHT = 60 };

static const char *const captures[] = {
    "laptop.pcapng", "laptop-apipa.pcap", "hostile.pcap", "claims.pcap", "raw.pcap",  "wifi.pcap",
    "dns.pcap",      "routers.pcap",      "mld.pcap",     "nd.pcap",     "vlan.pcap", "cdp.pcap",
    "sll.pcap",      "oddities.pcap",     "ssdp.pcap",    "lookups.pcap"};

static void check_contains(const char *name, const struct dashboard *d, const char *expected)
{
    if (strstr(dashboard_text(d), expected) == NULL)
        fail_msg("%s: \"%s\" is not on the screen:\n%s", name, expected, dashboard_text(d));
}

static bool is_opened(const struct ui *ui, enum view view)
{
    return ui->object.open || ui->page.open || ui->view != view;
}

/* Enter in every view, on every row that has somebody to open. */
static void every_row_opens(void **state)
{
    (void)state;
    unsigned opened = 0, all = 0;
    for (size_t i = 0; i < COUNT(captures); i++) {
        struct dashboard *d = dashboard_open(captures[i]);
        for (enum view view = VIEW_HOSTS; view <= VIEW_FINDINGS; view++) {
            ui_go(d->ui, view);
            dashboard_draw(d, WIDTH, HEIGHT);
            uint32_t count = d->ui->lists[view].count;
            for (uint32_t row = 0; row < count; row += 1 + count / 60, all++) {
                list_choose(&d->ui->lists[view], row);
                ui_handle(d->ui, INPUT_ENTER);
                dashboard_draw(d, WIDTH, HEIGHT);
                opened += is_opened(d->ui, view);
                /* A name can be nobody's: neither an address nor a machine goes with it. */
                if (!is_opened(d->ui, view) && view != VIEW_NAMES && view != VIEW_FINDINGS)
                    fail_msg("%s: row %u opens nothing:\n%s", captures[i], (unsigned)row,
                             dashboard_text(d));
                if (!is_opened(d->ui, view))
                    check_contains(captures[i], d, "There is nothing more to open here");
                dashboard_reset(d);
                ui_go(d->ui, view);
                dashboard_draw(d, WIDTH, HEIGHT);
            }
        }
        dashboard_close(d);
    }
    assert_true(all > 1000);
    assert_true(opened * 100 > all * 98);
}

/* A page is what it is opened for: its first line names it. */
static void what_is_opened_is_what_was_chosen(void **state)
{
    (void)state;
    static const struct {
        const char *capture, *keys, *first;
    } rows[] = {
        {"laptop.pcapng", "2\r", "f0:6e:0b:d2:aa:e8 "},
        {"laptop.pcapng", "3\r", "239.255.255.250 "},
        {"laptop.pcapng", "4\r", "f0:6e:0b:d2:aa:e8 "},
        {"laptop.pcapng", "5\r", "02:00:4c:4f:4f:50 "},
        {"laptop.pcapng", "6\r", "48:f7:c0:ac:ee:46 "},
        {"laptop.pcapng", "6/ff02::fb\r\r", "ff02::fb "},
        {"laptop.pcapng", "6/192.168.41.111\r\r", "limited "},
        {"laptop.pcapng", "7\r", "02:0f:b5:59:c9:40 "},
        {"laptop.pcapng", "7/_ipp\r\r", "HP LaserJet "},
        {"laptop.pcapng", "8\r", "10.0.0.229 port 61822 and 172.217.6.46 port 443 "},
        {"laptop.pcapng", "8/ssdp\r\r", "10.0.0.63 port 57330 and 239.255.255.250 port 1900 "},
        {"laptop.pcapng", "9g\r", "Frame 1 "},
        {"laptop.pcapng", "0\r", "224.0.0.251 "},
        {"raw.pcap", "8\r", NULL},
        {"dns.pcap", "7\r", NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct dashboard *d = dashboard_open(rows[i].capture);
        dashboard_press(d, rows[i].keys, WIDTH, HEIGHT);
        const char *first = dashboard_row(d, 2);
        bool right = rows[i].first == NULL
                         ? d->ui->object.open
                         : strncmp(first, rows[i].first, strlen(rows[i].first)) == 0;
        if (!right)
            fail_msg("%s:\n%s", rows[i].keys, dashboard_text(d));
        dashboard_close(d);
    }
}

/* Every line that can be opened, on the page of every row: it opens a page, and Esc leads back. */
static void lines_open_and_lead_back(void **state)
{
    (void)state;
    static const enum view views[] = {VIEW_HOSTS, VIEW_GROUPS, VIEW_NAMES, VIEW_CONVERSATIONS};
    unsigned kinds[SUBJECT_VIEW + 1] = {0};
    struct dashboard *d = dashboard_open("laptop.pcapng");
    for (size_t v = 0; v < COUNT(views); v++) {
        for (uint32_t row = 0; row < 10; row++) {
            dashboard_reset(d);
            ui_go(d->ui, views[v]);
            dashboard_draw(d, WIDTH, HEIGHT);
            list_choose(&d->ui->lists[views[v]], row);
            ui_handle(d->ui, INPUT_ENTER);
            dashboard_draw(d, WIDTH, HEIGHT);
            const struct subject page = d->ui->object.subject;
            for (uint32_t line = 0; line < d->ui->object.lines.count; line++) {
                enum subject_kind opens = (enum subject_kind)d->ui->object.line[line].opens;
                d->ui->object.lines.at = line;
                if (opens == SUBJECT_NONE)
                    continue;
                kinds[opens]++;
                ui_handle(d->ui, INPUT_ENTER);
                dashboard_draw(d, WIDTH, HEIGHT);
                assert_true(d->ui->object.trail_count == 1 || d->ui->page.open);
                ui_handle(d->ui, INPUT_ESCAPE);
                dashboard_draw(d, WIDTH, HEIGHT);
                assert_int_equal(d->ui->object.subject.kind, page.kind);
                assert_true(d->ui->object.open && !d->ui->page.open);
            }
        }
    }
    static const enum subject_kind all[] = {SUBJECT_HOST, SUBJECT_GROUP, SUBJECT_SERVICE,
                                            SUBJECT_FRAME, SUBJECT_CONVERSATION};
    for (size_t i = 0; i < COUNT(all); i++)
        assert_true(kinds[all[i]] > 0);
    dashboard_close(d);
}

/* While frames come, lines come between those there are: the cursor stays on what its line is about, and in sight. */
static void the_cursor_stays_on_its_line(void **state)
{
    (void)state;
    enum { SOME_FRAMES = 700, LOW = 20 };
    static const enum view views[] = {VIEW_HOSTS, VIEW_GROUPS, VIEW_NAMES, VIEW_CONVERSATIONS};
    unsigned stayed = 0, moved = 0, all = 0;
    struct dashboard *d = dashboard_open("laptop.pcapng");
    struct engine *some = dashboard_some_of("laptop.pcapng", SOME_FRAMES);
    const struct model *whole = d->model;
    const struct frame_ring *frames = d->frames;
    for (size_t v = 0; v < COUNT(views); v++) {
        for (uint32_t row = 0; row < 8; row++) {
            for (uint32_t line = 0; line < 60; line++) {
                dashboard_reset(d);
                ui_go(d->ui, views[v]);
                d->model = engine_model(some);
                d->frames = engine_frames(some);
                dashboard_draw(d, WIDTH, LOW);
                list_choose(&d->ui->lists[views[v]], row);
                ui_handle(d->ui, INPUT_ENTER);
                dashboard_draw(d, WIDTH, LOW);
                struct object_page *page = &d->ui->object;
                page->lines.at = line;
                dashboard_draw(d, WIDTH, LOW);
                const struct object_line before = page->line[page->lines.at];
                uint32_t at = page->lines.at;
                if (before.opens == SUBJECT_NONE || at != line || before.continues)
                    continue;
                d->model = whole;
                d->frames = frames;
                dashboard_draw(d, WIDTH, LOW);
                const struct object_line *after = &page->line[page->lines.at];
                assert_true(page->lines.at >= page->lines.top &&
                            page->lines.at - page->lines.top < page->lines.page);
                all++;
                moved += page->lines.at != at;
                stayed += after->opens == before.opens && after->row == before.row &&
                          (before.opens != SUBJECT_FRAME || after->frames[0] == before.frames[0]) &&
                          strcmp(after->label, before.label) == 0;
            }
        }
    }
    d->model = whole;
    /* Members leave and lapse, and the busiest conversations become others: then the place is kept. */
    if (stayed * 100 < all * 95 || moved < 120)
        fail_msg("%u of %u stayed, %u moved", stayed, all, moved);
    engine_free(some);
    dashboard_close(d);
}

/* Back from what a line opened the cursor is where it was. */
static void the_cursor_is_where_it_was(void **state)
{
    (void)state;
    struct dashboard *d = dashboard_open("laptop.pcapng");
    dashboard_press(d, "2\r/member\r\r", WIDTH, 20);
    assert_int_equal(d->ui->object.subject.kind, SUBJECT_GROUP);
    ui_handle(d->ui, INPUT_ESCAPE);
    dashboard_draw(d, WIDTH, 20);
    const struct object_page *page = &d->ui->object;
    assert_int_equal(page->subject.kind, SUBJECT_HOST);
    assert_string_equal(page->line[page->lines.at].label, "member of");
    dashboard_close(d);
}

static void check_lines(const char *name, const struct object_page *page, int width)
{
    for (uint32_t i = 0; i < page->lines.count; i++) {
        const struct object_line *line = &page->line[i];
        bool proven = line->frame_count > 0 && line->opens != SUBJECT_FRAME;
        int room = width - line->column - (proven ? page->plan.proof : 0);
        bool word = strchr(line->text, ' ') == NULL; /* that is longer than a line */
        if (text_columns(line->text) > room && !word)
            fail_msg("%s on %d columns: \"%s\" has only %d", name, width, line->text, room);
        if (page->plan.label > 0 && text_columns(line->label) > page->plan.label - 2)
            fail_msg("%s on %d columns: \"%s\" is cut", name, width, line->label);
    }
}

/* Whatever the width: what is wrapped is not cut, nor covered by the frames that prove it. */
static void lines_fit(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(captures); i++) {
        struct dashboard *d = dashboard_open(captures[i]);
        for (enum view view = VIEW_HOSTS; view <= VIEW_CONVERSATIONS; view++) {
            ui_go(d->ui, view);
            dashboard_press(d, "\r", WIDTH, HEIGHT);
            for (int width = 40; width <= 132 && d->ui->object.open;
                 width += width < 100 ? 5 : 16) {
                dashboard_draw(d, width, HEIGHT);
                check_lines(captures[i], &d->ui->object, width);
            }
            dashboard_reset(d);
        }
        dashboard_close(d);
    }
}

/* On 80 columns the short statements of all machines have one line; on 40 labels have no column. */
static void narrow_pages_are_comfortable(void **state)
{
    (void)state;
    static const struct {
        int width;
        const char *keys, *shown[4];
    } rows[] = {
        {80, "2\r", {" Seen             first 0:00 into the capture, last 1:11 ago  ", " #3\n"}},
        {80, "3\r", {", version 3, asked 4     #249 1600\n"}},
        {80, "8\r", {" Address          10.0.0.229, private: Private-Use (RFC 1918)"}},
        {40,
         "2\r",
         {"\n Company  Microsoft Corporation  ", "\n Seen  first 0:00 into the capture, last\n",
          "\n   1:11 ago  "}},
        {40,
         "3\r",
         {"\nMembers (at least these: who hears  ", "\nanother one's report may stay silent)"}},
    };
    struct dashboard *d = dashboard_open("laptop.pcapng");
    for (size_t i = 0; i < COUNT(rows); i++) {
        dashboard_reset(d);
        dashboard_press(d, rows[i].keys, rows[i].width, HEIGHT);
        for (size_t k = 0; rows[i].shown[k] != NULL; k++)
            check_contains(rows[i].keys, d, rows[i].shown[k]);
    }
    dashboard_close(d);
}

static const struct frame_slot *frame_find(const struct dashboard *d, uint64_t number)
{
    for (uint32_t i = 0; i < frame_ring_count(d->frames); i++)
        if (frame_ring_at(d->frames, i)->number == number)
            return frame_ring_at(d->frames, i);
    return NULL;
}

/* Those who send to a group, and whom a machine sends to, by the first frame that did. */
static void senders_are_proven(void **state)
{
    (void)state;
    struct dashboard *d = dashboard_open("laptop.pcapng");
    unsigned proven = 0;
    for (enum view view = VIEW_HOSTS; view <= VIEW_GROUPS; view++) {
        ui_go(d->ui, view);
        dashboard_press(d, "\r", WIDTH, HEIGHT);
        const struct object_page *page = &d->ui->object;
        for (uint32_t i = 0; i < page->lines.count; i++) {
            const struct object_line *line = &page->line[i];
            bool sends = strcmp(line->label, "sender") == 0 || strcmp(line->label, "sends to") == 0;
            if (sends && line->frame_count != 1)
                fail_msg("nothing proves \"%s %s\"", line->label, line->text);
            proven += sends;
        }
        dashboard_reset(d);
    }
    assert_true(proven > 10);
    for (uint32_t i = 0; i < d->model->senders.head.used; i++) {
        const struct sender *sender = &d->model->senders.at[i];
        const struct frame_slot *slot = frame_find(d, sender->frame);
        assert_non_null(slot);
        assert_int_equal(slot->t_ns, sender->first_ns);
    }
    dashboard_close(d);
}

/* What is not there is said, and leaves no blank behind. */
static void what_is_missing_is_said(void **state)
{
    (void)state;
    static const struct {
        const char *capture, *keys, *shown;
    } rows[] = {
        {"ssdp.pcap", "3\r", "nobody was heard to report that it is one"},
        {"slp.pcap", "8\r", " bit/s over 634 us"}, /* and not 0 ms */
        {"cdp.pcap", "2\r", " sends to           01:00:0c:cc:cc:cc "},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct dashboard *d = dashboard_open(rows[i].capture);
        dashboard_press(d, rows[i].keys, WIDTH, HEIGHT);
        check_contains(rows[i].capture, d, rows[i].shown);
        if (strstr(dashboard_text(d), " , ") != NULL)
            fail_msg("%s:\n%s", rows[i].capture, dashboard_text(d));
        dashboard_close(d);
    }
    struct dashboard *d = dashboard_open("oddities.pcap");
    for (uint32_t row = 0; row < 20; row++) {
        ui_go(d->ui, VIEW_HOSTS);
        dashboard_draw(d, WIDTH, HEIGHT);
        list_choose(&d->ui->lists[VIEW_HOSTS], row);
        dashboard_press(d, "\r", WIDTH, HEIGHT);
        assert_null(strstr(dashboard_text(d), " , "));
        dashboard_reset(d);
    }
    dashboard_close(d);
}

/* A page down shows what comes next, and a page up what was there. */
static void paging_shows_more(void **state)
{
    (void)state;
    struct dashboard *d = dashboard_open("laptop.pcapng");
    dashboard_press(d, "2\r", 40, 12);
    const struct cursor *lines = &d->ui->object.lines;
    for (int direction = 1; direction >= -1; direction -= 2) {
        uint32_t top = lines->top;
        ui_handle(d->ui, direction > 0 ? INPUT_PAGE_DOWN : INPUT_PAGE_UP);
        dashboard_draw(d, 40, 12);
        assert_int_equal(lines->top, top + (uint32_t)(direction * ((int)lines->page - 1)));
        assert_int_equal(lines->at, lines->top);
    }
    dashboard_reset(d);
    dashboard_press(d, "8", 80, 24);
    ui_handle(d->ui, INPUT_PAGE_DOWN);
    dashboard_draw(d, 80, 24);
    const struct list_state *list = &d->ui->lists[VIEW_CONVERSATIONS];
    assert_int_equal(list->top, list->page - 1);
    ui_handle(d->ui, INPUT_END);
    dashboard_draw(d, 80, 24);
    ui_handle(d->ui, INPUT_PAGE_DOWN);
    dashboard_draw(d, 80, 24);
    assert_int_equal(list->top + list->page, list->count);
    dashboard_close(d);
}

/* The numbers are those of --json and --frames. */
static void a_conversation_says_all(void **state)
{
    (void)state;
    static const struct {
        const char *keys;
        const char *shown[16];
    } rows[] = {
        {"8\r",
         {"10.0.0.229 port 61822 and 172.217.6.46 port 443", "udp, User Datagram Protocol, in IPv4",
          " Cast               unicast", "96 frames, 20.2 kB", "first 0:32 into the capture",
          "10.0.0.229, private: Private-Use (RFC 1918)", "f0:6e:0b:d2:aa:e8, answered 356 times",
          " Made by            Microsoft Corporation", "CC-Labs-2.local, by mdns",
          "172.217.6.46, global", "its newest frame was sent by 48:f7:c0:ac:ee:46, Vantiva",
          "443, registered as https: the web, encrypted", "48 frames, 15.6 kB",
          "Frames: 96 of 96 kept"}},
        {"8/ssdp\r\r",
         {"ssdp, Simple Service Discovery Protocol, over udp, in IPv4",
          " Cast               multicast", "239.255.255.250, a multicast group: SSDP (",
          "01:00:5e:7f:ff:fa", "1900, ssdp: Simple Service", " 57330 ", "0 frames, 0 B",
          "Frames: 20 of 20 kept (> from the one, < from the other)"}},
        {"8/nbns\r\r",
         {" Cast               broadcast", "10.0.0.255, directed broadcast", "137, nbns: NetBIOS"}},
        {"8/255.255.255.255\r\r",
         {"255.255.255.255, limited broadcast: everybody on the link", "0.0.0.0, unspecified",
          "dhcp, Dynamic Host"}},
        {"8/ff02::16\r\r", {"mld, Multicast Listener Discovery, over icmpv6, in IPv6"}},
    };
    struct dashboard *d = dashboard_open("laptop.pcapng");
    for (size_t i = 0; i < COUNT(rows); i++) {
        dashboard_reset(d);
        dashboard_press(d, rows[i].keys, WIDTH, HEIGHT);
        for (size_t k = 0; rows[i].shown[k] != NULL; k++)
            check_contains(rows[i].keys, d, rows[i].shown[k]);
    }
    dashboard_close(d);
}

/* What a machine asked for and what it was told, in that order. */
static void a_host_says_how_it_came_to_its_addresses(void **state)
{
    (void)state;
    static const struct {
        const char *capture, *keys;
        const char *shown[7];
    } rows[] = {
        {"laptop.pcapng",
         "2\r",
         {"How it came to its addresses (RFC 2131, RFC 3927)",
          " DHCPDISCOVER       looks for a server, 1 time", " DHCPOFFER          a server offers",
          " DHCPREQUEST        takes what a server offered, 1 time",
          " DHCPACK            a server gives it an address; the newest is 10.0.0.229, 2 times",
          " DHCPREQUEST        asks for the address it had before, 1 time"}},
        {"laptop-apipa.pcap",
         "5\r",
         {" DHCPDISCOVER       looks for a server, ", " ARP probe          asks whether 169.254.",
          " is free, 3 times", " ARP                says that it has 169.254."}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct dashboard *d = dashboard_open(rows[i].capture);
        dashboard_press(d, rows[i].keys, WIDTH, HEIGHT);
        const char *at = dashboard_text(d);
        for (size_t k = 0; rows[i].shown[k] != NULL; k++) {
            const char *found = strstr(at, rows[i].shown[k]);
            if (found == NULL)
                fail_msg("%s: \"%s\" does not follow:\n%s", rows[i].capture, rows[i].shown[k],
                         dashboard_text(d));
            at = found;
        }
        dashboard_close(d);
    }
}

/* What a group is for, and who shares its MAC address. */
static void a_group_says_what_it_is_for(void **state)
{
    (void)state;
    static const struct {
        const char *capture, *keys;
        const char *shown[5];
    } rows[] = {
        {"laptop.pcapng",
         "3\r",
         {" What for           Televisions, routers and media players",
          "01:00:5e:7f:ff:fa, which 31 other groups have, too", "asked 4 times",
          "Members (at least these"}},
        {"oddities.pcap",
         "3/239.1.2.3\r\r",
         {"239.1.2.3  ", " Shares it with     239.129.2.3 ", "01:00:5e:01:02:03"}},
        {"mld.pcap",
         "3/ff15::db8:1\r\r",
         {"ff15::db8:1  ", "Shares it with     ff35::db8:1", "same last 32 bits"}},
        {"cdp.pcap", "3\r", {"01:00:0c:cc:cc:cc  ", " MAC address        01:00:0c:cc:cc:cc  "}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct dashboard *d = dashboard_open(rows[i].capture);
        dashboard_press(d, rows[i].keys, WIDTH, HEIGHT);
        for (size_t k = 0; rows[i].shown[k] != NULL; k++)
            check_contains(rows[i].keys, d, rows[i].shown[k]);
        dashboard_close(d);
    }
}

/* Who is not on the link has a page, too: his names, and with whom he talks. */
static void who_is_elsewhere_has_a_page(void **state)
{
    (void)state;
    struct dashboard *d = dashboard_open("laptop.pcapng");
    dashboard_press(d, "8\r/172.217\rn\r", WIDTH, HEIGHT);
    check_contains("the address", d, "172.217.6.46  ");
    check_contains("is nobody's here", d, "Nobody on this link is known to have this address");
    check_contains("its conversations", d,
                   "10.0.0.229 port 61822 and 172.217.6.46 port 443, 96 fr");
    dashboard_close(d);
}

/* Its frames are the ones that it is counted from, also while more come, and none that the ring has no more. */
static void frames_of_a_conversation_are_kept_up(void **state)
{
    (void)state;
    struct dashboard *d = dashboard_open("laptop.pcapng");
    dashboard_draw(d, WIDTH, HEIGHT);
    const struct model *m = d->model;
    struct frame_ring *ring = calloc(1, sizeof *ring);
    assert_non_null(ring);
    const struct scene scene = {.model = m, .frames = ring, .scratch = &d->ui->scratch};
    const struct conversation *talk = &m->conversations.at[0];
    for (uint32_t row = 0; row < m->conversations.head.used; row++)
        if (m->conversations.at[row].slot.frames > talk->slot.frames)
            talk = &m->conversations.at[row];
    uint32_t count = frame_ring_count(d->frames), before = 0;
    for (uint64_t n = 0; n < 6 * (uint64_t)count; n++) {
        ring->slot[ring->total++ % FRAME_SLOTS] = *frame_ring_at(d->frames, (uint32_t)(n % count));
        if (n % 97 != 0 && n % count != count - 1)
            continue;
        const struct kept_frames *kept = kept_frames_find(&scene, &talk->key);
        uint64_t oldest = ring->total - frame_ring_count(ring);
        for (uint32_t i = 0; i < kept->count; i++)
            assert_true(kept->at[i].place >= oldest && kept->at[i].place < ring->total);
        if (n == count - 1)
            assert_int_equal(kept->count, talk->slot.frames);
        before = kept->count > before ? kept->count : before;
    }
    uint32_t found = kept_frames_find(&scene, &talk->key)->count, from_a = 0;
    d->ui->scratch.kept.clears++; /* looked through anew */
    const struct kept_frames *anew = kept_frames_find(&scene, &talk->key);
    assert_int_equal(anew->count, found);
    assert_true(before >= 4 * talk->slot.frames);
    for (uint32_t i = 0; i < anew->count; i++)
        from_a += anew->at[i].from_a;
    assert_true(from_a > 0 && from_a < anew->count);
    frame_ring_clear(ring);
    assert_int_equal(kept_frames_find(&scene, &talk->key)->count, 0);
    free(ring);
    dashboard_close(d);
}

/* A conversation whose frames are gone says so. */
static void frames_that_are_gone_are_not_proof(void **state)
{
    (void)state;
    struct dashboard *d = dashboard_open("laptop.pcapng");
    struct frame_ring *empty = calloc(1, sizeof *empty);
    assert_non_null(empty);
    d->frames = empty;
    dashboard_press(d, "8e", WIDTH, HEIGHT);
    check_contains("no proof", d, "The frames of this are kept no more");
    dashboard_press(d, "\r", WIDTH, HEIGHT);
    check_contains("the page", d, "Frames: none is kept any more");
    dashboard_close(d);
    free(empty);
}

static void ports_are_registered(void **state)
{
    (void)state;
    static const struct {
        bool tcp;
        uint16_t number;
        const char *name;
    } rows[] = {{true, 443, "https"}, {false, 443, "https"},  {true, 22, "ssh"},
                {false, 22, NULL},    {false, 514, "syslog"}, {true, 514, "shell"},
                {true, 0, NULL},      {true, 65535, NULL}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct port_entry *entry = port_find(rows[i].tcp, rows[i].number);
        if (rows[i].name == NULL)
            assert_null(entry);
        else
            assert_string_equal(entry->name, rows[i].name);
    }
    /* Every row of the table is found, as it is in order. */
    static const struct {
        uint16_t number;
        const char *name;
    } table[] = {
#define PORT(number, transports, name, meaning) {number, name},
#include "address/port.def"
#undef PORT
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        const struct port_entry *tcp = port_find(true, table[i].number);
        const struct port_entry *udp = port_find(false, table[i].number);
        bool found = (tcp != NULL && strcmp(tcp->name, table[i].name) == 0) ||
                     (udp != NULL && strcmp(udp->name, table[i].name) == 0);
        if (!found || (i > 0 && table[i].number < table[i - 1].number))
            fail_msg("%u %s", (unsigned)table[i].number, table[i].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_opens),
        cmocka_unit_test(what_is_opened_is_what_was_chosen),
        cmocka_unit_test(lines_open_and_lead_back),
        cmocka_unit_test(the_cursor_stays_on_its_line),
        cmocka_unit_test(the_cursor_is_where_it_was),
        cmocka_unit_test(lines_fit),
        cmocka_unit_test(narrow_pages_are_comfortable),
        cmocka_unit_test(senders_are_proven),
        cmocka_unit_test(paging_shows_more),
        cmocka_unit_test(what_is_missing_is_said),
        cmocka_unit_test(a_conversation_says_all),
        cmocka_unit_test(a_host_says_how_it_came_to_its_addresses),
        cmocka_unit_test(a_group_says_what_it_is_for),
        cmocka_unit_test(who_is_elsewhere_has_a_page),
        cmocka_unit_test(frames_of_a_conversation_are_kept_up),
        cmocka_unit_test(frames_that_are_gone_are_not_proof),
        cmocka_unit_test(ports_are_registered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
