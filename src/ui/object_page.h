/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_OBJECT_PAGE_H
#define CASTSCOPE_OBJECT_PAGE_H

#include "ui/cursor.h"
#include "ui/view.h"

/*
 * The page of a host, a group, a service or a conversation: everything that is known of it, line by line, with the
 * frames that prove a line at its right, where there is room. Texts stand in a column beside their labels, on narrow
 * screens right behind them. What a line speaks of can be opened in turn, and left again. The page is
 * filled anew for each drawing, and the cursor stays on what the line was about; host_page.c, group_page.c,
 * service_page.c and conversation_page.c say with what.
 */

enum { OBJECT_LINES = 512, OBJECT_LABEL = 20, OBJECT_TEXT = 320, OBJECT_TRAIL = 8 };

struct object_line {
    enum style style;
    char label[OBJECT_LABEL];
    char text[OBJECT_TEXT];
    uint64_t frames[FINDING_FRAMES];
    uint8_t frame_count;
    uint8_t column; /* where the text begins */
    bool continues; /* the statement of the line above */
    /* What can be opened: an enum subject_kind, in that row of its table; of a frame, frames[0]; of a machine without
     * a row, who has that address. */
    uint8_t opens;
    uint32_t row;
    struct ip ip;
};

struct object_page {
    bool open;
    struct subject subject;
    struct object_step {
        struct subject subject;
        uint32_t at, top;  /* where the cursor was */
    } trail[OBJECT_TRAIL]; /* the pages before, the last ones where there are more */
    uint32_t trail_count;
    struct cursor lines;
    struct object_plan {
        int width; /* columns of the page */
        int label; /* where texts begin; 0: behind their labels */
        int proof; /* columns for frames; 0: they are not shown */
    } plan;
    struct object_line line[OBJECT_LINES];
};

/* Opens the page of a host, a group, a service or a conversation; from another one, which stays behind it. */
void object_page_open(struct object_page *, const struct subject *);

/* Whether what the line under the cursor, as it was drawn last, speaks of can be opened. */
bool object_page_opens(const struct object_page *);

/* Whether frames prove it. */
bool object_page_proves(const struct object_page *);

/* Goes back to the page before, or closes the first one. */
void object_page_back(struct object_page *);

void object_page_draw(struct canvas *, struct area, struct object_page *, const struct scene *);

/* What the line under the cursor, as it was drawn last from the model, is about. */
struct subject object_page_subject(const struct object_page *, const struct model *);

/* For those who fill a page. */

void host_page_fill(struct object_page *, const struct scene *);
void group_page_fill(struct object_page *, const struct scene *);
void host_story_add(struct object_page *, const struct scene *, const struct host *);
void service_page_fill(struct object_page *, const struct scene *);
void conversation_page_fill(struct object_page *, const struct scene *);

/* A heading, with an empty line above it. */
void object_heading_add(struct object_page *, const char *title);

/* A statement, in as many lines as it takes; the first of them, to which its proof belongs. Never
 * NULL: what finds no room overwrites the last line. */
struct object_line *object_line_add(struct object_page *, const char *label, enum style,
                                    const char *text);

/* One that no frame proves, or of which the label says which one it is: its text has the whole width. */
struct object_line *object_note_add(struct object_page *, const char *label, enum style,
                                    const char *text);

/* Names a frame that proves the line; 0 names none. */
void object_line_prove(struct object_line *, uint64_t frame);

/* Enter opens the host, group, service or conversation of that row; or the machine or group that has an
 * address; or a frame. */
void object_line_open(struct object_line *, enum subject_kind, uint32_t row);
void object_line_open_address(struct object_line *, const struct scene *, struct ip);
void object_line_open_frame(struct object_line *, uint64_t number);

/* A line on an address: where it is from, by which registry; what has it alone can be opened. */
void object_address_add(struct object_page *, const struct scene *, const char *label, struct ip);

/* A line on a service: by its type, its name and where it is. */
void object_service_add(struct object_page *, const struct model *, uint32_t row,
                        const char *label);

/* What is concluded of the page's machines or groups, each with its certainty and reference. `page_of` is the
 * one whose page it is, which sentences call "this"; NULL where it is nobody's. */
void object_conclusions_add(struct object_page *, const struct scene *,
                            const struct host_key *about, unsigned count,
                            const struct host_key *page_of);

/* The busiest conversations that have an end of which `is_end` holds, and how many more there are. */
void object_conversations_add(struct object_page *, const struct scene *,
                              bool (*is_end)(const void *context, struct ip), const void *context);

/* "10.0.0.5 port 5353", "fe80::1". */
void conversation_end_add(struct text *, const struct conversation *, bool a);

/* "1 frame", "2 frames". */
void frames_add(struct text *, uint64_t count);

/* "3 times, last 0:12 ago". */
void age_add(struct text *, const struct model *, uint64_t times, int64_t last_ns);

/* "0:32 into the capture, last 3:19 ago", to be put behind a "first". */
void seen_add(struct text *, const struct model *, int64_t first_ns, int64_t last_ns);

#endif
