/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_NETWORK_H
#define CASTSCOPE_NETWORK_H

#include "decode/decoder.h"

/* What IPv4 and IPv6 have in common. */

/* Enters the network layer, whose addresses the packet has, and states what does not fit between them and
 * the link's. */
void network_enter(struct packet *, enum proto);

/* Hands on to the protocol above; of a later fragment it is only named. */
void network_next(struct packet *, struct reader *, uint8_t ip_proto);

/* The Internet checksum (RFC 1071) of bytes; 0 where they contain their own, correct one. `sum`
 * carries a pseudo-header's, in 16-bit units. */
uint16_t checksum_over(const uint8_t *bytes, uint32_t n, uint32_t sum);

#endif
