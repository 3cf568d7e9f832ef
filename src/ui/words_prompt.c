/* SPDX-License-Identifier: MIT */
/* Typing the display filter. */
#include "ui/prompt.h"
#include "ui/state.h"

static void words_begin(struct ui *ui, struct text *t)
{
    ui->words = (struct words_prompt){.before = ui->selection};
    text_add(t, ui->selection.text);
}

/* While a word is unfinished, what there was before stays. */
static void words_changed(struct ui *ui, const char *text)
{
    ui->words.error.sentence[0] = '\0';
    ui->words.tried = false;
    selection_read(&ui->selection, text, &ui->words.error);
}

static bool words_entered(struct ui *ui, const char *text)
{
    words_changed(ui, text);
    ui->words.tried = true;
    return ui->words.error.sentence[0] == '\0';
}

static void words_left(struct ui *ui)
{
    ui->selection = ui->words.before;
}

static void words_complete(struct ui *ui, struct editor *e)
{
    struct completion c;
    (void)ui;
    selection_complete(e->text, e->cursor, &c);
    if (c.text[0] != '\0')
        editor_replace(e, c.from, c.text);
}

/* How a word may go on, what is wrong with it, or how much is left of the list. */
static bool words_remark(const struct ui *ui, const char *text, struct text *t)
{
    struct completion c;
    const struct editor *e = &ui->prompt.editor;
    const struct list_state *state = &ui->lists[ui->view];
    selection_complete(text, e->cursor, &c);
    bool wrong = ui->words.error.sentence[0] != '\0';
    if (wrong && (ui->words.tried || c.count == 0)) {
        text_add(t, ui->words.error.sentence);
        return false;
    }
    if (wrong || text[0] == '\0')
        text_add(t, c.candidates);
    else if (ui_list(ui) != NULL)
        text_addf(t, "%u of %u match", (unsigned)state->count, (unsigned)state->all);
    else
        text_add(t, "for the rows of lists");
    return true;
}

const struct prompt_body words_prompt = {.begin = words_begin,
                                         .changed = words_changed,
                                         .entered = words_entered,
                                         .left = words_left,
                                         .complete = words_complete,
                                         .remark = words_remark};
