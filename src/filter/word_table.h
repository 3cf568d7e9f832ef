/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_WORD_TABLE_H
#define CASTSCOPE_WORD_TABLE_H

#include "filter/selection.h"

/* The tables behind the display filter, for those who read and complete its words. */

enum word_kind {
    KIND_CAST,
    KIND_ORIGIN,
    KIND_FAULT,
    KIND_MAC,
    KIND_ADDRESS,
    KIND_PROTOCOL,
    KIND_PORT,
    KIND_NUMBER,
    KIND_TEXT,
};

struct choice {
    enum word_kind kind;
    const char *name;
    uint32_t bit;
};

extern const struct choice choices[];
extern const size_t choice_count;

/* A part of a text. */
struct part {
    const char *at;
    size_t length;
};

/* The part up to one of `ends`, to which *at moves. */
struct part part_take(const char **at, const char *ends);

/* The word of that name, or WORD_COUNT. */
enum word_id word_find(struct part name);
enum word_kind word_kind(enum word_id);

#endif
