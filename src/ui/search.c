/* SPDX-License-Identifier: MIT */
/* Searching: the prompt, the next one and the one before, and marking what is found. */
#include "ui/search.h"

#include <string.h>

#include "ui/prompt.h"
#include "ui/state.h"

void search_step(struct ui *ui, enum seek seek)
{
    ui->search.seek = ui->search.text[0] != '\0' ? seek : SEEK_NOT;
}

void search_end(struct ui *ui)
{
    ui->search.text[0] = '\0';
    ui->search.seek = SEEK_NOT;
    ui->search.missed = false;
}

uint32_t search_find(struct search *s, uint32_t from, uint32_t count,
                     bool (*holds)(const void *context, const char *text, uint32_t index),
                     const void *context)
{
    enum seek seek = s->seek;
    s->seek = SEEK_NOT;
    if (seek == SEEK_NOT || s->text[0] == '\0')
        return from;
    s->missed = false;
    for (uint32_t step = seek == SEEK_HERE ? 0 : 1; step <= count && count > 0; step++) {
        uint32_t index = (seek == SEEK_PREVIOUS ? from + count - step : from + step) % count;
        if (holds(context, s->text, index))
            return index;
    }
    s->missed = true;
    return from;
}

void search_mark(struct canvas *c, struct area area, const struct search *s)
{
    if (s->text[0] == '\0')
        return;
    for (int row = area.row; row < area.row + area.height; row++) {
        int width, column = area.column;
        while ((column = canvas_find(c, row, column, s->text, &width)) >= 0) {
            canvas_restyle(c, row, column, width, STYLE_MATCH);
            column += width;
        }
    }
}

/* The prompt */

static void search_begin(struct ui *ui, struct text *t)
{
    struct search *s = &ui->search;
    (void)t;
    memcpy(s->before, s->text, sizeof s->before);
    s->list = ui->lists[ui->view];
    s->line = ui_page_line(ui) != NULL ? *ui_page_line(ui) : 0;
}

/* The cursor goes back to where the search began. */
static void cursor_return(struct ui *ui)
{
    ui->lists[ui->view] = ui->search.list;
    if (ui_page_line(ui) != NULL)
        *ui_page_line(ui) = ui->search.line;
}

static void search_changed(struct ui *ui, const char *text)
{
    struct search *s = &ui->search;
    struct text t = text_over(s->text, sizeof s->text);
    cursor_return(ui);
    text_add(&t, text);
    s->missed = false;
    search_step(ui, SEEK_HERE);
}

static void search_left(struct ui *ui)
{
    cursor_return(ui);
    memcpy(ui->search.text, ui->search.before, sizeof ui->search.text);
    ui->search.missed = false;
    ui->search.seek = SEEK_NOT;
}

/* An empty line goes on with what was searched for last. */
static bool search_entered(struct ui *ui, const char *text)
{
    if (text[0] == '\0') {
        memcpy(ui->search.text, ui->search.before, sizeof ui->search.text);
        search_step(ui, SEEK_NEXT);
    } else if (ui->search.missed) {
        char sentence[UI_NOTE];
        struct text t = text_over(sentence, sizeof sentence);
        text_addf(&t, "Nothing here shows %s", text);
        ui_note(ui, sentence);
    }
    return true;
}

static bool search_remark(const struct ui *ui, const char *text, struct text *out)
{
    bool missed = text[0] != '\0' && ui->search.missed;
    if (missed)
        text_add(out, "nothing here shows that");
    return !missed;
}

const struct prompt_body search_prompt = {.begin = search_begin,
                                          .changed = search_changed,
                                          .entered = search_entered,
                                          .left = search_left,
                                          .remark = search_remark};
