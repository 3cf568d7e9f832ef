/* SPDX-License-Identifier: MIT */

/*
 * Text: building it in a caller's buffer, making a stranger's bytes harmless, measuring terminal
 * columns, and the numbers, times and spans people read. Unicode categories and widths come from
 * utf8proc; ASCII, which is nearly everything, is decided here.
 */

#include "text/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "text/compiler.h"

#define NS_PER_S INT64_C(1000000000)

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

/* Three significant digits, rounded to the nearest, `gap` and the SI prefix of `value`: at least
 * 1000. */
static void add_rounded(struct text *t, uint64_t value, const char *gap)
{
    uint64_t divisor = 10;
    unsigned exponent = 1;
    while (value / divisor >= 1000) {
        divisor *= 10;
        exponent++;
    }
    uint64_t digits = value / divisor + (value % divisor >= divisor / 2);
    if (digits == 1000) {
        digits = 100;
        exponent++;
    }
    unsigned prefix = (exponent + 2) / 3;
    unsigned decimals = 3 * prefix - exponent;
    unsigned unit = decimals == 0 ? 1 : decimals == 1 ? 10 : 100;
    text_addf(t, "%u", (unsigned)digits / unit);
    if (decimals > 0) {
        text_addf(t, ".%0*u", (int)decimals, (unsigned)digits % unit);
    }
    text_addf(t, "%s%c", gap, " kMGTPE"[prefix]);
}

void text_add_count(struct text *t, uint64_t count)
{
    if (count < 10000) {
        text_addf(t, "%u", (unsigned)count);
    } else {
        add_rounded(t, count, "");
    }
}

void text_add_bytes(struct text *t, uint64_t bytes)
{
    if (bytes < 1000) {
        text_addf(t, "%u ", (unsigned)bytes);
    } else {
        add_rounded(t, bytes, " ");
    }
    text_add_char(t, 'B');
}

/* A day of the Gregorian calendar. */
struct date {
    int year, month, day;
};

/* The date that many days after 1970-01-01. Years are counted from March, so that the leap day is
 * the last of its year and the lengths of the months follow one formula, and in eras of 400 years,
 * which all have 146097 days. */
static struct date date_from_days(int64_t days)
{
    int64_t since = days + 719468; /* since 0000-03-01 */
    int64_t era = (since >= 0 ? since : since - 146096) / 146097;
    int64_t day_of_era = since - era * 146097;
    int64_t year = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) /
                   365;
    int64_t day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * day_of_year + 2) / 153; /* 0 is March */
    return (struct date){
        .year = (int)(year + era * 400 + (month >= 10)),
        .month = (int)(month < 10 ? month + 3 : month - 9),
        .day = (int)(day_of_year - (153 * month + 2) / 5 + 1),
    };
}

/* A number that is not negative, by `width` digits or more. Output has tens of thousands of times, and printf() reads
 * its format anew for each. */
static void digits_add(struct text *t, int number, int width)
{
    char digits[16];
    size_t at = sizeof digits;
    assert(number >= 0 && width <= 9);
    for (; number > 0 || width > 0; number /= 10, width--)
        digits[--at] = (char)('0' + number % 10);
    append(t, digits + at, sizeof digits - at, false);
}

void text_add_time(struct text *t, int64_t t_ns, int digits)
{
    assert(digits == 0 || digits == 3 || digits == 6 || digits == 9);
    int64_t seconds = t_ns / NS_PER_S;
    int64_t fraction = t_ns % NS_PER_S;
    if (fraction < 0) {
        fraction += NS_PER_S;
        seconds--;
    }
    int64_t days = seconds / 86400;
    int64_t clock = seconds % 86400;
    if (clock < 0) {
        clock += 86400;
        days--;
    }
    struct date date = date_from_days(days);
    digits_add(t, date.year, 4);
    text_add_char(t, '-');
    digits_add(t, date.month, 2);
    text_add_char(t, '-');
    digits_add(t, date.day, 2);
    text_add_char(t, 'T');
    digits_add(t, (int)(clock / 3600), 2);
    text_add_char(t, ':');
    digits_add(t, (int)(clock / 60 % 60), 2);
    text_add_char(t, ':');
    digits_add(t, (int)(clock % 60), 2);
    for (int i = digits; i < 9; i++)
        fraction /= 10;
    if (digits > 0) {
        text_add_char(t, '.');
        digits_add(t, (int)fraction, digits);
    }
    text_add_char(t, 'Z');
}

void text_add_span_brief(struct text *t, int64_t span_ns)
{
    enum { HOURS_MOST = 100, DAYS_MOST = 100 };
    int64_t minutes = span_ns < 0 ? 0 : span_ns / NS_PER_S / 60;
    int64_t hours = minutes / 60, days = hours / 24;
    if (hours < 1)
        text_add_span(t, span_ns);
    else if (hours < HOURS_MOST)
        text_addf(t, "%dh%02dm", (int)hours, (int)(minutes % 60));
    else if (days < DAYS_MOST)
        text_addf(t, "%dd%02dh", (int)days, (int)(hours % 24));
    else
        text_addf(t, "%dd", (int)days);
}

void text_add_span(struct text *t, int64_t span_ns)
{
    enum { HOURS_MOST = 100 };
    int64_t seconds = span_ns < 0 ? 0 : span_ns / NS_PER_S;
    int minute = (int)(seconds / 60 % 60);
    int second = (int)(seconds % 60);
    int hours = (int)(seconds / 3600);
    if (hours >= HOURS_MOST)
        text_addf(t, "%dd %d:%02d:%02d", hours / 24, hours % 24, minute, second);
    else if (hours > 0)
        text_addf(t, "%d:%02d:%02d", hours, minute, second);
    else
        text_addf(t, "%d:%02d", minute, second);
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
