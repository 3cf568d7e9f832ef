/* SPDX-License-Identifier: MIT */

/*
 * A model that follows another is always what a full copy would be, whatever happened in between: rows made,
 * used, changed in passing and evicted, and the other one set up again.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "captures.h"
#include "decode/classify.h"
#include "model/census.h"
#include "model/snapshot.h"

static uint64_t random_next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

/* Fails unless the head, but for what is noted for who follows, the places, their tags and the rows in use are the
 * same. */
static void tables_equal(const char *label, const struct table *a, const struct table *b)
{
    size_t place = sizeof(uint64_t) + sizeof(uint8_t);
    size_t bytes = TABLE_PLACES * a->capacity * place + TABLE_TAGS + (size_t)a->used * a->row_bytes;
    if (memcmp(a, b, offsetof(struct table, follows)) != 0 || memcmp(a + 1, b + 1, bytes) != 0)
        fail_msg("%s: the follower differs", label);
}

static void models_equal(const struct model *a, const struct model *b)
{
    assert_memory_equal(a, b, offsetof(struct model, hosts));
#define EQUAL(table, label) tables_equal(label, &a->table.head, &b->table.head);
    MODEL_TABLES(EQUAL)
#undef EQUAL
    assert_memory_equal(&a->evidence, &b->evidence, sizeof a->evidence);
}

/* Single tables */

struct row {
    struct slot slot;
    struct row_key {
        uint64_t kin, number;
    } key;
    uint64_t payload;
};

enum { ROWS = 512 };

typedef TABLE(row, ROWS) row_table;

struct table_case {
    const char *what;
    size_t hash_bytes;
    uint64_t keys;  /* how many different ones are used */
    unsigned uses;  /* at most, between two looks */
    unsigned again; /* it is emptied or set up again once in so many looks; 0: never */
};

static const struct table_case table_cases[] = {
    {"few uses", sizeof(struct row_key), 4 * ROWS, 3, 0},
    {"many uses", sizeof(struct row_key), 4 * ROWS, 900, 0},
    {"never full", sizeof(struct row_key), ROWS / 3, 40, 0},
    {"kin", sizeof(uint64_t), 3 * ROWS, 50, 0},
    {"set up again", sizeof(struct row_key), 2 * ROWS, 60, 7},
};

static void rows_use(row_table *t, const struct table_case *k, uint32_t *stamp, uint64_t *random)
{
    for (uint64_t n = random_next(random) % (k->uses + 1); n > 0; n--) {
        bool made;
        uint64_t number = random_next(random) % k->keys;
        const struct row_key key = {number % 16, number};
        uint32_t row = table_use(&t->head, &key, ++*stamp, &made);
        t->at[row - 1].payload += number;
        table_count(&t->head, row, 1, number);
        /* In passing: a row that nobody uses. */
        row = (uint32_t)(random_next(random) % t->head.used) + 1;
        if (number % 3 == 0) {
            table_mark(&t->head, row);
            t->at[row - 1].payload++;
        }
    }
}

static void test_tables(void **state)
{
    (void)state;
    enum { LOOKS = 600 };
    static const uint64_t secret[2] = {5, 6};
    static row_table live, follower;
    for (size_t i = 0; i < sizeof table_cases / sizeof table_cases[0]; i++) {
        const struct table_case *k = &table_cases[i];
        uint64_t random = i;
        uint32_t stamp = 0;
        memset(&live, 0, sizeof live);
        TABLE_INIT(&live, k->hash_bytes, secret);
        TABLE_INIT(&follower, k->hash_bytes, secret);
        for (unsigned look = 1; look <= LOOKS; look++) {
            rows_use(&live, k, &stamp, &random);
            /* Parts are copied ahead, and changed again. */
            for (uint64_t parts = random_next(&random) % 4; parts > 0; parts--) {
                size_t most = random_next(&random) % 9000;
                size_t copied = table_approach(&follower.head, &live.head, most);
                assert_true(copied < most + 64 * sizeof(struct row));
                rows_use(&live, k, &stamp, &random);
            }
            table_follow(&follower.head, &live.head);
            tables_equal(k->what, &follower.head, &live.head);
            assert_false(table_follow(&follower.head, &live.head));
            if (k->again != 0 && look % k->again == 0) {
                table_clear(&live.head);
                if (look % 2 == 0)
                    memset(&live, 0, sizeof live);
                if (look % 2 == 0)
                    TABLE_INIT(&live, k->hash_bytes, secret);
            }
        }
    }
}

/* What did not change is not copied, or following would be worth nothing. */
static void test_untouched(void **state)
{
    (void)state;
    static const uint64_t secret[2] = {5, 6};
    static row_table live, follower;
    uint64_t random = 1;
    uint32_t stamp = 0;
    TABLE_INIT(&live, sizeof(struct row_key), secret);
    TABLE_INIT(&follower, sizeof(struct row_key), secret);
    rows_use(&live, &(struct table_case){.keys = 2 * ROWS, .uses = 5000}, &stamp, &random);
    table_follow(&follower.head, &live.head);
    live.at[ROWS - 1].payload = follower.at[ROWS - 1].payload + 1; /* behind its back */
    live.at[1].payload = follower.at[1].payload + 1;
    live.at[0].payload = follower.at[0].payload + 1;
    table_mark(&live.head, 1);
    assert_int_equal(table_approach(&follower.head, &live.head, 1), sizeof live.at[0]);
    assert_int_equal(table_approach(&follower.head, &live.head, 1), 0);
    assert_false(table_follow(&follower.head, &live.head));
    assert_int_equal(follower.at[0].payload, live.at[0].payload);
    assert_int_not_equal(follower.at[1].payload, live.at[1].payload);
    assert_int_not_equal(follower.at[ROWS - 1].payload, live.at[ROWS - 1].payload);
}

/* The whole model, by what frames do to it */

struct watch {
    struct model *live, *follower;
    struct census *census;
    uint64_t random, number, next_look, looks;
    bool invents; /* other machines in each frame, until tables evict */
    struct snapshot snapshot;
    unsigned parts; /* of a snapshot, at most */
};

/* Looks, a part at a time: what changes in between is in the copy as soon as that is whole. */
static void look_on(struct watch *w)
{
    w->snapshot.model = w->follower;
    if (random_next(&w->random) % 2 == 0)
        model_approach(w->follower, w->live, random_next(&w->random) % 100000);
    if (!snapshot_take(&w->snapshot, w->live, NULL))
        return;
    models_equal(w->follower, w->live);
    assert_true(w->snapshot.changed);
    assert_false(model_follow(w->follower, w->live));
    w->parts = w->snapshot.parts > w->parts ? w->snapshot.parts : w->parts;
    w->snapshot = (struct snapshot){.model = NULL};
    w->looks++;
    w->next_look = w->number + 1 + random_next(&w->random) % (w->invents ? 2000 : 60);
}

/* Makes another machine of a frame's sender, by its MAC address and where IPv4 has its own. */
static void sender_invent(uint8_t *bytes, size_t n, uint64_t *random)
{
    for (size_t at = 8; at < n && at < 12; at++)
        bytes[at] = (uint8_t)random_next(random);
    for (size_t at = 27; at < n && at < 30; at++)
        bytes[at] = (uint8_t)random_next(random);
}

static void frame_take(const char *name, const struct frame *frame, void *user)
{
    static struct packet packet;
    struct watch *w = user;
    uint8_t bytes[512];
    struct frame f = *frame;
    (void)name;
    if (w->invents && frame->captured <= sizeof bytes) {
        memcpy(bytes, frame->data, frame->captured);
        sender_invent(bytes, frame->captured, &w->random);
        f.data = bytes;
    }
    f.number = f.source_number = ++w->number;
    f.source = 0;
    packet_decode(&packet, &f, NULL);
    census_classify(w->census, &packet);
    census_apply(w->census);
    if (w->number >= w->next_look)
        look_on(w);
}

static void live_set_up(struct watch *w)
{
    static const uint64_t secret[2] = {7, 8};
    struct model *fresh = model_new(SERIES_WHOLE, secret);
    assert_non_null(fresh);
    census_free(w->census);
    memcpy(w->live, fresh, sizeof *fresh);
    free(fresh);
    w->census = census_new(w->live);
    assert_non_null(w->census);
    census_source(w->census, SOURCE_FILE, "captures", "", 1);
}

static void test_census(void **state)
{
    (void)state;
    static const uint64_t secret[2] = {7, 8};
    for (int invents = 0; invents < 2; invents++) {
        struct watch w = {.random = 3, .invents = invents != 0};
        w.live = model_new(SERIES_WHOLE, secret);
        w.follower = model_new(SERIES_RECENT, secret);
        assert_non_null(w.live);
        assert_non_null(w.follower);
        live_set_up(&w);
        for (int round = 0; round < (invents ? 12 : 3); round++) {
            captures_walk(frame_take, &w);
            if (round == 1)
                live_set_up(&w);
            if (round % 4 == 2) {
                free(w.follower);
                w.follower = model_new(SERIES_RECENT, secret);
                assert_non_null(w.follower);
            }
        }
        assert_true(w.looks > 20);
        assert_true(w.parts > (invents ? 2 : 0) && w.parts < SNAPSHOT_PARTS);
        assert_true(!w.invents || w.live->hosts.head.evicted.entries > 0);
        census_free(w.census);
        free(w.live);
        free(w.follower);
    }
}

/* The ring of frames: of a slot only what was captured is copied. */
static void test_ring(void **state)
{
    (void)state;
    static struct frame_ring live, follower;
    static uint8_t bytes[FRAME_BYTES];
    static struct packet packet;
    const struct verdict verdict = {.cast = CAST_UNICAST};
    uint64_t random = 9, number = 0;
    for (unsigned look = 0; look < 400; look++) {
        for (uint64_t n = random_next(&random) % (look % 50 == 0 ? 3 * FRAME_SLOTS : 90); n > 0;
             n--) {
            number++;
            memset(bytes, (int)(number & 0xff), sizeof bytes);
            struct frame frame = {.number = number,
                                  .captured = (uint32_t)(random_next(&random) % sizeof bytes),
                                  .length = 1500,
                                  .link = 1,
                                  .data = bytes};
            packet.frame = &frame;
            frame_ring_add(&live, &packet, &verdict);
        }
        size_t most = look % 3 * 4000;
        bool new = live.total != follower.total;
        size_t ahead = frame_ring_approach(&follower, &live, most);
        assert_true(ahead < most + sizeof live.slot[0]);
        assert_int_equal(frame_ring_copy(&follower, &live) || ahead > 0, new);
        assert_false(frame_ring_copy(&follower, &live));
        assert_int_equal(frame_ring_count(&follower), frame_ring_count(&live));
        for (uint32_t i = 0; i < frame_ring_count(&live); i++) {
            const struct frame_slot *a = frame_ring_at(&live, i), *b = frame_ring_at(&follower, i);
            if (memcmp(a, b, offsetof(struct frame_slot, bytes) + a->captured) != 0)
                fail_msg("frame %u of look %u differs", (unsigned)i, look);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_untouched),
        cmocka_unit_test(test_census),
        cmocka_unit_test(test_ring),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
