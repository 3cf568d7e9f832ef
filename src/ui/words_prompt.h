/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_WORDS_PROMPT_H
#define CASTSCOPE_WORDS_PROMPT_H

#include "filter/selection.h"
#include "text/error.h"

/* The display filter of the dashboard (`\`): it chooses among the rows of all lists while it is typed. */

struct words_prompt {
    struct selection before; /* what there was when the prompt was opened */
    struct error error;      /* what is wrong with what is typed; "" while nothing is */
    bool tried;              /* somebody pressed Enter on it all the same */
};

#endif
