/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_COMPILER_H
#define CASTSCOPE_COMPILER_H

#include <stdint.h>

/* What compilers that understand it are told of how often something happens, and of what is needed soon. Nothing but
 * speed depends on it. */

#if defined(__GNUC__)

/* A condition that hardly ever holds: what depends on it is moved out of the way. */
#define RARELY(condition) __builtin_expect((condition), 0)

/* A function that hardly ever runs. It is kept, with what leads to it, out of the way: who may call it is as short
 * as if he never did. */
#define SELDOM __attribute__((cold, noinline))

/* A function that runs now and then. It is kept apart from its callers, which mostly do without it. */
#define APART __attribute__((noinline))

/* Has the machine fetch the line of memory that an address is in, so that the wait for it overlaps with work. Without
 * the empty statement gcc takes a function that does nothing else for one that does nothing, and leaves out its calls.
 */
#define FETCH(address)               \
    do {                             \
        __builtin_prefetch(address); \
        __asm__ volatile("");        \
    } while (0)

/* Which is the lowest bit that is set of a number that is not 0. */
#define LOWEST_BIT(number) ((unsigned)__builtin_ctzll(number))

#else
#define RARELY(condition) (condition)
#define SELDOM
#define APART
#define FETCH(address)     ((void)(address))
#define LOWEST_BIT(number) lowest_bit(number)

static inline unsigned lowest_bit(unsigned long long number)
{
    unsigned bit = 0;
    while ((number >> bit & 1) == 0)
        bit++;
    return bit;
}
#endif

/* Bytes; where it is another number some are fetched twice, or not at all. */
enum { MEMORY_LINE = 64 };

/* A number of eight octets, the first of which is the lowest: compilers make one load of it. */
static inline uint64_t octets_load(const void *octets)
{
    const uint8_t *at = octets;
    return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 | (uint64_t)at[3] << 24 |
           (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 | (uint64_t)at[6] << 48 |
           (uint64_t)at[7] << 56;
}

/* FETCH() for so many lines in a row. */
static inline void lines_fetch(const void *at, int lines)
{
    for (int i = 0; i < lines; i++)
        FETCH((const char *)at + MEMORY_LINE * i);
}

#endif
