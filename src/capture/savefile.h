/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SAVEFILE_H
#define CASTSCOPE_SAVEFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "address/ip.h"
#include "address/mac.h"
#include "capture/stream.h"
#include "decode/packet.h"
#include "text/error.h"

/*
 * A saved capture, read once from its beginning to its end: pcap (draft-ietf-opsawg-pcap) in both
 * byte orders, with micro- or nanoseconds, of versions 2.0 to 2.4, Kuznetzov's variant and DG/UX's;
 * pcapng (draft-ietf-opsawg-pcapng) with any number of sections and interfaces of any link types.
 * Either may be compressed (stream.h).
 *
 * A file may say anything. What it makes this reader hold is bounded: blocks by SAVEFILE_BLOCK_MAX,
 * interfaces by SAVEFILE_INTERFACES, and memory grows only with bytes that are really there.
 */

enum {
    SAVEFILE_BLOCK_MAX = 16 * 1024 * 1024, /* bytes in a block */
    SAVEFILE_INTERFACES = 1024,
};

struct savefile;

/* A frame as the file has it. */
struct savefile_frame {
    /* Its time, lengths, link type and bytes; all else is for who reads it. A frame without a time has that of the frame
     * before it, and a time beyond the range the end of the range; the length is at least what was captured; the bytes
     * live until the next call. */
    struct frame frame;
    uint32_t interface;     /* which of savefile_interface() */
    bool timeless;          /* the file gives it no time */
    const uint8_t *options; /* pcapng: what savefile_comment() reads */
    uint32_t options_length;
};

/* Where frames were captured. A pcap file has one interface, without a name; a pcapng file those it
 * describes, each section its own. */
struct savefile_interface {
    char name[64];         /* clean: what the file calls it, or "" */
    char description[128]; /* clean, or "" */
    uint32_t link;
    uint32_t snapshot_length; /* of an interface of pcapng */
    uint64_t frames;          /* read so far */
    uint64_t kernel_dropped;  /* by the file's last statistics of the interface */
    uint64_t interface_dropped;
    uint64_t frame_losses; /* by what frames say was lost before them */
    uint64_t units;        /* of a time stamp, in a second */
    uint64_t ticks_end;    /* time stamps below this one... */
    uint32_t tick_ns;      /* ...are multiples of so many nanoseconds */
    uint8_t exponent;      /* units is 10 or 2 to this power */
    bool binary;
    int64_t offset_s; /* added to every time stamp */
};

enum savefile_state {
    SAVEFILE_FRAME, /* there is a frame */
    SAVEFILE_LATER, /* the input has nothing now */
    SAVEFILE_END,
    SAVEFILE_FAILED, /* savefile_error() */
};

/* Something that the file gives a name (a name resolution block). */
struct savefile_name {
    struct ip ip;   /* family IP_NONE where the name is a MAC address's */
    struct mac mac; /* else MAC_NONE */
    char text[256]; /* clean */
};
typedef void savefile_name_fn(void *context, const struct savefile_name *);

/* Opens what `read` gives, up to the first interface. `name` is what sentences call it, clean. NULL
 * where it is no capture, or one that is not read, with the reason. */
struct savefile *savefile_open(const char *name, stream_read_fn *read, void *context,
                               struct error *);
void savefile_close(struct savefile *);

/* Names are handed to `take`: those read by now at once, the others during savefile_next(). */
void savefile_names(struct savefile *, savefile_name_fn *take, void *context);

/* The next frame. After an end or a failure, the same again. */
enum savefile_state savefile_next(struct savefile *, struct savefile_frame *out);

/* Why it failed: the file, the byte where the damage begins, what is wrong there. */
const struct error *savefile_error(const struct savefile *);

/* The interfaces seen so far; a pointer holds until the next savefile_next(). */
uint32_t savefile_interface_count(const struct savefile *);
const struct savefile_interface *savefile_interface(const struct savefile *, uint32_t index);

/* Bytes of the file read so far, compressed ones where it is compressed. */
uint64_t savefile_read_bytes(const struct savefile *);

/* True for pcap, whose frames are all of one link type. */
bool savefile_one_link(const struct savefile *);

/* The comments: that of the (first) section, clean, or "", and the first one of a frame just read,
 * whose length is returned. */
const char *savefile_section_comment(const struct savefile *);
size_t savefile_comment(const struct savefile *, const struct savefile_frame *, char *out,
                        size_t cap);

/* Reads a whole capture in memory, every frame's bytes and comment included, and says how many frames
 * there were: for fuzzing. */
uint64_t savefile_read_all(const void *bytes, size_t n);

#endif
