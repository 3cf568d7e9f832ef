/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_MEMBERSHIP_H
#define CASTSCOPE_MEMBERSHIP_H

#include "decode/decoder.h"

/*
 * What the versions of IGMP and MLD that know source lists have in common (RFC 9776, RFC 9777): the
 * records of a report, and the end of a query. Only the width of addresses differs.
 */
struct membership {
    enum ip_family family;
    uint8_t version; /* of the protocol: 3 of IGMP, 2 of MLD */
    /* What the fields are called. */
    const char *group, *flags, *interval, *sources, *source;
    const char *reserved, *records, *type, *auxiliary, *record_sources, *data;
};

#define MEMBERSHIP(PROTOCOL, FAMILY, VERSION)                                          \
    {                                                                                  \
        .family = (FAMILY), .version = (VERSION), .group = PROTOCOL ".group",          \
        .flags = PROTOCOL ".flags", .interval = PROTOCOL ".interval_code",             \
        .sources = PROTOCOL ".sources", .source = PROTOCOL ".source",                  \
        .reserved = PROTOCOL ".reserved", .records = PROTOCOL ".records",              \
        .type = PROTOCOL ".record.type", .auxiliary = PROTOCOL ".record.auxiliary",    \
        .record_sources = PROTOCOL ".record.sources", .data = PROTOCOL ".record.data", \
    }

/* States JOINS, LEAVES or QUERIES; the fact, never NULL. What is no group has no members. */
struct fact *membership_state(struct packet *, enum fact_kind, struct ip group, uint8_t version);

/* Reads a group's address. */
struct ip membership_group_read(struct packet *, struct reader *, const struct membership *);

/* The end of a query behind the group: flags, interval code, sources; states QUERIES. `response` is the
 * time for the answer in tenths of a second. */
void membership_query_read(struct packet *, struct reader *, const struct membership *,
                           struct ip group, uint32_t response);

/* The larger numbers that a code of 8 bits stands for (RFC 9776 section 4.1.1). */
uint32_t membership_code(uint8_t code);

/* A report behind its checksum: reserved bytes, and records, each of which states what it says of
 * membership. The number of records by the header; 0 where it cannot be read. */
unsigned membership_report_read(struct packet *, struct reader *, const struct membership *);

#endif
