/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SAVE_H
#define CASTSCOPE_SAVE_H

#include <stddef.h>

/* Makes a file castscope-WHAT-TIME.ENDING in the working directory, for its owner's eyes, never over
 * another, and writes `n` bytes. `note`: what came of it. The context is that of struct ui_feed, and is not
 * used. */
void save_file(void *context, const char *what, const char *ending, const void *bytes, size_t n,
               char *note, size_t cap);

#endif
