/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_READER_H
#define CASTSCOPE_READER_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "address/ip.h"
#include "address/mac.h"
#include "text/compiler.h"

/* How a frame failed to say everything it set out to say. */
enum fault {
    FAULT_NONE,
    FAULT_SHORT, /* the capture cut the frame: its sender is not to blame */
    FAULT_BAD,   /* the frame contradicts itself */
};

/*
 * A window on a frame's bytes, and the only way to read them.
 *
 * A window has two ends: `length` is where it ends by the word of the protocol around it, `captured`
 * where the bytes at hand end. A read that needs bytes behind `length` is FAULT_BAD, one that needs
 * bytes behind `captured` but before `length` is FAULT_SHORT. The first fault sticks: every later
 * read gives zero and moves nothing, so that a decoder reads all its fields and tests `fault` once,
 * before it believes any of them. To that end a fault also takes away the bytes that were left, and
 * a read need only ask whether there are enough.
 */
struct reader {
    const uint8_t *base; /* first byte of the window */
    uint32_t at;         /* next byte, counted from base */
    uint32_t captured; /* bytes present; at most length, and no more than were read after a fault */
    uint32_t length;   /* bytes the window should hold */
    uint32_t origin;   /* where base stands in the frame */
    enum fault fault;  /* the first failure */
};

static inline struct reader reader_over(const uint8_t *bytes, uint32_t captured, uint32_t length)
{
    return (struct reader){
        .base = bytes, .captured = captured < length ? captured : length, .length = length};
}

/* Sets the fault of a read of `n` bytes that are not there, unless there was one before. */
void reader_fail(struct reader *, uint32_t n);

/* Sets a fault that the decoder found, unless there was one before; FAULT_NONE is none. */
static inline void reader_spoil(struct reader *r, enum fault fault)
{
    if (fault == FAULT_NONE || r->fault != FAULT_NONE)
        return;
    r->fault = fault;
    r->captured = r->at;
}

/* True where the next `n` bytes, one at least, can be read; else the fault is set. */
static inline bool reader_has(struct reader *r, uint32_t n)
{
    if (RARELY(n > r->captured - r->at)) {
        reader_fail(r, n);
        return false;
    }
    return true;
}

/* Bytes left before the window's end, captured or not. */
static inline uint32_t reader_left(const struct reader *r)
{
    return r->length - r->at;
}

static inline uint8_t reader_u8(struct reader *r)
{
    if (!reader_has(r, 1))
        return 0;
    return r->base[r->at++];
}

static inline uint16_t reader_be16(struct reader *r)
{
    if (!reader_has(r, 2))
        return 0;
    const uint8_t *b = r->base + r->at;
    r->at += 2;
    return (uint16_t)(b[0] << 8 | b[1]);
}

static inline uint32_t reader_be32(struct reader *r)
{
    if (!reader_has(r, 4))
        return 0;
    const uint8_t *b = r->base + r->at;
    r->at += 4;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* Capture headers and 802.11 have their low byte first. */
static inline uint16_t reader_le16(struct reader *r)
{
    uint16_t value = reader_be16(r);
    return (uint16_t)(value >> 8 | value << 8);
}

static inline uint32_t reader_le32(struct reader *r)
{
    uint32_t low = reader_le16(r);
    uint32_t high = reader_le16(r);
    return r->fault == FAULT_NONE ? high << 16 | low : 0;
}

static inline uint64_t reader_be64(struct reader *r)
{
    uint64_t high = reader_be32(r);
    uint64_t low = reader_be32(r);
    return r->fault == FAULT_NONE ? high << 32 | low : 0;
}

static inline struct mac reader_mac(struct reader *r)
{
    if (!reader_has(r, 6))
        return MAC_NONE;
    const uint8_t *b = r->base + r->at;
    r->at += 6;
    return mac_from_octets(b);
}

static inline struct ip reader_ip4(struct reader *r)
{
    uint32_t value = reader_be32(r);
    return r->fault == FAULT_NONE ? ip_v4(value) : (struct ip){0};
}

static inline struct ip reader_ip6(struct reader *r)
{
    uint64_t high = reader_be64(r);
    uint64_t low = reader_be64(r);
    return r->fault == FAULT_NONE ? ip_v6(high, low) : (struct ip){0};
}

/* The next `n` bytes, which are at hand: to ask that is the caller's. */
static inline const uint8_t *reader_take(struct reader *r, uint32_t n)
{
    assert(n <= r->captured - r->at);
    r->at += n;
    return r->base + r->at - n;
}

/* The next `n` bytes, or NULL after a fault. They live as long as the frame. */
static inline const uint8_t *reader_bytes(struct reader *r, uint32_t n)
{
    if (!reader_has(r, n) || r->fault != FAULT_NONE) /* no bytes are always there */
        return NULL;
    return reader_take(r, n);
}

static inline void reader_skip(struct reader *r, uint32_t n)
{
    if (reader_has(r, n))
        r->at += n;
}

/* The byte `n` behind the next one, or -1 where it is not at hand: a look ahead that cannot fault. */
static inline int reader_peek(const struct reader *r, uint32_t n)
{
    return n < r->captured - r->at ? r->base[r->at + n] : -1;
}

/* How many bytes stand before the next `byte`: at most `most`, and at most those at hand. A look
 * ahead that cannot fault. */
static inline uint32_t reader_find(const struct reader *r, uint8_t byte, uint32_t most)
{
    uint32_t there = r->captured - r->at;
    if (there > most)
        there = most;
    const uint8_t *from = r->base + r->at;
    const uint8_t *found = there > 0 ? memchr(from, byte, there) : NULL;
    return found != NULL ? (uint32_t)(found - from) : there;
}

/* Goes back or forth inside the window; FAULT_BAD beyond its end. */
static inline void reader_seek(struct reader *r, uint32_t at)
{
    if (r->fault != FAULT_NONE)
        return;
    if (at > r->length)
        reader_spoil(r, FAULT_BAD);
    else if (at > r->captured)
        reader_spoil(r, FAULT_SHORT);
    else
        r->at = at;
}

/* Ends the window `n` bytes behind the next one, where a length field says that the rest is padding.
 * A length field that says more than there is leaves the window as it is, and returns false. */
static inline bool reader_limit(struct reader *r, uint32_t n)
{
    if (n > r->length - r->at)
        return false;
    r->length = r->at + n;
    if (r->captured > r->length)
        r->captured = r->length;
    return true;
}

/* A window on all that is left, with a base of its own. */
static inline struct reader reader_rest(const struct reader *r)
{
    return (struct reader){.base = r->base + r->at,
                           .captured = r->captured - r->at,
                           .length = r->length - r->at,
                           .origin = r->origin + r->at,
                           .fault = r->fault};
}

/* A window on the next `n` bytes with a base of its own; this reader moves behind it as far as bytes
 * were captured. Where the window around is too small the new one starts with FAULT_BAD, and this
 * reader has it too. */
static inline struct reader reader_window(struct reader *r, uint32_t n)
{
    struct reader w = {.base = r->base + r->at, .origin = r->origin + r->at, .fault = r->fault};
    if (w.fault != FAULT_NONE)
        return w;
    if (n > r->length - r->at) {
        w.fault = FAULT_BAD;
        reader_spoil(r, FAULT_BAD);
        return w;
    }
    uint32_t there = r->captured - r->at;
    w.length = n;
    w.captured = n < there ? n : there;
    if (n <= there)
        r->at += n;
    else
        reader_spoil(r, FAULT_SHORT);
    return w;
}

#endif
