/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_UDP_H
#define CASTSCOPE_UDP_H

#include "decode/decoder.h"

/* Hands on what a datagram carries, in a window of its own: nobody looks in front of it. What that is tell the ports,
 * which the packet has, or its first bytes. */
void datagram_decode(struct packet *, struct reader *);

#endif
