/* SPDX-License-Identifier: MIT */
#include "ui/targets.h"

#include <string.h>

#include "ui/list.h"

void targets_clear(struct targets *t)
{
    t->count = 0;
}

void target_add(const struct scene *scene, const struct target *target, int section,
                const void *key, size_t bytes)
{
    enum { KEY_BYTES = 256 };
    struct targets *t = &scene->scratch->targets;
    uint8_t whole[KEY_BYTES] = {0};
    if (t->count == TARGETS || target->area.width <= 0)
        return;
    whole[0] = (uint8_t)section;
    memcpy(whole + 1, key, bytes < sizeof whole - 1 ? bytes : sizeof whole - 1);
    t->at[t->count] = *target;
    t->at[t->count++].identity = list_key_identity(&scene->model->hosts.head, whole, sizeof whole);
}

/* Finds what the cursor is on. */
static void cursor_find(const struct targets *t, struct targets_state *state)
{
    state->seen = false;
    for (uint32_t i = 0; i < t->count && state->held && !state->seen; i++) {
        state->seen = t->at[i].identity == state->identity;
        state->index = state->seen ? i : state->index;
    }
}

bool targets_choose(const struct targets *t, struct targets_state *state, uint32_t index)
{
    bool there = state->held && state->seen && state->index == index;
    state->held = state->seen = true;
    state->index = index;
    state->identity = t->at[index].identity;
    return there;
}

bool targets_act(const struct targets *t, struct targets_state *state, enum action action)
{
    enum { PAGE = 11 };
    int64_t last = (int64_t)t->count - 1, at = state->held ? (int64_t)state->index : -1;
    if (!action_move(action, PAGE, last, &at))
        return false;
    if (last >= 0)
        targets_choose(t, state, (uint32_t)at);
    return true;
}

const struct target *targets_chosen(const struct targets *t, const struct targets_state *state)
{
    return state->held && state->seen && state->index < t->count ? &t->at[state->index] : NULL;
}

bool targets_at(const struct targets *t, int row, int column, uint32_t *index)
{
    for (uint32_t i = 0; i < t->count; i++) {
        const struct area *a = &t->at[i].area;
        *index = i;
        if (row == a->row && column >= a->column && column < a->column + a->width)
            return true;
    }
    return false;
}

void targets_mark(struct canvas *c, const struct targets *t, struct targets_state *state)
{
    cursor_find(t, state);
    const struct target *chosen = targets_chosen(t, state);
    if (chosen != NULL)
        canvas_restyle(c, chosen->area.row, chosen->area.column, chosen->area.width,
                       STYLE_SELECTED);
}
