/* SPDX-License-Identifier: MIT */
/* Links that a system makes up to show its packets at one place or another, and FDDI. */
#include "captures.h"

#include "topics.h"

enum {
    FAMILY_IPV4 = 2,
    FAMILY_IPV6_LINUX = 10,
    FAMILY_IPV6_OPENBSD = 24,
    FAMILY_IPV6_SOLARIS = 26
};

void pflog_play(struct capture *c)
{
    for (int six = 0; six < 2; six++) {
        struct frame f = {
            0}; /* rule 3 let it in; the header has 61 bytes, and 3 more to a multiple of 4 */
        frame_u8(&f, 61);
        frame_u8(&f, six ? FAMILY_IPV6_OPENBSD : FAMILY_IPV4);
        frame_u16(&f, 0);
        frame_bytes(&f, "em0\0\0\0\0\0\0\0\0\0\0\0\0", 16);
        frame_zeros(&f, 16);
        frame_u32(&f, 3);
        frame_u32(&f, 0xffffffff);
        frame_zeros(&f, 16);
        frame_u8(&f, 1);
        frame_zeros(&f, 3);
        if (six)
            topic_datagram6(&f);
        else
            topic_datagram(&f);
        topic_add(c, &f);
    }
}

void enc_play(struct capture *c)
{
    struct frame f = {0}; /* authentic and confidential, as a PC writes it */
    frame_bytes(&f, "\x02\x00\x00\x00\x00\x00\x10\x01\x00\x0c\x00\x00", 12);
    topic_datagram(&f);
    topic_add(c, &f);
}

void nflog_play(struct capture *c)
{
    struct frame ip = {0}, f = {0};
    topic_datagram(&ip);
    frame_close(&ip);
    frame_u8(&f, FAMILY_IPV4);
    frame_u8(&f, 0);
    frame_u16(&f, 5);
    frame_bytes(&f, "\x08\x00\x01\x00\x08\x00\x01\x00", 8); /* what hook saw which EtherType */
    frame_bytes(&f, "\x06\x00\x0a\x00in\x00\x00", 8);       /* a prefix, filled up */
    frame_u8(&f, (unsigned)(ip.n + 4) & 0xff);
    frame_u8(&f, (unsigned)(ip.n + 4) >> 8);
    frame_bytes(&f, "\x09\x00", 2);
    frame_bytes(&f, ip.at, ip.n);
    topic_add(c, &f);
}

void ipnet_play(struct capture *c)
{
    for (int six = 0; six < 2; six++) {
        struct frame f = {0};
        frame_u8(&f, 1);
        frame_u8(&f, six ? FAMILY_IPV6_SOLARIS : FAMILY_IPV4);
        frame_u16(&f, 0);
        frame_u32(&f, six ? 56 : 36);
        frame_u32(&f, 2);
        frame_u32(&f, 0);
        frame_u32(&f, 0xffffffff);
        frame_u32(&f, 0);
        if (six)
            topic_datagram6(&f);
        else
            topic_datagram(&f);
        topic_add(c, &f);
    }
}

void pktap_play(struct capture *c)
{
    static const char *const links[] = {"\x01\x00\x00\x00",
                                        "\x0c\x00\x00\x00"}; /* Ethernet, raw IP */
    for (int raw = 0; raw < 2; raw++) {
        struct frame f = {0};
        frame_bytes(&f, "\x6c\x00\x00\x00\x01\x00\x00\x00", 8);
        frame_bytes(&f, links[raw], 4);
        frame_bytes(&f, raw ? "utun0" : "en0\0\0", 5);
        frame_zeros(&f, 108 - f.n);
        if (!raw)
            frame_ethernet(&f, TOPIC_PEER_MAC, TOPIC_HOST_MAC, ETHERTYPE_IPV4);
        topic_datagram(&f);
        topic_add(c, &f);
    }
}

void fddi_play(struct capture *c)
{
    struct frame f = {0};
    frame_u8(&f, 0x50);
    frame_mac(&f, TOPIC_PEER_MAC);
    frame_mac(&f, TOPIC_HOST_MAC);
    frame_bytes(&f, "\xaa\xaa\x03\x00\x00\x00\x08\x00", 8);
    topic_datagram(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* station management: from a station to its neighbour */
    frame_u8(&f, 0x4f);
    frame_mac(&f, MAC_BROADCAST);
    frame_mac(&f, TOPIC_HOST_MAC);
    frame_zeros(&f, 24);
    topic_add(c, &f);
}
