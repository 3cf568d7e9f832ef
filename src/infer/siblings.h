/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SIBLINGS_H
#define CASTSCOPE_SIBLINGS_H

#include "address/vendor.h"
#include "model/model.h"

/*
 * Which MAC addresses belong to one device. Access points, Wi-Fi Direct and hosted networks set the
 * U/L bit of the adapter's own address (IEEE Std 802), or count on from it; so addresses that differ
 * in that bit alone are one device's for certain, and those close to each other under one vendor
 * likely are. Repeaters translate their clients' addresses into their own vendor's with that bit set.
 */

enum sibling {
    SIBLING_NONE,
    SIBLING_LOCAL_BIT, /* of another host: the addresses differ in the U/L bit alone */
    SIBLING_NEAR,      /* of another host: same vendor, close to each other */
};

enum { HOST_PLACES = 2 * HOST_ROWS };

struct siblings {
    /* Host rows by the hash of their MAC addresses: the first at its place, and the next one behind each; 0 for none.
     * With what was asked for below that is much smaller than the table: most of it stays in the processor's cache. */
    uint32_t places; /* a power of two */
    uint16_t place[HOST_PLACES], beside[HOST_ROWS + 1];
    uint16_t first[HOST_ROWS + 1]; /* by host row: the row of the device's first address */
    uint16_t other[HOST_ROWS + 1]; /* the row that makes it a sibling, 0 for none */
    uint8_t how[HOST_ROWS + 1];    /* enum sibling */
    bool translated[HOST_ROWS + 1];
    /* While they are found: address without its U/L bit << 16 | row, in order; it is kept, too. */
    uint32_t count;
    uint64_t order[HOST_ROWS], fresh[HOST_ROWS + 1], spare[HOST_ROWS];
    /* By host row: the U/L bit; whether it has an address: two machines that were bought together both have one; whether
     * somebody heard it: of others it is not known what addresses they have. */
    bool local[HOST_ROWS + 1], addressed[HOST_ROWS + 1], heard[HOST_ROWS + 1];
    /* What vendor_find() says of the address in a host row. It is kept from one drawing to the next, for it
     * takes longer than everything else, and asked again where the row has another address. */
    uint64_t asked[HOST_ROWS + 1]; /* the address plus one: of no address zero */
    uint8_t kind[HOST_ROWS + 1];   /* enum mac_kind */
    const char *maker[HOST_ROWS + 1], *product[HOST_ROWS + 1], *tag[HOST_ROWS + 1];
};

/* Finds all siblings among the hosts of a model. All zero before the first time; the vendor table stays the
 * same from then on. */
void siblings_find(struct siblings *, const struct model *);

/* Brings what is known of the maker of a host row's address up to date: for those who need nothing else. */
void siblings_ask_maker(struct siblings *, const struct model *, uint32_t row);

/* The row of a host, as table_find() finds it, in less time. */
uint32_t siblings_row(const struct siblings *, const struct model *, const struct host_key *);

/* The MAC address by which the device in a host row is known. */
static inline struct mac siblings_device(const struct siblings *s, uint32_t row)
{
    return (struct mac){s->asked[s->first[row]] - 1};
}

/* Whether two MAC addresses are one device's. */
bool siblings_are(const struct siblings *, const struct model *, struct mac, struct mac);

/* The MAC address by which a device is known: the first of its siblings; its own where it has none. */
struct mac siblings_first(const struct siblings *, const struct model *, struct mac);

/* Whether one may be the other as a repeater translates it: it keeps the last three octets and sets the U/L
 * bit. */
bool macs_are_translated(struct mac, struct mac);

#endif
