/* SPDX-License-Identifier: MIT */
/* The figures that people read: counts, bytes, times and spans. */
#include "text/text.h"

#include <assert.h>

#define NS_PER_S INT64_C(1000000000)

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
    char digits[16] = "";
    size_t at = sizeof digits - 1;
    assert(number >= 0 && width <= 9);
    for (; number > 0 || width > 0; number /= 10, width--)
        digits[--at] = (char)('0' + number % 10);
    text_add(t, digits + at);
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

void text_add_span_fine(struct text *t, int64_t span_ns)
{
    if (span_ns <= 0 || span_ns >= NS_PER_S)
        text_add_span(t, span_ns);
    else if (span_ns >= 1000000)
        text_addf(t, "%d ms", (int)(span_ns / 1000000));
    else
        text_addf(t, "%d us", (int)(span_ns / 1000));
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
