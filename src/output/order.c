/* SPDX-License-Identifier: MIT */
/* Every table of a model sorted by its keys, and ranges of those found again. */
#include "output/order.h"

#include <stdlib.h>
#include <string.h>

#include "model/row.h"

typedef int compare_fn(const void *, const void *);

/* Keys */

static int number_compare(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int either(int first, int second)
{
    return first != 0 ? first : second;
}

static int mac_compare(struct mac a, struct mac b)
{
    return number_compare(a.value, b.value);
}

/* Hosts without a MAC address come behind those that have one: MAC_NONE is the greatest number. */
static int host_key_compare(const struct host_key *a, const struct host_key *b)
{
    return a->mac.value != b->mac.value ? mac_compare(a->mac, b->mac) : ip_compare(a->ip, b->ip);
}

/* Groups without a network address come behind those that have one. */
static int group_key_compare(const struct group_key *a, const struct group_key *b)
{
    bool a_none = a->ip.family == IP_NONE, b_none = b->ip.family == IP_NONE;
    int order = either((int)a_none - (int)b_none, ip_compare(a->ip, b->ip));
    return either(order, mac_compare(a->mac, b->mac));
}

static int conversation_key_compare(const struct conversation_key *a,
                                    const struct conversation_key *b)
{
    int order = ip_compare(a->a, b->a);
    if (order == 0)
        order = ip_compare(a->b, b->b);
    return order != 0 ? order : number_compare(a->ports, b->ports);
}

/* Rows. A table sorted is an array of pointers to its rows. */

#define ROW(type, pointer) (*(const struct type *const *)(pointer))

static int host_compare(const void *a, const void *b)
{
    return host_key_compare(&ROW(host, a)->key, &ROW(host, b)->key);
}

static int host_busier(const void *a, const void *b)
{
    const struct host *x = ROW(host, a), *y = ROW(host, b);
    int order = number_compare(y->slot.frames, x->slot.frames);
    order = either(order, number_compare(y->received.frames, x->received.frames));
    return order != 0 ? order : host_compare(a, b);
}

static int group_compare(const void *a, const void *b)
{
    return group_key_compare(&ROW(group, a)->key, &ROW(group, b)->key);
}

static int group_busier(const void *a, const void *b)
{
    int order = number_compare(ROW(group, b)->slot.frames, ROW(group, a)->slot.frames);
    return either(order, group_compare(a, b));
}

static int sender_compare(const void *a, const void *b)
{
    const struct sender_key *x = &ROW(sender, a)->key, *y = &ROW(sender, b)->key;
    return either(group_key_compare(&x->group, &y->group), host_key_compare(&x->host, &y->host));
}

static int member_compare(const void *a, const void *b)
{
    const struct member_key *x = &ROW(member, a)->key, *y = &ROW(member, b)->key;
    int order = either(ip_compare(x->group, y->group),
                       ip_compare(ROW(member, a)->host, ROW(member, b)->host));
    order = either(order, mac_compare(x->mac, y->mac));
    return either(order, (x->vlan > y->vlan) - (x->vlan < y->vlan));
}

static int conversation_compare(const void *a, const void *b)
{
    return conversation_key_compare(&ROW(conversation, a)->key, &ROW(conversation, b)->key);
}

static int conversation_busier(const void *a, const void *b)
{
    const struct slot *x = &ROW(conversation, a)->slot, *y = &ROW(conversation, b)->slot;
    int order = either(number_compare(y->bytes, x->bytes), number_compare(y->frames, x->frames));
    return order != 0 ? order : conversation_compare(a, b);
}

static int service_compare(const void *a, const void *b)
{
    const struct service_key *x = &ROW(service, a)->key, *y = &ROW(service, b)->key;
    int order = either(strcmp(x->name, y->name), strcmp(x->type, y->type));
    return either(either(order, strcmp(x->host, y->host)), number_compare(x->port, y->port));
}

/* Names by their own key: those of one address stand together. */
static int name_compare(const void *a, const void *b)
{
    const struct name_key *x = &((const struct borne_name *)a)->name->key;
    const struct name_key *y = &((const struct borne_name *)b)->name->key;
    int order = either(mac_compare(x->mac, y->mac), ip_compare(x->ip, y->ip));
    return either(either(order, strcmp(x->text, y->text)), number_compare(x->source, y->source));
}

static int borne_compare(const void *a, const void *b)
{
    const struct borne_name *x = a, *y = b;
    int order = either(host_key_compare(&x->host, &y->host),
                       strcmp(x->name->key.text, y->name->key.text));
    order = either(order, number_compare(x->name->key.source, y->name->key.source));
    order = either(order, number_compare(x->name->frame, y->name->frame));
    return either(order, name_compare(a, b));
}

static int binding_compare(const void *a, const void *b)
{
    const struct binding_row *x = a, *y = b;
    int order = ip_compare(x->ip, y->ip);
    if (order == 0)
        order = mac_compare(x->mac, y->mac);
    return order != 0 ? order : (int)(x->said == NULL) - (int)(y->said == NULL);
}

static int protocol_compare(const void *a, const void *b)
{
    const struct protocol_row *x = a, *y = b;
    int order = number_compare(y->tally.frames, x->tally.frames);
    return either(order, strcmp(x->name, y->name));
}

static int address_compare(const void *a, const void *b)
{
    return ip_compare(*(const struct ip *)a, *(const struct ip *)b);
}

/* Building */

/* TYPE_busiest_sort() brings the first ORDER_TOP of a list to its front, in order; the others stay
 * behind them in none. To sort thousands of conversations of which twenty are shown takes as long as to
 * read a small file. */
#define BUSIEST_SORT(type)                                                    \
    static void type##_busiest_sort(const struct type **list, uint32_t count) \
    {                                                                         \
        for (uint32_t i = 1; i < count; i++) {                                \
            uint32_t at = i < ORDER_TOP ? i : ORDER_TOP - 1;                  \
            const struct type *row = list[i];                                 \
            if (i >= ORDER_TOP && type##_busier(&row, &list[at]) >= 0)        \
                continue;                                                     \
            list[i] = list[at];                                               \
            for (; at > 0 && type##_busier(&row, &list[at - 1]) < 0; at--)    \
                list[at] = list[at - 1];                                      \
            list[at] = row;                                                   \
        }                                                                     \
    }
BUSIEST_SORT(host)
BUSIEST_SORT(group)
BUSIEST_SORT(conversation)
#undef BUSIEST_SORT

/* A host has one row for each of its addresses that a name was said of: they become one for each source.
 * How many are left. */
static uint32_t names_fold(struct borne_name *list, uint32_t count)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct borne_name *last = &list[kept > 0 ? kept - 1 : 0], *next = &list[i];
        next->times = next->name->slot.frames;
        next->last_ns = next->name->last_ns;
        next->ttl_s = next->name->ttl_s;
        if (kept == 0 || host_key_compare(&last->host, &next->host) != 0 ||
            strcmp(last->name->key.text, next->name->key.text) != 0 ||
            last->name->key.source != next->name->key.source) {
            list[kept++] = *next;
            continue;
        }
        last->times = last->times > next->times ? last->times : next->times;
        if (next->last_ns > last->last_ns) {
            last->last_ns = next->last_ns;
            last->ttl_s = next->ttl_s;
        }
    }
    return kept;
}

/* The host that each of `count` names belongs to, in a list sorted by those; how many it has. A
 * stranger can claim one address many times, so the bearer of an address is asked for once and not
 * for each of its names. */
static uint32_t names_build(struct borne_name *list, const struct model *m,
                            const struct name *names, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        list[i].name = &names[i];
    qsort(list, count, sizeof list[0], name_compare);
    for (uint32_t i = 0; i < count; i++) {
        const struct name_key *key = &list[i].name->key;
        struct host_key *host = &list[i].host;
        if (i > 0 && !mac_exists(key->mac) && !mac_exists(list[i - 1].name->key.mac) &&
            ip_equal(key->ip, list[i - 1].name->key.ip)) {
            *host = list[i - 1].host;
            continue;
        }
        *host = (struct host_key){.mac = key->mac};
        if (!mac_exists(key->mac))
            host->mac = model_bearer(m, key->ip);
        if (!mac_exists(host->mac))
            host->ip = key->ip;
    }
    qsort(list, count, sizeof list[0], borne_compare);
    return names_fold(list, count);
}

static bool link_has_macs(const struct model *m)
{
    for (uint32_t i = 0; i < m->hosts.head.used; i++)
        if (mac_exists(m->hosts.at[i].key.mac))
            return true;
    return m->neighbours.head.used > 0;
}

/* The neighbours, and as the systems' own tables have them the groups and broadcast addresses, whose
 * MAC addresses nobody has to be asked for. */
static void bindings_build(struct order *o, const struct model *m)
{
    struct binding_row *rows = o->bindings;
    for (uint32_t i = 0; i < m->neighbours.head.used; i++) {
        const struct neighbour *n = &m->neighbours.at[i];
        rows[o->binding_count++] = (struct binding_row){
            .ip = n->key.ip, .mac = n->key.mac, .said = n};
    }
    if (!link_has_macs(m))
        return;
    for (uint32_t i = 0; i < m->groups.head.used; i++) {
        const struct group *g = &m->groups.at[i];
        if (g->key.ip.family != IP_NONE)
            rows[o->binding_count++] = (struct binding_row){
                .ip = g->key.ip, .mac = ip_group_mac(g->key.ip), .group = g};
    }
    for (uint32_t i = 0; i < m->proven.count; i++)
        rows[o->binding_count++] = (struct binding_row){.ip = ip_v4(m->proven.address[i]),
                                                        .mac = MAC_BROADCAST};
    rows[o->binding_count++] = (struct binding_row){.ip = ip_v4(UINT32_MAX), .mac = MAC_BROADCAST};
    qsort(rows, o->binding_count, sizeof rows[0], binding_compare);
}

static void protocols_build(struct order *o, const struct model *m)
{
    for (int i = 0; i < PROTO_COUNT; i++) {
        if (m->protocol[i].frames == 0)
            continue;
        struct protocol_row *row = &o->protocols[o->protocol_count++];
        struct text t = text_over(row->name, sizeof row->name);
        text_add(&t, proto_name((enum proto)i));
        row->tally = m->protocol[i];
    }
    for (uint32_t i = 0; i < m->unknowns.head.used; i++) {
        const struct unknown *u = &m->unknowns.at[i];
        struct protocol_row *row = &o->protocols[o->protocol_count++];
        uint64_t key = u->key.space_and_number;
        space_number_name((enum space)(key >> 32), (uint32_t)key, row->name);
        row->tally = (struct tally){u->slot.frames, u->slot.bytes};
    }
    qsort(o->protocols, o->protocol_count, sizeof o->protocols[0], protocol_compare);
}

static void address_add(struct order *o, struct ip ip)
{
    if (!ip_is_link_local(ip))
        return;
    if (ip.family == IP_V4)
        o->link_local[o->link_local_count++] = ip;
    else
        o->link_local6[o->link_local6_count++] = ip;
}

/* Sorts addresses and keeps each once; how many are left. */
static uint32_t addresses_sort(struct ip *list, uint32_t count)
{
    uint32_t kept = 0;
    qsort(list, count, sizeof *list, address_compare);
    for (uint32_t i = 0; i < count; i++)
        if (kept == 0 || !ip_equal(list[kept - 1], list[i]))
            list[kept++] = list[i];
    return kept;
}

/* Every link-local address that somebody used: bound to a MAC address, or where the link has none
 * the sender of frames. Who only probes for an address does not use it yet. */
static void link_local_build(struct order *o, const struct model *m)
{
    for (uint32_t i = 0; i < m->neighbours.head.used; i++)
        if (m->neighbours.at[i].how != BINDING_PROBE)
            address_add(o, m->neighbours.at[i].key.ip);
    for (uint32_t i = 0; i < m->hosts.head.used; i++)
        if (m->hosts.at[i].announced_itself)
            address_add(o, m->hosts.at[i].key.ip);
    o->link_local_count = addresses_sort(o->link_local, o->link_local_count);
    o->link_local6_count = addresses_sort(o->link_local6, o->link_local6_count);
}

struct order *order_new(const struct model *m, enum order_by by)
{
    struct order *o = calloc(1, sizeof *o);
    if (o == NULL)
        return NULL;
#define LIST(list, count, table)                      \
    for (uint32_t i = 0; i < m->table.head.used; i++) \
    o->list[o->count++] = &m->table.at[i]
#define SORT(list, count, compare) qsort(o->list, o->count, sizeof o->list[0], compare)
    LIST(hosts, host_count, hosts);
    LIST(groups, group_count, groups);
    LIST(senders, sender_count, senders);
    LIST(members, member_count, members);
    LIST(conversations, conversation_count, conversations);
    LIST(services, service_count, services);
    if (by == ORDER_BUSIEST) {
        host_busiest_sort(o->hosts, o->host_count);
        group_busiest_sort(o->groups, o->group_count);
        conversation_busiest_sort(o->conversations, o->conversation_count);
    } else {
        SORT(hosts, host_count, host_compare);
        SORT(groups, group_count, group_compare);
        SORT(conversations, conversation_count, conversation_compare);
    }
    SORT(senders, sender_count, sender_compare);
    SORT(members, member_count, member_compare);
    SORT(services, service_count, service_compare);
#undef LIST
#undef SORT
    for (uint32_t i = 0; i < o->group_count; i++)
        o->ip_group_count += o->groups[i]->key.ip.family != IP_NONE;
    o->name_count = names_build(o->names, m, m->names.at, m->names.head.used);
    o->description_count = names_build(o->descriptions, m, m->descriptions.at,
                                       m->descriptions.head.used);
    bindings_build(o, m);
    protocols_build(o, m);
    link_local_build(o, m);
    conclusions_draw(&o->conclusions, m);
    return o;
}

/* Ranges */

static int name_of_host(const void *key, const void *name)
{
    return host_key_compare(key, &((const struct borne_name *)name)->host);
}

static int sender_to_group(const void *key, const void *sender)
{
    return group_key_compare(key, &ROW(sender, sender)->key.group);
}

static int member_of_group(const void *key, const void *member)
{
    return ip_compare(*(const struct ip *)key, ROW(member, member)->key.group);
}

/* How many of `count` sorted rows of `size` bytes compare equal to the key; the first in *first. */
static uint32_t range_find(const void *rows, uint32_t count, size_t size, const void *key,
                           compare_fn *compare, uint32_t *first)
{
    const char *base = rows;
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare(key, base + middle * size) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    while (high < count && compare(key, base + high * size) == 0)
        high++;
    return high - low;
}

uint32_t order_names_of(const struct order *o, const struct host_key *host, uint32_t *first)
{
    return range_find(o->names, o->name_count, sizeof o->names[0], host, name_of_host, first);
}

uint32_t order_descriptions_of(const struct order *o, const struct host_key *host, uint32_t *first)
{
    return range_find(o->descriptions, o->description_count, sizeof o->descriptions[0], host,
                      name_of_host, first);
}

uint32_t order_senders_to(const struct order *o, const struct group_key *group, uint32_t *first)
{
    return range_find(o->senders, o->sender_count, sizeof(void *), group, sender_to_group, first);
}

uint32_t order_members_of(const struct order *o, struct ip group, uint32_t *first)
{
    return range_find(o->members, o->member_count, sizeof(void *), &group, member_of_group, first);
}
