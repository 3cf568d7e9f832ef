/* SPDX-License-Identifier: MIT */
/* Lists of vendors in every format that is read. */
#include "fuzz.h"

#include "address/vendor_table.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct vendor_list list = {0};
    char day[11] = "";
    size_t read = vendor_parse((const char *)data, n, &list);
    check(vendor_list_count(&list) <= read, "no more prefixes are kept than were read");
    if (vendor_date((const char *)data, n, day))
        check(strlen(day) == sizeof day - 1, "a day is written in full");
    struct vendor_table table = vendor_list_table(&list);
    for (unsigned length = 0; length < VENDOR_LENGTH_COUNT; length++) {
        for (size_t i = 0; i < list.count[length]; i++) {
            check(i == 0 || table.entries[length][i - 1] < table.entries[length][i],
                  "prefixes are sorted, each once");
            check(is_clean(vendor_table_name(&table, table.entries[length][i])),
                  "a vendor's name is clean");
        }
    }
    vendor_table_find(&table, (struct mac){UINT64_C(0x00155d00e501)});
    plant(vendor_list_count(&list) > 1, data, n);
    vendor_list_free(&list);
    return 0;
}
