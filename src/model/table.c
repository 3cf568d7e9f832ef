/* SPDX-License-Identifier: MIT */
/* Tables of fixed capacity with keyed hashing and segmented LRU eviction. */
#include "model/table.h"

#include <string.h>

/* The hash */

/* Xorshifts and multiplications by odd numbers (the finalizer of SplitMix64): one to one, and every
 * bit of the outcome depends on every bit of `x`. */
static inline uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

/* Makes as many words of the secret as the longest key needs. */
static void secret_spread(const uint64_t secret[2], uint64_t words[TABLE_KEY_WORDS])
{
    uint64_t x = secret[0];
    for (unsigned i = 0; i < TABLE_KEY_WORDS; i++) {
        x = mix(x + secret[1] + UINT64_C(0x9e3779b97f4a7c15));
        words[i] = x;
    }
}

uint64_t table_hash(const struct table *t, const void *key, size_t n)
{
    uint64_t sum = 0, word;
    for (size_t i = 0; i < n / 8; i++) {
        memcpy(&word, (const char *)key + 8 * i, 8);
        uint32_t low = (uint32_t)word + (uint32_t)t->hash_words[i];
        uint32_t high = (uint32_t)(word >> 32) + (uint32_t)(t->hash_words[i] >> 32);
        sum += (uint64_t)low * high;
    }
    return mix(sum);
}

static uint32_t *bucket_at(const struct table *t, uint32_t hash)
{
    uint32_t *buckets = (uint32_t *)(uintptr_t)(t + 1);
    return &buckets[hash & (TABLE_BUCKETS * t->capacity - 1)];
}

static uint32_t hash_of(const struct table *t, const void *key)
{
    return (uint32_t)(table_hash(t, key, t->hash_bytes) >> 32);
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
    assert(key_bytes % 8 == 0 && key_bytes <= TABLE_KEY_WORDS * 8);
    *t = (struct table){.epoch = 1,
                        .capacity = (uint32_t)capacity,
                        .row_bytes = (uint32_t)row_bytes,
                        .key_bytes = (uint32_t)key_bytes,
                        .hash_bytes = (uint32_t)hash_bytes};
    while (capacity >> t->chunk_bits > TABLE_CHUNKS)
        t->chunk_bits++;
    secret_spread(hash_key, t->hash_words);
}

/* The slot of a row, to be changed. */
static struct slot *slot_of(struct table *t, uint32_t row)
{
    table_mark(t, row);
    return table_slot(t, row);
}

/* The lists of the segments */

/* The row's own slot is marked by whoever asks. */
static void list_remove(struct table *t, struct slot *slot)
{
    unsigned segment = slot->segment;
    if (slot->newer != TABLE_NONE)
        slot_of(t, slot->newer)->older = slot->older;
    else
        t->newest[segment] = slot->older;
    if (slot->older != TABLE_NONE)
        slot_of(t, slot->older)->newer = slot->newer;
    else
        t->oldest[segment] = slot->newer;
    t->count[segment]--;
}

static void list_push(struct table *t, uint32_t row, enum segment segment)
{
    struct slot *slot = slot_of(t, row);
    slot->segment = segment & 3u;
    slot->newer = TABLE_NONE;
    slot->older = t->newest[segment];
    if (slot->older != TABLE_NONE)
        slot_of(t, slot->older)->newer = row;
    else
        t->oldest[segment] = row;
    t->newest[segment] = row;
    t->count[segment]++;
}

/* Has the machine fetch what the row that leaves its list next will need: when its turn comes, its
 * own lines were fetched a turn before. */
static void next_fetch(const struct table *t, uint32_t next)
{
#if defined(__GNUC__)
    if (next == TABLE_NONE)
        return;
    const struct slot *slot = table_slot(t, next);
    __builtin_prefetch(bucket_at(t, slot->hash));
    if (slot->newer != TABLE_NONE)
        table_fetch(t, slot->newer);
#else
    (void)t;
    (void)next;
#endif
}

void table_promote(struct table *t, uint32_t row, uint32_t stamp)
{
    struct slot *slot = slot_of(t, row);
    slot->stamp = stamp & TABLE_STAMPS;
    list_remove(t, slot);
    list_push(t, row, SEGMENT_PROTECTED);
    if (t->count[SEGMENT_PROTECTED] > t->capacity / 4 * 3) {
        uint32_t demoted = t->oldest[SEGMENT_PROTECTED];
        next_fetch(t, table_slot(t, demoted)->newer);
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
    t->buckets_epoch = t->epoch;
    while (*link != row)
        link = &slot_of(t, *link)->chain;
    *link = slot->chain;
}

/* The least useful row of all: never none in a table that is full. */
static uint32_t row_oldest(const struct table *t)
{
    uint32_t row = t->oldest[SEGMENT_PROBATION];
    return row != TABLE_NONE ? row : t->oldest[SEGMENT_PROTECTED];
}

/* Whether `a` is to go before `b`, both not yet `now`. Rows of one stamp go by their numbers, which
 * depend on the order of use alone. */
static bool row_goes_first(const struct table *t, uint32_t a, uint32_t b, uint32_t now)
{
    const struct slot *x = table_slot(t, a), *y = table_slot(t, b);
    if (x->segment != y->segment)
        return x->segment == SEGMENT_PROBATION;
    uint32_t x_age = (now - x->stamp) & TABLE_STAMPS, y_age = (now - y->stamp) & TABLE_STAMPS;
    return x_age != y_age ? x_age > y_age : a < b;
}

/* The least useful of a key's kin where there are TABLE_KIN of them, else TABLE_NONE. */
static uint32_t kin_oldest(const struct table *t, const void *key, uint32_t stamp)
{
    uint32_t kin = 0, oldest = TABLE_NONE, row = TABLE_NONE;
    if (t->hash_bytes == t->key_bytes)
        return TABLE_NONE;
    while ((row = table_match(t, key, row)) != TABLE_NONE) {
        if (oldest == TABLE_NONE || row_goes_first(t, row, oldest, stamp))
            oldest = row;
        kin++;
    }
    return kin == TABLE_KIN ? oldest : TABLE_NONE;
}

/* Frees a row for another key. */
static void row_evict(struct table *t, uint32_t row)
{
    struct slot *slot = table_slot(t, row);
    t->evicted.entries++;
    t->evicted.frames += slot->frames;
    t->evicted.bytes += slot->bytes;
    chain_remove(t, row);
    list_remove(t, slot);
    next_fetch(t, slot->newer);
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
    row = kin_oldest(t, key, stamp);
    if (row == TABLE_NONE && t->used < t->capacity) {
        row = ++t->used;
    } else {
        row = row != TABLE_NONE ? row : row_oldest(t);
        row_evict(t, row);
    }
    struct slot *slot = slot_of(t, row);
    uint32_t generation = slot->generation + 1;
    memset(slot, 0, t->row_bytes);
    slot->generation = generation;
    slot->hash = hash;
    slot->stamp = stamp & TABLE_STAMPS;
    memcpy(key_of(slot), key, t->key_bytes);
    uint32_t *bucket = bucket_at(t, hash);
    t->buckets_epoch = t->epoch;
    slot->chain = *bucket;
    *bucket = row;
    list_push(t, row, SEGMENT_PROBATION);
    return row;
}

void table_count(struct table *t, uint32_t row, uint64_t frames, uint64_t bytes)
{
    struct slot *slot = slot_of(t, row);
    slot->frames += frames;
    slot->bytes += bytes;
}

void table_clear(struct table *t)
{
    size_t buckets = TABLE_BUCKETS * t->capacity * sizeof(uint32_t);
    if (t->used > 0)
        memset(t + 1, 0, buckets + (size_t)t->used * t->row_bytes);
    t->used = 0;
    t->epoch++; /* so that nobody who followed it takes it for what it was */
    t->buckets_epoch = 0;
    memset(t->touched, 0, sizeof t->touched);
    memset(t->newest, 0, sizeof t->newest);
    memset(t->oldest, 0, sizeof t->oldest);
    memset(t->count, 0, sizeof t->count);
    t->evicted = (struct evicted){0};
}

void table_copy(struct table *to, const struct table *from)
{
    assert(to->capacity == from->capacity && to->row_bytes == from->row_bytes);
    size_t buckets = TABLE_BUCKETS * from->capacity * sizeof(uint32_t);
    memcpy(to, from, sizeof *from + buckets + (size_t)from->used * from->row_bytes);
}

/* Copies the rows first + 1 to `end`. */
static void rows_copy(struct table *to, const struct table *from, size_t first, size_t end)
{
    size_t at = sizeof *from + TABLE_BUCKETS * from->capacity * sizeof(uint32_t) +
                first * from->row_bytes;
    memcpy((char *)to + at, (const char *)from + at, (end - first) * from->row_bytes);
}

void table_follow(struct table *to, struct table *from)
{
    size_t rows = (size_t)1 << from->chunk_bits;
    bool follows = from->epoch == to->epoch + 1 && from->hash_words[0] == to->hash_words[0];
    if (!follows) {
        table_copy(to, from);
        from->epoch++;
        return;
    }
    if (from->buckets_epoch == from->epoch)
        memcpy(to + 1, from + 1, TABLE_BUCKETS * from->capacity * sizeof(uint32_t));
    for (size_t first = 0; first < from->used; first += rows)
        if (from->touched[first >> from->chunk_bits] == from->epoch)
            rows_copy(to, from, first, first + rows < from->used ? first + rows : from->used);
    *to = *from;
    from->epoch++;
}
