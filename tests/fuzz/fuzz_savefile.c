/* SPDX-License-Identifier: MIT */
/* Saved captures, compressed ones too: the input is the file. */
#include "fuzz.h"

#include "capture/savefile.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    uint64_t frames = savefile_read_all(data, n);
    plant(frames > 2, data, n);
    return 0;
}
