/* SPDX-License-Identifier: MIT */
/*
 * Cisco HDLC (RFC 1547 section 4.3.1): address (1), control (1), then the EtherType of what follows,
 * or a number of Cisco's own.
 */
#include "decode/decoder.h"

void hdlc_decode(struct packet *p, struct reader *r)
{
    field_u8(p, r, "hdlc.address");
    field_u8(p, r, "hdlc.control");
    uint16_t protocol = field_hex16(p, r, "hdlc.protocol");
    if (!decode_sound(p, r))
        return;
    info_setf(p, "HDLC protocol 0x%04x", (unsigned)protocol);
    enum proto own = proto_find(SPACE_HDLC, protocol);
    if (own != PROTO_NONE)
        decode_as(p, r, own);
    else
        decode_next(p, r, SPACE_ETHERTYPE, protocol);
}
