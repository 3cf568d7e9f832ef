/* SPDX-License-Identifier: MIT */
/*
 * The heads of plain frames, read in one go. Ethernet II is destination (6), source (6) and EtherType (2); the heads
 * of the other layers stand in ipv4.c, ipv6.c, tcp.c and udp.c.
 */
#include "decode/plain.h"

#include "decode/head.h"
#include "decode/udp.h"

enum {
    ETHERNET = 14,
    IPV4 = 20,
    IPV6 = 40,
    TCP = 20,
    UDP = 8,
    ETHERTYPE_AT = 12,
    ETHERTYPE_IPV4 = 0x0800,
    ETHERTYPE_IPV6 = 0x86dd,
    IP_PROTOCOL_TCP = 6,
    IP_PROTOCOL_UDP = 17,
};

/* Whether the link's destination is the group's that the packet is for, if both are groups'. */
static inline bool groups_agree(struct mac to, struct ip dst)
{
    return !mac_is_group(to) || !ip_is_multicast(dst) || mac_is_broadcast(to) ||
           mac_equal(to, ip_group_mac(dst));
}

/* Where the transport's payload ends, counted from its header, which has so much room; 0 where it is another one or
 * anything is odd about it. */
static inline uint32_t transport_length(const uint8_t *header, uint8_t protocol, uint32_t room)
{
    if (protocol == IP_PROTOCOL_UDP) {
        uint32_t length = head_half(header + 4);
        return length >= UDP && length <= room ? length : 0;
    }
    uint32_t length = (uint32_t)(header[12] >> 4) * 4;
    return protocol == IP_PROTOCOL_TCP && length >= TCP && length <= room ? room : 0;
}

/* Whether the bytes that transport_length() looks at were captured. */
static inline bool transport_is_there(const struct reader *r, uint32_t at, uint8_t protocol)
{
    return r->captured >= at + (protocol == IP_PROTOCOL_UDP ? UDP : TCP);
}

/* Enters the transport, and decodes what a datagram carries. */
static inline void transport_enter(struct packet *p, const struct reader *r, uint32_t at,
                                   uint8_t protocol, uint32_t length)
{
    p->ip_proto = protocol;
    p->src_port = head_half(r->base + at);
    p->dst_port = head_half(r->base + at + 2);
    p->has_ethertype = p->has_ip_proto = p->has_ports = true;
    p->stack[0] = PROTO_ETHERNET;
    p->stack[1] = p->network;
    p->stack[2] = protocol == IP_PROTOCOL_UDP ? PROTO_UDP : PROTO_TCP;
    p->depth = 3;
    if (protocol == IP_PROTOCOL_TCP)
        return;
    struct reader payload = {
        .base = r->base + at + UDP, .length = length - UDP, .origin = at + UDP};
    uint32_t there = r->captured - payload.origin;
    payload.captured = there < payload.length ? there : payload.length;
    datagram_decode(p, &payload);
}

static bool ipv4_plain(struct packet *p, const struct reader *r)
{
    enum { VERSION_4_NO_OPTIONS = 0x45, FRAGMENTED = 0x3fff /* it is one, or the first of them */ };
    const uint8_t *frame = r->base, *packet = frame + ETHERNET;
    uint32_t at = ETHERNET + IPV4, total = head_half(packet + 2);
    uint8_t protocol = packet[9];
    if (packet[0] != VERSION_4_NO_OPTIONS || (head_half(packet + 6) & FRAGMENTED) != 0 ||
        !transport_is_there(r, at, protocol) || total < IPV4 + UDP || total > r->length - ETHERNET)
        return false;
    uint32_t length = transport_length(frame + at, protocol, total - IPV4);
    struct mac to = mac_from_octets(frame), from = mac_from_octets(frame + 6);
    struct ip src = ip_v4(head_word(packet + 12)), dst = ip_v4(head_word(packet + 16));
    if (length == 0 || mac_is_group(from) || ip_is_multicast(src) || ip_is_limited_broadcast(src) ||
        !groups_agree(to, dst))
        return false;
    p->eth_dst = to;
    p->eth_src = from;
    p->src = src;
    p->dst = dst;
    p->ethertype = ETHERTYPE_IPV4;
    p->network = PROTO_IPV4;
    p->ttl = packet[8];
    transport_enter(p, r, at, protocol, length);
    return true;
}

/* Any extension header is another protocol than those looked for. A packet without a length, which has one elsewhere,
 * has no room for a transport. */
static bool ipv6_plain(struct packet *p, const struct reader *r)
{
    const uint8_t *frame = r->base, *packet = frame + ETHERNET;
    uint32_t at = ETHERNET + IPV6;
    if (r->captured < at || packet[0] >> 4 != 6)
        return false;
    uint32_t payload = head_half(packet + 4);
    uint8_t protocol = packet[6];
    if (!transport_is_there(r, at, protocol) || payload > r->length - at)
        return false;
    uint32_t length = transport_length(frame + at, protocol, payload);
    struct mac to = mac_from_octets(frame), from = mac_from_octets(frame + 6);
    struct ip src = head_ip6_of(packet + 8), dst = head_ip6_of(packet + 24);
    if (length == 0 || mac_is_group(from) || ip_is_multicast(src) || !groups_agree(to, dst))
        return false;
    p->eth_dst = to;
    p->eth_src = from;
    p->src = src;
    p->dst = dst;
    p->ethertype = ETHERTYPE_IPV6;
    p->network = PROTO_IPV6;
    p->ttl = packet[7];
    transport_enter(p, r, at, protocol, length);
    return true;
}

bool plain_decode(struct packet *p, const struct reader *r)
{
    if (r->captured < ETHERNET + IPV4 + UDP)
        return false;
    switch (head_half(r->base + ETHERTYPE_AT)) {
    case ETHERTYPE_IPV4: return ipv4_plain(p, r);
    case ETHERTYPE_IPV6: return ipv6_plain(p, r);
    default: return false;
    }
}
