/* SPDX-License-Identifier: MIT */

/*
 * test_replay CAPTURE FOLDER: the replay of captures that can be read again. Whichever way it came to
 * a moment, it knows what a fresh run to that moment knows. CAPTURE is long (generate --large), and many of its
 * moments are gone to; or - for all other tests, of captures in FOLDER, where the committed ones are. Nothing depends
 * on how fast the machine is: what is waited for comes, or an alarm ends the test.
 */
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include <lz4frame.h>
#include <zlib.h>
#include <zstd.h>

#include "capture/engine.h"
#include "capture/thread.h"
#include "output/output.h"
#include "savefile_builder.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { WATCHDOG_S = 400, MOMENTS = 200, FILES_MAX = 4 };

static const char *long_capture, *folder;
static const uint64_t hash_key[2] = {1, 2};

/* Documents */

struct document {
    char *bytes;
    size_t n;
};

static struct document document_of(const struct model *m)
{
    static const struct program about = {.version = "test", .sandbox = "off"};
    struct document d = {0};
    FILE *stream = open_memstream(&d.bytes, &d.n);
    assert_non_null(stream);
    assert_true(json_write(stream, m, &about));
    fclose(stream);
    return d;
}

static bool document_same(const struct document *a, const struct document *b)
{
    return a->n == b->n && memcmp(a->bytes, b->bytes, a->n) == 0;
}

/* Engines */

struct input {
    const char *name;
    const char *files[FILES_MAX]; /* of the folder, or with a path; the rest is NULL */
    const char *filter;
    const void *memory; /* instead of files */
    size_t bytes;
};

static struct engine *engine_open(const struct input *input, const struct engine_settings *settings)
{
    struct error error = {0};
    struct source *sources[FILES_MAX];
    size_t n = 0;
    struct engine *e = engine_new(settings, &error);
    assert_non_null(e);
    if (input->memory != NULL)
        sources[n++] = source_open_memory(input->memory, input->bytes, input->name, input->filter,
                                          &error);
    for (; n < FILES_MAX && input->memory == NULL && input->files[n] != NULL; n++) {
        char path[1024];
        bool named = strchr(input->files[n], '/') != NULL || folder == NULL;
        snprintf(path, sizeof path, "%s%s%s", named ? "" : folder, named ? "" : "/",
                 input->files[n]);
        sources[n] = source_open_file(path, input->filter, &error);
    }
    for (size_t i = 0; i < n; i++) {
        if (sources[i] == NULL)
            fail_msg("%s", error.sentence);
        engine_register(e, sources[i]);
    }
    engine_add(e, n == 1 ? sources[0] : source_merge(sources, n, &error));
    return e;
}

static struct engine *replay_open(const struct input *input, const struct replay_settings *replay)
{
    struct error error = {0};
    const struct engine_settings settings = {
        .keep_frames = true, .hash_key = {hash_key[0], hash_key[1]}, .replay = replay};
    struct engine *e = engine_open(input, &settings);
    assert_true(engine_start(e, &error));
    return e;
}

static void replay_close(struct engine *e)
{
    struct error error = {0};
    engine_stop(e, &error);
    engine_free(e);
}

/* Asks, and waits until it is there. */
static struct replay asked(struct engine *e, const struct replay_wish *wish)
{
    struct replay r;
    engine_replay(e, &r);
    uint64_t heard = r.heard + 1;
    engine_wish(e, wish);
    do {
        thread_sleep(20000);
        engine_replay(e, &r);
    } while (r.heard < heard || r.state == REPLAY_READING);
    return r;
}

static struct replay asked_to_go(struct engine *e, const char *moment)
{
    struct replay_wish go = {.kind = WISH_GO};
    assert_true(replay_moment_read(moment, &go.moment));
    return asked(e, &go);
}

/* Waits for a state, and a frame that was read last. */
static struct replay awaited(struct engine *e, enum replay_state state, uint64_t frame)
{
    struct replay r;
    for (;;) {
        engine_replay(e, &r);
        if (r.state == state && r.frame == frame)
            return r;
        thread_sleep(20000);
    }
}

/* The long capture */

struct moment {
    bool by_frame;
    int64_t t_ns;
    uint64_t frames; /* that it has */
};

struct census_at {
    struct moment moment[MOMENTS];
    struct document fresh[MOMENTS];
    int64_t *times;
    uint64_t frames, cap;
};

static bool time_keep(void *context, const struct packet *p, const struct verdict *v,
                      const struct source_row *row)
{
    struct census_at *c = context;
    (void)v;
    (void)row;
    if (c->frames == c->cap) {
        c->cap = c->cap > 0 ? 2 * c->cap : 4096;
        c->times = realloc(c->times, c->cap * sizeof *c->times);
        assert_non_null(c->times);
    }
    c->times[c->frames++] = p->frame->t_ns;
    return true;
}

static uint32_t chance;

static uint32_t chance_draw(void)
{
    chance = chance * 1664525 + 1013904223; /* Numerical Recipes' generator */
    return chance >> 8;
}

static void moments_draw(struct census_at *c)
{
    uint64_t span = (uint64_t)(c->times[c->frames - 1] - c->times[0]);
    chance = 229;
    for (size_t i = 0; i < MOMENTS; i++) {
        struct moment *m = &c->moment[i];
        m->by_frame = i % 3 == 0;
        m->frames = 1 + (((uint64_t)chance_draw() << 24) + chance_draw()) % (c->frames - 1);
        m->t_ns = c->times[0] + (int64_t)(((uint64_t)chance_draw() << 40 ^
                                           (uint64_t)chance_draw() << 20 ^ chance_draw()) %
                                          span);
        if (i % 3 == 1) /* the very time of a frame */
            m->t_ns = c->times[m->frames - 1];
        for (m->frames = m->by_frame ? m->frames : 0;
             !m->by_frame && c->times[m->frames] <= m->t_ns; m->frames++) {
        }
    }
}

/* A fresh run that stops after so many frames, without a clock. */
static void fresh_run(const struct input *input, uint64_t frames, struct model *copy)
{
    struct error error = {0};
    const struct engine_settings settings = {.max_frames = frames,
                                             .hash_key = {hash_key[0], hash_key[1]}};
    struct engine *e = engine_open(input, &settings);
    assert_true(engine_run(e, &error));
    engine_snapshot(e, copy, NULL);
    engine_free(e);
}

/* What depends on how far the file was read ahead, on how the run ended, and on who follows it. */
static void progress_forget(struct model *m)
{
    for (uint32_t i = 0; i < m->source_count; i++) {
        m->source[i].read_bytes = m->source[i].total_bytes = 0;
        m->source[i].over = false;
    }
#define FORGET(table, label)     \
    m->table.head.follows = 0;   \
    m->table.head.moved = false; \
    memset(m->table.head.changed, 0, sizeof m->table.head.changed);
    MODEL_TABLES(FORGET)
#undef FORGET
    m->evidence.clears = 0;
}

static void a_moment_is_what_a_fresh_run_to_it_is(void **state)
{
    (void)state;
    const struct input input = {"long", {long_capture}, NULL, NULL, 0};
    const struct replay_settings replay = {.speed = 1};
    struct census_at *c = calloc(1, sizeof *c);
    struct error error = {0};
    const struct engine_settings settings = {.observe = time_keep, .context = c};
    struct engine *e = engine_open(&input, &settings);
    assert_true(engine_run(e, &error));
    engine_free(e);
    assert_int_equal(c->frames, 100000);
    moments_draw(c);
    e = replay_open(&input, &replay);
    struct model *screen = model_new(SERIES_WHOLE, hash_key);
    assert_non_null(screen);
    asked(e, &(struct replay_wish){.kind = WISH_STEP}); /* which holds it */
    for (size_t i = 0; i < MOMENTS; i++) {
        const struct moment *m = &c->moment[i];
        const struct replay_moment at = {.kind = m->by_frame ? MOMENT_FRAME : MOMENT_SPAN,
                                         .value = m->by_frame ? (int64_t)m->frames
                                                              : m->t_ns - c->times[0]};
        struct model *there = model_new(SERIES_WHOLE, hash_key);
        struct model *fresh = model_new(SERIES_WHOLE, hash_key);
        assert_true(there != NULL && fresh != NULL);
        struct replay r = asked(e, &(struct replay_wish){.kind = WISH_GO, .moment = at});
        assert_int_equal(r.state, REPLAY_PAUSED);
        engine_snapshot(e, screen, NULL);
        model_copy(there, screen);
        fresh_run(&input, m->frames, fresh);
        progress_forget(there);
        progress_forget(fresh);
        struct document a = document_of(there), b = document_of(fresh);
        if (r.frame != m->frames || !document_same(&a, &b) ||
            memcmp(there, fresh, sizeof *there) != 0)
            fail_msg("moment %zu, frame %llu of %llu", i, (unsigned long long)r.frame,
                     (unsigned long long)m->frames);
        if (!m->by_frame)
            assert_int_equal(r.at_ns, m->t_ns);
        free(a.bytes);
        free(b.bytes);
        free(there);
        free(fresh);
    }
    replay_close(e);
    free(screen);
    free(c->times);
    free(c);
}

/* Other kinds of sources */

static struct document file_bytes(const char *name)
{
    char path[1024];
    struct document d = {0};
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    d.bytes = malloc(1 << 20);
    assert_non_null(d.bytes);
    d.n = fread(d.bytes, 1, 1 << 20, file);
    fclose(file);
    return d;
}

static void file_make(const char *name, const void *bytes, size_t n)
{
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    fclose(file);
}

/* The case study in three compressed forms, and without its end. */
static void files_make(void)
{
    struct document d = file_bytes("laptop.pcapng");
    size_t cap = d.n + 65536;
    char *packed = malloc(cap);
    assert_non_null(packed);
    gzFile gz = gzopen("./replay.gz", "wb");
    assert_int_equal(gzwrite(gz, d.bytes, (unsigned)d.n), d.n);
    gzclose(gz);
    file_make("./replay.zst", packed, ZSTD_compress(packed, cap, d.bytes, d.n, 3));
    file_make("./replay.lz4", packed, LZ4F_compressFrame(packed, cap, d.bytes, d.n, NULL));
    file_make("./replay.cut", d.bytes, d.n - 20);
    free(packed);
    free(d.bytes);
}

static void files_remove(void)
{
    remove("./replay.gz");
    remove("./replay.zst");
    remove("./replay.lz4");
    remove("./replay.cut");
}

/* Goes about in the capture, and looks each time whether that makes a difference to going there
 * straight. */
static void walk(const struct input *input)
{
    static const char *const moments[] = {
        "5:00", "1:00", "#1",    "#700", "#699",     "4:44.5",   "0",    "60:00", "0:02", "25%",
        "+10",  "-20",  "99.9%", "f3",   "15:03:00", "15:02:59", "100%", "1:23",  "50%"};
    const struct replay_settings held = {.speed = 1};
    struct model *there = model_new(SERIES_WHOLE, hash_key);
    struct engine *e = replay_open(input, &held);
    asked(e, &(struct replay_wish){.kind = WISH_STEP});
    for (size_t i = 0; i < COUNT(moments); i++) {
        struct replay r = asked_to_go(e, moments[i]);
        if (r.state == REPLAY_PLAYING) /* coming from the end */
            r = asked(e, &(struct replay_wish){.kind = WISH_PAUSE});
        struct model *fresh = model_new(SERIES_WHOLE, hash_key);
        struct engine *straight = replay_open(input, &held);
        struct replay_wish go = {.kind = WISH_GO, .moment = {MOMENT_SPAN, r.at_ns - r.first_ns}};
        if (r.state == REPLAY_ENDED)
            go.moment = (struct replay_moment){MOMENT_SHARE, 1000000};
        else if (moments[i][0] == '#' || moments[i][0] == 'f')
            go.moment = (struct replay_moment){MOMENT_FRAME, (int64_t)r.frame};
        asked(straight, &(struct replay_wish){.kind = WISH_STEP});
        struct replay s = asked(straight, &go);
        engine_snapshot(straight, fresh, NULL);
        engine_snapshot(e, there, NULL);
        struct document a = document_of(there), b = document_of(fresh);
        if (!document_same(&a, &b) || s.frame != r.frame || s.state != r.state ||
            s.at_ns != r.at_ns)
            fail_msg("%s, %s: frame %llu in state %d at %lld, not %llu, %d, %lld", input->name,
                     moments[i], (unsigned long long)r.frame, (int)r.state, (long long)r.at_ns,
                     (unsigned long long)s.frame, (int)s.state, (long long)s.at_ns);
        free(a.bytes);
        free(b.bytes);
        replay_close(straight);
        free(fresh);
    }
    replay_close(e);
    free(there);
}

static void every_kind_of_source_goes_back(void **state)
{
    (void)state;
    struct document memory = file_bytes("laptop.pcapng");
    const struct input inputs[] = {
        {"pcapng", {"laptop.pcapng"}, NULL, NULL, 0},
        {"gzip", {"./replay.gz"}, NULL, NULL, 0},
        {"zstd", {"./replay.zst"}, NULL, NULL, 0},
        {"lz4", {"./replay.lz4"}, NULL, NULL, 0},
        {"memory", {NULL}, NULL, memory.bytes, memory.n},
        {"a filter", {"laptop.pcapng"}, "arp or udp port 5353", NULL, 0},
        {"a filter that hides most", {"laptop.pcapng"}, "host 10.0.0.81", NULL, 0},
        {"merged", {"laptop.pcapng", "laptop-apipa.pcap", "./replay.gz"}, NULL, NULL, 0},
        {"damaged", {"./replay.cut"}, NULL, NULL, 0},
    };
    files_make();
    for (size_t i = 0; i < COUNT(inputs); i++) {
        print_message("%s\n", inputs[i].name);
        walk(&inputs[i]);
    }
    files_remove();
    free(memory.bytes);
}

/* What people do */

enum { HOUR_S = 3600, LAST = 5 };

/* Five frames, an hour apart: none but the first comes by itself during a test. */
static void hours_make(struct built *b)
{
    static const uint8_t frame[14] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2, 0, 0, 0, 0, 1, 8, 6};
    pcap_begin(b, 0xa1b2c3d4, 2, 4, 65535, 1);
    for (unsigned i = 0; i < LAST; i++) {
        put32(b, 1000000 + i * HOUR_S);
        put32(b, 0);
        put32(b, sizeof frame);
        put32(b, sizeof frame);
        put_bytes(b, frame, sizeof frame);
    }
}

static void wishes_are_done(void **state)
{
    (void)state;
    static const struct {
        enum replay_wish_kind wish;
        const char *go; /* with WISH_GO */
        enum replay_state state;
        uint64_t frame;
        double speed;
        int64_t at_s; /* since the first frame; -1: it moves */
    } steps[] = {
        {WISH_NONE, NULL, REPLAY_PLAYING, 1, 1, -1},
        {WISH_PAUSE, NULL, REPLAY_PAUSED, 1, 1, -1},
        {WISH_STEP, NULL, REPLAY_PAUSED, 2, 1, HOUR_S},
        {WISH_STEP, NULL, REPLAY_PAUSED, 3, 1, 2 * HOUR_S},
        {WISH_GO, "-30", REPLAY_PAUSED, 2, 1, 2 * HOUR_S - 30},
        {WISH_GO, "+30", REPLAY_PAUSED, 3, 1, 2 * HOUR_S},
        {WISH_GO, "#4", REPLAY_PAUSED, 4, 1, 3 * HOUR_S},
        {WISH_GO, "30:00", REPLAY_PAUSED, 1, 1, HOUR_S / 2},
        {WISH_FASTER, NULL, REPLAY_PAUSED, 1, 2, HOUR_S / 2},
        {WISH_SLOWER, NULL, REPLAY_PAUSED, 1, 1, HOUR_S / 2},
        {WISH_SLOWER, NULL, REPLAY_PAUSED, 1, 0.5, HOUR_S / 2},
        {WISH_PAUSE, NULL, REPLAY_PLAYING, 1, 0.5, -1},
        {WISH_GO, "50%", REPLAY_PLAYING, 3, 0.5, -1},
        {WISH_STEP, NULL, REPLAY_PAUSED, 4, 0.5, 3 * HOUR_S},
        {WISH_STEP, NULL, REPLAY_ENDED, 5, 0.5, 4 * HOUR_S},
        {WISH_STEP, NULL, REPLAY_ENDED, 5, 0.5, 4 * HOUR_S},
        {WISH_GO, "+10", REPLAY_ENDED, 5, 0.5, 4 * HOUR_S},
        {WISH_PAUSE, NULL, REPLAY_PLAYING, 1, 0.5, -1},
        {WISH_GO, "1000:00", REPLAY_ENDED, 5, 0.5, 4 * HOUR_S},
        {WISH_GO, "-10", REPLAY_PLAYING, 4, 0.5, -1},
        {WISH_FASTER, NULL, REPLAY_PLAYING, 4, 1, -1},
        {WISH_FASTER, NULL, REPLAY_PLAYING, 4, 2, -1},
        {WISH_FASTER, NULL, REPLAY_PLAYING, 4, 4, -1},
        {WISH_FASTER, NULL, REPLAY_PLAYING, 4, 8, -1},
        {WISH_GO, "#1", REPLAY_PLAYING, 1, 8, -1},
        {WISH_FASTER, NULL, REPLAY_PLAYING, 1, 16, -1},
        {WISH_FASTER, NULL, REPLAY_PLAYING, 1, 32, -1},
        {WISH_FASTER, NULL, REPLAY_PLAYING, 1, 64, -1},
        {WISH_FASTER, NULL, REPLAY_ENDED, 5, REPLAY_MAX, 4 * HOUR_S},
        {WISH_GO, "#2", REPLAY_PLAYING, 2, 1, -1},
        {WISH_GO, "100%", REPLAY_ENDED, 5, 1, 4 * HOUR_S},
    };
    struct built built = {0};
    hours_make(&built);
    const struct input input = {"hours", {NULL}, NULL, built.bytes, built.n};
    const struct replay_settings replay = {.speed = 1};
    struct engine *e = replay_open(&input, &replay);
    for (size_t i = 0; i < COUNT(steps); i++) {
        struct replay_wish wish = {.kind = steps[i].wish};
        if (steps[i].go != NULL)
            assert_true(replay_moment_read(steps[i].go, &wish.moment));
        print_message("step %zu\n", i);
        asked(e, &wish);
        struct replay r = awaited(e, steps[i].state, steps[i].frame);
        if (r.speed < steps[i].speed || r.speed > steps[i].speed ||
            (steps[i].at_s >= 0 && (r.at_ns - r.first_ns) / 1000000000 != steps[i].at_s))
            fail_msg("x%f at %lld", r.speed, (long long)(r.at_ns - r.first_ns));
    }
    replay_close(e);
}

/* How a replay begins. */
static void it_begins_as_asked(void **state)
{
    (void)state;
    static const struct {
        double speed;
        const char *start;
        enum replay_state state;
        uint64_t frame;
    } rows[] = {
        {1, NULL, REPLAY_PLAYING, 1},    {REPLAY_MAX, NULL, REPLAY_ENDED, 5},
        {1, "90:00", REPLAY_PLAYING, 2}, {REPLAY_MAX, "#3", REPLAY_PLAYING, 3},
        {1, "50%", REPLAY_PLAYING, 3},   {1, "14:46:40", REPLAY_PLAYING, 2},
        {1, "1000:00", REPLAY_ENDED, 5},
    };
    struct built built = {0};
    hours_make(&built);
    const struct input input = {"hours", {NULL}, NULL, built.bytes, built.n};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct replay_settings replay = {.speed = rows[i].speed};
        if (rows[i].start != NULL)
            assert_true(replay_moment_read(rows[i].start, &replay.start));
        print_message("row %zu\n", i);
        struct engine *e = replay_open(&input, &replay);
        struct replay r = awaited(e, rows[i].state, rows[i].frame);
        assert_int_equal(r.first_ns, INT64_C(1000000) * 1000000000);
        replay_close(e);
    }
}

/* Round and round, each with a census of its own. */
static void a_loop_begins_again(void **state)
{
    (void)state;
    const struct input input = {"arp", {"arp.pcap"}, NULL, NULL, 0};
    const struct replay_settings replay = {.speed = 64, .loop = true, .max_gap_ns = 1000000};
    struct engine *e = replay_open(&input, &replay);
    struct model *m = model_new(SERIES_WHOLE, hash_key);
    uint64_t before = 0;
    for (unsigned rounds = 0; rounds < 2;) {
        struct replay r;
        engine_snapshot(e, m, NULL);
        engine_replay(e, &r); /* knows more by now, if anything */
        rounds += m->frames < before;
        before = m->frames;
        assert_true(m->frames <= r.frames);
        thread_sleep(1000000);
    }
    replay_close(e);
    free(m);
}

/* Frames that a replay comes by again are recorded once. */
static void a_recording_has_each_frame_once(void **state)
{
    (void)state;
    static const char path[] = "test_replay_recorded.pcap";
    struct built built = {0};
    hours_make(&built);
    const struct input input = {"hours", {NULL}, NULL, built.bytes, built.n};
    const struct replay_settings replay = {.speed = 1};
    const struct recording_settings to = {.path = path, .overwrite = true, .link = 1};
    struct error error = {0};
    struct recording_row row;
    struct engine *e = replay_open(&input, &replay);
    awaited(e, REPLAY_PLAYING, 1);
    struct recording *recording = recording_open(&to, &error);
    assert_non_null(recording);
    engine_record(e, recording);
    asked_to_go(e, "#3");
    asked_to_go(e, "#1");
    asked_to_go(e, "#4");
    asked_to_go(e, "#2");
    if (!engine_record_end(e, &row, &error))
        fail_msg("%s", error.sentence);
    assert_int_equal(row.frames, 3);
    replay_close(e);
    remove(path);
}

/* The model is what a replay of the input, in which nothing else happens, has at the same place. */
static void same_straight(const struct input *input, const struct replay *r, const struct model *m)
{
    const struct replay_settings held = {.speed = 1};
    struct model *fresh = model_new(SERIES_WHOLE, hash_key);
    struct engine *straight = replay_open(input, &held);
    struct replay_wish go = {.kind = WISH_GO, .moment = {MOMENT_SPAN, r->at_ns - r->first_ns}};
    if (r->state == REPLAY_ENDED)
        go.moment = (struct replay_moment){MOMENT_SHARE, 1000000};
    asked(straight, &(struct replay_wish){.kind = WISH_STEP});
    struct replay s = asked(straight, &go);
    engine_snapshot(straight, fresh, NULL);
    struct document a = document_of(m), b = document_of(fresh);
    if (!document_same(&a, &b) || s.frame != r->frame)
        fail_msg("frame %llu of %llu: %llu frames, not %llu", (unsigned long long)r->frame,
                 (unsigned long long)s.frame, (unsigned long long)m->frames,
                 (unsigned long long)fresh->frames);
    free(a.bytes);
    free(b.bytes);
    replay_close(straight);
    free(fresh);
}

/* After another filter it knows what it would know had it been given that one at the start, wherever the
 * clock stands; a filter that is none changes nothing. */
static void another_filter_is_a_fresh_run(void **state)
{
    (void)state;
    struct document memory = file_bytes("laptop.pcapng");
    const struct input inputs[] = {
        {"pcapng", {"laptop.pcapng"}, NULL, NULL, 0},
        {"a filter before", {"laptop.pcapng"}, "udp", NULL, 0},
        {"memory", {NULL}, NULL, memory.bytes, memory.n},
        {"merged", {"laptop.pcapng", "laptop-apipa.pcap", "wifi.pcap"}, NULL, NULL, 0},
    };
    static const struct {
        const char *go, *filter; /* go to a moment, then filter; each may be NULL */
        bool taken;
    } steps[] = {
        {NULL, "arp or udp port 5353", true},
        {NULL, "ip nonsense", false},
        {"4:44", NULL, true},
        {NULL, "udp", true}, /* in the middle */
        {NULL, "udp and nonsense", false},
        {"#700", "arp", true},
        {"1:00", "", true},
        {"100%", "ether host 02:00:5e:00:53:99", true}, /* nobody */
        {NULL, "igmp or icmp6", true},
    };
    for (size_t i = 0; i < COUNT(inputs); i++) {
        const struct replay_settings replay = {.speed = REPLAY_MAX};
        struct input fresh = inputs[i];
        struct engine *e = replay_open(&inputs[i], &replay);
        struct model *there = model_new(SERIES_WHOLE, hash_key);
        struct replay r = asked(e, &(struct replay_wish){.kind = WISH_NONE});
        for (size_t k = 0; k < COUNT(steps); k++) {
            struct error error = {0};
            print_message("%s, step %zu\n", inputs[i].name, k);
            if (steps[k].go != NULL)
                r = asked_to_go(e, steps[k].go);
            if (r.state == REPLAY_PLAYING)
                r = asked(e, &(struct replay_wish){.kind = WISH_PAUSE});
            const struct replay before = r;
            if (steps[k].filter != NULL) {
                assert_int_equal(engine_filter(e, steps[k].filter, &error), steps[k].taken);
                assert_int_equal(error.sentence[0] == '\0', steps[k].taken);
                r = asked(e, &(struct replay_wish){.kind = WISH_NONE});
            }
            if (steps[k].filter != NULL && steps[k].taken)
                fresh.filter = steps[k].filter;
            assert_int_equal(r.state, before.state);
            assert_true(r.at_ns == before.at_ns && r.whole && r.frames == before.frames);
            engine_snapshot(e, there, NULL);
            same_straight(&fresh, &r, there);
            assert_false(engine_snapshot(e, there, NULL)); /* nothing changes while it is held */
        }
        replay_close(e);
        free(there);
    }
    free(memory.bytes);
}

/* What cannot be read again is read once, and there is no clock. */
static void a_pipe_has_no_clock(void **state)
{
    (void)state;
    static const char path[] = "./test_replay_pipe";
    struct document d = file_bytes("arp.pcap");
    const struct replay_settings replay = {.speed = 1};
    const struct input input = {"pipe", {"./test_replay_pipe"}, NULL, NULL, 0};
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], d.bytes, d.n), (ssize_t)d.n);
    close(ends[1]);
    char name[64];
    snprintf(name, sizeof name, "/dev/fd/%d", ends[0]);
    assert_int_equal(symlink(name, path), 0);
    struct engine *e = replay_open(&input, &replay);
    struct replay r;
    engine_replay(e, &r);
    assert_int_equal(r.state, REPLAY_ABSENT);
    engine_wish(e, &(struct replay_wish){.kind = WISH_STEP});
    struct error error = {0};
    assert_false(engine_filter(e, "arp", &error));
    assert_non_null(strstr(error.sentence, "cannot be read again"));
    while (engine_count(e) == 0)
        thread_sleep(1000000);
    replay_close(e);
    close(ends[0]);
    remove(path);
    free(d.bytes);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wishes_are_done),
        cmocka_unit_test(it_begins_as_asked),
        cmocka_unit_test(a_loop_begins_again),
        cmocka_unit_test(a_recording_has_each_frame_once),
        cmocka_unit_test(another_filter_is_a_fresh_run),
        cmocka_unit_test(a_pipe_has_no_clock),
        cmocka_unit_test(every_kind_of_source_goes_back),
    };
    const struct CMUnitTest long_tests[] = {
        cmocka_unit_test(a_moment_is_what_a_fresh_run_to_it_is),
    };
    if (argc != 3) {
        fputs("usage: test_replay CAPTURE FOLDER\n", stderr);
        return 2;
    }
    long_capture = argv[1];
    folder = argv[2];
    alarm(WATCHDOG_S);
    return strcmp(long_capture, "-") == 0
               ? cmocka_run_group_tests_name("replay", tests, NULL, NULL)
               : cmocka_run_group_tests_name("replay, moments", long_tests, NULL, NULL);
}
