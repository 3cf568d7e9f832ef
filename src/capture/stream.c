/* SPDX-License-Identifier: MIT */
/* The buffer behind a stream: filling it from the input, through a decoder where there is one. */
#include "capture/stream.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "capture/bytes.h"

static const struct stream_codec *const codecs[] = {&stream_gzip, &stream_zstd, &stream_lz4};

bool stream_open(struct stream *s, stream_read_fn *read, void *context)
{
    uint8_t *buffer = malloc(STREAM_BUFFER);
    if (buffer == NULL)
        return false;
    *s = (struct stream){.buffer = buffer, .cap = STREAM_BUFFER, .read = read, .context = context};
    return true;
}

void stream_close(struct stream *s)
{
    if (s->decoder != NULL)
        s->codec->close(s->decoder);
    free(s->packed);
    free(s->buffer);
    *s = (struct stream){0};
}

static bool stream_fail(struct stream *s, const char *reason)
{
    s->state = STREAM_FAILED;
    s->reason = reason;
    return false;
}

/* Reads input to `into`; 0 where there is none, and the state says why. */
static size_t input_read(struct stream *s, uint8_t *into, size_t n)
{
    ptrdiff_t got = s->read(s->context, into, n);
    if (got > 0) {
        s->read_bytes += (uint64_t)got;
        return (size_t)got;
    }
    if (got == STREAM_READ_LATER)
        s->state = STREAM_LATER;
    else if (got == STREAM_READ_END)
        s->input_ended = true;
    else
        stream_fail(s, strerror(errno));
    return 0;
}

/* Zero bytes behind the last gzip member are padding, as gzip(1) takes them; anything else there is
 * damage. True while nothing but padding was seen. */
static bool padding_skip(struct stream *s)
{
    while (s->packed_at < s->packed_end && s->packed[s->packed_at] == 0)
        s->packed_at++;
    return s->packed_at == s->packed_end;
}

/* Decompresses what is at hand into the buffer's room. */
static bool codec_run(struct stream *s)
{
    if (!s->inside && s->packed[s->packed_at] == 0)
        s->trailer = true;
    if (s->trailer)
        return padding_skip(s) || stream_fail(s, "other data follows the compressed data");
    struct stream_codec_span span = {.in = s->packed + s->packed_at,
                                     .in_end = s->packed + s->packed_end,
                                     .out = s->buffer + s->end,
                                     .out_end = s->buffer + s->cap};
    const char *reason = "the compressed data is damaged";
    enum stream_codec_result result = s->codec->run(s->decoder, &span, &reason);
    bool stuck = span.in == s->packed + s->packed_at && span.in < span.in_end &&
                 span.out == s->buffer + s->end;
    s->packed_at = (size_t)(span.in - s->packed);
    s->end = (size_t)(span.out - s->buffer);
    s->inside = result != CODEC_BORDER;
    s->pending = s->inside && span.out == span.out_end;
    return (result != CODEC_DAMAGED && !stuck) || stream_fail(s, reason);
}

/* Adds at least one byte to the buffer, or sets the state. */
static void codec_fill(struct stream *s)
{
    size_t before = s->end;
    while (s->end == before && s->state == STREAM_OPEN) {
        if (s->packed_at < s->packed_end || s->pending) {
            codec_run(s);
        } else if (!s->input_ended) {
            s->packed_at = 0;
            s->packed_end = input_read(s, s->packed, STREAM_PACKED);
        } else if (s->inside) {
            stream_fail(s, "the compressed data ends in the middle");
        } else {
            s->state = STREAM_ENDED;
        }
    }
}

/* Where the first bytes are a compressed form's its decoder is started. */
static bool codec_choose(struct stream *s)
{
    if (s->head_n < sizeof s->head)
        return true;
    uint32_t magic = bytes_u32(s->head, false);
    for (size_t i = 0; i < sizeof codecs / sizeof codecs[0] && s->codec == NULL; i++) {
        if ((magic & codecs[i]->mask) == codecs[i]->magic)
            s->codec = codecs[i];
    }
    if (s->codec == NULL)
        return true;
    s->packed = malloc(STREAM_PACKED);
    s->decoder = s->codec->open();
    return (s->packed != NULL && s->decoder != NULL) || stream_fail(s, "memory is short");
}

/* Reads the first bytes, and hands them on to where they belong. */
static void start_fill(struct stream *s)
{
    while (s->head_n < sizeof s->head && s->state == STREAM_OPEN && !s->input_ended)
        s->head_n += input_read(s, s->head + s->head_n, sizeof s->head - s->head_n);
    if (s->state != STREAM_OPEN || !codec_choose(s))
        return;
    memcpy(s->codec != NULL ? s->packed : s->buffer, s->head, s->head_n);
    *(s->codec != NULL ? &s->packed_end : &s->end) = s->head_n;
    s->started = true;
}

/* Makes room for `n` bytes from `at` on: moves what is left to the front, or takes a larger buffer.
 * A buffer grows with what really came, not with what was asked for. */
static bool room_make(struct stream *s, size_t n)
{
    bool emptied = s->at == s->end && s->at > s->cap / 2;
    if (s->at > 0 && (emptied || s->at + n > s->cap || s->end == s->cap)) {
        memmove(s->buffer, s->buffer + s->at, s->end - s->at);
        s->base += s->at;
        s->end -= s->at;
        s->at = 0;
    }
    size_t cap = s->cap;
    if (s->end == s->cap)
        cap = s->cap * 2;
    else if (s->cap > STREAM_BUFFER && s->end < STREAM_BUFFER && n <= STREAM_BUFFER && s->at == 0)
        cap = STREAM_BUFFER;
    if (cap == s->cap)
        return true;
    uint8_t *buffer = realloc(s->buffer, cap);
    if (buffer == NULL)
        return stream_fail(s, "memory is short");
    s->buffer = buffer;
    s->cap = cap;
    return true;
}

const uint8_t *stream_fill(struct stream *s, size_t n)
{
    assert(n <= STREAM_NEED_MAX);
    if (s->state == STREAM_LATER)
        s->state = STREAM_OPEN;
    while (s->end - s->at < n && s->state == STREAM_OPEN) {
        if (!room_make(s, n))
            break;
        if (!s->started)
            start_fill(s);
        else if (s->codec != NULL)
            codec_fill(s);
        else if (s->input_ended)
            s->state = STREAM_ENDED;
        else
            s->end += input_read(s, s->buffer + s->end, s->cap - s->end);
    }
    return s->end - s->at >= n ? s->buffer + s->at : NULL;
}

bool stream_skip(struct stream *s, uint64_t *n)
{
    for (;;) {
        size_t left = s->end - s->at;
        size_t step = *n < left ? (size_t)*n : left;
        s->at += step;
        *n -= step;
        if (*n == 0)
            return true;
        if (stream_need(s, 1) == NULL)
            return false;
    }
}
