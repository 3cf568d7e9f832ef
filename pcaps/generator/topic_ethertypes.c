/* SPDX-License-Identifier: MIT */
/* Protocols that are named by their EtherType and not looked into: the shortest sound frame of each. */
#include "captures.h"

#include "topics.h"

#include <stddef.h>

static const struct {
    const char *to;
    unsigned type;
    const char *bytes;
    size_t n;
} rows[] = {
    /* MAC control: pause for as long as can be */
    {"01:80:c2:00:00:01", 0x8808, "\x00\x01\xff\xff", 4},
    /* HomePlug 1.0: one empty entry */
    {MAC_BROADCAST, 0x887b, "\x01\x07\x00", 3},
    /* PROFINET: who is there? */
    {"01:0e:cf:00:00:00", 0x8892,
     "\xfe\xfe\x05\x00\x00\x00\x00\x01\x00\x01\x00\x04\xff\xff\x00\x00", 16},
    /* Realtek: a hello of RRCP */
    {MAC_BROADCAST, 0x8899, "\x01\x00\x23\x79\x00\x00\x00\x00\x00\x00\x00\x00", 12},
    /* ATA over Ethernet: a query for the configuration of every shelf */
    {MAC_BROADCAST, 0x88a2,
     "\x10\x00\xff\xff\xff\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00", 18},
    /* EtherCAT: a broadcast read of one byte */
    {MAC_BROADCAST, 0x88a4, "\x0d\x10\x07\x01\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00", 15},
    /* LLTD: discovery */
    {MAC_BROADCAST, 0x88d9,
     "\x01\x00\x00\x00\xff\xff\xff\xff\xff\xff\x00\x00\x5e\x00\x53\x01\x00\x00\x00\x01\x00\x00",
     22},
    /* HomePlug AV: a request for the version */
    {"00:b0:52:00:00:01", 0x88e1, "\x00\x00\xa0\x00\xb0\x52", 6},
    /* MACsec: integrity only, 16 bytes and the check value */
    {TOPIC_PEER_MAC, 0x88e5,
     "\x00\x10\x00\x00\x00\x01\x88\xb5\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
     "\0\0\0"
     "\0\0\0\0\0",
     46},
    /* a provider's backbone: service 100, and the customer's broadcast */
    {TOPIC_PEER_MAC, 0x88e7,
     "\x00\x00\x00\x64\xff\xff\xff\xff\xff\xff\x00\x00\x5e\x00\x53\x03\x88\xb5\x00\x00", 20},
    /* FabricPath: forwarding tag 1, time to live 32, and a frame */
    {"02:00:00:00:01:02", 0x8903,
     "\x00\x60\x00\x00\x5e\x00\x53\x02\x00\x00\x5e\x00\x53\x01\x88\xb5\x00\x00", 18},
    /* MVRP: VLAN 100 joins; MMRP: a service joins */
    {"01:80:c2:00:00:21", 0x88f5, "\x00\x01\x02\x00\x01\x00\x64\x24\x00\x00\x00\x00", 12},
    {"01:80:c2:00:00:20", 0x88f6, "\x00\x01\x01\x00\x01\x00\x24\x00\x00\x00\x00", 11},
    /* CFM: a loopback message */
    {TOPIC_PEER_MAC, 0x8902, "\x00\x03\x00\x04\x00\x00\x00\x01\x00", 9},
    /* FIP: a solicitation */
    {"01:10:18:01:00:02", 0x8914, "\x10\x00\x00\x01\x00\x01\x00\x00\x00\x00", 10},
    /* IEEE 1905.1: topology discovery with both addresses and an end */
    {"01:80:c2:00:00:13", 0x893a,
     "\x00\x00\x00\x00\x00\x01\x00\x80\x01\x00\x06\x00\x00\x5e\x00\x53\x01"
     "\x02\x00\x06\x00\x00\x5e\x00\x53\x01\x00\x00\x00",
     29},
    /* Ethernet configuration testing: a reply */
    {TOPIC_PEER_MAC, 0x9000, "\x00\x00\x01\x00\x00\x00", 6},
};

void ethertypes_play(struct capture *c)
{
    struct frame f;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        f = (struct frame){0};
        frame_ethernet(&f, rows[i].to, TOPIC_HOST_MAC, rows[i].type);
        frame_bytes(&f, rows[i].bytes, rows[i].n);
        if (f.n < 60)
            frame_zeros(&f, 60 - f.n);
        topic_add(c, &f);
    }

    f = (struct frame){
        0}; /* Fibre Channel: a start, a frame of headers only, its checksum, an end */
    frame_ethernet(&f, TOPIC_PEER_MAC, TOPIC_HOST_MAC, 0x8906);
    frame_zeros(&f, 13);
    frame_u8(&f, 0x2e);
    frame_zeros(&f, 24);
    frame_bytes(&f, "\x20\xca\xc1\xa3\x42\x00\x00\x00", 8);
    topic_add(c, &f);

    f = (struct frame){0}; /* AppleTalk: an echo request, in SNAP under Apple's OUI */
    frame_802_3(&f, "09:00:07:ff:ff:ff", TOPIC_HOST_MAC);
    frame_bytes(&f, "\xaa\xaa\x03\x08\x00\x07\x80\x9b", 8);
    frame_bytes(&f, "\x00\x0e\x00\x00\xff\x00\xff\x00\xff\x0a\x04\x80\x04\x01", 14);
    frame_close(&f);
    frame_zeros(&f, 60 - f.n);
    topic_add(c, &f);

    f = (struct frame){0}; /* AARP: a probe for a node */
    frame_802_3(&f, "09:00:07:ff:ff:ff", TOPIC_HOST_MAC);
    frame_bytes(&f, "\xaa\xaa\x03\x00\x00\x00\x80\xf3", 8);
    frame_bytes(&f, "\x00\x01\x80\x9b\x06\x04\x00\x03\x00\x00\x5e\x00\x53\x01\x00\xff\x00\x0a", 18);
    frame_bytes(&f, "\x00\x00\x00\x00\x00\x00\x00\xff\x00\x0a", 10);
    frame_close(&f);
    frame_zeros(&f, 60 - f.n);
    topic_add(c, &f);
}
