/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_STREAM_CODEC_H
#define CASTSCOPE_STREAM_CODEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A compressed form that stream.c can read. Each is one file with one struct stream_codec, and one
 * row of the table in stream.c.
 */

enum stream_codec_result {
    CODEC_MORE,    /* all is well: give it more input, or more room */
    CODEC_BORDER,  /* a member (gzip) or frame (zstd, lz4) has ended; another may follow */
    CODEC_DAMAGED, /* *reason says how */
};

/* Where a codec reads and writes; it moves both begins towards the ends. */
struct stream_codec_span {
    const uint8_t *in, *in_end;
    uint8_t *out, *out_end;
};

struct stream_codec {
    const char *name;
    uint32_t magic, mask; /* of the first four bytes, read as a little-endian number */

    /* NULL where memory is short. */
    void *(*open)(void);
    void (*close)(void *decoder);

    /* Decodes as far as input and room go. What was decoded before damage is in the span. */
    enum stream_codec_result (*run)(void *decoder, struct stream_codec_span *, const char **reason);
};

extern const struct stream_codec stream_gzip, stream_zstd, stream_lz4;

#endif
