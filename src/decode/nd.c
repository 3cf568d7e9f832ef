/* SPDX-License-Identifier: MIT */
/*
 * Neighbour Discovery for IPv6 (RFC 4861; duplicate address detection: RFC 4862 section 5.4): the
 * ICMPv6 types 133 to 137.
 *
 *     type (1), code (1), checksum (2), then
 *     router solicitation (133):     reserved (4)
 *     router advertisement (134):    hop limit (1), flags (1), lifetime (2), reachable time (4),
 *                                    retransmission time (4)
 *     neighbour solicitation (135):  reserved (4), target (16)
 *     neighbour advertisement (136): flags (4), target (16)
 *     redirect (137):                reserved (4), target (16), destination (16)
 *     options: type (1), length (1, in 8 bytes, these two included), data
 *
 * A message that came from another link (a hop limit below 255) is ignored by its receivers, and
 * binds nothing here either; nor does a redirect, which is a router's word about another machine.
 */
#include "decode/decoder.h"

enum {
    ROUTER_SOLICITATION = 133,
    ROUTER_ADVERTISEMENT = 134,
    NEIGHBOUR_SOLICITATION = 135,
    NEIGHBOUR_ADVERTISEMENT = 136,
    REDIRECT = 137,
    ND_HOP_LIMIT = 255,
    OPTIONS = 256, /* no message needs more */

    OPTION_SOURCE_LINK_LAYER = 1,
    OPTION_TARGET_LINK_LAYER = 2,
    OPTION_PREFIX = 3,
    OPTION_MTU = 5,
    OPTION_DNS_SERVERS = 25,
    LINK_LAYER_OPTION = 8, /* bytes of a link-layer address option for 48-bit addresses */

    FLAG_ROUTER = 0x80,
    FLAG_SOLICITED = 0x40,
    FLAG_OVERRIDE = 0x20,
};

struct nd {
    uint8_t type;
    bool solicited;
    bool cut;            /* there are more options than are read */
    uint16_t lifetime_s; /* of a router advertisement: 0 is no default router */
    struct ip target;
    struct mac source_mac, target_mac; /* of the options; MAC_NONE where they are missing */
};

static const char *option_name(uint8_t type)
{
    switch (type) {
    case OPTION_SOURCE_LINK_LAYER: return "source link-layer address";
    case OPTION_TARGET_LINK_LAYER: return "target link-layer address";
    case OPTION_PREFIX: return "prefix information";
    case 4: return "redirected header";
    case OPTION_MTU: return "MTU";
    case 14: return "nonce";
    case 24: return "route information";
    case OPTION_DNS_SERVERS: return "recursive DNS servers";
    case 31: return "DNS search list";
    case 37: return "captive portal";
    case 38: return "PREF64";
    default: return NULL;
    }
}

/* RFC 4861 section 4.6.2. */
static void prefix_decode(struct packet *p, struct reader *o)
{
    field_u8(p, o, "nd.prefix.length");
    field_u8(p, o, "nd.prefix.flags");
    field_be32(p, o, "nd.prefix.valid_s");
    field_be32(p, o, "nd.prefix.preferred_s");
    field_skip(p, o, 4, "nd.prefix.reserved");
    field_ip6(p, o, "nd.prefix");
}

/* RFC 8106 section 5.1. */
static void dns_servers_decode(struct packet *p, struct reader *o)
{
    field_skip(p, o, 2, "nd.dns.reserved");
    field_be32(p, o, "nd.dns.lifetime_s");
    while (o->fault == FAULT_NONE && reader_left(o) > 0)
        field_ip6(p, o, "nd.dns.server");
}

static void option_decode(struct packet *p, struct reader *o, struct nd *nd)
{
    uint8_t type = reader_u8(o);
    field_meaning(p, o, 1, "nd.option", type, option_name(type));
    uint32_t length = field_u8(p, o, "nd.option.length") * 8u;
    if (type == OPTION_SOURCE_LINK_LAYER && length == LINK_LAYER_OPTION)
        nd->source_mac = field_mac(p, o, "nd.source.mac");
    else if (type == OPTION_TARGET_LINK_LAYER && length == LINK_LAYER_OPTION)
        nd->target_mac = field_mac(p, o, "nd.target.mac");
    else if (type == OPTION_PREFIX)
        prefix_decode(p, o);
    else if (type == OPTION_DNS_SERVERS)
        dns_servers_decode(p, o);
    else if (type == OPTION_MTU) {
        field_skip(p, o, 2, "nd.mtu.reserved");
        field_be32(p, o, "nd.mtu");
    } else
        field_skip(p, o, reader_left(o), "nd.option.data");
    decode_sound(p, o);
}

static void options_decode(struct packet *p, struct reader *r, struct nd *nd)
{
    for (int i = 0; r->fault == FAULT_NONE && reader_left(r) > 0; i++) {
        nd->cut = i == OPTIONS;
        if (nd->cut)
            return;
        int length = reader_peek(r, 1);
        if (length < 0)
            reader_skip(r, 2); /* faults: cut, or half an option */
        else if (length == 0)
            reader_spoil(r, FAULT_BAD); /* RFC 4861 section 4.6: such a packet must be discarded */
        else {
            struct reader option = reader_window(r, (uint32_t)length * 8);
            option_decode(p, &option, nd);
        }
    }
    decode_sound(p, r);
}

static void facts_state(struct packet *p, const struct nd *nd)
{
    switch (nd->type) {
    case ROUTER_SOLICITATION: fact_bind(p, nd->source_mac, p->src, BINDING_ANNOUNCED); break;
    case ROUTER_ADVERTISEMENT:
        fact_bind(p, nd->source_mac, p->src, BINDING_ANNOUNCED);
        if (nd->lifetime_s > 0 && p->fault == FAULT_NONE)
            fact_state(p, FACT_ROUTER)->ip = p->src;
        break;
    case NEIGHBOUR_SOLICITATION:
        if (ip_is_unspecified(p->src))
            fact_bind(p, p->eth_src, nd->target, BINDING_PROBE);
        else
            fact_bind(p, nd->source_mac, p->src, BINDING_ANNOUNCED);
        fact_state(p, FACT_ASKS)->ip = nd->target;
        break;
    case NEIGHBOUR_ADVERTISEMENT:
        fact_bind(p, nd->target_mac, nd->target,
                  nd->solicited ? BINDING_ANSWERED : BINDING_ANNOUNCED);
        break;
    default: break;
    }
}

static void info_write(struct packet *p, const struct nd *nd)
{
    if (p->sink == NULL)
        return;
    char src[IP_TEXT], target[IP_TEXT], mac[MAC_TEXT];
    ip_format(p->src, src);
    ip_format(nd->target, target);
    mac_format(mac_exists(nd->target_mac) ? nd->target_mac : p->eth_src, mac);
    switch (nd->type) {
    case ROUTER_SOLICITATION: info_write_line(p, "Who is a router? Tell %s", src); break;
    case ROUTER_ADVERTISEMENT:
        if (nd->lifetime_s > 0)
            info_write_line(p, "%s is a router for %u s", src, (unsigned)nd->lifetime_s);
        else
            info_write_line(p, "%s is no default router", src);
        break;
    case NEIGHBOUR_SOLICITATION:
        if (ip_is_unspecified(p->src))
            info_write_line(p, "Is %s free? (probe by %s)", target, mac);
        else
            info_write_line(p, "Who has %s? Tell %s", target, src);
        break;
    case NEIGHBOUR_ADVERTISEMENT:
        info_write_line(p, "%s is at %s%s", target, mac, nd->solicited ? "" : " (announcement)");
        break;
    default: info_write_line(p, "%s says that %s is a better next hop", src, target); break;
    }
}

void nd_decode(struct packet *p, struct reader *r)
{
    struct nd nd = {.source_mac = MAC_NONE, .target_mac = MAC_NONE};
    nd.type = reader_u8(r);
    reader_skip(r, 3); /* code and checksum, which ICMPv6 has reported */
    if (nd.type == ROUTER_ADVERTISEMENT) {
        field_u8(p, r, "nd.hop_limit");
        field_u8(p, r, "nd.flags");
        nd.lifetime_s = field_be16(p, r, "nd.router_lifetime_s");
        field_be32(p, r, "nd.reachable_ms");
        field_be32(p, r, "nd.retransmit_ms");
    } else {
        uint8_t flags = reader_u8(r);
        if (nd.type == NEIGHBOUR_ADVERTISEMENT) {
            nd.solicited = (flags & FLAG_SOLICITED) != 0;
            field_number(p, r, 1, "nd.router", (flags & FLAG_ROUTER) != 0);
            field_number(p, r, 1, "nd.solicited", nd.solicited);
            field_number(p, r, 1, "nd.override", (flags & FLAG_OVERRIDE) != 0);
        }
        reader_skip(r, 3);
    }
    if (nd.type >= NEIGHBOUR_SOLICITATION)
        nd.target = field_ip6(p, r, "nd.target");
    if (nd.type == REDIRECT)
        field_ip6(p, r, "nd.destination");
    if (!decode_sound(p, r))
        return;
    options_decode(p, r, &nd);
    if (p->ttl == ND_HOP_LIMIT)
        facts_state(p, &nd);
    else
        fact_state(p, FACT_ODD)->how = ODDITY_ND_HOP_LIMIT;
    info_write(p, &nd);
    if (nd.cut)
        decode_stop(p);
}
