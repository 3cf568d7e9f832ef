/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_REPORT_ROWS_H
#define CASTSCOPE_REPORT_ROWS_H

#include "output/order.h"
#include "output/sheet.h"

/* The sections of the report that have a line for each row of a table, from the groups to the
 * findings. */
void report_rows_write(struct sheet *, const struct model *, const struct order *);

#endif
