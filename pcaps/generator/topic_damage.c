/* SPDX-License-Identifier: MIT */
/*
 * Frames a decoder must survive: cut short by a snapshot length, where the file says so, and frames
 * that contradict themselves.
 */
#include "captures.h"

#include "dhcp.h"
#include "dns.h"
#include "topics.h"

#include <stddef.h>

/* Offsets in an untagged frame with a plain IPv4 header. */
enum {
    AT_IP = 14,
    AT_UDP = 34,
    AT_PAYLOAD = 42,
};

static void mdns_frame(struct frame *f)
{
    topic_frame(f, "224.0.0.251", IP_UDP, 255);
    frame_udp(f, 5353, 5353);
    struct dns d = dns_start(f, 0, DNS_MDNS_RESPONSE);
    dns_address(&d, DNS_ANSWER, "whole.local", DNS_IN_FLUSH, 120, TOPIC_HOST);
    dns_service(&d, DNS_ADDITIONAL, "w._http._tcp.local", DNS_IN_FLUSH, 120, 80, "whole.local");
}

static void igmp_frame(struct frame *f)
{
    frame_ethernet_group(f, "224.0.0.22", TOPIC_HOST_MAC);
    frame_ip(f, &(struct ip_header){
                    .from = TOPIC_HOST, .to = "224.0.0.22", .protocol = IP_IGMP, .ttl = 1});
    frame_igmp(f, 0x22, 0);
    frame_u16(f, 0);
    frame_u16(f, 2);
    frame_bytes(f, "\x04\x00\x00\x00", 4);
    frame_address(f, "224.0.0.251");
    frame_bytes(f, "\x04\x00\x00\x00", 4);
    frame_address(f, "239.1.2.3");
}

static void arp_frame(struct frame *f)
{
    frame_ethernet(f, MAC_BROADCAST, TOPIC_HOST_MAC, ETHERTYPE_ARP);
    frame_arp(f,
              &(struct arp_packet){ARP_REQUEST, TOPIC_HOST_MAC, TOPIC_HOST, MAC_ZERO, TOPIC_PEER});
}

static void tcp_frame(struct frame *f)
{
    topic_frame(f, NULL, IP_TCP, 64);
    frame_tcp(f, &(struct tcp_header){
                     .from = 40000, .to = 80, .seq = 1, .flags = TCP_SYN, .window = 1024});
}

static void ipv6_frame(struct frame *f)
{
    topic_frame6(f, NULL, IP_HOP_BY_HOP, 64);
    frame_u8(f, IP_UDP);
    frame_bytes(f, "\x00\x01\x04\x00\x00\x00\x00", 7);
    frame_udp(f, 40000, 9);
    frame_text(f, "behind");
}

static void vlan_frame(struct frame *f)
{
    frame_ethernet(f, TOPIC_PEER_MAC, TOPIC_HOST_MAC, ETHERTYPE_VLAN);
    frame_vlan(f, 0, 100, ETHERTYPE_IPV4);
    topic_datagram(f);
}

static void dhcp_frame(struct frame *f)
{
    frame_ethernet_group(f, "255.255.255.255", TOPIC_HOST_MAC);
    frame_ip(f, &(struct ip_header){
                    .from = "0.0.0.0", .to = "255.255.255.255", .protocol = IP_UDP, .ttl = 128});
    frame_udp(f, 68, 67);
    dhcp_start(f, &(struct dhcp_message){.type = DHCP_DISCOVER, .id = 1, .mac = TOPIC_HOST_MAC});
    dhcp_text(f, DHCP_HOST_NAME, "cut-in-two");
    dhcp_end(f);
}

void cut_play(struct capture *c)
{
    static const struct {
        void (*build)(struct frame *);
        size_t captured;
    } cuts[] = {
        {mdns_frame, 0},  {mdns_frame, 5},  {mdns_frame, 13},  {mdns_frame, 14},  {mdns_frame, 24},
        {mdns_frame, 33}, {mdns_frame, 34}, {mdns_frame, 38},  {mdns_frame, 42},  {mdns_frame, 50},
        {mdns_frame, 58}, {mdns_frame, 80}, {mdns_frame, 100}, {arp_frame, 16},   {arp_frame, 30},
        {igmp_frame, 38}, {igmp_frame, 44}, {igmp_frame, 52},  {tcp_frame, 40},   {tcp_frame, 56},
        {ipv6_frame, 30}, {ipv6_frame, 54}, {ipv6_frame, 58},  {ipv6_frame, 66},  {vlan_frame, 15},
        {vlan_frame, 18}, {dhcp_frame, 60}, {dhcp_frame, 284}, {dhcp_frame, 290}, {mdns_frame, 119},
    };
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        struct frame f = {0};
        cuts[i].build(&f);
        topic_add_cut(c, &f, cuts[i].captured < f.n ? cuts[i].captured : f.n);
    }
}

/* A sound frame in which one number is then made wrong. */
struct lie {
    void (*build)(struct frame *);
    size_t at;
    unsigned value; /* 16 bits */
};

static void datagram_frame(struct frame *f)
{
    frame_ethernet(f, TOPIC_PEER_MAC, TOPIC_HOST_MAC, ETHERTYPE_IPV4);
    topic_datagram(f);
}

static void wrong_numbers(struct capture *c)
{
    static const struct lie lies[] = {
        {datagram_frame, AT_IP + 2, 1500},          /* total length beyond the frame */
        {datagram_frame, AT_IP, 0x4400},            /* a header of 16 bytes */
        {datagram_frame, AT_IP, 0x4f00},            /* a header longer than the packet */
        {datagram_frame, AT_IP, 0x5500},            /* version 5 */
        {datagram_frame, AT_IP + 2, 19},            /* shorter than its header */
        {datagram_frame, AT_UDP + 4, 7},            /* shorter than the UDP header */
        {datagram_frame, AT_UDP + 4, 900},          /* longer than the packet */
        {datagram_frame, AT_IP + 6, 0x1fff},        /* a fragment that ends behind 65535 */
        {tcp_frame, AT_UDP + 12, 0x4002},           /* a TCP header of 16 bytes */
        {tcp_frame, AT_UDP + 12, 0xf002},           /* and of 60 */
        {igmp_frame, AT_UDP + 6, 1000},             /* a thousand groups */
        {igmp_frame, AT_UDP + 8 + 2, 0x4000},       /* sources without end */
        {arp_frame, AT_IP + 4, 0x0804},             /* hardware addresses of 8 bytes */
        {arp_frame, AT_IP + 4, 0xffff},             /* of 255 */
        {ipv6_frame, AT_IP + 4, 2000},              /* payload beyond the frame */
        {ipv6_frame, AT_IP + 40, 0x11ff},           /* an extension header of 2048 bytes */
        {ipv6_frame, AT_IP, 0x4000},                /* version 4 */
        {mdns_frame, AT_PAYLOAD + 6, 0xffff},       /* 65535 answers */
        {mdns_frame, AT_PAYLOAD + 12, 0x4077},      /* a label of a kind that does not exist */
        {mdns_frame, AT_PAYLOAD + 12, 0xc00c},      /* a pointer to itself */
        {mdns_frame, AT_PAYLOAD + 12, 0xffff},      /* a pointer behind the end */
        {mdns_frame, AT_PAYLOAD + 12 + 21, 400},    /* data longer than the message */
        {mdns_frame, AT_PAYLOAD + 12 + 21, 2},      /* an address of two bytes */
        {dhcp_frame, AT_PAYLOAD + 240 + 3, 0x0cff}, /* an option of 255 bytes */
        {dhcp_frame, AT_PAYLOAD + 1, 0x01ff},       /* hardware address of 255 bytes */
    };
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        struct frame f = {0};
        lies[i].build(&f);
        frame_close(&f);
        frame_put_u16(&f, lies[i].at, lies[i].value);
        topic_add(c, &f);
    }
}

/* Two names that point at each other. */
static void pointer_circle(struct capture *c)
{
    struct frame f = {0};
    topic_frame(&f, "224.0.0.251", IP_UDP, 255);
    frame_udp(&f, 5353, 5353);
    frame_bytes(&f, "\0\0\0\0\0\2\0\0\0\0\0\0", 12);
    frame_bytes(&f, "\1a\xc0\x14\0\1\0\1", 8); /* at 12, goes on at 20 */
    frame_bytes(&f, "\1b\xc0\x0c\0\1\0\1", 8); /* at 20, goes on at 12 */
    topic_add(c, &f);
}

static void nbns_bad_letters(struct capture *c)
{
    struct frame f = {0};
    topic_frame(&f, NULL, IP_UDP, 64);
    frame_udp(&f, 137, 137);
    nbns_query(&f, 1, "LETTERS", NBNS_WORKSTATION);
    f.at[AT_PAYLOAD + 13] = 'z'; /* encoded names use A to P only */
    f.at[AT_PAYLOAD + 14] = 0x01;
    topic_add(c, &f);
}

static void runts(struct capture *c)
{
    struct frame f = {0};
    frame_zeros(&f, 10);
    topic_add(c, &f);
    f = (struct frame){0}; /* a length that the frame does not have */
    frame_ethernet(&f, TOPIC_PEER_MAC, TOPIC_HOST_MAC, 1400);
    frame_bytes(&f, "\x42\x42\x03", 3);
    topic_add(c, &f);
    f = (struct frame){0}; /* a tag with nothing behind it */
    frame_ethernet(&f, TOPIC_PEER_MAC, TOPIC_HOST_MAC, ETHERTYPE_VLAN);
    frame_u16(&f, 7);
    topic_add(c, &f);
    f = (struct frame){0}; /* tags without end */
    frame_ethernet(&f, TOPIC_PEER_MAC, TOPIC_HOST_MAC, ETHERTYPE_VLAN);
    for (unsigned i = 0; i < 300; i++)
        frame_vlan(&f, 0, i + 1, ETHERTYPE_VLAN);
    topic_add(c, &f);
    f = (struct frame){0}; /* extension headers without end */
    topic_frame6(&f, NULL, IP_DESTINATION, 64);
    for (unsigned i = 0; i < 150; i++) {
        frame_u8(&f, IP_DESTINATION);
        frame_bytes(&f, "\x00\x01\x04\x00\x00\x00\x00", 7);
    }
    topic_add(c, &f);
    f = (struct frame){0}; /* a multicast report that promises 500 groups */
    topic_frame6(&f, "ff02::16", IP_ICMPV6, 1);
    frame_icmp(&f, 143, 0);
    frame_u16(&f, 0);
    frame_u16(&f, 500);
    topic_add(c, &f);
}

/* A listener report whose checksum is wrong, and beside it one whose checksum is right. */
static void wrong_checksum(struct capture *c)
{
    for (unsigned wrong = 0; wrong < 2; wrong++) {
        struct frame f = {0};
        frame_ethernet_group(&f, "ff15::db8:1", wrong ? TOPIC_PEER_MAC : TOPIC_HOST_MAC);
        frame_ip(&f, &(struct ip_header){.from = wrong ? TOPIC_PEER6 : TOPIC_HOST6,
                                         .to = "ff15::db8:1",
                                         .protocol = IP_ICMPV6,
                                         .ttl = 1,
                                         .router_alert = true});
        frame_icmp(&f, 131, 0);
        frame_u32(&f, 0);
        frame_address(&f, "ff15::db8:1");
        frame_close(&f);
        f.at[f.n - 1] ^= (uint8_t)wrong;
        topic_add(c, &f);
    }
}

void bad_play(struct capture *c)
{
    wrong_numbers(c);
    pointer_circle(c);
    nbns_bad_letters(c);
    runts(c);
    wrong_checksum(c);
}
