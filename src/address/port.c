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
    size_t from = 0, count = sizeof ports / sizeof ports[0], to = count;
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (ports[middle].number < number)
            from = middle + 1;
        else
            to = middle;
    }
    for (; from < count && ports[from].number == number; from++)
        if ((ports[from].transports & (tcp ? TCP : UDP)) != 0)
            return &ports[from].entry;
    return NULL;
}
