/* SPDX-License-Identifier: MIT */
/*
 * Cisco Discovery Protocol, versions 1 and 2: a machine says on each port what it is. There is no
 * standard; Cisco has published the format, and all of it here agrees with what tshark reads.
 *
 *     version (1), time to live in seconds (1), checksum (2), then again and again
 *     type (2), length (2, these four included), value
 *
 * A value of addresses is their count (4), then for each: protocol type (1), length of the protocol
 * (1), protocol, length of the address (2), address.
 */
#include "decode/discovery.h"

enum tlv {
    TLV_DEVICE = 0x0001,
    TLV_ADDRESSES = 0x0002,
    TLV_PORT = 0x0003,
    TLV_CAPABILITIES = 0x0004,
    TLV_SOFTWARE = 0x0005,
    TLV_PLATFORM = 0x0006,
    TLV_VTP_DOMAIN = 0x0009,
    TLV_NATIVE_VLAN = 0x000a,
    TLV_DUPLEX = 0x000b,
    TLV_SYSTEM_NAME = 0x0014,
    TLV_MANAGEMENT_ADDRESSES = 0x0016,
    TLV_COUNT
};

enum {
    TLVS = 256,     /* of one frame; a frame of 1500 bytes may hold 374 empty ones */
    ADDRESSES = 64, /* of one value */
    TLV_HEADER = 4,
    PROTOCOL_NLPID = 1,
    PROTOCOL_802_2 = 2,
    NLPID_IPV4 = 0xcc,
};

enum description { DESCRIPTION_SOFTWARE, DESCRIPTION_PLATFORM };

struct cdp {
    struct discovery said;
    char port[DISCOVERY_TEXT];
};

static const char *tlv_name(unsigned type)
{
    static const char *const names[TLV_COUNT] = {
        [TLV_DEVICE] = "device",
        [TLV_ADDRESSES] = "addresses",
        [TLV_PORT] = "port",
        [TLV_CAPABILITIES] = "capabilities",
        [TLV_SOFTWARE] = "software",
        [TLV_PLATFORM] = "platform",
        [TLV_VTP_DOMAIN] = "VTP domain",
        [TLV_NATIVE_VLAN] = "native VLAN",
        [TLV_DUPLEX] = "duplex",
        [TLV_SYSTEM_NAME] = "system name",
        [TLV_MANAGEMENT_ADDRESSES] = "management addresses",
    };
    return type < TLV_COUNT ? names[type] : NULL;
}

/* IPv6 has no NLPID here: its protocol is an 802.2 header with SNAP that ends in the EtherType. */
static void address_decode(struct packet *p, struct reader *r, struct cdp *m)
{
    uint8_t type = field_u8(p, r, "cdp.address.protocol_type");
    uint8_t protocol_length = reader_u8(r);
    struct reader protocol = reader_window(r, protocol_length);
    uint16_t length = reader_be16(r);
    struct reader address = reader_window(r, length);
    if (r->fault != FAULT_NONE)
        return;
    bool ipv4 = type == PROTOCOL_NLPID && protocol_length == 1 && length == 4 &&
                reader_peek(&protocol, 0) == NLPID_IPV4;
    bool ipv6 = type == PROTOCOL_802_2 && protocol_length == 8 && length == 16 &&
                reader_peek(&protocol, 6) == 0x86 && reader_peek(&protocol, 7) == 0xdd;
    if (ipv4)
        discovery_address(&m->said, field_ip4(p, &address, "cdp.address"));
    else if (ipv6)
        discovery_address(&m->said, field_ip6(p, &address, "cdp.address"));
    else
        field_skip(p, &address, length, "cdp.address");
}

static void addresses_decode(struct packet *p, struct reader *r, struct cdp *m)
{
    uint32_t count = field_be32(p, r, "cdp.addresses");
    for (uint32_t i = 0; i < count && i < ADDRESSES && r->fault == FAULT_NONE; i++)
        address_decode(p, r, m);
    m->said.more_addresses = m->said.more_addresses || count > ADDRESSES;
}

static void value_decode(struct packet *p, struct reader *r, struct cdp *m, unsigned type)
{
    struct discovery *said = &m->said;
    switch (type) {
    case TLV_DEVICE: discovery_line(p, r, "cdp.device", said->name); break;
    case TLV_ADDRESSES:
    case TLV_MANAGEMENT_ADDRESSES: addresses_decode(p, r, m); break;
    case TLV_PORT: discovery_line(p, r, "cdp.port", m->port); break;
    case TLV_CAPABILITIES: field_be32(p, r, "cdp.capabilities"); break;
    case TLV_SOFTWARE:
        discovery_line(p, r, "cdp.software", said->description[DESCRIPTION_SOFTWARE]);
        break;
    case TLV_PLATFORM:
        discovery_line(p, r, "cdp.platform", said->description[DESCRIPTION_PLATFORM]);
        break;
    case TLV_VTP_DOMAIN: discovery_line(p, r, "cdp.vtp_domain", NULL); break;
    case TLV_NATIVE_VLAN: field_be16(p, r, "cdp.native_vlan"); break;
    case TLV_DUPLEX: field_u8(p, r, "cdp.duplex"); break;
    case TLV_SYSTEM_NAME: discovery_line(p, r, "cdp.system_name", NULL); break;
    default: field_skip(p, r, reader_left(r), "cdp.value"); break;
    }
}

static void tlv_decode(struct packet *p, struct reader *r, struct cdp *m)
{
    uint16_t type = reader_be16(r);
    field_meaning(p, r, 2, "cdp.type", type, tlv_name(type));
    uint16_t length = field_be16(p, r, "cdp.length");
    if (r->fault == FAULT_NONE && length < TLV_HEADER)
        reader_spoil(r, FAULT_BAD);
    if (r->fault != FAULT_NONE)
        return;
    struct reader value = reader_window(r, length - (unsigned)TLV_HEADER);
    if (r->fault == FAULT_BAD)
        return;
    value_decode(p, &value, m, type);
    reader_spoil(r, value.fault);
}

void cdp_decode(struct packet *p, struct reader *r)
{
    struct cdp m = {.said = {.name = "", .bearer = p->eth_src}};
    field_u8(p, r, "cdp.version");
    m.said.ttl_s = field_u8(p, r, "cdp.ttl_s");
    field_hex16(p, r, "cdp.checksum");
    unsigned i = 0;
    while (i < TLVS && r->fault == FAULT_NONE && reader_left(r) > 0) {
        tlv_decode(p, r, &m);
        i++;
    }
    if (!decode_sound(p, r) && r->fault == FAULT_BAD)
        return;
    discovery_state(p, &m.said);
    if (i == TLVS && reader_left(r) > 0)
        decode_stop(p);
    info_setf(p, "CDP%s%s%s%s%s", m.said.ttl_s == 0 ? " goodbye" : "",
              m.said.name[0] != '\0' ? " of " : "", m.said.name, m.port[0] != '\0' ? ", port " : "",
              m.port);
}
