/* SPDX-License-Identifier: MIT */
/* Looks up what styles.def says. */
#include "ui/style.h"

struct look style_look(enum style style)
{
    static const struct look looks[STYLE_COUNT] = {
#define STYLE(id, color, attributes, without_color) \
    [STYLE_##id] = {COLOR_##color, ATTRIBUTE_##attributes, ATTRIBUTE_##without_color},
#include "ui/styles.def"
#undef STYLE
    };
    return looks[style];
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
