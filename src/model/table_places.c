/* SPDX-License-Identifier: MIT */
/* Where the rows of a table are found: the hash of their keys, and linear probing. */
#include "model/table_places.h"

#include <string.h>

/* The hash */

/* Makes as many words of the secret as the longest key needs. */
void secret_spread(const uint64_t secret[2], uint32_t halves[2 * TABLE_KEY_WORDS])
{
    uint64_t x = secret[0];
    for (unsigned i = 0; i < 2 * TABLE_KEY_WORDS; i += 2) {
        x = table_mix(x + secret[1] + UINT64_C(0x9e3779b97f4a7c15));
        halves[i] = (uint32_t)x;
        halves[i + 1] = (uint32_t)(x >> 32);
    }
}

/* Places */

/* Writes what is in a place. */
static inline void place_set(struct table *t, uint32_t i, uint64_t place, uint8_t tag)
{
    places(t)[i] = place;
    tags(t)[i] = tag;
    if (RARELY(i < TABLE_TAGS))
        tags(t)[place_mask(t) + 1 + i] = tag;
}

void place_take(struct table *t, uint32_t free, uint64_t hash, uint32_t row)
{
    place_set(t, free, hash | row, tag_of(hash));
    t->moved = true;
}

/* Frees the place of a row, and moves up those behind it that would no longer be found. */
void place_free(struct table *t, uint32_t home, uint32_t row)
{
    const uint64_t *at = places(t);
    uint32_t mask = place_mask(t), hole = home & mask, i;
    while (row_at(at[hole]) != row)
        hole = (hole + 1) & mask;
    for (i = (hole + 1) & mask; at[i] != 0; i = (i + 1) & mask) {
        if (((i - home_of(at[i])) & mask) < ((i - hole) & mask))
            continue;
        place_set(t, hole, at[i], tags(t)[i]);
        hole = i;
    }
    place_set(t, hole, 0, 0);
    t->moved = true;
    if (t->crowded != 0 && ((t->crowd_at - home) & mask) < ((i - home) & mask))
        t->crowded = 0;
}

/* Others that stand among them go behind, where they are still found: no place between is free. All keep their order.
 */
void crowd_gather(struct table *t, uint32_t home, uint32_t first, uint32_t end)
{
    const uint64_t *at = places(t);
    uint32_t mask = place_mask(t), to = first;
    bool together = ((end - first) & mask) == TABLE_KIN;
    for (uint32_t i = together ? end : first; i != end; i = (i + 1) & mask) {
        uint64_t place = at[i];
        if (home_of(place) != home)
            continue;
        for (uint32_t hole = i; hole != to; hole = (hole - 1) & mask)
            place_set(t, hole, at[(hole - 1) & mask], tags(t)[(hole - 1) & mask]);
        place_set(t, to, place, tag_of(place));
        to = (to + 1) & mask;
    }
    t->crowded = crowd_of(home);
    t->crowd_at = first;
    t->moved = true;
}

/* Makes the place of a row, one of TABLE_KIN kin, that of another key with the same home: the last one of those. Who
 * walks over kin meets them in the order in which they were made. Those behind the row move up: at once where they are
 * known to follow one by one, and neither at the end nor at the beginning, whose tags stand twice. */
void place_hand_on(struct table *t, uint64_t hash, uint32_t row)
{
    uint64_t *at = places(t);
    uint32_t mask = place_mask(t), home = home_of(hash), hole = crowd_begin(t, home);
    uint32_t last = t->crowd_at + TABLE_KIN - 1;
    while (row_at(at[hole]) != row)
        hole = (hole + 1) & mask;
    if (t->crowded == crowd_of(home) && t->crowd_at >= TABLE_TAGS && last <= mask) {
        memmove(at + hole, at + hole + 1, (last - hole) * sizeof *at);
        memmove(tags(t) + hole, tags(t) + hole + 1, last - hole);
        hole = last;
    } else {
        for (uint32_t i = (hole + 1) & mask; at[i] != 0; i = (i + 1) & mask) {
            if (home_of(at[i]) != home)
                continue;
            place_set(t, hole, at[i], tags(t)[i]);
            hole = i;
        }
    }
    place_set(t, hole, hash | row, tag_of(hash));
    t->moved = true;
}

/* Rows by their keys */

uint32_t table_find(const struct table *t, const void *key)
{
    uint32_t free;
    return t->used > 0 ? row_find(t, key, hash_of(t, key), &free) : TABLE_NONE;
}

uint32_t table_find_at(const struct table *t, uint32_t row, const void *key)
{
    return row_has(t, row, key) ? row : table_find(t, key);
}

/* On to the next row of the key, from a place on. */
static void kin_seek(const struct table *t, const void *key, struct kin *kin, uint32_t place)
{
    const uint64_t *at = places(t);
    const uint8_t *tag = tags(t);
    uint32_t mask = place_mask(t);
    kin->row = TABLE_NONE;
    for (uint32_t i = place & mask; tag[i] != 0; i = (i + 1) & mask) {
        if (home_of(at[i]) != kin->home ||
            memcmp(key_of(table_slot(t, row_at(at[i]))), key, t->hash_bytes) != 0)
            continue;
        kin->row = row_at(at[i]);
        kin->place = i;
        return;
    }
}

struct kin kin_first(const struct table *t, const void *key)
{
    struct kin kin = {.row = TABLE_NONE};
    if (t->used == 0)
        return kin;
    kin.home = home_of(table_hash(t, key, t->hash_bytes));
    kin_seek(t, key, &kin, kin.home);
    return kin;
}

void kin_next(const struct table *t, const void *key, struct kin *kin)
{
    kin_seek(t, key, kin, kin->place + 1);
}

/* Whether TABLE_TAGS places from one on are free. */
static inline bool places_are_free(const struct table *t, uint32_t place)
{
    return octets_load(tags(t) + place) == 0;
}

bool kin_pair_next(const struct table *t, struct kin_pair *pair)
{
    const uint64_t *at = places(t);
    uint32_t mask = place_mask(t);
    for (; t->used > 1 && pair->place <= mask; pair->place++, pair->ahead = 0) {
        if (pair->ahead == 0 && places_are_free(t, pair->place)) {
            pair->place += TABLE_TAGS - 1;
            continue;
        }
        uint64_t first = at[pair->place], second = first;
        while (first != 0 && (second = at[(pair->place + ++pair->ahead) & mask]) != 0) {
            if (home_of(second) != home_of(first) ||
                (t->mixed && memcmp(key_of(table_slot(t, row_at(second))),
                                    key_of(table_slot(t, row_at(first))), t->hash_bytes) != 0))
                continue;
            pair->row = row_at(first);
            pair->other = row_at(second);
            return true;
        }
    }
    return false;
}
