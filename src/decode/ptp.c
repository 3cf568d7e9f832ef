/* SPDX-License-Identifier: MIT */
/*
 * Precision Time Protocol: version 2 over Ethernet and UDP (IEEE Std 1588-2008), version 1
 * over UDP (IEEE Std 1588-2002).
 *
 *     v2: profile (4 bits), type (4), minor version (4), version (4), length (2), domain (1), minor
 *         profile (1), flags (2), correction (8), reserved (4), clock (8), port (2), sequence (2),
 *         control (1), log interval (1), then by type
 *     v1: version (2), version of the network (2), subdomain (16), type (1), technology (1), UUID (6),
 *         port (2), sequence (2), control (1), ...
 */
#include "decode/decoder.h"

#include <inttypes.h>

enum type { TYPE_DELAY_RESPONSE = 0x9, TYPE_ANNOUNCE = 0xb, TYPE_COUNT = 0x10 };

enum { HEADER = 34, SUBDOMAIN = 16, CONTROL_COUNT = 5 };

static const char *type_name(unsigned type)
{
    static const char *const names[TYPE_COUNT] = {
        [0x0] = "sync",
        [0x1] = "delay request",
        [0x2] = "peer delay request",
        [0x3] = "peer delay response",
        [0x8] = "follow-up",
        [TYPE_DELAY_RESPONSE] = "delay response",
        [0xa] = "peer delay response follow-up",
        [TYPE_ANNOUNCE] = "announce",
        [0xc] = "signalling",
        [0xd] = "management",
    };
    return type < TYPE_COUNT ? names[type] : NULL;
}

/* A clock identity: 8 bytes, an EUI-64 or derived from one. */
static uint64_t clock_decode(struct packet *p, struct reader *r, const char *field)
{
    uint64_t clock = reader_be64(r);
    if (fields_wanted(p))
        hex_report(p, r, 8, field, clock);
    return clock;
}

static void announce_decode(struct packet *p, struct reader *r)
{
    field_skip(p, r, 10, "ptp.origin");
    field_be16(p, r, "ptp.utc_offset");
    field_skip(p, r, 1, "ptp.reserved");
    field_u8(p, r, "ptp.grandmaster.priority1");
    field_u8(p, r, "ptp.grandmaster.class");
    field_u8(p, r, "ptp.grandmaster.accuracy");
    field_hex16(p, r, "ptp.grandmaster.variance");
    field_u8(p, r, "ptp.grandmaster.priority2");
    clock_decode(p, r, "ptp.grandmaster.clock");
    field_be16(p, r, "ptp.steps");
    field_u8(p, r, "ptp.time_source");
}

static void v2_decode(struct packet *p, struct reader *r)
{
    uint32_t left = reader_left(r);
    uint8_t type = reader_u8(r);
    field_number(p, r, 1, "ptp.profile", type >> 4);
    type &= 0xf;
    field_meaning(p, r, 1, "ptp.type", type, type_name(type));
    uint8_t version = reader_u8(r);
    field_number(p, r, 1, "ptp.version", version & 0xf);
    uint16_t length = field_be16(p, r, "ptp.length");
    uint8_t domain = field_u8(p, r, "ptp.domain");
    field_skip(p, r, 1, "ptp.minor_profile");
    field_hex16(p, r, "ptp.flags");
    field_skip(p, r, 8, "ptp.correction");
    field_skip(p, r, 4, "ptp.reserved");
    uint64_t clock = clock_decode(p, r, "ptp.clock");
    field_be16(p, r, "ptp.port");
    uint16_t sequence = field_be16(p, r, "ptp.sequence");
    field_u8(p, r, "ptp.control");
    field_u8(p, r, "ptp.log_interval");
    if (r->fault == FAULT_NONE && (length < HEADER || length > left))
        reader_spoil(r, FAULT_BAD);
    if (r->fault != FAULT_NONE)
        return;
    reader_limit(r, length - (unsigned)HEADER);
    if (type == TYPE_ANNOUNCE) {
        announce_decode(p, r);
    } else if (type == TYPE_DELAY_RESPONSE) {
        field_skip(p, r, 10, "ptp.received");
        clock_decode(p, r, "ptp.requester.clock");
        field_be16(p, r, "ptp.requester.port");
    }
    const char *name = type_name(type);
    info_setf(p, "PTP %s, domain %u, clock %016" PRIx64 ", sequence %u",
              name != NULL ? name : "message", (unsigned)domain, clock, (unsigned)sequence);
}

static void v1_decode(struct packet *p, struct reader *r)
{
    static const char *const names[CONTROL_COUNT] = {"sync", "delay request", "follow-up",
                                                     "delay response", "management"};
    field_be16(p, r, "ptp.version");
    field_be16(p, r, "ptp.network_version");
    field_skip(p, r, SUBDOMAIN, "ptp.subdomain");
    field_u8(p, r, "ptp.type");
    field_u8(p, r, "ptp.technology");
    struct mac clock = field_mac(p, r, "ptp.clock");
    field_be16(p, r, "ptp.port");
    uint16_t sequence = field_be16(p, r, "ptp.sequence");
    uint8_t control = reader_u8(r);
    const char *name = control < CONTROL_COUNT ? names[control] : NULL;
    field_meaning(p, r, 1, "ptp.control", control, name);
    if (r->fault != FAULT_NONE)
        return;
    char mac[MAC_TEXT];
    mac_format(clock, mac);
    info_setf(p, "PTP version 1 %s, clock %s, sequence %u", name != NULL ? name : "message", mac,
              (unsigned)sequence);
}

void ptp_decode(struct packet *p, struct reader *r)
{
    int version = reader_peek(r, 1);
    if (version < 0)
        reader_skip(r, 2);
    else if ((version & 0xf) == 2)
        v2_decode(p, r);
    else if (version == 1 && reader_peek(r, 0) == 0)
        v1_decode(p, r);
    decode_sound(p, r);
}
