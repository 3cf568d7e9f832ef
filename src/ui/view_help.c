/* SPDX-License-Identifier: MIT */
/*
 * Help: the keys, the views and the words, from the tables that the dashboard itself works by. The keys
 * that do something in the view one came from stand first.
 */
#include "ui/keys.h"
#include "ui/view.h"

#include <string.h>

#include "address/vendor.h"

/* Where the next line goes; lines outside the area are only counted. */
struct page {
    struct canvas *canvas;
    struct area area;
    int line; /* of the page, whose first is drawn `scroll` rows above the area */
};

enum { LEFT = 22, NARROW = 60, LINE = 512 };

static void line_put(struct page *p, int column, enum style style, const char *text)
{
    int row = p->area.row + p->line;
    if (row >= p->area.row && row < p->area.row + p->area.height)
        canvas_text(p->canvas, row, p->area.column + column, p->area.width - column, style, text);
}

static void heading_put(struct page *p, const char *text)
{
    line_put(p, 0, STYLE_HEADING, text);
    p->line++;
}

/* As many words from *at on as fit `width` columns, at least one; *at is then behind them. */
static void words_take(const char **at, int width, char out[LINE])
{
    struct text t = text_over(out, LINE);
    int used = 0;
    while (**at != '\0') {
        const char *end = strchr(*at, ' ');
        size_t n = end != NULL ? (size_t)(end - *at) : strlen(*at);
        char word[LINE];
        struct text w = text_over(word, sizeof word);
        text_addf(&w, "%.*s", (int)n, *at);
        int columns = text_columns(word);
        if (used > 0 && used + 1 + columns > width)
            return;
        if (used > 0)
            text_add_char(&t, ' ');
        text_add(&t, word);
        used += columns + (used > 0);
        *at += n + (end != NULL);
    }
}

/* A term and what it means: beside it, or below it where there is little room. */
static void entry_put(struct page *p, enum style style, const char *term, const char *meaning)
{
    bool narrow = p->area.width < NARROW;
    int column = narrow ? 3 : LEFT;
    line_put(p, 1, style, term);
    if (narrow || text_columns(term) > LEFT - 2)
        p->line++;
    do {
        char line[LINE];
        words_take(&meaning, p->area.width - column, line);
        line_put(p, column, STYLE_PLAIN, line);
        p->line++;
    } while (*meaning != '\0');
}

static void key_put(struct page *p, const struct action_row *row)
{
    char keys[64];
    struct text t = text_over(keys, sizeof keys);
    for (int i = 0; i < ACTION_KEYS && row->keys[i] != 0; i++) {
        if (i > 0)
            text_add_char(&t, ' ');
        input_add_name(&t, row->keys[i]);
    }
    entry_put(p, STYLE_KEY, keys, row->sentence);
}

/* The keys that do something in the situation, or those that do nothing. */
static void keys_put(struct page *p, unsigned situation, bool works)
{
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++)
        if (((action_row(action)->during & situation) != 0) == works)
            key_put(p, action_row(action));
}

static void views_put(struct page *p)
{
    heading_put(p, "Views");
    for (enum view view = 0; view < VIEW_COUNT; view++) {
        const struct view_row *row = view_row(view);
        char string[32];
        struct text t = text_over(string, sizeof string);
        if (row->key == 0)
            continue;
        text_addf(&t, "%c %s", row->key, row->title);
        entry_put(p, STYLE_KEY, string, row->question);
    }
}

static void words_put(struct page *p)
{
    static const struct {
        enum style style;
        const char *word, *sentence, *reference;
    } words[] = {
#define WORD(style, word, sentence, reference) {STYLE_##style, word, sentence, reference},
#include "ui/words.def"
#undef WORD
    };
    heading_put(p, "Words");
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        char meaning[LINE];
        struct text t = text_over(meaning, sizeof meaning);
        text_add(&t, words[i].sentence);
        if (words[i].reference[0] != '\0')
            text_addf(&t, " (%s)", words[i].reference);
        entry_put(p, words[i].style, words[i].word, meaning);
    }
}

/* The filters as they were typed: the row at the bottom may have room for their beginnings only. */
static void filters_put(struct page *p, const struct scene *scene)
{
    const char *filter = scene->settings->filter;
    char clean[LINE];
    if (filter != NULL && filter[0] != '\0') {
        text_sanitize(clean, sizeof clean, filter, strlen(filter));
        entry_put(p, STYLE_PLAIN, "filter", clean);
    }
    if (scene->selection != NULL)
        entry_put(p, STYLE_PLAIN, "shows", scene->selection->text);
}

static void program_put(struct page *p, const struct ui_settings *settings)
{
    const struct vendor_source source = vendor_source();
    char string[256];
    struct text t = text_over(string, sizeof string);
    heading_put(p, "This castscope");
    text_addf(&t, "%s of %s, %lu entries", source.name, source.date, (unsigned long)source.entries);
    entry_put(p, STYLE_PLAIN, "vendors", string);
    if (settings->sandbox != NULL)
        entry_put(p, STYLE_PLAIN, "sandbox", settings->sandbox);
}

static int draw(struct canvas *c, struct area area, const struct scene *scene)
{
    enum { TWO_COLUMNS = 160, GAP = 2 };
    char title[64];
    struct text t = text_over(title, sizeof title);
    struct page left = {c, area, -(int)scene->scroll};
    if (area.width >= TWO_COLUMNS)
        left.area.width = (area.width - GAP) / 2;
    text_addf(&t, "Keys in %s", view_row(scene->behind)->title);
    heading_put(&left, title);
    keys_put(&left, scene->situation, true);
    left.line++;
    views_put(&left);
    left.line++;
    heading_put(&left, "Keys elsewhere");
    keys_put(&left, scene->situation, false);
    struct page right = left;
    if (area.width >= TWO_COLUMNS) {
        right.area.column += left.area.width + GAP;
        right.line = -(int)scene->scroll;
    } else {
        right.line++;
    }
    words_put(&right);
    right.line++;
    program_put(&right, scene->settings);
    filters_put(&right, scene);
    int end = left.line > right.line ? left.line : right.line;
    return end + (int)scene->scroll;
}

const struct body help_body = {.draw = draw};
