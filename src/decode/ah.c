/* SPDX-License-Identifier: MIT */
/*
 * The Authentication Header in IPv4 (RFC 4302 section 2); ipv6.c walks it among its extension headers.
 *
 *     next header (1), length (1, in 4 bytes, without the first 8), reserved (2)
 *     security parameters index (4), sequence number (4), integrity check value
 *
 * It hides nothing, so that what it protects is read on. The protocol of the packet stays 51.
 */
#include "decode/decoder.h"

enum { AH_FIXED = 12, AH_LENGTH_LEAST = 1 };

void ah_decode(struct packet *p, struct reader *r)
{
    uint8_t next = field_u8(p, r, "ah.next_header");
    uint8_t length = field_u8(p, r, "ah.length");
    reader_skip(r, 2);
    field_be32(p, r, "ah.spi");
    field_be32(p, r, "ah.sequence");
    if (!decode_sound(p, r))
        return;
    info_setf(p, "AH");
    if (length < AH_LENGTH_LEAST) {
        decode_bad(p);
        return;
    }
    field_skip(p, r, (length + 2u) * 4 - AH_FIXED, "ah.icv");
    if (decode_sound(p, r))
        decode_next(p, r, SPACE_IP_PROTOCOL, next);
}
