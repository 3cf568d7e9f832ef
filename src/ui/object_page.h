/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_OBJECT_PAGE_H
#define CASTSCOPE_OBJECT_PAGE_H

#include "ui/keys.h"
#include "ui/view.h"

/*
 * The page of a host or a group: everything that is known of it, line by line, with the frames that
 * prove a line at its right. The page is filled anew for each drawing; host_page.c and group_page.c
 * say with what.
 */

enum { OBJECT_LINES = 512, OBJECT_LABEL = 20, OBJECT_TEXT = 320 };

struct object_line {
    enum style style;
    char label[OBJECT_LABEL];
    char text[OBJECT_TEXT];
    uint64_t frames[FINDING_FRAMES];
    uint8_t frame_count;
};

struct object_page {
    bool open;
    struct subject subject;
    uint32_t cursor, top; /* lines */
    uint32_t count, page; /* lines there were, and that were on the screen */
    int width;            /* columns for the text of a line */
    struct object_line line[OBJECT_LINES];
};

/* Opens the page of a host or a group. */
void object_page_open(struct object_page *, const struct subject *);

/* Does an action; false where it is none of the page's. */
bool object_page_act(struct object_page *, enum action);

void object_page_draw(struct canvas *, struct area, struct object_page *, const struct scene *);

/* What the line under the cursor, as it was drawn last, is about. */
struct subject object_page_subject(const struct object_page *);

/* For those who fill a page. */

void host_page_fill(struct object_page *, const struct scene *);
void group_page_fill(struct object_page *, const struct scene *);

/* A heading, with an empty line above it. */
void object_heading_add(struct object_page *, const char *title);

/* A statement, in as many lines as it takes; the first of them, to which its proof belongs. Never
 * NULL: what finds no room overwrites the last line. */
struct object_line *object_line_add(struct object_page *, const char *label, enum style,
                                    const char *text);

/* Names a frame that proves the line; 0 names none. */
void object_line_prove(struct object_line *, uint64_t frame);

/* What is concluded of the page's machine or group, each with its certainty and reference. */
void object_conclusions_add(struct object_page *, const struct scene *, const struct host_key *);

#endif
