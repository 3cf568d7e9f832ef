/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_STREAMS_H
#define CASTSCOPE_STREAMS_H

#include <stdio.h>

/* The streams of a terminal, for terminal_curses.c. NULL, and errno, where there is none; whoever opens one closes it,
 * which closes nobody else's. */

/* The keyboard: standard input, else a terminal among the other streams that can be read too (after giving up
 * privileges /dev/tty may not be opened any more), else the terminal of the session. */
FILE *keyboard_open(void);

/* The screen: standard output, else the terminal of the session. */
FILE *display_open(void);

#endif
