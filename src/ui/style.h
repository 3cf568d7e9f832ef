/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_STYLE_H
#define CASTSCOPE_STYLE_H

#include <stdint.h>

#include "decode/classify.h"

/*
 * How things look, by what they mean: each style in each theme. The rows stand in styles.def, the themes
 * in themes.def. Colours are the terminal's own sixteen, in most themes on its own background. No meaning
 * rests on a style alone: a letter or a word stands beside it.
 */

enum style {
#define STYLE(id, terminal, dark, light, color_blind, mono) STYLE_##id,
#include "ui/styles.def"
#undef STYLE
    STYLE_COUNT
};

enum theme {
#define THEME(id, name, foreground, background, sentence) THEME_##id,
#include "ui/themes.def"
#undef THEME
    THEME_COUNT
};

enum color {
    COLOR_OWN = -1, /* the theme's */
    COLOR_0_BLACK,
    COLOR_1_RED,
    COLOR_2_GREEN,
    COLOR_3_YELLOW,
    COLOR_4_BLUE,
    COLOR_5_MAGENTA,
    COLOR_6_CYAN,
    COLOR_7_WHITE,
    COLOR_8_GRAY, /* from here on a terminal of eight colours has none of its own */
    COLOR_9_BRIGHT_RED,
    COLOR_10_BRIGHT_GREEN,
    COLOR_11_BRIGHT_YELLOW,
    COLOR_12_BRIGHT_BLUE,
    COLOR_13_BRIGHT_MAGENTA,
    COLOR_14_BRIGHT_CYAN,
    COLOR_15_BRIGHT_WHITE
};

/* Attributes are added up. */
enum { ATTRIBUTE_PLAIN = 0, ATTRIBUTE_BOLD = 1, ATTRIBUTE_DIM = 2, ATTRIBUTE_REVERSE = 4 };

struct look {
    int8_t color; /* enum color */
    uint8_t attributes;
};

struct look style_look(enum theme, enum style);

/* The same on a terminal of so many colours: those that it lacks become what comes nearest. */
struct look look_on(struct look, int colors);

struct theme_row {
    const char *name;              /* for --theme */
    int8_t foreground, background; /* enum color; COLOR_OWN: the terminal's */
    const char *sentence;
};

const struct theme_row *theme_row(enum theme);

/* The theme of that name, or THEME_COUNT. */
enum theme theme_find(const char *name);

/* The style and the letter of a cast: 'U', 'B', 'M', or '?' where a frame says nothing of it. */
enum style style_of_cast(enum cast);
char letter_of_cast(enum cast);

#endif
