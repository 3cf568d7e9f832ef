/* SPDX-License-Identifier: MIT */
/*
 * Multicast Listener Discovery versions 1 and 2 (RFC 2710; RFC 3810, which RFC 9777 replaced): the
 * ICMPv6 types 130, 131, 132 and 143, which do for IPv6 what IGMP does for IPv4.
 *
 *     type (1), code (1), checksum (2)
 *     query, v1 report, done: max response delay (2), reserved (2), group (16)
 *     query of v2:            ... and what membership.h has of sources
 *     report of v2:           what membership.h has of records
 *
 * A query's version is told by its length (RFC 3810 section 8.1).
 */
#include "decode/membership.h"

enum {
    MLD_QUERY = 130,
    MLD_REPORT = 131,
    MLD_DONE = 132,
    MLD_V2_REPORT = 143,
    MLD_V2_QUERY = 28, /* bytes of a v2 query without sources */
    MLD_HOP_LIMIT = 1,
};

static const struct membership v2 = MEMBERSHIP("mld", IP_V6, 2);

/* Milliseconds, of version 2 as a code (RFC 9777 section 5.1.3), in tenths of a second. */
static uint32_t response_tenths(uint16_t field, uint8_t version)
{
    uint32_t ms = field;
    if (version == 2 && field >= 0x8000)
        ms = (uint32_t)((field & 0x0fff) | 0x1000) << ((field >> 12 & 0x07) + 3);
    uint32_t tenths = ms / 100;
    return tenths < UINT16_MAX ? tenths : UINT16_MAX;
}

static void query_decode(struct packet *p, struct reader *r, uint8_t version)
{
    uint32_t response = response_tenths(field_be16(p, r, "mld.max_response"), version);
    field_skip(p, r, 2, "mld.reserved");
    struct ip group = membership_group_read(p, r, &v2);
    if (version == 2)
        membership_query_read(p, r, &v2, group, response);
    if (!decode_sound(p, r))
        return;
    if (version == 1)
        membership_state(p, FACT_QUERIES, group, version)->port = (uint16_t)response;
    if (p->sink == NULL)
        return;
    char text[IP_TEXT];
    ip_format(group, text);
    if (ip_is_unspecified(group))
        info_write_line(p, "MLDv%u query: who listens to any group?", (unsigned)version);
    else
        info_write_line(p, "MLDv%u query: who listens to %s?", (unsigned)version, text);
}

static void report_decode(struct packet *p, struct reader *r, uint8_t type)
{
    field_be16(p, r, "mld.max_response");
    field_skip(p, r, 2, "mld.reserved");
    struct ip group = membership_group_read(p, r, &v2);
    if (!decode_sound(p, r))
        return;
    if (ip_is_multicast(group))
        membership_state(p, type == MLD_DONE ? FACT_LEAVES : FACT_JOINS, group, 1);
    if (p->sink == NULL)
        return;
    char text[IP_TEXT];
    ip_format(group, text);
    info_write_line(p, "MLDv1 %s %s", type == MLD_DONE ? "leaves" : "listens to", text);
}

static void v2_report_decode(struct packet *p, struct reader *r)
{
    unsigned count = membership_report_read(p, r, &v2);
    info_setf(p, "MLDv2 report of %u group%s", count, count == 1 ? "" : "s");
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
