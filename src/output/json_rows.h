/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_JSON_ROWS_H
#define CASTSCOPE_JSON_ROWS_H

#include "output/json.h"
#include "output/order.h"

/* The lists of the JSON document that have a line for each row of a table: members of the object
 * that is open, from "groups" to "findings". "groups" are those with a network address; those that
 * only a group MAC address names have a list of their own, "link_groups". The order is by key. */
void json_rows_write(struct json *, const struct model *, const struct order *);

#endif
