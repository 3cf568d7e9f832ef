/* SPDX-License-Identifier: MIT */
/*
 * DHCP for IPv4 (RFC 2131; options: RFC 2132, client FQDN: RFC 4702).
 *
 *     op (1), hardware type (1), hardware length (1), hops (1), transaction id (4), seconds (2), flags (2)
 *     client, your, server and gateway address (4 each), client hardware address (16)
 *     server name (64), file (128), magic cookie (4), options: code (1), length (1), data
 *
 * A mask or broadcast address counts as proof only from a server, in an acknowledgment or an offer.
 * Option overload and BOOTP vendor areas without the cookie are left alone.
 */
#include "decode/decoder.h"

enum {
    DHCP_COOKIE = 0x63825363,
    HARDWARE_ETHERNET = 1,
    HARDWARE_ADDRESS = 16,

    OPTION_PAD = 0,
    OPTION_SUBNET_MASK = 1,
    OPTION_HOST_NAME = 12,
    OPTION_BROADCAST = 28,
    OPTION_REQUESTED = 50,
    OPTION_MESSAGE_TYPE = 53,
    OPTION_END = 255,

    DHCP_OFFER = 2,
    DHCP_ACK = 5,
    DHCP_TYPE_COUNT = 9,
};

struct dhcp {
    uint8_t type;
    struct mac client;
    struct ip yours, mask, broadcast;
    char host[4 * 255 + 1]; /* clean */
};

static const char *type_name(uint8_t type)
{
    static const char *const names[DHCP_TYPE_COUNT] = {
        [1] = "discover", [2] = "offer",          [3] = "request",
        [4] = "decline",  [5] = "acknowledgment", [6] = "negative acknowledgment",
        [7] = "release",  [8] = "inform",
    };
    return type < DHCP_TYPE_COUNT ? names[type] : NULL;
}

static void option_decode(struct packet *p, struct reader *o, uint8_t code, struct dhcp *d)
{
    uint32_t n = reader_left(o);
    switch (code) {
    case OPTION_MESSAGE_TYPE:
        d->type = reader_u8(o);
        field_meaning(p, o, 1, "dhcp.type", d->type, type_name(d->type));
        break;
    case OPTION_SUBNET_MASK: d->mask = field_ip4(p, o, "dhcp.mask"); break;
    case OPTION_BROADCAST: d->broadcast = field_ip4(p, o, "dhcp.broadcast"); break;
    case OPTION_REQUESTED: field_ip4(p, o, "dhcp.requested"); break;
    case OPTION_HOST_NAME: {
        const uint8_t *name = reader_bytes(o, n);
        if (name == NULL)
            break;
        while (n > 0 &&
               name[n - 1] == 0) /* RFC 2132 section 2: some senders end strings with NUL */
            n--;
        text_sanitize(d->host, sizeof d->host, name, n);
        field_text(p, o, reader_left(o) + o->at, "dhcp.host", d->host);
        break;
    }
    default: field_skip(p, o, n, "dhcp.option.data"); break;
    }
    decode_sound(p, o);
}

static void options_decode(struct packet *p, struct reader *r, struct dhcp *d)
{
    while (r->fault == FAULT_NONE && reader_left(r) > 0) {
        uint8_t code = field_u8(p, r, "dhcp.option");
        if (code == OPTION_PAD)
            continue;
        if (code == OPTION_END)
            return;
        uint8_t length = field_u8(p, r, "dhcp.option.length");
        struct reader option = reader_window(r, length);
        option_decode(p, &option, code, d);
    }
    decode_sound(p, r);
}

/* The length of a mask's prefix, or 0 where its ones are not all at the front. */
static unsigned mask_bits(struct ip mask)
{
    uint32_t inverse = (uint32_t)~mask.low;
    if (mask.family != IP_V4 || (inverse & (inverse + 1)) != 0)
        return 0;
    unsigned bits = 32;
    while (inverse != 0) {
        inverse >>= 1;
        bits--;
    }
    return bits;
}

static void facts_state(struct packet *p, const struct dhcp *d)
{
    if (d->host[0] != '\0' && mac_exists(d->client)) {
        struct fact *named = fact_state(p, FACT_NAMED);
        named->mac = d->client;
        named->text = fact_keep(p, d->host);
    }
    if ((d->type != DHCP_ACK && d->type != DHCP_OFFER) || ip_is_unspecified(d->yours))
        return;
    unsigned bits = mask_bits(d->mask);
    if (bits > 0) {
        struct fact *subnet = fact_state(p, FACT_SUBNET);
        subnet->ip = d->yours;
        subnet->bits = (uint8_t)bits;
    }
    if (d->broadcast.family == IP_V4)
        fact_state(p, FACT_BROADCAST)->ip = d->broadcast;
    if (d->type == DHCP_ACK && mac_exists(d->client)) {
        struct fact *binds = fact_state(p, FACT_BINDS);
        binds->how = BINDING_LEARNED;
        binds->mac = d->client;
        binds->ip = d->yours;
    }
}

void dhcp_decode(struct packet *p, struct reader *r)
{
    struct dhcp d = {.client = MAC_NONE};
    field_u8(p, r, "dhcp.op");
    uint8_t hardware = field_u8(p, r, "dhcp.hardware");
    uint8_t length = field_u8(p, r, "dhcp.hardware_length");
    field_u8(p, r, "dhcp.hops");
    field_be32(p, r, "dhcp.transaction");
    field_be16(p, r, "dhcp.seconds");
    field_hex16(p, r, "dhcp.flags");
    field_ip4(p, r, "dhcp.client_ip");
    d.yours = field_ip4(p, r, "dhcp.your_ip");
    field_ip4(p, r, "dhcp.server_ip");
    field_ip4(p, r, "dhcp.gateway_ip");
    struct reader address = reader_window(r, HARDWARE_ADDRESS);
    if (hardware == HARDWARE_ETHERNET && length == 6)
        d.client = field_mac(p, &address, "dhcp.client_mac");
    field_skip(p, r, 64, "dhcp.server_name");
    field_skip(p, r, 128, "dhcp.file");
    if (!decode_sound(p, r))
        return;
    if (reader_left(r) < 4)
        return;
    uint32_t cookie = field_be32(p, r, "dhcp.cookie");
    if (!decode_sound(p, r) || cookie != DHCP_COOKIE)
        return;
    options_decode(p, r, &d);
    facts_state(p, &d);
    const char *name = type_name(d.type);
    if (d.host[0] != '\0')
        info_setf(p, "DHCP %s, host name %.100s", name != NULL ? name : "message", d.host);
    else
        info_setf(p, "DHCP %s", name != NULL ? name : "message");
}
