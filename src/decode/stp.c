/* SPDX-License-Identifier: MIT */
/*
 * Spanning trees: STP, RSTP and MSTP (IEEE Std 802.1D clause 9, IEEE Std 802.1Q), behind
 * an 802.2 header or, one tree for each VLAN, in Cisco's SNAP (PVST+).
 *
 *     protocol 0 (2), version (1), type (1), and unless the type is a topology change notification:
 *     flags (1), root (8), cost (4), bridge (8), port (2), message age, maximum age, hello time,
 *     forward delay (2 each, in 1/256 s)
 *     from version 2 on: version 1 length, 0 (1)
 *     from version 3 on: version 3 length (2), region (51: format, name of 32, revision of 2, digest
 *     of 16), internal cost (4), bridge (8), hops (1), then 16 bytes for each further tree
 *
 * A root or bridge is its priority (4 bits), the VLAN or tree (12) and a MAC address.
 */
#include "decode/decoder.h"

enum { VERSION_STP = 0, VERSION_RSTP = 2, VERSION_MSTP = 3, VERSION_SPT = 4, VERSION_COUNT };

enum type { TYPE_CONFIGURATION = 0x00, TYPE_RAPID = 0x02, TYPE_TOPOLOGY_CHANGE = 0x80 };

enum {
    REGION_NAME = 32,
    REGION_DIGEST = 16,
    MSTP_FIXED = 64, /* of a version 3 length: region, cost, bridge and hops */
    TREE = 16,
    TREES = 64, /* IEEE Std 802.1Q allows as many in one region's frame */
};

struct bridge {
    unsigned priority; /* as people write it, a multiple of 4096 */
    unsigned tree;
    struct mac mac;
};

static const char *type_name(uint8_t type)
{
    switch (type) {
    case TYPE_CONFIGURATION: return "configuration";
    case TYPE_RAPID: return "rapid or multiple";
    case TYPE_TOPOLOGY_CHANGE: return "topology change";
    default: return NULL;
    }
}

static const char *version_name(uint8_t version)
{
    static const char *const names[VERSION_COUNT] = {
        [VERSION_STP] = "STP",
        [VERSION_RSTP] = "RSTP",
        [VERSION_MSTP] = "MSTP",
        [VERSION_SPT] = "SPT",
    };
    return version < VERSION_COUNT ? names[version] : NULL;
}

struct bridge_fields {
    const char *priority, *tree, *mac;
};

static struct bridge bridge_decode(struct packet *p, struct reader *r, struct bridge_fields fields)
{
    uint16_t head = reader_be16(r);
    field_number(p, r, 2, fields.priority, head & 0xf000);
    field_number(p, r, 2, fields.tree, head & 0x0fff);
    struct mac mac = field_mac(p, r, fields.mac);
    return (struct bridge){head & 0xf000, head & 0x0fff, mac};
}

/* Seconds in units of 1/256 are reported as milliseconds. */
static void time_decode(struct packet *p, struct reader *r, const char *field)
{
    uint16_t time = reader_be16(r);
    field_number(p, r, 2, field, time * 1000u / 256);
}

/* A configuration knows only the first flag and one for acknowledging it. */
static void flags_decode(struct packet *p, struct reader *r, uint8_t type)
{
    static const char *const roles[] = {"unknown", "alternate or backup", "root", "designated"};
    uint8_t flags = field_u8(p, r, "stp.flags");
    field_number(p, r, 1, "stp.topology_change", flags & 1);
    if (type == TYPE_CONFIGURATION)
        return;
    field_meaning(p, r, 1, "stp.role", flags >> 2 & 3, roles[flags >> 2 & 3]);
    field_number(p, r, 1, "stp.learning", flags >> 4 & 1);
    field_number(p, r, 1, "stp.forwarding", flags >> 5 & 1);
}

static void region_decode(struct packet *p, struct reader *r)
{
    char name[4 * REGION_NAME + 1] = "";
    field_u8(p, r, "stp.region.format");
    const uint8_t *bytes = reader_bytes(r, REGION_NAME);
    if (bytes != NULL) {
        const uint8_t *end = memchr(bytes, 0, REGION_NAME);
        text_sanitize(name, sizeof name, bytes, end != NULL ? (size_t)(end - bytes) : REGION_NAME);
    }
    field_text(p, r, REGION_NAME, "stp.region.name", name);
    field_be16(p, r, "stp.region.revision");
    field_skip(p, r, REGION_DIGEST, "stp.region.digest");
}

static void mstp_decode(struct packet *p, struct reader *r)
{
    uint16_t length = field_be16(p, r, "stp.version3_length");
    if (r->fault == FAULT_NONE && length < MSTP_FIXED) /* older drafts: nothing that we can read */
        return;
    region_decode(p, r);
    field_be32(p, r, "stp.internal_cost");
    bridge_decode(p, r,
                  (struct bridge_fields){"stp.cist.priority", "stp.cist.tree", "stp.cist.mac"});
    field_u8(p, r, "stp.hops");
    unsigned trees = (length - (unsigned)MSTP_FIXED) / TREE;
    for (unsigned i = 0; i < trees && i < TREES && r->fault == FAULT_NONE; i++)
        field_skip(p, r, TREE, "stp.tree");
}

void stp_decode(struct packet *p, struct reader *r)
{
    uint16_t protocol = field_be16(p, r, "stp.protocol");
    uint8_t version = reader_u8(r);
    field_meaning(p, r, 1, "stp.version", version, version_name(version));
    /* Another protocol is GARP's, which shares the service access point (IEEE Std 802.1D). */
    if (protocol != 0) {
        if (decode_sound(p, r))
            info_setf(p, "GARP");
        return;
    }
    uint8_t type = reader_u8(r);
    field_meaning(p, r, 1, "stp.type", type, type_name(type));
    if (!decode_sound(p, r))
        return;
    const char *what = type_name(type);
    info_setf(p, "STP %s", what != NULL ? what : "message");
    if (type != TYPE_CONFIGURATION && type != TYPE_RAPID)
        return;
    flags_decode(p, r, type);
    struct bridge root = bridge_decode(
        p, r, (struct bridge_fields){"stp.root.priority", "stp.root.tree", "stp.root.mac"});
    uint32_t cost = field_be32(p, r, "stp.cost");
    bridge_decode(
        p, r, (struct bridge_fields){"stp.bridge.priority", "stp.bridge.tree", "stp.bridge.mac"});
    uint16_t port = field_hex16(p, r, "stp.port");
    time_decode(p, r, "stp.message_age_ms");
    time_decode(p, r, "stp.maximum_age_ms");
    time_decode(p, r, "stp.hello_time_ms");
    time_decode(p, r, "stp.forward_delay_ms");
    if (type == TYPE_RAPID)
        field_u8(p, r, "stp.version1_length");
    if (type == TYPE_RAPID && version >= VERSION_MSTP)
        mstp_decode(p, r);
    if (!decode_sound(p, r))
        return;
    char mac[MAC_TEXT];
    mac_format(root.mac, mac);
    const char *name = version_name(version);
    info_setf(p, "%s: root %u/%u/%s, cost %u, port 0x%04x", name != NULL ? name : "STP",
              root.priority, root.tree, mac, (unsigned)cost, (unsigned)port);
}
