/* SPDX-License-Identifier: MIT */
/*
 * Provider backbone bridges: the service tag of IEEE Std 802.1Q clause 9.7 (once 802.1ah), behind which a
 * customer's frame stands in that of the backbone.
 *
 *     priority (3 bits), DEI (1 bit), use of addresses (1 bit), reserved (3 bits), service (24 bits)
 *     customer's destination (6), customer's source (6), EtherType of what follows ...
 *
 * The link's addresses are the backbone's.
 */
#include "decode/ethertype.h"

void pbb_decode(struct packet *p, struct reader *r)
{
    uint32_t tag = reader_be32(r);
    field_number(p, r, 4, "pbb.priority", tag >> 29);
    field_number(p, r, 4, "pbb.service", tag & 0xffffff);
    field_mac(p, r, "pbb.dst");
    field_mac(p, r, "pbb.src");
    uint16_t ethertype = field_hex16(p, r, "pbb.type");
    if (!decode_sound(p, r))
        return;
    info_setf(p, "backbone service %u", (unsigned)(tag & 0xffffff));
    decode_next(p, r, SPACE_ETHERTYPE,
                ethertype <= ETHERTYPE_LENGTH_MAX ? ETHERTYPE_802_2 : ethertype);
}
