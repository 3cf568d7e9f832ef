/* SPDX-License-Identifier: MIT */

/* Saved captures as sources: filters on several link types, interfaces, names, pipes, damage. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "capture/source.h"
#include "savefile_builder.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Frames as strings, without zero bytes: an Ethernet frame of ARP, and a raw IPv4 packet of UDP. */
#define ARP "\xff\xff\xff\xff\xff\xff\x02\x01\x01\x01\x01\x01\x08\x06\x01\x01\x08\x01"
#define IPV4                                                                                       \
    "\x45\x01\x01\x1c\x01\x01\x40\x01\x40\x11\x01\x01\x0a\x01\x01\x01\x0a\x01\x01\x02\x11\x11\x01" \
    "\x35"

enum { TAKEN = 16 };

struct taken {
    size_t frames, passed;
    uint32_t source[TAKEN], link[TAKEN];
    int64_t t_ns[TAKEN];
    char interfaces[128], names[128], comments[128]; /* in the order they came */
    uint32_t next;                                   /* number of the next interface */
};

static void frame_keep(void *context, struct frame *frame)
{
    struct taken *t = context;
    t->frames++;
    if (frame->data == NULL)
        return;
    assert_true(t->passed < TAKEN);
    t->source[t->passed] = frame->source;
    t->link[t->passed] = frame->link;
    t->t_ns[t->passed++] = frame->t_ns;
    if (frame->comment != NULL) {
        char number[24];
        snprintf(number, sizeof number, "%zu: ", t->frames);
        strcat(strcat(t->comments, number), frame->comment);
    }
}

static uint32_t interface_keep(void *context, struct source *source,
                               const struct source_interface *interface)
{
    struct taken *t = context;
    (void)source;
    strcat(t->interfaces, interface->name);
    strcat(t->interfaces, " ");
    return t->next++;
}

static void name_keep(void *context, struct ip ip, struct mac mac, const char *text)
{
    (void)ip, (void)mac;
    strcat(((struct taken *)context)->names, text);
}

static const struct source_taker taker = {
    .frame = frame_keep, .interface = interface_keep, .name = name_keep};

/* Reads a source to its end. */
static enum source_state take_all(struct source *source, struct taken *t)
{
    enum source_state state = SOURCE_MORE;
    t->next = 10;
    while (state == SOURCE_MORE || state == SOURCE_IDLE)
        state = source_read(source, 2, &taker, t);
    return state;
}

/* An Ethernet interface, a raw one, and one that nothing comes from. */
static void build_three(struct built *b)
{
    section(b);
    interface(b, 1, 0, "eth0");
    interface_begin(b, 101, 0);
    option(b, 3, "a tunnel", 8);
    block_end(b, false);
    packet(b, 0, 1, ARP);
    packet(b, 1, 2, IPV4);
    block_begin(b, 4);
    option(b, 1, "\x0a\1\1\1printer\0", 12);
    block_end(b, false);
    interface(b, 113, 0, NULL);
    packet(b, 1, 3, IPV4);
    packet(b, 0, 4, ARP);
    block_begin(b, 5);
    put32(b, 1);
    put64(b, 0);
    option64(b, 7, 5);
    option64(b, 5, 6);
    block_end(b, false);
}

static void comments_come_clean_and_with_their_frames(void **state)
{
    (void)state;
    struct built b = {.big = true};
    struct error error;
    struct taken t = {0};
    block_begin(&b, 0x0a0d0d0a);
    put32(&b, 0x1a2b3c4d);
    put16(&b, 1);
    put16(&b, 0);
    put64(&b, UINT64_MAX);
    option(&b, 1, "of\tthe file", 11);
    block_end(&b, false);
    interface(&b, 1, 0, "eth0");
    packet(&b, 0, 1, ARP);
    packet_begin(&b, 0, 2, (uint32_t)strlen(ARP), (uint32_t)strlen(ARP), ARP);
    option(&b, 1, "of the\x1b frame", 13);
    block_end(&b, true);
    packet(&b, 0, 3, ARP);
    struct source *source = source_open_memory(b.bytes, b.n, "commented", NULL, &error);
    assert_non_null(source);
    assert_int_equal(take_all(source, &t), SOURCE_END);
    assert_string_equal(source_view(source).comment, "of\\x09the file");
    assert_string_equal(t.comments, "2: of the\\x1b frame");
    source_close(source);
}

static void filters_apply_to_every_link_type(void **state)
{
    (void)state;
    static const struct {
        const char *filter;
        size_t passed;
    } rows[] = {
        {NULL, 4},
        {"", 4},
        {"arp", 2}, /* there is none on raw IP */
        {"udp", 2}, /* none of the Ethernet frames is */
        {"ip proto 17", 2},
        {"arp or udp", 4},
        {"host 10.1.1.2", 2},
        {"ether broadcast", 2}, /* has no meaning on raw IP */
        {"len > 20", 2},
        {"vlan", 0},
    };
    struct built b = {.big = false};
    build_three(&b);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct error error;
        struct taken t = {0};
        struct source *source = source_open_memory(b.bytes, b.n, "three", rows[i].filter, &error);
        if (source == NULL)
            fail_msg("%s: %s", rows[i].filter, error.sentence);
        assert_int_equal(take_all(source, &t), SOURCE_END);
        if (t.frames != 4 || t.passed != rows[i].passed)
            fail_msg("%s: %zu of %zu frames pass", rows[i].filter, t.passed, t.frames);
        source_close(source);
    }
}

static void filters_that_are_none(void **state)
{
    (void)state;
    static const struct {
        const char *filter;
        unsigned link; /* of a pcap file */
        bool refused;
    } rows[] = {
        {"no such thing", 1, true}, {"arp", 1, false},     {"arp", 101, false},
        {"ether host", 1, true},    {"vlan 3", 101, true}, {"udp port", 101, true},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct built b = {.big = false};
        struct error error;
        pcap_begin(&b, 0xa1b2c3d4, 2, 4, 65535, rows[i].link);
        struct source *source = source_open_memory(b.bytes, b.n, "x", rows[i].filter, &error);
        if ((source == NULL) != rows[i].refused)
            fail_msg("%s on %u: %s", rows[i].filter, rows[i].link, error.sentence);
        if (source == NULL)
            assert_int_equal(error.status, EXIT_STATUS_USAGE);
        source_close(source);
    }
}

static void interfaces_are_announced_and_named(void **state)
{
    (void)state;
    struct built b = {.big = true};
    struct error error;
    struct taken t = {0};
    struct source_interface interface;
    build_three(&b);
    struct source *source = source_open_memory(b.bytes, b.n, "three", NULL, &error);
    assert_non_null(source);
    source_number_set(source, 7);
    assert_string_equal(source_view(source).interface, "eth0");
    assert_int_equal(source_view(source).link, 1);
    assert_int_equal(take_all(source, &t), SOURCE_END);
    assert_string_equal(t.interfaces, "a tunnel three ");
    assert_string_equal(t.names, "printer");
    static const uint32_t sources[] = {7, 10, 10, 7}, links[] = {1, 101, 101, 1};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(t.source[i], sources[i]);
        assert_int_equal(t.link[i], links[i]);
    }
    assert_true(source_interface(source, 1, &interface));
    assert_int_equal(interface.number, 10);
    assert_int_equal(interface.losses.kernel_dropped, 5);
    assert_int_equal(interface.losses.interface_dropped, 6);
    assert_true(source_interface(source, 2, &interface));
    assert_false(source_interface(source, 3, &interface));
    assert_int_equal(source_view(source).read_bytes, b.n);
    assert_int_equal(source_view(source).total_bytes, b.n);
    source_close(source);
}

static void merged_sources_keep_their_interfaces(void **state)
{
    (void)state;
    struct built many = {.big = false}, one = {.big = false};
    struct error error;
    struct taken t = {0};
    build_three(&many);
    pcap_begin(&one, 0xa1b2c3d4, 2, 4, 65535, 1);
    pcap_record(&one, 0, 3, 18, 18, ARP);
    pcap_record(&one, 0, 9, 100, 100, "cut");
    struct source *sources[] = {source_open_memory(many.bytes, many.n, "many", NULL, &error),
                                source_open_memory(one.bytes, one.n, "one", NULL, &error)};
    assert_non_null(sources[0]);
    assert_non_null(sources[1]);
    source_number_set(sources[0], 1);
    source_number_set(sources[1], 2);
    struct source *all = source_merge(sources, 2, &error);
    assert_non_null(all);
    assert_int_equal(take_all(all, &t), SOURCE_FAILED);
    assert_non_null(strstr(source_error(all)->sentence, "one: truncated at byte"));
    static const uint32_t expected[] = {1, 10, 10, 2, 1};
    assert_int_equal(t.passed, COUNT(expected));
    for (size_t i = 0; i < COUNT(expected); i++)
        assert_int_equal(t.source[i], expected[i]);
    assert_string_equal(t.names, "printer");
    source_close(all);
}

static void files_that_cannot_be_opened(void **state)
{
    (void)state;
    static const struct {
        const char *path, *part;
        int status;
    } rows[] = {
        {"/nowhere/at/all.pcap", "/nowhere/at/all.pcap: No such file", EXIT_STATUS_FAILED},
        {"/", "is a directory", EXIT_STATUS_FAILED},
        {"/dev/null", "is empty", EXIT_STATUS_FAILED},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct error error;
        assert_null(source_open_file(rows[i].path, NULL, &error));
        if (strstr(error.sentence, rows[i].part) == NULL)
            fail_msg("%s: %s", rows[i].path, error.sentence);
        assert_int_equal(error.status, rows[i].status);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comments_come_clean_and_with_their_frames),
        cmocka_unit_test(filters_apply_to_every_link_type),
        cmocka_unit_test(filters_that_are_none),
        cmocka_unit_test(interfaces_are_announced_and_named),
        cmocka_unit_test(merged_sources_keep_their_interfaces),
        cmocka_unit_test(files_that_cannot_be_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
