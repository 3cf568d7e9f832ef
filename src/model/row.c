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

/* The timers of a querier, or the default ones. */
static int64_t membership_ns(const struct querier *q, int response_share)
{
    int64_t robustness = q != NULL && q->robustness > 0 ? q->robustness : ROBUSTNESS;
    int64_t interval_s = q != NULL && q->interval_s > 0 ? q->interval_s : QUERY_INTERVAL_S;
    int64_t response_ds = q != NULL && q->version > 1 && q->queries > 0 ? q->response_ds
                                                                        : RESPONSE_DS;
    return robustness * interval_s * second_ns + response_ds * second_ns / 10 / response_share;
}

int64_t querier_present_ns(const struct querier *q)
{
    return membership_ns(q, 2);
}

const struct querier *querier_elected(const struct querier_list *list, int source, int64_t now_ns)
{
    const struct querier *best = NULL;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct querier *q = &list->at[i];
        if (source != QUERIER_ANYWHERE && q->source != (uint32_t)source)
            continue;
        if (best == NULL) {
            best = q;
            continue;
        }
        bool here = now_ns - q->last_ns <= querier_present_ns(q) && !ip_is_unspecified(q->ip);
        bool best_here = now_ns - best->last_ns <= querier_present_ns(best) &&
                         !ip_is_unspecified(best->ip);
        bool better = here == best_here
                          ? (here ? ip_compare(q->ip, best->ip) < 0 : q->last_ns > best->last_ns)
                          : here;
        best = better ? q : best;
    }
    return best;
}

const struct querier *querier_find(const struct model *m, const struct group *g)
{
    if (g->querier.queries > 0)
        return &g->querier;
    if (g->key.ip.family == IP_NONE)
        return NULL;
    return querier_elected(&m->queriers[g->key.ip.family == IP_V6], QUERIER_ANYWHERE, m->now_ns);
}

int64_t member_expires_ns(const struct model *m, const struct member *member)
{
    const struct querier_list *list = &m->queriers[member->key.group.family == IP_V6];
    int64_t interval = membership_ns(querier_elected(list, member->heard_at, m->now_ns), 1);
    return member->last_ns <= INT64_MAX - interval ? member->last_ns + interval : INT64_MAX;
}

const char *member_state(const struct model *m, const struct member *member)
{
    if (member->left_ns != 0)
        return "left";
    return m->now_ns > member_expires_ns(m, member) ? "lapsed" : "member";
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

struct drops drops_find(const struct model *m)
{
    struct drops sum = {0};
    for (uint32_t i = 0; i < m->source_count; i++) {
        sum.kernel += m->source[i].kernel_dropped;
        sum.interface += m->source[i].interface_dropped;
    }
    return sum;
}
