/* SPDX-License-Identifier: MIT */

/*
 * What is known of one MAC address: its kind by the rows of mac_kind.def, its company by the IEEE's
 * table. Holds the only state of this layer, the table that vendor_load() chose before any thread
 * was started.
 */

#include "address/vendor.h"

#include <stdio.h>
#include <string.h>

#include "address/vendor_table.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define LOCAL_BIT (UINT64_C(0x02) << 40)

#include "address/vendors.inc"

const struct vendor_table vendor_builtin = {
    .entries = {[VENDOR_24] = vendors_24, [VENDOR_28] = vendors_28, [VENDOR_36] = vendors_36},
    .from = {[VENDOR_24] = vendors_24_from,
             [VENDOR_28] = vendors_28_from,
             [VENDOR_36] = vendors_36_from},
    .names = vendors_names,
};

/* A list that was read. One of the system's own is asked together with the compiled-in table, since
 * it may leave out a length of prefix; a file that was named is asked alone. */
static struct {
    struct vendor_list list;
    struct vendor_source source;
    bool active;
    bool alone;
} loaded;

/* A row of mac_kind.def. */
struct mac_row {
    uint64_t prefix;
    uint8_t bits;
    enum mac_kind kind;
    const char *product;
    const char *tag;
};

static const struct mac_row rows[] = {
#define MAC_KIND(prefix, bits, kind, product, tag, reference) \
    {prefix, bits, MAC_KIND_##kind, product, tag},
#include "address/mac_kind.def"
#undef MAC_KIND
};

const char *mac_kind_name(enum mac_kind kind)
{
    static const char *const names[MAC_KIND_COUNT] = {
        [MAC_KIND_NONE] = "none",
        [MAC_KIND_ZERO] = "zero",
        [MAC_KIND_BROADCAST] = "broadcast",
        [MAC_KIND_GROUP] = "group",
        [MAC_KIND_HYPERVISOR] = "hypervisor",
        [MAC_KIND_VIRTUAL] = "virtual",
        [MAC_KIND_REGISTERED] = "registered",
        [MAC_KIND_UNKNOWN] = "unknown",
        [MAC_KIND_LOCAL] = "local",
    };
    return names[kind];
}

bool vendor_load(const char *path, struct error *e)
{
    struct vendor_list list = {.total = 0};
    struct vendor_source source = {.entries = 0};
    bool named = path != NULL && strcmp(path, "builtin") != 0;
    if (named && !vendor_file_read(path, &list, &source, e)) {
        return false;
    }
    vendor_unload();
    if (named || (path == NULL && vendor_file_newest(vendor_places, vendor_place_count,
                                                     VENDORS_DATE, &list, &source))) {
        loaded.list = list;
        loaded.source = source;
        loaded.active = true;
        loaded.alone = named;
    }
    return true;
}

void vendor_unload(void)
{
    vendor_list_free(&loaded.list);
    loaded.active = false;
}

struct vendor_source vendor_source(void)
{
    struct vendor_source source = {
        .name = "builtin", .date = VENDORS_DATE, .entries = VENDORS_COUNT};
    return loaded.active ? loaded.source : source;
}

/* The company of an address, by the tables in use. */
static struct vendor_match company_find(struct mac m)
{
    struct vendor_match best = {NULL, 0};
    if (loaded.active) {
        struct vendor_table table = vendor_list_table(&loaded.list);
        best = vendor_table_find(&table, m);
    }
    if (!loaded.active || !loaded.alone) {
        struct vendor_match other = vendor_table_find(&vendor_builtin, m);
        best = other.bits > best.bits ? other : best;
    }
    return best;
}

/* Whether any row begins with the address's first octet, or with one that has the same last six bits: most addresses
 * need no look at the rows. */
static bool may_have_row(struct mac m)
{
    enum { SIX_BITS = 63 };
    uint64_t octets = 0;
#define MAC_KIND(prefix, bits, kind, product, tag, reference) \
    octets |= UINT64_C(1) << ((uint64_t)(prefix) >> 40 & SIX_BITS);
#include "address/mac_kind.def"
#undef MAC_KIND
    return (octets >> (m.value >> 40 & SIX_BITS) & 1) != 0;
}

static const struct mac_row *row_find(struct mac m)
{
    const struct mac_row *best = NULL;
    if (!may_have_row(m)) {
        return NULL;
    }
    for (size_t i = 0; i < COUNT(rows); i++) {
        if ((m.value ^ rows[i].prefix) >> (48 - rows[i].bits) == 0 &&
            (best == NULL || rows[i].bits > best->bits)) {
            best = &rows[i];
        }
    }
    return best;
}

/* "random" for what IEEE Std 802c (see RFC 8948) leaves to devices that choose at will (AAI, quadrant
 * 00), unless it is a registered address but for the U/L bit. */
static const char *local_tag(struct mac m)
{
    bool arbitrary = (m.value >> 40 & 0x0c) == 0;
    bool derived = company_find((struct mac){m.value & ~LOCAL_BIT}).name != NULL;
    return arbitrary && !derived ? "random" : "local";
}

/* The kind of an address whose octets say it already. */
static enum mac_kind plain_kind(struct mac m)
{
    if (!mac_exists(m)) {
        return MAC_KIND_NONE;
    }
    if (mac_is_broadcast(m)) {
        return MAC_KIND_BROADCAST;
    }
    if (mac_is_group(m)) {
        return MAC_KIND_GROUP;
    }
    return m.value == 0 ? MAC_KIND_ZERO : MAC_KIND_COUNT;
}

struct vendor vendor_find(struct mac m)
{
    struct vendor v = {.kind = plain_kind(m), .name = "", .product = "", .tag = ""};
    if (v.kind != MAC_KIND_COUNT) {
        return v;
    }
    struct vendor_match company = company_find(m);
    const struct mac_row *row = row_find(m);
    if (company.name != NULL) {
        v.name = company.name;
        v.kind = MAC_KIND_REGISTERED;
        v.bits = company.bits;
    }
    if (row != NULL && row->bits >= company.bits) {
        v.kind = row->kind;
        v.product = row->product;
        v.tag = row->tag;
        v.bits = row->bits;
    } else if (company.name == NULL) {
        v.kind = mac_is_local(m) ? MAC_KIND_LOCAL : MAC_KIND_UNKNOWN;
        v.tag = mac_is_local(m) ? local_tag(m) : "";
    }
    return v;
}
