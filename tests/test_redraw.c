/* SPDX-License-Identifier: MIT */

/*
 * A picture that is drawn again of the same model is the one that would be drawn of a new one: what was kept from
 * the drawing before is right, whatever key was pressed in between. In a hurry conclusions are those of a model
 * before, and still of the right machines. And lists are in the order that comparing each row with each gives.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "link.h"
#include "model/row.h"
#include "ui/list_order.h"
#include "ui/state.h"

enum { WIDTH = 200, HEIGHT = 40, KEYS = 600, CROWD = 90 };

/* Machines with vendors' and made up addresses, names, groups and conversations. */
static struct mac crowd_mac(uint64_t who)
{
    static const uint64_t makers[] = {0x001b21000000, 0x005056000000, 0x00155d000000,
                                      0x021b21000000};
    return (struct mac){makers[who % 4] + who * 7};
}

static struct ip crowd_ip(uint64_t who)
{
    return ip_v4((who % 9 == 0 ? UINT32_C(0xa9fe0000) : UINT32_C(0x0a000000)) + (uint32_t)who);
}

static void crowd_send(struct link *l, uint64_t *random)
{
    uint64_t who = random_next(random) % CROWD;
    const struct mac mac = crowd_mac(who);
    const struct ip ip = crowd_ip(who);
    const struct ip peer = ip_v4(UINT32_C(0x0a000000) + (uint32_t)(random_next(random) % CROWD));
    struct bytes message;
    char host[32], service[48];
    snprintf(host, sizeof host, "machine-%u.local", (unsigned)(who % 70));
    snprintf(service, sizeof service, "Printer %u._ipp._tcp.local", (unsigned)(who % 50));
    link_arp(l, 1 + who % 2, mac, ip, peer);
    link_igmp(l, 0x16, mac, ip, ip_v4(UINT32_C(0xef000000) + (uint32_t)(who % 40)));
    dns_response(&message, 2);
    dns_address_add(&message, host, ip, 120);
    dns_service_add(&message, service, 631, host, 120);
    link_mdns(l, mac, ip, &message);
    link_ip(l, &(struct said){.to = {UINT64_C(0x001b21000000)},
                              .from = mac,
                              .src = ip,
                              .dst = peer,
                              .proto = IP_UDP,
                              .src_port = (uint16_t)(1000 + who),
                              .dst_port = 53});
}

static struct link *crowd_new(void)
{
    struct link *l = link_new(LINK_ETHERNET);
    uint64_t random = 4;
    for (unsigned i = 0; i < 500; i++)
        crowd_send(l, &random);
    return l;
}

static void pictures_equal(const struct canvas *a, const struct canvas *b, unsigned turn, int key)
{
    for (int row = 0; row < HEIGHT; row++)
        for (int column = 0; column < WIDTH; column++) {
            const struct cell *x = canvas_cell(a, row, column), *y = canvas_cell(b, row, column);
            if (x->glyph != y->glyph || x->style != y->style || x->columns != y->columns)
                fail_msg("turn %u, key %d: row %d, column %d differs", turn, key, row, column);
        }
}

/* Two dashboards get the same keys; one of them is told that the model is the same. */
static void test_same(void **state)
{
    (void)state;
    static const int keys[] = {INPUT_DOWN, INPUT_DOWN, INPUT_DOWN,  INPUT_UP, INPUT_PAGE_DOWN,
                               INPUT_END,  INPUT_HOME, INPUT_ENTER, 27,       '>',
                               '<',        'i',        'n',         'e',      '?',
                               '1',        '2',        '3',         '4',      '5',
                               '6',        '7',        '8',         '9',      '0',
                               '\t',       'r',        '/'};
    static struct frame_ring frames;
    const struct ui_settings settings = {.color = true, .live = true, .records = true};
    struct link *l = crowd_new();
    struct ui *fresh = ui_new(&settings), *again = ui_new(&settings);
    struct canvas a = {0}, b = {0};
    assert_non_null(fresh);
    assert_non_null(again);
    assert_true(canvas_resize(&a, WIDTH, HEIGHT) && canvas_resize(&b, WIDTH, HEIGHT));
    uint64_t random = 11;
    for (unsigned turn = 0; turn < KEYS; turn++) {
        int key = keys[random_next(&random) % (sizeof keys / sizeof keys[0])];
        ui_handle(fresh, key);
        ui_handle(again, key);
        fresh->quit = again->quit = false;
        again->same = turn % 20 != 0;
        if (!again->same)
            crowd_send(l, &random);
        ui_draw(&a, fresh, l->model, &frames);
        ui_draw(&b, again, l->model, &frames);
        pictures_equal(&a, &b, turn, key);
    }
    canvas_free(&a);
    canvas_free(&b);
    free(fresh);
    free(again);
    link_free(l);
}

/* A crowd whose rows have other numbers: everybody is heard before, the last one first where it says so. */
static struct link *crowd_in_order(bool backwards)
{
    struct link *l = link_new(LINK_ETHERNET);
    uint64_t random = 4;
    for (uint64_t i = 0; i < CROWD; i++) {
        uint64_t who = backwards ? CROWD - 1 - i : i;
        link_arp(l, 1, crowd_mac(who), crowd_ip(who), crowd_ip(1));
    }
    for (unsigned i = 0; i < 500; i++)
        crowd_send(l, &random);
    return l;
}

/* In a hurry the conclusions of a model before are used. They are of machines, whatever rows those have now:
 * of two models that differ in nothing but that the pictures are equal. */
static void test_hurried(void **state)
{
    (void)state;
    static struct frame_ring frames;
    const struct ui_settings settings = {.color = true, .live = true, .records = true};
    struct link *before = crowd_in_order(false), *now = crowd_in_order(true);
    struct canvas a = {0}, b = {0};
    assert_true(canvas_resize(&a, WIDTH, HEIGHT) && canvas_resize(&b, WIDTH, HEIGHT));
    assert_int_not_equal(before->model->hosts.at[0].key.mac.value,
                         now->model->hosts.at[0].key.mac.value);
    for (enum view view = 0; view < VIEW_COUNT; view++) {
        if (view == VIEW_FINDINGS)
            continue; /* it says in which frames */
        struct ui *fresh = ui_new(&settings), *hurried = ui_new(&settings);
        fresh->view = hurried->view = view;
        ui_draw(&b, hurried, before->model, &frames);
        hurried->hurried = true;
        ui_draw(&b, hurried, now->model, &frames);
        ui_draw(&a, fresh, now->model, &frames);
        assert_false(hurried->scratch.concluded);
        pictures_equal(&a, &b, view, 0);
        free(fresh);
        free(hurried);
    }
    canvas_free(&a);
    canvas_free(&b);
    link_free(before);
    link_free(now);
}

/* There is a hurry where the next picture shows more than this one, whoever asks for it. */
static void test_moves(void **state)
{
    (void)state;
    static const struct {
        enum replay_state replay;
        bool over, moves;
    } rows[] = {
        {REPLAY_ABSENT, false, true}, {REPLAY_ABSENT, true, false}, {REPLAY_READING, false, true},
        {REPLAY_READING, true, true}, {REPLAY_PLAYING, true, true}, {REPLAY_PAUSED, false, false},
        {REPLAY_ENDED, false, false},
    };
    const struct ui_settings settings = {.color = true};
    struct link *l = link_new(LINK_ETHERNET);
    struct ui *ui = ui_new(&settings);
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(l->model->source_count, 1);
        l->model->source[0].over = rows[i].over;
        ui->replay.state = rows[i].replay;
        if (ui_moves(ui, l->model) != rows[i].moves)
            fail_msg("row %zu", i);
    }
    free(ui);
    link_free(l);
}

static void conclusions_equal(const struct conclusions *a, const struct conclusions *b,
                              unsigned turn)
{
    assert_memory_equal(a->of_kind, b->of_kind, sizeof a->of_kind);
    assert_int_equal(a->count, b->count);
    for (uint32_t i = 0; i < a->count; i++) {
        const struct conclusion *x = &a->at[i], *y = &b->at[i];
        char x_says[CONCLUSION_TEXT], y_says[CONCLUSION_TEXT];
        conclusion_say(x, x_says);
        conclusion_say(y, y_says);
        if (x->kind != y->kind || !host_key_equal(&x->subject, &y->subject) ||
            strcmp(x_says, y_says) != 0 || x->times != y->times ||
            memcmp(x->frames, y->frames, sizeof x->frames) != 0 || x->first_ns != y->first_ns ||
            x->last_ns != y->last_ns)
            fail_msg("turn %u: %s is not %s", turn, x_says, y_says);
    }
}

/* What is kept from one drawing of conclusions to the next, of whichever model, changes none. */
static void test_drawn_again(void **state)
{
    (void)state;
    enum { LINKS = 3, TURNS = 60 };
    static struct conclusions again, fresh;
    struct link *links[LINKS] = {crowd_in_order(false), crowd_in_order(true),
                                 link_new(LINK_ETHERNET)};
    uint64_t random = 13;
    for (unsigned turn = 0; turn < TURNS; turn++) {
        struct link *l = links[turn / 8 % LINKS];
        for (unsigned i = 0; i < 9; i++)
            crowd_send(l, &random);
        memset(&fresh, 0, sizeof fresh);
        conclusions_draw(&fresh, l->model);
        conclusions_draw(&again, l->model);
        conclusions_equal(&again, &fresh, turn);
    }
    assert_true(again.count > CROWD);
    for (unsigned i = 0; i < LINKS; i++)
        link_free(links[i]);
}

/* Whether conclusions are drawn of the model that is drawn. */
static void test_concluding(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool same, hurried;
        int key;
        bool concluded;
    } turns[] = {
        {"the first picture, in a hurry or not", false, true, INPUT_NONE, true},
        {"a new model, in a hurry", false, true, INPUT_NONE, false},
        {"the cursor moves", true, true, INPUT_DOWN, false},
        {"another view", true, true, '2', false},
        {"a page is opened", true, true, INPUT_ENTER, true},
        {"a new model under a page, in a hurry", false, true, INPUT_NONE, true},
        {"the page is closed", true, true, INPUT_ESCAPE, true},
        {"a new model, in a hurry again", false, true, INPUT_NONE, false},
        {"the picture is held", true, false, INPUT_NONE, true},
        {"a new model without hurry", false, false, INPUT_NONE, true},
    };
    static struct frame_ring frames;
    const struct ui_settings settings = {.color = true, .live = true};
    struct link *l = crowd_new();
    struct ui *ui = ui_new(&settings);
    struct canvas c = {0};
    uint64_t random = 12;
    assert_true(canvas_resize(&c, WIDTH, HEIGHT));
    for (size_t i = 0; i < sizeof turns / sizeof turns[0]; i++) {
        if (!turns[i].same)
            crowd_send(l, &random);
        if (turns[i].key != INPUT_NONE)
            ui_handle(ui, turns[i].key);
        ui->same = turns[i].same;
        ui->hurried = turns[i].hurried;
        ui_draw(&c, ui, l->model, &frames);
        if (ui->scratch.concluded != turns[i].concluded)
            fail_msg("%s", turns[i].name);
    }
    canvas_free(&c);
    free(ui);
    link_free(l);
}

/* Whether a column has two rows in the right order; those that are equal by their numbers. */
static bool are_ordered(const struct scene *scene, const struct column *column, bool falling,
                        uint32_t a, uint32_t b)
{
    int order = 0;
    if (column->rank_low != NULL) {
        uint64_t x = column->rank(scene, a), y = column->rank(scene, b);
        uint64_t x_low = column->rank_low(scene, a), y_low = column->rank_low(scene, b);
        order = x != y ? (x > y) - (x < y) : (x_low > y_low) - (x_low < y_low);
    } else if (column->compare != NULL) {
        order = column->compare(scene, a, b);
    } else if (column->text != NULL) {
        order = text_order(column->text(scene, a), column->text(scene, b));
    } else {
        uint64_t x = column->value(scene, a), y = column->value(scene, b);
        order = column->form == FORM_AGO || column->form == FORM_AT
                    ? ((int64_t)x > (int64_t)y) - ((int64_t)x < (int64_t)y)
                    : (x > y) - (x < y);
    }
    return order == 0 ? a < b : falling ? order > 0 : order < 0;
}

static void test_order(void **state)
{
    (void)state;
    static struct frame_ring frames;
    const struct ui_settings settings = {.color = true};
    struct link *l = crowd_new();
    struct ui *ui = ui_new(&settings);
    struct canvas c = {0};
    unsigned sorted = 0;
    assert_non_null(ui);
    assert_true(canvas_resize(&c, WIDTH, HEIGHT));
    for (enum view view = 0; view < VIEW_COUNT; view++) {
        const struct list *list = view_row(view)->body->list;
        for (int i = 0; list != NULL && i < 2 * list->column_count; i++) {
            const struct column *column = &list->columns[i / 2];
            bool first = column->form == FORM_COUNT || column->form == FORM_AMOUNT ||
                         column->form == FORM_OTHER || column->form == FORM_AGO;
            if (!column_can_sort(column))
                continue;
            ui->view = view;
            ui->lists[view] = (struct list_state){
                .chosen = true, .sort = (uint8_t)(i / 2), .inverted = i % 2 == 1};
            ui_draw(&c, ui, l->model, &frames);
            const struct scene scene = {.settings = &settings,
                                        .model = l->model,
                                        .frames = &frames,
                                        .scratch = &ui->scratch};
            for (uint32_t k = 1; k < ui->scratch.count; k++, sorted++)
                if (!are_ordered(&scene, column, first != (i % 2 == 1), ui->scratch.order[k - 1],
                                 ui->scratch.order[k]))
                    fail_msg("%s by %s: place %u", list->noun, column->title, (unsigned)k);
        }
    }
    assert_true(sorted > 2000);
    canvas_free(&c);
    free(ui);
    link_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same),       cmocka_unit_test(test_hurried),
        cmocka_unit_test(test_moves),      cmocka_unit_test(test_drawn_again),
        cmocka_unit_test(test_concluding), cmocka_unit_test(test_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
