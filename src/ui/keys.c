/* SPDX-License-Identifier: MIT */
/* Looks up what keys.def says, and names keys. */
#include "ui/keys.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static const struct action_row rows[ACTION_COUNT] = {
    [ACTION_NONE] = {.hint = "", .sentence = ""},
#define ACTION(id, keys, hint, sentence, during) [ACTION_##id] = {keys, hint, sentence, during},
#include "ui/keys.def"
#undef ACTION
};

const struct action_row *action_row(enum action action)
{
    return &rows[action];
}

enum action action_find(int input, unsigned during)
{
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        if ((rows[action].during & during) == 0)
            continue;
        for (int i = 0; i < ACTION_KEYS && rows[action].keys[i] != 0; i++)
            if (rows[action].keys[i] == input)
                return action;
    }
    return ACTION_NONE;
}

static const struct {
    int input;
    const char *name;
} names[] = {
    {INPUT_TAB, "Tab"},
    {INPUT_ENTER, "Enter"},
    {INPUT_ESCAPE, "Esc"},
    {INPUT_SPACE, "Space"},
    {INPUT_UP, "Up"},
    {INPUT_DOWN, "Down"},
    {INPUT_PAGE_UP, "PgUp"},
    {INPUT_PAGE_DOWN, "PgDn"},
    {INPUT_HOME, "Home"},
    {INPUT_END, "End"},
    {INPUT_LEFT, "Left"},
    {INPUT_RIGHT, "Right"},
    {INPUT_BACKSPACE, "Backspace"},
    {INPUT_DELETE, "Del"},
    {INPUT_F1, "F1"},
    {INPUT_F3, "F3"},
    {INPUT_F4, "F4"},
    {INPUT_F6, "F6"},
    {INPUT_F10, "F10"},
    {INPUT_SHIFT_TAB, "Shift-Tab"},
};

bool action_move(enum action action, int64_t page, int64_t last, int64_t *at)
{
    int64_t step = page > 1 ? page - 1 : 1, to = *at;
    switch (action) {
    case ACTION_UP: to--; break;
    case ACTION_DOWN: to++; break;
    case ACTION_PAGE_UP: to -= step; break;
    case ACTION_PAGE_DOWN: to += step; break;
    case ACTION_FIRST: to = 0; break;
    case ACTION_LAST: to = last; break;
    default: return false;
    }
    *at = to < 0 ? 0 : to > last ? last : to;
    return true;
}

void input_add_name(struct text *t, int input)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (names[i].input == input) {
            text_add(t, names[i].name);
            return;
        }
    }
    if (input < INPUT_SPACE)
        text_addf(t, "Ctrl-%c", '@' + input);
    else
        text_add_char(t, (char)input);
}

int input_find(const char *name, size_t n)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strlen(names[i].name) == n && memcmp(names[i].name, name, n) == 0)
            return names[i].input;
    if (n == 6 && memcmp(name, "Ctrl-", 5) == 0 && name[5] >= 'A' && name[5] <= 'Z')
        return name[5] - '@';
    return n == 1 && name[0] > INPUT_SPACE && name[0] < 0x7f ? name[0] : INPUT_NONE;
}
