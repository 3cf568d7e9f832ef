/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_OUTPUT_H
#define CASTSCOPE_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "decode/classify.h"
#include "decode/sink.h"
#include "model/model.h"

/*
 * What castscope prints when there is no dashboard: the report for people, the census as one JSON
 * document, the frames as JSON lines. A writer returns false where the stream refused something, or
 * where memory is short; errno then says why. Nothing printed depends on the model's hash key.
 */

/* What the JSON document says of the program itself. */
struct program {
    const char *version;     /* "0.1.0" */
    bool privileges_dropped; /* given up once the sources were open; false: kept, or never held */
    const char *sandbox;     /* "auto", "strict", "off", and the layers it has of it: */
    int landlock;            /* the version of its interface; 0: none */
    bool seccomp;
};

/* The whole census as text. */
bool report_write(FILE *, const struct model *);

/* The whole census as one JSON document. */
bool json_write(FILE *, const struct model *, const struct program *);

/* Writes one JSON object a line. Pass frame_line_sink() to packet_decode(), and the packet to
 * frame_line_write() before the next one is decoded; a packet that a filter leaves out is just not
 * passed on. NULL where memory is short. */
struct frame_line;
struct frame_line *frame_line_new(FILE *);
struct sink *frame_line_sink(struct frame_line *);

/* `interface` is what the frame's source calls its interface; `merged` names the file where several
 * are read as one (NULL: one source only). Lines are gathered, so that a refusal of the stream shows
 * some frames later, or in frame_line_flush(). */
bool frame_line_write(struct frame_line *, const struct packet *, const struct verdict *,
                      const char *interface, const char *merged);

/* Hands on what was gathered: call it when no frame is waiting, and at the end. */
bool frame_line_flush(struct frame_line *);

/* Flushes and frees; NULL does nothing. */
void frame_line_free(struct frame_line *);

#endif
