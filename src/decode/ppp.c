/* SPDX-License-Identifier: MIT */
/*
 * The Point-to-Point Protocol (RFC 1661), in HDLC-like framing (RFC 1662) or without.
 *
 *     address 0xff (1), control 0x03 (1): absent where the ends agreed so, and inside other links
 *     protocol (2), or 1 byte where its low bit is set: protocol field compression
 *
 * On a serial line of Cisco's framing (RFC 1547) the address is 0x0f or 0x8f.
 */
#include "decode/decoder.h"

enum {
    PPP_ADDRESS = 0xff, /* no protocol number starts so */
    PPP_ODD = 0x01,     /* set in the last byte of a protocol number, and in no other */
    HDLC_UNICAST = 0x0f,
    HDLC_MULTICAST = 0x8f,
};

void ppp_decode(struct packet *p, struct reader *r)
{
    int address = reader_peek(r, 0);
    if (p->depth == 1 && (address == HDLC_UNICAST || address == HDLC_MULTICAST)) {
        decode_as(p, r, PROTO_HDLC);
        return;
    }
    if (address == PPP_ADDRESS) {
        field_u8(p, r, "ppp.address");
        field_u8(p, r, "ppp.control");
    }
    uint16_t protocol = reader_u8(r);
    uint32_t length = 1;
    if (!(protocol & PPP_ODD)) {
        protocol = (uint16_t)(protocol << 8 | reader_u8(r));
        length = 2;
    }
    if (!decode_sound(p, r))
        return;
    field_number(p, r, length, "ppp.protocol", protocol);
    info_setf(p, "PPP protocol 0x%04x", (unsigned)protocol);
    decode_next(p, r, SPACE_PPP, protocol);
}
