/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_PANELS_H
#define CASTSCOPE_PANELS_H

#include "ui/view.h"

/* The summaries below the matrix of the overview: hosts, findings, interfaces, protocols,
 * vendors. As many as there is room for, side by side and below each other. */
void panels_draw(struct canvas *, struct area, const struct scene *);

/* How many rows show all that they have to say. */
int panels_needed(int width, const struct scene *);

/* Parts of the overview, by which what can be chosen there is told apart (targets.h). */
enum { SECTION_MATRIX, SECTION_HOSTS, SECTION_FINDINGS };

enum { PANEL_WIDTH = 38, PANEL_HEIGHT = 4 }; /* a panel is at least that large */

/* Keeps the rows with the highest values, highest first. */
enum { RANKING_ROWS = 64 };

struct ranking {
    int most; /* rows wanted, at most RANKING_ROWS */
    int count;
    uint32_t row[RANKING_ROWS];
    uint64_t value[RANKING_ROWS];
};

/* Enters a row; the first of equals stays before the others. */
void ranking_enter(struct ranking *, uint32_t row, uint64_t value);

#endif
