/* SPDX-License-Identifier: MIT */

/*
 * The one sentence a failed set-up leaves behind. It is cleaned here, because file names, device
 * names and what a library reports end up in it.
 */

#include "text/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool error_set(struct error *e, int status, const char *format, ...)
{
    char raw[sizeof e->sentence];
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(raw, sizeof raw, format, arguments);
    va_end(arguments);
    e->status = status;
    text_sanitize(e->sentence, sizeof e->sentence, raw, n < 0 ? 0 : strlen(raw));
    return false;
}
