/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_HOST_ROWS_H
#define CASTSCOPE_HOST_ROWS_H

#include "decode/classify.h"
#include "decode/packet.h"
#include "model/table.h"

/* Rows of the model: machines, the addresses that are bound to them, how they came to these, and routers. */

enum {
    HOST_IPV4 = 6, /* addresses a host row holds of each family */
    HOST_IPV6 = 6,
};

struct tally {
    uint64_t frames, bytes;
};

static inline void tally_join(struct tally *to, struct tally what)
{
    to->frames += what.frames;
    to->bytes += what.bytes;
}

/* A machine is known by its MAC address; on links without any, by its network address. */
struct host_key {
    struct mac mac;
    struct ip ip; /* family IP_NONE where mac exists */
};

struct host {
    struct slot slot; /* frames and bytes: sent */
    struct host_key key;
    /* What each of its frames touches stands together. */
    bool announced_itself; /* it sent a frame; false: only heard of as a destination */
    bool more_addresses;   /* it has some that found no room */
    bool unsettled; /* it may have a story to which its next frame from an address adds something */
    uint8_t ipv4_count, ipv6_count;
    int64_t last_ns;
    struct tally sent[CAST_COUNT];
    struct tally received; /* unicast to it */
    int64_t first_ns;
    uint64_t first_frame;
    uint32_t ipv4[HOST_IPV4];
    uint64_t ipv6[HOST_IPV6][2];
    /* Of packets that were forwarded before they came from it: a bit for their sources, several of which may share
     * one, and the first and the newest frame that set one. */
    uint64_t carried;
    uint64_t carried_frame, carried_last_frame;
};

/* A binding of an address to a MAC, as `arp -a` lists them. */
struct neighbour_key {
    struct ip ip;
    struct mac mac;
};

struct neighbour {
    struct slot slot; /* frames: how often it was stated or seen */
    struct neighbour_key key;
    int64_t first_ns, last_ns;
    uint64_t frame;   /* the first frame that showed the strongest evidence so far */
    uint8_t how;      /* enum binding: the strongest evidence */
    uint8_t heard_at; /* the capture's source: addresses are unique on a link only */
    uint16_t vlan;    /* packet_vlan() there */
    /* Of statements alone: announcements and answers. */
    uint32_t unasked;    /* answers though nobody had asked */
    uint32_t gratuitous; /* gratuitous ARP packets */
    uint16_t denied; /* times it asked who has the address, soon after it had said that it has it */
    uint8_t contested;  /* times it claimed the address again soon after another one had; or 255 */
    bool claimed_asked; /* its last claim was an answer to a question */
    uint16_t claim_print; /* of the last claim, to know it again */
    uint32_t flips;       /* times it claimed the address again after another one had */
    uint64_t claims;
    uint64_t claim_frame, claim_last_frame,
        unasked_frame;     /* the first and the last; the first unasked */
    uint64_t denied_frame; /* the first time it asked */
    uint64_t gratuitous_frame, gratuitous_last_frame; /* the first and the last */
    int64_t claim_ns, claim_last_ns;
    int64_t used_ns; /* since when it has the address rather than asks whether it is free */
};

/* How a machine came to its address: what it asked of DHCP servers and what they said, and its own way to
 * a link-local address (RFC 2131, RFC 3927). */
struct story_event {
    uint64_t count;
    uint64_t first_frame, last_frame;
    int64_t first_ns, last_ns;
};

struct story_key {
    struct mac mac;
};

enum { STORY_TRIES = 4 };

struct story {
    struct slot slot; /* frames: events */
    struct story_key key;
    struct story_event lease[LEASE_COUNT];
    struct story_event probe, claim; /* of link-local addresses, by ARP */
    struct ip link_local;            /* the newest one */
    struct ip leased;                /* of the newest acknowledgment */
    uint64_t tries;                  /* times it asked since somebody last answered */
    int64_t try_first_ns, try_last_ns;
    uint64_t try_frames[STORY_TRIES]; /* the first of them */
    /* The same when it first used a link-local address. */
    uint64_t fell_tries;
    uint64_t fell_frames[STORY_TRIES];
    int64_t fell_try_ns;
    int64_t fell_ns; /* 0: it did not */
    int64_t
        beside_ns; /* when it was first heard to have another one after that, without a lease; or 0 */
};

/* A router of the link, as a DHCP server names it (RFC 2132 section 3.5) or it says itself (RFC 4861
 * section 4.2). */
struct router {
    struct ip ip;
    uint64_t frame; /* the first that said so */
};

enum { ROUTERS = 16 }; /* more are not remembered */

struct router_list {
    struct router at[ROUTERS];
    uint32_t count;
};

#endif
