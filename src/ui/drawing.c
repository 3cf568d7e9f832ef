/* SPDX-License-Identifier: MIT */
/* The state of the dashboard, drawn: the view or the page over it, and what only drawing finds out. */
#include "ui/state.h"

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
    const struct list *list = ui_list(ui);
    const struct list_state *state = &ui->lists[ui->view];
    if (ui_object_is_open(ui))
        return object_page_subject(&ui->object, scene->model);
    if (ui_target(ui) != NULL)
        return ui_target(ui)->subject;
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
    if (wanted == ACTION_EVIDENCE && subject.frame_count == 0 && !ui_frame_is_open(ui))
        return ui_note(ui, subject.kind == SUBJECT_CONVERSATION
                               ? "The frames of this are kept no more"
                               : "No frame proves this alone"),
               false;
    if (wanted == ACTION_EVIDENCE || subject.kind == SUBJECT_FRAME) {
        bool kept = wanted == ACTION_EVIDENCE
                        ? frame_page_prove(&ui->page, scene, &subject)
                        : frame_page_open(&ui->page, scene, subject.frames[0]);
        if (!kept)
            ui_note(ui, "The frames that prove this are kept no more");
        return kept;
    }
    if (subject.kind == SUBJECT_NONE && ui_target(ui) != NULL)
        ui_go(ui, ui_target(ui)->view);
    else if (subject.kind == SUBJECT_VIEW)
        ui_go(ui, subject.view);
    else if (subject.kind == SUBJECT_NONE)
        return ui_note(ui, "There is nothing more to open here"), false;
    else
        object_page_open(&ui->object, &subject);
    return true;
}

/* The view, or the page that lies over it. */
static void body_draw(struct canvas *c, struct area area, struct ui *ui, struct scene *scene)
{
    if (ui_frame_is_open(ui))
        frame_page_draw(c, area, &ui->page, scene);
    else if (ui_object_is_open(ui))
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
    enum view behind = view_is_tab(ui->view) ? ui->view : ui->came_from;
    return (struct scene){.settings = &ui->settings,
                          .model = m,
                          .frames = frames,
                          .scratch = &ui->scratch,
                          .scroll = ui->scroll,
                          .behind = behind,
                          .situation = ui_situation_in(ui, behind),
                          .selection = selection_is_empty(&ui->selection) ? NULL : &ui->selection,
                          .frozen = &ui->frozen,
                          .search = &ui->search};
}

void ui_copy(struct ui *ui, const struct model *m, const struct frame_ring *frames, struct text *t)
{
    const struct scene scene = scene_of(ui, m, frames);
    const struct list *list = ui_list(ui);
    if (ui_frame_is_open(ui))
        frame_page_copy(t, &ui->page, &scene);
    else if (ui_object_is_open(ui))
        export_page(t, &ui->object);
    else if (list != NULL && ui->lists[ui->view].count > 0)
        export_row(t, list, &scene, ui->lists[ui->view].row);
}

bool ui_export(struct ui *ui, const struct model *m, const struct frame_ring *frames,
               struct export *e)
{
    const struct scene scene = scene_of(ui, m, frames);
    const struct list *list = ui_list(ui);
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
    int tells = ui->prompt.open != PROMPT_NONE ? 1 : message_height(ui, m, c->width, c->height);
    int bottom = ROWS_AT_BOTTOM + time_line_is_there(&ui->replay, c->height) + tells;
    struct area area = {ROWS_AT_TOP, 0, c->height - ROWS_AT_TOP - bottom, c->width};
    struct scene scene = scene_of(ui, m, frames);
    s->decoded = 0;
    scratch_conclude(s, m, ui->hurried && ui->wanted == ACTION_NONE && !ui_object_is_open(ui));
    body_draw(c, area, ui, &scene);
    if (ui->scroll > ui->scroll_most && ui_list(ui) == NULL) {
        ui->scroll = scene.scroll = ui->scroll_most;
        canvas_clear(c);
        body_draw(c, area, ui, &scene);
    }
    if (ui->wanted != ACTION_NONE && page_open(ui, &scene)) {
        canvas_clear(c);
        body_draw(c, area, ui, &scene);
    }
    search_mark(c, area, &ui->search);
    /* A page may have come in front of the list. */
    ui->menu.open = ui->menu.open && ui_list(ui) != NULL && !ui_object_is_open(ui) &&
                    !ui_frame_is_open(ui);
    if (ui->menu.open)
        column_menu_draw(c, area, &ui->menu, ui_list(ui), &ui->lists[ui->view]);
    screen_draw_frame(c, ui, m);
}
