/* SPDX-License-Identifier: MIT */
#ifndef TESTS_DASHBOARD_H
#define TESTS_DASHBOARD_H

/*
 * Dashboards on the captures of pcaps/, without a terminal: keys go in, a grid of cells comes out.
 * CMake names the folder in PCAPS.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/engine.h"
#include "ui/state.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

struct dashboard {
    struct engine *engine; /* owns the next two */
    const struct model *model;
    const struct frame_ring *frames;
    struct ui *ui;
    struct canvas canvas;
};

/* What a capture of pcaps/ makes of a model, and a dashboard on it; NULL: no frame at all. */
static inline struct dashboard *dashboard_open(const char *capture)
{
    static const struct ui_settings settings = {.color = true};
    const struct engine_settings whole = {.keep_frames = true, .hash_key = {1, 2}};
    struct dashboard *d = calloc(1, sizeof *d);
    struct error error = {0};
    char path[600];
    d->engine = engine_new(&whole, &error);
    assert_non_null(d->engine);
    if (capture != NULL) {
        snprintf(path, sizeof path, "%s/%s", PCAPS, capture);
        struct source *source = source_open_file(path, NULL, &error);
        if (source == NULL)
            fail_msg("%s: %s", path, error.sentence);
        engine_register(d->engine, source);
        engine_add(d->engine, source);
        assert_true(engine_run(d->engine, &error));
    }
    d->model = engine_model(d->engine);
    d->frames = engine_frames(d->engine);
    d->ui = ui_new(&settings);
    assert_non_null(d->ui);
    return d;
}

static inline bool dashboard_stop_at(void *context, const struct packet *p,
                                     const struct verdict *verdict, const struct source_row *source)
{
    (void)verdict;
    (void)source;
    return p->frame->number < *(const uint64_t *)context;
}

/* What the first frames of a capture make of a model: its rows are those of the whole one, some of them not
 * there yet. */
static inline struct engine *dashboard_some_of(const char *capture, uint64_t frames)
{
    struct error error = {0};
    char path[600];
    const struct engine_settings settings = {
        .keep_frames = true, .hash_key = {1, 2}, .observe = dashboard_stop_at, .context = &frames};
    struct engine *engine = engine_new(&settings, &error);
    assert_non_null(engine);
    snprintf(path, sizeof path, "%s/%s", PCAPS, capture);
    struct source *source = source_open_file(path, NULL, &error);
    assert_non_null(source);
    engine_register(engine, source);
    engine_add(engine, source);
    assert_true(engine_run(engine, &error));
    return engine;
}

/* As it was at the start. */
static inline void dashboard_reset(struct dashboard *d)
{
    const struct ui_settings settings = d->ui->settings;
    free(d->ui);
    d->ui = ui_new(&settings);
    assert_non_null(d->ui);
}

static inline void dashboard_close(struct dashboard *d)
{
    canvas_free(&d->canvas);
    free(d->ui);
    engine_free(d->engine);
    free(d);
}

/* Draws on a canvas that has room for exactly this size, so that a sanitizer sees who writes outside. */
static inline void dashboard_draw(struct dashboard *d, int width, int height)
{
    if (d->canvas.width != width || d->canvas.height != height)
        canvas_free(&d->canvas);
    assert_true(canvas_resize(&d->canvas, width, height));
    ui_draw(&d->canvas, d->ui, d->model, d->frames);
}

/* Presses keys, written as one string of their code points, and draws after each. */
static inline void dashboard_press(struct dashboard *d, const char *keys, int width, int height)
{
    dashboard_draw(d, width, height);
    for (; *keys != '\0'; keys++) {
        ui_handle(d->ui, (unsigned char)*keys);
        dashboard_draw(d, width, height);
    }
}

/* A row as text, a byte a cell; what is not ASCII as '*', and the ellipsis as '~'. Lives until the
 * next call but three. */
static inline const char *dashboard_row(const struct dashboard *d, int row)
{
    enum { KEPT = 4, WIDEST = 400, ELLIPSIS = 0x2026 };
    static char text[KEPT][WIDEST + 1];
    static unsigned next;
    char *line = text[next++ % KEPT];
    const struct canvas *c = &d->canvas;
    assert_true(c->width <= WIDEST);
    for (int column = 0; column < c->width; column++) {
        uint32_t glyph = canvas_cell(c, row, column)->glyph;
        line[column] = glyph == ELLIPSIS ? '~' : glyph >= 0x20 && glyph < 0x7f ? (char)glyph : '*';
    }
    line[c->width] = '\0';
    return line;
}

/* The screen as text, a line each; lives until the next call. */
static inline const char *dashboard_text(const struct dashboard *d)
{
    static char text[400 * 200];
    size_t n = 0;
    for (int row = 0; row < d->canvas.height; row++)
        n += (size_t)snprintf(text + n, sizeof text - n, "%s\n", dashboard_row(d, row));
    return text;
}

/* Every glyph can be shown, none is a control character, and every wide one has its other half. */
static inline void dashboard_check_cells(const char *name, const struct dashboard *d)
{
    const struct canvas *c = &d->canvas;
    for (int row = 0; row < c->height; row++) {
        for (int column = 0; column < c->width; column++) {
            const struct cell *cell = canvas_cell(c, row, column);
            int columns = cell->columns == 0 ? 0 : text_char_columns(cell->glyph);
            const struct cell *right = canvas_cell(c, row, column + 1);
            const struct cell *left = canvas_cell(c, row, column - 1);
            bool sound = cell->columns == 0 ? cell->glyph == 0 && left != NULL && left->columns == 2
                                            : columns == cell->columns;
            if (columns == 2)
                sound = sound && right != NULL && right->columns == 0;
            for (int i = 0; i < CELL_MARKS; i++)
                sound = sound && (cell->mark[i] == 0 || text_char_columns(cell->mark[i]) == 0);
            if (!sound || (cell->glyph < 0x20 && cell->columns != 0))
                fail_msg("%s at %dx%d: the cell in row %d, column %d holds %x in %d columns", name,
                         c->width, c->height, row, column, (unsigned)cell->glyph, cell->columns);
        }
    }
}

#endif
