/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_ORDER_H
#define CASTSCOPE_ORDER_H

#include "infer/conclusion.h"

/*
 * The rows of a model in an order that depends on nothing but what they hold: row numbers and
 * buckets show in no output. Every table is sorted once, and what belongs to a row of another table
 * is then found by binary search, so that full tables cost no more than sorting them.
 *
 * All pointers lead into the model and last as long as it is not changed.
 */

enum order_by {
    ORDER_BY_KEY,  /* hosts, groups and conversations by address */
    ORDER_BUSIEST, /* the first ORDER_TOP of those by what they sent, most first; ties by address */
};

enum { ORDER_TOP = 100 }; /* rows that people are shown of a table, at most */

enum { BINDING_ROWS = NEIGHBOUR_ROWS + GROUP_ROWS + BROADCASTS + 1 };

/* A line of what `arp -a` prints: stated by somebody, or computed from the address itself. */
struct binding_row {
    struct ip ip;
    struct mac mac;
    const struct neighbour *said; /* NULL: computed */
    const struct group *group;    /* of a computed one, unless it is a broadcast address */
};

struct protocol_row {
    char name[PROTO_NAME];
    struct tally tally;
};

/* A name or a description, and the host that it belongs to: all that one source says of it, by whatever
 * address. */
struct borne_name {
    struct host_key host;
    const struct name *name; /* the first statement */
    uint64_t times;          /* of the address that it was said of most */
    int64_t last_ns;
    uint32_t ttl_s; /* of the newest statement, as in struct name */
};

struct order {
    uint32_t host_count, binding_count, group_count, sender_count, member_count;
    uint32_t conversation_count, name_count, description_count, service_count;
    uint32_t protocol_count;
    uint32_t
        ip_group_count; /* of the groups, those with a network address; by key they come first */
    uint32_t link_local_count, link_local6_count;
    const struct host *hosts[HOST_ROWS];
    struct binding_row bindings[BINDING_ROWS]; /* by address, then MAC address */
    const struct group *groups[GROUP_ROWS];
    const struct sender *senders[SENDER_ROWS]; /* by group, then host */
    const struct member *members[MEMBER_ROWS]; /* by group, then host */
    const struct conversation *conversations[CONVERSATION_ROWS];
    struct borne_name names[NAME_ROWS]; /* by host, then name; each of a source once */
    struct borne_name descriptions[DESCRIPTION_ROWS]; /* the same */
    const struct service *services[SERVICE_ROWS];     /* by name, type, host, port */
    struct conclusions conclusions;
    struct protocol_row protocols[PROTO_COUNT + UNKNOWN_ROWS]; /* most frames first, then name */
    struct ip link_local[NEIGHBOUR_ROWS + HOST_ROWS];          /* 169.254.0.0/16 addresses in use */
    struct ip link_local6[NEIGHBOUR_ROWS + HOST_ROWS];         /* fe80::/10 */
};

/* Sorts everything. NULL where memory is short; freed with free(). */
struct order *order_new(const struct model *, enum order_by);

/* What belongs to a host or a group: how many, the first of them in *first. */
uint32_t order_names_of(const struct order *, const struct host_key *, uint32_t *first);
uint32_t order_descriptions_of(const struct order *, const struct host_key *, uint32_t *first);
uint32_t order_senders_to(const struct order *, const struct group_key *, uint32_t *first);
uint32_t order_members_of(const struct order *, struct ip group, uint32_t *first);

#endif
