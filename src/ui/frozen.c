/* SPDX-License-Identifier: MIT */
#include "ui/frozen.h"

#include <stdlib.h>
#include <string.h>

void frozen_toggle(struct frozen *f, const struct list *list)
{
    f->list = f->list == list ? NULL : list;
    f->taken = false;
}

static int identity_compare(const void *a, const void *b)
{
    uint64_t x = ((const struct frozen_row *)a)->identity;
    uint64_t y = ((const struct frozen_row *)b)->identity;
    return (x > y) - (x < y);
}

static void order_take(struct frozen *f, const struct scene *scene)
{
    const struct scratch *s = scene->scratch;
    for (uint32_t i = 0; i < s->count; i++)
        f->row[i] = (struct frozen_row){f->list->identity(scene, s->order[i]), i};
    f->count = s->count;
    qsort(f->row, f->count, sizeof f->row[0], identity_compare);
    f->taken = true;
}

/* The place of a row, or UINT32_MAX for a new one. */
static uint32_t place_find(const struct frozen *f, uint64_t identity)
{
    const struct frozen_row wanted = {.identity = identity};
    const struct frozen_row *found = bsearch(&wanted, f->row, f->count, sizeof f->row[0],
                                             identity_compare);
    return found != NULL ? found->place : UINT32_MAX;
}

void frozen_keep(struct frozen *f, const struct list *list, const struct list_state *state,
                 const struct scene *scene)
{
    struct scratch *s = scene->scratch;
    uint32_t fresh = 0, kept = 0;
    if (f->list != list)
        return;
    int sort = list_sort_column(list, state);
    if (!f->taken || f->sort != sort || f->inverted != state->inverted) {
        f->sort = sort;
        f->inverted = state->inverted;
        order_take(f, scene);
        return;
    }
    memset(s->spare, 0xff, f->count * sizeof s->spare[0]);
    for (uint32_t i = 0; i < s->count; i++) {
        uint32_t place = place_find(f, list->identity(scene, s->order[i]));
        if (place != UINT32_MAX && s->spare[place] == UINT32_MAX)
            s->spare[place] = s->order[i];
        else
            s->order[fresh++] = s->order[i];
    }
    /* The new ones make room at the front, and go behind. */
    memmove(s->order + s->count - fresh, s->order, fresh * sizeof s->order[0]);
    for (uint32_t place = 0; place < f->count; place++)
        if (s->spare[place] != UINT32_MAX)
            s->order[kept++] = s->spare[place];
    if (fresh > 0)
        order_take(f, scene);
}
