/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SNAPSHOT_H
#define CASTSCOPE_SNAPSHOT_H

#include "model/frames.h"
#include "model/model.h"

/*
 * The screen's copy of model and frames, brought up to date without holding up who changes them for long: a part is
 * copied at a time, and in between the live ones change. What changed after it was copied is copied again. As soon as
 * little is left, that and what belongs to it are copied at once, and the copy is what the live ones are at that
 * moment; before, it is nothing that can be drawn. (Machines move from one computer to another in this way: "live
 * migration of virtual machines", Clark and others 2005.)
 */

enum {
    SNAPSHOT_PART = 4 << 20, /* bytes that are copied at a time: some 0.6 ms */
    SNAPSHOT_PARTS = 16, /* where it changes faster than it is copied, the rest is copied at once */
};

struct snapshot {
    struct model *model;
    struct frame_ring *frames; /* may be NULL */
    unsigned parts;            /* that were copied */
    bool changed;              /* anything that was copied */
};

/* Copies a part. True where it was the last one. It is always the same that are copied to, and nothing else changes
 * them or follows `model`; `frames` may be NULL. */
bool snapshot_take(struct snapshot *, struct model *model, const struct frame_ring *frames);

#endif
