/* SPDX-License-Identifier: MIT */
/* Typing a line. */
#include "ui/editor.h"

#include <string.h>

/* Characters: a base and the marks on it. */

static size_t character_end(const struct editor *e, size_t at)
{
    const char *next = e->text + at;
    if (*next != '\0')
        text_next(&next);
    while (*next != '\0') {
        const char *mark = next;
        if (text_char_columns(text_next(&mark)) > 0)
            break;
        next = mark;
    }
    return (size_t)(next - e->text);
}

static size_t character_start(const struct editor *e, size_t before)
{
    size_t start = 0;
    for (size_t end = 0; end < before; end = character_end(e, end))
        start = end;
    return start;
}

/* Changes */

void editor_replace(struct editor *e, size_t from, const char *text)
{
    char after[EDITOR_BYTES];
    struct text rest = text_over(after, sizeof after);
    text_add(&rest, e->text + e->cursor);
    char line[EDITOR_BYTES];
    struct text t = text_over(line, sizeof line);
    e->text[from < e->length ? from : e->length] = '\0';
    text_add(&t, e->text);
    text_add(&t, text);
    size_t cursor = t.len;
    text_add(&t, after);
    memcpy(e->text, line, t.len + 1);
    e->length = t.len;
    e->cursor = cursor;
}

static void range_remove(struct editor *e, size_t from, size_t to)
{
    e->cursor = to;
    editor_replace(e, from, "");
}

/* The word before the cursor, and the blanks behind it. */
static size_t word_start(const struct editor *e)
{
    size_t at = e->cursor;
    while (at > 0 && e->text[at - 1] == ' ')
        at--;
    while (at > 0 && e->text[at - 1] != ' ')
        at--;
    return at;
}

/* A printable character that has room, or a mark that has something to stand on. */
static bool character_insert(struct editor *e, int input)
{
    char bytes[8], clean[EDITOR_BYTES + 8];
    struct text t = text_over(bytes, sizeof bytes);
    if (input < INPUT_SPACE || input >= INPUT_NONE)
        return false;
    text_add_code_point(&t, (uint32_t)input);
    size_t length = e->length + t.len;
    if (length >= EDITOR_BYTES)
        return false;
    struct editor next = *e;
    editor_replace(&next, next.cursor, bytes);
    /* Cleaning changes it where the character is none for the screen. */
    if (text_sanitize(clean, sizeof clean, next.text, next.length) != next.length ||
        next.length != length)
        return false;
    *e = next;
    return true;
}

/* History */

void history_add(struct history *h, const char *line)
{
    if (line[0] == '\0' || (h->count > 0 && strcmp(h->line[h->count - 1], line) == 0))
        return;
    if (h->count == HISTORY_LINES)
        memmove(h->line[0], h->line[1], sizeof h->line - sizeof h->line[0]);
    else
        h->count++;
    struct text t = text_over(h->line[h->count - 1], EDITOR_BYTES);
    text_add(&t, line);
}

static void line_show(struct editor *e, const char *line)
{
    struct text t = text_over(e->text, EDITOR_BYTES);
    text_add(&t, line);
    e->length = e->cursor = t.len;
}

static enum edit history_show(struct editor *e, struct history *h, int step)
{
    int at = h->at + step;
    if (at < 0 || at > h->count)
        return EDIT_IGNORED;
    if (h->at == h->count)
        memcpy(h->typed, e->text, sizeof h->typed);
    h->at = (uint8_t)at;
    line_show(e, at == h->count ? h->typed : h->line[at]);
    return EDIT_CHANGED;
}

void editor_begin(struct editor *e, struct history *h, const char *text)
{
    h->at = h->count;
    line_show(e, text);
}

/* Keys */

static enum edit cursor_set(struct editor *e, size_t to)
{
    e->cursor = to;
    return EDIT_MOVED;
}

enum edit editor_take(struct editor *e, struct history *h, int input)
{
    switch (input) {
    case INPUT_ENTER: return EDIT_ENTERED;
    case INPUT_ESCAPE: return EDIT_LEFT;
    case INPUT_TAB: return EDIT_COMPLETE;
    case INPUT_UP: return history_show(e, h, -1);
    case INPUT_DOWN: return history_show(e, h, 1);
    case INPUT_LEFT: return cursor_set(e, character_start(e, e->cursor));
    case INPUT_RIGHT: return cursor_set(e, character_end(e, e->cursor));
    case INPUT_CTRL_A:
    case INPUT_HOME: return cursor_set(e, 0);
    case INPUT_CTRL_E:
    case INPUT_END: return cursor_set(e, e->length);
    case INPUT_DELETE: range_remove(e, e->cursor, character_end(e, e->cursor)); return EDIT_CHANGED;
    case INPUT_BACKSPACE:
        range_remove(e, character_start(e, e->cursor), e->cursor);
        return EDIT_CHANGED;
    case INPUT_CTRL_U: range_remove(e, 0, e->cursor); return EDIT_CHANGED;
    case INPUT_CTRL_W: range_remove(e, word_start(e), e->cursor); return EDIT_CHANGED;
    default: return character_insert(e, input) ? EDIT_CHANGED : EDIT_IGNORED;
    }
}

/* Drawing */

void editor_draw(struct canvas *c, int row, int column, int width, const struct editor *e)
{
    char before[EDITOR_BYTES];
    size_t start = 0;
    for (;;) {
        struct text t = text_over(before, sizeof before);
        text_add(&t, e->text + start);
        t.at[e->cursor - start] = '\0';
        if (text_columns(before) < width || start >= e->cursor)
            break;
        start = character_end(e, start);
    }
    canvas_fill(c, row, column, width, STYLE_PLAIN);
    canvas_text(c, row, column, width, STYLE_PLAIN, e->text + start);
    /* The terminal's own cursor is hidden: a reversed cell stands for it. */
    size_t end = character_end(e, e->cursor);
    char under[EDITOR_BYTES];
    struct text t = text_over(under, sizeof under);
    text_add(&t, e->text + e->cursor);
    under[end - e->cursor] = '\0';
    int columns = text_columns(under);
    canvas_restyle(c, row, column + text_columns(before), columns > 0 ? columns : 1,
                   STYLE_SELECTED);
}
