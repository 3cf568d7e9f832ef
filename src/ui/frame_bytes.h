/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_FRAME_BYTES_H
#define CASTSCOPE_FRAME_BYTES_H

#include "ui/view.h"

/* The bytes of a frame, in hexadecimal and beside that as text. */

enum {
    HEX_BYTES = 16, /* a row; half as many on a narrow screen */
    FRAME_BYTES_WIDTH = 6 + 3 * HEX_BYTES + 1 + HEX_BYTES,
    FRAME_BYTES_TEXT = (FRAME_BYTES / HEX_BYTES + 1) * (FRAME_BYTES_WIDTH + 2),
};

/* Where they were drawn. */
struct frame_bytes {
    struct area area;
    uint32_t first; /* the first one that was */
};

/* Which of them, as a digit or as a character, is at a place of the screen; false where none is. */
bool frame_bytes_at(const struct frame_bytes *, const struct frame_slot *, int row, int column,
                    uint32_t *offset);

/* Draws them, scrolled so that `length` of them from `offset` on are in sight, and marked: all of them
 * where there is room, else where they begin. Says where that was. */
struct frame_bytes frame_bytes_draw(struct canvas *, struct area, const struct frame_slot *,
                                    uint32_t offset, uint32_t length);

/* Sixteen a line; at most FRAME_BYTES_TEXT bytes of text. */
void frame_bytes_add(struct text *, const struct frame_slot *);

#endif
