/* SPDX-License-Identifier: MIT */
/*
 * IPv4 (RFC 791), and what it has in common with IPv6.
 *
 *     version (4 bits), header length (4 bits, in 32-bit words), type of service (1), total length (2)
 *     identification (2), flags (3 bits), fragment offset (13 bits, in 8 bytes)
 *     time to live (1), protocol (1), header checksum (2)
 *     source (4), destination (4), options
 *
 * The checksum is not required: captures taken before the network card filled it in are common.
 */
#include "decode/head.h"
#include "decode/network.h"

enum {
    IPV4_HEADER = 20,
    IPV4_MORE_FRAGMENTS = 0x2000,
    IPV4_DONT_FRAGMENT = 0x4000,
    IPV4_OFFSET = 0x1fff,
    OPTION_END = 0,
    OPTION_NOP = 1,
};

/* A label decides which group address labelled packets go to (RFC 5332 section 8). */
static bool is_labelled(const struct packet *p)
{
    return p->depth >= 2 && p->stack[p->depth - 2] == PROTO_MPLS;
}

/* Whether the packet is for a group, and its frame for another one. */
static bool is_astray(const struct packet *p)
{
    return ip_is_multicast(p->dst) && mac_exists(p->eth_dst) && mac_is_group(p->eth_dst) &&
           !mac_is_broadcast(p->eth_dst) && !mac_equal(p->eth_dst, ip_group_mac(p->dst)) &&
           !is_labelled(p);
}

SELDOM static void astray_state(struct packet *p)
{
    struct fact *odd = fact_state(p, FACT_ODD);
    odd->how = ODDITY_GROUP_MAC;
    odd->ip = p->dst;
    odd->mac = p->eth_dst;
}

SELDOM static void source_state(struct packet *p)
{
    fact_state(p, FACT_ODD)->how = ODDITY_SOURCE_MULTICAST;
}

SELDOM static void addresses_write(struct packet *p)
{
    char from[IP_TEXT], to[IP_TEXT];
    ip_format(p->src, from);
    ip_format(p->dst, to);
    info_write_line(p, "%s to %s", from, to);
}

void network_enter(struct packet *p, enum proto network)
{
    p->network = (uint8_t)network;
    if (ip_is_multicast(p->src) || ip_is_limited_broadcast(p->src))
        source_state(p);
    if (is_astray(p))
        astray_state(p);
    if (p->sink != NULL)
        addresses_write(p);
}

void network_next(struct packet *p, struct reader *r, uint8_t ip_proto)
{
    p->ip_proto = ip_proto;
    p->has_ip_proto = true;
    if (!p->fragment) {
        decode_next(p, r, SPACE_IP_PROTOCOL, ip_proto);
        return;
    }
    layer_name(p, proto_find(SPACE_IP_PROTOCOL, ip_proto));
    info_setf(p, "fragment of IP protocol %u", (unsigned)ip_proto);
}

uint16_t checksum_over(const uint8_t *bytes, uint32_t n, uint32_t sum)
{
    uint64_t total = sum;
    uint32_t i = 0;
    /* Two sums at once, which are added in the end (RFC 1071 section 2). */
    for (; i + 3 < n; i += 4)
        total += head_word(bytes + i);
    for (; i + 1 < n; i += 2)
        total += (uint32_t)bytes[i] << 8 | bytes[i + 1];
    if (n % 2 != 0)
        total += (uint32_t)bytes[n - 1] << 8;
    while (total > 0xffff)
        total = (total & 0xffff) + (total >> 16);
    return (uint16_t)~total;
}

/* Walks the options: each but the first two is type, length (both included), data. */
SELDOM static void options_decode(struct packet *p, struct reader *r, uint32_t n)
{
    struct reader options = reader_window(r, n);
    while (options.fault == FAULT_NONE && reader_left(&options) > 0) {
        uint8_t type = field_u8(p, &options, "ipv4.option");
        if (type == OPTION_END)
            break;
        if (type == OPTION_NOP)
            continue;
        uint8_t length = field_u8(p, &options, "ipv4.option.length");
        if (options.fault == FAULT_NONE && length < 2)
            reader_spoil(&options, FAULT_BAD);
        else
            field_skip(p, &options, (uint32_t)length - 2, "ipv4.option.data");
    }
    decode_sound(p, &options);
}

/* Ends the window where the total length says. */
static void length_apply(struct packet *p, struct reader *r, uint32_t header, uint32_t total)
{
    if (total == 0)
        return; /* segmentation offload: the card fills it in after the capture saw the packet */
    if (total < header || (!reader_limit(r, total - IPV4_HEADER) && !p->more_fragments))
        decode_bad(p);
}

void ipv4_decode(struct packet *p, struct reader *r)
{
    p->network = PROTO_IPV4;
    struct head h = head_begin(p, r, IPV4_HEADER);
    uint8_t first = head_bits8(&h);
    head_number(&h, 1, "ipv4.version", first >> 4);
    uint32_t header = (uint32_t)(first & 15) * 4;
    head_number(&h, 1, "ipv4.header_length", header);
    head_u8(&h, "ipv4.tos");
    uint16_t total = head_be16(&h, "ipv4.length");
    head_hex16(&h, "ipv4.id");
    uint16_t fragment = head_bits16(&h);
    head_number(&h, 2, "ipv4.dont_fragment", (fragment & IPV4_DONT_FRAGMENT) != 0);
    head_number(&h, 2, "ipv4.more_fragments", (fragment & IPV4_MORE_FRAGMENTS) != 0);
    head_number(&h, 2, "ipv4.fragment_offset", (fragment & IPV4_OFFSET) * 8u);
    uint8_t ttl = head_u8(&h, "ipv4.ttl");
    uint8_t protocol = head_ip_protocol(&h, "ipv4.protocol");
    head_hex16(&h, "ipv4.checksum");
    struct ip src = head_ip4(&h, "ipv4.src");
    struct ip dst = head_ip4(&h, "ipv4.dst");
    if (r->fault != FAULT_BAD && first >> 4 == 4 && header >= IPV4_HEADER)
        p->src = src; /* it may be there though the destination was cut off */
    if (!decode_sound(p, r))
        return;
    if (first >> 4 != 4 || header < IPV4_HEADER) {
        decode_bad(p);
        return;
    }
    p->ttl = ttl;
    p->dst = dst;
    network_enter(p, PROTO_IPV4);
    length_apply(p, r, header, total);
    if (header > IPV4_HEADER)
        options_decode(p, r, header - IPV4_HEADER);
    p->fragment = (fragment & IPV4_OFFSET) != 0;
    if (!p->fragment && (fragment & IPV4_MORE_FRAGMENTS) != 0)
        p->more_fragments = true;
    network_next(p, r, protocol);
}
