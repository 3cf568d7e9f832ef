/* SPDX-License-Identifier: MIT */

/* Tables: which row goes when there is no room, that nothing counted is lost, and that no result
 * depends on the hash key. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/table.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

struct row_key {
    uint64_t word[2];
};

struct row {
    struct slot slot;
    struct row_key key;
    uint64_t payload;
};

enum { SMALL = 8, MIDDLE = 64, CROWDED = 256, LARGE = 4096 };

typedef TABLE(row, SMALL) small_table;
typedef TABLE(row, MIDDLE) middle_table;
typedef TABLE(row, CROWDED) crowded_table;
typedef TABLE(row, LARGE) large_table;

static const uint64_t hash_keys[][2] = {{0, 0}, {UINT64_C(0x0123456789abcdef), UINT64_MAX}};

/* Every row must be in one list, once, and be found by its key. */
static void table_check(const struct table *t)
{
    uint32_t listed = 0;
    for (unsigned segment = SEGMENT_NEW; segment < SEGMENT_COUNT; segment++) {
        uint32_t row = t->newest[segment];
        assert_int_equal(row == TABLE_NONE, t->count[segment] == 0);
        for (uint32_t n = 0; n < t->count[segment]; n++) {
            const struct slot *slot = table_slot(t, row);
            assert_int_equal(slot->segment, segment);
            assert_int_equal(table_slot(t, slot->older)->newer, row);
            assert_int_equal(table_find(t, slot + 1), row);
            for (uint32_t before = 0; before < row + 3; before += row / 2 + 1)
                assert_int_equal(table_find_at(t, before, slot + 1), row);
            assert_int_equal(table_find_at(t, row, slot + 1), row);
            assert_int_equal(slot->older == t->newest[segment], n + 1 == t->count[segment]);
            row = slot->older;
        }
        assert_int_equal(row, t->newest[segment]);
        listed += t->count[segment];
    }
    assert_int_equal(listed, t->used);
    assert_true(t->count[SEGMENT_PROTECTED] <= t->capacity / 4 * 3);
    assert_true(t->count[SEGMENT_NEW] <= t->capacity / TABLE_NEW_SHARE);
}

/* Scripts: a letter is a key that is used, by a frame of its own; letters in brackets are used by
 * one frame. '?' in front of a letter only finds it, '!' touches its row. */

static const struct {
    const char *name, *script, *expected; /* keys in probation | protected, oldest first */
} scripts[] = {
    {"nothing", "", "|"},
    {"used once", "ABC", "ABC|"},
    {"used by two frames", "ABA", "B|A"},
    {"used often by one frame", "(AAA)B", "AB|"},
    {"used often by one frame, then by another", "(AAA)BA", "B|A"},
    {"made and used among others by one frame", "(ABAB)", "AB|"},
    {"found", "A?A?AB", "AB|"},
    {"touched", "AB!A", "B|A"},
    {"touched by the frame that made it", "(A!A)", "A|"},
    {"just full", "ABCDEFGH", "ABCDEFGH|"},
    {"one too many", "ABCDEFGHI", "BCDEFGHI|"},
    {"the oldest by use goes, not by birth", "ABCDEFGHAIJ", "DEFGHIJ|A"},
    {"back after eviction", "ABCDEFGHIA", "CDEFGHIA|"},
    {"a flood leaves the protected ones", "ABCABCDEFGHIJKLMNOP", "LMNOP|ABC"},
    {"a flood of keys used twice does not", "ABABDDEEFFGGHHIIJJKK", "DE|FGHIJK"},
    {"protected ones in the order of use", "ABCABCBA", "|CBA"},
    {"protected is three quarters", "ABCDEFGABCDEFG", "A|BCDEFG"},
    {"demoted, then used again", "ABCDEFGABCDEFGA", "B|CDEFGA"},
    {"demoted, then evicted", "ABCDEFGABCDEFGHIJ", "IJ|BCDEFG"},
};

static void script_run(struct table *t, const char *script, uint32_t stamp)
{
    bool one_frame = false, made;
    for (char mode = ' '; *script != '\0'; script++) {
        struct row_key key = {{(uint64_t)*script, 0}};
        switch (*script) {
        case '(': one_frame = true; continue;
        case ')':
            one_frame = false;
            stamp++;
            continue;
        case '?':
        case '!': mode = *script; continue;
        default: break;
        }
        if (mode == '?')
            assert_int_not_equal(table_find(t, &key), TABLE_NONE);
        else if (mode == '!')
            table_touch(t, table_find(t, &key), stamp);
        else
            table_use(t, &key, stamp, &made);
        mode = ' ';
        if (!one_frame)
            stamp++;
    }
}

static void state_write(const struct table *t, char out[2 * MIDDLE])
{
    for (unsigned segment = SEGMENT_PROBATION; segment < SEGMENT_COUNT; segment++) {
        uint32_t row = t->newest[segment]; /* whom the oldest follows */
        for (uint32_t n = t->count[segment]; n > 0; n--) {
            struct row_key key;
            row = table_slot(t, row)->newer;
            memcpy(&key, table_slot(t, row) + 1, sizeof key);
            *out++ = (char)key.word[0];
        }
        if (segment == SEGMENT_PROBATION)
            *out++ = '|';
    }
    *out = '\0';
}

/* From the first frame on, and while the stamp wraps. */
static void test_eviction(void **state)
{
    (void)state;
    static const uint32_t stamps[] = {1, UINT32_MAX - 7, UINT32_MAX};
    for (size_t i = 0; i < COUNT(scripts); i++) {
        for (size_t k = 0; k < COUNT(stamps); k++) {
            small_table t = {0};
            char got[2 * MIDDLE];
            TABLE_INIT(&t, sizeof t.at[0].key, hash_keys[k % COUNT(hash_keys)]);
            script_run(&t.head, scripts[i].script, stamps[k]);
            table_check(&t.head);
            state_write(&t.head, got);
            if (strcmp(got, scripts[i].expected) != 0)
                fail_msg("%s: '%s' gives %s instead of %s", scripts[i].name, scripts[i].script, got,
                         scripts[i].expected);
        }
    }
}

/* A protected row that was moved less than an eighth of the capacity ago stays where it is. */
static void test_touch_share(void **state)
{
    (void)state;
    enum { SHARE = MIDDLE / TABLE_TOUCH_SHARE };
    static const uint32_t starts[] = {10, UINT32_MAX - SHARE, UINT32_MAX - 1};
    for (size_t i = 0; i < COUNT(starts); i++) {
        middle_table t = {0};
        bool made;
        char got[2 * MIDDLE];
        const struct row_key a = {{'A', 0}}, b = {{'B', 0}};
        TABLE_INIT(&t, sizeof t.at[0].key, hash_keys[0]);
        for (uint32_t frame = 0; frame < 4; frame++)
            table_use(&t.head, frame % 2 == 0 ? &a : &b, starts[i] + frame, &made);
        table_use(&t.head, &a, starts[i] + 2 + SHARE - 1, &made);
        state_write(&t.head, got);
        assert_string_equal(got, "|AB");
        table_use(&t.head, &a, starts[i] + 2 + SHARE, &made);
        state_write(&t.head, got);
        assert_string_equal(got, "|BA");
    }
}

static void test_use(void **state)
{
    (void)state;
    small_table t = {0};
    bool made;
    struct row_key key = {{1, 2}};
    TABLE_INIT(&t, sizeof t.at[0].key, hash_keys[0]);
    assert_int_equal(table_find(&t.head, &key), TABLE_NONE);
    assert_int_equal(table_use(&t.head, &key, 1, &made), 1);
    assert_true(made);
    assert_int_equal(table_use(&t.head, &key, 2, &made), 1);
    assert_false(made);
    key.word[1] = 3;
    assert_int_equal(table_find(&t.head, &key), TABLE_NONE);
    key.word[1] = 2;
    assert_ptr_equal(table_slot(&t.head, 1), &t.at[0].slot);
}

/* What was used last is known without a look-up: that and nothing else, and not in an emptied table. */
static void test_latest(void **state)
{
    (void)state;
    static const struct row_key keys[] = {{{1, 2}}, {{1, 3}}, {{4, 2}}};
    static const uint8_t uses[] = {0, 1, 0, 1, 1, 2, 1, 0, 2, 2, 0};
    small_table t = {0};
    uint32_t stamp = 0;
    TABLE_INIT(&t, sizeof t.at[0].key, hash_keys[0]);
    for (int round = 0; round < 2; round++) {
        uint32_t known = 0;
        for (size_t i = 0; i < COUNT(uses); i++) {
            bool made;
            assert_int_equal(table_use_again(&t.head, &keys[uses[i]], ++stamp, &made), uses[i] + 1);
            assert_int_equal(made, (known >> uses[i] & 1) == 0);
            known |= UINT32_C(1) << uses[i];
            table_check(&t.head);
        }
        table_clear(&t.head);
    }
}

/* A row's successor starts with nothing, and is told apart by its generation. */
static void test_generation(void **state)
{
    (void)state;
    small_table t = {0};
    bool made;
    TABLE_INIT(&t, sizeof t.at[0].key, hash_keys[0]);
    for (uint32_t i = 0; i < 3 * SMALL; i++) {
        const struct row_key key = {{i, i}};
        uint32_t row = table_use(&t.head, &key, i + 1, &made);
        assert_true(made);
        assert_int_equal(row, i % SMALL + 1);
        struct row *at = &t.at[row - 1];
        assert_int_equal(at->slot.generation, i / SMALL + 1);
        assert_int_equal(at->slot.frames + at->slot.bytes + at->payload, 0);
        at->payload = 7;
        table_count(&t.head, row, 1, 100);
    }
    assert_int_equal(t.head.evicted.entries, 2 * SMALL);
    assert_int_equal(t.head.evicted.frames, 2 * SMALL);
    assert_int_equal(t.head.evicted.bytes, 200 * SMALL);
}

/* Numerical Recipes' 64-bit linear congruential generator: the upper bits are random enough. */
static uint64_t random_next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

/* Low numbers are frequent, most of the others come once. */
static struct row_key random_key(uint64_t *state)
{
    uint64_t kind = random_next(state) % 4, number = random_next(state);
    return (struct row_key){{kind == 0 ? number % 20 : kind == 1 ? number % 200 : number, kind}};
}

/* Whoever remembers a row, right or wrong, has the same rows used in the same order as who remembers none. */
static void test_meet_at(void **state)
{
    (void)state;
    static middle_table a, b;
    uint64_t random = 11;
    bool made[2];
    memset(&a, 0, sizeof a);
    memset(&b, 0, sizeof b);
    TABLE_INIT(&a, sizeof a.at[0].key, hash_keys[0]);
    TABLE_INIT(&b, sizeof b.at[0].key, hash_keys[0]);
    for (uint32_t stamp = 1; stamp <= 2000; stamp++) {
        struct row_key key = random_key(&random);
        uint32_t there = table_find(&a.head, &key);
        uint32_t guess = stamp % 3 == 0 ? there : (uint32_t)random_next(&random) % (2 * MIDDLE);
        assert_int_equal(table_find_at(&b.head, guess, &key), there);
        uint32_t row = table_meet(&a.head, &key, stamp, &made[0]);
        assert_int_equal(table_meet_at(&b.head, guess, &key, stamp, &made[1]), row);
        assert_int_equal(made[0], made[1]);
    }
    assert_memory_equal(&a, &b, sizeof a);
    assert_true(a.head.evicted.entries > 0);
}

/* Two tables with different hash keys go through the same. */
static void test_workload(void **state)
{
    (void)state;
    static middle_table t[2];
    uint64_t random = 1, entries = 0, frames = 0, bytes = 0, passed = 0;
    memset(t, 0, sizeof t);
    for (size_t i = 0; i < 2; i++)
        TABLE_INIT(&t[i], sizeof t[i].at[0].key, hash_keys[i]);
    for (uint32_t stamp = 1; stamp <= 20000; stamp++) {
        for (uint64_t uses = random_next(&random) % 4; uses > 0; uses--) {
            struct row_key key = random_key(&random);
            uint64_t more = random_next(&random) % 1500;
            bool meets = random_next(&random) % 4 != 0, made[2];
            uint32_t row[2];
            for (size_t i = 0; i < 2; i++) {
                row[i] = meets ? table_meet(&t[i].head, &key, stamp, &made[i])
                               : table_use(&t[i].head, &key, stamp, &made[i]);
                if (row[i] != TABLE_NONE)
                    table_count(&t[i].head, row[i], 1, more);
                else
                    table_pass(&t[i].head, 1, more);
            }
            assert_int_equal(row[0], row[1]);
            assert_int_equal(made[0], made[1]);
            passed += row[0] == TABLE_NONE;
            entries += made[0] || row[0] == TABLE_NONE;
            frames++;
            bytes += more;
        }
        if (stamp % 100 != 0)
            continue;
        struct evicted sum = t[0].head.evicted;
        for (uint32_t i = 0; i < t[0].head.used; i++) {
            assert_memory_equal(&t[0].at[i].key, &t[1].at[i].key, sizeof t[0].at[i].key);
            assert_int_equal(t[0].at[i].slot.newer, t[1].at[i].slot.newer);
            sum.entries++;
            sum.frames += t[0].at[i].slot.frames;
            sum.bytes += t[0].at[i].slot.bytes;
        }
        assert_int_equal(sum.entries, entries);
        assert_int_equal(sum.frames, frames);
        assert_int_equal(sum.bytes, bytes);
        table_check(&t[0].head);
        table_check(&t[1].head);
    }
    assert_true(t[0].head.evicted.entries > 1000);
    assert_true(passed > 1000);
    assert_memory_not_equal(t[0].place, t[1].place, sizeof t[0].place);
}

/* Rows that share the part of the key which says where they lie are all found from it. */
static void test_match(void **state)
{
    (void)state;
    static middle_table t;
    uint64_t random = 7;
    bool made;
    memset(&t, 0, sizeof t);
    TABLE_INIT(&t, sizeof t.at[0].key.word[0], hash_keys[1]);
    for (uint32_t stamp = 1; stamp <= 500; stamp++) {
        const struct row_key key = {{random_next(&random) % 10, random_next(&random) % 20}};
        table_use(&t.head, &key, stamp, &made);
    }
    uint32_t matched = 0;
    for (uint64_t word = 0; word < 12; word++) {
        const struct row_key key = {{word, UINT64_MAX}};
        uint64_t seen = 0;
        for (struct kin kin = kin_first(&t.head, &key); kin.row != TABLE_NONE;
             kin_next(&t.head, &key, &kin)) {
            assert_int_equal(t.at[kin.row - 1].key.word[0], word);
            assert_int_equal(seen >> t.at[kin.row - 1].key.word[1] & 1, 0);
            seen |= UINT64_C(1) << t.at[kin.row - 1].key.word[1];
            matched++;
        }
    }
    assert_int_equal(matched, MIDDLE);
}

/* Each two kin meet once, and nobody else does: also where several words share places. */
static void test_pairs(void **state)
{
    (void)state;
    enum { WORDS = 16 };
    static middle_table t;
    static bool met[MIDDLE + 1][MIDDLE + 1];
    uint32_t of_word[WORDS] = {0}, wanted = 0, pairs = 0;
    uint64_t random = 11;
    bool made;
    memset(&t, 0, sizeof t);
    TABLE_INIT(&t, sizeof t.at[0].key.word[0], hash_keys[1]);
    for (uint32_t stamp = 1; stamp <= 500; stamp++) {
        const struct row_key key = {{random_next(&random) % WORDS, random_next(&random) % 20}};
        table_use(&t.head, &key, stamp, &made);
    }
    for (uint32_t i = 0; i < t.head.used; i++)
        wanted += of_word[t.at[i].key.word[0]]++;
    for (struct kin_pair pair = {0}; kin_pair_next(&t.head, &pair); pairs++) {
        assert_int_equal(t.at[pair.row - 1].key.word[0], t.at[pair.other - 1].key.word[0]);
        assert_int_not_equal(pair.row, pair.other);
        assert_false(met[pair.row][pair.other] || met[pair.other][pair.row]);
        met[pair.row][pair.other] = true;
    }
    assert_int_equal(pairs, wanted);
    assert_true(wanted > MIDDLE);
}

/* Where hardly any place is taken, too, wherever the few are. */
static void test_few_pairs(void **state)
{
    (void)state;
    static middle_table t;
    bool made;
    for (uint64_t secret = 0; secret < 200; secret++) {
        uint32_t pairs = 0;
        memset(&t, 0, sizeof t);
        TABLE_INIT(&t, sizeof t.at[0].key.word[0], ((const uint64_t[]){secret, 1}));
        for (uint32_t n = 0; n < 5; n++) {
            const struct row_key key = {{n / 3, n}};
            table_use(&t.head, &key, n + 1, &made);
            pairs = 0;
            for (struct kin_pair pair = {0}; kin_pair_next(&t.head, &pair);)
                pairs++;
            static const uint32_t expected[] = {0, 1, 3, 3, 4};
            assert_int_equal(pairs, expected[n]);
        }
    }
}

static void test_copy(void **state)
{
    (void)state;
    static middle_table from, to;
    uint64_t random = 3;
    bool made[2];
    memset(&from, 0, sizeof from);
    memset(&to, 0, sizeof to);
    TABLE_INIT(&from, sizeof from.at[0].key, hash_keys[1]);
    TABLE_INIT(&to, sizeof to.at[0].key, hash_keys[0]);
    for (uint32_t stamp = 1; stamp <= 2000; stamp++) {
        struct row_key key = random_key(&random);
        from.at[table_use(&from.head, &key, stamp, &made[0]) - 1].payload = stamp;
        if (stamp % 7 != 0)
            continue;
        table_copy(&to.head, &from.head);
        assert_memory_equal(&to, &from, sizeof to);
        key = random_key(&random);
        assert_int_equal(table_use(&to.head, &key, stamp + 1, &made[1]),
                         table_use(&from.head, &key, stamp + 1, &made[0]));
        assert_int_equal(made[0], made[1]);
        table_check(&to.head);
    }
}

/* A copy of an empty table into a used one leaves there what stood in the rows; none of it is of any consequence. */
static void test_copy_over(void **state)
{
    (void)state;
    static middle_table empty, t;
    memset(&empty, 0, sizeof empty);
    memset(&t, 0, sizeof t);
    TABLE_INIT(&empty, sizeof t.at[0].key, hash_keys[1]);
    TABLE_INIT(&t, sizeof t.at[0].key, hash_keys[1]);
    uint64_t random = 7;
    bool made;
    for (unsigned turn = 0; turn < 5; turn++) {
        for (uint32_t stamp = 1; stamp <= 300; stamp++) {
            struct row_key key = random_key(&random);
            const struct row *row = &t.at[table_use(&t.head, &key, stamp, &made) - 1];
            if (made)
                assert_true(row->payload == 0 && row->slot.frames == 0 && !row->slot.again);
            table_check(&t.head);
            t.at[table_find(&t.head, &key) - 1].payload = stamp;
            table_count(&t.head, table_find(&t.head, &key), 1, 1);
        }
        table_copy(&t.head, &empty.head);
        table_check(&t.head);
    }
}

/* Who claims one address under endless names pushes out his own claims: no look-up grows long, nobody
 * else's row goes, and of the kin those stay that are used. */
static void test_kin(void **state)
{
    (void)state;
    static large_table t;
    bool made;
    memset(&t, 0, sizeof t);
    TABLE_INIT(&t, sizeof t.at[0].key.word[0], hash_keys[1]);
    const struct row_key used = {{7, 0}};
    for (uint64_t i = 0; i < 100; i++)
        table_use(&t.head, &(const struct row_key){{100 + i, i}}, (uint32_t)i + 1, &made);
    for (uint32_t stamp = 101; stamp <= 5000; stamp++) {
        table_use(&t.head, stamp % 10 == 0 ? &used : &(const struct row_key){{7, stamp}}, stamp,
                  &made);
        assert_true(made || stamp % 10 == 0);
    }
    uint32_t kin = 0;
    for (struct kin k = kin_first(&t.head, &used); k.row != TABLE_NONE;
         kin_next(&t.head, &used, &k))
        kin++;
    assert_int_equal(kin, TABLE_KIN);
    assert_int_equal(t.head.used, 100 + TABLE_KIN);
    assert_int_not_equal(table_find(&t.head, &used), TABLE_NONE);
    assert_int_not_equal(table_find(&t.head, &(const struct row_key){{7, 4999}}), TABLE_NONE);
    assert_int_equal(table_find(&t.head, &(const struct row_key){{7, 4000}}), TABLE_NONE);
    for (uint64_t i = 0; i < 100; i++)
        assert_int_not_equal(table_find(&t.head, &(const struct row_key){{100 + i, i}}),
                             TABLE_NONE);
    table_check(&t.head);
}

/* The row that a new key takes from its kin, found by comparing all rows; TABLE_NONE where it has fewer kin. */
static uint32_t kin_victim(const crowded_table *t, const struct row_key *key, uint32_t stamp)
{
    uint32_t kin = 0, least = TABLE_NONE;
    for (uint32_t row = 1; row <= t->head.used; row++) {
        const struct slot *a = &t->at[row - 1].slot, *b = &t->at[least - 1u * (least > 0)].slot;
        bool again = a->segment == SEGMENT_PROTECTED, other = b->segment == SEGMENT_PROTECTED;
        uint32_t age = stamp - a->stamp, best = stamp - b->stamp;
        if (t->at[row - 1].key.word[0] != key->word[0])
            continue;
        kin++;
        if (least == TABLE_NONE || (again != other ? other : age > best))
            least = row;
    }
    return kin == TABLE_KIN ? least : TABLE_NONE;
}

/* Kin are met in the order in which they were made. */
static void kin_check(const crowded_table *t, const struct row_key *key)
{
    uint64_t before = 0;
    for (struct kin kin = kin_first(&t->head, key); kin.row != TABLE_NONE;
         kin_next(&t->head, key, &kin)) {
        assert_int_equal(t->at[kin.row - 1].key.word[0], key->word[0]);
        assert_true(t->at[kin.row - 1].payload > before);
        before = t->at[kin.row - 1].payload;
    }
}

/* Of kin the least useful one goes, also among keys that are no kin and yet have one home. */
static void test_kin_choice(void **state)
{
    (void)state;
    enum { WORDS = 8 };
    static crowded_table t;
    for (unsigned mixed = 0; mixed < 2; mixed++) {
        uint64_t random = 5 + mixed, victims = 0;
        memset(&t, 0, sizeof t);
        TABLE_INIT(&t, sizeof t.at[0].key.word[0], hash_keys[1]);
        /* NH multiplies two sums; where one of them is zero, so is the product. */
        uint64_t high = mixed == 1 ? ~t.head.hash_halves[1] + 1 : 77;
        for (uint32_t stamp = 1; stamp <= 40000; stamp++) {
            struct row_key key = {{high << 32 | random_next(&random) % WORDS, 0}};
            uint64_t width = random_next(&random) % 3 == 0 ? 8 : 50;
            bool made;
            key.word[1] = random_next(&random) % width;
            uint32_t victim = table_find(&t.head, &key) == TABLE_NONE
                                  ? kin_victim(&t, &key, stamp / 2)
                                  : TABLE_NONE;
            uint32_t row = table_use(&t.head, &key, stamp / 2, &made);
            if (made)
                t.at[row - 1].payload = stamp;
            if (victim != TABLE_NONE)
                assert_int_equal(row, victim);
            victims += victim != TABLE_NONE;
            kin_check(&t, &key);
        }
        table_check(&t.head);
        assert_int_equal(t.head.mixed, mixed == 1);
        assert_true(victims > 1000);
    }
}

/* Keys that have the home of a crowd without being its kin take no row of it. */
static void test_kin_and_strangers(void **state)
{
    (void)state;
    static crowded_table t;
    bool made;
    memset(&t, 0, sizeof t);
    TABLE_INIT(&t, sizeof t.at[0].key.word[0], hash_keys[1]);
    /* As above: each of these words has the same home. */
    uint64_t high = (uint64_t)(~t.head.hash_halves[1] + 1) << 32;
    for (uint32_t step = 1; step <= 3 * TABLE_KIN; step++) {
        uint64_t stranger = step > 2 * TABLE_KIN;
        const struct row_key key = {{high | stranger, step}};
        table_use(&t.head, &key, step, &made);
        assert_true(made);
    }
    assert_true(t.head.mixed);
    assert_int_equal(t.head.used, 2 * TABLE_KIN);
    for (uint32_t step = TABLE_KIN + 1; step <= 3 * TABLE_KIN; step++) {
        const struct row_key key = {{high | (step > 2 * TABLE_KIN), step}};
        assert_int_not_equal(table_find(&t.head, &key), TABLE_NONE);
    }
    table_check(&t.head);
}

/* Kin that push out each other stay found, and in order, where the rows that stood around them go and others come. */
static void test_kin_among_others(void **state)
{
    (void)state;
    enum {
        HOMES = 100,
        SLOW = 2 * NEWCOMERS_RUSH,
        STEPS = 5 * CROWDED,
        ALONE = CROWDED + 2 * TABLE_KIN
    };
    static crowded_table t;
    for (uint64_t home = 1; home <= HOMES; home++) {
        memset(&t, 0, sizeof t);
        TABLE_INIT(&t, sizeof t.at[0].key.word[0], hash_keys[1]);
        for (uint32_t step = 1; step <= STEPS; step++) {
            bool kin = step > CROWDED && (step <= ALONE || step % 2 == 0), made;
            struct row_key key = {{kin ? home : HOMES + step, step}};
            t.at[table_use(&t.head, &key, step * SLOW, &made) - 1].payload = step;
            assert_true(made);
            if (kin)
                kin_check(&t, &key);
        }
        table_check(&t.head);
    }
}

/* How many of the keys {0, 0} to {0, n - 1} have a row. */
static uint32_t known_count(const struct table *t, uint64_t n)
{
    uint32_t known = 0;
    for (uint64_t i = 0; i < n; i++)
        known += table_find(t, &(const struct row_key){{0, i}}) != TABLE_NONE;
    return known;
}

/* Rows that come in a rush push out each other, unless they are used again; those that come slowly push
 * out what waits. */
static void test_rush(void **state)
{
    (void)state;
    enum { SHARE = LARGE / TABLE_NEW_SHARE, SLOW = 2 * NEWCOMERS_RUSH };
    enum {
        LEAST = LARGE - SHARE - SHARE / (NEWCOMERS_RUSH - 1) - 1
    }; /* those before it is a rush */
    static large_table t;
    uint32_t stamp = UINT32_MAX - LARGE * SLOW / 2;
    bool made;
    memset(&t, 0, sizeof t);
    TABLE_INIT(&t, sizeof t.at[0].key, hash_keys[1]);
    for (uint64_t i = 0; i < LARGE; i++, stamp += SLOW)
        table_use(&t.head, &(const struct row_key){{0, i}}, stamp, &made);
    assert_int_equal(t.head.count[SEGMENT_NEW], SHARE);
    for (uint64_t i = 0; i < 5 * LARGE; i++)
        table_use(&t.head, &(const struct row_key){{1, i}}, stamp++, &made);
    assert_in_range(known_count(&t.head, LARGE), LEAST, LARGE - 1);
    assert_int_equal(t.head.count[SEGMENT_NEW], SHARE);

    const struct row_key again = {{1, 5 * LARGE - SHARE / 2}};
    table_use(&t.head, &again, stamp++, &made);
    assert_false(made);
    for (uint64_t i = 0; i < LARGE; i++)
        table_use(&t.head, &(const struct row_key){{2, i}}, stamp++, &made);
    assert_int_not_equal(table_find(&t.head, &again), TABLE_NONE);
    assert_in_range(known_count(&t.head, LARGE), LEAST - 1, LARGE - 1);
    table_check(&t.head);

    stamp += SHARE * SLOW;
    for (uint64_t i = 0; i < LARGE; i++, stamp += SLOW)
        table_use(&t.head, &(const struct row_key){{3, i}}, stamp, &made);
    assert_int_equal(known_count(&t.head, LARGE), 0);
    table_check(&t.head);
}

/* In a rush a row is made for what is met again, and for nothing else; before it, and in a table that has room, for
 * everything. */
static void test_meet(void **state)
{
    (void)state;
    enum { SLOW = 2 * NEWCOMERS_RUSH, SHORTLY = 16 };
    static large_table t;
    uint32_t stamp = UINT32_MAX - LARGE - LARGE * SLOW;
    uint32_t made_in_rush = 0;
    bool made;
    memset(&t, 0, sizeof t);
    TABLE_INIT(&t, sizeof t.at[0].key, hash_keys[1]);
    for (uint64_t i = 0; i < LARGE; i++) {
        assert_int_equal(table_meet(&t.head, &(const struct row_key){{0, i}}, stamp++, &made),
                         i + 1);
        assert_true(made);
    }
    stamp += LARGE * SLOW;
    for (uint64_t i = 0; i < LARGE; i++, stamp += SLOW) {
        assert_int_not_equal(table_meet(&t.head, &(const struct row_key){{1, i}}, stamp, &made),
                             TABLE_NONE);
        assert_true(made);
    }
    for (uint64_t i = 0; i < 4 * LARGE; i++) {
        uint32_t row = table_meet(&t.head, &(const struct row_key){{2, i}}, stamp++, &made);
        assert_int_equal(row != TABLE_NONE, made);
        made_in_rush += made && i >= LARGE;
    }
    assert_in_range(made_in_rush, 0, 4); /* two keys with one print */

    const struct row_key twice = {{3, 0}}, known = {{1, LARGE - 1}};
    assert_int_equal(table_meet(&t.head, &twice, stamp++, &made), TABLE_NONE);
    assert_false(made);
    for (uint64_t i = 0; i < SHORTLY; i++)
        table_meet(&t.head, &(const struct row_key){{4, i}}, stamp++, &made);
    uint32_t row = table_meet(&t.head, &twice, stamp++, &made);
    assert_int_not_equal(row, TABLE_NONE);
    assert_true(made);
    assert_int_equal(table_meet(&t.head, &twice, stamp++, &made), row);
    assert_false(made);
    row = table_find(&t.head, &known);
    assert_int_not_equal(row, TABLE_NONE);
    assert_int_equal(table_meet_at(&t.head, row, &known, stamp++, &made), row);
    assert_false(made);
    table_check(&t.head);

    /* Whoever must have a row gets one, and one of the newest makes room for it. */
    const struct row_key needed = {{5, 0}};
    assert_int_not_equal(table_use(&t.head, &needed, stamp++, &made), TABLE_NONE);
    assert_true(made);
    table_clear(&t.head);
    assert_int_equal(table_meet(&t.head, &(const struct row_key){{6, 0}}, stamp++, &made), 1);
    assert_true(made);
}

/* When newcomers come in a rush: so many of them, that fast, one after the other. */
static void test_newcomers(void **state)
{
    (void)state;
    enum { SHARE = 100, MANY = 10000 };
    static const struct {
        const char *name;
        uint32_t gap; /* frames from one to the next */
        bool rush;
    } rows[] = {
        {"many in a frame", 0, true},
        {"one in a frame", 1, true},
        {"nearly too few", NEWCOMERS_RUSH - 1, true},
        {"too few", NEWCOMERS_RUSH, false},
        {"hardly any", 1000 * NEWCOMERS_RUSH, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        static struct newcomers n;
        uint32_t stamp = UINT32_MAX - 50 * rows[i].gap, first = 0;
        memset(&n, 0, sizeof n);
        for (uint32_t k = 1; k <= MANY; k++, stamp += rows[i].gap) {
            bool rush = newcomers_rush(&n, SHARE, stamp);
            first = rush && first == 0 ? k : first;
            if (rush != (first != 0))
                fail_msg("%s: it ends at %u", rows[i].name, (unsigned)k);
        }
        if ((first != 0) != rows[i].rush || (rows[i].gap <= 1 && first > SHARE + SHARE / 8))
            fail_msg("%s: a rush from %u on", rows[i].name, (unsigned)first);
        /* It is over once as many frames pass without any as had to come with one. */
        assert_int_equal(newcomers_rush(&n, SHARE, stamp), rows[i].rush);
        assert_false(newcomers_rush(&n, SHARE, stamp + SHARE * NEWCOMERS_RUSH + NEWCOMERS_RUSH));
        assert_false(newcomers_rush(&n, 0, stamp + 10 * SHARE * NEWCOMERS_RUSH));
    }
}

/* Keys as strangers would choose them: whatever the secret is, every row is near its home. */
static void test_hash(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct row_key step;
    } rows[] = {
        {"counted", {{1, 0}}},
        {"counted in the second word", {{0, 1}}},
        {"counted in both", {{1, 1}}},
        {"in the high half", {{UINT64_C(1) << 32, 0}}},
        {"in both halves, against each other", {{(UINT64_C(1) << 32) - 1, 0}}},
        {"in the top bits", {{UINT64_C(1) << 52, UINT64_C(1) << 52}}},
        {"in steps of a power of two", {{UINT64_C(1) << 20, 0}}},
    };
    static large_table t;
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (uint64_t secret = 0; secret < 8; secret++) {
            const uint64_t key[2] = {secret, secret * secret << 32};
            bool made;
            memset(&t, 0, sizeof t);
            TABLE_INIT(&t, sizeof t.at[0].key, key);
            for (uint64_t n = 0; n < LARGE; n++)
                table_use(
                    &t.head,
                    &(const struct row_key){{n * rows[i].step.word[0], n * rows[i].step.word[1]}},
                    (uint32_t)n + 1, &made);
            assert_int_equal(t.head.used, LARGE);
            unsigned farthest = 0;
            for (uint32_t place = 0; place < COUNT(t.place); place++) {
                uint32_t home = (uint32_t)(t.place[place] >> 32) % COUNT(t.place);
                unsigned away = (place - home) % COUNT(t.place);
                if (t.place[place] != 0 && away > farthest)
                    farthest = away;
            }
            if (farthest > 64)
                fail_msg("%s, secret %u: a row is %u places away from where it should be",
                         rows[i].name, (unsigned)secret, farthest);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_use),
        cmocka_unit_test(test_eviction),
        cmocka_unit_test(test_latest),
        cmocka_unit_test(test_meet_at),
        cmocka_unit_test(test_generation),
        cmocka_unit_test(test_touch_share),
        cmocka_unit_test(test_workload),
        cmocka_unit_test(test_match),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_few_pairs),
        cmocka_unit_test(test_copy),
        cmocka_unit_test(test_copy_over),
        cmocka_unit_test(test_kin),
        cmocka_unit_test(test_kin_choice),
        cmocka_unit_test(test_kin_and_strangers),
        cmocka_unit_test(test_kin_among_others),

        cmocka_unit_test(test_hash),
        cmocka_unit_test(test_rush),
        cmocka_unit_test(test_meet),
        cmocka_unit_test(test_newcomers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
