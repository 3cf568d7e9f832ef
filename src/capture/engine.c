/* SPDX-License-Identifier: MIT */
/*
 * Theory of operation.
 *
 * A pump reads one source. For each frame it runs the whole path: decode, classify, count, keep,
 * observe. Everything that path writes is behind one lock, which a pump takes when the first frame of
 * a batch arrives and gives back when the batch is over: never while it waits for a frame. A batch is
 * at most BATCH frames.
 *
 * The user interface takes the lock only to copy the model, a part at a time (model/snapshot.h). A pump that has
 * plenty to do would get the lock again before the other thread wakes up, so it stands back while somebody waits.
 *
 * Some times a second a pump brings its sources' rows up to date (losses, progress) and, in live capture,
 * ticks the model's clock.
 */
#include "capture/replay_run.h"

#include <stdlib.h>

#include "model/snapshot.h"

enum {
    STAND_BACK_NS = 50000, /* while a snapshot waits for the lock, and between two of its parts */
    STILL_NS = 2000000000, /* no thread takes that long for a round unless it was stopped */
    STOP_WAIT_NS = 150000000, /* for threads to end */
    STOP_STEP_NS = 2000000,
};

struct engine *engine_new(const struct engine_settings *settings, struct error *error)
{
    struct engine *e = calloc(1, sizeof *e);
    if (e == NULL)
        goto failed;
    e->settings = *settings;
    e->model = model_new(settings->live ? SERIES_RECENT : SERIES_WHOLE, settings->hash_key);
    e->census = e->model != NULL ? census_new(e->model) : NULL;
    if (settings->keep_frames)
        e->frames = calloc(1, sizeof *e->frames);
    if (e->census == NULL || (settings->keep_frames && e->frames == NULL))
        goto failed;
    pthread_mutex_init(&e->lock, NULL);
    pthread_mutex_init(&e->record_lock, NULL);
    frames_use(e);
    return e;
failed:
    if (e != NULL) {
        census_free(e->census);
        free(e->model);
        free(e->frames);
    }
    free(e);
    error_set(error, EXIT_STATUS_FAILED, "memory is short; close other programs and try again");
    return NULL;
}

void engine_add(struct engine *e, struct source *source)
{
    struct pump *pump = &e->pumps[e->pump_count++];
    pump->engine = e;
    pump->source = source;
}

/* Makes a row of the model for it. */
static void source_enter(struct engine *e, struct source *source)
{
    struct source_view view = source_view(source);
    source_number_set(source,
                      census_source(e->census, view.kind, view.name, view.interface, view.link));
    e->model->source[source->number].filtered = view.filtered || e->settings.selection != NULL;
}

void engine_register(struct engine *e, struct source *source)
{
    source_enter(e, source);
    if (e->registered_count < SOURCES)
        e->registered[e->registered_count++] = source;
}

void engine_own_address(struct engine *e, struct ip ip, unsigned bits)
{
    census_own_address(e->census, ip, bits);
}

void engine_watch(struct engine *e, struct system_watch *watch)
{
    e->watch = watch;
    system_watch_list(watch, e->census, &e->model->system);
}

/* The lock */

void lock_take(struct pump *pump)
{
    if (!pump->holds) {
        pthread_mutex_lock(&pump->engine->lock);
        pump->holds = true;
    }
}

void lock_give(struct pump *pump)
{
    if (!pump->holds)
        return;
    pump->holds = false;
    atomic_store(&pump->engine->counted, pump->engine->passed);
    pthread_mutex_unlock(&pump->engine->lock);
    while (atomic_load(&pump->engine->waiting) > 0)
        thread_sleep(STAND_BACK_NS);
}

/* Nobody took frames from the kernel for a while: castscope was stopped, or its output was. */
static void stillness_notice(struct pump *pump, int64_t now_ns)
{
    struct engine *e = pump->engine;
    const struct source_row *row = &e->model->source[pump->source->number];
    int64_t span_ns = now_ns - pump->round_ns;
    bool still = e->settings.live && span_ns >= STILL_NS;
    pump->round_ns = now_ns;
    if (!still)
        return;
    lock_take(pump);
    uint64_t before = row->kernel_dropped;
    rows_refresh(pump, false, SOURCE_MORE);
    census_stood_still(e->census, span_ns, row->kernel_dropped - before, clock_wall());
}

/* `waiting` where nothing came: a pipe's writer may be silent for longer than was asked for. */
bool engine_should_stop(struct engine *e, bool waiting)
{
    if (atomic_load(&e->stop) || (atomic_load(&e->enough) && e->replay == NULL))
        return true;
    if ((e->settings.stopped != NULL && e->settings.stopped()) ||
        (e->end_ns != 0 && (e->settings.live || waiting) && clock_steady() >= e->end_ns))
        atomic_store(&e->stop, true);
    return atomic_load(&e->stop);
}

/* How many frames to read at once: one by one where what follows the last one wanted must stay unread,
 * so that a file does not count as read to its end, nor as damaged, by what nobody asked for. */
int batch_size(const struct engine *e)
{
    if (!e->settings.live && e->settings.max_ns > 0)
        return 1;
    if (e->settings.max_frames > 0 && e->pump_count == 1 &&
        e->settings.max_frames - e->passed < BATCH)
        return 1;
    return BATCH;
}

void engine_clear(struct engine *e)
{
    struct recording_row recording = e->model->recording;
    census_clear(e->census);
    e->model->recording = recording;
    if (e->frames != NULL)
        frame_ring_clear(e->frames);
    e->number = e->passed = 0;
    e->end_time_ns = 0;
    atomic_store(&e->enough, false);
    for (size_t i = 0; i < e->registered_count; i++)
        source_enter(e, e->registered[i]);
}

/* Reads the source to its end, once. */
static enum source_state source_drain(struct pump *pump)
{
    struct engine *e = pump->engine;
    enum source_state state = SOURCE_MORE;
    pump->round_ns = clock_steady();
    while ((state == SOURCE_MORE || state == SOURCE_IDLE) &&
           !engine_should_stop(e, state == SOURCE_IDLE)) {
        pump_filter(pump);
        lock_give(pump);
        state = source_read(pump->source, batch_size(e), &engine_taker, pump);
        int64_t now_ns = clock_steady();
        stillness_notice(pump, now_ns);
        if (now_ns - pump->refreshed_ns >= REFRESH_NS) {
            lock_take(pump);
            rows_refresh(pump, false, SOURCE_MORE);
            pump->refreshed_ns = now_ns;
        }
        lock_give(pump);
        recording_write(e, now_ns);
    }
    lock_take(pump);
    rows_refresh(pump, true, state);
    if (state == SOURCE_FAILED || state == SOURCE_GONE)
        pump->failure = *source_error(pump->source);
    return state;
}

static void *pump_run(void *context)
{
    struct pump *pump = context;
    struct engine *e = pump->engine;
    enum source_state state = e->replay != NULL ? replay_run(pump) : source_drain(pump);
    lock_take(pump);
    pump->last = state;
    lock_give(pump);
    atomic_store(&pump->done, true);
    return NULL;
}

/* Running */

static void clock_start(struct engine *e)
{
    if (e->settings.max_ns > 0)
        e->end_ns = clock_steady() + e->settings.max_ns;
}

static bool pumps_done(struct engine *e)
{
    for (size_t i = 0; i < e->pump_count; i++)
        if (!atomic_load(&e->pumps[i].done))
            return false;
    return true;
}

/* The first failure, as the outcome of the whole run. */
static bool outcome(struct engine *e, struct error *error)
{
    for (size_t i = 0; i < e->pump_count; i++) {
        struct pump *pump = &e->pumps[i];
        if (atomic_load(&pump->done) &&
            (pump->last == SOURCE_FAILED || pump->last == SOURCE_GONE)) {
            *error = pump->failure;
            return false;
        }
    }
    return true;
}

/* There is a clock for files that can be read again, where somebody wants one. */
static bool replay_prepare(struct engine *e, struct error *error)
{
    const struct source *source = e->pump_count == 1 ? e->pumps[0].source : NULL;
    if (e->settings.replay == NULL || e->settings.live || source == NULL ||
        !source_can_rewind(source))
        return true;
    e->replay = replay_new(e->settings.replay);
    return e->replay != NULL || error_set(error, EXIT_STATUS_FAILED,
                                          "memory is short; close other programs and try again");
}

bool engine_start(struct engine *e, struct error *error)
{
    if (!replay_prepare(e, error))
        return false;
    clock_start(e);
    for (size_t i = 0; i < e->pump_count; i++) {
        if (thread_start(&e->pumps[i].thread, pump_run, &e->pumps[i]) != 0) {
            /* Those that run already end with the process. */
            atomic_store(&e->stop, true);
            e->abandoned = i > 0;
            return error_set(
                error, EXIT_STATUS_FAILED,
                "a thread cannot be started; raise the limit on processes (ulimit -u)");
        }
    }
    return true;
}

bool engine_stop(struct engine *e, struct error *error)
{
    atomic_store(&e->stop, true);
    if (e->replay != NULL)
        replay_wake(e->replay);
    for (size_t i = 0; i < e->pump_count; i++)
        source_interrupt(e->pumps[i].source);
    for (int64_t ns = 0; ns < STOP_WAIT_NS && !pumps_done(e); ns += STOP_STEP_NS)
        thread_sleep(STOP_STEP_NS);
    /* A thread that waits for a pipe cannot be woken; it ends with the process. */
    for (size_t i = 0; i < e->pump_count; i++) {
        if (atomic_load(&e->pumps[i].done))
            thread_join(e->pumps[i].thread);
        else
            e->abandoned = true;
    }
    return outcome(e, error);
}

bool engine_run(struct engine *e, struct error *error)
{
    if (e->pump_count == 1) {
        clock_start(e);
        pump_run(&e->pumps[0]);
        return outcome(e, error);
    }
    if (!engine_start(e, error))
        return false;
    while (!pumps_done(e) && !engine_should_stop(e, false))
        thread_sleep(STOP_STEP_NS);
    return engine_stop(e, error);
}

/* For those who are no pump. */
static void lock_wait(struct engine *e)
{
    atomic_fetch_add(&e->waiting, 1);
    pthread_mutex_lock(&e->lock);
    atomic_fetch_sub(&e->waiting, 1);
}

bool engine_snapshot(struct engine *e, struct model *model, struct frame_ring *frames)
{
    struct snapshot snapshot = {.model = model, .frames = frames};
    for (bool whole = false; !whole;) {
        if (snapshot.parts > 0)
            thread_sleep(STAND_BACK_NS); /* pumps that wait for the lock get it */
        lock_wait(e);
        if (snapshot.parts == 0)
            system_follow(e); /* also where all pumps have ended */
        whole = snapshot_take(&snapshot, e->model, e->frames);
        pthread_mutex_unlock(&e->lock);
    }
    return snapshot.changed;
}

void engine_replay(struct engine *e, struct replay *out)
{
    *out = (struct replay){.state = REPLAY_ABSENT};
    if (e->replay == NULL)
        return;
    lock_wait(e);
    replay_view(e, clock_steady(), out);
    pthread_mutex_unlock(&e->lock);
}

void engine_wish(struct engine *e, const struct replay_wish *wish)
{
    if (e->replay != NULL)
        replay_wish(e->replay, wish);
}

uint64_t engine_count(struct engine *e)
{
    return atomic_load(&e->counted);
}

const struct model *engine_model(const struct engine *e)
{
    return e->model;
}

const struct frame_ring *engine_frames(const struct engine *e)
{
    return e->frames;
}

void engine_free(struct engine *e)
{
    if (e == NULL || e->abandoned)
        return;
    for (size_t i = 0; i < e->pump_count; i++)
        source_close(e->pumps[i].source);
    engine_record_end(e, &(struct recording_row){0}, &(struct error){0});
    system_watch_close(e->watch);
    census_free(e->census);
    free(e->model);
    free(e->frames);
    free(e->filter);
    replay_free(e->replay);
    pthread_mutex_destroy(&e->lock);
    pthread_mutex_destroy(&e->record_lock);
    free(e);
}
