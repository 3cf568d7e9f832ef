/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_FRAME_ROWS_H
#define CASTSCOPE_FRAME_ROWS_H

#include "model/host_rows.h"

/* Rows of the model: conversations, numbers that nobody knows, and findings. */

enum {
    FINDING_FRAMES = 8,             /* frame numbers a finding keeps: the first ones */
    FINDINGS_OF_A_KIND = TABLE_KIN, /* so many subjects of one oddity at most: the table's kin */
};

/* Two network addresses that talk, by protocol and ports; `a` is the lower one. */
struct conversation_key {
    struct ip a, b;
    uint64_t ports; /* protocol << 32 | a_port << 16 | b_port */
};

struct conversation {
    struct slot slot;
    struct conversation_key key;
    int64_t first_ns, last_ns;
    struct tally from_a; /* the rest is from b */
    uint8_t proto;       /* enum proto: the newest frame's, later fragments apart */
    uint8_t ip_proto;
    uint8_t casts; /* bits, 1 << enum cast: how its frames were cast */
};

/* Whether a packet belongs to a conversation; and to which one, and whether it comes from that one's end `a`. */
static inline bool conversation_exists(const struct packet *p)
{
    return (p->network == PROTO_IPV4 || p->network == PROTO_IPV6) && p->src.family != IP_NONE &&
           p->dst.family != IP_NONE && p->has_ip_proto;
}

static inline void conversation_key_find(const struct packet *p, struct conversation_key *out,
                                         bool *from_a)
{
    int order = ip_compare(p->src, p->dst);
    *from_a = order < 0 || (order == 0 && p->src_port <= p->dst_port);
    uint64_t a_port = *from_a ? p->src_port : p->dst_port;
    uint64_t b_port = *from_a ? p->dst_port : p->src_port;
    *out = (struct conversation_key){
        .a = *from_a ? p->src : p->dst,
        .b = *from_a ? p->dst : p->src,
        .ports = (uint64_t)p->ip_proto << 32 | a_port << 16 | b_port,
    };
}

/* A number no decoder is bound to. */
struct unknown_key {
    uint64_t space_and_number; /* enum space << 32 | number */
};

struct unknown {
    struct slot slot;
    struct unknown_key key;
};

/* Findings are folded: one row for each oddity and subject, with a count. Who makes up subjects pushes out
 * findings of the same oddity only. */
struct finding_key {
    uint64_t oddity; /* enum oddity */
    struct host_key subject;
};

struct finding {
    struct slot slot; /* frames that show it */
    struct finding_key key;
    int64_t first_ns, last_ns;
    struct ip other;                 /* a second subject, or IP_NONE */
    uint64_t frames[FINDING_FRAMES]; /* numbers of the first ones */
    uint8_t frame_count;
};

#endif
