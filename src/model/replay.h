/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_REPLAY_H
#define CASTSCOPE_REPLAY_H

#include <stdbool.h>
#include <stdint.h>

#include "text/text.h"

/*
 * The replay of saved captures: where it stands, what people may ask of it, and how they write
 * moments. The engine runs it, the dashboard shows it; neither knows the other. Pure.
 */

/* Speeds: how much of the frames' time passes in a time. */
#define REPLAY_SLOWEST  0.125
#define REPLAY_ORIGINAL 1.0
#define REPLAY_FASTEST  64.0
#define REPLAY_MAX      0.0 /* as fast as frames can be read */

/* "1/2", "0.5", "2", "max"; false for what is no speed from 1/8 to 64. */
bool replay_speed_read(const char *text, double *out);

/* The next speed up or down: double or half, with REPLAY_MAX above REPLAY_FASTEST. */
double replay_speed_step(double speed, bool up);

/* "x1/2", "x2", "max". */
void replay_speed_add(struct text *, double speed);

/* Moments */

enum replay_moment_kind {
    MOMENT_NONE,
    MOMENT_SPAN,  /* nanoseconds behind the first frame: "1:30", "90", "1:30.5" */
    MOMENT_STEP,  /* nanoseconds from where the clock stands: "+30", "-1:30" */
    MOMENT_DAY,   /* nanoseconds of the day, UTC, the first such time: "12:34:56" */
    MOMENT_FRAME, /* the frame of a number: "#1234", "f1234" */
    MOMENT_SHARE, /* millionths of the way from the first frame's time to the last: "50%" */
};

struct replay_moment {
    enum replay_moment_kind kind;
    int64_t value;
};

/* What `replay_moment_read` takes, for sentences. */
#define REPLAY_MOMENT_FORMS "1:30, +30, -30, 12:34:56, #1234 or 50%"

bool replay_moment_read(const char *text, struct replay_moment *out);

/* The time of a moment that is no frame's number, for a capture from `first_ns` to `last_ns` whose
 * clock stands at `at_ns`. Not before `first_ns`. */
int64_t replay_moment_time(const struct replay_moment *, int64_t first_ns, int64_t last_ns,
                           int64_t at_ns);

/* The shape of the traffic: frames over time, in buckets that double their width when time runs out
 * of them. */
enum { REPLAY_BUCKETS = 512 };

struct replay_shape {
    int64_t start_ns; /* where bucket 0 begins */
    int64_t width_ns; /* of a bucket; 0: nothing was counted yet */
    uint32_t count[REPLAY_BUCKETS];
};

/* Counts a frame. One from before the start falls into the first bucket. */
void replay_shape_add(struct replay_shape *, int64_t t_ns);

/* How many frames were counted up to a time, by whole buckets and a share of the last one. */
uint64_t replay_shape_until(const struct replay_shape *, int64_t t_ns);

/* The replay */

enum replay_state {
    REPLAY_ABSENT,  /* there is no clock: live, or what cannot be read again */
    REPLAY_READING, /* at max speed, to the end or to a moment */
    REPLAY_PLAYING,
    REPLAY_PAUSED,
    REPLAY_ENDED,
};

struct replay {
    enum replay_state state;
    bool to_moment; /* READING: to a moment, not to the end */
    bool whole;     /* it was read to its end once: first to last and the shape are all of it */
    bool loops;
    uint64_t heard; /* so many wishes were seen to, or begun */
    double speed;
    int64_t max_gap_ns;               /* longer gaps are played as so long; 0: all as they are */
    int64_t first_ns, last_ns;        /* times of the capture, as far as it is known */
    int64_t at_ns;                    /* where the clock stands; 0: no frame had a time yet */
    uint64_t frame;                   /* the last one that was read... */
    uint64_t frames;                  /* ...of so many that are known */
    uint64_t read_bytes, total_bytes; /* of the files in this run; total 0 where unknown */
    uint64_t goal;                    /* READING to a moment: frames it takes, or 0 */
    int64_t reading_ns;               /* READING: for so long... */
    uint64_t reading_bytes, reading_frames; /* ...so many by now */
    int64_t took_ns; /* the first reading at max speed from start to end; 0: none */
    struct replay_shape shape;
};

/* What people ask of it. */
enum replay_wish_kind {
    WISH_NONE,
    WISH_PAUSE, /* hold it, or let it go on; at the end, play again */
    WISH_FASTER,
    WISH_SLOWER,
    WISH_STEP,   /* one frame, and hold it */
    WISH_GAPS,   /* play long gaps short, or as they are */
    WISH_GO,     /* to the moment */
    WISH_FILTER, /* read again by another capture filter: for engine_filter() to ask */
};

struct replay_wish {
    enum replay_wish_kind kind;
    struct replay_moment moment; /* WISH_GO */
};

#endif
