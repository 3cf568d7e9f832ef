/* SPDX-License-Identifier: MIT */
#include "ui/list_layout.h"

static int columns_needed(const struct list *list, const struct layout *layout)
{
    int needed = 0;
    for (int i = 0; i < list->column_count; i++)
        if (layout->width[i] > 0)
            needed += layout->width[i] + (needed > 0);
    return needed;
}

/* Hides what does not fit of the columns of a priority or above, the least important and rightmost first;
 * never the column `sort`. */
static void layout_hide(const struct list *list, struct layout *layout, int width, int sort,
                        int priority)
{
    while (columns_needed(list, layout) > width) {
        int victim = -1;
        for (int i = 0; i < list->column_count; i++)
            if (layout->width[i] > 0 && list->columns[i].priority >= priority && i != sort &&
                (victim < 0 || list->columns[i].priority >= list->columns[victim].priority))
                victim = i;
        if (victim < 0)
            return;
        layout->width[victim] = 0;
    }
}

/* Gives the room that is left to the columns that want it, one cell each in turn. */
static void layout_grow(const struct list *list, struct layout *layout, int width)
{
    int left = width - columns_needed(list, layout);
    for (bool grown = true; left > 0 && grown;) {
        grown = false;
        for (int i = 0; i < list->column_count && left > 0; i++) {
            if (layout->width[i] > 0 && layout->width[i] < list->columns[i].widest) {
                layout->width[i]++;
                left--;
                grown = true;
            }
        }
    }
}

/* Gives it to the wishes, of the most important columns and leftmost first. */
static void layout_grant(const struct list *list, struct layout *layout, int width)
{
    int left = width - columns_needed(list, layout);
    for (int priority = 0; priority <= PRIORITY_LAST; priority++) {
        for (int i = 0; i < list->column_count && left > 0; i++) {
            const struct column *column = &list->columns[i];
            int more = column->wish - layout->width[i];
            if (column->priority != priority || layout->width[i] == 0 || more <= 0)
                continue;
            more = more < left ? more : left;
            layout->width[i] += more;
            left -= more;
        }
    }
}

struct layout list_layout(const struct list *list, int width, int sort)
{
    struct layout layout = {.visible = 0};
    for (int i = 0; i < list->column_count; i++) {
        const struct column *column = &list->columns[i];
        layout.width[i] = column->wish > column->width ? column->wish : column->width;
    }
    layout_hide(list, &layout, width, sort, EXTRA_PRIORITY);
    for (int i = 0; i < list->column_count; i++)
        if (layout.width[i] > 0)
            layout.width[i] = list->columns[i].width;
    layout_hide(list, &layout, width, sort, 1);
    layout_grant(list, &layout, width);
    layout_grow(list, &layout, width);
    int at = 0;
    for (int i = 0; i < list->column_count; i++) {
        layout.column[i] = at;
        if (layout.width[i] == 0)
            continue;
        at += layout.width[i] + 1;
        layout.visible |= UINT32_C(1) << i;
    }
    return layout;
}

struct layout list_layout_widest(const struct list *list)
{
    enum { TEXT_WIDTH = 64 };
    struct layout layout = {.visible = 0};
    int at = 0;
    for (int i = 0; i < list->column_count; i++) {
        const struct column *column = &list->columns[i];
        int width = column->form == FORM_TEXT ? TEXT_WIDTH : column->width;
        layout.column[i] = at;
        layout.width[i] = column->form == FORM_SPARK ? 0 : width;
        at += layout.width[i] + 1;
    }
    return layout;
}
