/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_REPLAY_RUN_H
#define CASTSCOPE_REPLAY_RUN_H

#include "capture/engine_state.h"

/*
 * The replay of what can be read again: a pump that holds each frame until it is due, and goes
 * anywhere by reading on, or by forgetting everything and reading again from the beginning. So what is
 * known at a moment depends on the moment alone: on the frames in front of the first one that is later
 * than it, or of a number above it.
 */

struct replay_run;

/* NULL where memory is short. NULL is freed, too. */
struct replay_run *replay_new(const struct replay_settings *);
void replay_free(struct replay_run *);

/* Replays the pump's source until the engine is to stop. What it ends with is how the source has ended
 * last, or SOURCE_FAILED where it ever did so. */
enum source_state replay_run(struct pump *);

/* Notes a frame that is about to be counted. With the engine's lock. */
void replay_count(struct replay_run *, const struct frame *);

/* Where it stands. With the engine's lock. */
void replay_view(const struct engine *, int64_t now_ns, struct replay *out);

/* Asks for something; from any thread. */
void replay_wish(struct replay_run *, const struct replay_wish *);

/* Has a replay that waits look whether it is to stop. */
void replay_wake(struct replay_run *);

#endif
