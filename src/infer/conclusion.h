/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_CONCLUSION_H
#define CASTSCOPE_CONCLUSION_H

#include "infer/lineage.h"
#include "infer/siblings.h"
#include "model/model.h"

/*
 * What castscope concludes: findings that the census wrote down when it saw them, and what the tables
 * of a model say when they are read together. Conclusions are drawn from a model whenever they are
 * wanted and kept nowhere, so that they always fit what is known; each names its confidence, the
 * frames that prove it, and its reference. An inference is a file of this folder and a row of
 * inferences.def; the sentences stand in conclusions.def.
 */

/* A constant for each row of oddities.def, in its order, then of conclusions.def. */
enum conclusion_kind {
#define ODDITY(id, severity, confidence, summary, reference) CONCLUSION_##id,
#include "decode/oddities.def"
#undef ODDITY
#define CONCLUSION(id, severity, confidence, sentence, reference) CONCLUSION_##id,
#include "infer/conclusions.def"
#undef CONCLUSION
    CONCLUSION_KINDS,
    /* Those on what a MAC address says of where its machine belongs. */
    CONCLUSION_LINEAGE_FIRST = CONCLUSION_HYPER_V_HOST,
    CONCLUSION_LINEAGE_LAST = CONCLUSION_TRANSLATED_MAC,
};

struct conclusion_entry {
    const char *id; /* as in the source: "CAST_DISAGREES" */
    const char *severity, *confidence, *sentence, *reference;
};

const struct conclusion_entry *conclusion_entry_find(enum conclusion_kind);

#define CONCLUSION_ID 40

/* The identifier as the output spells it: "cast-disagrees". */
void conclusion_id_format(enum conclusion_kind, char out[CONCLUSION_ID]);

enum { CONCLUSION_NAME = 160 }; /* bytes, with the terminator */

struct conclusion {
    enum conclusion_kind kind;
    struct host_key subject; /* a machine; or by its address a group */
    /* What the sentence speaks of; all zero, and MAC_NONE, where it does not. */
    struct ip ip;
    struct mac mac;
    uint64_t number;
    char name[CONCLUSION_NAME];
    uint64_t times; /* frames that show it; at least those below */
    int64_t first_ns, last_ns;
    uint64_t frames[FINDING_FRAMES]; /* numbers of the first ones */
    uint8_t frame_count;
};

#define CONCLUSION_TEXT 400

/* The sentence, with everything it speaks of. */
void conclusion_say(const struct conclusion *, char out[CONCLUSION_TEXT]);

/* Whether it speaks of the machine or, by its address, of the group: as its subject, or beside it. */
bool conclusion_concerns(const struct conclusion *, const struct host_key *);

enum {
    CONCLUSIONS_OF_A_KIND = FINDINGS_OF_A_KIND, /* kept of each; the rest is counted */
    CONCLUSION_ROWS = CONCLUSION_KINDS * CONCLUSIONS_OF_A_KIND,
};

enum { VOICES = 2 * MEMBER_ROWS };

/* What link_local.c finds, by host row, as of the last time it was looked for. */
struct origins {
    uint16_t binding[HOST_ROWS + 1]; /* of its first address: the neighbour row */
    uint16_t story[HOST_ROWS + 1];
};

/* What groups.c counts. */
struct company {
    uint32_t count;                   /* of by_mac */
    uint64_t by_mac[GROUP_ROWS];      /* MAC address << 16 | row, in order */
    uint16_t group[MEMBER_ROWS + 1];  /* by member row: its group's row */
    bool late[MEMBER_ROWS + 1];       /* by member row: it was not reported in time */
    uint32_t members[GROUP_ROWS + 1]; /* by group row: those that did not leave */
    uint64_t report[GROUP_ROWS + 1];  /* a frame in which one of them reported */
    /* Who answers queries: member rows, one for each machine, version and family, by their hash. */
    uint16_t answers[VOICES];
};

enum { BEARER_PLACES = 1 << 16, LABEL_PLACES = 2 * NAME_ROWS };

/* Rows of names, counted from 1, by a hash of what they are looked up by: the first at its place, and the next one
 * there behind each; 0 for none. */
struct name_chains {
    uint16_t first[LABEL_PLACES], next[NAME_ROWS + 1];
};

/* What ledger.c, lookups.c and names.c look up by. Rows count from 0 here. */
struct ledger {
    uint8_t names_at
        [BEARER_PLACES]; /* by bearer: how many names, 2 for more; several may share a place */
    struct mac bearer[NAME_ROWS];
    uint64_t label[NAME_ROWS];              /* hash of the first label */
    uint8_t says[NAME_ROWS];                /* SAYS_* bits, of names.c */
    uint32_t places;                        /* of each of these; a power of two */
    struct name_chains by_label, by_bearer; /* by the first label; by that and the bearer */
    uint64_t by_answerer[LOOKUP_ROWS];      /* who answered << 16 | look-up, in order */
    uint16_t
        next_answer[LOOKUP_ROWS]; /* the next look-up that the same machine answered; 0 for none */
    bool first_answer[LOOKUP_ROWS]; /* it is the first one of a machine's */
};

enum { ADDRESS_PLACES = 2 * NEIGHBOUR_ROWS };

/* What conflicts.c counts: by host row; and by neighbour row. */
struct contests {
    uint16_t count[HOST_ROWS + 1]; /* addresses that somebody else claims, too */
    /* Rows in their order by the hash of their addresses: the first at its place, and the next one behind each. */
    uint32_t places; /* a power of two */
    uint16_t first[ADDRESS_PLACES], beside[NEIGHBOUR_ROWS + 1];
    uint32_t hash[NEIGHBOUR_ROWS + 1];
    uint16_t next[NEIGHBOUR_ROWS + 1];  /* the next row of its address; 0 for none */
    uint16_t rival[NEIGHBOUR_ROWS + 1]; /* the next one that claims the address, too, */
    bool noted[NEIGHBOUR_ROWS + 1];     /* or says something alone */
};

struct conclusions {
    struct siblings siblings;
    struct tails tails;
    struct company company;
    uint64_t fresh[NAME_ROWS], spare[NAME_ROWS]; /* for sorting numbers */
    struct ledger names;
    struct contests contests;
    struct origins origins;
    uint16_t named[HOST_ROWS + 1];  /* by host row: a row of its names, */
    uint16_t leased[HOST_ROWS + 1]; /* and of those by DHCP */
    uint32_t count;
    struct conclusion at[CONCLUSION_ROWS]; /* worst first, then by kind and subject */
    uint32_t of_kind[CONCLUSION_KINDS];    /* drawn, those that found no room included */
    struct conclusion thrown_away;         /* the last one of those */
};

/* Draws all conclusions from a model. They depend on nothing but its rows, and take a time that grows with how
 * many rows there are and not with its square. The struct is all zero before the first time, and the vendor
 * table stays the same from then on (siblings.h). */
void conclusions_draw(struct conclusions *, const struct model *);

/* The first row of a name in the model that conclusions were drawn from, or TABLE_NONE. In a later copy of it
 * those names are found that are still in the same row. The text is filled up with zeros. */
uint32_t conclusions_name_find(const struct conclusions *, const struct model *,
                               const char text[NAME_BYTES]);

/* 0 for "warning", 1 for "notice", 2 for "info". */
int severity_rank(const char *severity);

/* How many were drawn beyond those that are kept. */
uint32_t conclusions_rest(const struct conclusions *);

/* Of which kinds, and how many of each: "local-mac 40, eui64-own 2". */
void conclusions_rest_add(struct text *, const struct conclusions *);

/* For the inferences. */

/* A new conclusion of the kind about somebody, everything else empty; never NULL: where the kind has
 * no room left it is counted and one that is thrown away returned. */
struct conclusion *conclusion_add(struct conclusions *, enum conclusion_kind,
                                  const struct host_key *subject);

/* Whether another one of the kind is kept; where not it is counted. For those of whom nothing else has to be found out
 * to know that it is to be concluded. */
bool conclusion_fits(struct conclusions *, enum conclusion_kind);

/* False for the one that is thrown away: what it would say, and by which proof, need not be found. */
bool conclusion_is_kept(const struct conclusions *, const struct conclusion *);

/* When what it says began and was last seen. */
void conclusion_span(struct conclusion *, int64_t first_ns, int64_t last_ns);

/* Gives it the clean string that its sentence calls $name. */
void conclusion_name(struct conclusion *, const char *clean);

/* Names a frame that proves a part of it. 0 names none; a frame counts once. */
void conclusion_prove(struct conclusion *, uint64_t frame);

/* Forget the rows of before, and are told of each next: tail_note(), contest_note() and ledger_note() from the last one
 * on, maker_note() from the first one. */
void tails_clear(struct conclusions *);
void contests_clear(struct conclusions *, const struct model *);
void hosts_clear(struct conclusions *, const struct model *);
void ledger_clear(struct conclusions *, const struct model *);

/* Every inference of inferences.def: on the model, or on a row of it. */
typedef void infer_fn(struct conclusions *, const struct model *);
typedef void infer_row_fn(struct conclusions *, const struct model *, uint32_t row);
#define INFERENCE(function, about)              infer_fn function;
#define INFERENCE_OF_NEIGHBOUR(function, about) infer_row_fn function;
#define INFERENCE_OF_HOST(function, about)      infer_row_fn function;
#define INFERENCE_OF_NAME(function, about)      infer_row_fn function;
#include "infer/inferences.def"

#endif
