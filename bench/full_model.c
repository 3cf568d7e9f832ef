/* SPDX-License-Identifier: MIT */
#include "full_model.h"

#include <stdio.h>
#include <string.h>

static const int64_t second_ns = 1000000000;

static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

/* Machine `n`'s address: half of them are made up, the others Intel's, VMware's, Hyper-V's, Docker's. */
static struct mac mac_of(uint64_t n)
{
    static const uint64_t makers[] = {0x001b21000000, 0x005056000000, 0x00155d000000,
                                      0x024200000000};
    if (n % 2 == 0)
        return (struct mac){(mix(n) & UINT64_C(0xfcffffffffff)) | UINT64_C(0x020000000000)};
    return (struct mac){makers[n / 2 % 4] | (mix(n) & 0xfff000) | (n & 0xfff)};
}

static struct ip ip_of(uint64_t n)
{
    return n % 8 == 7 ? ip_v4(UINT32_C(0xa9fe0000) + (uint32_t)(n & 0xffff))
                      : ip_v4(UINT32_C(0x0a000000) + (uint32_t)n);
}

static struct ip group_of(uint64_t n)
{
    return n % 3 == 0 ? ip_v6(UINT64_C(0xff02000000000000), 0x100000 + n)
                      : ip_v4(UINT32_C(0xef000000) + (uint32_t)(n * 0x10001));
}

static void name_of(char out[NAME_BYTES], uint64_t n)
{
    memset(out, 0, NAME_BYTES);
    snprintf(out, NAME_BYTES, n % 16 == 0 ? "machine-%u-2.local" : "machine-%u.local",
             (unsigned)(n % 6000));
}

/* Every table has its own macro-made user: the row of a key, counted. */
#define USE(m, table, key_ptr, number) \
    (&(m)->table.at[row_use(&(m)->table.head, (key_ptr), (uint32_t)(number)) - 1])

static uint32_t row_use(struct table *t, const void *key, uint32_t number)
{
    bool made;
    uint32_t row = table_use(t, key, number, &made);
    table_count(t, row, 1 + number % 1000, 64 + number % 1400);
    return row;
}

static void host_fill(struct model *m, uint64_t n)
{
    const struct host_key key = {.mac = mac_of(n)};
    struct host *h = USE(m, hosts, &key, n);
    h->announced_itself = n % 5 != 0;
    h->first_frame = n + 1;
    h->first_ns = (int64_t)n * 1000;
    h->last_ns = m->last_ns - (int64_t)(mix(n) % 1000000000);
    h->sent[n % CAST_COUNT].frames = h->slot.frames;
    h->ipv4_count = 1;
    h->ipv4[0] = (uint32_t)ip_of(n).low;
    if (n % 4 == 0) {
        h->ipv6_count = 1;
        h->ipv6[0][0] = UINT64_C(0xfe80000000000000);
        h->ipv6[0][1] = mix(n);
    }
}

/* One address in eight is claimed by two. */
static void neighbour_fill(struct model *m, uint64_t n)
{
    const struct neighbour_key key = {.ip = ip_of(n % 8 == 1 ? n - 1 : n), .mac = mac_of(n)};
    struct neighbour *to = USE(m, neighbours, &key, n);
    to->first_ns = to->claim_ns = to->used_ns = (int64_t)n * 1000;
    to->last_ns = to->claim_last_ns = m->last_ns - (int64_t)(mix(n) % 1000000000);
    to->frame = to->claim_frame = n + 1;
    to->how = (uint8_t)(n % 32 == 2 ? BINDING_PROBE : BINDING_ANSWERED);
    to->claims = to->how == BINDING_PROBE ? 0 : 3;
}

static void group_fill(struct model *m, uint64_t n)
{
    const struct group_key key = {.ip = group_of(n), .mac = MAC_NONE};
    struct group *g = USE(m, groups, &key, n);
    g->first_ns = (int64_t)n * 1000;
    g->last_ns = m->last_ns - (int64_t)(mix(n) % 1000000000);
    g->frame = n + 1;
    g->by_origin[n % ORIGIN_COUNT].frames = g->slot.frames;
    g->housekeeping = n % 2 == 0 ? g->slot.frames : 0;
}

static void sender_fill(struct model *m, uint64_t n)
{
    const struct sender_key key = {.group = {.ip = group_of(n % GROUP_ROWS), .mac = MAC_NONE},
                                   .host = {.mac = mac_of(n)}};
    struct sender *s = USE(m, senders, &key, n);
    s->first_ns = (int64_t)n * 1000;
    s->last_ns = m->last_ns;
}

/* Of each machine's two memberships one lapsed. */
static void member_fill(struct model *m, uint64_t n)
{
    const struct member_key key = {.group = group_of(n % GROUP_ROWS), .mac = mac_of(n / 2)};
    struct member *to = USE(m, members, &key, n);
    to->since_ns = (int64_t)n * 1000;
    to->last_ns = n % 2 == 0 ? m->last_ns : 1000 * second_ns;
    to->frame = n + 1;
    to->host = ip_of(n / 2);
    to->version = key.group.family == IP_V6 ? 2 : 3;
}

static void conversation_fill(struct model *m, uint64_t n)
{
    const struct conversation_key key = {
        .a = ip_of(n), .b = ip_of(n + 16), .ports = UINT64_C(17) << 32 | n};
    struct conversation *to = USE(m, conversations, &key, n);
    to->first_ns = (int64_t)n * 1000;
    to->last_ns = m->last_ns - (int64_t)(mix(n) % 1000000000);
    to->from_a.frames = to->slot.frames / 2;
    to->proto = PROTO_UDP;
    to->ip_proto = 17;
}

static void name_fill(struct model *m, uint64_t n)
{
    static const uint64_t sources[] = {PROTO_MDNS, PROTO_LLMNR, PROTO_DHCP, PROTO_NBNS};
    struct name_key key = {
        .mac = n % 4 == 0 ? MAC_NONE : mac_of(n), .ip = ip_of(n), .source = sources[n / 2 % 4]};
    name_of(key.text, n);
    struct name *to = USE(m, names, &key, n);
    to->first_ns = (int64_t)n * 1000;
    to->last_ns = m->last_ns;
    to->frame = n + 1;
    to->ttl_s = 120;
    to->unique = true;
}

static void service_fill(struct model *m, uint64_t n)
{
    struct service_key key = {.port = 80};
    snprintf(key.name, sizeof key.name, "Printer %u", (unsigned)n);
    snprintf(key.type, sizeof key.type, "_ipp._tcp");
    name_of(key.host, n);
    struct service *to = USE(m, services, &key, n);
    to->frame = n + 1;
    to->ttl_s = 120;
    to->source = PROTO_MDNS;
    to->last_ns = m->last_ns;
}

static void story_fill(struct model *m, uint64_t n)
{
    const struct story_key key = {mac_of(8 * n + 7)};
    struct story *s = USE(m, stories, &key, n);
    s->tries = 3;
    s->try_first_ns = second_ns;
    s->try_last_ns = 9 * second_ns;
    s->try_frames[0] = n + 1;
}

/* A third is looked for in vain, a third found at last, a third answered by few for many. */
static void lookup_fill(struct model *m, uint64_t n)
{
    struct lookup_key key = {.asker = {.mac = mac_of(n)}};
    snprintf(key.text, sizeof key.text, "machine-%u", (unsigned)(n / 2 * 7));
    struct lookup *l = USE(m, lookups, &key, n);
    struct lookup_step *mdns = &l->step[LOOKUP_MDNS], *llmnr = &l->step[LOOKUP_LLMNR];
    *mdns = (struct lookup_step){.asked = 1, .ask_frame = n + 1, .ask_ns = second_ns};
    *llmnr = *mdns;
    if (n % 3 != 0) {
        llmnr->answered = 1;
        llmnr->answer_frame = n + 2;
        llmnr->answer_ns = 2 * second_ns;
        llmnr->by = mac_of(n % 3 == 1 ? n : n % 20);
    }
}

static void others_fill(struct model *m, uint64_t n)
{
    static const uint8_t bytes[EVIDENCE_BYTES];
    const struct frame frame = {
        .number = n + 1, .captured = sizeof bytes, .length = sizeof bytes, .data = bytes};
    evidence_add(&m->evidence, &frame);
    const struct unknown_key unknown = {n};
    if (n < UNKNOWN_ROWS)
        USE(m, unknowns, &unknown, n)->slot.frames++;
    const struct finding_key finding = {n % ODDITY_COUNT, {.mac = mac_of(n)}};
    if (n < FINDING_ROWS)
        USE(m, findings, &finding, n)->frames[0] = n + 1;
    struct name_key key = {.mac = mac_of(n), .source = PROTO_LLDP};
    snprintf(key.text, sizeof key.text, "Description %u", (unsigned)n);
    if (n < DESCRIPTION_ROWS)
        USE(m, descriptions, &key, n)->frame = n + 1;
}

static void querier_fill(struct model *m)
{
    for (int family = 0; family < 2; family++) {
        struct querier_list *list = &m->queriers[family];
        list->count = 1;
        list->at[0] = (struct querier){.ip = family == 0 ? ip_of(1)
                                                         : ip_v6(UINT64_C(0xfe80000000000000), 1),
                                       .mac = mac_of(1),
                                       .queries = 100,
                                       .first_frame = 1,
                                       .last_frame = 2,
                                       .last_ns = m->last_ns - 60 * second_ns,
                                       .interval_s = 125,
                                       .response_ds = 100,
                                       .robustness = 2,
                                       .version = family == 0 ? 3 : 2};
    }
}

static void totals_fill(struct model *m)
{
    m->frames = 100000000;
    m->bytes = 20 * m->frames;
    m->last_ns = m->now_ns = 3600 * second_ns;
    for (int cast = 0; cast < CAST_COUNT; cast++)
        m->by_origin[cast][ORIGIN_PRIVATE].frames = m->frames / CAST_COUNT;
    for (int proto = 1; proto < PROTO_COUNT; proto++)
        m->protocol[proto].frames = (uint64_t)proto * 1000;
    m->source_count = 1;
    m->source[0] = (struct source_row){
        .name = "eth0", .interface = "eth0", .kind = SOURCE_LIVE, .link = 1};
}

void full_model_fill(struct model *m)
{
    totals_fill(m);
    querier_fill(m);
    for (uint64_t n = 0; n < HOST_ROWS; n++) {
        host_fill(m, n);
        neighbour_fill(m, n);
        if (n < GROUP_ROWS)
            group_fill(m, n);
        if (n < SENDER_ROWS)
            sender_fill(m, n);
        if (n < MEMBER_ROWS)
            member_fill(m, n);
        if (n < CONVERSATION_ROWS)
            conversation_fill(m, n);
        if (n < NAME_ROWS)
            name_fill(m, n);
        if (n < SERVICE_ROWS)
            service_fill(m, n);
        if (n < STORY_ROWS)
            story_fill(m, n);
        if (n < LOOKUP_ROWS)
            lookup_fill(m, n);
        if (n < EVIDENCE_OLDER)
            others_fill(m, n);
    }
}

void full_model_stir(struct model *m, uint32_t rows, uint32_t invented, uint64_t seed)
{
    m->frames += rows + invented;
    for (uint64_t i = 0; i < rows + invented; i++) {
        uint64_t n = i < rows ? mix(seed + i) % CONVERSATION_ROWS : HOST_ROWS + seed + i;
        host_fill(m, n);
        neighbour_fill(m, n);
        conversation_fill(m, n);
        name_fill(m, n);
    }
}

/* A question for a machine's address and an answer with it, the header of the message left out. */
static uint8_t *record_write(uint8_t *at, bool answers, uint64_t n)
{
    static const uint8_t kind[] = {5, 'l', 'o', 'c', 'a', 'l', 0, 0, 1, 0, 1};
    static const uint8_t data[] = {0, 0, 0, 120, 0, 4, 10, 0, 0, 1};
    *at = (uint8_t)snprintf((char *)at + 1, 24, "machine-%u", (unsigned)(n % 6000));
    at += 1 + *at;
    memcpy(at, kind, sizeof kind);
    at += sizeof kind;
    if (answers)
        memcpy(at, data, sizeof data);
    return answers ? at + sizeof data : at;
}

static uint32_t mdns_write(uint8_t *out, uint64_t n)
{
    static const uint8_t head[] = {1,    0,    0x5e, 0,    0,   0xfb, 0, 0,   0x5e, 0,  0x53, 1,
                                   8,    0, /* Ethernet */
                                   0x45, 0,    0,    0,    0,   0,    0, 0,   255,  17, 0,    0,
                                   10,   0,    0,    1,    224, 0,    0, 251, /* IPv4 */
                                   0x14, 0xe9, 0x14, 0xe9, 0,   0,    0, 0,   /* UDP */
                                   0,    0,    0,    0,    0,   0,    0, 0,   0,    0,  0,    0};
    enum { IP = 14, UDP = 34, MESSAGE = 42 };
    bool answers = n % 2 == 0;
    memcpy(out, head, sizeof head);
    out[MESSAGE + 2] = answers ? 0x84 : 0;
    out[MESSAGE + (answers ? 7 : 5)] = 1;
    uint32_t length = (uint32_t)(record_write(out + sizeof head, answers, n) - out);
    out[IP + 3] = (uint8_t)(length - IP);
    out[UDP + 5] = (uint8_t)(length - UDP);
    return length;
}

static uint32_t arp_write(uint8_t *out, uint64_t n)
{
    static const uint8_t bytes[64] = {
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x5e, 0x00, 0x53, 0x01, 0x08, 0x06,
        0x00, 0x01, 0x08, 0x00, 0x06, 0x04, 0x00, 0x01, 0x00, 0x00, 0x5e, 0x00, 0x53, 0x01,
        192,  0,    2,    1,    0,    0,    0,    0,    0,    0,    192,  0,    2,    2};
    enum { WANTED = 40 };
    memcpy(out, bytes, sizeof bytes);
    out[WANTED] = (uint8_t)(n >> 8);
    out[WANTED + 1] = (uint8_t)n;
    return sizeof bytes;
}

void full_frames_fill(struct frame_ring *ring)
{
    for (uint64_t i = 0; i < FRAME_SLOTS; i++) {
        uint64_t n = ring->total++;
        struct frame_slot *slot = &ring->slot[n % FRAME_SLOTS];
        bool arp = n % 4 == 0;
        slot->number = n + 1;
        slot->t_ns = (int64_t)n * 1000;
        slot->captured = arp ? arp_write(slot->bytes, n) : mdns_write(slot->bytes, n);
        slot->was_captured = slot->length = slot->captured;
        slot->link = 1;
        slot->protocol = arp ? PROTO_ARP : PROTO_MDNS;
    }
}
