/* SPDX-License-Identifier: MIT */
/* Lists: their order, their cursor, their columns, and drawing them. */
#include "ui/list.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "ui/choices.h"
#include "ui/frozen.h"
#include "ui/list_layout.h"
#include "ui/list_order.h"
#include "ui/search.h"

enum {
    ROWS_ABOVE = 2,     /* the caption and the headings */
    DETAIL_LEAST = 14,  /* a list's height */
    DETAIL_MIDDLE = 80, /* and its width, of which four rows are enough, */
    DETAIL_WIDE = 110,  /* or three */
    DETAIL_TEXT = 700,
    SENTENCE = 160,
};

/* Actions */

int list_sort_column(const struct list *list, const struct list_state *state)
{
    return state->chosen ? state->sort : list->sort;
}

/* The next column in a direction that is on the screen and can be sorted by. */
static void sort_move(const struct list *list, struct list_state *state, int step)
{
    for (int i = list_sort_column(list, state) + step; i >= 0 && i < list->column_count;
         i += step) {
        if (column_can_sort(&list->columns[i]) &&
            (state->visible == 0 || state->visible >> i & 1)) {
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

/* The rows on the screen go with it, so that each page shows something new. */
static void cursor_page(struct list_state *state, int direction)
{
    int64_t step = direction * (state->page > 1 ? (int64_t)state->page - 1 : 1);
    int64_t top = (int64_t)state->top + step;
    cursor_move(state, step);
    state->top = (uint32_t)(top > 0 ? top : 0);
}

/* To where a list is when nobody touched it, or to the other end. */
static void cursor_go(struct list_state *state, bool end, bool rest)
{
    cursor_move(state, end ? (int64_t)UINT32_MAX : -(int64_t)UINT32_MAX);
    if (rest)
        state->held = state->moved = false;
}

/* To the end of the order that the list has by itself, where the newest row is. */
static void follow(struct list_state *state)
{
    state->chosen = state->inverted = false;
    cursor_go(state, true, true);
}

bool list_is_following(const struct list *list, const struct list_state *state)
{
    return list->follows && !state->held && !state->moved && !state->inverted &&
           list_sort_column(list, state) == list->sort;
}

bool list_act(const struct list *list, struct list_state *state, enum action action)
{
    switch (action) {
    case ACTION_UP: cursor_move(state, -1); return true;
    case ACTION_DOWN: cursor_move(state, 1); return true;
    case ACTION_PAGE_UP: cursor_page(state, -1); return true;
    case ACTION_PAGE_DOWN: cursor_page(state, 1); return true;
    case ACTION_FIRST: cursor_go(state, false, !list->follows); return true;
    case ACTION_LAST: cursor_go(state, true, list->follows); return true;
    case ACTION_FOLLOW: follow(state); return true;
    case ACTION_SORT_LEFT: sort_move(list, state, -1); return true;
    case ACTION_SORT_RIGHT: sort_move(list, state, 1); return true;
    case ACTION_INVERT: state->inverted = !state->inverted; return true;
    default: return false;
    }
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

/* The row under the cursor stays where it is on the screen, unless the list's top is shown. */
static void cursor_carry(struct list_state *state, uint32_t index)
{
    int64_t top = (int64_t)state->top + index - state->index;
    if (state->top > 0)
        state->top = (uint32_t)(top > 0 ? top : 0);
    state->index = index;
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
            cursor_carry(state, i);
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

/* Drawing */

static void caption_add_losses(struct text *t, const struct list *list, const struct scene *scene)
{
    struct list_losses losses;
    if (list->table != NULL) {
        const struct table *table = list->table(scene->model);
        losses = (struct list_losses){.kept = table->used, .evicted = table->evicted.entries};
    } else if (list->losses != NULL) {
        losses = list->losses(scene);
    } else {
        return;
    }
    text_addf(t, ", %" PRIu64 " kept, ", losses.kept);
    if (losses.at_most && losses.evicted > 0)
        text_add(t, "up to ");
    text_add_count(t, losses.evicted);
    text_add(t, " evicted");
}

/* Words of the filter that cannot be asked here. */
static void caption_add_unknown(struct text *t, const struct list *list, const struct scene *scene)
{
    char string[64];
    struct text words = text_over(string, sizeof string);
    if (scene->selection != NULL)
        selection_add_unknown(&words, scene->selection, list->traits != NULL ? list->known : 0);
    if (string[0] != '\0')
        text_addf(t, "; %s: not known of these", string);
}

static bool list_has_amounts(const struct list *list)
{
    for (int i = 0; i < list->column_count; i++)
        if (list->columns[i].form == FORM_AMOUNT)
            return true;
    return false;
}

/* How much of the noun and of the numbers is said, the most first. */
enum caption_form { CAPTION_WHOLE, CAPTION_NUMBERS, CAPTION_BRIEF };

static void caption_add_counts(struct text *t, const struct list *list,
                               const struct list_state *state, const struct scene *scene,
                               enum caption_form form)
{
    bool in_unit = scene->settings->unit != UNIT_FRAMES && list_has_amounts(list);
    if (form == CAPTION_WHOLE) {
        text_add(t, list->noun);
        if (in_unit)
            text_addf(t, " in %s", unit_name(scene->settings->unit));
        text_add(t, ": ");
    } else if (in_unit) {
        text_addf(t, "%s: ", unit_name(scene->settings->unit));
    }
    text_addf(t, "%u shown", (unsigned)state->count);
    if (state->count < state->all && form != CAPTION_BRIEF)
        text_addf(t, " of %u", (unsigned)state->all);
    caption_add_losses(t, list, scene);
}

/* What the order is by, and what comes first. */
static void caption_add_order(struct text *t, const struct list *list,
                              const struct list_state *state, const struct scene *scene)
{
    const struct column *column = &list->columns[list_sort_column(list, state)];
    bool time = column->form == FORM_AGO || column->form == FORM_AT;
    const char *rising = column->rising != NULL ? column->rising : time ? "earliest" : "lowest";
    const char *sinking = column->falling != NULL ? column->falling : time ? "latest" : "highest";
    if (column_can_sort(column))
        text_addf(t, "; by %s, %s first", column_title(column, scene->settings->unit),
                  column_falls(column, state) ? sinking : rising);
}

/* Numbers first: where they do not fit the noun goes; the order, which the headings show, only where there is
 * room. */
static void caption_draw(struct canvas *c, struct area area, const struct list *list,
                         const struct list_state *state, const struct scene *scene)
{
    static const char follows[] = "FOLLOW", frozen_whole[] = "; order frozen",
                      frozen_brief[] = "; frozen";
    char string[160], more[80];
    bool follow = list_is_following(list, state);
    bool frozen = scene->frozen != NULL && scene->frozen->list == list;
    int room = area.width - (follow ? (int)sizeof follows + 1 : 0) -
               (frozen ? (int)sizeof frozen_brief - 1 : 0);
    struct text t;
    for (enum caption_form form = CAPTION_WHOLE; form <= CAPTION_BRIEF; form++) {
        t = text_over(string, sizeof string);
        caption_add_counts(&t, list, state, scene, form);
        if (text_columns(string) <= room)
            break;
    }
    caption_add_unknown(&t, list, scene);
    struct text order = text_over(more, sizeof more);
    if (frozen)
        text_add(&order, text_columns(string) + (int)sizeof frozen_whole - 1 <= area.width
                             ? frozen_whole
                             : frozen_brief);
    else
        caption_add_order(&order, list, state, scene);
    if (frozen || text_columns(string) + text_columns(more) <= room)
        text_add(&t, more);
    int used = canvas_text(c, area.row, area.column, area.width, STYLE_DIM, string);
    if (follow)
        canvas_text(c, area.row, area.column + used + 2, area.width - used - 2, STYLE_GOOD,
                    follows);
}

static void headings_draw(struct canvas *c, struct area area, const struct list *list,
                          const struct list_state *state, const struct layout *layout,
                          enum unit unit)
{
    int sort = list_sort_column(list, state);
    for (int i = 0; i < list->column_count; i++) {
        int width = layout->width[i], column = area.column + layout->column[i];
        if (width == 0)
            continue;
        bool sorted = i == sort && column_can_sort(&list->columns[i]);
        bool falling = column_falls(&list->columns[i], state);
        enum style style = sorted ? STYLE_SORTED : STYLE_HEADING;
        const char *title = column_title(&list->columns[i], unit);
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
        if (place.width > 0)
            cell_draw(&place, column, scene, row);
    }
}

/* Searching */

struct sought {
    const struct list *list;
    const struct scene *scene;
    struct layout layout;
};

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
    const struct sought sought = {list, scene, list_layout_widest(list)};
    if (scene->search == NULL || scene->search->seek == SEEK_NOT)
        return;
    uint32_t found = search_find(scene->search, state->index, scene->scratch->count, row_holds,
                                 &sought);
    if (scene->search->missed)
        return;
    state->index = found;
    cursor_hold(list, state, scene);
}

/* The rows below the list for the whole of the row under the cursor, a line above them. */
static int detail_height(const struct list *list, struct area area)
{
    if (list->detail == NULL || area.height < DETAIL_LEAST)
        return 0;
    return area.width >= DETAIL_WIDE ? 3 : area.width >= DETAIL_MIDDLE ? 4 : 5;
}

static void detail_draw(struct canvas *c, struct area area, const struct list *list,
                        const struct scene *scene, uint32_t row)
{
    char string[DETAIL_TEXT];
    struct text t = text_over(string, sizeof string);
    list->detail(&t, scene, row);
    canvas_rule(c, area.row, area.column, area.width, STYLE_RULE);
    canvas_paragraph(c, area.row + 1, area.column, area.height - 1, area.width, STYLE_PLAIN,
                     string);
}

/* Why there are no rows. Where nothing more comes, nothing is said of what may: "yet". */
static void empty_draw(struct canvas *c, struct area area, const char *sentence, bool over)
{
    static const char yet[] = " yet";
    char string[SENTENCE];
    struct text t = text_over(string, sizeof string);
    const char *at = over ? strstr(sentence, yet) : NULL;
    if (at != NULL)
        text_addf(&t, "%.*s%s", (int)(at - sentence), sentence, at + strlen(yet));
    else
        text_add(&t, sentence);
    canvas_paragraph(c, area.row + ROWS_ABOVE, area.column, area.height - ROWS_ABOVE, area.width,
                     STYLE_PLAIN, string);
}

void list_draw(struct canvas *c, struct area area, const struct list *list,
               struct list_state *state, const struct scene *scene)
{
    struct area detail = {area.row, area.column, detail_height(list, area), area.width};
    area.height -= detail.height;
    detail.row += area.height;
    struct scratch *s = scene->scratch;
    assert(list->column_count <= LIST_COLUMNS);
    bool ordered = s->ordered && s->list == list && s->sort == list_sort_column(list, state) &&
                   s->inverted == state->inverted;
    if (!ordered && list->prepare != NULL)
        list->prepare(scene);
    if (state->moved && s->list == list)
        cursor_hold(list, state, scene);
    if (!ordered)
        list_order(list, state, scene);
    if (state->moved)
        cursor_hold(list, state, scene);
    cursor_find(list, state, scene);
    cursor_seek(list, state, scene);
    state->count = s->count;
    state->all = s->all;
    cursor_show(state, area.height - ROWS_ABOVE);
    state->row = s->count > 0 ? s->order[state->index] : 0;

    struct layout layout = list_layout(list, scene, area.width, list_sort_column(list, state));
    state->visible = 0;
    for (int i = 0; i < list->column_count; i++)
        state->visible |= (uint32_t)(layout.width[i] > 0) << i;
    state->area = area;
    state->layout = layout;
    if (area.height > 0)
        caption_draw(c, area, list, state, scene);
    struct area line = {area.row + 1, area.column, 1, area.width};
    if (area.height > 1)
        headings_draw(c, line, list, state, &layout, scene->settings->unit);
    if (s->count == 0 && area.height > ROWS_ABOVE && list->empty != NULL)
        empty_draw(c, area, s->all > 0 ? "The filter leaves none of them." : list->empty,
                   model_is_over(scene->model));
    for (uint32_t i = 0; i < state->page && state->top + i < s->count; i++) {
        uint32_t index = state->top + i;
        line.row = area.row + ROWS_ABOVE + (int)i;
        row_draw(c, line, list, &layout, scene, s->order[index]);
        if (index == state->index)
            canvas_restyle(c, line.row, area.column, area.width, STYLE_SELECTED);
    }
    if (detail.height > 0 && state->count > 0)
        detail_draw(c, detail, list, scene, state->row);
}

/* From places on the screen to what was drawn there */

bool list_heading_at(const struct list_state *state, int row, int column, uint32_t *index)
{
    if (row != state->area.row + 1 || state->area.height < 2)
        return false;
    for (uint32_t i = 0; i < LIST_COLUMNS; i++) {
        int from = state->area.column + state->layout.column[i];
        *index = i;
        if (state->layout.width[i] > 0 && column >= from && column < from + state->layout.width[i])
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
    if (!column_can_sort(&list->columns[column]))
        return;
    state->inverted = column == list_sort_column(list, state) && !state->inverted;
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
