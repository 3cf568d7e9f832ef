/* SPDX-License-Identifier: MIT */
/* Tables as a whole: emptied, copied, followed. */
#include "model/table_places.h"

#include <string.h>

void table_clear(struct table *t)
{
    if (t->used > 0)
        memset(t + 1, 0, places_bytes(t) + (size_t)t->used * t->row_bytes);
    t->used = 0;
    t->epoch++; /* so that nobody who followed it takes it for what it was */
    t->places_epoch = 0;
    t->mixed = false;
    t->crowded = 0;
    memset(t->touched, 0, sizeof t->touched);
    memset(t->newest, 0, sizeof t->newest);
    memset(t->count, 0, sizeof t->count);
    t->evicted = (struct evicted){0};
}

void table_copy(struct table *to, const struct table *from)
{
    assert(to->capacity == from->capacity && to->row_bytes == from->row_bytes);
    memcpy(to, from, sizeof *from + places_bytes(from) + (size_t)from->used * from->row_bytes);
}

/* Copies the rows first + 1 to `end`. */
static void rows_copy(struct table *to, const struct table *from, size_t first, size_t end)
{
    size_t at = sizeof *from + places_bytes(from) + first * from->row_bytes;
    memcpy((char *)to + at, (const char *)from + at, (end - first) * from->row_bytes);
}

void table_follow(struct table *to, struct table *from)
{
    size_t rows = (size_t)1 << from->chunk_bits;
    bool follows = from->epoch == to->epoch + 1 && from->hash_halves[0] == to->hash_halves[0] &&
                   from->hash_halves[1] == to->hash_halves[1];
    if (!follows) {
        table_copy(to, from);
        from->epoch++;
        return;
    }
    if (from->places_epoch == from->epoch)
        memcpy(to + 1, from + 1, places_bytes(from));
    for (size_t first = 0; first < from->used; first += rows)
        if (from->touched[first >> from->chunk_bits] == from->epoch)
            rows_copy(to, from, first, first + rows < from->used ? first + rows : from->used);
    *to = *from;
    from->epoch++;
}
