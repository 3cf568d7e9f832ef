/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_KEYS_H
#define CASTSCOPE_KEYS_H

#include "text/text.h"

/*
 * What comes from the keyboard, and what it makes the dashboard do. The rows stand in keys.def.
 */

/* A key is its code point, or one of these, which lie behind the last code point. */
enum input {
    INPUT_CTRL_A = 0x01,
    INPUT_CTRL_B = 0x02,
    INPUT_CTRL_E = 0x05,
    INPUT_CTRL_F = 0x06,
    INPUT_TAB = 0x09,
    INPUT_CTRL_L = 0x0c,
    INPUT_ENTER = 0x0d,
    INPUT_CTRL_T = 0x14,
    INPUT_CTRL_U = 0x15,
    INPUT_CTRL_W = 0x17,
    INPUT_ESCAPE = 0x1b,
    INPUT_SPACE = 0x20,
    INPUT_NONE = 0x110000, /* no key in the time given */
    INPUT_UP,
    INPUT_DOWN,
    INPUT_LEFT,
    INPUT_RIGHT,
    INPUT_BACKSPACE,
    INPUT_DELETE,
    INPUT_PAGE_UP,
    INPUT_PAGE_DOWN,
    INPUT_HOME,
    INPUT_END,
    INPUT_SHIFT_TAB,
    INPUT_F1,
    INPUT_F3,
    INPUT_F4,
    INPUT_F6,
    INPUT_F10,
    INPUT_MOUSE,  /* the mouse did something */
    INPUT_RESIZE, /* the terminal has another size */
    INPUT_HANGUP, /* there is no terminal any more */
};

/* What INPUT_MOUSE stands for. */
enum button { BUTTON_LEFT, BUTTON_LEFT_TWICE, BUTTON_WHEEL_UP, BUTTON_WHEEL_DOWN };

struct click {
    enum button button;
    int row, column; /* of the screen, from 0 */
};

/* Situations in which an action does something; added up. */
enum {
    DURING_ALL = 1,          /* always */
    DURING_MOVES = 2,        /* there is a cursor, or something to scroll */
    DURING_SORTS = 4,        /* there are columns to sort by */
    DURING_OPENS = 8,        /* the row under the cursor can be opened */
    DURING_BACK = 16,        /* there is something to go back from */
    DURING_RECORDS = 32,     /* frames can be recorded to a file */
    DURING_PROVES = 128,     /* there may be frames that prove what is under the cursor */
    DURING_LIVE = 64,        /* frames come from an interface of this machine */
    DURING_SEARCHES = 256,   /* something is searched for */
    DURING_SEEKS = 1024,     /* there are rows or lines to search */
    DURING_COPIES = 4096,    /* there is something under the cursor to copy */
    DURING_EXPORTS = 8192,   /* there are rows to write to a file */
    DURING_NO_SEARCH = 2048, /* nothing is searched for */
    DURING_REPLAY = 32768,   /* a file is replayed, by a clock that can be turned */
    DURING_FOLLOWS = 65536,  /* the cursor can stay on the newest row */
    DURING_FOLDS = 131072,   /* the cursor is on a layer of a frame, or in one */
};

enum action {
    ACTION_NONE,
#define ACTION(id, keys, hint, sentence, during) ACTION_##id,
#include "ui/keys.def"
#undef ACTION
    ACTION_COUNT
};

enum { ACTION_KEYS = 4 };

struct action_row {
    int keys[ACTION_KEYS]; /* the rest is 0 */
    const char *hint;      /* at the bottom of the screen; "": nowhere. Neighbours with the same
                              hint share it */
    const char *sentence;  /* in the help */
    unsigned during;       /* DURING_* */
};

const struct action_row *action_row(enum action);

/* What a key does in a situation; ACTION_NONE where nothing. The keys of views are in views.def. */
enum action action_find(int input, unsigned during);

/* Where an action moves what stands at `at`, between 0 and `last`; a page is `page` lines, of which one stays in
 * sight. False where it is no such action. */
bool action_move(enum action, int64_t page, int64_t last, int64_t *at);

/* "q", "F10", "Shift-Tab". */
void input_add_name(struct text *, int input);

/* The key of that name, `n` bytes long: as above, or a letter; INPUT_NONE where there is none. */
int input_find(const char *name, size_t n);

#endif
