/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_STOP_H
#define CASTSCOPE_STOP_H

#include <stdbool.h>

/*
 * Stopping (Ctrl-Z) and going on. For terminal_curses.c; there is one terminal. Left to itself, curses would call its
 * own functions in a signal handler, and lose a stop that comes while it writes to the terminal. It leaves alone what
 * is set before it starts.
 */

/* From now on a stop waits until it is asked for; where SIGTSTP was ignored it stays so. */
void stop_begin(void);

/* SIGTSTP and SIGCONT are handled as before stop_begin(); without it nothing happens. */
void stop_end(void);

/* Whether a stop waits. */
bool stop_is_wanted(void);

/* Stops; comes back when continued. The terminal must have been given back. */
void stop_now(void);

/* Whether it was stopped otherwise (SIGSTOP) and continued, so that somebody may have used the terminal meanwhile;
 * until that is forgotten. */
bool stop_was_forced(void);
void stop_forget(void);

#endif
