/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_CHAINS_H
#define CASTSCOPE_CHAINS_H

#include <stdint.h>
#include <string.h>

/*
 * Rows chained by a hash, to be looked up: the first row at its place, hash & (places - 1), and the next one behind
 * each row; 0 ends a chain. There are two arrays of 16-bit row numbers, `first` by place and `next` by row, which are
 * the caller's: `first` has room for twice as many places as there can be rows, and for 64 at least.
 */

/* Empties the chains that so many rows are about to be put into; how many places they take: a power of two. On a small
 * link few are touched. */
static inline uint32_t chains_clear(uint16_t *first, uint32_t rows)
{
    uint32_t places = 64;
    while (places < 2 * rows)
        places *= 2;
    memset(first, 0, places * sizeof *first);
    return places;
}

/* Puts a row in front of the chain that begins at *first. */
static inline void chain_push(uint16_t *first, uint16_t *next, uint32_t row)
{
    next[row] = *first;
    *first = (uint16_t)row;
}

#endif
