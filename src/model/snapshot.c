/* SPDX-License-Identifier: MIT */
/* The screen's copy, a part at a time. */
#include "model/snapshot.h"

bool snapshot_take(struct snapshot *s, struct model *model, const struct frame_ring *frames)
{
    bool with_frames = frames != NULL && s->frames != NULL;
    size_t copied = with_frames ? frame_ring_approach(s->frames, frames, SNAPSHOT_PART) : 0;
    if (copied < SNAPSHOT_PART)
        copied += model_approach(s->model, model, SNAPSHOT_PART - copied);
    s->changed = s->changed || copied > 0;
    if (++s->parts < SNAPSHOT_PARTS && copied >= SNAPSHOT_PART)
        return false;
    s->changed |= model_follow(s->model, model);
    if (with_frames)
        s->changed |= frame_ring_copy(s->frames, frames);
    return true;
}
