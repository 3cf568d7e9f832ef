/* SPDX-License-Identifier: MIT */
/* Neighbour discovery and multicast listener discovery: each message, and each option that is read. */
#include "captures.h"

#include "topics.h"

#include <stddef.h>

enum {
    MLD_QUERY = 130,
    MLD_REPORT = 131,
    MLD_DONE = 132,
    MLD_V2_REPORT = 143,
    ROUTER_SOLICITATION = 133,
    ROUTER_ADVERTISEMENT = 134,
    NEIGHBOUR_SOLICITATION = 135,
    NEIGHBOUR_ADVERTISEMENT = 136,
    REDIRECT = 137,
    SOURCE_ADDRESS = 1,
    TARGET_ADDRESS = 2,
    SOLICITED = 0x60000000, /* and override */
    OVERRIDE = 0x20000000,
};

#define GLOBAL_HOST      "2001:db8:7::10"
#define GROUP            "ff15::db8:1"
#define SOLICITED_HOST   "ff02::1:ff00:5301"
#define SOLICITED_PEER   "ff02::1:ff00:5302"
#define SOLICITED_GLOBAL "ff02::1:ff00:10"

static void nd_start(struct frame *f, const char *from, const char *to, unsigned type)
{
    if (to == NULL)
        frame_ethernet(f, TOPIC_PEER_MAC, TOPIC_HOST_MAC, ETHERTYPE_IPV6);
    else
        frame_ethernet_group(f, to, TOPIC_HOST_MAC);
    frame_ip(f, &(struct ip_header){.from = from,
                                    .to = to == NULL ? TOPIC_PEER6 : to,
                                    .protocol = IP_ICMPV6,
                                    .ttl = 255});
    frame_icmp(f, type, 0);
}

static void address_option(struct frame *f, unsigned type, const char *mac)
{
    frame_u8(f, type);
    frame_u8(f, 1);
    frame_mac(f, mac);
}

/* Prefix (RFC 4861 section 4.6.2), MTU (4.6.4), recursive DNS server (RFC 8106 section 5.1). */
static void router_options(struct frame *f)
{
    frame_bytes(f, "\x03\x04\x40\xc0", 4);
    frame_u32(f, 86400);
    frame_u32(f, 14400);
    frame_u32(f, 0);
    frame_address(f, "2001:db8:7::");
    frame_bytes(f, "\x05\x01\x00\x00", 4);
    frame_u32(f, 1500);
    frame_bytes(f, "\x19\x03\x00\x00", 4);
    frame_u32(f, 1800);
    frame_address(f, "2001:db8:7::53");
}

static void router_advertisement(struct capture *c, unsigned lifetime)
{
    struct frame f = {0};
    nd_start(&f, TOPIC_HOST6, "ff02::1", ROUTER_ADVERTISEMENT);
    frame_u8(&f, 64);
    frame_u8(&f, 0);
    frame_u16(&f, lifetime);
    frame_u32(&f, 30000);
    frame_u32(&f, 1000);
    address_option(&f, SOURCE_ADDRESS, TOPIC_HOST_MAC);
    if (lifetime > 0)
        router_options(&f);
    topic_add(c, &f);
}

static void routers(struct capture *c)
{
    struct frame f = {0};
    nd_start(&f, TOPIC_HOST6, "ff02::2", ROUTER_SOLICITATION);
    frame_u32(&f, 0);
    address_option(&f, SOURCE_ADDRESS, TOPIC_HOST_MAC);
    topic_add(c, &f);
    router_advertisement(c, 1800);
    router_advertisement(c, 0); /* it stops being one */
    f = (struct frame){0};
    nd_start(&f, TOPIC_HOST6, NULL, REDIRECT);
    frame_u32(&f, 0);
    frame_address(&f, "fe80::200:5eff:fe00:53fe");
    frame_address(&f, "2001:db8:9::9");
    address_option(&f, TARGET_ADDRESS, TOPIC_ROUTER_MAC);
    topic_add(c, &f);
}

static void neighbours(struct capture *c)
{
    static const struct {
        const char *from, *to;
        unsigned type;
        uint32_t flags;
        const char *target;
        unsigned option; /* 0: none */
    } rows[] = {
        {"::", SOLICITED_HOST, NEIGHBOUR_SOLICITATION, 0, TOPIC_HOST6, 0}, /* is it free? */
        {"::", SOLICITED_GLOBAL, NEIGHBOUR_SOLICITATION, 0, GLOBAL_HOST, 0},
        {TOPIC_HOST6, "ff02::1", NEIGHBOUR_ADVERTISEMENT, OVERRIDE, TOPIC_HOST6, TARGET_ADDRESS},
        {TOPIC_HOST6, SOLICITED_PEER, NEIGHBOUR_SOLICITATION, 0, TOPIC_PEER6, SOURCE_ADDRESS},
        {TOPIC_HOST6, NULL, NEIGHBOUR_ADVERTISEMENT, SOLICITED, TOPIC_HOST6, TARGET_ADDRESS},
        {TOPIC_HOST6, NULL, NEIGHBOUR_SOLICITATION, 0, TOPIC_PEER6, 0}, /* still there? */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct frame f = {0};
        nd_start(&f, rows[i].from, rows[i].to, rows[i].type);
        frame_u32(&f, rows[i].flags);
        frame_address(&f, rows[i].target);
        if (rows[i].option != 0)
            address_option(&f, rows[i].option, TOPIC_HOST_MAC);
        topic_add(c, &f);
    }
}

void nd_play(struct capture *c)
{
    neighbours(c);
    routers(c);
}

static void mld_start(struct frame *f, const char *to, unsigned type, unsigned delay)
{
    frame_ethernet_group(f, to, TOPIC_HOST_MAC);
    frame_ip(
        f,
        &(struct ip_header){
            .from = TOPIC_HOST6, .to = to, .protocol = IP_ICMPV6, .ttl = 1, .router_alert = true});
    frame_icmp(f, type, 0);
    frame_u16(f, delay);
}

static void mld_messages(struct capture *c)
{
    static const struct {
        const char *to;
        unsigned type, delay;
        const char *group;
        int sources; /* -1: version 1 */
    } rows[] = {
        {"ff02::1", MLD_QUERY, 10000, "::", -1}, {GROUP, MLD_QUERY, 1000, GROUP, -1},
        {GROUP, MLD_REPORT, 0, GROUP, -1},       {"ff02::2", MLD_DONE, 0, GROUP, -1},
        {"ff02::1", MLD_QUERY, 10000, "::", 0},  {GROUP, MLD_QUERY, 1000, GROUP, 0},
        {GROUP, MLD_QUERY, 1000, GROUP, 2},
    };
    static const char *const sources[] = {TOPIC_PEER6, GLOBAL_HOST};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct frame f = {0};
        mld_start(&f, rows[i].to, rows[i].type, rows[i].delay);
        frame_u16(&f, 0);
        frame_address(&f, rows[i].group);
        if (rows[i].sources >= 0) {
            frame_u8(&f, 2);
            frame_u8(&f, 125);
            frame_u16(&f, (unsigned)rows[i].sources);
        }
        for (int j = 0; j < rows[i].sources; j++)
            frame_address(&f, sources[j]);
        topic_add(c, &f);
    }
}

/* One report with every record type (RFC 3810 section 5.2.12). */
static void mld_report(struct capture *c)
{
    static const struct {
        unsigned type;
        const char *group;
        unsigned sources;
    } records[] = {{1, "ff35::db8:1", 1}, {2, "ff02::fb", 0},    {3, "ff15::db8:2", 0},
                   {4, GROUP, 0},         {5, "ff35::db8:2", 2}, {6, "ff35::db8:3", 1}};
    enum { RECORDS = sizeof records / sizeof *records };
    struct frame f = {0};
    mld_start(&f, "ff02::16", MLD_V2_REPORT, 0);
    frame_u16(&f, RECORDS);
    for (size_t i = 0; i < RECORDS; i++) {
        frame_u8(&f, records[i].type);
        frame_u8(&f, 0);
        frame_u16(&f, records[i].sources);
        frame_address(&f, records[i].group);
        for (unsigned j = 0; j < records[i].sources; j++)
            frame_address(&f, j == 0 ? TOPIC_PEER6 : GLOBAL_HOST);
    }
    topic_add(c, &f);
}

void mld_play(struct capture *c)
{
    mld_messages(c);
    mld_report(c);
}
