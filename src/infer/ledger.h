/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_LEDGER_H
#define CASTSCOPE_LEDGER_H

#include "infer/conclusion.h"

/* The names of a model by their first labels, by which the inferences look them up. Labels are compared in small
 * letters (RFC 1035 section 2.3.3). Rows count from 1. */

/* Who bears a name of the model; MAC_NONE where no packet said. */
struct mac ledger_bearer(const struct conclusions *, const struct model *, const struct name *);

/* The host row of who bears a name, as model_name_host() finds it; TABLE_NONE. */
uint32_t ledger_host(const struct conclusions *, const struct model *, const struct name *);

/* The MAC address by which the device is known that bears a name. */
struct mac ledger_device(const struct conclusions *, const struct model *, const struct name *);

/* What a label is found by: the first `n` characters of a text that is filled up with zeros. Nothing that is concluded
 * depends on it. */
uint64_t label_hash(const struct model *, const char text[NAME_BYTES], size_t n);

/* The first row of a name whose first label has that hash, and the next one; 0 for none. */
uint32_t ledger_first(const struct conclusions *, uint64_t hash);
uint32_t ledger_next(const struct conclusions *, uint32_t row);

/* The first name that begins with the label, which is in small letters, and was not taken back; NULL. */
const struct name *ledger_find(const struct conclusions *, const struct model *,
                               const char label[NAME_BYTES]);

/* From where a machine is known by a name. */
enum renown {
    RENOWN_NONE,
    RENOWN_ANSWERS, /* from its answers to questions alone, in which anybody can say anything */
    RENOWN_OWN,
};

/* The same label at a machine. */
enum renown ledger_renown(const struct conclusions *, const struct model *, struct mac,
                          const char label[NAME_BYTES]);

#endif
