/* SPDX-License-Identifier: MIT */
/*
 * Another capture filter while the capture goes on. A source belongs to the thread that reads it, so the
 * filter is left for the pumps, which set it between two batches; who asked waits for them. What has been
 * read from a file is read again, by the replay; without one there is no other filter.
 */
#include "capture/replay_run.h"

#include <stdlib.h>
#include <string.h>

static const int64_t wait_ns = 3000000000, step_ns = 2000000;

bool pump_filter(struct pump *pump)
{
    struct engine *e = pump->engine;
    unsigned wanted = atomic_load(&e->filter_wanted);
    struct error error = {.sentence = ""};
    if (atomic_load(&pump->filtered) == wanted)
        return false;
    lock_take(pump);
    bool done = source_filter_set(pump->source, e->filter, &error);
    if (!done)
        e->filter_error = error;
    struct source_row *row = &e->model->source[pump->source->number];
    row->filtered = source_view(pump->source).filtered || e->settings.selection != NULL;
    atomic_store(&pump->filtered, wanted);
    return done;
}

static bool pumps_have(const struct engine *e, unsigned wanted)
{
    for (size_t i = 0; i < e->pump_count; i++)
        if (!atomic_load(&e->pumps[i].done) && atomic_load(&e->pumps[i].filtered) != wanted)
            return false;
    return true;
}

/* Says which one cannot be read again. */
static bool filter_refuse(const struct engine *e, struct error *error)
{
    const char *name = "what is read";
    for (size_t i = 0; i < e->registered_count; i++)
        if (!source_can_rewind(e->registered[i]))
            name = source_name(e->registered[i]);
    return error_set(error, EXIT_STATUS_FAILED,
                     "%s cannot be read again by another filter; start again with -f", name);
}

bool engine_filter(struct engine *e, const char *filter, struct error *error)
{
    static const struct replay_wish again = {.kind = WISH_FILTER};
    if (!e->settings.live && e->replay == NULL)
        return filter_refuse(e, error);
    char *copy = strdup(filter);
    if (copy == NULL)
        return error_set(error, EXIT_STATUS_FAILED,
                         "memory is short; close other programs and try again");
    pthread_mutex_lock(&e->lock);
    free(e->filter);
    e->filter = copy;
    e->filter_error.sentence[0] = '\0';
    unsigned wanted = atomic_load(&e->filter_wanted) + 1;
    atomic_store(&e->filter_wanted, wanted);
    pthread_mutex_unlock(&e->lock);
    engine_wish(e, &again);
    for (int64_t ns = 0; ns < wait_ns && !pumps_have(e, wanted); ns += step_ns)
        thread_sleep(step_ns);
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
