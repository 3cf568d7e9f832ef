/* SPDX-License-Identifier: MIT */
/* What all kinds of sources have in common. */
#include "capture/source_state.h"

#include <string.h>

void source_init(struct source *s, const struct source_kind_ops *ops, enum source_kind kind,
                 const char *name, const char *interface)
{
    *s = (struct source){.ops = ops, .kind = kind, .socket = -1};
    text_sanitize(s->name, sizeof s->name, name, strlen(name));
    text_sanitize(s->interface, sizeof s->interface, interface, strlen(interface));
}

enum source_state source_read(struct source *s, int max, const struct source_taker *taker,
                              void *context)
{
    return s->ops->read(s, max, taker, context);
}

void source_interrupt(struct source *s)
{
    if (s->ops->interrupt != NULL)
        s->ops->interrupt(s);
}

const char *source_name(const struct source *s)
{
    return s->name;
}

bool source_can_rewind(const struct source *s)
{
    return s->ops->can_rewind != NULL && s->ops->can_rewind(s);
}

bool source_rewind(struct source *s, struct error *error)
{
    s->error = (struct error){0};
    s->frames = s->read_bytes = 0;
    if (s->ops->rewind(s, error))
        return true;
    s->error = *error;
    return false;
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

bool source_interface(struct source *s, uint32_t index, struct source_interface *out)
{
    if (s->ops->interface != NULL)
        return s->ops->interface(s, index, out);
    if (index > 0)
        return false;
    struct source_losses losses = {0};
    if (s->ops->losses != NULL)
        s->ops->losses(s, &losses);
    *out = (struct source_interface){
        .name = s->interface, .link = s->link, .number = s->number, .losses = losses};
    return true;
}

bool source_filter_set(struct source *s, const char *filter, struct error *error)
{
    if (s->ops->filter == NULL)
        return error_set(error, EXIT_STATUS_FAILED,
                         "%s: its capture filter cannot be changed; start again with -f", s->name);
    if (!s->ops->filter(s, filter, error))
        return false;
    s->filtered = filter[0] != '\0';
    return true;
}

struct source_view source_view(const struct source *s)
{
    return (struct source_view){.name = s->name,
                                .interface = s->interface,
                                .comment = s->comment != NULL ? s->comment : "",
                                .kind = s->kind,
                                .link = s->link,
                                .prompt = s->prompt,
                                .several = s->several,
                                .filtered = s->filtered,
                                .read_bytes = s->read_bytes,
                                .total_bytes = s->total_bytes,
                                .socket = s->socket};
}

void source_number_set(struct source *s, uint32_t number)
{
    s->number = number;
}
