/* SPDX-License-Identifier: MIT */
/*
 * FDDI (ISO 9314-2): frame control (1), destination (6), source (6), then an 802.2 header where the frame
 * control says that it is somebody's data (RFC 1390).
 */
#include "decode/ethertype.h"

enum { FDDI_KIND = 0x70, FDDI_DATA = 0x50 };

void fddi_decode(struct packet *p, struct reader *r)
{
    uint8_t control = field_u8(p, r, "fddi.control");
    p->eth_dst = field_mac(p, r, "fddi.dst");
    p->eth_src = field_mac(p, r, "fddi.src");
    if (!decode_sound(p, r))
        return;
    info_setf(p, "FDDI frame");
    if ((control & FDDI_KIND) == FDDI_DATA)
        decode_next(p, r, SPACE_ETHERTYPE, ETHERTYPE_802_2);
}
