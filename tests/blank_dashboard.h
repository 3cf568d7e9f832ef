/* SPDX-License-Identifier: MIT */
#ifndef TESTS_BLANK_DASHBOARD_H
#define TESTS_BLANK_DASHBOARD_H

/* A dashboard without a terminal, on a model of nobody. Include it after cmocka.h. */

#include <stdlib.h>
#include <string.h>

#include "ui/state.h"

struct blank {
    struct model *model;
    struct frame_ring *frames;
    struct ui *ui;
    struct canvas canvas;
};

static int blank_make(void **state)
{
    static const uint64_t hash_key[2] = {1, 2};
    static const struct ui_settings settings = {.color = true};
    struct blank *d = calloc(1, sizeof *d);
    d->model = model_new(SERIES_WHOLE, hash_key);
    d->frames = calloc(1, sizeof *d->frames);
    d->ui = ui_new(&settings);
    *state = d;
    return 0;
}

static int blank_free(void **state)
{
    struct blank *d = *state;
    canvas_free(&d->canvas);
    free(d->ui);
    free(d->frames);
    free(d->model);
    free(d);
    return 0;
}

static void blank_draw(struct blank *d, int width, int height)
{
    assert_true(canvas_resize(&d->canvas, width, height));
    ui_draw(&d->canvas, d->ui, d->model, d->frames);
}

/* A row of the screen without trailing blanks; what is not ASCII as '*'. */
static const char *blank_row(const struct blank *d, int row)
{
    static char text[512];
    size_t n = 0;
    for (int column = 0; column < d->canvas.width && n < sizeof text - 1; column++) {
        uint32_t glyph = canvas_cell(&d->canvas, row, column)->glyph;
        text[n++] = glyph < 0x7f ? (char)glyph : '*';
    }
    while (n > 0 && text[n - 1] == ' ')
        n--;
    text[n] = '\0';
    return text;
}

/* The first row that contains a text, or -1. */
static inline int blank_find(const struct blank *d, const char *text)
{
    for (int row = 0; row < d->canvas.height; row++)
        if (strstr(blank_row(d, row), text) != NULL)
            return row;
    return -1;
}

#define WITH_BLANK(test) cmocka_unit_test_setup_teardown(test, blank_make, blank_free)

#endif
