/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_PACE_H
#define CASTSCOPE_PACE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * When the dashboard draws by itself; what a key does is shown at once. Times are milliseconds of a clock that
 * only goes on; whoever calls reads it.
 */

enum {
    PACE_MS = 100,      /* between two pictures, */
    PACE_MOST_MS = 180, /* and where they are dear: never fewer than five a second */
    PACE_SHARE =
        80, /* of a processor's time pictures take one part in so many, where that can be */
    PACE_CONCLUDE_MS = 500, /* between two times that conclusions are drawn while frames come, */
    PACE_CONCLUDE_MOST_MS = 2000, /* and where they are dear: */
    PACE_CONCLUDE_SHARE = 100,    /* they take one part in so many */
};

struct pace {
    int64_t picture_ms;  /* when the next picture is due */
    int64_t conclude_ms; /* when conclusions are due anew */
};

/* A picture was due, and is there now; it took so much of the processor. */
void pace_drawn(struct pace *, int64_t now_ms, int64_t cost_us);

/* The next picture comes within so many milliseconds, if it was not due sooner. */
void pace_hasten(struct pace *, int64_t now_ms, int64_t within_ms);

/* Whether conclusions are due. */
bool pace_concludes(const struct pace *, int64_t now_ms);

/* They were drawn at that time; it took so much of the processor. */
void pace_concluded(struct pace *, int64_t now_ms, int64_t cost_us);

#endif
