/* SPDX-License-Identifier: MIT */

/*
 * MAC addresses as text: the notations of Unix (00:15:5d:00:e5:01), Windows (00-15-5D-00-E5-01),
 * routers (0015.5d00.e501) and bare digits.
 */

#include "address/mac.h"

#include <string.h>

void mac_format(struct mac m, char out[MAC_TEXT])
{
    static const char digits[] = "0123456789abcdef";
    if (!mac_exists(m)) {
        memcpy(out, "-", 2);
        return;
    }
    for (int i = 0; i < 6; i++) {
        unsigned octet = (unsigned)(m.value >> (40 - 8 * i)) & 0xff;
        out[3 * i] = digits[octet >> 4];
        out[3 * i + 1] = digits[octet & 0xf];
        out[3 * i + 2] = i < 5 ? ':' : '\0';
    }
}

/* The value of a hexadecimal digit, or -1. */
static int digit_value(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Reads `groups` groups of `least` to `most` digits with the separator between them (none where it
 * is NUL), up to the end of the string. */
static bool groups_parse(const char *s, int groups, int least, int most, char separator,
                         uint64_t *out)
{
    uint64_t value = 0;
    for (int i = 0; i < groups; i++) {
        if (i > 0 && separator != '\0' && *s++ != separator) {
            return false;
        }
        uint64_t group = 0;
        int n = 0;
        for (; n < most && digit_value(*s) >= 0; n++, s++) {
            group = group << 4 | (uint64_t)digit_value(*s);
        }
        if (n < least) {
            return false;
        }
        value = value << (4 * most) | group;
    }
    if (*s != '\0') {
        return false;
    }
    *out = value;
    return true;
}

bool mac_parse(const char *string, struct mac *out)
{
    return groups_parse(string, 6, 1, 2, ':', &out->value) ||
           groups_parse(string, 6, 1, 2, '-', &out->value) ||
           groups_parse(string, 3, 4, 4, '.', &out->value) ||
           groups_parse(string, 1, 12, 12, '\0', &out->value);
}
