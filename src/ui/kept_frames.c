/* SPDX-License-Identifier: MIT */
#include "ui/kept_frames.h"

#include <string.h>

#include "ui/view.h"

const struct frame_slot *kept_frame_slot(const struct frame_ring *ring,
                                         const struct kept_frame *frame)
{
    return &ring->slot[frame->place % FRAME_SLOTS];
}

static bool same_conversation(const struct conversation_key *x, const struct conversation_key *y)
{
    return ip_equal(x->a, y->a) && ip_equal(x->b, y->b) && x->ports == y->ports;
}

/* Whether a frame belongs to the conversation, and whether it comes from its end `a`. */
static bool belongs(const struct scene *scene, const struct frame_slot *slot,
                    const struct conversation_key *key, bool *from_a)
{
    struct scratch *s = scene->scratch;
    struct conversation_key found;
    s->decoded = 0;
    s->frame = frame_slot_frame(slot);
    packet_decode(&s->packet, &s->frame, NULL);
    if (!conversation_exists(&s->packet))
        return false;
    conversation_key_find(&s->packet, &found, from_a);
    return same_conversation(&found, key);
}

/* Forgets those that the ring has no more. */
static void old_ones_drop(struct kept_frames *k, uint64_t oldest)
{
    uint32_t gone = 0;
    while (gone < k->count && k->at[gone].place < oldest)
        gone++;
    k->count -= gone;
    if (gone > 0)
        memmove(k->at, k->at + gone, k->count * sizeof k->at[0]);
}

const struct kept_frames *kept_frames_find(const struct scene *scene,
                                           const struct conversation_key *key)
{
    struct kept_frames *k = &scene->scratch->kept;
    const struct frame_ring *ring = scene->frames;
    uint64_t oldest = ring->total - frame_ring_count(ring);
    bool same = k->clears == ring->clears && k->total <= ring->total &&
                same_conversation(&k->key, key);
    if (!same)
        k->count = 0;
    old_ones_drop(k, oldest);
    for (uint64_t i = same && k->total > oldest ? k->total : oldest; i < ring->total; i++) {
        struct kept_frame frame = {.place = i};
        if (belongs(scene, &ring->slot[i % FRAME_SLOTS], key, &frame.from_a))
            k->at[k->count++] = frame;
    }
    k->key = *key;
    k->clears = ring->clears;
    k->total = ring->total;
    return k;
}
