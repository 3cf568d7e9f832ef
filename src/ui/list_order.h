/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_LIST_ORDER_H
#define CASTSCOPE_LIST_ORDER_H

#include "ui/list.h"

/* For list.c and the menu of columns. */

/* Whether rows can be sorted by a column. */
bool column_can_sort(const struct column *);

/* Whether the highest value comes first. */
bool column_falls(const struct column *, const struct list_state *);

/* Puts the rows that the display filter leaves into scratch.order, in their order. */
void list_order(const struct list *, const struct list_state *, const struct scene *);

#endif
