/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SYSTEM_SECTION_H
#define CASTSCOPE_SYSTEM_SECTION_H

#include "output/json.h"
#include "output/sheet.h"
#include "model/model.h"

/* What the capturing machine's own system says, as a member of the JSON document and as a section of the
 * report. Nothing is written where it was not asked. */
void system_json_write(struct json *, const struct model *);
void system_sheet_write(struct sheet *, const struct model *);

/* "up" and so on of a live source; NULL where that is not known. */
const char *interface_state_word(enum interface_state);

#endif
