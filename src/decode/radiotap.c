/* SPDX-License-Identifier: MIT */
/*
 * Radiotap (www.radiotap.org), what most systems put in front of captured 802.11 frames.
 *
 *     version (1), padding (1), length of the whole header (2), present (4, repeated while bit 31 is set)
 *     a field for each bit of `present`, aligned to its size: TSFT (8), flags (1), ...
 *
 * Of the fields only the flags matter here: whether the frame check sequence is at the end, and
 * whether the 802.11 header is padded. Numbers have their low byte first.
 */
#include "decode/ieee80211.h"

enum {
    RADIOTAP_START = 4,  /* what stands before `present` */
    RADIOTAP_WORDS = 32, /* of `present`; a radio with many antennas has four or five */
    RADIOTAP_TSFT_SIZE = 8,
    PRESENT_TSFT = 1 << 0,
    PRESENT_FLAGS = 1 << 1,
    RADIOTAP_FCS = 0x10,
    RADIOTAP_PADDED = 0x20,
};

#define PRESENT_MORE (UINT32_C(1) << 31)

/* The flags; 0 where there are none. */
static uint8_t flags_decode(struct packet *p, struct reader *r)
{
    uint32_t first = field_le32(p, r, "radiotap.present"), word = first;
    for (int i = 1; i < RADIOTAP_WORDS && (word & PRESENT_MORE); i++)
        word = field_le32(p, r, "radiotap.present");
    if (word & PRESENT_MORE) {
        decode_stop(p);
        return 0;
    }
    if (first & PRESENT_TSFT) {
        uint32_t over = (r->at + RADIOTAP_START) % RADIOTAP_TSFT_SIZE;
        reader_skip(r, over > 0 ? RADIOTAP_TSFT_SIZE - over : 0);
        field_skip(p, r, RADIOTAP_TSFT_SIZE, "radiotap.tsft");
    }
    return first & PRESENT_FLAGS ? field_u8(p, r, "radiotap.flags") : 0;
}

void radiotap_decode(struct packet *p, struct reader *r)
{
    uint8_t version = field_u8(p, r, "radiotap.version");
    reader_skip(r, 1);
    uint16_t length = field_le16(p, r, "radiotap.length");
    if (!decode_sound(p, r))
        return;
    info_setf(p, "Radiotap header");
    if (version != 0)
        return;
    if (length < RADIOTAP_START) {
        decode_bad(p);
        return;
    }
    struct reader header = reader_window(r, length - RADIOTAP_START);
    uint8_t flags = flags_decode(p, &header);
    if (decode_sound(p, &header) && decode_sound(p, r))
        ieee80211_next(p, r,
                       (struct ieee80211_form){.fcs = flags & RADIOTAP_FCS,
                                               .padded = flags & RADIOTAP_PADDED});
}
