/* SPDX-License-Identifier: MIT */
/*
 * IEEE 802.11 frames (IEEE Std 802.11 clause 9), as far as who sends what to whom.
 *
 *     frame control (2): version (2 bits), type (2), subtype (4), then flags: to DS, from DS, more
 *         fragments, retry, power management, more data, protected, HT control
 *     duration (2), address 1 (6), address 2 (6), address 3 (6), sequence control (2)
 *     data: address 4 (6) where both DS flags are set, QoS control (2) and HT control (4) where said
 *
 * Whose the addresses are is told by the DS flags. A control frame has a receiver and at most a
 * transmitter, which need not be where the data comes from or goes to: it counts for nobody. A
 * protected frame is encrypted, so that what it carries stays unknown. Numbers have their low byte
 * first.
 */
#include "decode/ieee80211.h"
#include "decode/ethertype.h"

enum frame_type { TYPE_MANAGEMENT, TYPE_CONTROL, TYPE_DATA, TYPE_EXTENSION, TYPE_COUNT };

enum flag {
    FLAG_TO_DS = 0x01,
    FLAG_FROM_DS = 0x02,
    FLAG_MORE_FRAGMENTS = 0x04,
    FLAG_PROTECTED = 0x40,
    FLAG_HT_CONTROL = 0x80,
};

enum {
    SUBTYPES = 16,
    SUBTYPE_NO_DATA = 0x04, /* bits of the subtypes of data frames */
    SUBTYPE_QOS = 0x08,
    QOS_AMSDU = 0x0080,
    QOS_MESH_CONTROL = 0x0100,
    FRAGMENT_NUMBER = 0x000f, /* of sequence control */
    MESH_EXTENSION = 0x03,    /* addresses behind the mesh control field; 3 is reserved */
    MESH_CONTROL = 6,
    AMSDU_MSDUS = 64, /* of an A-MSDU of 11454 bytes hardly more than the shortest frames fill */
    FCS = 4,
    HEADER_UNIT = 4, /* what some radios pad headers to */
};

static const char *const subtype_names[TYPE_COUNT][SUBTYPES] = {
    [TYPE_MANAGEMENT] = {"association request", "association response", "reassociation request",
                         "reassociation response", "probe request", "probe response",
                         "timing advertisement", NULL, "beacon", "ATIM", "disassociation",
                         "authentication", "deauthentication", "action",
                         "action without acknowledgment", NULL},
    [TYPE_CONTROL] = {NULL, NULL, "trigger", "TACK", "beamforming report poll", "NDP announcement",
                      "control frame extension", "control wrapper", "block acknowledgment request",
                      "block acknowledgment", "PS-Poll", "RTS", "CTS", "acknowledgment", "CF-End",
                      "CF-End and acknowledgment"},
    [TYPE_DATA] = {"data", "data and CF-Ack", "data and CF-Poll", "data, CF-Ack and CF-Poll",
                   "null", "CF-Ack", "CF-Poll", "CF-Ack and CF-Poll", "QoS data",
                   "QoS data and CF-Ack", "QoS data and CF-Poll", "QoS data, CF-Ack and CF-Poll",
                   "QoS null", NULL, "QoS CF-Poll", "QoS CF-Ack and CF-Poll"},
    [TYPE_EXTENSION] = {"DMG beacon", "S1G beacon"},
};

/* Enters who sends to whom. */
static void ends_enter(struct packet *p, struct mac src, struct mac dst)
{
    p->eth_src = src;
    p->eth_dst = dst;
    if (mac_is_group(src))
        fact_state(p, FACT_ODD)->how = ODDITY_SOURCE_GROUP_MAC;
}

static void management_decode(struct packet *p, struct reader *r, uint8_t flags)
{
    field_le16(p, r, "wlan.duration");
    struct mac dst = field_mac(p, r, "wlan.address1");
    struct mac src = field_mac(p, r, "wlan.address2");
    field_mac(p, r, "wlan.address3");
    field_le16(p, r, "wlan.sequence");
    if (flags & FLAG_HT_CONTROL)
        field_le32(p, r, "wlan.ht_control");
    if (decode_sound(p, r))
        ends_enter(p, src, dst);
}

static void control_decode(struct packet *p, struct reader *r, unsigned subtype)
{
    /* A bit for each subtype whose second address says who transmits. */
    static const uint16_t with_transmitter = 1u << 2 | 1u << 4 | 1u << 5 | 1u << 8 | 1u << 9 |
                                             1u << 10 | 1u << 11 | 1u << 14 | 1u << 15;
    field_le16(p, r, "wlan.duration");
    field_mac(p, r, "wlan.address1");
    if (with_transmitter >> subtype & 1)
        field_mac(p, r, "wlan.address2");
    decode_sound(p, r);
}

/* What the header of a data frame says of its body. */
struct body {
    bool readable, amsdu;
};

/* The mesh control field is there where QoS control says so, in frames within a mesh; elsewhere that
 * bit is part of a number, so that the field must look like one, too. */
static bool mesh_is_said(const struct reader *r, uint8_t flags, uint16_t qos)
{
    int mesh = reader_peek(r, 0);
    return (qos & QOS_MESH_CONTROL) && (flags & FLAG_FROM_DS) && mesh >= 0 && mesh < MESH_EXTENSION;
}

static void mesh_decode(struct packet *p, struct reader *r)
{
    uint8_t extension = field_u8(p, r, "wlan.mesh.flags");
    field_skip(p, r, MESH_CONTROL - 1, "wlan.mesh.control");
    if (extension == 1) {
        struct mac src = field_mac(p, r, "wlan.address4");
        if (decode_sound(p, r))
            p->eth_src = src;
    } else if (extension == 2) {
        struct mac dst = field_mac(p, r, "wlan.address5");
        struct mac src = field_mac(p, r, "wlan.address6");
        if (decode_sound(p, r)) {
            p->eth_dst = dst;
            p->eth_src = src;
        }
    }
}

static struct body data_header_decode(struct packet *p, struct reader *r, unsigned subtype,
                                      uint8_t flags)
{
    const struct body none = {false, false};
    uint32_t start = r->at - 2;
    bool to_ds = flags & FLAG_TO_DS, from_ds = flags & FLAG_FROM_DS,
         has_qos = subtype & SUBTYPE_QOS;
    field_le16(p, r, "wlan.duration");
    struct mac address1 = field_mac(p, r, "wlan.address1");
    struct mac address2 = field_mac(p, r, "wlan.address2");
    struct mac address3 = field_mac(p, r, "wlan.address3");
    uint16_t sequence = field_le16(p, r, "wlan.sequence");
    struct mac address4 = to_ds && from_ds ? field_mac(p, r, "wlan.address4") : MAC_NONE;
    uint16_t qos = has_qos ? field_le16(p, r, "wlan.qos") : 0;
    if (has_qos && (flags & FLAG_HT_CONTROL))
        field_le32(p, r, "wlan.ht_control");
    if (!decode_sound(p, r))
        return none;
    struct mac src = !from_ds ? address2 : to_ds ? address4 : address3;
    ends_enter(p, src, to_ds ? address3 : address1);
    if ((subtype & SUBTYPE_NO_DATA) || reader_left(r) == 0)
        return none;
    if (flags & FLAG_PROTECTED) {
        info_setf(p, "802.11 %s, protected", subtype_names[TYPE_DATA][subtype]);
        return none;
    }
    if (sequence & FRAGMENT_NUMBER) {
        info_setf(p, "802.11 %s, fragment %u", subtype_names[TYPE_DATA][subtype],
                  (unsigned)(sequence & FRAGMENT_NUMBER));
        return none;
    }
    p->more_fragments = flags & FLAG_MORE_FRAGMENTS;
    if (p->padded && (r->at - start) % HEADER_UNIT != 0)
        field_skip(p, r, HEADER_UNIT - (r->at - start) % HEADER_UNIT, "wlan.padding");
    if (mesh_is_said(r, flags, qos))
        mesh_decode(p, r);
    return (struct body){decode_sound(p, r), qos & QOS_AMSDU};
}

/*
 * An A-MSDU is several frames in one, each with addresses of its own:
 *
 *     destination (6), source (6), length (2), 802.2 header and so on, padding to 4 bytes
 *
 * The packet is the first of them; of the others only the lengths are believed or not.
 */
static void amsdu_decode(struct packet *p, struct reader *r)
{
    unsigned n = 0;
    while (n < AMSDU_MSDUS && r->fault == FAULT_NONE && reader_left(r) > 0) {
        struct mac dst = field_mac(p, r, "wlan.msdu.dst");
        struct mac src = field_mac(p, r, "wlan.msdu.src");
        uint16_t length = field_be16(p, r, "wlan.msdu.length");
        uint32_t padding = (HEADER_UNIT - (14u + length) % HEADER_UNIT) % HEADER_UNIT;
        struct reader msdu = reader_window(r, length);
        if (n++ == 0 && msdu.fault == FAULT_NONE) {
            ends_enter(p, src, dst);
            decode_next(p, &msdu, SPACE_ETHERTYPE, ETHERTYPE_802_2);
        }
        if (reader_left(r) < padding)
            break; /* the last one has none */
        reader_skip(r, padding);
    }
    decode_sound(p, r);
    if (n > 1)
        decode_stop(p);
}

static void data_decode(struct packet *p, struct reader *r, unsigned subtype, uint8_t flags)
{
    struct body body = data_header_decode(p, r, subtype, flags);
    if (body.readable && body.amsdu)
        amsdu_decode(p, r);
    else if (body.readable)
        decode_next(p, r, SPACE_ETHERTYPE, ETHERTYPE_802_2);
}

void ieee80211_decode(struct packet *p, struct reader *r)
{
    uint8_t control = reader_u8(r);
    enum frame_type type = control >> 2 & 3;
    unsigned version = control & 3, subtype = control >> 4;
    const char *name = subtype_names[type][subtype];
    field_number(p, r, 1, "wlan.version", version);
    field_number(p, r, 1, "wlan.type", type);
    field_meaning(p, r, 1, "wlan.subtype", subtype, version == 0 ? name : NULL);
    uint8_t flags = reader_u8(r);
    if (fields_wanted(p))
        hex_report(p, r, 1, "wlan.flags", flags);
    if (!decode_sound(p, r))
        return;
    if (version != 0) { /* version 1 is of another shape */
        info_setf(p, "802.11 frame of version %u", version);
        return;
    }
    info_setf(p, "802.11 %s", name != NULL ? name : "frame");
    switch (type) {
    case TYPE_MANAGEMENT: management_decode(p, r, flags); break;
    case TYPE_CONTROL: control_decode(p, r, subtype); break;
    case TYPE_DATA: data_decode(p, r, subtype, flags); break;
    case TYPE_EXTENSION:
    case TYPE_COUNT: break;
    }
}

void ieee80211_next(struct packet *p, struct reader *r, struct ieee80211_form form)
{
    if (reader_left(r) == 0)
        return;
    if (form.fcs && !reader_limit(r, reader_left(r) - FCS)) {
        decode_bad(p);
        return;
    }
    p->padded = form.padded;
    decode_as(p, r, PROTO_IEEE80211);
}
