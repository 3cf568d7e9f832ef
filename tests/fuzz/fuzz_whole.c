/* SPDX-License-Identifier: MIT */
/*
 * The program without its input and output: frames, the clock, keys and sizes of the screen as they
 * come, into the census and onto the canvas. The input is a script of steps, a byte each with what
 * the step needs behind it.
 */
#include "fuzz.h"
#include "links.h"

#include "model/census.h"
#include "ui/state.h"

/* What sums.h has of cmocka. */
#define fail_msg(...)          (fprintf(stderr, __VA_ARGS__), abort())
#define assert_int_equal(a, b) check((a) == (b), #a " equals " #b)
#include "sums.h"

enum step { STEP_FRAME, STEP_CLOCK, STEP_KEY, STEP_RESIZE, STEP_VIEW, STEP_COUNT };

enum { DRAWINGS = 3, WIDTH_MOST = 220, HEIGHT_MOST = 70 };

struct whole {
    const uint8_t *data;
    size_t n, at;
    struct model *model;
    struct census *census;
    struct frame_ring *frames;
    struct ui *ui;
    struct canvas canvas;
    struct packet packet;
    int64_t t_ns;
    uint64_t number;
    int drawings;
};

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    return 0;
}

static uint8_t next(struct whole *w)
{
    return w->at < w->n ? w->data[w->at++] : 0;
}

static void draw(struct whole *w)
{
    if (w->drawings == DRAWINGS)
        return;
    w->drawings++;
    ui_draw(&w->canvas, w->ui, w->model, w->frames);
    for (int row = 0; row < w->canvas.height; row++) {
        for (int column = 0; column < w->canvas.width; column++) {
            const struct cell *cell = canvas_cell(&w->canvas, row, column);
            bool right_half = cell->columns == 0;
            check(right_half == (cell->glyph == 0), "a cell has a glyph, or is half of one");
            check(!right_half || (column > 0 && cell[-1].columns == 2),
                  "a right half stands behind its left half");
            check(cell->glyph == 0 || cell->glyph >= 0x20, "no control character is on the screen");
        }
    }
}

static void frame_step(struct whole *w)
{
    uint32_t link = link_of(next(w));
    w->t_ns += (int64_t)next(w) * 100000000 - 1000000000;
    uint32_t length = (uint32_t)next(w) << 3, left = (uint32_t)(w->n - w->at);
    uint32_t captured = length < left ? length : left;
    struct frame frame = {.t_ns = w->t_ns,
                          .number = ++w->number,
                          .captured = captured,
                          .length = length,
                          .link = link,
                          .data = w->data + w->at};
    w->at += captured;
    packet_decode(&w->packet, &frame, NULL);
    const struct verdict *v = census_classify(w->census, &w->packet);
    census_apply(w->census);
    frame_ring_add(w->frames, &w->packet, v);
}

static void key_step(struct whole *w)
{
    uint8_t key = next(w);
    ui_handle(w->ui, key < 0x80 ? key : INPUT_NONE + (key & 0x0f));
    draw(w);
}

static void steps_run(struct whole *w)
{
    while (w->at < w->n) {
        switch ((enum step)(next(w) % STEP_COUNT)) {
        case STEP_FRAME: frame_step(w); break;
        case STEP_CLOCK: census_tick(w->census, w->t_ns += (int64_t)next(w) * 1000000000); break;
        case STEP_KEY: key_step(w); break;
        case STEP_RESIZE: {
            int width = next(w) % WIDTH_MOST + 1, height = next(w) % HEIGHT_MOST + 1;
            check(canvas_resize(&w->canvas, width, height), "there is memory");
            draw(w);
            break;
        }
        case STEP_VIEW:
            ui_go(w->ui, (enum view)(next(w) % VIEW_COUNT));
            draw(w);
            break;
        case STEP_COUNT: break;
        }
    }
}

/* What outlasts an input: to make a model takes longer than most scripts. */
static struct {
    struct model *empty[2], *model;
    struct frame_ring *frames;
} kept;

static void kept_make(void)
{
    static const uint64_t hash_key[2] = {1, 2};
    kept.empty[0] = model_new(SERIES_WHOLE, hash_key);
    kept.empty[1] = model_new(SERIES_RECENT, hash_key);
    kept.model = model_new(SERIES_WHOLE, hash_key);
    kept.frames = calloc(1, sizeof *kept.frames);
    check(kept.empty[0] != NULL && kept.empty[1] != NULL && kept.model != NULL &&
              kept.frames != NULL,
          "there is memory");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const struct ui_settings settings = {.color = true};
    static struct whole w;
    if (kept.model == NULL)
        kept_make();
    model_copy(kept.model, kept.empty[n % 2]);
    w = (struct whole){.data = data,
                       .n = n,
                       .model = kept.model,
                       .frames = kept.frames,
                       .census = census_new(kept.model),
                       .ui = ui_new(&settings),
                       .t_ns = INT64_C(1700000000000000000)};
    check(w.census != NULL && w.ui != NULL && canvas_resize(&w.canvas, 80, 24), "there is memory");
    census_source(w.census, SOURCE_FILE, "fuzz", "fuzz", 1);
    steps_run(&w);
    model_check(w.model);
    w.drawings = 0;
    draw(&w);
    if (w.model->groups.head.used > 0 && w.ui->view != VIEW_OVERVIEW)
        overread(data, n);
    canvas_free(&w.canvas);
    free(w.ui);
    census_free(w.census);
    return 0;
}
