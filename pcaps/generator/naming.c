/* SPDX-License-Identifier: MIT */
/* Plays how machines announce and look up names and services. */
#include "naming.h"

#include <stdio.h>
#include <string.h>

enum {
    MDNS_TTL = 255,
    MDNS_HOST_SECONDS = 120,
    MDNS_SERVICE_SECONDS = 4500,
    LLMNR_SECONDS = 30,
    DNS_PORT = 53,
    SSDP_PORT = 1900,
    SLP_PORT = 427,
    WSD_PORT = 3702,
};

static void mdns_start(struct frame *f, const struct station *who, const char *group)
{
    station_udp_group(f, who, group, MDNS_TTL, MDNS_PORT, MDNS_PORT);
}

/* The groups a machine speaks mDNS to. */
static size_t mdns_groups(const struct station *who, const char *groups[2])
{
    groups[0] = MDNS_GROUP4;
    groups[1] = MDNS_GROUP6;
    return who->ip6 == NULL ? 1 : 2;
}

static void mdns_probe(struct stage *s, const struct station *who, const char *host,
                       const char *group, bool first)
{
    struct frame f = {0};
    mdns_start(&f, who, group);
    struct dns d = dns_start(&f, 0, DNS_QUERY);
    dns_question(&d, host, DNS_ANY, first ? DNS_IN_UNICAST : DNS_IN);
    dns_address(&d, DNS_AUTHORITY, host, DNS_IN, MDNS_HOST_SECONDS, who->ip4);
    if (who->ip6 != NULL)
        dns_address(&d, DNS_AUTHORITY, host, DNS_IN, MDNS_HOST_SECONDS, who->ip6);
    stage_send(s, who->interface, &f);
}

void mdns_announce_host(struct stage *s, const struct station *who, const char *host, uint32_t ttl)
{
    const char *groups[2];
    size_t n = mdns_groups(who, groups);
    for (size_t i = 0; i < n; i++) {
        struct frame f = {0};
        mdns_start(&f, who, groups[i]);
        struct dns d = dns_start(&f, 0, DNS_MDNS_RESPONSE);
        dns_address(&d, DNS_ANSWER, host, DNS_IN_FLUSH, ttl, who->ip4);
        if (who->ip6 != NULL)
            dns_address(&d, DNS_ANSWER, host, DNS_IN_FLUSH, ttl, who->ip6);
        stage_send(s, who->interface, &f);
    }
}

void mdns_claim(struct stage *s, const struct station *who, const char *host)
{
    const char *groups[2];
    size_t n = mdns_groups(who, groups);
    for (int probe = 0; probe < 3; probe++) {
        for (size_t i = 0; i < n; i++)
            mdns_probe(s, who, host, groups[i], probe == 0);
        stage_wait(s, MS(250));
    }
    for (int i = 0; i < 2; i++) {
        mdns_announce_host(s, who, host, MDNS_HOST_SECONDS);
        stage_wait(s, SECONDS(1));
    }
}

void mdns_question(struct stage *s, const struct station *who, const char *group, const char *name,
                   enum dns_type type, enum dns_class class, const char *answer)
{
    struct frame f = {0};
    mdns_start(&f, who, group);
    struct dns d = dns_start(&f, 0, DNS_QUERY);
    dns_question(&d, name, type, class);
    if (answer != NULL)
        dns_pointer(&d, DNS_ANSWER, name, MDNS_SERVICE_SECONDS - 600, answer);
    stage_send(s, who->interface, &f);
}

void mdns_service(struct stage *s, const struct service *v, bool goodbye)
{
    uint32_t service_ttl = goodbye ? 0 : MDNS_SERVICE_SECONDS;
    uint32_t host_ttl = goodbye ? 0 : MDNS_HOST_SECONDS;
    struct frame f = {0};
    mdns_start(&f, v->host, MDNS_GROUP4);
    struct dns d = dns_start(&f, 0, DNS_MDNS_RESPONSE);
    dns_pointer(&d, DNS_ANSWER, v->type, service_ttl, v->instance);
    if (!goodbye) {
        dns_strings(&d, DNS_ADDITIONAL, v->instance, service_ttl, v->strings);
        dns_service(&d, DNS_ADDITIONAL, v->instance, DNS_IN_FLUSH, host_ttl, v->port, v->target);
        dns_address(&d, DNS_ADDITIONAL, v->target, DNS_IN_FLUSH, host_ttl, v->host->ip4);
        if (v->host->ip6 != NULL)
            dns_address(&d, DNS_ADDITIONAL, v->target, DNS_IN_FLUSH, host_ttl, v->host->ip6);
    }
    stage_send(s, v->host->interface, &f);
}

static void llmnr_send(struct stage *s, const struct station *who, const char *group, unsigned port,
                       unsigned id, const char *name, enum dns_type type)
{
    struct frame f = {0};
    station_udp_group(&f, who, group, 1, port, LLMNR_PORT);
    struct dns d = dns_start(&f, id, DNS_QUERY);
    dns_question(&d, name, type, DNS_IN);
    stage_send(s, who->interface, &f);
}

static unsigned ephemeral_port(struct stage *s)
{
    return 49152 + stage_chance(s) % 16000;
}

void llmnr_question(struct stage *s, const struct station *who, const char *name, bool repeated)
{
    static const enum dns_type types[] = {DNS_A, DNS_AAAA};
    unsigned ids[2];
    unsigned ports[2];
    for (size_t i = 0; i < 2; i++) {
        ids[i] = stage_chance(s) & 0xffff;
        ports[i] = ephemeral_port(s);
    }
    for (int round = 0; round < (repeated ? 2 : 1); round++) {
        for (size_t i = 0; i < 2; i++) {
            if (who->ip6 != NULL)
                llmnr_send(s, who, "ff02::1:3", ports[i], ids[i], name, types[i]);
            llmnr_send(s, who, "224.0.0.252", ports[i], ids[i], name, types[i]);
        }
        stage_wait(s, MS(410));
    }
}

void llmnr_exchange(struct stage *s, const struct station *asks, const struct station *answers,
                    const char *name, enum dns_type type)
{
    bool v6 = type == DNS_AAAA;
    unsigned id = stage_chance(s) & 0xffff;
    unsigned port = ephemeral_port(s);
    llmnr_send(s, asks, v6 ? "ff02::1:3" : "224.0.0.252", port, id, name, type);
    stage_wait(s, MS(3));
    struct frame f = {0};
    station_udp(&f, answers, asks->mac, v6 ? asks->ip6 : asks->ip4, LLMNR_PORT, port);
    struct dns d = dns_start(&f, id, DNS_RESPONSE);
    dns_question(&d, name, type, DNS_IN);
    dns_address(&d, DNS_ANSWER, name, DNS_IN, LLMNR_SECONDS, v6 ? answers->ip6 : answers->ip4);
    stage_send(s, answers->interface, &f);
}

void nbns_questions(struct stage *s, const struct station *who, const char *broadcast,
                    const char *name)
{
    unsigned id = stage_chance(s) & 0xffff;
    for (int i = 0; i < 3; i++) {
        struct frame f = {0};
        station_udp(&f, who, MAC_BROADCAST, broadcast, NBNS_PORT, NBNS_PORT);
        nbns_query(&f, id, name, NBNS_WORKSTATION);
        stage_send(s, who->interface, &f);
        stage_wait(s, MS(750));
    }
}

void nbns_claim(struct stage *s, const struct station *who, const char *broadcast,
                const char *group)
{
    const struct {
        const char *name;
        unsigned suffix;
        bool group;
    } names[] = {{who->name, NBNS_WORKSTATION, false},
                 {who->name, NBNS_FILE_SERVER, false},
                 {group, NBNS_WORKSTATION, true}};
    unsigned id = stage_chance(s) & 0xfff;
    for (unsigned round = 0; round < 4; round++) {
        for (unsigned i = 0; i < 3; i++) {
            struct frame f = {0};
            station_udp(&f, who, MAC_BROADCAST, broadcast, NBNS_PORT, NBNS_PORT);
            nbns_registration(&f, id + i, names[i].name, names[i].suffix, names[i].group, who->ip4);
            stage_send(s, who->interface, &f);
        }
        stage_wait(s, MS(750));
    }
}

void nbns_exchange(struct stage *s, const struct station *asks, const char *broadcast,
                   const struct station *answers)
{
    unsigned id = stage_chance(s) & 0xffff;
    struct frame f = {0};
    station_udp(&f, asks, MAC_BROADCAST, broadcast, NBNS_PORT, NBNS_PORT);
    nbns_query(&f, id, answers->name, NBNS_WORKSTATION);
    stage_send(s, asks->interface, &f);
    stage_wait(s, MS(2));
    f = (struct frame){0};
    station_udp(&f, answers, asks->mac, asks->ip4, NBNS_PORT, NBNS_PORT);
    nbns_response(&f, id, answers->name, NBNS_WORKSTATION, answers->ip4);
    stage_send(s, answers->interface, &f);
}

static void le16(struct frame *f, unsigned value)
{
    frame_u8(f, value);
    frame_u8(f, value >> 8);
}

/* The SMB transaction to \MAILSLOT\BROWSE that holds a host announcement, [MS-BRWS] 2.2.1. */
static void mailslot_browse(struct frame *f, const char *name, const char *comment)
{
    enum { DATA_OFFSET = 86, ANNOUNCEMENT = 32 };
    unsigned data_n = (unsigned)(ANNOUNCEMENT + strlen(comment) + 1);
    frame_bytes(f, "\xffSMB\x25", 5);
    frame_zeros(f, 27);
    frame_u8(f, 17); /* words */
    le16(f, 0);
    le16(f, data_n);
    frame_zeros(f, 2 + 2 + 1 + 1 + 2);     /* largest answers, flags */
    frame_bytes(f, "\xe8\x03\x00\x00", 4); /* 1000 ms */
    frame_zeros(f, 2);
    le16(f, 0); /* parameters */
    le16(f, 0);
    le16(f, data_n);
    le16(f, DATA_OFFSET);
    frame_u8(f, 3);
    frame_u8(f, 0);
    le16(f, 1); /* write to a mailslot */
    le16(f, 0);
    le16(f, 2);
    le16(f, (unsigned)sizeof "\\MAILSLOT\\BROWSE" + data_n);
    frame_bytes(f, "\\MAILSLOT\\BROWSE", sizeof "\\MAILSLOT\\BROWSE");
    frame_u8(f, 1);                        /* host announcement */
    frame_u8(f, 0);                        /* update count */
    frame_bytes(f, "\xc0\xd4\x01\x00", 4); /* 120 s in ms */
    char padded[16] = {0};
    memcpy(padded, name, strlen(name));
    frame_bytes(f, padded, sizeof padded);
    frame_bytes(f, "\x0a\x00\x03\x10\x00\x00\x0f\x01\x55\xaa",
                10); /* 10.0, workstation, signature */
    frame_bytes(f, comment, strlen(comment) + 1);
}

/* RFC 1002 section 4.4.2. */
void browser_announce(struct stage *s, const struct station *who, const char *broadcast,
                      const char *group, const char *comment)
{
    struct frame f = {0};
    station_udp(&f, who, MAC_BROADCAST, broadcast, NBDGM_PORT, NBDGM_PORT);
    size_t start = f.n;
    frame_u8(&f, 0x11); /* direct group datagram */
    frame_u8(&f, 0x0a); /* first, no more; from a node that broadcasts */
    frame_u16(&f, stage_chance(s) & 0xffff);
    frame_address(&f, who->ip4);
    frame_u16(&f, NBDGM_PORT);
    frame_u32(&f, 0); /* length, offset */
    size_t names = f.n;
    nbns_name(&f, who->name, NBNS_WORKSTATION);
    nbns_name(&f, group, NBNS_LOCAL_MASTER);
    mailslot_browse(&f, who->name, comment);
    frame_put_u16(&f, start + 10, (unsigned)(f.n - names));
    stage_send(s, who->interface, &f);
}

void dns_lookup(struct stage *s, const struct station *who, const struct station *server,
                const char *name, const char *ip)
{
    unsigned id = stage_chance(s) & 0xffff;
    unsigned port = ephemeral_port(s);
    unsigned type = ip != NULL && frame_is_ipv6(ip) ? DNS_AAAA : DNS_A;
    struct frame f = {0};
    station_udp(&f, who, server->mac, server->ip4, port, DNS_PORT);
    struct dns d = dns_start(&f, id, DNS_RECURSION_DESIRED);
    dns_question(&d, name, type, DNS_IN);
    stage_send(s, who->interface, &f);
    stage_wait(s, MS(18));
    f = (struct frame){0};
    station_udp(&f, server, who->mac, who->ip4, DNS_PORT, port);
    d = dns_start(&f, id, ip == NULL ? DNS_NO_SUCH_NAME : DNS_RECURSIVE_RESPONSE);
    dns_question(&d, name, type, DNS_IN);
    if (ip != NULL)
        dns_address(&d, DNS_ANSWER, name, DNS_IN, 60, ip);
    stage_send(s, server->interface, &f);
}

void ssdp_search(struct stage *s, const struct station *who, unsigned port, const char *target)
{
    char text[512];
    snprintf(text, sizeof text,
             "M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nST: %s\r\n"
             "MAN: \"ssdp:discover\"\r\nMX: 3\r\n\r\n",
             target);
    for (int i = 0; i < 4; i++) {
        struct frame f = {0};
        station_udp_group(&f, who, "239.255.255.250", 1, port, SSDP_PORT);
        frame_text(&f, text);
        stage_send(s, who->interface, &f);
        stage_wait(s, SECONDS(1));
    }
}

void ssdp_answer(struct stage *s, const struct station *from, const struct station *to,
                 unsigned port, const char *target, const char *location, const char *server)
{
    char text[768];
    snprintf(text, sizeof text,
             "HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=1800\r\nEXT:\r\nLOCATION: %s\r\n"
             "SERVER: %s\r\nST: %s\r\nUSN: uuid:%s::%s\r\n\r\n",
             location, server, target, from->name, target);
    struct frame f = {0};
    station_udp(&f, from, to->mac, to->ip4, SSDP_PORT, port);
    frame_text(&f, text);
    stage_send(s, from->interface, &f);
}

void ssdp_notify(struct stage *s, const struct station *who, const char *type, const char *uuid,
                 const char *location, const char *server)
{
    char text[768];
    snprintf(text, sizeof text,
             "NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nCACHE-CONTROL: max-age=1800\r\n"
             "LOCATION: %s\r\nSERVER: %s\r\nNT: %s\r\nNTS: ssdp:alive\r\nUSN: uuid:%s::%s\r\n\r\n",
             location, server, type, uuid, type);
    struct frame f = {0};
    station_udp_group(&f, who, "239.255.255.250", 4, 1900, SSDP_PORT);
    frame_text(&f, text);
    stage_send(s, who->interface, &f);
}

/* A service request, RFC 2608 section 8.1. */
void slp_request(struct stage *s, const struct station *who, const char *service)
{
    struct frame f = {0};
    station_udp_group(&f, who, "239.255.255.253", 8, ephemeral_port(s), SLP_PORT);
    unsigned service_n = (unsigned)strlen(service);
    frame_u8(&f, 2); /* version */
    frame_u8(&f, 1);
    frame_u8(&f, 0);
    frame_u16(&f, 33 + service_n);
    frame_u16(&f, 0x2000); /* asked by multicast */
    frame_zeros(&f, 3);    /* no extension */
    frame_u16(&f, stage_chance(s) & 0xffff);
    frame_u16(&f, 2);
    frame_text(&f, "en");
    frame_u16(&f, 0); /* previous responders */
    frame_u16(&f, service_n);
    frame_text(&f, service);
    frame_u16(&f, 7);
    frame_text(&f, "DEFAULT");
    frame_u32(&f, 0); /* predicate, security parameters */
    stage_send(s, who->interface, &f);
}

void wsd_probe(struct stage *s, const struct station *who, const char *group, const char *type)
{
    char text[1024];
    snprintf(
        text, sizeof text,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
        "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\" "
        "xmlns:wsa=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\" "
        "xmlns:wsd=\"http://schemas.xmlsoap.org/ws/2005/04/discovery\"><soap:Header>"
        "<wsa:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</wsa:To>"
        "<wsa:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</wsa:Action>"
        "<wsa:MessageID>urn:uuid:%08x-5ca1-4ab1-e000-00155d00e5c1</wsa:MessageID></soap:Header>"
        "<soap:Body><wsd:Probe><wsd:Types>%s</wsd:Types></wsd:Probe></soap:Body>"
        "</soap:Envelope>",
        (unsigned)stage_chance(s), type);
    struct frame f = {0};
    station_udp_group(&f, who, group, 1, ephemeral_port(s), WSD_PORT);
    frame_text(&f, text);
    stage_send(s, who->interface, &f);
}
