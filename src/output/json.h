/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_JSON_H
#define CASTSCOPE_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/*
 * A JSON document (RFC 8259) written from front to back, without a tree and without allocation.
 *
 *     json_put_object(j, NULL);            {"frames":3,"names":["a","b"]}
 *     json_put_number(j, "frames", 3);
 *     json_put_array(j, "names");
 *     json_put_string(j, NULL, "a");
 *     json_put_string(j, NULL, "b");
 *     json_end(j);
 *     json_end(j);
 *     json_line(j);
 *
 * `key` is the member's name inside an object, and NULL inside an array or at the top. Keys are
 * literals of this program, without anything that JSON would have to escape. Commas and colons come
 * by themselves; nesting that is not balanced is a bug and asserted on. What the stream refuses is
 * remembered: everything after it is thrown away, and json_flush() says so.
 */

enum {
    JSON_BUFFER = 64 * 1024, /* bytes gathered before the stream gets them */
    JSON_DEPTH = 32          /* objects and arrays inside each other */
};

struct json {
    FILE *out;
    int error;          /* errno of the first failure, 0 while all is well */
    uint32_t depth;     /* open objects and arrays */
    uint32_t is_object; /* a bit for each of them: an object rather than an array */
    uint32_t filled;    /* a bit for each: something stands in it */
    bool broken;        /* the next value starts on a line of its own */
    size_t used;        /* bytes in the buffer */
    char buffer[JSON_BUFFER];
};

void json_init(struct json *, FILE *);

/* Begin what json_end() ends. */
void json_put_object(struct json *, const char *key);
void json_put_array(struct json *, const char *key);

/* Ends the innermost object or array. */
void json_end(struct json *);

/* Clean text. Quotation marks, backslashes and control characters are escaped as JSON has it; a
 * byte that is not part of UTF-8 becomes the four characters \xNN. NULL writes null. */
void json_put_string(struct json *, const char *key, const char *clean);

void json_put_number(struct json *, const char *key, uint64_t);
void json_put_flag(struct json *, const char *key, bool);
void json_put_null(struct json *, const char *key);

/* The next value, or the end of what is open, starts on a new line: white space between tokens. */
void json_break(struct json *);

/* Ends the document with a line feed; another may follow. */
void json_line(struct json *);

/* Hands everything on to the operating system. False where anything was ever refused; errno then
 * says why. */
bool json_flush(struct json *);

#endif
