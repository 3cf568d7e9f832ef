/* SPDX-License-Identifier: MIT */
/*
 * Several captures as one, in the order of time.
 *
 * Each source holds its next frame ready; the earliest goes out, and its source is read again. The
 * bytes of a frame live until its own source is read again, so nothing is copied. A source that fails
 * is remembered and the others go on to their end.
 */
#include "capture/filter.h"
#include "capture/source_state.h"

#include <stdlib.h>

struct branch {
    struct source *source;
    struct frame next;
    bool ready, over;
    int64_t last_ns; /* of the frame before, for frames without a time */
    struct merge *merge;
};

struct merge {
    struct source base;
    struct branch *branches;
    size_t n;
    bool failed;
    const struct source_taker *taker; /* during a read */
    void *context;
};

static void branch_take(void *context, struct frame *frame)
{
    struct branch *b = context;
    b->next = *frame;
    b->ready = true;
    if (b->next.t_ns == 0)
        b->next.t_ns = b->last_ns;
    b->last_ns = b->next.t_ns;
}

static uint32_t branch_interface(void *context, struct source *source,
                                 const struct source_interface *interface)
{
    const struct merge *m = ((struct branch *)context)->merge;
    return m->taker->interface(m->context, source, interface);
}

static void branch_name(void *context, struct ip ip, struct mac mac, const char *text)
{
    const struct merge *m = ((struct branch *)context)->merge;
    m->taker->name(m->context, ip, mac, text);
}

static const struct source_taker branch_taker = {
    .frame = branch_take, .interface = branch_interface, .name = branch_name};

/* Reads until the branch has a frame or is over; false where the wait was interrupted. */
static bool branch_fill(struct merge *m, struct branch *b)
{
    while (!b->ready && !b->over) {
        enum source_state state = source_read(b->source, 1, &branch_taker, b);
        if (state == SOURCE_IDLE && !b->ready)
            return false;
        if (state == SOURCE_FAILED && !m->failed) {
            m->failed = true;
            m->base.error = *source_error(b->source);
        }
        b->over = state != SOURCE_MORE && state != SOURCE_IDLE;
    }
    return true;
}

static enum source_state merge_read(struct source *s, int max, const struct source_taker *taker,
                                    void *context)
{
    struct merge *m = (struct merge *)s;
    m->taker = taker;
    m->context = context;
    for (int i = 0; i < max; i++) {
        struct branch *first = NULL;
        for (size_t k = 0; k < m->n; k++) {
            struct branch *b = &m->branches[k];
            /* Nobody waits for a pipe with a frame at hand that was handed on just now. */
            if (i > 0 && b->source->prompt && !b->ready && !b->over)
                return SOURCE_MORE;
            if (!branch_fill(m, b))
                return SOURCE_IDLE;
            if (b->ready && (first == NULL || b->next.t_ns < first->next.t_ns))
                first = b;
        }
        if (first == NULL)
            return m->failed ? SOURCE_FAILED : SOURCE_END;
        first->ready = false;
        taker->frame(context, &first->next);
    }
    return SOURCE_MORE;
}

static void merge_interrupt(struct source *s)
{
    struct merge *m = (struct merge *)s;
    for (size_t k = 0; k < m->n; k++)
        source_interrupt(m->branches[k].source);
}

static bool merge_can_rewind(const struct source *s)
{
    const struct merge *m = (const struct merge *)s;
    for (size_t k = 0; k < m->n; k++)
        if (!source_can_rewind(m->branches[k].source))
            return false;
    return true;
}

static bool merge_rewind(struct source *s, struct error *error)
{
    struct merge *m = (struct merge *)s;
    m->failed = false;
    for (size_t k = 0; k < m->n; k++) {
        struct branch *b = &m->branches[k];
        b->ready = b->over = false;
        b->last_ns = 0;
        if (!source_rewind(b->source, error))
            return false;
    }
    return true;
}

/* All of them, or none. */
static bool merge_filter(struct source *s, const char *expression, struct error *error)
{
    struct merge *m = (struct merge *)s;
    bool done = true;
    for (size_t k = 0; k < m->n && expression[0] != '\0'; k++) {
        const struct source *branch = m->branches[k].source;
        struct filter *tried = filter_new(expression, branch->link, !branch->several, error);
        if (tried == NULL)
            return false;
        filter_free(tried);
    }
    for (size_t k = 0; k < m->n; k++)
        done = source_filter_set(m->branches[k].source, expression, error) && done;
    return done;
}

static void merge_close(struct source *s)
{
    struct merge *m = (struct merge *)s;
    for (size_t k = 0; k < m->n; k++)
        source_close(m->branches[k].source);
    free(m->branches);
    free(m);
}

struct source *source_merge(struct source **sources, size_t n, struct error *error)
{
    static const struct source_kind_ops ops = {.read = merge_read,
                                               .interrupt = merge_interrupt,
                                               .filter = merge_filter,
                                               .can_rewind = merge_can_rewind,
                                               .rewind = merge_rewind,
                                               .close = merge_close};
    struct merge *m = calloc(1, sizeof *m);
    struct branch *branches = calloc(n, sizeof *branches);
    if (m == NULL || branches == NULL) {
        free(m);
        free(branches);
        error_set(error, EXIT_STATUS_FAILED, "memory is short; close other programs and try again");
        return NULL;
    }
    source_init(&m->base, &ops, SOURCE_FILE, "merged", "merged");
    m->branches = branches;
    m->n = n;
    for (size_t k = 0; k < n; k++) {
        branches[k].source = sources[k];
        branches[k].merge = m;
        m->base.prompt = m->base.prompt || sources[k]->prompt;
    }
    return &m->base;
}
