/* SPDX-License-Identifier: MIT */
/* What people ask of the replay, in the order they ask. */
#include "capture/replay_state.h"

#include <string.h>

static const int64_t nap_ns = 1000000000; /* no wait is longer */

void replay_wish(struct replay_run *r, const struct replay_wish *wish)
{
    pthread_mutex_lock(&r->lock);
    if (r->wishes < WISHES)
        r->wish[r->wishes++] = *wish;
    pthread_cond_signal(&r->wake);
    pthread_mutex_unlock(&r->lock);
}

void replay_wake(struct replay_run *r)
{
    pthread_mutex_lock(&r->lock);
    r->woken = true;
    pthread_cond_signal(&r->wake);
    pthread_mutex_unlock(&r->lock);
}

bool wish_take(struct replay_run *r, struct replay_wish *out)
{
    pthread_mutex_lock(&r->lock);
    bool some = r->wishes > 0;
    if (some) {
        *out = r->wish[0];
        memmove(r->wish, r->wish + 1, --r->wishes * sizeof r->wish[0]);
    }
    pthread_mutex_unlock(&r->lock);
    return some;
}

void wish_await(struct replay_run *r, int64_t ns)
{
    int64_t end_ns = clock_wall() + (ns < nap_ns ? ns : nap_ns);
    const struct timespec end = {.tv_sec = end_ns / 1000000000,
                                 .tv_nsec = (long)(end_ns % 1000000000)};
    pthread_mutex_lock(&r->lock);
    if (r->wishes == 0 && !r->woken)
        pthread_cond_timedwait(&r->wake, &r->lock, &end);
    pthread_mutex_unlock(&r->lock);
}
