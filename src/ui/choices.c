/* SPDX-License-Identifier: MIT */
/* Choices as lines of text, and what keys do to them. */
#include "ui/choices.h"

#include <string.h>

#include "ui/style.h"

enum { WORDS = 4 };

/* The choices of choices.def, and the theme, whose words stand in themes.def. */
enum choice {
#define CHOICE(id, ...) CHOICE_##id,
#include "ui/choices.def"
#undef CHOICE
    CHOICE_THEME,
    CHOICE_COUNT
};

static const struct {
    const char *key;
    const char *words[WORDS];
} rows[CHOICE_COUNT] = {
#define CHOICE(id, key, ...) [CHOICE_##id] = {key, {__VA_ARGS__}},
#include "ui/choices.def"
#undef CHOICE
    [CHOICE_THEME] = {.key = "theme"},
};

/* The word with a number; NULL behind the last. */
static const char *word_of(enum choice choice, int number)
{
    if (choice == CHOICE_THEME)
        return number < THEME_COUNT ? theme_row((enum theme)number)->name : NULL;
    return number < WORDS ? rows[choice].words[number] : NULL;
}

static int choice_get(const struct ui_settings *s, enum choice choice)
{
    switch (choice) {
    case CHOICE_UNITS: return (int)s->unit;
    case CHOICE_MOUSE: return s->no_mouse;
    case CHOICE_NAMES: return s->numeric;
    case CHOICE_THEME: return (int)s->theme;
    case CHOICE_COUNT: break;
    }
    return 0;
}

static void choice_set(struct ui_settings *s, enum choice choice, int number)
{
    switch (choice) {
    case CHOICE_UNITS: s->unit = (enum unit)number; break;
    case CHOICE_MOUSE: s->no_mouse = number != 0; break;
    case CHOICE_NAMES: s->numeric = number != 0; break;
    case CHOICE_THEME: s->theme = (enum theme)number; break;
    case CHOICE_COUNT: break;
    }
}

const char *unit_name(enum unit unit)
{
    return rows[CHOICE_UNITS].words[unit];
}

uint64_t unit_amount(enum unit unit, uint64_t frames, uint64_t bytes)
{
    return unit == UNIT_FRAMES ? frames : unit == UNIT_BITS ? 8 * bytes : bytes;
}

/* The choice that a line is about, and where its word begins; CHOICE_COUNT for none. */
static enum choice choice_of(const char *line, size_t *word)
{
    size_t key = strcspn(line, "=\r\n");
    enum choice choice = 0;
    if (line[key] != '=')
        return CHOICE_COUNT;
    while (choice < CHOICE_COUNT &&
           (strlen(rows[choice].key) != key || strncmp(rows[choice].key, line, key) != 0))
        choice++;
    *word = key + 1;
    return choice;
}

bool choice_read(struct ui_settings *s, const char *line, struct text *complaint)
{
    size_t n = strcspn(line, "\r\n"), at = 0;
    char shown[64];
    const char *word;
    if (n == 0 || line[0] == '#')
        return true;
    text_sanitize(shown, sizeof shown, line, n);
    enum choice choice = choice_of(line, &at);
    if (choice == CHOICE_COUNT) {
        text_addf(complaint, "%s: is no setting; there are:", shown);
        for (choice = 0; choice < CHOICE_COUNT; choice++)
            text_addf(complaint, " %s", rows[choice].key);
        return false;
    }
    for (int i = 0; (word = word_of(choice, i)) != NULL; i++) {
        if (strlen(word) == n - at && strncmp(word, line + at, n - at) == 0) {
            choice_set(s, choice, i);
            return true;
        }
    }
    text_addf(complaint, "%s: there are:", shown);
    for (int i = 0; (word = word_of(choice, i)) != NULL; i++)
        text_addf(complaint, " %s", word);
    return false;
}

static void line_add(struct text *t, const struct ui_settings *s, enum choice choice)
{
    text_addf(t, "%s=%s\n", rows[choice].key, word_of(choice, choice_get(s, choice)));
}

void choices_rewrite(struct text *t, const char *before, const struct ui_settings *s)
{
    bool written[CHOICE_COUNT + 1] = {false};
    while (*before != '\0') {
        size_t word = 0, n = strcspn(before, "\n");
        enum choice choice = choice_of(before, &word);
        if (choice == CHOICE_COUNT)
            text_addf(t, "%.*s\n", (int)n, before);
        else if (!written[choice])
            line_add(t, s, choice);
        written[choice] = true;
        before += n + (before[n] == '\n');
    }
    for (enum choice choice = 0; choice < CHOICE_COUNT; choice++)
        if (!written[choice])
            line_add(t, s, choice);
}

void choices_keep(struct ui_settings *saved, const struct ui_settings *start,
                  const struct ui_settings *end)
{
    for (enum choice choice = 0; choice < CHOICE_COUNT; choice++)
        if (choice_get(start, choice) != choice_get(end, choice))
            choice_set(saved, choice, choice_get(end, choice));
}

bool choices_differ(const struct ui_settings *a, const struct ui_settings *b)
{
    for (enum choice choice = 0; choice < CHOICE_COUNT; choice++)
        if (choice_get(a, choice) != choice_get(b, choice))
            return true;
    return false;
}

/* The next word, the first again after the last. */
static void choice_step(struct ui_settings *s, enum choice choice)
{
    int next = choice_get(s, choice) + 1;
    choice_set(s, choice, word_of(choice, next) != NULL ? next : 0);
}

bool choice_act(struct ui_settings *s, enum action action, struct text *note)
{
    switch (action) {
    case ACTION_UNITS:
        choice_step(s, CHOICE_UNITS);
        text_addf(note, "Counted in %s", unit_name(s->unit));
        return true;
    case ACTION_THEME:
        choice_step(s, CHOICE_THEME);
        text_addf(note, "Theme %s: %s%s", theme_row(s->theme)->name, theme_row(s->theme)->sentence,
                  s->color ? "" : "; colours are switched off, though");
        return true;
    case ACTION_NUMERIC:
        choice_step(s, CHOICE_NAMES);
        text_add(note, s->numeric ? "Addresses instead of names" : "Names, where they are known");
        return true;
    default: return false;
    }
}

const char *ui_theme_names(void)
{
    static const char names[] = ""
#define THEME(id, name, foreground, background, sentence) " " name
#include "ui/themes.def"
#undef THEME
        ;
    return names + 1;
}

bool ui_theme_choose(struct ui_settings *s, const char *name)
{
    enum theme theme = theme_find(name);
    if (theme == THEME_COUNT)
        return false;
    s->theme = theme;
    return true;
}
