/* SPDX-License-Identifier: MIT */
/*
 * DHCP for IPv6 (RFC 9915; client FQDN: RFC 4704).
 *
 *     message: type (1), transaction id (3), options
 *     relayed: type (1), hop count (1), link address (16), peer address (16), options, of which one
 *              holds the message that the relay passes on
 *     option:  code (2), length (2), data
 *
 * The client is who sends or receives the message on the link; of a relayed one, the peer.
 */
#include "decode/dns.h"

enum {
    SOLICIT = 1,
    REPLY = 7,
    RELAY_FORWARD = 12,
    RELAY_REPLY = 13,
    MESSAGE_TYPE_COUNT = 14,

    OPTION_CLIENT_ID = 1,
    OPTION_SERVER_ID = 2,
    OPTION_IA_NA = 3,
    OPTION_IA_ADDRESS = 5,
    OPTION_RELAYED = 9,
    OPTION_STATUS = 13,
    OPTION_VENDOR_CLASS = 16,
    OPTION_DNS_SERVERS = 23,
    OPTION_CLIENT_FQDN = 39,

    DUID_LINK_LAYER_TIME = 1,
    DUID_LINK_LAYER = 3,
    HARDWARE_ETHERNET = 1,

    OPTIONS = 1024,       /* in one frame, all levels together; no message needs more */
    RELAYS = 8,           /* HOP_COUNT_LIMIT, RFC 9915 section 7.6 */
    STRING = 4 * 255 + 1, /* of a vendor class: more than that is no name of anything */
};

struct dhcpv6 {
    uint8_t type;
    unsigned options; /* read so far */
    bool relayed;
    struct ip client;                          /* none where nobody says */
    struct ip address;                         /* the first that the server assigns */
    char fqdn[DNS_NAME], vendor_class[STRING]; /* clean */
};

static const char *type_name(uint8_t type)
{
    static const char *const names[MESSAGE_TYPE_COUNT] = {
        [SOLICIT] = "solicit",
        [2] = "advertise",
        [3] = "request",
        [4] = "confirm",
        [5] = "renew",
        [6] = "rebind",
        [REPLY] = "reply",
        [8] = "release",
        [9] = "decline",
        [10] = "reconfigure",
        [11] = "information request",
        [RELAY_FORWARD] = "relay",
        [RELAY_REPLY] = "relay reply",
    };
    return type < MESSAGE_TYPE_COUNT ? names[type] : NULL;
}

/* True for a message that clients send (RFC 9915 section 7.3). */
static bool of_a_client(uint8_t type)
{
    return type == SOLICIT || (type >= 3 && type <= 6) || type == 8 || type == 9 || type == 11;
}

/* DHCP unique identifiers (RFC 9915 section 11). The MAC address in one need not be that of the
 * interface that sends it. */
static void duid_decode(struct packet *p, struct reader *o)
{
    uint16_t type = field_be16(p, o, "dhcpv6.duid.type");
    if (type == DUID_LINK_LAYER || type == DUID_LINK_LAYER_TIME) {
        uint16_t hardware = field_be16(p, o, "dhcpv6.duid.hardware");
        if (type == DUID_LINK_LAYER_TIME)
            field_be32(p, o, "dhcpv6.duid.time");
        if (hardware == HARDWARE_ETHERNET && reader_left(o) == 6)
            field_mac(p, o, "dhcpv6.duid.mac");
    }
}

/* Identity association: id (4), two times (4 each), options, of which addresses are read. */
static void association_decode(struct packet *p, struct reader *o, struct dhcpv6 *d)
{
    field_be32(p, o, "dhcpv6.ia.id");
    field_be32(p, o, "dhcpv6.ia.renew_s");
    field_be32(p, o, "dhcpv6.ia.rebind_s");
    while (o->fault == FAULT_NONE && reader_left(o) > 0 && ++d->options < OPTIONS) {
        uint16_t code = field_be16(p, o, "dhcpv6.ia.option");
        uint16_t length = field_be16(p, o, "dhcpv6.ia.option.length");
        struct reader inner = reader_window(o, length);
        if (code == OPTION_IA_ADDRESS) {
            struct ip address = field_ip6(p, &inner, "dhcpv6.address");
            field_be32(p, &inner, "dhcpv6.preferred_s");
            uint32_t valid_s = field_be32(p, &inner, "dhcpv6.valid_s");
            if (inner.fault == FAULT_NONE && valid_s > 0 && d->address.family == IP_NONE)
                d->address = address;
            decode_sound(p, &inner);
        }
    }
}

/* Enterprise number (4), then strings, each with its length (2): the first one is kept. */
static void vendor_class_decode(struct packet *p, struct reader *o, struct dhcpv6 *d)
{
    field_be32(p, o, "dhcpv6.vendor_class.enterprise");
    uint16_t length = field_be16(p, o, "dhcpv6.vendor_class.length");
    const uint8_t *string = reader_bytes(o, length);
    if (string == NULL || d->vendor_class[0] != '\0')
        return;
    text_sanitize(d->vendor_class, sizeof d->vendor_class, string, length < 255 ? length : 255);
    field_text(p, o, length, "dhcpv6.vendor_class", d->vendor_class);
}

static void fqdn_decode(struct packet *p, struct reader *o, struct dhcpv6 *d)
{
    field_u8(p, o, "dhcpv6.fqdn.flags");
    if (d->fqdn[0] != '\0')
        return;
    uint32_t n = reader_left(o);
    dns_labels_read(o, d->fqdn);
    field_text(p, o, n - reader_left(o), "dhcpv6.fqdn", d->fqdn);
}

static void option_decode(struct packet *p, struct reader *o, uint16_t code, struct dhcpv6 *d)
{
    switch (code) {
    case OPTION_CLIENT_ID:
    case OPTION_SERVER_ID: duid_decode(p, o); break;
    case OPTION_IA_NA: association_decode(p, o, d); break;
    case OPTION_STATUS: field_be16(p, o, "dhcpv6.status"); break;
    case OPTION_VENDOR_CLASS: vendor_class_decode(p, o, d); break;
    case OPTION_CLIENT_FQDN: fqdn_decode(p, o, d); break;
    case OPTION_DNS_SERVERS:
        while (o->fault == FAULT_NONE && reader_left(o) > 0)
            field_ip6(p, o, "dhcpv6.dns_server");
        break;
    default: field_skip(p, o, reader_left(o), "dhcpv6.option.data"); break;
    }
    decode_sound(p, o);
}

/* Reads one message; true where it is a relay's, and *inner then the window of what it passes on. */
static bool message_decode(struct packet *p, struct reader *r, struct dhcpv6 *d,
                           struct reader *inner)
{
    bool passes_on = false;
    d->type = reader_u8(r);
    field_meaning(p, r, 1, "dhcpv6.type", d->type, type_name(d->type));
    bool relay = d->type == RELAY_FORWARD || d->type == RELAY_REPLY;
    if (relay) {
        field_u8(p, r, "dhcpv6.hops");
        field_ip6(p, r, "dhcpv6.link");
        d->client = field_ip6(p, r, "dhcpv6.peer");
        d->relayed = true;
    } else {
        field_skip(p, r, 3, "dhcpv6.transaction");
    }
    while (r->fault == FAULT_NONE && reader_left(r) > 0 && ++d->options < OPTIONS) {
        uint16_t code = field_be16(p, r, "dhcpv6.option");
        uint16_t length = field_be16(p, r, "dhcpv6.option.length");
        struct reader option = reader_window(r, length);
        if (relay && code == OPTION_RELAYED && option.fault == FAULT_NONE) {
            *inner = option;
            passes_on = true;
        } else {
            option_decode(p, &option, code, d);
        }
    }
    decode_sound(p, r);
    return passes_on;
}

static void client_state(struct packet *p, enum fact_kind kind, struct ip client, const char *clean)
{
    if (clean[0] == '\0' || client.family == IP_NONE || ip_is_multicast(client) ||
        ip_is_unspecified(client))
        return;
    struct fact *fact = fact_state(p, kind);
    fact->ip = client;
    fact->text = fact_keep(p, clean);
}

static void facts_state(struct packet *p, const struct dhcpv6 *d)
{
    client_state(p, FACT_NAMED, d->client, d->fqdn);
    if (of_a_client(d->type))
        client_state(p, FACT_DESCRIBES, d->client, d->vendor_class);
    /* A client on the link is answered at its link-local address, so the frame shows its MAC. */
    if (d->type == REPLY && !d->relayed && ip_is_link_local(message_dst(p)))
        fact_bind(p, message_eth_dst(p), d->address, BINDING_LEARNED);
}

void dhcpv6_decode(struct packet *p, struct reader *r)
{
    struct dhcpv6 d = {0};
    struct reader message = reader_window(r, reader_left(r));
    struct reader inner;
    int relays = 0;
    while (message_decode(p, &message, &d, &inner)) {
        if (relays++ == RELAYS) {
            decode_bad(p);
            return;
        }
        message = inner;
    }
    if (!d.relayed)
        d.client = of_a_client(d.type) ? message_src(p) : message_dst(p);
    facts_state(p, &d);
    const char *name = type_name(d.type);
    info_setf(p, "DHCPv6 %s%s%s%s%s", name != NULL ? name : "message",
              d.fqdn[0] != '\0' ? ", name " : "", d.fqdn,
              d.vendor_class[0] != '\0' ? ", vendor class " : "", d.vendor_class);
    if (d.options >= OPTIONS)
        decode_stop(p);
}
