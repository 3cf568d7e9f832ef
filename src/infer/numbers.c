/* SPDX-License-Identifier: MIT */
/* Numbers in order: what the inferences look up by, instead of comparing everybody with everybody. */
#include "infer/numbers.h"

#include <stdbool.h>
#include <string.h>

enum { OCTETS = 8, VALUES = 256, FEW = 32, ROW_OCTETS = 2 };

static void few_sort(uint64_t *at, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        uint64_t number = at[i];
        uint32_t k = i;
        for (; k > 0 && at[k - 1] > number; k--)
            at[k] = at[k - 1];
        at[k] = number;
    }
}

/* By one octet; false where it is the same in all of them, and nothing was to be done. */
static bool octet_sort(const uint64_t *from, uint64_t *to, uint32_t count, unsigned shift,
                       uint32_t place[VALUES])
{
    if (place[from[0] >> shift & 0xff] == count)
        return false;
    uint32_t next = 0;
    for (unsigned value = 0; value < VALUES; value++) {
        uint32_t of_value = place[value];
        place[value] = next;
        next += of_value;
    }
    for (uint32_t i = 0; i < count; i++)
        to[place[from[i] >> shift & 0xff]++] = from[i];
    return true;
}

/* Whether the last two octets are in order already. */
static bool rows_rise(const uint64_t *at, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        if ((at[i] & 0xffff) < (at[i - 1] & 0xffff))
            return false;
    return true;
}

void numbers_sort(uint64_t *at, uint64_t *spare, uint32_t count)
{
    uint32_t place[OCTETS][VALUES];
    if (count <= FEW) {
        few_sort(at, count);
        return;
    }
    /* Most have a row in their last two octets, and were written down row by row. */
    unsigned first = rows_rise(at, count) ? ROW_OCTETS : 0;
    memset(place, 0, sizeof place);
    for (uint32_t i = 0; i < count; i++)
        for (unsigned octet = first; octet < OCTETS; octet++)
            place[octet][at[i] >> 8 * octet & 0xff]++;
    uint64_t *from = at, *to = spare;
    for (unsigned octet = first; octet < OCTETS; octet++) {
        if (!octet_sort(from, to, count, 8 * octet, place[octet]))
            continue;
        uint64_t *swap = from;
        from = to;
        to = swap;
    }
    if (from != at)
        memcpy(at, from, count * sizeof *at);
}

uint32_t numbers_renew(uint64_t *order, uint32_t before, uint64_t *fresh, uint32_t rows,
                       uint64_t *spare)
{
    uint32_t kept = 0, changed = 0;
    for (uint32_t i = 0; i < before; i++) {
        uint64_t number = order[i], row = number & 0xffff;
        if (row >= rows || fresh[row] != number)
            continue;
        order[kept++] = number;
        fresh[row] = NUMBER_NONE;
    }
    for (uint32_t row = 0; row < rows; row++)
        if (fresh[row] != NUMBER_NONE)
            fresh[changed++] = fresh[row];
    numbers_sort(fresh, spare, changed);
    uint32_t count = kept + changed;
    for (uint32_t to = count; changed > 0;) /* from the end, where there is room */
        order[--to] = kept > 0 && order[kept - 1] > fresh[changed - 1] ? order[--kept]
                                                                       : fresh[--changed];
    return count;
}
