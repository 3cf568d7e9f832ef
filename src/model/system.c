/* SPDX-License-Identifier: MIT */
/* The tables of what the system says: small arrays without order, searched from the front. */
#include "model/system.h"

#include <string.h>

enum { MILLISECOND_NS = 1000000 };

static bool same_interface(const struct system_interface *a, const struct system_interface *b)
{
    return a->number == b->number;
}

static bool same_address(const struct system_address *a, const struct system_address *b)
{
    return a->interface == b->interface && a->bits == b->bits && ip_equal(a->ip, b->ip);
}

static bool same_route(const struct system_route *a, const struct system_route *b)
{
    return a->interface == b->interface && a->bits == b->bits && a->metric == b->metric &&
           ip_equal(a->prefix, b->prefix) && ip_equal(a->gateway, b->gateway);
}

static bool same_neighbour(const struct system_neighbour *a, const struct system_neighbour *b)
{
    return a->interface == b->interface && ip_equal(a->ip, b->ip);
}

/* The functions of a table: find, put, remove. */
#define TABLE_OF(what, capacity)                                                          \
    static uint32_t what##_at(const struct system *s, const struct system_##what *wanted) \
    {                                                                                     \
        uint32_t i = 0;                                                                   \
        while (i < s->what##_count && !same_##what(&s->what[i], wanted))                  \
            i++;                                                                          \
        return i;                                                                         \
    }                                                                                     \
                                                                                          \
    bool system_##what##_put(struct system *s, const struct system_##what *row)           \
    {                                                                                     \
        uint32_t i = what##_at(s, row);                                                   \
        if (i == (capacity)) {                                                            \
            s->left_out++;                                                                \
            return false;                                                                 \
        }                                                                                 \
        s->what##_count += i == s->what##_count;                                          \
        s->what[i] = *row;                                                                \
        return true;                                                                      \
    }                                                                                     \
                                                                                          \
    static bool what##_drop(struct system *s, uint32_t i)                                 \
    {                                                                                     \
        if (i == s->what##_count)                                                         \
            return false;                                                                 \
        s->what##_count--;                                                                \
        memmove(&s->what[i], &s->what[i + 1], (s->what##_count - i) * sizeof s->what[0]); \
        return true;                                                                      \
    }

TABLE_OF(interface, SYSTEM_INTERFACES)
TABLE_OF(address, SYSTEM_ADDRESSES)
TABLE_OF(route, SYSTEM_ROUTES)
TABLE_OF(neighbour, SYSTEM_NEIGHBOURS)

bool system_address_remove(struct system *s, const struct system_address *row)
{
    return address_drop(s, address_at(s, row));
}

bool system_route_remove(struct system *s, const struct system_route *row)
{
    return route_drop(s, route_at(s, row));
}

bool system_neighbour_remove(struct system *s, const struct system_neighbour *row)
{
    return neighbour_drop(s, neighbour_at(s, row));
}

bool system_interface_remove(struct system *s, uint32_t number)
{
    const struct system_interface row = {.number = number};
    if (!interface_drop(s, interface_at(s, &row)))
        return false;
#define DROP_ALL(what)                           \
    for (uint32_t i = s->what##_count; i-- > 0;) \
        if (s->what[i].interface == number)      \
            what##_drop(s, i);
    DROP_ALL(address)
    DROP_ALL(route)
    DROP_ALL(neighbour)
#undef DROP_ALL
    return true;
}

const struct system_interface *system_interface_find(const struct system *s, uint32_t number)
{
    const struct system_interface row = {.number = number};
    uint32_t i = interface_at(s, &row);
    return i < s->interface_count ? &s->interface[i] : NULL;
}

const struct system_interface *system_interface_named(const struct system *s, const char *name)
{
    for (uint32_t i = 0; i < s->interface_count; i++)
        if (strcmp(s->interface[i].name, name) == 0)
            return &s->interface[i];
    return NULL;
}

const struct system_neighbour *system_neighbour_find(const struct system *s, uint32_t interface,
                                                     struct ip ip)
{
    const struct system_neighbour row = {.interface = interface, .ip = ip};
    uint32_t i = neighbour_at(s, &row);
    return i < s->neighbour_count ? &s->neighbour[i] : NULL;
}

bool system_has_address(const struct system *s, struct ip ip)
{
    for (uint32_t i = 0; i < s->address_count; i++)
        if (ip_equal(s->address[i].ip, ip))
            return true;
    return false;
}

/* Events */

void system_event_add(struct system *s, const struct event *event)
{
    s->event[s->events++ % SYSTEM_EVENTS] = *event;
}

const struct event *system_event(const struct system *s, uint64_t number)
{
    bool kept = number < s->events && s->events - number <= SYSTEM_EVENTS;
    return kept ? &s->event[number % SYSTEM_EVENTS] : NULL;
}

/* "250 ms", "3.2 s", "1:02:03". */
static void span_add(struct text *t, int64_t span_ns)
{
    enum { MINUTE_MS = 60000, SECOND_MS = 1000 };
    int64_t ms = span_ns / MILLISECOND_NS;
    if (ms < SECOND_MS)
        text_addf(t, "%d ms", (int)ms);
    else if (ms < MINUTE_MS)
        text_addf(t, "%d.%d s", (int)(ms / SECOND_MS), (int)(ms % SECOND_MS / 100));
    else
        text_add_span(t, span_ns);
}

static void prefix_add(struct text *t, const struct event *e)
{
    char ip[IP_TEXT];
    ip_format(e->ip, ip);
    text_addf(t, "%s/%u", ip, (unsigned)e->bits);
}

void event_add(struct text *t, const struct event *e)
{
    switch ((enum event_kind)e->kind) {
    case EVENT_DOWN:
        text_addf(t, "%s was taken down; nothing arrives until it is up again", e->name);
        break;
    case EVENT_NO_CARRIER:
        text_addf(t, "%s lost its carrier; nothing arrives until the other end is back", e->name);
        break;
    case EVENT_UP:
        text_addf(t, "%s is up again after ", e->name);
        span_add(t, e->span_ns);
        break;
    case EVENT_MADE_AGAIN:
        text_addf(t,
                  "there is an interface %s again, but another one; start castscope again to "
                  "capture on it",
                  e->name);
        break;
    case EVENT_ADDRESS:
        text_addf(t, "%s now has the address ", e->name);
        prefix_add(t, e);
        break;
    case EVENT_ADDRESS_GONE:
        text_addf(t, "%s no longer has the address ", e->name);
        prefix_add(t, e);
        break;
    case EVENT_STOOD_STILL:
        text_add(t, "castscope stood still for ");
        span_add(t, e->span_ns);
        text_addf(t, "; the kernel dropped %llu frames meanwhile", (unsigned long long)e->dropped);
        break;
    case EVENT_CLOCK_BACK:
        text_add(t, "the clock was set back by ");
        span_add(t, e->span_ns);
        text_add(t, "; ages of what was seen before are not known");
        break;
    }
}
