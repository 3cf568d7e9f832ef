/* SPDX-License-Identifier: MIT */
#ifndef GENERATOR_FRAME_H
#define GENERATOR_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A frame under construction, written from the outside in:
 *
 *     struct frame f = {0};
 *     frame_ethernet(&f, "48:f7:c0:ac:ee:46", "f0:6e:0b:d2:aa:e8", ETHERTYPE_IPV4);
 *     frame_ip(&f, &(struct ip_header){.from = "10.0.0.229", .to = "10.0.0.1", .protocol = IP_UDP});
 *     frame_udp(&f, 50000, 53);
 *     ... payload ...
 *     frame_close(&f);
 *
 * A header that has a length or a checksum stays open until frame_close(), which fills them in,
 * innermost first. Addresses are text, so that a story reads like the notebook it tells; a spelling
 * mistake in one is a bug and stops the program. Numbers are written in network byte order.
 */

enum {
    FRAME_CAP = 4096,
    FRAME_LAYERS_CAP = 8,
};

enum frame_layer_kind {
    FRAME_LAYER_LENGTH_802_3,
    FRAME_LAYER_IPV4,
    FRAME_LAYER_IPV6,
    FRAME_LAYER_ICMP,
    FRAME_LAYER_IGMP,
    FRAME_LAYER_TCP,
    FRAME_LAYER_UDP,
    FRAME_LAYER_ICMPV6,
    FRAME_LAYER_VRRP,
};

struct frame {
    uint8_t at[FRAME_CAP];
    size_t n;
    struct {
        enum frame_layer_kind kind;
        size_t start; /* offset of the header */
    } open[FRAME_LAYERS_CAP];
    size_t open_n;
};

/* Numbers and bytes at the end of the frame, and a number somewhere inside it. */
void frame_u8(struct frame *, unsigned);
void frame_u16(struct frame *, unsigned);
void frame_u32(struct frame *, uint32_t);
void frame_put_u16(struct frame *, size_t offset, unsigned);
void frame_bytes(struct frame *, const void *, size_t n);
void frame_text(struct frame *, const char *);
void frame_zeros(struct frame *, size_t n);
void frame_mac(struct frame *, const char *mac);
void frame_address(struct frame *, const char *ip); /* 4 or 16 bytes, by the family of the text */

bool frame_is_ipv6(const char *ip);

/* The link. The group form writes the destination that RFC 1112 section 6.4 or RFC 2464 section 7
 * computes from a group, or ff:ff:ff:ff:ff:ff for 255.255.255.255, and the type of the family. */
#define MAC_BROADCAST "ff:ff:ff:ff:ff:ff"
#define MAC_ZERO      "00:00:00:00:00:00"
enum ethertype {
    ETHERTYPE_IPV4 = 0x0800,
    ETHERTYPE_ARP = 0x0806,
    ETHERTYPE_RARP = 0x8035,
    ETHERTYPE_VLAN = 0x8100,
    ETHERTYPE_IPV6 = 0x86dd,
    ETHERTYPE_PROVIDER_VLAN = 0x88a8,
};
void frame_ethernet(struct frame *, const char *to, const char *from, unsigned type);
void frame_ethernet_group(struct frame *, const char *group, const char *from);
void frame_802_3(struct frame *, const char *to, const char *from); /* a length, filled in later */
void frame_vlan(struct frame *, unsigned priority, unsigned id, unsigned type);

/* A whole ARP packet (RFC 826) behind its Ethernet header. */
enum arp_operation {
    ARP_REQUEST = 1,
    ARP_REPLY = 2,
};
struct arp_packet {
    unsigned operation;
    const char *sender_mac, *sender_ip, *target_mac, *target_ip;
};
void frame_arp(struct frame *, const struct arp_packet *);

/* IPv4 or IPv6, by the family of `from`. */
enum ip_protocol {
    IP_HOP_BY_HOP = 0,
    IP_ICMP = 1,
    IP_IGMP = 2,
    IP_TCP = 6,
    IP_UDP = 17,
    IP_ROUTING = 43,
    IP_FRAGMENT = 44,
    IP_ESP = 50,
    IP_AH = 51,
    IP_ICMPV6 = 58,
    IP_NO_NEXT = 59,
    IP_DESTINATION = 60,
    IP_VRRP = 112,
};
struct ip_header {
    const char *from, *to;
    unsigned protocol;
    unsigned ttl;        /* 0 for 64 */
    unsigned id;         /* IPv4 */
    unsigned fragment;   /* IPv4: flags and offset in units of 8, as on the wire */
    bool router_alert;   /* RFC 2113, RFC 2711 */
    const char *options; /* IPv4: options_n bytes, a multiple of 4 */
    size_t options_n;
};
void frame_ip(struct frame *, const struct ip_header *);

/* What IP carries. frame_icmp() is ICMP or ICMPv6, by the IP header it stands behind. */
enum tcp_flag {
    TCP_FIN = 1,
    TCP_SYN = 2,
    TCP_RST = 4,
    TCP_PSH = 8,
    TCP_ACK = 16,
};
struct tcp_header {
    unsigned from, to;
    uint32_t seq, ack;
    unsigned flags;
    unsigned window;
};
void frame_udp(struct frame *, unsigned from, unsigned to);
void frame_tcp(struct frame *, const struct tcp_header *); /* a SYN carries the usual options */
void frame_icmp(struct frame *, unsigned type, unsigned code);
void frame_igmp(struct frame *, unsigned type, unsigned code);
/* Version 3, up to the addresses (RFC 9568 section 5.1): `addresses` of them follow. */
void frame_vrrp(struct frame *, unsigned router, unsigned priority, unsigned addresses);

/* Fills in lengths and checksums and leaves nothing open. */
void frame_close(struct frame *);

/* Closes an Ethernet frame and gives it a tag (IEEE Std 802.1Q). */
void frame_tag(struct frame *, unsigned id);

/* A fragment of a closed Ethernet and IPv4 frame: `n` bytes of what IPv4 carried, from offset
 * `from` (a multiple of 8) on. */
struct frame frame_fragment(const struct frame *whole, size_t from, size_t n, bool more);

#endif
