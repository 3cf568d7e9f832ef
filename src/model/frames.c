/* SPDX-License-Identifier: MIT */
/* The ring of the last frames. */
#include "model/frames.h"

#include <stddef.h>
#include <string.h>

void frame_ring_add(struct frame_ring *ring, const struct packet *p, const struct verdict *verdict)
{
    struct frame_slot *slot = &ring->slot[ring->total++ % FRAME_SLOTS];
    const struct frame *frame = p->frame;
    slot->number = frame->number;
    slot->t_ns = frame->t_ns;
    slot->captured = frame->captured < FRAME_BYTES ? frame->captured : FRAME_BYTES;
    slot->was_captured = frame->captured;
    slot->length = frame->length;
    slot->link = frame->link;
    slot->source = frame->source;
    slot->verdict = *verdict;
    slot->protocol = (uint8_t)packet_protocol(p);
    slot->fault = (uint8_t)p->fault;
    slot->vlan = packet_outer_vlan(p);
    ring->tagged += slot->vlan != 0;
    if (slot->captured > 0)
        memcpy(slot->bytes, frame->data, slot->captured);
    /* The next one was written thousands of frames ago, and most frames need only its beginning. */
    lines_fetch(&ring->slot[ring->total % FRAME_SLOTS], 3);
}

void frame_ring_clear(struct frame_ring *ring)
{
    ring->total = 0;
    ring->tagged = 0;
    ring->clears++;
}

size_t frame_ring_approach(struct frame_ring *to, const struct frame_ring *from, size_t most)
{
    uint64_t oldest = from->total > FRAME_SLOTS ? from->total - FRAME_SLOTS : 0;
    bool follows = to->clears == from->clears && to->total <= from->total;
    uint64_t next = follows && to->total > oldest ? to->total : oldest;
    size_t copied = 0;
    for (; next < from->total && copied < most; next++) {
        const struct frame_slot *slot = &from->slot[next % FRAME_SLOTS];
        size_t bytes = offsetof(struct frame_slot, bytes) + slot->captured;
        memcpy(&to->slot[next % FRAME_SLOTS], slot, bytes);
        copied += bytes;
    }
    to->total = next;
    to->clears = from->clears;
    return copied;
}

bool frame_ring_copy(struct frame_ring *to, const struct frame_ring *from)
{
    bool changed = to->clears != from->clears || to->total != from->total;
    frame_ring_approach(to, from, SIZE_MAX);
    to->tagged = from->tagged;
    return changed;
}

uint32_t frame_ring_count(const struct frame_ring *ring)
{
    return ring->total < FRAME_SLOTS ? (uint32_t)ring->total : FRAME_SLOTS;
}

const struct frame_slot *frame_ring_at(const struct frame_ring *ring, uint32_t index)
{
    return &ring->slot[(ring->total - frame_ring_count(ring) + index) % FRAME_SLOTS];
}

struct frame frame_slot_frame(const struct frame_slot *slot)
{
    return (struct frame){.t_ns = slot->t_ns,
                          .number = slot->number,
                          .captured = slot->captured,
                          .length = slot->length,
                          .link = slot->link,
                          .source = slot->source,
                          .data = slot->bytes};
}
