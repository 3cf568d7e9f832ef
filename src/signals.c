/* SPDX-License-Identifier: MIT */
/* What signals do to the program as a whole. What they do to the terminal is the terminal's. */
#include "signals.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "ui/ui.h"

/* Read by the capture threads too, so that it must be more than a volatile sig_atomic_t. */
static atomic_int signalled;

static void signal_take(int number)
{
    if (atomic_exchange(&signalled, 1) == 0)
        return;
    ui_abandon();
    signal(number, SIG_DFL);
    raise(number);
}

void signals_set(void)
{
    static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    struct sigaction action = {.sa_handler = signal_take};
    for (size_t i = 0; i < sizeof ending / sizeof ending[0]; i++)
        sigaction(ending[i], &action, NULL);
    signal(SIGPIPE, SIG_IGN);
#if defined(SIGXFSZ)
    signal(SIGXFSZ, SIG_IGN); /* write() says so instead */
#endif
}

bool signals_came(void)
{
    return atomic_load(&signalled) != 0;
}

/* Hardly any function may be called in a handler, so that words and digits are put together here. */
void signals_mourn(int number, uint64_t frames)
{
    static const struct {
        int number;
        const char *name;
    } names[] = {{SIGSEGV, "SIGSEGV"}, {SIGABRT, "SIGABRT"}, {SIGBUS, "SIGBUS"}, {SIGILL, "SIGILL"},
                 {SIGFPE, "SIGFPE"},   {SIGTRAP, "SIGTRAP"}, {SIGSYS, "SIGSYS"}};
    const char *name = "a signal";
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (names[i].number == number)
            name = names[i].name;
    char digits[21] = "", *at = digits + sizeof digits - 1;
    do {
        *--at = (char)('0' + frames % 10);
        frames /= 10;
    } while (frames > 0);
    const char *const words[] = {"castscope: ended by ", name, " after ", at,
                                 " frames; if nobody sent it, this is a mistake in castscope: "
                                 "please report it\n"};
    char sentence[160] = "";
    size_t n = 0;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        for (const char *c = words[i]; *c != '\0' && n < sizeof sentence; c++)
            sentence[n++] = *c;
    ssize_t written = write(STDERR_FILENO, sentence, n);
    (void)written; /* there is nobody left to tell */
}
