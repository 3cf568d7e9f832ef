/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_REPLAY_STATE_H
#define CASTSCOPE_REPLAY_STATE_H

#include "capture/replay_clock.h"
#include "capture/replay_run.h"

/* What the parts of the replay share. */

enum { WISHES = 16 };

/* All of it is written with the engine's lock held, but for what people ask for: that has a lock of its own,
 * which is never held for long. */
struct replay_run {
    struct replay_clock clock;
    enum replay_state state;
    bool loop, whole;
    uint64_t heard;             /* wishes */
    struct replay_moment start; /* where it begins; or MOMENT_NONE */
    int64_t max_gap_ns;         /* of a gap that is played short */
    struct frame next;          /* at hand, where `ready` */
    bool ready;
    int64_t newest_ns; /* the latest time of a frame that was counted in this run; 0: none */

    /* READING: to the end, or to before the first frame that is later or has a number above. */
    bool to_moment;
    int64_t to_ns;
    uint64_t to_frame; /* 0: by time */
    bool then_paused;
    struct replay_moment
        then;         /* where to go from the end, which it needs to know; or MOMENT_NONE */
    uint64_t goal;    /* frames it will take, as far as that is known */
    int64_t since_ns; /* when the reading began, and where */
    uint64_t since_bytes, since_frame;
    bool from_start; /* and that it did so at the file's beginning, to its end */

    int64_t ended_ns, took_ns;
    int64_t first_ns, last_ns; /* of all frames that were ever read */
    uint64_t frames;
    struct replay_shape shape;
    enum source_state last;

    thread_lock lock; /* of what follows */
    pthread_cond_t wake;
    struct replay_wish wish[WISHES];
    unsigned wishes;
    bool woken;
};

/* The oldest of the wishes, taken; false where there is none. */
bool wish_take(struct replay_run *, struct replay_wish *out);

/* Waits until something is asked for, at most `ns`. */
void wish_await(struct replay_run *, int64_t ns);

/* Does what was asked for. */
void wishes_do(struct pump *);

/* Has the next frame at hand; false at the end, where it stands then. */
bool next_fill(struct pump *);

/* When the frame at hand is from; DUE_NEVER where there is none. */
int64_t next_time(const struct replay_run *);

/* Counts the frame at hand; whether it passed the filter. */
bool next_feed(struct pump *, int64_t now_ns);

/* Stands at the end: because there are no more frames; whatever it was. */
void frames_end(struct pump *, enum source_state);
void replay_end(struct pump *, enum source_state);

/* Goes on at the clock's speed. */
void replay_play(struct pump *);

/* Forgets everything and stands before the first frame. */
bool replay_go_home(struct pump *);

/* Sets out for a moment: onward, or by the beginning where something later was counted already; is there;
 * goes on from the end, which was to be known first. */
void replay_go(struct pump *, const struct replay_moment *);
void replay_arrive(struct pump *);
void replay_go_then(struct pump *);

#endif
