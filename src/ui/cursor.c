/* SPDX-License-Identifier: MIT */
#include "ui/cursor.h"

bool cursor_act(struct cursor *cursor, enum action action)
{
    int64_t at = cursor->at;
    if (!action_move(action, cursor->page, cursor->count > 0 ? (int64_t)cursor->count - 1 : 0, &at))
        return false;
    if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN) {
        int64_t top = (int64_t)cursor->top + at - cursor->at;
        cursor->top = (uint32_t)(top > 0 ? top : 0);
    }
    cursor->at = (uint32_t)at;
    return true;
}

void cursor_clamp(struct cursor *cursor)
{
    if (cursor->at >= cursor->count)
        cursor->at = cursor->count > 0 ? cursor->count - 1 : 0;
}

void cursor_show(struct cursor *cursor, struct area area)
{
    cursor->area = area;
    cursor->page = area.height > 0 ? (uint32_t)area.height : 0;
    if (cursor->at < cursor->top)
        cursor->top = cursor->at;
    if (cursor->page > 0 && cursor->at - cursor->top >= cursor->page)
        cursor->top = cursor->at - cursor->page + 1;
    if (cursor->top > 0 && (uint64_t)cursor->top + cursor->page > cursor->count)
        cursor->top = cursor->count > cursor->page ? cursor->count - cursor->page : 0;
}

bool cursor_line_at(const struct cursor *cursor, int row, int column, uint32_t *line)
{
    const struct area *area = &cursor->area;
    bool inside = row >= area->row && row < area->row + area->height && column >= area->column &&
                  column < area->column + area->width;
    *line = inside ? cursor->top + (uint32_t)(row - area->row) : 0;
    return inside && *line < cursor->count;
}
