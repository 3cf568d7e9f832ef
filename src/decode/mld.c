/* SPDX-License-Identifier: MIT */
/*
 * Multicast Listener Discovery versions 1 and 2 (RFC 2710; RFC 3810, which RFC 9777 replaced): the
 * ICMPv6 types 130, 131, 132 and 143, which do for IPv6 what IGMP does for IPv4.
 *
 *     type (1), code (1), checksum (2)
 *     query, v1 report, done: max response delay (2), reserved (2), group (16)
 *     query of v2:            ... flags (1), interval (1), number of sources (2), sources (16 each)
 *     report of v2:           reserved (2), number of records (2), then
 *         record type (1), auxiliary words (1), number of sources (2), group (16), sources, auxiliary
 *
 * A query's version is told by its length (RFC 3810 section 8.1).
 */
#include "decode/decoder.h"

enum {
    MLD_QUERY = 130,
    MLD_REPORT = 131,
    MLD_DONE = 132,
    MLD_V2_REPORT = 143,
    MLD_V2_QUERY = 28, /* bytes of a v2 query without sources */
    MLD_HOP_LIMIT = 1,
};

/* Multicast address record types (RFC 3810 section 5.2.12). */
enum record_type {
    MODE_IS_INCLUDE = 1,
    MODE_IS_EXCLUDE,
    CHANGE_TO_INCLUDE_MODE,
    CHANGE_TO_EXCLUDE_MODE,
    ALLOW_NEW_SOURCES,
    BLOCK_OLD_SOURCES,
    RECORD_TYPE_COUNT
};

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

static void group_state(struct packet *p, enum fact_kind kind, struct ip group, uint8_t version)
{
    if (kind != FACT_QUERIES && !ip_is_multicast(group))
        return;
    struct fact *fact = fact_state(p, kind);
    fact->how = version;
    if (!ip_is_unspecified(group))
        fact->ip = group;
}

static void sources_decode(struct packet *p, struct reader *r, uint32_t count)
{
    struct reader behind = *r;
    reader_skip(&behind, count * 16);
    for (uint32_t i = 0; p->sink != NULL && i < count && r->fault == FAULT_NONE; i++)
        field_ip6(p, r, "mld.source");
    *r = behind; /* with its fault, which must not depend on who listens */
}

static void query_decode(struct packet *p, struct reader *r, uint8_t version)
{
    field_be16(p, r, "mld.max_response");
    field_skip(p, r, 2, "mld.reserved");
    struct ip group = field_ip6(p, r, "mld.group");
    if (version == 2) {
        field_u8(p, r, "mld.flags");
        field_u8(p, r, "mld.interval_code");
        uint16_t count = field_be16(p, r, "mld.sources");
        sources_decode(p, r, count);
    }
    if (!decode_sound(p, r))
        return;
    group_state(p, FACT_QUERIES, group, version);
    if (p->sink == NULL)
        return;
    char text[IP_TEXT];
    ip_format(group, text);
    if (ip_is_unspecified(group))
        info_setf(p, "MLDv%u query: who listens to any group?", (unsigned)version);
    else
        info_setf(p, "MLDv%u query: who listens to %s?", (unsigned)version, text);
}

static void report_decode(struct packet *p, struct reader *r, uint8_t type)
{
    field_be16(p, r, "mld.max_response");
    field_skip(p, r, 2, "mld.reserved");
    struct ip group = field_ip6(p, r, "mld.group");
    if (!decode_sound(p, r))
        return;
    group_state(p, type == MLD_DONE ? FACT_LEAVES : FACT_JOINS, group, 1);
    if (p->sink == NULL)
        return;
    char text[IP_TEXT];
    ip_format(group, text);
    info_setf(p, "MLDv1 %s %s", type == MLD_DONE ? "leaves" : "listens to", text);
}

/* What a record says of membership (RFC 3810 sections 5.2.12 and 7.4): an INCLUDE list that is empty
 * is no membership, blocked sources neither start nor end one. */
static void record_state(struct packet *p, uint8_t type, struct ip group, uint16_t sources)
{
    switch (type) {
    case MODE_IS_INCLUDE:
    case CHANGE_TO_INCLUDE_MODE:
        group_state(p, sources > 0 ? FACT_JOINS : FACT_LEAVES, group, 2);
        break;
    case MODE_IS_EXCLUDE:
    case CHANGE_TO_EXCLUDE_MODE:
    case ALLOW_NEW_SOURCES: group_state(p, FACT_JOINS, group, 2); break;
    default: break;
    }
}

static void v2_report_decode(struct packet *p, struct reader *r)
{
    field_skip(p, r, 2, "mld.reserved");
    uint16_t count = field_be16(p, r, "mld.records");
    for (uint32_t i = 0; i < count && r->fault == FAULT_NONE; i++) {
        uint8_t type = reader_u8(r);
        field_meaning(p, r, 1, "mld.record.type", type, record_name(type));
        uint8_t auxiliary = field_u8(p, r, "mld.record.auxiliary");
        uint16_t sources = field_be16(p, r, "mld.record.sources");
        struct ip group = field_ip6(p, r, "mld.group");
        sources_decode(p, r, sources);
        if (auxiliary > 0)
            field_skip(p, r, auxiliary * 4u, "mld.record.data");
        if (r->fault == FAULT_NONE)
            record_state(p, type, group, sources);
    }
    decode_sound(p, r);
    info_setf(p, "MLDv2 report of %u group%s", (unsigned)count, count == 1 ? "" : "s");
}

void mld_decode(struct packet *p, struct reader *r)
{
    uint32_t length = reader_left(r);
    uint8_t type = reader_u8(r);
    reader_skip(r, 3); /* code and checksum, which ICMPv6 has reported */
    if (!decode_sound(p, r))
        return;
    uint8_t version = type == MLD_V2_REPORT || (type == MLD_QUERY && length >= MLD_V2_QUERY) ? 2
                                                                                             : 1;
    field_number(p, r, 4, "mld.version", version);
    if (p->ttl != MLD_HOP_LIMIT)
        fact_state(p, FACT_ODD)->how = ODDITY_MLD_HOP_LIMIT;
    if (type == MLD_QUERY)
        query_decode(p, r, version);
    else if (type == MLD_V2_REPORT)
        v2_report_decode(p, r);
    else
        report_decode(p, r, type);
}
