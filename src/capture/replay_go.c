/* SPDX-License-Identifier: MIT */
/* Where a replay goes, and what is done for those who ask. */
#include "capture/replay_state.h"

static uint64_t bytes_read(const struct engine *e)
{
    uint64_t bytes = 0;
    for (size_t i = 0; i < e->registered_count; i++)
        bytes += e->registered[i]->read_bytes;
    return bytes;
}

static void replay_read(struct replay_run *r, const struct engine *e)
{
    r->state = REPLAY_READING;
    r->to_moment = false;
    r->goal = 0;
    r->since_ns = clock_steady();
    r->since_bytes = bytes_read(e);
    r->since_frame = e->number;
    r->from_start = e->number == 0;
}

void replay_play(struct pump *pump)
{
    struct replay_run *r = pump->engine->replay;
    int64_t now_ns = clock_steady();
    r->clock.paused = false;
    if (r->clock.speed <= REPLAY_MAX) {
        replay_read(r, pump->engine);
    } else {
        r->state = REPLAY_PLAYING;
        r->clock.set_ns = now_ns;
    }
}

static void hold(struct replay_run *r)
{
    replay_clock_change(&r->clock, r->clock.speed, r->clock.max_gap_ns, true, clock_steady(),
                        next_time(r));
    r->state = REPLAY_PAUSED;
}

bool replay_go_home(struct pump *pump)
{
    struct engine *e = pump->engine;
    struct replay_run *r = e->replay;
    struct error error = {0};
    lock_take(pump);
    engine_clear(e);
    r->ready = false;
    r->newest_ns = 0;
    if (source_rewind(pump->source, &error))
        return true;
    replay_end(pump, SOURCE_FAILED);
    return false;
}

/* Where the time stands now. */
static int64_t here(const struct replay_run *r)
{
    return replay_clock_at(&r->clock, clock_steady(), next_time(r));
}

void replay_go(struct pump *pump, const struct replay_moment *moment)
{
    struct engine *e = pump->engine;
    struct replay_run *r = e->replay;
    bool paused = r->state == REPLAY_PAUSED ||
                  (r->state == REPLAY_READING && r->to_moment && r->then_paused);
    r->then = (struct replay_moment){.kind = MOMENT_NONE};
    if (r->first_ns == 0 && (r->state == REPLAY_ENDED || !next_fill(pump)))
        return;
    if (moment->kind == MOMENT_SHARE && !r->whole) {
        r->then = *moment;
        r->then_paused = paused;
        replay_read(r, e);
        return;
    }
    bool by_frame = moment->kind == MOMENT_FRAME;
    int64_t at_ns = r->state == REPLAY_READING && r->to_moment && r->to_frame == 0 ? r->to_ns
                                                                                   : here(r);
    int64_t to_ns = replay_moment_time(moment, r->first_ns, r->last_ns, at_ns);
    uint64_t to_frame = by_frame ? (uint64_t)moment->value : 0;
    if ((by_frame ? e->number > to_frame : r->newest_ns > to_ns) && !replay_go_home(pump))
        return;
    if (r->state == REPLAY_ENDED && e->number > 0)
        return; /* it is the end that was asked for */
    replay_read(r, e);
    r->from_start = false;
    r->to_moment = true;
    r->to_ns = to_ns;
    r->to_frame = to_frame;
    r->then_paused = paused;
    r->goal = by_frame ? to_frame : r->whole ? replay_shape_until(&r->shape, to_ns) : 0;
    if (r->clock.speed <= REPLAY_MAX)
        r->clock.speed = REPLAY_ORIGINAL;
}

void replay_arrive(struct pump *pump)
{
    struct replay_run *r = pump->engine->replay;
    int64_t at_ns = r->to_frame > 0 ? r->newest_ns : r->to_ns;
    lock_take(pump);
    replay_clock_set(&r->clock, at_ns, clock_steady());
    if (r->then_paused)
        hold(r);
    else
        replay_play(pump);
    rows_refresh(pump, false, SOURCE_MORE);
}

void replay_go_then(struct pump *pump)
{
    struct replay_run *r = pump->engine->replay;
    const struct replay_moment then = r->then;
    bool paused = r->then_paused;
    lock_take(pump);
    replay_go(pump, &then);
    r->then_paused = paused;
}

/* By another capture filter: to the end, because all of the traffic has another shape now, and from there
 * to where the clock stands. */
static void filter_turn(struct pump *pump)
{
    struct replay_run *r = pump->engine->replay;
    if (!pump_filter(pump))
        return;
    lock_take(pump);
    struct replay_moment then = r->then;
    bool goes = r->state == REPLAY_READING && r->to_moment;
    bool paused = r->state == REPLAY_PAUSED || (r->state == REPLAY_READING && r->then_paused);
    if (goes && r->to_frame > 0)
        then = (struct replay_moment){MOMENT_FRAME, (int64_t)r->to_frame};
    else if (goes || r->state == REPLAY_PLAYING || r->state == REPLAY_PAUSED)
        then = (struct replay_moment){MOMENT_SPAN, (goes ? r->to_ns : here(r)) - r->first_ns};
    r->frames = 0;
    r->whole = false;
    r->shape = (struct replay_shape){.width_ns = 0};
    if (!replay_go_home(pump))
        return;
    replay_read(r, pump->engine);
    r->then = then;
    r->then_paused = paused;
}

/* One frame that is seen, and what does not pass the filter in front of it. */
static void step(struct pump *pump)
{
    struct replay_run *r = pump->engine->replay;
    if (r->state == REPLAY_ENDED)
        return;
    hold(r);
    r->then = (struct replay_moment){.kind = MOMENT_NONE};
    while (next_fill(pump)) {
        int64_t now_ns = clock_steady();
        bool seen = next_feed(pump, now_ns);
        replay_clock_set(&r->clock, r->newest_ns, now_ns);
        if (seen)
            break;
    }
    if (r->state == REPLAY_PAUSED && next_fill(pump))
        rows_refresh(pump, false, SOURCE_MORE);
}

static void pause_turn(struct pump *pump)
{
    struct replay_run *r = pump->engine->replay;
    if (r->state == REPLAY_READING && r->to_moment) {
        r->then_paused = !r->then_paused;
    } else if (r->state == REPLAY_PAUSED) {
        replay_play(pump);
    } else if (r->state != REPLAY_ENDED) {
        if (next_fill(pump))
            hold(r);
    } else if (replay_go_home(pump)) {
        if (r->clock.speed <= REPLAY_MAX)
            r->clock.speed = REPLAY_ORIGINAL;
        replay_play(pump);
    }
}

static void speed_turn(struct pump *pump, bool up)
{
    struct replay_run *r = pump->engine->replay;
    bool goes = r->state == REPLAY_PLAYING || (r->state == REPLAY_READING && !r->to_moment);
    replay_clock_change(&r->clock, replay_speed_step(r->clock.speed, up), r->clock.max_gap_ns,
                        r->clock.paused, clock_steady(), next_time(r));
    bool reads = r->state == REPLAY_READING && r->clock.speed <= REPLAY_MAX;
    if (goes && !reads)
        replay_play(pump);
}

static void gaps_turn(struct replay_run *r)
{
    replay_clock_change(&r->clock, r->clock.speed, r->clock.max_gap_ns > 0 ? 0 : r->max_gap_ns,
                        r->clock.paused, clock_steady(), next_time(r));
}

void wishes_do(struct pump *pump)
{
    struct replay_run *r = pump->engine->replay;
    struct replay_wish wish;
    while (wish_take(r, &wish)) {
        lock_take(pump);
        if (r->state == REPLAY_READING)
            replay_clock_set(&r->clock, r->newest_ns, clock_steady());
        switch (wish.kind) {
        case WISH_NONE: break;
        case WISH_PAUSE: pause_turn(pump); break;
        case WISH_FASTER: speed_turn(pump, true); break;
        case WISH_SLOWER: speed_turn(pump, false); break;
        case WISH_STEP: step(pump); break;
        case WISH_GAPS: gaps_turn(r); break;
        case WISH_GO: replay_go(pump, &wish.moment); break;
        case WISH_FILTER: filter_turn(pump); break;
        }
        r->heard++;
    }
}
