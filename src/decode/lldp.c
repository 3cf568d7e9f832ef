/* SPDX-License-Identifier: MIT */
/*
 * Link Layer Discovery Protocol (IEEE Std 802.1AB clause 8): a machine says on each port what it is.
 *
 *     +----------------+-----------------+---------------
 *     | type (7 bits)  | length (9 bits) | value ...        again and again
 *     +----------------+-----------------+---------------
 *
 * Chassis, port and time to live come first, each once and in this order; the end may be marked by
 * type 0. A time to live of 0 takes everything back. What organisations add is skipped.
 */
#include "decode/discovery.h"

enum tlv {
    TLV_END = 0,
    TLV_CHASSIS,
    TLV_PORT,
    TLV_TTL,
    TLV_PORT_DESCRIPTION,
    TLV_SYSTEM_NAME,
    TLV_SYSTEM_DESCRIPTION,
    TLV_CAPABILITIES,
    TLV_MANAGEMENT_ADDRESS,
    TLV_ORGANISATION = 127,
};

enum {
    TLVS = 256, /* of one frame; a frame of 1500 bytes may hold 750 empty ones */
    CHASSIS_MAC = 4,
    CHASSIS_NETWORK = 5,
    PORT_MAC = 3,
    PORT_NETWORK = 4,
    SUBTYPE_COUNT = 8, /* of chassis and of ports */
    FAMILY_IPV4 = 1,   /* by the IANA's address family numbers */
    FAMILY_IPV6 = 2,
};

struct lldp {
    struct discovery said;
    struct mac chassis;
    char port[DISCOVERY_TEXT];
    bool ended;
};

static const char *tlv_name(unsigned type)
{
    static const char *const names[] = {
        [TLV_END] = "end",
        [TLV_CHASSIS] = "chassis",
        [TLV_PORT] = "port",
        [TLV_TTL] = "time to live",
        [TLV_PORT_DESCRIPTION] = "port description",
        [TLV_SYSTEM_NAME] = "system name",
        [TLV_SYSTEM_DESCRIPTION] = "system description",
        [TLV_CAPABILITIES] = "capabilities",
        [TLV_MANAGEMENT_ADDRESS] = "management address",
        [TLV_ORGANISATION] = "organisation's own",
    };
    return type < sizeof names / sizeof *names ? names[type] : NULL;
}

static struct ip address_decode(struct packet *p, struct reader *r, const char *field)
{
    uint8_t family = field_u8(p, r, "lldp.address_family");
    uint32_t n = reader_left(r);
    if (family == FAMILY_IPV4 && n == 4)
        return field_ip4(p, r, field);
    if (family == FAMILY_IPV6 && n == 16)
        return field_ip6(p, r, field);
    field_skip(p, r, n, field);
    return (struct ip){0};
}

static void chassis_decode(struct packet *p, struct reader *r, struct lldp *m)
{
    static const char *const subtypes[SUBTYPE_COUNT] = {
        NULL,          "chassis component", "interface alias", "port component",
        "MAC address", "network address",   "interface name",  "locally assigned",
    };
    uint8_t subtype = reader_u8(r);
    field_meaning(p, r, 1, "lldp.chassis.subtype", subtype,
                  subtype < SUBTYPE_COUNT ? subtypes[subtype] : NULL);
    if (subtype == CHASSIS_MAC && reader_left(r) == 6)
        m->chassis = field_mac(p, r, "lldp.chassis");
    else if (subtype == CHASSIS_NETWORK)
        address_decode(p, r, "lldp.chassis");
    else
        discovery_line(p, r, "lldp.chassis", NULL);
}

static void port_decode(struct packet *p, struct reader *r, struct lldp *m)
{
    static const char *const subtypes[SUBTYPE_COUNT] = {
        NULL,
        "interface alias",
        "port component",
        "MAC address",
        "network address",
        "interface name",
        "agent circuit",
        "locally assigned",
    };
    uint8_t subtype = reader_u8(r);
    field_meaning(p, r, 1, "lldp.port.subtype", subtype,
                  subtype < SUBTYPE_COUNT ? subtypes[subtype] : NULL);
    if (subtype == PORT_MAC && reader_left(r) == 6)
        mac_format(field_mac(p, r, "lldp.port"), m->port);
    else if (subtype == PORT_NETWORK)
        address_decode(p, r, "lldp.port");
    else
        discovery_line(p, r, "lldp.port", m->port);
}

static void management_decode(struct packet *p, struct reader *r, struct lldp *m)
{
    uint8_t length = field_u8(p, r, "lldp.address_length");
    struct reader address = reader_window(r, length);
    discovery_address(&m->said, address_decode(p, &address, "lldp.address"));
    reader_spoil(r, address.fault);
    field_u8(p, r, "lldp.interface.subtype");
    field_be32(p, r, "lldp.interface");
    uint8_t oid = field_u8(p, r, "lldp.oid_length");
    field_skip(p, r, oid, "lldp.oid");
}

static void value_decode(struct packet *p, struct reader *r, struct lldp *m, unsigned type)
{
    switch (type) {
    case TLV_CHASSIS: chassis_decode(p, r, m); break;
    case TLV_PORT: port_decode(p, r, m); break;
    case TLV_TTL: m->said.ttl_s = field_be16(p, r, "lldp.ttl_s"); break;
    case TLV_PORT_DESCRIPTION: discovery_line(p, r, "lldp.port_description", NULL); break;
    case TLV_SYSTEM_NAME: discovery_line(p, r, "lldp.system_name", m->said.name); break;
    case TLV_SYSTEM_DESCRIPTION:
        discovery_line(p, r, "lldp.system_description", m->said.description[0]);
        break;
    case TLV_CAPABILITIES:
        field_hex16(p, r, "lldp.capabilities");
        field_hex16(p, r, "lldp.capabilities_enabled");
        break;
    case TLV_MANAGEMENT_ADDRESS: management_decode(p, r, m); break;
    default: field_skip(p, r, reader_left(r), "lldp.value"); break;
    }
}

/* Reads one. The first three must be what they must be, and be it nowhere else. */
static void tlv_decode(struct packet *p, struct reader *r, struct lldp *m, unsigned i)
{
    uint16_t head = reader_be16(r);
    unsigned type = head >> 9;
    field_meaning(p, r, 2, "lldp.type", type, tlv_name(type));
    struct reader value = reader_window(r, head & 0x1ff);
    bool mandatory = type >= TLV_CHASSIS && type <= TLV_TTL;
    if (r->fault == FAULT_NONE && (i < TLV_TTL ? type != i + 1 : mandatory))
        reader_spoil(r, FAULT_BAD);
    m->ended = type == TLV_END;
    if (r->fault == FAULT_BAD || m->ended)
        return;
    value_decode(p, &value, m, type);
    reader_spoil(r, value.fault);
}

void lldp_decode(struct packet *p, struct reader *r)
{
    struct lldp m = {.said = {.name = "", .ttl_s = UINT32_MAX}, .chassis = MAC_NONE};
    unsigned i = 0;
    while (!m.ended && i < TLVS && r->fault == FAULT_NONE && (reader_left(r) > 0 || i < TLV_TTL))
        tlv_decode(p, r, &m, i++);
    m.said.bearer = mac_exists(p->eth_src) ? p->eth_src : m.chassis;
    if (!decode_sound(p, r) && r->fault == FAULT_BAD)
        return;
    discovery_state(p, &m.said);
    if (i == TLVS && !m.ended)
        decode_stop(p);
    info_setf(p, "LLDP%s%s%s%s%s", m.said.ttl_s == 0 ? " goodbye" : "",
              m.said.name[0] != '\0' ? " of " : "", m.said.name, m.port[0] != '\0' ? ", port " : "",
              m.port);
}
