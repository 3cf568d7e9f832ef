/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_JSON_VALUES_H
#define CASTSCOPE_JSON_VALUES_H

#include "model/model.h"
#include "output/json.h"

/* Values of castscope's own types in a JSON document. `key` is as in json.h. */

/* Canonical text; null for MAC_NONE and IP_NONE. */
void json_put_mac(struct json *, const char *key, struct mac);
void json_put_ip(struct json *, const char *key, struct ip);

/* RFC 3339 in UTC with nine decimals. */
void json_put_time(struct json *, const char *key, int64_t t_ns);

/* The members "frames" and "bytes" of the object that is open, and an object of just those. */
void json_put_counts(struct json *, uint64_t frames, uint64_t bytes);
void json_put_tally(struct json *, const char *key, struct tally);

#endif
