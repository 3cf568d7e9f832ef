/* SPDX-License-Identifier: MIT */
/* A service's page: where it is offered, what it says of itself, by whose word and for how long. */
#include "ui/object_page.h"

#include <string.h>

enum { STRING = 240 };

static void place_add(struct object_page *page, const struct scene *scene,
                      const struct service_key *key)
{
    char string[STRING];
    struct text t = text_over(string, sizeof string);
    if (key->type[0] != '\0')
        object_note_add(page, "Type", STYLE_PLAIN, key->type);
    if (key->host[0] != '\0')
        object_note_add(page, "Host", STYLE_PLAIN, key->host);
    if (key->port > 0) {
        text_addf(&t, "%u", (unsigned)key->port);
        object_note_add(page, "Port", STYLE_PLAIN, string);
    }
    uint32_t host = host_of_service(scene, key);
    if (host == TABLE_NONE)
        return;
    const struct host *h = &scene->model->hosts.at[host - 1];
    t = text_over(string, sizeof string);
    host_label_add(&t, scene, host);
    char who[IP_TEXT];
    host_key_format(&h->key, who);
    text_addf(&t, ", %s", who);
    struct object_line *line = object_line_add(page, "Machine", STYLE_PLAIN, string);
    object_line_prove(line, h->first_frame);
    object_line_open(line, SUBJECT_HOST, host);
}

/* How long it holds since it was last said. */
static void life_add(struct object_page *page, const struct model *m, const struct service *s)
{
    char string[STRING];
    struct text t = text_over(string, sizeof string);
    text_addf(&t, "by %s, ", proto_name((enum proto)s->source));
    age_add(&t, m, s->slot.frames, s->last_ns);
    object_line_prove(object_line_add(page, "Said", STYLE_PLAIN, string), s->frame);
    t = text_over(string, sizeof string);
    if (s->ttl_s == 0)
        text_add(&t, "taken back");
    else if (s->ttl_s == UINT32_MAX)
        text_add(&t, "as long as it lives: it does not say");
    else
        text_addf(&t, "%u s after it was said", (unsigned)s->ttl_s);
    object_note_add(page, "Holds", s->ttl_s == 0 ? STYLE_DIM : STYLE_PLAIN, string);
}

/* The same instance by other types, or at other places. */
static void others_add(struct object_page *page, const struct model *m,
                       const struct service_key *key)
{
    bool headed = false;
    for (uint32_t i = 0; i < m->services.head.used; i++) {
        const struct service *s = &m->services.at[i];
        if (memcmp(s->key.name, key->name, NAME_BYTES) != 0 ||
            memcmp(&s->key, key, sizeof *key) == 0)
            continue;
        if (!headed)
            object_heading_add(page, "The same by another type, or elsewhere");
        headed = true;
        object_service_add(page, m, i + 1, "");
    }
}

void service_page_fill(struct object_page *page, const struct scene *scene)
{
    const struct model *m = scene->model;
    const struct service_key *key = &page->subject.service;
    uint32_t row = table_find(&m->services.head, key);
    object_heading_add(page, key->name[0] != '\0' ? key->name : key->type);
    place_add(page, scene, key);
    if (row == TABLE_NONE) {
        object_line_add(page, "", STYLE_PLAIN, "It is remembered no more.");
        return;
    }
    const struct service *s = &m->services.at[row - 1];
    if (s->text[0] != '\0')
        object_note_add(page, "Says of itself", STYLE_PLAIN, s->text);
    if (s->text_cut > 0) {
        char string[60];
        struct text t = text_over(string, sizeof string);
        text_addf(&t, "and more; strings that found no room here: %u", (unsigned)s->text_cut);
        object_line_add(page, "", STYLE_DIM, string);
    }
    life_add(page, m, s);
    others_add(page, m, key);
}
