/* SPDX-License-Identifier: MIT */
/* The time line, and the prompt that asks where to go. */
#include "ui/time_line.h"

#include <string.h>

#include "ui/state.h"

enum {
    STRING = 160,
    WIDE = 110, /* columns from which on all is said */
    MIDDLE = 70,
    SHAPE_LEAST = 8,
    TIME_OF_DAY = 11, /* where it stands in RFC 3339's form, and how long it is */
    TIME_OF_DAY_LENGTH = 8,
};

static const double second_ns = 1e9;

bool time_line_is_there(const struct replay *r, int height)
{
    return r->state != REPLAY_ABSENT && height >= TIME_LINE_HEIGHT;
}

/* Words */

/* How much of the reading is done, from 0 to 1; below 0 where that is unknown. */
static double part_done(const struct replay *r)
{
    double done = -1;
    if (r->to_moment && r->goal > 0)
        done = (double)r->frame / (double)r->goal;
    else if (r->total_bytes > 0)
        done = (double)r->read_bytes / (double)r->total_bytes;
    return done > 1 ? 1 : done;
}

/* "3 s left", once there is something to tell it by. */
static void left_add(struct text *t, const struct replay *r)
{
    enum { TELLING_NS = 300000000 };
    double done = part_done(r);
    double gone = r->to_moment && r->goal > 0 ? (double)r->reading_frames / (double)r->goal
                                              : (double)r->reading_bytes / (double)r->total_bytes;
    if (r->reading_ns < TELLING_NS || done < 0 || gone <= 0)
        return;
    text_addf(t, ", %.0f s left", (double)r->reading_ns / second_ns * (1 - done) / gone);
}

void replay_words_add(struct text *t, const struct replay *r, bool brief)
{
    switch (r->state) {
    case REPLAY_ABSENT: break;
    case REPLAY_READING:
        text_add(t, "reading");
        if (part_done(r) >= 0)
            text_addf(t, " %.0f%%", 100 * part_done(r));
        if (!brief)
            left_add(t, r);
        break;
    case REPLAY_PLAYING:
        text_add(t, brief ? "play " : "playing ");
        replay_speed_add(t, r->speed);
        break;
    case REPLAY_PAUSED: text_add(t, "PAUSED"); break;
    case REPLAY_ENDED: text_add(t, brief ? "read" : "all read"); break;
    }
}

void replay_taken_add(struct text *t, const struct replay *r)
{
    if (r->took_ns == 0)
        return;
    text_add(t, "read ");
    text_add_bytes(t, r->total_bytes);
    text_addf(t, " in %.2f s", (double)r->took_ns / second_ns);
}

/* "2019-11-20T17:01:30Z", or its time of day. */
static void clock_add(struct text *t, int64_t t_ns, bool day)
{
    char string[40];
    struct text time = text_over(string, sizeof string);
    text_add_time(&time, t_ns, 0);
    if (!day && time.len > TIME_OF_DAY + TIME_OF_DAY_LENGTH) {
        string[TIME_OF_DAY + TIME_OF_DAY_LENGTH] = '\0';
        text_add(t, string + TIME_OF_DAY);
    } else {
        text_add(t, string);
    }
}

static void position_add(struct text *t, const struct replay *r, int width)
{
    if (r->first_ns == 0) {
        text_add(t, "no frame has a time");
        return;
    }
    text_add_span(t, r->at_ns - r->first_ns);
    if (width < MIDDLE)
        return;
    text_add(t, r->whole ? " of " : " of at least ");
    text_add_span(t, r->last_ns - r->first_ns);
    text_add(t, "  ");
    clock_add(t, r->at_ns, width >= WIDE);
}

static void rest_add(struct text *t, const struct replay *r, int width)
{
    char taken[64];
    struct text words = text_over(taken, sizeof taken);
    text_add(t, width < MIDDLE ? " " : "  ");
    if (r->state == REPLAY_ENDED)
        text_add(t, "ended");
    else
        replay_words_add(t, r, width < MIDDLE);
    replay_taken_add(&words, r);
    if (r->state == REPLAY_ENDED && words.len > 0 && width >= MIDDLE)
        text_addf(t, ", %s", taken);
    if (r->state == REPLAY_ENDED && r->loops)
        text_add(t, ", again");
    if (r->state == REPLAY_PAUSED && width >= MIDDLE) {
        text_add_char(t, ' ');
        replay_speed_add(t, r->speed);
    }
    if (r->max_gap_ns > 0 && width >= MIDDLE)
        text_addf(t, ", gaps %.4g s", (double)r->max_gap_ns / second_ns);
}

/* "reading 12%, 3 s left  12.3 MB of 101 MB  45.2 MB/s" */
static void reading_add(struct text *t, const struct replay *r, int width)
{
    replay_words_add(t, r, false);
    if (width < MIDDLE)
        return;
    text_add(t, "  ");
    text_add_bytes(t, r->read_bytes);
    if (r->total_bytes > 0) {
        text_add(t, " of ");
        text_add_bytes(t, r->total_bytes);
    }
    if (r->reading_ns > 0) {
        text_add(t, "  ");
        text_add_bytes(t, (uint64_t)((double)r->reading_bytes * second_ns / (double)r->reading_ns));
        text_add(t, "/s");
    }
}

/* The shape */

/* Where a time stands in so many columns. */
static int column_of(const struct replay *r, int64_t t_ns, int width)
{
    double span = (double)(r->last_ns - r->first_ns), behind = (double)(t_ns - r->first_ns);
    int column = span > 0 ? (int)(behind / span * width) : 0;
    return column < 0 ? 0 : column >= width ? width - 1 : column;
}

static void shape_draw(struct canvas *c, int row, int column, int width, const struct replay *r)
{
    enum { COLUMNS_MAX = 1024 };
    uint32_t frames[COLUMNS_MAX];
    int n = width < COLUMNS_MAX ? width : COLUMNS_MAX;
    double span = (double)(r->last_ns - r->first_ns);
    uint64_t before = 0;
    for (int i = 0; i < n; i++) {
        int64_t end_ns = r->first_ns + (int64_t)(span / n * (i + 1)) + 1;
        uint64_t until = replay_shape_until(&r->shape, i + 1 < n ? end_ns : INT64_MAX);
        frames[i] = (uint32_t)(until > before ? until - before : 0);
        before = until > before ? until : before;
    }
    canvas_spark(c, row, column, n, STYLE_DIM, frames, n);
    int here = column_of(r, r->at_ns, n);
    canvas_restyle(c, row, column, here, STYLE_PLAIN);
    canvas_glyph(c, row, column + here, STYLE_NOTICE, GLYPH_MARKER);
}

static void progress_draw(struct canvas *c, int row, int column, int width, const struct replay *r)
{
    double done = part_done(r);
    if (done >= 0)
        canvas_bar(c, row, column, width, STYLE_NOTICE, (uint64_t)(done * 1000), 1000);
}

void time_line_draw(struct canvas *c, int row, const struct replay *r)
{
    char string[STRING];
    struct text t = text_over(string, sizeof string);
    bool reads = r->state == REPLAY_READING;
    if (reads) {
        reading_add(&t, r, c->width);
    } else {
        position_add(&t, r, c->width);
        rest_add(&t, r, c->width);
    }
    int at = 1 + canvas_text(c, row, 1, c->width - 2, reads ? STYLE_NOTICE : STYLE_PLAIN, string) +
             2;
    int width = c->width - 1 - at;
    if (width < SHAPE_LEAST)
        return;
    if (reads)
        progress_draw(c, row, at, width, r);
    else if (r->shape.width_ns > 0)
        shape_draw(c, row, at, width, r);
}

/* Keys */

void replay_absent_note(struct ui *ui, enum action action)
{
    ui_note(ui, action == ACTION_CAPTURE
                    ? "Standard input cannot be read again by another filter; start again with -f"
                : ui->settings.live
                    ? "Live capture goes by the real time; a clock to turn is there for files (-r)"
                    : "Standard input cannot be read again, so there is no clock to turn: save it "
                      "to a file first");
}

static bool moment_entered(struct ui *ui, const char *text)
{
    struct replay_wish go = {.kind = WISH_GO};
    if (text[0] == '\0')
        return true;
    if (!replay_moment_read(text, &go.moment))
        return false;
    ui->wish = go;
    return true;
}

static bool moment_remark(const struct ui *ui, const char *text, struct text *out)
{
    struct replay_moment moment;
    const struct replay *r = &ui->replay;
    bool read = replay_moment_read(text, &moment);
    bool timed = read && moment.kind != MOMENT_FRAME && (moment.kind != MOMENT_SHARE || r->whole);
    if (timed)
        clock_add(out, replay_moment_time(&moment, r->first_ns, r->last_ns, r->at_ns), true);
    else if (!read)
        text_add(out, REPLAY_MOMENT_FORMS);
    return read || text[0] == '\0';
}

const struct prompt_body moment_prompt = {.entered = moment_entered, .remark = moment_remark};
