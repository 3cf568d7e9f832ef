/* SPDX-License-Identifier: MIT */
#ifndef GENERATOR_PCAP_FILE_H
#define GENERATOR_PCAP_FILE_H

#include "frame.h"

/*
 * A capture held in memory until it is whole, then written in the order of time as classic pcap
 * (draft-ietf-opsawg-pcap) or as pcapng (draft-ietf-opsawg-pcapng). Frames may be added in any order;
 * those of the same microsecond keep the order they were added in. Start from zeros; running out of
 * memory ends the program.
 */

enum link_type {
    LINK_NULL = 0,
    LINK_ETHERNET = 1,
    LINK_PPP = 9,
    LINK_FDDI = 10,
    LINK_RAW = 101,
    LINK_CISCO_HDLC = 104,
    LINK_IEEE80211 = 105,
    LINK_FRELAY = 107,
    LINK_LOOP = 108,
    LINK_ENC = 109,
    LINK_LINUX_SLL = 113,
    LINK_PFLOG = 117,
    LINK_PRISM = 119,
    LINK_RADIOTAP = 127,
    LINK_PPI = 192,
    LINK_IPNET = 226,
    LINK_NFLOG = 239,
    LINK_PKTAP = 258,
    LINK_LINUX_SLL2 = 276,
};

struct capture_record;

struct capture {
    struct capture_record *records;
    size_t n, cap;
};

struct capture_interface {
    const char *name, *description;
};

/* Closes the frame and keeps a copy of it. The second form keeps only the first `captured` bytes, as
 * a snapshot length does. */
void capture_add(struct capture *, uint64_t t_us, unsigned interface, struct frame *);
void capture_add_cut(struct capture *, uint64_t t_us, struct frame *, size_t captured);

/* Lengthens the capture to `frames` by playing it again and again, one after the other; `alter` makes
 * each round's frames different from the first one's. */
typedef void capture_alter(uint8_t *bytes, size_t n, unsigned round);
void capture_repeat(struct capture *, size_t frames, capture_alter *alter);

/* Makes every shorter frame `length` bytes long, with zeros behind what it carries, as network cards do
 * with short ones. */
void capture_pad(struct capture *, size_t length);

/* Writes the file at `path`; false, with a sentence on standard error, if that cannot be done. The
 * numbers of a pcap header are in little-endian order unless `big_endian`; those of pcapng always,
 * and every interface there is Ethernet. Both sort the records. */
bool capture_write_pcap(struct capture *, const char *path, unsigned link_type, bool big_endian);
bool capture_write_pcapng(struct capture *, const char *path,
                          const struct capture_interface *interfaces, size_t interfaces_n);

void capture_free(struct capture *);

#endif
