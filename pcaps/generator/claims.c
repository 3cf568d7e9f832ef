/* SPDX-License-Identifier: MIT */
/*
 * claims.pcap: a home network on which several machines claim one address, in every way that this
 * happens: by mistake, because one took over from another, because somebody lies, and rightly. Each
 * scene has a machine that does almost the same and means no harm.
 */
#include "captures.h"

#include "cast.h"

static const struct station dock = {0,    WINDOWS_TTL, "f2:6e:0b:d2:ab:e9", "10.0.0.229",
                                    NULL, "CC-Labs-2"};
static const struct station thief = {0, LINUX_TTL, "00:00:5e:00:53:66", "10.0.0.166", NULL, NULL};
static const struct station liar = {0, LINUX_TTL, "00:00:5e:00:53:76", "10.0.0.176", NULL, NULL};

/* Says to one machine that it has an address, though nobody asked. */
static void answer_unasked(struct stage *s, const struct station *from, const char *ip,
                           const struct station *to)
{
    struct frame f = {0};
    frame_ethernet(&f, to->mac, from->mac, ETHERTYPE_ARP);
    frame_arp(&f, &(struct arp_packet){ARP_REPLY, from->mac, ip, to->mac, to->ip4});
    stage_send(s, 0, &f);
}

/* A question to which one machine or several say that they have the address. */
static void ask(struct stage *s, const struct station *asks, const struct station *answers,
                const char *ip)
{
    station_arp_request(s, asks, ip);
    stage_wait(s, MS(1));
    answer_unasked(s, answers, ip, asks);
}

/* The same address was entered at two machines by hand; both go on using it. */
static void conflict_play(struct stage *s)
{
    static const struct station second = {0,    LINUX_TTL, "00:00:5e:00:53:30", "10.0.0.143",
                                          NULL, NULL};
    station_arp_announce(s, &television, television.ip4);
    station_arp_exchange(s, &laptop_wifi, &television);
    stage_wait(s, SECONDS(5));
    station_arp_announce(s, &second, second.ip4);
    stage_wait(s, MS(40));
    station_arp_announce(s, &television, television.ip4); /* it defends it, RFC 5227 section 2.4 */
    stage_wait(s, SECONDS(2));
    station_arp_request(s, &other_laptop, second.ip4);
    stage_wait(s, MS(1));
    station_arp_reply(s, &second, &other_laptop);
    station_arp_reply(s, &television, &other_laptop);
    station_ping(s, &other_laptop, &second, 2);
    stage_wait(s, SECONDS(3));
    station_ping(s, &laptop_wifi, &television, 2);
}

/* A service's address goes to the second server for five minutes, and comes back. */
static void failover_play(struct stage *s, uint64_t start)
{
    static const struct station first = {0,    LINUX_TTL, "00:00:5e:00:53:a0", "10.0.0.150",
                                         NULL, NULL};
    static const struct station second = {0,    LINUX_TTL, "00:00:5e:00:53:b0", "10.0.0.150",
                                          NULL, NULL};
    static const struct station *const turns[] = {&first, &second, &first};
    for (unsigned i = 0; i < 3; i++) {
        stage_at(s, start + SECONDS(300 * i));
        station_arp_announce(s, turns[i], turns[i]->ip4);
        station_arp_exchange(s, &laptop_wifi, turns[i]);
        station_ping(s, &laptop_wifi, turns[i], 2);
    }
}

/* An old machine is switched off; its address is given to a new one. */
static void successor_play(struct stage *s, uint64_t start)
{
    static const struct station old = {0, LINUX_TTL, "00:00:5e:00:53:c0", "10.0.0.160", NULL, NULL};
    static const struct station new = {0, LINUX_TTL, "00:00:5e:00:53:d0", "10.0.0.160", NULL, NULL};
    stage_at(s, start);
    station_arp_exchange(s, &laptop_wifi, &old);
    station_ping(s, &laptop_wifi, &old, 2);
    stage_at(s, start + SECONDS(200));
    station_arp_claim(s, &new, new.ip4);
    station_arp_exchange(s, &laptop_wifi, &new);
    station_ping(s, &laptop_wifi, &new, 2);
    /* The laptop is put into its dock, and has its address on another adapter. */
    stage_at(s, start + SECONDS(220));
    station_arp_claim(s, &dock, dock.ip4);
    station_arp_exchange(s, &dock, &gateway);
    station_ping(s, &dock, &gateway, 2);
}

/* A man in the middle: to the victim it is the gateway, to the gateway the victim. */
static void spoof_play(struct stage *s)
{
    station_arp_exchange(s, &other_laptop, &gateway);
    station_arp_exchange(s, &gateway, &other_laptop);
    station_ping(s, &other_laptop, &gateway, 1);
    stage_wait(s, SECONDS(15));
    for (int i = 0; i < 5; i++) {
        answer_unasked(s, &thief, gateway.ip4, &other_laptop);
        answer_unasked(s, &thief, other_laptop.ip4, &gateway);
        stage_wait(s, SECONDS(10));
    }
    /* A printer that wakes tells the laptop where it is, again and again; nobody else has its address. */
    for (int i = 0; i < 3; i++) {
        answer_unasked(s, &printer, printer.ip4, &laptop_wifi);
        stage_wait(s, SECONDS(1));
    }
}

/* Who lies about an address, and then asks for it, does not have it. */
static void liar_play(struct stage *s)
{
    answer_unasked(s, &liar, silent_box.ip4, &laptop_wifi);
    stage_wait(s, SECONDS(20));
    station_arp_request(s, &liar, silent_box.ip4);
    stage_wait(s, SECONDS(30));
    /* Who gave an address up, and asks who has it now, lied never. */
    static const struct station guest = {0,    LINUX_TTL, "00:00:5e:00:53:e0", "10.0.0.180",
                                         NULL, NULL};
    static const struct station moved = {0,    LINUX_TTL, "00:00:5e:00:53:e0", "10.0.0.181",
                                         NULL, NULL};
    static const struct station next = {0,    LINUX_TTL, "00:00:5e:00:53:f0", "10.0.0.180",
                                        NULL, NULL};
    station_arp_announce(s, &guest, guest.ip4);
    stage_wait(s, SECONDS(10));
    station_arp_announce(s, &moved, moved.ip4);
    stage_wait(s, SECONDS(5));
    station_arp_announce(s, &next, next.ip4);
    stage_wait(s, SECONDS(5));
    station_arp_exchange(s, &moved, &next);
}

/* A router whose mask is too long takes machines beside it for far ones, and answers for them. */
static void proxy_play(struct stage *s)
{
    static const struct station proxy = {0,    LINUX_TTL, "00:00:5e:00:53:70", "10.0.0.253",
                                         NULL, NULL};
    static const struct station many = {0, LINUX_TTL, "00:00:5e:00:53:80", "10.0.0.31", NULL, NULL};
    static const struct station behind[] = {
        {0, LINUX_TTL, "02:00:00:00:0b:10", "10.0.0.201", NULL, NULL},
        {0, LINUX_TTL, "02:00:00:00:0b:20", "10.0.0.202", NULL, NULL},
        {0, LINUX_TTL, "02:00:00:00:0b:30", "10.0.0.203", NULL, NULL},
    };
    for (int i = 0; i < 3; i++) {
        station_arp_exchange(s, &laptop_wifi, &behind[i]);
        answer_unasked(s, &proxy, behind[i].ip4, &laptop_wifi);
        station_ping(s, &laptop_wifi, &behind[i], 1);
        stage_wait(s, SECONDS(4));
    }
    /* A server with three addresses, which are its own. */
    ask(s, &laptop_wifi, &many, "10.0.0.31");
    ask(s, &laptop_wifi, &many, "10.0.0.32");
    ask(s, &laptop_wifi, &many, "10.0.0.33");
}

/* Two boards with one MAC address between them; and a machine that is renamed. */
static void clone_play(struct stage *s)
{
    static const struct station left = {0,           LINUX_TTL, "02:00:00:00:0c:01",
                                        "10.0.0.91", NULL,      "board-left"};
    static const struct station right = {0,           LINUX_TTL, "02:00:00:00:0c:01",
                                         "10.0.0.91", NULL,      "board-right"};
    static const struct station before = {0,           LINUX_TTL, "02:00:00:00:0c:80",
                                          "10.0.0.92", NULL,      "unnamed"};
    static const struct station after = {0,           LINUX_TTL, "02:00:00:00:0c:80",
                                         "10.0.0.92", NULL,      "kitchen"};
    const struct station *const turns[] = {&left, &right, &before, &left, &right, &after};
    for (uint32_t i = 0; i < 6; i++) {
        struct lease l = gateway_lease(turns[i], LEASE_PARAMETERS_WINDOWS, DAY_S, 0x0c010000 + i);
        lease_exchange(s, &l, true);
        stage_wait(s, SECONDS(8));
    }
}

/* An address for which somebody is eager, and one that is announced as often as a system does. */
static void announcements_play(struct stage *s)
{
    static const struct station eager = {0,    LINUX_TTL, "00:00:5e:00:53:90", "10.0.0.190",
                                         NULL, NULL};
    static const struct station usual = {0,    WINDOWS_TTL, "00:00:5e:00:53:98", "10.0.0.198",
                                         NULL, NULL};
    for (int i = 0; i < 6; i++) {
        station_arp_announce(s, &eager, eager.ip4);
        if (i < 3)
            station_arp_announce(s, &usual, usual.ip4);
        stage_wait(s, SECONDS(2));
    }
    /* An access point passes a client's question on as if it asked itself. */
    struct frame f = {0};
    frame_ethernet(&f, MAC_BROADCAST, "3c:37:86:22:f5:fc", ETHERTYPE_ARP);
    frame_arp(&f, &(struct arp_packet){ARP_REQUEST, "02:0f:b5:59:c9:40", "10.0.0.178", MAC_ZERO,
                                       gateway.ip4});
    stage_send(s, 0, &f);
}

/* A probe for an address that somebody has; and one for an address that somebody takes much later. */
static void probes_play(struct stage *s)
{
    static const struct station newcomer = {0,    LINUX_TTL, "00:00:5e:00:53:b8", "10.0.0.184",
                                            NULL, NULL};
    static const struct station late = {0,    LINUX_TTL, "00:00:5e:00:53:c8", "10.0.0.185",
                                        NULL, NULL};
    station_arp_probe(s, &newcomer, silent_box.ip4);
    stage_wait(s, MS(2));
    answer_unasked(s, &silent_box, silent_box.ip4,
                   &(struct station){.mac = newcomer.mac, .ip4 = "0.0.0.0"});
    stage_wait(s, SECONDS(2));
    station_arp_probe(s, &newcomer, late.ip4);
    stage_wait(s, SECONDS(2));
    station_arp_claim(s, &newcomer, newcomer.ip4);
    stage_wait(s, SECONDS(60));
    station_arp_claim(s, &late, late.ip4);
}

void claims_play(struct capture *c)
{
    struct stage s = {.capture = c, .start_us = SECONDS(1574703600), .chance = 826};
    struct lease l = gateway_lease(&laptop_wifi, LEASE_PARAMETERS_WINDOWS, DAY_S, 0xd2aae801);
    stage_at(&s, 0);
    lease_exchange(&s, &l, true); /* it names the gateway */
    station_arp_claim(&s, &laptop_wifi, laptop_wifi.ip4);
    stage_at(&s, SECONDS(20));
    conflict_play(&s);
    failover_play(&s, SECONDS(40));
    successor_play(&s, SECONDS(70));
    stage_at(&s, SECONDS(100));
    spoof_play(&s);
    stage_at(&s, SECONDS(190));
    liar_play(&s);
    stage_at(&s, SECONDS(360));
    proxy_play(&s);
    stage_at(&s, SECONDS(390));
    clone_play(&s);
    stage_at(&s, SECONDS(450));
    announcements_play(&s);
    stage_at(&s, SECONDS(480));
    probes_play(&s);
}
