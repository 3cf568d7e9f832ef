/* SPDX-License-Identifier: MIT */
/* A view, or what is there after some keys, as text. */
#include "ui/ui.h"

#include <stdlib.h>
#include <string.h>

#include "ui/state.h"

enum { WIDEST = 1000, CELL = 4 * (1 + CELL_MARKS) };

static void line_print(FILE *stream, const struct canvas *c, int row)
{
    static char line[WIDEST * CELL + 1];
    struct text t = text_over(line, sizeof line);
    canvas_row_add(&t, c, row);
    fputs(line, stream);
    fputc('\n', stream);
}

/* Colours and attributes, as terminals take them (ECMA-48 section 8.3.117; 90 to 107 are the bright
 * colours). */
static void look_add(struct text *t, enum theme theme, enum style style)
{
    const struct look look = style_look(theme, style);
    const struct theme_row *own = theme_row(theme);
    const int colors[2] = {look.color != COLOR_OWN ? look.color : own->foreground, own->background};
    text_add(t, "\x1b[0");
    if ((look.attributes & ATTRIBUTE_BOLD) != 0)
        text_add(t, ";1");
    if ((look.attributes & ATTRIBUTE_DIM) != 0)
        text_add(t, ";2");
    if ((look.attributes & ATTRIBUTE_REVERSE) != 0)
        text_add(t, ";7");
    for (int i = 0; i < 2; i++) {
        int color = colors[i] < COLOR_8_GRAY ? 30 + colors[i] : 90 + colors[i] - COLOR_8_GRAY;
        if (colors[i] != COLOR_OWN)
            text_addf(t, ";%d", color + 10 * i);
    }
    text_add_char(t, 'm');
}

/* The columns of a row up to the last one that is not blank, or is and looks like something. */
static int row_end(const struct canvas *c, int row, enum theme theme)
{
    int end = theme_row(theme)->background == COLOR_OWN ? 0 : c->width;
    for (int column = c->width; column > end; column--) {
        const struct cell *cell = canvas_cell(c, row, column - 1);
        const struct look look = style_look(theme, (enum style)cell->style);
        if (cell->glyph != ' ' || (look.attributes & ATTRIBUTE_REVERSE) != 0)
            return column;
    }
    return end;
}

static void line_paint(FILE *stream, const struct canvas *c, int row, enum theme theme)
{
    enum { LOOK = 24 };
    static char line[WIDEST * (CELL + LOOK) + LOOK];
    struct text t = text_over(line, sizeof line);
    int end = row_end(c, row, theme), style = -1;
    for (int column = 0; column < end; column++) {
        const struct cell *cell = canvas_cell(c, row, column);
        if (cell->style != style)
            look_add(&t, theme, (enum style)cell->style);
        style = cell->style;
        canvas_cell_add(&t, cell);
    }
    fprintf(stream, "%s%s\n", line, end > 0 ? "\x1b[0m" : "");
}

/* The next key of a list of names, which moves on; INPUT_NONE where there is none of that name. False at
 * the end. */
static bool key_next(const char **keys, int *key)
{
    *keys += strspn(*keys, " ");
    size_t n = strcspn(*keys, " ");
    *key = input_find(*keys, n);
    *keys += n;
    return n > 0;
}

const char *ui_find_no_key(const char *keys)
{
    int key;
    for (const char *at = keys; key_next(&at, &key); keys = at)
        if (key == INPUT_NONE)
            return keys + strspn(keys, " ");
    return NULL;
}

bool ui_print(FILE *stream, const struct ui_settings *settings, const struct ui_still *still,
              const struct model *m, const struct frame_ring *frames)
{
    struct canvas canvas = {0};
    struct ui *ui = ui_new(settings);
    bool done = ui != NULL && ui_has_view(still->view) &&
                canvas_resize(&canvas, still->width, still->height);
    if (done) {
        int key;
        ui->view = view_find(still->view);
        if (still->replay != NULL)
            ui->replay = *still->replay;
        ui_draw(&canvas, ui, m, frames);
        for (const char *at = still->keys != NULL ? still->keys : ""; key_next(&at, &key);) {
            ui_handle(ui, key);
            ui_draw(&canvas, ui, m, frames);
        }
        for (int row = 0; row < canvas.height; row++)
            if (still->painted)
                line_paint(stream, &canvas, row, ui->settings.theme);
            else
                line_print(stream, &canvas, row);
        done = fflush(stream) == 0 && !ferror(stream);
    }
    canvas_free(&canvas);
    free(ui);
    return done;
}
