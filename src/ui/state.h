/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_STATE_H
#define CASTSCOPE_STATE_H

#include "ui/column_menu.h"
#include "ui/export.h"
#include "ui/frame_page.h"
#include "ui/frozen.h"
#include "ui/list.h"
#include "ui/object_page.h"
#include "ui/prompt.h"
#include "ui/search.h"
#include "ui/targets.h"
#include "ui/time_line.h"
#include "ui/words_prompt.h"

/*
 * What the dashboard remembers, and the two functions that are all of it: what a key does, and what
 * the screen shows. Neither does I/O or knows the time of day.
 */

enum { UI_NOTE = 320, UI_COPY = 65536 };

struct ui {
    struct ui_settings settings;
    enum view view;
    enum view came_from; /* the tab behind a view that is none */
    bool paused;
    int width, height;  /* of the screen that was drawn last */
    bool quit;          /* the user wants to leave */
    bool record;        /* the user wants a recording to start or end; whoever does so clears it */
    enum action take;   /* COPY or EXPORT that the user wants; whoever does it clears it */
    char note[UI_NOTE]; /* see ui_note() */
    int64_t note_until_ms; /* by clock_ms */
    uint64_t events;       /* of the model that a note told of */
    bool redraw; /* the user wants the whole screen drawn anew; whoever does so clears it */
    struct replay replay;         /* where the replay stands; REPLAY_ABSENT where nobody tells */
    struct replay_wish wish;      /* what the user wants of it; whoever does so clears it */
    bool taken_told;              /* in which time it was read */
    uint64_t live_frames;         /* counted by now; 0 where nobody tells */
    int64_t clock_ms;             /* since the dashboard started; 0 where nobody tells */
    uint32_t scroll, scroll_most; /* of a view without a cursor */
    uint32_t scroll_page;         /* rows of it that were on the screen */
    /* Model and frames are what they were when they were drawn last: who knows says so before drawing, and
     * nothing is worked out again. */
    bool same;
    /* Else the conclusions of the model before will do: who knows says so, too. */
    bool hurried;
    struct list_state lists[VIEW_COUNT];
    struct targets_state targets; /* of the overview */
    enum action wanted;   /* OPEN or EVIDENCE of what is under the cursor, until it is drawn */
    struct prompt prompt; /* what is typed at the bottom of the screen */
    struct column_menu menu;
    struct frozen frozen;
    struct search search;
    struct selection selection; /* the display filter; empty for none */
    struct words_prompt words;
    bool capture_asked; /* the user wants the capture filter `capture_wanted`; whoever sets it
                                          clears it */
    char capture_wanted[EDITOR_BYTES], capture[EDITOR_BYTES]; /* and the one that was set last */
    struct frame_page page;
    struct object_page object;
    struct scratch scratch;
};

/* A new state, showing the overview. NULL where memory is short. Freed with free(). */
struct ui *ui_new(const struct ui_settings *);

/* Shows a sentence for some seconds from now on. */
void ui_note(struct ui *, const char *sentence);

/* Whether a view has a tab; the others are gone back from. */
static inline bool view_is_tab(enum view view)
{
    return view < VIEW_HELP;
}

/* Pages lie over the tab they were opened from: a host's or a group's, and over that a frame's. Whether the
 * one on top is one of these. */
bool ui_frame_is_open(const struct ui *);
bool ui_object_is_open(const struct ui *);

/* The list of the view that is shown; NULL for none. */
const struct list *ui_list(const struct ui *);

/* The line that the cursor of the page that lies over the view is on; NULL where there is no page. */
uint32_t *ui_page_line(struct ui *);

/* Which line of that page is at a place of the screen as it was drawn last; false where none is. */
bool ui_page_line_at(const struct ui *, int row, int column, uint32_t *line);

/* What can be chosen in the view that is shown, which is no list; NULL where nothing can. */
const struct targets *ui_targets(const struct ui *);

/* The one of those under the cursor; NULL for none. */
const struct target *ui_target(const struct ui *);

/* What is possible now, or were the view shown: DURING_* bits. */
unsigned ui_situation(const struct ui *);
unsigned ui_situation_in(const struct ui *, enum view);

/* Goes to a view. */
void ui_go(struct ui *, enum view);

/* Does an action, which must be possible now. */
void ui_act(struct ui *, enum action);

/* Does what a key (enum input or a code point) means. */
void ui_handle(struct ui *, int input);

/* Whether the model goes on changing by itself: what is captured, read or played is on its way, and not held. */
bool ui_moves(const struct ui *, const struct model *);

/* Draws conclusions of the model that was drawn last, for pictures in a hurry. */
void ui_conclude(struct ui *, const struct model *);

/* Draws the screen, whatever its size. The state is brought up to date with what was drawn. */
void ui_draw(struct canvas *, struct ui *, const struct model *, const struct frame_ring *);

/* What is under the cursor as text, as it was drawn last; nothing where there is nothing. */
void ui_copy(struct ui *, const struct model *, const struct frame_ring *, struct text *);

/* The list that was drawn last; false where there is none, or memory is short. */
bool ui_export(struct ui *, const struct model *, const struct frame_ring *, struct export *);

/* What stands around every view (screen.c): its rows at the top and at the bottom. */
enum { ROWS_AT_TOP = 2, ROWS_AT_BOTTOM = 2, WIDTH_LEAST = 40, HEIGHT_LEAST = 8 };
void screen_draw_frame(struct canvas *, const struct ui *, const struct model *);

/* The view whose tab is at a column of a screen so wide; VIEW_COUNT for none. */
enum view screen_tab_at(const struct ui *, int width, int column);

/* The state of the capture and what was lost (status.c), in one row that is always there: what does not
 * fit is said in fewer letters and digits, then the date of the vendor table is left to the help. */
void status_draw(struct canvas *, int row, const struct ui *, const struct model *);

/* How many rows above that what there is to tell people takes, a note or what went wrong, on a screen so large;
 * 0 where there is nothing. message_draw() writes it, down to the row `bottom`. */
int message_height(const struct ui *, const struct model *, int width, int height);
void message_draw(struct canvas *, int bottom, const struct ui *, const struct model *);

#endif
