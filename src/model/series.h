/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SERIES_H
#define CASTSCOPE_SERIES_H

#include <stdbool.h>
#include <stdint.h>

/* A count over time in a fixed number of buckets: the numbers behind a sparkline. */

enum { SERIES_BUCKETS = 60 };

enum series_span {
    SERIES_RECENT, /* the last 60 seconds */
    SERIES_WHOLE,  /* everything since the first frame; buckets double their width when full */
};

/* One clock for all series of a model, so that their buckets stand for the same time. */
struct series_clock {
    int64_t start_ns;  /* where bucket 0 of the window begins */
    int64_t width_ns;  /* of a bucket; 0 before the first tick */
    int64_t bucket_ns; /* where the bucket of the newest tick begins */
    uint32_t bucket;   /* its index */
    uint32_t shift;    /* how often the width was doubled */
    uint8_t span;      /* enum series_span */
};

struct series {
    int64_t start_ns; /* the clock's start when last brought up to date */
    uint32_t shift;   /* the clock's shift then */
    uint32_t count[SERIES_BUCKETS];
};

void series_clock_init(struct series_clock *, enum series_span);

/* What series_clock_tick() does with a time that is not in the newest bucket, and with the first of all. */
uint32_t series_clock_move(struct series_clock *, int64_t t_ns);

/* Moves the clock on to `t_ns`; the bucket that this time falls into. A time before the window
 * falls into its first bucket. */
static inline uint32_t series_clock_tick(struct series_clock *clock, int64_t t_ns)
{
    bool newest = t_ns >= clock->bucket_ns &&
                  (uint64_t)t_ns - (uint64_t)clock->bucket_ns < (uint64_t)clock->width_ns;
    return newest ? clock->bucket : series_clock_move(clock, t_ns);
}

/* Brings the buckets up to date with the clock's present state. */
void series_update(struct series *, const struct series_clock *);

/* Counts `n` in a bucket that series_clock_tick() just gave. */
static inline void series_add(struct series *s, const struct series_clock *clock, uint32_t bucket,
                              uint32_t n)
{
    if (s->start_ns != clock->start_ns || s->shift != clock->shift)
        series_update(s, clock);
    s->count[bucket] += n;
}

/* The buckets as of the clock's now, oldest first. */
void series_read(const struct series *, const struct series_clock *, uint32_t out[SERIES_BUCKETS]);

/* How many buckets time has reached: all of them for SERIES_RECENT. */
uint32_t series_reached(const struct series_clock *);

#endif
