/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_GROUP_ROWS_H
#define CASTSCOPE_GROUP_ROWS_H

#include "address/registry.h"
#include "model/host_rows.h"
#include "model/series.h"

/* Rows of the model: multicast groups, who sends to them, who is a member, and who asks. */

enum {
    MEMBER_SOURCES = 8, /* sources that a member wants, or does not */
};

/* Who asks which groups have members (RFC 9776 section 6.6.2, RFC 9777 section 7.6.2). */
struct querier {
    struct ip ip; /* family IP_NONE: there is none */
    struct mac mac;
    uint64_t queries, first_frame, last_frame;
    int64_t first_ns, last_ns;
    int64_t before_ns;    /* the query before the last one, where there are two */
    uint32_t interval_s;  /* between its queries; 0: it did not say */
    uint16_t response_ds; /* tenths of a second in which members answer */
    uint8_t robustness;   /* 0: it did not say */
    uint8_t version;
    bool of_sources; /* its last query asked for some sources of a group alone */
    uint16_t vlan;   /* packet_outer_vlan() there */
    uint32_t source; /* where it was heard last: links have their own, and so have virtual ones */
};

enum { QUERIERS = 8 };

struct querier_list {
    struct querier at[QUERIERS];
    uint32_t count;
    uint64_t evicted; /* those that found no room pushed out the one not heard for longest */
};

/* A multicast group, or a group MAC address that no network layer names. */
struct group_key {
    struct ip ip;
    struct mac mac; /* MAC_NONE where ip is there */
};

/* The newest report on a link that other members may stay silent for. */
struct shared_report {
    int64_t t_ns;   /* 0: none */
    uint16_t vlan;  /* the outermost tag, as a querier's */
    uint8_t source; /* the capture's */
};

enum { GROUP_LINKS = 4 };

struct group {
    struct slot slot; /* frames sent to it */
    struct group_key key;
    struct tally by_origin[ORIGIN_COUNT];
    int64_t first_ns, last_ns;
    struct series rate;
    struct querier querier; /* who last asked for its members alone; no queries: nobody */
    uint64_t frame;         /* the first that was sent to it, or else named it */
    uint64_t housekeeping;  /* frames sent to it that only are about its members: IGMP, MLD */
    struct shared_report shared[GROUP_LINKS]; /* where several are, by link; the oldest gives way */
    bool more_shared;                         /* one gave way */
    uint8_t heard_at; /* the capture's source of the newest frame that was sent to it */
    uint16_t vlan;    /* packet_outer_vlan() of the same */
};

/* Who sends to a group. */
struct sender_key {
    struct group_key group;
    struct host_key host;
};

struct sender {
    struct slot slot;
    struct sender_key key;
    int64_t first_ns, last_ns;
    uint64_t frame; /* the first that it sent there */
};

/* Who said that it is a member of a group: at least these. A machine is a member as a whole, and may
 * say so from several of its addresses, or before it has one; but each VLAN has members of its own. */
struct member_key {
    struct ip group;
    struct mac mac;
    struct ip host; /* family IP_NONE where mac exists */
    uint64_t vlan;  /* the outermost tag, as a querier's */
};

struct member {
    struct slot slot; /* frames: reports */
    struct member_key key;
    int64_t since_ns, last_ns;
    int64_t left_ns; /* when it left, 0 where it has not */
    uint64_t frame;  /* the report that showed it first */
    struct ip host;  /* the newest address it reported from; family IP_NONE: it had none yet */
    uint8_t version; /* of IGMP or MLD: the newest report's */
    uint8_t mode;    /* enum filter_mode: ANY, INCLUDE or EXCLUDE */
    uint8_t source_count;
    uint8_t heard_at;  /* the capture's source: what is asked elsewhere does not concern it */
    bool more_sources; /* it named some that found no room */
    uint64_t sources[MEMBER_SOURCES][2]; /* high and low half, of the group's family */
};

#endif
