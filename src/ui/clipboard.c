/* SPDX-License-Identifier: MIT */
#include "ui/clipboard.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static bool has_clipboard(void)
{
    static const char *const without[] = {"linux", "vt", "ansi", "cons", "dumb", "sun", "pc"};
    const char *type = getenv("TERM");
    for (size_t i = 0; type != NULL && i < sizeof without / sizeof without[0]; i++)
        if (strncmp(type, without[i], strlen(without[i])) == 0)
            return false;
    return type != NULL;
}

/* Three bytes, or fewer at the end, as four characters (RFC 4648 section 4). */
static void base64_put(FILE *out, const unsigned char *bytes, size_t n)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint32_t group = (uint32_t)bytes[0] << 16;
    group |= n > 1 ? (uint32_t)bytes[1] << 8 : 0;
    group |= n > 2 ? bytes[2] : 0;
    for (size_t i = 0; i < 4; i++)
        fputc(i <= n ? digits[group >> (18 - 6 * i) & 63] : '=', out);
}

bool clipboard_copy(FILE *out, const char *text, size_t n)
{
    if (!has_clipboard())
        return false;
    fputs("\033]52;c;", out);
    for (size_t i = 0; i < n; i += 3)
        base64_put(out, (const unsigned char *)text + i, n - i < 3 ? n - i : 3);
    fputs("\033\\", out);
    return fflush(out) == 0;
}
