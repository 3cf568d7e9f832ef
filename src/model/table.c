/* SPDX-License-Identifier: MIT */
/* Tables of fixed capacity with keyed hashing and segmented LRU eviction. */
#include "model/table.h"

#include <string.h>

static uint32_t *bucket_at(const struct table *t, uint32_t hash)
{
    uint32_t *buckets = (uint32_t *)(uintptr_t)(t + 1);
    return &buckets[hash & (TABLE_BUCKETS * t->capacity - 1)];
}

static uint32_t hash_of(const struct table *t, const void *key)
{
    return (uint32_t)table_hash(t->hash_key, key, t->hash_bytes);
}

static void *key_of(struct slot *slot)
{
    return slot + 1;
}

void table_init(struct table *t, size_t capacity, size_t row_bytes, size_t key_bytes,
                size_t hash_bytes, const uint64_t hash_key[2])
{
    assert((capacity & (capacity - 1)) == 0 && capacity >= 4);
    assert(hash_bytes % 8 == 0 && hash_bytes <= key_bytes && row_bytes % 8 == 0);
    *t = (struct table){.capacity = (uint32_t)capacity,
                        .row_bytes = (uint32_t)row_bytes,
                        .key_bytes = (uint32_t)key_bytes,
                        .hash_bytes = (uint32_t)hash_bytes,
                        .hash_key = {hash_key[0], hash_key[1]}};
}

/* The lists of the segments */

static void list_remove(struct table *t, struct slot *slot)
{
    unsigned segment = slot->segment;
    if (slot->newer != TABLE_NONE)
        table_slot(t, slot->newer)->older = slot->older;
    else
        t->newest[segment] = slot->older;
    if (slot->older != TABLE_NONE)
        table_slot(t, slot->older)->newer = slot->newer;
    else
        t->oldest[segment] = slot->newer;
    t->count[segment]--;
}

static void list_push(struct table *t, uint32_t row, enum segment segment)
{
    struct slot *slot = table_slot(t, row);
    slot->segment = segment & 3u;
    slot->newer = TABLE_NONE;
    slot->older = t->newest[segment];
    if (slot->older != TABLE_NONE)
        table_slot(t, slot->older)->newer = row;
    else
        t->oldest[segment] = row;
    t->newest[segment] = row;
    t->count[segment]++;
}

void table_promote(struct table *t, uint32_t row, uint32_t stamp)
{
    struct slot *slot = table_slot(t, row);
    slot->stamp = stamp & TABLE_STAMPS;
    list_remove(t, slot);
    list_push(t, row, SEGMENT_PROTECTED);
    if (t->count[SEGMENT_PROTECTED] > t->capacity / 4 * 3) {
        uint32_t demoted = t->oldest[SEGMENT_PROTECTED];
        list_remove(t, table_slot(t, demoted));
        list_push(t, demoted, SEGMENT_PROBATION);
    }
}

/* Keys. They are short and a multiple of eight bytes: comparing them here beats calling memcmp(). */

static bool key_equal(const void *a, const void *b, uint32_t bytes)
{
    uint64_t left, right;
    for (uint32_t i = 0; i < bytes; i += 8) {
        memcpy(&left, (const char *)a + i, 8);
        memcpy(&right, (const char *)b + i, 8);
        if (left != right)
            return false;
    }
    return true;
}

static uint32_t row_find(const struct table *t, const void *key, uint32_t hash)
{
    uint32_t row = *bucket_at(t, hash);
    while (row != TABLE_NONE) {
        struct slot *slot = table_slot(t, row);
        if (slot->hash == hash && key_equal(key_of(slot), key, t->key_bytes))
            break;
        row = slot->chain;
    }
    return row;
}

uint32_t table_find(const struct table *t, const void *key)
{
    return row_find(t, key, hash_of(t, key));
}

uint32_t table_match(const struct table *t, const void *key, uint32_t row)
{
    row = row == TABLE_NONE ? *bucket_at(t, hash_of(t, key)) : table_slot(t, row)->chain;
    while (row != TABLE_NONE && !key_equal(key_of(table_slot(t, row)), key, t->hash_bytes))
        row = table_slot(t, row)->chain;
    return row;
}

static void chain_remove(struct table *t, uint32_t row)
{
    struct slot *slot = table_slot(t, row);
    uint32_t *link = bucket_at(t, slot->hash);
    while (*link != row)
        link = &table_slot(t, *link)->chain;
    *link = slot->chain;
}

/* Frees the least useful row for another key. */
static uint32_t row_evict(struct table *t)
{
    uint32_t row = t->oldest[SEGMENT_PROBATION];
    if (row == TABLE_NONE)
        row = t->oldest[SEGMENT_PROTECTED];
    struct slot *slot = table_slot(t, row);
    t->evicted.entries++;
    t->evicted.frames += slot->frames;
    t->evicted.bytes += slot->bytes;
    chain_remove(t, row);
    list_remove(t, slot);
    if (slot->newer != TABLE_NONE)
        table_fetch(t, slot->newer); /* the next one to go */
    return row;
}

uint32_t table_use(struct table *t, const void *key, uint32_t stamp, bool *made)
{
    uint32_t hash = hash_of(t, key);
    uint32_t row = row_find(t, key, hash);
    *made = row == TABLE_NONE;
    if (row != TABLE_NONE) {
        table_touch(t, row, stamp);
        return row;
    }
    row = t->used < t->capacity ? ++t->used : row_evict(t);
    struct slot *slot = table_slot(t, row);
    uint32_t generation = slot->generation + 1;
    memset(slot, 0, t->row_bytes);
    slot->generation = generation;
    slot->hash = hash;
    slot->stamp = stamp & TABLE_STAMPS;
    memcpy(key_of(slot), key, t->key_bytes);
    uint32_t *bucket = bucket_at(t, hash);
    slot->chain = *bucket;
    *bucket = row;
    list_push(t, row, SEGMENT_PROBATION);
    return row;
}

void table_count(struct table *t, uint32_t row, uint64_t frames, uint64_t bytes)
{
    struct slot *slot = table_slot(t, row);
    slot->frames += frames;
    slot->bytes += bytes;
}

void table_copy(struct table *to, const struct table *from)
{
    assert(to->capacity == from->capacity && to->row_bytes == from->row_bytes);
    size_t buckets = TABLE_BUCKETS * from->capacity * sizeof(uint32_t);
    memcpy(to, from, sizeof *from + buckets + (size_t)from->used * from->row_bytes);
}

/* SipHash (Aumasson and Bernstein, 2012) with one round for each word and three at the end. */

static inline uint64_t rotate(uint64_t x, int bits)
{
    return x << bits | x >> (64 - bits);
}

static inline void sip_round(uint64_t v[4])
{
    v[0] += v[1];
    v[1] = rotate(v[1], 13) ^ v[0];
    v[0] = rotate(v[0], 32);
    v[2] += v[3];
    v[3] = rotate(v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = rotate(v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = rotate(v[1], 17) ^ v[2];
    v[2] = rotate(v[2], 32);
}

uint64_t table_hash(const uint64_t key[2], const void *bytes, size_t n)
{
    uint64_t v[4] = {
        key[0] ^ UINT64_C(0x736f6d6570736575),
        key[1] ^ UINT64_C(0x646f72616e646f6d),
        key[0] ^ UINT64_C(0x6c7967656e657261),
        key[1] ^ UINT64_C(0x7465646279746573),
    };
    uint64_t word;
    for (size_t i = 0; i < n; i += 8) {
        memcpy(&word, (const char *)bytes + i, 8);
        v[3] ^= word;
        sip_round(v);
        v[0] ^= word;
    }
    word = (uint64_t)n << 56;
    v[3] ^= word;
    sip_round(v);
    v[0] ^= word;
    v[2] ^= 0xff;
    sip_round(v);
    sip_round(v);
    sip_round(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}
