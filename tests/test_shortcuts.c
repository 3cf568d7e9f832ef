/* SPDX-License-Identifier: MIT */

/*
 * What the census remembers to find rows sooner (model/path.h, and the rows of the frame before) changes nothing: one
 * that forgets it all before each frame of pcaps/ has the same model, row by row.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "captures.h"

#include "decode/recent.h"
#include "model/census_state.h"

struct pair {
    struct census *quick, *plain;
    uint64_t frames, shortcuts;
};

/* Of paths it is enough that none is found. */
static void census_forget(struct census *c)
{
    memset(c->paths.kept, 0, sizeof c->paths.kept);
    memset(c->paths.other, 0, sizeof c->paths.other);
    c->from = c->to = c->bound = TABLE_NONE;
}

/* True where the way of the packet was known. */
static bool census_take(struct census *c, const struct packet *p)
{
    census_tick(c, p->frame->t_ns);
    census_classify(c, p);
    bool known = c->path->src_host.row != TABLE_NONE;
    census_apply(c);
    return known;
}

static void walk(const char *name, const struct frame *frame, void *user)
{
    static struct packet p;
    struct pair *pair = user;
    struct frame numbered = *frame;
    numbered.number = ++pair->frames;
    packet_decode(&p, &numbered, NULL);
    pair->shortcuts += census_take(pair->quick, &p);
    census_forget(pair->plain);
    assert_false(census_take(pair->plain, &p));
    if (pair->frames % 512 == 0 &&
        memcmp(pair->quick->model, pair->plain->model, sizeof(struct model)) != 0)
        fail_msg("%s, or at most 512 frames before: what is remembered makes a difference", name);
}

static struct census *census_begin(void)
{
    static const uint64_t hash_key[2] = {1, 2};
    struct model *m = model_new(SERIES_WHOLE, hash_key);
    assert_non_null(m);
    struct census *c = census_new(m);
    assert_non_null(c);
    return c;
}

static void census_end(struct census *c)
{
    struct model *m = c->model;
    census_free(c);
    free(m);
}

static void test_shortcuts(void **state)
{
    struct pair pair = {.quick = census_begin(), .plain = census_begin()};
    (void)state;
    captures_walk(walk, &pair);
    assert_memory_equal(pair.quick->model, pair.plain->model, sizeof(struct model));
    assert_true(pair.frames > 1000 && pair.shortcuts > pair.frames / 2);
    census_end(pair.quick);
    census_end(pair.plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_shortcuts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
