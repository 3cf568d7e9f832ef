/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_VENDOR_TABLE_H
#define CASTSCOPE_VENDOR_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "address/mac.h"
#include "address/vendor.h"

/*
 * Tables of MAC address prefixes: their shape, how they are searched, and how lists that others
 * wrote become one. For vendor.c, its tests and fuzzing; everyone else asks vendor_find().
 *
 * A table has one sorted array for each length of prefix the IEEE assigns. An entry is a single
 * number, `prefix << VENDOR_OFFSET_BITS | offset`, so that the compiled-in table needs no pointers
 * and costs nothing at the start. The offset leads to the company's name in a row of blocks; no
 * name crosses the border of a block, because C compilers need not take longer string literals.
 */

enum vendor_length { VENDOR_24, VENDOR_28, VENDOR_36, VENDOR_LENGTH_COUNT };

enum {
    VENDOR_OFFSET_BITS = 28,
    VENDOR_BLOCK = 4096,         /* bytes; C17 section 5.2.4.1 promises literals of 4095 */
    VENDOR_NAME = 65,            /* bytes of a name, terminator included; the rest is cut off */
    VENDOR_ENTRIES_MAX = 200000, /* of a list somebody else wrote; the IEEE's have 55000 */
    VENDOR_OCTETS = 256,
};

struct vendor_block {
    char bytes[VENDOR_BLOCK];
};

struct vendor_table {
    const uint64_t *entries[VENDOR_LENGTH_COUNT];
    /* By the first octet of a prefix: where its entries begin; where they end is where those of the next one begin. */
    const uint32_t *from[VENDOR_LENGTH_COUNT];
    const struct vendor_block *names;
};

/* The table compiled in, from vendors.inc. */
extern const struct vendor_table vendor_builtin;

/* The longest prefix of an address in a table. */
struct vendor_match {
    const char *name; /* NULL where none matches */
    uint8_t bits;
};

struct vendor_match vendor_table_find(const struct vendor_table *, struct mac);

/* The name an entry of the table leads to. */
const char *vendor_table_name(const struct vendor_table *, uint64_t entry);

/* A table under construction; all zero is an empty one. */
struct vendor_list {
    uint64_t *entries[VENDOR_LENGTH_COUNT];
    size_t count[VENDOR_LENGTH_COUNT];
    size_t cap[VENDOR_LENGTH_COUNT];
    uint32_t from[VENDOR_LENGTH_COUNT][VENDOR_OCTETS + 1]; /* once it is sorted */
    struct vendor_block *names;
    size_t blocks; /* in use */
    size_t block_cap;
    size_t used;      /* bytes of the last block */
    size_t last_name; /* offset of the name added last */
    size_t total;     /* entries added */
};

/* Adds a prefix of 24, 28 or 36 bits and its name, which is cleaned and cut; without a name, nothing.
 * False where nothing more can be taken. */
bool vendor_list_add(struct vendor_list *, uint64_t prefix, unsigned bits, const char *name,
                     size_t n);

/* Sorts the entries, and keeps of each prefix the one added last. */
void vendor_list_sort(struct vendor_list *);

/*
 * Adds the entries of a list in one of these formats, recognised by its first line that fits one:
 * IEEE .csv (MA-L, MA-M, MA-S, IAB, CID), IEEE .txt ("(hex)" and "(base 16)" lines), systemd hwdb,
 * Wireshark manuf, and lines of hexadecimal digits and a name as arp-scan and nmap have them. What
 * does not fit is passed over: the bytes may be anything. Ends early, with what it has, when there
 * are VENDOR_ENTRIES_MAX entries or memory runs out. Returns how many were read; the list is then
 * sorted, each prefix once, the last name given it kept.
 */
size_t vendor_parse(const char *bytes, size_t n, struct vendor_list *);

/* Different prefixes in a list. */
size_t vendor_list_count(const struct vendor_list *);

/* The list as a table, valid until the list is changed or freed. */
struct vendor_table vendor_list_table(const struct vendor_list *);

void vendor_list_free(struct vendor_list *);

/* The day a list says it is of, as "2026-11-23": the latest one in the comments at its beginning,
 * written like that or as HTTP does ("Sun, 25 Aug 2024"). False where it says none. */
bool vendor_date(const char *bytes, size_t n, char out[11]);

/* Where a system keeps a list: files that make up one together. The first must be there, and its
 * date is that of the list. */
struct vendor_place {
    const char *files[4]; /* as many as are not NULL */
};

extern const struct vendor_place vendor_places[];
extern const size_t vendor_place_count;

/* Reads the file somebody named into an empty list. False, with a sentence, where it cannot be
 * read or has no entries; list and source are then as they were. */
bool vendor_file_read(const char *path, struct vendor_list *, struct vendor_source *,
                      struct error *);

/* Reads the newest list among `n` places that is of a later day than `after`. False where there is
 * none; list and source are then as they were. */
bool vendor_file_newest(const struct vendor_place *, size_t n, const char *after,
                        struct vendor_list *, struct vendor_source *);

#endif
