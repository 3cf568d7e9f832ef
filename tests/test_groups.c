/* SPDX-License-Identifier: MIT */

/* Groups and their members, conversations, unknown numbers and findings, as frames made by hand
 * leave them. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "link.h"
#include "sums.h"

#define A "00:00:5e:00:53:01"
#define B "00:00:5e:00:53:02"
#define C "00:00:5e:00:53:03"

/* Groups */

static void test_groups(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    const struct model *m = l->model;
    udp_send(l, A, NULL, "10.0.0.1", "239.1.2.3", 64);
    udp_send(l, B, NULL, "10.0.0.2", "239.1.2.3", 64);
    udp_send(l, A, B, "10.0.0.1", "239.1.2.3", 64);
    const struct group *g = group_of(m, "239.1.2.3");
    assert_non_null(g);
    assert_int_equal(g->slot.frames, 3);
    assert_int_equal(g->by_origin[ORIGIN_PRIVATE].frames, 2);
    assert_int_equal(m->senders.head.used, 2);
    assert_int_equal(m->senders.at[0].slot.frames, 2);

    /* A group of the link alone: nobody's network address. */
    struct bytes b;
    header_add(&b, l, mac_of("01:80:c2:00:00:0e"), mac_of(A), 0x88cc);
    be_add(&b, 0, 2);
    link_frame(l, &b);
    const struct group_key key = {.mac = mac_of("01:80:c2:00:00:0e")};
    assert_int_not_equal(table_find(&m->groups.head, &key), TABLE_NONE);
    assert_int_equal(m->groups.head.used, 2);
    assert_int_equal(m->senders.head.used, 3);
    model_check(m);
    link_free(l);
}

/* Before it has an address, and again from two of its addresses. */
static void a_machine_is_one_member(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    const char *const from[] = {"0.0.0.0", "10.0.0.1", "10.0.0.2"};
    for (size_t i = 0; i < COUNT(from); i++) {
        link_igmp(l, 0x16, mac_of(A), ip_of(from[i]), ip_of("239.1.2.3"));
        assert_int_equal(l->model->members.head.used, 1);
        assert_int_equal(l->model->members.at[0].host.family, i == 0 ? IP_NONE : IP_V4);
    }
    assert_non_null(member_of(l->model, "239.1.2.3", A, "10.0.0.2"));
    link_igmp(l, 0x16, mac_of(B), ip_of("10.0.0.1"), ip_of("239.1.2.3"));
    assert_int_equal(l->model->members.head.used, 2);
    link_free(l);
}

static void test_members(void **state)
{
    (void)state;
    enum { REPORT = 0x16, LEAVE = 0x17, QUERY = 0x11 };
    static const int64_t starts[] = {1700000000 * S, 0, -S};
    for (size_t i = 0; i < COUNT(starts); i++) {
        struct link *l = link_new(LINK_ETHERNET);
        const struct model *m = l->model;
        const struct ip host = ip_of("10.0.0.1"), group = ip_of("239.1.2.3");
        l->t_ns = starts[i];
        link_igmp(l, REPORT, mac_of(A), host, group);
        link_igmp(l, REPORT, mac_of(A), host, group);
        const struct member *member = member_of(m, "239.1.2.3", A, "10.0.0.1");
        assert_non_null(member);
        assert_int_equal(member->since_ns, starts[i]);
        assert_int_equal(member->last_ns, starts[i] + l->step_ns);
        assert_int_equal(member->left_ns, 0);
        assert_int_equal(member->version, 2);
        assert_int_equal(member->frame, 1);
        assert_int_equal(member->slot.frames, 2);
        assert_non_null(group_of(m, "239.1.2.3"));

        l->t_ns = 0;
        link_igmp(l, LEAVE, mac_of(A), host, group);
        assert_int_not_equal(member->left_ns, 0);
        l->t_ns = starts[i] + 9 * S;
        link_igmp(l, REPORT, mac_of(A), host, group);
        assert_int_equal(member->left_ns, 0);
        assert_int_equal(member->since_ns, starts[i] + 9 * S);
        assert_int_equal(member->frame, 4);
        assert_int_equal(m->members.head.used, 1);
        assert_int_equal(m->findings.head.used, 0);

        link_igmp(l, QUERY, mac_of(B), ip_of("10.0.0.254"), ip_of("0.0.0.0"));
        assert_true(ip_equal(m->queriers[0].at[0].ip, ip_of("10.0.0.254")));
        assert_int_equal(m->queriers[0].at[0].mac.value, mac_of(B).value);
        assert_int_equal(m->queriers[0].at[0].version, 2);
        assert_int_equal(m->queriers[1].count, 0);
        assert_int_equal(group_of(m, "239.1.2.3")->querier.queries, 0);
        link_igmp(l, QUERY, mac_of(C), ip_of("10.0.0.253"), group);
        assert_true(ip_equal(m->queriers[0].at[0].ip, ip_of("10.0.0.254")));
        assert_true(ip_equal(group_of(m, "239.1.2.3")->querier.ip, ip_of("10.0.0.253")));
        link_free(l);
    }
}

/* Of groups that were evicted the matrix still has the frames. */
static void test_evicted_groups(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    const struct model *m = l->model;
    l->step_ns = 1000;
    for (uint32_t i = 0; i < 2 * GROUP_ROWS; i++) {
        struct said said = {.from = mac_of(A),
                            .src = i % 3 == 0 ? ip_of("169.254.1.2") : ip_of("10.0.0.1"),
                            .dst = ip_v4(UINT32_C(0xef000000) + i),
                            .proto = IP_UDP};
        link_ip(l, &said);
    }
    assert_int_equal(m->groups.head.used, GROUP_ROWS);
    assert_int_equal(m->groups.head.evicted.entries, GROUP_ROWS);
    uint64_t rest = 0;
    for (unsigned origin = 0; origin < ORIGIN_COUNT; origin++)
        rest += model_multicast_rest(m, (enum origin)origin).frames;
    assert_int_equal(rest, m->groups.head.evicted.frames);
    assert_int_equal(rest, GROUP_ROWS);
    model_check(m);
    link_free(l);
}

/* Conversations, numbers, findings */

static void test_conversations(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    const struct model *m = l->model;
    struct said said = {.to = mac_of(B),
                        .from = mac_of(A),
                        .src = ip_of("10.0.0.9"),
                        .dst = ip_of("10.0.0.10"),
                        .proto = IP_UDP,
                        .src_port = 50000,
                        .dst_port = 123};
    link_ip(l, &said);
    said = (struct said){.to = mac_of(A),
                         .from = mac_of(B),
                         .src = ip_of("10.0.0.10"),
                         .dst = ip_of("10.0.0.9"),
                         .proto = IP_UDP,
                         .src_port = 123,
                         .dst_port = 50000};
    link_ip(l, &said);
    link_ip(l, &said);
    assert_int_equal(m->conversations.head.used, 1);
    const struct conversation *talk = &m->conversations.at[0];
    assert_true(ip_equal(talk->key.a, ip_of("10.0.0.9")));
    assert_int_equal(talk->key.ports, UINT64_C(17) << 32 | UINT64_C(50000) << 16 | 123);
    assert_int_equal(talk->slot.frames, 3);
    assert_int_equal(talk->from_a.frames, 1);
    assert_int_equal(talk->proto, PROTO_NTP);
    assert_int_equal(talk->ip_proto, IP_UDP);
    link_arp(l, 1, mac_of(A), ip_of("10.0.0.9"), ip_of("10.0.0.10"));
    assert_int_equal(m->conversations.head.used, 1);
    link_free(l);
}

static void test_unknowns(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    const struct model *m = l->model;
    for (unsigned i = 0; i < 6; i++) {
        struct bytes b;
        header_add(&b, l, mac_of(B), mac_of(A), i % 2 == 0 ? 0x88b5 : 0x88b6);
        be_add(&b, 0, 8);
        link_frame(l, &b);
    }
    l->type = 147;
    link_frame(l, &(struct bytes){.n = 60});
    assert_int_equal(m->unknowns.head.used, 3);
    assert_int_equal(m->unknowns.at[0].key.space_and_number,
                     (uint64_t)SPACE_ETHERTYPE << 32 | 0x88b5);
    assert_int_equal(m->unknowns.at[0].slot.frames, 3);
    assert_int_equal(m->unknowns.at[2].key.space_and_number, (uint64_t)SPACE_LINKTYPE << 32 | 147);
    assert_int_equal(m->protocol[PROTO_ETHERNET].frames, 0);
    model_check(m);
    link_free(l);
}

static void test_findings(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    const struct model *m = l->model;
    for (unsigned i = 0; i < FINDING_FRAMES + 3; i++)
        udp_send(l, A, "01:00:5e:01:02:03", "10.0.0.1", "10.0.0.2", 64);
    udp_send(l, B, "01:00:5e:01:02:03", "10.0.0.3", "10.0.0.2", 64);
    assert_int_equal(m->findings.head.used, 2);
    const struct finding *f = &m->findings.at[0];
    assert_int_equal(f->key.oddity, ODDITY_CAST_DISAGREES);
    assert_int_equal(f->key.subject.mac.value, mac_of(A).value);
    assert_true(ip_equal(f->other, ip_of("10.0.0.2")));
    assert_int_equal(f->slot.frames, FINDING_FRAMES + 3);
    assert_int_equal(f->frame_count, FINDING_FRAMES);
    for (unsigned i = 0; i < FINDING_FRAMES; i++)
        assert_int_equal(f->frames[i], i + 1);
    link_free(l);

    l = link_new(LINK_RAW);
    udp_send(l, A, B, "255.255.255.255", "10.0.0.2", 64);
    assert_int_equal(l->model->findings.head.used, 1);
    assert_int_equal(l->model->findings.at[0].key.oddity, ODDITY_SOURCE_MULTICAST);
    assert_true(ip_equal(l->model->findings.at[0].key.subject.ip, ip_of("255.255.255.255")));
    link_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_groups),        cmocka_unit_test(a_machine_is_one_member),
        cmocka_unit_test(test_members),       cmocka_unit_test(test_evicted_groups),
        cmocka_unit_test(test_conversations), cmocka_unit_test(test_unknowns),
        cmocka_unit_test(test_findings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
