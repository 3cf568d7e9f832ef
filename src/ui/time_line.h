/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_TIME_LINE_H
#define CASTSCOPE_TIME_LINE_H

#include "model/replay.h"
#include "ui/canvas.h"
#include "ui/keys.h"

struct ui;

/*
 * The replay on the screen: the row above the status with the clock and the shape of the traffic, in
 * which a marker shows where one is; while a file is read, how far that is. And the keys of the clock.
 */

enum { TIME_LINE_HEIGHT = 16 }; /* the screen's, from which on there is room for it */

/* True where a screen of that height has the row. */
bool time_line_is_there(const struct replay *, int height);

void time_line_draw(struct canvas *, int row, const struct replay *);

/* The same in a few words, for the status: "playing x1", "PAUSED", "reading 12%, 3 s left". */
void replay_words_add(struct text *, const struct replay *, bool brief);

/* "read 12.3 MB in 0.42 s", once it was read at max speed; "" before. */
void replay_taken_add(struct text *, const struct replay *);

/* What only a replay does, where there is none: says why. */
void replay_absent_note(struct ui *, enum action);

#endif
