/* SPDX-License-Identifier: MIT */
/*
 * MPLS label stacks (RFC 3032 section 2.1): entries of 4 bytes, up to one that says it is the last.
 *
 *     label (20 bits), traffic class (3 bits), bottom of stack (1 bit), time to live (1)
 *
 * Nothing says what is below the stack. As routers do that balance load, an IP packet is recognised by
 * its version (RFC 4928 section 2); whatever else may be there is left alone.
 */
#include "decode/decoder.h"

enum { MPLS_LABELS = 32, MPLS_BOTTOM = 0x100 };

void mpls_decode(struct packet *p, struct reader *r)
{
    uint32_t entry = 0;
    int n = 0;
    while (r->fault == FAULT_NONE && n++ < MPLS_LABELS && !(entry & MPLS_BOTTOM)) {
        entry = reader_be32(r);
        field_number(p, r, 4, "mpls.label", entry >> 12);
        field_number(p, r, 4, "mpls.ttl", entry & 0xff);
    }
    if (!decode_sound(p, r))
        return;
    info_setf(p, "MPLS label %u", (unsigned)(entry >> 12));
    if (!(entry & MPLS_BOTTOM)) {
        decode_stop(p);
        return;
    }
    int first = reader_peek(r, 0);
    switch (first < 0 ? 0 : first >> 4) {
    case 4: decode_as(p, r, PROTO_IPV4); break;
    case 6: decode_as(p, r, PROTO_IPV6); break;
    default: break;
    }
}
