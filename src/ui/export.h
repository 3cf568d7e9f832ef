/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_EXPORT_H
#define CASTSCOPE_EXPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/list.h"
#include "ui/object_page.h"

/*
 * What a person takes away as text: an object, for the clipboard, and a list, as a file of comma-separated
 * values. Nothing here does I/O.
 */

/* Text that grows; a zeroed one is empty. */
struct export
{
    char *bytes; /* owned */
    size_t count, room;
};

void export_free(struct export *);

/*
 * The list that was drawn last: its headings and all its rows, in the order on the screen, with all columns
 * but sparklines, as RFC 4180 section 2 has it. Amounts are digits, times are RFC 3339, what is not
 * known is empty. What a stranger wrote and a spreadsheet would take for a formula begins with an
 * apostrophe. False where memory is short.
 */
bool export_list(struct export *, const struct list *, const struct scene *);

/* A row of a list, or all of a page, as lines of "what it is: what it says", however many lines of the
 * screen that takes. */
void export_row(struct text *, const struct list *, const struct scene *, uint32_t row);
void export_page(struct text *, const struct object_page *);

#endif
