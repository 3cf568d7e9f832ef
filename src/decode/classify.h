/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_CLASSIFY_H
#define CASTSCOPE_CLASSIFY_H

#include "address/registry.h"
#include "decode/packet.h"

/*
 * How a frame was cast, and by which rule that is known. The rules stand in rules.def.
 */

enum cast { CAST_NONE, CAST_UNICAST, CAST_BROADCAST, CAST_MULTICAST, CAST_COUNT };

/* The parts of broadcast. */
enum broadcast_part { PART_LIMITED, PART_DIRECTED, PART_LINK, PART_COUNT };

enum rule {
#define RULE(id, sentence, reference) RULE_##id,
#include "decode/rules.def"
#undef RULE
    RULE_COUNT
};

/* Directed broadcast addresses that something proved, in the order proven. */
enum { BROADCASTS = 64 };
struct broadcast_list {
    uint32_t address[BROADCASTS]; /* IPv4 */
    uint32_t count;
    uint32_t refused; /* proofs that found no room */
};

/* Adds an address unless it is there; false where the list is full. */
bool broadcast_prove(struct broadcast_list *, uint32_t address);
bool broadcast_is_proven(const struct broadcast_list *, uint32_t address);

struct verdict {
    uint8_t cast;     /* enum cast */
    uint8_t part;     /* enum broadcast_part, where cast is CAST_BROADCAST */
    uint8_t origin;   /* enum origin of the source address */
    uint8_t rule;     /* enum rule that decided the cast */
    bool link_local;  /* the IPv4 source, or ARP sender, is in 169.254.0.0/16 */
    bool link_local6; /* the IPv6 source is in fe80::/10 */
    bool disagree;    /* link and network destination are cast differently */
};

/* Uses nothing but the packet and what was proven before it. */
void classify(const struct packet *, const struct broadcast_list *proven, struct verdict *);

const char *cast_name(enum cast);           /* "unicast", ...; "none" */
const char *part_name(enum broadcast_part); /* "limited", "directed", "link" */
const char *rule_sentence(enum rule);       /* why, for people */
const char *rule_reference(enum rule);      /* "RFC 1112 section 6.4" */

#endif
