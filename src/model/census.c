/* SPDX-License-Identifier: MIT */
/*
 * The census of frames: the rows of hosts, groups, conversations and addresses that a frame belongs to.
 * Totals are in totals.c; what frames state beyond all that is believed in facts.c.
 */
#include "model/census_state.h"
#include "model/row.h"

#include <stdlib.h>
#include <string.h>

enum { ETHERNET_LOOPBACK_MAC = 0 }; /* all-zero addresses: loopback devices, nobody's address */

static const int64_t compare_ns = 1000000000;    /* between comparisons with what the system says */
static const int64_t clock_back_ns = 2000000000; /* less is the order in which frames come */

struct census *census_new(struct model *model)
{
    struct census *c = calloc(1, sizeof *c);
    if (c != NULL)
        c->model = model;
    return c;
}

void census_free(struct census *c)
{
    free(c);
}

void census_clear(struct census *c)
{
    struct model *m = c->model;
    model_clear(m);
    *c = (struct census){.model = m};
}

uint32_t census_source(struct census *c, enum source_kind kind, const char *name,
                       const char *interface, uint32_t link)
{
    struct model *m = c->model;
    if (m->source_count == SOURCES)
        return SOURCES - 1;
    struct source_row *row = &m->source[m->source_count];
    struct text t = text_over(row->name, sizeof row->name);
    text_add(&t, name);
    t = text_over(row->interface, sizeof row->interface);
    text_add(&t, interface);
    row->kind = (uint8_t)kind;
    row->link = link;
    return m->source_count++;
}

void census_own_address(struct census *c, struct ip address, unsigned bits)
{
    /* What is in 127/8 is never on a link (RFC 1122 section 3.2.1.3). */
    if (address.family == IP_V4 && ip_origin(address) != ORIGIN_LOOPBACK)
        subnet_prove(&c->model->proven, (uint32_t)address.low, bits);
}

/* Who and what a frame belongs to */

static inline bool mac_is_a_hosts(struct mac mac)
{
    return mac_exists(mac) && !mac_is_group(mac) && mac.value != ETHERNET_LOOPBACK_MAC;
}

static inline bool ip_is_a_hosts(struct ip ip)
{
    return ip.family != IP_NONE && !ip_is_multicast(ip) && !ip_is_unspecified(ip) &&
           !ip_is_limited_broadcast(ip);
}

/* The key of one end; false where the frame does not say who it is. */
static bool host_key_find(struct mac mac, struct ip ip, struct host_key *out)
{
    *out = (struct host_key){.mac = MAC_NONE};
    if (mac_is_a_hosts(mac))
        out->mac = mac;
    else if (ip_is_a_hosts(ip))
        out->ip = ip;
    else
        return false;
    return true;
}

/*
 * Whether the sender of an IP packet is on this link rather than behind a router. Link-local and
 * local-network-control traffic is never forwarded (RFC 3927 section 7, RFC 5771 section 4); a
 * packet whose TTL is one of the values that systems start from was most likely not forwarded yet.
 */
static enum nearness source_nearness(const struct packet *p, const struct verdict *v)
{
    if (p->network != PROTO_IPV4 && p->network != PROTO_IPV6)
        return NEARNESS_UNKNOWN;
    if (!ip_is_a_hosts(p->src) || !mac_is_a_hosts(p->eth_src) || v->origin == ORIGIN_LOOPBACK)
        return NEARNESS_UNKNOWN;
    if (ip_is_link_local(p->src))
        return NEARNESS_CERTAIN;
    return ip_is_multicast(p->dst) ? NEARNESS_BY_SMALL_TTL : NEARNESS_BY_TTL;
}

static bool source_is_on_link(uint8_t nearness, uint8_t ttl)
{
    if (nearness == NEARNESS_UNKNOWN || nearness == NEARNESS_CERTAIN)
        return nearness == NEARNESS_CERTAIN;
    switch (ttl) {
    case 32:
    case 64:
    case 128:
    case 255: return true;
    default: return ttl <= 4 && nearness == NEARNESS_BY_SMALL_TTL;
    }
}

/* Rows, through the cache */

/* The slot of the row with the key, which the hint remembers from now on. NULL where there is none and none is made: of
 * what was never heard before, in a rush, and of all that hangs on such a thing. Who invents one end of a frame invents
 * the rest of it, too, and all of it would be gone sooner than anybody could see it. Whoever asked counts it as
 * evicted. */
static struct slot *row_use(const struct census *c, struct table *t, struct hint *hint,
                            const void *key, bool *made)
{
    *made = false;
    uint32_t row = c->fleeting != FLEETING_NOT ? table_use_known(t, key, c->stamp)
                                               : table_meet(t, key, c->stamp, made);
    if (row == TABLE_NONE) {
        hint->row = TABLE_NONE;
        return NULL;
    }
    hint_set(hint, t, row);
    return table_slot(t, row);
}

/* The row of a MAC address where it is one of the frame before: who floods a link by other means than his MAC address
 * comes again and again. TABLE_NONE where it has to be looked up. */
static uint32_t host_again(const struct census *c, struct mac mac)
{
    const struct host *rows = c->model->hosts.at;
    if (!mac_is_a_hosts(mac))
        return TABLE_NONE;
    if (c->from != TABLE_NONE && mac_equal(rows[c->from - 1].key.mac, mac))
        return c->from;
    return c->to != TABLE_NONE && mac_equal(rows[c->to - 1].key.mac, mac) ? c->to : TABLE_NONE;
}

/* The host of one end, looked up; NULL where the frame does not say who it is, or he has no row: then these are
 * counted as evicted. */
APART static struct host *host_find(struct census *c, struct hint *hint, const struct mac *mac,
                                    const struct ip *ip, struct tally sent)
{
    struct table *t = &c->model->hosts.head;
    uint32_t again = host_again(c, *mac);
    if (again != TABLE_NONE) {
        table_touch(t, again, c->stamp);
        hint_set(hint, t, again);
        return &c->model->hosts.at[again - 1];
    }
    struct host_key key;
    bool made;
    if (!host_key_find(*mac, *ip, &key))
        return NULL;
    struct host *h = (struct host *)row_use(c, t, hint, &key, &made);
    if (h == NULL) {
        table_pass(t, sent.frames, sent.bytes);
        c->fleeting = FLEETING_MACHINE;
    }
    if (made) {
        h->first_ns = c->packet->frame->t_ns;
        h->first_frame = c->packet->frame->number;
        h->unsettled = true;
        if (h->key.ip.family != IP_NONE)
            host_address_add(h, h->key.ip);
    }
    return h;
}

/* The sender, or NULL. */
static struct host *sender_count(struct census *c, struct path *path, const struct verdict *v)
{
    const struct packet *p = c->packet;
    uint64_t bytes = p->frame->length;
    struct host *from = (struct host *)hint_use(&path->src_host, &c->model->hosts.head, c->stamp);
    if (from == NULL) {
        from = host_find(c, &path->src_host, &p->eth_src, &p->src, (struct tally){1, bytes});
        path->neighbour.row = TABLE_NONE; /* a host that came back has lost its addresses */
    }
    c->from = path->src_host.row;
    if (from != NULL) {
        from->last_ns = p->frame->t_ns;
        from->slot.frames++;
        from->slot.bytes += bytes;
        from->announced_itself = true;
        tally_add(&from->sent[v->cast], bytes);
    }
    return from;
}

static void receiver_count(struct census *c, struct path *path)
{
    const struct packet *p = c->packet;
    struct host *to = (struct host *)hint_use(&path->dst_host, &c->model->hosts.head, c->stamp);
    if (to == NULL)
        to = host_find(c, &path->dst_host, &p->eth_dst, &p->dst, (struct tally){0});
    c->to = path->dst_host.row;
    if (to != NULL) {
        to->last_ns = p->frame->t_ns;
        tally_add(&to->received, p->frame->length);
    }
}

/* The sender's binding where it is the one that was stated last, and he is known to have the address, else NULL: who
 * sends to ever new addresses comes on a new path each time. */
static struct neighbour *neighbour_again(const struct census *c, struct path *path,
                                         const struct host *from)
{
    const struct packet *p = c->packet;
    struct table *t = &c->model->neighbours.head;
    if (from == NULL || !bound_is(c, p->eth_src, p->src) || !host_has(from, p->src))
        return NULL;
    table_touch(t, c->bound, c->stamp);
    hint_set(&path->neighbour, t, c->bound);
    return &c->model->neighbours.at[c->bound - 1];
}

/* A binding that its path does not remember; true where nobody heard of it before, in a rush. */
APART static bool neighbour_meet(struct census *c, struct path *path)
{
    const struct packet *p = c->packet;
    struct table *t = &c->model->neighbours.head;
    if (c->fleeting != FLEETING_NOT) { /* of a machine that nobody knew no address is known */
        table_pass(t, 1, 0);
        return false;
    }
    uint32_t row = neighbour_state(c, p->eth_src, p->src, BINDING_LEARNED);
    if (row == TABLE_NONE)
        return true;
    story_learned(c, p->eth_src, p->src);
    hint_set(&path->neighbour, t, row);
    return false;
}

static bool neighbour_learn(struct census *c, struct path *path, const struct host *from)
{
    struct table *t = &c->model->neighbours.head;
    struct neighbour *n = (struct neighbour *)hint_use(&path->neighbour, t, c->stamp);
    if (n == NULL)
        n = neighbour_again(c, path, from);
    if (n == NULL || n->how == BINDING_PROBE)
        return neighbour_meet(c, path);
    n->slot.frames++;
    n->last_ns = c->packet->frame->t_ns;
    n->heard_at = (uint8_t)c->packet->frame->source;
    n->vlan = packet_vlan(c->packet);
    if (path->verdict.link_local || from->unsettled)
        story_learned(c, n->key.mac, n->key.ip);
    return false;
}

/* The group that a frame is sent to, looked up; NULL where it has no row. */
APART static struct group *group_meet(struct census *c, struct path *path)
{
    const struct packet *p = c->packet;
    struct model *m = c->model;
    struct group_key key = {.mac = MAC_NONE};
    bool made;
    if (path->talks && ip_is_multicast(p->dst))
        key.ip = p->dst;
    else
        key.mac = p->eth_dst;
    struct group *g = (struct group *)row_use(c, &m->groups.head, &path->group, &key, &made);
    if (g == NULL)
        table_pass(&m->groups.head, 1, p->frame->length);
    if (g == NULL && c->fleeting == FLEETING_NOT)
        c->fleeting = FLEETING_ADDRESS;
    if (made) {
        g->first_ns = p->frame->t_ns;
        g->frame = p->frame->number;
    }
    return g;
}

/* Who sends to a group, looked up; NULL where the frame does not say who, or he has no row. */
APART static struct sender *sender_meet(struct census *c, struct path *path,
                                        const struct group_key *group)
{
    const struct packet *p = c->packet;
    struct table *t = &c->model->senders.head;
    struct sender_key key = {.group = *group};
    bool made;
    if (!host_key_find(p->eth_src, p->src, &key.host))
        return NULL;
    struct sender *s = (struct sender *)row_use(c, t, &path->sender, &key, &made);
    if (s == NULL)
        table_pass(t, 1, p->frame->length);
    if (made) {
        s->first_ns = p->frame->t_ns;
        s->frame = p->frame->number;
    }
    return s;
}

static void group_count(struct census *c, struct path *path, const struct verdict *v,
                        uint32_t bucket)
{
    const struct packet *p = c->packet;
    struct model *m = c->model;
    int64_t t_ns = p->frame->t_ns;
    uint64_t bytes = p->frame->length;
    struct group *g = (struct group *)hint_use(&path->group, &m->groups.head, c->stamp);
    if (g == NULL)
        g = group_meet(c, path);
    if (g == NULL) {
        struct host_key sender;
        if (host_key_find(p->eth_src, p->src, &sender))
            table_pass(&m->senders.head, 1, bytes);
        return;
    }
    g->last_ns = t_ns;
    g->heard_at = (uint8_t)p->frame->source;
    g->vlan = packet_outer_vlan(p);
    g->slot.frames++;
    g->slot.bytes += bytes;
    if (v->cast == CAST_MULTICAST)
        tally_add(&g->by_origin[v->origin], bytes);
    series_add(&g->rate, &m->clock, bucket, 1);
    struct sender *s = (struct sender *)hint_use(&path->sender, &m->senders.head, c->stamp);
    if (s == NULL)
        s = sender_meet(c, path, &g->key);
    if (s == NULL)
        return;
    s->last_ns = t_ns;
    s->slot.frames++;
    s->slot.bytes += bytes;
}

/* A conversation that its path does not remember, looked up; NULL where it has none. */
APART static struct conversation *conversation_find(struct census *c, struct talk *talk,
                                                    uint64_t ports)
{
    const struct packet *p = c->packet;
    struct conversation_key key;
    bool made;
    conversation_key_find(p, &key, &talk->from_a);
    talk->ports = ports;
    struct conversation *found = (struct conversation *)row_use(c, &c->model->conversations.head,
                                                                &talk->row, &key, &made);
    if (made) {
        found->first_ns = p->frame->t_ns;
        found->ip_proto = p->ip_proto;
    }
    return found;
}

/* Whether the latest frame of a conversation was the first one of its direction. */
static bool direction_is_new(const struct conversation *talk, bool from_a)
{
    uint64_t of_a = talk->from_a.frames;
    return (from_a ? of_a : talk->slot.frames - of_a) == 1;
}

static void conversation_count(struct census *c, struct path *path, bool on_link)
{
    const struct packet *p = c->packet;
    uint64_t bytes = p->frame->length;
    if (c->fleeting == FLEETING_ADDRESS) {
        table_pass(&c->model->conversations.head, 1, bytes);
        return;
    }
    uint64_t ports = (uint64_t)p->ip_proto << 32 | (uint64_t)p->src_port << 16 | p->dst_port;
    struct talk *talk = path_talk(path, ports);
    struct conversation *found = NULL;
    if (talk->ports == ports)
        found = (struct conversation *)hint_use(&talk->row, &c->model->conversations.head,
                                                c->stamp);
    if (found == NULL)
        found = conversation_find(c, talk, ports);
    if (found == NULL) {
        table_pass(&c->model->conversations.head, 1, bytes);
        return;
    }
    found->last_ns = p->frame->t_ns;
    found->casts |= (uint8_t)(1 << path->verdict.cast);
    found->slot.frames++;
    found->slot.bytes += bytes;
    if (talk->from_a)
        tally_add(&found->from_a, bytes);
    if (!p->fragment)
        found->proto = (uint8_t)packet_protocol(p);
    if (!on_link && path->verdict.cast == CAST_UNICAST && direction_is_new(found, talk->from_a))
        carried_note(c);
}

static void unknown_count(struct census *c)
{
    const struct packet *p = c->packet;
    struct unknown_key key = {(uint64_t)p->unknown_space << 32 | p->unknown_number};
    bool made;
    uint32_t row = table_use(&c->model->unknowns.head, &key, c->stamp, &made);
    table_count(&c->model->unknowns.head, row, 1, p->frame->length);
}

/* What follows from a path and from what is proven. */
APART static void path_describe(struct path *path, const struct packet *p,
                                const struct broadcast_list *proven)
{
    struct verdict *v = &path->verdict;
    classify(p, proven, v);
    path->proven = proven->count;
    path->talks = conversation_exists(p);
    path->nearness = (uint8_t)source_nearness(p, v);
    path->to_group = (path->talks && ip_is_multicast(p->dst)) ||
                     (v->cast == CAST_MULTICAST && mac_exists(p->eth_dst));
}

const struct verdict *census_classify(struct census *c, const struct packet *p)
{
    const struct broadcast_list *proven = &c->model->proven;
    struct path *path = path_find(&c->paths, p);
    c->packet = p;
    c->path = path;
    if (path->proven != proven->count)
        path_describe(path, p, proven);
    return &path->verdict;
}

void census_apply(struct census *c)
{
    struct model *m = c->model;
    const struct packet *p = c->packet;
    struct path *path = c->path;
    const struct verdict *v = &path->verdict;
    c->stamp++;
    c->fact = 0;
    c->fleeting = FLEETING_NOT;
    uint32_t bucket = time_count(m, p->frame);
    bool on_link = source_is_on_link(path->nearness, p->ttl);
    totals_count(m, p, v, bucket);
    const struct host *from = sender_count(c, path, v);
    bool invented = on_link && neighbour_learn(c, path, from);
    if (v->cast == CAST_UNICAST)
        receiver_count(c, path);
    if (path->to_group)
        group_count(c, path, v, bucket);
    if (invented)
        c->fleeting = FLEETING_ADDRESS;
    if (path->talks)
        conversation_count(c, path, on_link);
    if (p->has_unknown)
        unknown_count(c);
    if (v->link_local && v->cast == CAST_UNICAST)
        story_routed(c);
    if (v->disagree)
        finding_raise(c, ODDITY_CAST_DISAGREES, p->dst);
    if (p->fact_count > 0)
        facts_believe(c);
}

void census_tick(struct census *c, int64_t now_ns)
{
    struct model *m = c->model;
    if (m->now_ns - now_ns >= clock_back_ns)
        census_clock_went_back(c, now_ns);
    if (now_ns - c->compared_ns >= compare_ns || now_ns < c->compared_ns) {
        c->compared_ns = now_ns;
        system_compare(c, now_ns);
    }
    if (now_ns <= m->now_ns)
        return;
    if (m->now_ns == 0 && m->frames == 0)
        m->first_ns = now_ns;
    m->now_ns = now_ns;
    rates_tick(&m->rates, now_ns);
    if (m->clock.span == SERIES_RECENT && m->frames > 0)
        series_clock_tick(&m->clock, now_ns);
}
