/* SPDX-License-Identifier: MIT */
/* The model as a whole: made, copied, asked across its tables. */
#include "model/model.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static_assert(sizeof(struct model) <= 24u * 1000 * 1000, "model.h promises 24 MB");

/* The table at the top of model.h. */
#define ROW_IS(row, bytes) static_assert(sizeof(struct row) == (bytes), "model.h says otherwise")
ROW_IS(host, 328);
ROW_IS(neighbour, 200);
ROW_IS(group, 624);
ROW_IS(sender, 128);
ROW_IS(member, 296);
ROW_IS(conversation, 136);
ROW_IS(name, 184);
ROW_IS(service, 808);
ROW_IS(unknown, 48);
ROW_IS(finding, 192);
ROW_IS(lookup, 488);
ROW_IS(story, 576);
ROW_IS(probe, 192);

struct model *model_new(enum series_span span, const uint64_t hash_key[2])
{
    struct model *m = calloc(1, sizeof *m);
    if (m == NULL)
        return NULL;
    series_clock_init(&m->clock, span);
    /* Neighbours are asked for by address alone, to find everybody who claims it. */
    TABLE_INIT(&m->neighbours, sizeof(struct ip), hash_key);
    /* Services by instance, wherever it is offered. */
    TABLE_INIT(&m->services, offsetof(struct service_key, host), hash_key);
    /* Look-ups by name, to find everybody who waits for an answer. */
    TABLE_INIT(&m->lookups, NAME_BYTES, hash_key);
    /* Probes, too, to find everybody who wants the name. */
    TABLE_INIT(&m->probes, NAME_BYTES, hash_key);
    /* Members by group and machine, whatever its VLAN. */
    TABLE_INIT(&m->members, offsetof(struct member_key, vlan), hash_key);
    TABLE_INIT(&m->findings, sizeof(((struct finding_key *)NULL)->oddity), hash_key);
#define INIT(table, label) TABLE_INIT(&m->table, sizeof m->table.at[0].key, hash_key);
    MODEL_TABLES_BY_KEY(INIT)
#undef INIT
    return m;
}

void model_clear(struct model *m)
{
    enum series_span span = (enum series_span)m->clock.span;
    memset(m, 0, offsetof(struct model, hosts));
    series_clock_init(&m->clock, span);
#define CLEAR(table, label) table_clear(&m->table.head);
    MODEL_TABLES(CLEAR)
#undef CLEAR
    evidence_clear(&m->evidence);
}

void model_copy(struct model *to, const struct model *from)
{
    memcpy(to, from, offsetof(struct model, hosts));
#define COPY(table, label) table_copy(&to->table.head, &from->table.head);
    MODEL_TABLES(COPY)
#undef COPY
    evidence_copy(&to->evidence, &from->evidence);
}

bool model_follow(struct model *to, struct model *from)
{
    bool changed = memcmp(to, from, offsetof(struct model, hosts)) != 0;
    memcpy(to, from, offsetof(struct model, hosts));
#define FOLLOW(table, label) changed |= table_follow(&to->table.head, &from->table.head);
    MODEL_TABLES(FOLLOW)
#undef FOLLOW
    changed |= evidence_follow(&to->evidence, &from->evidence);
    return changed;
}

size_t model_approach(struct model *to, struct model *from, size_t most)
{
    size_t copied = 0;
#define APPROACH(table, label) \
    copied += copied < most ? table_approach(&to->table.head, &from->table.head, most - copied) : 0;
    MODEL_TABLES(APPROACH)
#undef APPROACH
    return copied;
}

uint64_t model_evicted(const struct model *m)
{
    uint64_t entries = 0;
#define ADD(table, label) entries += m->table.head.evicted.entries;
    MODEL_TABLES(ADD)
#undef ADD
    return entries;
}

struct tally model_cast(const struct model *m, enum cast cast)
{
    struct tally sum = {0};
    for (int origin = 0; origin < ORIGIN_COUNT; origin++)
        tally_join(&sum, m->by_origin[cast][origin]);
    return sum;
}

void model_origins(const struct model *m, struct tally out[ORIGIN_COUNT])
{
    memcpy(out, m->by_origin[0], sizeof m->by_origin[0]);
    for (int cast = 1; cast < CAST_COUNT; cast++)
        for (int origin = 0; origin < ORIGIN_COUNT; origin++)
            tally_join(&out[origin], m->by_origin[cast][origin]);
}

struct tally model_multicast_rest(const struct model *m, enum origin origin)
{
    struct tally rest = m->by_origin[CAST_MULTICAST][origin];
    for (uint32_t i = 0; i < m->groups.head.used; i++) {
        rest.frames -= m->groups.at[i].by_origin[origin].frames;
        rest.bytes -= m->groups.at[i].by_origin[origin].bytes;
    }
    return rest;
}

struct mac model_bearer(const struct model *m, struct ip ip)
{
    const struct neighbour_key key = {.ip = ip};
    const struct neighbour *best = NULL;
    const struct table *t = &m->neighbours.head;
    for (struct kin kin = kin_first(t, &key); kin.row != TABLE_NONE; kin_next(t, &key, &kin)) {
        const struct neighbour *n = &m->neighbours.at[kin.row - 1];
        if (n->how == BINDING_PROBE)
            continue;
        bool better = best == NULL || n->how > best->how ||
                      (n->how == best->how && n->last_ns > best->last_ns) ||
                      (n->how == best->how && n->last_ns == best->last_ns &&
                       n->key.mac.value < best->key.mac.value);
        if (better)
            best = n;
    }
    return best != NULL ? best->key.mac : MAC_NONE;
}

uint32_t model_name_host(const struct model *m, const struct name *name)
{
    struct host_key key = {.mac = name->key.mac};
    if (!mac_exists(key.mac))
        key.mac = model_bearer(m, name->key.ip);
    if (!mac_exists(key.mac))
        key.ip = name->key.ip;
    return table_find(&m->hosts.head, &key);
}

bool host_has(const struct host *h, struct ip ip)
{
    if (ip.family == IP_V4) {
        for (unsigned i = 0; i < h->ipv4_count; i++)
            if (h->ipv4[i] == ip.low)
                return true;
    } else if (ip.family == IP_V6) {
        for (unsigned i = 0; i < h->ipv6_count; i++)
            if (h->ipv6[i][0] == ip.high && h->ipv6[i][1] == ip.low)
                return true;
    }
    return false;
}

const char *model_name_source(const struct name *name)
{
    return name->key.source == PROTO_NONE ? "file" : proto_name((enum proto)name->key.source);
}

void model_source_title(const struct model *m, const struct source_row *row, char out[SOURCE_TITLE])
{
    uint32_t same = 0;
    for (uint32_t i = 0; i < m->source_count; i++)
        same += strcmp(m->source[i].name, row->name) == 0;
    struct text t = text_over(out, SOURCE_TITLE);
    text_add(&t, row->name);
    if (same > 1)
        text_addf(&t, ": %s", row->interface);
}

const char *source_short_name(const struct source_row *row)
{
    const char *slash = strrchr(row->name, '/');
    return row->kind == SOURCE_FILE && slash != NULL && slash[1] != '\0' ? slash + 1 : row->name;
}

/* An interface that the file does not name has the file's path instead, which may be cut. */
static bool has_interface_name(const struct source_row *row)
{
    enum { ESCAPE = 4 }; /* bytes that are cut as a whole */
    size_t n = strlen(row->interface);
    bool begins = strncmp(row->name, row->interface, n) == 0;
    return !begins || (row->name[n] != '\0' && n + ESCAPE < sizeof row->interface);
}

bool model_link_title(const struct model *m, uint32_t source, char out[SOURCE_TITLE])
{
    const struct source_row *row = &m->source[source];
    struct text t = text_over(out, SOURCE_TITLE);
    if (m->source_count < 2)
        return false;
    bool named = has_interface_name(row), alone = true;
    for (uint32_t i = 0; i < m->source_count; i++)
        alone = alone && (i == source || strcmp(m->source[i].interface, row->interface) != 0);
    if (!named || !alone)
        text_add(&t, source_short_name(row));
    if (named)
        text_addf(&t, "%s%s", alone ? "" : ": ", row->interface);
    return true;
}

bool model_is_live(const struct model *m)
{
    for (uint32_t i = 0; i < m->source_count; i++)
        if (m->source[i].kind == SOURCE_LIVE)
            return true;
    return false;
}

bool model_is_over(const struct model *m)
{
    for (uint32_t i = 0; i < m->source_count; i++)
        if (!m->source[i].over)
            return false;
    return true;
}
