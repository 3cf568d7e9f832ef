/* SPDX-License-Identifier: MIT */
/*
 * NFLOG: packets that Linux' netfilter logged.
 *
 *     address family (1), version 0 (1), resource id (2), then attributes:
 *     length with these 4 bytes (2), type (2), value, filled up to a multiple of 4
 *
 * Attributes are in the order of the machine that captured, which types, small numbers, show. The packet
 * is the value of one of them.
 */
#include "decode/family.h"

enum { NFLOG_ATTRIBUTES = 64, ATTRIBUTE_HEAD = 4, ATTRIBUTE_PACKET = 9, ATTRIBUTE_UNIT = 4 };

static uint16_t swapped(uint16_t value)
{
    return (uint16_t)(value >> 8 | value << 8);
}

void nflog_decode(struct packet *p, struct reader *r)
{
    uint8_t family = field_u8(p, r, "nflog.family");
    field_u8(p, r, "nflog.version");
    field_be16(p, r, "nflog.resource");
    if (!decode_sound(p, r))
        return;
    info_setf(p, "netfilter log");
    for (int i = 0; i < NFLOG_ATTRIBUTES && r->fault == FAULT_NONE && reader_left(r) > 0; i++) {
        uint16_t length = reader_le16(r);
        uint16_t type = reader_le16(r);
        if (type > UINT8_MAX) {
            type = swapped(type);
            length = swapped(length);
        }
        field_number(p, r, 2, "nflog.attribute", type);
        if (r->fault == FAULT_NONE && length < ATTRIBUTE_HEAD)
            reader_spoil(r, FAULT_BAD);
        uint32_t n = (uint32_t)length - ATTRIBUTE_HEAD;
        if (type == ATTRIBUTE_PACKET) {
            if (r->fault == FAULT_NONE && !reader_limit(r, n))
                decode_bad(p);
            if (decode_sound(p, r))
                family_next(p, r, family);
            return;
        }
        uint32_t padding = (ATTRIBUTE_UNIT - n % ATTRIBUTE_UNIT) % ATTRIBUTE_UNIT;
        if (r->fault == FAULT_NONE)
            reader_skip(r, n + (n + padding <= reader_left(r) ? padding : 0));
    }
    decode_sound(p, r);
}
