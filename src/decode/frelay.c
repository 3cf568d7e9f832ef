/* SPDX-License-Identifier: MIT */
/*
 * Frame Relay (ITU-T Q.922), and what is carried over it (RFC 2427).
 *
 *     address (2 to 4): data link connection identifier; the low bit is set in the last byte
 *     control 0x03 (1), padding 0x00 (absent or 1), network layer protocol identifier (1)
 *
 * In Cisco's framing a number as in its HDLC stands behind the address instead.
 */
#include "decode/hdlc.h"

enum {
    ADDRESS_BYTES = 4,
    ADDRESS_LAST = 0x01,
    UNNUMBERED_INFORMATION = 0x03,
    NLPID_PADDING = 0x00,
};

/* Reads the address; false where it does not end. */
static bool address_decode(struct packet *p, struct reader *r)
{
    uint32_t dlci = 0, n = 0;
    uint8_t byte;
    do {
        byte = reader_u8(r);
        /* Of the first byte 6 bits belong to the identifier, of the second 4, of others 7 (the third
         * of four) and 6 (the last). */
        switch (n++) {
        case 0: dlci = byte >> 2; break;
        case 1: dlci = dlci << 4 | byte >> 4; break;
        default: dlci = byte & ADDRESS_LAST ? dlci << 6 | byte >> 2 : dlci << 7 | byte >> 1; break;
        }
    } while (r->fault == FAULT_NONE && !(byte & ADDRESS_LAST) && n < ADDRESS_BYTES);
    field_number(p, r, n, "frelay.dlci", dlci);
    info_setf(p, "Frame Relay connection %u", (unsigned)dlci);
    return byte & ADDRESS_LAST;
}

void frelay_decode(struct packet *p, struct reader *r)
{
    bool ends = address_decode(p, r);
    if (!decode_sound(p, r))
        return;
    if (!ends) {
        decode_bad(p);
        return;
    }
    uint8_t control = field_u8(p, r, "frelay.control");
    if (!decode_sound(p, r))
        return;
    if (control != UNNUMBERED_INFORMATION) {
        uint16_t protocol = (uint16_t)(control << 8 | reader_u8(r));
        if (decode_sound(p, r))
            hdlc_next(p, r, protocol);
        return;
    }
    uint8_t nlpid = field_u8(p, r, "frelay.nlpid");
    if (nlpid == NLPID_PADDING)
        nlpid = field_u8(p, r, "frelay.nlpid");
    if (decode_sound(p, r))
        decode_next(p, r, SPACE_NLPID, nlpid);
}
