/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_TABLE_H
#define CASTSCOPE_TABLE_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "model/newcomers.h"
#include "text/compiler.h"

/*
 * A table of fixed capacity, found by key, that forgets the right rows when it is full.
 *
 * Rows live in an array inside the model and refer to each other by number, never by pointer, so
 * that a table can be copied as bytes. They are found by way of places, of which there are twice as
 * many: a place has a row's number and the hash of its key, and lies where the hash says, or in the
 * next free place behind (linear probing). A tag, one octet for each place, has a part of that hash,
 * or 0 where the place is free: a look-up in vain, as floods make them, mostly reads one line of the
 * tags, which are so few that the processor's cache keeps them, and one that finds a row reads its
 * place and the row besides. The hash is a universal one (the NH of RFC 4418) under a secret key: a
 * stranger cannot aim at a place.
 *
 * Which row is evicted depends on the order of use alone (a segmented LRU): rows used once wait in a
 * probation list, rows used again move to a protected list of three quarters of the capacity, and only
 * probation is evicted from. The newest rows stand in a list of their own before they go to probation.
 * While they come in a rush (newcomers.h), faster than anybody could use them again, they push out each
 * other and not what waits in probation, and table_meet() makes rows only for keys that it meets for the
 * second time: a flood of inventions leaves alone what was there before. What an evicted row had counted
 * is added to `evicted`, so that rows plus evicted always equal what was counted.
 */

enum {
    TABLE_NONE = 0,   /* no row; row numbers start at 1 */
    TABLE_PLACES = 2, /* for each row: in a full table every other one is free */
    TABLE_TAGS = 8,   /* are looked at in one go; the first ones stand behind the last ones, too */
    TABLE_ROWS_MOST = 1 << 15,
    TABLE_KEY_WORDS = 32, /* the longest key, in units of 8 bytes */
    TABLE_NEW_SHARE = 32, /* the newest rows are this share of the capacity; none in small tables */
    TABLE_KIN = 32, /* rows that may agree in that part of their keys which says where they lie */
    TABLE_MARKS = TABLE_ROWS_MOST / 64 + 1, /* words with a bit for each row */
    TABLE_LATEST = 2,                       /* rows that table_use_again() looks at first */
};

/* The head of every row. `frames` and `bytes` are what eviction keeps. */
struct slot {
    uint32_t newer,
        older; /* neighbours in the list of its segment; the newest is followed by the oldest */
    uint32_t stamp;      /* when it last moved in its list */
    uint32_t generation; /* how many keys the row has had: tells a row from its successor */
    uint32_t home;       /* the part of its hash that says where its place should be */
    uint16_t quiet;      /* uses need nothing but this, in frames, since its stamp */
    uint8_t segment;     /* enum segment */
    bool again;          /* it was used again since it was made */
    uint64_t frames, bytes;
};

enum segment { SEGMENT_FREE, SEGMENT_NEW, SEGMENT_PROBATION, SEGMENT_PROTECTED, SEGMENT_COUNT };

struct evicted {
    uint64_t entries, frames, bytes;
};

struct table {
    uint32_t capacity;   /* rows: a power of two; there are TABLE_PLACES times as many places */
    uint32_t row_bytes;  /* size of a row; its struct slot comes first, its key next */
    uint32_t key_bytes;  /* a multiple of 8; keys have no padding */
    uint32_t hash_bytes; /* leading bytes of the key that say where it lies */
    uint32_t rows_at;    /* where row 0 would lie, in bytes from the table's beginning */
    uint32_t used;       /* rows that are taken: 1 to used */
    uint32_t newest[SEGMENT_COUNT], count[SEGMENT_COUNT];
    uint32_t latest[TABLE_LATEST]; /* rows that table_use_again() found; TABLE_NONE: none yet */
    uint32_t latest_next;          /* which of them gives way to the next one */
    uint64_t crowded;  /* of which home it is known that TABLE_KIN rows have it; 0: of none */
    uint32_t crowd_at; /* the first place of those rows: the others follow one by one */
    bool mixed;        /* rows that are not kin have the same home */
    uint32_t hash_halves[2 * TABLE_KEY_WORDS]; /* the secret, two halves for each word of a key */
    struct evicted evicted;
    /* For who follows it; nobody asks what changed before he begins to. */
    uint32_t follows;              /* how often somebody began to; 0: never */
    bool moved;                    /* a place changed since */
    uint64_t changed[TABLE_MARKS]; /* by row, a bit: it did */
    /* Who follows it does without. */
    struct newcomers newcomers;
};

/*
 * Declares a table of a row type as a struct: the head, the places, their tags, the rows. Row n is at[n - 1].
 * ROWS must be a power of two. A place is, from its high bits on, 32 bits of the hash of the leading
 * part of the key, 16 bits of the hash of all of it, and the row, or 0 where it is free.
 */
#define TABLE(ROW, ROWS)                                 \
    struct {                                             \
        struct table head;                               \
        uint64_t place[TABLE_PLACES * (ROWS)];           \
        uint8_t tag[TABLE_PLACES * (ROWS) + TABLE_TAGS]; \
        struct ROW at[ROWS];                             \
    }

/* Sets up a zeroed table. Use TABLE_INIT, which knows the sizes. */
void table_init(struct table *, size_t capacity, size_t row_bytes, size_t key_bytes,
                size_t hash_bytes, const uint64_t hash_key[2]);

#define TABLE_INIT(TABLE_PTR, HASH_BYTES, HASH_KEY)                                      \
    table_init(&(TABLE_PTR)->head, sizeof((TABLE_PTR)->at) / sizeof((TABLE_PTR)->at[0]), \
               sizeof((TABLE_PTR)->at[0]), sizeof((TABLE_PTR)->at[0].key), (HASH_BYTES), \
               (HASH_KEY))

/* The number of the row with this key, or TABLE_NONE. Does not count as use. */
uint32_t table_find(const struct table *, const void *key);

/* The same for who found it in some row before: most are still there, which is told by one look. The row may be any
 * number, TABLE_NONE among them. */
uint32_t table_find_at(const struct table *, uint32_t row, const void *key);

/*
 * A walk over kin: the rows that agree with a key in its first hash_bytes bytes, at most TABLE_KIN of them,
 * in no particular order. It holds as long as no row is made.
 *
 *     for (struct kin kin = kin_first(t, &key); kin.row != TABLE_NONE; kin_next(t, &key, &kin))
 */
struct kin {
    uint32_t row; /* TABLE_NONE: the walk is over */
    uint32_t home, place;
};

struct kin kin_first(const struct table *, const void *key);
void kin_next(const struct table *, const void *key, struct kin *);

/*
 * A walk over all kin of a table: each two meet once, in no particular order. Kin lie near each other, so that it
 * reads the places in a row, where they are free their tags alone, and of the rows of a table only those that have
 * kin. A table of less than two rows has none.
 *
 *     for (struct kin_pair pair = {0}; kin_pair_next(t, &pair);)
 */
struct kin_pair {
    uint32_t row, other;
    uint32_t place, ahead;
};

bool kin_pair_next(const struct table *, struct kin_pair *);

/*
 * The row with this key, which is used now: made (everything behind its key zeroed) where there is
 * none, in the place of the least useful row where the table is full, or of the least useful of its
 * TABLE_KIN kin: who claims one address under endless names pushes out his own claims. *made says
 * which. `stamp` is the number of the frame: many uses by one frame are one use.
 */
uint32_t table_use(struct table *, const void *key, uint32_t stamp, bool *made);

/* The same for what a flood may invent: TABLE_NONE where the key was never met before, as far as is known, and would
 * push out another newcomer, in a rush. Whoever asked counts it by table_pass(). */
uint32_t table_meet(struct table *, const void *key, uint32_t stamp, bool *made);

/* The same for a row that is there: TABLE_NONE where it is not. */
uint32_t table_use_known(struct table *, const void *key, uint32_t stamp);

/* The same as table_meet() for who found it in some row before, as table_find_at(). */
uint32_t table_meet_at(struct table *, uint32_t row, const void *key, uint32_t stamp, bool *made);

/* The same for keys that come again and again, as those of what a message states do: it looks first at the rows
 * that it found last. */
uint32_t table_use_again(struct table *, const void *key, uint32_t stamp, bool *made);

/* The slot of a row. Rows lie behind the places and tags, which lie behind the head: see TABLE. */
static inline struct slot *table_slot(const struct table *t, uint32_t row)
{
    assert(row > TABLE_NONE && row <= t->used);
    const char *slot = (const char *)t + t->rows_at + (size_t)row * t->row_bytes;
    return (struct slot *)(uintptr_t)slot;
}

/* A row is about to be changed. Everything in this file does so itself, and table_use() and table_touch() do so
 * for what their callers write into the row next; who changes a row that he found otherwise has to say so. */
static inline void table_mark(struct table *t, uint32_t row)
{
    if (t->follows != 0)
        t->changed[row / 64] |= UINT64_C(1) << row % 64;
}

/* Has the machine fetch a row that is used soon, so that the waits for memory overlap. */
static inline void table_fetch(const struct table *t, uint32_t row)
{
    lines_fetch(table_slot(t, row), 3);
}

/* A protected row is moved to the front of its list only where it has not been for this share of
 * the capacity, in frames: the order is exact enough, and most uses of busy rows cost nothing. Any other row is moved
 * by the first use in another frame. */
enum { TABLE_TOUCH_SHARE = 4 };

/* What table_touch() has to do now and then. */
void table_stir(struct table *, uint32_t row, uint32_t stamp);

/* The same as table_use() for a row whose number is known: only marks it as used now. */
static inline void table_touch(struct table *t, uint32_t row, uint32_t stamp)
{
    const struct slot *slot = table_slot(t, row);
    if (RARELY(stamp - slot->stamp >= slot->quiet))
        table_stir(t, row, stamp);
}

/* Adds to the counters that survive eviction. */
void table_count(struct table *, uint32_t row, uint64_t frames, uint64_t bytes);

/* Counts what is not worth a row, as if it had had one and that were evicted by now. */
void table_pass(struct table *, uint64_t frames, uint64_t bytes);

/* Empties it, back to what table_init() made of it, for those who do not follow it; only what was used is
 * touched. */
void table_clear(struct table *);

/* Copies a table of the same shape; only rows that are taken are touched. */
void table_copy(struct table *to, const struct table *from);

/* Makes *to what *from is, as table_copy() does, but copies only the rows that changed since *to followed *from last.
 * All of it is copied where *to was anything else before: a new table, a copy of another, or of this one before it was
 * set up again. One table follows another; nobody else changes *to. False where nothing had changed. */
bool table_follow(struct table *to, struct table *from);

/* Copies a part of these rows ahead, some `most` bytes; how many it were: fewer where no others are left. *to is no
 * table until it has followed, for which the less is left to do. */
size_t table_approach(struct table *to, struct table *from, size_t most);

/* Xorshifts and multiplications by odd numbers (the finalizer of SplitMix64): one to one, and every
 * bit of the outcome depends on every bit of `x`. */
static inline uint64_t table_mix(uint64_t x)
{
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

/* NH over the bytes `from` to `to` of a key: halves of each word, with the secret's added, are multiplied. Words that
 * are 0 add nothing: most of a key often is, and another word adds nothing, either, for one secret in 2^31 only. */
static inline uint64_t table_sum(const struct table *t, const void *key, size_t from, size_t to)
{
    uint64_t sum = 0, word;
    for (size_t i = from / sizeof word; i < to / sizeof word; i++) {
        memcpy(&word, (const char *)key + sizeof word * i, sizeof word);
        if (word == 0)
            continue;
        uint32_t low = (uint32_t)word + t->hash_halves[2 * i];
        uint32_t high = (uint32_t)(word >> 32) + t->hash_halves[2 * i + 1];
        sum += (uint64_t)low * high;
    }
    return sum;
}

/* The hash of the first `n` bytes of a key, a multiple of 8, under the table's secret. */
static inline uint64_t table_hash(const struct table *t, const void *key, size_t n)
{
    return table_mix(table_sum(t, key, 0, n));
}

#endif
