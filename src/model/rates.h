/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_RATES_H
#define CASTSCOPE_RATES_H

#include <stdbool.h>
#include <stdint.h>

#include "decode/classify.h"

/*
 * Frames and bytes of each cast over the last minute, ten minutes and hour, in sixty buckets each: the
 * numbers behind the charts. Counting costs a comparison and an addition a frame: only the present second
 * is counted into. When it is over it is added to the present ten seconds, and those, when they are over,
 * to the present minute.
 *
 * Seconds are those of the frames' clock. A frame that is older than the one before it is counted in the
 * present second.
 */

enum { RATE_BUCKETS = 60 };

enum rate_span { RATE_MINUTE, RATE_TEN_MINUTES, RATE_HOUR, RATE_SPANS };

/* Seconds in a bucket: 1, 10, 60. */
int rate_bucket_seconds(enum rate_span);

/* The casts, and beside them what came from 169.254/16. */
enum { RATE_LINK_LOCAL = CAST_COUNT, RATE_KINDS };

struct rate_bucket {
    uint64_t frames, bytes;
};

struct rates {
    bool going;              /* something was counted, or time told */
    int64_t first;           /* the number of the first second since 1970 */
    int64_t end_ns;          /* of the present second */
    int64_t end[RATE_SPANS]; /* the number of the first second behind each span's present bucket */
    uint32_t slot[RATE_SPANS]; /* where that is in at[]; those before it are older */
    struct rate_bucket at[RATE_SPANS][RATE_BUCKETS][RATE_KINDS]; /* rings of buckets */
};

/* Time passed, whether or not a frame came. */
void rates_tick(struct rates *, int64_t t_ns);

static inline void rates_add(struct rates *r, int64_t t_ns, enum cast cast, bool link_local,
                             uint32_t bytes)
{
    if (!r->going || t_ns >= r->end_ns)
        rates_tick(r, t_ns);
    struct rate_bucket *now = r->at[RATE_MINUTE][r->slot[RATE_MINUTE]];
    now[cast].frames++;
    now[cast].bytes += bytes;
    if (link_local) {
        now[RATE_LINK_LOCAL].frames++;
        now[RATE_LINK_LOCAL].bytes += bytes;
    }
}

/* The buckets of a kind, oldest first; the last one is the present one. */
void rates_read(const struct rates *, enum rate_span, int kind,
                struct rate_bucket out[RATE_BUCKETS]);

/* The seconds that one of them stands for: fewer in the present one, and in the one in which counting began; none
 * before that. */
int64_t rates_bucket_seconds(const struct rates *, enum rate_span, int bucket);

/* The seconds that the buckets of a span stand for by now: at most all, at least 1. */
int64_t rates_seconds(const struct rates *, enum rate_span);

#endif
