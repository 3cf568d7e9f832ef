/* SPDX-License-Identifier: MIT */
/*
 * ICMPv6 (RFC 4443): type (1), code (1), checksum (2), the rest by type.
 *
 * Neighbour discovery and multicast listener discovery are protocols of their own, bound to their
 * types. What an error message quotes is another packet's, and is left alone.
 */
#include "decode/network.h"

enum { ICMPV6_HEADER = 4, ICMPV6_PROTOCOL = 58 };

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
    case 143: return "version 2 multicast listener report";
    default: return NULL;
    }
}

static uint32_t address_sum(struct ip a)
{
    uint32_t sum = 0;
    for (unsigned shift = 0; shift < 64; shift += 16)
        sum += (uint32_t)(a.high >> shift & 0xffff) + (uint32_t)(a.low >> shift & 0xffff);
    return sum;
}

/* The checksum covers a pseudo-header (RFC 8200 section 8.1). Only for what is bound to a type: such
 * messages stay on their link, so no routing header hides where they were going. */
static void checksum_check(struct packet *p, const struct reader *r)
{
    struct reader message = *r;
    uint32_t n = reader_left(&message);
    const uint8_t *bytes = reader_bytes(&message, n);
    if (bytes == NULL || n < ICMPV6_HEADER || p->more_fragments || p->src.family != IP_V6)
        return;
    uint32_t pseudo = address_sum(p->src) + address_sum(p->dst) + n + ICMPV6_PROTOCOL;
    if (checksum_over(bytes, n, pseudo) != 0)
        fact_state(p, FACT_ODD)->how = ODDITY_ICMPV6_CHECKSUM;
}

void icmpv6_decode(struct packet *p, struct reader *r)
{
    struct reader message = *r;
    uint8_t type = reader_u8(r);
    const char *name = type_name(type);
    field_meaning(p, r, 1, "icmpv6.type", type, name);
    uint8_t code = field_u8(p, r, "icmpv6.code");
    field_hex16(p, r, "icmpv6.checksum");
    enum proto above = proto_find(SPACE_ICMPV6_TYPE, type);
    if (above != PROTO_NONE) {
        checksum_check(p, &message);
        decode_as(p, &message, above);
        return;
    }
    if (!decode_sound(p, r))
        return;
    if (name != NULL)
        info_setf(p, "%s", name);
    else
        info_setf(p, "type %u, code %u", (unsigned)type, (unsigned)code);
}
