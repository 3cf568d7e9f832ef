/* SPDX-License-Identifier: MIT */
/*
 * laptop-apipa.pcap: the idle adapters of both laptops are plugged into a small switch, one by one,
 * while its DHCP server is away. Each asks four times, chooses an address of 169.254/16 as RFC 3927
 * wants it, and announces it. One finds its first candidate taken; one gets a real address when the
 * server comes back.
 */
#include "captures.h"

#include "cast.h"
#include "naming.h"

#define LINK_LOCAL_BROADCAST "169.254.255.255"

static const struct station ethernet = {
    0,          WINDOWS_TTL, "f0:6e:0b:d2:aa:e9", "169.254.18.111", "fe80::45fe:53cd:8c92:126f",
    "CC-Labs-2"};
static const struct station direct_1 = {
    0,          WINDOWS_TTL, "f2:6e:0b:d2:ab:e9", "169.254.249.99", "fe80::cd6c:dd90:bd7e:f963",
    "CC-Labs-2"};
static const struct station direct_2 = {
    0,          WINDOWS_TTL, "f2:6e:0b:d2:ae:e9", "169.254.239.154", "fe80::2074:c93:f4d7:ef9a",
    "CC-Labs-2"};
static const struct station other_ethernet = {0,
                                              WINDOWS_TTL,
                                              "88:b1:11:7c:44:d9",
                                              "169.254.248.241",
                                              "fe80::69a6:fe:a60c:f8f1",
                                              "NYCLNY6X2VBH2"};
static const struct station other_direct = {0,
                                            WINDOWS_TTL,
                                            "8a:b1:11:7c:44:d5",
                                            "169.254.132.196",
                                            "fe80::b0e6:4326:797c:84c4",
                                            "NYCLNY6X2VBH2"};

/* With the address that the gateway gives once it is back. */
static const struct station other_ethernet_leased = {
    0, WINDOWS_TTL, "88:b1:11:7c:44:d9", "10.0.0.64", "fe80::69a6:fe:a60c:f8f1", "NYCLNY6X2VBH2"};

/* RFC 2131 section 4.1: 4, 8, 16 s between the tries. */
static void unanswered_play(struct stage *s, const struct station *who, uint32_t id)
{
    struct lease l = gateway_lease(who, LEASE_PARAMETERS_WINDOWS, DAY_S, id);
    l.vendor = "MSFT 5.0";
    uint64_t start = s->now_us;
    for (unsigned tried = 0, second = 0; tried < 4; tried++) {
        stage_at(s, start + SECONDS(second));
        lease_discover(s, &l, second);
        second += 4U << tried;
    }
}

/* The adapter comes up, asks in vain, and has its address 20 s later. */
static void fall_play(struct stage *s, const struct station *who, uint32_t id, const char *taken)
{
    static const char *const groups4[] = {"224.0.0.251", "224.0.0.252", "239.255.255.250", NULL};
    static const char *const groups6[] = {"ff02::fb", "ff02::1:3", NULL};
    uint64_t start = s->now_us;
    station_dad(s, who, who->ip6);
    station_report(s, who, GROUP_TO_EXCLUDE, groups6);
    station_router_solicitation(s, who);
    stage_at(s, start + MS(200));
    unanswered_play(s, who, id);
    stage_at(s, start + SECONDS(35));
    if (taken != NULL) {
        station_arp_probe(s, who, taken);
        stage_wait(s, MS(1));
        /* The owner defends it to everybody, RFC 3927 section 2.5. */
        struct frame f = {0};
        frame_ethernet(&f, MAC_BROADCAST, direct_1.mac, ETHERTYPE_ARP);
        frame_arp(&f, &(struct arp_packet){ARP_REPLY, direct_1.mac, taken, who->mac, "0.0.0.0"});
        stage_send(s, who->interface, &f);
        stage_wait(s, MS(800));
    }
    station_arp_claim(s, who, who->ip4);
    station_report(s, who, GROUP_TO_EXCLUDE, groups4);
    stage_wait(s, MS(500));
    station_report(s, who, GROUP_TO_EXCLUDE, groups4);
    mdns_claim(s, who, who->name[0] == 'C' ? "CC-Labs-2.local" : "NYCLNY6X2VBH2.local");
    llmnr_question(s, who, who->name, true);
    nbns_claim(s, who, LINK_LOCAL_BROADCAST, "WORKGROUP");
    browser_announce(s, who, LINK_LOCAL_BROADCAST, "WORKGROUP", "");
    llmnr_question(s, who, "wpad", true);
    nbns_questions(s, who, LINK_LOCAL_BROADCAST, "WPAD");
    ssdp_search(s, who, 50001, "ssdp:all");
}

static void recovery_play(struct stage *s)
{
    static const char *const groups4[] = {"224.0.0.251", "224.0.0.252", "239.255.255.250", NULL};
    struct lease l = gateway_lease(&other_ethernet_leased, LEASE_PARAMETERS_WINDOWS, DAY_S,
                                   0x44d90002);
    l.vendor = "MSFT 5.0";
    station_arp_announce(s, &gateway, gateway.ip4);
    stage_wait(s, SECONDS(5));
    lease_exchange(s, &l, true);
    station_arp_claim(s, &other_ethernet_leased, other_ethernet_leased.ip4);
    station_report(s, &other_ethernet_leased, GROUP_TO_EXCLUDE, groups4);
    station_arp_exchange(s, &other_ethernet_leased, &gateway);
    mdns_claim(s, &other_ethernet_leased, "NYCLNY6X2VBH2.local");
    nbns_claim(s, &other_ethernet_leased, "10.0.0.255", "WORKGROUP");
}

void laptop_apipa_play(struct capture *c)
{
    struct stage s = {.capture = c, .start_us = SECONDS(1574355600), .chance = 16926};
    stage_at(&s, SECONDS(1));
    fall_play(&s, &ethernet, 0xaae90001, NULL);
    stage_at(&s, SECONDS(60));
    fall_play(&s, &direct_1, 0xabe90001, NULL);
    stage_at(&s, SECONDS(120));
    fall_play(&s, &direct_2, 0xaee90001, NULL);
    stage_at(&s, SECONDS(180));
    fall_play(&s, &other_ethernet, 0x44d90001, NULL);
    /* It tries the address of direct_1 first. */
    stage_at(&s, SECONDS(240));
    fall_play(&s, &other_direct, 0x44d50001, direct_1.ip4);
    stage_at(&s, SECONDS(320));
    recovery_play(&s);
}
