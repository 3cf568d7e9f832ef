/* SPDX-License-Identifier: MIT */
/* The heads of plain frames, read in one go: what is in them stands in ethernet.c, ipv4.c, ipv6.c, tcp.c and udp.c. */
#include "decode/plain.h"

#include "decode/head.h"
#include "decode/udp.h"

enum {
    ETHERNET = 14,
    IPV4 = 20,
    IPV6 = 40,
    TCP = 20,
    UDP = 8,
    ETHERTYPE_IPV4 = 0x0800,
    ETHERTYPE_IPV6 = 0x86dd,
    IP_PROTOCOL_TCP = 6,
    IP_PROTOCOL_UDP = 17,
};

static inline bool ipv4_read(struct packet *p, struct reader *r)
{
    enum { VERSION_4_NO_OPTIONS = 0x45, FRAGMENTED = 0x3fff /* it is one, or the first of them */ };
    struct head h = head_begin(p, r, IPV4);
    if (h.at == NULL)
        return false;
    uint8_t first = head_bits8(&h);
    head_bits8(&h);
    uint16_t length = head_bits16(&h);
    head_bits16(&h);
    uint16_t fragment = head_bits16(&h);
    p->ttl = head_bits8(&h);
    p->ip_proto = head_bits8(&h);
    head_bits16(&h);
    p->src = ip_v4(head_bits32(&h));
    p->dst = ip_v4(head_bits32(&h));
    p->network = PROTO_IPV4;
    return first == VERSION_4_NO_OPTIONS && (fragment & FRAGMENTED) == 0 && length >= IPV4 &&
           reader_limit(r, length - (uint32_t)IPV4);
}

/* Any extension header is another protocol than those looked for. In a packet without a length, which has one
 * elsewhere, there is no room for a transport. */
static inline bool ipv6_read(struct packet *p, struct reader *r)
{
    struct head h = head_begin(p, r, IPV6);
    if (h.at == NULL)
        return false;
    uint32_t first = head_bits32(&h);
    uint16_t length = head_bits16(&h);
    p->ip_proto = head_bits8(&h);
    p->ttl = head_bits8(&h);
    p->src = head_ip6(&h, "ipv6.src");
    p->dst = head_ip6(&h, "ipv6.dst");
    p->network = PROTO_IPV6;
    return first >> 28 == 6 && reader_limit(r, length);
}

static inline bool tcp_read(struct packet *p, struct reader *r)
{
    struct head h = head_begin(p, r, TCP);
    if (h.at == NULL)
        return false;
    p->src_port = head_bits16(&h);
    p->dst_port = head_bits16(&h);
    head_bits32(&h);
    head_bits32(&h);
    uint32_t length = (uint32_t)(head_bits8(&h) >> 4) * 4;
    return length >= TCP && length - TCP <= reader_left(r);
}

static inline bool udp_read(struct packet *p, struct reader *r)
{
    struct head h = head_begin(p, r, UDP);
    if (h.at == NULL)
        return false;
    p->src_port = head_bits16(&h);
    p->dst_port = head_bits16(&h);
    uint16_t length = head_bits16(&h);
    return length >= UDP && reader_limit(r, length - (uint32_t)UDP);
}

static inline bool network_read(struct packet *p, struct reader *r)
{
    switch (p->ethertype) {
    case ETHERTYPE_IPV4: return ipv4_read(p, r);
    case ETHERTYPE_IPV6: return ipv6_read(p, r);
    default: return false;
    }
}

static inline bool transport_read(struct packet *p, struct reader *r)
{
    switch (p->ip_proto) {
    case IP_PROTOCOL_UDP: return udp_read(p, r);
    case IP_PROTOCOL_TCP: return tcp_read(p, r);
    default: return false;
    }
}

/* Whether the addresses are such as frames should have, and those of groups belong together. */
static inline bool addresses_are_plain(const struct packet *p)
{
    return !mac_is_group(p->eth_src) && !ip_is_multicast(p->src) &&
           !ip_is_limited_broadcast(p->src) &&
           (!mac_is_group(p->eth_dst) || !ip_is_multicast(p->dst) || mac_is_broadcast(p->eth_dst) ||
            mac_equal(p->eth_dst, ip_group_mac(p->dst)));
}

static inline bool heads_read(struct packet *p, struct reader *r)
{
    struct head h = head_begin(p, r, ETHERNET);
    if (h.at == NULL)
        return false;
    p->eth_dst = head_mac(&h, "eth.dst");
    p->eth_src = head_mac(&h, "eth.src");
    p->ethertype = head_bits16(&h);
    return network_read(p, r) && transport_read(p, r) && addresses_are_plain(p);
}

bool plain_decode(struct packet *p, const struct frame *frame)
{
    struct reader r = reader_over(frame->data, frame->captured, frame->length);
    if (!heads_read(p, &r))
        return false;
    p->has_ethertype = p->has_ip_proto = p->has_ports = true;
    p->stack[0] = PROTO_ETHERNET;
    p->stack[1] = p->network;
    p->stack[2] = p->ip_proto == IP_PROTOCOL_UDP ? PROTO_UDP : PROTO_TCP;
    p->depth = 3;
    if (p->ip_proto == IP_PROTOCOL_UDP) {
        struct reader payload = reader_rest(&r);
        datagram_decode(p, &payload);
    }
    return true;
}
