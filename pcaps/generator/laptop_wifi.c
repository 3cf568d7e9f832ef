/* SPDX-License-Identifier: MIT */
/*
 * The laptop on its Wi-Fi: it arrives, gets an address, tells everybody its name, looks for printers
 * and televisions, keeps its neighbour table fresh and talks to the internet.
 */
#include "cast.h"

#include "lease.h"
#include "naming.h"
#include "talk.h"

static const char *const groups4[] = {"224.0.0.251", "224.0.0.252", "239.255.255.250",
                                      "239.255.255.253", NULL};
static const char *const groups6[] = {
    "ff02::fb",          "ff02::1:3",        "ff02::c", "ff02::1:ff7f:ba3a",
    "ff02::1:ff00:4346", "ff02::1:ff96:768", NULL};

static const char stable_ip6[] = "2601:647:4c80:4000:d537:8eb2:807f:ba3a";
static const char dhcp_ip6[] = "2601:647:4c80:4000::4346";
static const char temporary_ip6[] = "2601:647:4c80:4000:a81e:a0b8:9196:768";

static const struct lease lease = {.client = &laptop_wifi,
                                   .server = &gateway,
                                   .mask = "255.255.255.0",
                                   .router = "10.0.0.1",
                                   .dns = "10.0.0.1",
                                   .broadcast = WIFI_BROADCAST,
                                   .domain = "hsd1.ca.comcast.net",
                                   .seconds = 604800,
                                   .vendor = "MSFT 5.0",
                                   .fqdn = "CC-Labs-2",
                                   .parameters = LEASE_PARAMETERS_WINDOWS,
                                   .id = 0x5fa3c1e8};

/* RFC 4861 section 4.2, with the prefix that the laptop's three addresses begin with. */
static void router_advertisement(struct stage *s)
{
    struct frame f = {0};
    frame_ethernet_group(&f, "ff02::1", gateway.mac);
    frame_ip(&f, &(struct ip_header){
                     .from = gateway.ip6, .to = "ff02::1", .protocol = IP_ICMPV6, .ttl = 255});
    frame_icmp(&f, 134, 0);
    frame_u8(&f, 64);   /* hop limit */
    frame_u8(&f, 0xc0); /* addresses and more by DHCPv6 */
    frame_u16(&f, 1800);
    frame_zeros(&f, 8);
    frame_bytes(&f, "\x01\x01", 2);
    frame_mac(&f, gateway.mac);
    frame_bytes(&f, "\x03\x04\x40\xc0", 4); /* prefix of 64 bits, on the link, for addresses */
    frame_u32(&f, 345600);
    frame_u32(&f, 345600);
    frame_u32(&f, 0);
    frame_address(&f, "2601:647:4c80:4000::");
    stage_send(s, LAPTOP_WIFI, &f);
}

static void arrival_play(struct stage *s)
{
    stage_at(s, SECONDS(1));
    lease_exchange(s, &lease, true);
    stage_wait(s, MS(20));
    station_arp_claim(s, &laptop_wifi, laptop_wifi.ip4);
    station_arp_exchange(s, &laptop_wifi, &gateway);

    stage_at(s, MS(1200));
    station_dad(s, &laptop_wifi, laptop_wifi.ip6);
    station_report(s, &laptop_wifi, GROUP_TO_EXCLUDE, groups6);
    station_router_solicitation(s, &laptop_wifi);
    stage_wait(s, MS(40));
    router_advertisement(s);
    station_dad(s, &laptop_wifi, stable_ip6);
    station_dad(s, &laptop_wifi, temporary_ip6);
    station_dad(s, &laptop_wifi, dhcp_ip6);
    station_nd_exchange(s, &laptop_wifi, &gateway);

    stage_at(s, MS(1600));
    station_report(s, &laptop_wifi, GROUP_TO_EXCLUDE, groups4);
    stage_wait(s, MS(600));
    station_report(s, &laptop_wifi, GROUP_TO_EXCLUDE, groups4);
    station_report(s, &laptop_wifi, GROUP_TO_EXCLUDE, groups6);

    stage_at(s, MS(5900));
    mdns_claim(s, &laptop_wifi, "CC-Labs-2.local");
    stage_at(s, SECONDS(7));
    llmnr_question(s, &laptop_wifi, "CC-Labs-2", true);
    stage_at(s, SECONDS(8));
    nbns_claim(s, &laptop_wifi, WIFI_BROADCAST, "WORKGROUP");
}

/* Windows asks whether there is internet, and by which families. */
static void connectivity_play(struct stage *s)
{
    static const struct talk test = {.client = &laptop_wifi,
                                     .gateway = &gateway,
                                     .server = "13.107.4.52",
                                     .server_name = "www.msftconnecttest.com",
                                     .port = 49712,
                                     .server_port = 80,
                                     .server_ttl = 118,
                                     .ms = 14};
    stage_at(s, MS(6800));
    dns_lookup(s, &laptop_wifi, &gateway, "dns.msftncsi.com", "131.107.255.255");
    dns_lookup(s, &laptop_wifi, &gateway, "www.msftconnecttest.com", test.server);
    talk_http(s, &test, "/connecttest.txt", "Microsoft Connect Test");
}

static void neighbours_play(struct stage *s)
{
    static const struct station *const known[] = {&gateway,    &other_laptop, &printer,   &extender,
                                                  &television, &chromecast,   &silent_box};
    enum { KNOWN = sizeof known / sizeof *known };
    for (size_t i = 0; i < KNOWN; i++) {
        for (uint64_t t = 20 + 7 * i; t < 480; t += 75) {
            stage_at(s, SECONDS(t));
            station_arp_exchange(s, &laptop_wifi, known[i]);
        }
    }
    stage_at(s, SECONDS(64));
    station_ping(s, &laptop_wifi, &silent_box, 4);
    stage_at(s, SECONDS(91));
    station_ping(s, &laptop_wifi, &other_laptop, 4);
    stage_at(s, SECONDS(205));
    station_ping(s, &laptop_wifi, &gateway, 4);
    /* A drive that is still in the Explorer, on a machine that is gone. */
    for (uint64_t t = 50; t < 480; t += 140) {
        for (uint64_t i = 0; i < 4; i++) {
            stage_at(s, SECONDS(t + i));
            station_arp_request(s, &laptop_wifi, "10.0.0.212");
        }
    }
}

static void discovery_play(struct stage *s)
{
    static const char tv_description[] = "http://10.0.0.143:9197/dmr";
    static const char cast_description[] = "http://10.0.0.178:8008/ssdp/device-desc.xml";
    for (uint64_t t = 22; t < 480; t += 120) {
        stage_at(s, SECONDS(t));
        ssdp_search(s, &laptop_wifi, 51871, SSDP_DIAL);
        stage_at(s, SECONDS(t) + MS(300));
        ssdp_answer(s, &television, &laptop_wifi, 51871, SSDP_DIAL, tv_description,
                    "SHP, UPnP/1.0, Samsung UPnP SDK/1.0");
        ssdp_answer(s, &chromecast, &laptop_wifi, 51871, SSDP_DIAL, cast_description,
                    "Linux/3.10.79, UPnP/1.0, Portable SDK for UPnP devices/1.6.18");
        stage_at(s, SECONDS(t + 9));
        wsd_probe(s, &laptop_wifi, "239.255.255.250", "wsdp:Device");
        wsd_probe(s, &laptop_wifi, "ff02::c", "wsdp:Device");
        stage_at(s, SECONDS(t + 13));
        slp_request(s, &laptop_wifi, "service:printer");
        stage_at(s, SECONDS(t + 31));
        llmnr_question(s, &laptop_wifi, "wpad", true);
        nbns_questions(s, &laptop_wifi, WIFI_BROADCAST, "WPAD");
        stage_at(s, SECONDS(t + 47));
        llmnr_exchange(s, &laptop_wifi, &printer, "NPIB7FEBE", DNS_A);
        llmnr_exchange(s, &laptop_wifi, &other_laptop, "NYCLNY6X2VBH2", DNS_A);
        llmnr_exchange(s, &laptop_wifi, &other_laptop, "NYCLNY6X2VBH2", DNS_AAAA);
        stage_at(s, SECONDS(t + 60));
        mdns_question(s, &laptop_wifi, MDNS_GROUP4, "_googlecast._tcp.local", DNS_PTR,
                      t < 100 ? DNS_IN_UNICAST : DNS_IN, NULL);
        mdns_question(s, &laptop_wifi, MDNS_GROUP6, "_googlecast._tcp.local", DNS_PTR, DNS_IN,
                      NULL);
        stage_at(s, SECONDS(t + 75));
        browser_announce(s, &laptop_wifi, WIFI_BROADCAST, "WORKGROUP", "");
        stage_at(s, SECONDS(t + 90));
        nbns_exchange(s, &laptop_wifi, WIFI_BROADCAST, &other_laptop);
    }
}

static void conversations_play(struct stage *s)
{
    static const struct talk talks[] = {
        {.server = "52.114.132.73",
         .server_name = "mobile.pipe.aria.microsoft.com",
         .server_ttl = 113},
        {.server = "140.82.114.4", .server_name = "github.com", .server_ttl = 52},
        {.server = "151.101.1.69", .server_name = "stackoverflow.com", .server_ttl = 58},
        {.server = "104.17.32.82", .server_name = "readthedocs.org", .server_ttl = 57},
        {.server = "2607:f8b0:4005:80a::200e",
         .server_name = "www.google.com",
         .server_ttl = 57,
         .address = temporary_ip6},
    };
    for (unsigned i = 0; i < 10; i++) {
        struct talk t = talks[i % (sizeof talks / sizeof *talks)];
        t.client = &laptop_wifi;
        t.gateway = &gateway;
        t.port = 49720 + i * 3;
        t.server_port = 443;
        t.ms = 11 + i * 3;
        stage_at(s, SECONDS(15 + 46 * i));
        dns_lookup(s, &laptop_wifi, &gateway, t.server_name, t.server);
        talk_tls(s, &t, 2, 300 + 250 * (i % 3));
    }
    struct talk quic = {.client = &laptop_wifi,
                        .gateway = &gateway,
                        .server = "172.217.6.46",
                        .port = 61822,
                        .server_port = 443,
                        .server_ttl = 57,
                        .ms = 9};
    for (unsigned i = 0; i < 4; i++) {
        stage_at(s, SECONDS(33 + 104 * i));
        dns_lookup(s, &laptop_wifi, &gateway, "www.youtube.com", quic.server);
        talk_quic(s, &quic, 12);
    }
    const struct talk printer_page = {.client = &laptop_wifi,
                                      .gateway = &printer,
                                      .server = "10.0.0.81",
                                      .server_name = "NPIB7FEBE",
                                      .port = 49801,
                                      .server_port = 80,
                                      .server_ttl = 64,
                                      .ms = 6};
    stage_at(s, SECONDS(120));
    talk_http(s, &printer_page, "/", "Ready");
    stage_at(s, SECONDS(240));
    dns_lookup(s, &laptop_wifi, &gateway, "nas01.hsd1.ca.comcast.net", NULL);
    mdns_question(s, &laptop_wifi, MDNS_GROUP4, "nas01.local", DNS_A, DNS_IN, NULL);
    llmnr_question(s, &laptop_wifi, "nas01", true);
    nbns_questions(s, &laptop_wifi, WIFI_BROADCAST, "NAS01");
    stage_at(s, SECONDS(310));
    lease_renew(s, &lease);
}

/* The gateway asks which groups are wanted, and everybody answers within 10 s. */
static void membership_play(struct stage *s)
{
    static const char *const windows4[] = {"224.0.0.251", "224.0.0.252", "239.255.255.250", NULL};
    static const char *const windows6[] = {"ff02::fb", "ff02::1:3", "ff02::1:ffce:a8a1", NULL};
    static const char *const printer4[] = {"224.0.0.251", "224.0.0.252", "239.255.255.253", NULL};
    static const char *const media4[] = {"224.0.0.251", "239.255.255.250", NULL};
    static const char *const extender4[] = {"239.255.255.250", NULL};
    for (uint64_t t = 30; t < 480; t += 125) {
        stage_at(s, SECONDS(t));
        station_general_query(s, &gateway);
        stage_wait(s, MS(1300));
        station_report(s, &chromecast, GROUP_IS_EXCLUDE, media4);
        stage_wait(s, MS(900));
        station_report(s, &laptop_wifi, GROUP_IS_EXCLUDE, groups4);
        stage_wait(s, MS(1800));
        station_report(s, &television, GROUP_IS_EXCLUDE, media4);
        stage_wait(s, MS(700));
        station_report(s, &other_laptop, GROUP_IS_EXCLUDE, windows4);
        stage_wait(s, MS(1200));
        station_report(s, &printer, GROUP_IS_EXCLUDE, printer4);
        stage_wait(s, MS(1500));
        station_report(s, &extender, GROUP_IS_EXCLUDE, extender4);
        stage_at(s, SECONDS(t + 11));
        station_mld_query(s, &gateway);
        stage_wait(s, MS(2100));
        station_report(s, &laptop_wifi, GROUP_IS_EXCLUDE, groups6);
        stage_wait(s, MS(2900));
        station_report(s, &other_laptop, GROUP_IS_EXCLUDE, windows6);
    }
    for (uint64_t t = 88; t < 480; t += 97) {
        stage_at(s, SECONDS(t));
        router_advertisement(s);
    }
}

void laptop_wifi_play(struct stage *s)
{
    arrival_play(s);
    connectivity_play(s);
    membership_play(s);
    neighbours_play(s);
    discovery_play(s);
    conversations_play(s);
}
