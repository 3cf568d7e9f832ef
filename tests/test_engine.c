/* SPDX-License-Identifier: MIT */

/*
 * The engine: what is counted, what a snapshot shows while frames come in, and what ends it. Nothing
 * here depends on how fast the machine is; an alarm ends a test that hangs.
 */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "capture/engine.h"
#include "capture/thread.h"
#include "fake_source.h"
#include "sums.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { WATCHDOG_S = 100, ENDLESS = INT32_MAX, PLANS = 4 };

static struct engine *engine_of(const struct engine_settings *settings, struct fake_plan *plans,
                                size_t n)
{
    struct error error;
    struct engine *e = engine_new(settings, &error);
    assert_non_null(e);
    for (size_t i = 0; i < n; i++) {
        struct source *source = fake_open(&plans[i], 0);
        engine_register(e, source);
        engine_add(e, source);
    }
    return e;
}

/* Whatever was counted adds up, over casts and over sources. */
static void sums_check(const struct model *m)
{
    uint64_t frames = 0;
    model_check(m);
    for (uint32_t i = 0; i < m->source_count; i++)
        frames += m->source[i].frames;
    assert_int_equal(frames, m->frames);
    assert_int_equal(m->bytes, m->frames * FAKE_BYTES);
}

/* Frames that are counted where every `hidden`th of `n` is left out. */
static uint64_t visible(uint64_t n, uint64_t hidden)
{
    return n - (hidden > 0 ? n / hidden : 0);
}

static void every_frame_is_counted_once(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool live, keep;
        size_t sources;
        uint64_t n[PLANS], hidden;
        bool idle;
    } rows[] = {
        {"nothing", false, false, 1, {0}, 0, false},
        {"one frame", false, true, 1, {1}, 0, false},
        {"a batch and one", false, true, 1, {257}, 0, false},
        {"many", false, true, 1, {20000}, 0, false},
        {"some left out", false, true, 1, {1000}, 3, false},
        {"all left out", false, true, 1, {1000}, 1, false},
        {"one that waits", true, false, 1, {300}, 0, true},
        {"several side by side", true, true, 4, {1000, 1, 0, 5000}, 0, false},
        {"several that wait", true, true, 3, {100, 200, 300}, 7, true},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct engine_settings settings = {.live = rows[i].live, .keep_frames = rows[i].keep};
        struct fake_plan plans[PLANS] = {0};
        struct error error = {0};
        uint64_t total = 0;
        for (size_t k = 0; k < rows[i].sources; k++) {
            plans[k] = (struct fake_plan){.name = "source",
                                          .n = rows[i].n[k],
                                          .last = SOURCE_END,
                                          .hidden = rows[i].hidden,
                                          .idle = rows[i].idle};
            total += visible(rows[i].n[k], rows[i].hidden);
        }
        print_message("%s\n", rows[i].name);
        struct engine *e = engine_of(&settings, plans, rows[i].sources);
        assert_true(engine_run(e, &error));
        const struct model *m = engine_model(e);
        assert_int_equal(m->frames, total);
        assert_int_equal(engine_count(e), total);
        sums_check(m);
        assert_int_equal(m->source_count, rows[i].sources);
        for (size_t k = 0; k < rows[i].sources; k++) {
            assert_int_equal(m->source[k].frames, visible(rows[i].n[k], rows[i].hidden));
            assert_true(m->source[k].over);
            assert_true(m->source[k].complete);
        }
        if (rows[i].keep)
            assert_int_equal(engine_frames(e)->total, total);
        else
            assert_null(engine_frames(e));
        engine_free(e);
        for (size_t k = 0; k < rows[i].sources; k++) {
            assert_int_equal(plans[k].closed, 1);
            assert_int_equal(plans[k].over_read, 0);
        }
    }
}

/* Each snapshot taken while several sources are read is one moment: everything in it adds up. */
static void snapshots_are_consistent(void **state)
{
    (void)state;
    enum { SNAPSHOTS = 60 };
    const struct engine_settings settings = {.live = true, .keep_frames = true};
    struct fake_plan plans[] = {
        {.name = "a", .kind = SOURCE_LIVE, .n = ENDLESS},
        {.name = "b", .kind = SOURCE_LIVE, .n = ENDLESS, .idle = true},
        {.name = "c", .kind = SOURCE_LIVE, .n = ENDLESS, .hidden = 2},
    };
    struct error error = {0};
    struct engine *e = engine_of(&settings, plans, COUNT(plans));
    struct model *copy = model_new(SERIES_RECENT, settings.hash_key);
    struct frame_ring *ring = calloc(1, sizeof *ring);
    assert_true(copy != NULL && ring != NULL);
    assert_true(engine_start(e, &error));
    uint64_t before = 0;
    unsigned grown = 0;
    for (unsigned taken = 0; grown < SNAPSHOTS; taken++) {
        engine_snapshot(e, copy, taken % 2 == 0 ? ring : NULL);
        sums_check(copy);
        assert_true(copy->frames >= before);
        grown += copy->frames > before;
        before = copy->frames;
        if (taken % 2 == 0) {
            assert_int_equal(ring->total, copy->frames);
            if (ring->total > 0)
                assert_true(frame_ring_at(ring, frame_ring_count(ring) - 1)->number >= ring->total);
        }
    }
    assert_true(engine_stop(e, &error));
    assert_true(engine_model(e)->frames >= before);
    assert_int_equal(engine_model(e)->frames, engine_count(e));
    engine_snapshot(e, copy, ring);
    assert_false(engine_snapshot(e, copy, ring));
    sums_check(copy);
    assert_int_equal(copy->frames, engine_count(e));
    for (size_t i = 0; i < COUNT(plans); i++) {
        assert_int_equal(plans[i].interrupted, 1);
        assert_true(copy->source[i].over);
        assert_false(copy->source[i].complete);
    }
    engine_free(e);
    free(copy);
    free(ring);
}

/* Recordings start and end while several sources are read; each has what passed meanwhile, whole. */
static void recordings_start_and_end_meanwhile(void **state)
{
    (void)state;
    enum { RECORDINGS = 20, RECORDED = 5000 };
    static const char path[] = "test_engine.pcapng";
    const struct engine_settings settings = {.live = true};
    struct fake_plan plans[] = {
        {.name = "a", .kind = SOURCE_LIVE, .n = ENDLESS},
        {.name = "b", .kind = SOURCE_LIVE, .n = ENDLESS, .idle = true},
    };
    struct error error = {0};
    struct recording_row row;
    struct engine *e = engine_of(&settings, plans, COUNT(plans));
    assert_true(engine_record_end(e, &row, &error));
    assert_false(row.going);
    assert_true(engine_start(e, &error));
    for (unsigned i = 0; i < RECORDINGS; i++) {
        const struct recording_settings to = {
            .path = path, .overwrite = true, .format = RECORDING_PCAPNG};
        struct recording *r = recording_open(&to, &error);
        assert_non_null(r);
        engine_record(e, r);
        uint64_t before = engine_count(e);
        while (engine_count(e) < before + RECORDED)
            thread_sleep(1000000);
        assert_true(engine_record_end(e, &row, &error));
        assert_true(row.going);
        assert_true(row.frames >= RECORDED);
        assert_int_equal(row.lost, 0);
    }
    assert_true(engine_stop(e, &error));
    assert_int_equal(engine_model(e)->recording.frames, row.frames);
    assert_false(engine_model(e)->recording.going);
    engine_free(e);
    remove(path);
}

static void it_stops_after_so_many_frames(void **state)
{
    (void)state;
    static const struct {
        size_t sources;
        bool live;
        uint64_t max, hidden;
    } rows[] = {{1, false, 1, 0},   {1, false, 256, 0},  {1, false, 257, 0}, {1, true, 1000, 0},
                {1, false, 100, 2}, {4, true, 1, 0},     {4, true, 255, 0},  {4, true, 256, 0},
                {4, true, 3000, 3}, {4, true, 10000, 0}, {4, true, 700, 0},  {4, true, 2, 0}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct engine_settings settings = {.live = rows[i].live, .max_frames = rows[i].max};
        struct fake_plan plans[PLANS] = {0};
        struct error error = {0};
        for (size_t k = 0; k < rows[i].sources; k++)
            plans[k] = (struct fake_plan){
                .name = "endless", .n = ENDLESS, .hidden = rows[i].hidden};
        struct engine *e = engine_of(&settings, plans, rows[i].sources);
        assert_true(engine_run(e, &error));
        if (engine_model(e)->frames != rows[i].max || engine_count(e) != rows[i].max)
            fail_msg("row %zu: %llu frames", i, (unsigned long long)engine_model(e)->frames);
        sums_check(engine_model(e));
        assert_true(engine_model(e)->source[0].over);
        assert_false(engine_model(e)->source[0].complete);
        engine_free(e);
    }
}

/* In a file, time is what the frames say; a frame behind the end is not even read into the failure or
 * the end of the file that may follow it. */
static void it_stops_after_so_long(void **state)
{
    (void)state;
    static const int64_t plain[] = {1000, 1400, 1999, 2000, 2001, 9000};
    static const int64_t unsorted[] = {1000, 1900, 900, 1100, 2500, 1200};
    static const int64_t last[] = {INT64_MAX - 9, INT64_MAX - 8, INT64_MAX - 7,
                                   INT64_MAX - 6, INT64_MAX - 5, INT64_MAX - 4};
    static const int64_t timeless[] = {0, 0, 1000, 0, 1999, 2000};
    static const struct {
        const char *name;
        const int64_t *t_ns;
        int64_t max_ns;
        uint64_t hidden, frames;
        bool complete;
    } rows[] = {
        {"no limit", plain, 0, 0, 6, true},
        {"the end is not in it", plain, 1000, 0, 3, false},
        {"one frame", plain, 1, 0, 1, false},
        {"nearly all", plain, 8000, 0, 5, false},
        {"all", plain, 8001, 0, 6, true},
        {"more than time has", last, INT64_C(1000000000000000000), 0, 6, true},
        {"those left out count as time", plain, 1001, 4, 3, false},
        {"the first late one ends it", unsorted, 1000, 0, 4, false},
        {"without a time", timeless, 1000, 0, 5, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct engine_settings settings = {.max_ns = rows[i].max_ns};
        struct fake_plan plan = {.name = "file",
                                 .n = 6,
                                 .t_ns = rows[i].t_ns,
                                 .last = rows[i].complete ? SOURCE_END : SOURCE_FAILED,
                                 .hidden = rows[i].hidden};
        struct error error = {0};
        struct engine *e = engine_of(&settings, &plan, 1);
        bool sound = engine_run(e, &error);
        const struct model *m = engine_model(e);
        if (m->frames != rows[i].frames || m->source[0].complete != rows[i].complete || !sound)
            fail_msg("%s: %llu frames, %s", rows[i].name, (unsigned long long)m->frames,
                     error.sentence);
        engine_free(e);
    }
}

static void it_stops_by_the_clock_where_nothing_comes(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool live;
        struct fake_plan plan;
    } rows[] = {
        {"live, busy", true, {.name = "busy", .kind = SOURCE_LIVE, .n = ENDLESS}},
        {"live, silent", true, {.name = "silent", .kind = SOURCE_LIVE, .last = SOURCE_IDLE}},
        {"a silent pipe", false, {.name = "pipe", .n = 3, .last = SOURCE_IDLE, .prompt = true}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct engine_settings settings = {.live = rows[i].live, .max_ns = 20000000};
        struct fake_plan plan = rows[i].plan;
        struct error error = {0};
        print_message("%s\n", rows[i].name);
        struct engine *e = engine_of(&settings, &plan, 1);
        assert_true(engine_run(e, &error));
        sums_check(engine_model(e));
        assert_false(engine_model(e)->source[0].complete);
        engine_free(e);
    }
}

/* An observer that stops at a frame. */
struct observed {
    uint64_t frames, last, stop_at;
    unsigned wrong;
};

static bool frame_see(void *context, const struct packet *packet, const struct verdict *verdict,
                      const struct source_row *source)
{
    static const enum cast casts[] = {CAST_UNICAST, CAST_BROADCAST, CAST_MULTICAST};
    struct observed *seen = context;
    seen->frames++;
    seen->wrong += packet->frame->number <= seen->last;
    seen->wrong += verdict->cast != casts[(packet->frame->source_number - 1) % 3];
    seen->wrong += strcmp(source->interface, "seen") != 0;
    seen->last = packet->frame->number;
    return packet->frame->number != seen->stop_at;
}

static void an_observer_sees_every_frame(void **state)
{
    (void)state;
    static const struct {
        uint64_t n, hidden, stop_at, frames;
    } rows[] = {{10, 0, 0, 10},  {1000, 0, 0, 1000},  {1000, 2, 0, 500},
                {1000, 0, 1, 1}, {1000, 0, 700, 700}, {1000, 2, 701, 351}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct observed seen = {.stop_at = rows[i].stop_at};
        const struct engine_settings settings = {.observe = frame_see, .context = &seen};
        struct fake_plan plan = {
            .name = "seen", .n = rows[i].n, .last = SOURCE_END, .hidden = rows[i].hidden};
        struct error error = {0};
        struct engine *e = engine_of(&settings, &plan, 1);
        assert_true(engine_run(e, &error));
        assert_int_equal(seen.frames, rows[i].frames);
        assert_int_equal(seen.wrong, 0);
        assert_int_equal(engine_model(e)->frames, rows[i].frames);
        engine_free(e);
    }
}

static void failures_are_told_at_the_end(void **state)
{
    (void)state;
    static const struct {
        enum source_state last;
        int status;
        const char *sentence;
    } rows[] = {{SOURCE_FAILED, EXIT_STATUS_FAILED, "second: broke; mend it"},
                {SOURCE_GONE, EXIT_STATUS_UNPLUGGED, "second: went away"}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct engine_settings settings = {.live = true};
        struct fake_plan plans[] = {{.name = "first", .n = 2000, .last = SOURCE_END},
                                    {.name = "second", .n = 10, .last = rows[i].last},
                                    {.name = "third", .n = 3000, .last = SOURCE_END}};
        struct error error = {0};
        struct engine *e = engine_of(&settings, plans, COUNT(plans));
        assert_false(engine_run(e, &error));
        assert_string_equal(error.sentence, rows[i].sentence);
        assert_int_equal(error.status, rows[i].status);
        const struct model *m = engine_model(e);
        assert_int_equal(m->frames, 5010);
        assert_string_equal(m->source[1].error, rows[i].sentence);
        assert_true(m->source[1].over && !m->source[1].complete);
        assert_true(m->source[2].complete && m->source[2].error[0] == '\0');
        engine_free(e);
    }
}

static atomic_int asked;

static bool stop_is_wanted(void)
{
    return atomic_fetch_add(&asked, 1) >= 100;
}

static void it_stops_when_told_to(void **state)
{
    (void)state;
    for (size_t sources = 1; sources <= 3; sources++) {
        const struct engine_settings settings = {.live = true, .stopped = stop_is_wanted};
        struct fake_plan plans[] = {{.name = "a", .kind = SOURCE_LIVE, .n = ENDLESS},
                                    {.name = "b", .kind = SOURCE_LIVE, .last = SOURCE_IDLE},
                                    {.name = "c", .kind = SOURCE_LIVE, .n = ENDLESS}};
        struct error error = {0};
        atomic_store(&asked, 0);
        struct engine *e = engine_of(&settings, plans, sources);
        assert_true(engine_run(e, &error));
        sums_check(engine_model(e));
        engine_free(e);
    }
}

static atomic_bool stuck;

static void wait_for_ever(void)
{
    atomic_store(&stuck, true);
    for (;;)
        thread_sleep(1000000000);
}

/* A thread that cannot be woken does not hold up the end, and keeps what it may still touch. */
static void a_source_that_never_comes_back_is_left_behind(void **state)
{
    (void)state;
    static struct engine *e;
    static struct fake_plan plans[] = {{.name = "well", .n = 1000, .last = SOURCE_END},
                                       {.name = "stuck", .n = 10, .wait = wait_for_ever}};
    const struct engine_settings settings = {.live = true};
    struct error error = {0};
    e = engine_of(&settings, plans, COUNT(plans));
    assert_true(engine_start(e, &error));
    while (!atomic_load(&stuck))
        thread_sleep(1000000);
    assert_true(engine_stop(e, &error));
    engine_free(e);
    assert_int_equal(plans[0].closed, 0);
    assert_int_equal(plans[1].closed, 0);
    assert_int_equal(plans[1].interrupted, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_frame_is_counted_once),
        cmocka_unit_test(snapshots_are_consistent),
        cmocka_unit_test(recordings_start_and_end_meanwhile),
        cmocka_unit_test(it_stops_after_so_many_frames),
        cmocka_unit_test(it_stops_after_so_long),
        cmocka_unit_test(it_stops_by_the_clock_where_nothing_comes),
        cmocka_unit_test(an_observer_sees_every_frame),
        cmocka_unit_test(failures_are_told_at_the_end),
        cmocka_unit_test(it_stops_when_told_to),
        cmocka_unit_test(a_source_that_never_comes_back_is_left_behind),
    };
    alarm(WATCHDOG_S);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
