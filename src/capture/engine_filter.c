/* SPDX-License-Identifier: MIT */
/*
 * Another capture filter while the capture goes on. A source belongs to the thread that reads it, so the
 * filter is left for the pumps, which set it between two batches; who asked waits for them.
 */
#include "capture/engine_state.h"

enum { WAIT_NS = 1000000000, STEP_NS = 2000000 };

void pump_filter(struct pump *pump)
{
    struct engine *e = pump->engine;
    unsigned wanted = atomic_load(&e->filter_wanted);
    struct error error = {.sentence = ""};
    if (atomic_load(&pump->filtered) == wanted)
        return;
    lock_take(pump);
    if (!source_filter_set(pump->source, e->filter, &error))
        e->filter_error = error;
    struct source_row *row = &e->model->source[pump->source->number];
    row->filtered = source_view(pump->source).filtered || e->settings.selection != NULL;
    atomic_store(&pump->filtered, wanted);
    lock_give(pump);
}

static bool pumps_have(const struct engine *e, unsigned wanted)
{
    for (size_t i = 0; i < e->pump_count; i++)
        if (!atomic_load(&e->pumps[i].done) && atomic_load(&e->pumps[i].filtered) != wanted)
            return false;
    return true;
}

bool engine_filter(struct engine *e, const char *filter, struct error *error)
{
    pthread_mutex_lock(&e->lock);
    e->filter = filter;
    e->filter_error.sentence[0] = '\0';
    unsigned wanted = atomic_load(&e->filter_wanted) + 1;
    atomic_store(&e->filter_wanted, wanted);
    pthread_mutex_unlock(&e->lock);
    for (int64_t ns = 0; ns < WAIT_NS && !pumps_have(e, wanted); ns += STEP_NS)
        thread_sleep(STEP_NS);
    pthread_mutex_lock(&e->lock);
    if (e->filter_error.sentence[0] == '\0' && !pumps_have(e, wanted))
        error_set(&e->filter_error, EXIT_STATUS_FAILED,
                  "the capture does not take the filter in time; try again");
    bool done = e->filter_error.sentence[0] == '\0';
    if (!done)
        *error = e->filter_error;
    pthread_mutex_unlock(&e->lock);
    return done;
}
