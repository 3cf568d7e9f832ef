/* SPDX-License-Identifier: MIT */
/* Name services: mDNS and LLMNR as they should be, and names that mean harm. */
#include "captures.h"

#include "dhcp.h"
#include "naming.h"
#include "topics.h"

static const struct station host = {0, 64, TOPIC_HOST_MAC, TOPIC_HOST, TOPIC_HOST6, "host"};
static const struct station peer = {0, 128, TOPIC_PEER_MAC, TOPIC_PEER, TOPIC_PEER6, "PEER"};

static struct stage stage_over(struct capture *c)
{
    return (struct stage){.capture = c, .start_us = SECONDS(1577836800), .chance = 6762};
}

/* A one-shot question from another port, answered by unicast, RFC 6762 section 6.7. */
static void legacy_unicast(struct stage *s)
{
    struct frame f = {0};
    station_udp_group(&f, &peer, MDNS_GROUP4, 255, 54321, MDNS_PORT);
    struct dns d = dns_start(&f, 0x1234, DNS_QUERY);
    dns_question(&d, "host.local", DNS_A, DNS_IN);
    stage_send(s, 0, &f);
    f = (struct frame){0};
    station_udp(&f, &host, peer.mac, peer.ip4, MDNS_PORT, 54321);
    d = dns_start(&f, 0x1234, DNS_MDNS_RESPONSE);
    dns_question(&d, "host.local", DNS_A, DNS_IN);
    dns_address(&d, DNS_ANSWER, "host.local", DNS_IN, 10, host.ip4);
    stage_send(s, 0, &f);
}

void mdns_play(struct capture *c)
{
    static const char *const strings[] = {"path=/", "note=in the cellar", NULL};
    static const struct service web = {.host = &host,
                                       .type = "_http._tcp.local",
                                       .instance = "Cellar web._http._tcp.local",
                                       .target = "host.local",
                                       .port = 8080,
                                       .strings = strings};
    struct stage s = stage_over(c);
    mdns_claim(&s, &host, "host.local");
    mdns_question(&s, &peer, MDNS_GROUP4, "_services._dns-sd._udp.local", DNS_PTR, DNS_IN, NULL);
    mdns_question(&s, &peer, MDNS_GROUP4, "_http._tcp.local", DNS_PTR, DNS_IN_UNICAST, NULL);
    mdns_service(&s, &web, false);
    stage_wait(&s, SECONDS(1));
    mdns_question(&s, &peer, MDNS_GROUP6, "_http._tcp.local", DNS_PTR, DNS_IN, web.instance);
    legacy_unicast(&s);
    stage_wait(&s, SECONDS(1));
    mdns_service(&s, &web, true);
    mdns_announce_host(&s, &host, "host.local", 0);
}

/* A name that two machines own: the answer has the conflict bit, RFC 4795 section 2.1.1. */
static void llmnr_conflict(struct stage *s)
{
    enum { LLMNR_CONFLICT = 0x0400 };
    struct frame f = {0};
    station_udp(&f, &peer, host.mac, host.ip4, LLMNR_PORT, 50123);
    struct dns d = dns_start(&f, 0x4795, DNS_RESPONSE | LLMNR_CONFLICT);
    dns_question(&d, "PEER", DNS_A, DNS_IN);
    dns_address(&d, DNS_ANSWER, "PEER", DNS_IN, 30, peer.ip4);
    stage_send(s, 0, &f);
}

void llmnr_play(struct capture *c)
{
    struct stage s = stage_over(c);
    llmnr_question(&s, &host, "wpad", true);
    llmnr_exchange(&s, &host, &peer, "PEER", DNS_A);
    llmnr_exchange(&s, &host, &peer, "PEER", DNS_AAAA);
    llmnr_conflict(&s);
    llmnr_question(&s, &peer, "printer", false);
}

/* Each means something to a terminal, a log or a table, and must not. */
static const char *const hostile_names[] = {
    "clear\x1b[2J\x1b[31mred.local", /* control sequences */
    "title\x1b]0;owned\x07.local",   /* window title */
    "c1\xc2\x9b"
    "31m.local",          /* CSI as one code point, U+009B */
    "two\r\nlines.local", /* a second log line */
    "tab\tdel\x7f"
    "bell\x07.local",
    "photo\xe2\x80\xaegpj.exe.local",                         /* right-to-left override, U+202E */
    "iso\xe2\x81\xa6late\xe2\x80\x8b.local",                  /* isolate, zero-width space */
    "\xe3\x83\x97\xe3\x83\xaa\xe3\x83\xb3\xe3\x82\xbf.local", /* wide: "printer" in katakana */
    "z\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86\xcc\x87o.local", /* seven marks on a z */
    "broken\xff\xfe\x80\xc3.local",                                     /* not UTF-8 */
    "over\xc0\xaflong\xed\xa0\x80.local",    /* overlong slash, surrogate */
    "\xf0\x9f\x96\xa8\xef\xb8\x8f tv.local", /* emoji with a variation selector */
    "\"quote\\back%s%n<b>'`$(id).local",
    "back\\x1b[0mslash.local", /* an escape that is only text */
    "012345678901234567890123456789012345678901234567890123456789012.local",
    " leading and trailing .local",
};
enum { HOSTILE_NAMES = sizeof hostile_names / sizeof *hostile_names };

/* A zero byte inside a label, which no C string can hold. */
static void hostile_label_with_zero(struct stage *s)
{
    struct frame f = {0};
    station_udp_group(&f, &host, MDNS_GROUP4, 255, MDNS_PORT, MDNS_PORT);
    frame_bytes(&f, "\0\0\0\0\0\1\0\0\0\0\0\0", 12); /* header of one question */
    frame_bytes(&f, "\7nul\0dot\5local", 15);
    frame_u16(&f, DNS_A);
    frame_u16(&f, DNS_IN);
    stage_send(s, 0, &f);
}

static void hostile_dhcp(struct stage *s, const char *name)
{
    struct station nobody = host;
    nobody.ip4 = "0.0.0.0";
    struct frame f = {0};
    station_udp_group(&f, &nobody, "255.255.255.255", 0, 68, 67);
    dhcp_start(&f, &(struct dhcp_message){.type = DHCP_DISCOVER, .id = 7, .mac = host.mac});
    dhcp_text(&f, DHCP_HOST_NAME, name);
    dhcp_text(&f, DHCP_VENDOR_CLASS, name);
    dhcp_fqdn(&f, name);
    dhcp_end(&f);
    stage_send(s, 0, &f);
}

void hostile_play(struct capture *c)
{
    static const char *const netbios[] = {"ESC\x1b[2J", "CR\rLF\n", "BAD\xff\x80",
                                          "\xe2\x80\xaeLTR"};
    struct stage s = stage_over(c);
    for (size_t i = 0; i < HOSTILE_NAMES; i++) {
        const char *name = hostile_names[i];
        mdns_announce_host(&s, &host, name, 120);
        if (i < 4)
            llmnr_question(&s, &host, name, false);
        hostile_dhcp(&s, name);
    }
    hostile_label_with_zero(&s);
    /* A mark on the colon begins the name when the prefix is taken off. */
    wsd_probe(&s, &host, "239.255.255.250",
              "wsdp:\xcc\x81"
              "Device");
    for (size_t i = 0; i < sizeof netbios / sizeof *netbios; i++) {
        struct frame f = {0};
        station_udp(&f, &host, MAC_BROADCAST, "192.168.7.255", NBNS_PORT, NBNS_PORT);
        nbns_registration(&f, 7, netbios[i], NBNS_WORKSTATION, false, host.ip4);
        stage_send(&s, 0, &f);
    }
    ssdp_notify(&s, &host, "urn:\x1b[31m:device", "uuid\x1b[2J", "http://192.168.7.10/\x1b]0;x\x07",
                "Evil\xff/1.0 \xe2\x80\xae");
}
