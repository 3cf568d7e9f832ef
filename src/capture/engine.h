/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_ENGINE_H
#define CASTSCOPE_ENGINE_H

#include "capture/recording.h"
#include "capture/source.h"
#include "capture/system_watch.h"
#include "decode/sink.h"
#include "filter/selection.h"
#include "model/frames.h"
#include "model/model.h"
#include "model/replay.h"

/*
 * Frames from sources into the model.
 *
 * The engine owns the live model, its census, the ring of the last frames and one lock. Headless
 * programs run it to the end with engine_run(); the dashboard starts it and takes snapshots.
 */

struct engine;

/* Sees every packet after it was counted. */
typedef bool engine_observer(void *context, const struct packet *, const struct verdict *,
                             const struct source_row *);

/* How a replay begins. */
struct replay_settings {
    double speed;
    int64_t max_gap_ns;
    struct replay_moment start; /* MOMENT_NONE: at the beginning */
    bool loop;
};

struct engine_settings {
    uint64_t max_frames;      /* stop after so many read, selected or not; 0: never */
    int64_t max_ns;           /* stop after so long; 0: never */
    bool keep_frames;         /* fill the ring of the last frames */
    struct sink *sink;        /* for packet_decode(); NULL: the fast path */
    engine_observer *observe; /* NULL: nobody. False: stop */
    const struct selection
        *selection;        /* frames that it leaves out are not counted, kept or observed;
                                          NULL: none. Outlives the engine */
    void *context;         /* the observer's */
    bool (*stopped)(void); /* asked for from outside; called from any thread */
    bool live;             /* rates over the last minute instead of over everything; time is the
                                 clock's, else the frames' (and the clock's while a pipe is silent) */
    uint64_t hash_key[2];  /* random */
    /* How engine_start() replays what can be read again: it stays, and does what it is asked for, until
     * engine_stop(). NULL: it is read once, at max speed. */
    const struct replay_settings *replay;
};

/* NULL with a sentence where memory is short. */
struct engine *engine_new(const struct engine_settings *, struct error *);

/* Hands over a source whose frames are to be read. Several are read side by side. */
void engine_add(struct engine *, struct source *);

/* Makes a row of the model for a source and numbers its frames accordingly. A merged source is added,
 * the sources in it are registered. */
void engine_register(struct engine *, struct source *);

/* Records every frame that is counted from now on; the recording is the engine's. There must be none
 * yet. */
void engine_record(struct engine *, struct recording *);

/* Ends the recording and writes what waits. *out is what became of it, as the model has it from now on;
 * `going` where there was one, going or broken. False, with a sentence, where frames were lost. */
bool engine_record_end(struct engine *, struct recording_row *out, struct error *);

/* An address of the capturing machine itself. */
void engine_own_address(struct engine *, struct ip, unsigned bits);

/* Has the model follow what the system says. The watch is the engine's. */
void engine_watch(struct engine *, struct system_watch *);

/* Reads everything in the calling thread, or in one thread for each source where there are several.
 * False, with a sentence, where a source failed; what it gave before is counted. */
bool engine_run(struct engine *, struct error *);

/* The same in the background. */
bool engine_start(struct engine *, struct error *);

/* Ends what engine_start() started: soon, even if a source waits for a pipe. False as engine_run(). */
bool engine_stop(struct engine *, struct error *);

/* Makes the two what the live ones are now; `frames` may be NULL. Only what changed since the last time is
 * copied, so that it is always the same two, and nothing else changes them. It takes the lock several times where that
 * is much (model/snapshot.h). False where nothing had changed. */
bool engine_snapshot(struct engine *, struct model *, struct frame_ring *frames);

/* Where the replay stands; REPLAY_ABSENT where there is none. */
void engine_replay(struct engine *, struct replay *out);

/* Asks something of the replay, from any thread; does nothing where there is none. It is done in the
 * background, in the order asked for. */
void engine_wish(struct engine *, const struct replay_wish *);

/* Has all sources give the frames of another capture filter ("" for all) from now on; a replay reads again
 * by it, to where it stands. Waits some seconds at most until their threads have taken it. False, with a
 * sentence, where one of them refuses it, or where what is read cannot be read again. */
bool engine_filter(struct engine *, const char *filter, struct error *);

/* How many frames were counted by now; takes no lock. */
uint64_t engine_count(struct engine *);

/* The live model; only while nothing runs. */
const struct model *engine_model(const struct engine *);
const struct frame_ring *engine_frames(const struct engine *);

/* Frees it, its sources and its recording. After an engine_stop() that left a thread waiting it does nothing. */
void engine_free(struct engine *);

#endif
