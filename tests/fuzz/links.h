/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_LINKS_H
#define FUZZ_LINKS_H

#include <stdint.h>

#include "decode/packet.h"

/* The link types that have a decoder, as an input's byte chooses among them. */

static const struct {
    enum space space;
    uint32_t number;
} numbers[] = {
#define PROTOCOL(id, name, title, decoder, space, number) {SPACE_##space, number},
#define ALSO(id, space, number)                           {SPACE_##space, number},
#include "decode/protocols.def"
#undef PROTOCOL
#undef ALSO
};

/* The link type of an index; those behind the last one begin again. */
static inline uint32_t link_of(uint8_t index)
{
    uint32_t links[256], count = 0;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (numbers[i].space == SPACE_LINKTYPE && count < 256)
            links[count++] = numbers[i].number;
    return links[index % count];
}

/* The first index that leads to a link type; 0 where none does. */
static inline uint8_t link_index(uint32_t link)
{
    for (uint8_t i = 0; i < UINT8_MAX; i++)
        if (link_of(i) == link)
            return i;
    return 0;
}

#endif
