/* SPDX-License-Identifier: MIT */
/*
 * Cisco FabricPath: an Ethernet frame in another one, whose addresses are numbers of switches and ports.
 *
 *     forwarding tag (10 bits), time to live (6 bits), the Ethernet frame
 *
 * Who talks to whom is told by the inner frame: its addresses become the packet's.
 */
#include "decode/decoder.h"

void fabricpath_decode(struct packet *p, struct reader *r)
{
    uint16_t tag = reader_be16(r);
    field_number(p, r, 2, "fabricpath.tag", tag >> 6);
    field_number(p, r, 2, "fabricpath.ttl", tag & 0x3f);
    if (decode_sound(p, r))
        decode_as(p, r, PROTO_ETHERNET);
}
