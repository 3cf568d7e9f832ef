/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_CANVAS_H
#define CASTSCOPE_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/text.h"
#include "ui/style.h"

/*
 * The screen as a value: a grid of cells. Views draw on it and know no terminal; a terminal shows it
 * (terminal.h), a test or --screen prints it.
 *
 * Rows and columns count from 0 at the top left. Whatever reaches beyond the grid is cut: no call
 * can fail, and none writes outside. Text goes through text_add_clean() once more, so that no control
 * character gets into a cell even if somebody forgot to clean it before.
 */

enum { CELL_MARKS = 2 }; /* combining marks on a character: as many as clean text has */

struct cell {
    uint32_t glyph;            /* the character; 0: the right half of the wide one before it */
    uint32_t mark[CELL_MARKS]; /* on top of it; 0 where there is none */
    uint8_t columns;           /* 1 or 2; 0 for a right half */
    uint8_t style;             /* enum style */
};

struct canvas {
    int width, height;
    bool ascii;         /* draw nothing beyond ASCII; text that is becomes \xNN */
    struct cell *cells; /* row by row; owned */
    size_t room;        /* cells there is memory for */
};

/* Makes it `width` by `height` (at least 1 by 1), blank. False where memory is short: the canvas is
 * as before. The only call that allocates; a zeroed canvas is a valid start. */
bool canvas_resize(struct canvas *, int width, int height);
void canvas_free(struct canvas *);

/* All blank. */
void canvas_clear(struct canvas *);

/* The cell, or NULL outside. */
const struct cell *canvas_cell(const struct canvas *, int row, int column);

/* Adds a cell's character and its marks; nothing for a right half. */
void canvas_cell_add(struct text *, const struct cell *);

/* Adds a row as text, without the blanks at its end. */
void canvas_row_add(struct text *, const struct canvas *, int row);

/* Writes text into `width` columns from `column` on; the columns used. Text that does not fit ends
 * with an ellipsis. */
int canvas_text(struct canvas *, int row, int column, int width, enum style, const char *);

/* Writes text into `width` columns of at most `height` rows, broken at blanks; the rows used. The last ends
 * with an ellipsis, behind a whole word, where not all of it fits. */
int canvas_paragraph(struct canvas *, int row, int column, int height, int width, enum style,
                     const char *);

/* The same as canvas_text(), at the right end of those columns. */
void canvas_right(struct canvas *, int row, int column, int width, enum style, const char *);

/* A count (text_add_count) or a number of bytes (text_add_bytes) at the right end; a dash for 0. */
void canvas_count(struct canvas *, int row, int column, int width, enum style, uint64_t);
void canvas_bytes(struct canvas *, int row, int column, int width, enum style, uint64_t);

/* A part of a whole in per cent with one decimal, at the right end; a dash for none. */
void canvas_share(struct canvas *, int row, int column, int width, enum style, uint64_t part,
                  uint64_t whole);

/* Blanks `width` columns, or only changes their style. */
void canvas_fill(struct canvas *, int row, int column, int width, enum style);
void canvas_restyle(struct canvas *, int row, int column, int width, enum style);

/* The column, at `column` or behind it, where the row shows `text` (clean, not empty), whatever its case and
 * without regard to marks on characters; -1 where it does not. *width is how many columns it takes. */
int canvas_find(const struct canvas *, int row, int column, const char *text, int *width);

/* A horizontal line over `width` columns. */
void canvas_rule(struct canvas *, int row, int column, int width, enum style);

/* A bar that is to `width` columns what `part` is to `whole`; something for anything above 0. */
void canvas_bar(struct canvas *, int row, int column, int width, enum style, uint64_t part,
                uint64_t whole);

/* A sparkline of `count` numbers, oldest first, in `width` columns: numbers are added up where there
 * are fewer columns. The highest fills its cell, 0 is blank, anything else can be seen. */
void canvas_spark(struct canvas *, int row, int column, int width, enum style,
                  const uint32_t *numbers, int count);

/* A chart of `count` numbers, oldest first, in `height` rows and a column each: `most` is as high as all of
 * them, 0 is blank, anything else can be seen. */
void canvas_chart(struct canvas *, int row, int column, int height, enum style,
                  const uint64_t *numbers, int count, uint64_t most);

/* A single glyph that has a form in ASCII. */
enum glyph {
    GLYPH_ELLIPSIS,
    GLYPH_ASCENDING,
    GLYPH_DESCENDING,
    GLYPH_RULE,
    GLYPH_MARKER,
    GLYPH_COUNT
};
void canvas_glyph(struct canvas *, int row, int column, enum style, enum glyph);

#endif
