/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SHEET_H
#define CASTSCOPE_SHEET_H

#include <stdio.h>

#include "text/text.h"

/*
 * Plain text in columns, a line at a time. A cell that is too long for its column pushes the rest of
 * the line to the right: addresses and names are never cut. What the stream refuses shows in its
 * error indicator.
 */

enum { SHEET_COLUMNS = 80, SHEET_LINE = 1024 };

struct sheet {
    FILE *out;
    struct text line;       /* over `buffer` */
    int filled;             /* columns of `line` */
    int column;             /* where the next cell begins */
    unsigned items, beyond; /* of a list: shown so far, left out */
    char buffer[SHEET_LINE];
};

void sheet_init(struct sheet *, FILE *);

/* An empty line before it, and a rule below. */
void sheet_heading(struct sheet *, const char *title);

/* Cells of a line, `width` columns wide; clean text. A count of 0 is a dash. */
void sheet_left(struct sheet *, int width, const char *string);
void sheet_right(struct sheet *, int width, const char *string);
void sheet_count(struct sheet *, int width, uint64_t count);
void sheet_bytes(struct sheet *, int width, uint64_t bytes);
void sheet_share(struct sheet *, int width, uint64_t part, uint64_t whole); /* "12.3%" */

/* Ends the line, without the blanks at its end. */
void sheet_end(struct sheet *);

/* A line of its own. */
void sheet_line(struct sheet *, const char *format, ...) TEXT_PRINTF(2, 3);

/* "and 12 more" where the table has more rows than were shown; sheet_none() where it has no rows. */
void sheet_rest(struct sheet *, uint32_t count, uint32_t shown);
void sheet_none(struct sheet *, uint32_t count);

/* Items behind a label, separated by commas, wrapped at the last column; from the 25th on they are
 * only counted. Nothing is written for a list without items. */
void sheet_list(struct sheet *, const char *label);
void sheet_item(struct sheet *, const char *item);

/* How many of so many items are to be written; the others of them are counted. */
uint32_t sheet_items_shown(struct sheet *, uint32_t count);
void sheet_list_end(struct sheet *);

#endif
