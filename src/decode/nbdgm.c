/* SPDX-License-Identifier: MIT */
/*
 * NetBIOS Datagram Service (RFC 1002 section 4.4).
 *
 *     type (1), flags (1), id (2), source address (4), source port (2), then
 *     datagrams (0x10 to 0x12): length (2), offset (2), source name, destination name, data
 *     error (0x13): code (1)
 *     queries (0x14 to 0x16): destination name
 */
#include "decode/netbios.h"

enum {
    DIRECT_UNIQUE = 0x10,
    DIRECT_GROUP = 0x11,
    BROADCAST = 0x12,
    DATAGRAM_ERROR = 0x13,
    QUERY_REQUEST = 0x14,
    QUERY_NEGATIVE = 0x16,
};

static const char *type_name(uint8_t type)
{
    switch (type) {
    case DIRECT_UNIQUE: return "direct unique datagram";
    case DIRECT_GROUP: return "direct group datagram";
    case BROADCAST: return "broadcast datagram";
    case DATAGRAM_ERROR: return "error";
    case QUERY_REQUEST: return "query request";
    case 0x15: return "positive query response";
    case QUERY_NEGATIVE: return "negative query response";
    default: return NULL;
    }
}

static void datagram_decode(struct packet *p, struct reader *r, struct ip sender)
{
    struct netbios_name from, to;
    field_be16(p, r, "nbdgm.length");
    field_be16(p, r, "nbdgm.offset");
    netbios_name_field(p, r, "nbdgm.source_name", &from);
    netbios_name_field(p, r, "nbdgm.destination_name", &to);
    if (!decode_sound(p, r))
        return;
    netbios_name_state(p, sender, &from, UINT32_MAX);
    if (p->sink == NULL)
        return;
    char source[NETBIOS_LABEL], target[NETBIOS_LABEL];
    netbios_name_format(&from, source);
    netbios_name_format(&to, target);
    info_write_line(p, "NetBIOS datagram, %s to %s", source, target);
}

void nbdgm_decode(struct packet *p, struct reader *r)
{
    struct netbios_name name;
    uint8_t type = reader_u8(r);
    const char *what = type_name(type);
    field_meaning(p, r, 1, "nbdgm.type", type, what);
    field_u8(p, r, "nbdgm.flags");
    field_be16(p, r, "nbdgm.id");
    struct ip sender = field_ip4(p, r, "nbdgm.source_ip");
    field_be16(p, r, "nbdgm.source_port");
    if (!decode_sound(p, r))
        return;
    info_setf(p, "NetBIOS datagram service, %s", what != NULL ? what : "unknown message");
    if (type >= DIRECT_UNIQUE && type <= BROADCAST)
        datagram_decode(p, r, sender);
    else if (type == DATAGRAM_ERROR)
        field_u8(p, r, "nbdgm.error");
    else if (type >= QUERY_REQUEST && type <= QUERY_NEGATIVE)
        netbios_name_field(p, r, "nbdgm.destination_name", &name);
    decode_sound(p, r);
}
