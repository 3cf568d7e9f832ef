/* SPDX-License-Identifier: MIT */
/*
 * BSD loopback encapsulation: LINKTYPE_NULL and LINKTYPE_LOOP.
 *
 *     +--------------------+----------
 *     | address family (4) | packet
 *     +--------------------+----------
 *
 * LOOP has the family in network byte order, NULL in that of the machine that captured. Families are
 * small numbers, so the byte order shows. AF_INET is 2 everywhere; AF_INET6 is 10 on Linux, 23 and 24
 * on Windows, 24 on NetBSD and OpenBSD, 26 on Solaris, 28 on FreeBSD, 30 on macOS.
 */
#include "decode/ethertype.h"

enum { FAMILY_MAX = 0xffff, ETHERTYPE_IPV4 = 0x0800, ETHERTYPE_IPV6 = 0x86dd };

static void family_decode(struct packet *p, struct reader *r, uint32_t family)
{
    field_number(p, r, 4, "loopback.family", family);
    if (!decode_sound(p, r))
        return;
    switch (family) {
    case 2: decode_next(p, r, SPACE_ETHERTYPE, ETHERTYPE_IPV4); break;
    case 10:
    case 23:
    case 24:
    case 26:
    case 28:
    case 30: decode_next(p, r, SPACE_ETHERTYPE, ETHERTYPE_IPV6); break;
    default: break;
    }
}

void null_decode(struct packet *p, struct reader *r)
{
    uint32_t family = reader_be32(r);
    if (family > FAMILY_MAX)
        family = family >> 24 | (family >> 8 & 0xff00) | (family << 8 & 0xff0000) | family << 24;
    family_decode(p, r, family);
}

void loop_decode(struct packet *p, struct reader *r)
{
    null_decode(p, r);
}
