/* SPDX-License-Identifier: MIT */
/* The dashboard on a terminal, and a view as text. */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700 /* clock_gettime() */
#endif

#include "ui/ui.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ui/mouse.h"
#include "ui/pace.h"
#include "ui/state.h"
#include "ui/terminal.h"

/* A new picture comes sooner (pace.h) while the replay does what was asked for, which is not shown for half a
 * second on the way. */
enum { ASKED_MS = 20, GOING_MS = 500 };

static int64_t clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Processor time of this thread, in microseconds. */
static int64_t cpu_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

struct dashboard {
    struct ui *ui;
    struct model *model;
    struct frame_ring *frames;
    struct canvas canvas;
    struct terminal *terminal;
    enum theme theme; /* that the terminal has */
};

void ui_close(struct dashboard *d)
{
    if (d == NULL)
        return;
    terminal_close(d->terminal);
    canvas_free(&d->canvas);
    free(d->frames);
    free(d->model);
    free(d->ui);
    free(d);
}

static bool dashboard_fill(struct dashboard *d, const struct ui_settings *settings,
                           struct error *error)
{
    static const uint64_t replaced_by_the_first_snapshot[2] = {0, 0};
    d->ui = ui_new(settings);
    d->model = model_new(SERIES_RECENT, replaced_by_the_first_snapshot);
    d->frames = calloc(1, sizeof *d->frames);
    if (d->ui == NULL || d->model == NULL || d->frames == NULL)
        return error_set(error, EXIT_STATUS_FAILED, "there is no memory for the dashboard");
    d->terminal = terminal_open(settings->color, settings->epitaph, error);
    if (d->terminal == NULL)
        return false;
    if (!terminal_is_unicode(d->terminal))
        d->ui->settings.ascii = true;
    terminal_mouse(d->terminal, !settings->no_mouse);
    if (settings->note != NULL)
        ui_note(d->ui, settings->note);
    return true;
}

struct dashboard *ui_open(const struct ui_settings *settings, struct error *error)
{
    struct dashboard *d = calloc(1, sizeof *d);
    if (d == NULL) {
        error_set(error, EXIT_STATUS_FAILED, "there is no memory for the dashboard");
        return NULL;
    }
    if (dashboard_fill(d, settings, error))
        return d;
    ui_close(d);
    return NULL;
}

struct ui_settings ui_settings_now(const struct dashboard *d)
{
    return d->ui->settings;
}

static bool screen_show(struct dashboard *d)
{
    int width, height;
    terminal_size(d->terminal, &width, &height);
    if (width != d->canvas.width || height != d->canvas.height) {
        if (!canvas_resize(&d->canvas, width, height))
            return false;
        terminal_forget(d->terminal);
    }
    if (d->ui->settings.theme != d->theme) {
        d->theme = d->ui->settings.theme;
        terminal_theme(d->terminal, d->theme);
        terminal_forget(d->terminal);
    }
    if (d->ui->redraw) {
        d->ui->redraw = false;
        terminal_forget(d->terminal);
    }
    ui_draw(&d->canvas, d->ui, d->model, d->frames);
    terminal_show(d->terminal, &d->canvas);
    return true;
}

/* An object to the clipboard, where the terminal has one, else to a file; a list to a file. */
static void take(struct dashboard *d, const struct ui_feed *feed)
{
    char note[UI_NOTE] = "";
    char object[UI_COPY];
    struct text t = text_over(object, sizeof object), n = text_over(note, sizeof note);
    struct export list = {.bytes = NULL};
    if (d->ui->take == ACTION_COPY) {
        ui_copy(d->ui, d->model, d->frames, &t);
        if (t.len == 0)
            text_add(&n, "There is nothing to copy here");
        else if (terminal_copy(d->terminal, object, t.len))
            text_addf(&n, "Copied to the terminal's clipboard%s: %.*s",
                      t.cut ? ", without its end" : "", (int)strcspn(object, "\n"), object);
        else if (feed->save != NULL)
            feed->save(feed->context, "copy", "txt", object, t.len, note, sizeof note);
    } else if (!ui_export(d->ui, d->model, d->frames, &list)) {
        text_add(&n, "There is no memory for so many rows");
    } else if (feed->save != NULL) {
        feed->save(feed->context, view_row(d->ui->view)->name, "csv", list.bytes, list.count, note,
                   sizeof note);
    }
    export_free(&list);
    d->ui->take = ACTION_NONE;
    ui_note(d->ui, note);
}

/* The filter that is set stands in the status line from now on. */
static void filter_ask(struct dashboard *d, const struct ui_feed *feed)
{
    static const char *const notes[2][2] = {
        {"Read again, every frame", "Read again by the new filter"},
        {"Capturing every frame from now on", "Capturing by the new filter from now on"}};
    struct ui *ui = d->ui;
    char note[UI_NOTE] = "";
    ui->capture_asked = false;
    if (feed->filter == NULL)
        return;
    if (feed->filter(feed->context, ui->capture_wanted, note, sizeof note)) {
        memcpy(ui->capture, ui->capture_wanted, sizeof ui->capture);
        ui->settings.filter = ui->capture;
        ui_note(ui, notes[ui->settings.live][ui->capture[0] != '\0']);
    } else {
        ui_note(ui, note);
    }
}

/* Does what the user asked of the feed, and draws. */
static bool dashboard_show(struct dashboard *d, const struct ui_feed *feed)
{
    if (d->ui->record && feed->record != NULL) {
        char note[UI_NOTE];
        feed->record(feed->context, note, sizeof note);
        ui_note(d->ui, note);
    }
    d->ui->record = false;
    if (d->ui->capture_asked)
        filter_ask(d, feed);
    d->ui->live_frames = feed->frames != NULL ? feed->frames(feed->context) : 0;
    if (!screen_show(d))
        return false;
    if (d->ui->take == ACTION_NONE)
        return true;
    take(d, feed);
    return screen_show(d);
}

/* The replay is on its way to a moment that it will soon reach: what is known on the way is not what
 * was asked for. */
static bool is_going(const struct replay *r)
{
    const int64_t going_ns = (int64_t)GOING_MS * 1000000;
    return r->state == REPLAY_READING && r->to_moment && r->reading_ns < going_ns;
}

/* Hands on what the user wants of the replay; false where that is nothing. */
static bool wish_send(struct ui *ui, const struct ui_feed *feed)
{
    bool wished = ui->wish.kind != WISH_NONE && feed->wish != NULL;
    if (wished)
        feed->wish(feed->context, &ui->wish);
    ui->wish.kind = WISH_NONE;
    return wished;
}

/* Draws the conclusions that the next pictures show. */
static void conclude(struct dashboard *d, struct pace *pace, int64_t now_ms)
{
    int64_t start_us = cpu_us();
    ui_conclude(d->ui, d->model);
    pace_concluded(pace, now_ms, cpu_us() - start_us);
}

bool ui_run(struct dashboard *d, const struct ui_feed *feed, struct error *error)
{
    const int64_t start_ms = clock_ms();
    struct pace pace = {.picture_ms = start_ms};
    bool shown = true;
    while (shown && !d->ui->quit && !feed->stopped(feed->context)) {
        int64_t now_ms = clock_ms(), start_us = cpu_us();
        bool due = now_ms >= pace.picture_ms;
        if (feed->replay != NULL)
            feed->replay(feed->context, &d->ui->replay);
        /* What a key does is shown at once, in the picture there is. */
        d->ui->same = d->ui->paused || !due || is_going(&d->ui->replay);
        if (!d->ui->same)
            d->ui->same = !feed->snapshot(feed->context, d->model, d->frames);
        d->ui->hurried = !d->ui->paused && ui_moves(d->ui, d->model);
        d->ui->clock_ms = now_ms - start_ms;
        shown = dashboard_show(d, feed);
        if (due)
            pace_drawn(&pace, clock_ms(), cpu_us() - start_us);
        if (due && d->ui->hurried && pace_concludes(&pace, now_ms))
            conclude(d, &pace, now_ms);
        int64_t wait_ms = pace.picture_ms - clock_ms();
        int key = terminal_key(d->terminal, wait_ms > 0 ? (int)wait_ms : 0);
        if (key == INPUT_MOUSE)
            mouse_act(d->ui, terminal_click(d->terminal));
        else if (key != INPUT_NONE)
            ui_handle(d->ui, key);
        if (wish_send(d->ui, feed) || is_going(&d->ui->replay))
            pace_hasten(&pace, clock_ms(), ASKED_MS);
    }
    return shown ||
           error_set(error, EXIT_STATUS_FAILED, "there is no memory for a screen of that size");
}

void ui_abandon(void)
{
    terminal_abandon();
}
