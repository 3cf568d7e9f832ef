/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_NUMBERS_H
#define CASTSCOPE_NUMBERS_H

#include <stdint.h>

/* Sorts numbers upwards, by their octets: the time it takes grows with how many there are and with nothing
 * else, whoever chose them. `spare` has room for as many. */
void numbers_sort(uint64_t *, uint64_t *spare, uint32_t count);

#define NUMBER_NONE UINT64_MAX

/* The same where most numbers are as they were before, as from one drawing of conclusions to the next, and only the
 * others need sorting. A number has a row, which counts from 0 and is below `rows`, in its last two octets, and stands
 * there in `fresh`, which has NUMBER_NONE for rows without one. In `order` are the numbers of before, so many, and
 * afterwards those of `fresh`, which is used up; how many. */
uint32_t numbers_renew(uint64_t *order, uint32_t before, uint64_t *fresh, uint32_t rows,
                       uint64_t *spare);

#endif
