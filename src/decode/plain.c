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

/* What the heads of a frame say. */
struct heads {
    struct mac eth_src, eth_dst;
    struct ip src, dst;
    uint16_t ethertype, src_port, dst_port;
    uint8_t network, ttl, ip_proto;
};

static inline bool ipv4_read(struct packet *p, struct reader *r, struct heads *out)
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
    out->ttl = head_bits8(&h);
    out->ip_proto = head_bits8(&h);
    head_bits16(&h);
    out->src = ip_v4(head_bits32(&h));
    out->dst = ip_v4(head_bits32(&h));
    out->network = PROTO_IPV4;
    return first == VERSION_4_NO_OPTIONS && (fragment & FRAGMENTED) == 0 && length >= IPV4 &&
           reader_limit(r, length - (uint32_t)IPV4);
}

/* Any extension header is another protocol than those looked for. In a packet without a length, which has one
 * elsewhere, there is no room for a transport. */
static inline bool ipv6_read(struct packet *p, struct reader *r, struct heads *out)
{
    struct head h = head_begin(p, r, IPV6);
    if (h.at == NULL)
        return false;
    uint32_t first = head_bits32(&h);
    uint16_t length = head_bits16(&h);
    out->ip_proto = head_bits8(&h);
    out->ttl = head_bits8(&h);
    out->src = head_ip6(&h, "ipv6.src");
    out->dst = head_ip6(&h, "ipv6.dst");
    out->network = PROTO_IPV6;
    return first >> 28 == 6 && reader_limit(r, length);
}

static inline bool tcp_read(struct packet *p, struct reader *r, struct heads *out)
{
    struct head h = head_begin(p, r, TCP);
    if (h.at == NULL)
        return false;
    out->src_port = head_bits16(&h);
    out->dst_port = head_bits16(&h);
    head_bits32(&h);
    head_bits32(&h);
    uint32_t length = (uint32_t)(head_bits8(&h) >> 4) * 4;
    return length >= TCP && length - TCP <= reader_left(r);
}

static inline bool udp_read(struct packet *p, struct reader *r, struct heads *out)
{
    struct head h = head_begin(p, r, UDP);
    if (h.at == NULL)
        return false;
    out->src_port = head_bits16(&h);
    out->dst_port = head_bits16(&h);
    uint16_t length = head_bits16(&h);
    return length >= UDP && reader_limit(r, length - (uint32_t)UDP);
}

/* Whether the addresses are such as frames should have, and those of groups belong together. */
static inline bool addresses_are_plain(const struct heads *h)
{
    return !mac_is_group(h->eth_src) && !ip_is_multicast(h->src) &&
           !ip_is_limited_broadcast(h->src) &&
           (!mac_is_group(h->eth_dst) || !ip_is_multicast(h->dst) || mac_is_broadcast(h->eth_dst) ||
            mac_equal(h->eth_dst, ip_group_mac(h->dst)));
}

static inline void heads_enter(struct packet *p, const struct heads *h)
{
    p->eth_src = h->eth_src;
    p->eth_dst = h->eth_dst;
    p->ethertype = h->ethertype;
    p->network = h->network;
    p->src = h->src;
    p->dst = h->dst;
    p->ttl = h->ttl;
    p->ip_proto = h->ip_proto;
    p->src_port = h->src_port;
    p->dst_port = h->dst_port;
    p->has_ethertype = p->has_ip_proto = p->has_ports = true;
    p->stack[0] = PROTO_ETHERNET;
    p->stack[1] = h->network;
    p->stack[2] = h->ip_proto == IP_PROTOCOL_UDP ? PROTO_UDP : PROTO_TCP;
    p->depth = 3;
}

static inline bool heads_read(struct packet *p, struct reader *r, struct heads *out)
{
    struct head h = head_begin(p, r, ETHERNET);
    if (h.at == NULL)
        return false;
    out->eth_dst = head_mac(&h, "eth.dst");
    out->eth_src = head_mac(&h, "eth.src");
    out->ethertype = head_bits16(&h);
    switch (out->ethertype) {
    case ETHERTYPE_IPV4:
        if (!ipv4_read(p, r, out))
            return false;
        break;
    case ETHERTYPE_IPV6:
        if (!ipv6_read(p, r, out))
            return false;
        break;
    default: return false;
    }
    switch (out->ip_proto) {
    case IP_PROTOCOL_UDP: return udp_read(p, r, out);
    case IP_PROTOCOL_TCP: return tcp_read(p, r, out);
    default: return false;
    }
}

bool plain_decode(struct packet *p, const struct frame *frame)
{
    struct reader r = reader_over(frame->data, frame->captured, frame->length);
    struct heads heads;
    if (!heads_read(p, &r, &heads) || !addresses_are_plain(&heads))
        return false;
    heads_enter(p, &heads);
    if (heads.ip_proto == IP_PROTOCOL_UDP) {
        struct reader payload = reader_rest(&r);
        datagram_decode(p, &payload);
    }
    return true;
}
