/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_BYTES_H
#define CASTSCOPE_BYTES_H

#include <stdbool.h>
#include <stdint.h>

/* Numbers in a saved capture, which is of the byte order of the machine that wrote it. */

static inline uint16_t bytes_u16(const uint8_t *b, bool big_endian)
{
    unsigned high = b[big_endian ? 0 : 1], low = b[big_endian ? 1 : 0];
    return (uint16_t)(high << 8 | low);
}

static inline uint32_t bytes_u32(const uint8_t *b, bool big_endian)
{
    return big_endian
               ? (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | (uint32_t)b[3]
               : (uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 8 | (uint32_t)b[0];
}

static inline uint64_t bytes_u64(const uint8_t *b, bool big_endian)
{
    uint64_t first = bytes_u32(b, big_endian), second = bytes_u32(b + 4, big_endian);
    return big_endian ? first << 32 | second : second << 32 | first;
}

#endif
