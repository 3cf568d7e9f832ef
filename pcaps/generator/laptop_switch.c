/* SPDX-License-Identifier: MIT */
/*
 * The Hyper-V Default Switch, seen from the host's side of it: three virtual machines get addresses
 * from the host, announce themselves, and reach the internet through its address translation.
 */
#include "cast.h"

#include "lease.h"
#include "naming.h"
#include "talk.h"

static const char *const host_groups[] = {"224.0.0.251", "239.255.255.250", "239.255.255.253",
                                          NULL};
static const char *const vm_groups[] = {"224.0.0.251", "224.0.0.252", NULL};

static const struct lease base = {.server = &laptop_switch,
                                  .mask = "255.255.255.240",
                                  .router = "192.168.41.97",
                                  .dns = "192.168.41.97",
                                  .broadcast = SWITCH_BROADCAST,
                                  .domain = "mshome.net",
                                  .seconds = 86400,
                                  .parameters = LEASE_PARAMETERS_LINUX};

/* A virtual machine boots; `node_group` is the solicited-node group of its address. */
static void boot_play(struct stage *s, const struct station *vm, const char *host,
                      const char *node_group, uint32_t id)
{
    const char *const groups6[] = {"ff02::fb", "ff02::1:3", node_group, NULL};
    struct lease l = base;
    l.client = vm;
    l.id = id;
    uint64_t start = s->now_us;
    station_dad(s, vm, vm->ip6);
    station_report(s, vm, GROUP_TO_EXCLUDE, groups6);
    lease_exchange(s, &l, true);
    station_arp_announce(s, vm, vm->ip4);
    station_arp_exchange(s, vm, &laptop_switch);
    stage_at(s, start + SECONDS(1));
    station_router_solicitation(s, vm);
    station_report(s, vm, GROUP_TO_EXCLUDE, vm_groups);
    stage_wait(s, MS(500));
    mdns_claim(s, vm, host);
    station_report(s, vm, GROUP_TO_EXCLUDE, vm_groups);
    station_report(s, vm, GROUP_TO_EXCLUDE, groups6);
    stage_at(s, start + SECONDS(5));
    station_router_solicitation(s, vm);
}

static void host_play(struct stage *s)
{
    stage_at(s, MS(1100));
    station_report(s, &laptop_switch, GROUP_TO_EXCLUDE, host_groups);
    stage_wait(s, MS(800));
    station_report(s, &laptop_switch, GROUP_TO_EXCLUDE, host_groups);
    station_dad(s, &laptop_switch, laptop_switch.ip6);
    stage_at(s, MS(2500));
    station_arp_announce(s, &laptop_switch, laptop_switch.ip4);
    mdns_claim(s, &laptop_switch, "CC-Labs-2.local");
    stage_at(s, SECONDS(17));
    nbns_claim(s, &laptop_switch, SWITCH_BROADCAST, "WORKGROUP");
    for (uint64_t t = 24; t < 480; t += 120) {
        stage_at(s, SECONDS(t));
        ssdp_search(s, &laptop_switch, 51872, SSDP_DIAL);
        stage_at(s, SECONDS(t + 19));
        slp_request(s, &laptop_switch, "service:printer");
        stage_at(s, SECONDS(t + 33));
        browser_announce(s, &laptop_switch, SWITCH_BROADCAST, "WORKGROUP", "");
        stage_at(s, SECONDS(t + 52));
        nbns_questions(s, &laptop_switch, SWITCH_BROADCAST, "WPAD");
        stage_at(s, SECONDS(t + 71));
        wsd_probe(s, &laptop_switch, "239.255.255.250", "wsdp:Device");
    }
    for (uint64_t t = 60; t < 480; t += 60) {
        struct frame f = {0};
        stage_at(s, SECONDS(t));
        station_udp_group(&f, &laptop_switch, "255.255.255.255", 0, 17500, 17500);
        frame_text(&f, "{\"host_int\": 33471, \"version\": [2, 0], \"displayname\": \"\", "
                       "\"port\": 17500, \"namespaces\": [1206]}");
        stage_send(s, LAPTOP_SWITCH, &f);
    }
}

/* A machine asks the host for a name, the host asks the gateway, then they talk. */
static void lookup_play(struct stage *s, const struct station *vm, const char *name, const char *ip)
{
    uint64_t start = s->now_us;
    dns_lookup(s, vm, &laptop_switch, name, ip);
    uint64_t end = s->now_us;
    s->now_us = start + MS(1);
    dns_lookup(s, &laptop_wifi, &gateway, name, ip);
    s->now_us = end + MS(12);
}

static void conversations_play(struct stage *s)
{
    static const struct {
        const struct station *vm;
        unsigned second;
        const char *server, *name, *path; /* path: by HTTP; else TLS */
        unsigned ttl;
    } talks[] = {
        {&vm_ccl, 33, "91.189.91.23", "archive.ubuntu.com", "/ubuntu/dists/bionic/InRelease", 51},
        {&vm_ccl, 61, "91.189.92.41", "api.snapcraft.io", NULL, 50},
        {&vm_primary, 68, "91.189.91.26", "security.ubuntu.com",
         "/ubuntu/dists/bionic-security/InRelease", 51},
        {&vm_ubuntu, 96, "35.222.85.5", "connectivity-check.ubuntu.com", "/", 55},
        {&vm_ubuntu, 118, "104.16.18.94", "cdnjs.cloudflare.com", NULL, 58},
        {&vm_primary, 149, "151.101.0.223", "pypi.org", NULL, 58},
        {&vm_ccl, 176, "140.82.113.3", "github.com", NULL, 52},
        {&vm_ubuntu, 204, "172.217.5.110", "www.google.com", NULL, 57},
        {&vm_primary, 233, "104.18.124.25", "registry-1.docker.io", NULL, 58},
        {&vm_ccl, 262, "151.101.192.223", "files.pythonhosted.org", NULL, 58},
        {&vm_ubuntu, 297, "35.222.85.5", "connectivity-check.ubuntu.com", "/", 55},
        {&vm_primary, 331, "140.82.113.3", "github.com", NULL, 52},
        {&vm_ccl, 368, "91.189.91.23", "archive.ubuntu.com",
         "/ubuntu/dists/bionic-updates/InRelease", 51},
        {&vm_ubuntu, 402, "104.16.18.94", "cdnjs.cloudflare.com", NULL, 58},
        {&vm_primary, 436, "151.101.0.223", "pypi.org", NULL, 58},
    };
    for (unsigned i = 0; i < sizeof talks / sizeof *talks; i++) {
        struct talk t = {.client = talks[i].vm,
                         .gateway = &laptop_switch,
                         .outside = &laptop_wifi,
                         .outside_gateway = &gateway,
                         .server = talks[i].server,
                         .server_name = talks[i].name,
                         .port = 40112 + 2 * (i * 997 % 5000),
                         .server_port = talks[i].path == NULL ? 443 : 80,
                         .server_ttl = talks[i].ttl,
                         .ms = 12 + i % 5 * 9};
        stage_at(s, SECONDS(talks[i].second));
        lookup_play(s, t.client, t.server_name, t.server);
        if (talks[i].path == NULL)
            talk_tls(s, &t, 2, 420 + 300 * (i % 4));
        else
            talk_http(s, &t, talks[i].path, "Origin: Ubuntu\nLabel: Ubuntu\nVersion: 18.04\n");
    }
    struct talk clock = {.client = &vm_ccl,
                         .gateway = &laptop_switch,
                         .outside = &laptop_wifi,
                         .outside_gateway = &gateway,
                         .server = "91.189.91.157",
                         .port = 41990,
                         .server_port = 123,
                         .server_ttl = 50,
                         .ms = 72};
    for (uint64_t t = 46; t < 480; t += 64) {
        stage_at(s, SECONDS(t));
        talk_ntp(s, &clock);
    }
    struct talk refused = clock;
    refused.client = &vm_primary;
    refused.server = "104.18.124.25";
    refused.server_port = 5000;
    stage_at(s, SECONDS(270));
    talk_refused(s, &refused);
}

/* The machines and the host keep their tables fresh, and find each other by name. */
static void neighbours_play(struct stage *s)
{
    static const struct station *const vms[] = {&vm_ccl, &vm_primary, &vm_ubuntu};
    for (size_t i = 0; i < 3; i++) {
        for (uint64_t t = 56 + 13 * i; t < 480; t += 80) {
            stage_at(s, SECONDS(t));
            station_arp_exchange(s, vms[i], &laptop_switch);
            stage_at(s, SECONDS(t + 31));
            station_arp_exchange(s, &laptop_switch, vms[i]);
        }
    }
    stage_at(s, SECONDS(130));
    station_ping(s, &vm_ccl, &laptop_switch, 5);
    stage_at(s, SECONDS(160));
    station_arp_request(s, &vm_ccl, vm_primary.ip4); /* answered by unicast the host does not see */
    llmnr_question(s, &vm_ccl, "primary", false);
    stage_at(s, SECONDS(220));
    station_arp_request(s, &vm_ubuntu, "192.168.41.100");
    stage_wait(s, SECONDS(1));
    station_arp_request(s, &vm_ubuntu, "192.168.41.100");
    stage_at(s, SECONDS(250));
    dns_lookup(s, &vm_ccl, &laptop_switch, "CC-Labs-2.mshome.net", "192.168.41.97");
    dns_lookup(s, &vm_ccl, &laptop_switch, "ccl-vm-2.mshome.net", NULL);
}

static void services_play(struct stage *s)
{
    static const char *const no_strings[] = {"", NULL};
    static const struct service workstation = {
        .host = &vm_ubuntu,
        .type = "_workstation._tcp.local",
        .instance = "ubuntu [00:15:5d:00:e5:06]._workstation._tcp.local",
        .target = "ubuntu.local",
        .port = 9,
        .strings = no_strings,
    };
    for (uint64_t t = 84; t < 480; t += 130) {
        stage_at(s, SECONDS(t));
        mdns_service(s, &workstation, false);
        stage_at(s, SECONDS(t + 20));
        mdns_question(s, &vm_ubuntu, MDNS_GROUP4, "_ipps._tcp.local", DNS_PTR, DNS_IN, NULL);
        mdns_question(s, &vm_ubuntu, MDNS_GROUP6, "_ipps._tcp.local", DNS_PTR, DNS_IN, NULL);
        mdns_question(s, &vm_ubuntu, MDNS_GROUP4, "_ipp._tcp.local", DNS_PTR, DNS_IN, NULL);
    }
}

void laptop_switch_play(struct stage *s)
{
    host_play(s);
    stage_at(s, SECONDS(12));
    boot_play(s, &vm_ccl, "ccl-vm-1.local", "ff02::1:ff00:e501", 0xccfa1101);
    stage_at(s, SECONDS(26));
    boot_play(s, &vm_primary, "primary.local", "ff02::1:ff00:e502", 0xccfa1102);
    stage_at(s, SECONDS(75));
    boot_play(s, &vm_ubuntu, "ubuntu.local", "ff02::1:ff00:e506", 0xccfa1106);
    conversations_play(s);
    neighbours_play(s);
    services_play(s);
}
