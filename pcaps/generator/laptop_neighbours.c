/* SPDX-License-Identifier: MIT */
/*
 * The neighbours on the Wi-Fi, as the laptop hears them: it is an ordinary host, so of what they say
 * to each other it gets the broadcasts and the groups, and nothing else.
 */
#include "cast.h"

#include "lease.h"
#include "naming.h"

/* Behind the extender, clients ask for broadcast answers, so the whole exchange is heard. */
static void behind_extender_play(struct stage *s)
{
    static const struct lease base = {.server = &gateway,
                                      .mask = "255.255.255.0",
                                      .router = "10.0.0.1",
                                      .dns = "10.0.0.1",
                                      .broadcast = WIFI_BROADCAST,
                                      .domain = "hsd1.ca.comcast.net",
                                      .seconds = 604800,
                                      .parameters = LEASE_PARAMETERS_SMALL,
                                      .broadcast_flag = true};
    struct lease l = base;
    l.client = &printer;
    l.vendor = "Hewlett-Packard LaserJet";
    l.id = 0x1b7febe0;
    stage_at(s, SECONDS(42));
    lease_exchange(s, &l, true);
    station_arp_claim(s, &printer, printer.ip4);
    l.client = &chromecast;
    l.vendor = "dhcpcd-5.5.6:Linux-3.10.79:armv7l";
    l.id = 0x59c94077;
    stage_at(s, SECONDS(71));
    lease_exchange(s, &l, true);
    station_arp_claim(s, &chromecast, chromecast.ip4);
}

static void printer_play(struct stage *s)
{
    static const char *const strings[] = {"txtvers=1",
                                          "qtotal=1",
                                          "rp=ipp/print",
                                          "ty=HP LaserJet M402dn",
                                          "pdl=application/postscript,application/pdf",
                                          "adminurl=http://NPIB7FEBE.local.",
                                          NULL};
    static const char *const groups[] = {"224.0.0.251", "224.0.0.252", "239.255.255.253", NULL};
    static const struct service ipp = {
        .host = &printer,
        .type = "_ipp._tcp.local",
        .instance = "HP LaserJet M402dn (B7FEBE)._ipp._tcp.local",
        .target = "NPIB7FEBE.local",
        .port = 631,
        .strings = strings,
    };
    stage_at(s, SECONDS(51));
    station_report(s, &printer, GROUP_TO_EXCLUDE, groups);
    mdns_claim(s, &printer, "NPIB7FEBE.local");
    for (uint64_t t = 54; t < 480; t += 105) {
        stage_at(s, SECONDS(t));
        mdns_service(s, &ipp, false);
    }
    stage_at(s, SECONDS(55));
    nbns_claim(s, &printer, WIFI_BROADCAST, "MSHOME");
    /* Somebody switches it off. */
    stage_at(s, SECONDS(470));
    mdns_service(s, &ipp, true);
    mdns_announce_host(s, &printer, "NPIB7FEBE.local", 0);
}

static void television_play(struct stage *s)
{
    static const char *const cast_strings[] = {"id=6c8d2f0a91e34b7f8c1d59c940aa12fe",
                                               "md=Chromecast",
                                               "fn=Living Room",
                                               "ve=05",
                                               "ca=4101",
                                               NULL};
    static const char *const spotify_strings[] = {"VERSION=1.0", "CPath=/zc/0", "Stack=SP", NULL};
    static const struct service cast = {
        .host = &chromecast,
        .type = "_googlecast._tcp.local",
        .instance = "Chromecast-6c8d2f0a91e34b7f8c1d59c940aa12fe._googlecast._tcp.local",
        .target = "6c8d2f0a-91e3-4b7f-8c1d-59c940aa12fe.local",
        .port = 8009,
        .strings = cast_strings,
    };
    static const struct service spotify = {
        .host = &television,
        .type = "_spotify-connect._tcp.local",
        .instance = "Samsung TV._spotify-connect._tcp.local",
        .target = "Samsung.local",
        .port = 9080,
        .strings = spotify_strings,
    };
    static const char *const types[] = {SSDP_ROOT, SSDP_DIAL,
                                        "urn:schemas-upnp-org:device:MediaRenderer:1"};
    for (uint64_t t = 19; t < 480; t += 90) {
        stage_at(s, SECONDS(t));
        for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
            ssdp_notify(s, &television, types[i], "0cf04680-00ad-1000-9abc-3096fba67d8d",
                        "http://10.0.0.143:9197/dmr", "SHP, UPnP/1.0, Samsung UPnP SDK/1.0");
            stage_wait(s, MS(120));
        }
        mdns_service(s, &spotify, false);
    }
    stage_at(s, SECONDS(78));
    mdns_claim(s, &chromecast, cast.target);
    for (uint64_t t = 83; t < 480; t += 120) {
        stage_at(s, SECONDS(t));
        mdns_service(s, &cast, false);
    }
}

/* NYCLNY6X2VBH2: a company laptop at home, which looks for machines that are not here. */
static void other_laptop_play(struct stage *s)
{
    static const char *const groups4[] = {"224.0.0.251", "224.0.0.252", "239.255.255.250", NULL};
    static const struct lease lease = {.client = &other_laptop,
                                       .server = &gateway,
                                       .vendor = "MSFT 5.0",
                                       .fqdn = "NYCLNY6X2VBH2",
                                       .parameters = LEASE_PARAMETERS_WINDOWS,
                                       .id = 0x63d5447c};
    stage_at(s, SECONDS(9));
    lease_request(s, &lease, false);
    station_arp_claim(s, &other_laptop, other_laptop.ip4);
    stage_at(s, SECONDS(10));
    station_dad(s, &other_laptop, other_laptop.ip6);
    station_dad(s, &other_laptop, "2601:647:4c80:4000::37f2");
    station_router_solicitation(s, &other_laptop);
    station_report(s, &other_laptop, GROUP_TO_EXCLUDE, groups4);
    mdns_claim(s, &other_laptop, "NYCLNY6X2VBH2.local");
    nbns_claim(s, &other_laptop, WIFI_BROADCAST, "CORP");
    for (uint64_t t = 38; t < 480; t += 110) {
        stage_at(s, SECONDS(t));
        llmnr_question(s, &other_laptop, "isatap", true);
        stage_at(s, SECONDS(t + 11));
        nbns_questions(s, &other_laptop, WIFI_BROADCAST, "NYCPRINT03");
        stage_at(s, SECONDS(t + 22));
        mdns_question(
            s, &other_laptop, MDNS_GROUP4, "_googlecast._tcp.local", DNS_PTR, DNS_IN,
            t < 100 ? NULL : "Chromecast-6c8d2f0a91e34b7f8c1d59c940aa12fe._googlecast._tcp.local");
        stage_at(s, SECONDS(t + 31));
        browser_announce(s, &other_laptop, WIFI_BROADCAST, "CORP", "");
        for (uint64_t i = 0; i < 5; i++) { /* a scanner that has moved out */
            stage_at(s, SECONDS(t + 40 + i));
            station_arp_request(s, &other_laptop, "10.0.0.17");
        }
        stage_at(s, SECONDS(t + 52));
        ssdp_search(s, &other_laptop, 57330, SSDP_GATEWAY);
        stage_at(s, SECONDS(t + 70));
        station_arp_request(s, &other_laptop, gateway.ip4);
    }
    for (uint64_t t = 25; t < 480; t += 30) {
        stage_at(s, SECONDS(t));
        struct frame f = {0};
        bool limited = t / 30 % 2 == 0;
        if (limited)
            station_udp_group(&f, &other_laptop, "255.255.255.255", 0, 17500, 17500);
        else
            station_udp(&f, &other_laptop, MAC_BROADCAST, WIFI_BROADCAST, 17500, 17500);
        frame_text(&f, "{\"host_int\": 91733, \"version\": [2, 0], \"displayname\": \"\", "
                       "\"port\": 17500, \"namespaces\": [4411, 5120]}");
        stage_send(s, LAPTOP_WIFI, &f);
    }
}

/* They ask for the address they had; the answer is unicast, and not heard. */
static void renewals_play(struct stage *s)
{
    struct lease l = {.server = &gateway,
                      .vendor = "udhcp 1.22.1",
                      .parameters = LEASE_PARAMETERS_SMALL,
                      .client = &extender,
                      .id = 0x2c22f5fc};
    stage_at(s, SECONDS(98));
    lease_request(s, &l, false);
    l.client = &television;
    l.vendor = "udhcp 1.21.1";
    l.id = 0x0fa67d8d;
    stage_at(s, SECONDS(212));
    lease_request(s, &l, false);
}

/* What the gateway, the extender and the box at .254 say without being asked. */
static void boxes_play(struct stage *s)
{
    static const char *const types[] = {SSDP_ROOT, SSDP_GATEWAY,
                                        "urn:schemas-upnp-org:service:WANIPConnection:1"};
    static const char *const absent[] = {"10.0.0.142", "10.0.0.17"};
    for (uint64_t t = 13; t < 480; t += 120) {
        stage_at(s, SECONDS(t));
        for (size_t i = 0; i < sizeof types / sizeof *types; i++)
            ssdp_notify(s, &gateway, types[i], "ebf5a0a0-1dd1-11b2-a90f-48f7c0acee46",
                        "http://10.0.0.1:49152/IGDdevicedesc_brlan0.xml",
                        "Linux/3.12.14, UPnP/1.0, Portable SDK for UPnP devices/1.6.22");
        stage_at(s, SECONDS(t + 44));
        ssdp_notify(s, &extender, "urn:schemas-wifialliance-org:device:WFADevice:1",
                    "bcfeac90-3c2f-5a0e-b0a7-3c378622f5fc",
                    "http://10.0.0.128:49152/wps_device.xml",
                    "Linux/3.10.20, UPnP/1.0, WFADevice/1.0");
        stage_at(s, SECONDS(t + 58));
        station_arp_announce(s, &silent_box, silent_box.ip4);
        stage_at(s, SECONDS(t + 66));
        station_arp_announce(s, &extender, extender.ip4);
    }
    for (uint64_t t = 27; t < 480; t += 60) {
        for (size_t i = 0; i < 2; i++) {
            stage_at(s, SECONDS(t + 3 * i));
            station_arp_request(s, &gateway, absent[i]);
        }
        stage_at(s, SECONDS(t + 9));
        station_arp_exchange(s, &gateway, &laptop_wifi);
        stage_at(s, SECONDS(t + 14));
        station_arp_request(s, &television, gateway.ip4);
        stage_at(s, SECONDS(t + 21));
        station_arp_request(s, &chromecast, gateway.ip4);
    }
}

void laptop_neighbours_play(struct stage *s)
{
    behind_extender_play(s);
    printer_play(s);
    television_play(s);
    other_laptop_play(s);
    renewals_play(s);
    boxes_play(s);
}
