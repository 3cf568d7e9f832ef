/* SPDX-License-Identifier: MIT */

/* The JSON writer, read back by another program's parser. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <jansson.h>

#include "output/json.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct json *writer_new(FILE **out)
{
    struct json *j = malloc(sizeof *j);
    *out = tmpfile();
    assert_non_null(j);
    assert_non_null(*out);
    json_init(j, *out);
    return j;
}

/* Everything written; frees the writer. */
static char *writer_end(struct json *j, FILE *out)
{
    assert_true(json_flush(j));
    long size = ftell(out);
    assert_true(size >= 0);
    char *text = malloc((size_t)size + 1);
    assert_non_null(text);
    rewind(out);
    assert_int_equal(fread(text, 1, (size_t)size, out), size);
    text[size] = '\0';
    fclose(out);
    free(j);
    return text;
}

/* What a string is written as, and what a reader makes of it. */
static const struct {
    const char *name, *input, *written, *read;
} strings[] = {
    {"empty", "", "\"\"", ""},
    {"plain", "printer.local", "\"printer.local\"", "printer.local"},
    {"quotation mark", "a\"b", "\"a\\\"b\"", "a\"b"},
    {"backslash", "a\\x07b", "\"a\\\\x07b\"", "a\\x07b"},
    {"slash", "a/b", "\"a/b\"", "a/b"},
    {"short escapes", "\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"", "\b\f\n\r\t"},
    {"other controls", "\x01\x1b\x1f", "\"\\u0001\\u001b\\u001f\"", "\x01\x1b\x1f"},
    {"delete", "a\x7f", "\"a\\u007f\"", "a\x7f"},
    {"two bytes",
     "K\xc3\xbc"
     "che",
     "\"K\xc3\xbc"
     "che\"",
     "K\xc3\xbc"
     "che"},
    {"three bytes", "\xe2\x82\xac", "\"\xe2\x82\xac\"", "\xe2\x82\xac"},
    {"four bytes", "\xf0\x9f\x96\xa8", "\"\xf0\x9f\x96\xa8\"", "\xf0\x9f\x96\xa8"},
    {"greatest code point", "\xf4\x8f\xbf\xbf", "\"\xf4\x8f\xbf\xbf\"", "\xf4\x8f\xbf\xbf"},
    {"above it", "\xf4\x90\x80\x80", "\"\\\\xf4\\\\x90\\\\x80\\\\x80\"", "\\xf4\\x90\\x80\\x80"},
    {"overlong", "\xc0\xaf", "\"\\\\xc0\\\\xaf\"", "\\xc0\\xaf"},
    {"overlong, three bytes", "\xe0\x9f\xbf", "\"\\\\xe0\\\\x9f\\\\xbf\"", "\\xe0\\x9f\\xbf"},
    {"surrogate", "\xed\xa0\x80", "\"\\\\xed\\\\xa0\\\\x80\"", "\\xed\\xa0\\x80"},
    {"cut", "a\xe2\x82", "\"a\\\\xe2\\\\x82\"", "a\\xe2\\x82"},
    {"cut before a letter", "\xe2z", "\"\\\\xe2z\"", "\\xe2z"},
    {"stray continuation", "\x80", "\"\\\\x80\"", "\\x80"},
    {"end of a tag", "</script>", "\"</script>\"", "</script>"},
};

static void test_strings(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(strings); i++) {
        FILE *out;
        struct json *j = writer_new(&out);
        json_put_string(j, NULL, strings[i].input);
        char *text = writer_end(j, out);
        json_error_t error;
        json_t *read = json_loads(text, JSON_DECODE_ANY, &error);
        if (strcmp(text, strings[i].written) != 0)
            fail_msg("%s: written as %s", strings[i].name, text);
        if (read == NULL || !json_is_string(read))
            fail_msg("%s: %s", strings[i].name, error.text);
        if (strcmp(json_string_value(read), strings[i].read) != 0)
            fail_msg("%s: read as %s", strings[i].name, json_string_value(read));
        json_decref(read);
        free(text);
    }
}

/* Every pair of bytes, with something on both sides: always a document, and never changed by being
 * at the border of the buffer. */
static void test_every_pair(void **state)
{
    (void)state;
    FILE *out;
    struct json *j = writer_new(&out);
    json_put_array(j, NULL);
    for (unsigned a = 1; a < 256; a++) {
        for (unsigned b = 1; b < 256; b++) {
            char string[5] = {'<', (char)a, (char)b, '>', '\0'};
            json_put_string(j, NULL, string);
        }
    }
    json_end(j);
    char *text = writer_end(j, out);
    json_error_t error;
    json_t *read = json_loads(text, 0, &error);
    if (read == NULL)
        fail_msg("line %d, column %d: %s", error.line, error.column, error.text);
    assert_int_equal(json_array_size(read), 255 * 255);
    for (unsigned a = 1; a < 0x80; a++) {
        for (unsigned b = 1; b < 0x80; b++) {
            const char string[5] = {'<', (char)a, (char)b, '>', '\0'};
            const json_t *value = json_array_get(read, (size_t)(a - 1) * 255 + b - 1);
            if (strcmp(json_string_value(value), string) != 0)
                fail_msg("bytes %u and %u: read as %s", a, b, json_string_value(value));
        }
    }
    json_decref(read);
    free(text);
}

static void test_layout(void **state)
{
    (void)state;
    FILE *out;
    struct json *j = writer_new(&out);
    json_put_object(j, NULL);
    json_put_number(j, "zero", 0);
    json_put_number(j, "most", UINT64_MAX);
    json_break(j);
    json_put_array(j, "list");
    json_break(j);
    json_put_flag(j, NULL, true);
    json_put_flag(j, NULL, false);
    json_put_null(j, NULL);
    json_break(j);
    json_end(j);
    json_put_object(j, "empty");
    json_end(j);
    json_put_array(j, "nested");
    json_put_array(j, NULL);
    json_end(j);
    json_put_object(j, NULL);
    json_put_string(j, "none", NULL);
    json_end(j);
    json_end(j);
    json_end(j);
    json_line(j);
    char *text = writer_end(j, out);
    assert_string_equal(text, "{\"zero\":0,\"most\":18446744073709551615,\n"
                              "\"list\":[\ntrue,false,null\n],"
                              "\"empty\":{},\"nested\":[[],{\"none\":null}]}\n");
    free(text);
}

/* Objects and arrays inside each other as deep as they may be; each level goes on after the deeper
 * one has ended. */
static void test_depth(void **state)
{
    (void)state;
    FILE *out;
    struct json *j = writer_new(&out);
    for (int i = 0; i < JSON_DEPTH; i += 2) {
        json_put_array(j, i > 0 ? "deeper" : NULL);
        json_put_object(j, NULL);
    }
    for (int i = 0; i < JSON_DEPTH; i += 2) {
        json_put_number(j, "after", 1);
        json_end(j);
        json_put_number(j, NULL, 2);
        json_end(j);
    }
    char *text = writer_end(j, out);
    json_t *read = json_loads(text, 0, NULL);
    assert_non_null(read);
    const json_t *level = read;
    int depth = 0;
    for (; level != NULL; level = json_object_get(json_array_get(level, 0), "deeper")) {
        assert_int_equal(json_integer_value(json_array_get(level, 1)), 2);
        assert_int_equal(json_integer_value(json_object_get(json_array_get(level, 0), "after")), 1);
        depth += 2;
    }
    assert_int_equal(depth, JSON_DEPTH);
    json_decref(read);
    free(text);
}

/* A stream that takes nothing: what it refused is not forgotten. */
static void test_refusal(void **state)
{
    (void)state;
    FILE *full = fopen("/dev/full", "w");
    if (full == NULL)
        skip();
    struct json *j = malloc(sizeof *j);
    assert_non_null(j);
    json_init(j, full);
    json_put_array(j, NULL);
    for (int i = 0; i < 100000; i++)
        json_put_number(j, NULL, 12345);
    json_end(j);
    assert_int_not_equal(j->error, 0);
    assert_false(json_flush(j));
    assert_false(json_flush(j));
    free(j);
    fclose(full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_strings), cmocka_unit_test(test_every_pair),
        cmocka_unit_test(test_layout),  cmocka_unit_test(test_depth),
        cmocka_unit_test(test_refusal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
