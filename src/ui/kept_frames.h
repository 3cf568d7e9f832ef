/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_KEPT_FRAMES_H
#define CASTSCOPE_KEPT_FRAMES_H

#include "model/frames.h"
#include "model/frame_rows.h"

struct scene;

/* Which of the frames that are kept belong to a conversation. Finding out takes decoding, so what was found is
 * remembered, and only frames that came since are looked at. All zero at the start. */
struct kept_frames {
    struct conversation_key key;
    uint64_t clears, total; /* of the ring of frames, when it was looked through */
    uint32_t count;
    struct kept_frame {
        uint64_t place; /* how many were kept in the ring before it */
        bool from_a;
    } at[FRAME_SLOTS]; /* the oldest first */
};

/* Those of a conversation: the scratch's, brought up to date. */
const struct kept_frames *kept_frames_find(const struct scene *, const struct conversation_key *);

const struct frame_slot *kept_frame_slot(const struct frame_ring *, const struct kept_frame *);

#endif
