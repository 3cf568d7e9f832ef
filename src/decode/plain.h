/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_PLAIN_H
#define CASTSCOPE_PLAIN_H

#include "decode/packet.h"

/*
 * The plain frames: Ethernet II, IPv4 without options that was not fragmented or IPv6 without extension headers, TCP
 * or UDP, nothing missing and nothing odd about any of them. Most frames of most captures are like that, and what is
 * looked at in the heads of their layers lies where it always lies: it can be read in one go, in half the time that
 * one layer after the other takes.
 *
 * What is said of such a frame is what ethernet.c, ipv4.c, ipv6.c, tcp.c and udp.c say of it: whatever they would look
 * into twice is left to them. tests/test_plain.c holds the one against the other.
 */

/* Decodes an Ethernet frame, to whose fields nobody listens, into a packet of which nothing is known; false where it
 * is not plain, and what the packet then says is to be forgotten. */
bool plain_decode(struct packet *, const struct frame *);

#endif
