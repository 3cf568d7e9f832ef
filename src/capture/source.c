/* SPDX-License-Identifier: MIT */
/* What all kinds of sources have in common. */
#include "capture/source_state.h"

#include <string.h>

void source_init(struct source *s, const struct source_kind_ops *ops, enum source_kind kind,
                 const char *name, const char *interface)
{
    *s = (struct source){.ops = ops, .kind = kind};
    text_sanitize(s->name, sizeof s->name, name, strlen(name));
    text_sanitize(s->interface, sizeof s->interface, interface, strlen(interface));
}

enum source_state source_read(struct source *s, int max, source_fn *take, void *context)
{
    return s->ops->read(s, max, take, context);
}

void source_interrupt(struct source *s)
{
    if (s->ops->interrupt != NULL)
        s->ops->interrupt(s);
}

void source_close(struct source *s)
{
    if (s != NULL)
        s->ops->close(s);
}

const struct error *source_error(const struct source *s)
{
    return &s->error;
}

bool source_losses(struct source *s, struct source_losses *out)
{
    return s->ops->losses != NULL && s->ops->losses(s, out);
}

struct source_view source_view(const struct source *s)
{
    return (struct source_view){.name = s->name,
                                .interface = s->interface,
                                .kind = s->kind,
                                .link = s->link,
                                .endless_wait = s->endless_wait,
                                .read_bytes = s->read_bytes,
                                .total_bytes = s->total_bytes};
}

void source_number_set(struct source *s, uint32_t number)
{
    s->number = number;
}
