/* SPDX-License-Identifier: MIT */
/* Columns of plain text, measured as a terminal shows them. */
#include "output/sheet.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

enum { LIST_LABEL = 15, LIST_ITEMS = 24 };

static void line_start(struct sheet *s)
{
    s->line = text_over(s->buffer, sizeof s->buffer);
    s->filled = 0;
}

static void line_add(struct sheet *s, const char *string)
{
    text_add(&s->line, string);
    s->filled += text_columns(string);
}

static void line_repeat(struct sheet *s, char c, int count)
{
    for (int i = 0; i < count; i++)
        text_add_char(&s->line, c);
    s->filled += count > 0 ? count : 0;
}

static void line_pad(struct sheet *s, int column)
{
    line_repeat(s, ' ', column - s->filled);
}

void sheet_init(struct sheet *s, FILE *out)
{
    s->out = out;
    line_start(s);
    s->column = 0;
    s->items = s->beyond = 0;
}

void sheet_end(struct sheet *s)
{
    while (s->line.len > 0 && s->buffer[s->line.len - 1] == ' ')
        s->buffer[--s->line.len] = '\0';
    fputs(s->buffer, s->out);
    fputc('\n', s->out);
    line_start(s);
    s->column = 0;
}

void sheet_line(struct sheet *s, const char *format, ...)
{
    char string[SHEET_LINE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(string, sizeof string, format, arguments);
    va_end(arguments);
    line_add(s, string);
    sheet_end(s);
}

void sheet_heading(struct sheet *s, const char *title)
{
    sheet_end(s);
    sheet_line(s, "%s", title);
    line_repeat(s, '-', text_columns(title));
    sheet_end(s);
}

/* Cells are two columns apart. */
static void cell_end(struct sheet *s, int width)
{
    s->column += width + 2;
    line_pad(s, s->column);
    if (s->filled <= s->column)
        return;
    line_repeat(s, ' ', 2);
    s->column = s->filled;
}

void sheet_left(struct sheet *s, int width, const char *string)
{
    line_add(s, string);
    cell_end(s, width);
}

void sheet_right(struct sheet *s, int width, const char *string)
{
    line_pad(s, s->column + width - text_columns(string));
    sheet_left(s, width, string);
}

void sheet_count(struct sheet *s, int width, uint64_t count)
{
    char string[24];
    snprintf(string, sizeof string, "%" PRIu64, count);
    sheet_right(s, width, count > 0 ? string : "-");
}

void sheet_bytes(struct sheet *s, int width, uint64_t bytes)
{
    char string[24];
    struct text t = text_over(string, sizeof string);
    text_add_bytes(&t, bytes);
    sheet_right(s, width, bytes > 0 ? string : "-");
}

void sheet_share(struct sheet *s, int width, uint64_t part, uint64_t whole)
{
    char string[24];
    snprintf(string, sizeof string, "%.1f%%", whole > 0 ? 100.0 * (double)part / (double)whole : 0);
    sheet_right(s, width, part > 0 ? string : "-");
}

void sheet_rest(struct sheet *s, uint32_t count, uint32_t shown)
{
    if (count > shown)
        sheet_line(s, "... and %" PRIu32 " more that are not shown", count - shown);
}

void sheet_none(struct sheet *s, uint32_t count)
{
    if (count == 0)
        sheet_line(s, "none");
}

void sheet_list(struct sheet *s, const char *label)
{
    line_pad(s, 4);
    line_add(s, label);
    line_pad(s, LIST_LABEL);
    s->items = s->beyond = 0;
}

void sheet_item(struct sheet *s, const char *item)
{
    if (s->items == LIST_ITEMS) {
        s->beyond++;
        return;
    }
    if (s->items++ > 0) {
        line_add(s, ",");
        if (s->filled + 1 + text_columns(item) >= SHEET_COLUMNS) {
            sheet_end(s);
            line_pad(s, LIST_LABEL);
        } else {
            line_add(s, " ");
        }
    }
    line_add(s, item);
}

uint32_t sheet_items_shown(struct sheet *s, uint32_t count)
{
    uint32_t room = LIST_ITEMS - s->items, shown = count < room ? count : room;
    s->beyond += count - shown;
    return shown;
}

void sheet_list_end(struct sheet *s)
{
    if (s->beyond > 0) {
        char rest[40];
        snprintf(rest, sizeof rest, "and %u more", s->beyond);
        s->items--;
        sheet_item(s, rest);
    }
    if (s->items > 0) {
        sheet_end(s);
        return;
    }
    line_start(s);
}
