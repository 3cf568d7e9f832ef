/* SPDX-License-Identifier: MIT */
/* gzip (RFC 1952), by zlib. */
#define ZLIB_CONST /* the library's input is const */

#include "capture/stream_codec.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

enum { GZIP_ONLY = 16 + MAX_WBITS }; /* inflateInit2(): a gzip header, and no other */

static void *gzip_open(void)
{
    z_stream *z = calloc(1, sizeof *z);
    if (z != NULL && inflateInit2(z, GZIP_ONLY) != Z_OK) {
        free(z);
        z = NULL;
    }
    return z;
}

static void gzip_close(void *decoder)
{
    inflateEnd(decoder);
    free(decoder);
}

static uInt gzip_count(const uint8_t *from, const uint8_t *to)
{
    return to - from < INT_MAX ? (uInt)(to - from) : INT_MAX;
}

static enum stream_codec_result gzip_run(void *decoder, struct stream_codec_span *span,
                                         const char **reason)
{
    z_stream *z = decoder;
    z->next_in = span->in;
    z->avail_in = gzip_count(span->in, span->in_end);
    z->next_out = span->out;
    z->avail_out = gzip_count(span->out, span->out_end);
    int result = inflate(z, Z_NO_FLUSH);
    span->in = z->next_in;
    span->out = z->next_out;
    switch (result) {
    case Z_OK:
    case Z_BUF_ERROR: return CODEC_MORE;
    case Z_STREAM_END: return inflateReset(z) == Z_OK ? CODEC_BORDER : CODEC_DAMAGED;
    case Z_MEM_ERROR: *reason = "memory is short"; return CODEC_DAMAGED;
    default: *reason = "the gzip data is damaged"; return CODEC_DAMAGED;
    }
}

const struct stream_codec stream_gzip = {.name = "gzip",
                                         .magic = 0x00088b1f,
                                         .mask = 0x00ffffff,
                                         .open = gzip_open,
                                         .close = gzip_close,
                                         .run = gzip_run};
