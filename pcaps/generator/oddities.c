/* SPDX-License-Identifier: MIT */
/*
 * oddities.pcap: frames whose layers do not fit together, from one machine, and frames from another one
 * that look almost so and are as they should be.
 */
#include "captures.h"

#include "naming.h"

enum {
    IGMP_V2_REPORT = 0x16,
    MLD_REPORT = 131,
    ND_ADVERTISEMENT = 136,
    ND_TARGET_ADDRESS = 2,
    PORT = 40000,
};

static const struct station odd = {
    0, LINUX_TTL, "00:00:5e:00:53:10", "192.168.7.10", "fe80::200:5eff:fe00:5310", NULL};
static const struct station even = {
    0, LINUX_TTL, "00:00:5e:00:53:40", "192.168.7.40", "fe80::200:5eff:fe00:5340", NULL};

static void datagram(struct stage *s, const char *to_mac, const char *from_mac, const char *from,
                     const char *to)
{
    struct frame f = {0};
    frame_ethernet(&f, to_mac, from_mac, ETHERTYPE_IPV4);
    frame_ip(&f, &(struct ip_header){.from = from, .to = to, .protocol = IP_UDP, .ttl = LINUX_TTL});
    frame_udp(&f, PORT, PORT);
    frame_text(&f, "payload!payload!");
    stage_send(s, 0, &f);
    stage_wait(s, MS(300));
}

static void casts_play(struct stage *s)
{
    /* To everybody, and in it to one machine; an address that ends in 255 may be a network's. */
    datagram(s, MAC_BROADCAST, odd.mac, odd.ip4, "192.168.7.41");
    datagram(s, MAC_BROADCAST, even.mac, even.ip4, "192.168.7.255");
    /* A group, but another group's MAC address; two groups have one. */
    datagram(s, "01:00:5e:01:02:04", odd.mac, odd.ip4, "239.1.2.3");
    datagram(s, "01:00:5e:01:02:03", even.mac, even.ip4, "239.129.2.3");
    /* Groups as sources. */
    datagram(s, even.mac, "01:00:5e:01:02:03", "192.168.7.12", even.ip4);
    datagram(s, even.mac, odd.mac, "239.1.2.3", even.ip4);
    datagram(s, odd.mac, even.mac, even.ip4, odd.ip4);
}

static void mdns_response(struct stage *s, const struct station *who, const char *name,
                          unsigned ttl)
{
    struct frame f = {0};
    station_udp_group(&f, who, MDNS_GROUP4, ttl, MDNS_PORT, MDNS_PORT);
    struct dns d = dns_start(&f, 0, DNS_MDNS_RESPONSE);
    dns_address(&d, DNS_ANSWER, name, DNS_IN_FLUSH, 120, who->ip4);
    stage_send(s, 0, &f);
    stage_wait(s, MS(300));
}

static void igmp_report(struct stage *s, const struct station *who, unsigned ttl)
{
    struct frame f = {0};
    frame_ethernet_group(&f, "239.1.2.3", who->mac);
    frame_ip(&f, &(struct ip_header){.from = who->ip4,
                                     .to = "239.1.2.3",
                                     .protocol = IP_IGMP,
                                     .ttl = ttl,
                                     .router_alert = true});
    frame_igmp(&f, IGMP_V2_REPORT, 0);
    frame_address(&f, "239.1.2.3");
    stage_send(s, 0, &f);
    stage_wait(s, MS(300));
}

static void mld_report(struct stage *s, const struct station *who, unsigned hops)
{
    struct frame f = {0};
    frame_ethernet_group(&f, "ff15::db8:1", who->mac);
    frame_ip(&f, &(struct ip_header){.from = who->ip6,
                                     .to = "ff15::db8:1",
                                     .protocol = IP_ICMPV6,
                                     .ttl = hops,
                                     .router_alert = true});
    frame_icmp(&f, MLD_REPORT, 0);
    frame_u32(&f, 0);
    frame_address(&f, "ff15::db8:1");
    stage_send(s, 0, &f);
    stage_wait(s, MS(300));
}

static void nd_advertisement(struct stage *s, const struct station *who, unsigned hops)
{
    struct frame f = {0};
    frame_ethernet_group(&f, "ff02::1", who->mac);
    frame_ip(&f, &(struct ip_header){
                     .from = who->ip6, .to = "ff02::1", .protocol = IP_ICMPV6, .ttl = hops});
    frame_icmp(&f, ND_ADVERTISEMENT, 0);
    frame_u32(&f, 0x20000000); /* override */
    frame_address(&f, who->ip6);
    frame_u8(&f, ND_TARGET_ADDRESS);
    frame_u8(&f, 1);
    frame_mac(&f, who->mac);
    stage_send(s, 0, &f);
    stage_wait(s, MS(300));
}

void oddities_play(struct capture *c)
{
    struct stage s = {.capture = c, .start_us = SECONDS(1574718000), .chance = 1122};
    stage_at(&s, 0);
    casts_play(&s);
    mdns_response(&s, &odd, "odd.local", 1);
    mdns_response(&s, &even, "even.local", 255);
    igmp_report(&s, &odd, 2);
    igmp_report(&s, &even, 1);
    mld_report(&s, &odd, 255);
    mld_report(&s, &even, 1);
    nd_advertisement(&s, &odd, 64);
    nd_advertisement(&s, &even, 255);
}
