/* SPDX-License-Identifier: MIT */
/*
 * The Npcap loopback adapter: an adapter that is connected to nothing. It chose its 169.254 address
 * long ago, never asks for another, and nobody else is there: all it carries are the groups and
 * broadcasts that Windows sends on every adapter.
 */
#include "cast.h"

#include "naming.h"

static const char *const groups4[] = {"224.0.0.251", "224.0.0.252", "239.255.255.250",
                                      "239.255.255.253", NULL};
static const char *const groups6[] = {"ff02::fb", "ff02::1:3", "ff02::c", "ff02::1:ffa7:93b4",
                                      NULL};

static void names_play(struct stage *s)
{
    mdns_claim(s, &laptop_npcap, "CC-Labs-2.local");
    llmnr_question(s, &laptop_npcap, "CC-Labs-2", true);
    nbns_claim(s, &laptop_npcap, NPCAP_BROADCAST, "WORKGROUP");
    browser_announce(s, &laptop_npcap, NPCAP_BROADCAST, "WORKGROUP", "");
}

void laptop_npcap_play(struct stage *s)
{
    stage_at(s, MS(900));
    station_report(s, &laptop_npcap, GROUP_TO_EXCLUDE, groups4);
    station_report(s, &laptop_npcap, GROUP_TO_EXCLUDE, groups6);
    stage_wait(s, MS(700));
    station_report(s, &laptop_npcap, GROUP_TO_EXCLUDE, groups4);
    station_report(s, &laptop_npcap, GROUP_TO_EXCLUDE, groups6);
    stage_at(s, SECONDS(3));
    names_play(s);
    for (uint64_t t = 16; t < 480; t += 120) {
        stage_at(s, SECONDS(t));
        ssdp_search(s, &laptop_npcap, 51873, SSDP_GATEWAY);
        stage_at(s, SECONDS(t + 30));
        wsd_probe(s, &laptop_npcap, "239.255.255.250", "wsd:Device");
        wsd_probe(s, &laptop_npcap, "ff02::c", "wsd:Device");
        stage_at(s, SECONDS(t + 62));
        slp_request(s, &laptop_npcap, "service:printer");
        stage_at(s, SECONDS(t + 90));
        llmnr_question(s, &laptop_npcap, "wpad", true);
        mdns_question(s, &laptop_npcap, MDNS_GROUP4, "wpad.local", DNS_A, DNS_IN, NULL);
        nbns_questions(s, &laptop_npcap, NPCAP_BROADCAST, "WPAD");
    }
    for (uint64_t t = 40; t < 480; t += 60) {
        stage_at(s, SECONDS(t));
        struct frame f = {0};
        station_udp_group(&f, &laptop_npcap, "255.255.255.255", 0, 17500, 17500);
        frame_text(&f, "{\"host_int\": 33471, \"version\": [2, 0], \"displayname\": \"\", "
                       "\"port\": 17500, \"namespaces\": [1206]}");
        stage_send(s, LAPTOP_NPCAP, &f);
    }
}
