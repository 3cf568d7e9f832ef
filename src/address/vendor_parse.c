/* SPDX-License-Identifier: MIT */

/*
 * Lists of MAC address prefixes that others wrote, in the formats that are met on systems: from
 * bytes in memory to a sorted table. The bytes may be anything at all.
 */

#include <string.h>

#include "address/vendor_table.h"
#include "text/text.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* A part of the list's bytes. */
struct span {
    const char *at;
    size_t n;
};

/* A prefix, as its first bits; none where bits is 0. */
struct prefix {
    uint64_t value;
    unsigned bits;
};

/* What a line was. A half one gives a prefix whose name is to follow. */
enum line { LINE_OTHER, LINE_HALF, LINE_ENTRY };

/* What was read of the current entry. */
struct row {
    struct prefix prefix;
    struct span name;
    char unquoted[2 * VENDOR_NAME]; /* a name that had quotes doubled within quotes */
};

typedef enum line line_reader(struct span, struct row *);

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static struct span span_from(struct span s, size_t skip)
{
    return (struct span){s.at + skip, s.n - skip};
}

static struct span span_trim(struct span s)
{
    while (s.n > 0 && is_blank(s.at[s.n - 1])) {
        s.n--;
    }
    while (s.n > 0 && is_blank(s.at[0])) {
        s = span_from(s, 1);
    }
    return s;
}

static bool span_begins(struct span s, const char *with)
{
    size_t n = strlen(with);
    return s.n >= n && memcmp(s.at, with, n) == 0;
}

/* The bytes before the first `c`, or all of them. */
static struct span span_until(struct span s, char c)
{
    const char *end = s.n > 0 ? memchr(s.at, c, s.n) : NULL;
    return end != NULL ? (struct span){s.at, (size_t)(end - s.at)} : s;
}

/* Where the string begins in the span; s.n where it does not. */
static size_t span_find(struct span s, const char *string)
{
    for (size_t i = 0; i < s.n; i++) {
        if (span_begins(span_from(s, i), string)) {
            return i;
        }
    }
    return s.n;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* The hexadecimal digits a span begins with, at most 12; `used` is how many. */
static uint64_t hex_read(struct span s, size_t *used)
{
    uint64_t value = 0;
    size_t i = 0;
    while (i < s.n && i < 12 && hex_digit(s.at[i]) >= 0) {
        value = value << 4 | (uint64_t)hex_digit(s.at[i]);
        i++;
    }
    *used = i;
    return value;
}

/* 6, 7 or 9 digits, as the IEEE's .csv, systemd, arp-scan and nmap write prefixes. */
static bool read_digits(struct span s, struct prefix *out, size_t *used)
{
    uint64_t value = hex_read(s, used);
    if (*used != 6 && *used != 7 && *used != 9) {
        return false;
    }
    *out = (struct prefix){value, (unsigned)*used * 4};
    return true;
}

/* Octets with ':', '-' or '.' between them. */
static size_t read_octets(struct span s, uint64_t *value, unsigned *octets)
{
    size_t at = 0;
    *value = 0;
    *octets = 0;
    for (;;) {
        struct span rest = span_from(s, at);
        if (rest.n < 2 || hex_digit(rest.at[0]) < 0 || hex_digit(rest.at[1]) < 0) {
            return 0;
        }
        *value = *value << 8 | (uint64_t)(hex_digit(rest.at[0]) << 4 | hex_digit(rest.at[1]));
        *octets += 1;
        at += 2;
        if (*octets == 6 || rest.n < 3 || memchr(":-.", rest.at[2], 3) == NULL) {
            return at;
        }
        at++;
    }
}

/* systemd: "OUI:00155D*", and a line " ID_OUI_FROM_DATABASE=Microsoft Corporation" after it. */
static enum line read_hwdb(struct span line, struct row *row)
{
    static const char key[] = "ID_OUI_FROM_DATABASE=";
    size_t used = 0;
    if (span_begins(line, "OUI:")) {
        struct span rest = span_from(line, 4);
        bool whole = read_digits(rest, &row->prefix, &used) && used < rest.n &&
                     rest.at[used] == '*';
        row->prefix.bits = whole ? row->prefix.bits : 0;
        return whole ? LINE_HALF : LINE_OTHER;
    }
    line = span_trim(line);
    if (row->prefix.bits == 0 || !span_begins(line, key)) {
        return LINE_OTHER;
    }
    row->name = span_from(line, sizeof key - 1);
    return LINE_ENTRY;
}

/* A field of comma-separated values as RFC 4180 section 2 has them: in quotes where it holds commas
 * or quotes, which are doubled. */
static struct span read_field(struct span s, char *out, size_t cap)
{
    if (!span_begins(s, "\"")) {
        return span_until(s, ',');
    }
    size_t n = 0;
    for (size_t i = 1; i < s.n && n < cap; i++) {
        if (s.at[i] == '"') {
            i++;
            if (i == s.n || s.at[i] != '"') {
                break;
            }
        }
        out[n++] = s.at[i];
    }
    return (struct span){out, n};
}

/* IEEE: "MA-L,00155D,Microsoft Corporation,One Microsoft Way ...". */
static enum line read_csv(struct span line, struct row *row)
{
    static const char *const registries[] = {"MA-L,", "MA-M,", "MA-S,", "IAB,", "CID,"};
    for (size_t i = 0; i < COUNT(registries); i++) {
        if (!span_begins(line, registries[i])) {
            continue;
        }
        size_t used = 0;
        struct span rest = span_from(line, strlen(registries[i]));
        if (!read_digits(rest, &row->prefix, &used) || used == rest.n || rest.at[used] != ',') {
            return LINE_OTHER;
        }
        rest = span_from(rest, used + 1);
        row->name = read_field(rest, row->unquoted, sizeof row->unquoted);
        return LINE_ENTRY;
    }
    return LINE_OTHER;
}

/* IEEE: "00-15-5D   (hex)", then "00155D     (base 16)  Microsoft Corporation", where a part of the
 * prefix is assigned with its first and last address: "900000-9FFFFF". */
static enum line read_ieee(struct span line, struct row *row)
{
    static const char base[] = "(base 16)";
    uint64_t value = 0;
    unsigned octets = 0;
    size_t used = read_octets(line, &value, &octets);
    if (used > 0 && octets == 3 && span_begins(span_trim(span_from(line, used)), "(hex)")) {
        row->prefix = (struct prefix){value, 24};
        return LINE_HALF;
    }
    value = hex_read(line, &used);
    size_t at = span_find(line, base);
    if (used != 6 || at == line.n) {
        return LINE_OTHER;
    }
    row->name = span_from(line, at + sizeof base - 1);
    struct span rest = span_from(line, used);
    if (!span_begins(rest, "-")) {
        row->prefix = (struct prefix){value, 24};
        return LINE_ENTRY;
    }
    uint64_t last = hex_read(span_from(rest, 1), &used);
    unsigned bits = last - value == 0xfffff ? 4 : last - value == 0xfff ? 12 : 0;
    if (row->prefix.bits != 24 || used != 6 || bits == 0 || last < value) {
        return LINE_OTHER;
    }
    row->prefix = (struct prefix){row->prefix.value << bits | value >> (24 - bits), 24 + bits};
    return LINE_ENTRY;
}

/* Wireshark: "00:15:5D", or a whole address and "/28"; a tab, a short name, a tab and the long one,
 * which older lists write as a comment. */
static enum line read_manuf(struct span line, struct row *row)
{
    uint64_t value = 0;
    unsigned octets = 0;
    size_t used = read_octets(line, &value, &octets);
    unsigned bits = octets * 8;
    struct span rest = span_from(line, used);
    if (span_begins(rest, "/")) {
        rest = span_from(rest, 1);
        bits = 0;
        while (rest.n > 0 && rest.at[0] >= '0' && rest.at[0] <= '9' && bits <= 48) {
            bits = bits * 10 + (unsigned)(rest.at[0] - '0');
            rest = span_from(rest, 1);
        }
    }
    bool usable = (bits == 24 || bits == 28 || bits == 36) && bits <= octets * 8;
    if (used == 0 || !usable || rest.n == 0 || !is_blank(rest.at[0])) {
        return LINE_OTHER;
    }
    rest = span_trim(rest);
    struct span brief = span_until(rest, '\t');
    struct span name = span_trim(span_from(rest, brief.n));
    while (span_begins(name, "#") || span_begins(name, " ")) {
        name = span_from(name, 1);
    }
    name = span_until(name, '#');
    row->prefix = (struct prefix){value >> (octets * 8 - bits), bits};
    row->name = span_trim(name).n > 0 ? name : brief;
    return LINE_ENTRY;
}

/* arp-scan and nmap: "00155D", blanks, the name. */
static enum line read_plain(struct span line, struct row *row)
{
    size_t used = 0;
    if (!read_digits(line, &row->prefix, &used) || used == line.n || !is_blank(line.at[used])) {
        return LINE_OTHER;
    }
    row->name = span_from(line, used);
    return LINE_ENTRY;
}

/* The first that knows a line reads the list. Stricter ones stand before those that would misread
 * their lines. */
static line_reader *const readers[] = {read_hwdb, read_csv, read_ieee, read_manuf, read_plain};

size_t vendor_parse(const char *bytes, size_t n, struct vendor_list *list)
{
    struct span rest = {bytes, n};
    struct row row = {.prefix = {0, 0}};
    line_reader *known = NULL;
    size_t before = list->total;
    bool room = true;
    if (span_begins(rest, "\xef\xbb\xbf")) {
        rest = span_from(rest, 3);
    }
    while (rest.n > 0 && room) {
        struct span line = span_until(rest, '\n');
        rest = span_from(rest, line.n < rest.n ? line.n + 1 : line.n);
        enum line what = known != NULL ? known(line, &row) : LINE_OTHER;
        for (size_t i = 0; i < COUNT(readers) && known == NULL; i++) {
            what = readers[i](line, &row);
            known = what != LINE_OTHER ? readers[i] : NULL;
        }
        if (what == LINE_ENTRY) {
            struct span name = span_trim(row.name);
            room = vendor_list_add(list, row.prefix.value, row.prefix.bits, name.at, name.n);
            row.prefix.bits = 0;
        }
    }
    vendor_list_sort(list);
    return list->total - before;
}

/* The digits of a number of fixed width; -1 where there are others. */
static int read_number(struct span s, size_t digits)
{
    int value = 0;
    for (size_t i = 0; i < digits; i++) {
        if (i >= s.n || s.at[i] < '0' || s.at[i] > '9') {
            return -1;
        }
        value = value * 10 + (s.at[i] - '0');
    }
    return value;
}

/* A day as a number that sorts as the days do, 20261123; 0 where the span does not begin with one,
 * written "2026-11-23" or "23 Nov 2026". */
static int read_day(struct span s)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    int year = -1;
    int month = 0;
    int day = -1;
    if (s.n >= 10 && s.at[4] == '-' && s.at[7] == '-') {
        year = read_number(s, 4);
        month = read_number(span_from(s, 5), 2);
        day = read_number(span_from(s, 8), 2);
    } else if (s.n >= 11 && s.at[2] == ' ' && s.at[6] == ' ') {
        char name[4] = {s.at[3], s.at[4], s.at[5], '\0'};
        const char *found = strstr(months, name);
        day = read_number(s, 2);
        month = found != NULL && (found - months) % 3 == 0 ? (int)(found - months) / 3 + 1 : 0;
        year = read_number(span_from(s, 7), 4);
    }
    bool real = year >= 1985 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    return real ? year * 10000 + month * 100 + day : 0;
}

bool vendor_date(const char *bytes, size_t n, char out[11])
{
    struct span rest = {bytes, n};
    int latest = 0;
    while (rest.n > 0 && memchr("#\r\n", rest.at[0], 3) != NULL) {
        struct span line = span_until(rest, '\n');
        rest = span_from(rest, line.n < rest.n ? line.n + 1 : line.n);
        for (; line.n > 0; line = span_from(line, 1)) {
            int day = read_day(line);
            latest = day > latest ? day : latest;
        }
    }
    if (latest == 0) {
        return false;
    }
    struct text t = text_over(out, 11);
    text_addf(&t, "%04d-%02d-%02d", latest / 10000, latest / 100 % 100, latest % 100);
    return true;
}
