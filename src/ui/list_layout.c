/* SPDX-License-Identifier: MIT */
#include "ui/list_layout.h"

/* What the columns may have, in cells. */
struct sizes {
    int least[LIST_COLUMNS], wish[LIST_COLUMNS], most[LIST_COLUMNS];
};

static struct sizes sizes_of(const struct list *list, const struct scene *scene)
{
    struct sizes sizes = {.least = {0}};
    for (int i = 0; i < list->column_count; i++) {
        const struct column *column = &list->columns[i];
        int need = column->need != NULL ? column->need(scene) : LINE_CELLS;
        int wish = column->wish < need ? column->wish : need;
        int most = column->widest < need ? column->widest : need;
        sizes.least[i] = need > 0 ? column->width : 0;
        sizes.wish[i] = wish > sizes.least[i] ? wish : sizes.least[i];
        sizes.most[i] = most > sizes.least[i] ? most : sizes.least[i];
    }
    return sizes;
}

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

/* Gives the room that is left to the columns of a priority or below that have less than they want, one cell each
 * in turn. */
static void layout_grow(const struct list *list, struct layout *layout, int width, int priority,
                        const int wanted[LIST_COLUMNS])
{
    int left = width - columns_needed(list, layout);
    for (bool grown = true; left > 0 && grown;) {
        grown = false;
        for (int i = 0; i < list->column_count && left > 0; i++) {
            if (layout->width[i] > 0 && layout->width[i] < wanted[i] &&
                list->columns[i].priority <= priority) {
                layout->width[i]++;
                left--;
                grown = true;
            }
        }
    }
}

/* Shows again what was hidden of the columns below EXTRA_PRIORITY and now fits, because something wider is hidden and
 * the others have what they mostly need: the most important and leftmost first, in their least width, else in
 * their narrow one. */
static void layout_show(const struct list *list, struct layout *layout, int width,
                        const struct sizes *sizes)
{
    for (int priority = 1; priority < EXTRA_PRIORITY; priority++) {
        for (int i = 0; i < list->column_count; i++) {
            const struct column *column = &list->columns[i];
            int least = sizes->least[i];
            if (column->priority != priority || layout->width[i] > 0 || least == 0)
                continue;
            layout->width[i] = least;
            if (columns_needed(list, layout) > width)
                layout->width[i] = column->narrow < least ? column->narrow : 0;
            if (columns_needed(list, layout) > width)
                layout->width[i] = 0;
        }
    }
}

struct layout list_layout(const struct list *list, const struct scene *scene, int width, int sort)
{
    struct sizes sizes = sizes_of(list, scene);
    struct layout layout = {.column = {0}};
    if (sizes.least[sort] == 0)
        sizes.least[sort] = sizes.wish[sort] = list->columns[sort].width;
    for (int i = 0; i < list->column_count; i++)
        layout.width[i] = sizes.wish[i];
    layout_hide(list, &layout, width, sort, EXTRA_PRIORITY);
    for (int i = 0; i < list->column_count; i++)
        if (layout.width[i] > 0)
            layout.width[i] = sizes.least[i];
    layout_hide(list, &layout, width, sort, 1);
    layout_grow(list, &layout, width, PRIORITY_LAST, sizes.wish);
    layout_show(list, &layout, width, &sizes);
    layout_grow(list, &layout, width, PRIORITY_LAST, sizes.wish);
    layout_grow(list, &layout, width, EXTRA_PRIORITY - 1, sizes.most);
    layout_grow(list, &layout, width, PRIORITY_LAST, sizes.most);
    int at = 0;
    for (int i = 0; i < list->column_count; i++) {
        layout.column[i] = at;
        at += layout.width[i] > 0 ? layout.width[i] + 1 : 0;
    }
    return layout;
}

struct layout list_layout_widest(const struct list *list)
{
    enum { TEXT_WIDTH = 64 };
    struct layout layout = {.column = {0}};
    int at = 0;
    for (int i = 0; i < list->column_count; i++) {
        const struct column *column = &list->columns[i];
        int width = column->form == FORM_TEXT ? TEXT_WIDTH : column->width;
        layout.column[i] = at;
        layout.width[i] = column_is_chart(column) ? 0 : width;
        at += layout.width[i] + 1;
    }
    return layout;
}
