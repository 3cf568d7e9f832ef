/* SPDX-License-Identifier: MIT */
/* The state of the dashboard: what keys do to it, and drawing it. */
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

static const struct list *list_here(const struct ui *ui)
{
    return view_row(ui->view)->body->list;
}

static bool is_tab(enum view view)
{
    return view < VIEW_HELP;
}

/* Pages lie over the tab they were opened from: a host's or a group's, and over that a frame's. */

static bool frame_is_open(const struct ui *ui)
{
    return is_tab(ui->view) && ui->page.open;
}

static bool object_is_open(const struct ui *ui)
{
    return is_tab(ui->view) && ui->object.open && !ui->page.open;
}

static void pages_close(struct ui *ui)
{
    ui->page.open = ui->object.open = false;
    ui->wanted = ACTION_NONE;
}

uint32_t *ui_page_line(struct ui *ui)
{
    if (frame_is_open(ui))
        return &ui->page.lines.at;
    return object_is_open(ui) ? &ui->object.lines.at : NULL;
}

bool ui_page_line_at(const struct ui *ui, int row, int column, uint32_t *line)
{
    if (frame_is_open(ui))
        return cursor_line_at(&ui->page.lines, row, column, line);
    return object_is_open(ui) && cursor_line_at(&ui->object.lines, row, column, line);
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

static const struct target *target_here(const struct ui *ui)
{
    return target_of(ui, ui->view);
}

/* What is possible in a view, or on a page that lies over it. */
static unsigned situation_of(const struct ui *ui, enum view view)
{
    unsigned situation = DURING_ALL | (ui->replay.state != REPLAY_ABSENT ? DURING_REPLAY : 0) |
                         (ui->settings.records ? DURING_RECORDS : 0) |
                         (ui->settings.live ? DURING_LIVE : 0) |
                         (ui->search.text[0] != '\0' ? DURING_SEARCHES | DURING_BACK
                                                     : DURING_NO_SEARCH);
    const struct list *list = view_row(view)->body->list;
    if (is_tab(view) && ui->page.open)
        return situation | DURING_MOVES | DURING_SEEKS | DURING_BACK | DURING_COPIES |
               DURING_FOLDS | (ui->page.proof_count > 1 ? DURING_PROVES : 0);
    if (is_tab(view) && ui->object.open)
        return situation | DURING_MOVES | DURING_SEEKS | DURING_BACK | DURING_COPIES |
               DURING_PROVES | (object_page_opens(&ui->object) ? DURING_OPENS : 0);
    if (list != NULL)
        situation |= DURING_MOVES | DURING_SORTS | DURING_SEEKS | DURING_COPIES | DURING_EXPORTS;
    if (list != NULL && list->follows)
        situation |= DURING_FOLLOWS;
    if (list != NULL && list->subject != NULL)
        situation |= DURING_OPENS | (view != VIEW_FRAMES ? DURING_PROVES : 0);
    if (!is_tab(view) || !selection_is_empty(&ui->selection))
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
    return situation_of(ui, ui->view);
}

/* To a view; to the one that is there already: back from its pages to it. */
void ui_go(struct ui *ui, enum view view)
{
    if (is_tab(view))
        pages_close(ui);
    if (view == ui->view)
        return;
    ui->note[0] = '\0'; /* it was on what is left */
    if (!is_tab(view) && is_tab(ui->view))
        ui->came_from = ui->view;
    ui->view = view;
    ui->scroll = ui->scroll_most = 0;
}

/* To the view `step` tabs further on. */
static void view_step(struct ui *ui, int step)
{
    int tabs = VIEW_HELP;
    int here = (int)(is_tab(ui->view) ? ui->view : ui->came_from);
    ui_go(ui, (enum view)((here + step + tabs) % tabs));
}

static void go_back(struct ui *ui)
{
    ui->note[0] = '\0';
    if (frame_is_open(ui)) {
        ui->page.open = false;
    } else if (object_is_open(ui)) {
        object_page_back(&ui->object);
    } else if (!is_tab(ui->view)) {
        ui->view = ui->came_from;
        ui->scroll = ui->scroll_most = 0;
    } else if (ui->search.text[0] != '\0') {
        search_end(ui);
    } else if (target_here(ui) != NULL) {
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
    const struct list *list = list_here(ui);
    if (frame_is_open(ui))
        cursor_act(&ui->page.lines, action);
    else if (object_is_open(ui))
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
    case ACTION_COLUMNS: column_menu_open(&ui->menu, list_here(ui), &ui->lists[ui->view]); break;
    case ACTION_FREEZE: frozen_toggle(&ui->frozen, list_here(ui)); break;
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
        column_menu_take(&ui->menu, list_here(ui), &ui->lists[ui->view], input);
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

/* Drawing */

static void too_small_draw(struct canvas *c)
{
    char string[64];
    struct text t = text_over(string, sizeof string);
    text_addf(&t, "castscope needs %dx%d, this is %dx%d", WIDTH_LEAST, HEIGHT_LEAST, c->width,
              c->height);
    const char *at = string;
    for (int row = 0; row < c->height && *at != '\0'; row++) {
        char line[sizeof string];
        struct text part = text_over(line, sizeof line);
        for (int i = 0; i < c->width && *at != '\0'; i++)
            text_add_char(&part, *at++);
        canvas_text(c, row, 0, c->width, STYLE_PLAIN, line);
    }
}

static void view_draw(struct canvas *c, struct area area, struct ui *ui, struct scene *scene)
{
    const struct body *body = view_row(ui->view)->body;
    int used = 0;
    if (body->draw != NULL)
        used = body->draw(c, area, scene);
    if (ui_targets(ui) != NULL)
        targets_mark(c, ui_targets(ui), &ui->targets);
    if (body->list == NULL) {
        ui->scroll_page = area.height > 0 ? (uint32_t)area.height : 0;
        ui->scroll_most = used > area.height ? (uint32_t)(used - area.height) : 0;
        return;
    }
    area.row += used;
    area.height -= used;
    list_draw(c, area, body->list, &ui->lists[ui->view], scene);
}

/* What is under the cursor, which only drawing found out. */
static struct subject subject_here(const struct ui *ui, const struct scene *scene)
{
    const struct list *list = list_here(ui);
    const struct list_state *state = &ui->lists[ui->view];
    if (object_is_open(ui))
        return object_page_subject(&ui->object, scene->model);
    if (target_here(ui) != NULL)
        return target_here(ui)->subject;
    if (list == NULL || list->subject == NULL || state->count == 0)
        return (struct subject){.kind = SUBJECT_NONE};
    return list->subject(scene, state->row);
}

/* Opens the page that was asked for; false where there is none. */
static bool page_open(struct ui *ui, const struct scene *scene)
{
    struct subject subject = subject_here(ui, scene);
    enum action wanted = ui->wanted;
    ui->wanted = ACTION_NONE;
    if (wanted == ACTION_EVIDENCE && subject.frame_count == 0 && !frame_is_open(ui))
        return ui_note(ui, "No frame proves this alone"), false;
    if (wanted == ACTION_EVIDENCE || subject.kind == SUBJECT_FRAME) {
        bool kept = wanted == ACTION_EVIDENCE
                        ? frame_page_prove(&ui->page, scene, &subject)
                        : frame_page_open(&ui->page, scene, subject.frames[0]);
        if (!kept)
            ui_note(ui, "The frames that prove this are kept no more");
        return kept;
    }
    if (subject.kind == SUBJECT_NONE && target_here(ui) != NULL)
        ui_go(ui, target_here(ui)->view);
    else if (subject.kind == SUBJECT_NONE)
        return false;
    else
        object_page_open(&ui->object, &subject);
    return true;
}

/* The view, or the page that lies over it. */
static void body_draw(struct canvas *c, struct area area, struct ui *ui, struct scene *scene)
{
    if (frame_is_open(ui))
        frame_page_draw(c, area, &ui->page, scene);
    else if (object_is_open(ui))
        object_page_draw(c, area, &ui->object, scene);
    else
        view_draw(c, area, ui, scene);
}

/* Tells of what happened since it was told last. */
static void events_note(struct ui *ui, const struct system *s)
{
    char sentence[UI_NOTE];
    struct text t = text_over(sentence, sizeof sentence);
    if (s->events <= ui->events)
        return;
    ui->events = s->events;
    event_add(&t, system_event(s, s->events - 1));
    ui_note(ui, sentence);
}

static struct scene scene_of(struct ui *ui, const struct model *m, const struct frame_ring *frames)
{
    enum view behind = is_tab(ui->view) ? ui->view : ui->came_from;
    return (struct scene){.settings = &ui->settings,
                          .model = m,
                          .frames = frames,
                          .scratch = &ui->scratch,
                          .scroll = ui->scroll,
                          .behind = behind,
                          .situation = situation_of(ui, behind),
                          .selection = selection_is_empty(&ui->selection) ? NULL : &ui->selection,
                          .frozen = &ui->frozen,
                          .search = &ui->search};
}

void ui_copy(struct ui *ui, const struct model *m, const struct frame_ring *frames, struct text *t)
{
    const struct scene scene = scene_of(ui, m, frames);
    const struct list *list = list_here(ui);
    if (frame_is_open(ui))
        frame_page_copy(t, &ui->page, &scene);
    else if (object_is_open(ui))
        export_page(t, &ui->object);
    else if (list != NULL && ui->lists[ui->view].count > 0)
        export_row(t, list, &scene, ui->lists[ui->view].row);
}

bool ui_export(struct ui *ui, const struct model *m, const struct frame_ring *frames,
               struct export *e)
{
    const struct scene scene = scene_of(ui, m, frames);
    const struct list *list = list_here(ui);
    return list != NULL && ui->scratch.list == list && export_list(e, list, &scene);
}

/* Says in which time a file was read, where there is no time line to say it. */
static void taken_note(struct ui *ui, int height)
{
    char sentence[UI_NOTE] = "";
    struct text t = text_over(sentence, sizeof sentence);
    if (ui->taken_told || ui->replay.took_ns == 0)
        return;
    ui->taken_told = true;
    replay_taken_add(&t, &ui->replay);
    if (!time_line_is_there(&ui->replay, height))
        ui_note(ui, sentence);
}

void ui_conclude(struct ui *ui, const struct model *m)
{
    scratch_conclude(&ui->scratch, m, false);
}

void ui_draw(struct canvas *c, struct ui *ui, const struct model *m,
             const struct frame_ring *frames)
{
    struct scratch *s = &ui->scratch;
    if (!ui->same)
        scratch_forget(s);
    c->ascii = ui->settings.ascii;
    ui->width = c->width;
    ui->height = c->height;
    canvas_clear(c);
    if (c->width < WIDTH_LEAST || c->height < HEIGHT_LEAST) {
        too_small_draw(c);
        return;
    }
    events_note(ui, &m->system);
    taken_note(ui, c->height);
    bool tells = ui->prompt.open != PROMPT_NONE || screen_has_message(ui, m);
    int bottom = ROWS_AT_BOTTOM + time_line_is_there(&ui->replay, c->height) + tells;
    struct area area = {ROWS_AT_TOP, 0, c->height - ROWS_AT_TOP - bottom, c->width};
    struct scene scene = scene_of(ui, m, frames);
    s->decoded = 0;
    scratch_conclude(s, m, ui->hurried && ui->wanted == ACTION_NONE && !object_is_open(ui));
    body_draw(c, area, ui, &scene);
    if (ui->scroll > ui->scroll_most && list_here(ui) == NULL) {
        ui->scroll = scene.scroll = ui->scroll_most;
        canvas_clear(c);
        body_draw(c, area, ui, &scene);
    }
    if (ui->wanted != ACTION_NONE && page_open(ui, &scene)) {
        canvas_clear(c);
        body_draw(c, area, ui, &scene);
    }
    search_mark(c, area, &ui->search);
    if (ui->menu.open)
        column_menu_draw(c, area, &ui->menu, list_here(ui), &ui->lists[ui->view]);
    screen_draw_frame(c, ui, m);
}
