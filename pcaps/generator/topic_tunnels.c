/* SPDX-License-Identifier: MIT */
/* Tunnels, which are named and not looked into, and what routers say to each other. */
#include "captures.h"

#include "topics.h"

#include <stddef.h>

enum {
    IP_IPIP = 4,
    IP_DCCP = 33,
    IP_IPV6 = 41,
    IP_RSVP = 46,
    IP_EIGRP = 88,
    IP_ETHERIP = 97,
    IP_IPCOMP = 108,
    IP_L2TP = 115,
    IP_SCTP = 132,
    IP_UDPLITE = 136,
};

/* A datagram between two other machines, with all that is in front of it on Ethernet. */
static void inner_ethernet(struct frame *f)
{
    frame_ethernet(f, "00:00:5e:00:53:12", "00:00:5e:00:53:11", ETHERTYPE_IPV4);
    frame_ip(f, &(struct ip_header){.from = "10.9.9.1", .to = "10.9.9.2", .protocol = IP_UDP});
    frame_udp(f, 40000, 9);
    frame_text(f, "inside");
}

/* IP packets whose payload is given. */
static void ip_packet(struct capture *c, const char *to, unsigned protocol, const void *bytes,
                      size_t n)
{
    struct frame f = {0};
    topic_frame(&f, to, protocol, to == NULL ? 64 : 1);
    frame_bytes(&f, bytes, n);
    topic_add(c, &f);
}

static void datagram(struct capture *c, const char *to, unsigned from_port, unsigned to_port,
                     const void *bytes, size_t n)
{
    struct frame f = {0};
    topic_frame(&f, to, IP_UDP, to == NULL ? 64 : 1);
    frame_udp(&f, from_port, to_port);
    frame_bytes(&f, bytes, n);
    topic_add(c, &f);
}

static void ip_play(struct capture *c)
{
    struct frame f = {0}; /* RFC 2003 */
    topic_frame(&f, NULL, IP_IPIP, 64);
    topic_datagram(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* RFC 4213 */
    topic_frame(&f, NULL, IP_IPV6, 64);
    topic_datagram6(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* RFC 3378 */
    topic_frame(&f, NULL, IP_ETHERIP, 64);
    frame_u16(&f, 0x3000);
    inner_ethernet(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* RFC 4302: length in units of 4, less 2; the datagram is readable */
    topic_frame(&f, NULL, IP_AH, 64);
    frame_u8(&f, IP_UDP);
    frame_u8(&f, 4);
    frame_u16(&f, 0);
    frame_u32(&f, 0x1001);
    frame_u32(&f, 1);
    frame_zeros(&f, 12);
    frame_udp(&f, 40000, 9);
    frame_text(&f, "authentic");
    topic_add(c, &f);

    ip_packet(c, NULL, IP_IPCOMP, "\x11\x00\x00\x02unreadable......", 20);  /* RFC 3173 */
    ip_packet(c, NULL, IP_L2TP, "\x00\x00\x10\x01\x45unreadable.....", 20); /* RFC 3931 */
}

static void udp_play(struct capture *c)
{
    struct frame f = {0}; /* RFC 7348: network 42 */
    topic_frame(&f, NULL, IP_UDP, 64);
    frame_udp(&f, 50000, 4789);
    frame_bytes(&f, "\x08\x00\x00\x00\x00\x00\x2a\x00", 8);
    inner_ethernet(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* RFC 8926: network 42 */
    topic_frame(&f, NULL, IP_UDP, 64);
    frame_udp(&f, 50000, 6081);
    frame_bytes(&f, "\x00\x00\x65\x58\x00\x00\x2a\x00", 8);
    inner_ethernet(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* RFC 4380 */
    topic_frame(&f, NULL, IP_UDP, 64);
    frame_udp(&f, 50000, 3544);
    topic_datagram6(&f);
    topic_add(c, &f);

    /* RFC 2661: an empty control message; 3GPP TS 29.281: an echo request; RFC 7296: an empty exchange
     * of keys; RFC 3948: ESP */
    datagram(c, NULL, 1701, 1701, "\xc8\x02\x00\x0c\x00\x01\x00\x00\x00\x01\x00\x01", 12);
    datagram(c, NULL, 2152, 2152, "\x32\x01\x00\x04\x00\x00\x00\x00\x00\x01\x00\x00", 12);
    datagram(c, NULL, 500, 500,
             "\x01\x02\x03\x04\x05\x06\x07\x08\x00\x00\x00\x00\x00\x00\x00\x00"
             "\x00\x20\x22\x08\x00\x00\x00\x00\x00\x00\x00\x1c",
             28);
    datagram(c, NULL, 4500, 4500, "\x00\x00\x20\x02\x00\x00\x00\x01unreadable......", 24);
}

/* Other transports; each checksum is that of its protocol. */
static void transport_play(struct capture *c)
{
    /* RFC 4340: a request */
    ip_packet(c, NULL, IP_DCCP,
              "\x9c\x40\x13\x89\x05\x01\xba\x8f\x01\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00",
              20);
    /* RFC 9260: the first chunk of an association */
    ip_packet(c, NULL, IP_SCTP,
              "\x9c\x40\x00\x09\x00\x00\x00\x00\x1f\xe4\x18\xa7"
              "\x01\x00\x00\x14\x00\x00\x00\x01\x00\x00\xff\xff\x00\x01\x00\x01\x00\x00\x00\x01",
              32);
    /* RFC 3828: the checksum covers the header alone */
    ip_packet(c, NULL, IP_UDPLITE, "\x9c\x40\x00\x09\x00\x08\xd3\x9flightly covered", 23);
}

void tunnels_play(struct capture *c)
{
    ip_play(c);
    udp_play(c);
    transport_play(c);
}

void routers_play(struct capture *c)
{
    /* RFC 2453: a request for all routes; RFC 2080: the same */
    static const char request[24] = "\x01\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                                    "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x10";
    datagram(c, "224.0.0.9", 520, 520, request, sizeof request);
    struct frame f = {0};
    topic_frame6(&f, "ff02::9", IP_UDP, 255);
    frame_udp(&f, 521, 521);
    frame_bytes(&f, "\x01\x01\x00\x00", 4);
    frame_zeros(&f, 19);
    frame_u8(&f, 16);
    topic_add(c, &f);

    /* RFC 2281: hello of the standby group 1; the address is 192.168.7.1 */
    datagram(c, "224.0.0.2", 1985, 1985,
             "\x00\x00\x10\x03\x0a\x64\x01\x00"
             "cisco\x00\x00\x00\xc0\xa8\x07\x01",
             20);
    /* Cisco's GLBP: version, group 1, the gateway's MAC address, then a TLV of unknown type */
    datagram(c, "224.0.0.102", 3222, 3222,
             "\x01\x00\x00\x01\x00\x00\x00\x00\x5e\x00\x53\x01\x20\x04\x00\x00", 16);
    /* RFC 5036: a link hello with a hold time of 15 s */
    datagram(c, "224.0.0.2", 646, 646,
             "\x00\x01\x00\x16\xc0\xa8\x07\x0a\x00\x00"
             "\x01\x00\x00\x0c\x00\x00\x00\x01\x04\x00\x00\x04\x00\x0f\x00\x00",
             26);
    /* RFC 5880: a session that is down */
    datagram(c, NULL, 49152, 3784,
             "\x20\x40\x03\x18\x00\x00\x00\x01\x00\x00\x00\x00"
             "\x00\x0f\x42\x40\x00\x0f\x42\x40\x00\x00\x00\x00",
             24);
    /* RFC 7868: hello of system 1 */
    ip_packet(c, "224.0.0.10", IP_EIGRP,
              "\x02\x05\xfb\xdd\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01"
              "\x00\x01\x00\x0c\x01\x00\x01\x00\x00\x00\x00\x0f",
              32);
    /* RFC 3209: hello */
    ip_packet(c, NULL, IP_RSVP,
              "\x10\x14\xd8\xc9\x01\x00\x00\x14\x00\x0c\x16\x01\x00\x00\x00\x01\x00\x00\x00\x00",
              20);
}
