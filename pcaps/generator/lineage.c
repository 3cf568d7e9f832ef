/* SPDX-License-Identifier: MIT */
/*
 * lineage.pcap: a rack in which hardly an address was given by a factory. Routers share virtual
 * addresses, a cluster and containers have their IPv4 address in their MAC address, hypervisors number
 * their machines; and beside each stands one whose address looks almost so.
 */
#include "captures.h"

#include "stage.h"

#include <stddef.h>

enum { ETHERTYPE_DECNET = 0x6003 };

static const struct station router = {
    0, LINUX_TTL, "00:00:5e:00:53:10", "192.168.20.2", "fe80::200:5eff:fe00:5310", NULL};
static const struct station client = {
    0, WINDOWS_TTL, "00:00:5e:00:53:40", "192.168.20.100", "fe80::5d1a:93c4:77b2:e061", NULL};

#define GATEWAY     "192.168.20.1"
#define GATEWAY_MAC "00:00:5e:00:01:07"
#define CLUSTER     "192.168.20.40"
#define CLUSTER_MAC "02:bf:c0:a8:14:28"

/* Virtual routers */

static void vrrp_play(struct stage *s)
{
    struct frame f = {0};
    frame_ethernet_group(&f, "224.0.0.18", GATEWAY_MAC);
    frame_ip(&f, &(struct ip_header){
                     .from = router.ip4, .to = "224.0.0.18", .protocol = IP_VRRP, .ttl = 255});
    frame_vrrp(&f, 7, 200, 1);
    frame_address(&f, GATEWAY);
    frame_zeros(&f, 6); /* an Ethernet frame is 60 bytes long */
    stage_send(s, 0, &f);

    f = (struct frame){0};
    frame_ethernet_group(&f, "ff02::12", "00:00:5e:00:02:0a");
    frame_ip(&f, &(struct ip_header){
                     .from = router.ip6, .to = "ff02::12", .protocol = IP_VRRP, .ttl = 255});
    frame_vrrp(&f, 10, 200, 2);
    frame_address(&f, "fe80::a");
    frame_address(&f, "2001:db8:14::1");
    stage_send(s, 0, &f);
}

static void hello_start(struct frame *f, const char *mac, const char *from, const char *group,
                        unsigned port)
{
    *f = (struct frame){0};
    frame_ethernet_group(f, group, mac);
    frame_ip(f, &(struct ip_header){.from = from,
                                    .to = group,
                                    .protocol = IP_UDP,
                                    .ttl = frame_is_ipv6(from) ? 255 : 1});
    frame_udp(f, port, port);
}

/* A hello of version 2: the state of a group, and a password in the clear. */
static void hsrp2_hello(struct stage *s, const char *mac, const char *from, const char *group,
                        unsigned port, unsigned number, const char *virtual_ip)
{
    bool v6 = frame_is_ipv6(from);
    struct frame f;
    hello_start(&f, mac, from, group, port);
    frame_bytes(&f, "\x01\x28\x02\x00\x06", 5); /* 40 bytes: version 2, hello, active */
    frame_u8(&f, v6 ? 6 : 4);
    frame_u16(&f, number);
    frame_mac(&f, router.mac);
    frame_u32(&f, 110); /* priority */
    frame_u32(&f, 3000);
    frame_u32(&f, 10000);
    frame_address(&f, virtual_ip);
    frame_zeros(&f, v6 ? 0 : 12);
    frame_bytes(&f,
                "\x03\x08"
                "cisco\0\0\0",
                10);
    stage_send(s, 0, &f);
}

static void cisco_play(struct stage *s)
{
    struct frame f;
    hello_start(&f, "00:00:0c:07:ac:05", "192.168.20.11", "224.0.0.2", 1985);
    frame_bytes(&f,
                "\x00\x00\x10\x03\x0a\x6e\x05\x00" /* hello, active, 3 s, 10 s, 110, group 5 */
                "cisco\0\0\0",
                16);
    frame_address(&f, "192.168.20.10");
    stage_send(s, 0, &f);
    hsrp2_hello(s, "00:00:0c:9f:f1:2c", "192.168.20.12", "224.0.0.102", 1985, 300, "192.168.20.13");
    hsrp2_hello(s, "00:05:73:a0:00:06", "fe80::200:5eff:fe00:5310", "ff02::66", 2029, 6,
                "fe80::5:73ff:fea0:6");

    hello_start(&f, "00:07:b4:00:0a:01", "192.168.20.14", "224.0.0.102", 3222);
    frame_bytes(&f, "\x01\x00\x00\x0a\x00\x00", 6); /* version 1, group 10 */
    frame_mac(&f, router.mac);
    frame_bytes(&f, "\x01\x1c\x00\x20\x00\x64\x00\x00", 8); /* hello: active, priority 100 */
    frame_u32(&f, 3000);
    frame_u32(&f, 10000);
    frame_bytes(&f, "\x02\x58\x38\x40\x00\x00\x01\x04", 8); /* 600 s, 14400 s, an IPv4 address */
    frame_address(&f, "192.168.20.15");
    frame_bytes(&f, "\x02\x14\x01\x20\x00\xa7\x64\x00\x00\x00\x00\x00\x00\x00",
                14); /* forwarder 1 */
    frame_mac(&f, "00:07:b4:00:0a:01");
    stage_send(s, 0, &f);
}

/* A cluster of two hosts, which put their number into the address that frames come from, so that no
 * switch learns where the cluster is and each of them hears everything. */
static void cluster_play(struct stage *s)
{
    static const struct station first = {0, WINDOWS_TTL, "02:01:c0:a8:14:28", CLUSTER, NULL, NULL};
    static const struct station second = {0, WINDOWS_TTL, "02:02:c0:a8:14:28", CLUSTER, NULL, NULL};
    for (int i = 0; i < 2; i++) {
        const struct station *host = i == 0 ? &first : &second;
        station_arp_request(s, &client, CLUSTER);
        struct frame f = {0};
        frame_ethernet(&f, client.mac, host->mac, ETHERTYPE_ARP);
        frame_arp(&f,
                  &(struct arp_packet){ARP_REPLY, CLUSTER_MAC, CLUSTER, client.mac, client.ip4});
        stage_send(s, 0, &f);
        f = (struct frame){0};
        station_udp(&f, &client, CLUSTER_MAC, CLUSTER, 50300, 53);
        struct dns d = dns_start(&f, 0x2800, DNS_RECURSION_DESIRED);
        dns_question(&d, "www.example.com", DNS_A, DNS_IN);
        stage_send(s, 0, &f);
        stage_wait(s, MS(3));
        f = (struct frame){0};
        station_udp(&f, host, client.mac, client.ip4, 53, 50300);
        d = dns_start(&f, 0x2800, DNS_RECURSIVE_RESPONSE);
        dns_question(&d, "www.example.com", DNS_A, DNS_IN);
        dns_address(&d, DNS_ANSWER, "www.example.com", DNS_IN, 300, "192.0.2.80");
        stage_send(s, 0, &f);
        stage_wait(s, SECONDS(30));
    }
    /* What is for another cluster is flooded to this port, and its answers are not. */
    struct frame f = {0};
    station_udp(&f, &client, "02:bf:c0:a8:14:3c", "192.168.20.60", 50301, 514);
    frame_text(&f, "<30>client: up");
    stage_send(s, 0, &f);
}

/* An end node's hello; numbers have their low octet first. */
static void decnet_play(struct stage *s, const char *mac)
{
    struct frame f = {0};
    frame_ethernet(&f, "ab:00:00:03:00:00", mac, ETHERTYPE_DECNET);
    frame_bytes(&f, "\x22\x00\x0d\x02\x00\x00", 6); /* 34 bytes: hello, version 2.0.0 */
    frame_mac(&f, mac);
    frame_bytes(&f, "\x03\xda\x05\x00", 4);         /* an end node, blocks of 1498 bytes */
    frame_zeros(&f, 8 + 6);                         /* seed, designated router */
    frame_bytes(&f, "\x1e\x00\x00\x02\xaa\xaa", 6); /* 30 s, two bytes of test data */
    frame_zeros(&f, 60 - f.n);
    stage_send(s, 0, &f);
}

/* Everybody else asks for the router, and sends it something. */
static const struct station machines[] = {
    /* Hyper-V: made on a host that had 192.168.20.7; 20.5 is two hosts'; 20.6 is nobody's. */
    {0, WINDOWS_TTL, "00:00:5e:00:53:50", "192.168.20.7", NULL, NULL},
    {0, WINDOWS_TTL, "00:00:5e:00:53:58", "192.168.20.5", NULL, NULL},
    {0, WINDOWS_TTL, "00:00:5e:00:53:60", "10.77.20.5", NULL, NULL},
    {0, LINUX_TTL, "00:15:5d:14:07:02", "192.168.20.111", NULL, NULL},
    {0, LINUX_TTL, "00:15:5d:14:05:01", "192.168.20.112", NULL, NULL},
    {0, LINUX_TTL, "00:15:5d:14:06:01", "192.168.20.113", NULL, NULL},
    /* Containers: the second one was given another address. */
    {0, LINUX_TTL, "02:42:c0:a8:14:50", "192.168.20.80", NULL, NULL},
    {0, LINUX_TTL, "02:42:c0:a8:14:51", "192.168.20.88", NULL, NULL},
    /* Almost a cluster: an address that is public and another's; a host's number too high; another's. */
    {0, WINDOWS_TTL, "02:bf:cb:00:71:05", "192.168.20.70", NULL, NULL},
    {0, WINDOWS_TTL, "02:21:c0:a8:14:47", "192.168.20.71", NULL, NULL},
    {0, WINDOWS_TTL, "02:03:c0:a8:14:2b", "192.168.20.72", NULL, NULL},
    /* Almost a virtual router: a bit or an octet beside their prefixes. */
    {0, LINUX_TTL, "00:00:5e:00:03:07", "192.168.20.21", NULL, NULL},
    {0, LINUX_TTL, "00:00:0c:07:ad:05", "192.168.20.22", NULL, NULL},
    {0, LINUX_TTL, "00:00:0c:9f:e1:2c", "192.168.20.23", NULL, NULL},
    {0, LINUX_TTL, "00:05:73:a0:10:06", "192.168.20.24", NULL, NULL},
    {0, LINUX_TTL, "00:07:b4:04:0a:01", "192.168.20.25", NULL, NULL},
    /* VMware: the host, a machine of vCenter's, one of an administrator's, one beside the host's. */
    {0, WINDOWS_TTL, "00:50:56:c0:00:08", "192.168.20.90", NULL, NULL},
    {0, LINUX_TTL, "00:50:56:9a:31:75", "192.168.20.91", NULL, NULL},
    {0, LINUX_TTL, "00:50:56:3f:31:75", "192.168.20.92", NULL, NULL},
    {0, LINUX_TTL, "00:50:56:c1:00:08", "192.168.20.93", NULL, NULL},
    /* Made up by software; and registered in spite of its U/L bit. */
    {0, LINUX_TTL, "06:5b:9e:41:c7:a2", "192.168.20.94", NULL, NULL},
    {0, WINDOWS_TTL, "02:60:8c:41:c7:a3", "192.168.20.95", NULL, NULL},
    /* Behind a repeater, which changed the first half of its MAC address, but not what it made of it. */
    {0, LINUX_TTL, "02:0f:b5:00:53:70", "192.168.20.96", "fe80::200:5eff:fe00:5370", NULL},
};

static void machines_play(struct stage *s)
{
    for (size_t i = 0; i < sizeof machines / sizeof *machines; i++) {
        const struct station *who = &machines[i];
        stage_at(s, SECONDS(100 + 2 * i));
        station_arp_exchange(s, who, &router);
        station_ping(s, who, &router, 1);
        if (who->ip6 != NULL)
            station_nd_exchange(s, who, &router);
    }
}

void lineage_play(struct capture *c)
{
    struct stage s = {.capture = c, .start_us = SECONDS(1574700000), .chance = 155};
    stage_at(&s, 0);
    struct frame f = {0}; /* the router takes its virtual address over */
    frame_ethernet(&f, MAC_BROADCAST, GATEWAY_MAC, ETHERTYPE_ARP);
    frame_arp(&f, &(struct arp_packet){ARP_REQUEST, GATEWAY_MAC, GATEWAY, MAC_ZERO, GATEWAY});
    stage_send(&s, 0, &f);
    for (unsigned t = 1; t < 4; t++) {
        stage_at(&s, SECONDS(t));
        vrrp_play(&s);
        cisco_play(&s);
    }
    stage_at(&s, SECONDS(10));
    station_arp_exchange(&s, &client, &router);
    station_nd_exchange(&s, &client, &router);
    cluster_play(&s);
    stage_at(&s, SECONDS(90));
    decnet_play(&s, "aa:00:04:00:0a:04");
    decnet_play(&s, "aa:00:04:01:0a:04");
    machines_play(&s);
}
