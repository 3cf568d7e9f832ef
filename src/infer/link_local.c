/* SPDX-License-Identifier: MIT */
/*
 * Why a machine has a 169.254 address (RFC 3927): what it asked of DHCP servers before (RFC 2131), what
 * they said, and what came of it.
 */
#include "address/vendor.h"
#include "infer/conclusion.h"
#include "model/row.h"

#include <string.h>

/* A machine that uses a link-local address, put together from its story and the neighbour table. */
struct user {
    uint32_t host;                 /* its row */
    const struct story *story;     /* NULL: it has none */
    const struct neighbour *own;   /* its link-local address in use, by the strongest proof */
    const struct neighbour *other; /* the newest other IPv4 address that it has, or NULL */
    int64_t since_ns;              /* of the link-local address */
};

static const int64_t watched_ns = INT64_C(600) *
                                  1000000000; /* clients ask again within five minutes */
static const int64_t patience_ns = INT64_C(2) * 1000000000;  /* servers have answered by then */
static const int64_t farewell_ns = INT64_C(10) * 1000000000; /* a new address is in use by then */

static const struct story *story_of(struct conclusions *c, const struct model *m, uint32_t host)
{
    uint16_t *known = &c->origins.story[host];
    struct story_key key = {m->hosts.at[host - 1].key.mac};
    *known = (uint16_t)table_find_at(&m->stories.head, *known, &key);
    return *known != TABLE_NONE ? &m->stories.at[*known - 1] : NULL;
}

/* The binding of a host's `index`th IPv4 address, or NULL. */
static const struct neighbour *binding_of(struct conclusions *c, const struct model *m,
                                          uint32_t host, unsigned index)
{
    const struct host *h = &m->hosts.at[host - 1];
    const struct neighbour_key key = {.ip = ip_v4(h->ipv4[index]), .mac = h->key.mac};
    uint32_t before = index == 0 ? c->origins.binding[host] : TABLE_NONE;
    uint32_t row = table_find_at(&m->neighbours.head, before, &key);
    if (index == 0)
        c->origins.binding[host] = (uint16_t)row;
    return row != TABLE_NONE ? &m->neighbours.at[row - 1] : NULL;
}

static struct conclusion *verdict_add(struct conclusions *c, enum conclusion_kind kind,
                                      const struct user *u)
{
    struct host_key subject = {.mac = u->own->key.mac};
    struct conclusion *to = conclusion_add(c, kind, &subject);
    to->ip = u->own->key.ip;
    conclusion_span(to, u->since_ns, u->own->last_ns);
    return to;
}

static void event_prove(struct conclusion *to, const struct story_event *e)
{
    conclusion_prove(to, e->first_frame);
    conclusion_prove(to, e->last_frame);
}

static bool happened_before(const struct story_event *e, int64_t t_ns)
{
    return e->count > 0 && e->first_ns <= t_ns;
}

/* When it took the address: claimed it, or else was heard from there first. */
static int64_t took_ns(const struct user *u)
{
    return u->story != NULL && u->story->fell_ns != 0 ? u->story->fell_ns : u->since_ns;
}

/* Whether it asked a server for anything before. */
static bool asked_before(const struct user *u)
{
    const struct story *s = u->story;
    return s != NULL && (happened_before(&s->lease[LEASE_DISCOVER], took_ns(u)) ||
                         happened_before(&s->lease[LEASE_REQUEST], took_ns(u)) ||
                         happened_before(&s->lease[LEASE_REMIND], took_ns(u)));
}

/* Whether something happened before that no acknowledgment made up for; one that came afterwards did not. */
static bool stands_before(const struct user *u, const struct story_event *e)
{
    const struct story_event *ack = &u->story->lease[LEASE_ACK];
    int64_t t_ns = took_ns(u);
    bool granted = ack->count > 0 && ((ack->first_ns > e->last_ns && ack->first_ns <= t_ns) ||
                                      (ack->last_ns > e->last_ns && ack->last_ns <= t_ns));
    return happened_before(e, t_ns) && !granted;
}

/* Whether it uses the link-local address though it has another one: then nothing went wrong. */
static bool has_both(const struct user *u)
{
    return u->story != NULL && u->story->beside_ns != 0 &&
           u->own->last_ns - u->story->beside_ns > farewell_ns;
}

/* The lease it was granted after it had turned to a link-local address, which it uses no longer. */
static void recovery_conclude(struct conclusions *c, const struct user *u)
{
    const struct story *s = u->story;
    if (s == NULL || s->lease[LEASE_ACK].count == 0 || has_both(u) ||
        s->lease[LEASE_ACK].last_ns < (s->fell_ns != 0 ? s->fell_ns : u->since_ns) ||
        u->own->last_ns - s->lease[LEASE_ACK].last_ns > farewell_ns)
        return;
    struct conclusion *to = verdict_add(c, CONCLUSION_LINK_LOCAL_RECOVERED, u);
    to->ip = s->leased;
    conclusion_prove(to, u->own->frame);
    conclusion_prove(to, s->lease[LEASE_ACK].last_frame);
}

/* The verdict that a server's or the client's own word is the reason. */
static bool word_conclude(struct conclusions *c, const struct user *u, enum conclusion_kind kind,
                          const struct story_event *before, const struct story_event *e)
{
    if (!stands_before(u, e))
        return false;
    struct conclusion *to = verdict_add(c, kind, u);
    if (before != NULL)
        conclusion_prove(to, before->first_frame);
    event_prove(to, e);
    conclusion_prove(to, u->own->frame);
    return true;
}

/* What was asked and answered before; false where nothing was. */
static bool answer_conclude(struct conclusions *c, const struct user *u)
{
    const struct story *s = u->story;
    if (s == NULL || has_both(u))
        return false;
    if (word_conclude(c, u, CONCLUSION_LINK_LOCAL_DECLINED, &s->lease[LEASE_ACK],
                      &s->lease[LEASE_DECLINE]))
        return true;
    bool claimed = s->fell_ns != 0;
    uint64_t tries = claimed ? s->fell_tries : s->tries;
    const uint64_t *frames = claimed ? s->fell_frames : s->try_frames;
    int64_t asked_ns = claimed ? s->fell_try_ns : s->try_first_ns;
    if (tries > 0 && took_ns(u) - asked_ns >= patience_ns) {
        struct conclusion *to = verdict_add(c, CONCLUSION_LINK_LOCAL_UNANSWERED, u);
        to->number = tries;
        for (int i = 0; i < STORY_TRIES; i++)
            conclusion_prove(to, frames[i]);
        conclusion_prove(to, u->own->frame);
        to->times = tries + 1;
        return true;
    }
    if (word_conclude(c, u, CONCLUSION_LINK_LOCAL_REFUSED, NULL, &s->lease[LEASE_NAK]))
        return true;
    if (happened_before(&s->lease[LEASE_ACK], took_ns(u))) {
        struct conclusion *to = verdict_add(c, CONCLUSION_LINK_LOCAL_AFTER_LEASE, u);
        conclusion_prove(to, s->lease[LEASE_ACK].first_frame);
        conclusion_prove(to, u->own->frame);
        return true;
    }
    return false;
}

/* An adapter that no server can be on. */
static bool is_loopback(const struct conclusions *c, const struct user *u)
{
    return c->siblings.kind[u->host] == MAC_KIND_VIRTUAL &&
           strcmp(vendor_find(u->own->key.mac).tag, "npcap") == 0;
}

/* Whether it has the other address at the same time. One packet that came from there may have passed
 * through; a statement, or several packets, count. */
static bool is_beside(const struct user *u)
{
    const struct neighbour *n = u->other;
    bool several = n != NULL && n->last_ns - n->first_ns >= SEEN_AGAIN_NS;
    return n != NULL && (n->how > BINDING_LEARNED || several) && n->last_ns >= u->since_ns &&
           u->own->last_ns >= n->first_ns;
}

static void cause_conclude(struct conclusions *c, const struct model *m, const struct user *u)
{
    const struct story *s = u->story;
    bool asked = s != NULL &&
                 (s->lease[LEASE_DISCOVER].count > 0 || s->lease[LEASE_REQUEST].count > 0 ||
                  s->lease[LEASE_REMIND].count > 0);
    enum conclusion_kind kind = CONCLUSION_LINK_LOCAL_START_NOT_SEEN;
    if (answer_conclude(c, u))
        return;
    if (is_loopback(c, u))
        kind = CONCLUSION_LINK_LOCAL_BY_DESIGN;
    else if (is_beside(u) && (!asked || has_both(u)))
        kind = CONCLUSION_LINK_LOCAL_BESIDE;
    else if (!asked && u->own->how > BINDING_LEARNED &&
             u->own->last_ns - u->since_ns - m->unwatched_ns >= watched_ns)
        kind = CONCLUSION_LINK_LOCAL_NEVER_ASKED;
    else if (s != NULL && s->probe.count > 0 && !asked_before(u))
        kind = CONCLUSION_LINK_LOCAL_NO_DHCP_SEEN;
    struct conclusion *to = verdict_add(c, kind, u);
    if (kind == CONCLUSION_LINK_LOCAL_BESIDE) {
        to->ip = u->other->key.ip;
        conclusion_prove(to, u->other->frame);
    }
    if (s != NULL)
        conclusion_prove(to, s->probe.first_frame);
    conclusion_prove(to, u->own->frame);
}

/* Takes one binding of a machine into account. */
static void user_take(struct user *u, const struct neighbour *n)
{
    if (!ip_is_link_local(n->key.ip)) {
        if (u->other == NULL || n->last_ns > u->other->last_ns)
            u->other = n;
        return;
    }
    if (u->own == NULL || n->first_ns < u->since_ns)
        u->since_ns = n->first_ns;
    if (u->own == NULL || n->how > u->own->how ||
        (n->how == u->own->how && n->last_ns > u->own->last_ns))
        u->own = n;
}

static bool is_in_use(const struct neighbour *n)
{
    return n->how != BINDING_PROBE && n->key.ip.family == IP_V4;
}

/* Whether the machine has sent from an address that it must have got somehow, since it began to ask. */
static bool is_settled(const struct conclusions *c, const struct model *m, const struct story *s)
{
    const struct host_key key = {.mac = s->key.mac};
    uint32_t row = siblings_row(&c->siblings, m, &key);
    for (unsigned i = 0; row != TABLE_NONE && i < m->hosts.at[row - 1].ipv4_count; i++) {
        const struct neighbour_key has = {.ip = ip_v4(m->hosts.at[row - 1].ipv4[i]),
                                          .mac = key.mac};
        uint32_t n = ip_is_link_local(has.ip) ? TABLE_NONE : table_find(&m->neighbours.head, &has);
        if (n != TABLE_NONE && is_in_use(&m->neighbours.at[n - 1]) &&
            m->neighbours.at[n - 1].last_ns >= s->try_first_ns)
            return true;
    }
    return false;
}

/* Whether what servers say to one machine alone is not heard here: one requested what it was offered, and the offer
 * was not heard. */
static bool offers_pass(const struct model *m)
{
    for (uint32_t i = 0; i < m->stories.head.used; i++) {
        const struct story_event *lease = m->stories.at[i].lease;
        if (lease[LEASE_DISCOVER].count > 0 && lease[LEASE_REQUEST].count > 0 &&
            lease[LEASE_OFFER].count == 0 &&
            lease[LEASE_DISCOVER].first_frame < lease[LEASE_REQUEST].first_frame)
            return true;
    }
    return false;
}

/* Whether it only asked on for the address that it has or had, and for no other. */
static bool only_reminds(const struct story *s)
{
    return s->lease[LEASE_DISCOVER].count == 0 ||
           s->lease[LEASE_DISCOVER].last_ns < s->try_first_ns;
}

/* A server that says nothing, whether or not the machine takes a link-local address in the end. Who looks for
 * servers again was answered by none; who reminds them again may do so from time to time, and be answered. */
static void silence_conclude(struct conclusions *c, const struct model *m, const struct story *s,
                             bool unheard)
{
    struct host_key subject = {.mac = s->key.mac};
    if (s->tries < 2 || s->try_last_ns - s->try_first_ns < patience_ns || is_settled(c, m, s) ||
        (unheard && only_reminds(s)))
        return;
    struct conclusion *to = conclusion_add(c, CONCLUSION_DHCP_UNANSWERED, &subject);
    to->number = s->tries;
    to->times = 0;
    for (int i = 0; i < STORY_TRIES; i++)
        conclusion_prove(to, s->try_frames[i]);
    to->times = s->tries;
    conclusion_span(to, s->try_first_ns, s->try_last_ns);
}

void silences_conclude(struct conclusions *c, const struct model *m)
{
    bool unheard = offers_pass(m);
    for (uint32_t i = 0; i < m->stories.head.used; i++)
        silence_conclude(c, m, &m->stories.at[i], unheard);
}

void link_local_conclude(struct conclusions *c, const struct model *m, uint32_t row)
{
    const struct host *h = &m->hosts.at[row - 1];
    struct user u = {.host = row};
    bool link_local = false;
    for (unsigned k = 0; k < h->ipv4_count; k++)
        link_local = link_local || ip_is_link_local(ip_v4(h->ipv4[k]));
    if (!link_local || !mac_exists(h->key.mac))
        return;
    for (unsigned k = 0; k < h->ipv4_count; k++) {
        const struct neighbour *n = binding_of(c, m, row, k);
        if (n != NULL && is_in_use(n))
            user_take(&u, n);
    }
    if (u.own == NULL)
        return;
    u.story = story_of(c, m, row);
    if (u.story != NULL && u.story->probe.count > 0 && u.story->probe.first_ns < u.since_ns)
        u.since_ns = u.story->probe.first_ns;
    cause_conclude(c, m, &u);
    recovery_conclude(c, &u);
}
