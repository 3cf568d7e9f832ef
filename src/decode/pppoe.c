/* SPDX-License-Identifier: MIT */
/*
 * PPP over Ethernet (RFC 2516): finding an access concentrator, and the session with it.
 *
 *     version (4 bits), type (4 bits), code (1), session (2), length (2)
 *     session: a PPP frame from its protocol field on
 *     discovery: tags of type (2), length (2), value
 *
 * An access concentrator that says its name is named by it.
 */
#include "decode/decoder.h"

enum pppoe_tag {
    TAG_END = 0x0000,
    TAG_SERVICE_NAME = 0x0101,
    TAG_AC_NAME = 0x0102,
};

enum { PPPOE_TAGS = 64, TAG_TEXT = 256, PPPOE_PADI = 0x09, PPPOE_PADO = 0x07 };

/* Reads the header and ends the window where it says; false after a fault. */
static bool header_decode(struct packet *p, struct reader *r, uint8_t *code)
{
    uint8_t first = reader_u8(r);
    field_number(p, r, 1, "pppoe.version", first >> 4);
    field_number(p, r, 1, "pppoe.type", first & 15);
    uint8_t value = field_u8(p, r, "pppoe.code");
    field_hex16(p, r, "pppoe.session");
    uint16_t length = field_be16(p, r, "pppoe.length");
    if (!decode_sound(p, r))
        return false;
    if (!reader_limit(r, length))
        decode_bad(p);
    *code = value;
    return true;
}

void pppoes_decode(struct packet *p, struct reader *r)
{
    uint8_t code;
    if (header_decode(p, r, &code))
        decode_as(p, r, PROTO_PPP);
}

static const char *code_name(uint8_t code)
{
    switch (code) {
    case PPPOE_PADI: return "initiation";
    case PPPOE_PADO: return "offer";
    case 0x19: return "request";
    case 0x65: return "session confirmation";
    case 0xa7: return "termination";
    default: return "packet";
    }
}

/* Reads a tag; false after the last one. */
static bool tag_decode(struct packet *p, struct reader *r, uint8_t code)
{
    uint16_t type = field_hex16(p, r, "pppoe.tag");
    uint16_t length = field_be16(p, r, "pppoe.tag.length");
    const uint8_t *value = type == TAG_END ? NULL : reader_bytes(r, length);
    if (value == NULL)
        return false;
    bool named = type == TAG_AC_NAME && code == PPPOE_PADO && length > 0 && !p->more_facts;
    if ((type != TAG_AC_NAME && type != TAG_SERVICE_NAME) || !(named || fields_wanted(p)))
        return true;
    char clean[TAG_TEXT];
    text_sanitize(clean, sizeof clean, value, length);
    field_text(p, r, length, type == TAG_AC_NAME ? "pppoe.ac_name" : "pppoe.service", clean);
    if (named) {
        struct fact *fact = fact_state(p, FACT_NAMED);
        fact->mac = p->eth_src;
        fact->text = fact_keep(p, clean);
    }
    return true;
}

void pppoed_decode(struct packet *p, struct reader *r)
{
    uint8_t code;
    if (!header_decode(p, r, &code))
        return;
    info_setf(p, "PPPoE discovery: %s", code_name(code));
    for (int i = 0; i < PPPOE_TAGS && reader_left(r) > 0; i++)
        if (!tag_decode(p, r, code)) {
            decode_sound(p, r);
            return;
        }
    if (reader_left(r) > 0)
        decode_stop(p);
}
