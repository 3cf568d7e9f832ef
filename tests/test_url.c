/* SPDX-License-Identifier: MIT */

/* Host and port of URLs, as devices write them and as nobody should. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "decode/url.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define SIXTEEN "0123456789abcdef"

/* Longer than what is read of a host and port. */
#define HOST_OF_64  SIXTEEN SIXTEEN SIXTEEN SIXTEEN
#define HOST_OF_272 HOST_OF_64 HOST_OF_64 HOST_OF_64 HOST_OF_64 SIXTEEN

static const struct {
    const char *url;
    bool is_one;
    const char *host;
    uint16_t port;
} rows[] = {
    {"http://192.0.2.1:8060/dd.xml", true, "192.0.2.1", 8060},
    {"http://192.0.2.1/dd.xml", true, "192.0.2.1", 80},
    {"https://nas", true, "nas", 443},
    {"http://[fe80::1]:5357/x", true, "fe80::1", 5357},
    {"http://[fe80::1]", true, "fe80::1", 80},
    {"http://[fe80::1", true, "fe80::1", 80},
    {"service:printer:lpr://nas/queue", true, "nas", 515},
    {"service:directory-agent://192.0.2.53", true, "192.0.2.53", 0},
    {"http://nas?query", true, "nas", 80},
    {"http://nas:99999/", true, "nas", 0},
    {"http://nas:80x/", true, "nas", 0},
    {"http://nas:/", true, "nas", 0},
    {"http://:80/", true, "", 80},
    {"http://" SIXTEEN SIXTEEN SIXTEEN SIXTEEN "/", true, "", 80},
    {"http://\xcc\x81nas/", true, "\\xcc\\x81nas", 80},
    {"http://", true, "", 80},
    {"http://nas:8.1/", true, "nas", 0},
    {"http://[fe80::1]x/", true, "fe80::1", 80},
    {"http://" HOST_OF_272 "/", true, "", 80},
    {"", false, "", 0},
    {"nas", false, "", 0},
    {"/path://x", false, "", 0},
    {"://nas", false, "", 0},
    {"http:/nas", false, "", 0},
    {SIXTEEN SIXTEEN SIXTEEN SIXTEEN "x://nas", false, "", 0},
};

static void test_parse(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct url url = {.host = "untouched", .port = 7};
        if (url_parse(rows[i].url, &url) != rows[i].is_one)
            fail_msg("%s: taken for what it is not", rows[i].url);
        const char *host = rows[i].is_one ? rows[i].host : "untouched";
        if (strcmp(url.host, host) != 0 || url.port != (rows[i].is_one ? rows[i].port : 7))
            fail_msg("%s: %s port %u", rows[i].url, url.host, (unsigned)url.port);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_parse)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
