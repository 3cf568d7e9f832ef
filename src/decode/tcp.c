/* SPDX-License-Identifier: MIT */
/*
 * TCP (RFC 9293 section 3.1), as far as who talks to whom.
 *
 *     source port (2), destination port (2), sequence number (4), acknowledgment number (4)
 *     data offset (4 bits), reserved (4 bits), flags (1), window (2), checksum (2), urgent pointer (2)
 */
#include "decode/head.h"

enum { TCP_HEADER_WORDS = 5 };

void tcp_decode(struct packet *p, struct reader *r)
{
    struct head h = head_begin(p, r, TCP_HEADER_WORDS * 4);
    uint16_t src = head_be16(&h, "tcp.src_port");
    uint16_t dst = head_be16(&h, "tcp.dst_port");
    if (!decode_sound(p, r))
        return;
    p->src_port = src;
    p->dst_port = dst;
    p->has_ports = true;
    head_be32(&h, "tcp.sequence");
    head_be32(&h, "tcp.acknowledgment");
    uint8_t offset = head_bits8(&h) >> 4;
    head_number(&h, 1, "tcp.header_length", offset * 4u);
    uint8_t flags = head_u8(&h, "tcp.flags");
    head_be16(&h, "tcp.window");
    head_hex16(&h, "tcp.checksum");
    head_be16(&h, "tcp.urgent");
    if (!decode_sound(p, r))
        return;
    bool beyond = (offset - TCP_HEADER_WORDS) * 4 > (int64_t)reader_left(r);
    if (offset < TCP_HEADER_WORDS || (beyond && !p->more_fragments))
        decode_bad(p);
    info_setf(p, "TCP %u to %u%s%s%s%s", (unsigned)src, (unsigned)dst, (flags & 2) ? " SYN" : "",
              (flags & 1) ? " FIN" : "", (flags & 4) ? " RST" : "", (flags & 16) ? " ACK" : "");
}
