/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_ROW_TRAITS_H
#define CASTSCOPE_ROW_TRAITS_H

#include "filter/selection.h"
#include "ui/view.h"

/* What the display filter can know of the rows of lists. */

/* Words that can be asked of every machine. */
#define WORDS_HOST \
    (WORD_BIT(HOST) | WORD_BIT(ORIGIN) | WORD_BIT(VENDOR) | WORD_BIT(MAC) | WORD_BIT(NAME))

/* A machine of the model with all its addresses and names; nothing for TABLE_NONE. */
void traits_add_host(struct traits *, const struct scene *, uint32_t host);

/* Its names alone. */
void traits_add_names(struct traits *, const struct scene *, uint32_t host);

/* A machine by its key, whether or not it has a row. */
void traits_add_host_key(struct traits *, const struct scene *, const struct host_key *);

/* An address and where it is from; and the machine that has it, where it is known. */
void traits_add_address(struct traits *, const struct scene *, struct ip);

#endif
