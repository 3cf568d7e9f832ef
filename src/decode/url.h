/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_URL_H
#define CASTSCOPE_URL_H

#include <stdbool.h>
#include <stdint.h>

/* The host and port of a URL (RFC 3986 section 3), as services are announced with. */

struct url {
    char host[64]; /* a name or an address, IPv6 without brackets; "" where it is too long */
    uint16_t port; /* the scheme's own where it is known and none is written; else 0 */
};

/* Reads "scheme://host:port/path" out of a clean string; false where it is none. Looks at the first
 * few hundred bytes at most. */
bool url_parse(const char *clean, struct url *out);

#endif
