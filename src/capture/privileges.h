/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_PRIVILEGES_H
#define CASTSCOPE_PRIVILEGES_H

#include <stdbool.h>
#include <stdint.h>

#include "text/error.h"

/* What became of them. */
struct privileges {
    bool dropped;     /* there was something to give up, and it is gone */
    const char *kept; /* what could not be given up, "" for nothing: words for people */
};

/*
 * Giving up what was needed to open a capture: the superuser's identity becomes that of the user who
 * called sudo, else of "nobody"; capabilities are cleared; no program that is started can gain any
 * (Linux: PR_SET_NO_NEW_PRIVS). There is no way back. Call it after everything is open and before the
 * first frame is decoded. False, with a sentence, where something could not be given up: the program
 * must not go on then.
 *
 * In a user namespace that knows no other user or group than its own superuser (Linux, `unshare -r`)
 * there is no identity to change to. Without capabilities that superuser can do no more than who made
 * the namespace, so that this is said, and no failure.
 */
bool privileges_drop(struct privileges *, struct error *);

/* Who the superuser becomes by privileges_drop(): whoever called sudo, and *sudo is true then, else
 * "nobody". False where castscope runs as somebody else already. */
bool privileges_heir(unsigned long *uid, unsigned long *gid, bool *sudo);

/* Fills `n` bytes with what nobody can guess; false where the system has no such thing. */
bool entropy_fill(void *bytes, size_t n);

#endif
