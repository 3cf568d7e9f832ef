/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_TEXT_H
#define CASTSCOPE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Text in memory that somebody else owns: built without overflow, made harmless, measured in
 * terminal columns.
 *
 * Everything a stranger wrote (a name from the network, a file's comment, a line of a vendor list)
 * passes text_sanitize() once, where it enters. After that it is "clean": valid UTF-8 in which each
 * code point is printable, so that it can be written to a terminal or a file as it is.
 */

/* A string under construction in a caller's buffer. Always terminated; what does not fit is cut at
 * a character border and remembered in `cut`; nothing is added after a cut. */
struct text {
    char *at;   /* the caller's buffer */
    size_t cap; /* its size, terminator included; at least 1 */
    size_t len; /* bytes written, terminator excluded */
    bool cut;   /* something did not fit */
};

#if defined(__GNUC__)
#define TEXT_PRINTF(string, first) __attribute__((format(printf, string, first)))
#else
#define TEXT_PRINTF(string, first)
#endif

struct text text_over(char *buffer, size_t cap);
void text_add(struct text *, const char *string);
void text_add_char(struct text *, char);
void text_add_code_point(struct text *, uint32_t); /* in UTF-8 */
void text_addf(struct text *, const char *format, ...) TEXT_PRINTF(2, 3);
void text_addv(struct text *, const char *format, va_list arguments) TEXT_PRINTF(2, 0);

/*
 * Appends `n` bytes from a stranger in clean form: printable UTF-8 stays (spaces included), every
 * byte of anything else becomes \xNN. Not printable are control, format, surrogate, private and
 * unassigned code points, line and paragraph separators, variation selectors, broken UTF-8, a
 * combining mark without a base character, and the third and later one on the same. An escape is
 * cut as a whole. Cleaning clean text changes nothing.
 */
void text_add_clean(struct text *, const void *bytes, size_t n);

/* text_add_clean() into a fresh string; the length written. */
size_t text_sanitize(char *out, size_t cap, const void *bytes, size_t n);

/* The code point at *at, which is then moved behind it; 0 at the end. For clean text; a byte that
 * is not UTF-8 comes back as U+FFFD. */
uint32_t text_next(const char **at);

/* An ASCII letter in lower case, any other byte as it is, whatever the locale: how names of hosts are
 * compared (RFC 4343 section 3). */
static inline char text_lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* text_lower() of eight characters at once, in whatever order they lie in a number. */
static inline uint64_t text_lower_eight(uint64_t eight)
{
    const uint64_t each = UINT64_C(0x0101010101010101), high = 0x80 * each;
    uint64_t rest = eight & ~high;
    uint64_t from_a = rest + (0x80 - 'A') * each, beyond_z = rest + (0x7f - 'Z') * each;
    return eight | (from_a & ~beyond_z & ~eight & high) >> 2;
}

/* A hash of the first `n` bytes, the same for small and capital letters. It needs spread, not secrecy. */
uint64_t text_hash(const char *, size_t n);

/* The code point in lower case, so that strings can be compared without regard to it. */
uint32_t text_fold(uint32_t code_point);

/* True where clean `string` has clean `part` in it, whatever their case; "" is in everything. */
bool text_holds(const char *string, const char *part);

/* Columns a terminal uses for a code point (0 for combining marks, 2 for wide ones) or a string. */
int text_char_columns(uint32_t code_point);
int text_columns(const char *string);

/* How many bytes of a text stand in one line of so many columns: up to the last blank that fits, or all
 * that does where there is none, but at least a character. */
size_t text_line(const char *string, int columns);

/* figures.c */

/* A count for people, at most 5 columns: 0 to 9999 plainly, then 12.3k, 123k, 1.23M, ... */
void text_add_count(struct text *, uint64_t count);

/* A number of bytes, the same way with units of 1000: 999 B, 1.23 kB, 12.3 MB. */
void text_add_bytes(struct text *, uint64_t bytes);

/* A time since 1970 in nanoseconds as RFC 3339 in UTC with `digits` (0, 3, 6 or 9) decimals,
 * cut off rather than rounded. Every int64_t is a time between 1677 and 2262. */
void text_add_time(struct text *, int64_t t_ns, int digits);

/* A span as h:mm:ss, or m:ss, and of a hundred hours or more with its days: 4d 4:00:00. Negative spans count as 0. */
void text_add_span(struct text *, int64_t span_ns);

/* The same, but what is shorter than a second as 41 ms or 730 us. */
void text_add_span_fine(struct text *, int64_t span_ns);

/* The same as text_add_span() in at most six columns up to 270 years: 59:59, 1h02m, 99h59m, 4d04h, 1648d. */
void text_add_span_brief(struct text *, int64_t span_ns);

#endif
