/* SPDX-License-Identifier: MIT */
/* Counts over time, in buckets that all series of a model share. */
#include "model/series.h"

#include <string.h>

enum { SECOND_NS = 1000000000 };

void series_clock_init(struct series_clock *clock, enum series_span span)
{
    *clock = (struct series_clock){.span = (uint8_t)span};
}

/* From one time to a later one. Times are any int64_t, so the span needs all 64 bits. */
static uint64_t span_ns(int64_t from_ns, int64_t to_ns)
{
    return (uint64_t)to_ns - (uint64_t)from_ns;
}

/* Makes room for `t_ns` behind the window: by moving it on, or by doubling its buckets. */
static void window_extend(struct series_clock *clock, int64_t t_ns)
{
    uint64_t into = span_ns(clock->start_ns, t_ns), width = (uint64_t)clock->width_ns;
    if (clock->span == SERIES_RECENT) {
        clock->start_ns = t_ns - (int64_t)(into % width) - (SERIES_BUCKETS - 1) * clock->width_ns;
        return;
    }
    for (uint64_t index = into / width; index >= SERIES_BUCKETS; index /= 2) {
        clock->width_ns *= 2;
        clock->shift++;
    }
}

uint32_t series_clock_move(struct series_clock *clock, int64_t t_ns)
{
    if (clock->width_ns == 0) {
        clock->width_ns = SECOND_NS;
        clock->start_ns = clock->bucket_ns = t_ns;
    }
    uint64_t width = (uint64_t)clock->width_ns;
    if (t_ns < clock->bucket_ns) /* late: counted where it belongs, the clock stays */
        return t_ns <= clock->start_ns ? 0 : (uint32_t)(span_ns(clock->start_ns, t_ns) / width);
    if (span_ns(clock->start_ns, t_ns) / width >= SERIES_BUCKETS) {
        window_extend(clock, t_ns);
        width = (uint64_t)clock->width_ns;
    }
    uint64_t into = span_ns(clock->start_ns, t_ns);
    clock->bucket = (uint32_t)(into / width);
    clock->bucket_ns = t_ns - (int64_t)(into % width);
    return clock->bucket;
}

/* Brings buckets counted under an older state of the clock to its present one. */
static void buckets_update(const struct series *s, const struct series_clock *clock,
                           uint32_t count[SERIES_BUCKETS])
{
    uint64_t width = (uint64_t)clock->width_ns;
    uint64_t moved = width > 0 ? span_ns(s->start_ns, clock->start_ns) / width : 0;
    if (moved >= SERIES_BUCKETS) {
        memset(count, 0, SERIES_BUCKETS * sizeof count[0]);
    } else if (moved > 0) {
        uint32_t n = (uint32_t)moved;
        memmove(count, count + n, (SERIES_BUCKETS - n) * sizeof count[0]);
        memset(count + SERIES_BUCKETS - n, 0, n * sizeof count[0]);
    }
    for (uint32_t shift = s->shift; shift < clock->shift; shift++)
        for (uint32_t i = 0; i < SERIES_BUCKETS; i++)
            count[i] = i < SERIES_BUCKETS / 2 ? count[2 * i] + count[2 * i + 1] : 0;
}

void series_update(struct series *s, const struct series_clock *clock)
{
    buckets_update(s, clock, s->count);
    s->start_ns = clock->start_ns;
    s->shift = clock->shift;
}

void series_read(const struct series *s, const struct series_clock *clock,
                 uint32_t out[SERIES_BUCKETS])
{
    memcpy(out, s->count, sizeof s->count);
    buckets_update(s, clock, out);
}

uint32_t series_reached(const struct series_clock *clock)
{
    return clock->span == SERIES_RECENT ? SERIES_BUCKETS : clock->bucket + 1;
}
