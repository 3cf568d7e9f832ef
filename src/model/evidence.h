/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_EVIDENCE_H
#define CASTSCOPE_EVIDENCE_H

#include "decode/packet.h"
#include "model/table.h"

/*
 * The beginnings of frames that proved something, in the order of their numbers.
 *
 * Frames come in that order, so that they are added at one end and found by halving: nothing is hashed and
 * nothing is moved. As the rows of a table do, the newest stand apart, and while they come in a rush they push
 * out each other: a flood, whose every frame proves somebody's existence, leaves alone what proves the rest.
 */

enum {
    EVIDENCE_BYTES = 256, /* of a frame */
    EVIDENCE_NEWEST = 128,
    EVIDENCE_OLDER = 4096,
};

struct evidence {
    uint64_t frame; /* its number */
    int64_t t_ns;
    uint32_t captured, length; /* captured: bytes kept, at most EVIDENCE_BYTES */
    uint32_t link;
    uint32_t source;
    uint8_t bytes[EVIDENCE_BYTES];
};

/* Two rings: how many were ever entered, the last of which are there. What leaves the newest, but for a rush,
 * enters the older ones. */
struct evidence_list {
    uint64_t newest_total, older_total;
    uint64_t clears; /* how often it was cleared */
    struct evicted evicted;
    struct evidence newest[EVIDENCE_NEWEST];
    struct evidence older[EVIDENCE_OLDER];
};

/* Keeps the beginning of a frame, unless it is the one that was kept last. */
void evidence_add(struct evidence_list *, const struct frame *);

/* What is kept of the frame with this number, or NULL. */
const struct evidence *evidence_find(const struct evidence_list *, uint64_t frame);

/* Empties it; only what was used is touched. */
void evidence_clear(struct evidence_list *);

/* Makes *to what *from is. To follow it copies only what came since *to followed *from last: it is always the same two,
 * and nobody else changes *to. False where nothing had come. */
void evidence_copy(struct evidence_list *to, const struct evidence_list *from);
bool evidence_follow(struct evidence_list *to, const struct evidence_list *from);

#endif
