/* SPDX-License-Identifier: MIT */

/* The display filter: reading its words, saying what is wrong with them, completing them, and which
 * frames they select. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "filter/selection.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void right_words_are_read(void **state)
{
    static const struct {
        const char *text;
        int words, values; /* of the last word */
    } rows[] = {
        {"", 0, 0},
        {"   ", 0, 0},
        {"cast:multicast", 1, 1},
        {"cast:multicast group:224.0.0.251 vendor:microsoft mac:random origin:link-local "
         "host:10.0.0.5 proto:mdns",
         7, 1},
        {" !cast:broadcast  proto:mdns,llmnr,dns ", 2, 3},
        {"CAST:MultiCast", 1, 1},
        {"origin:linklocal", 1, 1},
        {"host:10.0.0.0/24,fe80::/10,00:15:5d,00-15-5d-00-e5-01,::1", 1, 5},
        {"host:0.0.0.0/0", 1, 1},
        {"port:53,1000-2000", 1, 2},
        {"vlan:4095 fault:bad", 2, 1},
        {"mac:00:15:5d,random", 1, 2},
        {"name:b\xc3\xbcro vendor:tp-link", 2, 1},
        {"group:01:80:c2", 1, 1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct selection s = {.count = 0};
        struct error error = {.sentence = ""};
        bool read = selection_read(&s, rows[i].text, &error);
        int values = s.count > 0 ? s.word[s.count - 1].count : 0;
        if (!read || s.count != rows[i].words || values != rows[i].values)
            fail_msg("%s: %d, %d words, %d values: %s", rows[i].text, (int)read, (int)s.count,
                     values, error.sentence);
    }
}

static void wrong_words_are_explained(void **state)
{
    static const struct {
        const char *text, *sentence; /* a part of it */
    } rows[] = {
        {"mdns", "mdns: needs a word before it: proto:mdns"},
        {"10.0.0.5", "10.0.0.5: needs a word before it: host:10.0.0.5"},
        {"multicast", "multicast: needs a word before it: cast:multicast"},
        {"!random", "random: needs a word before it: mac:random"},
        {"hots:10.0.0.5", "hots:10.0.0.5: there is no such word; did you mean host?"},
        {"cats:multicast", "did you mean cast?"},
        {"vend:x", "vend:x: there is no such word; did you mean"},
        {"xyzzy:1", "there is no such word; the words are cast: group: host:"},
        {"xyzzy", "is no word with a colon"},
        {"!", "is no word"},
        {":", "there is no such word"},
        {"cast:", "cast:: needs one of unicast broadcast limited directed link multicast none"},
        {"cast:multcast", "cast:multcast: needs one of unicast"},
        {"cast:multcast", "did you mean multicast?"},
        {"cast:unicast,", "cast:: needs one of"},
        {"origin:lan", "needs one of link-local private"},
        {"proto:mndns", "there is no such protocol; did you mean mdns?"},
        {"proto:mdns,quux", "proto:quux: there is no such protocol"},
        {"host:printer", "for names there is name:"},
        {"host:10.0.0.0/33", "needs an IP address"},
        {"host:10.0.0.0/", "needs an IP address"},
        {"host:fe80::/129", "needs an IP address"},
        {"host:00", "needs an IP address"},
        {"host:00:15:5", "needs an IP address"},
        {"host:00:15:5d:00:e5:01:02", "needs an IP address"},
        {"mac:randum", "did you mean random?"},
        {"port:http", "needs a port"},
        {"port:70000", "needs a port"},
        {"port:9-8", "needs a port"},
        {"port:-", "needs a port"},
        {"vlan:4096", "needs a number up to 4095"},
        {"vlan:1-2", "needs a number up to 4095"},
        {"name:", "name:: needs a text"},
        {"fault:none", "needs one of short bad"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct selection s = {.count = 0};
        struct error error = {.sentence = ""};
        assert_true(selection_read(&s, "cast:unicast", &error));
        bool read = selection_read(&s, rows[i].text, &error);
        if (read || strstr(error.sentence, rows[i].sentence) == NULL)
            fail_msg("%s: \"%s\"", rows[i].text, error.sentence);
        assert_int_equal(error.status, EXIT_STATUS_USAGE);
        assert_string_equal(s.text, "cast:unicast");
    }
}

static void too_much_is_refused(void **state)
{
    static const struct {
        const char *name, *part;
        int times;
        const char *sentence;
    } rows[] = {
        {"words", "port:1 ", SELECTION_WORDS + 1, "too many words"},
        {"values", "port:1,", 1 + SELECTION_VALUES, "port"},
        {"characters", "aaaaaaaaaaaaaaaa", 16, "longer than 255 characters"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char string[600];
        struct text t = text_over(string, sizeof string);
        struct selection s = {.count = 0};
        struct error error = {.sentence = ""};
        for (int k = 0; k < rows[i].times; k++)
            text_add(&t, rows[i].part);
        if (selection_read(&s, string, &error) || strstr(error.sentence, rows[i].sentence) == NULL)
            fail_msg("%s: \"%s\"", rows[i].name, error.sentence);
    }
    struct selection s = {.count = 0};
    struct error error = {.sentence = ""};
    assert_false(selection_read(&s, "port:1,2,3,4,5,6,7,8,9,10,11,12,13", &error));
    assert_non_null(strstr(error.sentence, "too many values"));
}

static void words_are_completed(void **state)
{
    static const struct {
        const char *before, *text;
        size_t from;
        unsigned count;
    } rows[] = {
        {"", "", 0, WORD_COUNT},
        {"ca", "cast:", 0, 1},
        {"!CA", "cast:", 1, 1},
        {"host:10.0.0.5 pro", "proto:", 14, 1},
        {"cast:m", "multicast", 5, 1},
        {"cast:l", "li", 5, 2},
        {"cast:unicast,b", "broadcast", 13, 1},
        {"!cast:none,d", "directed", 11, 1},
        {"proto:mdn", "mdns", 6, 1},
        {"host:10", "", 5, 0},
        {"xyzzy:a", "", 6, 0},
        {"q", "", 0, 0},
        {"vendor:m", "", 7, 0},
        {"mac:ra", "random", 4, 1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct completion c;
        selection_complete(rows[i].before, strlen(rows[i].before), &c);
        if (c.from != rows[i].from || c.count != rows[i].count || strcmp(c.text, rows[i].text) != 0)
            fail_msg("\"%s\": %u from %zu: \"%s\", %s", rows[i].before, c.count, c.from, c.text,
                     c.candidates);
    }
}

/* Every word of the table can be read with its example, and is offered. */
static void every_row_of_the_table_works(void **state)
{
    (void)state;
    for (enum word_id id = 0; id < WORD_COUNT; id++) {
        const struct word_row *row = word_row(id);
        char string[64];
        struct text t = text_over(string, sizeof string);
        struct selection s = {.count = 0};
        struct error error = {.sentence = ""};
        struct completion c;
        text_addf(&t, "%s:%s", row->name, row->example);
        if (!selection_read(&s, string, &error) || s.word[0].id != (uint8_t)id)
            fail_msg("%s: %s", string, error.sentence);
        selection_complete(row->name, strlen(row->name), &c);
        assert_true(c.count >= 1);
        assert_true(row->sentence[0] != '\0' && row->sentence[strlen(row->sentence) - 1] == '.');
    }
}

/* A frame as traits, and what selects it. */

static struct traits mdns_frame(void)
{
    const struct verdict v = {.cast = CAST_MULTICAST, .origin = ORIGIN_PRIVATE};
    struct traits t;
    struct ip ip;
    struct mac mac;
    traits_clear(&t);
    traits_add_cast(&t, &v);
    t.origins = UINT32_C(1) << v.origin;
    assert_true(ip_parse("10.0.0.5", &ip));
    traits_add_ip(&t, ip, SIDE_SOURCE);
    assert_true(ip_parse("224.0.0.251", &ip));
    traits_add_ip(&t, ip, SIDE_DESTINATION);
    assert_true(mac_parse("00:15:5d:00:e5:01", &mac));
    traits_add_mac(&t, mac, SIDE_SOURCE);
    assert_true(mac_parse("01:00:5e:00:00:fb", &mac));
    traits_add_mac(&t, mac, SIDE_DESTINATION);
    traits_add_protocol(&t, PROTO_UDP);
    traits_add_protocol(&t, PROTO_MDNS);
    traits_add_port(&t, 5353);
    traits_add_port(&t, 40000);
    traits_add_name(&t, "Drucker B\xc3\x9cRO.local");
    t.vlan[t.vlan_count++] = 20;
    return t;
}

static void frames_are_selected(void **state)
{
    static const struct {
        const char *text;
        bool expected;
    } rows[] = {
        {"", true},
        {"cast:multicast", true},
        {"cast:broadcast", false},
        {"cast:limited", false},
        {"cast:unicast,multicast", true},
        {"!cast:multicast", false},
        {"!cast:unicast,broadcast", true},
        {"origin:private", true},
        {"origin:global,link-local", false},
        {"host:10.0.0.5", true},
        {"host:10.0.0.6", false},
        {"host:10.0.0.0/29", true},
        {"host:10.0.0.8/29", false},
        {"host:0.0.0.0/0", true},
        {"host:::/0", false},
        {"host:224.0.0.251", true},
        {"host:00:15:5d", true},
        {"host:00:15:5e", false},
        {"src:10.0.0.5", true},
        {"dst:10.0.0.5", false},
        {"dst:224.0.0.251", true},
        {"src:224.0.0.0/4", false},
        {"group:224.0.0.251", true},
        {"group:10.0.0.5", false},
        {"group:0.0.0.0/0", true},
        {"group:01:00:5e", true},
        {"group:00:15:5d", false},
        {"proto:mdns", true},
        {"proto:udp", true},
        {"proto:tcp", false},
        {"proto:tcp,mdns", true},
        {"port:5353", true},
        {"port:40000-40001", true},
        {"port:5354-39999", false},
        {"vendor:microsoft", true},
        {"vendor:HYPER", true},
        {"vendor:intel", false},
        {"mac:hypervisor", true},
        {"mac:random", false},
        {"mac:00:15:5d:00:e5:01", true},
        {"name:drucker", true},
        {"name:b\xc3\xbcro", true},
        {"name:scanner", false},
        {"vlan:20", true},
        {"vlan:21", false},
        {"fault:bad,short", false},
        {"cast:multicast proto:mdns host:10.0.0.5", true},
        {"cast:multicast proto:mdns !host:10.0.0.5", false},
        {"cast:multicast proto:tcp", false},
    };
    const struct traits t = mdns_frame();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct selection s = {.count = 0};
        struct error error = {.sentence = ""};
        if (!selection_read(&s, rows[i].text, &error))
            fail_msg("%s: %s", rows[i].text, error.sentence);
        if (selection_accepts(&s, &t, WORDS_ALL) != rows[i].expected)
            fail_msg("%s: is %d", rows[i].text, (int)!rows[i].expected);
    }
}

static void what_is_not_known_is_not_asked(void **state)
{
    const struct traits t = mdns_frame();
    struct selection s = {.count = 0};
    struct error error = {.sentence = ""};
    char string[64];
    struct text unknown = text_over(string, sizeof string);
    (void)state;
    assert_true(selection_read(&s, "proto:tcp !port:5353 host:10.0.0.5 proto:dns", &error));
    assert_false(selection_accepts(&s, &t, WORDS_ALL));
    assert_true(selection_accepts(&s, &t, WORD_BIT(HOST) | WORD_BIT(CAST)));
    selection_add_unknown(&unknown, &s, WORD_BIT(HOST));
    assert_string_equal(string, "proto, port");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_words_are_read),
        cmocka_unit_test(wrong_words_are_explained),
        cmocka_unit_test(too_much_is_refused),
        cmocka_unit_test(words_are_completed),
        cmocka_unit_test(every_row_of_the_table_works),
        cmocka_unit_test(frames_are_selected),
        cmocka_unit_test(what_is_not_known_is_not_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
