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
#include "decode/family.h"

/* What the numbers mean, for everything that has them in front of a packet. */
enum { FAMILY_MAX = 0xffff, ETHERTYPE_IPV4 = 0x0800, ETHERTYPE_IPV6 = 0x86dd };

void family_next(struct packet *p, struct reader *r, uint32_t family)
{
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

uint32_t family_read(struct packet *p, struct reader *r, const char *name)
{
    uint32_t family = reader_be32(r);
    if (family > FAMILY_MAX)
        family = family >> 24 | (family >> 8 & 0xff00) | (family << 8 & 0xff0000) | family << 24;
    field_number(p, r, 4, name, family);
    return family;
}

void null_decode(struct packet *p, struct reader *r)
{
    uint32_t family = family_read(p, r, "loopback.family");
    if (decode_sound(p, r))
        family_next(p, r, family);
}

void loop_decode(struct packet *p, struct reader *r)
{
    null_decode(p, r);
}
