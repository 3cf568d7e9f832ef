/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SEARCH_H
#define CASTSCOPE_SEARCH_H

#include "ui/editor.h"
#include "ui/list.h"

/*
 * Searching (`/`): the cursor goes to the next row or line that shows a text, whatever its case, and
 * all that shows it on the screen is marked. It stays on until Esc; n and N go to the next and the
 * previous one.
 */

struct ui;

/* Where to look for the text, in the drawing that follows. */
enum seek {
    SEEK_NOT,
    SEEK_HERE, /* from the cursor on, it included */
    SEEK_NEXT,
    SEEK_PREVIOUS,
};

struct search {
    char text[EDITOR_BYTES]; /* clean; "": nothing is searched for */
    enum seek seek;          /* until it is drawn */
    bool missed;             /* the last drawing that looked for it found it nowhere */
    char before[EDITOR_BYTES];
    struct list_state list; /* as they were before the prompt was opened */
    uint32_t line;
};

/* n, N: has the next drawing look for it. */
void search_step(struct ui *, enum seek);

/* Searches for nothing any more. */
void search_end(struct ui *);

/* The index among `count`, beginning behind `from` and going round, that holds the search's text; `from`
 * where none does, which is remembered. `holds` says whether an index does. Does nothing, and ends the
 * seeking, where nothing is sought. */
uint32_t search_find(struct search *, uint32_t from, uint32_t count,
                     bool (*holds)(const void *context, const char *text, uint32_t index),
                     const void *context);

/* Marks the text in an area. */
void search_mark(struct canvas *, struct area, const struct search *);

#endif
