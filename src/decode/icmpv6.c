/* SPDX-License-Identifier: MIT */
/* ICMPv6 (RFC 4443): type (1), code (1), checksum (2), the rest by type. */
#include "decode/decoder.h"

static const char *type_name(uint8_t type)
{
    switch (type) {
    case 1: return "destination unreachable";
    case 2: return "packet too big";
    case 3: return "time exceeded";
    case 4: return "parameter problem";
    case 128: return "echo request";
    case 129: return "echo reply";
    case 130: return "multicast listener query";
    case 131: return "multicast listener report";
    case 132: return "multicast listener done";
    case 133: return "router solicitation";
    case 134: return "router advertisement";
    case 135: return "neighbour solicitation";
    case 136: return "neighbour advertisement";
    case 137: return "redirect";
    case 143: return "multicast listener report, version 2";
    default: return NULL;
    }
}

void icmpv6_decode(struct packet *p, struct reader *r)
{
    uint8_t type = reader_u8(r);
    const char *name = type_name(type);
    field_meaning(p, r, 1, "icmpv6.type", type, name);
    uint8_t code = field_u8(p, r, "icmpv6.code");
    field_hex16(p, r, "icmpv6.checksum");
    if (!decode_sound(p, r))
        return;
    if (name != NULL)
        info_setf(p, "%s", name);
    else
        info_setf(p, "type %u, code %u", (unsigned)type, (unsigned)code);
}
