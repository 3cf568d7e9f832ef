/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_RESCUE_H
#define CASTSCOPE_RESCUE_H

/*
 * Putting the terminal back when a fatal signal ends the program: in its handler hardly anything may be
 * called, so all that it writes is prepared while all is well. For terminal_curses.c; there is one terminal.
 */

/* Remembers the modes of the terminal, which is open as `fd` until rescue_disarm(), before they are changed. */
void rescue_begin(int fd);

/* Adds a byte to what puts it back, in the form that tputs() calls; what finds no room is left out. The byte. */
int rescue_add(int c);

/* From now on fatal signals put it back, call `epitaph` (NULL: nothing), and then have their way. */
void rescue_arm(void (*epitaph)(int signal));

/* Fatal signals are handled as before rescue_arm(). */
void rescue_disarm(void);

/* Puts it back, once, where it is armed; async-signal-safe. */
void rescue_abandon(void);

#endif
