/* SPDX-License-Identifier: MIT */
/*
 * DHCP for IPv4 (RFC 2131; options: RFC 2132, client FQDN: RFC 4702, leasequery: RFC 4388).
 *
 *     op (1), hardware type (1), hardware length (1), hops (1), transaction id (4), seconds (2), flags (2)
 *     client, your, server and gateway address (4 each), client hardware address (16)
 *     server name (64), file (128), magic cookie (4), options: code (1), length (1), data
 *
 * A mask or broadcast address counts as proof only from a server, in an acknowledgment or an offer; a
 * vendor class describes the client only from the client, since servers send it back to start PXE.
 * Option overload and BOOTP vendor areas without the cookie are left alone.
 */
#include "decode/dns.h"

enum {
    DHCP_COOKIE = 0x63825363,
    HARDWARE_ETHERNET = 1,
    HARDWARE_ADDRESS = 16,

    OPTION_PAD = 0,
    OPTION_SUBNET_MASK = 1,
    OPTION_ROUTER = 3,
    OPTION_DNS_SERVERS = 6,
    OPTION_HOST_NAME = 12,
    OPTION_DOMAIN = 15,
    OPTION_BROADCAST = 28,
    OPTION_REQUESTED = 50,
    OPTION_LEASE = 51,
    OPTION_MESSAGE_TYPE = 53,
    OPTION_SERVER = 54,
    OPTION_VENDOR_CLASS = 60,
    OPTION_CLIENT_FQDN = 81,
    OPTION_END = 255,
    OPTIONS = 2048, /* padding included; no message needs more */

    OP_REQUEST = 1,    /* of a client */
    OP_REPLY = 2,      /* of a server */
    FQDN_ENCODED = 4,  /* the E bit: labels rather than ASCII */
    STRING = DNS_NAME, /* an option of 255 bytes, each escaped */

    DHCP_DISCOVER = 1,
    DHCP_OFFER,
    DHCP_REQUEST,
    DHCP_DECLINE,
    DHCP_ACK,
    DHCP_NAK,
    DHCP_TYPE_COUNT = 14,
};

struct dhcp {
    uint8_t op, type;
    uint16_t seconds;
    bool cut;   /* there are more options than are read */
    bool whole; /* all of them were read */
    struct mac client;
    struct ip yours, mask, broadcast, requested, server, router;
    char host[STRING], fqdn[STRING], vendor_class[STRING]; /* clean */
};

static const char *type_name(uint8_t type)
{
    static const char *const names[DHCP_TYPE_COUNT] = {
        [1] = "discover",          [2] = "offer",
        [3] = "request",           [4] = "decline",
        [5] = "acknowledgment",    [6] = "negative acknowledgment",
        [7] = "release",           [8] = "inform",
        [9] = "force renew",       [10] = "leasequery",
        [11] = "lease unassigned", [12] = "lease unknown",
        [13] = "lease active",
    };
    return type < DHCP_TYPE_COUNT ? names[type] : NULL;
}

/* Some senders end strings with NUL (RFC 2132 section 2). The first of a kind counts: cleaning one
 * string after the other is what a hostile message could cost most. */
static void string_decode(struct packet *p, struct reader *o, const char *field, char out[STRING])
{
    uint32_t n = reader_left(o);
    const uint8_t *string = reader_bytes(o, n);
    if (string == NULL || out[0] != '\0')
        return;
    uint32_t kept = n;
    while (kept > 0 && string[kept - 1] == 0)
        kept--;
    text_sanitize(out, STRING, string, kept);
    field_text(p, o, n, field, out);
}

/* RFC 4702 section 2: flags (1), two result codes (1 each), the name in one of two encodings. */
static void fqdn_decode(struct packet *p, struct reader *o, struct dhcp *d)
{
    uint8_t flags = field_u8(p, o, "dhcp.fqdn.flags");
    field_skip(p, o, 2, "dhcp.fqdn.results");
    if ((flags & FQDN_ENCODED) == 0) {
        string_decode(p, o, "dhcp.fqdn", d->fqdn);
        size_t n = strlen(d->fqdn);
        if (n > 0 && d->fqdn[n - 1] == '.')
            d->fqdn[n - 1] = '\0';
        return;
    }
    if (d->fqdn[0] != '\0')
        return;
    uint32_t n = reader_left(o);
    dns_labels_read(o, d->fqdn);
    field_text(p, o, n - reader_left(o), "dhcp.fqdn", d->fqdn);
}

/* In the order of preference (RFC 2132 section 3.5). */
static void routers_decode(struct packet *p, struct reader *o, struct dhcp *d)
{
    while (o->fault == FAULT_NONE && reader_left(o) > 0) {
        struct ip router = field_ip4(p, o, "dhcp.router");
        if (d->router.family == IP_NONE && o->fault == FAULT_NONE)
            d->router = router;
    }
}

/* What is reported and not looked into further: addresses, numbers, strings. */
static void plain_decode(struct packet *p, struct reader *o, uint8_t code)
{
    char string[STRING] = "";
    switch (code) {
    case OPTION_DNS_SERVERS:
        while (o->fault == FAULT_NONE && reader_left(o) > 0)
            field_ip4(p, o, "dhcp.dns_server");
        break;
    case OPTION_DOMAIN:
        if (fields_wanted(p))
            string_decode(p, o, "dhcp.domain", string);
        break;
    case OPTION_LEASE: field_be32(p, o, "dhcp.lease_s"); break;
    default: field_skip(p, o, reader_left(o), "dhcp.option.data"); break;
    }
}

static void option_decode(struct packet *p, struct reader *o, uint8_t code, struct dhcp *d)
{
    switch (code) {
    case OPTION_MESSAGE_TYPE:
        d->type = reader_u8(o);
        field_meaning(p, o, 1, "dhcp.type", d->type, type_name(d->type));
        break;
    case OPTION_SUBNET_MASK: d->mask = field_ip4(p, o, "dhcp.mask"); break;
    case OPTION_ROUTER: routers_decode(p, o, d); break;
    case OPTION_BROADCAST: d->broadcast = field_ip4(p, o, "dhcp.broadcast"); break;
    case OPTION_SERVER: d->server = field_ip4(p, o, "dhcp.server"); break;
    case OPTION_REQUESTED: d->requested = field_ip4(p, o, "dhcp.requested"); break;
    case OPTION_HOST_NAME: string_decode(p, o, "dhcp.host", d->host); break;
    case OPTION_VENDOR_CLASS: string_decode(p, o, "dhcp.vendor_class", d->vendor_class); break;
    case OPTION_CLIENT_FQDN: fqdn_decode(p, o, d); break;
    default: plain_decode(p, o, code); break;
    }
    decode_sound(p, o);
}

static void options_decode(struct packet *p, struct reader *r, struct dhcp *d)
{
    for (int i = 0; r->fault == FAULT_NONE && reader_left(r) > 0; i++) {
        d->cut = i == OPTIONS;
        if (d->cut)
            return;
        uint8_t code = field_u8(p, r, "dhcp.option");
        if (code == OPTION_PAD)
            continue;
        if (code == OPTION_END)
            break;
        uint8_t length = field_u8(p, r, "dhcp.option.length");
        struct reader option = reader_window(r, length);
        option_decode(p, &option, code, d);
    }
    d->whole = decode_sound(p, r);
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

/* States that the client is called or is `clean`, where it is anything. */
static void client_state(struct packet *p, enum fact_kind kind, struct mac client,
                         const char *clean)
{
    if (clean[0] == '\0' || !mac_exists(client))
        return;
    struct fact *fact = fact_state(p, kind);
    fact->mac = client;
    fact->text = fact_keep(p, clean);
}

static void lease_state(struct packet *p, const struct dhcp *d)
{
    static const struct {
        uint8_t op, type;
        enum lease lease;
    } leases[] = {
        {OP_REQUEST, DHCP_DISCOVER, LEASE_DISCOVER},
        {OP_REPLY, DHCP_OFFER, LEASE_OFFER},
        {OP_REQUEST, DHCP_REQUEST, LEASE_REQUEST},
        {OP_REQUEST, DHCP_DECLINE, LEASE_DECLINE},
        {OP_REPLY, DHCP_ACK, LEASE_ACK},
        {OP_REPLY, DHCP_NAK, LEASE_NAK},
    };
    for (size_t i = 0; i < sizeof leases / sizeof leases[0] && mac_exists(d->client); i++) {
        if (d->op != leases[i].op || d->type != leases[i].type)
            continue;
        struct fact *fact = fact_state(p, FACT_LEASE);
        bool reminds = leases[i].lease == LEASE_REQUEST && d->server.family == IP_NONE;
        fact->how = (uint8_t)(reminds ? LEASE_REMIND : leases[i].lease);
        fact->mac = d->client;
        fact->ip = d->op == OP_REQUEST ? d->requested : d->yours;
        fact->port = d->seconds;
    }
}

static void facts_state(struct packet *p, const struct dhcp *d)
{
    if (d->whole) /* else what is missing would say something, too */
        lease_state(p, d);
    client_state(p, FACT_NAMED, d->client, d->host);
    if (strcmp(d->host, d->fqdn) != 0)
        client_state(p, FACT_NAMED, d->client, d->fqdn);
    if (d->op == OP_REQUEST)
        client_state(p, FACT_DESCRIBES, d->client, d->vendor_class);
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
    if (d->router.family == IP_V4 && !ip_is_unspecified(d->router))
        fact_state(p, FACT_ROUTER)->ip = d->router;
    if (d->type == DHCP_ACK)
        fact_bind(p, d->client, d->yours, BINDING_LEARNED);
}

static void info_write(struct packet *p, const struct dhcp *d)
{
    if (p->sink == NULL)
        return;
    char address[IP_TEXT];
    const char *name = type_name(d->type);
    struct text line = text_over(p->sink->info, sizeof p->sink->info);
    text_addf(&line, "DHCP %s", name != NULL ? name : "message");
    if (d->yours.family == IP_V4 && !ip_is_unspecified(d->yours)) {
        ip_format(d->yours, address);
        text_addf(&line, " of %s", address);
    } else if (d->requested.family == IP_V4 && !ip_is_unspecified(d->requested)) {
        ip_format(d->requested, address);
        text_addf(&line, " for %s", address);
    }
    if (d->host[0] != '\0' || d->fqdn[0] != '\0')
        text_addf(&line, ", host name %s", d->host[0] != '\0' ? d->host : d->fqdn);
    if (d->vendor_class[0] != '\0')
        text_addf(&line, ", vendor class %s", d->vendor_class);
}

void dhcp_decode(struct packet *p, struct reader *r)
{
    struct dhcp d = {.client = MAC_NONE};
    d.op = field_u8(p, r, "dhcp.op");
    uint8_t hardware = field_u8(p, r, "dhcp.hardware");
    uint8_t length = field_u8(p, r, "dhcp.hardware_length");
    field_u8(p, r, "dhcp.hops");
    field_be32(p, r, "dhcp.transaction");
    d.seconds = field_be16(p, r, "dhcp.seconds");
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
    info_setf(p, "BOOTP %s", d.op == OP_REQUEST ? "request" : "reply");
    if (reader_left(r) < 4)
        return;
    uint32_t cookie = field_be32(p, r, "dhcp.cookie");
    if (!decode_sound(p, r) || cookie != DHCP_COOKIE)
        return;
    options_decode(p, r, &d);
    facts_state(p, &d);
    info_write(p, &d);
    if (d.cut)
        decode_stop(p);
}
