/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_ERROR_H
#define CASTSCOPE_ERROR_H

#include "text/text.h"

/*
 * Why something could not be set up: one sentence that names the object, the cause and the remedy,
 * written where it happened and printed once, by main. The sentence is clean text.
 */
struct error {
    int status; /* what the program should exit with: one of enum exit_status */
    char sentence[512];
};

/* The program's exit statuses. */
enum exit_status {
    EXIT_STATUS_DONE = 0,
    EXIT_STATUS_FAILED = 1,    /* something failed while it ran */
    EXIT_STATUS_USAGE = 2,     /* wrong usage */
    EXIT_STATUS_FORBIDDEN = 3, /* not permitted */
    EXIT_STATUS_UNPLUGGED = 4, /* the interface went away */
};

/* Fills in the error; false, so that a failing function can end with `return error_set(...)`. */
bool error_set(struct error *, int status, const char *format, ...) TEXT_PRINTF(3, 4);

#endif
