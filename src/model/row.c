/* SPDX-License-Identifier: MIT */
/* What single rows of a model are called in every output. */
#include "model/row.h"

#include <string.h>

#include "address/registry.h"
#include "decode/decoder.h"

enum {
    IP_PROTOCOL_TCP = 6,
    IP_PROTOCOL_UDP = 17,
    /* Of IGMP and MLD (RFC 9776 sections 8.1 to 8.3). */
    ROBUSTNESS = 2,
    QUERY_INTERVAL_S = 125,
    RESPONSE_DS = 100,
};

static const int64_t second_ns = 1000000000;

const char *binding_word(enum binding how)
{
    static const char *const words[BINDING_COUNT] = {
        [BINDING_PROBE] = "probe",
        [BINDING_LEARNED] = "learned",
        [BINDING_ANNOUNCED] = "announced",
        [BINDING_ANSWERED] = "answered",
    };
    return words[how];
}

bool host_key_equal(const struct host_key *a, const struct host_key *b)
{
    return mac_equal(a->mac, b->mac) && ip_equal(a->ip, b->ip);
}

void host_key_format(const struct host_key *key, char out[IP_TEXT])
{
    if (mac_exists(key->mac))
        mac_format(key->mac, out);
    else
        ip_format(key->ip, out);
}

void group_key_format(const struct group_key *key, char out[IP_TEXT])
{
    if (key->ip.family != IP_NONE)
        ip_format(key->ip, out);
    else
        mac_format(key->mac, out);
}

struct group_entry group_key_entry(const struct group_key *key)
{
    if (key->ip.family != IP_NONE)
        return group_find(key->ip);
    struct mac_entry mac = group_mac_find(key->mac);
    return (struct group_entry){.name = mac.name != NULL ? mac.name : "",
                                .reference = mac.reference != NULL ? mac.reference : "",
                                .scope = SCOPE_NONE};
}

struct mac group_key_mac(const struct group_key *key)
{
    return key->ip.family != IP_NONE ? ip_group_mac(key->ip) : key->mac;
}

void conversation_protocol_format(const struct conversation *talk, char out[PROTO_NAME])
{
    enum proto proto = (enum proto)talk->proto;
    if (proto == PROTO_NONE || proto == PROTO_IPV4 || proto == PROTO_IPV6)
        proto = proto_find(SPACE_IP_PROTOCOL, talk->ip_proto);
    if (proto == PROTO_NONE) {
        space_number_name(SPACE_IP_PROTOCOL, talk->ip_proto, out);
        return;
    }
    struct text t = text_over(out, PROTO_NAME);
    text_add(&t, proto_name(proto));
}

bool conversation_has_ports(const struct conversation *talk)
{
    bool may = talk->ip_proto == IP_PROTOCOL_TCP || talk->ip_proto == IP_PROTOCOL_UDP;
    return may && (uint32_t)talk->key.ports != 0;
}

bool address_is_broadcast(const struct model *m, struct ip ip)
{
    return ip.family == IP_V4 &&
           (ip_is_limited_broadcast(ip) || broadcast_is_proven(&m->proven, (uint32_t)ip.low));
}

unsigned conversation_casts(const struct model *m, const struct conversation *talk)
{
    const struct conversation_key *key = &talk->key;
    unsigned known = talk->casts & ~(1U << CAST_NONE);
    if (known != 0)
        return known;
    /* No frame had a destination on the link: addresses have to do. */
    if (ip_is_multicast(key->a) || ip_is_multicast(key->b))
        return 1U << CAST_MULTICAST;
    bool broadcast = address_is_broadcast(m, key->a) || address_is_broadcast(m, key->b);
    return 1U << (broadcast ? CAST_BROADCAST : CAST_UNICAST);
}

enum cast conversation_cast(const struct model *m, const struct conversation *talk)
{
    unsigned casts = conversation_casts(m, talk);
    if ((casts & 1U << CAST_BROADCAST) != 0)
        return CAST_BROADCAST;
    return (casts & 1U << CAST_MULTICAST) != 0 ? CAST_MULTICAST : CAST_UNICAST;
}

/* Robustness times interval by the timers of a querier, or the default ones, and half of the time to answer
 * so many times. */
static int64_t membership_ns(const struct querier *q, int halves)
{
    int64_t robustness = q != NULL && q->robustness > 0 ? q->robustness : ROBUSTNESS;
    int64_t interval_s = q != NULL && q->interval_s > 0 ? q->interval_s : QUERY_INTERVAL_S;
    int64_t response_ds = q != NULL && q->version > 1 && q->queries > 0 ? q->response_ds
                                                                        : RESPONSE_DS;
    return robustness * interval_s * second_ns + response_ds * second_ns / 20 * halves;
}

int64_t querier_present_ns(const struct querier *q)
{
    return membership_ns(q, 1);
}

static bool querier_is_here(const struct querier *q, int64_t now_ns)
{
    return now_ns - q->last_ns <= querier_present_ns(q) && !ip_is_unspecified(q->ip);
}

static bool querier_is_better(const struct querier *q, const struct querier *than, int64_t now_ns)
{
    bool here = querier_is_here(q, now_ns), than_here = querier_is_here(than, now_ns);
    if (here != than_here)
        return here;
    return here ? ip_compare(q->ip, than->ip) < 0 : q->last_ns > than->last_ns;
}

bool querier_is_elected(const struct model *m, const struct querier_list *list,
                        const struct querier *q)
{
    int64_t now_ns = source_watched_ns(m, q->source);
    for (uint32_t i = 0; i < list->count; i++) {
        const struct querier *other = &list->at[i];
        if (other != q && other->source == q->source && other->vlan == q->vlan &&
            querier_is_better(other, q, now_ns))
            return false;
    }
    return true;
}

const struct querier *querier_elected(const struct querier_list *list, int source, uint16_t vlan,
                                      int64_t now_ns)
{
    const struct querier *best = NULL;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct querier *q = &list->at[i];
        if (source != QUERIER_ANYWHERE && (q->source != (uint32_t)source || q->vlan != vlan))
            continue;
        if (best == NULL || querier_is_better(q, best, now_ns))
            best = q;
    }
    return best;
}

const struct querier *querier_find(const struct model *m, const struct group *g)
{
    if (g->querier.queries > 0)
        return &g->querier;
    if (g->key.ip.family == IP_NONE)
        return NULL;
    return querier_elected(&m->queriers[g->key.ip.family == IP_V6], QUERIER_ANYWHERE, 0, m->now_ns);
}

const struct querier *member_querier(const struct model *m, const struct member *member)
{
    return querier_elected(&m->queriers[member->key.group.family == IP_V6], member->heard_at,
                           (uint16_t)member->key.vlan, m->now_ns);
}

const char *querier_word(const struct model *m, const struct querier_list *list,
                         const struct querier *q)
{
    int64_t now_ns = source_watched_ns(m, q->source);
    if (ip_is_unspecified(q->ip))
        return "proxy";
    if (now_ns - q->last_ns > querier_present_ns(q))
        return "gone";
    return querier_is_elected(m, list, q) ? "querier" : "rival";
}

bool member_may_be_silent(const struct member *member)
{
    return member->version < (member->key.group.family == IP_V6 ? 2 : 3);
}

uint32_t member_group(const struct model *m, const struct member *member)
{
    const struct group_key key = {.ip = member->key.group, .mac = MAC_NONE};
    return table_find(&m->groups.head, &key);
}

static const struct group *group_at(const struct model *m, uint32_t row)
{
    return row != TABLE_NONE ? &m->groups.at[row - 1] : NULL;
}

/* When the membership was last confirmed: by its own report, or by one that made it stay silent. Where reports of
 * some link are not known any more, one of any link may have. */
static int64_t member_confirmed_ns(const struct group *g, const struct member *member)
{
    int64_t confirmed_ns = member->last_ns;
    for (int i = 0; g != NULL && member_may_be_silent(member) && i < GROUP_LINKS; i++) {
        const struct shared_report *shared = &g->shared[i];
        bool here = shared->source == member->heard_at && shared->vlan == member->key.vlan;
        if ((here || g->more_shared) && shared->t_ns > confirmed_ns)
            confirmed_ns = shared->t_ns;
    }
    return confirmed_ns;
}

/* Version 1 of IGMP knows no questions for one group. */
static const struct querier *group_asked(const struct group *g, const struct member *member)
{
    bool knows = member->version > 1 || member->key.group.family == IP_V6;
    bool asked = g != NULL && knows && g->querier.queries > 0 && !g->querier.of_sources &&
                 g->querier.source == member->heard_at && g->querier.vlan == member->key.vlan &&
                 g->querier.last_ns > member_confirmed_ns(g, member);
    return asked ? &g->querier : NULL;
}

const struct querier *member_asked(const struct model *m, const struct member *member,
                                   uint32_t group)
{
    return group_asked(group_at(m, group), member);
}

int64_t member_expires_ns(const struct model *m, const struct member *member, uint32_t group)
{
    const struct group *g = group_at(m, group);
    int64_t confirmed_ns = member_confirmed_ns(g, member);
    int64_t interval = membership_ns(member_querier(m, member),
                                     member_may_be_silent(member) ? 2 : 4);
    int64_t expires_ns = confirmed_ns <= INT64_MAX - interval ? confirmed_ns + interval : INT64_MAX;
    const struct querier *asked = group_asked(g, member);
    if (asked == NULL)
        return expires_ns;
    int64_t robustness = asked->robustness > 0 ? asked->robustness : ROBUSTNESS;
    int64_t last_ns = asked->last_ns + robustness * asked->response_ds * second_ns / 10;
    return last_ns < expires_ns ? last_ns : expires_ns;
}

unsigned host_carries(const struct host *h)
{
    unsigned count = 0;
    for (uint64_t bits = h->carried; bits != 0; bits &= bits - 1)
        count++;
    return count;
}

bool host_routes(const struct host *h)
{
    return h->received.frames > 0 && host_carries(h) >= ROUTES_LEAST;
}

bool group_is_reported(struct ip group)
{
    if (group.family != IP_V6)
        return group.family == IP_V4 && group.low >> 8 != 0xe00000;
    return (group.high >> 48 & 0xf) > 2;
}

bool sender_is_stranger(const struct model *m, const struct sender *sender)
{
    if (!group_is_reported(sender->key.group.ip))
        return false;
    const struct member_key key = {
        .group = sender->key.group.ip, .mac = sender->key.host.mac, .host = sender->key.host.ip};
    const struct table *t = &m->members.head;
    for (struct kin kin = kin_first(t, &key); kin.row != TABLE_NONE; kin_next(t, &key, &kin))
        if (m->members.at[kin.row - 1].left_ns == 0)
            return false;
    return true;
}

int64_t source_watched_ns(const struct model *m, uint32_t source)
{
    if (source >= m->source_count)
        return m->last_ns;
    const struct source_row *s = &m->source[source];
    return s->kind == SOURCE_LIVE && !s->over ? m->now_ns : s->last_ns;
}

const char *member_state(const struct model *m, const struct member *member)
{
    if (member->left_ns != 0)
        return "left";
    uint32_t group = member_group(m, member);
    if (m->now_ns <= member_expires_ns(m, member, group))
        return "member";
    const struct group *g = group_at(m, group);
    const struct querier *q = member_querier(m, member);
    bool asked = (q != NULL && q->last_ns > member_confirmed_ns(g, member)) ||
                 group_asked(g, member) != NULL;
    return asked ? "lapsed" : "unasked";
}

const char *member_mode(const struct member *member)
{
    return member->mode == FILTER_INCLUDE   ? "include"
           : member->mode == FILTER_EXCLUDE ? "exclude"
                                            : "";
}

struct ip member_source(const struct member *member, unsigned index)
{
    return member->key.group.family == IP_V6
               ? ip_v6(member->sources[index][0], member->sources[index][1])
               : ip_v4((uint32_t)member->sources[index][1]);
}

const struct router *router_find(const struct router_list *list, struct ip ip)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (ip_equal(list->at[i].ip, ip))
            return &list->at[i];
    return NULL;
}

struct drops drops_find(const struct model *m)
{
    struct drops sum = {0};
    for (uint32_t i = 0; i < m->source_count; i++) {
        sum.kernel += m->source[i].kernel_dropped;
        sum.interface += m->source[i].interface_dropped;
    }
    return sum;
}
