/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SELECTION_H
#define CASTSCOPE_SELECTION_H

#include "filter/traits.h"
#include "text/error.h"

/*
 * The display filter: words such as `cast:multicast !host:10.0.0.5 proto:mdns,llmnr`, separated by
 * blanks. All of them have to hold; behind a colon several values may stand, separated by commas, of
 * which one has to; `!` in front of a word turns it round. The words stand in words.def.
 *
 * Pure: what is asked is answered from the traits (traits.h) alone, and is the same for a frame in every
 * kind of output.
 */

enum { SELECTION_BYTES = 256, SELECTION_WORDS = 16, SELECTION_VALUES = 12 };

enum word_id {
#define WORD(id, name, kind, example, sentence) WORD_##id,
#include "filter/words.def"
#undef WORD
    WORD_COUNT
};

/* Bits of words: what can be known of a kind of row. */
#define WORD_BIT(id) (UINT32_C(1) << WORD_##id)

struct word_row {
    const char *name;     /* "cast" */
    const char *example;  /* "multicast" */
    const char *sentence; /* for the help */
};

const struct word_row *word_row(enum word_id);

/* A value behind the colon: an address and how many bits of it count, a range, or a part of a text. */
struct word_value {
    uint32_t choices; /* bits; 0 where it is none of the choices */
    struct ip ip;     /* family IP_NONE where it is none */
    struct mac mac;   /* MAC_NONE where it is none */
    uint8_t bits;     /* of either that count, from the front */
    uint16_t from, to;
    uint16_t protocol; /* enum proto */
    uint16_t text;     /* offset in the selection's text... */
    uint16_t length;   /* ... and bytes */
};

struct selection {
    char text[SELECTION_BYTES]; /* as it was written; "" selects everything */
    uint8_t count;
    struct {
        uint8_t id; /* enum word_id */
        bool negated;
        uint8_t count;
        struct word_value value[SELECTION_VALUES];
    } word[SELECTION_WORDS];
};

/* Reads the words of clean text. False, with a sentence that says what is wrong and what would be right; the
 * selection is then as it was. */
bool selection_read(struct selection *, const char *text, struct error *);

static inline bool selection_is_empty(const struct selection *s)
{
    return s->count == 0;
}

/* Whether everything that the words ask holds. Words that are not in `known` (WORD_BIT) are not asked. */
bool selection_accepts(const struct selection *, const struct traits *, uint32_t known);

/* Everything is known of frames. */
#define WORDS_ALL ((UINT32_C(1) << WORD_COUNT) - 1)

/* The words of the selection that are not in `known`: "proto, port"; "" for none. */
void selection_add_unknown(struct text *, const struct selection *, uint32_t known);

/* How the word that ends at byte `cursor` of a text may go on. */
struct completion {
    size_t from;                /* where what is replaced begins */
    char text[SELECTION_BYTES]; /* what all that is possible has in common; "" for nothing */
    char
        candidates[SELECTION_BYTES]; /* all that is possible, separated by blanks, cut where many */
    unsigned count;
};

void selection_complete(const char *text, size_t cursor, struct completion *);

#endif
