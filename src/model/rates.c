/* SPDX-License-Identifier: MIT */
/* Rates: what happens when a second is over, and reading. */
#include "model/rates.h"

#include <string.h>

enum { SECOND_NS = 1000000000, SECONDS_TEN_MINUTES = 10, SECONDS_HOUR = 60 };

int rate_bucket_seconds(enum rate_span span)
{
    static const int seconds[RATE_SPANS] = {1, SECONDS_TEN_MINUTES, SECONDS_HOUR};
    return seconds[span];
}

/* Rounded down, before 1970 too. Inline, so that what is divided by is known: one division by a number that is
 * not takes longer than all else that a second's end takes. */
static inline int64_t divide(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static int64_t number_of(const struct rates *r, enum rate_span span)
{
    switch (span) {
    case RATE_TEN_MINUTES: return divide(r->second, SECONDS_TEN_MINUTES);
    case RATE_HOUR: return divide(r->second, SECONDS_HOUR);
    default: return r->second;
    }
}

/* Numbers may be negative; their buckets follow each other all the same. */
static uint32_t slot_of(int64_t number)
{
    return (uint32_t)(number - divide(number, RATE_BUCKETS) * RATE_BUCKETS);
}

static void buckets_add(struct rate_bucket *to, const struct rate_bucket *from)
{
    for (int kind = 0; kind < RATE_KINDS; kind++) {
        to[kind].frames += from[kind].frames;
        to[kind].bytes += from[kind].bytes;
    }
}

void rates_tick(struct rates *r, int64_t t_ns)
{
    int64_t second = divide(t_ns, SECOND_NS), before[RATE_SPANS];
    if (!r->going) {
        r->going = true;
        r->first = r->second = second;
    }
    if (second < r->second)
        return;
    for (enum rate_span span = 0; span < RATE_SPANS; span++)
        before[span] = number_of(r, span);
    const struct rate_bucket *over = r->at[RATE_MINUTE][slot_of(r->second)];
    if (second > r->second)
        for (enum rate_span span = RATE_MINUTE + 1; span < RATE_SPANS; span++)
            buckets_add(r->at[span][slot_of(before[span])], over);
    r->second = second;
    r->slot = slot_of(second);
    r->end_ns = second < INT64_MAX / SECOND_NS ? (second + 1) * SECOND_NS : INT64_MAX;
    for (enum rate_span span = 0; span < RATE_SPANS; span++) {
        int64_t now = number_of(r, span);
        int64_t from = now - before[span] < RATE_BUCKETS ? before[span] + 1
                                                         : now - RATE_BUCKETS + 1;
        for (int64_t number = from; number <= now; number++)
            memset(r->at[span][slot_of(number)], 0, sizeof r->at[span][0]);
    }
}

void rates_read(const struct rates *r, enum rate_span span, int kind,
                struct rate_bucket out[RATE_BUCKETS])
{
    int64_t now = number_of(r, span);
    for (int i = 0; i < RATE_BUCKETS; i++)
        out[i] = r->at[span][slot_of(now - RATE_BUCKETS + 1 + i)][kind];
    if (span == RATE_MINUTE)
        return;
    const struct rate_bucket *present = &r->at[RATE_MINUTE][slot_of(r->second)][kind];
    out[RATE_BUCKETS - 1].frames += present->frames;
    out[RATE_BUCKETS - 1].bytes += present->bytes;
}

int64_t rates_seconds(const struct rates *r, enum rate_span span)
{
    int64_t width = rate_bucket_seconds(span);
    int64_t first = (number_of(r, span) - RATE_BUCKETS + 1) * width;
    return r->second - (r->first > first ? r->first : first) + 1;
}
