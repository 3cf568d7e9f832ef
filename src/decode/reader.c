/* SPDX-License-Identifier: MIT */
/* What a reader does where bytes are missing: apart from the reads, which are inlined everywhere. */
#include "decode/reader.h"

void reader_fail(struct reader *r, uint32_t n)
{
    reader_spoil(r, n > r->length - r->at ? FAULT_BAD : FAULT_SHORT);
}
