/* SPDX-License-Identifier: MIT */
/*
 * What stands around every view: at the top the title line and the tabs, at the bottom the state of
 * the capture and the keys that do something now.
 */
#include "ui/state.h"

#include <string.h>

enum { STRING = 256 };

/* The title line: program, sources, state; on the right what was counted and lost. */

static void sources_add(struct text *t, const struct model *m)
{
    if (m->source_count == 0)
        return;
    const struct source_row *s = &m->source[0];
    char link[PROTO_NAME];
    link_name(s->link, link);
    text_add(t, source_short_name(s));
    uint32_t interfaces = 1;
    while (interfaces < m->source_count && s->kind == SOURCE_FILE &&
           strcmp(m->source[interfaces].name, s->name) == 0)
        interfaces++;
    if (interfaces > 1)
        text_addf(t, " %u interfaces", (unsigned)interfaces);
    else
        text_addf(t, " %s", link);
    if (m->source_count > interfaces)
        text_addf(t, " and %u more", (unsigned)(m->source_count - interfaces));
}

static uint64_t dropped(const struct model *m)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < m->source_count; i++)
        sum += m->source[i].kernel_dropped + m->source[i].interface_dropped;
    return sum;
}

static void title_draw(struct canvas *c, const struct model *m)
{
    char left[STRING], right[STRING];
    struct text t = text_over(right, sizeof right);
    text_add_count(&t, m->frames);
    text_add(&t, m->frames == 1 ? " frame  " : " frames  ");
    text_add_bytes(&t, m->bytes);
    text_add(&t, "  dropped ");
    text_add_count(&t, dropped(m));
    int width = text_columns(right) + 1;
    char state[64];
    t = text_over(state, sizeof state);
    text_add(&t, model_is_live(m) ? (model_is_over(m) ? "  ended " : "  live ") : "  file ");
    text_add_span(&t, m->now_ns - m->first_ns);
    t = text_over(left, sizeof left);
    text_add(&t, " castscope  ");
    sources_add(&t, m);
    canvas_fill(c, 0, 0, c->width, STYLE_TITLE);
    int room = c->width - width - text_columns(state) - 2;
    int used = 0;
    if (room > 10)
        used = canvas_text(c, 0, 0, room, STYLE_TITLE, left);
    else
        room = 0;
    if (c->width - width > text_columns(state))
        canvas_text(c, 0, used, text_columns(state), STYLE_TITLE, state);
    canvas_right(c, 0, 0, c->width - 1, STYLE_TITLE, right);
    if (dropped(m) > 0) {
        int digits = text_columns(strstr(right, "dropped"));
        canvas_restyle(c, 0, c->width - 1 - digits, digits, STYLE_ALARM);
    }
}

/* The tabs, with titles as long as there is room for. */

enum tab_form { TAB_TITLES, TAB_SHORT, TAB_HERE };

static const char *tab_text(const struct ui *ui, enum view view, enum tab_form form)
{
    const struct view_row *row = view_row(view);
    switch (form) {
    case TAB_TITLES: return row->title;
    case TAB_SHORT: return row->tab;
    default: return view == ui->view ? row->title : "";
    }
}

static int tab_width(const struct ui *ui, enum view view, enum tab_form form)
{
    int text = text_columns(tab_text(ui, view, form));
    return (view_row(view)->key != 0 ? 1 : 0) + (text > 0 ? text + 1 : 0);
}

static void tab_draw(struct canvas *c, const struct ui *ui, enum view view, enum tab_form form,
                     int at)
{
    const struct view_row *row = view_row(view);
    bool here = view == ui->view;
    char key[3] = {(char)row->key, ' ', '\0'};
    if (row->key != 0)
        at += canvas_text(c, 1, at, c->width - at, here ? STYLE_TAB_HERE : STYLE_KEY, key);
    canvas_text(c, 1, at, c->width - at, here ? STYLE_TAB_HERE : STYLE_TAB,
                tab_text(ui, view, form));
}

/* Where the tabs begin, and in which form all of them fit. */
struct tabs {
    enum tab_form form;
    int gap;
    int at[VIEW_COUNT]; /* -1: it is not there */
};

static struct tabs tabs_place(const struct ui *ui, int width)
{
    struct tabs tabs = {.form = TAB_TITLES, .gap = 2};
    while (tabs.form < TAB_HERE) {
        int needed = 0;
        for (enum view view = 0; view < VIEW_HELP; view++)
            needed += tabs.gap + tab_width(ui, view, tabs.form);
        if (!view_is_tab(ui->view))
            needed += tabs.gap + tab_width(ui, ui->view, tabs.form);
        if (needed <= width)
            break;
        if (tabs.gap == 1)
            tabs.form++;
        tabs.gap = 1;
    }
    int at = tabs.gap - 1;
    for (enum view view = 0; view < VIEW_COUNT; view++) {
        bool there = view_is_tab(view) || view == ui->view;
        tabs.at[view] = there ? at : -1;
        if (there)
            at += tab_width(ui, view, tabs.form) + tabs.gap;
    }
    return tabs;
}

static void tabs_draw(struct canvas *c, const struct ui *ui)
{
    const struct tabs tabs = tabs_place(ui, c->width);
    for (enum view view = 0; view < VIEW_COUNT; view++)
        if (tabs.at[view] >= 0)
            tab_draw(c, ui, view, tabs.form, tabs.at[view]);
}

enum view screen_tab_at(const struct ui *ui, int width, int column)
{
    const struct tabs tabs = tabs_place(ui, width);
    for (enum view view = 0; view < VIEW_COUNT; view++)
        if (tabs.at[view] >= 0 && column >= tabs.at[view] &&
            column < tabs.at[view] + tab_width(ui, view, tabs.form))
            return view;
    return VIEW_COUNT;
}

/* What the key that holds the screen or the clock does now. */
static const char *pause_hint(const struct ui *ui)
{
    if (ui->paused || ui->replay.state == REPLAY_PAUSED)
        return "go on";
    return ui->replay.state == REPLAY_ENDED ? "play" : action_row(ACTION_PAUSE)->hint;
}

/* The keys that do something now; neighbours with the same hint share it. Quitting is at the right
 * end. */
static void hints_draw(struct canvas *c, int row, const struct ui *ui)
{
    enum { QUIT_WIDTH = 6 };
    unsigned situation = ui_situation(ui);
    if (ui->menu.open) {
        int used = 1 + canvas_text(c, row, 1, c->width - 1, STYLE_KEY, "Enter");
        used += 1 + canvas_text(c, row, used + 1, c->width - used - 1, STYLE_DIM, "sort by it");
        used += 2 + canvas_text(c, row, used + 2, c->width - used - 2, STYLE_KEY, "Esc");
        canvas_text(c, row, used + 1, c->width - used - 1, STYLE_DIM, "leave");
        return;
    }
    /* In an empty list there is nothing to open, to prove or to sort, and not every line of a page is proven. */
    if ((situation & DURING_SORTS) != 0 && ui->lists[ui->view].count == 0)
        situation &= ~(unsigned)(DURING_OPENS | DURING_PROVES | DURING_SORTS | DURING_FOLLOWS);
    if (ui_object_is_open(ui) && !object_page_proves(&ui->object))
        situation &= ~(unsigned)DURING_PROVES;
    if ((situation & DURING_FOLLOWS) != 0 && list_is_following(ui_list(ui), &ui->lists[ui->view]))
        situation &= ~(unsigned)DURING_FOLLOWS;
    int end = c->width - QUIT_WIDTH - 2;
    int at = 1;
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        const struct action_row *hint = action_row(action);
        if (hint->hint[0] == '\0' || (hint->during & situation) == 0 || action == ACTION_QUIT)
            continue;
        char keys[32];
        struct text t = text_over(keys, sizeof keys);
        input_add_name(&t, hint->keys[0]);
        while (action + 1 < ACTION_COUNT && strcmp(action_row(action + 1)->hint, hint->hint) == 0) {
            text_add_char(&t, ' ');
            input_add_name(&t, action_row(++action)->keys[0]);
        }
        const char *what = action == ACTION_PAUSE ? pause_hint(ui) : hint->hint;
        if (at + text_columns(keys) + 1 + text_columns(what) > end)
            continue;
        at += canvas_text(c, row, at, end - at, STYLE_KEY, keys) + 1;
        at += canvas_text(c, row, at, end - at, STYLE_DIM, what) + 2;
    }
    canvas_text(c, row, c->width - QUIT_WIDTH - 1, 1, STYLE_KEY, "q");
    canvas_text(c, row, c->width - QUIT_WIDTH + 1, 4, STYLE_DIM, "quit");
}

void screen_draw_frame(struct canvas *c, const struct ui *ui, const struct model *m)
{
    title_draw(c, m);
    tabs_draw(c, ui);
    status_draw(c, c->height - 2, ui, m);
    int above = c->height - ROWS_AT_BOTTOM - 1;
    if (time_line_is_there(&ui->replay, c->height))
        time_line_draw(c, above--, &ui->replay);
    if (ui->prompt.open != PROMPT_NONE) {
        prompt_draw(c, above, c->height - 1, ui);
        return;
    }
    message_draw(c, above, ui, m);
    hints_draw(c, c->height - 1, ui);
}
