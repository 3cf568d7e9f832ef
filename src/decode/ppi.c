/* SPDX-License-Identifier: MIT */
/*
 * Per-Packet Information (CACE Technologies): fields about a frame
 * of any link type.
 *
 *     version (1), flags (1), length of the whole header (2), link type (4)
 *     fields: type (2), length (2), data; with flag 1 padded to 4 bytes
 *
 * Of the fields only 802.11-Common matters here, whose flags tell whether the frame check sequence is
 * at the end. Numbers have their low byte first.
 */
#include "decode/ieee80211.h"

enum {
    PPI_START = 8,
    PPI_ALIGNED = 0x01,
    PPI_ALIGNMENT = 4,
    PPI_FIELDS = 64,
    FIELD_80211_COMMON = 2,
    COMMON_TSF = 8,
    COMMON_FCS = 0x0001,
    PPI_LINK_80211 = 105,
};

/* Walks the fields; true where one says that there is a frame check sequence. */
static bool fields_decode(struct packet *p, struct reader *r, bool aligned)
{
    bool fcs = false;
    for (int i = 0; i < PPI_FIELDS && r->fault == FAULT_NONE && reader_left(r) > 0; i++) {
        uint16_t type = field_le16(p, r, "ppi.field.type");
        uint32_t length = field_le16(p, r, "ppi.field.length");
        struct reader data = reader_window(r, length);
        if (type == FIELD_80211_COMMON) {
            field_skip(p, &data, COMMON_TSF, "ppi.tsf");
            fcs = (field_le16(p, &data, "ppi.flags") & COMMON_FCS) != 0;
            decode_sound(p, &data);
        }
        uint32_t padding = (PPI_ALIGNMENT - length % PPI_ALIGNMENT) % PPI_ALIGNMENT;
        if (aligned && padding <= reader_left(r))
            reader_skip(r, padding);
    }
    return fcs;
}

void ppi_decode(struct packet *p, struct reader *r)
{
    field_u8(p, r, "ppi.version");
    uint8_t flags = field_u8(p, r, "ppi.flags");
    uint16_t length = field_le16(p, r, "ppi.length");
    uint32_t link = field_le32(p, r, "ppi.link");
    if (!decode_sound(p, r))
        return;
    info_setf(p, "PPI header");
    if (length < PPI_START) {
        decode_bad(p);
        return;
    }
    struct reader header = reader_window(r, length - PPI_START);
    bool fcs = fields_decode(p, &header, flags & PPI_ALIGNED);
    if (!decode_sound(p, &header) || !decode_sound(p, r))
        return;
    if (link == PPI_LINK_80211)
        ieee80211_next(p, r, (struct ieee80211_form){.fcs = fcs});
    else
        decode_next(p, r, SPACE_LINKTYPE, link);
}
