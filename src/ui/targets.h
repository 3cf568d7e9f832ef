/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_TARGETS_H
#define CASTSCOPE_TARGETS_H

#include "ui/keys.h"
#include "ui/view.h"

/*
 * What can be chosen in a view that is no list: places on the screen, each of which is about somebody or
 * leads to another view. The view says which there are while it is drawn; the cursor stays on what it
 * points to, and is nowhere until somebody moves it.
 */

struct targets_state {
    bool held;         /* the cursor is on `identity` */
    uint64_t identity; /* of a target */
    bool seen;         /* which was there when the view was drawn last */
    uint32_t index;    /* and which one it was then, or would be */
};

/* Forgets those of the drawing before. */
void targets_clear(struct targets *);

/* Adds one; what finds no room cannot be chosen. `section` and `key` tell it from all others. */
void target_add(const struct scene *, const struct target *, int section, const void *key,
                size_t bytes);

/* Does an action; false where it does not move the cursor. */
bool targets_act(const struct targets *, struct targets_state *, enum action);

/* Puts the cursor on one; true where it was there already. */
bool targets_choose(const struct targets *, struct targets_state *, uint32_t index);

/* The one under the cursor; NULL for none. */
const struct target *targets_chosen(const struct targets *, const struct targets_state *);

/* Which one is at a place of the screen; false where none is. */
bool targets_at(const struct targets *, int row, int column, uint32_t *index);

/* Shows the cursor on what was drawn. */
void targets_mark(struct canvas *, const struct targets *, struct targets_state *);

#endif
