/* SPDX-License-Identifier: MIT */
/* Sorted numbers: in the order that comparing each with each gives, for all lengths and kinds of numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "infer/numbers.h"

enum { MOST = 300 };

static uint64_t next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state ^ *state >> 29;
}

static void insert_sort(uint64_t *at, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        for (uint32_t k = i; k > 0 && at[k - 1] > at[k]; k--) {
            uint64_t swap = at[k];
            at[k] = at[k - 1];
            at[k - 1] = swap;
        }
}

static const struct row {
    const char *what;
    uint64_t mask; /* the bits in which the numbers differ */
    uint64_t all;  /* bits that all of them have */
    enum { ROWS_NONE, ROWS_RISE, ROWS_RISE_BUT_ONE } rows; /* in the last two octets */
} rows[] = {
    {"all bits", UINT64_MAX, 0, ROWS_NONE},
    {"one octet", UINT64_C(0xff000000), UINT64_C(0x1234), ROWS_NONE},
    {"few values", UINT64_C(0x0000030000000001), 0, ROWS_NONE},
    {"the highest bit", UINT64_C(0x8000000000000001), UINT64_C(0xffff0000), ROWS_NONE},
    {"all the same", 0, UINT64_C(0xdeadbeefdeadbeef), ROWS_NONE},
    {"rows that rise", UINT64_C(0x0f0f0f0f0f0f0000), 0, ROWS_RISE},
    {"rows that rise, but for the last", UINT64_C(0x30000), 0, ROWS_RISE_BUT_ONE},
};

static void test_sort(void **state)
{
    (void)state;
    uint64_t random = 1;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (uint32_t count = 0; count <= MOST; count++) {
            uint64_t numbers[MOST + 1], spare[MOST + 1], wanted[MOST + 1];
            for (uint32_t k = 0; k < count; k++) {
                bool last = rows[i].rows == ROWS_RISE_BUT_ONE && k + 1 == count;
                uint64_t row = rows[i].rows == ROWS_NONE || last ? 0 : k + 1;
                numbers[k] = wanted[k] = (next(&random) & rows[i].mask) | rows[i].all | row;
            }
            numbers[count] = 7; /* is nobody's to touch */
            insert_sort(wanted, count);
            numbers_sort(numbers, spare, count);
            for (uint32_t k = 0; k < count; k++)
                if (numbers[k] != wanted[k])
                    fail_msg("%s: place %u of %u", rows[i].what, (unsigned)k, (unsigned)count);
            assert_int_equal(numbers[count], 7);
        }
    }
}

/* Whatever changes between two times, how many rows there are included, and also what is left of others' rows. */
static void test_renew(void **state)
{
    (void)state;
    uint64_t random = 3, order[MOST], numbers[MOST], fresh[MOST], spare[MOST];
    uint32_t before = 0;
    for (uint32_t row = 0; row < MOST; row++)
        numbers[row] = NUMBER_NONE;
    for (int turn = 0; turn < 500; turn++) {
        uint32_t used = (uint32_t)(next(&random) % MOST), wanted = 0;
        uint64_t changed = next(&random) % 100, none = next(&random) % 10, sorted[MOST];
        for (uint32_t row = 0; row < MOST; row++)
            if (next(&random) % 100 < changed)
                numbers[row] = next(&random) % 10 < none ? NUMBER_NONE
                                                         : next(&random) % 1000 << 16 | row;
        for (uint32_t row = 0; row < used; row++) {
            fresh[row] = numbers[row];
            if (numbers[row] != NUMBER_NONE)
                sorted[wanted++] = numbers[row];
        }
        insert_sort(sorted, wanted);
        before = numbers_renew(order, before, fresh, used, spare);
        assert_int_equal(before, wanted);
        assert_memory_equal(order, sorted, wanted * sizeof sorted[0]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sort), cmocka_unit_test(test_renew)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
