/* SPDX-License-Identifier: MIT */

/* Several sources as one: the order by time, ties, frames without a time, ends and failures. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "fake_source.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { BRANCHES = 4, FRAMES = 6 };

/* What came out: "a1@10 b1@20 ...": source, number in it, time. */
struct taken {
    char text[512];
    struct text t;
};

static void frame_note(void *context, struct frame *frame)
{
    struct taken *taken = context;
    text_addf(&taken->t, "%s%c%u@%d%s", taken->t.len > 0 ? " " : "", 'a' + (int)frame->source,
              (unsigned)frame->source_number, (int)frame->t_ns, frame->data == NULL ? "-" : "");
}

static const struct source_taker taker = {.frame = frame_note};

struct branch_row {
    uint64_t n;
    int64_t t_ns[FRAMES];
    enum source_state last;
};

static const struct merge_row {
    const char *name;
    size_t n; /* branches */
    struct branch_row branches[BRANCHES];
    const char *expected;
    enum source_state last;
    const char *sentence;
} rows[] = {
    {"one", 1, {{3, {1, 2, 3}, SOURCE_END}}, "a1@1 a2@2 a3@3", SOURCE_END, ""},
    {"by time",
     2,
     {{3, {10, 30, 50}, SOURCE_END}, {3, {20, 40, 60}, SOURCE_END}},
     "a1@10 b1@20 a2@30 b2@40 a3@50 b3@60",
     SOURCE_END,
     ""},
    {"one after the other",
     2,
     {{2, {50, 60}, SOURCE_END}, {2, {10, 20}, SOURCE_END}},
     "b1@10 b2@20 a1@50 a2@60",
     SOURCE_END,
     ""},
    {"ties go in the order given",
     3,
     {{3, {10, 20, 20}, SOURCE_END}, {2, {10, 20}, SOURCE_END}, {1, {10}, SOURCE_END}},
     "a1@10 b1@10 c1@10 a2@20 a3@20 b2@20",
     SOURCE_END,
     ""},
    {"a frame without a time follows the one before it",
     2,
     {{4, {10, 0, 0, 30}, SOURCE_END}, {2, {10, 20}, SOURCE_END}},
     "a1@10 a2@10 a3@10 b1@10 b2@20 a4@30",
     SOURCE_END,
     ""},
    {"frames without a time at the start come first",
     2,
     {{2, {10, 20}, SOURCE_END}, {2, {0, 15}, SOURCE_END}},
     "b1@0 a1@10 b2@15 a2@20",
     SOURCE_END,
     ""},
    {"an unsorted source keeps its own order",
     2,
     {{4, {10, 50, 20, 60}, SOURCE_END}, {4, {15, 30, 55, 70}, SOURCE_END}},
     "a1@10 b1@15 b2@30 a2@50 a3@20 b3@55 a4@60 b4@70",
     SOURCE_END,
     ""},
    {"before 1970",
     2,
     {{2, {-5, 5}, SOURCE_END}, {2, {-10, 1}, SOURCE_END}},
     "b1@-10 a1@-5 b2@1 a2@5",
     SOURCE_END,
     ""},
    {"one ends early",
     2,
     {{1, {10}, SOURCE_END}, {3, {5, 20, 30}, SOURCE_END}},
     "b1@5 a1@10 b2@20 b3@30",
     SOURCE_END,
     ""},
    {"one is empty",
     2,
     {{0, {0}, SOURCE_END}, {2, {5, 20}, SOURCE_END}},
     "b1@5 b2@20",
     SOURCE_END,
     ""},
    {"all are empty",
     3,
     {{0, {0}, SOURCE_END}, {0, {0}, SOURCE_END}, {0, {0}, SOURCE_END}},
     "",
     SOURCE_END,
     ""},
    {"one fails, the others go on",
     2,
     {{1, {10}, SOURCE_FAILED}, {3, {5, 20, 30}, SOURCE_END}},
     "b1@5 a1@10 b2@20 b3@30",
     SOURCE_FAILED,
     "a: broke; mend it"},
    {"one fails at once",
     2,
     {{2, {10, 20}, SOURCE_END}, {0, {0}, SOURCE_FAILED}},
     "a1@10 a2@20",
     SOURCE_FAILED,
     "b: broke; mend it"},
    {"the first failure is told",
     2,
     {{2, {10, 20}, SOURCE_FAILED}, {1, {5}, SOURCE_FAILED}},
     "b1@5 a1@10 a2@20",
     SOURCE_FAILED,
     "b: broke; mend it"},
};

/* How a source may behave besides, which must not change what comes out. */
static const struct manner {
    const char *name;
    bool at_once, idle, prompt;
} manners[] = {{"plain", false, false, false},
               {"the end comes with the last frame", true, false, false},
               {"waits", false, true, false},
               {"a pipe", false, false, true},
               {"a pipe that waits", true, true, true}};

static void row_check(const struct merge_row *row, const struct manner *manner, int max)
{
    static const char *const names[BRANCHES] = {"a", "b", "c", "d"};
    struct fake_plan plans[BRANCHES] = {0};
    struct source *sources[BRANCHES];
    struct error error;
    size_t n = row->n;
    for (size_t i = 0; i < n; i++) {
        const struct branch_row *b = &row->branches[i];
        plans[i].name = names[i];
        plans[i].n = b->n;
        plans[i].t_ns = b->t_ns;
        plans[i].last = b->last;
        plans[i].at_once = manner->at_once;
        plans[i].idle = manner->idle;
        plans[i].prompt = manner->prompt;
        sources[i] = fake_open(&plans[i], (uint32_t)i);
    }
    struct source *all = source_merge(sources, n, &error);
    assert_non_null(all);
    assert_true(source_view(all).prompt == manner->prompt);
    struct taken taken;
    taken.t = text_over(taken.text, sizeof taken.text);
    enum source_state state = SOURCE_MORE;
    for (int i = 0; i < 1000 && (state == SOURCE_MORE || state == SOURCE_IDLE); i++)
        state = source_read(all, max, &taker, &taken);
    if (state != row->last || strcmp(taken.text, row->expected) != 0 ||
        strcmp(source_error(all)->sentence, row->sentence) != 0)
        fail_msg("%s, %s, %d at a time: state %d, \"%s\", %s", row->name, manner->name, max, state,
                 source_error(all)->sentence, taken.text);
    source_interrupt(all);
    source_close(all);
    for (size_t i = 0; i < n; i++)
        if (plans[i].over_read != 0 || plans[i].interrupted != 1 || plans[i].closed != 1)
            fail_msg("%s, %s: %s was read %u times after its end, interrupted %u times, closed %u",
                     row->name, manner->name, names[i], plans[i].over_read, plans[i].interrupted,
                     plans[i].closed);
}

static void sources_are_merged(void **state)
{
    (void)state;
    static const int steps[] = {1, 2, 256};
    for (size_t i = 0; i < COUNT(rows); i++)
        for (size_t m = 0; m < COUNT(manners); m++)
            for (size_t k = 0; k < COUNT(steps); k++)
                row_check(&rows[i], &manners[m], steps[k]);
}

/* What a filter leaves out keeps its place, so that the numbers of the others do not depend on it. */
static void filtered_frames_keep_their_place(void **state)
{
    (void)state;
    static const int64_t a[] = {10, 30, 50}, b[] = {20, 40};
    struct fake_plan plans[] = {{.name = "a", .n = 3, .t_ns = a, .last = SOURCE_END, .hidden = 2},
                                {.name = "b", .n = 2, .t_ns = b, .last = SOURCE_END, .hidden = 1}};
    struct source *sources[] = {fake_open(&plans[0], 0), fake_open(&plans[1], 1)};
    struct error error;
    struct taken taken;
    taken.t = text_over(taken.text, sizeof taken.text);
    struct source *all = source_merge(sources, 2, &error);
    assert_non_null(all);
    assert_int_equal(source_read(all, 256, &taker, &taken), SOURCE_END);
    assert_string_equal(taken.text, "a1@10 b1@20- a2@30- b2@40- a3@50");
    source_close(all);
}

/* A read that has handed a frame on comes back before it waits for a pipe's next one. */
static void a_pipe_is_not_waited_for_with_a_frame_at_hand(void **state)
{
    (void)state;
    static const int64_t a[] = {10, 20, 30}, b[] = {100, 200};
    struct fake_plan plans[] = {{.name = "a", .n = 3, .t_ns = a, .last = SOURCE_END},
                                {.name = "b", .n = 2, .t_ns = b, .last = SOURCE_END}};
    for (int prompt = 0; prompt < 2; prompt++) {
        plans[0].prompt = prompt != 0;
        struct source *sources[] = {fake_open(&plans[0], 0), fake_open(&plans[1], 1)};
        struct error error;
        struct taken taken;
        taken.t = text_over(taken.text, sizeof taken.text);
        struct source *all = source_merge(sources, 2, &error);
        assert_non_null(all);
        enum source_state said = source_read(all, 2, &taker, &taken);
        assert_int_equal(said, SOURCE_MORE);
        assert_string_equal(taken.text, prompt ? "a1@10" : "a1@10 a2@20");
        source_close(all);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sources_are_merged),
        cmocka_unit_test(filtered_frames_keep_their_place),
        cmocka_unit_test(a_pipe_is_not_waited_for_with_a_frame_at_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
