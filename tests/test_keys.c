/* SPDX-License-Identifier: MIT */

/*
 * What hands do: sequences of keys and what they bring on the screen of the case study, and some
 * thousand keys at random, after each of which the dashboard is sound, can be left, and leads back.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "dashboard.h"

enum { WIDTH = 100, HEIGHT = 30 };

/* Sequences: what is said, and what is said no more. */

#define ESC "\x1b"

static void keys_bring_what_they_promise(void **state)
{
    (void)state;
    static const struct {
        const char *keys;
        const char *there; /* on the screen afterwards */
        const char *gone;  /* not on it; NULL: anything may be */
    } rows[] = {
        {"", "U unicast", "Enter open"},
        /* The overview has a cursor once it is moved. */
        {"j", "Enter open  Esc back", NULL},
        {"j" ESC, "U unicast", "Enter open"},
        {"j\r", "conversations: ", NULL},
        {"jj\r", "broadcasting hosts: ", NULL},
        {"jjjjjjjj\r", "UPnP Device Architecture", "U unicast"},
        {"jjjjjjjj\r" ESC, "U unicast", "UPnP"},
        {"jjjjjjjj\r" ESC "\r", "UPnP Device Architecture", NULL},
        {"jjjjjjjje", "U unicast", "Frame "},
        {"G\r", "Findings", "U unicast"},
        {"Ge", "Frame ", "Busiest of"},
        {"gk\r", "conversations: ", NULL},
        {"2", "hosts: ", "U unicast"},
        {"2\r", "Known as           CC-Labs-2", "hosts: "},
        {"2\r", "00:15:5d:00:e5:01: Hyper-V made this", "hosts: "},
        {"2\r" ESC, "hosts: ", NULL},
        {"2jjjj\r", "169.254.147.180, ", "hosts: "},
        {"2G\r", "Naray", "hosts: "},
        {"2\r2", "hosts: ", NULL},
        {"2\r3", "groups: ", NULL},
        {"2<", "by M, highest first", NULL},
        {"2<<<<<<<", "by MAC address, lowest first", NULL},
        {"2I", "by Sent, lowest first", NULL},
        {"2II", "by Sent, highest first", NULL},
        {"2", " 331   103   125   559 ", " in bits"},
        /* The unit stays what it was chosen to be. */
        {"2b", "hosts in bits: 13 shown", "  559 "},
        {"2", " 228k 60.1k  133k  421k ", "  559 "},
        {"3", "by Bits, highest first", NULL},
        {"3", "  252k  42.7% ", NULL},
        {"4", " Bits*  Share   Frames", NULL},
        {"8", " Bits*   Sent  Recvd   Frames", NULL},
        {"5", "addresses: 9 shown", "in bits"},
        {"2b", "hosts in bytes: 13 shown", "  559 "},
        {"2", "28.5k", "  559 "},
        {"2b", " 331   103   125   559 ", " in b"},
        /* Every column that is there can be sorted by. */
        {"7>>", "by MAC address, lowest first", NULL},
        {"6>>>", "by Name, lowest first", NULL},
        {"5>>>", "by Why, lowest first", NULL},
        {"4<", "by Vendor, lowest first", NULL},
        {"0>>", "by Who, lowest first", NULL},
        {"9>>", "by Source, lowest first", NULL},
        {"3\r", "239.255.255.250", "groups: "},
        {"3j\r", "01:00:5e:00:00:fb", NULL},
        {"4", "to 255.255.255.255                 42", NULL},
        {"5\r", "by design", NULL},
        {"6", "48:f7:c0:ac:ee:46 answered", NULL},
        {"6e", "Frame ", "bindings"},
        {"6e" ESC, "bindings: ", NULL},
        {"7", "names and services: ", NULL},
        {"8", "172.217.6.46", NULL},
        {"9", "FOLLOW", NULL},
        {"9k", "1795", "FOLLOW"},
        {"9kG", "FOLLOW", NULL},
        {"9kF", "FOLLOW", NULL},
        {"9gF", "1796", NULL},
        {"9I", "by Frame, highest first", "FOLLOW"},
        {"9>>>>>G", "by Proto", "FOLLOW"},
        {"9>>>>>IkF", "by Frame, lowest first  FOLLOW", NULL},
        {"2F", "hosts: ", "FOLLOW"},
        {"9g\r", "Frame 1 ", "frames: "},
        {"9g\r" ESC, "frames: ", "Frame 1 "},
        {"0", "findings: ", NULL},
        {"0e", "Frame ", "findings: "},
        {"0e" ESC ESC ESC, "findings: ", NULL},
        {"\t", "hosts: ", NULL},
        {"\t\t\t", "broadcasting hosts", NULL},
        {"?", "Keys", "U unicast  "},
        {"?" ESC, "U unicast", "Keys"},
        {"??", "U unicast", "Keys"},
        {"2?" ESC, "hosts: ", NULL},
        {"2\r?" ESC, "Known as           CC-Labs-2", "hosts: "},
        {"p", "PAUSED", "p pause"},
        {"p", "p go on", NULL},
        /* A note goes with what it was on. */
        {"2je", "Frame ", NULL},
        {"2\rke", "No frame proves this alone", NULL},
        {"2\rke" ESC, "hosts: ", "No frame"},
        {"2\rke3", "groups: ", "No frame"},
        {"p ", "U unicast", "PAUSED"},
        {"2p\r", "PAUSED", "hosts: "},
    };
    struct dashboard *d = dashboard_open("laptop.pcapng");
    for (size_t i = 0; i < COUNT(rows); i++) {
        dashboard_reset(d);
        dashboard_press(d, rows[i].keys, WIDTH, HEIGHT);
        const char *screen = dashboard_text(d);
        if (strstr(screen, rows[i].there) == NULL)
            fail_msg("row %zu: \"%s\" is not on the screen:\n%s", i, rows[i].there, screen);
        if (rows[i].gone != NULL && strstr(screen, rows[i].gone) != NULL)
            fail_msg("row %zu: \"%s\" is still on the screen:\n%s", i, rows[i].gone, screen);
        assert_false(d->ui->quit);
    }
    dashboard_close(d);
}

/* What is hinted at can be done: nothing is opened, proved or sorted where there is nothing. */
static void hints_are_of_keys_that_do_something(void **state)
{
    (void)state;
    static const struct {
        const char *capture, *keys, *there, *gone;
    } rows[] = {
        {"laptop.pcapng", "2", "Enter open  e evidence", "Esc back"},
        {"laptop.pcapng", "2\r", "Esc back", "e evidence"},
        {"laptop.pcapng", "2\rjjjj", "e evidence", "Enter open"},
        {"laptop.pcapng", "8\rG", "Enter open  e evidence", "< > sort"},
        {"laptop.pcapng", "8", "< > sort", "Esc back"},
        {"laptop.pcapng", "9", "Enter open", "e evidence"},
        {"laptop.pcapng", "9", "< > sort", "F follow"},
        {"laptop.pcapng", "9k", "F follow", "e evidence"},
        {"laptop.pcapng", "9>", "F follow", "e evidence"},
        {"laptop.pcapng", "2k", "? help", "F follow"},
        {NULL, "9k", "? help", "F follow"},
        {"laptop.pcapng", "?", "Esc back", "Enter open"},
        {NULL, "2", "? help", "Enter open"},
        {NULL, "2", "? help", "e evidence"},
        {NULL, "8", "? help", "< > sort"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct dashboard *d = dashboard_open(rows[i].capture);
        dashboard_press(d, rows[i].keys, 132, HEIGHT);
        const char *footer = dashboard_row(d, HEIGHT - 1);
        if (strstr(footer, rows[i].there) == NULL || strstr(footer, rows[i].gone) != NULL)
            fail_msg("row %zu: the footer is \"%s\"", i, footer);
        dashboard_close(d);
    }
}

/* Keys at random */

enum { STEPS = 4000, PROBED = 8, KEYS = 256, ESCAPES = 12 };

/* Numerical Recipes' linear congruential generator; the upper bits are the good ones. */
static unsigned chance(uint32_t *seed, size_t below)
{
    *seed = *seed * 1664525U + 1013904223U;
    return (*seed >> 8) % (unsigned)below;
}

/* Every key that means something, and some that mean nothing. */
static size_t keys_all(int keys[KEYS])
{
    static const int others[] = {'x', '~', 0x7f, 0x20ac, 0x1f4f1, INPUT_RESIZE, INPUT_NONE, 0x01};
    size_t n = 0;
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++)
        for (int i = 0; i < ACTION_KEYS && action_row(action)->keys[i] != 0; i++)
            keys[n++] = action_row(action)->keys[i];
    for (enum view view = 0; view < VIEW_COUNT; view++)
        if (view_row(view)->key != 0)
            keys[n++] = view_row(view)->key;
    for (size_t i = 0; i < COUNT(others); i++)
        keys[n++] = others[i];
    assert_true(n <= KEYS);
    return n;
}

/* Every cursor is on a row that there is, and can be seen. */
static void check_sound(size_t step, const struct dashboard *d)
{
    const struct ui *ui = d->ui;
    dashboard_check_cells("a random screen", d);
    assert_true(ui->view < VIEW_COUNT && ui->came_from < VIEW_HELP);
    bool shown = d->canvas.width >= WIDTH_LEAST && d->canvas.height >= HEIGHT_LEAST;
    if (!shown)
        return;
    bool list = view_row(ui->view)->body->list != NULL && !ui->object.open && !ui->page.open;
    const struct list_state *s = &ui->lists[ui->view];
    bool sound = !list || s->count == 0 ||
                 (s->index < s->count && s->index >= s->top &&
                  (s->page == 0 || s->index - s->top < s->page) && s->row != 0);
    if (ui->page.open && ui->view < VIEW_HELP)
        sound = sound && ui->page.lines.at < ui->page.lines.count &&
                ui->page.lines.at >= ui->page.lines.top;
    else if (ui->object.open && ui->view < VIEW_HELP)
        sound = sound && ui->object.lines.at < ui->object.lines.count &&
                ui->object.lines.at >= ui->object.lines.top;
    const char *footer = dashboard_row(d, d->canvas.height - 1);
    if (!sound || ui->wanted != ACTION_NONE)
        fail_msg("step %zu: not sound:\n%s", step, dashboard_text(d));
    if (strstr(footer, "q quit ") == NULL && ui->prompt.open == PROMPT_NONE && !ui->menu.open)
        fail_msg("step %zu: nobody says how to quit: \"%s\"", step, footer);
}

/* From a state, Escape leads back to a view, and q out. `spare` is where the state is tried out. */
static void check_way_out(size_t step, struct dashboard *d, struct ui *spare)
{
    struct ui *ui = d->ui;
    memcpy(spare, ui, sizeof *spare);
    d->ui = spare;
    for (int i = 0; i < ESCAPES; i++) {
        ui_handle(spare, INPUT_ESCAPE);
        dashboard_draw(d, WIDTH, HEIGHT);
    }
    if (spare->view >= VIEW_HELP || spare->object.open || spare->page.open || spare->quit)
        fail_msg("step %zu: Escape does not lead back:\n%s", step, dashboard_text(d));
    ui_handle(spare, 'q');
    if (!spare->quit)
        fail_msg("step %zu: q does not quit:\n%s", step, dashboard_text(d));
    d->ui = ui;
}

static void any_keys_in_any_order(void **state)
{
    (void)state;
    static const char *const captures[] = {"laptop.pcapng", "hostile.pcap", "laptop-apipa.pcap",
                                           NULL};
    static const int sizes[][2] = {{80, 24}, {132, 43}, {40, 10}, {200, 60}, {39, 7}, {60, 16}};
    struct dashboard *d[COUNT(captures)];
    for (size_t i = 0; i < COUNT(captures); i++)
        d[i] = dashboard_open(captures[i]);
    struct dashboard now = *d[0];
    now.canvas = (struct canvas){0};
    now.ui->settings.records = true;
    struct ui *spare = malloc(sizeof *spare);
    assert_non_null(spare);
    int keys[KEYS];
    size_t n = keys_all(keys), size = 0;
    uint32_t seed = 2131;
    for (size_t step = 0; step < STEPS; step++) {
        /* Now and then the rows become others, under the cursor; or the screen another. */
        if (chance(&seed, 200) == 0) {
            const struct dashboard *other = d[chance(&seed, COUNT(captures))];
            now.model = other->model;
            now.frames = other->frames;
        }
        if (chance(&seed, 50) == 0)
            size = chance(&seed, COUNT(sizes));
        /* Several keys may come before the next drawing. */
        for (unsigned more = 1 + chance(&seed, 3); more > 0; more--) {
            int key = keys[chance(&seed, n)];
            ui_handle(now.ui, key);
            bool quits = key == 'q' || key == INPUT_F10;
            if (now.ui->quit && !quits)
                fail_msg("step %zu: key %d quit", step, key);
            now.ui->quit = false;
        }
        now.ui->clock_ms += 40;
        dashboard_draw(&now, sizes[size][0], sizes[size][1]);
        check_sound(step, &now);
        if (step % PROBED == 0)
            check_way_out(step, &now, spare);
    }
    free(spare);
    canvas_free(&now.canvas);
    for (size_t i = 0; i < COUNT(captures); i++)
        dashboard_close(d[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_bring_what_they_promise),
        cmocka_unit_test(hints_are_of_keys_that_do_something),
        cmocka_unit_test(any_keys_in_any_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
