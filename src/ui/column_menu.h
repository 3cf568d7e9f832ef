/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_COLUMN_MENU_H
#define CASTSCOPE_COLUMN_MENU_H

#include "ui/list.h"

/* The columns of a list to choose from (F6): by which one it is sorted, those included that there is no room
 * for. While it is open all keys are the menu's. */

struct column_menu {
    bool open;
    uint8_t cursor; /* a column */
};

/* Opens it, at the column that the list is sorted by. */
void column_menu_open(struct column_menu *, const struct list *, const struct list_state *);

/* Takes a key: moves, chooses, or leaves. */
void column_menu_take(struct column_menu *, const struct list *, struct list_state *, int input);

/* Draws it over the list. */
void column_menu_draw(struct canvas *, struct area, const struct column_menu *, const struct list *,
                      const struct list_state *);

#endif
