/* SPDX-License-Identifier: MIT */
/* Where castscope does not know how to ask the system. */
#include "capture/system_watch.h"

#include <stddef.h>

struct system_watch *system_watch_open(void)
{
    return NULL;
}

void system_watch_close(struct system_watch *w)
{
    (void)w;
}

int system_watch_socket(const struct system_watch *w)
{
    (void)w;
    return -1;
}

void system_watch_list(struct system_watch *w, struct census *c, struct system *s)
{
    (void)w;
    (void)c;
    (void)s;
}

void system_watch_read(struct system_watch *w, struct census *c, struct system *s, int64_t now_ns)
{
    (void)w;
    (void)c;
    (void)s;
    (void)now_ns;
}
