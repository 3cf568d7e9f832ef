/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_DISCOVERY_H
#define CASTSCOPE_DISCOVERY_H

#include "decode/decoder.h"

/* What LLDP and CDP have in common: a machine says on each of its ports what it is. */

enum { DISCOVERY_TEXT = 256, DISCOVERY_ADDRESSES = 8, DISCOVERY_DESCRIPTIONS = 2 };

struct discovery {
    char name[DISCOVERY_TEXT]; /* clean; "" where it is not said */
    char description[DISCOVERY_DESCRIPTIONS][DISCOVERY_TEXT];
    struct ip address[DISCOVERY_ADDRESSES];
    unsigned addresses;
    bool more_addresses; /* than there is room for */
    struct mac bearer;   /* of the sending port; MAC_NONE where nothing says it */
    uint32_t ttl_s;      /* 0 takes back what was said */
};

/* Reads the rest of the window as a string and keeps its first line. Zeros at its end, which some
 * senders count in, are left out. `out` holds DISCOVERY_TEXT bytes; where it is NULL or holds a line
 * already, the string is read for the field only. */
void discovery_line(struct packet *, struct reader *, const char *field, char *out);

/* Keeps an address that the machine says it can be managed at. */
void discovery_address(struct discovery *, struct ip);

/* States who is called what and what it is. No MAC address is bound to the addresses: they may
 * belong to another port of the machine than the one that sends. */
void discovery_state(struct packet *, const struct discovery *);

#endif
