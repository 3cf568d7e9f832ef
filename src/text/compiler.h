/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_COMPILER_H
#define CASTSCOPE_COMPILER_H

/* What compilers that understand it are told of how often something happens. Nothing but speed depends on it. */

#if defined(__GNUC__)

/* A condition that hardly ever holds: what depends on it is moved out of the way. */
#define RARELY(condition) __builtin_expect((condition), 0)

/* A function that hardly ever runs. It is kept, with what leads to it, out of the way: who may call it is as short
 * as if he never did. */
#define SELDOM __attribute__((cold, noinline))

/* A function that runs now and then. It is kept apart from its callers, which mostly do without it. */
#define APART __attribute__((noinline))

#else
#define RARELY(condition) (condition)
#define SELDOM
#define APART
#endif

#endif
