/* SPDX-License-Identifier: MIT */
/*
 * queriers.pcap: a trunk on which four VLANs have their multicast in four states: 10, whose querier dies;
 * 20, on which two ask and machines of the first two versions answer; 30, which is well; and 40, on which
 * nobody but a switch asks. Of IPv6 nobody asks anywhere.
 */
#include "captures.h"

#include "stage.h"

#include <stddef.h>

enum {
    IGMP_QUERY = 0x11,
    IGMP_V1_REPORT = 0x12,
    IGMP_V2_REPORT = 0x16,
    IGMP_V2_LEAVE = 0x17,
    IGMP_V3_REPORT = 0x22,
    END = 430, /* seconds */
};

/* VLAN 10 */
static const struct station mortal = {0,    LINUX_TTL, "00:00:5e:00:53:10", "192.168.10.1",
                                      NULL, NULL};
static const struct station radio = {0,    LINUX_TTL, "00:00:5e:00:53:18", "192.168.10.18",
                                     NULL, NULL};
/* VLAN 20 */
static const struct station lower = {0, LINUX_TTL, "00:00:5e:00:53:20", "192.168.20.1", NULL, NULL};
static const struct station higher = {0,    LINUX_TTL, "00:00:5e:00:53:28", "192.168.20.2",
                                      NULL, NULL};
static const struct station second = {0,    LINUX_TTL, "00:00:5e:00:53:30", "192.168.20.30",
                                      NULL, NULL};
static const struct station first = {0,    LINUX_TTL, "00:00:5e:00:53:38", "192.168.20.38",
                                     NULL, NULL};
/* VLAN 30 */
static const struct station querier = {0,    LINUX_TTL, "00:00:5e:00:53:40", "192.168.30.1",
                                       NULL, NULL};
static const struct station modest = {0,    LINUX_TTL, "00:00:5e:00:53:48", "192.168.30.2",
                                      NULL, NULL};
static const struct station forgetful = {
    0, LINUX_TTL, "00:00:5e:00:53:50", "192.168.30.50", "fe80::200:5eff:fe00:5350", NULL};
static const struct station polite = {0,    LINUX_TTL, "00:00:5e:00:53:58", "192.168.30.58",
                                      NULL, NULL};
static const struct station camera = {0,    LINUX_TTL, "00:00:5e:00:53:60", "192.168.30.60",
                                      NULL, NULL};
/* VLAN 40 */
static const struct station bridge = {0, LINUX_TTL, "00:00:5e:00:53:70", "0.0.0.0", NULL, NULL};
static const struct station leaf = {0, LINUX_TTL, "00:00:5e:00:53:78", "192.168.40.78", NULL, NULL};

static void igmp_start(struct frame *f, const struct station *from, const char *to, unsigned type,
                       unsigned code)
{
    frame_ethernet_group(f, to, from->mac);
    frame_ip(f, &(struct ip_header){.from = from->ip4,
                                    .to = to,
                                    .protocol = IP_IGMP,
                                    .ttl = 1,
                                    .router_alert = type != IGMP_V1_REPORT});
    frame_igmp(f, type, code);
}

/* Version 2, for all groups or for one: eight bytes, and ten seconds or one to answer. */
static void query(struct stage *s, const struct station *who, const char *group)
{
    struct frame f = {0};
    igmp_start(&f, who, group == NULL ? "224.0.0.1" : group, IGMP_QUERY, group == NULL ? 100 : 10);
    frame_address(&f, group == NULL ? "0.0.0.0" : group);
    stage_send(s, 0, &f);
}

/* Version 3: `interval` seconds to the next one. */
static void query3(struct stage *s, const struct station *who, const char *group, unsigned interval)
{
    struct frame f = {0};
    igmp_start(&f, who, group == NULL ? "224.0.0.1" : group, IGMP_QUERY, group == NULL ? 100 : 10);
    frame_address(&f, group == NULL ? "0.0.0.0" : group);
    frame_u8(&f, 2);
    frame_u8(&f, interval);
    frame_u16(&f, 0);
    stage_send(s, 0, &f);
}

/* Of versions 1 and 2: a report goes to its group, a leave to all routers. */
static void say(struct stage *s, const struct station *who, unsigned type, const char *group)
{
    struct frame f = {0};
    igmp_start(&f, who, type == IGMP_V2_LEAVE ? "224.0.0.2" : group, type, 0);
    frame_address(&f, group);
    stage_send(s, 0, &f);
}

static void report3(struct stage *s, const struct station *who, enum group_record type,
                    const char *group)
{
    station_report(s, who, type, (const char *const[]){group, NULL});
}

/* Only from the given sources. */
static void report_sources(struct stage *s, const struct station *who, enum group_record type,
                           const char *group, const char *source)
{
    struct frame f = {0};
    igmp_start(&f, who, "224.0.0.22", IGMP_V3_REPORT, 0);
    frame_u16(&f, 0);
    frame_u16(&f, 1);
    frame_u8(&f, type);
    frame_u8(&f, 0);
    frame_u16(&f, 1);
    frame_address(&f, group);
    frame_address(&f, source);
    stage_send(s, 0, &f);
}

static void stream(struct stage *s, const struct station *who, const char *group)
{
    for (int i = 0; i < 3; i++) {
        struct frame f = {0};
        station_udp_group(&f, who, group, 4, 5004, 5004);
        frame_bytes(&f, "\x80\x21\x00\x01\x00\x00\x00\x00\x00\x00\x53\x60", 12); /* RTP, MPEG-TS */
        frame_u8(&f, 0x47);
        frame_zeros(&f, 187);
        stage_send(s, 0, &f);
        stage_wait(s, MS(20));
    }
}

/* The querier asks once a minute, and is gone after its third question. Its member is not told so. */
static void dying_play(struct stage *s)
{
    s->vlan = 10;
    for (unsigned t = 5; t < END; t += 60) {
        stage_at(s, SECONDS(t));
        if (t < 180)
            query3(s, &mortal, NULL, 60);
        stage_wait(s, SECONDS(4));
        if (t < 180)
            report3(s, &radio, t == 5 ? GROUP_TO_EXCLUDE : GROUP_IS_EXCLUDE, "239.10.1.1");
        stream(s, &mortal, "239.10.1.1");
    }
}

/* Two that ask, though one is enough; a join and a leave of version 2, a join of version 1. */
static void rivals_play(struct stage *s)
{
    s->vlan = 20;
    for (unsigned t = 10; t < END; t += 60) {
        stage_at(s, SECONDS(t));
        query(s, &lower, NULL);
        stage_wait(s, SECONDS(2));
        say(s, &first, IGMP_V1_REPORT, "239.20.2.2");
        if (t < 120)
            say(s, &second, IGMP_V2_REPORT, "239.20.1.1");
        stage_at(s, SECONDS(t + 25));
        query(s, &higher, NULL);
        stage_wait(s, SECONDS(3));
        say(s, &first, IGMP_V1_REPORT, "239.20.2.2");
    }
    stage_at(s, SECONDS(150));
    say(s, &second, IGMP_V2_LEAVE, "239.20.1.1");
    for (int i = 0; i < 2; i++) {
        query(s, &lower, "239.20.1.1");
        stage_wait(s, SECONDS(1));
    }
}

/* One that asks first falls silent when it hears the lower address. Members report at each question; one
 * of them forgets a group, another one leaves. */
static void healthy_play(struct stage *s)
{
    s->vlan = 30;
    stage_at(s, SECONDS(1));
    query3(s, &modest, NULL, 30);
    for (unsigned t = 2; t < END; t += 30) {
        stage_at(s, SECONDS(t));
        query3(s, &querier, NULL, 30);
        stage_wait(s, SECONDS(3));
        if (t < 120)
            report3(s, &forgetful, t < 30 ? GROUP_TO_EXCLUDE : GROUP_IS_EXCLUDE, "239.30.1.1");
        report3(s, &forgetful, t < 30 ? GROUP_TO_EXCLUDE : GROUP_IS_EXCLUDE, "239.30.1.2");
        if (t < 120)
            report_sources(s, &polite, t < 30 ? GROUP_TO_INCLUDE : GROUP_IS_INCLUDE, "232.30.1.3",
                           camera.ip4);
        report3(s, &polite, t < 30 ? GROUP_TO_EXCLUDE : GROUP_IS_EXCLUDE, "239.30.1.2");
        stream(s, &camera, "239.30.1.2");
        stage_wait(s, SECONDS(5));
        stream(s, &camera, t < 240 ? "239.158.1.2" : "239.30.9.9");
    }
    stage_at(s, SECONDS(130));
    report_sources(s, &polite, 6, "232.30.1.3",
                   camera.ip4); /* it blocks its only source: it leaves */
    query3(s, &querier, "232.30.1.3", 30);
    /* Of IPv6: reports, and nobody who asks. */
    static const char *const groups6[] = {"ff15::30:1", NULL};
    for (unsigned t = 20; t < END; t += 130) {
        stage_at(s, SECONDS(t));
        station_report(s, &forgetful, GROUP_TO_EXCLUDE, groups6);
    }
}

static void bridged_play(struct stage *s)
{
    s->vlan = 40;
    for (unsigned t = 8; t < END; t += 125) {
        stage_at(s, SECONDS(t));
        query(s, &bridge, NULL);
        stage_wait(s, SECONDS(3));
        say(s, &leaf, IGMP_V2_REPORT, "239.40.1.1");
        stream(s, &leaf, "239.40.1.1");
    }
}

void queriers_play(struct capture *c)
{
    struct stage s = {.capture = c, .start_us = SECONDS(1574710800), .chance = 9776};
    dying_play(&s);
    rivals_play(&s);
    healthy_play(&s);
    bridged_play(&s);
}
