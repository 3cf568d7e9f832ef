/* SPDX-License-Identifier: MIT */
/* The grid of cells and everything that is drawn on it. One function, cell_put(), writes glyphs. */
#include "ui/canvas.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEVELS = 9, TEXT_MAX = 1024 };

/* What is drawn, in Unicode and in ASCII. */
static const uint32_t glyphs[GLYPH_COUNT][2] = {
    [GLYPH_ELLIPSIS] = {0x2026, '~'},   [GLYPH_ASCENDING] = {0x25b2, '^'},
    [GLYPH_DESCENDING] = {0x25bc, 'v'}, [GLYPH_RULE] = {0x2500, '-'},
    [GLYPH_MARKER] = {0x2503, '|'},
};

/* From nothing to a full cell: upwards for sparklines, to the right for bars. */
static const uint32_t rising[LEVELS] = {' ',    0x2581, 0x2582, 0x2583, 0x2584,
                                        0x2585, 0x2586, 0x2587, 0x2588};
static const uint32_t growing[LEVELS] = {' ',    0x258f, 0x258e, 0x258d, 0x258c,
                                         0x258b, 0x258a, 0x2589, 0x2588};
static const uint32_t rising_ascii[LEVELS] = {' ', '.', ':', '-', '=', '+', '*', '%', '#'};
static const uint32_t growing_ascii[LEVELS] = {' ', '-', '-', '-', '-', '=', '=', '=', '#'};

static const struct cell blank = {.glyph = ' ', .columns = 1};

bool canvas_resize(struct canvas *c, int width, int height)
{
    width = width < 1 ? 1 : width;
    height = height < 1 ? 1 : height;
    size_t needed = (size_t)width * (size_t)height;
    if (needed > c->room) {
        struct cell *cells = realloc(c->cells, needed * sizeof *cells);
        if (cells == NULL)
            return false;
        c->cells = cells;
        c->room = needed;
    }
    c->width = width;
    c->height = height;
    canvas_clear(c);
    return true;
}

void canvas_free(struct canvas *c)
{
    free(c->cells);
    *c = (struct canvas){0};
}

void canvas_clear(struct canvas *c)
{
    size_t count = (size_t)c->width * (size_t)c->height;
    for (size_t i = 0; i < count; i++)
        c->cells[i] = blank;
}

static struct cell *cell_at(struct canvas *c, int row, int column)
{
    if (row < 0 || column < 0 || row >= c->height || column >= c->width)
        return NULL;
    return &c->cells[(size_t)row * (size_t)c->width + (size_t)column];
}

const struct cell *canvas_cell(const struct canvas *c, int row, int column)
{
    if (row < 0 || column < 0 || row >= c->height || column >= c->width)
        return NULL;
    return &c->cells[(size_t)row * (size_t)c->width + (size_t)column];
}

/* Overwriting half of a wide character leaves a blank in place of the other half. */
static void halves_part(struct canvas *c, int row, int column)
{
    struct cell *cell = cell_at(c, row, column);
    struct cell *other = NULL;
    if (cell->columns == 0)
        other = cell_at(c, row, column - 1);
    else if (cell->columns == 2)
        other = cell_at(c, row, column + 1);
    if (other != NULL)
        *other = (struct cell){.glyph = ' ', .columns = 1, .style = other->style};
}

/* Writes a glyph of one or two columns; nothing where not all of it is inside. */
static void cell_put(struct canvas *c, int row, int column, int columns, enum style style,
                     uint32_t glyph)
{
    struct cell *cell = cell_at(c, row, column);
    struct cell *right = columns == 2 ? cell_at(c, row, column + 1) : NULL;
    if (cell == NULL || (columns == 2 && right == NULL))
        return;
    halves_part(c, row, column);
    if (right != NULL) {
        halves_part(c, row, column + 1);
        *right = (struct cell){.style = (uint8_t)style};
    }
    *cell = (struct cell){.glyph = glyph, .columns = (uint8_t)columns, .style = (uint8_t)style};
}

static void mark_put(struct canvas *c, int row, int column, uint32_t mark)
{
    struct cell *cell = cell_at(c, row, column);
    if (cell != NULL && cell->columns == 0)
        cell = cell_at(c, row, column - 1);
    if (cell == NULL)
        return;
    for (int i = 0; i < CELL_MARKS; i++) {
        if (cell->mark[i] == 0) {
            cell->mark[i] = mark;
            return;
        }
    }
}

void canvas_glyph(struct canvas *c, int row, int column, enum style style, enum glyph glyph)
{
    cell_put(c, row, column, 1, style, glyphs[glyph][c->ascii]);
}

static bool is_plain(const char *s)
{
    for (; *s != '\0'; s++)
        if ((unsigned char)*s < 0x20 || (unsigned char)*s > 0x7e)
            return false;
    return true;
}

/* The text as it may be drawn; `buffer` is used where it has to be changed. */
static const char *drawable(const struct canvas *c, const char *string, char buffer[TEXT_MAX])
{
    if (is_plain(string))
        return string;
    struct text t = text_over(buffer, TEXT_MAX);
    if (!c->ascii) {
        text_add_clean(&t, string, strlen(string));
        return buffer;
    }
    for (; *string != '\0'; string++) {
        unsigned char byte = (unsigned char)*string;
        if (byte >= 0x20 && byte <= 0x7e)
            text_add_char(&t, *string);
        else
            text_addf(&t, "\\x%02x", byte);
    }
    return buffer;
}

int canvas_text(struct canvas *c, int row, int column, int width, enum style style,
                const char *string)
{
    char buffer[TEXT_MAX];
    string = drawable(c, string, buffer);
    if (width > c->width - column)
        width = c->width - column;
    if (width <= 0)
        return 0;
    int used = 0;
    int last = column; /* of the last character */
    for (uint32_t glyph = text_next(&string); glyph != 0; glyph = text_next(&string)) {
        int columns = text_char_columns(glyph);
        if (columns == 0) {
            if (used > 0)
                mark_put(c, row, last, glyph);
            continue;
        }
        if (used + columns > width) {
            for (int i = used; i < width; i++)
                cell_put(c, row, column + i, 1, style, ' ');
            canvas_glyph(c, row, column + width - 1, style, GLYPH_ELLIPSIS);
            return width;
        }
        last = column + used;
        cell_put(c, row, last, columns, style, glyph);
        used += columns;
    }
    return used;
}

int canvas_paragraph(struct canvas *c, int row, int column, int height, int width, enum style style,
                     const char *string)
{
    enum { LINE = 1024 };
    int used = 0;
    while (used < height && *string != '\0') {
        char line[LINE];
        struct text t = text_over(line, sizeof line);
        bool cut = used == height - 1 && text_columns(string) > width;
        size_t n = text_line(string, cut ? width - 2 : width);
        text_addf(&t, "%.*s%s", (int)n, string, cut ? " " : "");
        int columns = canvas_text(c, row + used, column, width, style, line);
        if (cut)
            canvas_glyph(c, row + used, column + columns, style, GLYPH_ELLIPSIS);
        used++;
        string += n;
        string += strspn(string, " ");
    }
    return used;
}

void canvas_right(struct canvas *c, int row, int column, int width, enum style style,
                  const char *string)
{
    char buffer[TEXT_MAX];
    string = drawable(c, string, buffer);
    int used = text_columns(string);
    if (used < width)
        column += width - used;
    canvas_text(c, row, column, used < width ? used : width, style, string);
}

void canvas_count(struct canvas *c, int row, int column, int width, enum style style,
                  uint64_t count)
{
    char buffer[32];
    struct text t = text_over(buffer, sizeof buffer);
    if (count == 0)
        text_add_char(&t, '-');
    else
        text_add_count(&t, count);
    canvas_right(c, row, column, width, count == 0 ? STYLE_DIM : style, buffer);
}

void canvas_bytes(struct canvas *c, int row, int column, int width, enum style style,
                  uint64_t bytes)
{
    char buffer[32];
    struct text t = text_over(buffer, sizeof buffer);
    if (bytes == 0)
        text_add_char(&t, '-');
    else
        text_add_bytes(&t, bytes);
    canvas_right(c, row, column, width, bytes == 0 ? STYLE_DIM : style, buffer);
}

void canvas_share(struct canvas *c, int row, int column, int width, enum style style, uint64_t part,
                  uint64_t whole)
{
    char buffer[32];
    struct text t = text_over(buffer, sizeof buffer);
    if (part == 0 || whole == 0)
        text_add_char(&t, '-');
    else if ((double)part / (double)whole < 0.0005)
        text_add(&t, "<0.1%");
    else if (part == whole)
        text_add(&t, "100%");
    else if ((double)part / (double)whole >= 0.9995)
        text_add(&t, ">99.9%");
    else
        text_addf(&t, "%.1f%%", 100.0 * (double)part / (double)whole);
    canvas_right(c, row, column, width, part == 0 ? STYLE_DIM : style, buffer);
}

void canvas_fill(struct canvas *c, int row, int column, int width, enum style style)
{
    for (int i = 0; i < width && column + i < c->width; i++)
        cell_put(c, row, column + i, 1, style, ' ');
}

void canvas_restyle(struct canvas *c, int row, int column, int width, enum style style)
{
    for (int i = 0; i < width && column + i < c->width; i++) {
        struct cell *cell = cell_at(c, row, column + i);
        if (cell != NULL)
            cell->style = (uint8_t)style;
    }
}

/* The column behind the text that begins at a column, or -1. */
static int match_end(const struct canvas *c, int row, int column, const char *text)
{
    for (const char *at = text; *at != '\0';) {
        uint32_t wanted = text_next(&at);
        if (text_char_columns(wanted) <= 0)
            continue;
        const struct cell *cell = canvas_cell(c, row, column);
        if (cell == NULL || cell->columns == 0 || text_fold(cell->glyph) != text_fold(wanted))
            return -1;
        column += cell->columns;
    }
    return column;
}

int canvas_find(const struct canvas *c, int row, int column, const char *text, int *width)
{
    for (; column < c->width; column++) {
        int end = match_end(c, row, column, text);
        *width = end - column;
        if (*width > 0)
            return column;
    }
    return -1;
}

void canvas_rule(struct canvas *c, int row, int column, int width, enum style style)
{
    for (int i = 0; i < width && column + i < c->width; i++)
        canvas_glyph(c, row, column + i, style, GLYPH_RULE);
}

void canvas_bar(struct canvas *c, int row, int column, int width, enum style style, uint64_t part,
                uint64_t whole)
{
    if (whole == 0 || part == 0 || width <= 0)
        return;
    double share = (double)part / (double)whole;
    int eighths = (int)((share > 1 ? 1 : share) * width * (LEVELS - 1));
    if (eighths == 0)
        eighths = 1;
    for (int i = 0; i < width && eighths > 0; i++, eighths -= LEVELS - 1) {
        int level = eighths < LEVELS - 1 ? eighths : LEVELS - 1;
        cell_put(c, row, column + i, 1, style, c->ascii ? growing_ascii[level] : growing[level]);
    }
}

/* The sum of those numbers that fall into column i of `width`. */
static uint64_t bucket_sum(const uint32_t *numbers, int count, int i, int width)
{
    uint64_t sum = 0;
    for (int k = i * count / width; k < (i + 1) * count / width; k++)
        sum += numbers[k];
    return sum;
}

void canvas_spark(struct canvas *c, int row, int column, int width, enum style style,
                  const uint32_t *numbers, int count)
{
    if (width > count)
        width = count;
    uint64_t highest = 0;
    for (int i = 0; i < width; i++) {
        uint64_t sum = bucket_sum(numbers, count, i, width);
        highest = sum > highest ? sum : highest;
    }
    for (int i = 0; i < width && column + i < c->width; i++) {
        uint64_t sum = bucket_sum(numbers, count, i, width);
        unsigned level = 0;
        if (sum > 0)
            level = (unsigned)(1 + (sum * (LEVELS - 2) + highest / 2) / highest);
        cell_put(c, row, column + i, 1, style, c->ascii ? rising_ascii[level] : rising[level]);
    }
}

void canvas_chart(struct canvas *c, int row, int column, int height, enum style style,
                  const uint64_t *numbers, int count, uint64_t most)
{
    for (int i = 0; i < count; i++) {
        double share = most > 0 ? (double)numbers[i] / (double)most : 0;
        int level = (int)((share > 1 ? 1 : share) * height * (LEVELS - 1) + 0.5);
        if (level == 0 && numbers[i] > 0)
            level = 1;
        for (int k = height - 1; k >= 0 && level > 0; k--, level -= LEVELS - 1) {
            int step = level < LEVELS - 1 ? level : LEVELS - 1;
            cell_put(c, row + k, column + i, 1, style,
                     c->ascii ? rising_ascii[step] : rising[step]);
        }
    }
}

void canvas_cell_add(struct text *t, const struct cell *cell)
{
    if (cell->columns == 0)
        return;
    text_add_code_point(t, cell->glyph);
    for (int i = 0; i < CELL_MARKS && cell->mark[i] != 0; i++)
        text_add_code_point(t, cell->mark[i]);
}

void canvas_row_add(struct text *t, const struct canvas *c, int row)
{
    int end = c->width;
    while (end > 0 && canvas_cell(c, row, end - 1)->glyph == ' ')
        end--;
    for (int column = 0; column < end; column++)
        canvas_cell_add(t, canvas_cell(c, row, column));
}
