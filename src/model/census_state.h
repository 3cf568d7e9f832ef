/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_CENSUS_STATE_H
#define CASTSCOPE_CENSUS_STATE_H

#include "model/census.h"

/* What census.c (counting frames) and facts.c (believing what they state) share. */

enum { PATH_BITS = 10, PATHS = 1 << PATH_BITS };

/* A row that was used for the like of this frame before. */
struct hint {
    uint32_t row, generation;
};

/* Who sends to whom: words without padding. */
struct path_key {
    uint64_t eth_src, eth_dst, src_high, src_low, dst_high, dst_low;
    uint64_t
        what; /* families, network layer, cast; never 0, so that an empty path matches nothing */
};

struct path {
    struct path_key key;
    struct hint src_host, dst_host, neighbour, group, sender;
    struct hint conversation; /* the last one on this path, with its protocol and ports */
    uint64_t ports;
    bool from_a; /* of the conversation */
};

struct census {
    struct model *model;
    const struct packet *packet; /* the one being applied */
    uint32_t stamp;              /* its number for the tables */
    struct path paths[PATHS];
};

/* facts.c */

/* Believes the facts of c->packet. */
void facts_believe(struct census *);

/* Counts one sighting of a binding; the row's number. */
uint32_t neighbour_state(struct census *, struct mac, struct ip, enum binding how);

/* Raises a finding about the sender of c->packet. */
void finding_raise(struct census *, enum oddity, struct ip other);

/* Enters an address of the host, where there is room. */
void host_address_add(struct host *, struct ip);

/* A prefix proves its directed broadcast address; prefixes longer than 30 bits have none
 * (RFC 3021). */
void subnet_prove(struct broadcast_list *, uint32_t address, unsigned bits);

#endif
