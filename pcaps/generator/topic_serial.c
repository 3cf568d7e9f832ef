/* SPDX-License-Identifier: MIT */
/* Serial lines and what is built on them: PPP, PPP over Ethernet, Cisco HDLC, Frame Relay, MPLS. */
#include "captures.h"

#include "topics.h"

enum {
    ETHERTYPE_MPLS = 0x8847,
    ETHERTYPE_MPLS_UPSTREAM = 0x8848,
    ETHERTYPE_PPPOE_DISCOVERY = 0x8863,
    ETHERTYPE_PPPOE_SESSION = 0x8864,
    PPP_IPV4 = 0x0021,
    PPP_IPV6 = 0x0057,
    PPP_MPLS = 0x0281,
};

/* A control protocol's message: configure-request or -ack, with options (RFC 1661 section 5). */
static void negotiate(struct capture *c, unsigned protocol, unsigned code, const void *options,
                      size_t n)
{
    struct frame f = {0};
    frame_u16(&f, 0xff03);
    frame_u16(&f, protocol);
    frame_u8(&f, code);
    frame_u8(&f, 1);
    frame_u16(&f, (unsigned)(n + 4));
    frame_bytes(&f, options, n);
    topic_add(c, &f);
}

void ppp_play(struct capture *c)
{
    negotiate(c, 0xc021, 1, "\x05\x06\x00\x00\x53\x01\x07\x02\x08\x02", 10);   /* LCP */
    negotiate(c, 0xc023, 1, "\x04user\x06secret", 12);                         /* PAP */
    negotiate(c, 0xc223, 1, "\x08\x01\x02\x03\x04\x05\x06\x07\x08server", 15); /* CHAP */
    negotiate(c, 0x80fd, 1, "\x12\x06\x00\x00\x00\x01", 6);                    /* CCP */
    negotiate(c, 0x8021, 1, "\x03\x06\xc0\xa8\x07\x0a", 6);                    /* IPCP */
    negotiate(c, 0x8057, 1, "\x01\x0a\x02\x00\x5e\xff\xfe\x00\x53\x01", 10);   /* IPV6CP */

    static const struct {
        bool framed, compressed;
    } forms[] = {{true, false}, {false, false}, {true, true}, {false, true}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct frame f = {0};
        if (forms[i].framed)
            frame_u16(&f, 0xff03);
        if (!forms[i].compressed)
            frame_u8(&f, 0);
        frame_u8(&f, i % 2 == 0 ? PPP_IPV4 : PPP_IPV6);
        if (i % 2 == 0)
            topic_datagram(&f);
        else
            topic_datagram6(&f);
        topic_add(c, &f);
    }

    struct frame f = {0}; /* labelled, RFC 3032 section 4.3 */
    frame_u16(&f, 0xff03);
    frame_u16(&f, PPP_MPLS);
    frame_u32(&f, 0x00064140);
    topic_datagram(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* Cisco's framing on the same line */
    frame_u16(&f, 0x0f00);
    frame_u16(&f, ETHERTYPE_IPV4);
    topic_datagram(&f);
    topic_add(c, &f);
}

/* RFC 2516: version and type 1, code, session, length. */
static void pppoe(struct frame *f, bool to_peer, unsigned type, unsigned code, unsigned session,
                  size_t length)
{
    bool initiation = code == 0x09;
    frame_ethernet(f,
                   initiation ? MAC_BROADCAST
                   : to_peer  ? TOPIC_ROUTER_MAC
                              : TOPIC_HOST_MAC,
                   to_peer ? TOPIC_HOST_MAC : TOPIC_ROUTER_MAC, type);
    frame_u8(f, 0x11);
    frame_u8(f, code);
    frame_u16(f, session);
    frame_u16(f, (unsigned)length);
}

static void discovery(struct capture *c, bool to_peer, unsigned code, unsigned session,
                      const void *tags, size_t n)
{
    struct frame f = {0};
    pppoe(&f, to_peer, ETHERTYPE_PPPOE_DISCOVERY, code, session, n);
    frame_bytes(&f, tags, n);
    frame_zeros(&f, 60 - f.n);
    topic_add(c, &f);
}

void pppoe_play(struct capture *c)
{
    discovery(c, true, 0x09, 0, "\x01\x01\x00\x00\x01\x03\x00\x02\x12\x34", 10);
    discovery(c, false, 0x07, 0,
              "\x01\x01\x00\x00\x01\x02\x00\x08"
              "access-1\x01\x03\x00\x02\x12\x34",
              22);
    discovery(c, true, 0x19, 0, "\x01\x01\x00\x00\x01\x03\x00\x02\x12\x34", 10);
    discovery(c, false, 0x65, 0x0017, "\x01\x01\x00\x00\x01\x03\x00\x02\x12\x34", 10);

    for (int i = 0; i < 2; i++) {
        struct frame ip = {0}, f = {0};
        if (i == 0)
            topic_datagram(&ip);
        else
            topic_datagram6(&ip);
        frame_close(&ip);
        pppoe(&f, i == 0, ETHERTYPE_PPPOE_SESSION, 0, 0x0017, ip.n + 2);
        frame_u16(&f, i == 0 ? PPP_IPV4 : PPP_IPV6);
        frame_bytes(&f, ip.at, ip.n);
        topic_add(c, &f);
    }
    discovery(c, true, 0xa7, 0x0017, "", 0);
}

void hdlc_play(struct capture *c)
{
    struct frame f = {0};
    frame_u16(&f, 0x0f00);
    frame_u16(&f, ETHERTYPE_IPV4);
    topic_datagram(&f);
    topic_add(c, &f);

    f = (struct frame){0};
    frame_u16(&f, 0x0f00);
    frame_u16(&f, ETHERTYPE_IPV6);
    topic_datagram6(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* SLARP: keepalive 5, the other side's was 2 */
    frame_u16(&f, 0x8f00);
    frame_u16(&f, 0x8035);
    frame_u32(&f, 2);
    frame_u32(&f, 5);
    frame_u32(&f, 2);
    frame_u16(&f, 0xffff);
    frame_u32(&f, 0);
    topic_add(c, &f);

    f = (struct frame){0};
    frame_u16(&f, 0x0f00);
    frame_u16(&f, ETHERTYPE_MPLS);
    frame_u32(&f, 0x00064140);
    topic_datagram(&f);
    topic_add(c, &f);
}

/* Connection 100: the address of two bytes. */
enum { DLCI_100 = 0x1841 };

void frelay_play(struct capture *c)
{
    static const struct {
        const char *bytes; /* what stands between the address and the datagram */
        size_t n;
    } rows[] = {
        {"\x03\xcc", 2},                         /* by NLPID */
        {"\x03\x00\x80\x00\x00\x00\x08\x00", 8}, /* in SNAP, padded */
        {"\x03\xcf\x00\x21", 4},                 /* in PPP, RFC 1973 */
        {"\x08\x00", 2},                         /* Cisco's framing */
    };
    struct frame f;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        f = (struct frame){0};
        frame_u16(&f, DLCI_100);
        frame_bytes(&f, rows[i].bytes, rows[i].n);
        topic_datagram(&f);
        topic_add(c, &f);
    }
    f = (struct frame){0}; /* an address of four bytes */
    frame_u32(&f, 0x18404083);
    frame_u16(&f, 0x038e);
    topic_datagram6(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* a status enquiry of the link's management, ITU-T Q.933 annex A */
    frame_u16(&f, 0x0001);
    frame_bytes(&f, "\x03\x08\x00\x75\x51\x01\x00\x53\x02\x01\x01", 11);
    topic_add(c, &f);
}

void mpls_play(struct capture *c)
{
    struct frame f = {0}; /* label 100, the only one */
    frame_ethernet(&f, TOPIC_ROUTER_MAC, TOPIC_HOST_MAC, ETHERTYPE_MPLS);
    frame_u32(&f, 0x00064140);
    topic_datagram(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* a stack of three, IPv6 below */
    frame_ethernet(&f, TOPIC_ROUTER_MAC, TOPIC_HOST_MAC, ETHERTYPE_MPLS);
    frame_u32(&f, 0x00064040);
    frame_u32(&f, 0x00065040);
    frame_u32(&f, 0x00066140);
    topic_datagram6(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* to a group, whose address comes from the label: RFC 5332 section 8 */
    frame_ethernet(&f, "01:00:5e:80:00:64", TOPIC_HOST_MAC, ETHERTYPE_MPLS_UPSTREAM);
    frame_u32(&f, 0x00064140);
    topic_ip(&f, "239.1.2.3", IP_UDP, 8);
    frame_udp(&f, 40000, 9);
    frame_text(&f, "labelled");
    topic_add(c, &f);

    f = (struct frame){0}; /* a pseudowire: a control word and a frame that is not this one's */
    frame_ethernet(&f, TOPIC_ROUTER_MAC, TOPIC_HOST_MAC, ETHERTYPE_MPLS);
    frame_u32(&f, 0x00064140);
    frame_u32(&f, 0);
    frame_ethernet(&f, TOPIC_PEER_MAC, TOPIC_HOST_MAC, 0x88b5); /* IEEE Std 802: for experiments */
    frame_text(&f, "what a customer sends to another one, who knows.");
    topic_add(c, &f);
}
