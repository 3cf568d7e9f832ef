/* SPDX-License-Identifier: MIT */
/* The state of the dashboard: what keys do to it. */
#include "ui/state.h"

#include <stdlib.h>

#include "ui/choices.h"

struct ui *ui_new(const struct ui_settings *settings)
{
    struct ui *ui = calloc(1, sizeof *ui);
    if (ui != NULL)
        ui->settings = *settings;
    if (ui != NULL && settings->selection != NULL && !settings->selected)
        ui->selection = *settings->selection;
    return ui;
}

void ui_note(struct ui *ui, const char *sentence)
{
    enum { NOTE_MS = 5000 };
    struct text t = text_over(ui->note, sizeof ui->note);
    text_add(&t, sentence);
    ui->note_until_ms = ui->clock_ms + NOTE_MS;
}

const struct list *ui_list(const struct ui *ui)
{
    return view_row(ui->view)->body->list;
}

bool ui_frame_is_open(const struct ui *ui)
{
    return view_is_tab(ui->view) && ui->page.open;
}

bool ui_object_is_open(const struct ui *ui)
{
    return view_is_tab(ui->view) && ui->object.open && !ui->page.open;
}

static void pages_close(struct ui *ui)
{
    ui->page.open = ui->object.open = false;
    ui->wanted = ACTION_NONE;
}

uint32_t *ui_page_line(struct ui *ui)
{
    if (ui_frame_is_open(ui))
        return &ui->page.lines.at;
    return ui_object_is_open(ui) ? &ui->object.lines.at : NULL;
}

bool ui_moves(const struct ui *ui, const struct model *m)
{
    switch (ui->replay.state) {
    case REPLAY_READING:
    case REPLAY_PLAYING: return true;
    case REPLAY_PAUSED:
    case REPLAY_ENDED: return false;
    case REPLAY_ABSENT: break;
    }
    return !model_is_over(m);
}

bool ui_page_line_at(const struct ui *ui, int row, int column, uint32_t *line)
{
    if (ui_frame_is_open(ui))
        return cursor_line_at(&ui->page.lines, row, column, line);
    return ui_object_is_open(ui) && cursor_line_at(&ui->object.lines, row, column, line);
}

static const struct targets *targets_of(const struct ui *ui, enum view view)
{
    bool there = view == VIEW_OVERVIEW && !ui->page.open && !ui->object.open;
    return there && ui->scratch.targets.count > 0 ? &ui->scratch.targets : NULL;
}

const struct targets *ui_targets(const struct ui *ui)
{
    return targets_of(ui, ui->view);
}

/* The one under the cursor in a view; or NULL. */
static const struct target *target_of(const struct ui *ui, enum view view)
{
    const struct targets *targets = targets_of(ui, view);
    return targets != NULL ? targets_chosen(targets, &ui->targets) : NULL;
}

const struct target *ui_target(const struct ui *ui)
{
    return target_of(ui, ui->view);
}

/* What is possible in a view, or on a page that lies over it. */
unsigned ui_situation_in(const struct ui *ui, enum view view)
{
    unsigned situation = DURING_ALL | (ui->replay.state != REPLAY_ABSENT ? DURING_REPLAY : 0) |
                         (ui->settings.records ? DURING_RECORDS : 0) |
                         (ui->settings.live ? DURING_LIVE : 0) |
                         (ui->search.text[0] != '\0' ? DURING_SEARCHES | DURING_BACK
                                                     : DURING_NO_SEARCH);
    const struct list *list = view_row(view)->body->list;
    if (view_is_tab(view) && ui->page.open)
        return situation | DURING_MOVES | DURING_SEEKS | DURING_BACK | DURING_COPIES |
               DURING_FOLDS | (ui->page.proof_count > 1 ? DURING_PROVES : 0);
    if (view_is_tab(view) && ui->object.open)
        return situation | DURING_MOVES | DURING_SEEKS | DURING_BACK | DURING_COPIES |
               DURING_PROVES | (object_page_opens(&ui->object) ? DURING_OPENS : 0);
    if (list != NULL)
        situation |= DURING_MOVES | DURING_SORTS | DURING_SEEKS | DURING_COPIES | DURING_EXPORTS;
    if (list != NULL && list->follows)
        situation |= DURING_FOLLOWS;
    if (list != NULL && list->subject != NULL)
        situation |= DURING_OPENS | (view != VIEW_FRAMES ? DURING_PROVES : 0);
    if (!view_is_tab(view) || !selection_is_empty(&ui->selection))
        situation |= DURING_BACK;
    if (targets_of(ui, view) != NULL || (list == NULL && view == ui->view && ui->scroll_most > 0))
        situation |= DURING_MOVES;
    const struct target *target = target_of(ui, view);
    if (target != NULL)
        situation |= DURING_OPENS | DURING_BACK |
                     (target->subject.frame_count > 0 ? DURING_PROVES : 0);
    return situation;
}

unsigned ui_situation(const struct ui *ui)
{
    return ui_situation_in(ui, ui->view);
}

/* To a view; to the one that is there already: back from its pages to it. */
void ui_go(struct ui *ui, enum view view)
{
    if (view_is_tab(view))
        pages_close(ui);
    if (view == ui->view)
        return;
    ui->note[0] = '\0';    /* it was on what is left */
    ui->menu.open = false; /* and so was that */
    if (!view_is_tab(view) && view_is_tab(ui->view))
        ui->came_from = ui->view;
    ui->view = view;
    ui->scroll = ui->scroll_most = 0;
}

/* To the view `step` tabs further on. */
static void view_step(struct ui *ui, int step)
{
    int tabs = VIEW_HELP;
    int here = (int)(view_is_tab(ui->view) ? ui->view : ui->came_from);
    ui_go(ui, (enum view)((here + step + tabs) % tabs));
}

static void go_back(struct ui *ui)
{
    ui->note[0] = '\0';
    if (ui_frame_is_open(ui)) {
        ui->page.open = false;
    } else if (ui_object_is_open(ui)) {
        object_page_back(&ui->object);
    } else if (!view_is_tab(ui->view)) {
        ui->view = ui->came_from;
        ui->scroll = ui->scroll_most = 0;
    } else if (ui->search.text[0] != '\0') {
        search_end(ui);
    } else if (ui_target(ui) != NULL) {
        ui->targets.held = false;
    } else {
        ui->selection = (struct selection){.count = 0};
    }
}

/* To a view that is no tab, and back by the same key. */
static void view_toggle(struct ui *ui, enum view view)
{
    if (ui->view == view)
        go_back(ui);
    else
        ui_go(ui, view);
}

static void scroll_act(struct ui *ui, enum action action)
{
    int64_t at = ui->scroll;
    action_move(action, ui->scroll_page, ui->scroll_most, &at);
    ui->scroll = (uint32_t)at;
}

static void move(struct ui *ui, enum action action)
{
    const struct list *list = ui_list(ui);
    if (ui_frame_is_open(ui))
        cursor_act(&ui->page.lines, action);
    else if (ui_object_is_open(ui))
        cursor_act(&ui->object.lines, action);
    else if (list != NULL)
        list_act(list, &ui->lists[ui->view], action);
    else if (ui_targets(ui) != NULL)
        targets_act(ui_targets(ui), &ui->targets, action);
    else
        scroll_act(ui, action);
}

static void choose(struct ui *ui, enum action action)
{
    char sentence[UI_NOTE];
    struct text t = text_over(sentence, sizeof sentence);
    if (choice_act(&ui->settings, action, &t))
        ui_note(ui, sentence);
}

/* Whether an action moves the cursor and does nothing else. */
static bool is_step(enum action action)
{
    return action_move(action, 0, 0, &(int64_t){0});
}

/* What a key asks of the replay; without one, pausing only holds the screen. */
static void clock_turn(struct ui *ui, enum action action)
{
    static const int64_t ten_s_ns = INT64_C(10000000000);
    static const enum replay_wish_kind kinds[ACTION_COUNT] = {
        [ACTION_PAUSE] = WISH_PAUSE, [ACTION_FASTER] = WISH_FASTER, [ACTION_SLOWER] = WISH_SLOWER,
        [ACTION_STEP] = WISH_STEP,   [ACTION_EARLIER] = WISH_GO,    [ACTION_LATER] = WISH_GO,
        [ACTION_GAPS] = WISH_GAPS};
    if (ui->replay.state == REPLAY_ABSENT) {
        ui->paused = !ui->paused;
        return;
    }
    ui->wish = (struct replay_wish){.kind = kinds[action]};
    if (ui->wish.kind == WISH_GO)
        ui->wish.moment = (struct replay_moment){MOMENT_STEP,
                                                 action == ACTION_EARLIER ? -ten_s_ns : ten_s_ns};
}

void ui_act(struct ui *ui, enum action action)
{
    ui->scratch.ordered = ui->scratch.ordered && is_step(action);
    switch (action) {
    case ACTION_QUIT: ui->quit = true; break;
    case ACTION_HELP: view_toggle(ui, VIEW_HELP); break;
    case ACTION_RATES: view_toggle(ui, VIEW_RATES); break;
    case ACTION_SYSTEM: view_toggle(ui, VIEW_SYSTEM); break;
    case ACTION_BACK: go_back(ui); break;
    case ACTION_OPEN:
    case ACTION_EVIDENCE: ui->wanted = action; break;
    case ACTION_FOLD:
    case ACTION_UNFOLD: frame_page_fold(&ui->page, action == ACTION_FOLD); break;
    case ACTION_COLUMNS: column_menu_open(&ui->menu, ui_list(ui), &ui->lists[ui->view]); break;
    case ACTION_FREEZE: frozen_toggle(&ui->frozen, ui_list(ui)); break;
    case ACTION_CAPTURE: prompt_open(ui, PROMPT_CAPTURE); break;
    case ACTION_FILTER: prompt_open(ui, PROMPT_WORDS); break;
    case ACTION_SEARCH: prompt_open(ui, PROMPT_SEARCH); break;
    case ACTION_FOUND_NEXT: search_step(ui, SEEK_NEXT); break;
    case ACTION_FOUND_PREVIOUS: search_step(ui, SEEK_PREVIOUS); break;
    case ACTION_NEXT: view_step(ui, 1); break;
    case ACTION_PREVIOUS: view_step(ui, -1); break;
    case ACTION_PAUSE:
    case ACTION_FASTER:
    case ACTION_SLOWER:
    case ACTION_STEP:
    case ACTION_EARLIER:
    case ACTION_LATER:
    case ACTION_GAPS: clock_turn(ui, action); break;
    case ACTION_MOMENT: prompt_open(ui, PROMPT_MOMENT); break;
    case ACTION_RECORD: ui->record = true; break;
    case ACTION_COPY:
    case ACTION_EXPORT: ui->take = action; break;
    case ACTION_REDRAW: ui->redraw = true; break;
    case ACTION_UNITS:
    case ACTION_THEME:
    case ACTION_NUMERIC: choose(ui, action); break;
    default: move(ui, action); break;
    }
}

void ui_handle(struct ui *ui, int input)
{
    if (ui->prompt.open != PROMPT_NONE && input != INPUT_HANGUP) {
        ui->scratch.ordered = false;
        prompt_take(ui, input);
        return;
    }
    if (ui->menu.open && input != INPUT_HANGUP) {
        ui->scratch.ordered = false;
        column_menu_take(&ui->menu, ui_list(ui), &ui->lists[ui->view], input);
        return;
    }
    enum action action = action_find(input, ui_situation(ui));
    if (action != ACTION_NONE)
        ui_act(ui, action);
    else if (action_find(input, DURING_REPLAY) != ACTION_NONE)
        replay_absent_note(ui, action_find(input, DURING_REPLAY));
    for (enum view view = 0; view < VIEW_COUNT && action == ACTION_NONE; view++)
        if (view_row(view)->key != 0 && view_row(view)->key == input)
            ui_go(ui, view);
    if (input == INPUT_HANGUP)
        ui->quit = true;
}
