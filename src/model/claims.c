/* SPDX-License-Identifier: MIT */
/* Who says that it has which address, and whether anybody wanted to know (RFC 826, RFC 5227, RFC 4861). */
#include "model/census_state.h"

static const int64_t answer_ns = INT64_C(10) * 1000000000; /* who answers later answers nobody */
static const int64_t deny_ns = INT64_C(60) * 1000000000;   /* an address may change hands in more */

static struct ask *ask_place(struct census *c, struct ip ip)
{
    uint64_t mixed = (ip.high ^ ip.low) * UINT64_C(0x9e3779b97f4a7c15);
    return &c->asks[mixed >> 53];
}

static_assert(ASKS == 1 << (64 - 53), "ask_place() takes that many bits");

/* Who asks for an address that it said it has does not have it. */
static void claim_deny(struct census *c, struct ip ip)
{
    const struct packet *p = c->packet;
    const struct neighbour_key key = {.ip = ip, .mac = p->eth_src};
    uint32_t row = p->network == PROTO_ARP ? table_find(&c->model->neighbours.head, &key)
                                           : TABLE_NONE;
    if (row == TABLE_NONE || ip_is_unspecified(p->src))
        return;
    struct neighbour *n = &c->model->neighbours.at[row - 1];
    if (n->claims == 0 || p->frame->t_ns - n->claim_last_ns > deny_ns)
        return;
    if (n->denied++ == 0)
        n->denied_frame = p->frame->number;
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

void claim_note(struct census *c, struct neighbour *n, enum binding how)
{
    const struct frame *frame = c->packet->frame;
    struct mac sender = c->packet->eth_src;
    if (mac_exists(sender) && !mac_equal(sender, n->key.mac))
        return; /* what one says of another is no claim of the other's */
    if (n->claims++ == 0) {
        n->claim_frame = frame->number;
        n->claim_ns = frame->t_ns;
    }
    n->claim_last_frame = frame->number;
    n->claim_last_ns = frame->t_ns;
    if (how != BINDING_ANSWERED || !nobody_asked(c, n->key.ip))
        return;
    if (n->unasked++ == 0)
        n->unasked_frame = frame->number;
    if (n->unasked <= FINDING_FRAMES)
        evidence_keep(c);
}
