/* SPDX-License-Identifier: MIT */
/* A link with more machines than anybody has, for screens of full tables and of tables that evicted. */
#include "captures.h"

#include <stdio.h>

#include "naming.h"
#include "topics.h"

enum { TEXT = 32 };

/* Sends to the group 239.1.x.y, and every other machine joins its group before. */
static void group_use(struct stage *s, const struct station *who, unsigned number)
{
    char group[TEXT];
    snprintf(group, sizeof group, "239.1.%u.%u", number >> 8 & 0xff, number & 0xff);
    const char *const groups[] = {group, NULL};
    if (number % 2 == 0)
        station_report(s, who, GROUP_TO_EXCLUDE, groups);
    struct frame f = {0};
    station_udp_group(&f, who, group, 0, 40000, 9);
    frame_text(&f, "payload!");
    stage_send(s, 0, &f);
}

/* Talks to a machine far away. */
static void talk(struct stage *s, const struct station *who, unsigned number)
{
    char far[TEXT];
    snprintf(far, sizeof far, "198.51.%u.%u", number >> 8 & 0xff, number & 0xff);
    struct frame f = {0};
    station_udp(&f, who, TOPIC_ROUTER_MAC, far, 40000 + number, 9);
    frame_text(&f, "payload!");
    stage_send(s, 0, &f);
}

/* Registers its name at everybody. */
static void name_register(struct stage *s, const struct station *who)
{
    struct frame f = {0};
    station_udp(&f, who, MAC_BROADCAST, "255.255.255.255", NBNS_PORT, NBNS_PORT);
    nbns_registration(&f, 7, who->name, NBNS_WORKSTATION, false, who->ip4);
    stage_send(s, 0, &f);
}

void crowd_play(struct capture *c, unsigned machines)
{
    struct stage s = {.capture = c, .start_us = SECONDS(1577836800), .chance = 2131};
    for (unsigned i = 0; i < machines; i++) {
        char mac[TEXT], ip[TEXT], name[TEXT];
        snprintf(mac, sizeof mac, "02:00:00:%02x:%02x:%02x", i >> 16 & 0xff, i >> 8 & 0xff,
                 i & 0xff);
        bool link_local = i % 16 == 3;
        snprintf(ip, sizeof ip, link_local ? "169.254.%u.%u" : "10.0.%u.%u",
                 (i >> 8 & 0xff) + link_local, i & 0xff);
        snprintf(name, sizeof name, i % 8 == 0 ? "machine-%05u.local" : "MACHINE-%05u", i);
        const struct station who = {.ttl = 64, .mac = mac, .ip4 = ip, .name = name};
        station_arp_announce(&s, &who, ip);
        if (i % 8 == 0)
            mdns_announce_host(&s, &who, name, 120);
        else if (i % 8 == 1)
            name_register(&s, &who);
        else if (i % 8 == 2)
            group_use(&s, &who, i / 8);
        else if (i % 16 == 4)
            talk(&s, &who, i / 16);
    }
}
