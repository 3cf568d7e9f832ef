/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SOURCE_H
#define CASTSCOPE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "address/ip.h"
#include "decode/packet.h"
#include "model/model.h"
#include "text/error.h"

/*
 * Where frames come from: a saved capture, an interface, several captures merged. A source is read by
 * one thread; source_interrupt() alone may be called from another, and from a signal handler's
 * aftermath. Every opening function returns NULL with a sentence where it fails.
 */

struct source;

/* Receives a frame; its bytes are valid during the call. `number` is not set yet. A frame of a file
 * that the filter leaves out comes without data: it only counts in the numbers of the others. */
typedef void source_fn(void *context, const struct frame *);

enum source_state {
    SOURCE_MORE,   /* there may be more at once */
    SOURCE_IDLE,   /* nothing came for a while */
    SOURCE_END,    /* nothing will come any more */
    SOURCE_FAILED, /* the same, and source_error() says why */
    SOURCE_GONE,   /* the same: the interface went away */
};

/* Hands at most `max` frames to `take`. Waits at most some 100 ms in live capture, as long as it
 * takes where a pipe is read. */
enum source_state source_read(struct source *, int max, source_fn *take, void *context);

/* Makes a waiting source_read() return soon, where the system allows it. */
void source_interrupt(struct source *);

/* Frees it; NULL does nothing. */
void source_close(struct source *);

/* Why it failed: one sentence. */
const struct error *source_error(const struct source *);

/* Frames the kernel and the interface lost, as pcap_stats() counts them. Live sources only. */
struct source_losses {
    uint64_t received, kernel_dropped, interface_dropped;
};
bool source_losses(struct source *, struct source_losses *);

/* What every source is, for those who only look. */
struct source_view {
    const char *name;      /* clean: the file or device */
    const char *interface; /* clean: what --frames calls it */
    enum source_kind kind;
    uint32_t link;
    bool endless_wait;    /* a read may wait without limit: a pipe */
    uint64_t read_bytes;  /* of a file, so far */
    uint64_t total_bytes; /* of a file; 0 where unknown */
};
struct source_view source_view(const struct source *);

/* The number that its frames carry in frame.source. */
void source_number_set(struct source *, uint32_t number);

/* Saved captures: those libpcap reads. "-" is standard input. */
struct source *source_open_file(const char *path, const char *filter, struct error *);

/* A capture in memory, called `name`. */
struct source *source_open_memory(const void *bytes, size_t n, const char *name, const char *filter,
                                  struct error *);

struct live_settings {
    const char *filter; /* BPF, or NULL */
    int snapshot_length;
    int buffer_kib; /* of the kernel */
    bool promiscuous;
    bool immediate; /* hand frames on at once instead of in blocks */
};

struct source *source_open_live(const char *device, const struct live_settings *, struct error *);

/* Several sources as one, by time; ties in the order given. A frame without a time follows the one
 * before it. The merged source owns the others. */
struct source *source_merge(struct source **sources, size_t n, struct error *);

#endif
