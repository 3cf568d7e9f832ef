/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_FRAME_PAGE_H
#define CASTSCOPE_FRAME_PAGE_H

#include "ui/cursor.h"
#include "ui/frame_bytes.h"
#include "ui/view.h"

/* A frame's page: its layers and fields beside its bytes. The layer or field under the cursor is marked
 * in the bytes, and in sight there. A layer can be folded: then its fields have no lines, in the frames
 * that prove something as well as here. */

struct frame_page {
    bool open;
    uint64_t proof[FINDING_FRAMES]; /* the frames that are shown one after the other */
    uint8_t proof_count, proof_at;
    struct frame_slot slot;
    struct cursor lines;
    struct frame_bytes bytes;
    bool seeks;      /* the cursor is to go to the field of the byte at `sought`, */
    uint32_t sought; /* which only drawing finds out */
    uint8_t layer;   /* enum proto: the layer that the cursor is on or in; none before a drawing */
    uint32_t layer_line;                   /* and where that begins */
    uint8_t folded[(PROTO_COUNT + 7) / 8]; /* a bit for each enum proto */
};

/* Opens the page with a frame by its number; false where its bytes are kept no more. */
bool frame_page_open(struct frame_page *, const struct scene *, uint64_t number);

/* Opens it with the first of the frames that prove something, or where they are shown already with the
 * next one. False, and `page` as it was, where none of them is kept. */
bool frame_page_prove(struct frame_page *, const struct scene *, const struct subject *);

/* Has the cursor go to what holds a byte: the shortest field, or a layer that is folded. */
void frame_page_seek(struct frame_page *, uint32_t offset);

/* Folds or unfolds the layer that the cursor is on, or in, and puts the cursor on it. */
void frame_page_fold(struct frame_page *, bool fold);

/* The page as text: what stands above the fields, the fields that find room, each in a line, and the
 * bytes. */
void frame_page_copy(struct text *, const struct frame_page *, const struct scene *);

void frame_page_draw(struct canvas *, struct area, struct frame_page *, const struct scene *);

#endif
