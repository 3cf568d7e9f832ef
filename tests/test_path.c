/* SPDX-License-Identifier: MIT */

/* The cache of paths (model/path.h): which it remembers. What is found of a path is told by a number in it. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/path.h"

static struct path_cache cache;

/* The path of machine `from`. */
static struct path *path_of(uint64_t from)
{
    static struct packet p;
    p.eth_src.value = from;
    return path_find(&cache, &p);
}

/* Whether the machine's path was forgotten; it is known afterwards. */
static bool is_new(uint64_t from)
{
    struct path *path = path_of(from);
    bool is = path->proven == PATH_NEW;
    assert_true(is || path->proven == (uint32_t)from);
    path->proven = (uint32_t)from;
    return is;
}

static int cache_clear(void **state)
{
    (void)state;
    cache = (struct path_cache){0};
    return 0;
}

/* Another `n` machines, each once. */
static void sweep(uint64_t first, uint64_t n)
{
    for (uint64_t i = 0; i < n; i++)
        assert_true(is_new(first + i));
}

static void test_waits(void **state)
{
    static const struct {
        uint64_t others;
        bool remembered;
    } rows[] = {{0, true}, {1, true}, {PATH_RING - 1, true}, {PATH_RING, false}, {PATHS, false}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cache_clear(NULL);
        assert_true(is_new(1));
        sweep(1000, rows[i].others);
        if (is_new(1) == rows[i].remembered)
            fail_msg("after %u others", (unsigned)rows[i].others);
    }
}

/* Who was met again has a place, which no sweep takes. */
static void test_place(void **state)
{
    (void)state;
    assert_true(is_new(1));
    assert_false(is_new(1));
    sweep(1000, 4 * (uint64_t)PATHS);
    assert_false(is_new(1));
}

/* Two who belong to one place: who loses it waits in the ring as new ones do. */
static void test_share(void **state)
{
    uint64_t other = 1;
    (void)state;
    assert_true(is_new(1));
    const struct path *place = path_of(1);
    do {
        assert_true(is_new(++other));
        assert_true(other < 20 * (uint64_t)PATHS);
    } while (path_of(other) != place);
    for (int i = 0; i < 5; i++) {
        assert_false(is_new(1));
        assert_false(is_new(other));
    }
    sweep(1000000, PATH_RING);
    assert_false(is_new(other));
    assert_true(is_new(1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_waits),
        cmocka_unit_test_setup(test_place, cache_clear),
        cmocka_unit_test_setup(test_share, cache_clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
