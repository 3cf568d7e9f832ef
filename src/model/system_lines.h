/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SYSTEM_LINES_H
#define CASTSCOPE_SYSTEM_LINES_H

#include "model/model.h"

/* What the system says beside what the packets say, a line each, in the words that every output
 * shares. */

enum system_subject {
    SYSTEM_INTERFACE,
    SYSTEM_ADDRESS,
    SYSTEM_ROUTE,
    SYSTEM_NEIGHBOUR,
    SYSTEM_SUBJECTS
};

enum agreement {
    AGREEMENT_SILENT,  /* the packets said nothing of it */
    AGREEMENT_SAME,    /* they say the same */
    AGREEMENT_DIFFERS, /* they say something else */
    AGREEMENT_APART,   /* it is about an interface that is not captured on */
};

enum { SYSTEM_TEXT = 160 };

struct system_line {
    enum system_subject subject;
    enum agreement agreement;
    char interface[32];
    char system[SYSTEM_TEXT], packets[SYSTEM_TEXT]; /* clean */
};

/* How many there are; by subject, in the order of the system. */
uint32_t system_line_count(const struct system *);

/* Line `number`, counted from 0. */
void system_line_read(const struct model *, uint32_t number, struct system_line *out);

/* "interface" and so on. */
const char *system_subject_word(enum system_subject);

/* The live source on an interface of that name; NULL where it is not captured on. */
const struct source_row *system_source(const struct model *, const char *interface);

#endif
