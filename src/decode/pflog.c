/* SPDX-License-Identifier: MIT */
/*
 * What packet filters show of the packets that they log or protect, in front of each.
 *
 *     PFLOG (OpenBSD's pf): length of this header (1), address family (1), action (1), reason (1),
 *         interface (16), and more, filled up to a multiple of 4
 *     ENC (OpenBSD's IPsec): address family (4), security parameters index (4), flags (4)
 */
#include "decode/family.h"

enum { PFLOG_START = 4, PFLOG_INTERFACE = 16, PFLOG_UNIT = 4 };

void pflog_decode(struct packet *p, struct reader *r)
{
    uint8_t length = field_u8(p, r, "pflog.length");
    uint8_t family = field_u8(p, r, "pflog.family");
    field_u8(p, r, "pflog.action");
    field_u8(p, r, "pflog.reason");
    field_skip(p, r, PFLOG_INTERFACE, "pflog.interface");
    if (!decode_sound(p, r))
        return;
    info_setf(p, "packet filter log");
    uint32_t filled = (length + PFLOG_UNIT - 1u) / PFLOG_UNIT * PFLOG_UNIT;
    if (filled < PFLOG_START + PFLOG_INTERFACE) {
        decode_bad(p);
        return;
    }
    reader_skip(r, filled - PFLOG_START - PFLOG_INTERFACE);
    if (decode_sound(p, r))
        family_next(p, r, family);
}

void enc_decode(struct packet *p, struct reader *r)
{
    uint32_t family = family_read(p, r, "enc.family");
    field_be32(p, r, "enc.spi");
    field_skip(p, r, 4, "enc.flags");
    if (!decode_sound(p, r))
        return;
    info_setf(p, "IPsec, inside");
    family_next(p, r, family);
}
