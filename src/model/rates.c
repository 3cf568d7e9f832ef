/* SPDX-License-Identifier: MIT */
/* Rates: what happens when a second is over, and reading. */
#include "model/rates.h"

#include <string.h>

static const int64_t second_ns = 1000000000;

int rate_bucket_seconds(enum rate_span span)
{
    static const int seconds[RATE_SPANS] = {1, 10, 60};
    return seconds[span];
}

/* Rounded down, before 1970 too. */
static inline int64_t divide(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static void rates_begin(struct rates *r, int64_t second)
{
    r->going = true;
    r->first = second;
    for (enum rate_span span = 0; span < RATE_SPANS; span++) {
        int64_t width = rate_bucket_seconds(span);
        r->end[span] = (divide(second, width) + 1) * width;
    }
}

static void buckets_add(struct rate_bucket *to, const struct rate_bucket *from)
{
    for (int kind = 0; kind < RATE_KINDS; kind++) {
        to[kind].frames += from[kind].frames;
        to[kind].bytes += from[kind].bytes;
    }
}

/* Goes on to the bucket that a second lies in, which is not the present one. */
static void span_move(struct rates *r, enum rate_span span, int64_t second)
{
    int64_t width = rate_bucket_seconds(span), late = second - r->end[span];
    int64_t steps = late < width ? 1 : late / width + 1;
    r->end[span] += steps * width;
    for (int64_t i = 0; i < steps && i < RATE_BUCKETS; i++) {
        r->slot[span] = (r->slot[span] + 1) % RATE_BUCKETS;
        memset(r->at[span][r->slot[span]], 0, sizeof r->at[span][0]);
    }
}

void rates_tick(struct rates *r, int64_t t_ns)
{
    int64_t second = divide(t_ns, second_ns);
    if (!r->going)
        rates_begin(r, second);
    /* Where a bucket is not over the longer ones are not either. */
    for (enum rate_span span = 0; span < RATE_SPANS && second >= r->end[span]; span++) {
        if (span + 1 < RATE_SPANS)
            buckets_add(r->at[span + 1][r->slot[span + 1]], r->at[span][r->slot[span]]);
        span_move(r, span, second);
    }
    int64_t end = r->end[RATE_MINUTE];
    r->end_ns = end <= INT64_MAX / second_ns ? end * second_ns : INT64_MAX;
}

void rates_read(const struct rates *r, enum rate_span span, int kind,
                struct rate_bucket out[RATE_BUCKETS])
{
    for (uint32_t i = 0; i < RATE_BUCKETS; i++)
        out[i] = r->at[span][(r->slot[span] + 1 + i) % RATE_BUCKETS][kind];
    for (enum rate_span within = 0; within < span; within++) {
        const struct rate_bucket *present = &r->at[within][r->slot[within]][kind];
        out[RATE_BUCKETS - 1].frames += present->frames;
        out[RATE_BUCKETS - 1].bytes += present->bytes;
    }
}

int64_t rates_bucket_seconds(const struct rates *r, enum rate_span span, int bucket)
{
    int64_t width = rate_bucket_seconds(span);
    int64_t from = r->end[span] - (RATE_BUCKETS - bucket) * width, to = from + width;
    if (!r->going || to <= r->first)
        return 0;
    from = r->first > from ? r->first : from;
    to = r->end[RATE_MINUTE] < to ? r->end[RATE_MINUTE] : to;
    return to - from;
}

int64_t rates_seconds(const struct rates *r, enum rate_span span)
{
    if (!r->going)
        return 1;
    int64_t first = r->end[span] - RATE_BUCKETS * rate_bucket_seconds(span);
    return r->end[RATE_MINUTE] - (r->first > first ? r->first : first);
}
