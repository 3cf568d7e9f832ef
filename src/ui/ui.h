/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_UI_H
#define CASTSCOPE_UI_H

#include <stdbool.h>
#include <stdio.h>

#include "filter/selection.h"
#include "model/frames.h"
#include "model/model.h"
#include "model/replay.h"
#include "text/error.h"
#include "ui/style.h"

/*
 * The dashboard. Views are pure functions from a snapshot of the model to a grid of cells (canvas.h);
 * the terminal is one file behind terminal.h.
 */

/* What rates and amounts are shown in. */
enum unit { UNIT_FRAMES, UNIT_BITS, UNIT_BYTES };

struct ui_settings {
    bool ascii;       /* no character outside ASCII */
    bool color;       /* false: attributes only */
    enum theme theme; /* the next four are remembered (choices.h) */
    enum unit unit;
    bool no_mouse;                     /* the mouse is the terminal's */
    bool numeric;                      /* addresses instead of names */
    bool records;                      /* frames can be recorded to a file */
    bool live;                         /* frames come from an interface of this machine */
    const char *sandbox;               /* its state in words, for the help; NULL: nothing to say */
    const char *filter;                /* the capture filter; NULL or "": none */
    const struct selection *selection; /* the display filter to begin with; NULL: none */
    bool selected;                     /* it chose what is counted, and does not choose rows */
    const char *note;                  /* a sentence to begin with; NULL or "": none */
    /* Called from the handler of a fatal signal, when the terminal is as it was before; NULL: nothing
     * is to be said. */
    void (*epitaph)(int signal);
};

/* Where the dashboard gets its data from, and what it may ask of it. Called from the UI thread. */
struct ui_feed {
    void *context;
    /* Makes the two what the live ones are now; false where they were already. */
    bool (*snapshot)(void *context, struct model *, struct frame_ring *);
    /* True once the program was asked to end from outside (a signal). */
    bool (*stopped)(void *context);
    /* How many frames were counted by now; cheap. Asked while the screen is paused. May be NULL. */
    uint64_t (*frames)(void *context);
    /* Starts a recording, or ends the one there is; `note` is a sentence for people on what came of
     * it. NULL where settings.records is false. */
    void (*record)(void *context, char *note, size_t cap);
    /* Makes a file for something that the user takes away, as save_file() does. May be NULL. */
    void (*save)(void *context, const char *what, const char *ending, const void *bytes, size_t n,
                 char *note, size_t cap);
    /* Captures by another filter from now on, or reads again by it; `note` says what is wrong where that is
     * refused: false, and the filter before is kept. `filter` is valid until the next call. May be NULL. */
    bool (*filter)(void *context, const char *filter, char *note, size_t cap);
    /* Where the replay stands; REPLAY_ABSENT where there is no clock. May be NULL, as may the next. */
    void (*replay)(void *context, struct replay *out);
    /* Asks something of it, which is done in the background. */
    void (*wish)(void *context, const struct replay_wish *);
};

/* Opens the terminal, and whatever else will have to be. NULL, with a sentence, where there is no usable
 * terminal. From here on the terminal is put back on every fatal signal that can be caught. */
struct dashboard *ui_open(const struct ui_settings *, struct error *);

/* Runs until the user quits or feed->stopped() says so. False, with a sentence, where memory is
 * short. */
bool ui_run(struct dashboard *, const struct ui_feed *, struct error *);

/* The settings as the user left them. */
struct ui_settings ui_settings_now(const struct dashboard *);

/* Puts the terminal back as it was before, and frees the dashboard. NULL does nothing. */
void ui_close(struct dashboard *);

/* Puts the terminal back, from a signal handler that is about to end the program at once. Does nothing
 * where no dashboard is open. */
void ui_abandon(void);

/* What to print: a view, or what is there after some keys. */
struct ui_still {
    const char *view;
    const char *keys; /* pressed one after the other, their names with blanks between; NULL: none */
    int width, height;
    const struct replay *replay; /* where it stands; NULL: there is no clock */
    bool painted;                /* with the theme's colours, for a terminal */
};

/* Prints it as text, trailing blanks cut. False where the stream refused it. */
bool ui_print(FILE *, const struct ui_settings *, const struct ui_still *, const struct model *,
              const struct frame_ring *);

/* The first name in ui_still.keys that is no key's; NULL where all are. */
const char *ui_find_no_key(const char *keys);

/* Chooses the theme of that name; false where there is none. ui_theme_names() lists them. */
bool ui_theme_choose(struct ui_settings *, const char *name);
const char *ui_theme_names(void);

/* True where there is a view of that name. ui_view_names() lists them, separated by spaces. */
bool ui_has_view(const char *name);
const char *ui_view_names(void);

#endif
