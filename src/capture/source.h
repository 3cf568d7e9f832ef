/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SOURCE_H
#define CASTSCOPE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "address/ip.h"
#include "decode/packet.h"
#include "model/source_rows.h"
#include "text/error.h"

/*
 * Where frames come from: a saved capture, an interface, several captures merged. A source is read by one thread;
 * source_interrupt(), source_name() and source_can_rewind() alone may be called from another, the first of them from
 * a signal handler's aftermath, too. Every opening function returns NULL with a sentence where it fails.
 */

struct source;

/* Frames the kernel and the interface lost: as pcap_stats() counts them, or as a file says. */
struct source_losses {
    uint64_t received, kernel_dropped, interface_dropped;
};

/* One of the interfaces whose frames a source gives. */
struct source_interface {
    const char *name; /* clean: what --frames calls it */
    uint32_t link;
    uint32_t number; /* that its frames carry in frame.source */
    struct source_losses losses;
};

/* Who takes what a source gives; all of it is called during source_read(). */
struct source_taker {
    /* A frame; its bytes are valid during the call. `number` is for the taker to set. A frame of a
     * file that the filter leaves out comes without data: it only counts in the numbers of the
     * others. */
    void (*frame)(void *context, struct frame *);
    /* A saved capture has an interface besides its first one. The answer is the number that its
     * frames will carry. */
    uint32_t (*interface)(void *context, struct source *, const struct source_interface *);
    /* A saved capture has a name, clean, for an IP address, or for a MAC address where there is no IP
     * address. */
    void (*name)(void *context, struct ip, struct mac, const char *text);
};

enum source_state {
    SOURCE_MORE,   /* there may be more at once */
    SOURCE_IDLE,   /* nothing came for a while */
    SOURCE_END,    /* nothing will come any more */
    SOURCE_FAILED, /* the same, and source_error() says why */
    SOURCE_GONE,   /* the same: the interface went away */
};

/* Hands at most `max` frames to the taker. Waits at most some 100 ms in live capture and where a pipe
 * is read, and not at all after the first frame. */
enum source_state source_read(struct source *, int max, const struct source_taker *, void *context);

/* Makes a waiting source_read() return soon, where the system allows it. */
void source_interrupt(struct source *);

/* The file or device, clean: it stays what it was at the opening. */
const char *source_name(const struct source *);

/* Whether it can be read again, which does not change: a file that was named, a capture in memory, several of them
 * merged. */
bool source_can_rewind(const struct source *);

/* Has the next source_read() begin at the beginning, with what is open; the numbers of sources have
 * to be set again. False, with a sentence, where that fails: nothing can be read any more then. */
bool source_rewind(struct source *, struct error *);

/* Has it give the frames of another capture filter ("" for all) from now on; by the thread that reads it. False,
 * with a sentence, where the filter is none or cannot be changed: the one before is kept. */
bool source_filter_set(struct source *, const char *filter, struct error *);

/* Frees it; NULL does nothing. */
void source_close(struct source *);

/* Why it failed: one sentence. */
const struct error *source_error(const struct source *);

/* The interface of an index; false behind the last one known by now. */
bool source_interface(struct source *, uint32_t index, struct source_interface *out);

/* What every source is, for those who only look. */
struct source_view {
    const char *name;      /* clean: the file or device */
    const char *interface; /* clean: what --frames calls it */
    const char *comment;   /* clean: what a file says of itself, or "" */
    enum source_kind kind;
    uint32_t link;
    bool prompt;          /* a pipe: frames come one by one */
    bool filtered;        /* a filter keeps frames away */
    bool several;         /* its frames may be of several interfaces and link types */
    uint64_t read_bytes;  /* of a file, so far */
    uint64_t total_bytes; /* of a file; 0 where unknown */
    int socket;           /* that frames come from, on which could be sent too; -1: none */
};
struct source_view source_view(const struct source *);

/* The number that the frames of its first interface carry in frame.source. */
void source_number_set(struct source *, uint32_t number);

/* Saved captures, those of savefile.h. "-" is standard input. */
struct source *source_open_file(const char *path, const char *filter, struct error *);

/* A capture in memory, which must outlive the source, called `name`. */
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
