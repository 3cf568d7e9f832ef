/* SPDX-License-Identifier: MIT */
/* How machines come to their addresses: what they ask and are told on the way, written down. */
#include "model/census_state.h"

#include <string.h>

/* Says of a machine, if it is a host by now, whether its next frame has to do with its story. */
static void host_unsettle(struct census *c, struct mac mac, bool unsettled)
{
    uint32_t row = host_row_of(c, mac);
    if (row == TABLE_NONE)
        return;
    table_mark(&c->model->hosts.head, row);
    c->model->hosts.at[row - 1].unsettled = unsettled;
}

static struct story *story_use(struct census *c, struct mac mac)
{
    struct story_key key = {mac};
    bool made;
    uint32_t row = table_use(&c->model->stories.head, &key, c->stamp, &made);
    struct story *s = &c->model->stories.at[row - 1];
    s->slot.frames++;
    evidence_keep(c);
    host_unsettle(c, mac, true);
    return s;
}

static void event_note(struct census *c, struct story_event *e)
{
    const struct frame *frame = c->packet->frame;
    if (e->count++ == 0) {
        e->first_frame = frame->number;
        e->first_ns = frame->t_ns;
    }
    e->last_frame = frame->number;
    e->last_ns = frame->t_ns;
}

/* One more time that it asked. */
static void try_note(struct census *c, struct story *s)
{
    const struct frame *frame = c->packet->frame;
    if (s->tries > 0 && frame->t_ns - s->try_last_ns < SEEN_AGAIN_NS)
        return;
    if (s->tries == 0)
        s->try_first_ns = frame->t_ns;
    if (s->tries < STORY_TRIES)
        s->try_frames[s->tries] = frame->number;
    s->try_last_ns = frame->t_ns;
    s->tries++;
}

static void tries_end(struct story *s)
{
    s->tries = 0;
    memset(s->try_frames, 0, sizeof s->try_frames);
}

/* Who asks from an address has one (RFC 2131 section 4.1): it renews that, or looks for other servers. */
static bool asks_from_address(const struct packet *p, struct mac mac)
{
    return mac_equal(p->eth_src, mac) && !ip_is_unspecified(p->src) && !ip_is_link_local(p->src);
}

void story_lease(struct census *c, const struct fact *fact)
{
    enum lease lease = (enum lease)fact->how;
    struct story *s = story_use(c, fact->mac);
    event_note(c, &s->lease[lease]);
    if (lease == LEASE_DISCOVER || lease == LEASE_REMIND) {
        if (!asks_from_address(c->packet, fact->mac))
            try_note(c, s);
    } else
        tries_end(s); /* who requests was offered something, though perhaps to it alone */
    if (lease == LEASE_ACK)
        s->leased = fact->ip;
}

/* A machine that has an address of another kind got it somehow. Without a lease since, it has it beside its
 * link-local one, or instead. */
static void story_settle(struct census *c, struct mac mac)
{
    struct story_key key = {mac};
    uint32_t row = table_find(&c->model->stories.head, &key);
    host_unsettle(c, mac, false);
    if (row == TABLE_NONE)
        return;
    table_mark(&c->model->stories.head, row);
    struct story *s = &c->model->stories.at[row - 1];
    tries_end(s);
    if (s->fell_ns != 0 && s->beside_ns == 0 && s->lease[LEASE_ACK].last_ns < s->fell_ns)
        s->beside_ns = c->packet->frame->t_ns;
}

/* The first time that it uses a link-local address. */
static void story_fall(struct census *c, struct story *s)
{
    if (s->fell_ns != 0)
        return;
    s->fell_ns = c->packet->frame->t_ns;
    s->fell_tries = s->tries;
    s->fell_try_ns = s->try_first_ns;
    memcpy(s->fell_frames, s->try_frames, sizeof s->fell_frames);
}

void story_learned(struct census *c, struct mac mac, struct ip ip)
{
    struct story_key key = {mac};
    if (ip.family != IP_V4)
        return;
    if (!ip_is_link_local(ip)) {
        story_settle(c, mac);
        return;
    }
    uint32_t row = table_find(&c->model->stories.head, &key);
    if (row == TABLE_NONE || c->model->stories.at[row - 1].fell_ns == 0)
        story_fall(c, story_use(c, mac));
}

void story_routed(struct census *c)
{
    const struct packet *p = c->packet;
    struct host_key key = {.mac = p->eth_dst};
    uint32_t row = table_find(&c->model->hosts.head, &key);
    if (p->network != PROTO_IPV4 || ip_is_link_local(p->dst) || row == TABLE_NONE)
        return;
    const struct host *h = &c->model->hosts.at[row - 1];
    if (h->ipv4_count > 0 && !host_has(h, p->dst))
        finding_raise(c, ODDITY_LINK_LOCAL_ROUTED, p->dst);
}

void story_address(struct census *c, struct mac mac, struct ip ip, enum binding how)
{
    if (ip.family != IP_V4 || how == BINDING_LEARNED)
        return;
    if (!ip_is_link_local(ip)) {
        if (how != BINDING_PROBE)
            story_settle(c, mac);
        return;
    }
    struct story *s = story_use(c, mac);
    event_note(c, how == BINDING_PROBE ? &s->probe : &s->claim);
    s->link_local = ip;
    if (how == BINDING_PROBE)
        return;
    if (s->claim.count == 1)
        s->fell_ns = 0; /* a packet that came from there before was a trial */
    story_fall(c, s);
}
