/* SPDX-License-Identifier: MIT */

/* The ledger of groups: who wants what from whom, until when, who asks, and what is concluded of it. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "link.h"
#include "concluded.h"
#include "model/row.h"

#define A      "00:00:5e:00:53:01"
#define B      "00:00:5e:00:53:02"
#define ROUTER "00:00:5e:00:53:10"
#define OTHER  "00:00:5e:00:53:11"
#define GROUP  "239.1.2.3"

enum { IS_IN = 1, IS_EX, TO_IN, TO_EX, ALLOW, BLOCK };
enum { V2_REPORT = 0x16, V2_LEAVE = 0x17, QUERY = 0x11 };

static void igmp_send(struct link *l, const char *mac, const char *src, struct ip dst,
                      struct bytes *b)
{
    uint16_t sum = checksum_over(b->at, b->n, 0);
    b->at[2] = (uint8_t)(sum >> 8);
    b->at[3] = (uint8_t)(sum & 0xff);
    link_ip(l, &(struct said){.from = mac_of(mac),
                              .src = ip_of(src),
                              .dst = dst,
                              .ttl = 1,
                              .proto = IP_IGMP,
                              .payload = b});
}

/* A report of version 3 with one record: its type, the group, and as many sources as the string has, by their
 * last octet. */
static void report3(struct link *l, const char *mac, unsigned type, const char *group,
                    const char *sources)
{
    struct bytes b = {.n = 0};
    be_add(&b, UINT64_C(0x2200000000000001), 8);
    be_add(&b, type << 24 | (uint32_t)strlen(sources), 4);
    ip_add(&b, ip_of(group));
    for (; *sources != '\0'; sources++)
        ip_add(&b, ip_v4(UINT32_C(0xc0000200) + (uint32_t)(*sources - '0')));
    igmp_send(l, mac, "10.0.0.1", ip_of("224.0.0.22"), &b);
}

/* A general query of version 3. */
static void query3(struct link *l, const char *mac, const char *src, unsigned robustness,
                   unsigned interval_s)
{
    struct bytes b = {.n = 0};
    be_add(&b, UINT64_C(0x1164000000000000), 8);
    be_add(&b, robustness << 24 | interval_s << 16, 4);
    igmp_send(l, mac, src, ip_of("224.0.0.1"), &b);
}

/* "include 1 4", "exclude", "left", ... */
static const char *standing(const struct link *l, const char *mac)
{
    static char string[200];
    struct text t = text_over(string, sizeof string);
    const struct model *m = l->model;
    const struct member_key key = {.group = ip_of(GROUP), .mac = mac_of(mac)};
    uint32_t row = table_find(&m->members.head, &key);
    if (row == TABLE_NONE)
        return "none";
    const struct member *member = &m->members.at[row - 1];
    if (member->left_ns != 0)
        return "left";
    text_add(&t, member->mode == FILTER_ANY ? "any" : member_mode(member));
    for (unsigned i = 0; i < member->source_count; i++)
        text_addf(&t, " %u", (unsigned)(member_source(member, i).low & 0xff));
    if (member->more_sources)
        text_add(&t, " more");
    return string;
}

/* RFC 9776 section 6.4, seen from outside: reports one after the other and what then stands. */
static void reports_change_what_a_member_wants(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct {
            unsigned type;
            const char *sources;
        } reports[4];
        const char *expected;
    } rows[] = {
        {"all of it", {{TO_EX, ""}}, "exclude"},
        {"some", {{TO_IN, "12"}}, "include 1 2"},
        {"nothing", {{TO_IN, ""}}, "left"},
        {"no more", {{TO_EX, ""}, {TO_IN, ""}}, "left"},
        {"a new list", {{IS_IN, "12"}, {IS_IN, "3"}}, "include 3"},
        {"some more", {{IS_IN, "1"}, {ALLOW, "24"}}, "include 1 2 4"},
        {"the same again", {{IS_IN, "1"}, {ALLOW, "1"}}, "include 1"},
        {"some less", {{IS_IN, "123"}, {BLOCK, "2"}}, "include 1 3"},
        {"the last one less", {{IS_IN, "1"}, {BLOCK, "1"}}, "left"},
        {"all but some", {{TO_EX, "12"}}, "exclude 1 2"},
        {"all but more", {{TO_EX, "1"}, {BLOCK, "2"}}, "exclude 1 2"},
        {"all but less", {{TO_EX, "12"}, {ALLOW, "1"}}, "exclude 2"},
        {"all but none", {{TO_EX, "1"}, {ALLOW, "1"}}, "exclude"},
        {"allowing is wanting", {{ALLOW, "5"}}, "include 5"},
        {"blocking is no joining", {{BLOCK, "5"}}, "none"},
        {"leaving what one never joined", {{TO_IN, ""}}, "left"},
        {"back again", {{TO_EX, "1"}, {TO_IN, ""}, {ALLOW, "7"}}, "include 7"},
        {"from some to all", {{TO_IN, "12"}, {TO_EX, ""}}, "exclude"},
        {"more than there is room for", {{TO_IN, "123456789"}}, "include 1 2 3 4 5 6 7 8 more"},
        {"room again", {{TO_IN, "123456789"}, {TO_IN, "1"}}, "include 1"},
        {"an unknown type", {{7, "1"}}, "none"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct link *l = link_new(LINK_ETHERNET);
        for (size_t k = 0; k < COUNT(rows[i].reports) && rows[i].reports[k].type != 0; k++)
            report3(l, A, rows[i].reports[k].type, GROUP, rows[i].reports[k].sources);
        if (strcmp(standing(l, A), rows[i].expected) != 0)
            fail_msg("%s: %s", rows[i].name, standing(l, A));
        link_free(l);
    }
}

static void older_versions_know_no_sources(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    report3(l, A, TO_IN, GROUP, "1");
    link_igmp(l, V2_REPORT, mac_of(A), ip_of("10.0.0.1"), ip_of(GROUP));
    assert_string_equal(standing(l, A), "any");
    link_igmp(l, V2_LEAVE, mac_of(A), ip_of("10.0.0.1"), ip_of(GROUP));
    assert_string_equal(standing(l, A), "left");
    link_free(l);
}

/* Loopback devices write no MAC address: who joins there is known by his network address, as everywhere. */
static void without_a_mac_address_members_have_others(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    link_igmp(l, V2_REPORT, mac_of("00:00:00:00:00:00"), ip_of("10.0.0.1"), ip_of(GROUP));
    link_igmp(l, V2_REPORT, mac_of("00:00:00:00:00:00"), ip_of("10.0.0.2"), ip_of(GROUP));
    const struct member_key key = {
        .group = ip_of(GROUP), .mac = MAC_NONE, .host = ip_of("10.0.0.1")};
    assert_int_equal(l->model->members.head.used, 2);
    assert_true(table_find(&l->model->members.head, &key) != TABLE_NONE);
    assert_string_equal(standing(l, "00:00:00:00:00:00"), "none");
    link_free(l);
}

/* Sources find room as facts only as long as all groups do. */
static void no_group_gives_way_to_sources(void **state)
{
    (void)state;
    enum { GROUPS = 88 };
    struct link *l = link_new(LINK_ETHERNET);
    struct bytes b = {.n = 0};
    be_add(&b, UINT64_C(0x2200000000000000) | GROUPS, 8);
    for (unsigned i = 0; i < GROUPS; i++) {
        be_add(&b, 0x01000002, 4);
        ip_add(&b, ip_v4(UINT32_C(0xef010000) + i));
        ip_add(&b, ip_of("192.0.2.1"));
        ip_add(&b, ip_of("192.0.2.2"));
    }
    igmp_send(l, A, "10.0.0.1", ip_of("224.0.0.22"), &b);
    assert_int_equal(l->model->members.head.used, GROUPS);
    assert_int_equal(l->model->cut_facts, 0);
    link_free(l);
}

static int64_t expires_ns(const struct link *l, const struct member *member)
{
    return member_expires_ns(l->model, member, member_group(l->model, member));
}

static int64_t expires_s(const struct link *l, const char *mac)
{
    const struct member_key key = {.group = ip_of(GROUP), .mac = mac_of(mac)};
    const struct member *member =
        &l->model->members.at[table_find(&l->model->members.head, &key) - 1];
    return (expires_ns(l, member) - member->last_ns) / S;
}

static void memberships_last_as_the_querier_says(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    report3(l, A, TO_EX, GROUP, "");
    assert_int_equal(expires_s(l, A), 270); /* the default timers */
    query3(l, ROUTER, "10.0.0.254", 3, 20);
    report3(l, A, IS_EX, GROUP, "");
    assert_int_equal(expires_s(l, A), 80);
    const struct member *member = &l->model->members.at[0];
    assert_string_equal(member_state(l->model, member), "member");
    l->t_ns += 81 * S;
    udp_send(l, B, NULL, "10.0.0.2", GROUP, 4);
    assert_string_equal(member_state(l->model, member), "unasked");
    query3(l, ROUTER, "10.0.0.254", 3, 20);
    assert_string_equal(member_state(l->model, member), "lapsed");
    report3(l, A, TO_IN, GROUP, "");
    assert_string_equal(member_state(l->model, member), "left");
    link_free(l);
}

/* A question for the group alone, as after a leave: of version 3, with sources or without. */
static void ask_group(struct link *l, const char *mac, unsigned sources)
{
    struct bytes b = {.n = 0};
    be_add(&b, UINT64_C(0x110a0000), 4);
    ip_add(&b, ip_of(GROUP));
    be_add(&b, UINT64_C(2) << 24 | UINT64_C(125) << 16 | sources, 4);
    for (unsigned i = 0; i < sources; i++)
        ip_add(&b, ip_v4(UINT32_C(0xc0000200) + i));
    igmp_send(l, mac, "10.0.0.9", ip_of(GROUP), &b);
}

/* Seconds from the question on, RFC 9776 section 6.6.1; who asks for sources alone lets the others be. */
static void the_last_member_has_little_time(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    report3(l, A, TO_EX, GROUP, "");
    report3(l, B, TO_EX, GROUP, "");
    report3(l, A, TO_EX, "239.1.2.4", "");
    report3(l, B, TO_EX, "239.1.2.4", "");
    query3(l, ROUTER, "10.0.0.9", 2, 125);
    ask_group(l, ROUTER, 1);
    assert_int_equal(expires_s(l, A), 270);
    ask_group(l, ROUTER, 0);
    assert_int_equal(expires_s(l, A), 2);
    report3(l, B, IS_EX, GROUP, "");
    assert_int_equal(expires_s(l, B), 270);
    l->t_ns += 3 * S;
    query3(l, ROUTER, "10.0.0.9", 2, 125);
    assert_string_equal(member_state(l->model, &l->model->members.at[0]), "lapsed");
    assert_string_equal(member_state(l->model, &l->model->members.at[1]), "member");
    check_concluded(l, CONCLUSION_MEMBER_LAPSED, A, GROUP);
    check_not_concluded(l, CONCLUSION_MEMBER_LAPSED, B);
    link_free(l);
}

/* Who hears another one's report of version 2 stays silent, and a member. */
static void one_report_stands_for_others(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    struct mac a = mac_of(A), b = mac_of(B);
    link_igmp(l, V2_REPORT, a, ip_of("10.0.0.1"), ip_of(GROUP));
    l->t_ns += 200 * S;
    link_igmp(l, V2_REPORT, b, ip_of("10.0.0.2"), ip_of(GROUP));
    l->t_ns += 200 * S;
    query3(l, ROUTER, "10.0.0.9", 2, 125);
    assert_string_equal(member_state(l->model, &l->model->members.at[0]), "member");
    l->t_ns += 61 * S;
    query3(l, ROUTER, "10.0.0.9", 2, 125);
    assert_string_equal(member_state(l->model, &l->model->members.at[0]), "lapsed");
    assert_string_equal(member_state(l->model, &l->model->members.at[1]), "lapsed");
    link_free(l);
}

/* Each VLAN has members and a querier of its own: what is reported or asked on another one changes nothing here. */
static void vlans_have_their_own_memberships(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    const struct member *members = l->model->members.at;
    l->vlan = 10;
    query3(l, ROUTER, "10.0.0.9", 2, 20);
    report3(l, A, TO_EX, GROUP, "");
    report3(l, A, TO_EX, "239.1.2.4", "");
    l->vlan = 20;
    query3(l, OTHER, "10.0.0.10", 2, 20);
    l->t_ns += 50 * S;
    report3(l, A, IS_EX, GROUP, "");
    l->vlan = 10;
    query3(l, ROUTER, "10.0.0.9", 2, 20);
    report3(l, A, IS_EX, "239.1.2.4", "");
    l->t_ns += 25 * S;
    query3(l, ROUTER, "10.0.0.9", 2, 20);
    report3(l, A, IS_EX, "239.1.2.4", "");
    l->t_ns += 11 * S;
    report3(l, A, IS_EX, "239.1.2.4", "");
    assert_int_equal(l->model->members.head.used, 3);
    assert_string_equal(member_state(l->model, &members[0]), "lapsed");
    assert_string_equal(member_state(l->model, &members[2]), "member");
    check_concluded(l, CONCLUSION_MEMBER_LAPSED, A, GROUP);
    query3(l, ROUTER, "10.0.0.9", 2,
           20); /* that there is time to answer this one makes it no member again */
    check_concluded(l, CONCLUSION_MEMBER_LAPSED, A, GROUP);
    link_free(l);
}

/* Of version 2, where members keep silent for each other: on their own VLAN only, and not for ever where there are
 * more VLANs than are remembered. */
static void vlans_share_no_reports(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    const struct member *a = &l->model->members.at[0];
    l->vlan = 10;
    link_igmp(l, V2_REPORT, mac_of(A), ip_of("10.0.0.1"), ip_of(GROUP));
    int64_t first_ns = expires_ns(l, a);
    l->t_ns += 100 * S;
    l->vlan = 20;
    link_igmp(l, V2_REPORT, mac_of(B), ip_of("10.0.0.2"), ip_of(GROUP));
    assert_int_equal(expires_ns(l, a), first_ns);
    l->vlan = 10;
    link_igmp(l, V2_REPORT, mac_of(B), ip_of("10.0.0.2"), ip_of(GROUP));
    int64_t second_ns = expires_ns(l, a);
    assert_true(second_ns > first_ns + 100 * S);
    l->vlan = 20;
    link_igmp(l, QUERY, mac_of(OTHER), ip_of("10.0.0.10"), ip_of(GROUP));
    assert_int_equal(expires_ns(l, a), second_ns);
    for (l->vlan = 30; l->vlan < 34; l->vlan++)
        link_igmp(l, V2_REPORT, mac_of(B), ip_of("10.0.0.2"), ip_of(GROUP));
    assert_true(expires_ns(l, a) > second_ns); /* too many: rather late than wrong */
    link_free(l);
}

static void a_sender_may_be_no_member(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    report3(l, A, TO_EX, GROUP, "");
    udp_send(l, A, NULL, "10.0.0.1", GROUP, 4);
    udp_send(l, B, NULL, "10.0.0.2", GROUP, 4);
    const struct sender *senders = l->model->senders.at;
    assert_int_equal(l->model->senders.head.used, 3);        /* one of reports */
    assert_false(sender_is_stranger(l->model, &senders[0])); /* nobody reports 224.0.0.22 */
    assert_false(sender_is_stranger(l->model, &senders[1]));
    assert_true(sender_is_stranger(l->model, &senders[2]));
    report3(l, A, TO_IN, GROUP, "");
    assert_true(sender_is_stranger(l->model, &senders[1]));
    link_free(l);
}

static const char *elected(const struct link *l)
{
    static char string[IP_TEXT];
    const struct querier *q = querier_elected(&l->model->queriers[0], QUERIER_ANYWHERE, 0,
                                              l->model->now_ns);
    if (q == NULL)
        return "nobody";
    ip_format(q->ip, string);
    return string;
}

static void the_lowest_address_asks(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    assert_string_equal(elected(l), "nobody");
    query3(l, OTHER, "0.0.0.0", 2, 125);
    assert_string_equal(elected(l), "0.0.0.0");
    query3(l, OTHER, "10.0.0.254", 2, 125);
    assert_string_equal(elected(l), "10.0.0.254");
    query3(l, ROUTER, "10.0.0.9", 2, 125);
    assert_string_equal(elected(l), "10.0.0.9");
    check_concluded(l, CONCLUSION_QUERIER, ROUTER, "IGMP querier, version 3: from 10.0.0.9");
    check_not_concluded(l, CONCLUSION_QUERIER_RIVALS, ""); /* the other one has fallen silent */
    l->t_ns += 256 * S;
    query3(l, OTHER, "10.0.0.254", 2, 125);
    assert_string_equal(elected(l), "10.0.0.254");
    link_free(l);
}

/* Switches ask from 0.0.0.0 in the querier's place; they are accepted, named, and nobody's rivals. */
static void proxies_are_told_from_queriers(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    for (int i = 0; i < 2; i++)
        query3(l, OTHER, "0.0.0.0", 2, 125);
    check_concluded(l, CONCLUSION_QUERIER_PROXY, OTHER,
                    "IGMP queries of version 3 from no address");
    check_not_concluded(l, CONCLUSION_QUERIER, "");
    for (int i = 0; i < 2; i++) {
        query3(l, ROUTER, "10.0.0.9", 2, 125);
        query3(l, OTHER, "0.0.0.0", 2, 125);
    }
    check_concluded(l, CONCLUSION_QUERIER, ROUTER, "from 10.0.0.9");
    check_concluded(l, CONCLUSION_QUERIER_PROXY, OTHER, "");
    check_not_concluded(l, CONCLUSION_QUERIER_RIVALS, "");
    link_free(l);
}

/* Each link has its own querier, or none. */
static void links_have_their_own_queriers(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    census_source(l->census, SOURCE_FILE, "a file", "another interface", LINK_ETHERNET);
    census_source(l->census, SOURCE_FILE, "a file", "a third interface", LINK_ETHERNET);
    query3(l, ROUTER, "10.0.0.9", 2, 125);
    l->source = 1;
    query3(l, OTHER, "10.1.0.254", 2, 125);
    check_concluded(l, CONCLUSION_QUERIER, ROUTER, "from 10.0.0.9");
    check_concluded(l, CONCLUSION_QUERIER, OTHER, "from 10.1.0.254");
    l->source = 2;
    report3(l, A, TO_EX, GROUP, "");
    l->t_ns += 301 * S;
    report3(l, A, TO_EX, GROUP, "");
    check_concluded(l, CONCLUSION_QUERIER_NONE, GROUP,
                    "by IGMP on a third interface, and in 301 s");
    link_free(l);
}

/* One that asks on two links is told apart by them, and by no link where that is not needed. */
static void one_querier_on_two_links_is_told_apart(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    census_source(l->census, SOURCE_FILE, "a file", "another interface", LINK_ETHERNET);
    query3(l, ROUTER, "10.0.0.9", 2, 125);
    char sentence[CONCLUSION_TEXT];
    conclusion_say(concluded(l, CONCLUSION_QUERIER, ROUTER), sentence);
    assert_int_equal(strncmp(sentence, "IGMP querier, version 3: ", 25), 0);
    l->source = 1;
    query3(l, ROUTER, "10.0.0.9", 2, 125);
    static struct conclusions all;
    conclusions_draw(&all, l->model);
    char said[2][CONCLUSION_TEXT] = {"", ""};
    unsigned count = 0;
    for (uint32_t i = 0; i < all.count; i++)
        if (all.at[i].kind == CONCLUSION_QUERIER && count < 2)
            conclusion_say(&all.at[i], said[count++]);
    assert_int_equal(count, 2);
    assert_string_not_equal(said[0], said[1]);
    assert_true(strstr(said[0], "another interface: IGMP querier") != NULL ||
                strstr(said[1], "another interface: IGMP querier") != NULL);
    link_free(l);
}

/* No sentence needs the path of a capture to say which link it speaks of. */
static void links_are_called_by_interface_or_file(void **state)
{
    (void)state;
    static const struct {
        const char *file, *interface, *expected;
    } rows[] = {
        {"/captures/monday.pcap", "/captures/monday.pcap", "monday.pcap"},
        {"/captures/tuesday.pcapng", "eth0", "eth0"},
        {"/captures/wednesday.pcapng", "Wi-Fi", "wednesday.pcapng: Wi-Fi"},
        {"/captures/thursday.pcapng", "Wi-Fi", "thursday.pcapng: Wi-Fi"},
        {"lo.pcapng", "lo", "lo"},
        {"/a/path/of/which/the/model/keeps/no/more/for/an/interface/than/this/friday.pcap",
         "/a/path/of/which/the/model/keeps/no/more/for/an/interface/than/this/friday.pcap",
         "friday.pcap"},
    };
    enum { ROWS = sizeof rows / sizeof rows[0] };
    struct link *l = link_new(LINK_ETHERNET);
    char title[SOURCE_TITLE];
    assert_false(model_link_title(l->model, 0, title));
    assert_string_equal(title, "");
    for (int i = 0; i < ROWS; i++)
        census_source(l->census, SOURCE_FILE, rows[i].file, rows[i].interface, LINK_ETHERNET);
    for (uint32_t i = 0; i < ROWS; i++) {
        assert_true(model_link_title(l->model, i + 1, title));
        if (strcmp(title, rows[i].expected) != 0)
            fail_msg("%s of %s: \"%s\", not \"%s\"", rows[i].interface, rows[i].file, title,
                     rows[i].expected);
    }
    link_free(l);
}

static void two_that_ask_by_turns_are_told(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    for (int i = 0; i < 2; i++) {
        query3(l, ROUTER, "10.0.0.9", 2, 125);
        query3(l, OTHER, "10.0.0.254", 2, 125);
    }
    check_concluded(l, CONCLUSION_QUERIER_RIVALS, OTHER, "beside 10.0.0.9");
    check_not_concluded(l, CONCLUSION_QUERIER_RIVALS, ROUTER);
    link_free(l);
}

/* Who takes over is no rival. */
static void a_successor_is_no_rival(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    for (int i = 0; i < 2; i++)
        query3(l, ROUTER, "10.0.0.9", 2, 125);
    for (int i = 0; i < 2; i++)
        query3(l, OTHER, "10.0.0.254", 2, 125);
    check_not_concluded(l, CONCLUSION_QUERIER_RIVALS, "");
    link_free(l);
}

static void a_querier_that_falls_silent_is_missed(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    query3(l, ROUTER, "10.0.0.9", 2, 125);
    query3(l, ROUTER, "10.0.0.9", 2, 125);
    l->t_ns += 254 * S;
    report3(l, A, TO_EX, GROUP, "");
    check_not_concluded(l, CONCLUSION_QUERIER_GONE, "");
    l->t_ns += 2 * S;
    report3(l, A, TO_EX, GROUP, "");
    check_concluded(l, CONCLUSION_QUERIER_GONE, ROUTER, "for 256 s");
    query3(l, OTHER, "10.0.0.254", 2, 125);
    query3(l, OTHER, "10.0.0.254", 2, 125);
    check_not_concluded(l, CONCLUSION_QUERIER_GONE, "");
    link_free(l);
}

static void that_nobody_asks_takes_time_to_say(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    report3(l, A, TO_EX, GROUP, "");
    l->t_ns += 299 * S;
    report3(l, A, TO_EX, GROUP, "");
    check_not_concluded(l, CONCLUSION_QUERIER_NONE, "");
    l->t_ns += S;
    report3(l, A, TO_EX, GROUP, "");
    check_concluded(l, CONCLUSION_QUERIER_NONE, GROUP, "by IGMP, and in 300 s");
    query3(l, ROUTER, "10.0.0.9", 2, 125);
    check_not_concluded(l, CONCLUSION_QUERIER_NONE, "");
    link_free(l);
}

/* Only who still answers for other groups, so that its reports do come here, left this one without a word. */
static void a_lapse_needs_reports_that_would_be_heard(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    report3(l, A, TO_EX, GROUP, "");
    report3(l, B, TO_EX, GROUP, "");
    report3(l, A, TO_EX, "239.1.2.4", "");
    for (int i = 0; i < 4; i++) {
        query3(l, ROUTER, "10.0.0.9", 2, 125);
        l->t_ns += 125 * S;
        report3(l, A, IS_EX, "239.1.2.4", "");
    }
    check_concluded(l, CONCLUSION_MEMBER_LAPSED, A, GROUP);
    check_not_concluded(l, CONCLUSION_MEMBER_LAPSED, B);
    link_free(l);
}

static void groups_and_senders_miss_each_other(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    query3(l, ROUTER, "10.0.0.9", 2, 125);
    report3(l, A, TO_EX, GROUP, "");
    link_igmp(l, V2_REPORT, mac_of(B), ip_of("10.0.0.2"), ip_of("239.1.2.4"));
    udp_send(l, A, NULL, "10.0.0.1", "239.1.2.5", 4);
    udp_send(l, A, NULL, "10.0.0.1", "224.0.0.252", 1);
    check_concluded(l, CONCLUSION_GROUP_WITHOUT_SENDER, GROUP, "members by their reports: 1");
    check_concluded(l, CONCLUSION_GROUP_WITHOUT_SENDER, "239.1.2.4", "members by their reports: 1");
    check_not_concluded(l, CONCLUSION_GROUP_WITHOUT_MEMBER, ""); /* one query proves no querier */
    query3(l, ROUTER, "10.0.0.9", 2, 125);
    check_concluded(l, CONCLUSION_GROUP_WITHOUT_MEMBER, "239.1.2.5", "frames: 1");
    check_not_concluded(l, CONCLUSION_GROUP_WITHOUT_MEMBER,
                        "224.0.0.252"); /* not always reported */
    udp_send(l, A, NULL, "10.0.0.1", GROUP, 4);
    check_not_concluded(l, CONCLUSION_GROUP_WITHOUT_SENDER, GROUP);
    report3(l, B, TO_EX, "239.1.2.5", "");
    check_not_concluded(l, CONCLUSION_GROUP_WITHOUT_MEMBER, "239.1.2.5");
    link_free(l);
}

/* A wrong checksum: every receiver throws the message away. */
static void nobody_believes_what_is_damaged(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    struct bytes b = {.n = 0};
    be_add(&b, UINT64_C(0x22001234), 4);
    be_add(&b, UINT64_C(0x0000000104000000), 8);
    ip_add(&b, ip_of(GROUP));
    struct said said = {.from = mac_of(A),
                        .src = ip_of("10.0.0.1"),
                        .dst = ip_of("224.0.0.22"),
                        .ttl = 1,
                        .proto = IP_IGMP,
                        .payload = &b};
    link_ip(l, &said);
    check_concluded(l, CONCLUSION_IGMP_CHECKSUM, A, "");
    check_not_concluded(l, CONCLUSION_GROUP_WITHOUT_SENDER, "");
    assert_string_equal(standing(l, A), "none");
    b.n = 0;
    be_add(&b, UINT64_C(0x1164123400000000), 8);
    be_add(&b, UINT32_C(0x027d0000), 4);
    said.dst = ip_of("224.0.0.1");
    link_ip(l, &said);
    check_not_concluded(l, CONCLUSION_QUERIER, "");
    report3(l, A, TO_EX, GROUP, "");
    assert_string_equal(standing(l, A), "exclude");
    link_free(l);
}

static void groups_share_mac_addresses(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    udp_send(l, A, NULL, "10.0.0.1", "224.0.0.251", 255);
    udp_send(l, A, NULL, "10.0.0.1", "239.1.0.251", 4);
    check_not_concluded(l, CONCLUSION_GROUP_ALIAS, "");
    udp_send(l, A, NULL, "10.0.0.1", "239.128.0.251", 4);
    check_concluded(l, CONCLUSION_GROUP_ALIAS, "224.0.0.251",
                    "01:00:5e:00:00:fb with 239.128.0.251");
    udp_send(l, A, NULL, "fe80::1", "ff02::fb", 255);
    udp_send(l, A, NULL, "fe80::1", "ff05::fb", 255);
    check_concluded(l, CONCLUSION_GROUP_ALIAS, "ff02::fb", "33:33:00:00:00:fb with ff05::fb");
    link_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports_change_what_a_member_wants),
        cmocka_unit_test(older_versions_know_no_sources),
        cmocka_unit_test(without_a_mac_address_members_have_others),
        cmocka_unit_test(no_group_gives_way_to_sources),
        cmocka_unit_test(memberships_last_as_the_querier_says),
        cmocka_unit_test(the_last_member_has_little_time),
        cmocka_unit_test(one_report_stands_for_others),
        cmocka_unit_test(vlans_have_their_own_memberships),
        cmocka_unit_test(vlans_share_no_reports),
        cmocka_unit_test(a_sender_may_be_no_member),
        cmocka_unit_test(the_lowest_address_asks),
        cmocka_unit_test(proxies_are_told_from_queriers),
        cmocka_unit_test(links_have_their_own_queriers),
        cmocka_unit_test(one_querier_on_two_links_is_told_apart),
        cmocka_unit_test(links_are_called_by_interface_or_file),
        cmocka_unit_test(two_that_ask_by_turns_are_told),
        cmocka_unit_test(a_successor_is_no_rival),
        cmocka_unit_test(a_querier_that_falls_silent_is_missed),
        cmocka_unit_test(that_nobody_asks_takes_time_to_say),
        cmocka_unit_test(a_lapse_needs_reports_that_would_be_heard),
        cmocka_unit_test(groups_and_senders_miss_each_other),
        cmocka_unit_test(nobody_believes_what_is_damaged),
        cmocka_unit_test(groups_share_mac_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
