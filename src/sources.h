/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SOURCES_H
#define CASTSCOPE_SOURCES_H

#include "capture/engine.h"
#include "confinement.h"
#include "options.h"

/* What the command line names to read from, opened. */
struct sources {
    bool live;     /* interfaces; else saved captures */
    bool merged;   /* several files as one */
    bool several;  /* interfaces, or link types */
    bool rewinds;  /* they can be read again from their beginning */
    bool prompt;   /* frames come one by one: hand each on at once */
    uint32_t link; /* of them, where there is one */
};

/* Opens them for the engine, and says which sockets they need once all is shut. False, with a sentence,
 * where one cannot be opened. */
bool sources_open(struct engine *, const struct options *, struct confinement *,
                  struct sources *out, struct error *);

#endif
