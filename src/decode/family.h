/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_FAMILY_H
#define CASTSCOPE_FAMILY_H

#include "decode/decoder.h"

/* Address families, which some links have in front of a packet in place of an EtherType: loopback.c. */

/* Reads a family of 4 bytes in either order, and reports it as a field. */
uint32_t family_read(struct packet *, struct reader *, const char *name);

/* Hands on to IPv4 or IPv6; of other families nothing is known. */
void family_next(struct packet *, struct reader *, uint32_t family);

#endif
