/* SPDX-License-Identifier: MIT */
/* UDP (RFC 768): source port (2), destination port (2), length (2), checksum (2). What it carries is
 * told by the destination port, else by the source port, else by its first bytes. */
#include "decode/wol.h"

enum { UDP_HEADER = 8 };

void udp_decode(struct packet *p, struct reader *r)
{
    uint16_t src = field_be16(p, r, "udp.src_port");
    uint16_t dst = field_be16(p, r, "udp.dst_port");
    if (!decode_sound(p, r))
        return;
    p->src_port = src;
    p->dst_port = dst;
    p->has_ports = true;
    info_setf(p, "UDP %u to %u", (unsigned)src, (unsigned)dst);
    uint16_t length = field_be16(p, r, "udp.length");
    field_hex16(p, r, "udp.checksum");
    if (!decode_sound(p, r))
        return;
    if (length >= UDP_HEADER) {
        if (!reader_limit(r, length - UDP_HEADER) && !p->more_fragments)
            decode_bad(p);
    } else if (length != 0) { /* 0 stands for a jumbogram (RFC 2675 section 4) */
        decode_bad(p);
        return;
    }
    enum proto above = proto_find(SPACE_UDP_PORT, dst);
    if (above == PROTO_NONE)
        above = proto_find(SPACE_UDP_PORT, src);
    if (above != PROTO_NONE)
        decode_as(p, r, above);
    else if (wol_begins(r))
        decode_as(p, r, PROTO_WOL);
}
