/* SPDX-License-Identifier: MIT */
/*
 * IPv6 (RFC 8200) and its extension headers, as far as the protocol above.
 *
 *     version (4 bits), traffic class (8 bits), flow label (20 bits)
 *     payload length (2), next header (1), hop limit (1), source (16), destination (16)
 *
 * Extension headers start with the number of the next one and their own length, in units of 8 bytes
 * without the first 8 (Authentication Header: 4 bytes, without the first 8; Fragment: always 8).
 */
#include "decode/head.h"
#include "decode/network.h"

enum next_header {
    NEXT_HOP_BY_HOP = 0,
    NEXT_ROUTING = 43,
    NEXT_FRAGMENT = 44,
    NEXT_AUTHENTICATION = 51,
    NEXT_NONE = 59,
    NEXT_DESTINATION = 60,
    NEXT_MOBILITY = 135,
    NEXT_HIP = 139,
    NEXT_SHIM6 = 140,
};

/* RFC 8200 section 4.1 recommends an order with at most seven; more is nothing that occurs. */
enum { IPV6_HEADER = 40, EXTENSION_HEADERS = 16, IPV6_OFFSET = 0xfff8 };

static bool is_extension(uint8_t next)
{
    switch (next) {
    case NEXT_HOP_BY_HOP:
    case NEXT_ROUTING:
    case NEXT_FRAGMENT:
    case NEXT_AUTHENTICATION:
    case NEXT_DESTINATION:
    case NEXT_MOBILITY:
    case NEXT_HIP:
    case NEXT_SHIM6: return true;
    default: return false;
    }
}

static void fragment_decode(struct packet *p, struct reader *r)
{
    reader_skip(r, 1);
    uint16_t offset = field_be16(p, r, "ipv6.fragment");
    reader_skip(r, 4);
    if (r->fault == FAULT_NONE && !p->fragment) {
        p->fragment = (offset & IPV6_OFFSET) != 0;
        p->more_fragments = p->more_fragments || (!p->fragment && (offset & 1) != 0);
    }
}

/* Walks the extension headers; the number of the protocol above, or of the header where it ended. */
static uint8_t extensions_decode(struct packet *p, struct reader *r, uint8_t next)
{
    for (int i = 0; i < EXTENSION_HEADERS && is_extension(next) && !p->fragment; i++) {
        uint8_t after = field_u8(p, r, "ipv6.extension.next");
        if (next == NEXT_FRAGMENT) {
            fragment_decode(p, r);
        } else {
            uint32_t length = field_u8(p, r, "ipv6.extension.length");
            reader_skip(r, next == NEXT_AUTHENTICATION ? length * 4 + 6 : length * 8 + 6);
        }
        if (!decode_sound(p, r))
            return next;
        next = after;
    }
    if (is_extension(next) && !p->fragment)
        decode_stop(p);
    return next;
}

void ipv6_decode(struct packet *p, struct reader *r)
{
    p->network = PROTO_IPV6;
    struct head h = head_begin(p, r, IPV6_HEADER);
    uint32_t first = head_bits32(&h);
    head_number(&h, 4, "ipv6.version", first >> 28);
    head_number(&h, 4, "ipv6.traffic_class", first >> 20 & 0xff);
    head_number(&h, 4, "ipv6.flow_label", first & 0xfffff);
    uint16_t payload = head_be16(&h, "ipv6.payload_length");
    uint8_t next = head_ip_protocol(&h, "ipv6.next_header");
    uint8_t ttl = head_u8(&h, "ipv6.hop_limit");
    struct ip src = head_ip6(&h, "ipv6.src");
    struct ip dst = head_ip6(&h, "ipv6.dst");
    if (r->fault != FAULT_BAD && first >> 28 == 6)
        p->src = src; /* it may be there though the destination was cut off */
    if (!decode_sound(p, r))
        return;
    if (first >> 28 != 6) {
        decode_bad(p);
        return;
    }
    p->ttl = ttl;
    p->dst = dst;
    network_enter(p, PROTO_IPV6);
    /* A length of 0 stands for a jumbogram (RFC 2675) or segmentation offload. */
    if (payload != 0 && !reader_limit(r, payload) && !p->more_fragments)
        decode_bad(p);
    next = extensions_decode(p, r, next);
    p->ip_proto = next;
    p->has_ip_proto = true;
    if (r->fault == FAULT_NONE && next != NEXT_NONE && !is_extension(next))
        network_next(p, r, next);
}
