/* SPDX-License-Identifier: MIT */
/* The path of a frame: decoded, classified, recorded, counted, kept, observed. */
#include "capture/replay_run.h"

void frames_use(struct engine *e)
{
    const struct engine_settings *s = &e->settings;
    e->used = s->max_ns > 0 || s->max_frames > 0 || s->selection != NULL || s->observe != NULL ||
              e->frames != NULL || e->recording != NULL;
}

/* In saved captures, time is the frames'. The first one that has a time starts the clock. */
static bool frame_is_late(struct engine *e, const struct frame *frame)
{
    if (e->settings.max_ns == 0 || e->settings.live || frame->t_ns == 0)
        return false;
    if (e->end_time_ns == 0)
        e->end_time_ns = frame->t_ns < INT64_MAX - e->settings.max_ns
                             ? frame->t_ns + e->settings.max_ns
                             : INT64_MAX;
    if (frame->t_ns >= e->end_time_ns)
        atomic_store(&e->enough, true);
    return frame->t_ns >= e->end_time_ns;
}

/* Whether it comes before the end that was set to the reading. Asked with the lock held: another pump may have had
 * the last frame wanted. */
static bool frame_is_wanted(struct engine *e, const struct frame *frame)
{
    return !atomic_load_explicit(&e->enough, memory_order_relaxed) && !frame_is_late(e, frame);
}

static bool packet_is_selected(struct engine *e, const struct verdict *verdict)
{
    if (e->settings.selection == NULL)
        return true;
    traits_of_packet(&e->traits, &e->packet, verdict);
    return selection_accepts(e->settings.selection, &e->traits, WORDS_ALL);
}

/* Counts, keeps and shows the packet; false where the observer wants no more. */
static bool packet_take(struct engine *e, const struct verdict *verdict)
{
    const struct packet *p = &e->packet;
    if (!packet_is_selected(e, verdict)) {
        census_overlook(e->census, p);
        return true;
    }
    census_apply(e->census);
    if (e->frames != NULL)
        frame_ring_add(e->frames, p, verdict);
    return e->settings.observe == NULL || e->settings.observe(e->settings.context, p, verdict,
                                                              &e->model->source[p->frame->source]);
}

/* Decodes a frame that a line is printed of. */
SELDOM static void packet_decode_told(struct engine *e, const struct frame *frame)
{
    packet_decode(&e->packet, frame, e->settings.sink);
}

/* All that is done with a packet, where that is more than counting it. */
APART static void packet_use(struct engine *e, const struct frame *frame,
                             const struct verdict *verdict)
{
    if (e->recording != NULL && frame->number > e->recorded) {
        recording_add(e->recording, frame, frame->source,
                      e->model->source[frame->source].interface);
        e->recorded = frame->number;
    }
    if (!packet_take(e, verdict))
        atomic_store(&e->stop, true);
    if (e->settings.max_frames > 0 && e->passed >= e->settings.max_frames)
        atomic_store(&e->enough, true);
}

void engine_feed(void *context, struct frame *frame)
{
    struct pump *pump = context;
    struct engine *e = pump->engine;
    lock_take(pump);
    if (atomic_load_explicit(&e->stop, memory_order_relaxed))
        return;
    if (RARELY(e->used) && !frame_is_wanted(e, frame))
        return;
    frame->number = ++e->number;
    if (e->replay != NULL)
        replay_count(e->replay, frame);
    if (frame->data == NULL)
        return;
    e->passed++;
    if (RARELY(e->settings.sink != NULL))
        packet_decode_told(e, frame);
    else
        packet_decode_recent(&e->packet, frame, &e->recent);
    const struct verdict *verdict = census_classify(e->census, &e->packet);
    if (RARELY(e->used))
        packet_use(e, frame, verdict);
    else
        census_apply(e->census);
}

uint32_t engine_interface(void *context, struct source *source,
                          const struct source_interface *interface)
{
    struct pump *pump = context;
    struct source_view view = source_view(source);
    lock_take(pump);
    return census_source(pump->engine->census, view.kind, view.name, interface->name,
                         interface->link);
}

void engine_name(void *context, struct ip ip, struct mac mac, const char *text)
{
    struct pump *pump = context;
    lock_take(pump);
    census_name(pump->engine->census, ip, mac, text);
}

const struct source_taker engine_taker = {
    .frame = engine_feed, .interface = engine_interface, .name = engine_name};
