/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SAVEFILE_BUILDER_H
#define CASTSCOPE_SAVEFILE_BUILDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "capture/stream.h"

/* Saved captures made in memory for tests, well-formed or not, and a read function over them. */

enum { BUILT_MAX = 8192, BORDERS = 32 };

struct built {
    uint8_t bytes[BUILT_MAX];
    size_t n;
    bool big; /* byte order of what is added */
    size_t block;
    size_t border[BORDERS]; /* where a file may rightly end */
    bool frame[BORDERS];    /* a frame ends there */
    size_t borders;
};

static inline void put8(struct built *b, unsigned value)
{
    b->bytes[b->n++] = (uint8_t)value;
}

static inline void put16(struct built *b, unsigned value)
{
    put8(b, b->big ? value >> 8 : value);
    put8(b, b->big ? value : value >> 8);
}

static inline void put32(struct built *b, uint32_t value)
{
    put16(b, b->big ? value >> 16 : value & 0xffff);
    put16(b, b->big ? value & 0xffff : value >> 16);
}

static inline void put64(struct built *b, uint64_t value)
{
    put32(b, (uint32_t)(b->big ? value >> 32 : value));
    put32(b, (uint32_t)(b->big ? value : value >> 32));
}

static inline void put_bytes(struct built *b, const void *bytes, size_t n)
{
    memcpy(b->bytes + b->n, bytes, n);
    b->n += n;
}

static inline void put_padding(struct built *b)
{
    while (b->n % 4 != 0)
        put8(b, 0);
}

static inline void border(struct built *b, bool frame)
{
    b->border[b->borders] = b->n;
    b->frame[b->borders++] = frame;
}

/* pcap */

static inline void pcap_begin(struct built *b, uint32_t magic, unsigned major, unsigned minor,
                              uint32_t snapshot_length, uint32_t link)
{
    put32(b, magic);
    put16(b, major);
    put16(b, minor);
    put64(b, 0);
    put32(b, snapshot_length);
    put32(b, link);
    border(b, false);
}

static inline void pcap_record(struct built *b, uint32_t seconds, uint32_t fraction,
                               uint32_t first_length, uint32_t second_length, const char *data)
{
    put32(b, seconds);
    put32(b, fraction);
    put32(b, first_length);
    put32(b, second_length);
    put_bytes(b, data, strlen(data));
    border(b, true);
}

/* pcapng. A section and its interfaces are built so that all lengths are multiples of 4 from 0 on. */

static inline void block_begin(struct built *b, uint32_t type)
{
    b->block = b->n;
    put32(b, type);
    put32(b, 0);
}

static inline void block_end(struct built *b, bool frame)
{
    put_padding(b);
    uint32_t length = (uint32_t)(b->n - b->block) + 4;
    put32(b, length);
    size_t end = b->n;
    b->n = b->block + 4;
    put32(b, length);
    b->n = end;
    border(b, frame);
}

static inline void option(struct built *b, unsigned code, const void *value, size_t n)
{
    put16(b, code);
    put16(b, (unsigned)n);
    put_bytes(b, value, n);
    put_padding(b);
}

static inline void option64(struct built *b, unsigned code, uint64_t value)
{
    put16(b, code);
    put16(b, 8);
    put64(b, value);
}

static inline void section(struct built *b)
{
    block_begin(b, 0x0a0d0d0a);
    put32(b, 0x1a2b3c4d);
    put16(b, 1);
    put16(b, 0);
    put64(b, UINT64_MAX);
    block_end(b, false);
}

/* An interface description that the caller ends with block_end(b, false), after options. */
static inline void interface_begin(struct built *b, unsigned link, uint32_t snapshot_length)
{
    block_begin(b, 1);
    put16(b, link);
    put16(b, 0);
    put32(b, snapshot_length);
}

static inline void interface(struct built *b, unsigned link, uint32_t snapshot_length,
                             const char *name)
{
    interface_begin(b, link, snapshot_length);
    if (name != NULL)
        option(b, 2, name, strlen(name));
    block_end(b, false);
}

/* An enhanced packet that the caller ends with block_end(b, true), after options. */
static inline void packet_begin(struct built *b, uint32_t at, uint64_t ticks, uint32_t captured,
                                uint32_t length, const char *data)
{
    block_begin(b, 6);
    put32(b, at);
    put32(b, (uint32_t)(ticks >> 32));
    put32(b, (uint32_t)ticks);
    put32(b, captured);
    put32(b, length);
    put_bytes(b, data, strlen(data));
    put_padding(b);
}

static inline void packet(struct built *b, uint32_t at, uint64_t ticks, const char *data)
{
    packet_begin(b, at, ticks, (uint32_t)strlen(data), (uint32_t)strlen(data), data);
    block_end(b, true);
}

/* Reading: everything at once, or `step` bytes at a time and LATER in between. */
struct feed {
    const uint8_t *bytes;
    size_t n, at, step;
    bool later;
};

static inline ptrdiff_t feed_read(void *context, void *into, size_t n)
{
    struct feed *f = context;
    if (f->step > 0 && (f->later = !f->later))
        return STREAM_READ_LATER;
    size_t left = f->n - f->at;
    size_t most = f->step > 0 && f->step < left ? f->step : left;
    size_t got = n < most ? n : most;
    if (got > 0)
        memcpy(into, f->bytes + f->at, got);
    f->at += got;
    return (ptrdiff_t)got;
}

#endif
