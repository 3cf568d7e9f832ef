/* SPDX-License-Identifier: MIT */
/*
 * picture: the CPU time of one picture of the dashboard, 200 by 60, of a model whose tables are all full
 * (full_model.h), in milliseconds. Before each measurement comes a tenth of a second at 300,000 frames a second, of
 * which a tenth are from new machines: what is kept from one picture to the next helps as much as it does then. One
 * line "snapshot WHOLE FOLLOWED HOLDING", of which the last is the dearest of the parts that a snapshot of everything
 * is taken in, while frames come in between; one line "conclusions FIRST NEXT"; and for each view and some pages
 * "VIEW BEFORE CONCLUDING DRAWING", where what is worked out of a new model before it is drawn (names, the order of
 * lists) is BEFORE, and CONCLUDING the same where conclusions are due; and for each list "sorting VIEW BEFORE COLUMN"
 * of the column by which sorting takes longest. Medians.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "full_model.h"
#include "model/snapshot.h"
#include "ui/list_order.h"
#include "ui/state.h"

enum {
    TURNS = 15,
    SORTED = 5, /* times by each column */
    WIDTH = 200,
    HEIGHT = 60,
    FRAMES_USED = 27000,
    FRAMES_NEW = 3000,
    BETWEEN_PARTS = 100 /* frames: a hundredth of those */
};

static double cpu_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int double_compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double figures[TURNS])
{
    qsort(figures, TURNS, sizeof figures[0], double_compare);
    return figures[TURNS / 2];
}

/* A tenth of a second of frames, or one of so many parts of it; the follower has them next. */
static void frames_come(struct model *live, uint32_t part)
{
    static uint64_t seed;
    full_model_stir(live, FRAMES_USED / part, FRAMES_NEW / part, seed);
    seed += FRAMES_NEW / part;
}

/* What all parts of a snapshot took together; *most is what the longest of them did. */
static double snapshot_measure(struct model *live, struct model *follower,
                               struct frame_ring *frames, struct frame_ring *shown, double *most)
{
    struct snapshot s = {.model = follower, .frames = shown};
    double all = 0;
    shown->total = 0;
    *most = 0;
    for (bool whole = false; !whole;) {
        if (s.parts > 0)
            frames_come(live, BETWEEN_PARTS);
        double start = cpu_ms();
        whole = snapshot_take(&s, live, frames);
        double took = cpu_ms() - start;
        all += took;
        *most = took > *most ? took : *most;
    }
    return all;
}

static void snapshots_measure(struct model *live, struct model *follower, struct frame_ring *frames,
                              struct frame_ring *shown)
{
    double whole[TURNS], followed[TURNS], holding[TURNS], most;
    for (int i = 0; i < TURNS; i++) {
#define FORGET(table, label) follower->table.head.follows = 0;
        MODEL_TABLES(FORGET)
#undef FORGET
        whole[i] = snapshot_measure(live, follower, frames, shown, &holding[i]);
    }
    for (int i = 0; i < TURNS; i++) {
        frames_come(live, 1);
        followed[i] = snapshot_measure(live, follower, frames, shown, &most);
    }
    printf("snapshot %.3f %.3f %.3f\n", median(whole), median(followed), median(holding));
}

static void conclusions_measure(struct model *live, struct model *m)
{
    double next[TURNS], first = 0;
    struct conclusions *c = calloc(1, sizeof *c);
    for (int i = 0; i <= TURNS && c != NULL; i++) {
        frames_come(live, 1);
        model_follow(m, live);
        double start = cpu_ms();
        conclusions_draw(c, m);
        if (i == 0)
            first = cpu_ms() - start;
        else
            next[i - 1] = cpu_ms() - start;
    }
    printf("conclusions %.3f %.3f\n", first, median(next));
    free(c);
}

/* Of a view, or of the page that Enter opens there. */
static void view_measure(struct ui *ui, enum view view, bool page, struct model *live,
                         struct model *m, const struct frame_ring *frames)
{
    static struct canvas canvas;
    double fresh[2][TURNS], again[TURNS];
    ui_go(ui, view);
    if (!canvas_resize(&canvas, WIDTH, HEIGHT))
        return;
    if (page) {
        ui_draw(&canvas, ui, m, frames);
        ui_handle(ui, INPUT_ENTER);
        ui_draw(&canvas, ui, m, frames);
    }
    for (int i = 0; i < 2 * TURNS; i++) {
        frames_come(live, 1);
        model_follow(m, live);
        double start = cpu_ms();
        ui->same = false;
        ui->hurried = i % 2 == 1;
        ui_draw(&canvas, ui, m, frames);
        double middle = cpu_ms();
        ui->same = true;
        ui_draw(&canvas, ui, m, frames);
        again[i / 2] = cpu_ms() - middle;
        fresh[i % 2][i / 2] = middle - start - again[i / 2];
    }
    printf("%s%s %.3f %.3f %.3f\n", page ? "page-of-" : "", view_row(view)->name, median(fresh[1]),
           median(fresh[0]), median(again));
}

/* Sorted by each of its columns, the frames being new ones each time, too: the dearest one. */
static void sorting_measure(struct ui *ui, enum view view, struct model *live, struct model *m,
                            struct frame_ring *frames)
{
    static struct canvas canvas;
    const struct list *list = view_row(view)->body->list;
    double took[SORTED], worst = 0;
    int worst_column = 0;
    ui_go(ui, view);
    if (list == NULL || !canvas_resize(&canvas, WIDTH, HEIGHT))
        return;
    for (int column = 0; column < list->column_count; column++) {
        if (!column_can_sort(&list->columns[column]))
            continue;
        list_sort(list, &ui->lists[view], column);
        for (int i = 0; i < SORTED; i++) {
            frames_come(live, 1);
            full_frames_fill(frames);
            model_follow(m, live);
            double start = cpu_ms();
            ui->same = false;
            ui->hurried = true;
            ui_draw(&canvas, ui, m, frames);
            double middle = cpu_ms();
            ui->same = true;
            ui_draw(&canvas, ui, m, frames);
            took[i] = 2 * middle - start - cpu_ms();
        }
        qsort(took, SORTED, sizeof took[0], double_compare);
        if (took[SORTED / 2] > worst) {
            worst = took[SORTED / 2];
            worst_column = column;
        }
    }
    printf("sorting %s %.3f %s\n", view_row(view)->name, worst, list->columns[worst_column].title);
}

int main(void)
{
    static const uint64_t hash_key[2] = {1, 2};
    const struct ui_settings settings = {.color = true, .live = true, .records = true};
    struct model *live = model_new(SERIES_RECENT, hash_key),
                 *follower = model_new(SERIES_RECENT, hash_key);
    struct frame_ring *frames = calloc(1, sizeof *frames), *shown = calloc(1, sizeof *shown);
    struct ui *ui = ui_new(&settings);
    if (live == NULL || follower == NULL || frames == NULL || shown == NULL || ui == NULL)
        return 1;
    full_model_fill(live);
    full_frames_fill(frames);
    snapshots_measure(live, follower, frames, shown);
    conclusions_measure(live, follower);
    for (enum view view = 0; view < VIEW_COUNT; view++)
        view_measure(ui, view, false, live, follower, frames);
    static const enum view opened[] = {VIEW_HOSTS, VIEW_GROUPS, VIEW_CONVERSATIONS, VIEW_FRAMES};
    for (size_t i = 0; i < sizeof opened / sizeof opened[0]; i++)
        view_measure(ui, opened[i], true, live, follower, frames);
    for (enum view view = 0; view < VIEW_COUNT; view++)
        sorting_measure(ui, view, live, follower, frames);
    return 0;
}
