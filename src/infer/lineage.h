/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_LINEAGE_H
#define CASTSCOPE_LINEAGE_H

#include "model/model.h"

/*
 * What software wrote into a MAC address that it made up: numbers and addresses that tell who made it
 * and for whom. Which addresses have any stands in lineage.def.
 */

enum lineage_kind {
#define LINEAGE(id, prefix, bits, number_shift, number_bits) LINEAGE_##id,
#include "infer/lineage.def"
#undef LINEAGE
    LINEAGE_COUNT,
    LINEAGE_NONE = LINEAGE_COUNT
};

struct lineage {
    enum lineage_kind kind;
    uint32_t number; /* a virtual router, a group, an adapter, a counter */
    uint32_t tail;   /* Hyper-V: the last two octets of an address; Docker, NLB, Google: all four */
};

/* IPv4 bindings by the last two octets of the address: who may have had the address that Hyper-V uses. */
struct tails {
    uint16_t first[1 << 16];           /* neighbour row, 0 for none */
    uint16_t next[NEIGHBOUR_ROWS + 1]; /* the next one with the same octets */
};

/* Takes a MAC address apart; LINEAGE_NONE where nobody is known to write anything into it. */
struct lineage lineage_read(struct mac);

/* Whether it is a virtual router's or a cluster's: the machines behind it take turns. */
bool lineage_is_shared(struct mac);

/* The MAC address that the interface identifier of an IPv6 address was formed from (RFC 4291 appendix
 * A); false where it was not. */
bool lineage_eui64(struct ip, struct mac *out);

#endif
