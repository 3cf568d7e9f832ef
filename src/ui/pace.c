/* SPDX-License-Identifier: MIT */
#include "ui/pace.h"

void pace_drawn(struct pace *p, int64_t now_ms, int64_t cost_us)
{
    int64_t wait_ms = PACE_SHARE * cost_us / 1000;
    wait_ms = wait_ms < PACE_MS ? PACE_MS : wait_ms;
    wait_ms = wait_ms > PACE_MOST_MS ? PACE_MOST_MS : wait_ms;
    /* By the clock, so that pictures do not come later and later; but none is made up for. */
    bool late = p->picture_ms + wait_ms <= now_ms;
    p->picture_ms = late ? now_ms + wait_ms / 2 : p->picture_ms + wait_ms;
}

void pace_hasten(struct pace *p, int64_t now_ms, int64_t within_ms)
{
    if (p->picture_ms > now_ms + within_ms)
        p->picture_ms = now_ms + within_ms;
}

bool pace_concludes(struct pace *p, int64_t now_ms)
{
    if (now_ms < p->conclude_ms)
        return false;
    p->conclude_ms = now_ms + PACE_CONCLUDE_MS;
    return true;
}
