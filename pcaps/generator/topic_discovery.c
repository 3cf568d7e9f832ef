/* SPDX-License-Identifier: MIT */
/* What machines say of themselves to their neighbours on a link: LLDP and CDP. */
#include "captures.h"

#include "topics.h"

#include <string.h>

enum {
    ETHERTYPE_LLDP = 0x88cc,
    CDP_HEADER = 4,
};

#define SWITCH_MAC "00:00:5e:00:53:0d" /* port 13 */

/* One value of LLDP, IEEE Std 802.1AB clause 8: type in 7 bits, length in 9. */
static void value(struct frame *f, unsigned type, const void *bytes, size_t n)
{
    frame_u16(f, type << 9 | (unsigned)n);
    frame_bytes(f, bytes, n);
}

static void words(struct frame *f, unsigned type, const char *text)
{
    value(f, type, text, strlen(text));
}

/* Chassis by its MAC address, port by its name, time to live. */
static void lldp_start(struct frame *f, const char *from, const char *port, unsigned ttl_s)
{
    *f = (struct frame){0};
    frame_ethernet(f, "01:80:c2:00:00:0e", from, ETHERTYPE_LLDP);
    frame_bytes(f, "\x02\x07\x04\x00\x00\x5e\x00\x53\x01", 9);
    frame_u16(f, 2 << 9 | (unsigned)(strlen(port) + 1));
    frame_u8(f, 5);
    frame_text(f, port);
    frame_bytes(f, "\x06\x02", 2);
    frame_u16(f, ttl_s);
}

static void lldp_end(struct capture *c, struct frame *f)
{
    frame_u16(f, 0);
    if (f->n < 60)
        frame_zeros(f, 60 - f->n);
    topic_add(c, f);
}

void lldp_play(struct capture *c)
{
    struct frame f;
    lldp_start(&f, SWITCH_MAC, "Gi0/13", 120); /* a switch with two addresses */
    words(&f, 4, "uplink to the router");
    words(&f, 5, "s1.lab");
    words(&f, 6, "Example Switch, version 1.2\nBuilt in a lab");
    value(&f, 7, "\x00\x14\x00\x04", 4); /* can bridge and route, bridges */
    value(&f, 8, "\x05\x01\xc0\xa8\x07\x09\x02\x00\x00\x00\x01\x00", 12);
    value(&f, 8, "\x11\x02\xfe\x80\0\0\0\0\0\0\0\0\0\0\0\0\x00\x09\x02\x00\x00\x00\x01\x00", 24);
    value(&f, 127, "\x00\x80\xc2\x01\x00\x01", 6); /* IEEE 802.1: port VLAN 1 */
    lldp_end(c, &f);

    lldp_start(&f, TOPIC_HOST_MAC, "eth0", 120); /* a machine that gives its name */
    words(&f, 5, "host.lab");
    lldp_end(c, &f);

    lldp_start(&f, SWITCH_MAC, "Gi0/13", 0); /* goodbye */
    lldp_end(c, &f);

    lldp_start(&f, SWITCH_MAC, "Gi0/13", 120); /* cut in the name */
    words(&f, 5, "s1.lab");
    frame_u16(&f, 0);
    topic_add_cut(c, &f, f.n - 4);
}

static void cdp_value(struct frame *f, unsigned type, const void *bytes, size_t n)
{
    frame_u16(f, type);
    frame_u16(f, (unsigned)n + CDP_HEADER);
    frame_bytes(f, bytes, n);
}

static size_t cdp_start(struct frame *f, const char *from, unsigned ttl_s)
{
    *f = (struct frame){0};
    frame_802_3(f, "01:00:0c:cc:cc:cc", from);
    frame_bytes(f, "\xaa\xaa\x03\x00\x00\x0c\x20\x00", 8);
    size_t start = f->n;
    frame_u8(f, 2);
    frame_u8(f, ttl_s);
    frame_u16(f, 0);
    return start;
}

/* The Internet checksum (RFC 1071) of an even number of bytes. */
static void cdp_end(struct capture *c, struct frame *f, size_t start)
{
    uint32_t sum = 0;
    for (size_t i = start; i + 1 < f->n; i += 2)
        sum += (uint32_t)f->at[i] << 8 | f->at[i + 1];
    while (sum > 0xffff)
        sum = (sum & 0xffff) + (sum >> 16);
    frame_put_u16(f, start + 2, ~sum & 0xffff);
    frame_close(f);
    if (f->n < 60)
        frame_zeros(f, 60 - f->n);
    topic_add(c, f);
}

void cdp_play(struct capture *c)
{
    struct frame f;
    size_t start = cdp_start(&f, SWITCH_MAC, 180);
    cdp_value(&f, 1, "s1.lab", 6);
    cdp_value(&f, 2, "\x00\x00\x00\x01\x01\x01\xcc\x00\x04\xc0\xa8\x07\x09", 13);
    cdp_value(&f, 3, "Gi0/13", 6);
    cdp_value(&f, 4, "\x00\x00\x00\x28", 4); /* a switch that listens to IGMP */
    cdp_value(&f, 5, "Example Switch, version 1.2\nBuilt in a lab", 42);
    cdp_value(&f, 6, "example X-24TS", 14);
    cdp_value(&f, 10, "\x00\x01", 2);
    cdp_value(&f, 11, "\x01", 1);
    cdp_value(&f, 0x16,
              "\x00\x00\x00\x01\x02\x08\xaa\xaa\x03\x00\x00\x00\x86\xdd\x00\x10"
              "\xfe\x80\0\0\0\0\0\0\0\0\0\0\0\0\x00\x09",
              32);
    cdp_end(c, &f, start);

    start = cdp_start(&f, TOPIC_HOST_MAC, 180); /* a telephone */
    cdp_value(&f, 1, "SEP00005E005301", 15);
    cdp_value(&f, 3, "Port1", 5);
    cdp_end(c, &f, start);
}
