/* SPDX-License-Identifier: MIT */
/* NetBIOS names, and the services that devices announce by SSDP, WS-Discovery and SLP. */
#include "captures.h"

#include "naming.h"
#include "topics.h"

#include <stdio.h>
#include <string.h>

static const struct station host = {0, 128, TOPIC_HOST_MAC, TOPIC_HOST, TOPIC_HOST6, "NOTEBOOK"};
static const struct station peer = {0, 64, TOPIC_PEER_MAC, TOPIC_PEER, TOPIC_PEER6, "NAS"};

#define BROADCAST "192.168.7.255"
#define WORKGROUP "WORKGROUP"

static struct stage stage_over(struct capture *c)
{
    return (struct stage){.capture = c, .start_us = SECONDS(1577836800), .chance = 1002};
}

/* The name is taken: a negative registration response (RFC 1002 section 4.2.6), and the release
 * (4.2.9) of one that is not needed any more. */
static void nbns_refusal_and_release(struct stage *s)
{
    struct frame f = {0};
    station_udp(&f, &peer, host.mac, host.ip4, NBNS_PORT, NBNS_PORT);
    size_t start = f.n;
    nbns_response(&f, 7, peer.name, NBNS_WORKSTATION, peer.ip4);
    frame_put_u16(&f, start + 2, 0xad86);
    stage_send(s, 0, &f);
    f = (struct frame){0};
    station_udp(&f, &host, MAC_BROADCAST, BROADCAST, NBNS_PORT, NBNS_PORT);
    start = f.n;
    nbns_registration(&f, 8, host.name, NBNS_FILE_SERVER, false, host.ip4);
    frame_put_u16(&f, start + 2, 0x3010);
    stage_send(s, 0, &f);
}

/* What are your names? RFC 1002 sections 4.2.17 and 4.2.18. */
static void nbns_status(struct stage *s)
{
    static const struct {
        const char *name;
        unsigned suffix, flags;
    } names[] = {{"NAS            ", 0x00, 0x0400},
                 {"NAS            ", 0x20, 0x0400},
                 {"WORKGROUP      ", 0x00, 0x8400}};
    enum { NAMES = sizeof names / sizeof *names, STATISTICS = 46, HEADER = 12, NAME = 34 };
    struct frame f = {0};
    station_udp(&f, &host, peer.mac, peer.ip4, NBNS_PORT, NBNS_PORT);
    size_t start = f.n;
    nbns_query(&f, 9, "*", 0);
    memset(f.at + start + HEADER + 3, 'A', 30); /* filled up with zeros rather than spaces */
    frame_put_u16(&f, start + 2, 0);
    frame_put_u16(&f, start + HEADER + NAME, 0x21);
    stage_send(s, 0, &f);
    uint8_t asked[NAME];
    memcpy(asked, f.at + start + HEADER, NAME);
    f = (struct frame){0};
    station_udp(&f, &peer, host.mac, host.ip4, NBNS_PORT, NBNS_PORT);
    frame_u16(&f, 9);
    frame_u16(&f, 0x8400);
    frame_bytes(&f, "\0\0\0\1\0\0\0\0", 8);
    frame_bytes(&f, asked, NAME);
    frame_u16(&f, 0x21);
    frame_u16(&f, DNS_IN);
    frame_u32(&f, 0);
    frame_u16(&f, 1 + NAMES * 18 + STATISTICS);
    frame_u8(&f, NAMES);
    for (size_t i = 0; i < NAMES; i++) {
        frame_text(&f, names[i].name);
        frame_u8(&f, names[i].suffix);
        frame_u16(&f, names[i].flags);
    }
    frame_mac(&f, peer.mac);
    frame_zeros(&f, STATISTICS - 6);
    stage_send(s, 0, &f);
}

void netbios_play(struct capture *c)
{
    struct stage s = stage_over(c);
    nbns_claim(&s, &host, BROADCAST, WORKGROUP);
    nbns_exchange(&s, &host, BROADCAST, &peer);
    nbns_questions(&s, &host, BROADCAST, "NOBODY");
    nbns_refusal_and_release(&s);
    nbns_status(&s);
    browser_announce(&s, &peer, BROADCAST, WORKGROUP, "Files");
}

static void ssdp_goodbye(struct stage *s)
{
    struct frame f = {0};
    station_udp_group(&f, &peer, "239.255.255.250", 4, 1900, 1900);
    frame_text(&f, "NOTIFY * HTTP/1.1\r\nHost: 239.255.255.250:1900\r\nNT: upnp:rootdevice\r\n"
                   "NTS: ssdp:byebye\r\nUSN: uuid:00005e00-5302::upnp:rootdevice\r\n\r\n");
    stage_send(s, 0, &f);
}

void ssdp_play(struct capture *c)
{
    static const char location[] = "http://" TOPIC_PEER ":8060/description.xml";
    static const char server[] = "Linux/5.10 UPnP/1.0 Files/2.1";
    struct stage s = stage_over(c);
    ssdp_notify(&s, &peer, "upnp:rootdevice", "00005e00-5302", location, server);
    ssdp_notify(&s, &peer, "urn:schemas-upnp-org:device:MediaServer:1", "00005e00-5302", location,
                server);
    ssdp_search(&s, &host, 50190, "ssdp:all");
    ssdp_answer(&s, &peer, &host, 50190, "upnp:rootdevice", location, server);
    ssdp_goodbye(&s);
}

/* A device's own message: `element` is Hello, Bye or ProbeMatch in ProbeMatches. */
static void wsd_device(struct stage *s, const char *action, const char *element, bool whole)
{
    bool match = strcmp(action, "ProbeMatches") == 0;
    char text[1400];
    snprintf(text, sizeof text,
             "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
             "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\" "
             "xmlns:wsa=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\" "
             "xmlns:wsd=\"http://schemas.xmlsoap.org/ws/2005/04/discovery\" "
             "xmlns:wsdp=\"http://schemas.xmlsoap.org/ws/2006/02/devprof\"><soap:Header>"
             "<wsa:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/%s</wsa:Action>"
             "</soap:Header><soap:Body>%s<wsd:%s><wsa:EndpointReference>"
             "<wsa:Address>urn:uuid:00005e00-5302</wsa:Address></wsa:EndpointReference>"
             "%s</wsd:%s>%s</soap:Body></soap:Envelope>",
             action, match ? "<wsd:ProbeMatches>" : "", element,
             whole ? "<wsd:Types>wsdp:Device</wsd:Types><wsd:XAddrs>http://" TOPIC_PEER
                     ":5357/00005e00-5302</wsd:XAddrs><wsd:MetadataVersion>1</wsd:MetadataVersion>"
                   : "",
             element, match ? "</wsd:ProbeMatches>" : "");
    struct frame f = {0};
    if (match)
        station_udp(&f, &peer, host.mac, host.ip4, 3702, 50370);
    else
        station_udp_group(&f, &peer, "239.255.255.250", 1, 50371, 3702);
    frame_text(&f, text);
    stage_send(s, 0, &f);
}

void wsd_play(struct capture *c)
{
    struct stage s = stage_over(c);
    wsd_device(&s, "Hello", "Hello", true);
    wsd_probe(&s, &host, "239.255.255.250", "wsdp:Device");
    wsd_probe(&s, &host, "ff02::c", "wsdp:Device");
    wsd_device(&s, "ProbeMatches", "ProbeMatch", true);
    wsd_device(&s, "Bye", "Bye", false);
}

/* A header of version 2 (RFC 2608 section 8); the length is filled in by slp_send(). */
static size_t slp_start(struct frame *f, const char *group, unsigned function)
{
    if (group == NULL)
        station_udp(f, &peer, host.mac, host.ip4, 427, 50427);
    else
        station_udp_group(f, &peer, group, 8, 50428, 427);
    size_t start = f->n;
    frame_u8(f, 2);
    frame_u8(f, function);
    frame_zeros(f, 3 + 2 + 3);
    frame_u16(f, 0x2608);
    frame_u16(f, 2);
    frame_text(f, "en");
    return start;
}

static void slp_send(struct stage *s, struct frame *f, size_t start)
{
    frame_put_u16(f, start + 3, (unsigned)(f->n - start));
    stage_send(s, 0, f);
}

static void slp_string(struct frame *f, const char *text)
{
    frame_u16(f, (unsigned)strlen(text));
    frame_text(f, text);
}

void slp_play(struct capture *c)
{
    struct stage s = stage_over(c);
    slp_request(&s, &host, "service:printer");
    struct frame f = {0}; /* service reply */
    size_t start = slp_start(&f, NULL, 2);
    frame_u16(&f, 0);
    frame_u16(&f, 2);
    for (unsigned i = 0; i < 2; i++) {
        frame_u8(&f, 0);
        frame_u16(&f, 3600);
        slp_string(&f, i == 0 ? "service:printer:lpr://" TOPIC_PEER "/queue"
                              : "service:printer:ipp://" TOPIC_PEER ":631/print");
        frame_u8(&f, 0);
    }
    slp_send(&s, &f, start);
    f = (struct frame){0}; /* attribute reply */
    start = slp_start(&f, NULL, 7);
    frame_u16(&f, 0);
    slp_string(&f, "(location=cellar),(colour=no)");
    frame_u8(&f, 0);
    slp_send(&s, &f, start);
    f = (struct frame){0}; /* directory agent advertisement */
    start = slp_start(&f, "239.255.255.253", 8);
    frame_u16(&f, 0);
    frame_u32(&f, 1577836800);
    slp_string(&f, "service:directory-agent://" TOPIC_PEER);
    slp_string(&f, "DEFAULT");
    frame_u32(&f, 0);
    frame_u8(&f, 0);
    slp_send(&s, &f, start);
}
