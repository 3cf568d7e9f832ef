/* SPDX-License-Identifier: MIT */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif

#include "ui/streams.h"

#include <fcntl.h>
#include <stdbool.h>
#include <unistd.h>

static bool is_read_write(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    return flags >= 0 && (flags & O_ACCMODE) == O_RDWR;
}

/* A stream on a copy of a descriptor, so that closing it closes nobody else's. */
static FILE *stream_on(int fd, const char *mode)
{
    int copy = dup(fd);
    FILE *stream = copy >= 0 ? fdopen(copy, mode) : NULL;
    if (stream == NULL && copy >= 0)
        close(copy);
    return stream;
}

FILE *keyboard_open(void)
{
    if (isatty(STDIN_FILENO))
        return stream_on(STDIN_FILENO, "r");
    if (isatty(STDERR_FILENO) && is_read_write(STDERR_FILENO))
        return stream_on(STDERR_FILENO, "r");
    if (isatty(STDOUT_FILENO) && is_read_write(STDOUT_FILENO))
        return stream_on(STDOUT_FILENO, "r");
    return fopen("/dev/tty", "r");
}

FILE *display_open(void)
{
    if (isatty(STDOUT_FILENO))
        return stream_on(STDOUT_FILENO, "w");
    return fopen("/dev/tty", "w");
}
