/* SPDX-License-Identifier: MIT */
/* Raw IP (LINKTYPE_RAW, LINKTYPE_IPV4, LINKTYPE_IPV6): the packet starts at once, and its version
 * field says which it is (RFC 791 section 3.1, RFC 8200 section 3). */
#include "decode/decoder.h"

void raw_decode(struct packet *p, struct reader *r)
{
    int first = reader_peek(r, 0);
    switch (first >= 0 ? first >> 4 : 0) {
    case 4: decode_as(p, r, PROTO_IPV4); break;
    case 6: decode_as(p, r, PROTO_IPV6); break;
    default:
        if (reader_has(r, 1))
            decode_bad(p);
        decode_sound(p, r);
        break;
    }
}
