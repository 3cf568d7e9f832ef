/* SPDX-License-Identifier: MIT */
/*
 * IGMP versions 1, 2 and 3 (RFC 1112 appendix I, RFC 2236, RFC 9776).
 *
 *     type (1), max response (1), checksum (2), group (4)                     all of v1 and v2
 *     query of v3:  ... flags (1), interval (1), number of sources (2), sources (4 each)
 *     report of v3: type (1), reserved (1), checksum (2), reserved (2), number of records (2), then
 *         record type (1), auxiliary words (1), number of sources (2), group (4), sources, auxiliary
 *
 * A query's version is told by its length and its max response field (RFC 9776 section 7.1).
 */
#include "decode/network.h"

enum {
    IGMP_QUERY = 0x11,
    IGMP_V1_REPORT = 0x12,
    IGMP_V2_REPORT = 0x16,
    IGMP_LEAVE = 0x17,
    IGMP_V3_REPORT = 0x22,
    IGMP_MESSAGE = 8,   /* bytes of a v1 or v2 message */
    IGMP_V3_QUERY = 12, /* bytes of a v3 query without sources */
};

/* Group record types (RFC 9776 section 4.2.13). */
enum record_type {
    MODE_IS_INCLUDE = 1,
    MODE_IS_EXCLUDE,
    CHANGE_TO_INCLUDE_MODE,
    CHANGE_TO_EXCLUDE_MODE,
    ALLOW_NEW_SOURCES,
    BLOCK_OLD_SOURCES,
    RECORD_TYPE_COUNT
};

static const char *type_name(uint8_t type)
{
    switch (type) {
    case IGMP_QUERY: return "membership query";
    case IGMP_V1_REPORT: return "version 1 membership report";
    case IGMP_V2_REPORT: return "version 2 membership report";
    case IGMP_LEAVE: return "leave group";
    case IGMP_V3_REPORT: return "version 3 membership report";
    default: return NULL;
    }
}

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
    reader_skip(&behind, count * 4);
    for (uint32_t i = 0; p->sink != NULL && i < count && r->fault == FAULT_NONE; i++)
        field_ip4(p, r, "igmp.source");
    *r = behind; /* with its fault, which must not depend on who listens */
}

static void query_decode(struct packet *p, struct reader *r, uint8_t version)
{
    struct ip group = field_ip4(p, r, "igmp.group");
    if (version == 3) {
        field_u8(p, r, "igmp.flags");
        field_u8(p, r, "igmp.interval_code");
        uint16_t count = field_be16(p, r, "igmp.sources");
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
        info_setf(p, "IGMPv%u query: who is a member of any group?", (unsigned)version);
    else
        info_setf(p, "IGMPv%u query: who is a member of %s?", (unsigned)version, text);
}

static void report_decode(struct packet *p, struct reader *r, uint8_t type, uint8_t version)
{
    struct ip group = field_ip4(p, r, "igmp.group");
    if (!decode_sound(p, r))
        return;
    group_state(p, type == IGMP_LEAVE ? FACT_LEAVES : FACT_JOINS, group, version);
    if (p->sink == NULL)
        return;
    char text[IP_TEXT];
    ip_format(group, text);
    info_setf(p, "IGMPv%u %s %s", (unsigned)version,
              type == IGMP_LEAVE ? "leaves" : "is a member of", text);
}

/* What a record says of membership (RFC 9776 sections 4.2.13 and 6.4): an INCLUDE list that is empty
 * is no membership, blocked sources neither start nor end one. */
static void record_state(struct packet *p, uint8_t type, struct ip group, uint16_t sources)
{
    switch (type) {
    case MODE_IS_INCLUDE:
    case CHANGE_TO_INCLUDE_MODE:
        group_state(p, sources > 0 ? FACT_JOINS : FACT_LEAVES, group, 3);
        break;
    case MODE_IS_EXCLUDE:
    case CHANGE_TO_EXCLUDE_MODE:
    case ALLOW_NEW_SOURCES: group_state(p, FACT_JOINS, group, 3); break;
    default: break;
    }
}

static void v3_report_decode(struct packet *p, struct reader *r)
{
    field_skip(p, r, 2, "igmp.reserved");
    uint16_t count = field_be16(p, r, "igmp.records");
    for (uint32_t i = 0; i < count && r->fault == FAULT_NONE; i++) {
        uint8_t type = reader_u8(r);
        field_meaning(p, r, 1, "igmp.record.type", type, record_name(type));
        uint8_t auxiliary = field_u8(p, r, "igmp.record.auxiliary");
        uint16_t sources = field_be16(p, r, "igmp.record.sources");
        struct ip group = field_ip4(p, r, "igmp.group");
        sources_decode(p, r, sources);
        if (auxiliary > 0)
            field_skip(p, r, auxiliary * 4u, "igmp.record.data");
        if (r->fault == FAULT_NONE)
            record_state(p, type, group, sources);
    }
    decode_sound(p, r);
    info_setf(p, "IGMPv3 report of %u groups", (unsigned)count);
}

static void checksum_check(struct packet *p, const struct reader *r)
{
    struct reader message = *r;
    uint32_t n = reader_left(&message);
    const uint8_t *bytes = reader_bytes(&message, n);
    if (bytes == NULL || n < IGMP_MESSAGE || p->more_fragments)
        return;
    if (checksum_over(bytes, n, 0) != 0)
        fact_state(p, FACT_ODD)->how = ODDITY_IGMP_CHECKSUM;
}

void igmp_decode(struct packet *p, struct reader *r)
{
    uint32_t length = reader_left(r);
    checksum_check(p, r);
    uint8_t type = reader_u8(r);
    field_meaning(p, r, 1, "igmp.type", type, type_name(type));
    uint8_t response = field_u8(p, r, "igmp.max_response");
    uint8_t version = 0;
    switch (type) {
    case IGMP_QUERY: version = length >= IGMP_V3_QUERY ? 3 : response == 0 ? 1 : 2; break;
    case IGMP_V1_REPORT: version = 1; break;
    case IGMP_V2_REPORT:
    case IGMP_LEAVE: version = 2; break;
    case IGMP_V3_REPORT: version = 3; break;
    default: break;
    }
    if (version > 0)
        field_number(p, r, 1, "igmp.version", version);
    field_hex16(p, r, "igmp.checksum");
    if (!decode_sound(p, r))
        return;
    if (version > 0 && p->ttl != 1)
        fact_state(p, FACT_ODD)->how = ODDITY_IGMP_TTL;
    if (type == IGMP_QUERY)
        query_decode(p, r, version);
    else if (type == IGMP_V3_REPORT)
        v3_report_decode(p, r);
    else if (version > 0)
        report_decode(p, r, type, version);
    else
        info_setf(p, "IGMP type 0x%02x", (unsigned)type);
}
