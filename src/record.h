/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_RECORD_H
#define CASTSCOPE_RECORD_H

#include "capture/engine.h"
#include "capture/privileges.h"
#include "options.h"

/* What the command line and the key `w` have in common: which file is recorded to, and in which form. */

struct record_plan {
    const struct options *options;
    bool several;  /* frames may be of several interfaces or link types */
    uint32_t link; /* else all are of this one */
    struct heir heir;
};

/* Starts the recording that the command line asks for. False, with a sentence. */
bool record_begin(struct engine *, const struct record_plan *, struct error *);

/* False, with a sentence, where the files that follow the first could not be made: to be asked once
 * privileges are given up. */
bool record_can_rotate(const struct options *, struct error *);

/* Ends the recording that there is, or starts one in a new file in the working directory. `note`: what
 * came of it. */
void record_toggle(struct engine *, const struct record_plan *, char *note, size_t cap);

#endif
