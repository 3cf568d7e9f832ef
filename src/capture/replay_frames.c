/* SPDX-License-Identifier: MIT */
/*
 * The frames of a replay.
 *
 * It always has the next frame at hand before it rests: what the reader does in front of a frame
 * (interfaces and names that a file describes there) is done then, whichever way it came here.
 */
#include "capture/replay_state.h"

static void time_note(struct replay_run *r, int64_t t_ns)
{
    if (t_ns == 0)
        return;
    if (r->first_ns == 0)
        r->first_ns = r->last_ns = t_ns;
    if (t_ns > r->last_ns)
        r->last_ns = t_ns;
}

void replay_count(struct replay_run *r, const struct frame *frame)
{
    if (frame->t_ns > r->newest_ns)
        r->newest_ns = frame->t_ns;
    if (frame->number <= r->frames)
        return;
    r->frames = frame->number;
    time_note(r, frame->t_ns);
    if (frame->data != NULL && frame->t_ns != 0)
        replay_shape_add(&r->shape, frame->t_ns);
}

static void next_take(void *context, struct frame *frame)
{
    struct replay_run *r = ((struct pump *)context)->engine->replay;
    r->next = *frame;
    r->ready = true;
}

static const struct source_taker next_taker = {
    .frame = next_take, .interface = engine_interface, .name = engine_name};

int64_t next_time(const struct replay_run *r)
{
    return r->ready && r->next.t_ns != 0 ? r->next.t_ns : DUE_NEVER;
}

void replay_end(struct pump *pump, enum source_state state)
{
    struct replay_run *r = pump->engine->replay;
    lock_take(pump);
    if (state == SOURCE_FAILED) {
        r->last = state;
        pump->failure = *source_error(pump->source);
    } else if (r->last != SOURCE_FAILED) {
        r->last = state;
    }
    r->ready = false;
    r->ended_ns = clock_steady();
    if (r->state == REPLAY_READING && r->from_start && r->took_ns == 0)
        r->took_ns = r->ended_ns - r->since_ns;
    r->state = REPLAY_ENDED;
    replay_clock_set(&r->clock, r->newest_ns, r->ended_ns);
    rows_refresh(pump, true, state);
}

void frames_end(struct pump *pump, enum source_state state)
{
    lock_take(pump);
    pump->engine->replay->whole = true;
    replay_end(pump, state);
}

bool next_fill(struct pump *pump)
{
    struct engine *e = pump->engine;
    struct replay_run *r = e->replay;
    enum source_state state = SOURCE_MORE;
    lock_take(pump);
    if (atomic_load(&e->enough)) {
        frames_end(pump, SOURCE_MORE);
        return false;
    }
    while (!r->ready && (state == SOURCE_MORE || state == SOURCE_IDLE) && !atomic_load(&e->stop))
        state = source_read(pump->source, 1, &next_taker, pump);
    if (!r->ready && state != SOURCE_MORE && state != SOURCE_IDLE)
        frames_end(pump, state);
    if (r->ready && r->first_ns == 0)
        time_note(r, r->next.t_ns);
    return r->ready;
}

bool next_feed(struct pump *pump, int64_t now_ns)
{
    struct replay_run *r = pump->engine->replay;
    bool seen = r->next.data != NULL, reads = r->state == REPLAY_READING;
    if (r->newest_ns == 0 && r->next.t_ns != 0 && !reads)
        replay_clock_set(&r->clock, r->next.t_ns, now_ns);
    if (!reads)
        replay_clock_pass(&r->clock, r->next.t_ns, now_ns);
    r->ready = false;
    engine_feed(pump, &r->next);
    return seen;
}
