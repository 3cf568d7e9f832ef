/* SPDX-License-Identifier: MIT */
/* What is recorded beside the capture, and when it is written: never while the screen waits. */
#include "capture/engine_state.h"

/* Not with the engine's lock, which the screen waits for. */
void recording_write(struct engine *e, int64_t now_ns)
{
    pthread_mutex_lock(&e->record_lock);
    if (e->recording != NULL) {
        recording_flush(e->recording, now_ns);
        if (recording_is_pointless(e->recording))
            atomic_store(&e->stop, true);
    }
    pthread_mutex_unlock(&e->record_lock);
}

void engine_record(struct engine *e, struct recording *recording)
{
    pthread_mutex_lock(&e->record_lock);
    pthread_mutex_lock(&e->lock);
    e->recording = recording;
    frames_use(e);
    for (uint32_t i = 0; i < e->model->source_count; i++) {
        const struct source_row *row = &e->model->source[i];
        recording_losses_before(recording, i,
                                &(struct source_losses){row->kernel_received, row->kernel_dropped,
                                                        row->interface_dropped});
    }
    recording_state(recording, &e->model->recording);
    e->recorded = e->number;
    pthread_mutex_unlock(&e->lock);
    pthread_mutex_unlock(&e->record_lock);
}

bool engine_record_end(struct engine *e, struct recording_row *out, struct error *error)
{
    pthread_mutex_lock(&e->record_lock);
    pthread_mutex_lock(&e->lock);
    struct recording *recording = e->recording;
    e->recording = NULL;
    frames_use(e);
    pthread_mutex_unlock(&e->lock);
    pthread_mutex_unlock(&e->record_lock);
    *out = (struct recording_row){0};
    if (recording == NULL)
        return true;
    bool whole = recording_close(recording, out, error);
    pthread_mutex_lock(&e->lock);
    e->model->recording = *out;
    pthread_mutex_unlock(&e->lock);
    out->going = true;
    return whole;
}
