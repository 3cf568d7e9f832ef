/* SPDX-License-Identifier: MIT */

/* The table of protocols: its names, and a frame of each in pcaps/. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "captures.h"
#include "decode/sink.h"
#include "recorder.h"

static void test_names(void **state)
{
    (void)state;
    assert_string_equal(proto_title(PROTO_NONE), "");
    for (unsigned i = PROTO_NONE + 1; i < PROTO_COUNT; i++) {
        const char *name = proto_name((enum proto)i);
        if (strlen(name) == 0 || strlen(name) >= PROTO_NAME ||
            strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789") != strlen(name))
            fail_msg("%s: not a lower case word", name);
        if (strlen(proto_title((enum proto)i)) == 0)
            fail_msg("%s: without a title", name);
        for (unsigned j = PROTO_NONE; j < i; j++)
            if (strcmp(name, proto_name((enum proto)j)) == 0)
                fail_msg("%s: twice", name);
    }
}

/* Each number leads to its row. */
static void test_numbers(void **state)
{
    (void)state;
    static const struct {
        enum proto proto;
        enum space space;
        uint32_t number;
    } rows[] = {
#define PROTOCOL(id, name, title, decoder, space, number) {PROTO_##id, SPACE_##space, number},
#define ALSO(id, space, number)                           {PROTO_##id, SPACE_##space, number},
#include "decode/protocols.def"
#undef PROTOCOL
#undef ALSO
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(proto_find(rows[i].space, rows[i].number), rows[i].proto);
    assert_int_equal(proto_find(SPACE_ETHERTYPE, 0x88b5), PROTO_NONE);
    assert_int_equal(proto_find(SPACE_UDP_PORT, 80), PROTO_NONE);
    assert_int_equal(proto_find(SPACE_TCP_PORT, 53), PROTO_NONE);
    assert_int_equal(proto_find(SPACE_LINKTYPE, 0x10001), PROTO_NONE);
    assert_int_equal(proto_find(SPACE_ETHERTYPE, UINT32_MAX), PROTO_NONE);
}

/* What has no decoder is named by its number. */
static void test_number_names(void **state)
{
    (void)state;
    static const struct {
        enum space space;
        uint32_t number;
        const char *name;
    } rows[] = {
        {SPACE_LINKTYPE, 147, "linktype-147"},
        {SPACE_ETHERTYPE, 0x5dd, "ethertype-0x05dd"},
        {SPACE_LLC, 0x98, "llc-0x98"},
        {SPACE_SNAP_CISCO, 0x2005, "snap-cisco-0x2005"},
        {SPACE_IP_PROTOCOL, 253, "ip-proto-253"},
        {SPACE_UDP_PORT, 65535, "udp-port-65535"},
        {SPACE_TCP_PORT, 80, "tcp-port-80"},
        {SPACE_ICMPV6_TYPE, 200, "icmpv6-type-200"},
        {SPACE_SLOW, 9, "slow-9"},
        {SPACE_LINKTYPE, UINT32_MAX, "linktype-4294967295"},
    };
    char name[PROTO_NAME];
    for (size_t i = 0; i < COUNT(rows); i++) {
        space_number_name(rows[i].space, rows[i].number, name);
        assert_string_equal(name, rows[i].name);
    }
    link_name(1, name);
    assert_string_equal(name, "ethernet");
    link_name(147, name);
    assert_string_equal(name, "linktype-147");
    assert_true(link_is_known(276));
    assert_false(link_is_known(147));
}

static void layers_count(const char *name, const struct frame *frame, void *user)
{
    static struct packet p;
    unsigned *frames = user;
    (void)name;
    packet_decode(&p, frame, NULL);
    for (unsigned i = 0; i < p.depth; i++)
        frames[p.stack[i]]++;
}

static void test_captures(void **state)
{
    unsigned frames[PROTO_COUNT] = {0};
    char missing[1024];
    struct text t = text_over(missing, sizeof missing);
    (void)state;
    captures_walk(layers_count, frames);
    for (unsigned i = PROTO_NONE + 1; i < PROTO_COUNT; i++)
        if (frames[i] == 0)
            text_addf(&t, " %s", proto_name((enum proto)i));
    if (t.len > 0)
        fail_msg("no capture in pcaps/ has a frame of:%s", missing);
}

/* The line is the same where nobody wants the fields, as are the facts: of whole frames and of cut ones. */
static void lines_compare(const char *name, const struct frame *frame, void *user)
{
    static struct packet p, alone;
    static struct sink with_fields, without;
    unsigned *lines = user;
    struct frame part = *frame;
    with_fields.field = field_ignore;
    for (uint32_t step = 1 + frame->captured / 16;; part.captured -= step) {
        packet_decode(&p, &part, &with_fields);
        packet_decode(&alone, &part, &without);
        if (strcmp(with_fields.info, without.info) != 0)
            fail_msg("%s: \"%s\" without fields \"%s\"", name, with_fields.info, without.info);
        assert_int_equal(p.fact_count, alone.fact_count);
        assert_int_equal(p.fault, alone.fault);
        *lines += with_fields.info[0] != '\0';
        if (part.captured < step)
            return;
    }
}

static void test_lines(void **state)
{
    unsigned lines = 0;
    (void)state;
    captures_walk(lines_compare, &lines);
    assert_true(lines > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_number_names), cmocka_unit_test(test_captures),
        cmocka_unit_test(test_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
