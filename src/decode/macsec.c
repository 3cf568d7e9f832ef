/* SPDX-License-Identifier: MIT */
/*
 * MACsec (IEEE Std 802.1AE clause 9): a tag behind the addresses, and a check value at the end.
 *
 *     version (1 bit), flags (5 bits: ES, SC, SCB, E, C), association (2 bits), short length (1)
 *     packet number (4), where SC is set the channel (8), EtherType and data, check value (16)
 *
 * Where neither E nor C is set the data is only vouched for, and is read on. The frame's EtherType
 * stays MACsec's.
 */
#include "decode/decoder.h"

enum {
    MACSEC_VERSION = 0x80,
    MACSEC_CHANNEL = 0x20,
    MACSEC_CHANGED = 0x0c, /* encrypted, or changed in another way */
    MACSEC_CHECK_VALUE = 16,
};

void macsec_decode(struct packet *p, struct reader *r)
{
    uint8_t control = field_u8(p, r, "macsec.control");
    uint8_t length = field_u8(p, r, "macsec.short_length");
    field_be32(p, r, "macsec.packet_number");
    if (control & MACSEC_CHANNEL)
        field_skip(p, r, 8, "macsec.channel");
    if (!decode_sound(p, r))
        return;
    bool readable = !(control & (MACSEC_VERSION | MACSEC_CHANGED));
    info_setf(p, "MACsec, %s", readable ? "integrity only" : "encrypted");
    if (!readable)
        return;
    uint32_t left = reader_left(r);
    bool whole = left >= MACSEC_CHECK_VALUE &&
                 reader_limit(r, length != 0 ? length : left - MACSEC_CHECK_VALUE);
    if (!whole) {
        decode_bad(p);
        return;
    }
    uint16_t ethertype = field_hex16(p, r, "macsec.type");
    if (decode_sound(p, r))
        decode_next(p, r, SPACE_ETHERTYPE, ethertype);
}
