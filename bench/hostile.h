/* SPDX-License-Identifier: MIT */
#ifndef BENCH_HOSTILE_H
#define BENCH_HOSTILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Frames made to cost as much as a frame can. */

enum {
    LINK_ETHERNET = 1,
    LINK_HDLC = 104,
    LINK_IEEE80211 = 105,
    ETHERNET_HEADER = 14,
    JUMBO = 65535 + ETHERNET_HEADER,
    AT_SENDER = 10, /* the last two bytes of an Ethernet frame's source address */
};

struct bytes {
    uint8_t at[JUMBO];
    uint32_t n, most; /* bytes there are, and that there may be */
    uint32_t link;    /* link type, by the numbers of LINKTYPE_* */
};

size_t hostile_count(void);

/* Builds the frame of a row, at most `most` bytes of it; what it is called. */
const char *hostile_build(struct bytes *, size_t row, uint32_t most);

/* Builds an mDNS response that offers a service: another one, from another host, for each number. */
void service_build(struct bytes *, unsigned number);

#endif
