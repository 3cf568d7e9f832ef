/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_STREAM_H
#define CASTSCOPE_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "capture/stream_codec.h"
#include "text/compiler.h"

/*
 * A sequence of bytes that is read once, from its beginning to its end, and decompressed on the way
 * where it begins as a compressed file does: gzip, zstd or lz4, recognised by their first bytes.
 *
 * Whoever reads it asks for a number of bytes and gets a pointer to all of them, in the stream's own
 * buffer: nothing is copied. Asking takes nothing; a parser that finds that something is missing can
 * come back later and ask again.
 *
 *     const uint8_t *header = stream_need(s, 16);
 *     if (header == NULL)
 *         return stream_state(s) == STREAM_LATER ? ... : ...;
 *     stream_take(s, 16);
 */

/* What a read function answers beside a count of bytes above zero. */
enum stream_answer {
    STREAM_READ_END = 0,
    STREAM_READ_FAILED = -1, /* and errno says why */
    STREAM_READ_LATER = -2,  /* nothing is there now: ask again */
};

/* Reads at most `n` bytes, n above zero: their number, or an enum stream_answer. */
typedef ptrdiff_t stream_read_fn(void *context, void *into, size_t n);

/* Why stream_need() gave nothing. */
enum stream_state {
    STREAM_OPEN,
    STREAM_LATER,  /* nothing more is there now */
    STREAM_ENDED,  /* the end: what is left is shorter than what was asked for */
    STREAM_FAILED, /* the input cannot be read, or decompressed: `reason` */
};

enum {
    STREAM_BUFFER = 128 * 1024, /* what a stream holds, as long as nobody asks for more at once */
    STREAM_PACKED = 64 * 1024,  /* compressed bytes read ahead */
    STREAM_NEED_MAX = 16 * 1024 * 1024 + 64, /* the most that may be asked for at once */
};

struct stream {
    uint8_t *buffer;
    size_t cap;
    size_t at, end; /* the bytes not yet taken are buffer[at] to buffer[end - 1] */
    uint64_t base;  /* bytes before the buffer's first */
    stream_read_fn *read;
    void *context;
    uint64_t read_bytes; /* of the input, compressed where it is */
    enum stream_state state;
    const char *reason; /* STREAM_FAILED: clean text that continues "...: " */

    uint8_t head[4]; /* the first bytes, by which a compressed form is recognised */
    size_t head_n;
    bool started; /* they are all there, or all that there are */

    const struct stream_codec *codec; /* NULL: not compressed */
    void *decoder;
    uint8_t *packed;
    size_t packed_at, packed_end;
    bool input_ended;
    bool inside;  /* a compressed member has begun and not ended */
    bool pending; /* the decoder may have more to give without more input */
    bool trailer; /* zero bytes follow the last member, and nothing else may */
};

/* A stream of what `read` gives, `context` handed through. It looks at the first bytes with the
 * first stream_need(). False where memory is short; there is nothing to close then. */
bool stream_open(struct stream *, stream_read_fn *read, void *context);
void stream_close(struct stream *);

/* Bytes at hand without reading, and the first of them. */
static inline size_t stream_left(const struct stream *s)
{
    return s->end - s->at;
}

static inline const uint8_t *stream_front(const struct stream *s)
{
    return s->buffer + s->at;
}

/* The slow way of stream_need(). */
const uint8_t *stream_fill(struct stream *, size_t n);

/* The next `n` bytes, at most STREAM_NEED_MAX, or NULL. They stay where they are until the next call
 * with the stream; taking them leaves them in place. */
static inline const uint8_t *stream_need(struct stream *s, size_t n)
{
    return RARELY(stream_left(s) < n) ? stream_fill(s, n) : stream_front(s);
}

/* Goes behind `n` bytes that are at hand. */
static inline void stream_take(struct stream *s, size_t n)
{
    s->at += n;
}

/* Goes behind `*n` bytes that nobody looks at, however many. Where they are not all there yet, or at
 * all, *n is lowered to what is left to skip and false returned. */
bool stream_skip(struct stream *, uint64_t *n);

/* Bytes taken so far; decompressed ones where the stream is compressed. */
static inline uint64_t stream_offset(const struct stream *s)
{
    return s->base + s->at;
}

#endif
