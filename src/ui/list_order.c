/* SPDX-License-Identifier: MIT */
/* Which rows of a list are shown, and in which order. */
#include "ui/list_order.h"

#include <assert.h>
#include <string.h>

#include "ui/frozen.h"

struct order {
    const struct scene *scene;
    const struct column *column;
    bool falling;
};

/* Rows that are equal keep the order of their numbers, whichever way the list is sorted, so that
 * they do not jump. */
static bool comes_first(const struct order *o, uint32_t a, uint32_t b)
{
    int order = 0;
    if (o->column->compare != NULL) {
        order = o->column->compare(o->scene, a, b);
    } else if (o->column->value != NULL) {
        uint64_t x = o->column->value(o->scene, a);
        uint64_t y = o->column->value(o->scene, b);
        order = o->column->form == FORM_AGO || o->column->form == FORM_AT
                    ? ((int64_t)x > (int64_t)y) - ((int64_t)x < (int64_t)y)
                    : (x > y) - (x < y);
    }
    if (order == 0)
        return a < b;
    return o->falling ? order > 0 : order < 0;
}

/* Merge sort from the bottom up: no worst case, no recursion, and a context, which qsort() lacks. */
static void order_sort(const struct order *o, uint32_t *rows, uint32_t *spare, uint32_t count)
{
    uint32_t *from = rows, *to = spare;
    for (uint32_t run = 1; run < count; run *= 2) {
        for (uint32_t start = 0; start < count; start += 2 * run) {
            uint32_t middle = start + run < count ? start + run : count;
            uint32_t end = middle + run < count ? middle + run : count;
            uint32_t a = start, b = middle;
            /* Rows that are equal, of which there may be thousands, are so already. */
            bool sorted = b >= end || !comes_first(o, from[b], from[b - 1]);
            if (sorted)
                memcpy(to + start, from + start, (end - start) * sizeof *to);
            for (uint32_t i = start; i < end && !sorted; i++) {
                bool left = a < middle && (b >= end || !comes_first(o, from[b], from[a]));
                to[i] = left ? from[a++] : from[b++];
            }
        }
        uint32_t *swap = from;
        from = to;
        to = swap;
    }
    if (from != rows)
        memcpy(rows, from, count * sizeof *rows);
}

/* What a row is sorted by first: a number in the order of the column. */
static uint64_t rank_of(const struct order *o, uint32_t row)
{
    const struct column *column = o->column;
    uint64_t rank = 0;
    if (column->rank != NULL)
        rank = column->rank(o->scene, row);
    else if (column->compare == NULL && (column->form == FORM_AGO || column->form == FORM_AT))
        rank = column->value(o->scene, row) ^ UINT64_C(1) << 63; /* they are signed */
    else if (column->compare == NULL)
        rank = column->value(o->scene, row);
    return o->falling ? ~rank : rank;
}

/* Sorts rows by their ranks, octet by octet; those of one rank keep their order. */
static void rank_sort(struct scratch *s)
{
    uint32_t *row = s->order, *to_row = s->spare;
    uint64_t *rank = s->rank, *to_rank = s->spare_rank;
    for (unsigned shift = 0; shift < 64; shift += 8) {
        uint32_t place[257] = {0};
        for (uint32_t i = 0; i < s->count; i++)
            place[(rank[i] >> shift & 0xff) + 1]++;
        if (place[(rank[0] >> shift & 0xff) + 1] == s->count)
            continue;
        for (unsigned value = 0; value < 256; value++)
            place[value + 1] += place[value];
        for (uint32_t i = 0; i < s->count; i++) {
            uint32_t at = place[rank[i] >> shift & 0xff]++;
            to_row[at] = row[i];
            to_rank[at] = rank[i];
        }
        uint32_t *swap_row = row;
        uint64_t *swap_rank = rank;
        row = to_row, to_row = swap_row;
        rank = to_rank, to_rank = swap_rank;
    }
    if (row == s->order)
        return;
    memcpy(s->order, row, s->count * sizeof *row);
    memcpy(s->rank, rank, s->count * sizeof *rank);
}

/* Puts the rows in order: by their ranks, each of which is asked for once, and only those of one rank by
 * comparing them. */
static void rows_sort(const struct order *o, struct scratch *s)
{
    static const struct column by_number = {.title = ""};
    const struct order numbers = {.column = &by_number};
    bool rising = true;
    for (uint32_t i = 1; i < s->count && rising; i++)
        rising = s->order[i - 1] < s->order[i];
    if (!rising)
        order_sort(&numbers, s->order, s->spare, s->count);
    if (s->count == 0)
        return;
    bool compares = o->column->compare != NULL && o->column->rank_low == NULL;
    uint64_t nothing = o->falling ? 0 : UINT64_MAX;
    if (o->column->rank_low != NULL) {
        for (uint32_t i = 0; i < s->count; i++)
            s->rank[i] = o->column->rank_low(o->scene, s->order[i]) ^ (o->falling ? UINT64_MAX : 0);
        rank_sort(s);
    }
    for (uint32_t i = 0; i < s->count; i++)
        s->rank[i] = rank_of(o, s->order[i]);
    rank_sort(s);
    for (uint32_t from = 0, to; compares && from < s->count; from = to) {
        for (to = from + 1; to < s->count && s->rank[to] == s->rank[from]; to++)
            continue;
        if (to - from > 1 && (o->column->rank == NULL || s->rank[from] != nothing))
            order_sort(o, s->order + from, s->spare, to - from);
    }
}

bool column_falls(const struct column *column, const struct list_state *state)
{
    bool at_first = column->form == FORM_COUNT || column->form == FORM_AMOUNT ||
                    column->form == FORM_OTHER || column->form == FORM_AGO;
    return at_first != state->inverted;
}

bool column_can_sort(const struct column *column)
{
    return column->value != NULL || column->compare != NULL || column->rank_low != NULL;
}

/* Leaves out what the display filter does not select. */
static void rows_filter(const struct list *list, const struct scene *scene)
{
    struct scratch *s = scene->scratch;
    uint32_t kept = 0;
    if (scene->selection == NULL || list->traits == NULL)
        return;
    for (uint32_t i = 0; i < s->count; i++) {
        traits_clear(&s->traits);
        list->traits(&s->traits, scene, s->order[i]);
        if (selection_accepts(scene->selection, &s->traits, list->known))
            s->order[kept++] = s->order[i];
    }
    s->count = kept;
}

void list_order(const struct list *list, const struct list_state *state, const struct scene *scene)
{
    struct scratch *s = scene->scratch;
    const struct column *column = &list->columns[list_sort_column(list, state)];
    s->count = list->rows(scene, s->order);
    assert(s->count <= LIST_ROWS);
    s->all = s->count;
    rows_filter(list, scene);
    s->list = list;
    const struct order order = {scene, column, column_falls(column, state)};
    if (column_can_sort(column))
        rows_sort(&order, s);
    s->ordered = true;
    s->sort = (uint8_t)list_sort_column(list, state);
    s->inverted = state->inverted;
    if (scene->frozen != NULL)
        frozen_keep(scene->frozen, list, state, scene);
}
