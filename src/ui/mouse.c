/* SPDX-License-Identifier: MIT */
/* The mouse: from a place on the screen to what is there, and what becomes of it. */
#include "ui/mouse.h"

#include "ui/state.h"

struct spot mouse_spot(const struct ui *ui, int row, int column)
{
    const struct list *list = ui_list(ui);
    const struct list_state *state = &ui->lists[ui->view];
    bool small = ui->width < WIDTH_LEAST || ui->height < HEIGHT_LEAST;
    bool page = ui_frame_is_open(ui) || ui_object_is_open(ui);
    uint32_t index;
    if (small || row < 0 || column < 0 || row >= ui->height || column >= ui->width)
        return (struct spot){.kind = SPOT_NONE};
    if (row == 1) {
        enum view view = screen_tab_at(ui, ui->width, column);
        return (struct spot){view == VIEW_COUNT ? SPOT_NONE : SPOT_TAB, view};
    }
    if (page && ui_page_line_at(ui, row, column, &index))
        return (struct spot){SPOT_LINE, index};
    if (page && ui->page.open &&
        frame_bytes_at(&ui->page.bytes, &ui->page.slot, row, column, &index))
        return (struct spot){SPOT_BYTE, index};
    if (ui_targets(ui) != NULL && targets_at(ui_targets(ui), row, column, &index))
        return (struct spot){SPOT_TARGET, index};
    if (list == NULL || page)
        return (struct spot){.kind = SPOT_NONE};
    if (list_heading_at(state, row, column, &index))
        return (struct spot){SPOT_HEADING, index};
    if (list_row_at(state, row, column, &index))
        return (struct spot){SPOT_ROW, index};
    return (struct spot){.kind = SPOT_NONE};
}

static void wheel_act(struct ui *ui, enum action action)
{
    enum { STEPS = 3 };
    if ((ui_situation(ui) & DURING_MOVES) == 0)
        return;
    for (int i = 0; i < STEPS; i++)
        ui_act(ui, action);
}

static void line_choose(struct ui *ui, uint32_t index)
{
    uint32_t *line = ui_page_line(ui);
    if (*line == index && (ui_situation(ui) & DURING_OPENS) != 0)
        ui_act(ui, ACTION_OPEN);
    *line = index;
}

void mouse_act(struct ui *ui, struct click click)
{
    const struct list *list = ui_list(ui);
    struct list_state *state = &ui->lists[ui->view];
    struct spot spot = mouse_spot(ui, click.row, click.column);
    if (ui->prompt.open != PROMPT_NONE || ui->menu.open)
        return;
    if (click.button == BUTTON_LEFT_TWICE) {
        mouse_act(ui, (struct click){BUTTON_LEFT, click.row, click.column});
    } else if (click.button != BUTTON_LEFT) {
        wheel_act(ui, click.button == BUTTON_WHEEL_UP ? ACTION_UP : ACTION_DOWN);
        return;
    }
    switch (spot.kind) {
    case SPOT_TAB: ui_go(ui, (enum view)spot.index); break;
    case SPOT_HEADING: list_sort(list, state, (int)spot.index); break;
    case SPOT_ROW:
        if (list_choose(state, spot.index) && (ui_situation(ui) & DURING_OPENS) != 0)
            ui_act(ui, ACTION_OPEN);
        break;
    case SPOT_LINE: line_choose(ui, spot.index); break;
    case SPOT_TARGET:
        if (targets_choose(ui_targets(ui), &ui->targets, spot.index))
            ui_act(ui, ACTION_OPEN);
        break;
    case SPOT_BYTE: frame_page_seek(&ui->page, spot.index); break;
    case SPOT_NONE: break;
    }
}
