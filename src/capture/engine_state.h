/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_ENGINE_STATE_H
#define CASTSCOPE_ENGINE_STATE_H

#include <stdatomic.h>

#include "capture/engine.h"
#include "capture/source_state.h"
#include "capture/thread.h"
#include "decode/recent.h"
#include "model/census.h"

/* What the parts of the engine share with each other and with the replay. */

enum {
    BATCH = 256,
    PUMPS = 64,
    REFRESH_NS = 200000000, /* rows of sources */
};

struct pump {
    struct engine *engine;
    struct source *source;
    thread_handle thread;
    int64_t refreshed_ns;
    int64_t round_ns; /* when it began its last round */
    bool holds;       /* the lock, in this batch */
    atomic_bool done;
    enum source_state last;
    struct error failure; /* where it stopped by one */
    atomic_uint filtered; /* the newest of engine.filter_wanted that its source has */
};

struct engine {
    struct engine_settings settings;
    struct model *model;
    struct census *census;
    struct frame_ring *frames; /* NULL where nobody asked for them */
    struct packet packet;
    struct recent recent;        /* messages, where there is no sink */
    struct traits traits;        /* of the packet, where there is a selection */
    struct recording *recording; /* NULL: none */
    struct system_watch *watch;  /* NULL: none */
    thread_lock lock;
    thread_lock record_lock; /* held where `recording` is used without the other; taken before it */
    atomic_int waiting;      /* snapshots that want the lock */
    atomic_bool stop;
    atomic_bool enough;        /* so many frames, or so long a time, were read as were wanted */
    struct replay_run *replay; /* NULL: there is no clock */
    atomic_uint filter_wanted; /* how often another capture filter was asked for */
    char *filter;              /* the newest one, and what was wrong with it; with the lock held */
    struct error filter_error;
    int64_t end_ns;               /* by clock_steady(); 0: never */
    int64_t end_time_ns;          /* by the frames' times; 0: not known yet, or never */
    uint64_t number;              /* of the last frame read */
    uint64_t recorded;            /* frames up to this one are not: a replay may come by again */
    uint64_t passed;              /* frames that the filter let through */
    atomic_uint_fast64_t counted; /* the same, for those who do not take the lock */
    struct pump pumps[PUMPS];
    size_t pump_count;
    struct source *registered[SOURCES];
    size_t registered_count;
    bool abandoned;
    bool used; /* frames are for more than being counted: frames_use() */
};

/* What a pump does with what its source gives: struct source_taker's functions. */
void engine_feed(void *pump, struct frame *);
uint32_t engine_interface(void *pump, struct source *, const struct source_interface *);
void engine_name(void *pump, struct ip, struct mac, const char *text);
extern const struct source_taker engine_taker;

/* The engine's lock, held by a pump. Taking it again, or giving it where it is not held, does nothing. */
void lock_take(struct pump *);
void lock_give(struct pump *);

/* Finds out whether frames are for more than being counted: kept, shown, recorded, selected, or only so many of them
 * wanted. To be called where any of this changes, so that the path of a frame has one thing to ask. */
void frames_use(struct engine *);

/* Gives the pump's source the capture filter that was asked for; called between two batches. True where it
 * has another one now. Where one was asked for the lock is held afterwards. */
bool pump_filter(struct pump *);

/* Brings the rows of the pump's sources up to date; `over` where it has stopped. With the lock held. */
void rows_refresh(struct pump *, bool over, enum source_state);

/* Looks what the system says of itself by now. With the lock held. */
void system_follow(struct engine *);

/* Writes what waits to be recorded; without the lock. */
void recording_write(struct engine *, int64_t now_ns);

/* True once it is to end; `waiting` where nothing came. */
bool engine_should_stop(struct engine *, bool waiting);

/* How many frames to read at once. */
int batch_size(const struct engine *);

/* Forgets all that was read, as if nothing had been. With the lock held. */
void engine_clear(struct engine *);

#endif
