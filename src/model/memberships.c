/* SPDX-License-Identifier: MIT */
/* Who is a member of which group, which sources it wants, and who asks. */
#include "model/census_state.h"
#include "model/row.h"

/* The row of a group that somebody joined, left or asked for, which may never have been sent to; NULL where it is
 * fleeting. */
static struct group *group_mention(struct census *c, struct ip group)
{
    struct group_key key = {.ip = group, .mac = MAC_NONE};
    struct table *t = &c->model->groups.head;
    bool made = false;
    /* Mostly the frame is sent to it. */
    uint32_t row = c->fleeting == FLEETING_ADDRESS
                       ? table_use_known(t, &key, c->stamp)
                       : table_meet_at(t, c->path->group.row, &key, c->stamp, &made);
    if (row == TABLE_NONE) {
        table_pass(t, 0, 0);
        return NULL;
    }
    struct group *g = &c->model->groups.at[row - 1];
    if (made) {
        g->first_ns = g->last_ns = c->packet->frame->t_ns;
        g->frame = c->packet->frame->number;
        g->heard_at = (uint8_t)c->packet->frame->source;
        g->vlan = packet_outer_vlan(c->packet);
    }
    return g;
}

static void member_leave(struct member *member, int64_t t_ns)
{
    member->left_ns = t_ns != 0 ? t_ns : 1; /* 0 would mean that it stays */
    member->source_count = 0;
    member->more_sources = false;
}

/* What a report says of a member's filter mode. A list that is complete begins anew (RFC 9776 section 6.4);
 * one that allows or blocks some changes what there is. */
static void mode_set(struct member *member, const struct fact *fact, bool begins)
{
    enum filter_mode mode = (enum filter_mode)fact->bits;
    if (mode == FILTER_ALLOW || mode == FILTER_BLOCK) {
        if (begins || member->mode == FILTER_ANY)
            member->mode = mode == FILTER_ALLOW ? FILTER_INCLUDE : FILTER_EXCLUDE;
        member->more_sources = member->more_sources || fact->port > MEMBER_SOURCES;
        return;
    }
    member->mode = (uint8_t)mode;
    member->source_count = 0;
    member->more_sources = fact->port > MEMBER_SOURCES;
}

/* Others on the link may stay silent for this report. */
static void group_share(struct group *g, uint8_t source, uint16_t vlan, int64_t t_ns)
{
    struct shared_report *to = &g->shared[0];
    for (int i = 0; i < GROUP_LINKS; i++) {
        struct shared_report *at = &g->shared[i];
        if (at->t_ns != 0 && at->source == source && at->vlan == vlan) {
            at->t_ns = t_ns;
            return;
        }
        if (at->t_ns < to->t_ns)
            to = at;
    }
    g->more_shared = g->more_shared || to->t_ns != 0;
    *to = (struct shared_report){.t_ns = t_ns, .vlan = vlan, .source = source};
}

static int source_find(const struct member *member, struct ip ip)
{
    for (int i = 0; i < member->source_count; i++)
        if (member->sources[i][1] == ip.low && member->sources[i][0] == ip.high)
            return i;
    return -1;
}

static void source_add(struct member *member, struct ip ip)
{
    if (source_find(member, ip) >= 0)
        return;
    if (member->source_count == MEMBER_SOURCES) {
        member->more_sources = true;
        return;
    }
    member->sources[member->source_count][0] = ip.high;
    member->sources[member->source_count++][1] = ip.low;
}

static void source_remove(struct member *member, struct ip ip)
{
    int at = source_find(member, ip);
    if (at < 0)
        return;
    member->source_count--;
    member->sources[at][0] = member->sources[member->source_count][0];
    member->sources[at][1] = member->sources[member->source_count][1];
}

/* The sources that a JOINS names: those that were stated stand behind it. */
static void sources_believe(struct member *member, const struct fact *joins, const struct packet *p)
{
    const struct fact *first = joins + 1, *end = p->facts + p->fact_count, *fact;
    bool blocks = joins->bits == FILTER_BLOCK;
    bool adds = joins->bits == FILTER_INCLUDE || joins->bits == FILTER_EXCLUDE ||
                blocks == (member->mode == FILTER_EXCLUDE);
    for (fact = first; fact < end && fact->kind == FACT_SOURCE; fact++) {
        if (adds)
            source_add(member, fact->ip);
        else
            source_remove(member, fact->ip);
    }
    bool nothing = member->mode == FILTER_INCLUDE && member->source_count == 0;
    if (blocks && fact > first && nothing && !member->more_sources)
        member_leave(member, p->frame->t_ns);
}

void member_believe(struct census *c, const struct fact *fact)
{
    struct model *m = c->model;
    const struct packet *p = c->packet;
    struct member_key key = {.group = fact->ip, .mac = p->eth_src, .vlan = packet_outer_vlan(p)};
    if (!mac_exists(p->eth_src) || p->eth_src.value == 0) { /* loopback devices: nobody's */
        key.mac = MAC_NONE;
        key.host = p->src;
    }
    if (fact->bits == FILTER_BLOCK && table_find(&m->members.head, &key) == TABLE_NONE)
        return; /* of what it wants before and still wants nothing is known */
    struct group *g = group_mention(c, fact->ip);
    bool made = false;
    uint32_t row = TABLE_NONE;
    if (g != NULL) {
        g->housekeeping += ip_equal(fact->ip, p->dst);
        row = c->fleeting != FLEETING_NOT ? table_use_known(&m->members.head, &key, c->stamp)
                                          : stated_meet(c, &m->members.head, &key, &made);
    }
    if (row == TABLE_NONE) {
        table_pass(&m->members.head, 1, 0);
        return;
    }
    struct member *member = &m->members.at[row - 1];
    bool joins = fact->kind == FACT_JOINS && fact->bits != FILTER_BLOCK;
    bool begins = made || (joins && member->left_ns != 0);
    if (begins) {
        member->since_ns = p->frame->t_ns;
        member->frame = p->frame->number;
        evidence_keep(c);
    }
    if (!ip_is_unspecified(p->src))
        member->host = p->src;
    member->last_ns = p->frame->t_ns;
    member->version = fact->how;
    member->heard_at = (uint8_t)p->frame->source;
    member->slot.frames++;
    if (fact->kind == FACT_LEAVES) {
        member_leave(member, p->frame->t_ns);
        return;
    }
    if (joins)
        member->left_ns = 0;
    if (member_may_be_silent(member))
        group_share(g, (uint8_t)p->frame->source, packet_outer_vlan(p), p->frame->t_ns);
    mode_set(member, fact, begins);
    sources_believe(member, fact, p);
}

/* Who asks, in the list of those who do. */
static struct querier *querier_use(struct querier_list *list, struct ip ip, uint32_t source,
                                   uint16_t vlan)
{
    uint32_t oldest = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        if (ip_equal(list->at[i].ip, ip) && list->at[i].source == source &&
            list->at[i].vlan == vlan)
            return &list->at[i];
        if (list->at[i].last_ns < list->at[oldest].last_ns)
            oldest = i;
    }
    if (list->count < QUERIERS) {
        oldest = list->count++;
    } else {
        list->evicted++;
        list->at[oldest] = (struct querier){.queries = 0};
    }
    return &list->at[oldest];
}

/* Who asks for one group alone; NULL where that is fleeting. */
static struct querier *group_ask(struct census *c, struct ip group)
{
    struct group *g = group_mention(c, group);
    if (g == NULL)
        return NULL;
    g->housekeeping += ip_equal(group, c->packet->dst);
    return &g->querier;
}

void querier_believe(struct census *c, const struct fact *fact)
{
    const struct packet *p = c->packet;
    const struct frame *frame = p->frame;
    uint16_t vlan = packet_outer_vlan(p);
    struct querier *q;
    if (fact->ip.family == IP_NONE)
        q = querier_use(&c->model->queriers[p->src.family == IP_V6], p->src, frame->source, vlan);
    else
        q = group_ask(c, fact->ip);
    if (q == NULL)
        return;
    if (q->queries == 0 || !ip_equal(q->ip, p->src)) {
        *q = (struct querier){.first_frame = frame->number, .first_ns = frame->t_ns};
        evidence_keep(c);
    }
    q->source = frame->source;
    q->vlan = vlan;
    q->ip = p->src;
    q->mac = p->eth_src;
    if (q->queries == 0 || frame->t_ns < q->last_ns || frame->t_ns - q->last_ns >= SEEN_AGAIN_NS) {
        q->queries++;
        q->before_ns = q->last_ns;
    }
    q->last_frame = frame->number;
    q->last_ns = frame->t_ns;
    q->response_ds = fact->port;
    q->robustness = (uint8_t)(fact->bits & ~(unsigned)QUERY_OF_SOURCES);
    q->of_sources = (fact->bits & QUERY_OF_SOURCES) != 0;
    q->interval_s = fact->ttl_s != UINT32_MAX ? fact->ttl_s : 0;
    q->version = fact->how;
}
