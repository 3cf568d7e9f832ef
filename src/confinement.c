/* SPDX-License-Identifier: MIT */
/* What the command line means for privileges and for the sandbox. */
#include "confinement.h"

#include "capture/recording_file.h"

bool confinement_plan(struct confinement *c, const struct options *o, struct error *error)
{
    *c = (struct confinement){.privileges.kept = ""};
    return privileges_heir(o->user, &c->heir, error) &&
           sandbox_find(o->sandbox, &c->sandbox, error);
}

void confinement_source_add(struct confinement *c, const struct source_view *view)
{
    struct sandbox_settings *s = &c->settings;
    if (view->socket < 0)
        return;
    s->sockets[s->socket_count] = view->socket;
    s->interfaces[s->socket_count++] = view->name;
}

void confinement_watch_add(struct confinement *c, int socket)
{
    struct sandbox_settings *s = &c->settings;
    s->sockets[s->socket_count] = socket;
    s->interfaces[s->socket_count++] = NULL;
}

bool confinement_drop(struct confinement *c, struct error *error)
{
    return privileges_drop(&c->heir, &c->privileges, error);
}

void confinement_remark_add(struct text *t, const struct confinement *c)
{
    if (c->privileges.kept[0] != '\0')
        text_addf(t, "this user namespace has no other: %s stays; capabilities are given up",
                  c->privileges.kept);
    if (c->sandbox.missing[0] != '\0') {
        text_add(t, t->len > 0 ? "; " : "");
        text_addf(t, "the kernel has no %s, the sandbox goes without", c->sandbox.missing);
    }
}

bool confinement_enter(struct confinement *c, const struct options *o, struct error *error)
{
    struct sandbox_settings *s = &c->settings;
    bool rotates = o->record != NULL && (o->rotate_bytes > 0 || o->rotate_s > 0);
    s->overwrites = o->force;
    s->removes = rotates && o->rotate_keep > 0;
    if (rotates) {
        recording_file_folder(o->record, c->folder, sizeof c->folder);
        s->folders[s->folder_count++] = c->folder;
    }
    if (o->mode == MODE_DASHBOARD)
        s->folders[s->folder_count++] = "."; /* of the key `w` */
    return sandbox_enter(&c->sandbox, s, error);
}
