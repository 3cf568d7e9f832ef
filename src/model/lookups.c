/* SPDX-License-Identifier: MIT */
/*
 * Who looks for whom, and how far he gets: the ladder from DNS over mDNS and LLMNR to the NetBIOS name
 * service. Only questions to everybody count, and from DNS only that there is no such name: what a server
 * knows is no business of the link's.
 */
#include "model/census_state.h"

#include <string.h>

static const int64_t answer_ns = INT64_C(5) * 1000000000; /* what comes later is no answer */
static const int64_t burst_ns =
    50000000; /* one question, over both families and for both kinds of address */

static int way_of(enum proto proto)
{
    switch (proto) {
    case PROTO_DNS: return LOOKUP_DNS;
    case PROTO_MDNS: return LOOKUP_MDNS;
    case PROTO_LLMNR: return LOOKUP_LLMNR;
    case PROTO_NBNS: return LOOKUP_NBNS;
    default: return -1;
    }
}

/* The first label in small letters: what is the same in all four, but that a dot is a letter like others to
 * NetBIOS. False for what is no host's name. */
static bool key_set(struct lookup_key *key, const char *name, int way)
{
    size_t n = way == LOOKUP_NBNS ? strlen(name) : strcspn(name, ".");
    if (n == 0 || n >= sizeof key->text || name[0] == '_')
        return false;
    key_lower(key->text, name, n);
    return true;
}

static struct host_key host_key_of(struct mac mac, struct ip ip)
{
    struct host_key key = {.mac = mac};
    if (!mac_exists(mac) || mac.value == 0)
        key = (struct host_key){.mac = MAC_NONE, .ip = ip};
    return key;
}

static struct lookup *lookup_use(struct census *c, const struct lookup_key *key)
{
    bool made;
    uint32_t row = table_use_again(&c->model->lookups.head, key, c->stamp, &made);
    struct lookup *l = &c->model->lookups.at[row - 1];
    if (made)
        l->first_ns = c->packet->frame->t_ns;
    l->last_ns = c->packet->frame->t_ns;
    l->slot.frames++;
    return l;
}

void lookup_ask(struct census *c, const struct fact *fact)
{
    const struct packet *p = c->packet;
    int way = way_of((enum proto)fact->proto);
    bool to_all = mac_exists(p->eth_dst)
                      ? mac_is_group(p->eth_dst)
                      : ip_is_multicast(p->dst) || ip_is_limited_broadcast(p->dst);
    struct lookup_key key = {.asker = host_key_of(p->eth_src, p->src)};
    if (fact->how != 1 || way < 0 || way == LOOKUP_DNS || !to_all ||
        !key_set(&key, packet_name(p, fact->text), way))
        return;
    struct lookup_step *step = &lookup_use(c, &key)->step[way];
    int64_t since_ns = p->frame->t_ns - step->ask_ns;
    if (step->asked++ == 0) {
        step->first_ns = p->frame->t_ns;
        evidence_keep(c);
    } else if (since_ns >= burst_ns && since_ns <= answer_ns) {
        step->repeats++;
    }
    step->ask_frame = p->frame->number;
    step->ask_ns = p->frame->t_ns;
}

void lookup_deny(struct census *c, const struct fact *fact)
{
    const struct packet *p = c->packet;
    struct lookup_key key = {.asker = host_key_of(p->eth_dst, p->dst)};
    if (!key_set(&key, packet_name(p, fact->text), LOOKUP_DNS))
        return;
    struct lookup *l = lookup_use(c, &key);
    if (l->denied_frame == 0)
        evidence_keep(c);
    l->denied_frame = p->frame->number;
}

/* Whether somebody else looked for what the fact says, the same way and just now. */
static bool is_waited_for(const struct census *c, const struct lookup *l, int way)
{
    const struct packet *p = c->packet;
    const struct lookup_step *step = &l->step[way];
    int64_t took_ns = p->frame->t_ns - step->ask_ns;
    return step->asked > 0 && took_ns >= 0 && took_ns <= answer_ns &&
           !mac_equal(l->key.asker.mac, p->eth_src);
}

bool lookup_is_answered(const struct census *c, const struct fact *fact)
{
    int way = way_of((enum proto)fact->proto);
    const struct table *t = &c->model->lookups.head;
    if (t->used == 0 || way < 0)
        return false;
    struct lookup_key key = {.asker = {.mac = MAC_NONE}};
    if (!key_set(&key, packet_name(c->packet, fact->text), way))
        return false;
    for (struct kin kin = kin_first(t, &key); kin.row != TABLE_NONE; kin_next(t, &key, &kin))
        if (is_waited_for(c, &c->model->lookups.at[kin.row - 1], way))
            return true;
    return false;
}

void lookup_answer(struct census *c, const struct fact *fact)
{
    const struct packet *p = c->packet;
    int way = way_of((enum proto)fact->proto);
    struct table *t = &c->model->lookups.head;
    if (t->used == 0 || way < 0 || way == LOOKUP_DNS || fact->ttl_s == 0)
        return;
    struct lookup_key key = {.asker = {.mac = MAC_NONE}};
    if (!key_set(&key, packet_name(p, fact->text), way))
        return;
    bool to_one = mac_exists(p->eth_dst) && !mac_is_group(p->eth_dst);
    for (struct kin kin = kin_first(t, &key); kin.row != TABLE_NONE; kin_next(t, &key, &kin)) {
        struct lookup *l = &c->model->lookups.at[kin.row - 1];
        struct lookup_step *step = &l->step[way];
        if (!is_waited_for(c, l, way) || (to_one && !mac_equal(l->key.asker.mac, p->eth_dst)))
            continue;
        table_mark(t, kin.row);
        l->slot.frames++;
        if (step->answered++ > 0)
            continue;
        step->answer_frame = p->frame->number;
        step->answer_ns = p->frame->t_ns;
        step->took_ns = p->frame->t_ns - step->ask_ns;
        step->by = p->eth_src;
        evidence_keep(c);
    }
}
