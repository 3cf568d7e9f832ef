/* SPDX-License-Identifier: MIT */
#include "ui/pace.h"

/* How long to wait after what took so much and may take one part in so many, but between `least_ms` and `most_ms`. */
static int64_t wait_find(int64_t cost_us, int share, int64_t least_ms, int64_t most_ms)
{
    int64_t wait_ms = share * cost_us / 1000;
    wait_ms = wait_ms < least_ms ? least_ms : wait_ms;
    return wait_ms > most_ms ? most_ms : wait_ms;
}

void pace_drawn(struct pace *p, int64_t now_ms, int64_t cost_us)
{
    int64_t wait_ms = wait_find(cost_us, PACE_SHARE, PACE_MS, PACE_MOST_MS);
    /* By the clock, so that pictures do not come later and later; but none is made up for. */
    bool late = p->picture_ms + wait_ms <= now_ms;
    p->picture_ms = late ? now_ms + wait_ms / 2 : p->picture_ms + wait_ms;
}

void pace_hasten(struct pace *p, int64_t now_ms, int64_t within_ms)
{
    if (p->picture_ms > now_ms + within_ms)
        p->picture_ms = now_ms + within_ms;
}

bool pace_concludes(const struct pace *p, int64_t now_ms)
{
    return now_ms >= p->conclude_ms;
}

void pace_concluded(struct pace *p, int64_t now_ms, int64_t cost_us)
{
    p->conclude_ms = now_ms + wait_find(cost_us, PACE_CONCLUDE_SHARE, PACE_CONCLUDE_MS,
                                        PACE_CONCLUDE_MOST_MS);
}
