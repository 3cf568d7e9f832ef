/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_LIST_H
#define CASTSCOPE_LIST_H

#include "ui/keys.h"
#include "ui/view.h"

/*
 * A table with columns: what most views are made of. A list is a constant struct that says which
 * rows there are and what stands in each column; everything else (which columns fit, the order, the
 * cursor, scrolling) is done here, the same way for all.
 *
 * Rows are numbers that only the list understands, usually row numbers of a table of the model. Only
 * these numbers are sorted. The cursor stays on what it points to, known by its identity, wherever
 * the order takes it; a list where nobody moved the cursor shows its top, or follows its end.
 */

/* Where a column's cell is drawn. */
struct place {
    struct canvas *canvas;
    int row, column, width;
    enum style style; /* of the row */
};

/* What a column shows of its value. */
enum form {
    FORM_TEXT,  /* draws itself, at the left; sorted upwards first */
    FORM_MAC,   /* a MAC address, as a number */
    FORM_SPARK, /* draws itself, at the left: frames over time; no order */
    FORM_BAR,   /* draws itself, at the left; no order */
    FORM_COUNT, /* numbers are at the right and sorted downwards first */
    FORM_AMOUNT, /* scene_amount(): in the unit that was chosen; titled "Frames" it is titled by that */
    FORM_OTHER,  /* scene_other(): titled "Bytes", or "Frames" where bits or bytes are counted */
    FORM_AGO,    /* a time, as the span until now */
    FORM_AT,     /* a time, as the span since the first frame; sorted upwards first */
    FORM_NUMBER, /* all digits: frame numbers, ports; sorted upwards first */
};

struct column {
    const char *title;
    uint8_t width; /* at least that */
    uint8_t
        widest; /* at most that, where there is room, columns of EXTRA_PRIORITY and above last; 0: `width` */
    /* What it mostly needs, and has before others grow beyond theirs; columns of EXTRA_PRIORITY and above are
     * there where all have that; 0: `width`. */
    uint8_t wish;
    uint8_t narrow;   /* in which it is still of use, rather than hidden; 0: none below `width` */
    uint8_t priority; /* 0: always there; the highest is hidden first where there is no room */
    enum form form;
    /* The most that cells of this model need, where that is known without asking the rows: the column wants no
     * more, and is hidden where it is 0. NULL: they may need all of it. */
    int (*need)(const struct scene *);
    const char *rising, *falling; /* what comes first, sorted so; NULL: "lowest" and "highest" */
    /* The value of a row, to draw and to sort by. May be NULL where one of those below is there that orders rows. */
    uint64_t (*value)(const struct scene *, uint32_t row);
    /* A text to sort by, as text_order() does; drawn by `draw`. NULL: none. */
    const char *(*text)(const struct scene *, uint32_t row);
    /* Draws a cell; NULL: the value, in its form. */
    void (*draw)(const struct place *, const struct scene *, uint32_t row);
    /* Orders two rows; NULL: by text or value, or not at all where there is none. */
    int (*compare)(const struct scene *, uint32_t a, uint32_t b);
    /* A number that spares most comparisons: where it is lower, compare() says lower, and rows of
     * UINT64_MAX are equal. NULL: none. */
    uint64_t (*rank)(const struct scene *, uint32_t row);
    /* Another one, which decides between rows of one rank where there is no compare(), because that would
     * take too long for thousands of rows. NULL: none. */
    uint64_t (*rank_low)(const struct scene *, uint32_t row);
};

/* Whether it is drawn and not written. */
static inline bool column_is_chart(const struct column *column)
{
    return column->form == FORM_SPARK || column->form == FORM_BAR;
}

enum { LIST_COLUMNS = 20, EXTRA_PRIORITY = 3, PRIORITY_LAST = 9 };

/* How many rows there are, and how many more there were: at most so many where nobody knows which of what was
 * evicted would have been rows. */
struct list_losses {
    uint64_t kept, evicted;
    bool at_most;
};

struct list {
    const char *noun; /* "hosts" */
    const struct column *columns;
    int column_count; /* at most LIST_COLUMNS */
    int sort;         /* the column it is sorted by at first */
    bool follows;     /* the cursor is at the end, not at the top, until somebody moves it */
    /* Before anything is asked of the rows. May be NULL. */
    void (*prepare)(const struct scene *);
    /* Writes the numbers of all rows, at most LIST_ROWS; how many. */
    uint32_t (*rows)(const struct scene *, uint32_t *out);
    /* What tells a row from all others, ever. */
    uint64_t (*identity)(const struct scene *, uint32_t row);
    /* Describes a row, which is cleared before, to the display filter, and the words (WORD_BIT) that can
     * be asked of such rows at all. NULL: the filter leaves all rows. */
    void (*traits)(struct traits *, const struct scene *, uint32_t row);
    uint32_t known;
    /* The table it shows, for its losses; NULL where it is none. */
    const struct table *(*table)(const struct model *);
    /* The same of what is no table. May be NULL. */
    struct list_losses (*losses)(const struct scene *);
    /* The style of a row; NULL: plain. */
    enum style (*style)(const struct scene *, uint32_t row);
    /* What a row is about: it can be opened, and its proof be shown. May be NULL. */
    struct subject (*subject)(const struct scene *, uint32_t row);
    const char *empty; /* one sentence where there are no rows */
    /* All of a row that its cells may cut, to stand below the list for the row under the cursor where there
     * is room. NULL: nothing stands there. */
    void (*detail)(struct text *, const struct scene *, uint32_t row);
};

/* Where the columns of a list stand, in cells from its left. */
struct layout {
    int column[LIST_COLUMNS], width[LIST_COLUMNS]; /* width 0: hidden */
};

/* What stays of a list between two drawings. All zero at the start. */
struct list_state {
    bool chosen;   /* somebody chose the column `sort` */
    uint8_t sort;  /* a column */
    bool inverted; /* the order is turned round */
    bool held;     /* the cursor is on `identity` */
    bool moved;    /* the cursor was moved to `index` and has to find out what it is on */
    uint64_t identity;
    uint32_t index;       /* of the cursor */
    uint32_t top;         /* index of the first row on the screen */
    uint32_t page;        /* rows that were on the screen */
    uint32_t count;       /* rows there were */
    uint32_t all;         /* and those that the filter left out, too */
    uint32_t visible;     /* bits: columns that were on the screen */
    uint32_t row;         /* the row under the cursor, where count is above 0 */
    struct area area;     /* where it was drawn */
    struct layout layout; /* and its columns */
};

/* The column that decides the order. */
int list_sort_column(const struct list *, const struct list_state *);

/* Whether the cursor is on the newest row, and goes to each newer one. */
bool list_is_following(const struct list *, const struct list_state *);

/* Does an action; false where it is none of the list's. */
bool list_act(const struct list *, struct list_state *, enum action);

/* Which column's heading is at a place of the screen as it was drawn last, or the index of which row;
 * false where it is none. */
bool list_heading_at(const struct list_state *, int row, int column, uint32_t *index);
bool list_row_at(const struct list_state *, int row, int column, uint32_t *index);

/* Sorts by a column, where that can be; by the one it is sorted by, turns the order round. */
void list_sort(const struct list *, struct list_state *, int column);

/* Puts the cursor on a row; true where it was there already. */
bool list_choose(struct list_state *, uint32_t index);

/* Draws the list, and brings the state up to date with it. */
void list_draw(struct canvas *, struct area, const struct list *, struct list_state *,
               const struct scene *);

/* What stands above a column where so is counted. */
const char *column_title(const struct column *, enum unit);

/* So many frames and bytes in the unit that was chosen; and what it leaves unsaid: bytes where frames are
 * counted, else frames. */
uint64_t scene_amount(const struct scene *, struct tally);
uint64_t scene_other(const struct scene *, struct tally);

/* Draws the cell of a column. */
void cell_draw(const struct place *, const struct column *, const struct scene *, uint32_t row);

/* The rows of a table that are in use, as numbers; how many. */
uint32_t list_table_rows(const struct table *, uint32_t *out);

/* An identity for a key of the model's tables. */
uint64_t list_key_identity(const struct table *, const void *key, size_t bytes);

/* Orders texts by strcmp(), and empty ones, which are drawn as a dash, behind all others. */
int text_order(const char *, const char *);

/* Ranks: of a text, by strcmp(), and of an address, by ip_compare(). */
uint64_t rank_text(const char *);
uint64_t rank_text_low(const char *);     /* of what follows */
uint64_t rank_text_or_none(const char *); /* UINT64_MAX where it is empty */
uint64_t rank_ip(struct ip);

/* For drawing cells. */

static inline void place_text(const struct place *p, const char *string)
{
    canvas_text(p->canvas, p->row, p->column, p->width, p->style, string);
}

static inline void place_dash(const struct place *p)
{
    canvas_text(p->canvas, p->row, p->column, p->width, STYLE_DIM, "-");
}

/* An address; where it does not fit, without its middle: its beginning says where it is from, its end whose
 * it is. */
void place_ip(const struct place *, struct ip);

/* The same of any text whose end tells more than its middle. */
void place_middle(const struct place *, const char *);

/* A host's name; where it does not fit whole, without the ".local" of mDNS (RFC 6762 section 3). */
void place_name(const struct place *, const char *name);

/* The best short label of a host row (host_label_add()), an address without its middle where it does not fit. */
void place_host(const struct place *, const struct scene *, uint32_t host);

/* What a group is called, in its short form where the long one does not fit; a dash for nothing. */
void place_group(const struct place *, const struct group_key *);

/* A text, or a dash where it is empty. */
static inline void place_any(const struct place *p, const char *string)
{
    if (string[0] == '\0')
        place_dash(p);
    else
        place_text(p, string);
}

/* A MAC address; where it does not fit, without its first octets, which tell less than the last ones. */
void place_mac(const struct place *, struct mac);

/* A span of time, in fewer letters where it does not fit. */
void place_span(const struct place *, int64_t span_ns);

/* Who made a MAC address; where it does not fit, without the company's form. */
void place_vendor(const struct place *, struct mac);

/* For columns: what needs have addresses of IP, MAC addresses, both in one column, and who made MAC addresses. */
int need_ip(const struct scene *);
int need_mac(const struct scene *);
int need_ip_or_mac(const struct scene *);
int need_vendor(const struct scene *);

#endif
