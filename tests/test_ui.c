/* SPDX-License-Identifier: MIT */

/*
 * The dashboard without a terminal: what keys do to its state, and that a hostile name changes
 * nothing but its own cells.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/census.h"
#include "ui/state.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { FRAME_MAX = 128, HOSTS = 30, SECOND = 1000000000 };

/* A census of handmade frames, and a dashboard on it. */
enum { STRINGS = 64 };

struct fixture {
    const struct fact *facts; /* two that the next frame states, too; or NULL */
    const char *strings;      /* their names */
    struct model *model;
    struct frame_ring *frames;
    struct census *census;
    struct ui *ui;
    struct canvas canvas;
    struct packet packet;
    uint64_t number;
};

static size_t put(uint8_t *frame, size_t at, const char *hex)
{
    unsigned byte;
    while (sscanf(hex, "%2x", &byte) == 1) {
        frame[at++] = (uint8_t)byte;
        hex += 2;
    }
    return at;
}

/* Counts a frame; `name`, if any, as if the frame had said that its sender is called so. */
static void feed(struct fixture *f, const uint8_t *bytes, size_t n, const char *name)
{
    f->number++;
    const struct frame frame = {.t_ns = (int64_t)f->number * SECOND / 10,
                                .number = f->number,
                                .source_number = f->number,
                                .captured = (uint32_t)n,
                                .length = (uint32_t)n,
                                .link = 1,
                                .data = bytes};
    struct packet *p = &f->packet;
    packet_decode(p, &frame, NULL);
    if (name != NULL) {
        memcpy(p->names + 1, name, strlen(name) + 1);
        p->facts[p->fact_count++] = (struct fact){
            .kind = FACT_NAMED, .proto = PROTO_MDNS, .text = 1, .ttl_s = 120, .mac = p->eth_src};
    }
    for (int i = 0; i < 2 && f->facts != NULL; i++) {
        memcpy(p->names, f->strings, STRINGS);
        p->facts[p->fact_count++] = f->facts[i];
    }
    const struct verdict *v = census_classify(f->census, p);
    census_apply(f->census);
    frame_ring_add(f->frames, p, v);
}

/* UDP from 10.0.0.`host` to a destination, as hexadecimal digits. */
static void feed_udp(struct fixture *f, unsigned host, const char *mac, const char *ip,
                     const char *name)
{
    uint8_t b[FRAME_MAX] = {0};
    char hex[64];
    size_t n = put(b, 0, mac);
    snprintf(hex, sizeof hex, "02000000%04x0800", host);
    n = put(b, n, hex);
    n = put(b, n, "4500002400000000401100000a0000");
    snprintf(hex, sizeof hex, "%02x", host);
    n = put(b, n, hex);
    n = put(b, n, ip);
    n = put(b, n, "30393039001000000000000000000000");
    feed(f, b, n, name);
}

/* "Who has 10.0.0.1? Tell 10.0.0.`host`" by the MAC address of `sender`. */
static void feed_arp(struct fixture *f, unsigned sender, unsigned host)
{
    uint8_t b[FRAME_MAX] = {0};
    char hex[128];
    snprintf(hex, sizeof hex,
             "ffffffffffff02000000%04x08060001080006040001"
             "02000000%04x0a0000%02x0000000000000a000001",
             sender, sender, host);
    feed(f, b, put(b, 0, hex), NULL);
}

static int fixture_make(void **state, const char *name)
{
    static const uint64_t hash_key[2] = {1, 2};
    static const struct ui_settings settings = {.color = true};
    struct fixture *f = calloc(1, sizeof *f);
    f->model = model_new(SERIES_WHOLE, hash_key);
    f->frames = calloc(1, sizeof *f->frames);
    f->census = census_new(f->model);
    f->ui = ui_new(&settings);
    census_source(f->census, SOURCE_FILE, "folder/test.pcap", "test", 1);
    for (unsigned host = 1; host <= HOSTS; host++) {
        for (unsigned i = 0; i < host; i++)
            feed_udp(f, host, "020000000001", "0a000001", host == 7 ? name : NULL);
        feed_udp(f, host, "01005e0000fb", "e00000fb", NULL);
        feed_arp(f, host, host);
    }
    feed_udp(f, 3, "01005e7ffffa", "effffffa", NULL);
    feed_udp(f, 4, "ffffffffffff", "ffffffff", NULL);
    feed_udp(f, 5, "ffffffffffff", "e0000001", NULL);
    feed_arp(f, 8, 9);
    *state = f;
    return 0;
}

static int setup(void **state)
{
    return fixture_make(state, "printer.local");
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    canvas_free(&f->canvas);
    free(f->ui);
    census_free(f->census);
    free(f->frames);
    free(f->model);
    free(f);
    return 0;
}

static void draw(struct fixture *f, int width, int height)
{
    assert_true(canvas_resize(&f->canvas, width, height));
    ui_draw(&f->canvas, f->ui, f->model, f->frames);
}

/* The screen as text, a line each; what is not ASCII as '*'. */
static const char *screen(const struct canvas *c)
{
    static char text[400 * 200];
    size_t n = 0;
    for (int row = 0; row < c->height; row++) {
        for (int column = 0; column < c->width && n < sizeof text - 2; column++) {
            uint32_t glyph = canvas_cell(c, row, column)->glyph;
            text[n++] = glyph < 0x7f ? (char)glyph : '*';
        }
        text[n++] = '\n';
    }
    text[n] = '\0';
    return text;
}

static void check_contains(const char *name, const struct fixture *f, const char *expected)
{
    if (strstr(screen(&f->canvas), expected) == NULL)
        fail_msg("%s: \"%s\" is not on the screen:\n%s", name, expected, screen(&f->canvas));
}

static void press(struct fixture *f, const int *keys)
{
    for (; *keys != 0; keys++) {
        ui_handle(f->ui, *keys);
        draw(f, 80, 24);
    }
}

/* What keys do */

static void keys_lead_to_views(void **state)
{
    static const struct {
        const char *name;
        int keys[6];
        enum view view;
    } rows[] = {
        {"at the start", {0}, VIEW_OVERVIEW},
        {"a digit", {'3'}, VIEW_GROUPS},
        {"the last digit", {'0'}, VIEW_FINDINGS},
        {"Tab", {INPUT_TAB}, VIEW_HOSTS},
        {"Tab at the end", {'0', INPUT_TAB}, VIEW_OVERVIEW},
        {"Shift-Tab at the start", {INPUT_SHIFT_TAB}, VIEW_FINDINGS},
        {"help", {'2', '?'}, VIEW_HELP},
        {"help, and back by the same key", {'2', '?', INPUT_F1}, VIEW_HOSTS},
        {"help, and back by Esc", {'2', '?', INPUT_ESCAPE}, VIEW_HOSTS},
        {"help, and on by Tab", {'2', '?', INPUT_TAB}, VIEW_GROUPS},
        {"help, and on by a digit", {'2', '?', '5'}, VIEW_LINK_LOCAL},
        {"Esc where there is nothing to go back from", {'2', INPUT_ESCAPE}, VIEW_HOSTS},
        {"keys that mean nothing", {'2', 'x', 0x20ac, INPUT_RESIZE}, VIEW_HOSTS},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        f->ui->view = VIEW_OVERVIEW;
        press(f, rows[i].keys);
        if (f->ui->view != rows[i].view)
            fail_msg("%s: view %d, expected %d", rows[i].name, (int)f->ui->view, (int)rows[i].view);
        assert_false(f->ui->quit);
    }
}

static void every_quitting_key_quits(void **state)
{
    static const int keys[] = {'q', INPUT_F10, INPUT_HANGUP};
    struct fixture *f = *state;
    for (enum view view = 0; view < VIEW_COUNT; view++) {
        for (size_t i = 0; i < COUNT(keys); i++) {
            f->ui->view = view;
            f->ui->quit = false;
            ui_handle(f->ui, keys[i]);
            if (!f->ui->quit)
                fail_msg("key %d does not quit in view %d", keys[i], (int)view);
        }
    }
}

/* In no situation at once. */
static bool never_both(enum action a, enum action b)
{
    return (action_row(a)->during | action_row(b)->during) == (DURING_SEARCHES | DURING_NO_SEARCH);
}

static void no_key_has_two_meanings(void **state)
{
    (void)state;
    for (enum action a = ACTION_NONE + 1; a < ACTION_COUNT; a++) {
        for (int i = 0; i < ACTION_KEYS && action_row(a)->keys[i] != 0; i++) {
            int key = action_row(a)->keys[i];
            for (enum action b = a + 1; b < ACTION_COUNT; b++)
                for (int k = 0; k < ACTION_KEYS && action_row(b)->keys[k] != 0; k++)
                    if (action_row(b)->keys[k] == key && !never_both(a, b))
                        fail_msg("key %d means actions %d and %d", key, (int)a, (int)b);
            for (enum view view = 0; view < VIEW_COUNT; view++)
                if (view_row(view)->key == key)
                    fail_msg("key %d means action %d and view %d", key, (int)a, (int)view);
        }
        assert_true(action_row(a)->sentence[0] != '\0');
    }
}

static void pausing_says_how_far_behind(void **state)
{
    struct fixture *f = *state;
    press(f, (const int[]){INPUT_SPACE, 0});
    f->ui->live_frames = f->model->frames + 1234;
    draw(f, 80, 24);
    check_contains("paused", f, "PAUSED, 1234 frames behind");
    press(f, (const int[]){'p', 0});
    assert_null(strstr(screen(&f->canvas), "PAUSED"));
}

/* Lists */

static void the_cursor_stays_on_its_row(void **state)
{
    struct fixture *f = *state;
    struct list_state *hosts = &f->ui->lists[VIEW_HOSTS];
    press(f, (const int[]){'2', 'j', 'j', 'j', 0});
    assert_int_equal(hosts->index, 3);
    struct host_key before = f->model->hosts.at[hosts->row - 1].key;
    press(f, (const int[]){'I', 0});
    assert_int_equal(hosts->index, hosts->count - 4);
    assert_memory_equal(&before, &f->model->hosts.at[hosts->row - 1].key, sizeof before);
    for (int i = 0; i < 200; i++) /* another host becomes the busiest */
        feed_udp(f, 2, "020000000001", "0a000001", NULL);
    press(f, (const int[]){'<', 'I', 0});
    assert_memory_equal(&before, &f->model->hosts.at[hosts->row - 1].key, sizeof before);
}

static void moves_stay_inside(void **state)
{
    static const struct {
        const char *name;
        int keys[6];
        uint32_t index;
    } rows[] = {
        {"up at the top", {INPUT_UP, 'k'}, 0},
        {"down", {INPUT_DOWN, 'j'}, 2},
        {"end", {'G'}, HOSTS - 1},
        {"down at the end", {'G', 'j', 'j'}, HOSTS - 1},
        {"up from the end", {INPUT_END, 'k'}, HOSTS - 2},
        {"home", {'G', 'g'}, 0},
        {"a page down", {INPUT_PAGE_DOWN}, 17},
        {"pages down", {INPUT_PAGE_DOWN, INPUT_CTRL_F, INPUT_PAGE_DOWN}, HOSTS - 1},
        {"a page up from the end", {'G', INPUT_PAGE_UP}, HOSTS - 18},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        memset(f->ui->lists, 0, sizeof f->ui->lists);
        press(f, (const int[]){'2', 0});
        press(f, rows[i].keys);
        const struct list_state *hosts = &f->ui->lists[VIEW_HOSTS];
        if (hosts->index != rows[i].index)
            fail_msg("%s: index %u, expected %u", rows[i].name, (unsigned)hosts->index,
                     (unsigned)rows[i].index);
        assert_true(hosts->index >= hosts->top && hosts->index - hosts->top < hosts->page);
    }
}

static void many_moves_before_a_drawing_count(void **state)
{
    struct fixture *f = *state;
    press(f, (const int[]){'2', 0});
    for (int i = 0; i < 5; i++)
        ui_handle(f->ui, 'j');
    draw(f, 80, 24);
    assert_int_equal(f->ui->lists[VIEW_HOSTS].index, 5);
}

/* In each list, by each column on the screen, neighbours are in order and every row is there once. */
static void lists_are_sorted(void **state)
{
    struct fixture *f = *state;
    static bool seen[LIST_ROWS + 2 * NEIGHBOUR_ROWS];
    for (enum view view = 0; view < VIEW_COUNT; view++) {
        if (view_row(view)->body->list == NULL)
            continue;
        f->ui->view = view;
        draw(f, 200, 24);
        for (int step = 0; step < 2 * LIST_COLUMNS; step++) {
            ui_handle(f->ui, step < LIST_COLUMNS ? '<' : '>');
            draw(f, 200, 24);
            const struct scratch *s = &f->ui->scratch;
            memset(seen, 0, sizeof seen);
            for (uint32_t i = 0; i < s->count; i++) {
                assert_false(seen[s->order[i]]);
                seen[s->order[i]] = true;
            }
        }
    }
    /* By U, the host that sent most comes first; inverted, last. */
    f->ui->view = VIEW_HOSTS;
    memset(f->ui->lists, 0, sizeof f->ui->lists);
    draw(f, 80, 24);
    uint32_t busiest = f->ui->lists[VIEW_HOSTS].row;
    assert_int_equal(f->model->hosts.at[busiest - 1].key.mac.value, 0x020000000000 + HOSTS);
    ui_handle(f->ui, 'I');
    draw(f, 80, 24);
    assert_int_equal(f->ui->scratch.order[f->ui->scratch.count - 1], busiest);
}

static void frames_follow_until_the_cursor_moves(void **state)
{
    struct fixture *f = *state;
    const struct list_state *frames = &f->ui->lists[VIEW_FRAMES];
    press(f, (const int[]){'9', 0});
    check_contains("following", f, "FOLLOW");
    assert_int_equal(f->frames->slot[frames->row - 1].number, f->number);
    feed_arp(f, 1, 1);
    draw(f, 80, 24);
    assert_int_equal(f->frames->slot[frames->row - 1].number, f->number);
    press(f, (const int[]){'k', 0});
    feed_arp(f, 1, 1);
    draw(f, 80, 24);
    assert_int_equal(f->frames->slot[frames->row - 1].number, f->number - 2);
    press(f, (const int[]){'G', 0});
    assert_int_equal(f->frames->slot[frames->row - 1].number, f->number);
}

static void a_frame_opens(void **state)
{
    struct fixture *f = *state;
    press(f, (const int[]){'9', 'g', INPUT_ENTER, 0});
    check_contains("opened", f, "Frame 1 ");
    check_contains("opened", f, "ipv4.version");
    check_contains("opened", f, "0000  02 00 00 00 00 01");
    press(f, (const int[]){'G', 'j', '?', INPUT_ESCAPE, 0});
    check_contains("still open behind the help", f, "Frame 1 ");
    press(f, (const int[]){INPUT_ESCAPE, 0});
    check_contains("closed", f, "frames: 529 shown");
}

static void a_host_opens_and_proves(void **state)
{
    struct fixture *f = *state;
    press(f, (const int[]){'2', INPUT_ENTER, 0});
    check_contains("the page", f, "02:00:00:00:00:1e  ");
    check_contains("its address", f, "10.0.0.30, announced 32 times");
    press(f, (const int[]){'G', 0});
    check_contains("its group", f, "sends to         224.0.0.251 mDNS");
    press(f, (const int[]){'g', 0});
    press(f, (const int[]){'e', 0});
    check_contains("no proof of a heading", f, "No frame proves this alone");
    press(f, (const int[]){'j', 'j', 'j', 'e', 0});
    check_contains("the first frame of it", f, "Frame 494 ");
    press(f, (const int[]){INPUT_ESCAPE, 0});
    check_contains("back on the page", f, "10.0.0.30, announced");
    press(f, (const int[]){INPUT_ESCAPE, 0});
    check_contains("back in the list", f, "hosts: 30 shown");
}

static void a_finding_opens_and_proves(void **state)
{
    struct fixture *f = *state;
    press(f, (const int[]){'0', INPUT_ENTER, 0});
    check_contains("its host", f, "02:00:00:00:00:05  ");
    check_contains("with the finding", f, "the link destination and the network");
    check_contains("and its reference", f, "(certain;");
    press(f, (const int[]){INPUT_ESCAPE, 'e', 0});
    check_contains("the frame", f, "Frame 528 ");
    check_contains("the frame", f, "eth.dst");
    press(f, (const int[]){INPUT_ESCAPE, 0});
    check_contains("back", f, "findings: ");
}

static void a_group_opens(void **state)
{
    struct fixture *f = *state;
    press(f, (const int[]){'3', INPUT_ENTER, 0});
    check_contains("its name", f, "mDNS");
    check_contains("its MAC address", f, "01:00:5e:00:00:fb");
    check_contains("a sender", f, "02:00:00:00:00:01 10.0.0.1, 1 frame,");
}

/* Virtual routers, and the interfaces of one device, share addresses rightly. */
static void who_shares_rightly_does_not_alarm(void **state)
{
    static const char *const macs[] = {"3c378622f5fc", "3e378622f5fc", "00005e000107"};
    struct fixture *f = *state;
    for (size_t i = 0; i < COUNT(macs); i++) {
        uint8_t b[FRAME_MAX] = {0};
        char hex[128];
        snprintf(hex, sizeof hex,
                 "ffffffffffff%s08060001080006040001%s0a0000f0"
                 "0000000000000a0000f0",
                 macs[i], macs[i]);
        feed(f, b, put(b, 0, hex), NULL);
    }
    f->ui->view = VIEW_NEIGHBOURS;
    draw(f, 100, 80);
    check_contains("the router in peace", f, "00:00:5e:00:01:07 announced ");
    check_contains("the adapter in peace", f, "3c:37:86:22:f5:fc announced ");
    check_contains("its sibling in peace", f, "3e:37:86:22:f5:fc announced ");
}

/* One frame more, by host 7, that offers a service at its name. */
static void feed_service(struct fixture *f)
{
    const struct fact offer = {.kind = FACT_OFFERS,
                               .proto = PROTO_MDNS,
                               .text = 1,
                               .detail = 9,
                               .other_text = 19,
                               .port = 631,
                               .ttl_s = 120,
                               .mac = MAC_NONE};
    struct fact facts[] = {offer, offer};
    facts[1].how = 2;
    facts[1].other_text = 33;
    static const char strings[STRINGS] = "\0Printer\0_ipp._tcp\0printer.local\0paper=A4";
    f->strings = strings;
    f->facts = facts;
    feed_arp(f, 7, 7);
    f->facts = NULL;
}

/* From a service to its machine, and back by the way it went. */
static void a_service_opens_and_leads_to_its_machine(void **state)
{
    struct fixture *f = *state;
    feed_service(f);
    press(f, (const int[]){'7', 'g', INPUT_ENTER, 0});
    check_contains("its type", f, "Type             _ipp._tcp");
    check_contains("its port", f, "Port             631");
    check_contains("what it says", f, "Says of itself   paper=A4");
    check_contains("how long", f, "120 s after it was said");
    press(f, (const int[]){'j', 'j', 'j', 'j', INPUT_ENTER, 0});
    check_contains("its machine", f, "02:00:00:00:00:07  ");
    check_contains("with the service", f, "offers           _ipp._tcp, Printer, at printer.local");
    press(f, (const int[]){INPUT_ESCAPE, 0});
    check_contains("back on its page", f, "Type             _ipp._tcp");
    press(f, (const int[]){'g', 'e', 0});
    check_contains("no proof of a heading", f, "No frame proves this alone");
    press(f, (const int[]){'G', 'k', 'e', 0});
    check_contains("the frame that said so", f, "Frame 530 ");
    press(f, (const int[]){INPUT_ESCAPE, INPUT_ESCAPE, 0});
    check_contains("back in the list", f, "names and services: ");
}

/* What proved something early is shown though thousands of frames came since. */
static void proof_outlives_the_ring(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < FRAME_SLOTS; i++)
        feed_udp(f, 1, "020000000001", "0a000001", NULL);
    press(f, (const int[]){'0', 'e', 0});
    check_contains("the frame", f, "Frame 528 ");
    check_contains("how it was cast", f, "broadcast");
}

/* Screens */

/* The rows on the screen, by their MAC addresses' last octets. */
static const char *hosts_shown(const struct fixture *f)
{
    static char text[128];
    struct text t = text_over(text, sizeof text);
    for (int row = 4; row < 4 + 5; row++)
        text_addf(&t, "%c%c ", (char)canvas_cell(&f->canvas, row, 15)->glyph,
                  (char)canvas_cell(&f->canvas, row, 16)->glyph);
    return text;
}

static void a_frozen_order_stays(void **state)
{
    struct fixture *f = *state;
    press(f, (const int[]){'2', 'o', 0});
    assert_string_equal(hosts_shown(f), "1e 1d 1c 1b 1a ");
    for (int i = 0; i < 100; i++)
        feed_udp(f, 26, "020000000001", "0a000001", NULL);
    for (int i = 0; i < 200; i++)
        feed_udp(f, 99, "020000000001", "0a000001", NULL);
    draw(f, 80, 24);
    check_contains("frozen", f, "order frozen");
    assert_string_equal(hosts_shown(f), "1e 1d 1c 1b 1a ");
    press(f, (const int[]){'G', 0});
    check_contains("what is new comes last", f, "02:00:00:00:00:63");
    press(f, (const int[]){'g', 'I', 0});
    check_contains("another order is frozen", f, "order frozen");
    assert_string_equal(hosts_shown(f), "01 02 03 04 05 ");
    press(f, (const int[]){'I', 'o', 0});
    assert_string_equal(hosts_shown(f), "63 1a 1e 1d 1c ");
}

static void the_row_under_the_cursor_stays_on_the_screen(void **state)
{
    struct fixture *f = *state;
    press(f, (const int[]){'2', 'G', 'k', 'k', 0});
    const struct list_state *list = &f->ui->lists[VIEW_HOSTS];
    uint32_t line = list->index - list->top, index = list->index;
    for (unsigned host = 200; host < 203; host++)
        for (int i = 0; i < 50; i++)
            feed_udp(f, host, "020000000001", "0a000001", NULL);
    draw(f, 80, 24);
    assert_int_equal(list->index, index + 3);
    assert_int_equal(list->index - list->top, line);
}

static void searching_moves_the_cursor_and_marks(void **state)
{
    static const struct {
        const char *name;
        int keys[12];
        uint32_t index; /* of the cursor in the list of hosts, which is sorted by frames sent */
        const char *shown;
    } rows[] = {
        {"typed", {'2', '/', 'P', 'R', 'I'}, HOSTS - 7, "search PRI"},
        {"entered", {'2', '/', 'p', 'r', 'i', INPUT_ENTER}, HOSTS - 7, "n N again"},
        {"what is here already", {'2', '/', '1', 'e', INPUT_ENTER}, 0, "02:00:00:00:00:1e"},
        {"the next one", {'2', '/', '0', '0', ':', '1', INPUT_ENTER, 'n', 'n'}, 2, ""},
        {"the one before, round the end",
         {'2', '/', '0', '0', ':', '1', INPUT_ENTER, 'N'},
         HOSTS - 16,
         ""},
        {"nowhere", {'2', '/', 'q', 'q'}, 0, "nothing here shows that"},
        {"a character back",
         {'2', '/', '0', '0', ':', '1', '0', 'x', INPUT_BACKSPACE},
         HOSTS - 16,
         ""},
        {"left, and back", {'2', 'j', '/', 'p', 'r', INPUT_ESCAPE}, 1, "/ search"},
        {"ended", {'2', '/', '0', '0', ':', '1', INPUT_ENTER, INPUT_ESCAPE, 'n'}, 0, "/ search"},
        {"keys are characters meanwhile", {'2', '/', 'q', '5', '?'}, 0, "search q5?"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        f->ui->search = (struct search){.text = ""};
        f->ui->prompt = (struct prompt){.open = PROMPT_NONE};
        f->ui->lists[VIEW_HOSTS] = (struct list_state){.chosen = false};
        f->ui->settings.numeric = false;
        press(f, rows[i].keys);
        uint32_t index = f->ui->lists[VIEW_HOSTS].index;
        if (index != rows[i].index || f->ui->view != VIEW_HOSTS || f->ui->quit)
            fail_msg("%s: the cursor is at %u\n%s", rows[i].name, (unsigned)index,
                     screen(&f->canvas));
        check_contains(rows[i].name, f, rows[i].shown);
    }
    f->ui->prompt.open = PROMPT_NONE;
    f->ui->settings.numeric = false;
    press(f, (const int[]){'/', 'P', 'R', 'I', INPUT_ENTER, 0});
    int marked = 0;
    for (int row = 0; row < 24; row++)
        for (int column = 0; column < 80; column++)
            marked += canvas_cell(&f->canvas, row, column)->style == STYLE_MATCH;
    assert_int_equal(marked, 3);
    press(f, (const int[]){INPUT_ENTER, '/', 's', 'e', 'n', 't', INPUT_ENTER, 0});
    check_contains("on a page", f, "search");
    assert_true(f->ui->object.lines.at > 0);
}

static void screens_say_what_they_should(void **state)
{
    static const struct {
        const char *name;
        enum view view;
        int width, height;
        const char *expected;
    } rows[] = {
        {"the file's name without its folder", VIEW_OVERVIEW, 80, 24, "castscope  test.pcap eth"},
        {"a group with its name", VIEW_OVERVIEW, 80, 24, "224.0.0.251     mDNS "},
        {"limited broadcast", VIEW_OVERVIEW, 80, 24, "255.255.255.255 limited"},
        {"quitting is at the right", VIEW_OVERVIEW, 80, 24, "q quit \n"},
        {"quitting is there when narrow", VIEW_OVERVIEW, 40, 8, "q quit \n"},
        {"what was lost", VIEW_HOSTS, 80, 24, "hosts: 30 shown, 30 kept, 0 evicted"},
        {"the sorted column", VIEW_HOSTS, 80, 24, "Sent*"},
        {"a name", VIEW_HOSTS, 80, 50, " printer   "},
        {"a group's members and senders", VIEW_GROUPS, 80, 24, "Senders Members"},
        {"a computed neighbour", VIEW_NEIGHBOURS, 80, 70, "01:00:5e:00:00:fb computed"},
        {"a conflict", VIEW_NEIGHBOURS, 80, 24, " 2 claims"},
        {"no link-local address", VIEW_LINK_LOCAL, 80, 24, "Nobody used or tried"},
        {"a finding", VIEW_FINDINGS, 100, 24, "the link destination and the"},
        {"who broadcasts", VIEW_BROADCAST, 80, 24, "broadcasting hosts: 30 shown"},
        {"the help of keys", VIEW_HELP, 80, 60, "p Space "},
        {"too small", VIEW_OVERVIEW, 39, 24, "castscope needs 40x8, this is 39x24"},
        {"too small to say", VIEW_OVERVIEW, 4, 3, "cast\nscop\ne ne\n"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        f->ui->view = rows[i].view;
        draw(f, rows[i].width, rows[i].height);
        check_contains(rows[i].name, f, rows[i].expected);
    }
}

static void amounts_are_in_the_unit_chosen(void **state)
{
    struct fixture *f = *state;
    draw(f, 80, 24);
    check_contains("frames", f, "529   529 26.2 kB   100%");
    press(f, (const int[]){'b', 0});
    check_contains("said", f, "Counted in bits");
    check_contains("bits", f, "to these, bits from those");
    check_contains("bits", f, "210k  210k     529   100%");
    press(f, (const int[]){'b', 0});
    check_contains("bytes", f, "26.2k 26.2k     529   100%");
    press(f, (const int[]){'b', 0});
    check_contains("frames again", f, "to these, frames from those");
}

/* A sparkline is of frames; where something else is counted in, its heading says so, at every width. */
static void sparklines_say_what_they_count(void **state)
{
    struct fixture *f = *state;
    for (int unit = UNIT_FRAMES; unit <= UNIT_BYTES; unit++) {
        unsigned named = 0;
        f->ui->settings.unit = (enum unit)unit;
        for (int width = 40; width <= 160; width++) {
            f->ui->view = VIEW_OVERVIEW;
            draw(f, width, 24);
            const char *all = strstr(screen(&f->canvas), "share");
            bool spark = false;
            for (int column = 40; column < width; column++) {
                uint32_t glyph = canvas_cell(&f->canvas, 3, column)->glyph;
                spark = spark || (glyph >= 0x2581 && glyph <= 0x2588);
            }
            if (!spark)
                continue;
            named++;
            const char *end = strchr(all, '\n'), *frames = strstr(all, "frames");
            if ((frames != NULL && frames < end) != (unit != UNIT_FRAMES))
                fail_msg("%d columns, unit %d: %.*s", width, unit, (int)(end - all), all);
        }
        assert_true(named > 20);
    }
    f->ui->settings.unit = UNIT_BYTES;
    f->ui->view = VIEW_GROUPS;
    draw(f, 200, 24);
    assert_null(strstr(screen(&f->canvas), "Over time"));
}

static void rates_have_charts(void **state)
{
    struct fixture *f = *state;
    press(f, (const int[]){'3', 'r', 0});
    check_contains("a minute", f, "Last minute, by seconds; frames a second");
    check_contains("an hour", f, "Last hour, by minutes; frames a second");
    press(f, (const int[]){'b', 'b', 0});
    check_contains("bytes", f, "Last minute, by seconds; bytes a second");
    press(f, (const int[]){'r', 0});
    assert_int_equal(f->ui->view, VIEW_GROUPS);
    f->ui->settings.ascii = true;
    press(f, (const int[]){'r', 0});
    for (int row = 0; row < 24; row++)
        for (int column = 0; column < 80; column++)
            assert_in_range(canvas_cell(&f->canvas, row, column)->glyph, 0x20, 0x7e);
}

/* Ten frames a second, then 50, since half a minute before the hour: the present second has only begun, and what is
 * new does not make a mean that is higher than the peak. */
static void rates_are_those_of_what_is_over(void **state)
{
    static const struct {
        int seconds;
        const char *title, *numbers;
    } rows[] = {
        {0, "Last minute", "   1.0   1.0   1.0"},  {0, "Last hour", "   1.0   1.0   1.0"},
        {20, "Last minute", "    10   9.6    10"}, {20, "Last hour", "   9.6   9.6   9.6"},
        {31, "Last hour", "    10    11    11"},   {90, "Last hour", "    50    36    50"},
        {30, "Last hour", "    10   9.7    10"},   {40, "Last minute", "    50    20    50"},
        {40, "Last hour", "    10    20    20"},   {40, "Last 10 minutes", "    50    20    50"},
    };
    struct fixture *f = *state;
    f->ui->view = VIEW_RATES;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rates *rates = &f->model->rates;
        memset(rates, 0, sizeof *rates);
        int64_t begin = 3600 - 30;
        for (int second = 0; second < rows[i].seconds; second++)
            for (int k = 0; k < (second < 30 ? 10 : 50); k++)
                rates_add(rates, (begin + second) * 1000000000, CAST_UNICAST, false, 100);
        rates_add(rates, (begin + rows[i].seconds) * 1000000000, CAST_UNICAST, false, 100);
        draw(f, 80, 24);
        const char *chart = strchr(strstr(screen(&f->canvas), rows[i].title), '\n') + 1;
        const char *end = strchr(chart, '\n');
        size_t n = strlen(rows[i].numbers);
        if (end - chart < (long)n || memcmp(end - n, rows[i].numbers, n) != 0)
            fail_msg("%s after %d s: \"%.*s\"", rows[i].title, rows[i].seconds, (int)(end - chart),
                     chart);
    }
}

static void loading_shows_its_progress(void **state)
{
    struct fixture *f = *state;
    f->model->source[0].read_bytes = 25000000;
    f->model->source[0].total_bytes = 100000000;
    f->ui->clock_ms = 1000;
    draw(f, 80, 24);
    check_contains("progress", f, "read 25.0 MB of 100 MB, 25%, 3 s left");
    f->model->source[0].over = true;
    draw(f, 80, 24);
    assert_null(strstr(screen(&f->canvas), "s left"));
}

/* What a title has to leave out are whole words. */
static void rates_are_called_in_whole_words(void **state)
{
    struct fixture *f = *state;
    f->ui->view = VIEW_RATES;
    for (int width = 40; width <= 120; width++) {
        draw(f, width, 24);
        const char *title = strstr(screen(&f->canvas), "Last minute");
        assert_non_null(title);
        title += strlen("Last minute");
        assert_true(strncmp(title, " ", 1) == 0 || strncmp(title, ", by seconds ", 13) == 0 ||
                    strncmp(title, ", by seconds; frames a second ", 30) == 0);
    }
}

/* Every glyph can be shown, and every wide one has its other half. */
static void check_cells(const struct canvas *c)
{
    for (int row = 0; row < c->height; row++) {
        for (int column = 0; column < c->width; column++) {
            const struct cell *cell = canvas_cell(c, row, column);
            if (cell->columns == 0) {
                assert_int_equal(canvas_cell(c, row, column - 1)->columns, 2);
                continue;
            }
            assert_int_equal(text_char_columns(cell->glyph), cell->columns);
            if (cell->columns == 2)
                assert_int_equal(canvas_cell(c, row, column + 1)->columns, 0);
        }
    }
}

static void an_empty_census_draws(void **state)
{
    struct fixture *f = *state;
    static const uint64_t hash_key[2] = {0, 0};
    struct model *empty = model_new(SERIES_RECENT, hash_key);
    struct frame_ring *none = calloc(1, sizeof *none);
    for (enum view view = 0; view < VIEW_COUNT; view++) {
        f->ui->view = view;
        assert_true(canvas_resize(&f->canvas, 80, 24));
        ui_handle(f->ui, 'j');
        ui_handle(f->ui, INPUT_ENTER);
        ui_draw(&f->canvas, f->ui, empty, none);
        check_cells(&f->canvas);
    }
    free(none);
    free(empty);
}

/* Names, as they might be if somebody forgot to clean them. */
static const char *const hostile[] = {
    "\x1b[2J\x1b[H",
    "a\r\nb\tc\b\b",
    "\x9b"
    "31m",
    "\xc2\x9b"
    "31m",
    "\xe2\x80\xae"
    "evil",
    "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xf0\x9f\x93\xb1",
    "e\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85",
    "\xcc\x81\xcc\x81",
    "\xff\xfe\xc3",
    "%s%n%d",
    "0123456789012345678901234567890123456789012345678901234567890123456789",
    "\xef\xbb\xbf\xe2\x80\x8b",
};

static void hostile_names_keep_to_their_cells(void **state)
{
    static const int widths[] = {80, 100, 200};
    struct fixture *f = *state;
    for (size_t i = 0; i < COUNT(hostile); i++) {
        void *other = NULL;
        fixture_make(&other, hostile[i]);
        struct fixture *g = other;
        for (size_t k = 0; k < COUNT(widths); k++) {
            f->ui->view = g->ui->view = VIEW_HOSTS;
            draw(f, widths[k], 50);
            draw(g, widths[k], 50);
            check_cells(&g->canvas);
            int changed_row = -1, first = widths[k], last = -1;
            for (int row = 0; row < 50; row++) {
                for (int column = 0; column < widths[k]; column++) {
                    if (memcmp(canvas_cell(&f->canvas, row, column),
                               canvas_cell(&g->canvas, row, column), sizeof(struct cell)) == 0)
                        continue;
                    if (changed_row != -1 && row != changed_row)
                        fail_msg("name %zu changed rows %d and %d", i, changed_row, row);
                    changed_row = row;
                    first = column < first ? column : first;
                    last = column > last ? column : last;
                }
            }
            const char *headings = strstr(screen(&f->canvas), "MAC address");
            int name = (int)(strstr(headings, "Name") - headings);
            int vendor = (int)(strstr(headings, "Vendor") - headings);
            if (first < name || last >= vendor)
                fail_msg("name %zu changed columns %d to %d, not only %d to %d", i, first, last,
                         name, vendor - 1);
        }
        teardown(&other);
    }
}

static void views_are_found_by_name(void **state)
{
    (void)state;
    assert_true(ui_has_view("link-local"));
    assert_false(ui_has_view("nowhere"));
    assert_false(ui_has_view(""));
    assert_string_equal(ui_view_names(), "overview hosts groups broadcast link-local neighbours "
                                         "names conversations frames findings help system rates");
}

static void printing_cuts_trailing_blanks(void **state)
{
    struct fixture *f = *state;
    static const struct ui_settings settings = {.ascii = true};
    FILE *stream = tmpfile();
    assert_non_null(stream);
    static const struct ui_still hosts = {.view = "hosts", .width = 80, .height = 24};
    static const struct ui_still nowhere = {.view = "nowhere", .width = 80, .height = 24};
    assert_true(ui_print(stream, &settings, &hosts, f->model, f->frames));
    assert_false(ui_print(stream, &settings, &nowhere, f->model, f->frames));
    rewind(stream);
    char line[256];
    int lines = 0;
    for (; fgets(line, sizeof line, stream) != NULL; lines++) {
        size_t n = strlen(line);
        assert_true(n >= 1 && n <= 81 && line[n - 1] == '\n');
        assert_true(n == 1 || line[n - 2] != ' ');
        for (size_t i = 0; i + 1 < n; i++)
            assert_in_range(line[i], 0x20, 0x7e);
    }
    assert_int_equal(lines, 24);
    fclose(stream);
}

/* All that is printed of a still. */
static void still_read(struct fixture *f, const struct ui_settings *settings,
                       const struct ui_still *still, char *out, size_t cap)
{
    FILE *stream = tmpfile();
    assert_non_null(stream);
    assert_true(ui_print(stream, settings, still, f->model, f->frames));
    rewind(stream);
    size_t n = fread(out, 1, cap - 1, stream);
    assert_true(n > 0 && n < cap - 1);
    out[n] = '\0';
    fclose(stream);
}

/* What is printed is what the dashboard shows at the end of a file: the time line is part of it. */
static void a_still_has_the_time_line(void **state)
{
    static const struct ui_settings settings = {.ascii = true};
    struct fixture *f = *state;
    struct replay replay = {.state = REPLAY_ENDED, .whole = true};
    struct ui_still still = {.view = "overview", .width = 100, .height = 24, .replay = &replay};
    char text[8192];
    replay.first_ns = INT64_C(1574269321000000000);
    replay.last_ns = replay.at_ns = replay.first_ns + INT64_C(90000000000);
    replay_shape_add(&replay.shape, replay.first_ns);
    still_read(f, &settings, &still, text, sizeof text);
    assert_non_null(strstr(text, "\n 1:30 of 1:30  17:03:31  ended "));
    assert_non_null(strstr(text, "+ - speed"));
    still.replay = NULL;
    still_read(f, &settings, &still, text, sizeof text);
    assert_null(strstr(text, " of 1:30"));
    assert_null(strstr(text, "+ - speed"));
}

/* For a terminal each stretch has its look, and without the sequences the text is the same. */
static void a_still_has_colors_for_a_terminal(void **state)
{
    struct fixture *f = *state;
    static const struct {
        enum theme theme;
        const char *title, *unicast;
    } rows[] = {
        {THEME_TERMINAL, "\x1b[0;7m castscope", "\x1b[0;32mU"},
        {THEME_DARK, "\x1b[0;7;37;40m castscope", "\x1b[0;92;40mU"},
        {THEME_LIGHT, "\x1b[0;7;30;107m castscope", "\x1b[0;1;32;107mU"},
        {THEME_MONO, "\x1b[0;7m castscope", "\x1b[0mU"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct ui_settings settings = {.ascii = true, .theme = rows[i].theme};
        struct ui_still still = {.view = "overview", .width = 80, .height = 24};
        char plain[8192], painted[16384], bare[16384];
        still_read(f, &settings, &still, plain, sizeof plain);
        still.painted = true;
        still_read(f, &settings, &still, painted, sizeof painted);
        assert_null(strchr(plain, '\x1b'));
        assert_memory_equal(painted, rows[i].title, strlen(rows[i].title));
        assert_non_null(strstr(painted, rows[i].unicast));
        size_t n = 0;
        for (const char *at = painted; *at != '\0'; at++) {
            if (*at == '\x1b')
                at = strchr(at, 'm');
            else if (*at != '\n')
                bare[n++] = *at;
            else
                for (; n > 0 && bare[n - 1] == ' ';)
                    n--;
            if (*at == '\n')
                bare[n++] = '\n';
        }
        bare[n] = '\0';
        assert_string_equal(bare, plain);
    }
}

static void keys_are_pressed_before_printing(void **state)
{
    struct fixture *f = *state;
    static const struct ui_settings settings = {.ascii = true};
    static const struct ui_still page = {
        .view = "overview", .keys = " 2 Enter  G Esc Esc 9 g Enter", .width = 80, .height = 24};
    char text[4096] = "";
    FILE *stream = tmpfile();
    assert_non_null(stream);
    assert_true(ui_print(stream, &settings, &page, f->model, f->frames));
    rewind(stream);
    assert_true(fread(text, 1, sizeof text - 1, stream) > 0);
    assert_non_null(strstr(text, "\nFrame 1 "));
    fclose(stream);
    assert_null(ui_find_no_key(page.keys));
    assert_null(ui_find_no_key("Ctrl-L Shift-Tab , <"));
    assert_string_equal(ui_find_no_key("2 Entre j"), "Entre j");
    assert_string_equal(ui_find_no_key("jj"), "jj");
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(keys_lead_to_views),
        WITH_FIXTURE(every_quitting_key_quits),
        cmocka_unit_test(no_key_has_two_meanings),
        WITH_FIXTURE(pausing_says_how_far_behind),
        WITH_FIXTURE(the_cursor_stays_on_its_row),
        WITH_FIXTURE(moves_stay_inside),
        WITH_FIXTURE(many_moves_before_a_drawing_count),
        WITH_FIXTURE(lists_are_sorted),
        WITH_FIXTURE(frames_follow_until_the_cursor_moves),
        WITH_FIXTURE(a_frame_opens),
        WITH_FIXTURE(a_host_opens_and_proves),
        WITH_FIXTURE(a_finding_opens_and_proves),
        WITH_FIXTURE(a_group_opens),
        WITH_FIXTURE(who_shares_rightly_does_not_alarm),
        WITH_FIXTURE(a_service_opens_and_leads_to_its_machine),
        WITH_FIXTURE(proof_outlives_the_ring),
        WITH_FIXTURE(a_frozen_order_stays),
        WITH_FIXTURE(the_row_under_the_cursor_stays_on_the_screen),
        WITH_FIXTURE(searching_moves_the_cursor_and_marks),
        WITH_FIXTURE(screens_say_what_they_should),
        WITH_FIXTURE(amounts_are_in_the_unit_chosen),
        WITH_FIXTURE(sparklines_say_what_they_count),
        WITH_FIXTURE(rates_have_charts),
        WITH_FIXTURE(rates_are_those_of_what_is_over),
        WITH_FIXTURE(rates_are_called_in_whole_words),
        WITH_FIXTURE(loading_shows_its_progress),
        WITH_FIXTURE(an_empty_census_draws),
        WITH_FIXTURE(hostile_names_keep_to_their_cells),
        cmocka_unit_test(views_are_found_by_name),
        WITH_FIXTURE(printing_cuts_trailing_blanks),
        WITH_FIXTURE(a_still_has_the_time_line),
        WITH_FIXTURE(a_still_has_colors_for_a_terminal),
        WITH_FIXTURE(keys_are_pressed_before_printing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
