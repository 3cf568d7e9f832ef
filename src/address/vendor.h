/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_VENDOR_H
#define CASTSCOPE_VENDOR_H

#include <stddef.h>

#include "address/mac.h"
#include "text/error.h"

/*
 * Who made a MAC address, and what kind of address it is.
 *
 * Group addresses are told apart first. For the others, two tables are asked, and the longest prefix
 * wins: the rows of mac_kind.def (hypervisors, virtual adapters and routers), and the IEEE's MA-L,
 * MA-M and MA-S assignments (24, 28 and 36 bits), compiled in (vendors.inc, written by
 * scripts/vendors) or from a newer file. Where both know a prefix of one length, the row decides the
 * kind and the IEEE names the company. Only what is in neither is judged by its U/L bit, because the
 * IEEE has assigned a few prefixes in which that bit is set.
 */

enum mac_kind {
    MAC_KIND_NONE, /* MAC_NONE */
    MAC_KIND_ZERO, /* 00:00:00:00:00:00: loopback captures */
    MAC_KIND_BROADCAST,
    MAC_KIND_GROUP,      /* any other group address */
    MAC_KIND_HYPERVISOR, /* given out by a hypervisor or container engine */
    MAC_KIND_VIRTUAL,    /* a virtual adapter, router or cluster that is no machine of its own */
    MAC_KIND_REGISTERED, /* a vendor's, by the IEEE tables */
    MAC_KIND_UNKNOWN,    /* universally administered, but in no table */
    MAC_KIND_LOCAL,      /* locally administered: random, or made up by software */
    MAC_KIND_COUNT
};

/*
 * The tags of kind LOCAL: "random" in the quadrant that IEEE Std 802c (see RFC 8948) leaves to
 * devices that choose at will (AAI: the second hexadecimal digit is 2), "local" in the others, and
 * for an address that is a registered one but for its U/L bit, as access points, repeaters and Wi-Fi
 * Direct make them. Telephones and laptops that randomise use all four quadrants, so "local" may be
 * random too: who looks for addresses without a known origin asks for kind LOCAL, not for the tag.
 */
struct vendor {
    enum mac_kind kind;
    const char *name;    /* the company, clean text; "" where none is registered */
    const char *product; /* "Hyper-V", "Npcap loopback adapter", ...; "" where nothing is known */
    const char *tag;     /* short word for lists and filters: "hyper-v", "npcap", "random"; or "" */
    uint8_t bits;        /* length of the prefix that matched, 0 where none did */
};

/* "hypervisor", "registered", ... as the JSON output spells them. */
const char *mac_kind_name(enum mac_kind);

/* The table in use. */
struct vendor_source {
    char name[128]; /* "builtin" or the file */
    char date[16];  /* "2026-11-23": when the data was current */
    size_t entries;
};

/*
 * Chooses the table, once, before any thread runs and before privileges are given up. `path` names a
 * list (IEEE .txt or .csv; systemd hwdb; Wireshark manuf; arp-scan; nmap), which is then the only one
 * asked; or it is "builtin"; or NULL for the newest list of this system, if that is newer than the
 * built-in table, which is still asked for what the list leaves out. False, with a sentence, where a
 * named file cannot be used; the table in use is then what it was.
 */
bool vendor_load(const char *path, struct error *);

/* Gives back what vendor_load() took; the built-in table is then in use again. */
void vendor_unload(void);

struct vendor_source vendor_source(void);

/* Everything about one address. The strings live as long as the table. Some 200 ns: call it where a
 * row is drawn or written, not for each frame. */
struct vendor vendor_find(struct mac);

#endif
