/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_MATRIX_H
#define CASTSCOPE_MATRIX_H

#include "ui/view.h"

/* The rows of the overview: destinations, with how much came to each from where. They add up: what has no
 * row of its own is in one that says so. */

enum { MATRIX_ROWS = 128, LABEL_TEXT = 128 };

struct matrix_row {
    char letter;
    enum style style;
    char address[IP_TEXT]; /* that its label is of; or "" */
    char label[LABEL_TEXT];
    const char *brief; /* a shorter label that stays the same; or NULL */
    struct tally total;
    bool by_origin; /* `origin` is known; else its columns are the label's */
    struct tally origin[ORIGIN_COUNT];
    const struct series *rate;     /* or NULL */
    const struct group_key *group; /* it is one; or NULL */
    enum view view;                /* where else one learns more */
};

struct matrix {
    int address_width; /* of the longest, where one may wish for so much */
    int count;
    struct matrix_row row[MATRIX_ROWS];
};

/* In at most `height` rows. */
void matrix_fill(struct matrix *, const struct scene *, int height);

#endif
