/* SPDX-License-Identifier: MIT */
/*
 * Source lists and group records (RFC 9776 sections 4.1 and 4.2; RFC 9777 sections 5.1 and 5.2).
 *
 *     query:  ... flags (1), interval (1), number of sources (2), sources
 *     report: reserved (2), number of records (2), then
 *         record type (1), auxiliary words (1), number of sources (2), group, sources, auxiliary
 */
#include "decode/membership.h"

#include "decode/head.h"

/* Types of group records (RFC 9776 section 4.2.13, RFC 9777 section 5.2.12). */
enum record_type {
    MODE_IS_INCLUDE = 1,
    MODE_IS_EXCLUDE,
    CHANGE_TO_INCLUDE_MODE,
    CHANGE_TO_EXCLUDE_MODE,
    ALLOW_NEW_SOURCES,
    BLOCK_OLD_SOURCES,
    RECORD_TYPE_COUNT
};

/* Read of one report: ten times what finds room as facts. Stated of one record: what the census keeps. */
enum { RECORDS = 1024, SOURCES_STATED = 8 };

static const char *record_name(uint8_t type)
{
    static const char *const names[RECORD_TYPE_COUNT] = {
        [MODE_IS_INCLUDE] = "mode is include",
        [MODE_IS_EXCLUDE] = "mode is exclude",
        [CHANGE_TO_INCLUDE_MODE] = "change to include mode",
        [CHANGE_TO_EXCLUDE_MODE] = "change to exclude mode",
        [ALLOW_NEW_SOURCES] = "allow new sources",
        [BLOCK_OLD_SOURCES] = "block old sources",
    };
    return type < RECORD_TYPE_COUNT ? names[type] : NULL;
}

struct fact *membership_state(struct packet *p, enum fact_kind kind, struct ip group,
                              uint8_t version)
{
    struct fact *fact = fact_state(p, kind);
    fact->how = version;
    if (!ip_is_unspecified(group))
        fact->ip = group;
    return fact;
}

static struct ip address_read(struct packet *p, struct reader *r, const struct membership *m,
                              const char *name)
{
    return m->family == IP_V4 ? field_ip4(p, r, name) : field_ip6(p, r, name);
}

struct ip membership_group_read(struct packet *p, struct reader *r, const struct membership *m)
{
    return address_read(p, r, m, m->group);
}

/* Reads sources. The first `stated` of them become facts, and must be there; the fault must not depend on who
 * listens. */
static void sources_read(struct packet *p, struct reader *r, const struct membership *m,
                         uint32_t count, uint32_t stated)
{
    uint32_t width = m->family == IP_V4 ? 4 : 16;
    struct reader behind = *r;
    reader_skip(&behind, count * width);
    struct head h = head_begin(p, r, stated * width);
    struct fact *fact = stated > 0 ? fact_state_many(p, FACT_SOURCE, stated) : NULL;
    for (uint32_t i = 0; i < stated; i++)
        fact[i].ip = m->family == IP_V4 ? head_ip4(&h, m->source) : head_ip6(&h, m->source);
    for (uint32_t i = stated; i < count && fields_wanted(p) && r->fault == FAULT_NONE; i++)
        address_read(p, r, m, m->source);
    *r = behind;
}

uint32_t membership_code(uint8_t code)
{
    return code < 128 ? code : (uint32_t)((code & 0x0f) | 0x10) << ((code >> 4 & 0x07) + 3);
}

void membership_query_read(struct packet *p, struct reader *r, const struct membership *m,
                           struct ip group, uint32_t response)
{
    uint8_t flags = field_u8(p, r, m->flags);
    uint8_t interval = field_u8(p, r, m->interval);
    uint16_t count = field_be16(p, r, m->sources);
    sources_read(p, r, m, count, 0);
    if (r->fault != FAULT_NONE)
        return;
    struct fact *fact = membership_state(p, FACT_QUERIES, group, m->version);
    fact->port = (uint16_t)response;
    fact->bits = (uint8_t)((flags & 0x07) | (count > 0 ? QUERY_OF_SOURCES : 0));
    fact->ttl_s = membership_code(interval);
}

/* What a record says of membership (RFC 9776 section 6.4, RFC 9777 section 7.4): an INCLUDE list that
 * is empty is no membership. */
static void record_state(struct packet *p, uint8_t type, struct ip group, uint16_t sources,
                         uint8_t version)
{
    static const enum filter_mode modes[RECORD_TYPE_COUNT] = {
        [MODE_IS_INCLUDE] = FILTER_INCLUDE,        [MODE_IS_EXCLUDE] = FILTER_EXCLUDE,
        [CHANGE_TO_INCLUDE_MODE] = FILTER_INCLUDE, [CHANGE_TO_EXCLUDE_MODE] = FILTER_EXCLUDE,
        [ALLOW_NEW_SOURCES] = FILTER_ALLOW,        [BLOCK_OLD_SOURCES] = FILTER_BLOCK,
    };
    if (type >= RECORD_TYPE_COUNT || modes[type] == FILTER_ANY || !ip_is_multicast(group))
        return;
    bool leaves = modes[type] == FILTER_INCLUDE && sources == 0;
    struct fact *fact = membership_state(p, leaves ? FACT_LEAVES : FACT_JOINS, group, version);
    fact->bits = (uint8_t)modes[type];
    fact->port = sources;
}

/* How many sources of a record become facts: no more than leaves room for the records behind it. */
static uint32_t sources_room(const struct packet *p, uint32_t records_left, uint16_t sources)
{
    uint32_t all = facts_room(p), room = all > records_left ? all - records_left : 0;
    uint32_t most = room < SOURCES_STATED ? room : SOURCES_STATED;
    return sources < most ? sources : most;
}

unsigned membership_report_read(struct packet *p, struct reader *r, const struct membership *m)
{
    field_skip(p, r, 2, m->reserved);
    uint16_t count = field_be16(p, r, m->records);
    for (uint32_t i = 0; i < count && i < RECORDS && r->fault == FAULT_NONE; i++) {
        uint8_t type = reader_u8(r);
        field_meaning(p, r, 1, m->type, type, record_name(type));
        uint8_t auxiliary = field_u8(p, r, m->auxiliary);
        uint16_t sources = field_be16(p, r, m->record_sources);
        struct ip group = membership_group_read(p, r, m);
        struct reader behind = *r;
        reader_skip(&behind, sources * (m->family == IP_V4 ? 4u : 16u) + auxiliary * 4u);
        bool whole = behind.fault == FAULT_NONE;
        if (whole)
            record_state(p, type, group, sources, m->version);
        bool named = whole && type < RECORD_TYPE_COUNT && ip_is_multicast(group);
        sources_read(p, r, m, sources, named ? sources_room(p, count - i - 1u, sources) : 0);
        if (auxiliary > 0)
            field_skip(p, r, auxiliary * 4u, m->data);
    }
    if (decode_sound(p, r) && count > RECORDS)
        decode_stop(p);
    return count;
}
