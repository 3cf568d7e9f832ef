/* SPDX-License-Identifier: MIT */
/*
 * lookups.pcap: names on a home network. Look-ups that are answered on the first step, on the last one, or
 * not at all; a machine that answers whatever anybody asks for, and one that has as many names rightly;
 * names that two machines have, that one left to another, and that one machine says in several ways.
 */
#include "captures.h"

#include "cast.h"
#include "naming.h"

/* Machines of the home without IPv6, so that they ask everything once. */
static const struct station laptop = {0,    WINDOWS_TTL, "f0:6e:0b:d2:aa:e8", "10.0.0.229",
                                      NULL, "CC-Labs-2"};
static const struct station dock = {0,    WINDOWS_TTL, "f2:6e:0b:d2:ab:e9", "10.0.0.230",
                                    NULL, "CC-Labs-2"};
static const struct station colleague = {0,           WINDOWS_TTL, "88:b1:11:7c:44:d5",
                                         "10.0.0.63", NULL,        "NYCLNY6X2VBH2"};
static const struct station nas = {0, LINUX_TTL, "00:00:5e:00:53:10", "10.0.0.10", NULL, "nas"};

/* The same machine by another name. */
static struct station called(const struct station *who, const char *name)
{
    struct station copy = *who;
    copy.name = name;
    return copy;
}

static void lease_play(struct stage *s, const struct station *who, uint32_t id)
{
    struct lease l = gateway_lease(who, LEASE_PARAMETERS_SMALL, DAY_S, id);
    lease_exchange(s, &l, true);
}

/* The steps of the ladder: one that is answered at once, one at the end, one never. */
static void ladders_play(struct stage *s)
{
    static const struct station host = {0,           LINUX_TTL, "02:0f:b5:b7:fe:be",
                                        "10.0.0.81", NULL,      "printer"};
    stage_at(s, SECONDS(1));
    mdns_claim(s, &nas, "nas.local");
    stage_at(s, SECONDS(10));
    llmnr_exchange(s, &laptop, &nas, "nas", DNS_A);
    stage_at(s, SECONDS(12));
    dns_lookup(s, &laptop, &gateway, "printer.example.org", NULL);
    mdns_question(s, &laptop, MDNS_GROUP4, "printer.local", DNS_A, DNS_IN, NULL);
    stage_wait(s, SECONDS(1));
    mdns_question(s, &laptop, MDNS_GROUP4, "printer.local", DNS_A, DNS_IN, NULL);
    stage_wait(s, MS(300));
    llmnr_exchange(s, &laptop, &host, "printer", DNS_A);
    stage_at(s, SECONDS(20));
    dns_lookup(s, &colleague, &gateway, "archive.example.org", NULL);
    llmnr_question(s, &colleague, "archive", true);
    nbns_questions(s, &colleague, WIFI_BROADCAST, "ARCHIVE");
}

/* Answers by LLMNR and NetBIOS, whoever asks and whatever for. */
static void poisoner_play(struct stage *s)
{
    static const struct station poisoner = {0,    LINUX_TTL, "00:00:5e:00:53:66", "10.0.0.166",
                                            NULL, NULL};
    struct station fileserver = called(&poisoner, "FILESRV01");
    stage_at(s, SECONDS(60));
    llmnr_exchange(s, &laptop, &poisoner, "wpad", DNS_A);
    stage_at(s, SECONDS(64));
    llmnr_exchange(s, &colleague, &poisoner, "prtsrv", DNS_A);
    stage_at(s, SECONDS(69));
    nbns_exchange(s, &colleague, WIFI_BROADCAST, &fileserver);
}

/* A server that told everybody of its names before somebody asked for them. */
static void server_play(struct stage *s)
{
    static const char *const names[] = {"OFFICE", "BACKUP", "SCANS"};
    static const struct station office = {0,           LINUX_TTL, "00:00:5e:00:53:20",
                                          "10.0.0.20", NULL,      "OFFICE"};
    for (int i = 0; i < 3; i++) {
        struct station as = called(&office, names[i]);
        stage_at(s, SECONDS(30 + 5 * i));
        nbns_claim(s, &as, WIFI_BROADCAST, "WORKGROUP");
        stage_at(s, SECONDS(75 + 5 * i));
        nbns_exchange(s, &laptop, WIFI_BROADCAST, &as);
    }
}

/* One question whether the name is free, to have it. */
static void probe_send(struct stage *s, const struct station *who, const char *name)
{
    struct frame f = {0};
    station_udp_group(&f, who, MDNS_GROUP4, 255, MDNS_PORT, MDNS_PORT);
    struct dns d = dns_start(&f, 0, DNS_QUERY);
    dns_question(&d, name, DNS_ANY, DNS_IN_UNICAST);
    dns_address(&d, DNS_AUTHORITY, name, DNS_IN, 120, who->ip4);
    stage_send(s, 0, &f);
}

/* A name at two machines, one of which gives way; at two that do not; at two adapters of one. */
static void namesakes_play(struct stage *s)
{
    static const struct station scanner = {0,           LINUX_TTL, "00:00:5e:00:53:30",
                                           "10.0.0.30", NULL,      NULL};
    static const struct station newer = {0,           LINUX_TTL, "00:00:5e:00:53:40",
                                         "10.0.0.40", NULL,      NULL};
    static const struct station left = {0, LINUX_TTL, "00:00:5e:00:53:70", "10.0.0.70", NULL, NULL};
    static const struct station right = {0,           LINUX_TTL, "00:00:5e:00:53:80",
                                         "10.0.0.80", NULL,      NULL};
    stage_at(s, SECONDS(100));
    mdns_claim(s, &scanner, "scanner.local");
    stage_wait(s, SECONDS(10));
    probe_send(s, &newer, "scanner.local"); /* and hears that it is not free */
    stage_wait(s, MS(20));
    mdns_announce_host(s, &scanner, "scanner.local", 120);
    stage_wait(s, MS(500));
    mdns_claim(s, &newer, "scanner-2.local");
    for (int i = 0; i < 3; i++) {
        stage_at(s, SECONDS(130 + 20 * i));
        mdns_announce_host(s, &left, "camera.local", 120);
        mdns_announce_host(s, &laptop, "CC-Labs-2.local", 120);
        stage_wait(s, SECONDS(7));
        mdns_announce_host(s, &right, "camera.local", 120);
        mdns_announce_host(s, &dock, "CC-Labs-2.local", 120);
    }
    mdns_announce_host(s, &television, "studio-3.local", 120); /* nobody is called "studio" */
}

/* What one machine is called, here and there. */
static void sources_play(struct stage *s)
{
    static const struct station renamed = {0,           WINDOWS_TTL, "00:00:5e:00:53:90",
                                           "10.0.0.90", NULL,        "DESKTOP-7A1"};
    static const struct station long_name = {
        0, WINDOWS_TTL, "00:00:5e:00:53:a0", "10.0.0.100", NULL, "conference-room-left"};
    struct station cut = called(&long_name,
                                "CONFERENCE-ROOM"); /* 15 characters, as NetBIOS has it */
    stage_at(s, SECONDS(200));
    lease_play(s, &renamed, 0x5390);
    mdns_claim(s, &renamed, "atelier.local");
    stage_at(s, SECONDS(210));
    lease_play(s, &long_name, 0x53a0);
    mdns_claim(s, &long_name, "conference-room-left.local");
    nbns_claim(s, &cut, WIFI_BROADCAST, "WORKGROUP");
    stage_at(s, SECONDS(220));
    lease_play(s, &colleague, 0x44d5);
    mdns_claim(s, &colleague, "nyclny6x2vbh2.local");
    nbns_claim(s, &colleague, WIFI_BROADCAST, "WORKGROUP");
    station_arp_exchange(s, &colleague, &printer);
}

/* Two machines that want one name at the same time: the one whose data is earlier waits, asks again, hears that
 * the other one has it, and takes another name. */
static void race_play(struct stage *s)
{
    static const struct station early = {0,    LINUX_TTL, "00:00:5e:00:53:b0", "10.0.0.110",
                                         NULL, NULL};
    static const struct station late = {0,    LINUX_TTL, "00:00:5e:00:53:c0", "10.0.0.120",
                                        NULL, NULL};
    stage_at(s, SECONDS(240));
    probe_send(s, &early, "hub.local");
    stage_wait(s, MS(40));
    mdns_claim(s, &late, "hub.local");
    probe_send(s, &early, "hub.local");
    stage_wait(s, MS(20));
    mdns_announce_host(s, &late, "hub.local", 120);
    stage_wait(s, MS(500));
    mdns_claim(s, &early, "hub-2.local");
}

/* Somebody asks for a name by mDNS, and is told an address without a word on whose name it is. */
static void told_by_mdns(struct stage *s, const struct station *answers, const char *name,
                         const char *address)
{
    stage_wait(s, SECONDS(8));
    mdns_question(s, &laptop, MDNS_GROUP4, name, DNS_A, DNS_IN, NULL);
    stage_wait(s, MS(3));
    struct frame f = {0};
    station_udp_group(&f, answers, MDNS_GROUP4, 255, MDNS_PORT, MDNS_PORT);
    struct dns d = dns_start(&f, 0, DNS_MDNS_RESPONSE);
    dns_address(&d, DNS_ANSWER, name, DNS_IN, 120, address);
    stage_send(s, 0, &f);
}

/* One that answers by mDNS for whatever is asked for, and one that passes on what it hears of another link. */
static void tellers_play(struct stage *s)
{
    static const struct station poisoner = {0,    LINUX_TTL, "00:00:5e:00:53:d0", "10.0.0.130",
                                            NULL, NULL};
    static const struct station reflector = {0,    LINUX_TTL, "00:00:5e:00:53:e0", "10.0.0.140",
                                             NULL, NULL};
    static const char *const wanted[] = {"fax.local", "wiki.local", "build.local"};
    static const char *const far[] = {"lift.local", "door.local", "bell.local"};
    static const char *const at[] = {"10.9.0.5", "10.9.0.6", "10.9.0.7"};
    stage_at(s, SECONDS(260));
    for (int i = 0; i < 3; i++) {
        told_by_mdns(s, &poisoner, wanted[i], poisoner.ip4);
        told_by_mdns(s, &reflector, far[i], at[i]);
    }
}

void lookups_play(struct capture *c)
{
    struct stage s = {.capture = c, .start_us = SECONDS(1574714400), .chance = 4795};
    ladders_play(&s);
    server_play(&s);
    poisoner_play(&s);
    namesakes_play(&s);
    sources_play(&s);
    race_play(&s);
    tellers_play(&s);
}
