/* SPDX-License-Identifier: MIT */
/* 802.11, and what capture programs put in front of it. */
#include "captures.h"

#include "topics.h"

#define AP_MAC    "00:00:5e:00:53:a0"
#define AP2_MAC   "00:00:5e:00:53:a1"
#define GROUP_MAC "01:00:5e:00:00:fb"

/* Frame control: subtype, type, version in the first byte; flags in the second. */
enum {
    ASSOCIATION_REQUEST = 0x00,
    PROBE_REQUEST = 0x40,
    BEACON = 0x80,
    AUTHENTICATION = 0xb0,
    BLOCK_ACK_REQUEST = 0x84,
    RTS = 0xb4,
    CTS = 0xc4,
    ACK = 0xd4,
    DATA = 0x08,
    NULL_DATA = 0x48,
    QOS_DATA = 0x88,
    QOS_NULL = 0xc8,
    TO_DS = 0x01,
    FROM_DS = 0x02,
    MORE_FRAGMENTS = 0x04,
    PROTECTED = 0x40,
    HT_CONTROL = 0x80,
};

static void le16(struct frame *f, unsigned value)
{
    frame_u8(f, value & 0xff);
    frame_u8(f, value >> 8);
}

static void le32(struct frame *f, uint32_t value)
{
    le16(f, value & 0xffff);
    le16(f, value >> 16);
}

/* The header; addresses that are NULL are left out, with the sequence control behind the third. */
static void wlan(struct frame *f, unsigned control, unsigned flags, const char *const address[4])
{
    frame_u8(f, control);
    frame_u8(f, flags);
    le16(f, 44); /* duration in microseconds */
    for (int i = 0; i < 3; i++)
        if (address[i] != NULL)
            frame_mac(f, address[i]);
    if (address[2] != NULL)
        le16(f, 0x0070);
    if (address[3] != NULL)
        frame_mac(f, address[3]);
}

#define ADDRESSES(...) ((const char *const[4]){__VA_ARGS__})
#define TO_AP          ADDRESSES(AP_MAC, TOPIC_HOST_MAC, TOPIC_PEER_MAC)
#define TO_GROUP       ADDRESSES(AP_MAC, TOPIC_HOST_MAC, GROUP_MAC)

static void snap(struct frame *f, unsigned type)
{
    frame_bytes(f, "\xaa\xaa\x03\x00\x00\x00", 6);
    frame_u16(f, type);
}

static void group_datagram(struct frame *f)
{
    snap(f, ETHERTYPE_IPV4);
    topic_ip(f, "224.0.0.251", IP_UDP, 1);
    frame_udp(f, 40000, 9);
    frame_text(f, "by radio");
}

/* The frame check sequence (IEEE Std 802.3 clause 3.2.9) of all from `start` on. */
static void fcs(struct frame *f, size_t start)
{
    uint32_t crc = UINT32_MAX;
    frame_close(f);
    for (size_t i = start; i < f->n; i++) {
        crc ^= f->at[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc & 1 ? crc >> 1 ^ UINT32_C(0xedb88320) : crc >> 1;
    }
    le32(f, ~crc);
}

static void management_play(struct capture *c)
{
    struct frame f = {0};
    wlan(&f, BEACON, 0, ADDRESSES(MAC_BROADCAST, AP_MAC, AP_MAC));
    frame_zeros(&f, 8); /* timestamp */
    le16(&f, 100);      /* interval */
    le16(&f, 0x0001);   /* capabilities: a network */
    frame_bytes(&f, "\x00\x03lab\x01\x04\x82\x84\x8b\x96\x03\x01\x06", 14);
    topic_add(c, &f);

    f = (struct frame){0};
    wlan(&f, PROBE_REQUEST, 0, ADDRESSES(MAC_BROADCAST, TOPIC_HOST_MAC, MAC_BROADCAST));
    frame_bytes(&f, "\x00\x03lab\x01\x04\x82\x84\x8b\x96", 11);
    topic_add(c, &f);

    f = (struct frame){0}; /* open system, first of two */
    wlan(&f, AUTHENTICATION, 0, ADDRESSES(AP_MAC, TOPIC_HOST_MAC, AP_MAC));
    frame_bytes(&f, "\x00\x00\x01\x00\x00\x00", 6);
    topic_add(c, &f);

    f = (struct frame){0}; /* with HT control */
    wlan(&f, ASSOCIATION_REQUEST, HT_CONTROL, ADDRESSES(AP_MAC, TOPIC_HOST_MAC, AP_MAC));
    le32(&f, 0);
    frame_bytes(&f, "\x01\x00\x0a\x00\x00\x03lab\x01\x04\x82\x84\x8b\x96", 15);
    topic_add(c, &f);
}

static void control_play(struct capture *c)
{
    struct frame f = {0};
    wlan(&f, RTS, 0, ADDRESSES(AP_MAC, TOPIC_HOST_MAC));
    topic_add(c, &f);
    f = (struct frame){0};
    wlan(&f, CTS, 0, ADDRESSES(TOPIC_HOST_MAC));
    topic_add(c, &f);
    f = (struct frame){0};
    wlan(&f, ACK, 0, ADDRESSES(TOPIC_HOST_MAC));
    topic_add(c, &f);
    f = (struct frame){0};
    wlan(&f, BLOCK_ACK_REQUEST, 0, ADDRESSES(AP_MAC, TOPIC_HOST_MAC));
    frame_bytes(&f, "\x04\x00\x70\x00", 4);
    topic_add(c, &f);
}

/* The four ways of addressing, and the bodies. */
static void data_play(struct capture *c)
{
    struct frame f = {0};
    wlan(&f, DATA, TO_DS, TO_GROUP);
    group_datagram(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* which the access point sends on */
    wlan(&f, DATA, FROM_DS, ADDRESSES(GROUP_MAC, AP_MAC, TOPIC_HOST_MAC));
    group_datagram(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* QoS */
    wlan(&f, QOS_DATA, TO_DS, ADDRESSES(AP_MAC, TOPIC_HOST_MAC, MAC_BROADCAST));
    le16(&f, 0x0006);
    snap(&f, ETHERTYPE_ARP);
    frame_arp(&f,
              &(struct arp_packet){ARP_REQUEST, TOPIC_HOST_MAC, TOPIC_HOST, MAC_ZERO, TOPIC_PEER});
    topic_add(c, &f);

    f = (struct frame){0}; /* QoS and HT control */
    wlan(&f, QOS_DATA, TO_DS | HT_CONTROL, TO_AP);
    le16(&f, 0x0000);
    le32(&f, 0);
    snap(&f, ETHERTYPE_IPV6);
    topic_datagram6(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* without an access point */
    wlan(&f, DATA, 0, ADDRESSES(TOPIC_PEER_MAC, TOPIC_HOST_MAC, "02:00:5e:00:53:bb"));
    snap(&f, ETHERTYPE_IPV4);
    topic_datagram(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* between access points */
    wlan(&f, DATA, TO_DS | FROM_DS, ADDRESSES(AP2_MAC, AP_MAC, TOPIC_PEER_MAC, TOPIC_HOST_MAC));
    snap(&f, ETHERTYPE_IPV4);
    topic_datagram(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* through a mesh, from and to machines outside of it */
    wlan(&f, QOS_DATA, TO_DS | FROM_DS, ADDRESSES(AP2_MAC, AP_MAC, AP2_MAC, AP_MAC));
    le16(&f, 0x0100);
    frame_bytes(&f, "\x02\x1f\x01\x00\x00\x00", 6);
    frame_mac(&f, TOPIC_PEER_MAC);
    frame_mac(&f, TOPIC_HOST_MAC);
    snap(&f, ETHERTYPE_IPV4);
    topic_datagram(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* nothing to say but that it sleeps */
    wlan(&f, NULL_DATA, TO_DS | 0x10, ADDRESSES(AP_MAC, TOPIC_HOST_MAC, AP_MAC));
    topic_add(c, &f);
    f = (struct frame){0};
    wlan(&f, QOS_NULL, TO_DS, ADDRESSES(AP_MAC, TOPIC_HOST_MAC, AP_MAC));
    le16(&f, 0);
    topic_add(c, &f);

    f = (struct frame){0}; /* CCMP: packet number, key, what nobody can read */
    wlan(&f, DATA, TO_DS | PROTECTED, TO_GROUP);
    frame_bytes(&f, "\x01\x00\x00\x20\x00\x00\x00\x00", 8);
    frame_text(&f, "unreadable, and an integrity check");
    topic_add(c, &f);
}

/* Two MSDUs in one frame: a datagram to a group, padded, and one to a machine. */
static void amsdu_play(struct capture *c)
{
    struct frame f = {0};
    wlan(&f, QOS_DATA, TO_DS, ADDRESSES(AP_MAC, TOPIC_HOST_MAC, AP_MAC));
    le16(&f, 0x0080);
    for (int i = 0; i < 2; i++) {
        frame_mac(&f, i == 0 ? GROUP_MAC : TOPIC_PEER_MAC);
        frame_mac(&f, TOPIC_HOST_MAC);
        size_t length = f.n;
        frame_u16(&f, 0);
        if (i == 0) {
            group_datagram(&f);
        } else {
            snap(&f, ETHERTYPE_IPV4);
            topic_datagram(&f);
        }
        frame_close(&f);
        frame_put_u16(&f, length, (unsigned)(f.n - length - 2));
        if (i == 0)
            frame_zeros(&f, (4 - (f.n - length + 12) % 4) % 4);
    }
    topic_add(c, &f);
}

/* A datagram in two fragments. */
static void fragments_play(struct capture *c)
{
    enum { FIRST = 32 };
    struct frame body = {0};
    group_datagram(&body);
    frame_close(&body);
    for (unsigned i = 0; i < 2; i++) {
        struct frame f = {0};
        wlan(&f, DATA, TO_DS | (i == 0 ? MORE_FRAGMENTS : 0u), TO_GROUP);
        f.at[22] = (uint8_t)(f.at[22] | i); /* the fragment's number */
        frame_bytes(&f, body.at + i * FIRST, i == 0 ? FIRST : body.n - FIRST);
        topic_add(c, &f);
    }
}

void wifi_play(struct capture *c)
{
    management_play(c);
    control_play(c);
    data_play(c);
    amsdu_play(c);
    fragments_play(c);
}

/* Headers of capture programs */

enum { RADIOTAP_FCS = 0x10, RADIOTAP_PADDED = 0x20 };

/* TSFT where `tsft`, and flags; one more word of fields where `more`. */
static size_t radiotap(struct frame *f, unsigned flags, bool tsft, bool more)
{
    size_t start = more ? 16 : 8;
    frame_u16(f, 0); /* version */
    le16(f, (unsigned)(start + (tsft ? 8u : 0u) + 1 + (more ? 1u : 0u)));
    le32(f, (tsft ? 1u : 0u) | 2u | (more ? UINT32_C(0xa0000000) : 0));
    if (more) {
        le32(f, UINT32_C(1) << 5); /* the signal at an antenna */
        frame_zeros(f, 4);
    }
    if (tsft)
        frame_zeros(f, 8);
    frame_u8(f, flags);
    if (more)
        frame_u8(f, 0xc0);
    return f->n;
}

void radiotap_play(struct capture *c)
{
    struct frame f = {0};
    size_t start = radiotap(&f, RADIOTAP_FCS, true, false);
    wlan(&f, DATA, TO_DS, TO_GROUP);
    group_datagram(&f);
    fcs(&f, start);
    topic_add(c, &f);

    f = (struct frame){0}; /* no frame check sequence */
    radiotap(&f, 0, false, false);
    wlan(&f, DATA, TO_DS, TO_AP);
    snap(&f, ETHERTYPE_IPV4);
    topic_datagram(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* 26 bytes of header, padded to 28 */
    radiotap(&f, RADIOTAP_PADDED, true, false);
    wlan(&f, QOS_DATA, TO_DS, TO_AP);
    le16(&f, 0);
    frame_zeros(&f, 2);
    snap(&f, ETHERTYPE_IPV4);
    topic_datagram(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* a second word of fields */
    start = radiotap(&f, RADIOTAP_FCS, false, true);
    wlan(&f, ACK, 0, ADDRESSES(TOPIC_HOST_MAC));
    fcs(&f, start);
    topic_add(c, &f);
}

enum { PPI_80211 = 105, PPI_FIELD_80211 = 2, PPI_FIELD_80211_SIZE = 20, PPI_FCS = 1 };

static void ppi_80211(struct frame *f, unsigned flags)
{
    frame_u16(f, 0); /* version, flags */
    le16(f, 8 + 4 + PPI_FIELD_80211_SIZE);
    le32(f, PPI_80211);
    le16(f, PPI_FIELD_80211);
    le16(f, PPI_FIELD_80211_SIZE);
    frame_zeros(f, 8);
    le16(f, flags);
    frame_zeros(f, PPI_FIELD_80211_SIZE - 10);
}

void ppi_play(struct capture *c)
{
    struct frame f = {0};
    ppi_80211(&f, PPI_FCS);
    size_t start = f.n;
    wlan(&f, DATA, TO_DS, TO_GROUP);
    group_datagram(&f);
    fcs(&f, start);
    topic_add(c, &f);

    f = (struct frame){0};
    ppi_80211(&f, 0);
    wlan(&f, DATA, TO_DS, TO_AP);
    snap(&f, ETHERTYPE_IPV6);
    topic_datagram6(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* Ethernet, and nothing to say of it */
    frame_u16(&f, 0);
    le16(&f, 8);
    le32(&f, LINK_ETHERNET);
    frame_ethernet(&f, TOPIC_PEER_MAC, TOPIC_HOST_MAC, ETHERTYPE_IPV4);
    topic_datagram(&f);
    topic_add(c, &f);
}

void prism_play(struct capture *c)
{
    enum { VALUES = 10 };
    struct frame f = {0};
    le32(&f, 0x44);
    le32(&f, 24 + VALUES * 12);
    frame_text(&f, "wlan0");
    frame_zeros(&f, 11);
    for (unsigned i = 1; i <= VALUES; i++) {
        le32(&f, i << 12 | 0x44);
        le16(&f, 1); /* absent */
        le16(&f, 4);
        le32(&f, 0);
    }
    wlan(&f, DATA, TO_DS, TO_GROUP);
    group_datagram(&f);
    topic_add(c, &f);

    f = (struct frame){0}; /* AVS in its place */
    frame_u32(&f, UINT32_C(0x80211001));
    frame_u32(&f, 64);
    frame_zeros(&f, 56);
    wlan(&f, DATA, TO_DS, TO_AP);
    snap(&f, ETHERTYPE_IPV4);
    topic_datagram(&f);
    topic_add(c, &f);
}
