/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_RECORDING_H
#define CASTSCOPE_RECORDING_H

#include <stdbool.h>
#include <stdint.h>

#include "capture/recording_format.h"
#include "model/source_rows.h"
#include "text/error.h"

/*
 * Frames written to a file, or to one file after the other.
 *
 * What is written ends with a whole record whenever it is written, so that a file is sound even where
 * the program was killed: records wait in memory until there are enough of them, or for a second.
 * Where a file can grow no further it is cut back to its last whole record, the recording is over, and
 * every frame that it lacks is counted.
 *
 * Any thread may call any of these; a recording has a lock of its own.
 */

struct recording_settings {
    const char *path; /* "-" is standard output */
    bool overwrite;   /* files that exist */
    enum recording_format format;
    uint32_t link;         /* of RECORDING_PCAP */
    uint64_t rotate_bytes; /* begin another file where one would become longer; 0: never */
    int64_t rotate_ns;     /* or where a frame is so much younger than the file's first; 0: never */
    uint64_t keep;         /* remove the oldest file where there are more of them; 0: keep all */
    bool owned;            /* files belong to `uid` and `gid` */
    unsigned long uid, gid;
};

struct recording;

/* Begins a recording: its first file exists then. NULL, with a sentence, where that fails. */
struct recording *recording_open(const struct recording_settings *, struct error *);

/* Records a frame. `source` and its `name`, clean, tell interfaces of a pcapng file apart. */
void recording_add(struct recording *, const struct frame *, uint32_t source, const char *name);

/* What a source has received and lost when the recording began (nothing, unless this is called), and by
 * now: a pcapng file ends with the difference, for each interface that it has frames of. */
void recording_losses_before(struct recording *, uint32_t source, const struct source_losses *);
void recording_losses(struct recording *, uint32_t source, const struct source_losses *);

/* Writes what has waited long enough, or is enough. To be called now and then, with no lock held that
 * others wait for: a disk may be slow. `now_ns` is clock_steady()'s. */
void recording_flush(struct recording *, int64_t now_ns);

/* What became of it so far. */
void recording_state(struct recording *, struct recording_row *out);

/* True where nobody will ever read what is still to be written: standard output was closed. */
bool recording_is_pointless(struct recording *);

/* Writes what waits, closes the file and frees the recording. *out is what became of it. False, with a
 * sentence, where frames were lost. */
bool recording_close(struct recording *, struct recording_row *out, struct error *);

/* The name of the `number`-th file, from 1, where there are several: "a.pcap" is "a-00001.pcap". */
void recording_name(const char *path, uint64_t number, char *out, size_t cap);

#endif
