/* SPDX-License-Identifier: MIT */
/*
 * Cisco HDLC (RFC 1547): address (1), control (1), then the EtherType of what follows, or a number of
 * Cisco's own.
 */
#include "decode/hdlc.h"
#include "decode/ethertype.h"

void hdlc_next(struct packet *p, struct reader *r, uint16_t protocol)
{
    bool own = protocol < ETHERTYPE_MIN || proto_find(SPACE_HDLC, protocol) != PROTO_NONE;
    decode_next(p, r, own ? SPACE_HDLC : SPACE_ETHERTYPE, protocol);
}

void hdlc_decode(struct packet *p, struct reader *r)
{
    field_u8(p, r, "hdlc.address");
    field_u8(p, r, "hdlc.control");
    uint16_t protocol = field_hex16(p, r, "hdlc.protocol");
    if (!decode_sound(p, r))
        return;
    info_setf(p, "HDLC protocol 0x%04x", (unsigned)protocol);
    hdlc_next(p, r, protocol);
}
