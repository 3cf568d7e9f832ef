/* SPDX-License-Identifier: MIT */

/* Lists under a display filter and another order, on the case study: which rows stay, what is said about
 * it, and that typing a filter can be left, completed and explained. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "capture/engine.h"
#include "dashboard.h"
#include "ui/list_order.h"

enum { WIDTH = 100, HEIGHT = 30, HOSTS = 13 };

static int setup(void **state)
{
    *state = dashboard_open("laptop.pcapng");
    return 0;
}

static int teardown(void **state)
{
    dashboard_close(*state);
    return 0;
}

static void check_contains(const char *name, const struct dashboard *d, const char *expected)
{
    if (strstr(dashboard_text(d), expected) == NULL)
        fail_msg("%s: \"%s\" is not on the screen:\n%s", name, expected, dashboard_text(d));
}

/* The numbers are those of --json and --frames. */
static void filters_choose_rows(void **state)
{
    static const struct {
        const char *keys; /* of the view, and what is typed */
        uint32_t count;
        const char *shown;
    } rows[] = {
        {"2\\host:10.0.0.0/24", 8, "hosts: 8 shown of 13, 13 kept"},
        {"2\\!host:10.0.0.0/24", HOSTS - 8, "5 of 13 match"},
        {"2\\origin:link-local", 8, ""},
        {"2\\name:ccl", 1, "00:15:5d:00:e5:01"},
        {"2\\mac:random", 2, ""},
        {"2\\vendor:microsoft mac:hypervisor", 4, ""},
        {"2\\cast:broadcast", HOSTS, ""},
        {"2\\proto:mdns", HOSTS, "proto: not known of these"},
        {"2\\proto:mdns host:10.0.0.1", 1, "proto: not known of these"},
        {"2\\host:1.2.3.4", 0, "The filter leaves none of them."},
        {"3\\group:ff00::/8", 17, ""},
        {"3\\group:224.0.0.251", 1, ""},
        {"6\\host:192.168.41.0/24", 5, ""},
        {"7\\name:ubuntu host:00:15:5d:00:e5:06", 0, NULL},
        {"8\\proto:mdns", 17, "conversations: 17 shown of 305"},
        {"8\\port:443", 31, ""},
        {"8\\!proto:tcp", 261, ""},
        {"9\\proto:mdns cast:multicast", 131, ""},
        {"9\\proto:arp", 293, "frames: 293 shown of 1796"},
        {"9\\!proto:arp", 1796 - 293, ""},
    };
    struct dashboard *d = *state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        dashboard_press(d, rows[i].keys, WIDTH, HEIGHT);
        uint32_t count = d->ui->lists[d->ui->view].count;
        if (rows[i].shown == NULL ? count == 0 : count != rows[i].count)
            fail_msg("%s: %u rows\n%s", rows[i].keys, (unsigned)count, dashboard_text(d));
        if (rows[i].shown != NULL)
            check_contains(rows[i].keys, d, rows[i].shown);
        dashboard_press(d, "\x1b", WIDTH, HEIGHT);
        assert_int_equal(d->ui->selection.count, 0);
    }
}

static void a_filter_is_typed(void **state)
{
    static const struct {
        const char *name, *keys, *selection, *shown;
    } rows[] = {
        {"words are offered", "2\\", "", "cast: group: host:"},
        {"and those that begin so", "2\\p", "", "proto: port:"},
        {"Tab goes on as far as it can", "2\\p\tr\tmdn\t", "proto:mdns", "filter proto:mdns "},
        {"values are offered", "2\\cast:", "", "unicast broadcast limited"},
        {"what is unfinished changes nothing", "2\\host:10.0.0.1 cast:mu", "host:10.0.0.1 ",
         "multicast"},
        {"Enter keeps it", "2\\mac:random\r", "mac:random", "shows mac:random"},
        {"an empty line takes it off", "2\\mac:random\r\\\x15\r", "", "13 shown, 13"},
        {"Esc brings back what was before", "2\\mac:random\r\\ host:10.0.0.1\x1b", "mac:random",
         "2 shown of 13"},
        {"Esc takes it off", "2\\mac:random\r\x1b", "", "13 shown, 13"},
        {"Esc ends a search first", "2\\mac:random\r/02\r\x1b", "mac:random", "2 shown of 13"},
        {"a wrong word is explained", "2\\hots:1", "", "there is no such word; did you mean host?"},
        {"and is not taken", "2\\cast:mu\r", "", "needs one of unicast"},
        {"it holds in other views", "2\\mac:random\r7", "mac:random", "shown of 52"},
        {"it can be typed anywhere", "1\\cast:multicast", "cast:multicast",
         "for the rows of lists"},
    };
    struct dashboard *d = *state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        d->ui->prompt.open = PROMPT_NONE;
        d->ui->selection = (struct selection){.count = 0};
        d->ui->search = (struct search){.text = ""};
        dashboard_press(d, rows[i].keys, WIDTH, HEIGHT);
        if (strcmp(d->ui->selection.text, rows[i].selection) != 0)
            fail_msg("%s: \"%s\"\n%s", rows[i].name, d->ui->selection.text, dashboard_text(d));
        check_contains(rows[i].name, d, rows[i].shown);
    }
}

/* On a narrow screen what is wrong has the row of the keys. */
static void a_long_sentence_has_its_own_row(void **state)
{
    struct dashboard *d = *state;
    dashboard_press(d, "2\\hots:1", 50, 12);
    check_contains("narrow", d, "hots:1: there is no such word");
}

static void the_cursor_stays_on_its_row(void **state)
{
    struct dashboard *d = *state;
    dashboard_press(d, "2jjj", WIDTH, HEIGHT);
    uint32_t row = d->ui->lists[VIEW_HOSTS].row;
    dashboard_press(d, "\\host:88:b1\r", WIDTH, HEIGHT);
    assert_int_equal(d->ui->lists[VIEW_HOSTS].row, row);
    assert_int_equal(d->ui->lists[VIEW_HOSTS].index, 0);
    dashboard_press(d, "\x1bI", WIDTH, HEIGHT);
    assert_int_equal(d->ui->lists[VIEW_HOSTS].row, row);
}

static void columns_are_chosen_from_a_menu(void **state)
{
    static const struct {
        const char *name;
        int keys[6];
        const char *shown;
    } rows[] = {
        {"all columns are there", {INPUT_F6}, "First"},
        {"the next one", {INPUT_F6, 'j', INPUT_ENTER}, "by Bytes, highest first"},
        {"the same turns the order", {INPUT_F6, INPUT_ENTER}, "by Sent, lowest first"},
        {"the first one", {INPUT_F6, INPUT_HOME, INPUT_ENTER}, "by MAC address, lowest first"},
        {"before it is none", {INPUT_F6, INPUT_HOME, 'k', INPUT_ENTER}, "by MAC address, lowest"},
        {"left", {INPUT_F6, 'j', INPUT_ESCAPE}, "by Sent, highest first"},
        {"keys do nothing else", {INPUT_F6, '5', INPUT_TAB}, "Sort by"},
    };
    struct dashboard *d = *state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        d->ui->menu.open = false;
        d->ui->view = VIEW_HOSTS;
        d->ui->lists[VIEW_HOSTS] = (struct list_state){.chosen = false};
        dashboard_draw(d, WIDTH, HEIGHT);
        for (int k = 0; rows[i].keys[k] != 0; k++) {
            ui_handle(d->ui, rows[i].keys[k]);
            dashboard_draw(d, WIDTH, HEIGHT);
        }
        check_contains(rows[i].name, d, rows[i].shown);
        assert_int_equal(d->ui->view, VIEW_HOSTS);
    }
}

/* It goes with its list, whether another view comes or a page that was asked for before it. */
static void the_menu_goes_with_its_list(void **state)
{
    struct dashboard *d = *state;
    dashboard_press(d, "2", WIDTH, HEIGHT);
    ui_handle(d->ui, INPUT_F6);
    assert_true(d->ui->menu.open);
    ui_go(d->ui, VIEW_HELP);
    assert_false(d->ui->menu.open);
    for (unsigned i = 0; i < 2; i++) {
        dashboard_press(d, i == 0 ? "2" : "9", WIDTH, HEIGHT);
        ui_handle(d->ui, INPUT_ENTER); /* a page is opened when it is drawn */
        ui_handle(d->ui, INPUT_F6);
        assert_true(d->ui->menu.open);
        dashboard_draw(d, WIDTH, HEIGHT);
        assert_true(i == 0 ? ui_object_is_open(d->ui) : ui_frame_is_open(d->ui));
        assert_false(d->ui->menu.open);
    }
}

/* The menu scrolls where it has more columns than there are rows, and never draws outside. */
static void the_menu_fits_everywhere(void **state)
{
    struct dashboard *d = *state;
    dashboard_press(d, "2", WIDTH, HEIGHT);
    ui_handle(d->ui, INPUT_F6);
    dashboard_draw(d, WIDTH, HEIGHT);
    check_contains("what its keys do", d, "Enter sort by it  Esc leave");
    for (int height = HEIGHT_LEAST; height < 30; height++) {
        for (int k = 0; k < 20; k++) {
            ui_handle(d->ui, 'j');
            dashboard_draw(d, WIDTH_LEAST, height);
            bool seen = false;
            for (int row = 3; row < height - 2; row++)
                seen = seen || canvas_cell(&d->canvas, row, 1)->style == STYLE_SELECTED;
            assert_true(seen);
        }
        ui_handle(d->ui, INPUT_HOME);
    }
}

/* All but the charts. */
static void every_column_can_be_sorted_by(void **state)
{
    (void)state;
    unsigned sorted = 0;
    for (enum view view = 0; view < VIEW_COUNT; view++) {
        const struct list *list = view_row(view)->body->list;
        for (int i = 0; list != NULL && i < list->column_count; i++) {
            const struct column *column = &list->columns[i];
            bool can = column_can_sort(column);
            if (can == column_is_chart(column))
                fail_msg("%s by %s", list->noun, column->title);
            sorted += can;
        }
    }
    assert_true(sorted > 60);
}

/* Below the findings stands the one under the cursor in full, where there is room. */
static void a_finding_is_said_in_full(void **state)
{
    struct dashboard *d = *state;
    dashboard_press(d, "0", 80, 24);
    check_contains("the first", d, "224.0.0.251: members report by IGMP on vEthernet");
    check_contains("its end", d, "(certain; RFC");
    dashboard_press(d, "j", 80, 24);
    check_contains("the next", d, "ff02::fb: members report by MLD on vEthernet");
    assert_null(strstr(dashboard_text(d), "224.0.0.251: members"));
    dashboard_draw(d, 60, 24);
    check_contains("all of it on 60 columns", d, "(certain; RFC");
    dashboard_draw(d, 80, 12);
    assert_null(strstr(dashboard_text(d), "ff02::fb: members"));
    dashboard_press(d, "\\host:1.2.3.4", 80, 24);
    assert_null(strstr(dashboard_text(d), "(certain"));
}

/* What is whole on screens so wide, and what is not there at all. */
static void little_is_cut(void **state)
{
    static const struct {
        const char *keys;
        int width;
        const char *there, *gone;
    } rows[] = {
        {"1", 80, "L from 169.254.147.180: by design ", NULL},
        {"2", 80, " 169.254.147.180 +1 CC-Labs-2 ", "+~"},
        {"3", 80, "224.0.0.252 ", "Multic"},
        {"3", 80, " LLMNR ", "mDNS~"},
        {"5", 80, " by design ", "MAC~"},
        {"5", 80, " normal in IPv6 ", "fe80::215~"},
        {"6", 80, " directed broadcast ", "computed~"},
        {"7", 80, " Offers ", "Last"},
        {"7", 100, " fe80::8167:6b45:b2b0:daa9 ", "Last"},
        {"7", 132, "_googlecast._tcp at 6c8d2f0a-91e3-", "Holds"},
        {"2", 40, " 192.168.41.109 ", "192.168~"},
        {"4", 40, "directed     115  29.9%", "subnet"},
        {"8", 132, " Bit/s", "CC-Labs~"},
        {"8", 200, " https ", "Service~"},
        {"8", 200, " Simple Service Discovery Protocol ", "Discovery~"},
        /* Without what tells least. */
        {"2", 80, " Microsoft   331 ", "Microsof~"},
        {"2", 80, " Intel        23 ", "Intel Co~"},
        {"9", 80, " fe80~:fe00:e506 ", "fe80::215"},
        /* Whole before more columns are shown. */
        {"2", 132, " random or made up ", "Kind"},
        {"2", 132, " NYCLNY6X2VBH2 ", "made~"},
        {"3", 100, " fe80::4af7:c0ff:feac:ee46 ", "Over time"},
        {"3", 132, " fe80::4af7:c0ff:feac:ee46 ", "MAC address"},
        {"6", 132, " random or made up ", "made~"},
        {"9", 132, " fe80::215:5dff:fe00:e506 ", "fe80~"},
        {"9", 132, " 17:08:10.470 10.0.0.63 ", "2019-11-20T17:0"},
        {"9", 160, " fe80::215:5dff:fe00:e506 ", "2019-11-20T17:0"},
        {"9", 200, " 17:08:10.470 10.0.0.63 ", "fe80~"},
        {"9", 300, " 2019-11-20T17:08:10.470Z 10.0.0.63 ", "fe80~"},
        {"3", 200, " querier-none ", "MLDv2-cap~"},
    };
    struct dashboard *d = *state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        dashboard_press(d, rows[i].keys, rows[i].width, 24);
        check_contains(rows[i].keys, d, rows[i].there);
        if (rows[i].gone != NULL && strstr(dashboard_text(d), rows[i].gone) != NULL)
            fail_msg("%s: \"%s\" is there:\n%s", rows[i].keys, rows[i].gone, dashboard_text(d));
    }
}

/* Columns for which this capture has nothing are not there, and come back where they are sorted by. */
static void columns_without_content_are_hidden(void **state)
{
    (void)state;
    static const struct {
        const char *capture, *keys, *there, *gone;
    } rows[] = {
        {"laptop.pcapng", "2", "Belongs to", NULL}, {"arp.pcap", "2", "Vendor", "Belongs to"},
        {"arp.pcap", "2", "Vendor", " Name "},      {"arp.pcap", "2", "Vendor", " Kind "},
        {"laptop.pcapng", "2", " Name ", NULL},     {"raw.pcap", "2", "Address", "MAC address"},
        {"raw.pcap", "2", "Address", "Vendor"},     {"laptop.pcapng", "3", "Querier", NULL},
        {"arp.pcap", "3", "Group", "Querier"},      {"laptop.pcapng", "7", "Offers", NULL},
        {"llmnr.pcap", "7", "Says", "Offers"},      {"vlan.pcap", "9", "VLAN", NULL},
        {"laptop.pcapng", "9", "Proto", "VLAN"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct dashboard *d = dashboard_open(rows[i].capture);
        dashboard_press(d, rows[i].keys, 140, 24);
        check_contains(rows[i].capture, d, rows[i].there);
        if (rows[i].gone != NULL && strstr(dashboard_row(d, 3), rows[i].gone) != NULL)
            fail_msg("%s: \"%s\" is there:\n%s", rows[i].capture, rows[i].gone, dashboard_text(d));
        dashboard_close(d);
    }
    struct dashboard *d = dashboard_open("arp.pcap");
    dashboard_press(d, "3", 140, 24);
    d->ui->lists[VIEW_GROUPS].chosen = true;
    for (int i = 0; i < view_row(VIEW_GROUPS)->body->list->column_count; i++)
        if (strcmp(view_row(VIEW_GROUPS)->body->list->columns[i].title, "Querier") == 0)
            d->ui->lists[VIEW_GROUPS].sort = (uint8_t)i;
    dashboard_draw(d, 140, 24);
    check_contains("sorted by it", d, "Querier");
    dashboard_close(d);
}

#define WITH_DASHBOARD(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

/* Words that are offered, and what is wrong, are cut between words. */
static void hints_are_whole_words(void **state)
{
    static const char *const keys[] = {"2\\", "2\\xyzzy:1"};
    struct dashboard *d = *state;
    for (size_t k = 0; k < COUNT(keys); k++) {
        unsigned cut = 0;
        dashboard_press(d, keys[k], WIDTH, HEIGHT);
        for (int width = 40; width <= 160; width++) {
            dashboard_draw(d, width, HEIGHT);
            const char *hint = dashboard_row(d, HEIGHT - 1), *end = strchr(hint, '~');
            if (end != NULL && strncmp(end - 1, " ~", 2) != 0)
                fail_msg("%d columns: \"%s\"", width, hint);
            cut += end != NULL;
        }
        assert_true(cut > 5);
        dashboard_press(d, "\x1b", WIDTH, HEIGHT);
    }
}

/* A question and its answer within a millisecond are no megabits a second, and one frame is no rate. */
static void rates_are_over_a_second(void **state)
{
    (void)state;
    struct dashboard *d = dashboard_open("wsd.pcap");
    dashboard_press(d, "8", 200, HEIGHT);
    const struct model *m = d->model;
    unsigned brief = 0;
    for (uint32_t i = 0; i < m->conversations.head.used; i++) {
        const struct conversation *talk = &m->conversations.at[i];
        brief += talk->slot.frames > 1 && talk->last_ns - talk->first_ns < 1000000000;
    }
    assert_true(brief > 0);
    for (int row = 0; row < HEIGHT; row++)
        assert_null(strstr(dashboard_row(d, row) + 190, "M"));
    dashboard_press(d, "/nowhere\r", WIDTH, HEIGHT);
    check_contains("a search in vain", d, " Nothing here shows nowhere");
    dashboard_close(d);
}

/* A column does not mix long names of groups with short ones. */
static void groups_have_names_of_one_sort(void **state)
{
    struct dashboard *d = *state;
    dashboard_press(d, "3", WIDTH, 60);
    for (int width = 80; width <= 240; width++) {
        dashboard_draw(d, width, 60);
        const char *text = dashboard_text(d);
        bool brief = strstr(text, "all routers") != NULL || strstr(text, "all nodes") != NULL;
        if (brief == (strstr(text, "All Routers") != NULL || strstr(text, "All Nodes") != NULL))
            fail_msg("%d columns:\n%s", width, text);
    }
}

/* On which of three interfaces a frame came: beside it where there is room, and on its page. */
static void frames_say_where_they_came(void **state)
{
    struct dashboard *d = *state;
    dashboard_press(d, "9", 200, HEIGHT);
    check_contains("the list", d, " On ");
    check_contains("the list", d, " Wi-Fi ");
    dashboard_press(d, "g\r", 100, HEIGHT);
    check_contains("its page", d, " bytes, on Npcap Loopback Adapter");
    for (int width = 40; width <= 100; width++) {
        dashboard_draw(d, width, HEIGHT);
        bool whole = false;
        for (int row = 0; row < HEIGHT; row++) {
            const char *head = dashboard_row(d, row);
            whole = whole || (strncmp(head, "Frame 1  ", 9) == 0 && strchr(head, '~') == NULL);
        }
        if (!whole)
            fail_msg("%d columns:\n%s", width, dashboard_text(d));
    }
}

/* Types of UPnP begin alike, and UUIDs of one device do: cut is what tells least. */
static void services_are_told_apart(void **state)
{
    (void)state;
    struct dashboard *d = dashboard_open("ssdp.pcap");
    dashboard_press(d, "7", 80, HEIGHT);
    check_contains("narrow", d, " device:MediaServe");
    dashboard_press(d, "7", 240, HEIGHT);
    check_contains("wide", d, "urn:schemas-upnp-org:device:MediaServer:1 at 192.168.7.20");
    dashboard_close(d);
    struct canvas c = {.width = 0};
    assert_true(canvas_resize(&c, 21, 1));
    const struct place place = {.canvas = &c, .width = 21};
    place_middle(&place, "uuid:00000000-0000-4000-8000-48f7c0acee46");
    assert_int_equal(canvas_cell(&c, 0, 0)->glyph, 'u');
    assert_int_equal(canvas_cell(&c, 0, 6)->glyph, 0x2026);
    assert_int_equal(canvas_cell(&c, 0, 20)->glyph, '6');
    canvas_free(&c);
}

/* Numbers of frames are whole: 1234 is none that was cut. */
static void numbers_of_frames_are_whole(void **state)
{
    (void)state;
    static const struct {
        uint64_t frames[4];
        unsigned count;
        bool more;
        int width;
        const char *expected;
    } rows[] = {
        {{48, 1665, 696, 1670}, 4, false, 16, "48 1665 696 1670"},
        {{48, 1665, 696, 1670}, 4, false, 15, "48 1665 696 ..."},
        {{48, 1665, 696, 1670}, 4, true, 16, "48 1665 696 ..."},
        {{48, 1665, 696, 1670}, 4, false, 14, "48 1665 ..."},
        {{48, 1665}, 2, true, 11, "48 1665 ..."},
        {{123456789}, 1, false, 4, "123456789"},
        {{0}, 0, false, 4, ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char string[80];
        struct text t = text_over(string, sizeof string);
        frame_numbers_add(&t, rows[i].frames, rows[i].count, rows[i].more, rows[i].width);
        assert_string_equal(string, rows[i].expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DASHBOARD(filters_choose_rows),
        WITH_DASHBOARD(a_filter_is_typed),
        WITH_DASHBOARD(a_long_sentence_has_its_own_row),
        WITH_DASHBOARD(the_cursor_stays_on_its_row),
        WITH_DASHBOARD(columns_are_chosen_from_a_menu),
        WITH_DASHBOARD(the_menu_goes_with_its_list),
        WITH_DASHBOARD(the_menu_fits_everywhere),
        cmocka_unit_test(every_column_can_be_sorted_by),
        WITH_DASHBOARD(a_finding_is_said_in_full),
        WITH_DASHBOARD(little_is_cut),
        cmocka_unit_test(columns_without_content_are_hidden),
        WITH_DASHBOARD(hints_are_whole_words),
        cmocka_unit_test(rates_are_over_a_second),
        WITH_DASHBOARD(groups_have_names_of_one_sort),
        WITH_DASHBOARD(frames_say_where_they_came),
        cmocka_unit_test(services_are_told_apart),
        cmocka_unit_test(numbers_of_frames_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
