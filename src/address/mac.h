/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_MAC_H
#define CASTSCOPE_MAC_H

#include <stdbool.h>
#include <stdint.h>

/* A 48-bit MAC address (IEEE Std 802, EUI-48) as a number: the first octet on the wire is the most
 * significant. A number makes comparing and prefix matching single operations. */
struct mac {
    uint64_t value; /* below 2^48, or MAC_NONE */
};

/* "No address": the link has none, or the frame ended before it. */
#define MAC_NONE      ((struct mac){UINT64_MAX})
#define MAC_BROADCAST ((struct mac){UINT64_C(0xffffffffffff)})

#define MAC_TEXT 18 /* "00:15:5d:00:e5:01" and the terminator */

static inline struct mac mac_from_octets(const uint8_t b[6])
{
    /* Two halves, each of a shape that compilers turn into one load. */
    uint32_t high = (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
    uint16_t low = (uint16_t)(b[4] << 8 | b[5]);
    return (struct mac){(uint64_t)high << 16 | low};
}

static inline bool mac_equal(struct mac a, struct mac b)
{
    return a.value == b.value;
}

static inline bool mac_exists(struct mac m)
{
    return m.value != UINT64_MAX;
}

/* The I/G bit: a group address, the broadcast address included. */
static inline bool mac_is_group(struct mac m)
{
    return (m.value >> 40 & 1) != 0;
}

/* The U/L bit: locally administered, not assigned by the IEEE. */
static inline bool mac_is_local(struct mac m)
{
    return (m.value >> 40 & 2) != 0;
}

static inline bool mac_is_broadcast(struct mac m)
{
    return m.value == MAC_BROADCAST.value;
}

/* Writes "00:15:5d:00:e5:01", or "-" for MAC_NONE. */
void mac_format(struct mac, char out[MAC_TEXT]);

/* Reads six octets in hexadecimal, separated by ':' or '-', or three groups of four digits
 * separated by '.', or twelve digits. The whole string must match; *out is untouched otherwise. */
bool mac_parse(const char *string, struct mac *out);

#endif
