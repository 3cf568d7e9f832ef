/* SPDX-License-Identifier: MIT */
/* Zstandard (RFC 8878), by libzstd. A window above 8 MiB is refused, as section 3.1.1.1.2 of the RFC
 * recommends: it would be held in memory. */
#include "capture/stream_codec.h"

#include <stdlib.h>
#include <zstd.h>
#include <zstd_errors.h>

enum { WINDOW_LOG_MAX = 23, BLOCK_HEADER = 3 };

struct zstd {
    ZSTD_DCtx *context;
    size_t
        wanted; /* bytes that complete what the library is at: a block and the next one's header */
};

static void zstd_close(void *decoder)
{
    struct zstd *z = decoder;
    ZSTD_freeDCtx(z->context);
    free(z);
}

static void *zstd_open(void)
{
    struct zstd *z = calloc(1, sizeof *z);
    if (z == NULL)
        return NULL;
    z->context = ZSTD_createDCtx();
    if (z->context == NULL ||
        ZSTD_isError(ZSTD_DCtx_setParameter(z->context, ZSTD_d_windowLogMax, WINDOW_LOG_MAX))) {
        zstd_close(z);
        return NULL;
    }
    z->wanted = ZSTD_initDStream(z->context);
    return z;
}

static const char *zstd_reason(size_t result)
{
    switch (ZSTD_getErrorCode(result)) {
    case ZSTD_error_frameParameter_windowTooLarge:
        return "its zstd window is above 8 MiB (compress it again without --ultra and --long)";
    case ZSTD_error_memory_allocation: return "memory is short";
    case ZSTD_error_prefix_unknown: return "other data follows the compressed data";
    case ZSTD_error_dictionary_wrong: return "it was compressed with a zstd dictionary";
    default: return "the zstd data is damaged";
    }
}

/* The library forgets what it decoded in a call that fails, so that it gets one block at a time, and
 * the next one's header by itself. */
static enum stream_codec_result zstd_run(void *decoder, struct stream_codec_span *span,
                                         const char **reason)
{
    struct zstd *z = decoder;
    size_t there = (size_t)(span->in_end - span->in);
    size_t step = z->wanted > BLOCK_HEADER ? z->wanted - BLOCK_HEADER : z->wanted;
    ZSTD_inBuffer in = {.src = span->in, .size = step < there ? step : there};
    ZSTD_outBuffer out = {.dst = span->out, .size = (size_t)(span->out_end - span->out)};
    size_t result = ZSTD_decompressStream(z->context, &out, &in);
    span->in += in.pos;
    span->out += out.pos;
    if (ZSTD_isError(result)) {
        *reason = zstd_reason(result);
        return CODEC_DAMAGED;
    }
    z->wanted = result == 0 ? ZSTD_initDStream(z->context) : result;
    return result == 0 ? CODEC_BORDER : CODEC_MORE;
}

const struct stream_codec stream_zstd = {.name = "zstd",
                                         .magic = 0xfd2fb528,
                                         .mask = 0xffffffff,
                                         .open = zstd_open,
                                         .close = zstd_close,
                                         .run = zstd_run};
