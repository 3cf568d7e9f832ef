/* SPDX-License-Identifier: MIT */
/* Objects and lists as text for other programs. */
#include "ui/export.h"

#include "ui/choices.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { CELL = 4 * LINE_CELLS, NANOSECONDS = 9 };

void export_free(struct export *e)
{
    free(e->bytes);
    *e = (struct export){.bytes = NULL};
}

static bool bytes_add(struct export *e, const char *bytes, size_t n)
{
    if (n > e->room - e->count) {
        size_t room = 2 * (e->room + n);
        char *more = realloc(e->bytes, room);
        if (more == NULL)
            return false;
        e->bytes = more;
        e->room = room;
    }
    memcpy(e->bytes + e->count, bytes, n);
    e->count += n;
    return true;
}

/* A cell as it would be drawn where there is room for all of it; "" for a dash. */
static void drawn_add(struct text *t, const struct column *column, const struct scene *scene,
                      uint32_t row)
{
    struct scratch *s = scene->scratch;
    struct canvas line = {.width = LINE_CELLS, .height = 1, .cells = s->line, .room = LINE_CELLS};
    size_t before = t->len;
    canvas_clear(&line);
    const struct place place = {.canvas = &line, .width = LINE_CELLS, .style = STYLE_PLAIN};
    cell_draw(&place, column, scene, row);
    canvas_row_add(t, &line, 0);
    if (strcmp(t->at + before, "-") == 0) {
        t->len = before;
        t->at[before] = '\0';
    }
}

static void value_add(struct text *t, const struct column *column, const struct scene *scene,
                      uint32_t row)
{
    uint64_t value = column->value(scene, row);
    bool is_time = column->form == FORM_AGO || column->form == FORM_AT;
    if (!is_time)
        text_addf(t, "%" PRIu64, value);
    else if (value != 0)
        text_add_time(t, (int64_t)value, NANOSECONDS);
}

static bool is_shown(const struct column *column)
{
    return !column_is_chart(column) && (column->draw != NULL || column->value != NULL);
}

/* A number goes before how it is drawn. */
static bool is_number(const struct column *column)
{
    return column->value != NULL && column->form >= FORM_COUNT;
}

/* What a column is called where its cells are digits alone. */
static void title_add(struct text *t, const struct column *column, const struct scene *scene)
{
    const char *title = column_title(column, scene->settings->unit);
    text_add(t, title);
    if (column->form == FORM_AMOUNT && scene->settings->unit != UNIT_FRAMES &&
        title == column->title)
        text_addf(t, " (%s)", unit_name(scene->settings->unit));
}

static void cell_add(struct text *t, const struct column *column, const struct scene *scene,
                     uint32_t row)
{
    if (is_number(column))
        value_add(t, column, scene, row);
    else
        drawn_add(t, column, scene, row);
}

/* A field, in quotes where it has to be; `number` ones never are. */
static bool field_write(struct export *e, const char *field, bool number)
{
    bool formula = !number && field[0] != '\0' && strchr("=+-@", field[0]) != NULL;
    if (!formula && strpbrk(field, ",\"\r\n") == NULL)
        return bytes_add(e, field, strlen(field));
    bool done = bytes_add(e, "\"'", formula ? 2 : 1);
    for (; done && *field != '\0'; field++)
        done = bytes_add(e, field, 1) && (*field != '"' || bytes_add(e, field, 1));
    return done && bytes_add(e, "\"", 1);
}

/* The headings, or a row. */
static bool line_write(struct export *e, const struct list *list, const struct scene *scene,
                       const uint32_t *row)
{
    bool done = true, first = true;
    for (int i = 0; done && i < list->column_count; i++) {
        const struct column *column = &list->columns[i];
        char field[CELL];
        struct text t = text_over(field, sizeof field);
        if (!is_shown(column))
            continue;
        if (row != NULL)
            cell_add(&t, column, scene, *row);
        else
            title_add(&t, column, scene);
        done = (first || bytes_add(e, ",", 1)) &&
               field_write(e, field, row != NULL && is_number(column));
        first = false;
    }
    return done && bytes_add(e, "\r\n", 2);
}

bool export_list(struct export *e, const struct list *list, const struct scene *scene)
{
    const struct scratch *s = scene->scratch;
    bool done = line_write(e, list, scene, NULL);
    for (uint32_t i = 0; done && i < s->count; i++)
        done = line_write(e, list, scene, &s->order[i]);
    return done;
}

void export_row(struct text *t, const struct list *list, const struct scene *scene, uint32_t row)
{
    for (int i = 0; i < list->column_count; i++) {
        const struct column *column = &list->columns[i];
        char cell[CELL];
        struct text c = text_over(cell, sizeof cell);
        if (!is_shown(column))
            continue;
        cell_add(&c, column, scene, row);
        if (c.len == 0)
            continue;
        title_add(t, column, scene);
        text_addf(t, ": %s\n", cell);
    }
}

void export_page(struct text *t, const struct object_page *page)
{
    for (uint32_t i = 0; i < page->lines.count; i++) {
        const struct object_line *line = &page->line[i];
        text_addf(t, "%s%s%s", line->label,
                  line->label[0] != '\0' && line->text[0] != '\0' ? ": " : "", line->text);
        while (i + 1 < page->lines.count && page->line[i + 1].continues)
            text_addf(t, " %s", page->line[++i].text);
        text_add_char(t, '\n');
    }
}
