/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_LIST_LAYOUT_H
#define CASTSCOPE_LIST_LAYOUT_H

#include "ui/list.h"

/* Where the columns of a list stand, in cells from its left. */
struct layout {
    int column[LIST_COLUMNS], width[LIST_COLUMNS]; /* width 0: hidden */
    uint32_t visible;                              /* bits: columns that are not */
};

/* The columns that fit into `width` cells, the one that the list is sorted by among them. */
struct layout list_layout(const struct list *, int width, int sort);

/* All columns, each as wide as it may ever be. */
struct layout list_layout_widest(const struct list *);

#endif
