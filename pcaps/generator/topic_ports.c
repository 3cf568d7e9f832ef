/* SPDX-License-Identifier: MIT */
/* What stations send on a port: 802.1X, clocks, and magic packets that wake others. */
#include "captures.h"

#include "topics.h"

#include <stddef.h>

enum {
    ETHERTYPE_WOL = 0x0842,
    ETHERTYPE_EAPOL = 0x888e,
    ETHERTYPE_PTP = 0x88f7,
    PORT_PTP_EVENT = 319,
    PORT_PTP_GENERAL = 320,
    PORT_DISCARD = 9,
};

static void eapol(struct capture *c, const void *bytes, size_t n)
{
    struct frame f = {0};
    frame_ethernet(&f, "01:80:c2:00:00:03", TOPIC_HOST_MAC, ETHERTYPE_EAPOL);
    frame_bytes(&f, bytes, n);
    if (f.n < 60)
        frame_zeros(&f, 60 - f.n);
    topic_add(c, &f);
}

void eapol_play(struct capture *c)
{
    eapol(c, "\x02\x01\x00\x00", 4);                                           /* start */
    eapol(c, "\x02\x00\x00\x05\x01\x01\x00\x05\x01", 9);                       /* who are you? */
    eapol(c, "\x02\x00\x00\x0d\x02\x01\x00\x0d\x01host.lab", 17);              /* host.lab */
    eapol(c, "\x02\x00\x00\x04\x03\x02\x00\x04", 8);                           /* success */
    static const uint8_t key[99] = {2, 3, 0, 95, 2, 0, 0x8a, 0, 16, [16] = 1}; /* RSN, message 1 */
    eapol(c, key, sizeof key);
    eapol(c, "\x02\x02\x00\x00", 4); /* logoff */

    struct frame f = {0};
    frame_ethernet(&f, "01:80:c2:00:00:03", TOPIC_HOST_MAC, ETHERTYPE_EAPOL);
    frame_bytes(&f, "\x02\x00\x00\x0d\x02\x01\x00\x0d\x01host.lab", 17);
    topic_add_cut(c, &f, f.n - 4);
}

/* The header of version 2; IEEE Std 1588-2008. */
static void ptp(struct frame *f, unsigned type, unsigned length, unsigned sequence,
                unsigned control)
{
    frame_u8(f, type);
    frame_u8(f, 2);
    frame_u16(f, length);
    frame_zeros(f, 2 + 2 + 8 + 4); /* domain, flags, correction */
    frame_bytes(f, "\x00\x00\x5e\xff\xfe\x00\x53\x01\x00\x01", 10);
    frame_u16(f, sequence);
    frame_u8(f, control);
    frame_u8(f, 0);
}

static void ptp_group(struct frame *f, unsigned port)
{
    *f = (struct frame){0};
    topic_frame(f, "224.0.1.129", IP_UDP, 1);
    frame_udp(f, port, port);
}

void ptp_play(struct capture *c)
{
    struct frame f = {0}; /* sync */
    frame_ethernet(&f, "01:1b:19:00:00:00", TOPIC_HOST_MAC, ETHERTYPE_PTP);
    ptp(&f, 0x0, 44, 1, 0);
    frame_zeros(&f, 10);
    frame_zeros(&f, 60 - f.n);
    topic_add(c, &f);

    ptp_group(&f, PORT_PTP_GENERAL); /* announcement of itself as grandmaster */
    ptp(&f, 0xb, 64, 1, 5);
    frame_zeros(&f, 10);
    frame_bytes(&f, "\x00\x25\x00\x80\xf8\xfe\xff\xff\x80", 9);
    frame_bytes(&f, "\x00\x00\x5e\xff\xfe\x00\x53\x01\x00\x00\xa0", 11);
    topic_add(c, &f);

    ptp_group(&f, PORT_PTP_GENERAL); /* delay response to 00:00:5e:00:53:02 */
    ptp(&f, 0x9, 54, 7, 3);
    frame_zeros(&f, 10);
    frame_bytes(&f, "\x00\x00\x5e\xff\xfe\x00\x53\x02\x00\x01", 10);
    topic_add(c, &f);

    ptp_group(&f, PORT_PTP_EVENT); /* version 1: sync */
    frame_bytes(&f, "\x00\x01\x00\x01_DFLT", 9);
    frame_zeros(&f, 11);
    frame_bytes(&f, "\x01\x01", 2);
    frame_mac(&f, TOPIC_HOST_MAC);
    frame_bytes(&f, "\x00\x01\x00\x01\x00\x00\x00\x00", 8);
    frame_zeros(&f, 124 - 40 + 4);
    topic_add(c, &f);
}

static void magic(struct frame *f)
{
    frame_bytes(f, "\xff\xff\xff\xff\xff\xff", 6);
    for (int i = 0; i < 16; i++)
        frame_mac(f, TOPIC_PEER_MAC);
}

void wol_play(struct capture *c)
{
    struct frame f = {0};
    frame_ethernet(&f, MAC_BROADCAST, TOPIC_HOST_MAC, ETHERTYPE_WOL);
    magic(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* with a password */
    frame_ethernet(&f, MAC_BROADCAST, TOPIC_HOST_MAC, ETHERTYPE_WOL);
    magic(&f);
    frame_bytes(&f, "\x01\x02\x03\x04\x05\x06", 6);
    topic_add(c, &f);

    f = (struct frame){0};
    topic_frame(&f, "255.255.255.255", IP_UDP, 64);
    frame_udp(&f, 40000, PORT_DISCARD);
    magic(&f);
    topic_add(c, &f);
}
