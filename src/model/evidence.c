/* SPDX-License-Identifier: MIT */
/* The frames that prove something. */
#include "model/evidence.h"

#include <stddef.h>
#include <string.h>

static void evict(struct evidence_list *list, const struct evidence *e)
{
    list->evicted.entries++;
    list->evicted.frames++;
    list->evicted.bytes += e->length;
}

static void evidence_move(struct evidence *to, const struct evidence *from)
{
    memcpy(to, from, offsetof(struct evidence, bytes) + from->captured);
}

/* The oldest of the newest makes room for a frame. */
static void newest_retire(struct evidence_list *list, const struct evidence *e, uint64_t number)
{
    bool full = list->older_total >= EVIDENCE_OLDER;
    if (full && number - e->frame < EVIDENCE_NEWEST * NEWCOMERS_RUSH) {
        evict(list, e);
        return;
    }
    struct evidence *to = &list->older[list->older_total % EVIDENCE_OLDER];
    if (full)
        evict(list, to);
    evidence_move(to, e);
    list->older_total++;
}

void evidence_add(struct evidence_list *list, const struct frame *frame)
{
    struct evidence *e = &list->newest[list->newest_total % EVIDENCE_NEWEST];
    if (list->newest_total > 0 &&
        list->newest[(list->newest_total - 1) % EVIDENCE_NEWEST].frame == frame->number)
        return;
    if (list->newest_total >= EVIDENCE_NEWEST)
        newest_retire(list, e, frame->number);
    list->newest_total++;
    e->frame = frame->number;
    e->t_ns = frame->t_ns;
    e->captured = frame->captured < EVIDENCE_BYTES ? frame->captured : EVIDENCE_BYTES;
    e->length = frame->length;
    e->link = frame->link;
    e->source = frame->source;
    if (e->captured > 0)
        memcpy(e->bytes, frame->data, e->captured);
}

/* Which of a ring's entries are the first ones still there. */
static uint64_t ring_first(uint64_t total, uint64_t size)
{
    return total > size ? total - size : 0;
}

static const struct evidence *ring_find(const struct evidence *ring, uint64_t size, uint64_t total,
                                        uint64_t frame)
{
    uint64_t low = ring_first(total, size), high = total;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (ring[middle % size].frame < frame)
            low = middle + 1;
        else
            high = middle;
    }
    return low < total && ring[low % size].frame == frame ? &ring[low % size] : NULL;
}

const struct evidence *evidence_find(const struct evidence_list *list, uint64_t frame)
{
    const struct evidence *e = ring_find(list->newest, EVIDENCE_NEWEST, list->newest_total, frame);
    return e != NULL ? e : ring_find(list->older, EVIDENCE_OLDER, list->older_total, frame);
}

/* How many entries of a ring are in use: the first ones. */
static uint64_t ring_used(uint64_t total, uint64_t size)
{
    return total < size ? total : size;
}

void evidence_clear(struct evidence_list *list)
{
    memset(list->newest, 0,
           ring_used(list->newest_total, EVIDENCE_NEWEST) * sizeof list->newest[0]);
    memset(list->older, 0, ring_used(list->older_total, EVIDENCE_OLDER) * sizeof list->older[0]);
    list->newest_total = list->older_total = 0;
    list->clears++;
    list->evicted = (struct evicted){0};
}

/* Copies what a ring was given since it had `had` entries. */
static void ring_copy(struct evidence *to, const struct evidence *from, uint64_t size, uint64_t had,
                      uint64_t total)
{
    uint64_t first = ring_first(total, size);
    for (uint64_t i = had > first ? had : first; i < total; i++)
        to[i % size] = from[i % size];
}

bool evidence_follow(struct evidence_list *to, const struct evidence_list *from)
{
    bool changed = to->clears != from->clears || to->newest_total != from->newest_total;
    if (to->clears != from->clears || to->newest_total > from->newest_total)
        evidence_clear(to);
    ring_copy(to->newest, from->newest, EVIDENCE_NEWEST, to->newest_total, from->newest_total);
    ring_copy(to->older, from->older, EVIDENCE_OLDER, to->older_total, from->older_total);
    to->newest_total = from->newest_total;
    to->older_total = from->older_total;
    to->clears = from->clears;
    to->evicted = from->evicted;
    return changed;
}

void evidence_copy(struct evidence_list *to, const struct evidence_list *from)
{
    evidence_clear(to);
    to->clears = from->clears;
    evidence_follow(to, from);
}
