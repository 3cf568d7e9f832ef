/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SAVEFILE_STATE_H
#define CASTSCOPE_SAVEFILE_STATE_H

#include "capture/bytes.h"
#include "capture/savefile.h"

/* What savefile.c shares with the two formats. */

/* In which order the two lengths of a pcap record stand. */
enum savefile_lengths {
    LENGTHS_IN_ORDER, /* captured bytes first */
    LENGTHS_SWAPPED,
    LENGTHS_BY_SIZE, /* the smaller one is that of the captured bytes */
};

struct savefile {
    struct stream stream;
    enum savefile_state (*next)(struct savefile *, struct savefile_frame *out);
    bool big_endian;
    bool foreign;    /* frames of some link type may need pseudo_header_swap() */
    int64_t last_ns; /* pcapng: of the frame before */
    uint64_t frames;

    struct savefile_interface *interfaces;
    uint32_t interface_count, interface_cap;

    /* pcap */
    uint32_t record_header; /* bytes */
    uint32_t tick_ns;       /* of the smaller unit of time stamps */
    uint32_t captured_max;
    enum savefile_lengths lengths;

    /* pcapng */
    uint16_t section[SAVEFILE_INTERFACES]; /* the section's interfaces, by index in `interfaces` */
    uint32_t section_count;
    uint32_t section_first; /* interfaces there were before the section */
    uint64_t skip;          /* bytes left of a block that nobody looks at, without its last four */
    uint32_t skip_length;   /* its length, 0 where none is being skipped */
    uint64_t skip_offset;
    char comment[256];

    savefile_name_fn *take_name;
    void *name_context;

    char name[96];
    enum savefile_state over; /* SAVEFILE_FRAME while it is not */
    struct error error;
};

/* The formats: each reads its header, whose first four bytes are at hand. */
bool pcap_file_open(struct savefile *, struct error *);
bool pcapng_file_open(struct savefile *, struct error *);

/* Ends the reading: the sentence tells where and what. SAVEFILE_FAILED. */
SELDOM enum savefile_state savefile_damaged(struct savefile *, uint64_t offset, const char *format,
                                            ...) TEXT_PRINTF(3, 4);

/* What it means that stream_need() gave nothing for a record that begins at the stream's position:
 * LATER, a failure, or the end of the file, which is right only between records. */
SELDOM enum savefile_state savefile_missing(struct savefile *, const char *record);

/* The same for a part of the record that began at `offset`, where the end is never right. */
SELDOM enum savefile_state savefile_cut(struct savefile *, const char *record, uint64_t offset);

/* To be told of the link type of every interface, while the file's byte order is that of its frames. */
void savefile_link_expect(struct savefile *, uint32_t link);

/* Room for one more interface, all zero; NULL where memory is short. */
struct savefile_interface *savefile_interface_add(struct savefile *);

/* The most bytes a frame of a link type can have been captured with. */
uint32_t savefile_captured_max(uint32_t link);

/* A snapshot length as the file gives it, or the most there can be where it gives none. */
uint32_t savefile_snapshot_length(uint32_t link, uint32_t given);

#endif
