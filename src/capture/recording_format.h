/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_RECORDING_FORMAT_H
#define CASTSCOPE_RECORDING_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "capture/source.h"

/*
 * Saved captures as bytes, without any file: what stands at their beginning, and one record after the
 * other. Time stamps have nanoseconds; numbers have their low byte first.
 */

enum recording_format {
    RECORDING_PCAP, /* draft-ietf-opsawg-pcap: frames of one link type */
    RECORDING_PCAPNG, /* draft-ietf-opsawg-pcapng: interfaces, each with its link type, and comments */
};

enum {
    RECORDING_HEAD_MOST = 128,      /* bytes at the beginning */
    RECORDING_INTERFACE_MOST = 128, /* that describe an interface */
    RECORDING_STATISTICS_MOST = 64, /* that say what one has lost */
    RECORDING_FRAME_EXTRA = 320,    /* around a frame's own */
    RECORDING_NAME_MOST = 63,       /* of an interface's name */
    RECORDING_COMMENT_MOST = 255,   /* of a frame's comment */
};

/* Each writes to `out`, which has room for the most it can be, and returns how many bytes it is. */

/* The beginning of a file. `link` and `snapshot_length` are for pcap. */
size_t recording_head(enum recording_format, uint32_t link, uint32_t snapshot_length, uint8_t *out);

/* Describes the next interface of a pcapng file. `name` is clean, and may be "". */
size_t recording_interface(uint32_t link, const char *name, uint8_t *out);

/* A frame: what was captured of it, at most RECORDING_FRAME_EXTRA bytes more. `interface` counts those
 * described before, from 0; pcap has but one. A time that pcap cannot hold is the nearest that it
 * can. */
size_t recording_frame(enum recording_format, uint32_t interface, const struct frame *,
                       uint8_t *out);

/* What an interface of a pcapng file has received and lost by `t_ns`: at the end of the file. */
size_t recording_statistics(uint32_t interface, int64_t t_ns, const struct source_losses *,
                            uint8_t *out);

/* The length of what stands at `at`, one of those above, and whether it is a frame. `first` where it is
 * the first one of a file. */
size_t recording_length(enum recording_format, bool first, const uint8_t *at, bool *frame);

#endif
