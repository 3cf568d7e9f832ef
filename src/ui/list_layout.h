/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_LIST_LAYOUT_H
#define CASTSCOPE_LIST_LAYOUT_H

#include "ui/list.h"

/* The columns that fit into `width` cells, the one that the list is sorted by among them. */
struct layout list_layout(const struct list *, const struct scene *, int width, int sort);

/* All columns, each as wide as it may ever be. */
struct layout list_layout_widest(const struct list *);

#endif
