/* SPDX-License-Identifier: MIT */
#ifndef TESTS_FAKE_SOURCE_H
#define TESTS_FAKE_SOURCE_H

/*
 * A source that does what a test plans: for what merges sources, and for what reads them. A test
 * includes this after cmocka.h. Frames are Ethernet, cast in turn unicast, broadcast and multicast.
 */

#include <stdatomic.h>
#include <stdlib.h>

#include "capture/source_state.h"

enum { FAKE_BYTES = 60, FAKE_STEP_NS = 1000000 };

/* What a source does, and, from `closed` on, what was done to it. It outlives the source. */
struct fake_plan {
    const char *name;
    enum source_kind kind;
    const int64_t *t_ns;    /* of each frame; NULL: a millisecond after the one before, from 1 on */
    uint64_t n;             /* frames */
    enum source_state last; /* what it says after them, for good; SOURCE_MORE: it has no end */
    bool at_once;           /* `last` is said together with the last frame */
    bool idle;              /* before every frame it says that there is none yet */
    bool prompt;            /* as a pipe */
    uint64_t hidden;        /* every so manieth frame is one that a filter leaves out; 0: none */
    void (*wait)(void);     /* called after its frames, and it may take its time; or NULL */
    atomic_uint closed, interrupted;
    atomic_uint over_read; /* reads after it had said that it was over */
};

struct fake_source {
    struct source base;
    struct fake_plan *plan;
    uint64_t at; /* frames given */
    bool waited, over;
};

static inline void fake_frame(struct fake_source *s, struct frame *frame)
{
    static const uint8_t bytes[3][FAKE_BYTES] = {
        {0x00, 0x00, 0x5e, 0x00, 0x53, 0x02, 0x00, 0x00, 0x5e, 0x00, 0x53, 0x01, 0x88, 0xb5},
        {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x5e, 0x00, 0x53, 0x01, 0x88, 0xb5},
        {0x01, 0x00, 0x5e, 0x00, 0x00, 0xfb, 0x00, 0x00, 0x5e, 0x00, 0x53, 0x01, 0x88, 0xb5},
    };
    const struct fake_plan *plan = s->plan;
    bool hidden = plan->hidden > 0 && (s->at + 1) % plan->hidden == 0;
    *frame = (struct frame){.t_ns = plan->t_ns != NULL ? plan->t_ns[s->at]
                                                       : (int64_t)(s->at + 1) * FAKE_STEP_NS,
                            .captured = FAKE_BYTES,
                            .length = FAKE_BYTES,
                            .link = s->base.link,
                            .source = s->base.number,
                            .source_number = s->at + 1,
                            .data = hidden ? NULL : bytes[s->at % 3]};
    s->at++;
}

static inline enum source_state fake_end(struct fake_source *s)
{
    if (s->over)
        atomic_fetch_add(&s->plan->over_read, 1);
    s->over = s->plan->last != SOURCE_MORE && s->plan->last != SOURCE_IDLE;
    if (s->plan->last == SOURCE_FAILED)
        error_set(&s->base.error, EXIT_STATUS_FAILED, "%s: broke; mend it", s->plan->name);
    if (s->plan->last == SOURCE_GONE)
        error_set(&s->base.error, EXIT_STATUS_UNPLUGGED, "%s: went away", s->plan->name);
    return s->plan->last;
}

static inline enum source_state fake_read(struct source *base, int max,
                                          const struct source_taker *taker, void *context)
{
    struct fake_source *s = (struct fake_source *)base;
    struct fake_plan *plan = s->plan;
    int given = 0;
    while (given < max && s->at < plan->n) {
        struct frame frame;
        s->waited = plan->idle && !s->waited;
        if (s->waited)
            return given > 0 ? SOURCE_MORE : SOURCE_IDLE;
        fake_frame(s, &frame);
        taker->frame(context, &frame);
        given++;
    }
    if (s->at < plan->n || (given > 0 && !plan->at_once))
        return SOURCE_MORE;
    if (plan->wait != NULL)
        plan->wait();
    return fake_end(s);
}

static inline void fake_interrupt(struct source *base)
{
    atomic_fetch_add(&((struct fake_source *)base)->plan->interrupted, 1);
}

static inline void fake_close(struct source *base)
{
    atomic_fetch_add(&((struct fake_source *)base)->plan->closed, 1);
    free(base);
}

static inline struct source *fake_open(struct fake_plan *plan, uint32_t number)
{
    static const struct source_kind_ops ops = {
        .read = fake_read, .interrupt = fake_interrupt, .close = fake_close};
    struct fake_source *s = calloc(1, sizeof *s);
    assert_non_null(s);
    source_init(&s->base, &ops, plan->kind, plan->name, plan->name);
    s->base.link = 1;
    s->base.number = number;
    s->base.prompt = plan->prompt;
    s->plan = plan;
    return &s->base;
}

#endif
