/* SPDX-License-Identifier: MIT */
/*
 * ARP and RARP (RFC 826, RFC 903; probes and announcements: RFC 5227).
 *
 *     hardware type (2), protocol type (2), hardware length (1), protocol length (1), operation (2),
 *     sender hardware, sender protocol, target hardware, target protocol address
 *
 * Facts come only from Ethernet (or IEEE 802) and IPv4 addresses; other lengths are skipped over.
 */
#include "decode/decoder.h"

enum {
    ARP_REQUEST = 1,
    ARP_REPLY = 2,
    RARP_REQUEST = 3,
    RARP_REPLY = 4,
    ARP_PROTOCOL_IPV4 = 0x0800,
};

struct arp {
    uint16_t operation;
    struct mac sender_mac, target_mac; /* MAC_NONE where they are not 48 bits long */
    struct ip sender, target;          /* none where they are not IPv4 */
};

static const char *operation_name(uint16_t operation)
{
    static const char *const names[] = {
        [ARP_REQUEST] = "request",      [ARP_REPLY] = "reply",   [RARP_REQUEST] = "reverse request",
        [RARP_REPLY] = "reverse reply", [8] = "inverse request", [9] = "inverse reply",
    };
    return operation < sizeof names / sizeof names[0] ? names[operation] : NULL;
}

/* The first and the last 256 addresses of 169.254.0.0/16. */
static bool is_reserved(struct ip ip)
{
    uint32_t third = (uint32_t)ip.low >> 8 & 0xff;
    return ip_is_link_local(ip) && (third == 0 || third == 255);
}

static void odd_state(struct packet *p, enum oddity oddity, struct ip ip)
{
    struct fact *odd = fact_state(p, FACT_ODD);
    odd->how = (uint8_t)oddity;
    odd->ip = ip;
}

/* What RFC 3927 demands of ARP with link-local addresses. */
static void link_local_check(struct packet *p, const struct arp *a)
{
    struct ip claimed = ip_is_unspecified(a->sender) ? a->target : a->sender;
    if (is_reserved(claimed))
        odd_state(p, ODDITY_LINK_LOCAL_RESERVED, claimed);
    if (ip_is_link_local(a->sender) && mac_exists(p->eth_dst) && !mac_is_group(p->eth_dst))
        odd_state(p, ODDITY_LINK_LOCAL_ARP_UNICAST, a->sender);
}

static void facts_state(struct packet *p, const struct arp *a)
{
    bool probe = ip_is_unspecified(a->sender);
    struct fact *gratuitous = NULL;
    switch (a->operation) {
    case ARP_REQUEST:
        if (probe)
            fact_bind(p, a->sender_mac, a->target, BINDING_PROBE);
        else
            gratuitous = fact_bind(p, a->sender_mac, a->sender, BINDING_ANNOUNCED);
        if (!ip_equal(a->sender, a->target))
            fact_state(p, FACT_ASKS)->ip = a->target;
        break;
    case ARP_REPLY:
        gratuitous = fact_bind(p, a->sender_mac, a->sender,
                               ip_equal(a->sender, a->target) ? BINDING_ANNOUNCED
                                                              : BINDING_ANSWERED);
        break;
    case RARP_REPLY: fact_bind(p, a->target_mac, a->target, BINDING_ANSWERED); break;
    default: break;
    }
    if (gratuitous != NULL)
        gratuitous->bits = ip_equal(a->sender, a->target);
    bool direct = a->operation == ARP_REQUEST || a->operation == ARP_REPLY;
    if (direct)
        link_local_check(p, a);
    if (direct && mac_exists(p->eth_src) && mac_exists(a->sender_mac) &&
        !mac_equal(p->eth_src, a->sender_mac)) {
        struct fact *odd = fact_state(p, FACT_ODD);
        odd->how = ODDITY_ARP_SENDER;
        odd->mac = a->sender_mac;
    }
}

static void info_write(struct packet *p, const struct arp *a)
{
    if (p->sink == NULL)
        return;
    char sender[IP_TEXT], target[IP_TEXT], mac[MAC_TEXT];
    ip_format(a->sender, sender);
    ip_format(a->target, target);
    mac_format(a->sender_mac, mac);
    bool plain = a->sender.family == IP_V4 &&
                 (a->operation == ARP_REQUEST || a->operation == ARP_REPLY);
    if (plain && a->operation == ARP_REQUEST && ip_is_unspecified(a->sender))
        info_write_line(p, "Is %s free? (probe by %s)", target, mac);
    else if (plain && ip_equal(a->sender, a->target))
        info_write_line(p, "%s is at %s (announcement)", sender, mac);
    else if (plain && a->operation == ARP_REQUEST)
        info_write_line(p, "Who has %s? Tell %s", target, sender);
    else if (plain)
        info_write_line(p, "%s is at %s", sender, mac);
    else if (a->operation == RARP_REPLY && a->target.family == IP_V4) {
        mac_format(a->target_mac, mac);
        info_write_line(p, "%s is to use %s", mac, target);
    } else {
        const char *name = operation_name(a->operation);
        if (name != NULL)
            info_write_line(p, "%s by %s", name, mac);
        else
            info_write_line(p, "operation %u by %s", (unsigned)a->operation, mac);
    }
}

void arp_decode(struct packet *p, struct reader *r)
{
    p->network = p->stack[p->depth - 1];
    struct arp a = {.sender_mac = MAC_NONE, .target_mac = MAC_NONE};
    field_be16(p, r, "arp.hardware");
    uint16_t protocol = field_hex16(p, r, "arp.protocol");
    uint8_t hardware_length = field_u8(p, r, "arp.hardware_length");
    uint8_t protocol_length = field_u8(p, r, "arp.protocol_length");
    a.operation = reader_be16(r);
    field_meaning(p, r, 2, "arp.op", a.operation, operation_name(a.operation));
    if (!decode_sound(p, r))
        return;
    p->arp_op = a.operation;
    p->has_arp_op = true;
    /* RARP is ARP with operations of its own (RFC 903); some senders leave the EtherType at ARP's. */
    if (a.operation == RARP_REQUEST || a.operation == RARP_REPLY)
        p->network = p->stack[p->depth - 1] = PROTO_RARP;

    bool mac48 = hardware_length == 6;
    bool ipv4 = protocol == ARP_PROTOCOL_IPV4 && protocol_length == 4;
    if (mac48)
        a.sender_mac = field_mac(p, r, "arp.sender.mac");
    else
        field_skip(p, r, hardware_length, "arp.sender.hardware");
    if (ipv4)
        a.sender = field_ip4(p, r, "arp.sender.ip");
    else
        field_skip(p, r, protocol_length, "arp.sender.protocol");
    if (mac48)
        a.target_mac = field_mac(p, r, "arp.target.mac");
    else
        field_skip(p, r, hardware_length, "arp.target.hardware");
    if (ipv4)
        a.target = field_ip4(p, r, "arp.target.ip");
    else
        field_skip(p, r, protocol_length, "arp.target.protocol");
    if (r->fault != FAULT_BAD)
        p->src = a.sender; /* it may be there though the target was cut off */
    if (!decode_sound(p, r))
        return;
    p->dst = a.target;
    if (ipv4)
        facts_state(p, &a);
    info_write(p, &a);
}
