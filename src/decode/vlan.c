/* SPDX-License-Identifier: MIT */
/*
 * The EtherType field and VLAN tags (IEEE Std 802.1Q clause 9; 802.1ad stacks them).
 *
 *     +------------------+-----+---+--------------+
 *     | EtherType 0x8100 | PCP |DEI| VLAN id (12) |  EtherType of what follows ...
 *     +------------------+-----+---+--------------+
 *
 * A tag is a protocol of its own in the stack, so that stacked tags need no loop.
 */
#include "decode/ethertype.h"

void ethertype_next(struct packet *p, struct reader *r, uint16_t ethertype)
{
    if (ethertype <= ETHERTYPE_LENGTH_MAX) {
        p->has_ethertype = false;
        if (!reader_limit(r, ethertype))
            decode_bad(p);
        decode_next(p, r, SPACE_ETHERTYPE, ETHERTYPE_802_2);
        return;
    }
    p->ethertype = ethertype;
    p->has_ethertype = true;
    decode_next(p, r, SPACE_ETHERTYPE, ethertype);
}

void ethertype_decode(struct packet *p, struct reader *r)
{
    uint16_t ethertype = reader_be16(r);
    if (fields_wanted(p) && ethertype <= ETHERTYPE_LENGTH_MAX)
        number_report(p, r, 2, "eth.length", ethertype, NULL);
    else if (fields_wanted(p))
        hex_report(p, r, 2, "eth.type", ethertype);
    if (decode_sound(p, r))
        ethertype_next(p, r, ethertype);
}

void vlan_decode(struct packet *p, struct reader *r)
{
    uint16_t control = reader_be16(r);
    field_number(p, r, 2, "vlan.priority", control >> 13);
    field_number(p, r, 2, "vlan.dei", control >> 12 & 1);
    field_number(p, r, 2, "vlan.id", control & 0xfff);
    if (!decode_sound(p, r))
        return;
    if (p->vlan_count < PACKET_VLANS)
        p->vlan[p->vlan_count++] = control & 0xfff;
    ethertype_decode(p, r);
}
