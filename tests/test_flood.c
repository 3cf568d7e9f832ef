/* SPDX-License-Identifier: MIT */

/*
 * Floods. Two hundred machines that were known before send about one frame a second each, while
 * somebody invents addresses, names and groups as fast as the link allows. What was known must still
 * be known afterwards, and what the inventions pushed out must still be counted.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "link.h"
#include "sums.h"

enum {
    KNOWN = 200,
    SECONDS = 5,       /* before, and again among the flood */
    INVENTIONS = 8000, /* frames a second of the flood: times SECONDS, each table is filled anew */
};

static struct mac known_mac(uint64_t who)
{
    return (struct mac){UINT64_C(0x00005e005300) + who};
}

static struct ip known_ip(uint64_t who)
{
    return ip_v4(UINT32_C(0xc0000201) + (uint32_t)who);
}

static struct ip known_group(uint64_t who)
{
    return ip_v4(UINT32_C(0xefc00000) + (uint32_t)who);
}

/* What one machine does in a second, one frame of it in each table's turn. */
static void known_send(struct link *l, uint64_t who)
{
    struct bytes message;
    char host[32], service[48];
    const struct mac mac = known_mac(who);
    const struct ip ip = known_ip(who), peer = known_ip((who + 1) % KNOWN);
    snprintf(host, sizeof host, "known-%u.local", (unsigned)who);
    snprintf(service, sizeof service, "Known %u._ipp._tcp.local", (unsigned)who);
    link_arp(l, 2, mac, ip, peer);
    link_igmp(l, 0x16, mac, ip, known_group(who));
    dns_response(&message, 2);
    dns_address_add(&message, host, ip, 120);
    dns_service_add(&message, service, 631, host, 120);
    link_mdns(l, mac, ip, &message);
    link_ip(l, &(struct said){.to = known_mac((who + 1) % KNOWN),
                              .from = mac,
                              .src = ip,
                              .dst = peer,
                              .proto = IP_UDP,
                              .src_port = 50000,
                              .dst_port = 50001});
}

/* Inventions: `n` never comes twice. */

static void flood_macs(struct link *l, uint64_t n)
{
    struct bytes b;
    header_add(&b, l, (struct mac){UINT64_C(0x060000000000) + n},
               (struct mac){UINT64_C(0x020000000000) + n}, 0x88b5);
    link_frame(l, &b);
}

static void flood_names(struct link *l, uint64_t n)
{
    struct bytes message;
    char host[48], service[64];
    dns_response(&message, 8);
    for (unsigned i = 0; i < 4; i++) {
        snprintf(host, sizeof host, "x%llu-%u.local", (unsigned long long)n, i);
        snprintf(service, sizeof service, "%llu-%u._ipp._tcp.local", (unsigned long long)n, i);
        dns_address_add(&message, host, ip_v4(UINT32_C(0x0a000000) + (uint32_t)n), 120);
        dns_service_add(&message, service, 1, host, 120);
    }
    link_mdns(l, (struct mac){UINT64_C(0x020000000000)}, ip_of("10.0.0.1"), &message);
}

static void flood_groups(struct link *l, uint64_t n)
{
    const struct ip group = ip_v4(UINT32_C(0xef000000) + (uint32_t)n);
    link_igmp(l, 0x16, (struct mac){UINT64_C(0x020000000000) + n},
              ip_v4(UINT32_C(0x0a000000) + (uint32_t)n), group);
}

static void flood_conversations(struct link *l, uint64_t n)
{
    link_ip(l, &(struct said){.to = known_mac(n % KNOWN),
                              .from = {UINT64_C(0x020000000000)},
                              .src = ip_v4(UINT32_C(0x0a000000) + (uint32_t)n),
                              .dst = known_ip(n % KNOWN),
                              .proto = IP_UDP,
                              .src_port = (uint16_t)n,
                              .dst_port = 53});
}

/* Somebody asks for every address there is, and somebody answers for all of them. */
static void flood_sweep(struct link *l, uint64_t n)
{
    const struct ip ip = ip_v4(UINT32_C(0x0a000000) + (uint32_t)n);
    const struct mac sweeper = {UINT64_C(0x020000000000)};
    link_arp(l, 1, sweeper, ip_of("10.0.0.1"), ip);
    link_arp(l, 2, (struct mac){UINT64_C(0x020000000000) + n % 3}, ip, ip_of("10.0.0.1"));
}

static void flood_all(struct link *l, uint64_t n)
{
    static void (*const floods[])(struct link *, uint64_t) = {flood_macs, flood_names, flood_groups,
                                                              flood_conversations, flood_sweep};
    floods[n % COUNT(floods)](l, n);
}

/* Which rows of a table are still there: those that had the same generation before. */

enum { TABLES_MOST = 16 };

struct kept {
    const char *label;
    uint32_t known, kept;
};

static void remember(const struct model *m, uint32_t *generations[TABLES_MOST])
{
    unsigned i = 0;
#define REMEMBER(table, label)                                               \
    generations[i] = calloc(m->table.head.capacity, sizeof *generations[i]); \
    assert_non_null(generations[i]);                                         \
    for (uint32_t row = 0; row < m->table.head.used; row++)                  \
        generations[i][row] = m->table.at[row].slot.generation;              \
    i++;
    MODEL_TABLES(REMEMBER)
#undef REMEMBER
}

static unsigned compare(const struct model *m, uint32_t *generations[TABLES_MOST],
                        struct kept kept[TABLES_MOST])
{
    unsigned i = 0;
#define COMPARE(table, label_text)                                               \
    kept[i] = (struct kept){.label = label_text};                                \
    for (uint32_t row = 0; row < m->table.head.used; row++) {                    \
        kept[i].known += generations[i][row] != 0;                               \
        kept[i].kept += generations[i][row] != 0 &&                              \
                        generations[i][row] == m->table.at[row].slot.generation; \
    }                                                                            \
    free(generations[i]);                                                        \
    i++;
    MODEL_TABLES(COMPARE)
#undef COMPARE
    return i;
}

static const struct {
    const char *name;
    void (*invent)(struct link *, uint64_t);
    const char *fills[8]; /* the tables that it fills: they must have evicted something */
} rows[] = {
    {"MAC addresses", flood_macs, {"hosts"}},
    {"names", flood_names, {"names", "services"}},
    {"groups", flood_groups, {"groups", "senders", "members", "neighbours", "hosts"}},
    {"conversations", flood_conversations, {"conversations"}},
    {"an ARP sweep", flood_sweep, {"neighbours"}},
    {"all at once", flood_all, {"names", "services", "groups"}},
};

static bool is_filled(const char *const fills[8], const char *label)
{
    for (unsigned i = 0; i < 8 && fills[i] != NULL; i++)
        if (strcmp(fills[i], label) == 0)
            return true;
    return false;
}

static bool has_evicted(const struct model *m, const char *label)
{
#define EVICTED(table, label_text)      \
    if (strcmp(label, label_text) == 0) \
        return m->table.head.evicted.entries > 0;
    MODEL_TABLES(EVICTED)
#undef EVICTED
    return false;
}

static void test_flood(void **state)
{
    (void)state;
    for (size_t r = 0; r < COUNT(rows); r++) {
        struct link *l = link_new_with(LINK_ETHERNET, SERIES_RECENT, 11);
        uint32_t *generations[TABLES_MOST];
        struct kept kept[TABLES_MOST];
        l->step_ns = 0;
        for (uint64_t second = 0; second < SECONDS; second++, l->t_ns += S)
            for (uint64_t who = 0; who < KNOWN; who++)
                known_send(l, who);
        remember(l->model, generations);
        for (uint64_t n = 0; n < (uint64_t)SECONDS * INVENTIONS; n++) {
            if (n % (INVENTIONS / KNOWN) == 0)
                known_send(l, n / (INVENTIONS / KNOWN) % KNOWN);
            l->t_ns += S / INVENTIONS;
            rows[r].invent(l, n);
        }
        unsigned tables = compare(l->model, generations, kept);
        for (unsigned i = 0; i < tables; i++) {
            if (kept[i].kept * 100 < kept[i].known * 99)
                fail_msg("%s: %u of %u %s are left", rows[r].name, (unsigned)kept[i].kept,
                         (unsigned)kept[i].known, kept[i].label);
            if (is_filled(rows[r].fills, kept[i].label) && !has_evicted(l->model, kept[i].label))
                fail_msg("%s: nothing was evicted from %s", rows[r].name, kept[i].label);
        }
        model_check(l->model);
        link_free(l);
    }
}

/* That the machines were known in every table which can be flooded. */
static void test_known(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    const struct model *m = l->model;
    for (uint64_t who = 0; who < KNOWN; who++)
        known_send(l, who);
    static const struct {
        const char *label;
        uint32_t rows;
    } expected[] = {{"hosts", KNOWN + 1},  {"neighbours", KNOWN},
                    {"groups", KNOWN + 1}, {"senders", 2 * KNOWN},
                    {"members", KNOWN},    {"names", KNOWN},
                    {"services", KNOWN},   {"conversations", 3 * KNOWN},
                    {"descriptions", 0},   {"unknowns", 0},
                    {"findings", 0}};
    for (size_t i = 0; i < COUNT(expected); i++) {
#define COMPARE(table, label_text)                                                            \
    if (strcmp(expected[i].label, label_text) == 0 && m->table.head.used != expected[i].rows) \
        fail_msg("%u %s", (unsigned)m->table.head.used, label_text);
        MODEL_TABLES(COMPARE)
#undef COMPARE
    }
    link_free(l);
}

/* While somebody invents machines, groups or names, nothing is made of what was heard once: it is counted as evicted.
 */

enum { RUSH = 20000 }; /* frames of a flood after which its inventions push out each other */

/* Frames of all rows of a table, and of those that were evicted. */
#define FRAMES_OF(sum, table)                             \
    do {                                                  \
        (sum) = (table)->head.evicted.frames;             \
        for (uint32_t i = 0; i < (table)->head.used; i++) \
            (sum) += (table)->at[i].slot.frames;          \
    } while (0)

static const struct neighbour_key newcomer = {.ip = {.low = 0x0a090909, .family = IP_V4},
                                              .mac = {UINT64_C(0x00005e0053ff)}};

static void talk(struct link *l, struct mac from, struct ip src, struct ip dst)
{
    link_ip(l, &(struct said){.to = known_mac(1),
                              .from = from,
                              .src = src,
                              .dst = dst,
                              .proto = IP_UDP,
                              .src_port = 50000,
                              .dst_port = 50001});
}

static uint64_t conversation_frames(const struct model *m, struct ip a, struct ip b)
{
    const struct conversation_key key = {a, b, UINT64_C(17) << 32 | 50000u << 16 | 50001};
    uint32_t row = table_find(&m->conversations.head, &key);
    return row != TABLE_NONE ? m->conversations.at[row - 1].slot.frames : 0;
}

static void test_newcomer(void **state)
{
    (void)state;
    struct link *l = link_new_with(LINK_ETHERNET, SERIES_RECENT, 11);
    const struct model *m = l->model;
    const struct host_key host = {.mac = newcomer.mac};
    const struct ip peer = known_ip(1), other = ip_of("10.9.9.8");
    uint64_t n = 0, frames;
    talk(l, known_mac(0), other, peer);
    for (; n < RUSH; n++)
        flood_macs(l, n);
    uint64_t talks = m->conversations.head.evicted.entries;
    uint64_t bindings = m->neighbours.head.evicted.entries;
    uint64_t hosts = m->hosts.head.evicted.entries;
    talk(l, newcomer.mac, newcomer.ip, peer);
    assert_int_equal(table_find(&m->hosts.head, &host), TABLE_NONE);
    assert_int_equal(m->hosts.head.evicted.entries, hosts + 1);
    assert_int_equal(table_find(&m->neighbours.head, &newcomer), TABLE_NONE);
    assert_int_equal(conversation_frames(m, newcomer.ip, peer), 0);
    assert_int_equal(m->conversations.head.evicted.entries, talks + 1);
    assert_int_equal(m->neighbours.head.evicted.entries, bindings + 1);
    /* What was known is used whoever sends it. */
    talk(l, (struct mac){UINT64_C(0x02ffffffffff)}, other, peer);
    assert_int_equal(conversation_frames(m, other, peer), 2);
    assert_int_equal(m->conversations.head.evicted.entries, talks + 1);
    /* Who is heard twice is there. */
    talk(l, newcomer.mac, newcomer.ip, peer);
    assert_int_not_equal(table_find(&m->hosts.head, &host), TABLE_NONE);
    assert_int_not_equal(table_find(&m->neighbours.head, &newcomer), TABLE_NONE);
    assert_int_equal(conversation_frames(m, newcomer.ip, peer), 1);
    for (; n < 2 * RUSH; n++)
        flood_macs(l, n);
    assert_int_equal(conversation_frames(m, newcomer.ip, peer), 1);
    FRAMES_OF(frames, &m->hosts);
    assert_int_equal(frames, m->frames);
    FRAMES_OF(frames, &m->conversations);
    assert_int_equal(frames, 4);
    model_check(m);
    link_free(l);
}

/* The same of who joins groups that nobody else mentions. */
static void test_new_group(void **state)
{
    (void)state;
    struct link *l = link_new_with(LINK_ETHERNET, SERIES_RECENT, 11);
    const struct model *m = l->model;
    const struct ip group = ip_of("239.255.0.1");
    const struct member_key member = {.group = group, .mac = known_mac(0)};
    const struct member_key other = {.group = group, .mac = known_mac(2)};
    const struct ip unheard = ip_v4((uint32_t)group.low - 1);
    for (int i = 0; i < 2; i++)
        link_igmp3(l, known_mac(1), known_ip(1), known_group(1), 1);
    for (uint64_t n = 0; n < RUSH; n++)
        link_igmp(l, 0x16, known_mac(0), known_ip(0), ip_v4(UINT32_C(0xef000000) + (uint32_t)n));
    uint64_t members = m->members.head.evicted.entries;
    link_igmp(l, 0x16, known_mac(0), known_ip(0), group);
    assert_int_equal(table_find(&m->members.head, &member), TABLE_NONE);
    assert_int_equal(m->members.head.evicted.entries, members + 1);
    link_igmp(l, 0x16, known_mac(0), known_ip(0), group);
    assert_int_not_equal(table_find(&m->members.head, &member), TABLE_NONE);
    link_igmp(l, 0x16, known_mac(0), known_ip(0), ip_v4(0xef000000 + RUSH));
    members = m->members.head.evicted.entries;
    link_igmp3(l, known_mac(2), known_ip(2), unheard, 2); /* and the group */
    assert_int_equal(m->members.head.evicted.entries, members + 1);
    assert_int_not_equal(table_find(&m->members.head, &other), TABLE_NONE);
    uint64_t frames;
    FRAMES_OF(frames, &m->members);
    assert_int_equal(frames, 2 + RUSH + 5);
    model_check(m);
    link_free(l);
}

/* Of who asks for the members of a group. */
static void test_new_query(void **state)
{
    (void)state;
    struct link *l = link_new_with(LINK_ETHERNET, SERIES_RECENT, 11);
    const struct model *m = l->model;
    const struct group_key key = {.ip = ip_of("239.255.0.1"), .mac = MAC_NONE};
    for (uint64_t n = 0; n < RUSH; n++)
        link_igmp(l, 0x16, known_mac(0), known_ip(0), ip_v4(UINT32_C(0xef000000) + (uint32_t)n));
    link_igmp(l, 0x11, known_mac(1), known_ip(1), key.ip);
    assert_int_equal(table_find(&m->groups.head, &key), TABLE_NONE);
    link_igmp(l, 0x11, known_mac(1), known_ip(1), key.ip);
    uint32_t row = table_find(&m->groups.head, &key);
    assert_int_not_equal(row, TABLE_NONE);
    assert_int_equal(m->groups.at[row - 1].querier.queries, 1);
    assert_true(ip_equal(m->groups.at[row - 1].querier.ip, known_ip(1)));
    uint64_t frames;
    FRAMES_OF(frames, &m->groups);
    assert_int_equal(frames, m->frames);
    FRAMES_OF(frames, &m->senders);
    assert_int_equal(frames, m->frames);
    model_check(m);
    link_free(l);
}

/* Of who announces his address, while somebody answers for all of them. */
static void test_new_announcement(void **state)
{
    (void)state;
    struct link *l = link_new_with(LINK_ETHERNET, SERIES_RECENT, 11);
    const struct model *m = l->model;
    for (uint64_t n = 0; n < RUSH; n++)
        flood_sweep(l, n);
    uint64_t bindings = m->neighbours.head.evicted.entries;
    link_arp(l, 1, newcomer.mac, newcomer.ip, newcomer.ip);
    assert_int_equal(table_find(&m->neighbours.head, &newcomer), TABLE_NONE);
    assert_int_equal(m->neighbours.head.evicted.entries, bindings + 1);
    l->t_ns += S;
    link_arp(l, 1, newcomer.mac, newcomer.ip, newcomer.ip);
    uint32_t row = table_find(&m->neighbours.head, &newcomer);
    assert_int_not_equal(row, TABLE_NONE);
    assert_int_equal(m->neighbours.at[row - 1].gratuitous, 1);
    model_check(m);
    link_free(l);
}

static uint64_t name_frames(const struct model *m, const char *name)
{
    for (uint32_t i = 0; i < m->names.head.used; i++)
        if (strcmp(m->names.at[i].key.text, name) == 0)
            return m->names.at[i].slot.frames;
    return 0;
}

/* And of who says that he is called something. */
static void test_new_name(void **state)
{
    (void)state;
    struct link *l = link_new_with(LINK_ETHERNET, SERIES_RECENT, 11);
    const struct model *m = l->model;
    struct bytes message;
    for (uint64_t n = 0; n < RUSH; n++)
        flood_names(l, n);
    dns_response(&message, 1);
    dns_address_add(&message, "newcomer.local", known_ip(1), 120);
    uint64_t names = m->names.head.evicted.entries;
    link_mdns(l, known_mac(1), known_ip(1), &message);
    assert_int_equal(name_frames(m, "newcomer.local"), 0);
    assert_int_equal(m->names.head.evicted.entries, names + 1);
    for (uint64_t n = RUSH; n < RUSH + 100; n++)
        flood_names(l, n);
    link_mdns(l, known_mac(1), known_ip(1), &message);
    assert_int_equal(name_frames(m, "newcomer.local"), 1);
    link_mdns(l, known_mac(1), known_ip(1), &message);
    assert_int_equal(name_frames(m, "newcomer.local"), 2);
    uint64_t frames;
    FRAMES_OF(frames, &m->names);
    assert_int_equal(frames, (RUSH + 100) * 4 + 3);
    model_check(m);
    link_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known),     cmocka_unit_test(test_flood),
        cmocka_unit_test(test_newcomer),  cmocka_unit_test(test_new_group),
        cmocka_unit_test(test_new_query), cmocka_unit_test(test_new_announcement),
        cmocka_unit_test(test_new_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
