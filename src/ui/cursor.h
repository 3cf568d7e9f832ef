/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_CURSOR_H
#define CASTSCOPE_CURSOR_H

#include "ui/keys.h"
#include "ui/view.h"

/* A cursor on the lines of a page, of which the screen shows some. All zero at the start. */
struct cursor {
    uint32_t at, top;     /* the line under it, and the first one on the screen */
    uint32_t count, page; /* lines there were, and that were on the screen */
    struct area area;     /* where they were drawn */
};

/* Does an action; false where it does not move the cursor. By a page the screen goes, too, so that each shows
 * something new. */
bool cursor_act(struct cursor *, enum action);

/* Puts it on a line that there is, as the number of lines may have changed since. */
void cursor_clamp(struct cursor *);

/* Scrolls so that the area, into which the lines are drawn then, shows it, and no row of it is left empty
 * that a line could stand in. */
void cursor_show(struct cursor *, struct area);

/* Which line is at a place of the screen as it was drawn last; false where none is. */
bool cursor_line_at(const struct cursor *, int row, int column, uint32_t *line);

#endif
