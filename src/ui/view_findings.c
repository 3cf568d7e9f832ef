/* SPDX-License-Identifier: MIT */
/* Findings: what does not fit together, about whom, and in which frames. */
#include "ui/list.h"

#include <string.h>

static const struct finding *finding_at(const struct scene *scene, uint32_t row)
{
    return &scene->model->findings.at[row - 1];
}

static const struct oddity_entry *oddity_at(const struct scene *scene, uint32_t row)
{
    return oddity_entry_find((enum oddity)finding_at(scene, row)->key.oddity);
}

static const struct table *table(const struct model *m)
{
    return &m->findings.head;
}

static uint32_t rows(const struct scene *scene, uint32_t *out)
{
    return list_table_rows(&scene->model->findings.head, out);
}

static uint64_t identity(const struct scene *scene, uint32_t row)
{
    const struct finding_key *key = &finding_at(scene, row)->key;
    return list_key_identity(&scene->model->findings.head, key, sizeof *key);
}

static void severity_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    const char *severity = oddity_at(scene, row)->severity;
    canvas_text(p->canvas, p->row, p->column, p->width, style_of_severity(severity), severity);
}

static int severity_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    return severity_rank(oddity_at(scene, a)->severity) -
           severity_rank(oddity_at(scene, b)->severity);
}

static void confidence_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_text(p, oddity_at(scene, row)->confidence);
}

static void subject_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    const struct host_key *key = &finding_at(scene, row)->key.subject;
    if (mac_exists(key->mac))
        place_mac(p, key->mac);
    else
        place_ip(p, key->ip);
}

static void other_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    struct ip other = finding_at(scene, row)->other;
    if (other.family == IP_NONE)
        place_dash(p);
    else
        place_ip(p, other);
}

static void summary_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_text(p, oddity_at(scene, row)->summary);
}

static int summary_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    uint64_t x = finding_at(scene, a)->key.oddity, y = finding_at(scene, b)->key.oddity;
    return (x > y) - (x < y);
}

static void reference_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_text(p, oddity_at(scene, row)->reference);
}

static void numbers_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    const struct finding *f = finding_at(scene, row);
    char string[160];
    struct text t = text_over(string, sizeof string);
    for (unsigned i = 0; i < f->frame_count; i++)
        text_addf(&t, "%s%llu", i > 0 ? " " : "", (unsigned long long)f->frames[i]);
    if (f->slot.frames > f->frame_count)
        text_add(&t, " ...");
    place_text(p, string);
}

static uint64_t times(const struct scene *scene, uint32_t row)
{
    return finding_at(scene, row)->slot.frames;
}

static uint64_t last(const struct scene *scene, uint32_t row)
{
    return (uint64_t)finding_at(scene, row)->last_ns;
}

static const struct column columns[] = {
    {.title = "Severity", .width = 9, .draw = severity_draw, .compare = severity_compare},
    {.title = "Sure", .width = 7, .priority = 5, .draw = confidence_draw},
    {.title = "Who", .width = 17, .draw = subject_draw},
    {.title = "What", .width = 30, .widest = 90, .draw = summary_draw, .compare = summary_compare},
    {.title = "About", .width = 15, .widest = 25, .priority = 2, .draw = other_draw},
    {.title = "Frames", .width = 7, .form = FORM_COUNT, .value = times},
    {.title = "Last", .width = 6, .priority = 1, .form = FORM_AGO, .value = last},
    {.title = "First frames", .width = 16, .widest = 40, .priority = 4, .draw = numbers_draw},
    {.title = "By", .width = 20, .widest = 44, .priority = 3, .draw = reference_draw},
};

static const struct list findings = {
    .noun = "findings",
    .columns = columns,
    .column_count = sizeof columns / sizeof columns[0],
    .sort = 0,
    .rows = rows,
    .identity = identity,
    .table = table,
    .empty = "Nothing contradicted its specification yet.",
};

const struct body findings_body = {.list = &findings};
