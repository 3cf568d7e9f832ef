/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_RECENT_H
#define CASTSCOPE_RECENT_H

#include "decode/packet.h"

/*
 * Messages that were decoded of late, so that one which comes again need not be.
 *
 * What machines tell all others they say several times: announcements twice at least (RFC 6762 section
 * 8.3), questions until somebody answers, everything again after a while. Half of the messages over UDP
 * on a home's link repeat one shortly before, and decoding them takes most of the time that such frames
 * take. The frames differ all the same, by the identification in the IP header and the checksum over it:
 * so messages are remembered, not frames.
 *
 * A decoder of messages knows nothing but the window on the message and a few things that the layers below
 * left in the packet. They are kept, and compared; where they are the same, what the decoder made of the
 * packet is made of it again. Who talks to whom counts only where the decoder asked (message_src() and its
 * like). By which layers the message came does not, nor does the identifier that ties answers to their
 * question, which decoders do not look at (else they say so by message_identifier()): what is said over IPv4
 * and over IPv6, once more, or by many in the same words, is decoded once. So a packet says the same with this
 * memory and without it. The hash by which a message is found decides nothing, and needs spread, not secrecy.
 *
 * The memory is a ring of bytes, in which the newest record overwrites the oldest ones: some eight hundred
 * find room, in ten times as many places. Most repetitions come soon, among the next 64 messages; on a link of
 * many machines, each of which says the same every few minutes, the others come after some hundred.
 * Where nothing comes again, as in a flood of invented names, writing down is in vain and mostly left out.
 */

enum {
    RECENT_BYTES = 512 * 1024,
    RECENT_PLACES = 8192,
    RECENT_MESSAGE = 1500, /* a longer message is decoded each time... */
    RECENT_FACTS = 32,     /* ... and one that states more... */
    RECENT_LAYERS = 4,     /* ... or has more layers in it... */
    RECENT_NAMES = 1024,   /* ... or has more bytes of names in it */
    RECENT_VAIN = 256,     /* where none of so many came again, of the next ones... */
    RECENT_ROUND = 1024,   /* ... in each round of so many... */
    RECENT_TRIES = 64,     /* ... only so many in a row are remembered, until one comes again */
};

/* Zeroed it remembers nothing. */
struct recent {
    uint64_t end;                  /* bytes ever written */
    uint64_t vain;                 /* messages since one came again */
    uint64_t place[RECENT_PLACES]; /* by hash: where the last such record begins in them, or 0 */
    uint8_t ring[RECENT_BYTES];
};

/* Has the message that the reader stands before decoded as that of a protocol, or does again what was done
 * when it came last. The packet has such a memory. */
void recent_decode(struct packet *, struct reader *, enum proto);

#endif
