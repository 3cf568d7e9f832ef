/* SPDX-License-Identifier: MIT */
/* The link types, and what may stand between a link header and IP. */
#include "captures.h"

#include "topics.h"

#include <stddef.h>

void vlan_play(struct capture *c)
{
    struct frame f = {0};
    frame_ethernet(&f, TOPIC_PEER_MAC, TOPIC_HOST_MAC, ETHERTYPE_VLAN);
    frame_vlan(&f, 0, 100, ETHERTYPE_IPV4);
    topic_datagram(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* customer tag inside a provider tag, IEEE 802.1ad */
    frame_ethernet(&f, TOPIC_PEER_MAC, TOPIC_HOST_MAC, ETHERTYPE_PROVIDER_VLAN);
    frame_vlan(&f, 3, 200, ETHERTYPE_VLAN);
    frame_vlan(&f, 0, 30, ETHERTYPE_IPV6);
    topic_datagram6(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* priority tag: VLAN 0 */
    frame_ethernet(&f, MAC_BROADCAST, TOPIC_HOST_MAC, ETHERTYPE_VLAN);
    frame_vlan(&f, 5, 0, ETHERTYPE_ARP);
    frame_arp(&f,
              &(struct arp_packet){ARP_REQUEST, TOPIC_HOST_MAC, TOPIC_HOST, MAC_ZERO, TOPIC_PEER});
    topic_add(c, &f);

    f = (struct frame){0}; /* two tags of the older kind */
    frame_ethernet(&f, TOPIC_PEER_MAC, TOPIC_HOST_MAC, ETHERTYPE_VLAN);
    frame_vlan(&f, 0, 4094, ETHERTYPE_VLAN);
    frame_vlan(&f, 7, 1, ETHERTYPE_IPV4);
    topic_datagram(&f);
    topic_add(c, &f);
}

void llc_play(struct capture *c)
{
    struct frame f = {0}; /* a spanning tree configuration, IEEE 802.1D clause 9 */
    frame_802_3(&f, "01:80:c2:00:00:00", TOPIC_HOST_MAC);
    frame_bytes(&f, "\x42\x42\x03", 3);
    frame_bytes(&f, "\x00\x00\x00\x00\x00", 5);             /* protocol, version, type, flags */
    frame_bytes(&f, "\x80\x00\x00\x00\x5e\x00\x53\x01", 8); /* root */
    frame_bytes(&f, "\x00\x00\x00\x00", 4);                 /* cost */
    frame_bytes(&f, "\x80\x00\x00\x00\x5e\x00\x53\x01", 8); /* bridge */
    frame_bytes(&f, "\x80\x01\x00\x00\x14\x00\x02\x00\x0f\x00", 10); /* port, times in 1/256 s */
    frame_close(&f);
    frame_zeros(&f, 60 - f.n);
    topic_add(c, &f);

    f = (struct frame){0}; /* IPv4 in SNAP, RFC 1042 */
    frame_802_3(&f, TOPIC_PEER_MAC, TOPIC_HOST_MAC);
    frame_bytes(&f, "\xaa\xaa\x03\x00\x00\x00\x08\x00", 8);
    topic_datagram(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* ARP in SNAP */
    frame_802_3(&f, MAC_BROADCAST, TOPIC_HOST_MAC);
    frame_bytes(&f, "\xaa\xaa\x03\x00\x00\x00\x08\x06", 8);
    frame_arp(&f,
              &(struct arp_packet){ARP_REQUEST, TOPIC_HOST_MAC, TOPIC_HOST, MAC_ZERO, TOPIC_PEER});
    topic_add(c, &f);

    f = (struct frame){0}; /* LLC's own test command, IEEE 802.2 */
    frame_802_3(&f, TOPIC_PEER_MAC, TOPIC_HOST_MAC);
    frame_bytes(&f, "\x00\x00\xf3", 3);
    frame_close(&f);
    frame_zeros(&f, 60 - f.n);
    topic_add(c, &f);
}

/* Families of the BSD loopback header: 2 is IPv4 everywhere, IPv6 differs by system. */
enum {
    FAMILY_IPV4 = 2,
    FAMILY_IPV6_WINDOWS = 23, /* which is IPX on a BSD */
    FAMILY_IPV6_NETBSD = 24,
    FAMILY_IPV6_FREEBSD = 28,
    FAMILY_IPV6_DARWIN = 30,
};

static void family(struct frame *f, unsigned value, bool big_endian)
{
    if (big_endian) {
        frame_u32(f, value);
    } else {
        frame_u8(f, value);
        frame_zeros(f, 3);
    }
}

static void loopback_packet(struct frame *f, const char *ip)
{
    frame_ip(f, &(struct ip_header){.from = ip, .to = ip, .protocol = IP_UDP, .ttl = 128});
    frame_udp(f, 50000, 50001);
    frame_text(f, "to myself");
}

static void loopback_play(struct capture *c, bool big_endian)
{
    static const unsigned families6[] = {FAMILY_IPV6_NETBSD, FAMILY_IPV6_FREEBSD,
                                         FAMILY_IPV6_DARWIN};
    struct frame f = {0};
    family(&f, FAMILY_IPV4, big_endian);
    loopback_packet(&f, "127.0.0.1");
    topic_add(c, &f);
    for (size_t i = 0; i < sizeof families6 / sizeof *families6; i++) {
        f = (struct frame){0};
        family(&f, families6[i], big_endian);
        loopback_packet(&f, "::1");
        topic_add(c, &f);
    }
}

void null_play(struct capture *c)
{
    loopback_play(c, false);
}

void null_big_endian_play(struct capture *c)
{
    loopback_play(c, true);
}

void null_windows_play(struct capture *c)
{
    static const unsigned families[] = {FAMILY_IPV4, FAMILY_IPV6_WINDOWS};
    for (size_t i = 0; i < 2; i++) {
        struct frame f = {0};
        family(&f, families[i], false);
        loopback_packet(&f, i == 0 ? "127.0.0.1" : "::1");
        topic_add(c, &f);
    }
}

void loop_play(struct capture *c)
{
    struct frame f = {0};
    family(&f, FAMILY_IPV4, true);
    loopback_packet(&f, "127.0.0.1");
    topic_add(c, &f);
    f = (struct frame){0};
    family(&f, FAMILY_IPV6_NETBSD, true);
    loopback_packet(&f, "::1");
    topic_add(c, &f);
}

void raw_play(struct capture *c)
{
    static const char *const to[] = {TOPIC_PEER, "239.255.255.250", "255.255.255.255"};
    struct frame f;
    for (size_t i = 0; i < sizeof to / sizeof *to; i++) {
        f = (struct frame){0};
        topic_ip(&f, to[i], IP_UDP, 1);
        frame_udp(&f, 40000, 9);
        frame_text(&f, "no link");
        topic_add(c, &f);
    }
    f = (struct frame){0};
    topic_datagram6(&f);
    topic_add(c, &f);
}

/* The packet types of a Linux cooked header. */
enum { SLL_TO_US, SLL_BROADCAST, SLL_MULTICAST, SLL_TO_OTHER, SLL_FROM_US, SLL_TYPE_COUNT };

/* The datagram that goes with a packet type. */
static void cooked_payload(struct frame *f, unsigned type)
{
    static const char *const to[SLL_TYPE_COUNT] = {
        [SLL_TO_US] = TOPIC_PEER,          [SLL_BROADCAST] = "255.255.255.255",
        [SLL_MULTICAST] = "224.0.0.251",   [SLL_TO_OTHER] = "192.168.7.30",
        [SLL_FROM_US] = "239.255.255.250",
    };
    topic_ip(f, to[type], IP_UDP, 64);
    frame_udp(f, 40000, 9);
    frame_text(f, "cooked");
}

void sll_play(struct capture *c)
{
    for (unsigned type = 0; type < SLL_TYPE_COUNT; type++) {
        struct frame f = {0};
        frame_u16(&f, type);
        frame_u16(&f, 1); /* Ethernet */
        frame_u16(&f, 6);
        frame_mac(&f, TOPIC_HOST_MAC);
        frame_zeros(&f, 2);
        frame_u16(&f, ETHERTYPE_IPV4);
        cooked_payload(&f, type);
        topic_add(c, &f);
    }
}

void sll2_play(struct capture *c)
{
    for (unsigned type = 0; type < SLL_TYPE_COUNT; type++) {
        struct frame f = {0};
        frame_u16(&f, ETHERTYPE_IPV4);
        frame_u16(&f, 0);
        frame_u32(&f, 2); /* interface */
        frame_u16(&f, 1); /* Ethernet */
        frame_u8(&f, type);
        frame_u8(&f, 6);
        frame_mac(&f, TOPIC_HOST_MAC);
        frame_zeros(&f, 2);
        cooked_payload(&f, type);
        topic_add(c, &f);
    }
}

/* The legacy Npcap loopback adapter: Ethernet without addresses, and no ARP. */
void npcap_loopback_play(struct capture *c)
{
    struct frame f = {0};
    frame_ethernet(&f, MAC_ZERO, MAC_ZERO, ETHERTYPE_IPV4);
    loopback_packet(&f, "127.0.0.1");
    topic_add(c, &f);
    f = (struct frame){0};
    frame_ethernet(&f, MAC_ZERO, MAC_ZERO, ETHERTYPE_IPV6);
    loopback_packet(&f, "::1");
    topic_add(c, &f);
    static const unsigned flags[] = {TCP_SYN, TCP_SYN | TCP_ACK, TCP_ACK};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        bool back = i == 1;
        f = (struct frame){0};
        frame_ethernet(&f, MAC_ZERO, MAC_ZERO, ETHERTYPE_IPV4);
        frame_ip(&f, &(struct ip_header){
                         .from = "127.0.0.1", .to = "127.0.0.1", .protocol = IP_TCP, .ttl = 128});
        frame_tcp(&f, &(struct tcp_header){.from = back ? 8888 : 50432,
                                           .to = back ? 50432 : 8888,
                                           .seq = back ? 2000 : 1000 + (i == 2 ? 1 : 0),
                                           .ack = back     ? 1001
                                                  : i == 2 ? 2001
                                                           : 0,
                                           .flags = flags[i],
                                           .window = 65535});
        topic_add(c, &f);
    }
}
