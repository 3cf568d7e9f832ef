/* SPDX-License-Identifier: MIT */
/* The rows of the model that are not counted from frames: what sources and the system say of themselves. */
#include "capture/engine_state.h"

/* Brings the rows of a source up to date: one for each interface. How far a file was read stands in the
 * first. `over` where it has stopped, `ended` where it did so by itself. */
static void source_refresh(struct engine *e, struct source *source, bool over, bool ended)
{
    struct source_interface interface;
    for (uint32_t i = 0; source_interface(source, i, &interface); i++) {
        struct source_row *row = &e->model->source[interface.number];
        row->kernel_received = interface.losses.received;
        row->kernel_dropped = interface.losses.kernel_dropped;
        row->interface_dropped = interface.losses.interface_dropped;
        if (e->recording != NULL)
            recording_losses(e->recording, interface.number, &interface.losses);
        row->read_bytes = i == 0 ? source->read_bytes : 0;
        row->total_bytes = i == 0 ? source->total_bytes : 0;
        struct text reason = text_over(row->error, sizeof row->error);
        text_add(&reason, source->error.sentence);
        struct text comment = text_over(row->comment, sizeof row->comment);
        text_add(&comment, i == 0 && source->comment != NULL ? source->comment : "");
        if (over) {
            row->over = true;
            row->complete = ended && source->kind == SOURCE_FILE &&
                            source->error.sentence[0] == '\0';
        }
    }
}

/* With the lock held. */
void system_follow(struct engine *e)
{
    if (e->watch != NULL)
        system_watch_read(e->watch, e->census, &e->model->system, clock_wall());
}

/* Brings the rows of the pump's sources up to date; `over` where it has stopped. With the lock held.
 * Where there are several pumps each has one source, and leaves the others' alone: their threads are
 * at work on them. */
void rows_refresh(struct pump *pump, bool over, enum source_state state)
{
    struct engine *e = pump->engine;
    bool ended = state == SOURCE_END || state == SOURCE_FAILED;
    for (size_t i = 0; i < e->registered_count; i++) {
        struct source *source = e->registered[i];
        if (e->pump_count > 1 && source != pump->source)
            continue;
        source_refresh(e, source, over, ended);
    }
    if (e->recording != NULL)
        recording_state(e->recording, &e->model->recording);
    if (e->settings.live)
        census_tick(e->census, clock_wall());
    system_follow(e);
}
