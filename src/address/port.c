/* SPDX-License-Identifier: MIT */
#include "address/port.h"

#include <stddef.h>

enum { UDP = 1, TCP = 2, BOTH = UDP | TCP };

static const struct {
    uint16_t number;
    uint8_t transports;
    struct port_entry entry;
} ports[] = {
#define PORT(number, transports, name, meaning) {number, transports, {name, meaning}},
#include "address/port.def"
#undef PORT
};

const struct port_entry *port_find(bool tcp, uint16_t number)
{
    for (size_t i = 0; i < sizeof ports / sizeof ports[0]; i++)
        if (ports[i].number == number && (ports[i].transports & (tcp ? TCP : UDP)) != 0)
            return &ports[i].entry;
    return NULL;
}
