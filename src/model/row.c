/* SPDX-License-Identifier: MIT */
/* What single rows of a model are called in every output. */
#include "model/row.h"

#include <string.h>

#include "address/registry.h"
#include "decode/decoder.h"

enum { IP_PROTOCOL_TCP = 6, IP_PROTOCOL_UDP = 17, MEMBERSHIP_S = 260 };

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

struct querier querier_find(const struct model *m, const struct group *g)
{
    if (g->querier.family != IP_NONE)
        return (struct querier){g->querier, g->querier_mac, g->querier_last_ns, g->querier_version};
    if (g->key.ip.family == IP_NONE)
        return (struct querier){.mac = MAC_NONE};
    unsigned of = g->key.ip.family == IP_V6;
    return (struct querier){m->querier[of], m->querier_mac[of], m->querier_last_ns[of],
                            m->querier_version[of]};
}

int64_t member_expires_ns(const struct member *member)
{
    const int64_t interval = INT64_C(1000000000) * MEMBERSHIP_S;
    return member->last_ns <= INT64_MAX - interval ? member->last_ns + interval : INT64_MAX;
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
