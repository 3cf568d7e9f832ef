/* SPDX-License-Identifier: MIT */
/* The prompt at the bottom of the screen. */
#include "ui/prompt.h"

#include "ui/state.h"

#define PROMPT(id, label, object) extern const struct prompt_body object;
#include "ui/prompts.def"
#undef PROMPT

static const struct {
    const char *label;
    const struct prompt_body *body;
} prompts[PROMPT_COUNT] = {
    [PROMPT_NONE] = {"", &(const struct prompt_body){0}},
#define PROMPT(id, label, object) [PROMPT_##id] = {label, &object},
#include "ui/prompts.def"
#undef PROMPT
};

static const struct prompt_body *body_of(const struct prompt *p)
{
    return prompts[p->open].body;
}

static void prompt_leave(struct ui *ui)
{
    if (body_of(&ui->prompt)->left != NULL)
        body_of(&ui->prompt)->left(ui);
    ui->prompt.open = PROMPT_NONE;
}

void prompt_open(struct ui *ui, enum prompt_id id)
{
    struct prompt *p = &ui->prompt;
    char string[EDITOR_BYTES];
    struct text t = text_over(string, sizeof string);
    prompt_leave(ui);
    p->open = id;
    if (body_of(p)->begin != NULL)
        body_of(p)->begin(ui, &t);
    editor_begin(&p->editor, &p->history[id], string);
}

static void prompt_enter(struct ui *ui)
{
    struct prompt *p = &ui->prompt;
    if (body_of(p)->entered != NULL && !body_of(p)->entered(ui, p->editor.text))
        return;
    history_add(&p->history[p->open], p->editor.text);
    p->open = PROMPT_NONE;
}

void prompt_take(struct ui *ui, int input)
{
    struct prompt *p = &ui->prompt;
    const struct prompt_body *body = body_of(p);
    switch (editor_take(&p->editor, &p->history[p->open], input)) {
    case EDIT_ENTERED: prompt_enter(ui); return;
    case EDIT_LEFT: prompt_leave(ui); return;
    case EDIT_COMPLETE:
        if (body->complete == NULL)
            return;
        body->complete(ui, &p->editor);
        break;
    case EDIT_CHANGED: break;
    case EDIT_MOVED:
    case EDIT_IGNORED: return;
    }
    if (body->changed != NULL)
        body->changed(ui, p->editor.text);
}

static void keys_draw(struct canvas *c, int row, const struct prompt *p)
{
    const struct {
        int input;
        const char *hint;
        bool does;
    } keys[] = {
        {INPUT_ENTER, "take", true},
        {INPUT_ESCAPE, "leave", true},
        {INPUT_TAB, "complete", body_of(p)->complete != NULL},
        {INPUT_UP, "earlier", p->history[p->open].at > 0},
        {INPUT_DOWN, "later", p->history[p->open].at < p->history[p->open].count},
        {INPUT_CTRL_W, "without the last word", p->editor.cursor > 0},
        {INPUT_CTRL_U, "empty", p->editor.cursor > 0},
    };
    int at = 1;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        char name[16];
        struct text t = text_over(name, sizeof name);
        input_add_name(&t, keys[i].input);
        if (!keys[i].does || at + text_columns(name) + 1 + text_columns(keys[i].hint) > c->width)
            continue;
        at += canvas_text(c, row, at, c->width - at, STYLE_KEY, name) + 1;
        at += canvas_text(c, row, at, c->width - at, STYLE_DIM, keys[i].hint) + 2;
    }
}

/* As many words as there is room for. */
static void words_draw(struct canvas *c, int row, enum style style, char *string)
{
    int width = c->width - 1;
    bool whole = text_columns(string) <= width;
    if (!whole)
        string[text_line(string, width - 2)] = '\0';
    int used = canvas_text(c, row, 1, width, style, string);
    if (!whole)
        canvas_glyph(c, row, 1 + used + 1, style, GLYPH_ELLIPSIS);
}

void prompt_draw(struct canvas *c, int row, int keys_row, const struct ui *ui)
{
    enum { LEAST = 12 }; /* columns for what is typed */
    const struct prompt *p = &ui->prompt;
    char string[256];
    struct text t = text_over(string, sizeof string);
    bool sound = body_of(p)->remark == NULL || body_of(p)->remark(ui, p->editor.text, &t);
    canvas_fill(c, row, 0, c->width, STYLE_PLAIN);
    canvas_fill(c, keys_row, 0, c->width, STYLE_PLAIN);
    int at = 1 + canvas_text(c, row, 1, c->width - 1, STYLE_HEADING, prompts[p->open].label) + 1;
    int typed = text_columns(p->editor.text) + 1;
    int room = c->width - at - (typed > LEAST ? typed : LEAST) - 3;
    /* Where there is no room beside the line, what is wrong takes the place of the keys. */
    bool beside = text_columns(string) <= room;
    int width = string[0] != '\0' && beside ? text_columns(string) : 0;
    editor_draw(c, row, at, c->width - at - width - 1, &p->editor);
    if (beside)
        canvas_right(c, row, c->width - 1 - width, width, sound ? STYLE_DIM : STYLE_ALARM, string);
    if (beside || string[0] == '\0')
        keys_draw(c, keys_row, p);
    else
        words_draw(c, keys_row, sound ? STYLE_DIM : STYLE_ALARM, string);
}
