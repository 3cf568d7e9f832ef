/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_PORT_H
#define CASTSCOPE_PORT_H

#include <stdbool.h>
#include <stdint.h>

/* What a port is registered for, by port.def. Nobody has to keep to it: it says what to expect, not what is there. */

struct port_entry {
    const char *name;    /* the registry's: "https" */
    const char *meaning; /* for people, as the end of a sentence */
};

/* The entry of a UDP or TCP port; NULL where none is known. Static. */
const struct port_entry *port_find(bool tcp, uint16_t number);

#endif
