/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_NUMBERS_H
#define CASTSCOPE_NUMBERS_H

#include <stdint.h>

/* Sorts numbers upwards, by their octets: the time it takes grows with how many there are and with nothing
 * else, whoever chose them. `spare` has room for as many. */
void numbers_sort(uint64_t *, uint64_t *spare, uint32_t count);

/* The place of the first number that is not below `least`; `count` where there is none. They are sorted. */
uint32_t numbers_find(const uint64_t *, uint32_t count, uint64_t least);

#endif
