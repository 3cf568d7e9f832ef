/* SPDX-License-Identifier: MIT */
/*
 * Source lists and group records (RFC 9776 sections 4.1 and 4.2; RFC 9777 sections 5.1 and 5.2).
 *
 *     query:  ... flags (1), interval (1), number of sources (2), sources
 *     report: reserved (2), number of records (2), then
 *         record type (1), auxiliary words (1), number of sources (2), group, sources, auxiliary
 */
#include "decode/membership.h"

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

/* Read of one report: ten times what finds room as facts. */
enum { RECORDS = 1024 };

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

void membership_state(struct packet *p, enum fact_kind kind, struct ip group, uint8_t version)
{
    if (kind != FACT_QUERIES && !ip_is_multicast(group))
        return;
    struct fact *fact = fact_state(p, kind);
    fact->how = version;
    if (!ip_is_unspecified(group))
        fact->ip = group;
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

static void sources_read(struct packet *p, struct reader *r, const struct membership *m,
                         uint32_t count)
{
    struct reader behind = *r;
    reader_skip(&behind, count * (m->family == IP_V4 ? 4 : 16));
    for (uint32_t i = 0; fields_wanted(p) && i < count && r->fault == FAULT_NONE; i++)
        address_read(p, r, m, m->source);
    *r = behind; /* with its fault, which must not depend on who listens */
}

void membership_sources_read(struct packet *p, struct reader *r, const struct membership *m)
{
    field_u8(p, r, m->flags);
    field_u8(p, r, m->interval);
    uint16_t count = field_be16(p, r, m->sources);
    sources_read(p, r, m, count);
}

/* What a record says of membership (RFC 9776 section 6.4, RFC 9777 section 7.4): an INCLUDE list that
 * is empty is no membership, blocked sources neither start nor end one. */
static void record_state(struct packet *p, uint8_t type, struct ip group, uint16_t sources,
                         uint8_t version)
{
    switch (type) {
    case MODE_IS_INCLUDE:
    case CHANGE_TO_INCLUDE_MODE:
        membership_state(p, sources > 0 ? FACT_JOINS : FACT_LEAVES, group, version);
        break;
    case MODE_IS_EXCLUDE:
    case CHANGE_TO_EXCLUDE_MODE:
    case ALLOW_NEW_SOURCES: membership_state(p, FACT_JOINS, group, version); break;
    default: break;
    }
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
        sources_read(p, r, m, sources);
        if (auxiliary > 0)
            field_skip(p, r, auxiliary * 4u, m->data);
        if (r->fault == FAULT_NONE)
            record_state(p, type, group, sources, m->version);
    }
    if (decode_sound(p, r) && count > RECORDS)
        decode_stop(p);
    return count;
}
