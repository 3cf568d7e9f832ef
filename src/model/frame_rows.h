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
};

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
