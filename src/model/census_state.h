/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_CENSUS_STATE_H
#define CASTSCOPE_CENSUS_STATE_H

#include <assert.h>
#include <string.h>

#include "model/census.h"
#include "model/path.h"

/* What census.c and totals.c (counting frames) and facts.c (believing what they state) share. */

/* Which addresses somebody asked for of late, to tell answers from what nobody wanted to know. A place that
 * another address has taken since proves nothing. */
enum { ASKS = 2048, CLAIMANTS = 256 };

struct ask {
    struct ip ip; /* family IP_NONE: free */
    int64_t t_ns;
};

/* Who claimed an address last. */
struct claimant {
    struct ip ip; /* family IP_NONE: free */
    struct mac mac;
    uint64_t frame;
};

/* When names were probed for last, by a hash of the name: somebody's probe, and everybody else's before it. The
 * times are the latest ever, so that who has no rival by them has none. */
enum { PROBED = 256 };

struct probed {
    int64_t last_ns, before_ns;
    uint32_t row; /* of probes, whose was the last */
};

/* Whether an end of a frame was never heard before and came in a rush (table_meet()): no rows are made for it. */
enum fleeting {
    FLEETING_NOT,
    FLEETING_MACHINE, /* a machine, which may claim to be one that is known */
    FLEETING_ADDRESS, /* an address or a group: nothing is known of it */
};

struct census {
    struct model *model;
    const struct packet *packet; /* the one at hand */
    struct path *path;           /* its path */
    uint32_t stamp;              /* its number for the tables */
    uint32_t fact;               /* which of its facts is believed */
    /* The rows of the host who sends it, and of the one that a frame was sent to last; TABLE_NONE: it has none. */
    uint32_t from, to;
    uint8_t fleeting; /* enum fleeting of the frame, as far as is known */
    uint32_t bound;   /* the row of the binding that was stated last, or TABLE_NONE */
    struct path_cache paths;
    struct ask asks[ASKS];
    struct claimant claimants[CLAIMANTS];
    struct probed probed[PROBED];
    uint32_t service_name[SERVICE_ROWS]; /* of the rows of services, a hash of the name */
    int64_t compared_ns;                 /* when, with what the system says */
};

/* An address as a number whose upper bits are well mixed. */
static inline uint64_t ip_mixed(struct ip ip)
{
    return (ip.high ^ ip.low) * UINT64_C(0x9e3779b97f4a7c15);
}

static inline void tally_add(struct tally *t, uint64_t bytes)
{
    t->frames++;
    t->bytes += bytes;
}

/* totals.c */

/* Brings the model's clocks on to a frame; the bucket of the series that it falls into. */
uint32_t time_count(struct model *, const struct frame *);

/* Counts a frame in the totals. */
void totals_count(struct model *, const struct packet *, const struct verdict *, uint32_t bucket);

/* facts.c */

/* The row of the host with a MAC address, or TABLE_NONE: mostly it is who sends the frame. */
uint32_t host_row_of(const struct census *, struct mac);

/* Whether the binding that was stated last is this one; then its row is c->bound. */
static inline bool bound_is(const struct census *c, struct mac mac, struct ip ip)
{
    if (c->bound == TABLE_NONE)
        return false;
    const struct neighbour_key *key = &c->model->neighbours.at[c->bound - 1].key;
    return mac_equal(key->mac, mac) && ip_equal(key->ip, ip);
}

/* table_meet() for what a fact states: who sends the same again is found by his path. */
uint32_t stated_meet(struct census *, struct table *, const void *key, bool *made);

/* Believes the facts of c->packet. */
void facts_believe(struct census *);

/* claims.c */

/* Somebody asks for an address. */
void ask_note(struct census *, struct ip);

/* A machine says that it has the address of the row. */
void claim_note(struct census *, struct neighbour *, enum binding how);

/* It says so by a gratuitous ARP packet. */
void gratuitous_note(struct census *, struct neighbour *);

/* routers.c */

/* Somebody says that the address is a router's. */
void router_believe(struct census *, struct ip);

/* The frame comes from one machine and its packet from another one's address, which is not on the link. */
void carried_note(struct census *);

/* Counts one sighting of a binding; the row's number, or TABLE_NONE where it is fleeting. */
uint32_t neighbour_state(struct census *, struct mac, struct ip, enum binding how);

/* Keeps the beginning of c->packet's frame. */
void evidence_keep(struct census *);

/* Raises a finding about the sender of c->packet. */
void finding_raise(struct census *, enum oddity, struct ip other);

/* Raises one that no packet alone shows; `frame` is the number of one that proves a part of it, or 0. */
void finding_raise_about(struct census *, enum oddity, struct mac, struct ip, uint64_t frame);

/* memberships.c */

/* JOINS, with each SOURCE behind it, and LEAVES; QUERIES. */
void member_believe(struct census *, const struct fact *);
void querier_believe(struct census *, const struct fact *);

/* Makes the first `n` characters of a name, less than NAME_BYTES, the text of a key: in small letters, zero-filled. */
static inline void key_lower(char out[NAME_BYTES], const char *name, size_t n)
{
    static_assert(NAME_BYTES % 8 == 0, "it is gone through by eights");
    memset(out, 0, NAME_BYTES);
    memcpy(out, name, n);
    for (size_t at = 0; at < NAME_BYTES; at += 8) {
        uint64_t eight;
        memcpy(&eight, out + at, sizeof eight);
        eight = text_lower_eight(eight);
        memcpy(out + at, &eight, sizeof eight);
    }
}

/* lookups.c */

/* Somebody looks for a name; a server says that there is none; somebody says that it is called so. */
void lookup_ask(struct census *, const struct fact *);
void lookup_deny(struct census *, const struct fact *);
void lookup_answer(struct census *, const struct fact *);

/* Whether a NAMED answers a look-up by somebody else. */
bool lookup_is_answered(const struct census *, const struct fact *);

/* probes.c */

/* Somebody asks whether he may have a name. */
void probe_note(struct census *, const struct fact *);

/* stories.c */

/* A step of a machine on its way to a lease. */
void story_lease(struct census *, const struct fact *);

/* c->packet comes from a link-local address and goes to one machine: the one that it is addressed to? */
void story_routed(struct census *);

/* A machine sends from an address that it was not known to have. */
void story_learned(struct census *, struct mac, struct ip);

/* A machine probes for an address by ARP, or claims it. */
void story_address(struct census *, struct mac, struct ip, enum binding how);

/* system_facts.c */

/* Compares what the system says with what the packets say. */
void system_compare(struct census *, int64_t now_ns);

/* The clock was set back to `now_ns`. */
void census_clock_went_back(struct census *, int64_t now_ns);

/* Enters an address of the host, where there is room. */
void host_address_add(struct host *, struct ip);

/* A prefix proves its directed broadcast address; prefixes longer than 30 bits have none
 * (RFC 3021). */
void subnet_prove(struct broadcast_list *, uint32_t address, unsigned bits);

#endif
