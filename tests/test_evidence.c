/* SPDX-License-Identifier: MIT */
/* The frames that prove something: which are kept, found, and followed. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/evidence.h"

enum { ROOM = EVIDENCE_NEWEST + EVIDENCE_OLDER };

/* A frame says which it is by its time and its bytes. */
static void keep(struct evidence_list *list, uint64_t number)
{
    uint8_t bytes[EVIDENCE_BYTES + 40];
    memset(bytes, (int)(number % 251), sizeof bytes);
    const struct frame frame = {.number = number,
                                .t_ns = (int64_t)number * 1000,
                                .captured = (uint32_t)(number % sizeof bytes),
                                .length = 1500,
                                .link = 1,
                                .source = 3,
                                .data = bytes};
    evidence_add(list, &frame);
}

static bool is_kept(const struct evidence_list *list, uint64_t number)
{
    const struct evidence *e = evidence_find(list, number);
    if (e == NULL)
        return false;
    uint64_t captured = number % (EVIDENCE_BYTES + 40);
    assert_int_equal(e->t_ns, number * 1000);
    assert_int_equal(e->captured, captured < EVIDENCE_BYTES ? captured : EVIDENCE_BYTES);
    assert_int_equal(e->length, 1500);
    assert_int_equal(e->link, 1);
    assert_int_equal(e->source, 3);
    for (uint32_t i = 0; i < e->captured; i++)
        assert_int_equal(e->bytes[i], number % 251);
    return true;
}

/* Frames that come one in so many: which of them are left in the end. A rush has begun where the newest span less than
 * EVIDENCE_NEWEST * TABLE_RUSH frames: the last ones before it belong to it. */
static const struct {
    const char *what;
    uint64_t old_step, old_count, step, count; /* before, and then */
    uint64_t old_first, old_end, first;        /* those that are left */
    uint64_t evicted;
} rows[] = {
    {"nothing is full", 100, 50, 3, 60, 0, 50, 0, 0},
    {"a rush fills what is free", 100, 50, 1, ROOM - 50, 0, 50, 0, 0},
    {"slowly, the oldest go", 100, ROOM, 16, 500, 500, ROOM, 0, 500},
    {"a rush pushes out itself", 100, ROOM, 15, 500, 126, ROOM - 2, 500 - EVIDENCE_NEWEST, 500},
    {"all frames", 100, ROOM, 1, 9000, 108, ROOM - 20, 9000 - EVIDENCE_NEWEST, 9000},
};

static void test_kept(void **state)
{
    (void)state;
    struct evidence_list *list = malloc(sizeof *list);
    assert_non_null(list);
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        memset(list, 0, sizeof *list);
        uint64_t number = 0, begin;
        for (uint64_t i = 0; i < rows[r].old_count; i++)
            keep(list, number += rows[r].old_step);
        begin = number;
        for (uint64_t i = 0; i < rows[r].count; i++)
            keep(list, number += rows[r].step);
        for (uint64_t i = 0; i < rows[r].old_count; i++)
            if (is_kept(list, (i + 1) * rows[r].old_step) !=
                (i >= rows[r].old_first && i < rows[r].old_end))
                fail_msg("%s: old frame %u", rows[r].what, (unsigned)i);
        for (uint64_t i = 0; i < rows[r].count; i++)
            if (is_kept(list, begin + (i + 1) * rows[r].step) != (i >= rows[r].first))
                fail_msg("%s: frame %u", rows[r].what, (unsigned)i);
        assert_false(is_kept(list, number + 1));
        assert_false(is_kept(list, 1));
        assert_int_equal(list->evicted.entries, rows[r].evicted);
        assert_int_equal(list->evicted.frames, rows[r].evicted);
        assert_int_equal(list->evicted.bytes, rows[r].evicted * 1500);
    }
    free(list);
}

static void test_twice(void **state)
{
    (void)state;
    struct evidence_list *list = calloc(1, sizeof *list);
    assert_non_null(list);
    assert_null(evidence_find(list, 0));
    keep(list, 7);
    keep(list, 7);
    assert_int_equal(list->newest_total, 1);
    evidence_clear(list);
    assert_false(is_kept(list, 7));
    keep(list, 7);
    assert_true(is_kept(list, 7));
    free(list);
}

static void test_follow(void **state)
{
    (void)state;
    struct evidence_list *live = calloc(1, sizeof *live), *follower = calloc(1, sizeof *follower);
    assert_non_null(live);
    assert_non_null(follower);
    uint64_t number = 0;
    for (unsigned look = 0; look < 400; look++) {
        for (unsigned n = look * 37 % 300; n > 0; n--)
            keep(live, number += look % 3 == 0 ? 40 : 1);
        evidence_follow(follower, live);
        assert_memory_equal(follower, live, sizeof *live);
        if (look % 50 != 49)
            continue;
        evidence_clear(live);
        number = 0;
        if (look % 100 == 49)
            continue;
        keep(live, ++number);
        evidence_copy(follower, live);
        assert_memory_equal(follower, live, sizeof *live);
    }
    free(live);
    free(follower);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kept),
        cmocka_unit_test(test_twice),
        cmocka_unit_test(test_follow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
