/* SPDX-License-Identifier: MIT */
/*
 * IP observability of Solaris: packets as its IP sees them, between zones and on loopback.
 *
 *     version (1), address family (1), kind (2), length (4), interface (4), its group (4)
 *     source zone (4), destination zone (4)
 */
#include "decode/family.h"

void ipnet_decode(struct packet *p, struct reader *r)
{
    field_u8(p, r, "ipnet.version");
    uint8_t family = field_u8(p, r, "ipnet.family");
    field_be16(p, r, "ipnet.kind");
    field_be32(p, r, "ipnet.length");
    field_be32(p, r, "ipnet.interface");
    field_be32(p, r, "ipnet.group");
    field_be32(p, r, "ipnet.source_zone");
    field_be32(p, r, "ipnet.destination_zone");
    if (!decode_sound(p, r))
        return;
    info_setf(p, "Solaris IP");
    family_next(p, r, family);
}
