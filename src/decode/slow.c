/* SPDX-License-Identifier: MIT */
/*
 * Slow protocols (IEEE Std 802.3 annex 57A) and those of their subtypes that are looked into.
 *
 *     subtype (1), then
 *     LACP and marker (IEEE Std 802.1AX): version (1), then type (1), length (1, these two included)
 *     and value again and again, up to a type of 0
 *     OAM (IEEE Std 802.3): flags (2), code (1), data
 *     organisation's own: OUI (3), the ITU-T's with a subtype (2) of 1 is ESMC (ITU-T G.8264)
 */
#include "decode/decoder.h"

enum {
    TLVS = 8, /* LACP has three, a marker one */
    TLV_HEADER = 2,
    TLV_END = 0,
    TLV_ACTOR = 1,
    TLV_PARTNER = 2,
    TLV_COLLECTOR = 3,
    MARKER_INFORMATION = 1,
    MARKER_RESPONSE = 2,
    OUI_ITU = 0x0019a7,
    ITU_ESMC = 1,
};

void slow_decode(struct packet *p, struct reader *r)
{
    uint8_t subtype = field_u8(p, r, "slow.subtype");
    if (!decode_sound(p, r))
        return;
    info_setf(p, "slow protocol of subtype %u", subtype);
    decode_next(p, r, SPACE_SLOW, subtype);
}

/* The names of one port's fields. */
struct port_fields {
    const char *system_priority, *system, *key, *port_priority, *port, *state;
};

static void port_decode(struct packet *p, struct reader *r, const struct port_fields *fields)
{
    field_be16(p, r, fields->system_priority);
    field_mac(p, r, fields->system);
    field_be16(p, r, fields->key);
    field_be16(p, r, fields->port_priority);
    field_be16(p, r, fields->port);
    uint8_t state = reader_u8(r);
    if (fields_wanted(p))
        hex_report(p, r, 1, fields->state, state);
    field_skip(p, r, 3, "lacp.reserved");
}

static void lacp_value(struct packet *p, struct reader *r, uint8_t type)
{
    static const struct port_fields actor = {
        "lacp.actor.system_priority", "lacp.actor.system", "lacp.actor.key",
        "lacp.actor.port_priority",   "lacp.actor.port",   "lacp.actor.state"};
    static const struct port_fields partner = {
        "lacp.partner.system_priority", "lacp.partner.system", "lacp.partner.key",
        "lacp.partner.port_priority",   "lacp.partner.port",   "lacp.partner.state"};
    if (type == TLV_ACTOR || type == TLV_PARTNER)
        port_decode(p, r, type == TLV_ACTOR ? &actor : &partner);
    else if (type == TLV_COLLECTOR)
        field_be16(p, r, "lacp.collector.maximum_delay");
    else
        field_skip(p, r, reader_left(r), "lacp.value");
}

static void marker_value(struct packet *p, struct reader *r, uint8_t type)
{
    if (type == MARKER_INFORMATION || type == MARKER_RESPONSE) {
        field_be16(p, r, "marker.port");
        field_mac(p, r, "marker.system");
        field_be32(p, r, "marker.transaction");
    } else {
        field_skip(p, r, reader_left(r), "marker.value");
    }
}

typedef void value_decode(struct packet *, struct reader *, uint8_t type);

/* Reads the values of LACP or of a marker, and returns the type of the first. */
static uint8_t values_decode(struct packet *p, struct reader *r, value_decode *decode)
{
    uint8_t first = TLV_END;
    for (unsigned i = 0; i < TLVS && r->fault == FAULT_NONE; i++) {
        uint8_t type = field_u8(p, r, "slow.type");
        uint8_t length = field_u8(p, r, "slow.length");
        if (i == 0)
            first = type;
        if (type == TLV_END)
            break;
        if (r->fault == FAULT_NONE && length < TLV_HEADER)
            reader_spoil(r, FAULT_BAD);
        if (r->fault != FAULT_NONE)
            break;
        struct reader value = reader_window(r, length - (unsigned)TLV_HEADER);
        decode(p, &value, type);
        reader_spoil(r, value.fault);
    }
    decode_sound(p, r);
    return first;
}

void lacp_decode(struct packet *p, struct reader *r)
{
    field_u8(p, r, "lacp.version");
    values_decode(p, r, lacp_value);
    info_setf(p, "LACP");
}

void marker_decode(struct packet *p, struct reader *r)
{
    field_u8(p, r, "marker.version");
    uint8_t type = values_decode(p, r, marker_value);
    info_setf(p, "marker%s", type == MARKER_RESPONSE ? " response" : "");
}

void oam_decode(struct packet *p, struct reader *r)
{
    field_hex16(p, r, "oam.flags");
    uint8_t code = field_u8(p, r, "oam.code");
    if (!decode_sound(p, r))
        return;
    static const char *const names[] = {"information", "event notification", "variable request",
                                        "variable response", "loopback control"};
    info_setf(p, "OAM %s", code < sizeof names / sizeof *names ? names[code] : "packet");
}

void ossp_decode(struct packet *p, struct reader *r)
{
    uint32_t oui = (uint32_t)reader_u8(r) << 16;
    oui |= reader_be16(r);
    field_number(p, r, 3, "ossp.oui", oui);
    if (!decode_sound(p, r) || oui != OUI_ITU)
        return;
    uint16_t subtype = reader_be16(r);
    const char *name = subtype == ITU_ESMC ? "ESMC" : NULL;
    field_meaning(p, r, 2, "ossp.subtype", subtype, name);
    if (decode_sound(p, r) && name != NULL)
        info_setf(p, "%s", name);
}
