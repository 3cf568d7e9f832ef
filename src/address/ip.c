/* SPDX-License-Identifier: MIT */

/*
 * IP addresses: order, prefixes, text and group MAC addresses. The text forms are written here, and
 * not by the system's inet_ntop(), so that they are the same on every system and in every program
 * that only replays files.
 */

#include "address/ip.h"

#include <string.h>

/* True where the top `bits` of two numbers of `width` bits agree; more bits than there are count as
 * all of them. */
static bool top_bits_equal(uint64_t a, uint64_t b, unsigned width, unsigned bits)
{
    return bits == 0 || ((a ^ b) >> (bits < width ? width - bits : 0)) == 0;
}

bool ip_in_prefix(struct ip a, struct ip prefix, unsigned bits)
{
    if (a.family != prefix.family) {
        return false;
    }
    if (a.family != IP_V6) {
        return top_bits_equal(a.low, prefix.low, 32, bits);
    }
    return top_bits_equal(a.high, prefix.high, 64, bits) &&
           (bits <= 64 || top_bits_equal(a.low, prefix.low, 64, bits - 64));
}

static char *decimal_format(unsigned octet, char *at)
{
    if (octet >= 100) {
        *at++ = (char)('0' + octet / 100);
    }
    if (octet >= 10) {
        *at++ = (char)('0' + octet / 10 % 10);
    }
    *at++ = (char)('0' + octet % 10);
    return at;
}

static char *quad_format(uint32_t value, char *at)
{
    for (int shift = 24; shift >= 0; shift -= 8) {
        at = decimal_format(value >> shift & 0xff, at);
        if (shift > 0) {
            *at++ = '.';
        }
    }
    return at;
}

static char *hexadecimal_format(unsigned group, char *at)
{
    bool started = false;
    for (int shift = 12; shift >= 0; shift -= 4) {
        unsigned digit = group >> shift & 0xf;
        if (digit != 0 || started || shift == 0) {
            *at++ = "0123456789abcdef"[digit];
            started = true;
        }
    }
    return at;
}

/* Groups of 16 bits that "::" stands for: from `first`, `count` of them, or none. */
struct run {
    int first, count;
};

/* The longest run of zeros, the first of equals, never a single group (RFC 5952 section 4.2). */
static struct run run_longest(const uint16_t group[8])
{
    struct run best = {.first = 8, .count = 1};
    for (int i = 0; i < 8; i++) {
        int n = 0;
        while (i + n < 8 && group[i + n] == 0) {
            n++;
        }
        if (n > best.count) {
            best = (struct run){.first = i, .count = n};
        }
    }
    return best;
}

static char *groups_format(struct ip a, char *at)
{
    uint16_t group[8];
    for (int i = 0; i < 8; i++) {
        group[i] = (uint16_t)((i < 4 ? a.high : a.low) >> (48 - 16 * (i % 4)));
    }
    struct run run = run_longest(group);
    for (int i = 0; i < 8; i++) {
        if (i == run.first) {
            *at++ = ':';
            *at++ = ':';
            i += run.count - 1;
            continue;
        }
        if (i > 0 && at[-1] != ':') {
            *at++ = ':';
        }
        at = hexadecimal_format(group[i], at);
    }
    return at;
}

void ip_format(struct ip a, char out[IP_TEXT])
{
    static const char mapped[] = "::ffff:";
    char *at = out;
    if (a.family == IP_V4) {
        at = quad_format((uint32_t)a.low, at);
    } else if (a.family != IP_V6) {
        *at++ = '-';
    } else if (a.high == 0 && a.low >> 32 == 0xffff) {
        memcpy(at, mapped, sizeof mapped - 1);
        at = quad_format((uint32_t)a.low, at + sizeof mapped - 1);
    } else {
        at = groups_format(a, at);
    }
    *at = '\0';
}

/* Reads a dotted quad up to the end of the string. A leading zero is refused: some programs read
 * such a number as octal. */
static bool quad_parse(const char *s, uint32_t *out)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) {
        if (i > 0 && *s++ != '.') {
            return false;
        }
        unsigned octet = 0;
        int n = 0;
        for (; n < 3 && *s >= '0' && *s <= '9'; n++) {
            octet = octet * 10 + (unsigned)(*s++ - '0');
        }
        if (n == 0 || octet > 255 || (n > 1 && s[-n] == '0')) {
            return false;
        }
        value = value << 8 | octet;
    }
    if (*s != '\0') {
        return false;
    }
    *out = value;
    return true;
}

/* One to four hexadecimal digits at *s, which is moved behind them. */
static bool group_parse(const char **s, uint16_t *out)
{
    unsigned value = 0;
    int n = 0;
    for (; n < 4; n++, (*s)++) {
        char c = **s;
        if (c >= '0' && c <= '9') {
            value = value << 4 | (unsigned)(c - '0');
        } else if (c >= 'a' && c <= 'f') {
            value = value << 4 | (unsigned)(c - 'a' + 10);
        } else if (c >= 'A' && c <= 'F') {
            value = value << 4 | (unsigned)(c - 'A' + 10);
        } else {
            break;
        }
    }
    *out = (uint16_t)value;
    return n > 0;
}

/* The groups on both sides of "::". */
struct halves {
    uint16_t group[8];
    int count; /* groups read */
    int gap;   /* how many of them stand before "::", or -1 without one */
};

/* Takes the "::" or ":" before the next group; false where the string cannot go on so. *more tells
 * whether a group follows. */
static bool separator_parse(const char **s, struct halves *h, bool *more)
{
    if ((*s)[0] == ':' && (*s)[1] == ':' && h->gap < 0) {
        h->gap = h->count;
        *s += 2;
        *more = **s != '\0';
        return true;
    }
    *more = **s != '\0';
    if (h->count == 0 || !*more) {
        return true;
    }
    return *(*s)++ == ':';
}

static bool halves_parse(const char *s, struct halves *h)
{
    for (bool more = true;;) {
        if (!separator_parse(&s, h, &more)) {
            return false;
        }
        if (!more) {
            return true;
        }
        const char *from = s;
        if (h->count == 8 || !group_parse(&s, &h->group[h->count])) {
            return false;
        }
        uint32_t quad;
        if (*s == '.') {
            if (h->count > 6 || !quad_parse(from, &quad)) {
                return false;
            }
            h->group[h->count++] = (uint16_t)(quad >> 16);
            h->group[h->count++] = (uint16_t)quad;
            return true;
        }
        h->count++;
    }
}

/* The text forms of RFC 4291 section 2.2. */
static bool groups_parse(const char *s, struct ip *out)
{
    struct halves h = {.gap = -1};
    if (!halves_parse(s, &h) || (h.gap < 0 ? h.count != 8 : h.count > 7)) {
        return false;
    }
    uint64_t half[2] = {0, 0};
    for (int i = 0; i < h.count; i++) {
        int place = h.gap >= 0 && i >= h.gap ? i + 8 - h.count : i;
        half[place / 4] |= (uint64_t)h.group[i] << (48 - 16 * (place % 4));
    }
    *out = ip_v6(half[0], half[1]);
    return true;
}

bool ip_parse(const char *string, struct ip *out)
{
    uint32_t quad;
    if (quad_parse(string, &quad)) {
        *out = ip_v4(quad);
        return true;
    }
    return groups_parse(string, out);
}

struct mac ip_group_mac(struct ip group)
{
    if (!ip_is_multicast(group)) {
        return MAC_NONE;
    }
    if (group.family == IP_V4) {
        return (struct mac){UINT64_C(0x01005e000000) | (group.low & 0x7fffff)};
    }
    return (struct mac){UINT64_C(0x333300000000) | (group.low & 0xffffffff)};
}
