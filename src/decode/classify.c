/* SPDX-License-Identifier: MIT */
/* The classification of frames: a pure function of the packet and of what was proven before it. */
#include "decode/classify.h"

bool broadcast_is_proven(const struct broadcast_list *list, uint32_t address)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (list->address[i] == address)
            return true;
    return false;
}

bool broadcast_prove(struct broadcast_list *list, uint32_t address)
{
    if (broadcast_is_proven(list, address))
        return true;
    if (list->count == BROADCASTS) {
        list->refused++;
        return false;
    }
    list->address[list->count++] = address;
    return true;
}

/* How a network destination is cast; CAST_NONE without one. */
static enum cast network_cast(const struct packet *p, const struct broadcast_list *proven,
                              uint8_t *rule)
{
    if (p->network != PROTO_IPV4 && p->network != PROTO_IPV6)
        return CAST_NONE;
    if (p->dst.family == IP_NONE)
        return CAST_NONE;
    if (ip_is_limited_broadcast(p->dst)) {
        *rule = RULE_IP_LIMITED;
        return CAST_BROADCAST;
    }
    if (ip_is_multicast(p->dst)) {
        *rule = RULE_IP_MULTICAST;
        return CAST_MULTICAST;
    }
    if (p->dst.family == IP_V4 && broadcast_is_proven(proven, (uint32_t)p->dst.low)) {
        *rule = RULE_IP_DIRECTED;
        return CAST_BROADCAST;
    }
    *rule = RULE_IP_UNICAST;
    return CAST_UNICAST;
}

static enum cast link_cast(const struct packet *p, uint8_t *rule)
{
    if (mac_exists(p->eth_dst)) {
        if (!mac_is_group(p->eth_dst)) {
            *rule = RULE_MAC_UNICAST;
            return CAST_UNICAST;
        }
        bool broadcast = mac_is_broadcast(p->eth_dst);
        *rule = broadcast ? RULE_MAC_BROADCAST : RULE_MAC_GROUP;
        return broadcast ? CAST_BROADCAST : CAST_MULTICAST;
    }
    *rule = RULE_COOKED_TYPE;
    switch (p->link_cast) {
    case LINK_CAST_UNICAST: return CAST_UNICAST;
    case LINK_CAST_BROADCAST: return CAST_BROADCAST;
    case LINK_CAST_MULTICAST: return CAST_MULTICAST;
    default: return CAST_NONE;
    }
}

/*
 * True where the two casts cannot both be meant. A link broadcast to what looks like a unicast
 * address may be a directed broadcast of a subnet nobody proved yet: it is a contradiction only
 * where the low two bits are neither 11 nor 00, which ends every directed broadcast address, the
 * obsolete all-zeros form included (RFC 1122 section 3.3.6), of a subnet with room for two hosts.
 */
static bool casts_disagree(const struct packet *p, enum cast link, enum cast network)
{
    if (network == CAST_NONE || link == network)
        return false;
    if (link == CAST_BROADCAST && network == CAST_UNICAST && p->dst.family == IP_V4)
        return (p->dst.low & 3) == 1 || (p->dst.low & 3) == 2;
    return true;
}

static uint8_t part_find(const struct packet *p, const struct broadcast_list *proven)
{
    if (p->network != PROTO_IPV4 || p->dst.family != IP_V4)
        return PART_LINK;
    if (ip_is_limited_broadcast(p->dst))
        return PART_LIMITED;
    return broadcast_is_proven(proven, (uint32_t)p->dst.low) ? PART_DIRECTED : PART_LINK;
}

void classify(const struct packet *p, const struct broadcast_list *proven, struct verdict *v)
{
    bool local = ip_is_link_local(p->src);
    v->part = PART_LINK;
    v->origin = (uint8_t)ip_origin(p->src);
    v->link_local = local && p->src.family == IP_V4;
    v->link_local6 = local && p->src.family == IP_V6;
    v->disagree = false;

    uint8_t link_rule = RULE_NO_DESTINATION, network_rule = RULE_NO_DESTINATION;
    enum cast link = link_cast(p, &link_rule);
    /* The look through proven broadcast addresses is spared where the link has decided. */
    if (link == CAST_UNICAST && p->dst.family == IP_V4 && !ip_is_multicast(p->dst) &&
        !ip_is_limited_broadcast(p->dst)) {
        v->cast = CAST_UNICAST;
        v->rule = link_rule;
        return;
    }
    enum cast network = network_cast(p, proven, &network_rule);
    v->cast = (uint8_t)(link != CAST_NONE ? link : network);
    v->rule = link != CAST_NONE ? link_rule : network_rule;
    v->disagree = link != CAST_NONE && casts_disagree(p, link, network);
    if (v->cast == CAST_BROADCAST)
        v->part = part_find(p, proven);
}

const char *cast_name(enum cast cast)
{
    static const char *const names[CAST_COUNT] = {
        [CAST_NONE] = "none",
        [CAST_UNICAST] = "unicast",
        [CAST_BROADCAST] = "broadcast",
        [CAST_MULTICAST] = "multicast",
    };
    return names[cast];
}

const char *part_name(enum broadcast_part part)
{
    static const char *const names[PART_COUNT] = {
        [PART_LIMITED] = "limited",
        [PART_DIRECTED] = "directed",
        [PART_LINK] = "link",
    };
    return names[part];
}

static const struct {
    const char *sentence, *reference;
} rules[RULE_COUNT] = {
#define RULE(id, sentence, reference) [RULE_##id] = {sentence, reference},
#include "decode/rules.def"
#undef RULE
};

const char *rule_sentence(enum rule rule)
{
    return rules[rule].sentence;
}

const char *rule_reference(enum rule rule)
{
    return rules[rule].reference;
}
