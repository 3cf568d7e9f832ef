/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_ETHERTYPE_H
#define CASTSCOPE_ETHERTYPE_H

#include "decode/decoder.h"

/* The field that says what follows an Ethernet address pair or a VLAN tag. */

enum {
    ETHERTYPE_LENGTH_MAX = 1500, /* up to here the field is an 802.3 length */
    ETHERTYPE_MIN = 1536,        /* from here an EtherType (IEEE Std 802.3 clause 3.2.6) */
    ETHERTYPE_802_2 = 0x0004, /* an 802.2 header follows: Linux's number, used by cooked captures */
};

/* Reads the field and hands on what follows. */
void ethertype_decode(struct packet *, struct reader *);

/* The same for a number that was read already. */
void ethertype_next(struct packet *, struct reader *, uint16_t ethertype);

#endif
