/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_PROMPT_H
#define CASTSCOPE_PROMPT_H

#include "ui/editor.h"

/*
 * A question at the bottom of the screen that is answered by typing a line: what to search for, what
 * to filter by. While it is open all keys are the line's.
 *
 * A prompt is one row of prompts.def and one file that exports a struct prompt_body under the name
 * that stands in the row; it is opened with prompt_open(). Its functions are called with the state of
 * the dashboard; each of them may be NULL. None does I/O: what they want done they leave in the state.
 */

struct ui;

struct prompt_body {
    /* The text to begin with, clean. */
    void (*begin)(struct ui *, struct text *);
    /* The text changed, and is to be tried. */
    void (*changed)(struct ui *, const char *text);
    /* Enter. False: there is something wrong, which remark() says, and the line stays open. */
    bool (*entered)(struct ui *, const char *text);
    /* Esc: everything is to be as it was before. */
    void (*left)(struct ui *);
    /* Tab: goes on with the word before the cursor, by editor_replace(). */
    void (*complete)(struct ui *, struct editor *);
    /* What there is to say of the text, for the right end of the line; false where it is wrong. */
    bool (*remark)(const struct ui *, const char *text, struct text *);
};

enum prompt_id {
    PROMPT_NONE,
#define PROMPT(id, label, object) PROMPT_##id,
#include "ui/prompts.def"
#undef PROMPT
    PROMPT_COUNT
};

struct prompt {
    enum prompt_id open; /* PROMPT_NONE: there is none */
    struct editor editor;
    struct history history[PROMPT_COUNT];
};

/* Opens a prompt; one that was open before is left. */
void prompt_open(struct ui *, enum prompt_id);

/* Gives the open prompt a key. */
void prompt_take(struct ui *, int input);

/* Draws the open prompt: the line into one row, the keys that do something in it into another. */
void prompt_draw(struct canvas *, int line_row, int keys_row, const struct ui *);

#endif
