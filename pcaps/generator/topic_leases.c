/* SPDX-License-Identifier: MIT */
/* How addresses and names are given out: DHCP, DHCP for IPv6, and DNS. */
#include "captures.h"

#include "lease.h"
#include "naming.h"
#include "topics.h"

#include <string.h>

static const struct station client = {0, 128, TOPIC_HOST_MAC, TOPIC_HOST, TOPIC_HOST6, "NOTEBOOK"};
static const struct station server = {0, 64, TOPIC_ROUTER_MAC, TOPIC_ROUTER, NULL, "router"};

static struct stage stage_over(struct capture *c)
{
    return (struct stage){.capture = c, .start_us = SECONDS(1577836800), .chance = 2131};
}

/* A client FQDN in labels, RFC 4702 section 2.3.1, and an inform. */
static void dhcp_inform(struct stage *s)
{
    struct frame f = {0};
    station_udp_group(&f, &client, "255.255.255.255", 0, 68, 67);
    dhcp_start(&f, &(struct dhcp_message){
                       .type = DHCP_INFORM, .id = 8, .client = client.ip4, .mac = client.mac});
    frame_bytes(&f,
                "\x51\x18\x05\x00\x00\x08notebook\x04home\x04"
                "arpa\x00",
                26);
    dhcp_end(&f);
    stage_send(s, 0, &f);
}

/* RFC 951: no cookie, nothing behind the file name but zeros. */
static void bootp_request(struct stage *s)
{
    struct station nobody = client;
    nobody.ip4 = "0.0.0.0";
    struct frame f = {0};
    station_udp_group(&f, &nobody, "255.255.255.255", 0, 68, 67);
    size_t start = f.n;
    dhcp_start(&f, &(struct dhcp_message){.type = DHCP_DISCOVER, .id = 9, .mac = client.mac});
    memset(f.at + start + 236, 0, f.n - start - 236);
    frame_zeros(&f, 300 - (f.n - start));
    stage_send(s, 0, &f);
}

void dhcp_play(struct capture *c)
{
    static const struct lease lease = {.client = &client,
                                       .server = &server,
                                       .mask = "255.255.255.0",
                                       .router = TOPIC_ROUTER,
                                       .dns = TOPIC_ROUTER,
                                       .broadcast = "192.168.7.255",
                                       .domain = "home.arpa",
                                       .seconds = 3600,
                                       .vendor = "MSFT 5.0",
                                       .fqdn = "NOTEBOOK.home.arpa",
                                       .parameters = LEASE_PARAMETERS_WINDOWS,
                                       .broadcast_flag = true,
                                       .id = 7};
    struct stage s = stage_over(c);
    lease_exchange(&s, &lease, true);
    lease_renew(&s, &lease);
    dhcp_inform(&s);
    bootp_request(&s);
}

enum dhcpv6_type { SOLICIT = 1, ADVERTISE = 2, REQUEST = 3, REPLY = 7, RELAY_FORWARD = 12 };

/* The header of an option; the caller adds its `n` bytes. */
static void option6(struct frame *f, unsigned code, unsigned n)
{
    frame_u16(f, code);
    frame_u16(f, n);
}

static void identifier6(struct frame *f, unsigned code, const char *mac)
{
    option6(f, code, 14);
    frame_u16(f, 1); /* link-layer address and time */
    frame_u16(f, 1); /* Ethernet */
    frame_u32(f, 630720000);
    frame_mac(f, mac);
}

static void client6(struct frame *f, enum dhcpv6_type type)
{
    frame_u8(f, type);
    frame_bytes(f, "\x00\x84\x15", 3); /* transaction */
    identifier6(f, 1, TOPIC_HOST_MAC);
    option6(f, 3, 12); /* an address, please */
    frame_u32(f, 0x0700005e);
    frame_u32(f, 0);
    frame_u32(f, 0);
    option6(f, 39, 10); /* the beginning of a name */
    frame_u8(f, 0);
    frame_bytes(f, "\x08NOTEBOOK", 9);
    option6(f, 16, 14);
    frame_u32(f, 311); /* Microsoft's enterprise number */
    frame_u16(f, 8);
    frame_text(f, "MSFT 5.0");
    option6(f, 8, 2); /* elapsed */
    frame_u16(f, 0);
    option6(f, 6, 4); /* wanted */
    frame_u16(f, 23);
    frame_u16(f, 24);
}

static void server6(struct frame *f, enum dhcpv6_type type)
{
    frame_ethernet(f, TOPIC_HOST_MAC, TOPIC_ROUTER_MAC, ETHERTYPE_IPV6);
    frame_ip(f, &(struct ip_header){
                    .from = "fe80::200:5eff:fe00:53fe", .to = TOPIC_HOST6, .protocol = IP_UDP});
    frame_udp(f, 547, 546);
    frame_u8(f, type);
    frame_bytes(f, "\x00\x84\x15", 3);
    identifier6(f, 1, TOPIC_HOST_MAC);
    identifier6(f, 2, TOPIC_ROUTER_MAC);
    option6(f, 3, 40);
    frame_u32(f, 0x0700005e);
    frame_u32(f, 1800);
    frame_u32(f, 2880);
    option6(f, 5, 24);
    frame_address(f, "2001:db8:7::10");
    frame_u32(f, 3600);
    frame_u32(f, 3600);
    option6(f, 23, 16);
    frame_address(f, "2001:db8:7::53");
}

void dhcpv6_play(struct capture *c)
{
    static const enum dhcpv6_type steps[] = {SOLICIT, ADVERTISE, REQUEST, REPLY};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct frame f = {0};
        if (steps[i] == ADVERTISE || steps[i] == REPLY) {
            server6(&f, steps[i]);
        } else {
            topic_frame6(&f, "ff02::1:2", IP_UDP, 1);
            frame_udp(&f, 546, 547);
            client6(&f, steps[i]);
            if (steps[i] == REQUEST)
                identifier6(&f, 2, TOPIC_ROUTER_MAC);
        }
        topic_add(c, &f);
    }
    struct frame f = {0}; /* the solicitation of another machine, passed on by this one */
    topic_frame6(&f, "ff05::1:3", IP_UDP, 8);
    frame_udp(&f, 547, 547);
    frame_u8(&f, RELAY_FORWARD);
    frame_u8(&f, 0);
    frame_address(&f, "2001:db8:7::1");
    frame_address(&f, TOPIC_PEER6);
    size_t at = f.n + 2;
    option6(&f, 9, 0);
    client6(&f, SOLICIT);
    frame_put_u16(&f, at, (unsigned)(f.n - at - 2));
    topic_add(c, &f);
}

/* The name of an address, and an update that takes a name back (RFC 2136 section 2.5.2). */
static void dns_reverse_and_update(struct stage *s)
{
    struct frame f = {0};
    station_udp(&f, &server, client.mac, client.ip4, 53, 50053);
    struct dns d = dns_start(&f, 0x2136, DNS_RECURSIVE_RESPONSE);
    dns_question(&d, "20.7.168.192.in-addr.arpa", DNS_PTR, DNS_IN);
    dns_pointer(&d, DNS_ANSWER, "20.7.168.192.in-addr.arpa", 60, "peer.home.arpa");
    stage_send(s, 0, &f);
    f = (struct frame){0};
    station_udp(&f, &client, server.mac, server.ip4, 50054, 53);
    d = dns_start(&f, 0x2137, 0x2800);
    dns_question(&d, "home.arpa", 6, DNS_IN);
    size_t at = dns_record(&d, DNS_AUTHORITY, "old.home.arpa", DNS_A, DNS_ANY, 0);
    dns_record_end(&d, at);
    stage_send(s, 0, &f);
}

void dns_play(struct capture *c)
{
    struct stage s = stage_over(c);
    dns_lookup(&s, &client, &server, "www.example.com", "192.0.2.80");
    dns_lookup(&s, &client, &server, "peer.home.arpa", TOPIC_PEER);
    dns_lookup(&s, &client, &server, "peer.home.arpa", TOPIC_PEER6);
    dns_lookup(&s, &client, &server, "nobody.home.arpa", NULL);
    dns_reverse_and_update(&s);
}
