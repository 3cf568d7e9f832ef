/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_THREAD_H
#define CASTSCOPE_THREAD_H

/* The little that castscope needs of threads and time, where POSIX and Windows differ. */

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <time.h>

typedef pthread_t thread_handle;
typedef pthread_mutex_t thread_lock;

/* Starts a thread that takes no signals but those of its own mistakes: the others are for the thread
 * that waits for keys. */
static inline int thread_start(thread_handle *handle, void *(*run)(void *), void *context)
{
    sigset_t all, before;
    sigfillset(&all);
    sigdelset(&all, SIGSEGV);
    sigdelset(&all, SIGBUS);
    sigdelset(&all, SIGFPE);
    sigdelset(&all, SIGILL);
    sigdelset(&all, SIGABRT);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    int failed = pthread_create(handle, NULL, run, context);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failed;
}

static inline void thread_join(thread_handle handle)
{
    pthread_join(handle, NULL);
}

static inline void thread_sleep(int64_t ns)
{
    struct timespec span = {.tv_sec = ns / 1000000000, .tv_nsec = (long)(ns % 1000000000)};
    nanosleep(&span, NULL);
}

/* Nanoseconds that only ever go on, for spans. */
static inline int64_t clock_steady(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Nanoseconds since 1970 UTC, as packets are stamped. */
static inline int64_t clock_wall(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

#endif
