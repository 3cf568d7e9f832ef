/* SPDX-License-Identifier: MIT */
/* The pace of a replay. */
#include "capture/replay_clock.h"

static const int64_t late_ns = 250000000;

/* a + span, where span is not below 0 and may be beyond all range. */
static int64_t later(int64_t a, double span)
{
    double room = (double)INT64_MAX - (double)(a > 0 ? a : 0);
    return span < room * 0.999 ? a + (int64_t)span : DUE_NEVER - 1;
}

/* From a to b, which is not before it. */
static double span_of(int64_t a, int64_t b)
{
    return (double)((uint64_t)b - (uint64_t)a);
}

/* The time at which the frame is due by a clock of frames' times: its own, or where its gap is cut. */
static int64_t shown_at(const struct replay_clock *c, int64_t t_ns)
{
    if (c->max_gap_ns > 0 && t_ns > c->from_ns && span_of(c->from_ns, t_ns) > (double)c->max_gap_ns)
        return c->from_ns + c->max_gap_ns;
    return t_ns;
}

void replay_clock_set(struct replay_clock *c, int64_t at_ns, int64_t now_ns)
{
    c->at_ns = c->from_ns = at_ns;
    c->set_ns = now_ns;
}

int64_t replay_clock_due(const struct replay_clock *c, int64_t t_ns)
{
    if (c->paused)
        return DUE_NEVER;
    int64_t shown_ns = shown_at(c, t_ns);
    if (c->speed <= REPLAY_MAX || t_ns == 0 || t_ns <= c->from_ns || shown_ns <= c->at_ns)
        return DUE_AT_ONCE;
    return later(c->set_ns, span_of(c->at_ns, shown_ns) / c->speed);
}

void replay_clock_pass(struct replay_clock *c, int64_t t_ns, int64_t now_ns)
{
    if (t_ns <= c->from_ns || t_ns == 0)
        return;
    int64_t due_ns = replay_clock_due(c, t_ns);
    bool paced = due_ns != DUE_AT_ONCE && due_ns < DUE_NEVER - 1;
    bool late = paced && due_ns < now_ns && now_ns - due_ns > late_ns;
    if (!paced || late || shown_at(c, t_ns) != t_ns) {
        c->at_ns = t_ns > c->at_ns ? t_ns : c->at_ns;
        c->set_ns = paced && !late && due_ns < now_ns ? due_ns : now_ns;
    }
    c->from_ns = t_ns;
}

int64_t replay_clock_at(const struct replay_clock *c, int64_t now_ns, int64_t next_ns)
{
    int64_t at_ns = c->at_ns;
    if (!c->paused && c->speed > REPLAY_MAX && now_ns > c->set_ns)
        at_ns = later(at_ns, span_of(c->set_ns, now_ns) * c->speed);
    int64_t most_ns = next_ns == DUE_NEVER ? c->from_ns : shown_at(c, next_ns);
    if (most_ns < c->at_ns)
        most_ns = c->at_ns;
    if (at_ns < c->at_ns || most_ns <= at_ns)
        return at_ns < c->at_ns ? c->at_ns : most_ns;
    return at_ns;
}

void replay_clock_change(struct replay_clock *c, double speed, int64_t max_gap_ns, bool paused,
                         int64_t now_ns, int64_t next_ns)
{
    c->at_ns = replay_clock_at(c, now_ns, next_ns);
    c->set_ns = now_ns;
    c->speed = speed;
    c->max_gap_ns = max_gap_ns;
    c->paused = paused;
}
