/* SPDX-License-Identifier: MIT */
/* Names: who is called what, and by whose word. A name that was taken back is dim. */
#include "ui/list.h"

#include <string.h>

static const struct name *name_at(const struct scene *scene, uint32_t row)
{
    return &scene->model->names.at[row - 1];
}

static const struct table *table(const struct model *m)
{
    return &m->names.head;
}

static uint32_t rows(const struct scene *scene, uint32_t *out)
{
    return list_table_rows(&scene->model->names.head, out);
}

static struct subject subject(const struct scene *scene, uint32_t row)
{
    const struct name *n = name_at(scene, row);
    struct subject subject = subject_of_host(scene->model, model_name_host(scene->model, n));
    subject.frame_count = 0;
    subject_prove(&subject, &n->frame, 1);
    return subject;
}

static uint64_t identity(const struct scene *scene, uint32_t row)
{
    const struct name_key *key = &name_at(scene, row)->key;
    return list_key_identity(&scene->model->names.head, key, sizeof *key);
}

static enum style style(const struct scene *scene, uint32_t row)
{
    return name_at(scene, row)->ttl_s == 0 ? STYLE_DIM : STYLE_PLAIN;
}

static void text_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_text(p, name_at(scene, row)->key.text);
}

static int text_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    return strcmp(name_at(scene, a)->key.text, name_at(scene, b)->key.text);
}

static void ip_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    struct ip ip = name_at(scene, row)->key.ip;
    if (ip.family == IP_NONE)
        place_dash(p);
    else
        place_ip(p, ip);
}

static int ip_order(const struct scene *scene, uint32_t a, uint32_t b)
{
    return ip_compare(name_at(scene, a)->key.ip, name_at(scene, b)->key.ip);
}

static struct mac bearer(const struct scene *scene, uint32_t row)
{
    const struct name_key *key = &name_at(scene, row)->key;
    return mac_exists(key->mac) ? key->mac : model_bearer(scene->model, key->ip);
}

static void mac_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_mac(p, bearer(scene, row));
}

static void source_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_text(p, model_name_source(name_at(scene, row)));
}

static int source_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    return strcmp(proto_name((enum proto)name_at(scene, a)->key.source),
                  proto_name((enum proto)name_at(scene, b)->key.source));
}

static void holds_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    uint32_t ttl_s = name_at(scene, row)->ttl_s;
    char string[32];
    struct text t = text_over(string, sizeof string);
    if (ttl_s == 0)
        text_add(&t, "taken back");
    else if (ttl_s == UINT32_MAX)
        text_add_char(&t, '-');
    else
        text_addf(&t, "%u s", (unsigned)ttl_s);
    canvas_right(p->canvas, p->row, p->column, p->width, p->style, string);
}

static uint64_t ttl(const struct scene *scene, uint32_t row)
{
    return name_at(scene, row)->ttl_s;
}

static uint64_t times(const struct scene *scene, uint32_t row)
{
    return name_at(scene, row)->slot.frames;
}

static uint64_t frame(const struct scene *scene, uint32_t row)
{
    return name_at(scene, row)->frame;
}

static uint64_t last(const struct scene *scene, uint32_t row)
{
    return (uint64_t)name_at(scene, row)->last_ns;
}

static const struct column columns[] = {
    {.title = "Name",
     .width = 24,
     .widest = NAME_BYTES - 1,
     .draw = text_draw,
     .compare = text_compare},
    {.title = "Address", .width = 15, .widest = 39, .draw = ip_draw, .compare = ip_order},
    {.title = "MAC address", .width = 17, .priority = 1, .draw = mac_draw},
    {.title = "Says", .width = 6, .priority = 1, .draw = source_draw, .compare = source_compare},
    {.title = "Times", .width = 6, .priority = 3, .form = FORM_COUNT, .value = times},
    {.title = "Holds",
     .width = 10,
     .priority = 4,
     .form = FORM_COUNT,
     .value = ttl,
     .draw = holds_draw},
    {.title = "Frame", .width = 7, .priority = 5, .form = FORM_NUMBER, .value = frame},
    {.title = "Last", .width = 6, .priority = 2, .form = FORM_AGO, .value = last},
};

static const struct list names = {
    .noun = "names",
    .columns = columns,
    .column_count = sizeof columns / sizeof columns[0],
    .sort = 0,
    .rows = rows,
    .identity = identity,
    .subject = subject,
    .table = table,
    .style = style,
    .empty = "Nobody said a name yet.",
};

const struct body names_body = {.list = &names};
