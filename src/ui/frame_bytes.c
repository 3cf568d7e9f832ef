/* SPDX-License-Identifier: MIT */
#include "ui/frame_bytes.h"

static char byte_character(uint8_t byte)
{
    return byte >= 0x20 && byte < 0x7f ? (char)byte : '.';
}

/* The first row of bytes to be shown. */
static uint32_t row_first(const struct frame_slot *slot, uint32_t offset, uint32_t length,
                          uint32_t room, uint32_t bytes)
{
    uint32_t end = offset + length > slot->captured ? slot->captured : offset + length;
    uint32_t rows = (end + bytes - 1) / bytes, begin = offset / bytes;
    uint32_t first = rows > room ? rows - room : 0;
    return first > begin ? begin : first;
}

static uint32_t row_bytes(struct area area)
{
    return area.width < FRAME_BYTES_WIDTH ? HEX_BYTES / 2 : HEX_BYTES;
}

bool frame_bytes_at(const struct frame_bytes *drawn, const struct frame_slot *slot, int row,
                    int column, uint32_t *offset)
{
    int bytes = (int)row_bytes(drawn->area), line = row - drawn->area.row;
    int hex = column - drawn->area.column - 6, character = hex - 3 * bytes - 1;
    if (line < 0 || line >= drawn->area.height || hex < 0 || character >= bytes ||
        (character < 0 && hex % 3 == 2))
        return false;
    *offset = drawn->first + (uint32_t)(line * bytes + (character < 0 ? hex / 3 : character));
    return (character >= 0 || hex < 3 * bytes) && *offset < slot->captured;
}

struct frame_bytes frame_bytes_draw(struct canvas *c, struct area area,
                                    const struct frame_slot *slot, uint32_t offset, uint32_t length)
{
    uint32_t room = area.height > 0 ? (uint32_t)area.height : 0;
    uint32_t bytes = row_bytes(area);
    uint32_t first = row_first(slot, offset, length, room, bytes);
    for (uint32_t i = 0; i < room && (first + i) * bytes < slot->captured; i++) {
        uint32_t start = (first + i) * bytes;
        int row = area.row + (int)i;
        char string[16];
        struct text t = text_over(string, sizeof string);
        text_addf(&t, "%04x", (unsigned)start);
        canvas_text(c, row, area.column, area.width, STYLE_DIM, string);
        for (uint32_t k = 0; k < bytes && start + k < slot->captured; k++) {
            uint8_t byte = slot->bytes[start + k];
            enum style style = start + k >= offset && start + k - offset < length ? STYLE_SELECTED
                                                                                  : STYLE_PLAIN;
            int hex = 6 + 3 * (int)k, character = 6 + 3 * (int)bytes + 1 + (int)k;
            t = text_over(string, sizeof string);
            text_addf(&t, "%02x", byte);
            canvas_text(c, row, area.column + hex, area.width - hex, style, string);
            t = text_over(string, sizeof string);
            text_add_char(&t, byte_character(byte));
            canvas_text(c, row, area.column + character, area.width - character, style, string);
        }
    }
    return (struct frame_bytes){area, first * bytes};
}

void frame_bytes_add(struct text *t, const struct frame_slot *slot)
{
    for (uint32_t start = 0; start < slot->captured; start += HEX_BYTES) {
        char characters[HEX_BYTES + 1] = "";
        text_addf(t, "%04x  ", (unsigned)start);
        for (uint32_t k = 0; k < HEX_BYTES; k++) {
            bool there = start + k < slot->captured;
            uint8_t byte = there ? slot->bytes[start + k] : ' ';
            characters[k] = there ? byte_character(byte) : '\0';
            if (there)
                text_addf(t, "%02x ", byte);
            else
                text_add(t, "   ");
        }
        text_addf(t, " %s\n", characters);
    }
}
