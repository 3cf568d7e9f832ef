/* SPDX-License-Identifier: MIT */
/*
 * PKTAP: frames of any interface of a Mac, each with where it passed and for whom.
 *
 *     length of this header (4), type (4), link type of the frame (4), interface (24), and more
 *
 * Numbers have their low byte first.
 */
#include "decode/decoder.h"

enum { PKTAP_START = 36, PKTAP_INTERFACE = 24 };

void pktap_decode(struct packet *p, struct reader *r)
{
    uint32_t length = field_le32(p, r, "pktap.length");
    field_le32(p, r, "pktap.type");
    uint32_t link = field_le32(p, r, "pktap.link");
    field_skip(p, r, PKTAP_INTERFACE, "pktap.interface");
    if (!decode_sound(p, r))
        return;
    info_setf(p, "PKTAP header");
    if (length < PKTAP_START) {
        decode_bad(p);
        return;
    }
    reader_skip(r, length - PKTAP_START);
    if (decode_sound(p, r))
        decode_next(p, r, SPACE_LINKTYPE, link);
}
