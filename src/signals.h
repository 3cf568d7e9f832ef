/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SIGNALS_H
#define CASTSCOPE_SIGNALS_H

#include <stdbool.h>
#include <stdint.h>

/* From now on INT, TERM, HUP and QUIT ask for an orderly end, and a second one of them ends the program
 * at once, with a terminal that can be used. Reading from closed pipes and files that are too large
 * become errors of write(). */
void signals_set(void);

/* True once one asked for the end. For any thread. */
bool signals_came(void);

/* Says on standard error which fatal signal ended the program, and after how many frames. May be called
 * from its handler. */
void signals_mourn(int number, uint64_t frames);

#endif
