/* SPDX-License-Identifier: MIT */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif

#include "ui/stop.h"

#include <signal.h>
#include <stddef.h>

/* Handlers take no argument, so this is global. */
static volatile sig_atomic_t wanted, continued;

static struct {
    bool begun;
    struct sigaction stop, cont;
} before;

static void stop_take(int number)
{
    (void)number;
    wanted = 1;
}

static void continue_take(int number)
{
    (void)number;
    continued = 1;
}

void stop_begin(void)
{
    struct sigaction action = {.sa_handler = stop_take};
    sigemptyset(&action.sa_mask);
    sigaction(SIGTSTP, NULL, &before.stop);
    if (before.stop.sa_handler == SIG_DFL)
        sigaction(SIGTSTP, &action, NULL);
    action.sa_handler = continue_take;
    sigaction(SIGCONT, &action, &before.cont);
    before.begun = true;
}

void stop_end(void)
{
    if (!before.begun)
        return;
    sigaction(SIGTSTP, &before.stop, NULL);
    sigaction(SIGCONT, &before.cont, NULL);
    before.begun = false;
}

bool stop_is_wanted(void)
{
    return wanted != 0;
}

void stop_now(void)
{
    struct sigaction own;
    wanted = 0;
    sigaction(SIGTSTP, &before.stop, &own);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &own, NULL);
    continued = 0;
}

bool stop_was_forced(void)
{
    return continued != 0;
}

void stop_forget(void)
{
    continued = 0;
}
