/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_EDITOR_H
#define CASTSCOPE_EDITOR_H

#include "ui/canvas.h"
#include "ui/keys.h"

/*
 * A line that somebody types: its text, the cursor in it, and the lines typed before. It draws itself
 * and knows neither what the line is for nor who asks; that is prompt.h's.
 *
 * The text is clean at all times: keys that are no printable characters are not taken. The cursor
 * stands before a character, never inside one, and combining marks go with the character below them.
 */

enum { EDITOR_BYTES = 256, HISTORY_LINES = 16 };

struct editor {
    char text[EDITOR_BYTES];
    size_t length, cursor; /* bytes */
};

/* Lines entered before, oldest first. All zero at the start. */
struct history {
    char line[HISTORY_LINES][EDITOR_BYTES];
    uint8_t count;
    uint8_t at;               /* the line that is shown; `count` for the one being typed */
    char typed[EDITOR_BYTES]; /* that one, while another is shown */
};

/* What a key did to the line. */
enum edit {
    EDIT_IGNORED, /* it means nothing here */
    EDIT_MOVED,   /* the cursor alone */
    EDIT_CHANGED,
    EDIT_COMPLETE, /* Tab: the caller may know how the word goes on */
    EDIT_ENTERED,  /* Enter */
    EDIT_LEFT,     /* Esc */
};

/* Begins with a text, clean, and the cursor behind it. */
void editor_begin(struct editor *, struct history *, const char *text);

/* Takes a key. */
enum edit editor_take(struct editor *, struct history *, int input);

/* Puts text, clean, in place of what stands between byte `from` and the cursor. What finds no room
 * is cut. */
void editor_replace(struct editor *, size_t from, const char *text);

/* Remembers a line that was entered; empty ones and the last one again are not. */
void history_add(struct history *, const char *line);

/* Draws the line into `width` columns, scrolled so that the cursor is among them. */
void editor_draw(struct canvas *, int row, int column, int width, const struct editor *);

#endif
