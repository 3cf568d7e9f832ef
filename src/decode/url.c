/* SPDX-License-Identifier: MIT */
/* Takes a URL apart as far as host and port. The rest says nothing about who is where. */
#include "decode/url.h"

#include "text/text.h"

#include <stddef.h>
#include <string.h>

enum { SCHEME_BYTES = 64, AUTHORITY_BYTES = 256, PORT_DIGITS = 5 };

static const struct {
    const char *scheme;
    uint16_t port;
} schemes[] = {{"http", 80}, {"https", 443}, {"ipp", 631}, {"ipps", 631}, {"lpr", 515}};

/* The scheme is what stands before "://": of "service:printer:lpr://host" its last part. */
static uint16_t port_of_scheme(const char *scheme, size_t n)
{
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
        if (strlen(schemes[i].scheme) == n && memcmp(schemes[i].scheme, scheme, n) == 0)
            return schemes[i].port;
    return 0;
}

/* A number up to 65535 that fills the string's first `n` bytes; 0 where it is none. */
static uint16_t port_parse(const char *digits, size_t n)
{
    uint32_t value = 0;
    if (n > PORT_DIGITS)
        return 0;
    for (size_t i = 0; i < n; i++) {
        if (digits[i] < '0' || digits[i] > '9')
            return 0;
        value = value * 10 + (uint32_t)(digits[i] - '0');
    }
    return value <= UINT16_MAX ? (uint16_t)value : 0;
}

bool url_parse(const char *clean, struct url *out)
{
    size_t prefix = 0;
    size_t scheme = 0;
    while (prefix < SCHEME_BYTES && strncmp(clean + prefix, "://", 3) != 0) {
        if (clean[prefix] == '\0' || clean[prefix] == '/')
            return false;
        if (clean[prefix++] == ':')
            scheme = prefix;
    }
    if (prefix == SCHEME_BYTES || prefix == scheme)
        return false;
    const char *host = clean + prefix + 3;
    size_t n = 0;
    while (n < AUTHORITY_BYTES && host[n] != '\0' && strchr("/?#;", host[n]) == NULL)
        n++;
    size_t host_n = 0;
    size_t bracket = n > 0 && host[0] == '[' ? 1 : 0;
    while (host_n < n && host[host_n] != (bracket != 0 ? ']' : ':'))
        host_n++;
    size_t behind = host_n + (host_n < n ? bracket : 0);
    struct url url = {.port = port_of_scheme(clean + scheme, prefix - scheme)};
    if (behind < n && host[behind] == ':')
        url.port = port_parse(host + behind + 1, n - behind - 1);
    /* Cleaned again: a mark that stood on the slash would begin the host. */
    if (host_n > bracket && host_n - bracket < sizeof url.host)
        text_sanitize(url.host, sizeof url.host, host + bracket, host_n - bracket);
    *out = url;
    return true;
}
