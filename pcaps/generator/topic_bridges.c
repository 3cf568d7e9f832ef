/* SPDX-License-Identifier: MIT */
/* What bridges say to each other: spanning trees, and the slow protocols. */
#include "captures.h"

#include "topics.h"

#include <stddef.h>

enum { ETHERTYPE_SLOW = 0x8809 };

#define MAC_SPANNING_TREE "01:80:c2:00:00:00"
#define MAC_PVST          "01:00:0c:cc:cc:cd"
#define MAC_GVRP          "01:80:c2:00:00:21"
#define MAC_SLOW          "01:80:c2:00:00:02"

static void llc(struct frame *f, const char *to)
{
    *f = (struct frame){0};
    frame_802_3(f, to, TOPIC_HOST_MAC);
    frame_bytes(f, "\x42\x42\x03", 3);
}

static void add(struct capture *c, struct frame *f)
{
    frame_close(f);
    if (f->n < 60)
        frame_zeros(f, 60 - f->n);
    topic_add(c, f);
}

/* Root and bridge have priority 32768 in the tree `tree`; times are 0, 20, 2 and 15 s. */
static void configuration(struct frame *f, const char *head, unsigned tree)
{
    frame_bytes(f, head, 5); /* protocol, version, type, flags */
    frame_u16(f, 0x8000 | tree);
    frame_mac(f, TOPIC_ROUTER_MAC);
    frame_u32(f, 4); /* cost */
    frame_u16(f, 0x8000 | tree);
    frame_mac(f, TOPIC_HOST_MAC);
    frame_bytes(f, "\x80\x0d\x00\x00\x14\x00\x02\x00\x0f\x00", 10);
}

void stp_play(struct capture *c)
{
    struct frame f;
    llc(&f, MAC_SPANNING_TREE);
    configuration(&f, "\x00\x00\x00\x00\x01", 0);
    add(c, &f);

    llc(&f, MAC_SPANNING_TREE); /* topology change notification */
    frame_bytes(&f, "\x00\x00\x00\x80", 4);
    add(c, &f);

    llc(&f, MAC_SPANNING_TREE); /* RSTP: a designated port that learns and forwards */
    configuration(&f, "\x00\x00\x02\x02\x3c", 0);
    frame_u8(&f, 0);
    add(c, &f);

    llc(&f, MAC_SPANNING_TREE); /* MSTP: region "lab" with one further tree */
    configuration(&f, "\x00\x00\x03\x02\x7c", 0);
    frame_u8(&f, 0);
    frame_u16(&f, 64 + 16);
    frame_bytes(&f, "\x00lab", 4);
    frame_zeros(&f, 29);
    frame_u16(&f, 1);
    frame_bytes(&f, "\xac\x36\x17\x7f\x50\x28\x3c\xd4\xb8\x38\x21\xd8\xab\x26\xde\x62", 16);
    frame_u32(&f, 0);
    frame_u16(&f, 0x8000);
    frame_mac(&f, TOPIC_HOST_MAC);
    frame_u8(&f, 20);
    frame_bytes(&f, "\x7c\x80\x01\x00\x00\x5e\x00\x53\x01\x00\x00\x00\x00\x80\x80\x14", 16);
    add(c, &f);

    f = (struct frame){0}; /* PVST+: the tree of VLAN 100 */
    frame_802_3(&f, MAC_PVST, TOPIC_HOST_MAC);
    frame_bytes(&f, "\xaa\xaa\x03\x00\x00\x0c\x01\x0b", 8);
    configuration(&f, "\x00\x00\x02\x02\x3c", 100);
    frame_bytes(&f, "\x00\x00\x00\x00\x02\x00\x64", 7);
    add(c, &f);

    llc(&f, MAC_GVRP); /* a registration of VLAN 1, IEEE Std 802.1D */
    frame_bytes(&f, "\x00\x01\x01\x04\x02\x00\x01\x00\x00", 9);
    add(c, &f);
}

static void slow(struct frame *f, const char *head, size_t n)
{
    *f = (struct frame){0};
    frame_ethernet(f, MAC_SLOW, TOPIC_HOST_MAC, ETHERTYPE_SLOW);
    frame_bytes(f, head, n);
}

void slow_play(struct capture *c)
{
    struct frame f;
    slow(&f, "\x01\x01", 2); /* LACP: actor, partner, collector, end */
    frame_bytes(&f, "\x01\x14\x80\x00\x00\x00\x5e\x00\x53\x01\x00\x0d\x80\x00\x00\x01\x3d\0\0\0",
                20);
    frame_bytes(&f, "\x02\x14\x80\x00\x00\x00\x5e\x00\x53\x02\x00\x0d\x80\x00\x00\x02\x3d\0\0\0",
                20);
    frame_bytes(&f, "\x03\x10\x00\x0a", 4);
    frame_zeros(&f, 12 + 52);
    add(c, &f);

    slow(&f, "\x02\x01", 2); /* a marker: port 1, transaction 7 */
    frame_bytes(&f, "\x01\x10\x00\x01\x00\x00\x5e\x00\x53\x01\x00\x00\x00\x07\0\0", 16);
    frame_zeros(&f, 92);
    add(c, &f);

    slow(&f, "\x03\x00\x50\x00", 4); /* OAM: information about this end */
    frame_bytes(&f, "\x01\x10\x01\x00\x00\x00\x0d\x05\xee\x00\x00\x5e\x00\x00\x00\x00", 16);
    add(c, &f);

    slow(&f, "\x0a\x00\x19\xa7\x00\x01\x10\x00\x00\x00", 10); /* ESMC: quality level PRC */
    frame_bytes(&f, "\x01\x00\x04\x02", 4);
    add(c, &f);

    slow(&f, "\x09", 1); /* a subtype that is reserved */
    add(c, &f);
}
