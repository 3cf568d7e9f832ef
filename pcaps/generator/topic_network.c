/* SPDX-License-Identifier: MIT */
/* ARP, IPv4, IPv6 and ICMP in the forms a decoder has to know. */
#include "captures.h"

#include "topics.h"

#include <stddef.h>

void arp_play(struct capture *c)
{
    static const struct {
        const char *to, *from;
        unsigned type;
        struct arp_packet packet;
        size_t padding; /* as Ethernet adds it, to 60 bytes */
    } rows[] = {
        {MAC_BROADCAST,
         TOPIC_HOST_MAC,
         ETHERTYPE_ARP,
         {ARP_REQUEST, TOPIC_HOST_MAC, TOPIC_HOST, MAC_ZERO, TOPIC_PEER},
         0},
        {TOPIC_HOST_MAC,
         TOPIC_PEER_MAC,
         ETHERTYPE_ARP,
         {ARP_REPLY, TOPIC_PEER_MAC, TOPIC_PEER, TOPIC_HOST_MAC, TOPIC_HOST},
         18},
        /* Probe and announcement, RFC 5227; a gratuitous reply. */
        {MAC_BROADCAST,
         TOPIC_HOST_MAC,
         ETHERTYPE_ARP,
         {ARP_REQUEST, TOPIC_HOST_MAC, "0.0.0.0", MAC_ZERO, TOPIC_HOST},
         18},
        {MAC_BROADCAST,
         TOPIC_HOST_MAC,
         ETHERTYPE_ARP,
         {ARP_REQUEST, TOPIC_HOST_MAC, TOPIC_HOST, MAC_ZERO, TOPIC_HOST},
         0},
        {MAC_BROADCAST,
         TOPIC_HOST_MAC,
         ETHERTYPE_ARP,
         {ARP_REPLY, TOPIC_HOST_MAC, TOPIC_HOST, MAC_BROADCAST, TOPIC_HOST},
         0},
        /* A table entry is refreshed by unicast, RFC 1122 section 2.3.2.1. */
        {TOPIC_PEER_MAC,
         TOPIC_HOST_MAC,
         ETHERTYPE_ARP,
         {ARP_REQUEST, TOPIC_HOST_MAC, TOPIC_HOST, MAC_ZERO, TOPIC_PEER},
         0},
        /* Link-local addresses. */
        {MAC_BROADCAST,
         TOPIC_HOST_MAC,
         ETHERTYPE_ARP,
         {ARP_REQUEST, TOPIC_HOST_MAC, "169.254.18.111", MAC_ZERO, "169.254.7.7"},
         0},
        /* RARP, RFC 903; inverse ARP, RFC 2390. */
        {MAC_BROADCAST,
         TOPIC_HOST_MAC,
         ETHERTYPE_RARP,
         {3, TOPIC_HOST_MAC, "0.0.0.0", TOPIC_HOST_MAC, "0.0.0.0"},
         18},
        {TOPIC_HOST_MAC,
         TOPIC_ROUTER_MAC,
         ETHERTYPE_RARP,
         {4, TOPIC_ROUTER_MAC, TOPIC_ROUTER, TOPIC_HOST_MAC, TOPIC_HOST},
         18},
        {TOPIC_PEER_MAC,
         TOPIC_HOST_MAC,
         ETHERTYPE_ARP,
         {8, TOPIC_HOST_MAC, TOPIC_HOST, TOPIC_PEER_MAC, "0.0.0.0"},
         0},
        {TOPIC_HOST_MAC,
         TOPIC_PEER_MAC,
         ETHERTYPE_ARP,
         {9, TOPIC_PEER_MAC, TOPIC_PEER, TOPIC_HOST_MAC, TOPIC_HOST},
         0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct frame f = {0};
        frame_ethernet(&f, rows[i].to, rows[i].from, rows[i].type);
        frame_arp(&f, &rows[i].packet);
        frame_zeros(&f, rows[i].padding);
        topic_add(c, &f);
    }
}

static void ipv4_options(struct frame *f, const char *options, size_t n)
{
    frame_ethernet(f, TOPIC_PEER_MAC, TOPIC_HOST_MAC, ETHERTYPE_IPV4);
    frame_ip(f, &(struct ip_header){.from = TOPIC_HOST,
                                    .to = TOPIC_PEER,
                                    .protocol = IP_UDP,
                                    .options = options,
                                    .options_n = n});
    frame_udp(f, 40000, 9);
    frame_text(f, "options");
}

void ipv4_play(struct capture *c)
{
    struct frame f = {0};
    ipv4_options(&f, "\x94\x04\x00\x00", 4); /* router alert */
    topic_add(c, &f);
    f = (struct frame){0}; /* record route with one free place; no operation */
    ipv4_options(&f, "\x07\x07\x04\x00\x00\x00\x00\x01", 8);
    topic_add(c, &f);

    static const unsigned ttls[] = {1, 2, 32, 63, 128, 255};
    for (size_t i = 0; i < sizeof ttls / sizeof *ttls; i++) {
        f = (struct frame){0};
        topic_frame(&f, NULL, IP_UDP, ttls[i]);
        frame_udp(&f, 40000, 9);
        frame_text(&f, "ttl");
        frame_close(&f);
        frame_zeros(&f, 60 - f.n); /* padding that is not part of the packet */
        topic_add(c, &f);
    }

    struct frame whole = {0}; /* a datagram in three fragments, the last one first */
    topic_frame(&whole, NULL, IP_UDP, 64);
    frame_udp(&whole, 40000, 9);
    for (unsigned i = 0; i < 232; i++)
        frame_u8(&whole, 'a' + i % 26);
    frame_close(&whole);
    f = frame_fragment(&whole, 160, 80, false);
    topic_add(c, &f);
    f = frame_fragment(&whole, 0, 80, true);
    topic_add(c, &f);
    f = frame_fragment(&whole, 80, 80, true);
    topic_add(c, &f);

    f = (struct frame){0}; /* an unknown protocol */
    topic_frame(&f, NULL, 253, 64);
    frame_text(&f, "for experiments, RFC 3692");
    topic_add(c, &f);
}

void icmp_play(struct capture *c)
{
    static const unsigned echo[] = {8, 0};
    struct frame f;
    for (size_t i = 0; i < 2; i++) {
        f = (struct frame){0};
        topic_frame(&f, NULL, IP_ICMP, 64);
        frame_icmp(&f, echo[i], 0);
        frame_u16(&f, 1);
        frame_u16(&f, 1);
        frame_text(&f, "abcdefghijklmnopqrstuvwabcdefghi");
        topic_add(c, &f);
    }
    static const struct {
        unsigned type, code;
        const char *word;                      /* the four bytes behind the checksum */
    } errors[] = {{3, 3, "\x00\x00\x00\x00"},  /* port unreachable */
                  {3, 4, "\x00\x00\x05\x14"},  /* too big for 1300 bytes, RFC 1191 */
                  {11, 0, "\x00\x00\x00\x00"}, /* time exceeded */
                  {5, 1, "\xc0\xa8\x07\x01"}}; /* redirect to 192.168.7.1 */
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        struct frame quoted = {0}; /* what the error answers: header and eight bytes */
        frame_ip(&quoted,
                 &(struct ip_header){.from = TOPIC_PEER, .to = TOPIC_HOST, .protocol = IP_UDP});
        frame_udp(&quoted, 40000, 33434);
        frame_close(&quoted);
        f = (struct frame){0};
        topic_frame(&f, NULL, IP_ICMP, 64);
        frame_icmp(&f, errors[i].type, errors[i].code);
        frame_bytes(&f, errors[i].word, 4);
        frame_bytes(&f, quoted.at, quoted.n);
        topic_add(c, &f);
    }
    f = (struct frame){0};
    topic_frame6(&f, NULL, IP_ICMPV6, 64);
    frame_icmp(&f, 128, 0);
    frame_u16(&f, 1);
    frame_u16(&f, 1);
    frame_text(&f, "abcdefgh");
    topic_add(c, &f);
    f = (struct frame){0}; /* who has the address? RFC 4861 section 4.3 */
    topic_frame6(&f, "ff02::1:ff00:5302", IP_ICMPV6, 255);
    frame_icmp(&f, 135, 0);
    frame_u32(&f, 0);
    frame_address(&f, TOPIC_PEER6);
    frame_bytes(&f, "\x01\x01", 2);
    frame_mac(&f, TOPIC_HOST_MAC);
    topic_add(c, &f);
}

/* The end of every IPv6 frame here that has one. */
static void udp_end(struct capture *c, struct frame *f)
{
    frame_udp(f, 40000, 9);
    frame_text(f, "behind");
    topic_add(c, f);
}

static void ipv6_multicast_report(struct capture *c)
{
    struct frame f = {0};
    frame_ethernet_group(&f, "ff02::16", TOPIC_HOST_MAC);
    frame_ip(&f, &(struct ip_header){.from = TOPIC_HOST6,
                                     .to = "ff02::16",
                                     .protocol = IP_ICMPV6,
                                     .ttl = 1,
                                     .router_alert = true});
    frame_icmp(&f, 143, 0);
    frame_u16(&f, 0);
    frame_u16(&f, 2);
    frame_bytes(&f, "\x04\x00\x00\x00", 4);
    frame_address(&f, "ff02::fb");
    frame_bytes(&f, "\x03\x00\x00\x01", 4); /* only from one source */
    frame_address(&f, "ff05::1234");
    frame_address(&f, "2001:db8::7");
    topic_add(c, &f);
}

void ipv6_play(struct capture *c)
{
    ipv6_multicast_report(c);

    struct frame f = {0}; /* destination options: padding only */
    topic_frame6(&f, NULL, IP_DESTINATION, 64);
    frame_u8(&f, IP_UDP);
    frame_bytes(&f, "\x00\x01\x04\x00\x00\x00\x00", 7);
    udp_end(c, &f);

    f = (struct frame){0}; /* hop-by-hop, then routing with nothing left to visit */
    topic_frame6(&f, NULL, IP_HOP_BY_HOP, 64);
    frame_u8(&f, IP_ROUTING);
    frame_bytes(&f, "\x00\x01\x04\x00\x00\x00\x00", 7);
    frame_u8(&f, IP_UDP);
    frame_bytes(&f, "\x02\x02\x00\x00\x00\x00\x00", 7);
    frame_address(&f, "2001:db8::2");
    udp_end(c, &f);

    f = (struct frame){0}; /* first of two fragments, and the second */
    topic_frame6(&f, NULL, IP_FRAGMENT, 64);
    frame_u8(&f, 253);
    frame_bytes(&f, "\x00\x00\x01\x00\x00\x00\x07", 7);
    frame_text(&f, "sixteen bytes...");
    topic_add(c, &f);
    f = (struct frame){0};
    topic_frame6(&f, NULL, IP_FRAGMENT, 64);
    frame_u8(&f, 253);
    frame_bytes(&f, "\x00\x00\x10\x00\x00\x00\x07", 7);
    frame_text(&f, "and the rest");
    topic_add(c, &f);

    f = (struct frame){0}; /* authentication header, RFC 4302: length in units of 4, less 2 */
    topic_frame6(&f, NULL, IP_AH, 64);
    frame_u8(&f, IP_UDP);
    frame_u8(&f, 4);
    frame_u16(&f, 0);
    frame_u32(&f, 0x1001);
    frame_u32(&f, 1);
    frame_zeros(&f, 12);
    udp_end(c, &f);

    f = (struct frame){0}; /* encrypted: nothing more to see, RFC 4303 */
    topic_frame6(&f, NULL, IP_ESP, 64);
    frame_u32(&f, 0x2002);
    frame_u32(&f, 1);
    frame_text(&f, "unreadable......");
    topic_add(c, &f);

    f = (struct frame){0};
    topic_frame6(&f, NULL, IP_NO_NEXT, 64);
    topic_add(c, &f);

    f = (struct frame){0};
    topic_frame6(&f, NULL, IP_UDP, 64);
    udp_end(c, &f);
}
