/* SPDX-License-Identifier: MIT */
/* Names as strangers write them: room for the clean text (1), the bytes. */
#include "fuzz.h"

#include <utf8proc.h>

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    return 0;
}

/* Whether a terminal could be made to do something: what is not text, or text that hides. */
static bool is_harmless(const char *text)
{
    for (const char *at = text; *at != '\0';) {
        uint32_t c = text_next(&at);
        switch (utf8proc_category((utf8proc_int32_t)c)) {
        case UTF8PROC_CATEGORY_CN:
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_CF:
        case UTF8PROC_CATEGORY_CS:
        case UTF8PROC_CATEGORY_CO:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP: return false;
        default: break;
        }
    }
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n == 0)
        return 0;
    size_t cap = (size_t)data[0] + 1;
    char *clean = malloc(cap), *again = malloc(cap);
    check(clean != NULL && again != NULL, "there is memory");
    size_t length = text_sanitize(clean, cap, data + 1, n - 1);
    check(length < cap && strlen(clean) == length, "clean text fits and has no NUL in it");
    check(is_harmless(clean), "clean text is harmless");
    check(text_sanitize(again, cap, clean, length) == length && strcmp(clean, again) == 0,
          "clean text stays as it is");
    check(text_columns(clean) >= 0, "clean text has a width");
    plant(strstr(clean, "\\x") != NULL && (size_t)text_columns(clean) < length, data, n);
    free(clean);
    free(again);
    return 0;
}
