/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_WOL_H
#define CASTSCOPE_WOL_H

#include "decode/decoder.h"

/* True where the window begins with a whole magic packet, which has no port of its own. */
bool wol_begins(const struct reader *);

#endif
