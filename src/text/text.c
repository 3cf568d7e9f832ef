/* SPDX-License-Identifier: MIT */

/*
 * Text: building it in a caller's buffer, making a stranger's bytes harmless, and measuring terminal
 * columns. Unicode categories and widths come from utf8proc; ASCII, which is nearly everything, is
 * decided here.
 */

#include "text/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "text/compiler.h"

/* Two combining marks are enough for the scripts in use; more on one character make towers that
 * reach into other rows, and have crashed terminals (CVE-2021-27135, CVE-2021-26937). */
#define MARKS_MAX 2

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* The length of the longest start of s[0..n) that does not end inside a character. */
static size_t whole_characters(const char *s, size_t n)
{
    size_t lead = n;
    size_t back = 0;
    while (lead > 0 && back < 4) {
        lead--;
        back++;
        if (!is_continuation(s[lead])) {
            unsigned char c = (unsigned char)s[lead];
            size_t needed = c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
            return back < needed ? lead : n;
        }
    }
    return n;
}

struct text text_over(char *buffer, size_t cap)
{
    assert(cap >= 1);
    buffer[0] = '\0';
    return (struct text){.at = buffer, .cap = cap, .len = 0, .cut = false};
}

/* Appends n bytes of which not all fit: the whole characters that do, or nothing if `unit`. After a cut
 * nothing more is taken, so that the text stays a true beginning. */
static void append_cut(struct text *t, const char *bytes, bool unit)
{
    if (t->cut)
        return;
    t->cut = true;
    size_t n = unit ? 0 : whole_characters(bytes, t->cap - t->len - 1);
    memcpy(t->at + t->len, bytes, n);
    t->len += n;
    t->at[t->len] = '\0';
}

static inline void append(struct text *t, const char *bytes, size_t n, bool unit)
{
    if (t->cut || n > t->cap - t->len - 1) {
        append_cut(t, bytes, unit);
        return;
    }
    memcpy(t->at + t->len, bytes, n);
    t->len += n;
    t->at[t->len] = '\0';
}

void text_add(struct text *t, const char *string)
{
    append(t, string, strlen(string), false);
}

void text_add_char(struct text *t, char c)
{
    append(t, &c, 1, true);
}

void text_add_code_point(struct text *t, uint32_t code_point)
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t n = code_point <= 0x10ffff
                             ? utf8proc_encode_char((utf8proc_int32_t)code_point, bytes)
                             : 0;
    append(t, (const char *)bytes, n > 0 ? (size_t)n : 0, true);
}

void text_addv(struct text *t, const char *format, va_list arguments)
{
    if (t->cut)
        return;
    size_t room = t->cap - t->len - 1;
    char *end = t->at + t->len;
    int needed = vsnprintf(end, room + 1, format, arguments);
    size_t n = needed < 0 ? 0 : (size_t)needed;
    if (n > room) {
        t->cut = true;
        n = whole_characters(end, room);
    }
    t->len += n;
    t->at[t->len] = '\0';
}

void text_addf(struct text *t, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text_addv(t, format, arguments);
    va_end(arguments);
}

static bool is_variation_selector(utf8proc_int32_t c)
{
    return (c >= 0x180b && c <= 0x180d) || c == 0x180f || (c >= 0xfe00 && c <= 0xfe0f) ||
           (c >= 0xe0100 && c <= 0xe01ef);
}

/* Vowels and final consonants of decomposed Hangul, which terminals draw into the two columns of
 * the syllable's first letter. Versions of utf8proc differ about their width. */
static bool is_hangul_inner(utf8proc_int32_t c)
{
    return (c >= 0x1160 && c <= 0x11ff) || (c >= 0xd7b0 && c <= 0xd7ff);
}

/* What text_add_clean() does with a code point beyond ASCII. */
enum glyph { GLYPH_HIDDEN, GLYPH_BASE, GLYPH_MARK };

static enum glyph glyph_of(utf8proc_int32_t c)
{
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return GLYPH_HIDDEN;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME: return is_variation_selector(c) ? GLYPH_HIDDEN : GLYPH_MARK;
    default:
        /* A letter without a width of its own piles up on the one before it, as marks do. */
        return text_char_columns((uint32_t)c) == 0 ? GLYPH_MARK : GLYPH_BASE;
    }
}

static void append_escaped(struct text *t, const uint8_t *bytes, size_t n)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < n; i++) {
        char escape[4] = {'\\', 'x', digits[bytes[i] >> 4], digits[bytes[i] & 0xf]};
        append(t, escape, sizeof escape, true);
    }
}

/* True where all bytes of a number are printable ASCII. In each byte, the top bit is set below 0x20 (by
 * the borrow), above 0x7e (by the carry) or beyond ASCII (as it is). */
static inline bool is_printable(uint64_t bytes)
{
    uint64_t below = bytes - UINT64_C(0x2020202020202020);
    uint64_t above = bytes + UINT64_C(0x0101010101010101);
    return ((below | above | bytes) & UINT64_C(0x8080808080808080)) == 0;
}

/* Appends printable ASCII that fits, as nearly all of what strangers write is; false and nothing
 * where it is something else. Two reads of 2, 4 or 8 bytes that may overlap are the start and the
 * end of a short string, whatever its length. */
static inline bool append_plain(struct text *t, const uint8_t *at, size_t n)
{
    char *out = t->at + t->len;
    if (n == 0 || n > 16 || n > t->cap - t->len - 1)
        return false;
    if (n == 1) {
        if (at[0] < 0x20 || at[0] >= 0x7f)
            return false;
        out[0] = (char)at[0];
    } else if (n < 4) {
        uint16_t start, end;
        memcpy(&start, at, 2);
        memcpy(&end, at + n - 2, 2);
        if (!is_printable(UINT64_C(0x2020202000000000) | (uint64_t)start << 16 | end))
            return false;
        memcpy(out, &start, 2);
        memcpy(out + n - 2, &end, 2);
    } else if (n < 8) {
        uint32_t start, end;
        memcpy(&start, at, 4);
        memcpy(&end, at + n - 4, 4);
        if (!is_printable((uint64_t)start << 32 | end))
            return false;
        memcpy(out, &start, 4);
        memcpy(out + n - 4, &end, 4);
    } else {
        uint64_t start, end;
        memcpy(&start, at, 8);
        memcpy(&end, at + n - 8, 8);
        if (!is_printable(start) || !is_printable(end))
            return false;
        memcpy(out, &start, 8);
        memcpy(out + n - 8, &end, 8);
    }
    t->len += n;
    out[n] = '\0';
    return true;
}

/* How many bytes from `at` on are printable ASCII. */
static size_t ascii_run(const uint8_t *at, size_t n)
{
    size_t run = 0;
    for (uint64_t eight; run + sizeof eight <= n; run += sizeof eight) {
        memcpy(&eight, at + run, sizeof eight);
        if (!is_printable(eight))
            break;
    }
    while (run < n && at[run] >= 0x20 && at[run] < 0x7f)
        run++;
    return run;
}

/* Whatever it is. */
APART static void append_clean(struct text *t, const uint8_t *at, size_t n)
{
    const uint8_t *end = at + n;
    int marks = MARKS_MAX; /* on the last base character; there is none to begin with */
    while (at < end && !t->cut) {
        size_t run = ascii_run(at, (size_t)(end - at));
        if (run > 0) {
            append(t, (const char *)at, run, false);
            at += run;
            marks = 0;
            continue;
        }
        utf8proc_int32_t c = -1;
        utf8proc_ssize_t length = utf8proc_iterate(at, (utf8proc_ssize_t)(end - at), &c);
        size_t used = length > 0 ? (size_t)length : 1;
        enum glyph glyph = length > 0 ? glyph_of(c) : GLYPH_HIDDEN;
        if (glyph == GLYPH_BASE || (glyph == GLYPH_MARK && marks < MARKS_MAX)) {
            append(t, (const char *)at, used, true);
            marks = glyph == GLYPH_BASE ? 0 : marks + 1;
        } else {
            append_escaped(t, at, used);
            marks = MARKS_MAX;
        }
        at += used;
    }
}

void text_add_clean(struct text *t, const void *bytes, size_t n)
{
    if (t->cut || !append_plain(t, bytes, n))
        append_clean(t, bytes, n);
}

size_t text_sanitize(char *out, size_t cap, const void *bytes, size_t n)
{
    struct text t = text_over(out, cap);
    text_add_clean(&t, bytes, n);
    return t.len;
}

uint32_t text_next(const char **at)
{
    unsigned char first = (unsigned char)**at;
    if (first < 0x80) {
        *at += first != 0;
        return first;
    }
    utf8proc_int32_t c = -1;
    utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)*at, -1, &c);
    if (length <= 0) {
        *at += 1;
        return 0xfffd;
    }
    *at += length;
    return (uint32_t)c;
}

uint64_t text_hash(const char *text, size_t n)
{
    uint64_t hash = n;
    for (size_t at = 0; at < n; at += 8) {
        uint64_t eight = 0;
        memcpy(&eight, text + at, n - at < 8 ? n - at : 8);
        hash = (hash ^ text_lower_eight(eight)) *
               UINT64_C(0x9e3779b97f4a7c15); /* the golden ratio */
        hash ^= hash >> 32;
    }
    return hash;
}

uint32_t text_fold(uint32_t code_point)
{
    return code_point <= 0x10ffff ? (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point)
                                  : code_point;
}

/* True where the string begins with the part. */
static bool text_begins(const char *string, const char *part)
{
    while (*part != '\0')
        if (*string == '\0' || text_fold(text_next(&string)) != text_fold(text_next(&part)))
            return false;
    return true;
}

bool text_holds(const char *string, const char *part)
{
    while (!text_begins(string, part))
        if (text_next(&string) == 0)
            return false;
    return true;
}

int text_char_columns(uint32_t code_point)
{
    if (code_point < 0x7f) {
        return code_point >= 0x20;
    }
    utf8proc_int32_t c = (utf8proc_int32_t)(code_point <= 0x10ffff ? code_point : 0);
    return is_hangul_inner(c) ? 0 : utf8proc_charwidth(c);
}

int text_columns(const char *string)
{
    int columns = 0;
    for (uint32_t c = text_next(&string); c != 0; c = text_next(&string)) {
        columns += text_char_columns(c);
    }
    return columns;
}

size_t text_line(const char *text, int columns)
{
    const char *at = text;
    size_t blank = 0;
    int used = 0;
    while (*at != '\0') {
        const char *here = at;
        uint32_t c = text_next(&at);
        used += text_char_columns(c);
        if (c == ' ')
            blank = (size_t)(here - text);
        if (used > columns && here > text)
            return blank > 0 ? blank : (size_t)(here - text);
    }
    return (size_t)(at - text);
}
