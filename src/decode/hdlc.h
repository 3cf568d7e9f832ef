/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_HDLC_H
#define CASTSCOPE_HDLC_H

#include "decode/decoder.h"

/* Hands on by a protocol number as Cisco's framing has it: an EtherType, or a number of its own. */
void hdlc_next(struct packet *, struct reader *, uint16_t protocol);

#endif
