/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_PRIVILEGES_H
#define CASTSCOPE_PRIVILEGES_H

#include <stdbool.h>
#include <stdint.h>

#include "text/error.h"

/*
 * Giving up what was needed to open a capture: the superuser's identity becomes that of the user who
 * called sudo, else of "nobody"; capabilities are cleared; no program that is started can gain any
 * (Linux: PR_SET_NO_NEW_PRIVS). There is no way back. Call it after everything is open and before the
 * first frame is decoded. False, with a sentence, where something could not be given up: the program
 * must not go on then. *dropped says whether there was anything to give up.
 */
bool privileges_drop(bool *dropped, struct error *);

/* Fills `n` bytes with what nobody can guess; false where the system has no such thing. */
bool entropy_fill(void *bytes, size_t n);

#endif
