/* SPDX-License-Identifier: MIT */
/*
 * ICMP (RFC 792, RFC 950, RFC 1256): type (1), code (1), checksum (2), the rest by type.
 *
 * What an error message quotes is another packet's, and is left alone.
 */
#include "decode/decoder.h"

static const char *type_name(uint8_t type)
{
    switch (type) {
    case 0: return "echo reply";
    case 3: return "destination unreachable";
    case 4: return "source quench";
    case 5: return "redirect";
    case 8: return "echo request";
    case 9: return "router advertisement";
    case 10: return "router solicitation";
    case 11: return "time exceeded";
    case 12: return "parameter problem";
    case 13: return "timestamp request";
    case 14: return "timestamp reply";
    case 17: return "address mask request";
    case 18: return "address mask reply";
    default: return NULL;
    }
}

void icmp_decode(struct packet *p, struct reader *r)
{
    uint8_t type = reader_u8(r);
    const char *name = type_name(type);
    field_meaning(p, r, 1, "icmp.type", type, name);
    uint8_t code = field_u8(p, r, "icmp.code");
    field_hex16(p, r, "icmp.checksum");
    if (!decode_sound(p, r))
        return;
    if (name != NULL)
        info_setf(p, "%s, code %u", name, (unsigned)code);
    else
        info_setf(p, "type %u, code %u", (unsigned)type, (unsigned)code);
}
