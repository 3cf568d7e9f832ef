/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_FRAMES_H
#define CASTSCOPE_FRAMES_H

#include "decode/classify.h"
#include "decode/packet.h"

/*
 * The last frames, for the list of frames and a frame's page: a ring of 4 MB, of which there are at
 * most two in a process (the live one and the screen's copy).
 */

enum { FRAME_SLOTS = 8192, FRAME_BYTES = 432 };

struct frame_slot {
    uint64_t number; /* of the frame; 0: empty */
    int64_t t_ns;
    uint32_t captured;     /* bytes kept here, at most FRAME_BYTES */
    uint32_t was_captured; /* bytes the capture had */
    uint32_t length;       /* bytes on the wire */
    uint32_t link;
    uint32_t source;
    struct verdict verdict;
    uint8_t protocol; /* enum proto */
    uint8_t fault;    /* enum fault */
    uint16_t vlan;    /* packet_outer_vlan() */
    uint8_t bytes[FRAME_BYTES];
};

struct frame_ring {
    uint64_t
        total; /* frames kept since it was cleared; the newest is slot (total - 1) % FRAME_SLOTS */
    uint64_t clears; /* how often that was */
    uint64_t tagged; /* of `total`: in a VLAN */
    struct frame_slot slot[FRAME_SLOTS];
};

/* Keeps a frame in place of the oldest. */
void frame_ring_add(struct frame_ring *, const struct packet *, const struct verdict *);

/* Forgets all frames. */
void frame_ring_clear(struct frame_ring *);

/* Makes *to what *from is; copies only what is new since the last time, and of
 * a frame only the bytes that are kept. False where nothing is. */
bool frame_ring_copy(struct frame_ring *to, const struct frame_ring *from);

/* Copies a part of what is new ahead, some `most` bytes; how many it were: fewer where nothing else is. *to is no ring
 * until it was copied, for which the less is left to do. */
size_t frame_ring_approach(struct frame_ring *to, const struct frame_ring *from, size_t most);

/* How many frames can be read, and the `index`th of them, oldest first. */
uint32_t frame_ring_count(const struct frame_ring *);
const struct frame_slot *frame_ring_at(const struct frame_ring *, uint32_t index);

/* The kept bytes as a frame, to be decoded again. */
struct frame frame_slot_frame(const struct frame_slot *);

#endif
