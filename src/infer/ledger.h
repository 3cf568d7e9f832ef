/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_LEDGER_H
#define CASTSCOPE_LEDGER_H

#include "infer/conclusion.h"

/* The names of a model in the order of their first labels, in which the inferences look them up. Labels are compared
 * in small letters (RFC 1035 section 2.3.3). */

/* Puts them in order; to be done before anything else here. */
void ledger_order(struct conclusions *, const struct model *);

/* Who bears a name of the model; MAC_NONE where no packet said. */
struct mac ledger_bearer(const struct conclusions *, const struct model *, const struct name *);

/* The host row of who bears a name, as model_name_host() finds it; TABLE_NONE. */
uint32_t ledger_host(struct conclusions *, const struct model *, const struct name *);

/* The MAC address by which the device is known that bears a name. */
struct mac ledger_device(struct conclusions *, const struct model *, const struct name *);

/* What labels of `n` characters are in order by; the low 16 bits are 0, for a row's number. */
uint64_t label_hash(const char *, size_t n);

/* The first name that begins with the label, which is in small letters, and was not taken back; NULL. */
const struct name *ledger_find(const struct conclusions *, const struct model *, const char *label);

/* From where a machine is known by a name. */
enum renown {
    RENOWN_NONE,
    RENOWN_ANSWERS, /* from its answers to questions alone, in which anybody can say anything */
    RENOWN_OWN,
};

/* The same label at a machine. */
enum renown ledger_renown(const struct conclusions *, const struct model *, struct mac,
                          const char *label);

#endif
