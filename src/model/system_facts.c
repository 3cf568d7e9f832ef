/* SPDX-License-Identifier: MIT */
/*
 * What the system states: its news about interfaces that are captured on become events, its addresses
 * prove directed broadcast addresses, and what it says is compared with what the packets say.
 */
#include "model/census_state.h"
#include "model/system_lines.h"

static const int64_t second_ns = 1000000000;

/* The system and the packets hear of the same thing at slightly different times. */
static const int64_t grace_ns = INT64_C(5000000000);

/* The row of a live source on an interface of that name, to be changed, or NULL. */
static struct source_row *source_on(struct model *m, const char *name)
{
    const struct source_row *row = system_source(m, name);
    return row != NULL ? &m->source[row - m->source] : NULL;
}

static void event_raise(struct model *m, enum event_kind kind, const char *name, struct event event)
{
    struct text t = text_over(event.name, sizeof event.name);
    text_add(&t, name);
    event.kind = (uint8_t)kind;
    system_event_add(&m->system, &event);
}

static void source_follow(struct model *m, struct source_row *source,
                          const struct system_interface *i, int64_t now_ns)
{
    enum interface_state before = (enum interface_state)source->state;
    enum interface_state now = !i->up        ? INTERFACE_DOWN
                               : !i->carrier ? INTERFACE_NO_CARRIER
                                             : INTERFACE_UP;
    if (source->over) {
        if (before == INTERFACE_GONE) {
            source->state = INTERFACE_REPLACED;
            event_raise(m, EVENT_MADE_AGAIN, i->name, (struct event){.t_ns = now_ns});
        }
        return;
    }
    source->state = (uint8_t)now;
    if (now == before || before == INTERFACE_UNKNOWN || before == INTERFACE_GONE)
        return;
    if (now == INTERFACE_UP) {
        event_raise(m, EVENT_UP, i->name,
                    (struct event){.t_ns = now_ns, .span_ns = now_ns - source->state_ns});
    } else {
        event_raise(m, now == INTERFACE_DOWN ? EVENT_DOWN : EVENT_NO_CARRIER, i->name,
                    (struct event){.t_ns = now_ns});
        if (before != INTERFACE_UP)
            return;
    }
    source->state_ns = now_ns;
}

void census_system_interface(struct census *c, const struct system_interface *row, int64_t now_ns)
{
    struct source_row *source = source_on(c->model, row->name);
    system_interface_put(&c->model->system, row);
    if (source != NULL)
        source_follow(c->model, source, row, now_ns);
}

void census_system_interface_gone(struct census *c, uint32_t number)
{
    const struct system_interface *row = system_interface_find(&c->model->system, number);
    struct source_row *source = row != NULL ? source_on(c->model, row->name) : NULL;
    if (source != NULL)
        source->state = INTERFACE_GONE;
    system_interface_remove(&c->model->system, number);
}

void census_system_address(struct census *c, const struct system_address *row, bool gone,
                           int64_t now_ns)
{
    struct system *s = &c->model->system;
    const struct system_interface *i = system_interface_find(s, row->interface);
    uint32_t before = s->address_count;
    bool done = gone ? system_address_remove(s, row) : system_address_put(s, row);
    if (!gone)
        census_own_address(c, row->ip, row->bits);
    if (!done || !s->known || s->address_count == before)
        return;
    s->addresses_ns = now_ns;
    if (i != NULL && source_on(c->model, i->name) != NULL)
        event_raise(c->model, gone ? EVENT_ADDRESS_GONE : EVENT_ADDRESS, i->name,
                    (struct event){.t_ns = now_ns, .ip = row->ip, .bits = row->bits});
}

void census_system_neighbour(struct census *c, const struct system_neighbour *row, int64_t now_ns)
{
    struct system *s = &c->model->system;
    struct system_neighbour now = *row;
    const struct system_neighbour *before = system_neighbour_find(s, row->interface, row->ip);
    if (before != NULL && before->mac.value == row->mac.value)
        now.since_ns = before->since_ns;
    else
        now.since_ns = s->known ? now_ns : 0;
    system_neighbour_put(s, &now);
}

void census_stood_still(struct census *c, int64_t span_ns, uint64_t dropped, int64_t now_ns)
{
    event_raise(c->model, EVENT_STOOD_STILL, "",
                (struct event){.t_ns = now_ns, .span_ns = span_ns, .dropped = dropped});
}

void census_clock_went_back(struct census *c, int64_t now_ns)
{
    struct model *m = c->model;
    event_raise(m, EVENT_CLOCK_BACK, "",
                (struct event){.t_ns = now_ns, .span_ns = m->now_ns - now_ns});
    m->now_ns = m->last_ns = now_ns;
    if (now_ns < m->first_ns)
        m->first_ns = now_ns;
    if (m->clock.span == SERIES_RECENT)
        series_clock_init(&m->clock, SERIES_RECENT);
    m->rates = (struct rates){.going = false};
}

/* Comparing */

static bool binding_is_claimed(const struct neighbour *n)
{
    return n->how == BINDING_ANNOUNCED || n->how == BINDING_ANSWERED;
}

/* The packets' row of a binding, or NULL. */
static const struct neighbour *binding_find(const struct model *m, struct ip ip, struct mac mac)
{
    const struct neighbour_key key = {.ip = ip, .mac = mac};
    uint32_t row = table_find(&m->neighbours.head, &key);
    return row != TABLE_NONE ? &m->neighbours.at[row - 1] : NULL;
}

/* Who else claims the address in packets, of late; NULL for nobody. */
static const struct neighbour *rival_find(const struct model *m, const struct system_neighbour *s)
{
    const struct neighbour_key key = {.ip = s->ip};
    const struct table *t = &m->neighbours.head;
    for (struct kin kin = kin_first(t, &key); kin.row != TABLE_NONE; kin_next(t, &key, &kin)) {
        const struct neighbour *n = &m->neighbours.at[kin.row - 1];
        if (n->key.mac.value != s->mac.value && binding_is_claimed(n) && n->last_ns > s->since_ns)
            return n;
    }
    return NULL;
}

/* Whether every frame of the interface was seen, so that one that was not seen was not there. */
static bool source_saw_all(const struct source_row *source)
{
    return !source->filtered && source->kernel_dropped == 0 && source->interface_dropped == 0;
}

static void neighbour_compare(struct census *c, const struct system_neighbour *s, int64_t now_ns)
{
    struct model *m = c->model;
    const struct system_interface *i = system_interface_find(&m->system, s->interface);
    const struct source_row *source = i != NULL ? source_on(m, i->name) : NULL;
    if (source == NULL || !mac_exists(s->mac) || now_ns - s->since_ns < grace_ns)
        return;
    const struct neighbour *same = binding_find(m, s->ip, s->mac);
    const struct neighbour *rival = rival_find(m, s);
    if (rival != NULL && now_ns - rival->last_ns >= grace_ns &&
        (same == NULL || same->last_ns < rival->last_ns))
        finding_raise_about(c, ODDITY_SYSTEM_NEIGHBOUR_DIFFERS, s->mac, s->ip, rival->frame);
    if (same == NULL && s->since_ns != 0 && source_saw_all(source))
        finding_raise_about(
            c, s->fixed ? ODDITY_SYSTEM_NEIGHBOUR_FIXED : ODDITY_SYSTEM_NEIGHBOUR_UNSUPPORTED,
            s->mac, s->ip, 0);
}

/* When the packet came that is the strongest evidence of a binding; 0 where it is not kept any more. */
static int64_t claimed_ns(const struct model *m, const struct neighbour *n)
{
    const struct evidence *e = evidence_find(&m->evidence, n->frame);
    return e != NULL ? e->t_ns : 0;
}

/* An address that somebody claims with this machine's MAC address, though it is not this machine's.
 * A machine announces an address that it chose before its system has it. */
static void own_address_compare(struct census *c, const struct host *h, struct ip ip,
                                int64_t now_ns)
{
    struct model *m = c->model;
    const struct neighbour *n = binding_find(m, ip, h->key.mac);
    if (n != NULL && binding_is_claimed(n) && !system_has_address(&m->system, ip) &&
        n->last_ns > m->system.addresses_ns + second_ns && claimed_ns(m, n) != 0 &&
        now_ns - claimed_ns(m, n) >= grace_ns)
        finding_raise_about(c, ODDITY_SYSTEM_LACKS_ADDRESS, h->key.mac, ip, n->frame);
}

static void interface_compare(struct census *c, const struct system_interface *i, int64_t now_ns)
{
    struct model *m = c->model;
    const struct host_key key = {.mac = i->mac};
    uint32_t row = source_on(m, i->name) != NULL && mac_exists(i->mac) && i->mac.value != 0
                       ? table_find(&m->hosts.head, &key)
                       : TABLE_NONE;
    if (row == TABLE_NONE)
        return;
    const struct host *h = &m->hosts.at[row - 1];
    for (unsigned a = 0; a < h->ipv4_count; a++)
        own_address_compare(c, h, ip_v4(h->ipv4[a]), now_ns);
    for (unsigned a = 0; a < h->ipv6_count; a++)
        own_address_compare(c, h, ip_v6(h->ipv6[a][0], h->ipv6[a][1]), now_ns);
}

void system_compare(struct census *c, int64_t now_ns)
{
    const struct system *s = &c->model->system;
    if (!s->known || s->missed > 0)
        return;
    for (uint32_t i = 0; i < s->neighbour_count; i++)
        neighbour_compare(c, &s->neighbour[i], now_ns);
    for (uint32_t i = 0; i < s->interface_count; i++)
        interface_compare(c, &s->interface[i], now_ns);
}
