/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_DEVICES_H
#define CASTSCOPE_DEVICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "address/ip.h"
#include "address/mac.h"
#include "text/error.h"

/* The interfaces one could capture on, and what each one is. */

enum { DEVICES = 128, DEVICE_ADDRESSES = 8 };

struct device_address {
    struct ip ip;
    unsigned bits; /* of its prefix; 0 where unknown */
};

struct device {
    char name[128];        /* as the system calls it; not for printing */
    char description[128]; /* clean; "" where the system has none */
    struct device_address address[DEVICE_ADDRESSES];
    size_t address_count;
    struct mac mac; /* MAC_NONE where it has none */
    int link;       /* a LINKTYPE number; -1 where only opening it would tell */
    char type[16];  /* "bridge", "vlan", ... as Linux has it in DEVTYPE; "" where unknown */
    bool up, running, loopback, wireless;
    bool made_up; /* no hardware is behind it, as far as the system tells */
};

struct devices {
    size_t count;
    struct device at[DEVICES];
};

/* Fills in the list; false, with a sentence, where the system refuses to tell. */
bool devices_list(struct devices *, struct error *);

/*
 * The device somebody means: a name, a number of the list, "lo" or "loopback", or a part of a
 * description. A name that is not in the list is taken as it is. NULL asks for the one that carries
 * the default route, else the first that is up and no loopback, else the first that is up.
 */
bool device_choose(const struct devices *, const char *wanted, char *name, size_t cap,
                   struct error *);

/* Prints the list, as -D does. */
bool devices_print(FILE *, const struct devices *);

#endif
