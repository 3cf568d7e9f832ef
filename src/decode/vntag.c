/* SPDX-License-Identifier: MIT */
/*
 * VN-Tag, what a port extender puts in front of a frame (Cisco; proposed as IEEE 802.1Qbh).
 *
 *     direction (1 bit), pointer (1), destination interface (14)
 *     looped (1), reserved (1), version (2), source interface (12), EtherType of what follows ...
 */
#include "decode/ethertype.h"

void vntag_decode(struct packet *p, struct reader *r)
{
    uint16_t destination = reader_be16(r);
    field_number(p, r, 2, "vntag.direction", destination >> 15);
    field_number(p, r, 2, "vntag.pointer", destination >> 14 & 1);
    field_number(p, r, 2, "vntag.destination", destination & 0x3fff);
    uint16_t source = reader_be16(r);
    field_number(p, r, 2, "vntag.looped", source >> 15);
    field_number(p, r, 2, "vntag.source", source & 0xfff);
    if (decode_sound(p, r))
        ethertype_decode(p, r);
}
