/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_UDP_H
#define CASTSCOPE_UDP_H

#include "decode/decoder.h"

/* Hands on what a datagram carries, by its ports, which the packet has, or by its first bytes. */
void datagram_decode(struct packet *, struct reader *);

#endif
