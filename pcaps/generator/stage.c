/* SPDX-License-Identifier: MIT */
/* The clock and the jitter of a story, and what any machine says on its link. */
#include "stage.h"

#include <string.h>

enum {
    ICMP_ECHO_REPLY = 0,
    ICMP_ECHO_REQUEST = 8,
    IGMP_QUERY = 0x11,
    IGMP_V3_REPORT = 0x22,
    MLD_QUERY = 130,
    MLD_V2_REPORT = 143,
    ND_ROUTER_SOLICITATION = 133,
    ND_NEIGHBOUR_SOLICITATION = 135,
    ND_NEIGHBOUR_ADVERTISEMENT = 136,
    ND_SOURCE_ADDRESS = 1,
    ND_TARGET_ADDRESS = 2,
    ND_HOP_LIMIT = 255,
};

void stage_at(struct stage *s, uint64_t now_us)
{
    s->now_us = now_us + stage_chance(s) % 40000;
}

/* Numerical Recipes' linear congruential generator; the upper bits are the good ones. */
uint32_t stage_chance(struct stage *s)
{
    s->chance = s->chance * 1664525U + 1013904223U;
    return s->chance >> 8;
}

void stage_wait(struct stage *s, uint64_t us)
{
    s->now_us += us - us / 10 + stage_chance(s) % (us / 5 + 1);
}

void stage_send(struct stage *s, unsigned interface, struct frame *f)
{
    if (s->vlan != 0)
        frame_tag(f, s->vlan);
    capture_add(s->capture, s->start_us + s->now_us, interface, f);
    s->now_us += 150 + stage_chance(s) % 700;
}

void station_udp_group(struct frame *f, const struct station *from, const char *group, unsigned ttl,
                       unsigned from_port, unsigned to_port)
{
    frame_ethernet_group(f, group, from->mac);
    frame_ip(f, &(struct ip_header){.from = frame_is_ipv6(group) ? from->ip6 : from->ip4,
                                    .to = group,
                                    .protocol = IP_UDP,
                                    .ttl = ttl == 0 ? from->ttl : ttl});
    frame_udp(f, from_port, to_port);
}

void station_udp(struct frame *f, const struct station *from, const char *mac, const char *ip,
                 unsigned from_port, unsigned to_port)
{
    bool v6 = frame_is_ipv6(ip);
    frame_ethernet(f, mac, from->mac, v6 ? ETHERTYPE_IPV6 : ETHERTYPE_IPV4);
    frame_ip(
        f, &(struct ip_header){
               .from = v6 ? from->ip6 : from->ip4, .to = ip, .protocol = IP_UDP, .ttl = from->ttl});
    frame_udp(f, from_port, to_port);
}

static void arp_send(struct stage *s, const struct station *from, const char *to_mac,
                     const struct arp_packet *p)
{
    struct frame f = {0};
    frame_ethernet(&f, to_mac, from->mac, ETHERTYPE_ARP);
    frame_arp(&f, p);
    stage_send(s, from->interface, &f);
}

void station_arp_request(struct stage *s, const struct station *from, const char *ip)
{
    arp_send(s, from, MAC_BROADCAST,
             &(struct arp_packet){ARP_REQUEST, from->mac, from->ip4, MAC_ZERO, ip});
}

void station_arp_reply(struct stage *s, const struct station *from, const struct station *to)
{
    arp_send(s, from, to->mac,
             &(struct arp_packet){ARP_REPLY, from->mac, from->ip4, to->mac, to->ip4});
}

void station_arp_probe(struct stage *s, const struct station *from, const char *ip)
{
    arp_send(s, from, MAC_BROADCAST,
             &(struct arp_packet){ARP_REQUEST, from->mac, "0.0.0.0", MAC_ZERO, ip});
}

void station_arp_announce(struct stage *s, const struct station *from, const char *ip)
{
    arp_send(s, from, MAC_BROADCAST,
             &(struct arp_packet){ARP_REQUEST, from->mac, ip, MAC_ZERO, ip});
}

void station_arp_exchange(struct stage *s, const struct station *asks,
                          const struct station *answers)
{
    station_arp_request(s, asks, answers->ip4);
    stage_wait(s, MS(2));
    station_arp_reply(s, answers, asks);
}

void station_arp_claim(struct stage *s, const struct station *who, const char *ip)
{
    for (int i = 0; i < 3; i++) {
        station_arp_probe(s, who, ip);
        stage_wait(s, MS(1500));
    }
    station_arp_announce(s, who, ip);
    stage_wait(s, SECONDS(2));
    station_arp_announce(s, who, ip);
}

/* The IPv6 header of a neighbour discovery message to a group. */
static void nd_start(struct frame *f, const struct station *from, const char *from_ip,
                     const char *group, unsigned type)
{
    frame_ethernet_group(f, group, from->mac);
    frame_ip(f, &(struct ip_header){
                    .from = from_ip, .to = group, .protocol = IP_ICMPV6, .ttl = ND_HOP_LIMIT});
    frame_icmp(f, type, 0);
}

static void nd_option(struct frame *f, unsigned option, const char *mac)
{
    frame_u8(f, option);
    frame_u8(f, 1); /* 8 bytes */
    frame_mac(f, mac);
}

/* ff02::1:ff and the last 24 bits of an address (RFC 4291 section 2.7.1), as text. */
static void solicited_node(char group[24], const char *ip6)
{
    static const char digits[] = "0123456789abcdef";
    struct frame f = {0};
    frame_address(&f, ip6);
    memcpy(group, "ff02::1:ffXX:XXXX", sizeof "ff02::1:ffXX:XXXX");
    static const struct {
        size_t byte, at;
    } places[] = {{13, 10}, {14, 13}, {15, 15}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        group[places[i].at] = digits[f.at[places[i].byte] >> 4];
        group[places[i].at + 1] = digits[f.at[places[i].byte] & 15];
    }
}

void station_dad(struct stage *s, const struct station *who, const char *ip6)
{
    char group[24];
    solicited_node(group, ip6);
    struct frame f = {0};
    nd_start(&f, who, "::", group, ND_NEIGHBOUR_SOLICITATION);
    frame_u32(&f, 0);
    frame_address(&f, ip6);
    stage_send(s, who->interface, &f);
}

void station_nd_exchange(struct stage *s, const struct station *asks, const struct station *answers)
{
    char group[24];
    solicited_node(group, answers->ip6);
    struct frame f = {0};
    nd_start(&f, asks, asks->ip6, group, ND_NEIGHBOUR_SOLICITATION);
    frame_u32(&f, 0);
    frame_address(&f, answers->ip6);
    nd_option(&f, ND_SOURCE_ADDRESS, asks->mac);
    stage_send(s, asks->interface, &f);
    stage_wait(s, MS(2));
    f = (struct frame){0};
    frame_ethernet(&f, asks->mac, answers->mac, ETHERTYPE_IPV6);
    frame_ip(
        &f, &(struct ip_header){
                .from = answers->ip6, .to = asks->ip6, .protocol = IP_ICMPV6, .ttl = ND_HOP_LIMIT});
    frame_icmp(&f, ND_NEIGHBOUR_ADVERTISEMENT, 0);
    frame_u32(&f, 0x60000000); /* solicited, override */
    frame_address(&f, answers->ip6);
    nd_option(&f, ND_TARGET_ADDRESS, answers->mac);
    stage_send(s, answers->interface, &f);
}

void station_router_solicitation(struct stage *s, const struct station *who)
{
    struct frame f = {0};
    nd_start(&f, who, who->ip6, "ff02::2", ND_ROUTER_SOLICITATION);
    frame_u32(&f, 0);
    nd_option(&f, ND_SOURCE_ADDRESS, who->mac);
    stage_send(s, who->interface, &f);
}

static void group_start(struct frame *f, const struct station *from, const char *to,
                        unsigned protocol)
{
    frame_ethernet_group(f, to, from->mac);
    frame_ip(f, &(struct ip_header){.from = frame_is_ipv6(to) ? from->ip6 : from->ip4,
                                    .to = to,
                                    .protocol = protocol,
                                    .ttl = 1,
                                    .router_alert = true});
}

void station_report(struct stage *s, const struct station *who, enum group_record type,
                    const char *const *groups)
{
    struct frame f = {0};
    if (frame_is_ipv6(groups[0])) {
        group_start(&f, who, "ff02::16", IP_ICMPV6);
        frame_icmp(&f, MLD_V2_REPORT, 0);
    } else {
        group_start(&f, who, "224.0.0.22", IP_IGMP);
        frame_igmp(&f, IGMP_V3_REPORT, 0);
    }
    unsigned n = 0;
    while (groups[n] != NULL)
        n++;
    frame_u16(&f, 0);
    frame_u16(&f, n);
    for (unsigned i = 0; i < n; i++) {
        frame_u8(&f, type);
        frame_u8(&f, 0);
        frame_u16(&f, 0); /* sources */
        frame_address(&f, groups[i]);
    }
    stage_send(s, who->interface, &f);
}

/* RFC 3376 section 4.1: 10 s to answer, robustness 2, one query in 125 s. */
void station_general_query(struct stage *s, const struct station *who)
{
    struct frame f = {0};
    group_start(&f, who, "224.0.0.1", IP_IGMP);
    frame_igmp(&f, IGMP_QUERY, 100);
    frame_address(&f, "0.0.0.0");
    frame_u8(&f, 2);
    frame_u8(&f, 125);
    frame_u16(&f, 0);
    stage_send(s, who->interface, &f);
}

void station_mld_query(struct stage *s, const struct station *who)
{
    struct frame f = {0};
    group_start(&f, who, "ff02::1", IP_ICMPV6);
    frame_icmp(&f, MLD_QUERY, 0);
    frame_u16(&f, 10000); /* ms to answer */
    frame_u16(&f, 0);
    frame_address(&f, "::");
    frame_u8(&f, 2);
    frame_u8(&f, 125);
    frame_u16(&f, 0);
    stage_send(s, who->interface, &f);
}

static void echo_send(struct stage *s, const struct station *from, const struct station *to,
                      unsigned type, unsigned sequence)
{
    struct frame f = {0};
    frame_ethernet(&f, to->mac, from->mac, ETHERTYPE_IPV4);
    frame_ip(&f, &(struct ip_header){.from = from->ip4,
                                     .to = to->ip4,
                                     .protocol = IP_ICMP,
                                     .ttl = from->ttl,
                                     .id = stage_chance(s) & 0xffff});
    frame_icmp(&f, type, 0);
    frame_u16(&f, 1);
    frame_u16(&f, sequence);
    frame_text(&f, "abcdefghijklmnopqrstuvwabcdefghi");
    stage_send(s, from->interface, &f);
}

void station_ping(struct stage *s, const struct station *from, const struct station *to, unsigned n)
{
    for (unsigned i = 1; i <= n; i++) {
        echo_send(s, from, to, ICMP_ECHO_REQUEST, i);
        stage_wait(s, MS(3));
        echo_send(s, to, from, ICMP_ECHO_REPLY, i);
        stage_wait(s, SECONDS(1));
    }
}
