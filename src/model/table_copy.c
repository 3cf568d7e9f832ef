/* SPDX-License-Identifier: MIT */
/* Tables as a whole: emptied, copied, followed. */
#include "model/table_places.h"

#include <stddef.h>
#include <string.h>

void table_clear(struct table *t)
{
    if (t->used > 0)
        memset(t + 1, 0, places_bytes(t) + (size_t)t->used * t->row_bytes);
    t->used = 0;
    t->moved = true;
    t->mixed = false;
    t->newcomers = (struct newcomers){0};
    t->crowded = 0;
    t->crowd_at = 0;
    memset(t->latest, 0, sizeof t->latest);
    t->latest_next = 0;
    memset(t->changed, 0, sizeof t->changed);
    memset(t->newest, 0, sizeof t->newest);
    memset(t->count, 0, sizeof t->count);
    t->evicted = (struct evicted){0};
}

void table_copy(struct table *to, const struct table *from)
{
    assert(to->capacity == from->capacity && to->row_bytes == from->row_bytes);
    memcpy(to, from, sizeof *from + places_bytes(from) + (size_t)from->used * from->row_bytes);
    to->follows = 0;
}

/* Following */

enum { ROWS_OF_MARK = 64 };

/* Copies rows that changed; the next use of each is to mark it again. */
static void rows_follow(struct table *to, struct table *from, uint32_t row, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        table_slot(from, row + i)->quiet = 0;
    size_t at = from->rows_at + (size_t)row * from->row_bytes;
    memcpy((char *)to + at, (const char *)from + at, (size_t)count * from->row_bytes);
}

/* The same for those of one word of marks, those that stand together at once; how many it were. */
static uint32_t marks_follow(struct table *to, struct table *from, uint32_t row, uint64_t marks)
{
    uint32_t copied = 0;
    while (marks != 0) {
        uint32_t count = 0;
        for (; (marks & 1) == 0; marks >>= 1)
            row++;
        for (; (marks & 1) != 0; marks >>= 1)
            count++;
        rows_follow(to, from, row, count);
        row += count;
        copied += count;
    }
    return copied;
}

/* Of who follows it for the first time everything is new to him. */
static void follower_welcome(struct table *to, struct table *from)
{
    bool follows = from->follows != 0 && from->follows == to->follows &&
                   from->hash_halves[0] == to->hash_halves[0] &&
                   from->hash_halves[1] == to->hash_halves[1];
    if (follows)
        return;
    assert(to->capacity == from->capacity && to->row_bytes == from->row_bytes);
    for (uint32_t row = 1; row <= from->used; row++)
        from->changed[row / ROWS_OF_MARK] |= UINT64_C(1) << row % ROWS_OF_MARK;
    from->moved = true;
    from->follows = 1 + (from->follows > to->follows ? from->follows : to->follows);
    to->follows = from->follows;
    memcpy(to->hash_halves, from->hash_halves, sizeof to->hash_halves);
}

size_t table_approach(struct table *to, struct table *from, size_t most)
{
    size_t copied = 0;
    follower_welcome(to, from);
    for (uint32_t row = 0; row <= from->used && copied < most; row += ROWS_OF_MARK) {
        uint64_t *marks = &from->changed[row / ROWS_OF_MARK];
        if (*marks != 0)
            copied += (size_t)marks_follow(to, from, row, *marks) * from->row_bytes;
        *marks = 0;
    }
    return copied;
}

bool table_follow(struct table *to, struct table *from)
{
    bool changed = table_approach(to, from, SIZE_MAX) > 0 || from->moved;
    if (from->moved)
        memcpy(to + 1, from + 1, places_bytes(from));
    from->moved = false;
    memcpy(to, from, offsetof(struct table, follows));
    return changed;
}
