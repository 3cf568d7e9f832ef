/* SPDX-License-Identifier: MIT */

/* Text: what a stranger's bytes become, where text is cut, and how numbers and times read. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "text/error.h"
#include "text/text.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* The rows' names are printed, because cmocka only knows the loop. */
static void check_string(const char *name, const char *got, const char *expected)
{
    if (strcmp(got, expected) != 0) {
        fail_msg("%s: got \"%s\", expected \"%s\"", name, got, expected);
    }
}

static void sanitize_escapes_what_is_not_printable(void **state)
{
    (void)state;
    static const struct {
        const char *name, *bytes, *expected;
    } rows[] = {
        {"nothing", "", ""},
        {"ASCII", "printer 2 (upstairs)", "printer 2 (upstairs)"},
        {"a backslash", "a\\x1b", "a\\x1b"},
        {"quotation marks", "\"'", "\"'"},
        {"escape sequence", "\x1b[2J", "\\x1b[2J"},
        {"cursor motion", "\r\n\b\t", "\\x0d\\x0a\\x08\\x09"},
        {"bell", "\a", "\\x07"},
        {"delete", "\x7f", "\\x7f"},
        {"raw C1",
         "\x9b"
         "31m",
         "\\x9b31m"},
        {"C1 in UTF-8", "\xc2\x9b", "\\xc2\\x9b"},
        {"next line", "\xc2\x85", "\\xc2\\x85"},
        {"Latin", "Ana\xe2\x80\x99s Caf\xc3\xa9", "Ana\xe2\x80\x99s Caf\xc3\xa9"},
        {"Japanese", "\xe6\x97\xa5\xe6\x9c\xac", "\xe6\x97\xa5\xe6\x9c\xac"},
        {"a telephone", "\xf0\x9f\x93\xb1", "\xf0\x9f\x93\xb1"},
        {"no-break space", "\xc2\xa0", "\xc2\xa0"},
        {"ideographic space", "\xe3\x80\x80", "\xe3\x80\x80"},
        {"soft hyphen", "\xc2\xad", "\\xc2\\xad"},
        {"zero width space", "\xe2\x80\x8b", "\\xe2\\x80\\x8b"},
        {"zero width joiner", "\xe2\x80\x8d", "\\xe2\\x80\\x8d"},
        {"right-to-left override",
         "\xe2\x80\xae"
         "gpj",
         "\\xe2\\x80\\xaegpj"},
        {"isolate", "\xe2\x81\xa6", "\\xe2\\x81\\xa6"},
        {"line separator", "\xe2\x80\xa8", "\\xe2\\x80\\xa8"},
        {"paragraph separator", "\xe2\x80\xa9", "\\xe2\\x80\\xa9"},
        {"byte order mark",
         "\xef\xbb\xbf"
         "a",
         "\\xef\\xbb\\xbfa"},
        {"variation selector", "a\xef\xb8\x8f", "a\\xef\\xb8\\x8f"},
        {"Mongolian variation selector", "a\xe1\xa0\x8b", "a\\xe1\\xa0\\x8b"},
        {"supplementary variation selector", "a\xf3\xa0\x84\x80", "a\\xf3\\xa0\\x84\\x80"},
        {"tag character", "\xf3\xa0\x81\x81", "\\xf3\\xa0\\x81\\x81"},
        {"private use", "\xee\x80\x80", "\\xee\\x80\\x80"},
        {"private plane", "\xf3\xb0\x80\x80", "\\xf3\\xb0\\x80\\x80"},
        {"unassigned", "\xcd\xb8", "\\xcd\\xb8"},
        {"not a character", "\xef\xbf\xbf", "\\xef\\xbf\\xbf"},
        {"surrogate", "\xed\xa0\x80", "\\xed\\xa0\\x80"},
        {"beyond Unicode", "\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},
        {"overlong slash", "\xc0\xaf", "\\xc0\\xaf"},
        {"overlong in three", "\xe0\x80\xaf", "\\xe0\\x80\\xaf"},
        {"overlong NUL", "\xc0\x80", "\\xc0\\x80"},
        {"truncated at the end", "a\xe2\x82", "a\\xe2\\x82"},
        {"truncated before ASCII",
         "\xe2\x82"
         "b",
         "\\xe2\\x82"
         "b"},
        {"lone continuation", "\x80\xbf", "\\x80\\xbf"},
        {"impossible bytes", "\xfe\xff", "\\xfe\\xff"},
        {"decomposed e acute", "e\xcc\x81", "e\xcc\x81"},
        {"two marks", "e\xcc\x81\xcc\xa3", "e\xcc\x81\xcc\xa3"},
        {"third and fourth mark", "e\xcc\x81\xcc\xa3\xcc\x82\xcc\x84",
         "e\xcc\x81\xcc\xa3\\xcc\\x82\\xcc\\x84"},
        {"marks begin anew", "e\xcc\x81\xcc\xa3o\xcc\x82", "e\xcc\x81\xcc\xa3o\xcc\x82"},
        {"mark without base", "\xcc\x81", "\\xcc\\x81"},
        {"mark after an escape", "\x01\xcc\x81", "\\x01\\xcc\\x81"},
        {"enclosing marks count", "a\xe2\x83\x9d\xe2\x83\x9d\xe2\x83\x9d",
         "a\xe2\x83\x9d\xe2\x83\x9d\\xe2\\x83\\x9d"},
        {"decomposed Hangul", "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab",
         "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab"},
        {"Devanagari", "\xe0\xa4\xb9\xe0\xa4\xbf\xe0\xa4\xa8",
         "\xe0\xa4\xb9\xe0\xa4\xbf\xe0\xa4\xa8"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char once[128];
        char twice[128];
        size_t n = text_sanitize(once, sizeof once, rows[i].bytes, strlen(rows[i].bytes));
        check_string(rows[i].name, once, rows[i].expected);
        assert_int_equal(n, strlen(once));
        text_sanitize(twice, sizeof twice, once, n);
        check_string(rows[i].name, twice, once);
    }
}

static void sanitize_escapes_a_nul(void **state)
{
    (void)state;
    char out[16];
    assert_int_equal(text_sanitize(out, sizeof out, "a\0b", 3), 6);
    assert_string_equal(out, "a\\x00b");
}

/* Small reproducible numbers (xorshift). */
static uint32_t random_next(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static void sanitize_makes_any_bytes_clean(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "a", "\xcc\x81", "\xe2\x80\xae", "\xf0\x9f\x93\xb1", "\x1b", "\xe1\x85\xa1", "\xef\xb8\x8f",
    };
    uint32_t seed = 1;
    for (int round = 0; round < 20000; round++) {
        char raw[40];
        struct text t = text_over(raw, sizeof raw);
        while (!t.cut) {
            uint32_t r = random_next(&seed);
            if (r & 0x100) {
                text_add(&t, pieces[r % COUNT(pieces)]);
            } else {
                text_add_char(&t, (char)(r & 0xff));
            }
        }
        char once[200];
        char twice[200];
        size_t cap = 1 + random_next(&seed) % sizeof once;
        size_t n = text_sanitize(once, cap, raw, t.len);
        assert_true(n < cap && once[n] == '\0');
        assert_int_equal(text_sanitize(twice, sizeof twice, once, n), n);
        assert_string_equal(once, twice);
        assert_true(text_columns(once) <= (int)n);
        const char *at = once;
        for (uint32_t c = text_next(&at); c != 0; c = text_next(&at)) {
            assert_true(c >= 0x20 && c != 0x7f && c != 0xfffd && c != 0x202e);
        }
        assert_ptr_equal(at, once + n);
    }
}

/* Strings are looked at several bytes together: in every length and at every place, each border of
 * what is printable; read and written in room that is exactly as large. */
static void sanitize_sees_every_byte(void **state)
{
    (void)state;
    static const struct {
        uint8_t byte;
        const char *shown;
    } rows[] = {{0x1f, "\\x1f"}, {0x20, " "},     {0x7e, "~"},     {0x7f, "\\x7f"},
                {0x00, "\\x00"}, {0x80, "\\x80"}, {0xff, "\\xff"}, {0xa0, "\\xa0"}};
    for (size_t n = 1; n <= 40; n++) {
        for (size_t place = 0; place < n; place++) {
            for (size_t i = 0; i < COUNT(rows); i++) {
                char expected[64] = "";
                size_t length = n - 1 + strlen(rows[i].shown);
                memset(expected, 'a', place);
                memcpy(expected + place, rows[i].shown, strlen(rows[i].shown));
                memset(expected + place + strlen(rows[i].shown), 'a', n - 1 - place);
                uint8_t *bytes = malloc(n);
                char *out = malloc(length + 1);
                assert_non_null(bytes);
                assert_non_null(out);
                memset(bytes, 'a', n);
                bytes[place] = rows[i].byte;
                assert_int_equal(text_sanitize(out, length + 1, bytes, n), length);
                assert_string_equal(out, expected);
                free(bytes);
                free(out);
            }
        }
    }
}

static void text_is_cut_at_a_character_border(void **state)
{
    (void)state;
    static const struct {
        const char *name, *string;
        size_t cap;
        const char *expected;
    } rows[] = {
        {"fits exactly", "abc", 4, "abc"},
        {"one short", "abc", 3, "ab"},
        {"no room at all", "abc", 1, ""},
        {"two bytes", "a\xc3\xa9", 3, "a"},
        {"two bytes fit", "a\xc3\xa9", 4, "a\xc3\xa9"},
        {"three bytes, two left", "\xe2\x82\xac", 3, ""},
        {"four bytes, three left", "a\xf0\x9f\x93\xb1", 5, "a"},
        {"four bytes fit", "a\xf0\x9f\x93\xb1", 6, "a\xf0\x9f\x93\xb1"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char out[16];
        bool cut = strcmp(rows[i].string, rows[i].expected) != 0;
        struct text plain = text_over(out, rows[i].cap);
        text_add(&plain, rows[i].string);
        check_string(rows[i].name, out, rows[i].expected);
        assert_int_equal(plain.cut, cut);
        struct text formatted = text_over(out, rows[i].cap);
        text_addf(&formatted, "%s", rows[i].string);
        check_string(rows[i].name, out, rows[i].expected);
        assert_int_equal(formatted.len, strlen(out));
        assert_int_equal(formatted.cut, cut);
        text_sanitize(out, rows[i].cap, rows[i].string, strlen(rows[i].string));
        check_string(rows[i].name, out, rows[i].expected);
    }
}

static void an_escape_is_cut_as_a_whole(void **state)
{
    (void)state;
    char out[6];
    struct text t = text_over(out, sizeof out);
    text_add_clean(&t, "ab\x1b", 3);
    assert_string_equal(out, "ab");
    assert_true(t.cut);
}

static void nothing_is_added_after_a_cut(void **state)
{
    (void)state;
    char out[4];
    struct text t = text_over(out, sizeof out);
    text_add(&t, "ab\xc3\xa9");
    text_add(&t, "c");
    text_add_char(&t, 'd');
    text_addf(&t, "%d", 5);
    text_add_clean(&t, "e", 1);
    assert_string_equal(out, "ab");
    assert_int_equal(t.len, 2);
}

static void columns_are_the_terminals(void **state)
{
    (void)state;
    static const struct {
        const char *name, *string;
        int columns;
    } rows[] = {
        {"nothing", "", 0},
        {"ASCII", "mDNS ~", 6},
        {"accent", "Caf\xc3\xa9", 4},
        {"combining accent", "Cafe\xcc\x81", 4},
        {"wide", "\xe6\x97\xa5\xe6\x9c\xac", 4},
        {"emoji", "\xf0\x9f\x93\xb1", 2},
        {"fullwidth letter", "\xef\xbc\xa1", 2},
        {"halfwidth kana", "\xef\xbd\xb1", 1},
        {"box drawing", "\xe2\x94\x80\xe2\x96\x88", 2},
        {"decomposed Hangul", "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", 2},
        {"a broken byte counts as U+FFFD",
         "a\xff"
         "b",
         3},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        int columns = text_columns(rows[i].string);
        if (columns != rows[i].columns) {
            fail_msg("%s: %d columns, expected %d", rows[i].name, columns, rows[i].columns);
        }
    }
    assert_int_equal(text_char_columns(0x110000), 0);
    assert_int_equal(text_char_columns(UINT32_MAX), 0);
    assert_int_equal(text_char_columns('\n'), 0);
}

static void next_walks_over_code_points(void **state)
{
    (void)state;
    const char *at = "a\xc3\xa9\xff\xe2\x82";
    assert_int_equal(text_next(&at), 'a');
    assert_int_equal(text_next(&at), 0xe9);
    assert_int_equal(text_next(&at), 0xfffd);
    assert_int_equal(text_next(&at), 0xfffd);
    assert_int_equal(text_next(&at), 0xfffd);
    assert_int_equal(text_next(&at), 0);
    assert_int_equal(text_next(&at), 0);
}

static void only_ascii_letters_become_lower(void **state)
{
    (void)state;
    static const char upper[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                      lower[] = "abcdefghijklmnopqrstuvwxyz";
    for (unsigned byte = 1; byte < 256; byte++) {
        const char *letter = strchr(upper, (char)byte);
        assert_int_equal(text_lower((char)byte),
                         letter != NULL ? lower[letter - upper] : (char)byte);
    }
    assert_int_equal(text_lower('\0'), '\0');
    for (int byte = 0; byte <= UINT8_MAX; byte++) {
        for (unsigned at = 0; at < 64; at += 8) {
            const uint64_t others = UINT64_C(0x7b615a40ff80005b) & ~(UINT64_C(0xff) << at);
            const uint64_t others_lower = UINT64_C(0x7b617a40ff80005b) & ~(UINT64_C(0xff) << at);
            uint64_t lower_byte = (uint8_t)text_lower((char)byte);
            assert_true(text_lower_eight(others | (uint64_t)byte << at) ==
                        (others_lower | lower_byte << at));
        }
    }
}

static void hashes_are_of_small_letters(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "", "a", "b", "foobar", "foobaz", "foobar12", "foobar123", "1foobar23", "foobar12foobar12",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char capital[20];
        size_t n = strlen(rows[i]);
        for (size_t k = 0; k <= n; k++)
            capital[k] = (char)(rows[i][k] >= 'a' && rows[i][k] <= 'z' ? rows[i][k] - 32
                                                                       : rows[i][k]);
        for (size_t other = 0; other < COUNT(rows); other++) {
            bool equal = text_hash(capital, n) == text_hash(rows[other], strlen(rows[other]));
            if (equal != (i == other))
                fail_msg("%s and %s", capital, rows[other]);
        }
    }
    assert_true(text_hash("foobar.local", 6) == text_hash("foobar", 6));
    assert_true(text_hash("foobar.local", 7) != text_hash("foobar", 6));
}

static void counts_take_at_most_five_columns(void **state)
{
    (void)state;
    static const struct {
        uint64_t value;
        const char *count, *bytes;
    } rows[] = {
        {0, "0", "0 B"},
        {7, "7", "7 B"},
        {999, "999", "999 B"},
        {1000, "1000", "1.00 kB"},
        {1234, "1234", "1.23 kB"},
        {9994, "9994", "9.99 kB"},
        {9995, "9995", "10.0 kB"},
        {9999, "9999", "10.0 kB"},
        {10000, "10.0k", "10.0 kB"},
        {12345, "12.3k", "12.3 kB"},
        {12350, "12.4k", "12.4 kB"},
        {99949, "99.9k", "99.9 kB"},
        {99950, "100k", "100 kB"},
        {123456, "123k", "123 kB"},
        {999499, "999k", "999 kB"},
        {999500, "1.00M", "1.00 MB"},
        {1009999, "1.01M", "1.01 MB"},
        {1234567, "1.23M", "1.23 MB"},
        {12345678901, "12.3G", "12.3 GB"},
        {UINT64_MAX, "18.4E", "18.4 EB"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char out[16];
        struct text count = text_over(out, sizeof out);
        text_add_count(&count, rows[i].value);
        check_string(rows[i].count, out, rows[i].count);
        struct text bytes = text_over(out, sizeof out);
        text_add_bytes(&bytes, rows[i].value);
        check_string(rows[i].bytes, out, rows[i].bytes);
    }
    for (uint64_t value = 1; value < UINT64_MAX / 3; value = value * 3 + 1) {
        char out[16];
        struct text t = text_over(out, sizeof out);
        text_add_count(&t, value);
        assert_true(t.len <= 5 && !t.cut);
    }
}

#define S INT64_C(1000000000)

static void times_are_rfc_3339(void **state)
{
    (void)state;
    static const struct {
        int64_t t_ns;
        int digits;
        const char *expected;
    } rows[] = {
        {0, 0, "1970-01-01T00:00:00Z"},
        {0, 9, "1970-01-01T00:00:00.000000000Z"},
        {1, 9, "1970-01-01T00:00:00.000000001Z"},
        {-1, 9, "1969-12-31T23:59:59.999999999Z"},
        {-1, 0, "1969-12-31T23:59:59Z"},
        {-86400 * S, 0, "1969-12-31T00:00:00Z"},
        {951782399 * S, 0, "2000-02-28T23:59:59Z"},
        {951782400 * S, 0, "2000-02-29T00:00:00Z"},
        {951868800 * S, 0, "2000-03-01T00:00:00Z"},
        {1700000000 * S + 1, 9, "2023-11-14T22:13:20.000000001Z"},
        {1700000000 * S + 999999999, 6, "2023-11-14T22:13:20.999999Z"},
        {1700000000 * S + 999999999, 3, "2023-11-14T22:13:20.999Z"},
        {4102444799 * S, 0, "2099-12-31T23:59:59Z"},
        {4107542400 * S, 0, "2100-03-01T00:00:00Z"},
        {4354819199 * S, 0, "2107-12-31T23:59:59Z"},
        {INT64_MIN, 9, "1677-09-21T00:12:43.145224192Z"},
        {INT64_MAX, 9, "2262-04-11T23:47:16.854775807Z"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char out[40];
        struct text t = text_over(out, sizeof out);
        text_add_time(&t, rows[i].t_ns, rows[i].digits);
        check_string(rows[i].expected, out, rows[i].expected);
    }
}

static void spans_are_minutes_or_hours(void **state)
{
    (void)state;
    static const struct {
        int64_t span_ns;
        const char *expected, *brief, *fine; /* NULL: as expected */
    } rows[] = {
        {0, "0:00", "0:00", NULL},
        {-1, "0:00", "0:00", NULL},
        {INT64_MIN, "0:00", "0:00", NULL},
        {1, "0:00", "0:00", "0 us"},
        {999999, "0:00", "0:00", "999 us"},
        {1000000, "0:00", "0:00", "1 ms"},
        {999999999, "0:00", "0:00", "999 ms"},
        {1 * S, "0:01", "0:01", NULL},
        {59 * S, "0:59", "0:59", NULL},
        {60 * S, "1:00", "1:00", NULL},
        {3599 * S, "59:59", "59:59", NULL},
        {3600 * S, "1:00:00", "1h00m", NULL},
        {90061 * S, "25:01:01", "25h01m", NULL},
        {360000 * S - 1, "99:59:59", "99h59m", NULL},
        {360000 * S, "4d 4:00:00", "4d04h", NULL},
        {8640000 * S - 1, "99d 23:59:59", "99d23h", NULL},
        {8640000 * S, "100d 0:00:00", "100d", NULL},
        {INT64_MAX, "106751d 23:47:16", "106751d", NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char out[40];
        struct text t = text_over(out, sizeof out);
        text_add_span(&t, rows[i].span_ns);
        check_string(rows[i].expected, out, rows[i].expected);
        t = text_over(out, sizeof out);
        text_add_span_brief(&t, rows[i].span_ns);
        check_string(rows[i].brief, out, rows[i].brief);
        t = text_over(out, sizeof out);
        text_add_span_fine(&t, rows[i].span_ns);
        const char *fine = rows[i].fine != NULL ? rows[i].fine : rows[i].expected;
        check_string(fine, out, fine);
    }
}

static void an_errors_sentence_is_clean(void **state)
{
    (void)state;
    struct error e = {0};
    assert_false(error_set(&e, EXIT_STATUS_USAGE, "%s: no such file", "a\nb"));
    assert_int_equal(e.status, EXIT_STATUS_USAGE);
    assert_string_equal(e.sentence, "a\\x0ab: no such file");
    char name[1000];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    error_set(&e, EXIT_STATUS_FAILED, "%s", name);
    assert_int_equal(strlen(e.sentence), sizeof e.sentence - 1);
}

/* At blanks, the last of them that leaves the line no wider; a word that is wider is broken. */
static void lines_are_as_long_as_they_can_be(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int columns;
        size_t bytes;
    } rows[] = {
        {"three four five", 10, 10},
        {"three four five", 9, 5},
        {"three four five", 15, 15},
        {"three four five", 11, 10},
        {"abcdefgh", 5, 5},
        {"", 5, 0},
        {"ab ", 2, 2},
        {"a bcdefgh", 4, 1},
        {" ab", 1, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (text_line(rows[i].text, rows[i].columns) != rows[i].bytes)
            fail_msg("\"%s\" in %d columns: %d bytes", rows[i].text, rows[i].columns,
                     (int)text_line(rows[i].text, rows[i].columns));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sanitize_escapes_what_is_not_printable),
        cmocka_unit_test(sanitize_escapes_a_nul),
        cmocka_unit_test(sanitize_makes_any_bytes_clean),
        cmocka_unit_test(sanitize_sees_every_byte),
        cmocka_unit_test(text_is_cut_at_a_character_border),
        cmocka_unit_test(an_escape_is_cut_as_a_whole),
        cmocka_unit_test(nothing_is_added_after_a_cut),
        cmocka_unit_test(columns_are_the_terminals),
        cmocka_unit_test(next_walks_over_code_points),
        cmocka_unit_test(only_ascii_letters_become_lower),
        cmocka_unit_test(counts_take_at_most_five_columns),
        cmocka_unit_test(hashes_are_of_small_letters),
        cmocka_unit_test(times_are_rfc_3339),
        cmocka_unit_test(spans_are_minutes_or_hours),
        cmocka_unit_test(an_errors_sentence_is_clean),
        cmocka_unit_test(lines_are_as_long_as_they_can_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
