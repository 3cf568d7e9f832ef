/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_MOUSE_H
#define CASTSCOPE_MOUSE_H

#include <stdint.h>

#include "ui/keys.h"

/* What the mouse does: finding out what is under it, and doing what a key would do to that. */

struct ui;

enum spot_kind {
    SPOT_NONE,
    SPOT_TAB,     /* of the view `index` */
    SPOT_HEADING, /* of the list's column `index` */
    SPOT_ROW,     /* of the list, the `index`th in its order */
    SPOT_LINE,    /* of the page that lies over the view, the `index`th */
    SPOT_TARGET,  /* the `index`th that can be chosen in a view that is no list */
    SPOT_BYTE,    /* of the frame whose page is open, the `index`th */
};

struct spot {
    enum spot_kind kind;
    uint32_t index;
};

/* What is there on the screen as it was drawn last. Changes nothing. */
struct spot mouse_spot(const struct ui *, int row, int column);

/* A tab is gone to; a heading sorts, and the one that sorts already turns the order round; a row of a list or a line
 * of a page gets the cursor, and what it is about is opened where it has it already; of a byte, the field that holds
 * it gets the cursor. The wheel moves the cursor, or scrolls. While a line is typed nothing happens. */
void mouse_act(struct ui *, struct click);

#endif
