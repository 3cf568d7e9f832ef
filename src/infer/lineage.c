/* SPDX-License-Identifier: MIT */
/*
 * Who made a virtual MAC address and for whom: the address taken apart, and held against the addresses
 * that packets show. What does not decode to an address that was seen is not guessed at.
 */
#include "infer/lineage.h"

#include <stdio.h>
#include <string.h>

#include "address/registry.h"
#include "infer/conclusion.h"

enum { MAKERS = 64 }; /* hosts that are looked at for who made an address */

struct lineage_row {
    uint8_t shift, number_bits;
};

static const struct lineage_row rows[LINEAGE_COUNT] = {
#define LINEAGE(id, prefix, bits, number_shift, number_bits) \
    [LINEAGE_##id] = {number_shift, number_bits},
#include "infer/lineage.def"
#undef LINEAGE
};

/* Whether any row begins with the address's first octet, or with one that has the same last six bits: most addresses
 * need no look at the rows. */
static bool may_say(struct mac mac)
{
    enum { SIX_BITS = 63 };
    uint64_t octets = 0;
#define LINEAGE(id, prefix, bits, number_shift, number_bits) \
    octets |= UINT64_C(1) << ((uint64_t)(prefix) >> 40 & SIX_BITS);
#include "infer/lineage.def"
#undef LINEAGE
    return (octets >> (mac.value >> 40 & SIX_BITS) & 1) != 0;
}

/* Comparing with numbers that the compiler knows takes a third of the time of a walk over the rows. */
static enum lineage_kind kind_find(struct mac mac)
{
    if (!may_say(mac))
        return LINEAGE_NONE;
#define LINEAGE(id, prefix, bits, number_shift, number_bits)    \
    if ((mac.value ^ (uint64_t)(prefix)) >> (48 - (bits)) == 0) \
        return LINEAGE_##id;
#include "infer/lineage.def"
#undef LINEAGE
    return LINEAGE_NONE;
}

struct lineage lineage_read(struct mac mac)
{
    enum lineage_kind kind = kind_find(mac);
    if (kind == LINEAGE_NONE)
        return (struct lineage){.kind = LINEAGE_NONE};
    const struct lineage_row *row = &rows[kind];
    struct lineage l = {.kind = kind, .tail = (uint32_t)mac.value};
    l.number = (uint32_t)(mac.value >> row->shift) & ((1u << row->number_bits) - 1);
    if (kind == LINEAGE_DECNET)
        l.number = (l.number & 0xff) << 8 | l.number >> 8;
    if (kind == LINEAGE_HYPER_V)
        l.tail = (uint32_t)(mac.value >> 8) & 0xffff;
    return l;
}

bool lineage_is_shared(struct mac mac)
{
    switch (kind_find(mac)) {
    case LINEAGE_VRRP:
    case LINEAGE_VRRP6:
    case LINEAGE_HSRP:
    case LINEAGE_HSRP2:
    case LINEAGE_HSRP6:
    case LINEAGE_GLBP:
    case LINEAGE_NLB: return true;
    default: return false;
    }
}

bool lineage_eui64(struct ip ip, struct mac *out)
{
    if (ip.family != IP_V6 || (ip.low >> 24 & 0xffff) != 0xfffe)
        return false;
    uint64_t identifier = ip.low ^ UINT64_C(0x0200000000000000);
    *out = (struct mac){identifier >> 40 << 24 | (identifier & 0xffffff)};
    return !mac_is_group(*out);
}

/* Conclusions */

static struct conclusion *lineage_add(struct conclusions *c, enum conclusion_kind kind,
                                      const struct host *h)
{
    struct conclusion *to = conclusion_add(c, kind, &h->key);
    if (!conclusion_is_kept(c, to))
        return to;
    conclusion_prove(to, h->first_frame);
    conclusion_span(to, h->first_ns, h->last_ns);
    return to;
}

void tails_clear(struct conclusions *c)
{
    memset(c->tails.first, 0, sizeof c->tails.first);
}

void tail_note(struct conclusions *c, const struct model *m, uint32_t row)
{
    const struct neighbour *n = &m->neighbours.at[row - 1];
    uint16_t *first = &c->tails.first[n->key.ip.low & 0xffff];
    if (n->key.ip.family != IP_V4 || n->how == BINDING_PROBE)
        return;
    c->tails.next[row] = *first;
    *first = (uint16_t)row;
}

/* Hyper-V gives a machine its address when it is made: the last two octets of the IPv4 address its host
 * had when the role was set up, and a counter. */
static void hyper_v_conclude(struct conclusions *c, const struct model *m, const struct host *h,
                             struct lineage l)
{
    const struct neighbour *maker = NULL;
    uint32_t makers = 0, row = c->tails.first[l.tail];
    for (int i = 0; i < MAKERS && row != 0; i++, row = c->tails.next[row]) {
        const struct neighbour *n = &m->neighbours.at[row - 1];
        if (mac_equal(n->key.mac, h->key.mac))
            continue;
        makers += maker == NULL || !ip_equal(maker->key.ip, n->key.ip);
        if (maker == NULL || n->how > maker->how)
            maker = n;
    }
    if (maker == NULL)
        return;
    struct conclusion *to = lineage_add(
        c, makers == 1 ? CONCLUSION_HYPER_V_HOST : CONCLUSION_HYPER_V_HOSTS, h);
    to->ip = maker->key.ip;
    to->mac = maker->key.mac;
    to->number = makers == 1 ? l.number : makers;
    conclusion_prove(to, maker->frame);
    row = c->tails.first[l.tail];
    for (int i = 0; i < MAKERS && row != 0; i++, row = c->tails.next[row])
        if (!mac_equal(m->neighbours.at[row - 1].key.mac, h->key.mac))
            conclusion_prove(to, m->neighbours.at[row - 1].frame);
}

/* An IPv4 address in the last four octets: certain where the machine has it, likely where it could. */
static void embedded_conclude(struct conclusions *c, const struct model *m, const struct host *h,
                              struct lineage l)
{
    struct ip ip = ip_v4(l.tail);
    bool has = host_has(h, ip);
    enum conclusion_kind kind;
    if (l.kind == LINEAGE_NLB && (has || ip_origin(ip) == ORIGIN_PRIVATE))
        kind = has ? CONCLUSION_NLB_CLUSTER : CONCLUSION_NLB_LIKELY;
    else if (has)
        kind = CONCLUSION_MAC_HAS_ADDRESS;
    else
        return;
    const struct neighbour_key key = {.ip = ip, .mac = h->key.mac};
    uint32_t row = table_find(&m->neighbours.head, &key);
    struct conclusion *to = lineage_add(c, kind, h);
    to->ip = ip;
    if (row != TABLE_NONE)
        conclusion_prove(to, m->neighbours.at[row - 1].frame);
}

/* The hosts of an NLB cluster replace the second octet by their number, 1 to 32. */
static void nlb_host_conclude(struct conclusions *c, const struct host *h)
{
    uint32_t number = (uint32_t)(h->key.mac.value >> 32 & 0xff);
    struct ip ip = ip_v4((uint32_t)h->key.mac.value);
    if (!mac_exists(h->key.mac) || h->key.mac.value >> 40 != 2 || number < 1 || number > 32 ||
        !host_has(h, ip))
        return;
    struct conclusion *to = lineage_add(c, CONCLUSION_NLB_HOST, h);
    to->ip = ip;
    to->number = number;
}

static void decnet_conclude(struct conclusions *c, const struct host *h, struct lineage l)
{
    char node[24];
    snprintf(node, sizeof node, "%u.%u", (unsigned)(l.number >> 10), (unsigned)(l.number & 0x3ff));
    conclusion_name(lineage_add(c, CONCLUSION_DECNET_NODE, h), node);
}

static void identifiers_conclude(struct conclusions *c, const struct model *m, const struct host *h)
{
    for (unsigned i = 0; i < h->ipv6_count; i++) {
        struct ip ip = ip_v6(h->ipv6[i][0], h->ipv6[i][1]);
        struct mac mac;
        if (!lineage_eui64(ip, &mac))
            continue;
        bool own = mac_equal(mac, h->key.mac);
        const struct neighbour_key key = {.ip = ip, .mac = h->key.mac};
        uint32_t row = table_find(&m->neighbours.head, &key);
        struct conclusion *to = conclusion_add(
            c, own ? CONCLUSION_EUI64_OWN : CONCLUSION_EUI64_OTHER, &h->key);
        conclusion_prove(to, row != TABLE_NONE ? m->neighbours.at[row - 1].frame : h->first_frame);
        conclusion_span(to, h->first_ns, h->last_ns);
        to->ip = ip;
        if (!own)
            to->mac = mac;
    }
}

void lineage_conclude(struct conclusions *c, const struct model *m, uint32_t row)
{
    static const enum conclusion_kind numbered[LINEAGE_COUNT] = {
        [LINEAGE_VRRP] = CONCLUSION_VRRP_ROUTER,
        [LINEAGE_VRRP6] = CONCLUSION_VRRP6_ROUTER,
        [LINEAGE_HSRP] = CONCLUSION_HSRP_GROUP,
        [LINEAGE_HSRP2] = CONCLUSION_HSRP2_GROUP,
        [LINEAGE_HSRP6] = CONCLUSION_HSRP6_GROUP,
        [LINEAGE_GLBP] = CONCLUSION_GLBP_GROUP,
        [LINEAGE_VMWARE_HOST] = CONCLUSION_VMWARE_HOST,
        [LINEAGE_VMWARE_VCENTER] = CONCLUSION_VMWARE_VCENTER,
    };
    const struct host *h = &m->hosts.at[row - 1];
    struct lineage l = lineage_read(h->key.mac);
    if (mac_exists(h->key.mac))
        identifiers_conclude(c, m, h);
    switch (l.kind) {
    case LINEAGE_NONE: nlb_host_conclude(c, h); break;
    case LINEAGE_HYPER_V: hyper_v_conclude(c, m, h, l); break;
    case LINEAGE_DOCKER:
    case LINEAGE_GOOGLE:
    case LINEAGE_NLB: embedded_conclude(c, m, h, l); break;
    case LINEAGE_DECNET: decnet_conclude(c, h, l); break;
    default: lineage_add(c, numbered[l.kind], h)->number = l.number; break;
    }
}
