/* SPDX-License-Identifier: MIT */
/* This machine: what its own system says of the network, beside what the packets say of the same. */
#include "ui/list.h"

#include <string.h>

#include "model/system_lines.h"

static struct system_line line_at(const struct scene *scene, uint32_t row)
{
    struct system_line line;
    system_line_read(scene->model, row - 1, &line);
    return line;
}

static uint32_t rows(const struct scene *scene, uint32_t *out)
{
    uint32_t count = system_line_count(&scene->model->system);
    for (uint32_t i = 0; i < count; i++)
        out[i] = i + 1;
    return count;
}

static uint64_t identity(const struct scene *scene, uint32_t row)
{
    enum { KEY_BYTES = 32 };
    const struct system_line line = line_at(scene, row);
    char key[KEY_BYTES] = "";
    struct text t = text_over(key, sizeof key);
    text_addf(&t, "%d %s %s", (int)line.subject, line.interface, line.system);
    return list_key_identity(&scene->model->hosts.head, key, sizeof key);
}

static enum style style(const struct scene *scene, uint32_t row)
{
    switch (line_at(scene, row).agreement) {
    case AGREEMENT_DIFFERS: return STYLE_ALARM;
    case AGREEMENT_APART: return STYLE_DIM;
    default: return STYLE_PLAIN;
    }
}

static void subject_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_text(p, system_subject_word(line_at(scene, row).subject));
}

static int subject_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    (void)scene;
    return (a > b) - (a < b); /* the lines come by subject */
}

/* Names are the system's own, and short. */
static int interface_need(const struct scene *scene)
{
    const struct system *s = &scene->model->system;
    int need = 2;
    for (uint32_t i = 0; i < s->interface_count; i++) {
        int columns = text_columns(s->interface[i].name);
        need = columns > need ? columns : need;
    }
    return need;
}

static void interface_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_text(p, line_at(scene, row).interface);
}

static int interface_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    const struct system_line x = line_at(scene, a), y = line_at(scene, b);
    return strcmp(x.interface, y.interface);
}

static void system_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_text(p, line_at(scene, row).system);
}

static int system_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    const struct system_line x = line_at(scene, a), y = line_at(scene, b);
    return text_order(x.system, y.system);
}

static int packets_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    const struct system_line x = line_at(scene, a), y = line_at(scene, b);
    return text_order(x.packets, y.packets);
}

static void packets_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    const struct system_line line = line_at(scene, row);
    if (line.packets[0] == '\0')
        place_dash(p);
    else
        place_text(p, line.packets);
}

static void verdict_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    static const char *const words[] = {
        [AGREEMENT_SILENT] = "-",
        [AGREEMENT_SAME] = "=",
        [AGREEMENT_DIFFERS] = "differs",
        [AGREEMENT_APART] = "-",
    };
    place_text(p, words[line_at(scene, row).agreement]);
}

static int verdict_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    return (line_at(scene, b).agreement == AGREEMENT_DIFFERS) -
           (line_at(scene, a).agreement == AGREEMENT_DIFFERS);
}

static const struct column columns[] = {
    {.title = "What", .width = 9, .draw = subject_draw, .compare = subject_compare},
    {.title = "On",
     .width = 8,
     .wish = 12,
     .widest = 16,
     .narrow = 5, /* on 40 columns: the beginning tells more than nothing */
     .priority = 1,
     .need = interface_need,
     .draw = interface_draw,
     .compare = interface_compare},
    {.title = "This system says",
     .width = 24,
     .wish = 33, /* two addresses of IPv4 and Ethernet */
     .widest = 60,
     .draw = system_draw,
     .compare = system_compare},
    {.title = "", .width = 7, .priority = 2, .draw = verdict_draw, .compare = verdict_compare},
    {.title = "The packets say",
     .width = 18,
     .wish = 29, /* how many frames there were, and were its own */
     .widest = 60,
     .priority = 2,
     .draw = packets_draw,
     .compare = packets_compare},
};

static const struct list lines = {
    .noun = "lines",
    .columns = columns,
    .column_count = sizeof columns / sizeof columns[0],
    .sort = 0,
    .rows = rows,
    .identity = identity,
    .style = style,
    .empty = "The system was not asked: castscope does so in live capture on Linux.",
};

const struct body system_body = {.list = &lines};
