/* SPDX-License-Identifier: MIT */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif

#include "ui/rescue.h"

#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

enum { FATAL_COUNT = 7, FATAL_STACK = 65536 };

static const int fatal_signals[FATAL_COUNT] = {SIGSEGV, SIGBUS,  SIGILL, SIGFPE,
                                               SIGABRT, SIGTRAP, SIGSYS};

/* Handlers take no argument, so this is global. */
static struct {
    volatile sig_atomic_t armed;
    int fd;
    struct termios modes; /* of the terminal before it was opened */
    char bytes[256];      /* that put it back */
    size_t count;
    void (*epitaph)(int signal); /* or NULL */
    struct sigaction before[FATAL_COUNT];
    stack_t stack_before;
    void *stack;
} rescue;

void rescue_abandon(void)
{
    if (!rescue.armed)
        return;
    rescue.armed = 0;
    size_t done = 0;
    while (done < rescue.count) {
        ssize_t n = write(rescue.fd, rescue.bytes + done, rescue.count - done);
        if (n <= 0)
            break;
        done += (size_t)n;
    }
    signal(SIGTTOU, SIG_IGN); /* also where a shell took the terminal back meanwhile */
    tcsetattr(rescue.fd, TCSANOW, &rescue.modes);
}

static void fatal_handle(int number)
{
    rescue_abandon();
    if (rescue.epitaph != NULL)
        rescue.epitaph(number);
    /* SA_RESETHAND has put the default back; the signal comes once this handler returns. */
    raise(number);
}

void rescue_begin(int fd)
{
    rescue.count = 0;
    rescue.fd = fd;
    tcgetattr(fd, &rescue.modes);
}

int rescue_add(int c)
{
    if (rescue.count < sizeof rescue.bytes)
        rescue.bytes[rescue.count++] = (char)c;
    return c;
}

void rescue_arm(void (*epitaph)(int signal))
{
    rescue.epitaph = epitaph;
    rescue.stack = malloc(FATAL_STACK);
    if (rescue.stack != NULL) {
        stack_t stack = {.ss_sp = rescue.stack, .ss_size = FATAL_STACK};
        sigaltstack(&stack, &rescue.stack_before);
    }
    struct sigaction action = {.sa_handler = fatal_handle,
                               .sa_flags = (int)((unsigned)SA_ONSTACK | (unsigned)SA_RESETHAND)};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < FATAL_COUNT; i++)
        sigaction(fatal_signals[i], &action, &rescue.before[i]);
    rescue.armed = 1;
}

void rescue_disarm(void)
{
    rescue.armed = 0;
    for (int i = 0; i < FATAL_COUNT; i++)
        sigaction(fatal_signals[i], &rescue.before[i], NULL);
    if (rescue.stack != NULL) {
        sigaltstack(&rescue.stack_before, NULL);
        free(rescue.stack);
        rescue.stack = NULL;
    }
}
