/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SOURCE_ROWS_H
#define CASTSCOPE_SOURCE_ROWS_H

#include <stdbool.h>
#include <stdint.h>

/* Rows of the model: where frames come from, and what is written to a file meanwhile. */

enum {
    SOURCES = 64, /* at most */
};

enum source_kind { SOURCE_FILE, SOURCE_LIVE };

/* One file or interface. */
struct source_row {
    char name[96];      /* clean: the file or the device */
    char interface[64]; /* clean: what --frames calls it */
    uint8_t kind;       /* enum source_kind */
    bool complete;      /* read to its end without an error */
    bool over;          /* nothing more will come */
    bool filtered;      /* a filter keeps frames away */
    uint8_t state;      /* enum interface_state */
    int64_t state_ns;   /* since when, but for the first one */
    uint32_t link;
    uint64_t frames, bytes;
    int64_t first_ns, last_ns;
    uint64_t kernel_received, kernel_dropped, interface_dropped; /* live: pcap_stats() */
    uint64_t read_bytes, total_bytes; /* file: progress; total 0 where unknown */
    char error[256];                  /* clean; "" while all is well */
    char comment[256];                /* clean: what the file says of itself, or "" */
};

/* What is written to a file meanwhile. */
struct recording_row {
    bool on;                /* something is, or was */
    bool going;             /* something is */
    char name[96];          /* clean: as it was asked for */
    uint32_t files;         /* made so far */
    uint64_t frames, bytes; /* written */
    uint64_t lost;          /* frames that were to be recorded and are not */
    char error[256];        /* clean: why it ended; "" while all is well */
};

#endif
