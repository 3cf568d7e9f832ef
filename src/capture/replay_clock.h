/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_REPLAY_CLOCK_H
#define CASTSCOPE_REPLAY_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "model/replay.h"

/*
 * When a frame of a saved capture is due. Pure: the time that passes (`now_ns`, nanoseconds of any
 * clock that only goes on) and the frames' times (`t_ns`) both come from the caller.
 */

#define DUE_AT_ONCE INT64_MIN
#define DUE_NEVER   INT64_MAX

struct replay_clock {
    double speed;       /* REPLAY_MAX: no frame waits */
    int64_t max_gap_ns; /* where nothing comes for longer, it is played as so long; 0: as it is */
    bool paused;
    int64_t at_ns;   /* it stood at this time of the frames... */
    int64_t set_ns;  /* ...when so much time had passed */
    int64_t from_ns; /* where the gap at hand begins: the newest frame, or where it was set */
};

/* Has it stand at a time of the frames. */
void replay_clock_set(struct replay_clock *, int64_t at_ns, int64_t now_ns);

/* When the next frame is due. A frame that is older than one before it, or has no time (0), is due at
 * once. */
int64_t replay_clock_due(const struct replay_clock *, int64_t t_ns);

/* The frame has been played. Where that was late by more than a quarter of a second, the clock goes
 * on from here: it never runs away from the frames. */
void replay_clock_pass(struct replay_clock *, int64_t t_ns, int64_t now_ns);

/* Where it stands, before a next frame of time `next_ns`; DUE_NEVER: there is none. */
int64_t replay_clock_at(const struct replay_clock *, int64_t now_ns, int64_t next_ns);

/* Changes that leave it where it stands. */
void replay_clock_change(struct replay_clock *, double speed, int64_t max_gap_ns, bool paused,
                         int64_t now_ns, int64_t next_ns);

#endif
