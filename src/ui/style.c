/* SPDX-License-Identifier: MIT */
/* Looks up what styles.def and themes.def say. */
#include "ui/style.h"

#include <string.h>

static const struct look looks[STYLE_COUNT][THEME_COUNT] = {
#define LOOK(color, attributes)               \
    {                                         \
        COLOR_##color, ATTRIBUTE_##attributes \
    }
#define STYLE(id, terminal, dark, light, color_blind, mono) \
    [STYLE_##id] = {terminal, dark, light, color_blind, mono},
#include "ui/styles.def"
#undef STYLE
#undef LOOK
};

static const struct theme_row themes[THEME_COUNT] = {
#define THEME(id, name, foreground, background, sentence) \
    [THEME_##id] = {name, COLOR_##foreground, COLOR_##background, sentence},
#include "ui/themes.def"
#undef THEME
};

struct look style_look(enum theme theme, enum style style)
{
    return looks[style][theme];
}

struct look look_on(struct look look, int colors)
{
    if (look.color < COLOR_8_GRAY || colors >= 16)
        return look;
    if (look.color == COLOR_8_GRAY) /* would be black on black */
        return (struct look){COLOR_OWN, (uint8_t)(look.attributes | ATTRIBUTE_DIM)};
    look.color = (int8_t)(look.color - COLOR_8_GRAY);
    look.attributes |= ATTRIBUTE_BOLD;
    return look;
}

const struct theme_row *theme_row(enum theme theme)
{
    return &themes[theme];
}

enum theme theme_find(const char *name)
{
    enum theme theme = 0;
    while (theme < THEME_COUNT && strcmp(themes[theme].name, name) != 0)
        theme++;
    return theme;
}

enum style style_of_cast(enum cast cast)
{
    switch (cast) {
    case CAST_UNICAST: return STYLE_UNICAST;
    case CAST_BROADCAST: return STYLE_BROADCAST;
    case CAST_MULTICAST: return STYLE_MULTICAST;
    default: return STYLE_PLAIN;
    }
}

char letter_of_cast(enum cast cast)
{
    switch (cast) {
    case CAST_UNICAST: return 'U';
    case CAST_BROADCAST: return 'B';
    case CAST_MULTICAST: return 'M';
    default: return '?';
    }
}
