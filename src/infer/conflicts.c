/* SPDX-License-Identifier: MIT */
/*
 * Addresses that several machines claim (RFC 5227, RFC 4862): two that have the same one, one that answers
 * for another although nobody asked, one that answers for many, and addresses that moved on. Virtual routers,
 * clusters, the interfaces of one device and a repeater's translated clients share addresses rightly.
 */
#include "infer/conclusion.h"

#include <string.h>

#include "infer/chains.h"
#include "model/row.h"

enum {
    UNASKED_LEAST = 2, /* answers that nobody asked for */
    ANNOUNCEMENTS = 3, /* of a new address: two by RFC 5227 section 1.1, three by Windows */
    PROXY_LEAST = 3,   /* addresses of others that one answers for when asked */
    AHEAD = 16,        /* rows that are fetched */
};

static const int64_t reply_ns = INT64_C(3) * 1000000000; /* who has the address says so by then */

/* The host row of who claims an address, by neighbour row; TABLE_NONE. */
static uint32_t host_of(const struct conclusions *c, const struct model *m, uint32_t row)
{
    const struct host_key key = {.mac = m->neighbours.at[row - 1].key.mac};
    return siblings_row(&c->siblings, m, &key);
}

/* The MAC address by which the device of a neighbour row is known. */
static struct mac device_of(const struct conclusions *c, const struct model *m, uint32_t row)
{
    uint32_t host = host_of(c, m, row);
    return host != TABLE_NONE ? siblings_device(&c->siblings, host)
                              : m->neighbours.at[row - 1].key.mac;
}

/* Whether two neighbour rows may claim one address together. */
static bool are_one(const struct conclusions *c, const struct model *m, uint32_t a, uint32_t b)
{
    struct mac x = m->neighbours.at[a - 1].key.mac, y = m->neighbours.at[b - 1].key.mac;
    return macs_are_translated(x, y) || lineage_is_shared(x) || lineage_is_shared(y) ||
           mac_equal(device_of(c, m, a), device_of(c, m, b));
}

/* Each interface and each VLAN has addresses of its own. */
static bool on_one_link(const struct neighbour *a, const struct neighbour *b)
{
    return a->heard_at == b->heard_at && a->vlan == b->vlan;
}

/* Whether each of them used the address or claimed it after the other one did, and one either went on using
 * it or took it back at once: addresses that fail over to another machine and return are not quarrelled over. */
static bool are_quarrelling(const struct neighbour *a, const struct neighbour *b)
{
    bool taken_back = a->flips > 0 || b->flips > 0;
    return a->used_ns < b->last_ns && b->used_ns < a->last_ns &&
           (!taken_back || a->contested + b->contested > 0);
}

/* Whether it claims the address in more than one question from there. */
static bool is_firm(const struct neighbour *n)
{
    return n->claims > 1 || n->gratuitous > 0 || n->how == BINDING_ANSWERED;
}

static bool claims_address(const struct model *m, struct mac mac, struct ip ip)
{
    const struct neighbour_key key = {.ip = ip, .mac = mac};
    uint32_t row = table_find(&m->neighbours.head, &key);
    return row != TABLE_NONE && m->neighbours.at[row - 1].claims > 0;
}

/* Whether both claim another address together, too: the adapters of one machine on one link answer for each
 * other. */
static bool are_adapters(const struct conclusions *c, const struct model *m, uint32_t row,
                         uint32_t kin)
{
    const struct neighbour *a = &m->neighbours.at[row - 1], *b = &m->neighbours.at[kin - 1];
    uint32_t host = host_of(c, m, row);
    if (host == TABLE_NONE)
        return false;
    const struct host *h = &m->hosts.at[host - 1];
    for (unsigned i = 0; i < h->ipv4_count + (unsigned)h->ipv6_count; i++) {
        unsigned k = i - h->ipv4_count;
        struct ip ip = i < h->ipv4_count ? ip_v4(h->ipv4[i]) : ip_v6(h->ipv6[k][0], h->ipv6[k][1]);
        if (!ip_equal(ip, a->key.ip) && claims_address(m, a->key.mac, ip) &&
            claims_address(m, b->key.mac, ip))
            return true;
    }
    return false;
}

static bool is_unasked(const struct neighbour *n)
{
    return n->unasked >= UNASKED_LEAST && 2 * (uint64_t)n->unasked >= n->claims;
}

/* In how many contests somebody is who claims an address, by neighbour row. Of those without a row of their own
 * nothing is counted. */
static uint16_t contests_of(const struct conclusions *c, const struct model *m, uint32_t row)
{
    return c->contests.count[host_of(c, m, row)];
}

static struct conclusion *dispute_add(struct conclusions *c, enum conclusion_kind kind,
                                      const struct neighbour *of, const struct neighbour *against)
{
    const struct host_key subject = {.mac = of->key.mac};
    struct conclusion *to = conclusion_add(c, kind, &subject);
    to->ip = of->key.ip;
    to->mac = against->key.mac;
    conclusion_span(to, of->claim_ns, of->claim_last_ns);
    return to;
}

static void claims_prove(struct conclusion *to, const struct neighbour *n)
{
    conclusion_prove(to, n->claim_frame);
    conclusion_prove(to, n->claim_last_frame);
}

static void spoof_conclude(struct conclusions *c, const struct model *m,
                           const struct neighbour *thief, const struct neighbour *owner)
{
    const struct router *router = router_find(&m->routers, owner->key.ip);
    const struct host_key key = {.mac = owner->key.mac};
    uint32_t row = siblings_row(&c->siblings, m, &key);
    bool routes = row != TABLE_NONE && host_routes(&m->hosts.at[row - 1]);
    struct conclusion *to = dispute_add(
        c, router != NULL || routes ? CONCLUSION_ARP_SPOOFING_GATEWAY : CONCLUSION_ARP_SPOOFING,
        thief, owner);
    to->number = thief->unasked;
    if (router != NULL)
        conclusion_prove(to, router->frame);
    else if (routes)
        conclusion_prove(to, m->hosts.at[row - 1].carried_frame);
    conclusion_prove(to, thief->unasked_frame);
    claims_prove(to, thief);
    claims_prove(to, owner);
    to->times = thief->unasked;
}

/* Two rows of one address. */
static void pair_conclude(struct conclusions *c, const struct model *m, uint32_t row, uint32_t kin)
{
    const struct neighbour *a = &m->neighbours.at[row - 1], *b = &m->neighbours.at[kin - 1];
    const struct neighbour *later = a->claim_ns > b->claim_ns ? a : b;
    const struct neighbour *earlier = later == a ? b : a;
    uint16_t mine = contests_of(c, m, later == a ? row : kin);
    uint16_t other = contests_of(c, m, later == a ? kin : row);
    struct conclusion *to;
    if (is_unasked(a) != is_unasked(b)) {
        spoof_conclude(c, m, is_unasked(a) ? a : b, is_unasked(a) ? b : a);
        return;
    }
    if (a->denied > 0 || b->denied > 0)
        return; /* who asks for the address never had it (denial_conclude) */
    if ((mine >= PROXY_LEAST) != (other >= PROXY_LEAST) && !is_unasked(a)) {
        const struct neighbour *proxy = mine >= PROXY_LEAST ? later : earlier;
        to = dispute_add(c, CONCLUSION_PROXY_ARP, proxy, proxy == later ? earlier : later);
        to->number = mine >= PROXY_LEAST ? mine : other;
        claims_prove(to, proxy);
        return;
    }
    if (!is_firm(a) || !is_firm(b) || are_adapters(c, m, row, kin))
        return;
    bool conflict = are_quarrelling(a, b);
    if (!conflict && earlier->claim_last_ns > later->claim_last_ns)
        to = dispute_add(c, CONCLUSION_ADDRESS_MOVED, earlier, later); /* it came back */
    else
        to = dispute_add(c, conflict ? CONCLUSION_ADDRESS_CONFLICT : CONCLUSION_ADDRESS_MOVED,
                         later, earlier);
    to->number = (uint64_t)a->flips + b->flips + 1;
    claims_prove(to, earlier);
    claims_prove(to, later);
}

/* Who says that it has an address, and then asks who has it. */
static void denial_conclude(struct conclusions *c, const struct neighbour *n)
{
    const struct host_key subject = {.mac = n->key.mac};
    struct conclusion *to = conclusion_add(c, CONCLUSION_ARP_SPOOFING_ADMITTED, &subject);
    to->ip = n->key.ip;
    claims_prove(to, n);
    conclusion_prove(to, n->denied_frame);
    conclusion_span(to, n->claim_ns, n->claim_last_ns);
}

/* Who announces an address again and again, though it is known. */
static void gratuitous_conclude(struct conclusions *c, const struct neighbour *n)
{
    const struct host_key subject = {.mac = n->key.mac};
    struct conclusion *to = conclusion_add(c, CONCLUSION_GRATUITOUS_ARP, &subject);
    to->ip = n->key.ip;
    to->number = n->gratuitous;
    conclusion_prove(to, n->gratuitous_frame);
    conclusion_prove(to, n->gratuitous_last_frame);
    to->times = n->gratuitous;
    conclusion_span(to, n->claim_ns, n->claim_last_ns);
}

/* Who asked whether an address is free, and was told that it is not. */
static void probe_conclude(struct conclusions *c, const struct neighbour *asks,
                           const struct neighbour *has)
{
    if (has->claim_last_ns < asks->first_ns || has->claim_ns > asks->last_ns + reply_ns)
        return; /* it had it no longer, or not yet */
    const struct host_key subject = {.mac = asks->key.mac};
    struct conclusion *to = conclusion_add(c, CONCLUSION_PROBE_ANSWERED, &subject);
    to->ip = asks->key.ip;
    to->mac = has->key.mac;
    conclusion_prove(to, asks->frame);
    conclusion_prove(to, has->claim_last_frame);
    conclusion_span(to, asks->first_ns, asks->last_ns);
}

static bool is_contest(const struct conclusions *c, const struct model *m, uint32_t a, uint32_t b)
{
    const struct neighbour *x = &m->neighbours.at[a - 1], *y = &m->neighbours.at[b - 1];
    return x->claims > 0 && y->claims > 0 && on_one_link(x, y) && !are_one(c, m, a, b);
}

/* The first row of an address at or behind one, by its hash. */
static uint32_t address_seek(const struct contests *contests, const struct model *m, uint32_t row,
                             uint32_t hash, struct ip ip)
{
    while (row != 0 &&
           (contests->hash[row] != hash || !ip_equal(m->neighbours.at[row - 1].key.ip, ip)))
        row = contests->beside[row];
    return row;
}

/* Has the machine fetch what is_contest() asks of two rows. */
static void pair_fetch(const struct contests *contests, const struct model *m, uint32_t row)
{
    uint32_t kin = row != 0 ? contests->next[row] : 0;
    if (kin == 0)
        return;
    table_fetch(&m->neighbours.head, row);
    table_fetch(&m->neighbours.head, kin);
}

/* Counts everybody's contests: in how many he claims an address that somebody else claims, too. */
static void contests_count(struct conclusions *c, const struct model *m)
{
    struct contests *contests = &c->contests;
    memset(contests->count, 0, sizeof contests->count);
    for (uint32_t row = m->neighbours.head.used; row > 0; row--) {
        contests->rival[row] = 0;
        pair_fetch(contests, m, row > AHEAD ? row - AHEAD : 0);
        for (uint32_t kin = contests->next[row]; kin != 0; kin = contests->next[kin]) {
            if (!is_contest(c, m, row, kin))
                continue;
            const uint32_t hosts[] = {host_of(c, m, row), host_of(c, m, kin)};
            if (contests->rival[row] == 0)
                contests->rival[row] = (uint16_t)kin;
            for (int i = 0; i < 2; i++)
                if (hosts[i] != TABLE_NONE && contests->count[hosts[i]] < UINT16_MAX)
                    contests->count[hosts[i]]++;
        }
    }
}

/* Has the machine fetch what pair_conclude() asks of a row and its first rival. */
static void rival_fetch(const struct conclusions *c, const struct model *m, uint32_t row)
{
    uint32_t rival = row <= m->neighbours.head.used ? c->contests.rival[row] : 0;
    if (rival == 0)
        return;
    uint32_t host = host_of(c, m, row);
    lines_fetch(&m->neighbours.at[row - 1].unasked, 2);
    lines_fetch(&m->neighbours.at[rival - 1].unasked, 2);
    if (host != TABLE_NONE)
        lines_fetch(&m->hosts.at[host - 1].ipv4_count, 3);
}

static void contests_conclude(struct conclusions *c, const struct model *m)
{
    const struct contests *contests = &c->contests;
    for (uint32_t row = 1; row <= m->neighbours.head.used; row++) {
        uint32_t rival = contests->rival[row];
        rival_fetch(c, m, row + AHEAD);
        for (uint32_t kin = rival; kin != 0; kin = contests->next[kin])
            if (kin == rival || is_contest(c, m, row, kin))
                pair_conclude(c, m, row, kin);
    }
}

void contests_clear(struct conclusions *c, const struct model *m)
{
    struct contests *contests = &c->contests;
    contests->places = chains_clear(contests->first, m->neighbours.head.used);
}

/* Where the first row of addresses with a hash stands. */
static uint16_t *place_of(struct contests *contests, uint32_t hash)
{
    return &contests->first[hash & (contests->places - 1)];
}

void contest_note(struct conclusions *c, const struct model *m, uint32_t row)
{
    struct contests *contests = &c->contests;
    const struct neighbour *n = &m->neighbours.at[row - 1];
    uint32_t hash = n->slot.home; /* of the address alone */
    uint16_t *first = place_of(contests, hash);
    contests->next[row] = (uint16_t)address_seek(contests, m, *first, hash, n->key.ip);
    contests->hash[row] = hash;
    chain_push(first, contests->beside, row);
    contests->noted[row] = n->denied > 0 || n->gratuitous > ANNOUNCEMENTS ||
                           n->how == BINDING_PROBE;
}

/* What one says alone; and whether somebody has the address that it asks for. */
static void claim_conclude(struct conclusions *c, const struct model *m, uint32_t row)
{
    struct contests *contests = &c->contests;
    const struct neighbour *a = &m->neighbours.at[row - 1];
    if (a->denied > 0)
        denial_conclude(c, a);
    if (a->gratuitous > ANNOUNCEMENTS)
        gratuitous_conclude(c, a);
    if (a->how != BINDING_PROBE)
        return;
    uint32_t first = *place_of(contests, a->slot.home);
    uint32_t kin = address_seek(contests, m, first, a->slot.home, a->key.ip);
    for (; kin != 0; kin = contests->next[kin]) {
        const struct neighbour *b = &m->neighbours.at[kin - 1];
        if (kin != row && b->claims > 0 && on_one_link(a, b) && !are_one(c, m, row, kin))
            probe_conclude(c, a, b);
    }
}

void conflicts_conclude(struct conclusions *c, const struct model *m)
{
    contests_count(c, m);
    contests_conclude(c, m);
    for (uint32_t row = 1; row <= m->neighbours.head.used; row++)
        if (c->contests.noted[row])
            claim_conclude(c, m, row);
}
