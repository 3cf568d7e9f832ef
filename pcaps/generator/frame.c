/* SPDX-License-Identifier: MIT */
/* Builds frames byte by byte: addresses from text, headers, lengths and the Internet checksum. */
#include "frame.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ETHERNET_HEADER = 14,
    IPV4_HEADER = 20,
    IPV6_HEADER = 40,
};

void frame_u8(struct frame *f, unsigned value)
{
    assert(f->n < FRAME_CAP);
    f->at[f->n++] = (uint8_t)(value & 0xff);
}

void frame_u16(struct frame *f, unsigned value)
{
    frame_u8(f, value >> 8);
    frame_u8(f, value);
}

void frame_u32(struct frame *f, uint32_t value)
{
    frame_u16(f, value >> 16);
    frame_u16(f, value & 0xffff);
}

void frame_put_u16(struct frame *f, size_t offset, unsigned value)
{
    assert(offset + 2 <= f->n);
    f->at[offset] = (uint8_t)(value >> 8 & 0xff);
    f->at[offset + 1] = (uint8_t)(value & 0xff);
}

void frame_bytes(struct frame *f, const void *bytes, size_t n)
{
    assert(n <= FRAME_CAP - f->n);
    if (n > 0) {
        memcpy(f->at + f->n, bytes, n);
        f->n += n;
    }
}

void frame_text(struct frame *f, const char *text)
{
    frame_bytes(f, text, strlen(text));
}

void frame_zeros(struct frame *f, size_t n)
{
    while (n-- > 0)
        frame_u8(f, 0);
}

/* One hexadecimal or decimal number of an address; moves *text behind it. */
static unsigned number_of(const char **text, int base, unsigned largest)
{
    char *end;
    unsigned long value = strtoul(*text, &end, base);
    if (end == *text || value > largest) {
        fprintf(stderr, "generate: %s is not part of an address; correct the story\n", *text);
        abort();
    }
    *text = end;
    return (unsigned)value;
}

static void mac_of(uint8_t mac[6], const char *text)
{
    for (int i = 0; i < 6; i++) {
        mac[i] = (uint8_t)number_of(&text, 16, 0xff);
        assert(*text == (i < 5 ? ':' : '\0'));
        text++;
    }
}

static void ipv4_of(uint8_t ip[4], const char *text)
{
    for (int i = 0; i < 4; i++) {
        ip[i] = (uint8_t)number_of(&text, 10, 255);
        assert(*text == (i < 3 ? '.' : '\0'));
        text++;
    }
}

/* The groups before "::" are written where they stand, those behind it are moved to the end. */
static void ipv6_of(uint8_t ip[16], const char *text)
{
    size_t n = 0;
    size_t gap = 16;
    memset(ip, 0, 16);
    while (*text != '\0') {
        if (text[0] == ':' && text[1] == ':') {
            assert(gap == 16);
            gap = n;
            text += 2;
            continue;
        }
        if (*text == ':')
            text++;
        assert(n < 16);
        unsigned group = number_of(&text, 16, 0xffff);
        ip[n++] = (uint8_t)(group >> 8);
        ip[n++] = (uint8_t)(group & 0xff);
    }
    assert(n == 16 || gap < 16);
    if (gap < 16) {
        memmove(ip + 16 - (n - gap), ip + gap, n - gap);
        memset(ip + gap, 0, 16 - n);
    }
}

void frame_mac(struct frame *f, const char *mac)
{
    uint8_t bytes[6];
    mac_of(bytes, mac);
    frame_bytes(f, bytes, sizeof bytes);
}

bool frame_is_ipv6(const char *ip)
{
    return strchr(ip, ':') != NULL;
}

void frame_address(struct frame *f, const char *ip)
{
    uint8_t bytes[16];
    if (frame_is_ipv6(ip))
        ipv6_of(bytes, ip);
    else
        ipv4_of(bytes, ip);
    frame_bytes(f, bytes, frame_is_ipv6(ip) ? 16 : 4);
}

/* Opens a header that frame_close() completes; it begins at the end of the frame. */
static void layer_open(struct frame *f, enum frame_layer_kind kind)
{
    assert(f->open_n < FRAME_LAYERS_CAP);
    f->open[f->open_n].kind = kind;
    f->open[f->open_n].start = f->n;
    f->open_n++;
}

void frame_ethernet(struct frame *f, const char *to, const char *from, unsigned type)
{
    frame_mac(f, to);
    frame_mac(f, from);
    frame_u16(f, type);
}

void frame_ethernet_group(struct frame *f, const char *group, const char *from)
{
    uint8_t ip[16];
    if (frame_is_ipv6(group)) {
        ipv6_of(ip, group);
        assert(ip[0] == 0xff);
        frame_u16(f, 0x3333);
        frame_bytes(f, ip + 12, 4);
    } else if (strcmp(group, "255.255.255.255") == 0) {
        frame_mac(f, MAC_BROADCAST);
    } else {
        ipv4_of(ip, group);
        assert(ip[0] >= 224 && ip[0] <= 239);
        frame_u16(f, 0x0100);
        frame_u8(f, 0x5e);
        frame_u8(f, ip[1] & 0x7fU);
        frame_bytes(f, ip + 2, 2);
    }
    frame_mac(f, from);
    frame_u16(f, frame_is_ipv6(group) ? ETHERTYPE_IPV6 : ETHERTYPE_IPV4);
}

void frame_802_3(struct frame *f, const char *to, const char *from)
{
    frame_mac(f, to);
    frame_mac(f, from);
    layer_open(f, FRAME_LAYER_LENGTH_802_3);
    frame_u16(f, 0);
}

void frame_vlan(struct frame *f, unsigned priority, unsigned id, unsigned type)
{
    frame_u16(f, priority << 13 | id);
    frame_u16(f, type);
}

void frame_arp(struct frame *f, const struct arp_packet *p)
{
    frame_u16(f, 1); /* Ethernet */
    frame_u16(f, ETHERTYPE_IPV4);
    frame_u8(f, 6);
    frame_u8(f, 4);
    frame_u16(f, p->operation);
    frame_mac(f, p->sender_mac);
    frame_address(f, p->sender_ip);
    frame_mac(f, p->target_mac);
    frame_address(f, p->target_ip);
}

static void ipv4_header(struct frame *f, const struct ip_header *h)
{
    size_t options_n = h->options_n + (h->router_alert ? 4 : 0);
    layer_open(f, FRAME_LAYER_IPV4);
    frame_u8(f, 0x40 | (unsigned)(IPV4_HEADER + options_n) / 4);
    frame_u8(f, 0);
    frame_u16(f, 0); /* total length */
    frame_u16(f, h->id);
    frame_u16(f, h->fragment);
    frame_u8(f, h->ttl == 0 ? 64 : h->ttl);
    frame_u8(f, h->protocol);
    frame_u16(f, 0); /* checksum */
    frame_address(f, h->from);
    frame_address(f, h->to);
    if (h->router_alert)
        frame_bytes(f, "\x94\x04\x00\x00", 4);
    frame_bytes(f, h->options, h->options_n);
}

static void ipv6_header(struct frame *f, const struct ip_header *h)
{
    layer_open(f, FRAME_LAYER_IPV6);
    frame_u32(f, 0x60000000);
    frame_u16(f, 0); /* payload length */
    frame_u8(f, h->router_alert ? IP_HOP_BY_HOP : h->protocol);
    frame_u8(f, h->ttl == 0 ? 64 : h->ttl);
    frame_address(f, h->from);
    frame_address(f, h->to);
    if (h->router_alert) {
        frame_u8(f, h->protocol);
        frame_u8(f, 0); /* 8 bytes long */
        frame_bytes(f, "\x05\x02\x00\x00\x01\x00", 6);
    }
}

void frame_ip(struct frame *f, const struct ip_header *h)
{
    if (frame_is_ipv6(h->from))
        ipv6_header(f, h);
    else
        ipv4_header(f, h);
}

void frame_udp(struct frame *f, unsigned from, unsigned to)
{
    layer_open(f, FRAME_LAYER_UDP);
    frame_u16(f, from);
    frame_u16(f, to);
    frame_u32(f, 0); /* length, checksum */
}

void frame_tcp(struct frame *f, const struct tcp_header *h)
{
    bool syn = (h->flags & TCP_SYN) != 0;
    layer_open(f, FRAME_LAYER_TCP);
    frame_u16(f, h->from);
    frame_u16(f, h->to);
    frame_u32(f, h->seq);
    frame_u32(f, h->ack);
    frame_u8(f, syn ? 8 << 4 : 5 << 4); /* header length in units of 4, upper half */
    frame_u8(f, h->flags);
    frame_u16(f, h->window);
    frame_u32(f, 0); /* checksum, urgent pointer */
    if (syn)         /* maximum segment size 1460, window scale 8, selective acknowledgements */
        frame_bytes(f, "\x02\x04\x05\xb4\x01\x03\x03\x08\x01\x01\x04\x02", 12);
}

void frame_icmp(struct frame *f, unsigned type, unsigned code)
{
    assert(f->open_n > 0);
    bool v6 = f->open[f->open_n - 1].kind == FRAME_LAYER_IPV6;
    layer_open(f, v6 ? FRAME_LAYER_ICMPV6 : FRAME_LAYER_ICMP);
    frame_u8(f, type);
    frame_u8(f, code);
    frame_u16(f, 0); /* checksum */
}

void frame_igmp(struct frame *f, unsigned type, unsigned code)
{
    layer_open(f, FRAME_LAYER_IGMP);
    frame_u8(f, type);
    frame_u8(f, code);
    frame_u16(f, 0); /* checksum */
}

void frame_vrrp(struct frame *f, unsigned router, unsigned priority, unsigned addresses)
{
    layer_open(f, FRAME_LAYER_VRRP);
    frame_u8(f, 0x31); /* version 3, advertisement */
    frame_u8(f, router);
    frame_u8(f, priority);
    frame_u8(f, addresses);
    frame_u16(f, 100); /* hundredths of a second */
    frame_u16(f, 0);   /* checksum */
}

/* RFC 1071, as a sum still to be folded. */
static uint32_t checksum_add(uint32_t sum, const uint8_t *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sum += i % 2 == 0 ? (uint32_t)at[i] << 8 : at[i];
    return sum;
}

static unsigned checksum_fold(uint32_t sum)
{
    while (sum >> 16 != 0)
        sum = (sum & 0xffff) + (sum >> 16);
    return ~sum & 0xffff;
}

/* The pseudo-header of the IP layer below open layer `i` (RFC 9293 section 3.1, RFC 8200 8.1). */
static uint32_t pseudo_header(const struct frame *f, size_t i, unsigned protocol)
{
    assert(i > 0);
    const uint8_t *ip = f->at + f->open[i - 1].start;
    uint32_t sum = (uint32_t)(f->n - f->open[i].start) + protocol;
    if (f->open[i - 1].kind == FRAME_LAYER_IPV4)
        return checksum_add(sum, ip + 12, 8);
    assert(f->open[i - 1].kind == FRAME_LAYER_IPV6);
    return checksum_add(sum, ip + 8, 32);
}

static void layer_close(struct frame *f, size_t i)
{
    size_t start = f->open[i].start;
    unsigned n = (unsigned)(f->n - start);
    unsigned sum;
    switch (f->open[i].kind) {
    case FRAME_LAYER_LENGTH_802_3: frame_put_u16(f, start, n - 2); break;
    case FRAME_LAYER_IPV4:
        frame_put_u16(f, start + 2, n);
        sum = checksum_fold(checksum_add(0, f->at + start, (size_t)(f->at[start] & 15) * 4));
        frame_put_u16(f, start + 10, sum);
        break;
    case FRAME_LAYER_IPV6: frame_put_u16(f, start + 4, n - IPV6_HEADER); break;
    case FRAME_LAYER_ICMP:
    case FRAME_LAYER_IGMP:
        frame_put_u16(f, start + 2, checksum_fold(checksum_add(0, f->at + start, n)));
        break;
    case FRAME_LAYER_TCP:
        sum = checksum_fold(checksum_add(pseudo_header(f, i, IP_TCP), f->at + start, n));
        frame_put_u16(f, start + 16, sum);
        break;
    case FRAME_LAYER_UDP:
        frame_put_u16(f, start + 4, n);
        sum = checksum_fold(checksum_add(pseudo_header(f, i, IP_UDP), f->at + start, n));
        frame_put_u16(f, start + 6, sum == 0 ? 0xffff : sum); /* 0 says "no checksum", RFC 768 */
        break;
    case FRAME_LAYER_ICMPV6:
        sum = checksum_fold(checksum_add(pseudo_header(f, i, IP_ICMPV6), f->at + start, n));
        frame_put_u16(f, start + 2, sum);
        break;
    case FRAME_LAYER_VRRP:
        sum = checksum_fold(checksum_add(pseudo_header(f, i, IP_VRRP), f->at + start, n));
        frame_put_u16(f, start + 6, sum);
        break;
    }
}

void frame_close(struct frame *f)
{
    for (size_t i = f->open_n; i-- > 0;)
        layer_close(f, i);
    f->open_n = 0;
}

void frame_tag(struct frame *f, unsigned id)
{
    enum { MACS = 12, TAG = 4 };
    frame_close(f);
    assert(f->n + TAG <= FRAME_CAP);
    memmove(f->at + MACS + TAG, f->at + MACS, f->n - MACS);
    frame_put_u16(f, MACS, ETHERTYPE_VLAN);
    frame_put_u16(f, MACS + 2, id);
    f->n += TAG;
}

struct frame frame_fragment(const struct frame *whole, size_t from, size_t n, bool more)
{
    size_t header_n = ETHERNET_HEADER + IPV4_HEADER;
    assert(from % 8 == 0 && header_n + from + n <= whole->n);
    struct frame f = {0};
    frame_bytes(&f, whole->at, ETHERNET_HEADER);
    layer_open(&f, FRAME_LAYER_IPV4);
    frame_bytes(&f, whole->at + ETHERNET_HEADER, IPV4_HEADER);
    frame_put_u16(&f, ETHERNET_HEADER + 6, (more ? 0x2000U : 0) | (unsigned)from / 8);
    frame_put_u16(&f, ETHERNET_HEADER + 10, 0);
    frame_bytes(&f, whole->at + header_n + from, n);
    frame_close(&f);
    return f;
}
