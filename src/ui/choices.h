/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_CHOICES_H
#define CASTSCOPE_CHOICES_H

#include <stdbool.h>

#include "text/text.h"
#include "ui/keys.h"
#include "ui/ui.h"

/*
 * What a person can choose about the screen and castscope remembers: the theme, the unit of rates,
 * whether the mouse is used, whether hosts are shown by name. As lines of text they are
 *
 *     theme=dark
 *     units=bits
 */

/* Takes over a line. False, with what is wrong with it, where it is not one of these; what is empty or
 * begins with # is fine. `settings` then are as before. */
bool choice_read(struct ui_settings *settings, const char *line, struct text *complaint);

/* The text of a settings file with the choices in it: lines of them are replaced, or added at the end;
 * everything else stays as it was. */
void choices_rewrite(struct text *, const char *before, const struct ui_settings *);

/* True where a choice is different. */
bool choices_differ(const struct ui_settings *, const struct ui_settings *);

/* Takes over into `saved` what is different between `start` and `end`. */
void choices_keep(struct ui_settings *saved, const struct ui_settings *start,
                  const struct ui_settings *end);

/* Does what a key chooses, and says so in `note`; false where the action chooses nothing. */
bool choice_act(struct ui_settings *, enum action, struct text *note);

/* "frames", "bits", "bytes". */
const char *unit_name(enum unit);

/* So many frames with so many bytes, in that unit. */
uint64_t unit_amount(enum unit, uint64_t frames, uint64_t bytes);

#endif
