/* SPDX-License-Identifier: MIT */
/*
 * fallbacks.pcap: machines that come to an address of 169.254/16, each for another reason, on a network
 * whose DHCP server is at fault in some cases and not in others: it is away for the first minute, does not
 * know one client at all, gives out an address that is taken, and refuses one.
 */
#include "captures.h"

#include "cast.h"
#include "naming.h"

enum { DHCP_SERVER_PORT = 67, DHCP_CLIENT_PORT = 68 };

static struct lease lease_of(const struct station *client, uint32_t id)
{
    return gateway_lease(client, LEASE_PARAMETERS_SMALL, 600, id);
}

/* The same machine with its link-local address. */
static struct station fallen(const struct station *who, const char *ip)
{
    struct station copy = *who;
    copy.ip4 = ip;
    return copy;
}

static void fall(struct stage *s, const struct station *who, const char *ip)
{
    struct station copy = fallen(who, ip);
    station_arp_claim(s, &copy, ip);
}

/* RFC 2131 section 4.1: 4, 8, 16 s between the tries. */
static void ask(struct stage *s, const struct lease *l, unsigned tries)
{
    uint64_t start = s->now_us;
    for (unsigned tried = 0, second = 0; tried < tries; tried++) {
        stage_at(s, start + SECONDS(second));
        lease_discover(s, l, second);
        second += 4U << tried;
    }
}

/* While the server is away: one asks for half a minute, one gives up at once, one has nothing to fall to. */
static void outage_play(struct stage *s)
{
    static const struct station patient = {0,    WINDOWS_TTL, "f0:6e:0b:d2:aa:e9", "10.0.0.231",
                                           NULL, "CC-Labs-2"};
    static const struct station hasty = {0,    LINUX_TTL, "00:00:5e:00:53:10", "10.0.0.210",
                                         NULL, "hasty"};
    static const struct station single = {0,    LINUX_TTL, "00:00:5e:00:53:18", "10.0.0.218",
                                          NULL, "single"};
    struct lease l = lease_of(&patient, 0x0a000001);
    stage_at(s, SECONDS(1));
    ask(s, &l, 4);
    stage_at(s, SECONDS(36));
    fall(s, &patient, "169.254.18.111");
    l = lease_of(&hasty, 0x0a000002);
    stage_at(s, SECONDS(20));
    ask(s, &l, 1);
    stage_wait(s, MS(200));
    struct station copy = fallen(&hasty, "169.254.61.20");
    station_arp_probe(s, &copy, copy.ip4);
    stage_wait(s, MS(600));
    station_arp_announce(s, &copy, copy.ip4);
    l = lease_of(&single, 0x0a000003);
    stage_at(s, SECONDS(28));
    ask(s, &l, 1);
    /* The server is back; the first one asks once more, and gets an address. */
    stage_at(s, SECONDS(70));
    station_arp_announce(s, &gateway, gateway.ip4);
    l = lease_of(&patient, 0x0a000011);
    stage_at(s, SECONDS(90));
    lease_exchange(s, &l, true);
    station_arp_claim(s, &patient, patient.ip4);
    station_arp_exchange(s, &patient, &gateway);
    /* One that the server does not know asks on, and nobody answers. */
    static const struct station unknown = {0,    LINUX_TTL, "00:00:5e:00:53:20", "10.0.0.220",
                                           NULL, "unknown"};
    l = lease_of(&unknown, 0x0a000004);
    stage_at(s, SECONDS(120));
    ask(s, &l, 5);
}

/* What the server gives out, somebody has. */
static void decline_play(struct stage *s)
{
    static const struct station who = {0,    LINUX_TTL, "00:00:5e:00:53:30", "10.0.0.130",
                                       NULL, "decliner"};
    static const struct station squatter = {0,    LINUX_TTL, "00:00:5e:00:53:f0", "10.0.0.130",
                                            NULL, NULL};
    struct lease l = lease_of(&who, 0x0a000005);
    stage_at(s, SECONDS(160));
    lease_exchange(s, &l, true);
    station_arp_probe(s, &who, who.ip4);
    stage_wait(s, MS(1));
    struct frame f = {0};
    frame_ethernet(&f, who.mac, squatter.mac, ETHERTYPE_ARP);
    frame_arp(&f, &(struct arp_packet){ARP_REPLY, squatter.mac, squatter.ip4, who.mac, "0.0.0.0"});
    stage_send(s, 0, &f);
    stage_wait(s, MS(5));
    struct station nobody = fallen(&who, "0.0.0.0");
    f = (struct frame){0};
    station_udp_group(&f, &nobody, "255.255.255.255", 0, DHCP_CLIENT_PORT, DHCP_SERVER_PORT);
    dhcp_start(&f, &(struct dhcp_message){.type = DHCP_DECLINE, .id = l.id, .mac = who.mac});
    dhcp_client_id(&f, who.mac);
    dhcp_address(&f, DHCP_REQUESTED_ADDRESS, who.ip4);
    dhcp_address(&f, DHCP_SERVER, gateway.ip4);
    dhcp_end(&f);
    stage_send(s, 0, &f);
    stage_wait(s, SECONDS(2));
    fall(s, &who, "169.254.77.31");
    /* It asks once more in the end, and is given another address. */
    static const struct station later = {0,    LINUX_TTL, "00:00:5e:00:53:30", "10.0.0.131",
                                         NULL, "decliner"};
    l = lease_of(&later, 0x0a000015);
    stage_at(s, SECONDS(410));
    lease_exchange(s, &l, true);
    station_arp_claim(s, &later, later.ip4);
}

/* It comes from another network and wants the address that it had there. */
static void refusal_play(struct stage *s)
{
    static const struct station who = {0,    LINUX_TTL,  "00:00:5e:00:53:38", "172.16.4.20",
                                       NULL, "traveller"};
    struct lease l = lease_of(&who, 0x0a000006);
    stage_at(s, SECONDS(190));
    lease_request(s, &l, false);
    stage_wait(s, MS(12));
    struct frame f = {0};
    station_udp_group(&f, &gateway, "255.255.255.255", 0, DHCP_SERVER_PORT, DHCP_CLIENT_PORT);
    dhcp_start(&f, &(struct dhcp_message){.type = DHCP_NAK, .id = l.id, .mac = who.mac});
    dhcp_address(&f, DHCP_SERVER, gateway.ip4);
    dhcp_end(&f);
    stage_send(s, 0, &f);
    stage_wait(s, SECONDS(1));
    fall(s, &who, "169.254.90.7");
}

/* It has a lease, and yet it falls: perhaps its cable was loose. */
static void leased_play(struct stage *s)
{
    static const struct station who = {0,    LINUX_TTL, "00:00:5e:00:53:40", "10.0.0.140",
                                       NULL, "loose"};
    struct lease l = lease_of(&who, 0x0a000007);
    stage_at(s, SECONDS(220));
    lease_exchange(s, &l, true);
    station_arp_claim(s, &who, who.ip4);
    station_arp_exchange(s, &who, &gateway);
    stage_at(s, SECONDS(300));
    fall(s, &who, "169.254.140.9");
}

/* Two that never ask a server. One is heard for twelve minutes, one for two. */
static void content_play(struct stage *s)
{
    static const struct station camera = {0,    LINUX_TTL, "00:00:5e:00:53:50", "169.254.7.7",
                                          NULL, "camera"};
    static const struct station guest = {0,    LINUX_TTL, "00:00:5e:00:53:58", "169.254.99.4",
                                         NULL, "guest"};
    stage_at(s, SECONDS(3));
    mdns_announce_host(s, &guest, "guest.local", 120);
    stage_at(s, SECONDS(5));
    station_arp_claim(s, &camera, camera.ip4);
    for (uint64_t t = 20; t < 780; t += 60) {
        stage_at(s, SECONDS(t));
        mdns_announce_host(s, &camera, "camera.local", 120);
        if (t < 120)
            mdns_announce_host(s, &guest, "guest.local", 120);
    }
    stage_at(s, SECONDS(110));
    station_arp_exchange(s, &guest, &camera);
    station_ping(s, &guest, &camera, 1); /* both ends are link-local: nothing is routed */
}

/* What RFC 3927 forbids, by one that is not to have its address, and by its neighbour, who keeps to it. */
static void violations_play(struct stage *s)
{
    static const struct station last = {0,    LINUX_TTL, "00:00:5e:00:53:60", "169.254.255.10",
                                        NULL, NULL};
    static const struct station last_but_one = {
        0, LINUX_TTL, "00:00:5e:00:53:68", "169.254.254.255", NULL, NULL};
    stage_at(s, SECONDS(340));
    station_arp_claim(s, &last, last.ip4);
    station_arp_claim(s, &last_but_one, last_but_one.ip4);
    station_arp_exchange(s, &last_but_one,
                         &gateway);           /* its answer goes to one machine: the server's */
    station_arp_exchange(s, &gateway, &last); /* and so does this one, from a link-local address */
    struct frame f = {0};
    station_udp(&f, &last, gateway.mac, "192.0.2.123", 50123, 123);
    frame_u8(&f, 0x23); /* a question of NTP, RFC 5905 */
    frame_zeros(&f, 47);
    stage_send(s, 0, &f);
}

/* It has both kinds of address, and never asked for either. */
static void both_play(struct stage *s)
{
    static const struct station who = {0,    LINUX_TTL, "00:00:5e:00:53:70", "10.0.0.170",
                                       NULL, "both"};
    struct station copy = fallen(&who, "169.254.170.70");
    stage_at(s, SECONDS(380));
    station_arp_claim(s, &copy, copy.ip4);
    station_arp_exchange(s, &who, &gateway);
    mdns_announce_host(s, &copy, "both.local", 120);
    stage_wait(s, SECONDS(15));
    station_arp_exchange(s, &who, &gateway);
    mdns_announce_host(s, &copy, "both.local", 120);
}

void fallbacks_play(struct capture *c)
{
    struct stage s = {.capture = c, .start_us = SECONDS(1574707200), .chance = 3927};
    outage_play(&s);
    decline_play(&s);
    refusal_play(&s);
    leased_play(&s);
    content_play(&s);
    violations_play(&s);
    both_play(&s);
}
