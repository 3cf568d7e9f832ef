/* SPDX-License-Identifier: MIT */
/*
 * Linux cooked captures: LINKTYPE_LINUX_SLL and LINKTYPE_LINUX_SLL2, what the "any" device gives.
 *
 *     v1: packet type (2), ARPHRD type (2), address length (2), address (8), protocol (2)
 *     v2: protocol (2), reserved (2), interface index (4), ARPHRD type (2), packet type (1),
 *         address length (1), address (8)
 *
 * There is no destination address: the packet type says how the frame was cast. The protocol is an
 * EtherType (over GRE it is GRE's protocol type, which is one, too: RFC 2784 section 2.4), or a number of
 * Linux's own below 1536, unless the ARPHRD type gives it another meaning.
 */
#include "decode/ethertype.h"

enum packet_type {
    TYPE_TO_US = 0,
    TYPE_BROADCAST = 1,
    TYPE_MULTICAST = 2,
    TYPE_TO_OTHER = 3,
    TYPE_OUTGOING = 4,
    TYPE_COUNT
};

enum {
    SLL_ADDRESS = 8,
    ARPHRD_NETLINK = 824,
    ARPHRD_RADIOTAP = 803,
    ARPHRD_FRAD = 770,
};

static const char *const type_names[TYPE_COUNT] = {
    [TYPE_TO_US] = "to us",         [TYPE_BROADCAST] = "broadcast",
    [TYPE_MULTICAST] = "multicast", [TYPE_TO_OTHER] = "to somebody else",
    [TYPE_OUTGOING] = "sent by us",
};

static void type_apply(struct packet *p, const struct reader *r, uint32_t length, unsigned type)
{
    static const uint8_t casts[TYPE_COUNT] = {
        [TYPE_TO_US] = LINK_CAST_UNICAST,       [TYPE_BROADCAST] = LINK_CAST_BROADCAST,
        [TYPE_MULTICAST] = LINK_CAST_MULTICAST, [TYPE_TO_OTHER] = LINK_CAST_UNICAST,
        [TYPE_OUTGOING] = LINK_CAST_OUTGOING,
    };
    field_meaning(p, r, length, "sll.type", type, type < TYPE_COUNT ? type_names[type] : NULL);
    if (r->fault == FAULT_NONE && type < TYPE_COUNT)
        p->link_cast = casts[type];
}

static void address_apply(struct packet *p, struct reader *r, unsigned length)
{
    struct reader address = reader_window(r, SLL_ADDRESS);
    if (length == 6)
        p->eth_src = field_mac(p, &address, "sll.source");
}

/* Hands on by protocol, where the ARPHRD type does not make it something else. */
static void protocol_apply(struct packet *p, struct reader *r, uint16_t arphrd, uint16_t protocol)
{
    if (!decode_sound(p, r))
        return;
    info_setf(p, "Linux cooked frame");
    switch (arphrd) {
    case ARPHRD_RADIOTAP: decode_as(p, r, PROTO_RADIOTAP); return;
    case ARPHRD_FRAD: decode_as(p, r, PROTO_FRELAY); return;
    case ARPHRD_NETLINK: return;
    default: break;
    }
    p->ethertype = protocol;
    p->has_ethertype = protocol >= ETHERTYPE_MIN;
    decode_next(p, r, SPACE_ETHERTYPE, protocol);
}

void sll_decode(struct packet *p, struct reader *r)
{
    type_apply(p, r, 2, reader_be16(r));
    uint16_t arphrd = field_be16(p, r, "sll.arphrd");
    uint16_t length = field_be16(p, r, "sll.address_length");
    address_apply(p, r, length);
    uint16_t protocol = field_hex16(p, r, "sll.protocol");
    protocol_apply(p, r, arphrd, protocol);
}

void sll2_decode(struct packet *p, struct reader *r)
{
    uint16_t protocol = field_hex16(p, r, "sll.protocol");
    field_skip(p, r, 2, "sll.reserved");
    field_be32(p, r, "sll.interface");
    uint16_t arphrd = field_be16(p, r, "sll.arphrd");
    type_apply(p, r, 1, reader_u8(r));
    uint8_t length = field_u8(p, r, "sll.address_length");
    address_apply(p, r, length);
    protocol_apply(p, r, arphrd, protocol);
}
