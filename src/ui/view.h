/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_VIEW_H
#define CASTSCOPE_VIEW_H

#include "decode/sink.h"
#include "filter/selection.h"
#include "infer/conclusion.h"
#include "model/frames.h"
#include "model/model.h"
#include "model/row.h"
#include "ui/canvas.h"
#include "ui/kept_frames.h"
#include "ui/ui.h"

/*
 * What a view is, and what it draws from. The rows stand in views.def; a view is one file that
 * exports a struct body. Views keep nothing between two drawings: what has to stay (the cursor, the
 * order of a list) is in struct ui.
 */

struct list;

struct frozen;
struct search;

enum { LIST_ROWS = NEIGHBOUR_ROWS + GROUP_ROWS + BROADCASTS + 1 }; /* of the longest list */

enum { LINE_CELLS = 1024 }; /* of a row drawn to be searched, whatever the screen's width */

enum view {
#define VIEW(id, name, title, tab, key, object, question) VIEW_##id,
#include "ui/views.def"
#undef VIEW
    VIEW_COUNT
};

struct area {
    int row, column, height, width;
};

/* What a row or a line is about, and the frames that prove it. */
enum subject_kind {
    SUBJECT_NONE,
    SUBJECT_FRAME,
    SUBJECT_HOST,
    SUBJECT_GROUP,
    SUBJECT_SERVICE,
    SUBJECT_CONVERSATION,
    SUBJECT_VIEW, /* the view that says more */
};

struct subject {
    enum subject_kind kind;
    struct host_key host;
    struct group_key group;
    struct service_key service;
    struct conversation_key conversation;
    enum view view;
    uint64_t frames[FINDING_FRAMES]; /* SUBJECT_FRAME: itself */
    uint8_t frame_count;
};

/* What can be chosen in a view that is no list (targets.h). */
enum { TARGETS = 96 };

struct target {
    struct area area; /* one row */
    struct subject subject;
    enum view view; /* where SUBJECT_NONE leads */
    uint64_t identity;
};

struct targets {
    uint32_t count;
    struct target at[TARGETS];
};

/* The first octets of what a frame says, to sort by: kept as long as the frame is, for it takes decoding. */
struct info_rank {
    uint64_t number; /* of the frame; 0: of none */
    uint64_t high, low;
};

/* What is asked of a model but once. */
enum answer { ANSWER_NONE, ANSWER_NO, ANSWER_YES };

/* Memory for drawing, so that it allocates nothing. What was worked out of a model holds as long as that does not
 * change; but conclusions, which take longest, may be those of the copy before (scratch_conclude()). */
struct scratch {
    bool concluded; /* `conclusions` is up to date, */
    bool lags;      /* or of a copy before */
    bool related;   /* of it `siblings` is up to date, which views look up by rows */
    bool
        ordered; /* and so are `order` and what the list prepared, for this column and direction: */
    uint8_t sort;
    bool inverted;
    uint32_t order[LIST_ROWS]; /* the rows of the list drawn last, in the order on the screen */
    uint32_t spare[LIST_ROWS];
    uint64_t rank[LIST_ROWS], spare_rank[LIST_ROWS]; /* while they are sorted */
    uint32_t count;                                  /* of order */
    uint32_t all;                                    /* and what the filter left out */
    const struct list *list;                         /* whose order it is */
    struct cell line[LINE_CELLS];
    struct traits traits; /* of a row */
    /* Whether IPv6 was heard, whether hosts are listed by its addresses, and whether by any. */
    enum answer ipv6, ipv6_hosts, addressed_hosts;
    bool named;           /* the names of each host are chained, by a hash of who bears them: */
    uint32_t name_places; /* chains_clear() */
    uint16_t name_first[2 * NAME_ROWS], name_next[NAME_ROWS + 1]; /* rows of names, or TABLE_NONE */
    struct mac name_bearer[NAME_ROWS + 1]; /* MAC_NONE: by its network address */
    uint32_t
        host_name[HOST_ROWS + 1]; /* by host row: the name row to show; UINT32_MAX: not asked */
    /* By group row: what it is called, NULL where nobody asked yet; the worst conclusion on it, counted from 1, or 0. */
    const char *group_name[GROUP_ROWS + 1];
    uint16_t group_finding[GROUP_ROWS + 1];
    uint32_t group_senders[GROUP_ROWS + 1], group_members[GROUP_ROWS + 1];
    /* By neighbour row: how many claim its address; UINT32_MAX: not counted yet. */
    uint32_t claims[NEIGHBOUR_ROWS + 1];
    /* By neighbour row: the host row of whose address it is, or TABLE_NONE; and whether that is of this model, or of one
     * before, of which most still holds. */
    uint32_t bearer[NEIGHBOUR_ROWS + 1];
    bool bearer_found[NEIGHBOUR_ROWS + 1];
    struct conclusions conclusions; /* of the model drawn now */
    struct targets targets;         /* of the view drawn last */
    uint64_t decoded; /* the number of the frame that `packet` and `sink` are of; 0 for none */
    struct packet packet;
    struct sink sink;
    struct frame frame;
    struct kept_frames kept; /* of the conversation that was asked for last */
    uint64_t info_clears;    /* of the ring of frames that `info` is of */
    struct info_rank info[FRAME_SLOTS];
};

/* Forgets what was worked out: the model is another one now. */
void scratch_forget(struct scratch *);

/* Draws conclusions; not anew, where `lag` allows it and some were drawn of a copy of the model before. They name
 * everybody by his address, and so stay true of a later copy; what views look up by the rows of the copy that is
 * drawn they do not ask of conclusions but of scene_siblings() and host_vendor(). */
void scratch_conclude(struct scratch *, const struct model *, bool lag);

/* What there is to draw, and from what. */
struct scene {
    const struct ui_settings *settings;
    const struct model *model;
    const struct frame_ring *frames;
    struct scratch *scratch;
    uint32_t scroll;    /* rows that a view without a cursor is scrolled by */
    enum view behind;   /* the tab that is shown, or that lies behind a view that is none */
    unsigned situation; /* DURING_* bits: what is possible there */
    const struct selection *selection; /* rows that it leaves out are not shown; NULL: none */
    struct frozen *frozen;             /* NULL: none */
    struct search *search;             /* NULL: none */
};

/* The host of a row of the model; a SUBJECT_NONE where row is TABLE_NONE. */
struct subject subject_of_host(const struct model *, uint32_t row);

/* The packet of a frame that is kept, decoded, with its line in the scratch's sink. What is asked for again is there
 * still. */
const struct packet *scene_packet(const struct scene *, const struct frame_slot *);

/* The host with a key, whether or not it has a row; a SUBJECT_NONE where it is nobody's. */
struct subject subject_of_key(const struct host_key *);

/* A conversation, with the first of its frames that are kept. */
struct subject subject_of_conversation(const struct scene *, const struct conversation_key *);

/* The machine or the group that has an address; a SUBJECT_NONE for those that nobody has alone. */
struct subject subject_of_address(const struct scene *, struct ip);

/* Whom a conclusion is on, with its proof. */
struct subject subject_of_conclusion(const struct conclusion *);

void subject_prove(struct subject *, const uint64_t *frames, unsigned count);

/* "12 34 ...": numbers of frames, the first and as many others as there is room for in so many columns; whether there
 * are more than these. */
void frame_numbers_add(struct text *, const uint64_t *frames, unsigned count, bool more, int width);

/* A view. One with a list may draw something above it. */
struct body {
    /* The rows used, from the top; may reach beyond the area when scrolling is wanted. May be NULL
     * where there is a list. */
    int (*draw)(struct canvas *, struct area, const struct scene *);
    const struct list *list; /* may be NULL */
};

#define VIEW(id, name, title, tab, key, object, question) extern const struct body object;
#include "ui/views.def"
#undef VIEW

struct view_row {
    const char *name;  /* for --view */
    const char *title; /* for people */
    const char *tab;   /* a shorter title */
    int key;
    const struct body *body;
    const char *question; /* that it answers */
};

const struct view_row *view_row(enum view);

/* The number of the view with that name, or VIEW_COUNT. */
enum view view_find(const char *name);

/* What several views write */

/* The name row to show for a host, or TABLE_NONE. */
uint32_t host_name_row(const struct scene *, uint32_t host);

/* The first row of a name of a host, and the next one; TABLE_NONE. */
uint32_t host_names_first(const struct scene *, uint32_t host);
uint32_t host_names_next(const struct scene *, uint32_t row);

/* "Microsoft, Hyper-V", "random", ...: what is known of who made the address; "" for nothing. */
void vendor_add(struct text *, struct mac);

/* Which host rows are one device's. */
const struct siblings *scene_siblings(const struct scene *);

/* What vendor_add() writes of a host row, for those who ask for thousands of them. */
const char *host_vendor(const struct scene *, uint32_t host);

/* How many bytes of a name stand before the ".local" of mDNS (RFC 6762 section 3), which says little. */
size_t name_stem(const char *name);

/* How many bytes of a company's name stand before what says only of which form it is: "Co., Ltd.". */
size_t maker_stem(const char *name);

/* An address of the host to list it by: its first IPv4 address, else IPv6, else none. */
struct ip host_address(const struct host *);

/* The best short label of a host row: its name without ".local", else its address, else its MAC
 * address. */
void host_label_add(struct text *, const struct scene *, uint32_t host);

/* The row of the host who sends from a network address, or TABLE_NONE. */
uint32_t host_of_address(const struct scene *, struct ip);

/* The row of the host who offers a service, by the name or address it says, or TABLE_NONE. */
uint32_t host_of_service(const struct scene *, const struct service_key *);

/* What a group is called where there is little room: "LLMNR", "Nearest bridge"; "" where that is unknown. */
void group_short_name_add(struct text *, const struct group_key *);

/* The look of a finding. */
enum style style_of_severity(const char *severity);

#endif
