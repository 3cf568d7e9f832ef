/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SYSTEM_WATCH_H
#define CASTSCOPE_SYSTEM_WATCH_H

#include "model/census.h"

/*
 * Asks the system for its interfaces, addresses, routes and neighbours, and listens to what becomes of
 * them. Everything is asked for at the beginning; afterwards nothing is sent any more, which a sandbox
 * would not allow.
 */

struct system_watch;

/* NULL where this system cannot be asked. */
struct system_watch *system_watch_open(void);
void system_watch_close(struct system_watch *);

/* The descriptor it listens on. */
int system_watch_socket(const struct system_watch *);

/* Enters everything there is. */
void system_watch_list(struct system_watch *, struct census *, struct system *);

/* Enters what came since. `now_ns` is the clock's. Never waits. */
void system_watch_read(struct system_watch *, struct census *, struct system *, int64_t now_ns);

#endif
