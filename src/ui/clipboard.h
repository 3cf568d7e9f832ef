/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_CLIPBOARD_H
#define CASTSCOPE_CLIPBOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Puts text into the clipboard of the terminal that `out` goes to (OSC 52 of xterm's control sequences), and
 * flushes it. False where the terminal, by TERM, is of a kind that has none, or cannot be written to. */
bool clipboard_copy(FILE *out, const char *text, size_t n);

#endif
