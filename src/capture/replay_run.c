/* SPDX-License-Identifier: MIT */
/* The replay's pump: reads at once, or waits for each frame until it is due; and what the screen sees of it. */
#include "capture/replay_state.h"

#include <stdlib.h>

static const int64_t loop_hold_ns = 1000000000; /* the end is shown for so long */
static const int64_t short_gap_ns = 1000000000; /* where --max-gap named none */

struct replay_run *replay_new(const struct replay_settings *settings)
{
    struct replay_run *r = calloc(1, sizeof *r);
    if (r == NULL)
        return NULL;
    r->clock = (struct replay_clock){.speed = settings->speed, .max_gap_ns = settings->max_gap_ns};
    r->max_gap_ns = settings->max_gap_ns > 0 ? settings->max_gap_ns : short_gap_ns;
    r->loop = settings->loop;
    r->last = SOURCE_MORE;
    pthread_mutex_init(&r->lock, NULL);
    pthread_cond_init(&r->wake, NULL);
    r->start = settings->start;
    return r;
}

void replay_free(struct replay_run *r)
{
    if (r == NULL)
        return;
    pthread_cond_destroy(&r->wake);
    pthread_mutex_destroy(&r->lock);
    free(r);
}

static bool is_there(const struct replay_run *r, const struct engine *e)
{
    return r->to_frame > 0 ? e->number >= r->to_frame : r->next.t_ns > r->to_ns;
}

/* A batch at max speed. */
static void reading_go_on(struct pump *pump)
{
    struct engine *e = pump->engine;
    struct replay_run *r = e->replay;
    if (!r->to_moment && !r->ready && !atomic_load(&e->enough)) {
        enum source_state state = source_read(pump->source, batch_size(e), &engine_taker, pump);
        if (state != SOURCE_MORE && state != SOURCE_IDLE)
            frames_end(pump, state);
        return;
    }
    int64_t now_ns = clock_steady();
    for (int i = 0; i < BATCH && next_fill(pump); i++) {
        if (r->to_moment && is_there(r, e)) {
            replay_arrive(pump);
            return;
        }
        next_feed(pump, now_ns);
        if (!r->to_moment)
            return;
    }
}

/* What is due by now; how long until the next frame is. */
static int64_t playing_go_on(struct pump *pump)
{
    struct replay_run *r = pump->engine->replay;
    int64_t now_ns = clock_steady();
    for (int i = 0; i < BATCH && next_fill(pump); i++) {
        int64_t due_ns = r->newest_ns == 0 ? DUE_AT_ONCE
                                           : replay_clock_due(&r->clock, r->next.t_ns);
        if (due_ns > now_ns)
            return due_ns - now_ns;
        next_feed(pump, now_ns);
    }
    return 0;
}

/* At the end: on to where it was to go, or from the beginning again. How long it stays. */
static int64_t ended_go_on(struct pump *pump)
{
    struct replay_run *r = pump->engine->replay;
    if (r->then.kind != MOMENT_NONE) {
        replay_go_then(pump);
        return 0;
    }
    int64_t left_ns = r->ended_ns + loop_hold_ns - clock_steady();
    if (!r->loop || r->last == SOURCE_FAILED)
        return DUE_NEVER;
    if (left_ns > 0)
        return left_ns;
    lock_take(pump);
    if (replay_go_home(pump))
        replay_play(pump);
    return 0;
}

enum source_state replay_run(struct pump *pump)
{
    struct engine *e = pump->engine;
    struct replay_run *r = e->replay;
    lock_take(pump);
    replay_play(pump);
    if (r->start.kind != MOMENT_NONE)
        replay_go(pump, &r->start);
    while (!engine_should_stop(e, false)) {
        int64_t wait_ns = 0;
        wishes_do(pump);
        switch (r->state) {
        case REPLAY_READING: reading_go_on(pump); break;
        case REPLAY_PLAYING: wait_ns = playing_go_on(pump); break;
        case REPLAY_ENDED: wait_ns = ended_go_on(pump); break;
        default: wait_ns = DUE_NEVER; break;
        }
        int64_t now_ns = clock_steady();
        if (r->state == REPLAY_READING && now_ns - pump->refreshed_ns >= REFRESH_NS) {
            lock_take(pump);
            rows_refresh(pump, false, SOURCE_MORE);
            pump->refreshed_ns = now_ns;
        }
        lock_give(pump);
        recording_write(e, now_ns);
        if (wait_ns > 0)
            wish_await(r, wait_ns);
    }
    return r->last;
}

void replay_view(const struct engine *e, int64_t now_ns, struct replay *out)
{
    const struct replay_run *r = e->replay;
    /* An end from which it goes on at once is none. */
    bool goes = r->state == REPLAY_ENDED && r->then.kind != MOMENT_NONE;
    bool reading = goes || r->state == REPLAY_READING;
    *out = (struct replay){.state = goes ? REPLAY_READING : r->state,
                           .to_moment = reading && (r->to_moment || r->then.kind != MOMENT_NONE),
                           .whole = r->whole,
                           .loops = r->loop,
                           .heard = r->heard,
                           .speed = r->clock.speed,
                           .max_gap_ns = r->clock.max_gap_ns,
                           .first_ns = r->first_ns,
                           .last_ns = r->last_ns,
                           .at_ns = reading ? r->newest_ns
                                            : replay_clock_at(&r->clock, now_ns, next_time(r)),
                           .frame = e->number,
                           .frames = r->frames,
                           .goal = reading ? r->goal : 0,
                           .reading_ns = reading ? now_ns - r->since_ns : 0,
                           .took_ns = r->took_ns,
                           .shape = r->shape};
    for (uint32_t i = 0; i < e->model->source_count; i++) {
        out->read_bytes += e->model->source[i].read_bytes;
        out->total_bytes += e->model->source[i].total_bytes;
    }
    if (reading && out->read_bytes > r->since_bytes)
        out->reading_bytes = out->read_bytes - r->since_bytes;
    if (reading && e->number > r->since_frame)
        out->reading_frames = e->number - r->since_frame;
}
