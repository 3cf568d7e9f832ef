/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_FILTER_H
#define CASTSCOPE_FILTER_H

#include <stdbool.h>
#include <stdint.h>

#include "decode/packet.h"
#include "text/error.h"

/*
 * A BPF filter for frames of any link types: the expression is compiled for each link type when its
 * first frame comes. Where it cannot match there, or says what has no meaning there ("ether host" on
 * raw IP), no frame of that link type passes.
 */

struct filter;

/* A filter for a capture whose first interface is of type `link`. NULL with a sentence where the
 * expression is none: one that libpcap compiles neither for `link` nor, unless the link type is the
 * only one, for Ethernet. */
struct filter *filter_new(const char *expression, uint32_t link, bool only_link, struct error *);
void filter_free(struct filter *);

/* True where the frame passes. */
bool filter_accepts(struct filter *, const struct frame *);

#endif
