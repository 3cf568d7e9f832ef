/* SPDX-License-Identifier: MIT */
/*
 * The replay's pump.
 *
 * It always has the next frame at hand before it rests: what the reader does in front of a frame
 * (interfaces and names that a file describes there) is done then, whichever way it came here.
 *
 * All of struct replay_run is written with the engine's lock held, but for what people ask for: that
 * has a lock of its own, which is never held for long.
 */
#include "capture/replay_run.h"

#include <stdlib.h>
#include <string.h>

#include "capture/replay_clock.h"

enum { WISHES = 16 };

static const int64_t nap_ns = 1000000000;       /* no wait is longer */
static const int64_t loop_hold_ns = 1000000000; /* the end is shown for so long */
static const int64_t short_gap_ns = 1000000000; /* where --max-gap named none */

struct replay_run {
    struct replay_clock clock;
    enum replay_state state;
    bool loop, whole;
    uint64_t heard;             /* wishes */
    struct replay_moment start; /* where it begins; or MOMENT_NONE */
    int64_t max_gap_ns;         /* of a gap that is played short */
    struct frame next;          /* at hand, where `ready` */
    bool ready;
    int64_t newest_ns; /* the latest time of a frame that was counted in this run; 0: none */

    /* READING: to the end, or to before the first frame that is later or has a number above. */
    bool to_moment;
    int64_t to_ns;
    uint64_t to_frame; /* 0: by time */
    bool then_paused;
    struct replay_moment
        then;         /* where to go from the end, which it needs to know; or MOMENT_NONE */
    uint64_t goal;    /* frames it will take, as far as that is known */
    int64_t since_ns; /* when the reading began, and where */
    uint64_t since_bytes, since_frame;
    bool from_start; /* and that it did so at the file's beginning, to its end */

    int64_t ended_ns, took_ns;
    int64_t first_ns, last_ns; /* of all frames that were ever read */
    uint64_t frames;
    struct replay_shape shape;
    enum source_state last;

    thread_lock lock; /* of what follows */
    pthread_cond_t wake;
    struct replay_wish wish[WISHES];
    unsigned wishes;
    bool woken;
};

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

/* What is asked for */

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

static bool wish_take(struct replay_run *r, struct replay_wish *out)
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

/* Until something is asked for, at most so long. */
static void wish_await(struct replay_run *r, int64_t ns)
{
    int64_t end_ns = clock_wall() + (ns < nap_ns ? ns : nap_ns);
    const struct timespec end = {.tv_sec = end_ns / 1000000000,
                                 .tv_nsec = (long)(end_ns % 1000000000)};
    pthread_mutex_lock(&r->lock);
    if (r->wishes == 0 && !r->woken)
        pthread_cond_timedwait(&r->wake, &r->lock, &end);
    pthread_mutex_unlock(&r->lock);
}

/* Frames */

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

static int64_t next_time(const struct replay_run *r)
{
    return r->ready && r->next.t_ns != 0 ? r->next.t_ns : DUE_NEVER;
}

/* Stands at the end, whatever it was. */
static void replay_end(struct pump *pump, enum source_state state)
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

/* There are no more frames. */
static void frames_end(struct pump *pump, enum source_state state)
{
    lock_take(pump);
    pump->engine->replay->whole = true;
    replay_end(pump, state);
}

/* Has the next frame at hand; false at the end. */
static bool next_fill(struct pump *pump)
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

/* Counts the frame at hand; whether it passed the filter. */
static bool next_feed(struct pump *pump, int64_t now_ns)
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

/* Going somewhere */

static uint64_t bytes_read(const struct engine *e)
{
    uint64_t bytes = 0;
    for (size_t i = 0; i < e->registered_count; i++)
        bytes += e->registered[i]->read_bytes;
    return bytes;
}

static void read_on(struct replay_run *r, const struct engine *e)
{
    r->state = REPLAY_READING;
    r->to_moment = false;
    r->goal = 0;
    r->since_ns = clock_steady();
    r->since_bytes = bytes_read(e);
    r->since_frame = e->number;
    r->from_start = e->number == 0;
}

/* Goes on at the clock's speed. */
static void play_on(struct pump *pump)
{
    struct replay_run *r = pump->engine->replay;
    int64_t now_ns = clock_steady();
    r->clock.paused = false;
    if (r->clock.speed <= REPLAY_MAX) {
        read_on(r, pump->engine);
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

/* Forgets everything and stands before the first frame. */
static bool go_home(struct pump *pump)
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

/* Sets out for a moment: onward, or by the beginning where something later was counted already. */
static void go(struct pump *pump, const struct replay_moment *moment)
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
        read_on(r, e);
        return;
    }
    bool by_frame = moment->kind == MOMENT_FRAME;
    int64_t at_ns = r->state == REPLAY_READING && r->to_moment && r->to_frame == 0 ? r->to_ns
                                                                                   : here(r);
    int64_t to_ns = replay_moment_time(moment, r->first_ns, r->last_ns, at_ns);
    uint64_t to_frame = by_frame ? (uint64_t)moment->value : 0;
    if ((by_frame ? e->number > to_frame : r->newest_ns > to_ns) && !go_home(pump))
        return;
    if (r->state == REPLAY_ENDED && e->number > 0)
        return; /* it is the end that was asked for */
    read_on(r, e);
    r->from_start = false;
    r->to_moment = true;
    r->to_ns = to_ns;
    r->to_frame = to_frame;
    r->then_paused = paused;
    r->goal = by_frame ? to_frame : r->whole ? replay_shape_until(&r->shape, to_ns) : 0;
    if (r->clock.speed <= REPLAY_MAX)
        r->clock.speed = REPLAY_ORIGINAL;
}

/* Is where it was to go. */
static void arrive(struct pump *pump)
{
    struct replay_run *r = pump->engine->replay;
    int64_t at_ns = r->to_frame > 0 ? r->newest_ns : r->to_ns;
    lock_take(pump);
    replay_clock_set(&r->clock, at_ns, clock_steady());
    if (r->then_paused)
        hold(r);
    else
        play_on(pump);
    rows_refresh(pump, false, SOURCE_MORE);
}

/* From the end to where it was to go once the end was known. */
static void go_then(struct pump *pump)
{
    struct replay_run *r = pump->engine->replay;
    const struct replay_moment then = r->then;
    bool paused = r->then_paused;
    lock_take(pump);
    go(pump, &then);
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
    if (!go_home(pump))
        return;
    read_on(r, pump->engine);
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
        play_on(pump);
    } else if (r->state != REPLAY_ENDED) {
        if (next_fill(pump))
            hold(r);
    } else if (go_home(pump)) {
        if (r->clock.speed <= REPLAY_MAX)
            r->clock.speed = REPLAY_ORIGINAL;
        play_on(pump);
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
        play_on(pump);
}

static void gaps_turn(struct replay_run *r)
{
    replay_clock_change(&r->clock, r->clock.speed, r->clock.max_gap_ns > 0 ? 0 : r->max_gap_ns,
                        r->clock.paused, clock_steady(), next_time(r));
}

static void wishes_do(struct pump *pump)
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
        case WISH_GO: go(pump, &wish.moment); break;
        case WISH_FILTER: filter_turn(pump); break;
        }
        r->heard++;
    }
}

/* Going on */

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
            arrive(pump);
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
        go_then(pump);
        return 0;
    }
    int64_t left_ns = r->ended_ns + loop_hold_ns - clock_steady();
    if (!r->loop || r->last == SOURCE_FAILED)
        return DUE_NEVER;
    if (left_ns > 0)
        return left_ns;
    lock_take(pump);
    if (go_home(pump))
        play_on(pump);
    return 0;
}

enum source_state replay_run(struct pump *pump)
{
    struct engine *e = pump->engine;
    struct replay_run *r = e->replay;
    lock_take(pump);
    play_on(pump);
    if (r->start.kind != MOMENT_NONE)
        go(pump, &r->start);
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
