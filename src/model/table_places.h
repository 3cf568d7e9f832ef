/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_TABLE_PLACES_H
#define CASTSCOPE_TABLE_PLACES_H

#include <string.h>

#include "model/table.h"

/*
 * The places of a table, by which its rows are found: what table.c (which rows there are), table_places.c (where they
 * are found) and table_copy.c share. What a place is stands at TABLE().
 */

enum { ROW_BITS = 16, HOME_BITS = 32 };

static const uint64_t row_mask = (1 << ROW_BITS) - 1;

static inline uint64_t *places(const struct table *t)
{
    return (uint64_t *)(uintptr_t)(t + 1);
}

static inline uint8_t *tags(const struct table *t)
{
    return (uint8_t *)(places(t) + TABLE_PLACES * t->capacity);
}

static inline uint32_t place_mask(const struct table *t)
{
    return TABLE_PLACES * t->capacity - 1;
}

static inline uint32_t home_of(uint64_t place)
{
    return (uint32_t)(place >> HOME_BITS);
}

static inline uint32_t row_at(uint64_t place)
{
    return (uint32_t)(place & row_mask);
}

/* The tag of a place that is taken: of the part of the hash that is of all of the key, so that kin have several. */
enum { TAG_AT = 24, TAG_TAKEN = 0x80 };

static inline uint8_t tag_of(uint64_t place)
{
    return (uint8_t)(place >> TAG_AT | TAG_TAKEN);
}

/* Of the places with their tags. */
static inline size_t places_bytes(const struct table *t)
{
    return TABLE_PLACES * t->capacity * (sizeof(uint64_t) + sizeof(uint8_t)) + TABLE_TAGS;
}

static inline void *key_of(struct slot *slot)
{
    return slot + 1;
}

/* Whether a row, which may be any number, has a key. Most keys that differ do so in their first or last word. */
static inline bool row_has(const struct table *t, uint32_t row, const void *key)
{
    if (row == TABLE_NONE || row > t->used)
        return false;
    const char *own = key_of(table_slot(t, row)), *wanted = key;
    size_t last = t->key_bytes - 8;
    return memcmp(own, wanted, 8) == 0 && memcmp(own + last, wanted + last, 8) == 0 &&
           memcmp(own, wanted, t->key_bytes) == 0;
}

/* Whether two keys agree in their first `n` bytes, a multiple of 8. Most keys are so short that a call would take
 * longer. */
static inline bool keys_agree(const void *a, const void *b, size_t n)
{
    for (size_t at = 0; at < n; at += 8)
        if (octets_load((const char *)a + at) != octets_load((const char *)b + at))
            return false;
    return true;
}

/* What `crowded` says of a home. */
static inline uint64_t crowd_of(uint32_t home)
{
    return UINT64_C(1) << HOME_BITS | home;
}

/* No row with a home has a place between that and this one. */
static inline uint32_t crowd_begin(const struct table *t, uint32_t home)
{
    return t->crowded == crowd_of(home) ? t->crowd_at : home & place_mask(t);
}

/* Spreads the secret over as many words as the longest key has. */
void secret_spread(const uint64_t secret[2], uint32_t halves[2 * TABLE_KEY_WORDS]);

/* What a key's place has in its upper 48 bits. */
static inline uint64_t hash_of(const struct table *t, const void *key)
{
    uint64_t sum = table_sum(t, key, 0, t->hash_bytes), hash = table_mix(sum);
    if (t->hash_bytes < t->key_bytes) {
        uint64_t whole = table_mix(sum + table_sum(t, key, t->hash_bytes, t->key_bytes));
        hash = (hash >> HOME_BITS << HOME_BITS) | whole >> HOME_BITS;
    }
    return hash & ~row_mask;
}

/* The highest bit of each octet... */
static const uint64_t highs = UINT64_C(0x8080808080808080);

/* ... that is 0. One above such an octet may be said to be 0, too. */
static inline uint64_t zeros(uint64_t x)
{
    return (x - highs / TAG_TAKEN) & ~x & highs;
}

/* The row with a key, by what hash_of() said of it, or TABLE_NONE; then *free is the place where it belongs. */
static inline uint32_t row_find(const struct table *t, const void *key, uint64_t hash,
                                uint32_t *free)
{
    const uint8_t *tag = tags(t);
    uint64_t wanted = highs / TAG_TAKEN * tag_of(hash);
    uint32_t mask = place_mask(t), i = home_of(hash) & mask;
    for (;; i = (i + TABLE_TAGS) & mask) {
        uint64_t here = octets_load(tag + i), gaps = ~here & highs;
        /* What is like it behind a free one is another row's. */
        for (uint64_t like = zeros(here ^ wanted) & (gaps - 1); like != 0; like &= like - 1) {
            uint64_t place = places(t)[(i + LOWEST_BIT(like) / 8) & mask];
            uint32_t row = row_at(place);
            if (place - row == hash && keys_agree(key_of(table_slot(t, row)), key, t->key_bytes))
                return row;
        }
        if (gaps == 0)
            continue;
        *free = (i + LOWEST_BIT(gaps) / 8) & mask;
        return TABLE_NONE;
    }
}

/* Makes a free place that of a row with a key of that hash: the first one from its home on. */
void place_take(struct table *, uint32_t free, uint64_t hash, uint32_t row);

/* Frees the place of a row; the first one from its home on, where its next key has one by now. */
void place_free(struct table *, uint32_t home, uint32_t row);

/* Brings together the places of the TABLE_KIN rows with a home, from the first of them to the one behind the last, and
 * takes down where they are: rows with one home must be kin. */
void crowd_gather(struct table *, uint32_t home, uint32_t first, uint32_t end);

/* Makes the place of a row, one of TABLE_KIN kin, that of another key with the same home. */
void place_hand_on(struct table *, uint64_t hash, uint32_t row);

#endif
