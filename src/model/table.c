/* SPDX-License-Identifier: MIT */
/* Which rows a table has: made, used again, evicted by a segmented LRU. */
#include "model/table_places.h"

#include <stddef.h>
#include <string.h>

void table_init(struct table *t, size_t capacity, size_t row_bytes, size_t key_bytes,
                size_t hash_bytes, const uint64_t hash_key[2])
{
    assert((capacity & (capacity - 1)) == 0 && capacity >= 4 && capacity <= TABLE_ROWS_MOST);
    assert(hash_bytes % 8 == 0 && hash_bytes <= key_bytes && row_bytes % 8 == 0);
    assert(key_bytes % 8 == 0 && key_bytes <= TABLE_KEY_WORDS * 8);
    *t = (struct table){.capacity = (uint32_t)capacity,
                        .row_bytes = (uint32_t)row_bytes,
                        .key_bytes = (uint32_t)key_bytes,
                        .hash_bytes = (uint32_t)hash_bytes};
    t->rows_at = (uint32_t)(sizeof *t + places_bytes(t) - row_bytes);
    secret_spread(hash_key, t->hash_halves);
}

/* The slot of a row, to be changed. */
static struct slot *slot_of(struct table *t, uint32_t row)
{
    table_mark(t, row);
    return table_slot(t, row);
}

/* The lists of the segments are rings */

static uint32_t list_oldest(const struct table *t, enum segment segment)
{
    uint32_t newest = t->newest[segment];
    return newest != TABLE_NONE ? table_slot(t, newest)->newer : TABLE_NONE;
}

/* The row's own slot is marked by whoever asks. */
static void list_remove(struct table *t, uint32_t row)
{
    struct slot *slot = table_slot(t, row);
    unsigned segment = slot->segment;
    slot_of(t, slot->newer)->older = slot->older;
    slot_of(t, slot->older)->newer = slot->newer;
    if (t->newest[segment] == row)
        t->newest[segment] = slot->older;
    if (--t->count[segment] == 0)
        t->newest[segment] = TABLE_NONE;
    slot->segment = SEGMENT_FREE;
}

/* For how many frames uses of a row in a list need nothing, once it is marked as changed. */
static uint16_t quiet_in(const struct table *t, enum segment segment)
{
    uint32_t share = segment == SEGMENT_PROTECTED ? t->capacity / TABLE_TOUCH_SHARE : 0;
    return (uint16_t)(share > 0 ? share : 1);
}

static void list_push(struct table *t, uint32_t row, enum segment segment)
{
    struct slot *slot = slot_of(t, row);
    uint32_t newest = t->newest[segment], oldest = list_oldest(t, segment);
    slot->segment = (uint8_t)segment;
    slot->quiet = quiet_in(t, segment);
    slot->older = newest != TABLE_NONE ? newest : row;
    slot->newer = newest != TABLE_NONE ? oldest : row;
    slot_of(t, slot->older)->newer = row;
    slot_of(t, slot->newer)->older = row;
    t->newest[segment] = row;
    t->count[segment]++;
}

/* Has the machine fetch what the row that leaves its list next will need: when its turn comes, its
 * own lines were fetched a turn before. */
static void next_fetch(const struct table *t, uint32_t next)
{
    const struct slot *slot = table_slot(t, next);
    FETCH(&places(t)[slot->home & place_mask(t)]);
    table_fetch(t, slot->newer);
}

/* Moves a row to the front of the protected rows. */
static void row_promote(struct table *t, uint32_t row, uint32_t stamp)
{
    table_slot(t, row)->stamp = stamp;
    table_slot(t, row)->again = true;
    list_remove(t, row);
    list_push(t, row, SEGMENT_PROTECTED);
    if (t->count[SEGMENT_PROTECTED] > t->capacity / 4 * 3) {
        uint32_t demoted = list_oldest(t, SEGMENT_PROTECTED);
        next_fetch(t, table_slot(t, demoted)->newer);
        list_remove(t, demoted);
        list_push(t, demoted, SEGMENT_PROBATION);
    }
}

/* A use by the frame that it has its stamp of needs nothing, wherever it stands. */
void table_stir(struct table *t, uint32_t row, uint32_t stamp)
{
    struct slot *slot = slot_of(t, row);
    uint16_t quiet = quiet_in(t, (enum segment)slot->segment);
    if (stamp - slot->stamp >= quiet)
        row_promote(t, row, stamp);
    else
        slot->quiet = quiet;
}

static inline uint32_t age_of(const struct slot *slot, uint32_t now)
{
    return now - slot->stamp;
}

/* The least useful row of all: never none in a table that is full. In a rush it is one of the new ones, as soon as
 * there are as many of them as there may be. */
static uint32_t row_oldest(const struct table *t, bool rush)
{
    bool new = rush && t->count[SEGMENT_NEW] >= t->capacity / TABLE_NEW_SHARE;
    enum segment from = new                                          ? SEGMENT_NEW
                        : t->newest[SEGMENT_PROBATION] != TABLE_NONE ? SEGMENT_PROBATION
                        : t->newest[SEGMENT_NEW] != TABLE_NONE       ? SEGMENT_NEW
                                                                     : SEGMENT_PROTECTED;
    return list_oldest(t, from);
}

/* How useful a row is, the more the higher: those that were used again go last, then those used last,
 * then by their numbers, which depend on the order of use alone. */
static inline uint64_t usefulness(const struct slot *slot, uint32_t row, uint32_t now)
{
    uint64_t again = slot->segment == SEGMENT_PROTECTED, youth = UINT32_MAX - age_of(slot, now);
    return (again << 32 | youth) << ROW_BITS | row;
}

/* Whether a place with the home of a key is its kin's. That other keys have the same home is so rare that rows
 * are looked at only where it has happened. */
static inline bool place_is_kin(const struct table *t, const void *key, uint64_t place)
{
    return !t->mixed || keys_agree(key_of(table_slot(t, row_at(place))), key, t->hash_bytes);
}

/* Whether a key that is about to get a row has TABLE_KIN of them. One of them stands for all: rows with one home are
 * kin, but where this finds that they are not. */
static bool kin_are_many(struct table *t, const void *key, uint64_t hash)
{
    const uint64_t *at = places(t);
    const uint8_t *tag = tags(t);
    uint32_t mask = place_mask(t), home = home_of(hash), first = crowd_begin(t, home), kin = 0;
    while (tag[first] != 0 && home_of(at[first]) != home)
        first = (first + 1) & mask;
    if (tag[first] == 0)
        return false;
    if (!keys_agree(key_of(table_slot(t, row_at(at[first]))), key, t->hash_bytes)) {
        t->mixed = true;
        t->crowded = 0;
    }
    if (t->crowded == crowd_of(home))
        return true;
    uint32_t end = first;
    for (; at[end] != 0 && kin < TABLE_KIN; end = (end + 1) & mask)
        kin += home_of(at[end]) == home && place_is_kin(t, key, at[end]);
    if (kin == TABLE_KIN && !t->mixed)
        crowd_gather(t, home, first, end);
    return kin == TABLE_KIN;
}

/* The least useful of a key's kin where there are TABLE_KIN of them, else TABLE_NONE. They are looked at up to
 * one that was not used again and is not it: those behind were made later. */
APART static uint32_t kin_oldest(struct table *t, const void *key, uint64_t hash, uint32_t now)
{
    const uint64_t *at = places(t);
    uint32_t mask = place_mask(t), home = home_of(hash);
    if (!kin_are_many(t, key, hash))
        return TABLE_NONE;
    uint64_t least = UINT64_MAX;
    for (uint32_t i = crowd_begin(t, home); at[i] != 0; i = (i + 1) & mask) {
        if (home_of(at[i]) != home || !place_is_kin(t, key, at[i]))
            continue;
        const struct slot *slot = table_slot(t, row_at(at[i]));
        uint64_t use = usefulness(slot, row_at(at[i]), now);
        if (use > least && !slot->again)
            break;
        least = use < least ? use : least;
    }
    return row_at(least);
}

/* Enters a row that was made among the new ones; the oldest of them makes room. */
static void row_welcome(struct table *t, uint32_t row)
{
    list_push(t, row, SEGMENT_NEW);
    if (t->count[SEGMENT_NEW] <= t->capacity / TABLE_NEW_SHARE)
        return;
    uint32_t waits = list_oldest(t, SEGMENT_NEW);
    list_remove(t, waits);
    list_push(t, waits, SEGMENT_PROBATION);
}

/* Frees a row for another key; not its place. The oldest of the new ones need not leave their ring to be the newest. */
static inline void row_evict(struct table *t, uint32_t row, const struct slot *slot)
{
    table_pass(t, slot->frames, slot->bytes);
    next_fetch(t, slot->newer);
    if (slot->segment == SEGMENT_NEW && slot->older == t->newest[SEGMENT_NEW])
        t->newest[SEGMENT_NEW] = row;
    else
        list_remove(t, row);
}

/* What is zero in a row that was made just now. */
enum { ANEW_AT = offsetof(struct slot, again) };

/* Makes the row of a key that has none: of a free one or another key's. Its place is the free one that was found for
 * the key, which is no longer the first one on its way once the other key's is free; it is taken before. */
static uint32_t row_make(struct table *t, const void *key, uint64_t hash, uint32_t free,
                         uint32_t stamp, bool rush)
{
    bool may_have_kin = t->hash_bytes < t->key_bytes && free != (home_of(hash) & place_mask(t));
    uint32_t kin = may_have_kin ? kin_oldest(t, key, hash, stamp) : TABLE_NONE;
    bool first = kin == TABLE_NONE && t->used < t->capacity;
    uint32_t row = kin != TABLE_NONE ? kin : first ? ++t->used : row_oldest(t, rush);
    struct slot *slot = slot_of(t, row);
    if (first)
        slot->segment = SEGMENT_FREE; /* a copy has anything behind its rows */
    else
        row_evict(t, row, slot);
    if (kin != TABLE_NONE) {
        place_hand_on(t, hash, row);
    } else {
        place_take(t, free, hash, row);
        if (!first)
            place_free(t, slot->home, row);
    }
    slot->stamp = stamp;
    slot->generation++;
    slot->home = home_of(hash);
    memset((char *)slot + ANEW_AT, 0, t->row_bytes - ANEW_AT);
    memcpy(key_of(slot), key, t->key_bytes);
    if (slot->segment == SEGMENT_FREE)
        row_welcome(t, row);
    return row;
}

/* A key that has no row comes; whether it is one of many. */
static bool newcomer_arrive(struct table *t, uint32_t stamp)
{
    return newcomers_rush(&t->newcomers, t->capacity / TABLE_NEW_SHARE, stamp);
}

uint32_t table_use(struct table *t, const void *key, uint32_t stamp, bool *made)
{
    uint64_t hash = hash_of(t, key);
    uint32_t free, row = row_find(t, key, hash, &free);
    *made = row == TABLE_NONE;
    if (row == TABLE_NONE)
        return row_make(t, key, hash, free, stamp, newcomer_arrive(t, stamp));
    table_touch(t, row, stamp);
    return row;
}

uint32_t table_meet(struct table *t, const void *key, uint32_t stamp, bool *made)
{
    uint64_t hash = hash_of(t, key);
    uint32_t free, row = row_find(t, key, hash, &free);
    *made = false;
    if (row != TABLE_NONE) {
        table_touch(t, row, stamp);
        return row;
    }
    bool rush = newcomer_arrive(t, stamp);
    if (rush && t->used == t->capacity && !newcomer_met(&t->newcomers, key, t->key_bytes))
        return TABLE_NONE;
    *made = true;
    return row_make(t, key, hash, free, stamp, rush);
}

uint32_t table_use_known(struct table *t, const void *key, uint32_t stamp)
{
    uint32_t row = table_find(t, key);
    if (row != TABLE_NONE)
        table_touch(t, row, stamp);
    return row;
}

uint32_t table_meet_at(struct table *t, uint32_t row, const void *key, uint32_t stamp, bool *made)
{
    *made = false;
    if (!row_has(t, row, key))
        return table_meet(t, key, stamp, made);
    table_touch(t, row, stamp);
    return row;
}

uint32_t table_use_again(struct table *t, const void *key, uint32_t stamp, bool *made)
{
    for (int i = 0; i < TABLE_LATEST; i++) {
        if (!row_has(t, t->latest[i], key))
            continue;
        *made = false;
        table_touch(t, t->latest[i], stamp);
        return t->latest[i];
    }
    uint32_t row = table_use(t, key, stamp, made);
    t->latest[t->latest_next] = row;
    t->latest_next = (t->latest_next + 1) % TABLE_LATEST;
    return row;
}

void table_count(struct table *t, uint32_t row, uint64_t frames, uint64_t bytes)
{
    struct slot *slot = slot_of(t, row);
    slot->frames += frames;
    slot->bytes += bytes;
}

void table_pass(struct table *t, uint64_t frames, uint64_t bytes)
{
    t->evicted.entries++;
    t->evicted.frames += frames;
    t->evicted.bytes += bytes;
}
