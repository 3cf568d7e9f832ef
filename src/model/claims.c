/* SPDX-License-Identifier: MIT */
/* Who says that it has which address, and whether anybody wanted to know (RFC 826, RFC 5227, RFC 4861). */
#include "model/census_state.h"
#include "model/row.h"

static const int64_t answer_ns = INT64_C(10) * 1000000000; /* who answers later answers nobody */
static const int64_t quarrel_ns = INT64_C(60) *
                                  1000000000;            /* who takes it back later takes turns */
static const int64_t deny_ns = INT64_C(60) * 1000000000; /* an address may change hands in more */

static struct ask *ask_place(struct census *c, struct ip ip)
{
    return &c->asks[ip_mixed(ip) >> 53];
}

static struct claimant *claimant_place(struct census *c, struct ip ip)
{
    return &c->claimants[ip_mixed(ip) >> 56];
}

static_assert(ASKS == 1 << (64 - 53), "ask_place() takes that many bits");
static_assert(CLAIMANTS == 1 << (64 - 56), "claimant_place() takes that many bits");

/* Whether somebody else claims the address, and did so last. */
static bool has_successor(const struct census *c, const struct neighbour *n)
{
    const struct table *t = &c->model->neighbours.head;
    for (struct kin kin = kin_first(t, &n->key); kin.row != TABLE_NONE; kin_next(t, &n->key, &kin))
        if (c->model->neighbours.at[kin.row - 1].claim_last_ns > n->claim_last_ns)
            return true;
    return false;
}

/* Who asks for an address that it said it has does not have it. Proxies answer when they are asked, and ask
 * on (RFC 1027); and an address may have moved on. */
static void claim_deny(struct census *c, struct ip ip)
{
    const struct packet *p = c->packet;
    const struct neighbour_key key = {.ip = ip, .mac = p->eth_src};
    uint32_t row = p->network == PROTO_ARP ? table_find(&c->model->neighbours.head, &key)
                                           : TABLE_NONE;
    if (row == TABLE_NONE || ip_is_unspecified(p->src))
        return;
    struct neighbour *n = &c->model->neighbours.at[row - 1];
    if (n->claims == 0 || n->claimed_asked || p->frame->t_ns - n->claim_last_ns > deny_ns ||
        has_successor(c, n))
        return;
    table_mark(&c->model->neighbours.head, row);
    if (n->denied == 0)
        n->denied_frame = p->frame->number;
    if (n->denied < UINT16_MAX)
        n->denied++;
    evidence_keep(c);
}

void ask_note(struct census *c, struct ip ip)
{
    if (ip.family == IP_NONE)
        return;
    claim_deny(c, ip);
    struct ask *ask = ask_place(c, ip);
    ask->ip = ip;
    ask->t_ns = c->packet->frame->t_ns;
}

/* False where that cannot be known. */
static bool nobody_asked(struct census *c, struct ip ip)
{
    const struct ask *ask = ask_place(c, ip);
    if (ask->ip.family == IP_NONE)
        return true;
    return ip_equal(ask->ip, ip) && c->packet->frame->t_ns - ask->t_ns > answer_ns;
}

/* Whether it is known that the last claim to the address is this one's: then nobody need be asked who else claims
 * it, of whom there may be TABLE_KIN. */
static bool is_last_claimant(struct census *c, const struct neighbour *n)
{
    const struct claimant *last = claimant_place(c, n->key.ip);
    return ip_equal(last->ip, n->key.ip) && mac_equal(last->mac, n->key.mac) &&
           last->frame == n->claim_last_frame;
}

/* When somebody else on the link has claimed the address since this one last did; 0: nobody. */
static int64_t claim_between_ns(struct census *c, const struct neighbour *n)
{
    if (is_last_claimant(c, n))
        return 0;
    const struct table *t = &c->model->neighbours.head;
    for (struct kin kin = kin_first(t, &n->key); kin.row != TABLE_NONE;
         kin_next(t, &n->key, &kin)) {
        const struct neighbour *other = &c->model->neighbours.at[kin.row - 1];
        if (other->claims > 0 && other->heard_at == n->heard_at && other->vlan == n->vlan &&
            other->claim_last_frame > n->claim_last_frame)
            return other->claim_last_ns;
    }
    return 0;
}

/* Takes down that the address comes back to the machine, and whether that is a quarrel. */
static void claim_return(struct census *c, struct neighbour *n)
{
    int64_t between_ns = claim_between_ns(c, n);
    if (between_ns == 0)
        return;
    n->flips++;
    if (c->packet->frame->t_ns - between_ns <= quarrel_ns && n->contested < UINT8_MAX)
        n->contested++;
}

/* Of what a claim says to whom, to tell one that is made again from a frame that is seen twice. */
static uint16_t claim_print(const struct packet *p, enum binding how)
{
    uint64_t said = p->dst.high ^ p->dst.low ^ p->eth_dst.value << 8 ^ (uint64_t)how << 56;
    return (uint16_t)(said * UINT64_C(0x9e3779b97f4a7c15) >> 48);
}

void claim_note(struct census *c, struct neighbour *n, enum binding how)
{
    const struct frame *frame = c->packet->frame;
    struct mac sender = c->packet->eth_src;
    if (mac_exists(sender) && !mac_equal(sender, n->key.mac))
        return; /* what one says of another is no claim of the other's */
    uint16_t print = claim_print(c->packet, how);
    if (n->claims > 0 && n->claim_print == print && frame->t_ns >= n->claim_last_ns &&
        frame->t_ns - n->claim_last_ns < SEEN_AGAIN_NS)
        return;
    n->claim_print = print;
    if (n->claims > 0)
        claim_return(c, n);
    if (n->claims++ == 0) {
        n->claim_frame = frame->number;
        n->claim_ns = frame->t_ns;
    }
    n->claim_last_frame = frame->number;
    n->claim_last_ns = frame->t_ns;
    *claimant_place(c, n->key.ip) = (struct claimant){n->key.ip, n->key.mac, frame->number};
    bool unasked = nobody_asked(c, n->key.ip);
    n->claimed_asked = how == BINDING_ANSWERED && !unasked;
    if (how != BINDING_ANSWERED || !unasked)
        return;
    if (n->unasked++ == 0)
        n->unasked_frame = frame->number;
    if (n->unasked <= FINDING_FRAMES)
        evidence_keep(c);
}

void gratuitous_note(struct census *c, struct neighbour *n)
{
    const struct packet *p = c->packet;
    if (n->claim_last_frame != p->frame->number)
        return; /* of another machine, or seen before */
    if (n->gratuitous++ == 0)
        n->gratuitous_frame = p->frame->number;
    n->gratuitous_last_frame = p->frame->number;
    if (n->gratuitous <= FINDING_FRAMES)
        evidence_keep(c);
}
