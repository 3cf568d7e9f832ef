/* SPDX-License-Identifier: MIT */
/* The LZ4 frame format, by liblz4. Its windows are 64 KiB, its blocks at most 4 MiB. */
#include "capture/stream_codec.h"

#include <lz4frame.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_HEADER = 4, FRAME_HEADER_MIN = 7 };

struct lz4 {
    LZ4F_dctx *context;
    size_t
        wanted; /* bytes that complete what the library is at: a block and the next one's header */
};

static void *lz4_open(void)
{
    struct lz4 *z = calloc(1, sizeof *z);
    if (z == NULL)
        return NULL;
    z->wanted = FRAME_HEADER_MIN;
    if (!LZ4F_isError(LZ4F_createDecompressionContext(&z->context, LZ4F_VERSION)))
        return z;
    free(z);
    return NULL;
}

static void lz4_close(void *decoder)
{
    struct lz4 *z = decoder;
    LZ4F_freeDecompressionContext(z->context);
    free(z);
}

/* The library forgets what it decoded in a call that fails, so that it gets one block at a time, and
 * the next one's header by itself. */
static enum stream_codec_result lz4_run(void *decoder, struct stream_codec_span *span,
                                        const char **reason)
{
    struct lz4 *z = decoder;
    size_t there = (size_t)(span->in_end - span->in);
    size_t step = z->wanted > BLOCK_HEADER ? z->wanted - BLOCK_HEADER : z->wanted;
    size_t in = step < there ? step : there;
    size_t out = (size_t)(span->out_end - span->out);
    size_t result = LZ4F_decompress(z->context, span->out, &out, span->in, &in, NULL);
    if (LZ4F_isError(result)) {
        bool other = strstr(LZ4F_getErrorName(result), "frameType") != NULL;
        *reason = other ? "other data follows the compressed data" : "the lz4 data is damaged";
        return CODEC_DAMAGED;
    }
    span->in += in;
    span->out += out;
    z->wanted = result == 0 ? FRAME_HEADER_MIN : result;
    return result == 0 ? CODEC_BORDER : CODEC_MORE;
}

const struct stream_codec stream_lz4 = {.name = "lz4",
                                        .magic = 0x184d2204,
                                        .mask = 0xffffffff,
                                        .open = lz4_open,
                                        .close = lz4_close,
                                        .run = lz4_run};
