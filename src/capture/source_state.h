/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SOURCE_STATE_H
#define CASTSCOPE_SOURCE_STATE_H

#include "capture/source.h"

/* What kinds of sources share: each embeds a struct source as its first member. */

struct source_kind_ops {
    enum source_state (*read)(struct source *, int max, const struct source_taker *, void *context);
    void (*interrupt)(struct source *);                            /* may be NULL */
    bool (*filter)(struct source *, const char *, struct error *); /* NULL: it cannot be changed */
    bool (*losses)(struct source *,
                   struct source_losses *); /* of the only interface; may be NULL */
    bool (*interface)(const struct source *, uint32_t index,
                      struct source_interface *out); /* NULL: there is only one */
    /* Back to the beginning; both NULL where that cannot be. */
    bool (*can_rewind)(const struct source *);
    bool (*rewind)(struct source *, struct error *);
    void (*close)(struct source *);
};

struct source {
    const struct source_kind_ops *ops;
    char name[96], interface[64];
    const char *comment; /* of a file as a whole, clean; NULL for none */
    enum source_kind kind;
    uint32_t link;
    uint32_t number;
    int socket; /* see struct source_view */
    bool prompt, several, filtered;
    uint64_t read_bytes, total_bytes;
    uint64_t frames; /* handed out */
    struct error error;
};

/* Fills in the shared part; the names are made clean here. */
void source_init(struct source *, const struct source_kind_ops *, enum source_kind,
                 const char *name, const char *interface);

#endif
