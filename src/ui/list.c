/* SPDX-License-Identifier: MIT */
/* Lists: their order, their cursor, their columns, and drawing them. */
#include "ui/list.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "ui/search.h"

enum { ROWS_ABOVE = 2 }; /* the caption and the headings */

/* Actions */

static int sort_column(const struct list *list, const struct list_state *state)
{
    return state->chosen ? state->sort : list->sort;
}

static bool can_sort(const struct column *column)
{
    return column->value != NULL || column->compare != NULL;
}

/* The next column in a direction that is on the screen and can be sorted by. */
static void sort_move(const struct list *list, struct list_state *state, int step)
{
    for (int i = sort_column(list, state) + step; i >= 0 && i < list->column_count; i += step) {
        if (can_sort(&list->columns[i]) && (state->visible == 0 || state->visible >> i & 1)) {
            state->sort = (uint8_t)i;
            state->chosen = true;
            state->inverted = false;
            return;
        }
    }
}

static void cursor_move(struct list_state *state, int64_t step)
{
    int64_t last = state->count > 0 ? (int64_t)state->count - 1 : 0;
    int64_t index = (int64_t)state->index + step;
    index = index < 0 ? 0 : index > last ? last : index;
    state->index = (uint32_t)index;
    state->moved = true;
}

/* To where a list is when nobody touched it, or to the other end. */
static void cursor_go(struct list_state *state, bool end, bool rest)
{
    cursor_move(state, end ? (int64_t)UINT32_MAX : -(int64_t)UINT32_MAX);
    if (rest)
        state->held = state->moved = false;
}

bool list_act(const struct list *list, struct list_state *state, enum action action)
{
    int64_t page = state->page > 1 ? state->page - 1 : 1;
    switch (action) {
    case ACTION_UP: cursor_move(state, -1); return true;
    case ACTION_DOWN: cursor_move(state, 1); return true;
    case ACTION_PAGE_UP: cursor_move(state, -page); return true;
    case ACTION_PAGE_DOWN: cursor_move(state, page); return true;
    case ACTION_FIRST: cursor_go(state, false, !list->follows); return true;
    case ACTION_LAST: cursor_go(state, true, list->follows); return true;
    case ACTION_SORT_LEFT: sort_move(list, state, -1); return true;
    case ACTION_SORT_RIGHT: sort_move(list, state, 1); return true;
    case ACTION_INVERT: state->inverted = !state->inverted; return true;
    default: return false;
    }
}

/* Order */

struct order {
    const struct scene *scene;
    const struct column *column;
    bool falling;
};

/* Rows that are equal keep the order of their numbers, whichever way the list is sorted, so that
 * they do not jump. */
static bool comes_first(const struct order *o, uint32_t a, uint32_t b)
{
    int order = 0;
    if (o->column->compare != NULL) {
        order = o->column->compare(o->scene, a, b);
    } else if (o->column->value != NULL) {
        uint64_t x = o->column->value(o->scene, a);
        uint64_t y = o->column->value(o->scene, b);
        order = o->column->form == FORM_AGO || o->column->form == FORM_AT
                    ? ((int64_t)x > (int64_t)y) - ((int64_t)x < (int64_t)y)
                    : (x > y) - (x < y);
    }
    if (order == 0)
        return a < b;
    return o->falling ? order > 0 : order < 0;
}

/* Merge sort from the bottom up: no worst case, no recursion, and a context, which qsort() lacks. */
static void order_sort(const struct order *o, uint32_t *rows, uint32_t *spare, uint32_t count)
{
    uint32_t *from = rows, *to = spare;
    for (uint32_t run = 1; run < count; run *= 2) {
        for (uint32_t start = 0; start < count; start += 2 * run) {
            uint32_t middle = start + run < count ? start + run : count;
            uint32_t end = middle + run < count ? middle + run : count;
            uint32_t a = start, b = middle;
            for (uint32_t i = start; i < end; i++) {
                bool left = a < middle && (b >= end || !comes_first(o, from[b], from[a]));
                to[i] = left ? from[a++] : from[b++];
            }
        }
        uint32_t *swap = from;
        from = to;
        to = swap;
    }
    if (from != rows)
        memcpy(rows, from, count * sizeof *rows);
}

/* What a row is sorted by first: a number in the order of the column. */
static uint64_t rank_of(const struct order *o, uint32_t row)
{
    const struct column *column = o->column;
    uint64_t rank = 0;
    if (column->rank != NULL)
        rank = column->rank(o->scene, row);
    else if (column->compare == NULL && (column->form == FORM_AGO || column->form == FORM_AT))
        rank = column->value(o->scene, row) ^ UINT64_C(1) << 63; /* they are signed */
    else if (column->compare == NULL)
        rank = column->value(o->scene, row);
    return o->falling ? ~rank : rank;
}

/* Sorts rows by their ranks, octet by octet; those of one rank keep their order. */
static void rank_sort(struct scratch *s)
{
    uint32_t *row = s->order, *to_row = s->spare;
    uint64_t *rank = s->rank, *to_rank = s->spare_rank;
    for (unsigned shift = 0; shift < 64; shift += 8) {
        uint32_t place[257] = {0};
        for (uint32_t i = 0; i < s->count; i++)
            place[(rank[i] >> shift & 0xff) + 1]++;
        if (place[(rank[0] >> shift & 0xff) + 1] == s->count)
            continue;
        for (unsigned value = 0; value < 256; value++)
            place[value + 1] += place[value];
        for (uint32_t i = 0; i < s->count; i++) {
            uint32_t at = place[rank[i] >> shift & 0xff]++;
            to_row[at] = row[i];
            to_rank[at] = rank[i];
        }
        uint32_t *swap_row = row;
        uint64_t *swap_rank = rank;
        row = to_row, to_row = swap_row;
        rank = to_rank, to_rank = swap_rank;
    }
    if (row == s->order)
        return;
    memcpy(s->order, row, s->count * sizeof *row);
    memcpy(s->rank, rank, s->count * sizeof *rank);
}

/* Puts the rows in order: by their ranks, each of which is asked for once, and only those of one rank by
 * comparing them. */
static void rows_sort(const struct order *o, struct scratch *s)
{
    static const struct column by_number = {.title = ""};
    const struct order numbers = {.column = &by_number};
    bool rising = true;
    for (uint32_t i = 1; i < s->count && rising; i++)
        rising = s->order[i - 1] < s->order[i];
    if (!rising)
        order_sort(&numbers, s->order, s->spare, s->count);
    if (s->count == 0)
        return;
    for (uint32_t i = 0; i < s->count; i++)
        s->rank[i] = rank_of(o, s->order[i]);
    rank_sort(s);
    for (uint32_t from = 0, to; o->column->compare != NULL && from < s->count; from = to) {
        for (to = from + 1; to < s->count && s->rank[to] == s->rank[from]; to++)
            continue;
        if (to - from > 1)
            order_sort(o, s->order + from, s->spare, to - from);
    }
}

static bool falls_first(enum form form)
{
    return form == FORM_COUNT || form == FORM_BYTES || form == FORM_AGO;
}

static void rows_order(const struct list *list, const struct list_state *state,
                       const struct scene *scene)
{
    struct scratch *s = scene->scratch;
    const struct column *column = &list->columns[sort_column(list, state)];
    s->count = list->rows(scene, s->order);
    assert(s->count <= LIST_ROWS);
    s->list = list;
    const struct order order = {scene, column, falls_first(column->form) != state->inverted};
    if (can_sort(column))
        rows_sort(&order, s);
    s->ordered = true;
    s->sort = (uint8_t)sort_column(list, state);
    s->inverted = state->inverted;
}

/* The cursor */

static void cursor_hold(const struct list *list, struct list_state *state,
                        const struct scene *scene)
{
    const struct scratch *s = scene->scratch;
    state->moved = false;
    if (s->count == 0)
        return;
    if (state->index >= s->count)
        state->index = s->count - 1;
    state->identity = list->identity(scene, s->order[state->index]);
    state->held = true;
}

static void cursor_find(const struct list *list, struct list_state *state,
                        const struct scene *scene)
{
    const struct scratch *s = scene->scratch;
    if (!state->held) {
        state->index = list->follows && s->count > 0 ? s->count - 1 : 0;
        return;
    }
    for (uint32_t i = 0; i < s->count; i++) {
        if (list->identity(scene, s->order[i]) == state->identity) {
            state->index = i;
            return;
        }
    }
    cursor_hold(list, state, scene);
}

static void cursor_show(struct list_state *state, int height)
{
    state->page = height > 0 ? (uint32_t)height : 0;
    uint32_t most = state->count > state->page ? state->count - state->page : 0;
    if (state->index < state->top)
        state->top = state->index;
    if (state->page > 0 && state->index - state->top >= state->page)
        state->top = state->index - state->page + 1;
    if (state->top > most)
        state->top = most;
}

/* Columns */

struct layout {
    int column[LIST_COLUMNS], width[LIST_COLUMNS]; /* width 0: hidden */
    uint32_t visible;
};

static int columns_needed(const struct list *list, const struct layout *layout)
{
    int needed = 0;
    for (int i = 0; i < list->column_count; i++)
        if (layout->width[i] > 0)
            needed += layout->width[i] + (needed > 0);
    return needed;
}

/* Hides what does not fit, the least important and rightmost first; never the column `sort`. */
static void layout_hide(const struct list *list, struct layout *layout, int width, int sort)
{
    while (columns_needed(list, layout) > width) {
        int victim = -1;
        for (int i = 0; i < list->column_count; i++)
            if (layout->width[i] > 0 && list->columns[i].priority > 0 && i != sort &&
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

static struct layout layout_of(const struct list *list, int width, int sort)
{
    struct layout layout = {.visible = 0};
    for (int i = 0; i < list->column_count; i++)
        layout.width[i] = list->columns[i].width;
    layout_hide(list, &layout, width, sort);
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

/* Drawing */

static void caption_draw(struct canvas *c, struct area area, const struct list *list,
                         const struct list_state *state, const struct scene *scene)
{
    char string[160];
    struct text t = text_over(string, sizeof string);
    const struct column *column = &list->columns[sort_column(list, state)];
    bool falling = falls_first(column->form) != state->inverted;
    text_addf(&t, "%s: %u shown", list->noun, (unsigned)state->count);
    if (list->table != NULL) {
        const struct table *table = list->table(scene->model);
        text_addf(&t, ", %u kept, ", (unsigned)table->used);
        text_add_count(&t, table->evicted.entries);
        text_add(&t, " evicted");
    }
    if (can_sort(column)) {
        bool time = column->form == FORM_AGO || column->form == FORM_AT;
        text_addf(&t, "; by %s, %s first", column->title,
                  time ? (falling ? "latest" : "earliest") : (falling ? "highest" : "lowest"));
    }
    int used = canvas_text(c, area.row, area.column, area.width, STYLE_DIM, string);
    if (list->follows && !state->held)
        canvas_text(c, area.row, area.column + used + 2, area.width - used - 2, STYLE_GOOD,
                    "FOLLOW");
}

static void headings_draw(struct canvas *c, struct area area, const struct list *list,
                          const struct list_state *state, const struct layout *layout)
{
    int sort = sort_column(list, state);
    for (int i = 0; i < list->column_count; i++) {
        int width = layout->width[i], column = area.column + layout->column[i];
        if (width == 0)
            continue;
        bool sorted = i == sort && can_sort(&list->columns[i]);
        bool falling = falls_first(list->columns[i].form) != state->inverted;
        enum style style = sorted ? STYLE_SORTED : STYLE_HEADING;
        const char *title = list->columns[i].title;
        bool right = list->columns[i].form >= FORM_COUNT;
        int room = sorted && width > 1 ? width - 1 : width;
        if (right)
            canvas_right(c, area.row, column, room, style, title);
        else
            canvas_text(c, area.row, column, room, style, title);
        int end = right ? width - 1 : text_columns(title);
        if (sorted && width > 1)
            canvas_glyph(c, area.row, column + (end < room ? end : room), style,
                         falling ? GLYPH_DESCENDING : GLYPH_ASCENDING);
    }
}

static void value_draw(const struct place *p, const struct scene *scene, enum form form,
                       uint64_t value)
{
    char string[32];
    struct text t = text_over(string, sizeof string);
    switch (form) {
    case FORM_COUNT: canvas_count(p->canvas, p->row, p->column, p->width, p->style, value); return;
    case FORM_BYTES: canvas_bytes(p->canvas, p->row, p->column, p->width, p->style, value); return;
    case FORM_AGO: text_add_span(&t, scene->model->now_ns - (int64_t)value); break;
    case FORM_AT: text_add_span(&t, (int64_t)value - scene->model->first_ns); break;
    case FORM_NUMBER:
        if (value == 0)
            text_add_char(&t, '-');
        else
            text_addf(&t, "%" PRIu64, value);
        break;
    case FORM_TEXT:
    case FORM_SPARK: return;
    }
    canvas_right(p->canvas, p->row, p->column, p->width, p->style, string);
}

static void row_draw(struct canvas *c, struct area area, const struct list *list,
                     const struct layout *layout, const struct scene *scene, uint32_t row)
{
    enum style style = list->style != NULL ? list->style(scene, row) : STYLE_PLAIN;
    for (int i = 0; i < list->column_count; i++) {
        const struct column *column = &list->columns[i];
        const struct place place = {
            .canvas = c,
            .row = area.row,
            .column = area.column + layout->column[i],
            .width = layout->width[i] < area.width - layout->column[i]
                         ? layout->width[i]
                         : area.width - layout->column[i],
            .style = style,
        };
        if (place.width <= 0)
            continue;
        if (column->draw != NULL)
            column->draw(&place, scene, row);
        else if (column->value != NULL)
            value_draw(&place, scene, column->form, column->value(scene, row));
    }
}

/* Searching */

struct sought {
    const struct list *list;
    const struct scene *scene;
    struct layout layout;
};

/* All columns, each as wide as it may ever be. */
static struct layout layout_widest(const struct list *list)
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

/* Whether a row shows a text, on a screen that is wide enough for it. */
static bool row_holds(const void *context, const char *text, uint32_t index)
{
    const struct sought *sought = context;
    struct scratch *s = sought->scene->scratch;
    struct canvas line = {.width = LINE_CELLS, .height = 1, .cells = s->line, .room = LINE_CELLS};
    int width;
    canvas_clear(&line);
    row_draw(&line, (struct area){0, 0, 1, LINE_CELLS}, sought->list, &sought->layout,
             sought->scene, s->order[index]);
    return canvas_find(&line, 0, 0, text, &width) >= 0;
}

static void cursor_seek(const struct list *list, struct list_state *state,
                        const struct scene *scene)
{
    const struct sought sought = {list, scene, layout_widest(list)};
    if (scene->search == NULL || scene->search->seek == SEEK_NOT)
        return;
    uint32_t found = search_find(scene->search, state->index, scene->scratch->count, row_holds,
                                 &sought);
    if (scene->search->missed)
        return;
    state->index = found;
    cursor_hold(list, state, scene);
}

void list_draw(struct canvas *c, struct area area, const struct list *list,
               struct list_state *state, const struct scene *scene)
{
    struct scratch *s = scene->scratch;
    assert(list->column_count <= LIST_COLUMNS);
    bool ordered = s->ordered && s->list == list && s->sort == sort_column(list, state) &&
                   s->inverted == state->inverted;
    if (!ordered && list->prepare != NULL)
        list->prepare(scene);
    if (state->moved && s->list == list)
        cursor_hold(list, state, scene);
    if (!ordered)
        rows_order(list, state, scene);
    if (state->moved)
        cursor_hold(list, state, scene);
    cursor_find(list, state, scene);
    cursor_seek(list, state, scene);
    state->count = s->count;
    cursor_show(state, area.height - ROWS_ABOVE);
    state->row = s->count > 0 ? s->order[state->index] : 0;

    struct layout layout = layout_of(list, area.width, sort_column(list, state));
    state->visible = layout.visible;
    state->area = area;
    if (area.height > 0)
        caption_draw(c, area, list, state, scene);
    struct area line = {area.row + 1, area.column, 1, area.width};
    if (area.height > 1)
        headings_draw(c, line, list, state, &layout);
    if (s->count == 0 && area.height > ROWS_ABOVE && list->empty != NULL)
        canvas_text(c, area.row + ROWS_ABOVE, area.column, area.width, STYLE_PLAIN, list->empty);
    for (uint32_t i = 0; i < state->page && state->top + i < s->count; i++) {
        uint32_t index = state->top + i;
        line.row = area.row + ROWS_ABOVE + (int)i;
        row_draw(c, line, list, &layout, scene, s->order[index]);
        if (index == state->index)
            canvas_restyle(c, line.row, area.column, area.width, STYLE_SELECTED);
    }
}

/* From places on the screen to what was drawn there */

bool list_heading_at(const struct list *list, const struct list_state *state, int row, int column,
                     uint32_t *index)
{
    struct layout layout = layout_of(list, state->area.width, sort_column(list, state));
    if (row != state->area.row + 1 || state->area.height < 2)
        return false;
    for (int i = 0; i < list->column_count; i++) {
        int from = state->area.column + layout.column[i];
        *index = (uint32_t)i;
        if (layout.width[i] > 0 && column >= from && column < from + layout.width[i])
            return true;
    }
    return false;
}

bool list_row_at(const struct list_state *state, int row, int column, uint32_t *index)
{
    int line = row - state->area.row - ROWS_ABOVE;
    *index = state->top + (uint32_t)line;
    return line >= 0 && (uint32_t)line < state->page && *index < state->count &&
           column >= state->area.column && column < state->area.column + state->area.width;
}

void list_sort(const struct list *list, struct list_state *state, int column)
{
    if (!can_sort(&list->columns[column]))
        return;
    state->inverted = column == sort_column(list, state) && !state->inverted;
    state->sort = (uint8_t)column;
    state->chosen = true;
}

bool list_choose(struct list_state *state, uint32_t index)
{
    bool there = (state->held || state->moved) && state->index == index;
    cursor_move(state, (int64_t)index - state->index);
    return there;
}

uint32_t list_table_rows(const struct table *t, uint32_t *out)
{
    for (uint32_t i = 0; i < t->used; i++)
        out[i] = i + 1;
    return t->used;
}

uint64_t list_key_identity(const struct table *t, const void *key, size_t bytes)
{
    return table_hash(t, key, bytes);
}

uint64_t rank_text(const char *text)
{
    uint64_t rank = 0;
    for (unsigned i = 0; i < 8; i++)
        rank = rank << 8 | (unsigned char)(*text != '\0' ? *text++ : '\0');
    return rank;
}

uint64_t rank_ip(struct ip ip)
{
    if (ip.family == IP_V6)
        return UINT64_C(2) << 62 | ip.high >> 2;
    return ip.family == IP_V4 ? UINT64_C(1) << 62 | ip.low : 0;
}
