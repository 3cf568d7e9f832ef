/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_PATH_H
#define CASTSCOPE_PATH_H

#include "model/model.h"

/*
 * A small cache in front of the tables: who sends to whom, and the rows that belong to it.
 *
 * Most frames belong to the same rows as one shortly before. The cache is only a shortcut: a row whose
 * generation moved on is looked up again, and with or without the cache the same rows are used in the
 * same order.
 *
 * A path gets a place when it is met again. The newest ones wait for that in a ring: where every frame has
 * another path, as in a sweep, all of them pass through it, and neither push out who comes again nor use the
 * processor's cache up.
 */

enum { PATH_BITS = 12, PATHS = 1 << PATH_BITS };

/* How many wait. What is said between two machines is mostly answered, and gone on with, while far fewer than
 * those begin to talk. */
enum { PATH_RING_BITS = 8, PATH_RING = 1 << PATH_RING_BITS };

/* A row that was used for the like of this frame before; TABLE_NONE: none was yet. */
struct hint {
    uint32_t row, generation;
};

/* Who sends to whom: words without padding. `what` has families, network layer, whether there is a transport and what
 * the link says of the cast; it is never 0, so that an empty path matches nothing. */
struct path_key {
    uint64_t eth_src, eth_dst, src_high, src_low, dst_high, dst_low, what;
};

/* A conversation on a path, with its protocol and ports. */
struct talk {
    struct hint row;
    uint64_t ports;
    bool from_a;
};

/* How many conversations of a path are remembered, and how many rows that facts of one frame are entered into. */
enum { PATH_TALKS = 2, PATH_STATED = 2 };

/* What a path says of whether its sender is on the link. */
enum nearness {
    NEARNESS_UNKNOWN,
    NEARNESS_BY_TTL,       /* where the TTL is one that systems start from... */
    NEARNESS_BY_SMALL_TTL, /* ... or, for a group, so small that hardly any router forwarded it */
    NEARNESS_CERTAIN,
};

struct path {
    struct path_key key;
    struct hint src_host, dst_host, neighbour, group, sender;
    struct talk talk[PATH_TALKS]; /* the last ones on this path, the newest first */
    uint32_t stated[PATH_STATED]; /* rows, of whichever tables; TABLE_NONE: none yet */

    /* What follows from the key, where so many broadcast addresses are proven. */
    uint8_t nearness; /* enum nearness of the sender */
    bool talks;       /* two network addresses do */
    bool to_group;    /* its frames count for one */
    uint32_t proven;
    struct verdict verdict;
};

struct path_cache {
    /* Of each place: of the hash of the path that has it, which every frame looks at, and of the last other one that
     * belongs there, with where that is in the ring in the lowest bits. */
    uint32_t kept[PATHS], other[PATHS];
    struct path at[PATHS];
    struct path ring[PATH_RING];
    uint32_t next; /* in the ring */
};

/* The path of a frame, which holds until the next one is found. A new one has no hints, and PATH_NEW for `proven`:
 * what follows from it has to be found out. */
struct path *path_find(struct path_cache *, const struct packet *);

#define PATH_NEW UINT32_MAX

/* The row that a hint remembers, used now, by its slot, which is its beginning; NULL where it has to be looked
 * up. */
static inline struct slot *hint_use(const struct hint *hint, struct table *t, uint32_t stamp)
{
    if (RARELY(hint->row == TABLE_NONE))
        return NULL;
    struct slot *slot = table_slot(t, hint->row);
    if (RARELY(slot->generation != hint->generation))
        return NULL;
    table_touch(t, hint->row, stamp);
    return slot;
}

/* The conversation of a path with these ports, which is the newest now; whether it is another one has to be asked. */
static inline struct talk *path_talk(struct path *path, uint64_t ports)
{
    if (path->talk[0].ports != ports) {
        struct talk newest = path->talk[0];
        path->talk[0] = path->talk[1];
        path->talk[1] = newest;
    }
    return &path->talk[0];
}

/* Remembers a row. */
static inline void hint_set(struct hint *hint, const struct table *t, uint32_t row)
{
    *hint = (struct hint){.row = row, .generation = table_slot(t, row)->generation};
}

#endif
