/* SPDX-License-Identifier: MIT */

/*
 * looks CAPTURE: how the overview of a capture looks in each theme, for a golden file. A cell is a letter,
 * the same for all that look alike; a list below says what each stands for. What looks plain is a dot, or
 * nothing where nothing is written.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "dashboard.h"

enum { WIDTH = 80, HEIGHT = 24, LETTERS = 26 };

static const char *const colors[] = {
    "own",         "black",        "red",           "green",       "yellow",
    "blue",        "magenta",      "cyan",          "white",       "gray",
    "bright red",  "bright green", "bright yellow", "bright blue", "bright magenta",
    "bright cyan", "bright white"};

static bool is_plain(struct look look)
{
    return look.color == COLOR_OWN && look.attributes == ATTRIBUTE_PLAIN;
}

/* The letter of a look, a new one where it has none yet. */
static char letter_of(struct look look, struct look seen[LETTERS], int *count)
{
    for (int i = 0; i < *count; i++)
        if (seen[i].color == look.color && seen[i].attributes == look.attributes)
            return (char)('a' + i);
    if (*count == LETTERS)
        return '?';
    seen[*count] = look;
    return (char)('a' + (*count)++);
}

static void row_print(const struct dashboard *d, int row, struct look seen[LETTERS], int *count)
{
    char line[WIDTH + 1] = "";
    int end = 0;
    for (int column = 0; column < WIDTH; column++) {
        const struct cell *cell = canvas_cell(&d->canvas, row, column);
        struct look look = style_look(d->ui->settings.theme, (enum style)cell->style);
        bool empty = cell->glyph == ' ' || cell->columns == 0;
        line[column] = is_plain(look) ? (empty ? ' ' : '.') : letter_of(look, seen, count);
        end = line[column] != ' ' ? column + 1 : end;
    }
    line[end] = '\0';
    puts(line);
}

static void theme_print(struct dashboard *d, enum theme theme)
{
    const struct theme_row *row = theme_row(theme);
    struct look seen[LETTERS];
    int count = 0;
    d->ui->settings.theme = theme;
    dashboard_draw(d, WIDTH, HEIGHT);
    printf("== %s, %s on %s\n", row->name, colors[row->foreground + 1],
           colors[row->background + 1]);
    for (int i = 0; i < HEIGHT; i++)
        row_print(d, i, seen, &count);
    for (int i = 0; i < count; i++)
        printf("%c: %s%s%s%s\n", 'a' + i, colors[seen[i].color + 1],
               (seen[i].attributes & ATTRIBUTE_BOLD) != 0 ? ", bold" : "",
               (seen[i].attributes & ATTRIBUTE_DIM) != 0 ? ", dim" : "",
               (seen[i].attributes & ATTRIBUTE_REVERSE) != 0 ? ", reverse" : "");
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    struct dashboard *d = dashboard_open(argv[1]);
    for (enum theme theme = 0; theme < THEME_COUNT; theme++)
        theme_print(d, theme);
    dashboard_close(d);
    return 0;
}
