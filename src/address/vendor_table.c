/* SPDX-License-Identifier: MIT */

/* Tables of MAC address prefixes: searching one, and building one from a list's entries. */

#include "address/vendor_table.h"

#include <stdlib.h>
#include <string.h>

#include "text/text.h"

static const uint8_t prefix_bits[VENDOR_LENGTH_COUNT] = {24, 28, 36};

const char *vendor_table_name(const struct vendor_table *table, uint64_t entry)
{
    uint64_t offset = entry & ((UINT64_C(1) << VENDOR_OFFSET_BITS) - 1);
    return &table->names[offset / VENDOR_BLOCK].bytes[offset % VENDOR_BLOCK];
}

struct vendor_match vendor_table_find(const struct vendor_table *table, struct mac m)
{
    for (int length = VENDOR_36; length >= VENDOR_24; length--) {
        uint64_t prefix = m.value >> (48 - prefix_bits[length]);
        const uint64_t *entries = table->entries[length];
        const uint32_t *from = &table->from[length][m.value >> 40 & (VENDOR_OCTETS - 1)];
        size_t low = from[0];
        size_t high = from[1];
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (entries[middle] >> VENDOR_OFFSET_BITS < prefix) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low < from[1] && entries[low] >> VENDOR_OFFSET_BITS == prefix) {
            return (struct vendor_match){vendor_table_name(table, entries[low]),
                                         prefix_bits[length]};
        }
    }
    return (struct vendor_match){NULL, 0};
}

/* Makes room for one more of `count` things of `size` bytes. */
static bool grow(void **things, size_t size, size_t count, size_t *cap)
{
    if (count < *cap) {
        return true;
    }
    size_t wanted = *cap == 0 ? 64 : *cap * 2;
    void *more = realloc(*things, wanted * size);
    if (more == NULL) {
        return false;
    }
    *things = more;
    *cap = wanted;
    return true;
}

/* Stores a clean name; neighbours often belong to one company, whose name is then stored once. */
static bool name_add(struct vendor_list *list, const char *name, size_t n, size_t *offset)
{
    if (list->total > 0 && strcmp(name, &list->names[list->last_name / VENDOR_BLOCK]
                                             .bytes[list->last_name % VENDOR_BLOCK]) == 0) {
        *offset = list->last_name;
        return true;
    }
    if (list->blocks == 0 || list->used + n + 1 > VENDOR_BLOCK) {
        void *blocks = list->names;
        if (!grow(&blocks, sizeof *list->names, list->blocks, &list->block_cap)) {
            return false;
        }
        list->names = blocks;
        list->blocks++;
        list->used = 0;
    }
    memcpy(list->names[list->blocks - 1].bytes + list->used, name, n + 1);
    *offset = (list->blocks - 1) * VENDOR_BLOCK + list->used;
    list->last_name = *offset;
    list->used += n + 1;
    return true;
}

bool vendor_list_add(struct vendor_list *list, uint64_t prefix, unsigned bits, const char *name,
                     size_t n)
{
    char clean[VENDOR_NAME];
    size_t length = text_sanitize(clean, sizeof clean, name, n);
    while (length > 0 && clean[length - 1] == ' ') {
        clean[--length] = '\0';
    }
    if (length == 0) {
        return true;
    }
    enum vendor_length to = bits == 24 ? VENDOR_24 : bits == 28 ? VENDOR_28 : VENDOR_36;
    void *entries = list->entries[to];
    size_t offset = 0;
    if (list->total == VENDOR_ENTRIES_MAX ||
        !grow(&entries, sizeof *list->entries[to], list->count[to], &list->cap[to])) {
        return false;
    }
    list->entries[to] = entries;
    if (!name_add(list, clean, length, &offset)) {
        return false;
    }
    list->entries[to][list->count[to]++] = prefix << VENDOR_OFFSET_BITS | offset;
    list->total++;
    return true;
}

static int entry_compare(const void *a, const void *b)
{
    const uint64_t *x = a;
    const uint64_t *y = b;
    return (*x > *y) - (*x < *y);
}

/* Sorts entries and keeps one of each prefix: the last, whose name's offset is the largest. */
static size_t entries_sort(uint64_t *entries, size_t n)
{
    size_t sorted = 1;
    while (sorted < n && entries[sorted - 1] < entries[sorted]) {
        sorted++;
    }
    if (sorted < n) {
        qsort(entries, n, sizeof *entries, entry_compare);
    }
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        bool again = i + 1 < n &&
                     entries[i] >> VENDOR_OFFSET_BITS == entries[i + 1] >> VENDOR_OFFSET_BITS;
        if (!again) {
            entries[kept++] = entries[i];
        }
    }
    return kept;
}

/* Where the entries of each first octet begin. */
static void octets_find(struct vendor_list *list, enum vendor_length length)
{
    const uint64_t *entries = list->entries[length];
    unsigned shift = VENDOR_OFFSET_BITS + prefix_bits[length] - 8;
    uint32_t place = 0;
    for (uint64_t octet = 0; octet <= VENDOR_OCTETS; octet++) {
        while (place < list->count[length] && entries[place] >> shift < octet) {
            place++;
        }
        list->from[length][octet] = place;
    }
}

void vendor_list_sort(struct vendor_list *list)
{
    for (int i = 0; i < VENDOR_LENGTH_COUNT; i++) {
        list->count[i] = entries_sort(list->entries[i], list->count[i]);
        octets_find(list, (enum vendor_length)i);
    }
}

size_t vendor_list_count(const struct vendor_list *list)
{
    return list->count[VENDOR_24] + list->count[VENDOR_28] + list->count[VENDOR_36];
}

struct vendor_table vendor_list_table(const struct vendor_list *list)
{
    struct vendor_table table = {.names = list->names};
    for (int i = 0; i < VENDOR_LENGTH_COUNT; i++) {
        table.entries[i] = list->entries[i];
        table.from[i] = list->from[i];
    }
    return table;
}

void vendor_list_free(struct vendor_list *list)
{
    for (int i = 0; i < VENDOR_LENGTH_COUNT; i++) {
        free(list->entries[i]);
    }
    free(list->names);
    *list = (struct vendor_list){.total = 0};
}
