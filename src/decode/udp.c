/* SPDX-License-Identifier: MIT */
/* UDP (RFC 768): source port (2), destination port (2), length (2), checksum (2). What it carries is
 * told by the destination port, else by the source port, else by its first bytes. */
#include "decode/udp.h"

#include "decode/head.h"
#include "decode/recent.h"
#include "decode/wol.h"

enum { UDP_HEADER = 8, PORTS_REGISTERED = 1024 };

/* Ports that are only registered (RFC 6335 section 6) are clients' ports, too: what is merely named by
 * one does not hide a server that is known. */
static enum proto ports_find(uint16_t src, uint16_t dst)
{
    enum proto to = proto_find(SPACE_UDP_PORT, dst);
    if (to != PROTO_NONE && (dst < PORTS_REGISTERED || !proto_is_opaque(to)))
        return to;
    enum proto from = proto_find(SPACE_UDP_PORT, src);
    bool known = from != PROTO_NONE && !proto_is_opaque(from);
    return known || to == PROTO_NONE ? from : to;
}

static void message_decode(struct packet *p, struct reader *r, enum proto proto)
{
    if (p->recent != NULL && !proto_is_opaque(proto))
        recent_decode(p, r, proto);
    else
        decode_as(p, r, proto);
}

/* UDP-Lite (RFC 3828): UDP with a checksum coverage in place of the length. */
void udplite_decode(struct packet *p, struct reader *r)
{
    uint16_t src = field_be16(p, r, "udplite.src_port");
    uint16_t dst = field_be16(p, r, "udplite.dst_port");
    if (!decode_sound(p, r))
        return;
    p->src_port = src;
    p->dst_port = dst;
    p->has_ports = true;
    info_setf(p, "UDP-Lite %u to %u", (unsigned)src, (unsigned)dst);
    field_be16(p, r, "udplite.coverage");
    field_hex16(p, r, "udplite.checksum");
    if (!decode_sound(p, r))
        return;
    enum proto above = ports_find(src, dst);
    struct reader message = reader_rest(r);
    if (above != PROTO_NONE)
        message_decode(p, &message, above);
}

void udp_decode(struct packet *p, struct reader *r)
{
    struct head h = head_begin(p, r, UDP_HEADER);
    uint16_t src = head_be16(&h, "udp.src_port");
    uint16_t dst = head_be16(&h, "udp.dst_port");
    if (!decode_sound(p, r))
        return;
    p->src_port = src;
    p->dst_port = dst;
    p->has_ports = true;
    info_setf(p, "UDP %u to %u", (unsigned)src, (unsigned)dst);
    uint16_t length = head_be16(&h, "udp.length");
    head_hex16(&h, "udp.checksum");
    if (!decode_sound(p, r)) {
        layer_name(p, ports_find(src, dst)); /* they are all that is needed for that */
        return;
    }
    if (length >= UDP_HEADER) {
        if (!reader_limit(r, length - UDP_HEADER) && !p->more_fragments)
            decode_bad(p);
    } else if (length != 0) { /* 0 stands for a jumbogram (RFC 2675 section 4) */
        decode_bad(p);
        return;
    }
    struct reader payload = reader_rest(r);
    datagram_decode(p, &payload);
}

void datagram_decode(struct packet *p, struct reader *r)
{
    enum proto above = ports_find(p->src_port, p->dst_port);
    if (above != PROTO_NONE)
        message_decode(p, r, above);
    else if (wol_begins(r))
        decode_as(p, r, PROTO_WOL);
}
