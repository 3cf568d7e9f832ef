/* SPDX-License-Identifier: MIT */
/* IGMP in its three versions. */
#include "captures.h"

#include "topics.h"

#include <stddef.h>

enum {
    IGMP_QUERY = 0x11,
    IGMP_V1_REPORT = 0x12,
    IGMP_V2_REPORT = 0x16,
    IGMP_V2_LEAVE = 0x17,
    IGMP_V3_REPORT = 0x22,
};

static void igmp_start(struct frame *f, const char *to, bool alert, unsigned type, unsigned code)
{
    frame_ethernet_group(f, to, TOPIC_HOST_MAC);
    frame_ip(
        f, &(struct ip_header){
               .from = TOPIC_HOST, .to = to, .protocol = IP_IGMP, .ttl = 1, .router_alert = alert});
    frame_igmp(f, type, code);
}

/* Versions 1 and 2: eight bytes, the group last. */
static void short_messages(struct capture *c)
{
    static const struct {
        const char *to;
        bool alert;
        unsigned type, code;
        const char *group;
    } rows[] = {
        {"224.0.0.1", false, IGMP_QUERY, 0, "0.0.0.0"},
        {"239.1.2.3", false, IGMP_V1_REPORT, 0, "239.1.2.3"},
        {"224.0.0.1", true, IGMP_QUERY, 100, "0.0.0.0"},
        {"239.1.2.3", true, IGMP_QUERY, 10, "239.1.2.3"},
        {"239.1.2.3", true, IGMP_V2_REPORT, 0, "239.1.2.3"},
        {"224.0.0.2", true, IGMP_V2_LEAVE, 0, "239.1.2.3"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct frame f = {0};
        igmp_start(&f, rows[i].to, rows[i].alert, rows[i].type, rows[i].code);
        frame_address(&f, rows[i].group);
        topic_add(c, &f);
    }
}

/* RFC 3376 section 4.1: general, for a group, for a group and two sources. */
static void v3_queries(struct capture *c)
{
    static const struct {
        const char *to, *group;
        unsigned sources;
    } rows[] = {
        {"224.0.0.1", "0.0.0.0", 0}, {"239.1.2.3", "239.1.2.3", 0}, {"232.1.1.1", "232.1.1.1", 2}};
    static const char *const sources[] = {"192.168.7.20", "192.168.7.21"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct frame f = {0};
        igmp_start(&f, rows[i].to, true, IGMP_QUERY, 0x8a); /* 416 tenths of a second, 4.1.1 */
        frame_address(&f, rows[i].group);
        frame_u8(&f, 2);
        frame_u8(&f, 125);
        frame_u16(&f, rows[i].sources);
        for (unsigned j = 0; j < rows[i].sources; j++)
            frame_address(&f, sources[j]);
        topic_add(c, &f);
    }
}

/* One report with every record type, one of them with auxiliary data. */
static void v3_report(struct capture *c)
{
    static const struct {
        unsigned type;
        const char *group;
        unsigned sources;
    } records[] = {{1, "232.1.1.1", 1}, {2, "224.0.0.251", 0}, {3, "239.1.2.4", 0},
                   {4, "239.1.2.3", 0}, {5, "232.1.1.2", 2},   {6, "232.1.1.3", 1}};
    enum { RECORDS = sizeof records / sizeof *records };
    struct frame f = {0};
    igmp_start(&f, "224.0.0.22", true, IGMP_V3_REPORT, 0);
    frame_u16(&f, 0);
    frame_u16(&f, RECORDS);
    for (size_t i = 0; i < RECORDS; i++) {
        bool auxiliary = i == RECORDS - 1;
        frame_u8(&f, records[i].type);
        frame_u8(&f, auxiliary ? 1 : 0);
        frame_u16(&f, records[i].sources);
        frame_address(&f, records[i].group);
        for (unsigned j = 0; j < records[i].sources; j++)
            frame_address(&f, j == 0 ? "192.168.7.20" : "192.168.7.21");
        if (auxiliary)
            frame_u32(&f, 0);
    }
    topic_add(c, &f);
}

void igmp_play(struct capture *c)
{
    short_messages(c);
    v3_queries(c);
    v3_report(c);
}
