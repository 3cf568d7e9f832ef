/* SPDX-License-Identifier: MIT */
/* Protocols that are named by their number and not looked into. */
#include "captures.h"

#include "topics.h"

enum {
    ETHERTYPE_IPX = 0x8137,
    ETHERTYPE_VNTAG = 0x8926,
    IP_GRE = 47,
    IP_OSPF = 89,
    IP_PIM = 103,
};

/* An IPX header: checksum, length, hops, type, then network, node and socket of both ends. */
static void ipx(struct frame *f)
{
    frame_bytes(f, "\xff\xff\x00\x1e\x00\x00", 6);
    frame_bytes(f, "\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\x90\x00", 12);
    frame_bytes(f, "\x00\x00\x00\x00\x00\x00\x5e\x00\x53\x01\x90\x00", 12);
}

static void link_play(struct capture *c)
{
    struct frame f = {0}; /* a port extender's tag in front of a datagram */
    frame_ethernet(&f, TOPIC_PEER_MAC, TOPIC_HOST_MAC, ETHERTYPE_VNTAG);
    frame_bytes(&f, "\x80\x05\x00\x01\x08\x00", 6);
    topic_datagram(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* IPX in Ethernet II */
    frame_ethernet(&f, MAC_BROADCAST, TOPIC_HOST_MAC, ETHERTYPE_IPX);
    ipx(&f);
    frame_zeros(&f, 60 - f.n);
    topic_add(c, &f);

    f = (struct frame){0}; /* IPX in 802.2 */
    frame_802_3(&f, MAC_BROADCAST, TOPIC_HOST_MAC);
    frame_bytes(&f, "\xe0\xe0\x03", 3);
    ipx(&f);
    frame_close(&f);
    frame_zeros(&f, 60 - f.n);
    topic_add(c, &f);

    f = (struct frame){0}; /* IPX straight behind the length, as Novell did */
    frame_802_3(&f, MAC_BROADCAST, TOPIC_HOST_MAC);
    ipx(&f);
    frame_close(&f);
    frame_zeros(&f, 60 - f.n);
    topic_add(c, &f);

    f = (struct frame){0}; /* NetBIOS over 802.2: a query for a name */
    frame_802_3(&f, "03:00:00:00:00:01", TOPIC_HOST_MAC);
    frame_bytes(&f, "\xf0\xf0\x03\x2c\x00\xff\xef\x0a\x00\x00\x00\x00\x00\x00\x00", 15);
    frame_text(&f, "PEER            HOST            ");
    frame_close(&f);
    topic_add(c, &f);
}

/* One of Cisco's protocols in SNAP, to the group that they share. */
static void cisco(struct capture *c, unsigned protocol, const void *bytes, size_t n)
{
    struct frame f = {0};
    frame_802_3(&f, "01:00:0c:cc:cc:cc", TOPIC_HOST_MAC);
    frame_bytes(&f, "\xaa\xaa\x03\x00\x00\x0c", 6);
    frame_u16(&f, protocol);
    frame_bytes(&f, bytes, n);
    frame_close(&f);
    if (f.n < 60)
        frame_zeros(&f, 60 - f.n);
    topic_add(c, &f);
}

static void cisco_play(struct capture *c)
{
    /* VTP: a subset request for the domain "lab" */
    cisco(c, 0x2003,
          "\x01\x03\x00\x03lab\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 38);
    /* DTP: domain, status, type, neighbour */
    cisco(c, 0x2004,
          "\x01\x00\x01\x00\x08lab\0\x00\x02\x00\x05\x03\x00\x03\x00\x05\xa5"
          "\x00\x04\x00\x0a\x00\x00\x5e\x00\x53\x01",
          29);
    /* CGMP: a router joins 224.1.2.3's MAC group for a host */
    cisco(c, 0x2001, "\x10\x00\x00\x01\x01\x00\x5e\x01\x02\x03\x00\x00\x5e\x00\x53\x02", 16);
    /* UDLD: a probe with device, port and message interval */
    cisco(c, 0x0111, "\x21\x00\x00\x00\x00\x01\x00\x06s1\x00\x02\x00\x05\x31\x00\x05\x00\x05\x0f",
          20);
    /* PAgP: a flush of version 1 */
    cisco(c, 0x0104, "\x02\x01\x00\x00\x5e\x00\x53\x01\x00\x00\x5e\x00\x53\x02\x00\x00\x00\x01",
          18);
}

static void ip_play(struct capture *c)
{
    struct frame f = {0}; /* RFC 2784: a datagram inside a tunnel */
    topic_frame(&f, NULL, IP_GRE, 64);
    frame_bytes(&f, "\x00\x00\x08\x00", 4);
    topic_datagram(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* RFC 2328 section A.3.2: hello of router 192.168.7.10 */
    topic_frame(&f, "224.0.0.5", IP_OSPF, 1);
    frame_bytes(&f, "\x02\x01\x00\x2c\xc0\xa8\x07\x0a\x00\x00\x00\x00", 12);
    frame_bytes(&f, "\x6d\x39\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", 12); /* checksum */
    frame_bytes(&f, "\xff\xff\xff\x00\x00\x0a\x02\x01\x00\x00\x00\x28", 12);
    frame_bytes(&f, "\xc0\xa8\x07\x0a\x00\x00\x00\x00", 8);
    topic_add(c, &f);

    f = (struct frame){0}; /* RFC 7761 section 4.9.2: hello with a hold time of 105 s */
    topic_frame(&f, "224.0.0.13", IP_PIM, 1);
    frame_bytes(&f, "\x20\x00\xdf\x93\x00\x01\x00\x02\x00\x69", 10);
    topic_add(c, &f);

    f = (struct frame){0}; /* RFC 9568: version 3, virtual router 1, priority 100 */
    topic_frame(&f, "224.0.0.18", IP_VRRP, 255);
    frame_vrrp(&f, 1, 100, 1);
    frame_address(&f, "192.168.7.1");
    topic_add(c, &f);
}

void named_play(struct capture *c)
{
    link_play(c);
    cisco_play(c);
    ip_play(c);
}
