/* SPDX-License-Identifier: MIT */
/*
 * The headers that drivers of the first 802.11 cards put in front of frames (LINKTYPE_IEEE802_11_PRISM
 * and LINKTYPE_IEEE802_11_AVS).
 *
 *     Prism: message code (4), length of the whole header (4), device name (16), values of 12 bytes
 *     AVS: version (4), length of the whole header (4), values
 *
 * Prism headers are in the byte order of the machine that captured, which the message code shows; AVS
 * headers in network byte order. An AVS header may stand where a Prism header is announced.
 */
#include "decode/ieee80211.h"

enum {
    PRISM_START = 8,
    PRISM_DEVICE = 16,
    MONITOR_CODE_MAX = 0xffff, /* message codes are small: 0x41, 0x44 */
};

/* The AVS version field: a magic number and a version. */
#define AVS_MAGIC      UINT32_C(0x80211000)
#define AVS_MAGIC_MASK UINT32_C(0xfffff000)

/* Skips what is left of a header of `length` bytes and hands on the frame. */
static void header_end(struct packet *p, struct reader *r, uint32_t length, uint32_t least)
{
    if (!decode_sound(p, r))
        return;
    if (length < least) {
        decode_bad(p);
        return;
    }
    field_skip(p, r, length - PRISM_START, "monitor.values");
    if (decode_sound(p, r))
        ieee80211_next(p, r, (struct ieee80211_form){.fcs = false});
}

void prism_decode(struct packet *p, struct reader *r)
{
    if (reader_peek(r, 0) == AVS_MAGIC >> 24 && reader_peek(r, 1) == (AVS_MAGIC >> 16 & 0xff)) {
        decode_as(p, r, PROTO_AVS);
        return;
    }
    uint32_t code = reader_be32(r);
    bool low_first = code > MONITOR_CODE_MAX;
    field_number(p, r, 4, "prism.code", low_first ? code >> 24 : code);
    uint32_t length = low_first ? field_le32(p, r, "prism.length")
                                : field_be32(p, r, "prism.length");
    info_setf(p, "Prism monitor header");
    header_end(p, r, length, PRISM_START + PRISM_DEVICE);
}

void avs_decode(struct packet *p, struct reader *r)
{
    uint32_t version = field_be32(p, r, "avs.version");
    uint32_t length = field_be32(p, r, "avs.length");
    if (!decode_sound(p, r))
        return;
    info_setf(p, "AVS monitor header");
    if ((version & AVS_MAGIC_MASK) != AVS_MAGIC)
        decode_bad(p);
    else
        header_end(p, r, length, PRISM_START);
}
