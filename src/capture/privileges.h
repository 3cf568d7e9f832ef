/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_PRIVILEGES_H
#define CASTSCOPE_PRIVILEGES_H

#include <stdbool.h>
#include <stdint.h>

#include "text/error.h"

/* Who the superuser becomes. */
struct heir {
    unsigned long uid, gid;
    bool chosen; /* by sudo or by name; false: it is "nobody", for want of anybody else */
    bool needed; /* castscope runs as the superuser */
};

/* The user of that name; without one (NULL) whoever called sudo, else "nobody". False, with a sentence,
 * where there is no such user, or where castscope cannot become another. */
bool privileges_heir(const char *name, struct heir *, struct error *);

/* What became of them. */
struct privileges {
    bool dropped;     /* there was something to give up, and it is gone */
    const char *kept; /* what could not be given up, "" for nothing: words for people */
};

/*
 * Giving up what was needed to open a capture: the superuser's identity becomes the heir's; capabilities are cleared;
 * no program that is started can gain any (Linux: PR_SET_NO_NEW_PRIVS). There is no way back. Call it after
 * everything is open and before the first frame is decoded. False, with a sentence, where something could not be
 * given up: the program must not go on then.
 *
 * In a user namespace that knows no other user or group than its own superuser (Linux, `unshare -r`)
 * there is no identity to change to. Without capabilities that superuser can do no more than who made
 * the namespace, so that this is said, and no failure.
 */
bool privileges_drop(const struct heir *, struct privileges *, struct error *);

/* Fills `n` bytes with what nobody can guess; false where the system has no such thing. */
bool entropy_fill(void *bytes, size_t n);

#endif
