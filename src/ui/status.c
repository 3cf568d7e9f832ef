/* SPDX-License-Identifier: MIT */
/*
 * The row that always says how the capture is going and what was lost, and the row above it for what
 * people should know now.
 */
#include "ui/state.h"

#include <string.h>

#include "address/vendor.h"

enum { STRING = 512, PARTS = 10, PART_TEXT = 128, FILTER_COLUMNS = 24 };

static const struct source_row *source_in_trouble(const struct model *m)
{
    for (uint32_t i = 0; i < m->source_count; i++)
        if (m->source[i].error[0] != '\0')
            return &m->source[i];
    return NULL;
}

/* A live source from which nothing can come; NULL for none. */
static const struct source_row *source_silent(const struct model *m)
{
    for (uint32_t i = 0; i < m->source_count; i++)
        if (m->source[i].state == INTERFACE_DOWN || m->source[i].state == INTERFACE_NO_CARRIER)
            return &m->source[i];
    return NULL;
}

/* How much room there is for words. */
enum length {
    LENGTH_FULL,
    LENGTH_BRIEF,
    LENGTH_LETTERS,
    LENGTH_DIGITS, /* and counts in three columns, the date without its day */
    LENGTH_COUNT
};

/* A count in at most three columns, rounded down: 999, 12k, .4M. */
static void count_add_short(struct text *t, uint64_t count)
{
    unsigned unit = 0, tenth = 0;
    for (; count >= (unit == 0 ? 1000 : 100); unit++) {
        tenth = (unsigned)(count % 1000 / 100);
        count /= 1000;
    }
    if (count > 0 || unit == 0)
        text_addf(t, "%u", (unsigned)count);
    else
        text_addf(t, ".%u", tenth);
    if (unit > 0)
        text_add_char(t, " kMGTPE"[unit]);
}

/* "read 12.3 MB of 101 MB, 12%, 3 s left"; false where all files are read. */
static bool progress_add(struct text *t, const struct ui *ui, const struct model *m,
                         enum length length)
{
    uint64_t read = 0, total = 0;
    bool reading = false, known = true;
    for (uint32_t i = 0; i < m->source_count; i++) {
        const struct source_row *s = &m->source[i];
        if (s->kind != SOURCE_FILE)
            continue;
        read += s->read_bytes;
        total += s->total_bytes;
        reading = reading || !s->over;
        /* The file's second interface has no progress of its own. */
        known = known && (s->total_bytes > 0 || s->read_bytes == 0);
    }
    if (!reading || read == 0)
        return false;
    bool share = known && read <= total;
    unsigned percent = share ? (unsigned)(100 * (double)read / (double)total) : 0;
    if (length != LENGTH_DIGITS)
        text_add(t, "read ");
    if (length != LENGTH_FULL && share) {
        text_addf(t, "%u%%", percent);
    } else {
        text_add_bytes(t, read);
        if (!share)
            return true;
        text_add(t, " of ");
        text_add_bytes(t, total);
        text_addf(t, ", %u%%", percent);
    }
    if (ui->clock_ms > 500 && length < LENGTH_LETTERS) {
        double left_s = (double)(total - read) / (double)read * (double)ui->clock_ms / 1000;
        text_addf(t, ", %.0f s left", left_s);
    }
    return true;
}

/* One thing that the row says. */
struct part {
    char text[PART_TEXT];
    enum style style;
};

/* The parts of the row, each in a form. */
struct parts {
    enum length length;
    int count;
    struct part part[PARTS];
};

static struct text part_add(struct parts *parts, enum style style)
{
    struct part *part = &parts->part[parts->count++];
    part->style = style;
    return text_over(part->text, sizeof part->text);
}

static void paused_add(struct parts *parts, const struct ui *ui, const struct model *m)
{
    uint64_t behind = ui->live_frames > m->frames ? ui->live_frames - m->frames : 0;
    struct text t = part_add(parts, STYLE_BANNER);
    text_add(&t, parts->length == LENGTH_DIGITS ? "P" : "PAUSED");
    if (parts->length == LENGTH_DIGITS)
        return;
    if (ui->live_frames == 0)
        return;
    text_add(&t, parts->length == LENGTH_LETTERS ? " -" : ", ");
    text_add_count(&t, behind);
    if (parts->length != LENGTH_LETTERS)
        text_add(&t, parts->length == LENGTH_FULL ? " frames behind" : " behind");
}

static void replay_add(struct parts *parts, const struct replay *r)
{
    static const enum style styles[] = {[REPLAY_READING] = STYLE_NOTICE,
                                        [REPLAY_PLAYING] = STYLE_GOOD,
                                        [REPLAY_PAUSED] = STYLE_BANNER,
                                        [REPLAY_ENDED] = STYLE_GOOD};
    static const char letters[] = {[REPLAY_READING] = 'R',
                                   [REPLAY_PLAYING] = 'L',
                                   [REPLAY_PAUSED] = 'P',
                                   [REPLAY_ENDED] = 'E'};
    struct text t = part_add(parts, styles[r->state]);
    if (parts->length != LENGTH_DIGITS)
        replay_words_add(&t, r, parts->length != LENGTH_FULL);
    else
        text_add_char(&t, letters[r->state]);
}

/* A word or a letter for what the capture is doing. */
static const char *state_word(const struct model *m, enum length length)
{
    static const struct {
        const char *words[LENGTH_COUNT];
    } live = {{"capturing", "capturing", "live", "L"}},
      reading = {{"reading", "reading", "reading", "R"}},
      ended = {{"ended", "ended", "ended", "E"}}, read = {{"all read", "read", "read", "E"}};
    if (model_is_over(m))
        return (model_is_live(m) ? ended : read).words[length];
    return (model_is_live(m) ? live : reading).words[length];
}

/* What the capture is doing. */
static void state_add(struct parts *parts, const struct ui *ui, const struct model *m)
{
    const struct source_row *silent = source_silent(m);
    char progress[PART_TEXT];
    struct text p = text_over(progress, sizeof progress);
    if (ui->paused) {
        paused_add(parts, ui, m);
        return;
    }
    if (ui->replay.state != REPLAY_ABSENT) {
        replay_add(parts, &ui->replay);
    } else if (progress_add(&p, ui, m, parts->length)) {
        struct text t = part_add(parts, STYLE_NOTICE);
        text_add(&t, progress);
    } else if (silent != NULL) {
        struct text t = part_add(parts, STYLE_ALARM);
        const char *what = silent->state == INTERFACE_DOWN ? "is down" : "has no carrier";
        if (parts->length == LENGTH_DIGITS)
            text_add(&t, "D");
        else
            text_addf(&t, "%s %s", silent->interface, what);
    } else {
        struct text t = part_add(parts, STYLE_GOOD);
        text_add(&t, state_word(m, parts->length));
    }
    if (m->recording.going) {
        struct text t = part_add(parts, STYLE_ALARM);
        text_add(&t, "REC");
        if (parts->length == LENGTH_DIGITS)
            return;
        text_add_char(&t, ' ');
        text_add_bytes(&t, m->recording.bytes);
    }
}

static void count_add(struct parts *parts, const char *const label[LENGTH_COUNT], uint64_t count,
                      bool loss)
{
    struct text t = part_add(parts, loss && count > 0 ? STYLE_ALARM : STYLE_DIM);
    text_add(&t, label[parts->length]);
    if (parts->length == LENGTH_DIGITS)
        count_add_short(&t, count);
    else
        text_add_count(&t, count);
}

static void losses_add(struct parts *parts, const struct model *m)
{
    static const char *const labels[][LENGTH_COUNT] = {
        {"received ", "recv ", "r", "r"}, {"dropped: kernel ", "drop k", "k", "k"},
        {"interface ", "i", "i", "i"},    {"evicted ", "evict ", "e", "e"},
        {"short ", "short ", "s", "s"},   {"bad ", "bad ", "b", "b"},
    };
    uint64_t received = 0, kernel = 0, interface = 0;
    for (uint32_t i = 0; i < m->source_count; i++) {
        const struct source_row *s = &m->source[i];
        /* What the kernel says is a second old, and what it handed over was received. */
        bool newer = s->kind != SOURCE_LIVE || s->frames > s->kernel_received;
        received += newer ? s->frames : s->kernel_received;
        kernel += s->kernel_dropped;
        interface += s->interface_dropped;
    }
    count_add(parts, labels[0], received, false);
    count_add(parts, labels[1], kernel, true);
    count_add(parts, labels[2], interface, true);
    count_add(parts, labels[3], model_evicted(m), true);
    count_add(parts, labels[4], m->short_frames, true);
    count_add(parts, labels[5], m->bad_frames, true);
}

/* As much of clean text as fits. */
static void columns_add(struct text *t, const char *string, int room)
{
    int columns = 0;
    for (const char *at = string, *from = at; *at != '\0'; from = at) {
        columns += text_char_columns(text_next(&at));
        if (columns > room) {
            text_add_char(t, '~');
            break;
        }
        text_addf(t, "%.*s", (int)(at - from), from);
    }
}

/* The display filter: what is on, or by what was counted; "" for none. */
static const char *words_of(const struct ui *ui)
{
    const struct ui_settings *settings = &ui->settings;
    return settings->selected ? settings->selection->text : ui->selection.text;
}

static void words_add(struct parts *parts, const char *words)
{
    static const int room[LENGTH_COUNT] = {40, 16, 6, 2};
    struct text t = part_add(parts, STYLE_NOTICE);
    text_add(&t, parts->length < LENGTH_LETTERS ? "shows " : "\\");
    columns_add(&t, words, room[parts->length]);
}

/* The capture filter. */
static void filter_add(struct parts *parts, const char *filter)
{
    static const char *const labels[LENGTH_COUNT] = {"filter ", "filter ", "f", "f"};
    static const int room[LENGTH_COUNT] = {FILTER_COLUMNS, 8, 3, 2};
    bool filtered = filter != NULL && filter[0] != '\0';
    struct text t = part_add(parts, filtered ? STYLE_NOTICE : STYLE_DIM);
    text_add(&t, labels[parts->length]);
    char shown[PART_TEXT];
    text_sanitize(shown, sizeof shown, filtered ? filter : "-", filtered ? strlen(filter) : 1);
    columns_add(&t, shown, room[parts->length]);
}

/* The filters, of which "-" says that there is neither, and the date of the vendor table. */
static void rest_add(struct parts *parts, const struct ui *ui)
{
    static const char *const vendors[LENGTH_COUNT] = {"vendors ", "v", "v", "v"};
    const char *filter = ui->settings.filter, *words = words_of(ui);
    if ((filter != NULL && filter[0] != '\0') || words[0] == '\0')
        filter_add(parts, filter);
    if (words[0] != '\0')
        words_add(parts, words);
    const struct vendor_source source = vendor_source();
    const char *date = source.date;
    struct text t = part_add(parts, STYLE_DIM);
    text_add(&t, vendors[parts->length]);
    bool whole = parts->length < LENGTH_LETTERS || strlen(date) != sizeof "2025-06-26" - 1;
    if (!whole && parts->length == LENGTH_DIGITS)
        text_addf(&t, "%.2s%.2s", date + 2, date + 5);
    else
        text_add(&t, whole ? date : date + 2);
}

/* How they are set: columns before the first of them, and between them. */
struct spacing {
    int margin, gap;
};

static int parts_width(const struct parts *parts, struct spacing spacing)
{
    int width = spacing.margin;
    for (int i = 0; i < parts->count; i++)
        width += text_columns(parts->part[i].text) + spacing.gap;
    return width - spacing.gap;
}

void status_draw(struct canvas *c, int row, const struct ui *ui, const struct model *m)
{
    /* Of the state, and of the rest: the first that fits is taken. */
    static const struct {
        enum length state, rest;
        struct spacing spacing;
    } forms[] = {
        {LENGTH_FULL, LENGTH_FULL, {1, 2}},       {LENGTH_FULL, LENGTH_BRIEF, {1, 2}},
        {LENGTH_BRIEF, LENGTH_BRIEF, {1, 2}},     {LENGTH_BRIEF, LENGTH_BRIEF, {1, 1}},
        {LENGTH_FULL, LENGTH_LETTERS, {1, 1}},    {LENGTH_BRIEF, LENGTH_LETTERS, {1, 1}},
        {LENGTH_LETTERS, LENGTH_LETTERS, {1, 1}}, {LENGTH_LETTERS, LENGTH_DIGITS, {1, 1}},
        {LENGTH_DIGITS, LENGTH_DIGITS, {0, 1}},
    };
    struct parts parts;
    struct spacing spacing = forms[0].spacing;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        parts = (struct parts){.length = forms[i].state};
        state_add(&parts, ui, m);
        parts.length = forms[i].rest;
        losses_add(&parts, m);
        rest_add(&parts, ui);
        spacing = forms[i].spacing;
        if (parts_width(&parts, spacing) <= c->width)
            break;
    }
    int at = spacing.margin;
    for (int i = 0; i < parts.count; i++) {
        const struct part *part = &parts.part[i];
        if (at + text_columns(part->text) > c->width)
            break;
        at += canvas_text(c, row, at, c->width - at, part->style, part->text) + spacing.gap;
    }
}

/* Messages */

/* A source that failed or a recording that did matters longer than a note. */
static bool is_trouble(const struct model *m)
{
    return source_in_trouble(m) != NULL || m->recording.error[0] != '\0';
}

static bool is_noted(const struct ui *ui)
{
    return ui->note[0] != '\0' && ui->clock_ms < ui->note_until_ms;
}

/* What there is to tell; false where there is nothing. */
static bool message_add(struct text *t, const struct ui *ui, const struct model *m)
{
    const struct source_row *trouble = source_in_trouble(m);
    if (is_noted(ui)) {
        text_add(t, ui->note);
        return true;
    }
    if (!is_trouble(m))
        return false;
    text_addf(t, "! %s", trouble != NULL ? trouble->error : m->recording.error);
    if (trouble == NULL && m->recording.lost > 0)
        text_addf(t, ", %llu frames not recorded", (unsigned long long)m->recording.lost);
    return true;
}

int message_height(const struct ui *ui, const struct model *m, int width, int height)
{
    char string[STRING];
    struct text t = text_over(string, sizeof string);
    int most = height / 6 > 0 ? height / 6 : 1, lines = 1;
    if (!message_add(&t, ui, m))
        return 0;
    for (const char *rest = string; lines < most; lines++) {
        rest += text_line(rest, width - 1);
        rest += strspn(rest, " ");
        if (*rest == '\0')
            break;
    }
    return lines;
}

void message_draw(struct canvas *c, int bottom, const struct ui *ui, const struct model *m)
{
    char string[STRING];
    struct text t = text_over(string, sizeof string);
    int height = message_height(ui, m, c->width, c->height), top = bottom - height + 1;
    message_add(&t, ui, m);
    for (int row = top; row <= bottom; row++)
        canvas_fill(c, row, 0, c->width, STYLE_BANNER);
    canvas_paragraph(c, top, 1, height, c->width - 1, STYLE_BANNER, string);
}
