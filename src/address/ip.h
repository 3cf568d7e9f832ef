/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_IP_H
#define CASTSCOPE_IP_H

#include <stdbool.h>
#include <stdint.h>

#include "address/mac.h"

enum ip_family { IP_NONE = 0, IP_V4 = 4, IP_V6 = 6 };

/* An IPv4 or IPv6 address, or none. An IPv4 address is a number in `low`, with `high` zero; an IPv6
 * address fills both, the first octet most significant. The family is as wide as the rest so that
 * there is no padding, and keys made of addresses can be hashed and compared as bytes. */
struct ip {
    uint64_t high, low;
    uint64_t family; /* enum ip_family */
};

#define IP_TEXT 46 /* the longest IPv6 text and the terminator */

static inline struct ip ip_v4(uint32_t value)
{
    return (struct ip){.high = 0, .low = value, .family = IP_V4};
}

static inline struct ip ip_v6(uint64_t high, uint64_t low)
{
    return (struct ip){.high = high, .low = low, .family = IP_V6};
}

static inline bool ip_equal(struct ip a, struct ip b)
{
    return a.low == b.low && a.high == b.high && a.family == b.family;
}

/* Multicast: 224.0.0.0/4 (RFC 1112 section 4), ff00::/8 (RFC 4291 section 2.7). */
static inline bool ip_is_multicast(struct ip a)
{
    return a.family == IP_V4 ? a.low >> 28 == 0xe : a.family == IP_V6 && a.high >> 56 == 0xff;
}

/* Link-local unicast: 169.254.0.0/16 (RFC 3927), fe80::/10 (RFC 4291 section 2.5.6). */
static inline bool ip_is_link_local(struct ip a)
{
    return a.family == IP_V4 ? a.low >> 16 == 0xa9fe : a.family == IP_V6 && a.high >> 54 == 0x3fa;
}

static inline bool ip_is_limited_broadcast(struct ip a)
{
    return a.family == IP_V4 && a.low == 0xffffffff;
}

static inline bool ip_is_unspecified(struct ip a)
{
    return a.family != IP_NONE && a.low == 0 && a.high == 0;
}

/* Order by family, then by number: below, equal or above zero. */
static inline int ip_compare(struct ip a, struct ip b)
{
    if (a.family != b.family)
        return a.family < b.family ? -1 : 1;
    if (a.high != b.high)
        return a.high < b.high ? -1 : 1;
    return a.low == b.low ? 0 : a.low < b.low ? -1 : 1;
}

/* True where `a` has the first `bits` bits of `prefix`, and its family. */
bool ip_in_prefix(struct ip a, struct ip prefix, unsigned bits);

/* Canonical text: dotted quad, or RFC 5952; "-" for none. */
void ip_format(struct ip, char out[IP_TEXT]);

/* Reads canonical or any other valid text form; *out is untouched where it is none. */
bool ip_parse(const char *string, struct ip *out);

/* The Ethernet address a multicast group is sent to: RFC 1112 section 6.4 (01:00:5e and the low 23
 * bits), RFC 2464 section 7 (33:33 and the low 32 bits). MAC_NONE for anything else. */
struct mac ip_group_mac(struct ip group);

#endif
