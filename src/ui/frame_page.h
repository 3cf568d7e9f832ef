/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_FRAME_PAGE_H
#define CASTSCOPE_FRAME_PAGE_H

#include "ui/keys.h"
#include "ui/view.h"

/* A frame's page: its layers and fields beside its bytes. The field under the cursor is marked in
 * the bytes. */

struct frame_page {
    bool open;
    bool opening; /* it is to be opened with the frame under the cursor of the list */
    struct frame_slot slot;
    uint32_t cursor, top; /* lines */
    uint32_t count, page; /* lines there were, and that were on the screen */
};

/* Opens the page with a frame. */
void frame_page_open(struct frame_page *, const struct frame_slot *);

/* Does an action; false where it is none of the page's. */
bool frame_page_act(struct frame_page *, enum action);

void frame_page_draw(struct canvas *, struct area, struct frame_page *, const struct scene *);

#endif
