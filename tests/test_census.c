/* SPDX-License-Identifier: MIT */

/* The census as a whole: what adds up, what is proven when, and that neither the cache of paths nor
 * the hash key nor copying makes a difference. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "link.h"
#include "sums.h"

#define A "00:00:5e:00:53:01"
#define B "00:00:5e:00:53:02"
#define C "00:00:5e:00:53:03"

static const struct {
    const char *name, *to, *src, *dst;
    enum cast cast;
    enum broadcast_part part;
    enum origin origin;
} casts[] = {
    {"unicast", B, "192.168.7.1", "192.168.7.2", CAST_UNICAST, PART_COUNT, ORIGIN_PRIVATE},
    {"unicast 6", B, "2001:db8::1", "2001:db8::2", CAST_UNICAST, PART_COUNT, ORIGIN_OTHER},
    {"limited", "ff:ff:ff:ff:ff:ff", "192.168.7.1", "255.255.255.255", CAST_BROADCAST, PART_LIMITED,
     ORIGIN_PRIVATE},
    {"unset", "ff:ff:ff:ff:ff:ff", "0.0.0.0", "255.255.255.255", CAST_BROADCAST, PART_LIMITED,
     ORIGIN_UNSPECIFIED},
    {"not proven", "ff:ff:ff:ff:ff:ff", "192.168.7.1", "192.168.7.255", CAST_BROADCAST, PART_LINK,
     ORIGIN_PRIVATE},
    {"link-local", "ff:ff:ff:ff:ff:ff", "169.254.7.1", "169.254.255.255", CAST_BROADCAST, PART_LINK,
     ORIGIN_LINK_LOCAL},
    {"group", NULL, "8.8.8.8", "239.1.2.3", CAST_MULTICAST, PART_COUNT, ORIGIN_GLOBAL},
    {"group 6", NULL, "fe80::1", "ff02::fb", CAST_MULTICAST, PART_COUNT, ORIGIN_LINK_LOCAL},
    {"group to one", B, "10.0.0.1", "239.1.2.3", CAST_UNICAST, PART_COUNT, ORIGIN_PRIVATE},
};

static void test_totals(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    struct model *m = l->model;
    for (size_t i = 0; i < COUNT(casts); i++) {
        struct tally cast = model_cast(m, casts[i].cast);
        struct tally origin = m->by_origin[casts[i].cast][casts[i].origin];
        struct tally part = {0};
        if (casts[i].cast == CAST_BROADCAST)
            part = m->part[casts[i].part];
        uint64_t bytes = m->bytes;
        udp_send(l, A, casts[i].to, casts[i].src, casts[i].dst, 64);
        bytes = m->bytes - bytes;
        if (model_cast(m, casts[i].cast).frames != cast.frames + 1 ||
            model_cast(m, casts[i].cast).bytes != cast.bytes + bytes)
            fail_msg("%s: not counted as %s", casts[i].name, cast_name(casts[i].cast));
        if (m->by_origin[casts[i].cast][casts[i].origin].frames != origin.frames + 1)
            fail_msg("%s: another origin", casts[i].name);
        if (casts[i].cast == CAST_BROADCAST && m->part[casts[i].part].frames != part.frames + 1)
            fail_msg("%s: another part of broadcast", casts[i].name);
        model_check(m);
    }
    assert_int_equal(m->frames, COUNT(casts));
    assert_int_equal(m->captured_bytes, m->bytes);
    assert_int_equal(m->link_local.frames, 1);
    assert_int_equal(m->link_local6.frames, 1);
    assert_int_equal(m->source[0].frames, m->frames);
    assert_int_equal(m->source[0].bytes, m->bytes);
    link_free(l);
}

/* Any bytes at all, on any link. */
static void test_noise(void **state)
{
    (void)state;
    static const uint32_t types[] = {LINK_ETHERNET, LINK_RAW, LINK_NULL, LINK_SLL, 147};
    struct link *l = link_new(LINK_ETHERNET);
    uint64_t random = 1;
    for (unsigned i = 0; i < 20000; i++) {
        struct bytes b = {.n = 0};
        l->type = types[random_next(&random) % COUNT(types)];
        header_add(&b, l, (struct mac){random_next(&random) & UINT64_C(0x3000000ff)},
                   (struct mac){random_next(&random) & 0xff}, i % 3 == 0 ? 0x86dd : 0x0800);
        for (uint64_t n = random_next(&random) % 90; n > 0; n--)
            be_add(&b, n == 60 && i % 2 == 0 ? 0x45 : random_next(&random) & 0xff, 1);
        l->t_ns += (int64_t)(random_next(&random) % 100000) - 30000;
        link_frame(l, &b);
        if (i % 1000 == 0)
            model_check(l->model);
    }
    model_check(l->model);
    link_free(l);
}

static void test_time(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t tick_ns; /* of live capture, before the frames; 0 for none */
        int64_t t_ns[3];
        int64_t first_ns, last_ns, now_ns;
        uint64_t back;
    } rows[] = {
        {"in order", 0, {5, 6, 7}, 5, 7, 7, 0},
        {"back and on", 0, {5, 3, 7}, 3, 7, 7, 1},
        {"back twice", 0, {5, 3, 4}, 3, 5, 5, 2},
        {"before 1970", 0, {-7, -9, -8}, -9, -7, -7, 2},
        {"no times", 0, {0, 0, 0}, 0, 0, 0, 0},
        {"the clock is ahead", 10, {5, 6, 7}, 5, 7, 10, 0},
        {"the clock is behind", 4, {5, 6, 7}, 4, 7, 7, 0},
        {"from end to end", 0, {INT64_MIN, INT64_MAX, 0}, INT64_MIN, INT64_MAX, INT64_MAX, 1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct link *l = link_new_with(LINK_ETHERNET, SERIES_RECENT, 1);
        l->step_ns = 0;
        if (rows[i].tick_ns != 0)
            census_tick(l->census, rows[i].tick_ns);
        for (unsigned k = 0; k < 3; k++) {
            l->t_ns = rows[i].t_ns[k];
            udp_send(l, A, B, "10.0.0.1", "10.0.0.2", 64);
        }
        const struct model *m = l->model;
        if (m->first_ns != rows[i].first_ns || m->last_ns != rows[i].last_ns)
            fail_msg("%s: from %lld to %lld", rows[i].name, (long long)m->first_ns,
                     (long long)m->last_ns);
        if (m->now_ns != rows[i].now_ns)
            fail_msg("%s: now %lld", rows[i].name, (long long)m->now_ns);
        if (m->time_went_back != rows[i].back)
            fail_msg("%s: back %u times", rows[i].name, (unsigned)m->time_went_back);
        if (rows[i].tick_ns == 0 &&
            (m->source[0].first_ns != m->first_ns || m->source[0].last_ns != m->last_ns))
            fail_msg("%s: the source has another time", rows[i].name);
        link_free(l);
    }
}

/* Directed broadcasts */

/* A DHCP acknowledgment for 10.1.2.3 with a mask and, where it is not 0, a broadcast address. */
static void dhcp_ack(struct link *l, uint32_t mask, uint32_t broadcast)
{
    struct bytes b = {.n = 0};
    be_add(&b, 0x02010600, 4);
    be_add(&b, 1, 4);
    be_add(&b, 0, 4);
    be_add(&b, 0, 4);
    be_add(&b, UINT32_C(0x0a010203), 4);
    be_add(&b, 0, 8);
    be_add(&b, mac_of(C).value, 6);
    while (b.n < 236)
        be_add(&b, 0, 1);
    be_add(&b, UINT32_C(0x63825363), 4);
    be_add(&b, 0x350105, 3);
    be_add(&b, 0x0104, 2);
    be_add(&b, mask, 4);
    if (broadcast != 0) {
        be_add(&b, 0x1c04, 2);
        be_add(&b, broadcast, 4);
    }
    be_add(&b, 0xff, 1);
    link_ip(l, &(struct said){.to = MAC_BROADCAST,
                              .from = mac_of(A),
                              .src = ip_of("10.1.2.1"),
                              .dst = ip_of("255.255.255.255"),
                              .proto = IP_UDP,
                              .src_port = 67,
                              .dst_port = 68,
                              .payload = &b});
}

static void test_directed(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint32_t mask, broadcast;
        const char *address;
        bool proven;
    } rows[] = {
        {"mask", 0xffffff00, 0, "10.1.2.255", true},
        {"another subnet", 0xffffff00, 0, "10.1.3.255", false},
        {"longer mask", 0xfffffff0, 0, "10.1.2.15", true},
        {"subnet of two", 0xfffffffc, 0, "10.1.2.3", true},
        {"subnet without broadcasts", 0xfffffffe, 0, "10.1.2.3", false},
        {"host", 0xffffffff, 0, "10.1.2.3", false},
        {"holes in the mask", 0xff00ff00, 0, "10.255.2.255", false},
        {"broadcast option", 0xffffffff, UINT32_C(0x0a0102ff), "10.1.2.255", true},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct link *l = link_new(LINK_ETHERNET);
        const struct model *m = l->model;
        udp_send(l, A, "ff:ff:ff:ff:ff:ff", "10.1.2.1", rows[i].address, 64);
        assert_int_equal(m->part[PART_LINK].frames, 1);
        dhcp_ack(l, rows[i].mask, rows[i].broadcast);
        udp_send(l, A, "ff:ff:ff:ff:ff:ff", "10.1.2.1", rows[i].address, 64);
        if (m->part[PART_DIRECTED].frames != rows[i].proven ||
            m->part[PART_LINK].frames != 2u - rows[i].proven)
            fail_msg("%s: %sproven", rows[i].name, rows[i].proven ? "not " : "");
        model_check(m);
        link_free(l);
    }
}

static void test_own_address(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    census_own_address(l->census, ip_of("fe80::1"), 24);
    census_own_address(l->census, ip_of("10.1.2.3"), 0);
    census_own_address(l->census, ip_of("10.1.2.3"), 31);
    census_own_address(l->census, ip_of("10.1.2.3"), 33);
    assert_int_equal(l->model->proven.count, 0);
    census_own_address(l->census, ip_of("10.1.2.3"), 24);
    census_own_address(l->census, ip_of("10.1.2.77"), 24);
    assert_int_equal(l->model->proven.count, 1);
    assert_int_equal(l->model->proven.address[0], 0x0a0102ff);
    link_free(l);
}

/* The whole */

/* A busy link: hosts that talk, on two VLANs and heard at two places, among inventions that fill every table. */
static void traffic_send(struct link *l, uint64_t *random)
{
    uint64_t kind = random_next(random) % 8;
    uint64_t known = random_next(random) % 2; /* every other one is new */
    uint64_t who = known == 0 ? random_next(random) % 50 : random_next(random) & 0xfffff;
    const struct mac mac = {UINT64_C(0x020000000000) | who};
    const struct ip ip = kind % 2 == 0 ? ip_v4(UINT32_C(0x0a000000) | (uint32_t)who)
                                       : ip_v6(UINT64_C(0xfe80) << 48, who);
    const struct ip group = ip_v4(UINT32_C(0xef000000) | (uint32_t)who);
    struct bytes message;
    char name[32];
    struct said said = {.to = {UINT64_C(0x020000000000) | random_next(random) % 50},
                        .from = mac,
                        .src = ip,
                        .dst = kind % 2 == 0 ? ip_of("10.0.0.1") : ip_of("fe80::1"),
                        .ttl = random_next(random) % 2 == 0 ? 64 : 57,
                        .proto = IP_UDP,
                        .src_port = (uint16_t)(50000 + who % 100),
                        .dst_port = 50000};
    l->vlan = random_next(random) % 2 == 0 ? 10 : 20;
    l->source = (uint32_t)(random_next(random) % 2);
    switch (kind) {
    case 0:
        if (who % 3 == 0)
            link_arp(l, 1 + (unsigned)who % 2, mac, ip, ip_of("10.0.0.1"));
        else
            link_igmp(l, who % 5 == 0 ? 0x17 : 0x16, mac, ip, group);
        break;
    case 1:
    case 2:
        snprintf(name, sizeof name, "host-%llu.local", (unsigned long long)who);
        dns_response(&message, 2);
        dns_address_add(&message, name, ip, 120);
        dns_service_add(&message, "x._ipp._tcp.local", (uint16_t)who, name, 120);
        link_mdns(l, mac, ip, &message);
        break;
    case 3: /* groups that pass by without a path of their own */
        link_igmp3(l, mac_of(A), ip_of("10.0.0.1"),
                   ip_v4(UINT32_C(0xee000000) | (uint32_t)random_next(random) % 10000), 50);
        break;
    case 4:
        said.dst = group;
        said.to.value = 0;
        link_ip(l, &said);
        break;
    default: link_ip(l, &said); break;
    }
}

static void models_equal(const struct model *a, const struct model *b)
{
    assert_memory_equal(a, b, offsetof(struct model, hosts));
#define EQUAL(table, label)                                             \
    assert_int_equal(a->table.head.used, b->table.head.used);           \
    assert_memory_equal(&a->table.head.evicted, &b->table.head.evicted, \
                        sizeof a->table.head.evicted);                  \
    assert_memory_equal(a->table.at, b->table.at, a->table.head.used * sizeof a->table.at[0]);
    MODEL_TABLES(EQUAL)
#undef EQUAL
    assert_memory_equal(&a->evidence, &b->evidence, sizeof a->evidence);
}

/* The cache of paths is a shortcut and nothing else. */
static void test_paths(void **state)
{
    (void)state;
    struct link *l[2] = {link_new(LINK_ETHERNET), link_new(LINK_ETHERNET)};
    l[1]->forgetful = true;
    uint64_t random[2] = {9, 9};
    for (unsigned i = 0; i < 24000; i++) {
        for (unsigned k = 0; k < 2; k++)
            traffic_send(l[k], &random[k]);
        if (i % 8000 == 0)
            models_equal(l[0]->model, l[1]->model);
    }
    models_equal(l[0]->model, l[1]->model);
    assert_true(l[0]->model->groups.head.evicted.entries > 0);
    model_check(l[0]->model);
    link_free(l[0]);
    link_free(l[1]);
}

/* Nothing but where the places lie depends on the hash key. */
static void test_hash_key(void **state)
{
    (void)state;
    struct link *l[2] = {link_new_with(LINK_ETHERNET, SERIES_WHOLE, 1),
                         link_new_with(LINK_ETHERNET, SERIES_WHOLE, 77)};
    uint64_t random[2] = {5, 5};
    for (unsigned i = 0; i < 30000; i++)
        for (unsigned k = 0; k < 2; k++)
            traffic_send(l[k], &random[k]);
    assert_memory_equal(l[0]->model, l[1]->model, offsetof(struct model, hosts));
#define UNPLACE(table, label)                                   \
    for (uint32_t i = 0; i < l[k]->model->table.head.used; i++) \
        l[k]->model->table.at[i].slot.home = 0;
    for (unsigned k = 0; k < 2; k++) {
        MODEL_TABLES(UNPLACE)
    }
#undef UNPLACE
    models_equal(l[0]->model, l[1]->model);
    link_free(l[0]);
    link_free(l[1]);
}

/* A copy of a copy that was made when less was known. */
static void test_copy(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    static const uint64_t key[2] = {3, 4};
    struct model *copy = model_new(SERIES_RECENT, key);
    assert_non_null(copy);
    uint64_t random = 1;
    for (unsigned i = 0; i < 40000; i++) {
        traffic_send(l, &random);
        if (i % 5000 != 0 && i != 39999)
            continue;
        model_copy(copy, l->model);
        models_equal(copy, l->model);
        model_check(copy);
        for (uint32_t k = 0; k < copy->names.head.used; k += 97)
            assert_int_equal(model_name_host(copy, &copy->names.at[k]),
                             model_name_host(l->model, &l->model->names.at[k]));
        for (uint32_t k = 0; k < copy->neighbours.head.used; k += 97) {
            struct ip ip = copy->neighbours.at[k].key.ip;
            assert_int_equal(model_bearer(copy, ip).value, model_bearer(l->model, ip).value);
        }
    }
    assert_int_equal(model_evicted(copy), model_evicted(l->model));
    free(copy);
    link_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_totals),      cmocka_unit_test(test_noise),
        cmocka_unit_test(test_time),        cmocka_unit_test(test_directed),
        cmocka_unit_test(test_own_address), cmocka_unit_test(test_paths),
        cmocka_unit_test(test_hash_key),    cmocka_unit_test(test_copy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
