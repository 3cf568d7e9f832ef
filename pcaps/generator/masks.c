/* SPDX-License-Identifier: MIT */
/*
 * Names that mean harm, and for each a harmless one that looks as wide: "\x1b" is shown in four columns.
 * Two captures say the one or the other; everything else in them is the same, the frames' lengths too.
 */
#include "captures.h"

#include <stdio.h>
#include <string.h>

#include "dhcp.h"
#include "naming.h"
#include "topics.h"

struct mask {
    const char *hostile, *tame;
};

/* Each begins with a letter of its own, so that both captures have the same order of names. */
static const struct mask names[] = {
    {"a-clear\x1b[2J\x1b[31mred", "a-clearxxxx[2Jxxxx[31mred"},
    {"b-title\x1b]0;owned\x07", "b-titlexxxx]0;ownedxxxx"},
    {"c-c1\xc2\x9b"
     "31m",
     "c-c1xxxxxxxx31m"},
    {"d-two\r\nlines", "d-twoxxxxxxxxlines"},
    {"e-photo\xe2\x80\xaegpj", "e-photoxxxxxxxxxxxxgpj"},               /* U+202E */
    {"f-\xe2\x81\xa7iso\xe2\x81\xa9", "f-xxxxxxxxxxxxisoxxxxxxxxxxxx"}, /* U+2067, U+2069 */
    {"g-\xe3\x83\x97\xe3\x83\xaa\xe3\x83\xb3\xe3\x82\xbf tv", "g-xxxxxxxx tv"},
    {"h-z\xcc\x81\xcc\x82o", "h-zo"},
    {"i-\xff\xfe\xc3", "i-xxxxxxxxxxxx"},
    {"j-\xf0\x9f\x93\xb1 tv", "j-xx tv"},
    {"k-zero\xe2\x80\x8bwidth", "k-zeroxxxxxxxxxxxxwidth"},
    {"l-del\x7f\x08\x08tab\t!", "l-delxxxxxxxxxxxxtabxxxx!"},
    {"m-\x1b\x1b\x1b\x1b\x1b\x1b\x1b\x1b\x1b\x1b\x1b\x1b\x1b\x1b\x1b",
     "m-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"},
    {"n-\xcc\x81\xcc\x82\xcc\x83", "n-xxxxxxxx"},
};

/* NetBIOS cuts names at 15 bytes. */
static const struct mask netbios[] = {
    {"ESC\x1b[2J", "ESCXXXX[2J"},
    {"CR\rLF\n", "CRXXXXLFXXXX"},
    {"\xe2\x80\xaeLTR", "XXXXXXXXXXXXLTR"},
};

static const struct mask longest_start = {"o-\x1b[2J", "o-xxxx[2J"};

/* As long as a domain name may be: 255 bytes with the lengths of the labels. */
static void longest_name(char out[256], const struct mask *start, bool hostile)
{
    size_t n = (size_t)snprintf(out, 64, "%s", hostile ? start->hostile : start->tame);
    for (size_t at = strlen(start->tame); at < 253; at++)
        out[n++] = (at + 1) % 62 == 0 ? '.' : 'y';
    out[n] = '\0';
}

static void lldp_name(struct stage *s, const struct station *who, const char *name)
{
    struct frame f = {0};
    frame_ethernet(&f, "01:80:c2:00:00:0e", who->mac, 0x88cc);
    frame_u16(&f, 1 << 9 | 7); /* the chassis, by its MAC address */
    frame_u8(&f, 4);
    frame_mac(&f, who->mac);
    frame_u16(&f, 2 << 9 | 5); /* the port, by its interface's name */
    frame_u8(&f, 5);
    frame_text(&f, "eth0");
    frame_u16(&f, 3 << 9 | 2); /* seconds that this holds */
    frame_u16(&f, 120);
    frame_u16(&f, 5 << 9 | (unsigned)strlen(name)); /* the system's name */
    frame_text(&f, name);
    frame_u16(&f, 0);
    stage_send(s, 0, &f);
}

static void dhcp_name(struct stage *s, const struct station *who, const char *name)
{
    struct station nobody = *who;
    nobody.ip4 = "0.0.0.0";
    struct frame f = {0};
    station_udp_group(&f, &nobody, "255.255.255.255", 0, 68, 67);
    dhcp_start(&f, &(struct dhcp_message){.type = DHCP_DISCOVER, .id = 7, .mac = who->mac});
    dhcp_text(&f, DHCP_HOST_NAME, name);
    dhcp_text(&f, DHCP_VENDOR_CLASS, name);
    dhcp_fqdn(&f, name);
    dhcp_end(&f);
    stage_send(s, 0, &f);
}

static void nbns_name_register(struct stage *s, const struct station *who, const char *name)
{
    struct frame f = {0};
    station_udp(&f, who, MAC_BROADCAST, "192.168.7.255", NBNS_PORT, NBNS_PORT);
    nbns_registration(&f, 7, name, NBNS_WORKSTATION, false, who->ip4);
    stage_send(s, 0, &f);
}

/* Everything that a machine says with a name in it. */
static void name_say(struct stage *s, const struct station *who, const char *name,
                     const char *hostile)
{
    char host[80], instance[96];
    const char *const strings[] = {name, NULL};
    snprintf(host, sizeof host, "%s.local", name);
    snprintf(instance, sizeof instance, "%s._http._tcp.local", name);
    const struct service service = {.host = who,
                                    .type = "_http._tcp.local",
                                    .instance = instance,
                                    .target = host,
                                    .port = 80,
                                    .strings = strings};
    station_arp_announce(s, who, who->ip4);
    mdns_announce_host(s, who, host, 120);
    mdns_service(s, &service, false);
    llmnr_question(s, who, name, false);
    dhcp_name(s, who, name);
    slp_request(s, who, name);
    wsd_probe(s, who, "239.255.255.250", "wsdp:Device");
    /* A line break ends what is a name here. */
    if (strpbrk(hostile, "\r\n") != NULL)
        return;
    lldp_name(s, who, name);
    ssdp_notify(s, who, name, "00000000-0000-0000-0000-00005e005300", "http://192.168.7.10/", name);
}

void masks_play(struct capture *c, bool hostile)
{
    enum { SAME_LENGTH = 1400, MACHINES = 32 };
    struct stage s = {.capture = c, .start_us = SECONDS(1577836800), .chance = 6762};
    char longest[256];
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        char mac[24], ip[24];
        snprintf(mac, sizeof mac, "00:00:5e:00:53:%02x", MACHINES + i);
        snprintf(ip, sizeof ip, "192.168.7.%u", MACHINES + i);
        const struct station who = {.ttl = 64, .mac = mac, .ip4 = ip};
        name_say(&s, &who, hostile ? names[i].hostile : names[i].tame, names[i].hostile);
        if (i < sizeof netbios / sizeof *netbios)
            nbns_name_register(&s, &who, hostile ? netbios[i].hostile : netbios[i].tame);
    }
    const struct station last = {.ttl = 64, .mac = TOPIC_HOST_MAC, .ip4 = TOPIC_HOST};
    longest_name(longest, &longest_start, hostile);
    mdns_announce_host(&s, &last, longest, 120);
    capture_pad(c, SAME_LENGTH);
}
