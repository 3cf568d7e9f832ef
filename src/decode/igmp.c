/* SPDX-License-Identifier: MIT */
/*
 * IGMP versions 1, 2 and 3 (RFC 1112 appendix I, RFC 2236, RFC 9776).
 *
 *     type (1), max response (1), checksum (2), group (4)                     all of v1 and v2
 *     query of v3:  ... and what membership.h has of sources
 *     report of v3: type (1), reserved (1), checksum (2), and what membership.h has of records
 *
 * A query's version is told by its length and its max response field (RFC 9776 section 7.1).
 */
#include "decode/membership.h"
#include "decode/network.h"

enum {
    IGMP_QUERY = 0x11,
    IGMP_V1_REPORT = 0x12,
    IGMP_V2_REPORT = 0x16,
    IGMP_LEAVE = 0x17,
    IGMP_V3_REPORT = 0x22,
    IGMP_TRACE_RESPONSE = 0x1e, /* multicast traceroute: numbers from the IANA */
    IGMP_TRACE_QUERY = 0x1f,
    IGMP_MESSAGE = 8,   /* bytes of a v1 or v2 message */
    IGMP_V3_QUERY = 12, /* bytes of a v3 query without sources */
};

static const struct membership v3 = MEMBERSHIP("igmp", IP_V4, 3);

static const char *type_name(uint8_t type)
{
    switch (type) {
    case IGMP_QUERY: return "membership query";
    case IGMP_V1_REPORT: return "version 1 membership report";
    case IGMP_V2_REPORT: return "version 2 membership report";
    case IGMP_LEAVE: return "leave group";
    case IGMP_V3_REPORT: return "version 3 membership report";
    case IGMP_TRACE_RESPONSE: return "multicast traceroute response";
    case IGMP_TRACE_QUERY: return "multicast traceroute query";
    default: return NULL;
    }
}

static void query_decode(struct packet *p, struct reader *r, uint8_t version, uint8_t response)
{
    struct ip group = membership_group_read(p, r, &v3);
    if (version == 3)
        membership_query_read(p, r, &v3, group, membership_code(response));
    if (!decode_sound(p, r))
        return;
    if (version < 3)
        membership_state(p, FACT_QUERIES, group, version)->port = response;
    if (p->sink == NULL)
        return;
    char text[IP_TEXT];
    ip_format(group, text);
    if (ip_is_unspecified(group))
        info_write_line(p, "IGMPv%u query: who is a member of any group?", (unsigned)version);
    else
        info_write_line(p, "IGMPv%u query: who is a member of %s?", (unsigned)version, text);
}

static void report_decode(struct packet *p, struct reader *r, uint8_t type, uint8_t version)
{
    struct ip group = membership_group_read(p, r, &v3);
    if (!decode_sound(p, r))
        return;
    if (ip_is_multicast(group))
        membership_state(p, type == IGMP_LEAVE ? FACT_LEAVES : FACT_JOINS, group, version);
    if (p->sink == NULL)
        return;
    char text[IP_TEXT];
    ip_format(group, text);
    info_write_line(p, "IGMPv%u %s %s", (unsigned)version,
                    type == IGMP_LEAVE ? "leaves" : "is a member of", text);
}

static void v3_report_decode(struct packet *p, struct reader *r)
{
    unsigned count = membership_report_read(p, r, &v3);
    info_setf(p, "IGMPv3 report of %u group%s", count, count == 1 ? "" : "s");
}

/* Nobody joins by it: the group is only named. */
static void trace_decode(struct packet *p, struct reader *r)
{
    struct ip group = membership_group_read(p, r, &v3);
    if (!decode_sound(p, r) || p->sink == NULL)
        return;
    char text[IP_TEXT];
    ip_format(group, text);
    info_write_line(p, "IGMP multicast traceroute of %s", text);
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
        query_decode(p, r, version, response);
    else if (type == IGMP_V3_REPORT)
        v3_report_decode(p, r);
    else if (type == IGMP_TRACE_RESPONSE || type == IGMP_TRACE_QUERY)
        trace_decode(p, r);
    else if (version > 0)
        report_decode(p, r, type, version);
    else
        info_setf(p, "IGMP type 0x%02x", (unsigned)type);
}
