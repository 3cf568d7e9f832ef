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

/* What `crowded` says of a home. */
static inline uint64_t crowd_of(uint32_t home)
{
    return UINT64_C(1) << HOME_BITS | home;
}

/* Spreads the secret over as many words as the longest key has. */
void secret_spread(const uint64_t secret[2], uint32_t halves[2 * TABLE_KEY_WORDS]);

/* What a key's place has in its upper 48 bits. */
uint64_t hash_of(const struct table *, const void *key);

/* The row with a key, by what hash_of() said of it, or TABLE_NONE. */
uint32_t row_find(const struct table *, const void *key, uint64_t hash);

/* Makes a place for a row with a key of that hash. */
void place_take(struct table *, uint64_t hash, uint32_t row);

/* Frees the place of a row. */
void place_free(struct table *, uint32_t home, uint32_t row);

/* Makes the place of a row that of another key with the same home. */
void place_hand_on(struct table *, uint64_t hash, uint32_t row);

#endif
