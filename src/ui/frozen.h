/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_FROZEN_H
#define CASTSCOPE_FROZEN_H

#include "ui/list.h"

/*
 * The order of a list, held still (`o`): rows keep their places whatever their numbers become, and new
 * ones come behind them. One list at a time is frozen.
 */

struct frozen_row {
    uint64_t identity;
    uint32_t place;
};

struct frozen {
    const struct list *list; /* NULL: none */
    bool taken;              /* false: the next drawing takes the order it finds */
    int sort;                /* by which column, and which way round, the list was sorted then */
    bool inverted;
    uint32_t count;
    struct frozen_row row[LIST_ROWS]; /* by identity */
};

/* Freezes a list, or lets it go where it is frozen. */
void frozen_toggle(struct frozen *, const struct list *);

/* Puts the rows of scratch.order, which are sorted, where they were; where the list is frozen. An order that
 * somebody asked for since is frozen instead. */
void frozen_keep(struct frozen *, const struct list *, const struct list_state *,
                 const struct scene *);

#endif
