/* SPDX-License-Identifier: MIT */
/* The JSON writer: one buffer, two bits for each level of nesting, an error that sticks. */
#include "output/json.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

void json_init(struct json *j, FILE *out)
{
    j->out = out;
    j->error = 0;
    j->depth = 0;
    j->is_object = 0;
    j->filled = 0;
    j->broken = false;
    j->used = 0;
}

/* Bytes */

static void buffer_empty(struct json *j)
{
    if (j->error == 0) {
        errno = 0;
        if (fwrite(j->buffer, 1, j->used, j->out) != j->used)
            j->error = errno != 0 ? errno : EIO;
    }
    j->used = 0;
}

static void bytes_add(struct json *j, const char *bytes, size_t n)
{
    while (n > 0) {
        if (j->used == JSON_BUFFER)
            buffer_empty(j);
        size_t part = n < JSON_BUFFER - j->used ? n : JSON_BUFFER - j->used;
        memcpy(j->buffer + j->used, bytes, part);
        j->used += part;
        bytes += part;
        n -= part;
    }
}

static void byte_add(struct json *j, char byte)
{
    if (j->used == JSON_BUFFER)
        buffer_empty(j);
    j->buffer[j->used++] = byte;
}

/* Strings */

/* The length of the well-formed UTF-8 sequence at `s` (Unicode table 3-7), 0 where there is none.
 * The terminator ends every broken one. */
static size_t sequence_length(const unsigned char *s)
{
    unsigned char low = 0x80, high = 0xbf;
    size_t n;
    if (s[0] >= 0xc2 && s[0] <= 0xdf) {
        n = 2;
    } else if (s[0] >= 0xe0 && s[0] <= 0xef) {
        n = 3;
        if (s[0] == 0xe0)
            low = 0xa0;
        else if (s[0] == 0xed)
            high = 0x9f;
    } else if (s[0] >= 0xf0 && s[0] <= 0xf4) {
        n = 4;
        if (s[0] == 0xf0)
            low = 0x90;
        else if (s[0] == 0xf4)
            high = 0x8f;
    } else {
        return 0;
    }
    if (s[1] < low || s[1] > high)
        return 0;
    for (size_t i = 2; i < n; i++)
        if (s[i] < 0x80 || s[i] > 0xbf)
            return 0;
    return n;
}

/* Writes what stands at `s` and cannot stay as it is, or is not ASCII; how many bytes that was. */
static size_t special_add(struct json *j, const unsigned char *s)
{
    static const char digits[] = "0123456789abcdef";
    size_t n = s[0] < 0x80 ? 0 : sequence_length(s);
    if (n > 0) {
        bytes_add(j, (const char *)s, n);
        return n;
    }
    char high = digits[s[0] >> 4], low = digits[s[0] & 15];
    switch (s[0]) {
    case '"': bytes_add(j, "\\\"", 2); break;
    case '\\': bytes_add(j, "\\\\", 2); break;
    case '\b': bytes_add(j, "\\b", 2); break;
    case '\f': bytes_add(j, "\\f", 2); break;
    case '\n': bytes_add(j, "\\n", 2); break;
    case '\r': bytes_add(j, "\\r", 2); break;
    case '\t': bytes_add(j, "\\t", 2); break;
    default:
        bytes_add(j, s[0] < 0x80 ? "\\u00" : "\\\\x", s[0] < 0x80 ? 4 : 3);
        byte_add(j, high);
        byte_add(j, low);
    }
    return 1;
}

static bool is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\';
}

static void quoted_add(struct json *j, const char *clean)
{
    const unsigned char *at = (const unsigned char *)clean;
    byte_add(j, '"');
    while (*at != '\0') {
        size_t n = 0;
        while (is_plain(at[n]))
            n++;
        bytes_add(j, (const char *)at, n);
        at += n;
        if (*at != '\0')
            at += special_add(j, at);
    }
    byte_add(j, '"');
}

/* Nesting */

static uint32_t level_bit(const struct json *j)
{
    return UINT32_C(1) << (j->depth - 1);
}

/* Everything in front of a value: comma, line break, key. */
static void value_begin(struct json *j, const char *key)
{
    if (j->depth > 0) {
        uint32_t bit = level_bit(j);
        assert((key != NULL) == ((j->is_object & bit) != 0));
        if ((j->filled & bit) != 0)
            byte_add(j, ',');
        j->filled |= bit;
    }
    if (j->broken)
        byte_add(j, '\n');
    j->broken = false;
    if (key == NULL)
        return;
    assert(j->depth > 0);
    byte_add(j, '"');
    bytes_add(j, key, strlen(key));
    bytes_add(j, "\":", 2);
}

static void level_begin(struct json *j, const char *key, char bracket, bool is_object)
{
    value_begin(j, key);
    assert(j->depth < JSON_DEPTH);
    byte_add(j, bracket);
    j->depth++;
    uint32_t bit = level_bit(j);
    j->is_object = is_object ? j->is_object | bit : j->is_object & ~bit;
    j->filled &= ~bit;
}

void json_put_object(struct json *j, const char *key)
{
    level_begin(j, key, '{', true);
}

void json_put_array(struct json *j, const char *key)
{
    level_begin(j, key, '[', false);
}

void json_end(struct json *j)
{
    assert(j->depth > 0);
    if (j->broken)
        byte_add(j, '\n');
    j->broken = false;
    byte_add(j, (j->is_object & level_bit(j)) != 0 ? '}' : ']');
    j->depth--;
}

/* Values */

void json_put_string(struct json *j, const char *key, const char *clean)
{
    value_begin(j, key);
    if (clean != NULL)
        quoted_add(j, clean);
    else
        bytes_add(j, "null", 4);
}

void json_put_number(struct json *j, const char *key, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    value_begin(j, key);
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    bytes_add(j, digits + at, sizeof digits - at);
}

void json_put_flag(struct json *j, const char *key, bool flag)
{
    value_begin(j, key);
    bytes_add(j, flag ? "true" : "false", flag ? 4 : 5);
}

void json_put_null(struct json *j, const char *key)
{
    value_begin(j, key);
    bytes_add(j, "null", 4);
}

void json_break(struct json *j)
{
    j->broken = true;
}

void json_line(struct json *j)
{
    assert(j->depth == 0);
    byte_add(j, '\n');
}

bool json_flush(struct json *j)
{
    buffer_empty(j);
    if (j->error == 0) {
        errno = 0;
        if (fflush(j->out) != 0)
            j->error = errno != 0 ? errno : EIO;
    }
    if (j->error != 0)
        errno = j->error;
    return j->error == 0;
}
