/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_STYLE_H
#define CASTSCOPE_STYLE_H

#include <stdint.h>

#include "decode/classify.h"

/*
 * How things look, by what they mean. The rows stand in styles.def. Colours are the terminal's own
 * sixteen, on its own background, so that they fit whatever theme it has; without colours a row's
 * other attributes are used. No meaning rests on a style alone: a letter or a word stands beside it.
 */

enum style {
#define STYLE(id, color, attributes, without_color) STYLE_##id,
#include "ui/styles.def"
#undef STYLE
    STYLE_COUNT
};

enum color {
    COLOR_OWN = -1, /* the terminal's foreground */
    COLOR_0_BLACK,
    COLOR_1_RED,
    COLOR_2_GREEN,
    COLOR_3_YELLOW,
    COLOR_4_BLUE,
    COLOR_5_MAGENTA,
    COLOR_6_CYAN,
    COLOR_7_WHITE
};

/* Attributes are added up. */
enum { ATTRIBUTE_PLAIN = 0, ATTRIBUTE_BOLD = 1, ATTRIBUTE_DIM = 2, ATTRIBUTE_REVERSE = 4 };

struct look {
    int8_t color;          /* enum color */
    uint8_t attributes;    /* with colours */
    uint8_t without_color; /* attributes without */
};

struct look style_look(enum style);

/* The style and the letter of a cast: 'U', 'B', 'M', or '?' where a frame says nothing of it. */
enum style style_of_cast(enum cast);
char letter_of_cast(enum cast);

#endif
