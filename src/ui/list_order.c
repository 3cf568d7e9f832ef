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
    const struct column *column = o->column;
    int order = column->compare != NULL
                    ? column->compare(o->scene, a, b)
                    : text_order(column->text(o->scene, a), column->text(o->scene, b));
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
    else if (column->text != NULL)
        rank = rank_text_or_none(column->text(o->scene, row));
    else if (column->compare == NULL && (column->form == FORM_AGO || column->form == FORM_AT))
        rank = column->value(o->scene, row) ^ UINT64_C(1) << 63; /* they are signed */
    else if (column->compare == NULL)
        rank = column->value(o->scene, row);
    return o->falling ? ~rank : rank;
}

/* What rows of one rank are sorted by. */
static uint64_t low_rank_of(const struct order *o, uint32_t row)
{
    const struct column *column = o->column;
    uint64_t rank = column->rank_low != NULL ? column->rank_low(o->scene, row)
                                             : rank_text_low(column->text(o->scene, row));
    return o->falling ? ~rank : rank;
}

/* Rows by their ranks, of which there are few. */
static void few_sort(uint32_t *row, uint64_t *rank, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        uint32_t moved = row[i], k = i;
        uint64_t its = rank[i];
        for (; k > 0 && rank[k - 1] > its; k--) {
            row[k] = row[k - 1];
            rank[k] = rank[k - 1];
        }
        row[k] = moved;
        rank[k] = its;
    }
}

/* Sorts rows from..to - 1 by their ranks, octet by octet where these differ; those of one rank keep their order. */
static void rank_sort(struct scratch *s, uint32_t from, uint32_t to)
{
    enum { FEW = 32 };
    uint32_t *row = s->order + from, *to_row = s->spare, count = to - from;
    uint64_t *rank = s->rank + from, *to_rank = s->spare_rank, differ = 0;
    if (count <= FEW) {
        few_sort(row, rank, count);
        return;
    }
    for (uint32_t i = 1; i < count; i++)
        differ |= rank[i] ^ rank[0];
    for (unsigned shift = 0; shift < 64; shift += 8) {
        uint32_t place[257] = {0};
        if ((differ >> shift & 0xff) == 0)
            continue;
        for (uint32_t i = 0; i < count; i++)
            place[(rank[i] >> shift & 0xff) + 1]++;
        for (unsigned value = 0; value < 256; value++)
            place[value + 1] += place[value];
        for (uint32_t i = 0; i < count; i++) {
            uint32_t at = place[rank[i] >> shift & 0xff]++;
            to_row[at] = row[i];
            to_rank[at] = rank[i];
        }
        uint32_t *swap_row = row;
        uint64_t *swap_rank = rank;
        row = to_row, to_row = swap_row;
        rank = to_rank, to_rank = swap_rank;
    }
    if (row == s->order + from)
        return;
    memcpy(s->order + from, row, count * sizeof *row);
    memcpy(s->rank + from, rank, count * sizeof *rank);
}

/* The end of the rows that have the rank of one. */
static uint32_t rank_end(const struct scratch *s, uint32_t from, uint32_t to)
{
    uint32_t end = from + 1;
    while (end < to && s->rank[end] == s->rank[from])
        end++;
    return end;
}

/* Puts rows from..to - 1 in order, whose ranks are the same. */
static void equals_sort(const struct order *o, struct scratch *s, uint32_t from, uint32_t to)
{
    const struct column *column = o->column;
    bool compares = column->compare != NULL || column->text != NULL;
    bool nothing = compares && s->rank[from] == (o->falling ? 0 : UINT64_MAX);
    if (to - from == 1 || nothing)
        return;
    if (column->rank_low != NULL || column->text != NULL) {
        for (uint32_t i = from; i < to; i++)
            s->rank[i] = low_rank_of(o, s->order[i]);
        rank_sort(s, from, to);
    }
    for (uint32_t end; compares && from < to; from = end) {
        end = rank_end(s, from, to);
        if (end - from > 1)
            order_sort(o, s->order + from, s->spare, end - from);
    }
}

/* Puts the rows in order: by their ranks, each of which is asked for once, and only those of one rank by lower ones, or
 * by comparing them. */
static void rows_sort(const struct order *o, struct scratch *s)
{
    bool rising = true;
    for (uint32_t i = 1; i < s->count && rising; i++)
        rising = s->order[i - 1] < s->order[i];
    for (uint32_t i = 0; i < s->count && !rising; i++)
        s->rank[i] = s->order[i];
    if (!rising)
        rank_sort(s, 0, s->count);
    for (uint32_t i = 0; i < s->count; i++)
        s->rank[i] = rank_of(o, s->order[i]);
    rank_sort(s, 0, s->count);
    for (uint32_t from = 0, to; from < s->count; from = to) {
        to = rank_end(s, from, s->count);
        equals_sort(o, s, from, to);
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
    return column->value != NULL || column->compare != NULL || column->text != NULL ||
           column->rank_low != NULL;
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
