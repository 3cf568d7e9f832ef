/* SPDX-License-Identifier: MIT */
#include "ui/column_menu.h"

#include "ui/list_order.h"

void column_menu_open(struct column_menu *menu, const struct list *list,
                      const struct list_state *state)
{
    menu->open = true;
    menu->cursor = (uint8_t)list_sort_column(list, state);
}

/* To the next column that has an order, if there is one. */
static void cursor_step(struct column_menu *menu, const struct list *list, int step)
{
    for (int i = menu->cursor + step; i >= 0 && i < list->column_count; i += step) {
        if (column_can_sort(&list->columns[i])) {
            menu->cursor = (uint8_t)i;
            return;
        }
    }
}

void column_menu_take(struct column_menu *menu, const struct list *list, struct list_state *state,
                      int input)
{
    switch (input) {
    case INPUT_UP:
    case 'k': cursor_step(menu, list, -1); break;
    case INPUT_DOWN:
    case 'j': cursor_step(menu, list, 1); break;
    case INPUT_HOME:
        menu->cursor = 0;
        if (!column_can_sort(&list->columns[0]))
            cursor_step(menu, list, 1);
        break;
    case INPUT_END:
        menu->cursor = (uint8_t)(list->column_count - 1);
        if (!column_can_sort(&list->columns[menu->cursor]))
            cursor_step(menu, list, -1);
        break;
    case INPUT_ENTER:
        list_sort(list, state, menu->cursor);
        menu->open = false;
        break;
    case INPUT_ESCAPE:
    case INPUT_F6:
    case 'q': menu->open = false; break;
    default: break;
    }
}

void column_menu_draw(struct canvas *c, struct area area, const struct column_menu *menu,
                      const struct list *list, const struct list_state *state)
{
    enum { WIDTH = 24, HEAD = 1 };
    int above = 0;
    for (int i = 0; i < menu->cursor; i++)
        above += column_can_sort(&list->columns[i]);
    int room = area.height - HEAD;
    int first = above < room ? 0 : above - room + 1;
    int width = area.width < WIDTH ? area.width : WIDTH;
    canvas_fill(c, area.row, area.column, width, STYLE_TITLE);
    canvas_text(c, area.row, area.column, width, STYLE_TITLE, " Sort by");
    int line = -first;
    for (int i = 0; i < list->column_count; i++) {
        if (!column_can_sort(&list->columns[i]))
            continue;
        int row = area.row + HEAD + line++;
        if (row <= area.row || row >= area.row + area.height)
            continue;
        bool sorted = i == list_sort_column(list, state);
        enum style style = i == menu->cursor ? STYLE_SELECTED : STYLE_PLAIN;
        canvas_fill(c, row, area.column, width, style);
        canvas_text(c, row, area.column + 1, 1, style, sorted ? "*" : " ");
        canvas_text(c, row, area.column + 3, width - 3, style, list->columns[i].title);
    }
}
