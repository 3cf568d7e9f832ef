/* SPDX-License-Identifier: MIT */
/*
 * Siblings and translated addresses. Hosts are put in the order of their addresses without the U/L
 * bit; siblings then stand next to each other.
 */
#include "infer/siblings.h"

#include <stdlib.h>
#include <string.h>

#include "infer/conclusion.h"
#include "infer/chains.h"
#include "infer/numbers.h"

enum {
    SIBLINGS = 8,       /* looked for on each side */
    NEAR_OCTET = 16,    /* difference of each of the last two octets, where the U/L bits differ */
    NEAR_NUMBER = 3,    /* difference of registered addresses */
    VENDOR_PREFIX = 24, /* bits behind an OUI */
    VENDORS_ASKED = 32, /* of those that somebody may have made up by the thousands */
};

static const uint64_t local_bit = UINT64_C(0x02) << 40;

static_assert(HOST_ROWS < UINT16_MAX, "host rows are kept in 16 bits");

static uint64_t cleared(struct mac mac)
{
    return mac.value & ~local_bit;
}

static struct mac mac_at(const struct model *m, uint16_t row)
{
    return m->hosts.at[row - 1].key.mac;
}

void siblings_ask_maker(struct siblings *s, const struct model *m, uint32_t row)
{
    struct mac mac = m->hosts.at[row - 1].key.mac;
    if (s->asked[row] == mac.value + 1)
        return;
    struct vendor vendor = vendor_find(mac);
    s->asked[row] = mac.value + 1;
    s->kind[row] = (uint8_t)vendor.kind;
    s->maker[row] = vendor.name;
    s->product[row] = vendor.product;
    s->tag[row] = vendor.tag;
}

/* Hosts whose addresses software makes up: hypervisors number their machines, routers share. */
static bool is_numbered(const struct siblings *s, uint16_t row)
{
    return s->kind[row] != MAC_KIND_REGISTERED && s->kind[row] != MAC_KIND_LOCAL;
}

static bool octets_are_near(uint64_t a, uint64_t b, int shift)
{
    int x = (int)(a >> shift & 0xff), y = (int)(b >> shift & 0xff);
    return abs(x - y) <= NEAR_OCTET;
}

/* Whether the vendor that the address is registered for may have given it, but for its U/L bit. Who numbers
 * machines by hand begins with zeros, which are a vendor's, too. */
static bool is_vendors(uint64_t address)
{
    return address >> VENDOR_PREFIX != 0 && (address & 0xffff00) != 0;
}

/* How the address at place `b` belongs to the registered one at place `a`, which is close to it. */
static enum sibling sibling_of(const struct siblings *s, uint32_t a, uint32_t b)
{
    uint64_t own = s->order[a] >> 16, other = s->order[b] >> 16;
    uint16_t x = (uint16_t)s->order[a], y = (uint16_t)s->order[b];
    if (a == b || !is_vendors(own))
        return SIBLING_NONE;
    if (own == other)
        return SIBLING_LOCAL_BIT;
    if (s->kind[x] != MAC_KIND_REGISTERED || is_numbered(s, y))
        return SIBLING_NONE;
    uint64_t apart = own < other ? other - own : own - other;
    bool near = s->local[y] ? octets_are_near(own, other, 8) && octets_are_near(own, other, 0)
                            : apart <= NEAR_NUMBER && s->heard[x] && s->heard[y] &&
                                  !(s->addressed[x] && s->addressed[y]);
    return near ? SIBLING_NEAR : SIBLING_NONE;
}

static void places_clear(struct siblings *s, const struct model *m)
{
    s->places = chains_clear(s->place, m->hosts.head.used);
}

static uint32_t place_of(const struct siblings *s, const struct model *m, struct mac mac)
{
    return (uint32_t)table_hash(&m->hosts.head, &mac.value, sizeof mac.value) & (s->places - 1);
}

static void host_note(struct siblings *s, const struct model *m, uint32_t row)
{
    const struct host *h = &m->hosts.at[row - 1];
    struct mac mac = h->key.mac;
    s->first[row] = (uint16_t)row;
    s->other[row] = 0;
    s->how[row] = SIBLING_NONE;
    s->translated[row] = false;
    s->local[row] = mac_is_local(mac);
    s->addressed[row] = h->ipv4_count > 0 || h->ipv6_count > 0;
    s->heard[row] = h->announced_itself;
    siblings_ask_maker(s, m, row);
    chain_push(&s->place[place_of(s, m, mac)], s->beside, row);
    bool is_own = mac_exists(mac) && mac.value != 0;
    s->fresh[row] = is_own ? cleared(mac) << 16 | row : NUMBER_NONE;
}

/* Puts the hosts that have an address of their own in order. */
static void hosts_order(struct siblings *s, const struct model *m)
{
    s->fresh[TABLE_NONE] = NUMBER_NONE;
    s->count = numbers_renew(s->order, s->count, s->fresh, m->hosts.head.used + 1, s->spare);
}

/* Whether a vendor has a registered address on the link. */
static bool vendor_is_here(const struct siblings *s, const struct model *m, const char *name)
{
    for (uint32_t row = 1; row <= m->hosts.head.used; row++) {
        bool registered = s->asked[row] != 0 && !s->local[row];
        if (registered && strcmp(s->maker[row], name) == 0)
            return true;
    }
    return false;
}

/* Addresses from..to - 1 of one OUI: several made up ones that are nobody's siblings, while their vendor
 * is on the link with an address of its own, are a repeater's clients. True where the link was searched
 * for the vendor. */
static bool translated_mark(struct siblings *s, const struct model *m, uint32_t from, uint32_t to)
{
    uint32_t local = 0;
    for (uint32_t i = from; i < to; i++) {
        uint16_t row = (uint16_t)s->order[i];
        local += s->local[row] && s->how[row] == SIBLING_NONE && s->addressed[row] &&
                 s->kind[row] == MAC_KIND_LOCAL;
    }
    if (local < 2 || !is_vendors(s->order[from] >> 16))
        return false;
    struct vendor vendor = vendor_find((struct mac){s->order[from] >> 16});
    if (vendor.kind != MAC_KIND_REGISTERED)
        return false;
    if (!vendor_is_here(s, m, vendor.name))
        return true;
    for (uint32_t i = from; i < to; i++) {
        uint16_t row = (uint16_t)s->order[i];
        s->translated[row] = s->local[row] && s->how[row] == SIBLING_NONE &&
                             s->addressed[row]; /* else it may be a network of an access point */
    }
    return true;
}

/* Whether several registered addresses at places from..to - 1 are machines of their own: then it is open whose
 * interface one between them is. */
static bool are_several(const struct siblings *s, uint32_t from, uint32_t to)
{
    int machines = 0;
    for (uint32_t i = from; i < to; i++) {
        uint16_t row = (uint16_t)s->order[i];
        machines += !s->local[row] && s->addressed[row];
    }
    return machines > 1;
}

/* False where sibling_of() knows no such sibling of the registered address at a place, whatever stands around it. */
static bool can_have_sibling(const struct siblings *s, uint32_t at, enum sibling wanted)
{
    uint64_t address = s->order[at] >> 16;
    if (wanted == SIBLING_NEAR)
        return s->kind[(uint16_t)s->order[at]] == MAC_KIND_REGISTERED && is_vendors(address);
    return (at > 0 && s->order[at - 1] >> 16 == address) ||
           (at + 1 < s->count && s->order[at + 1] >> 16 == address);
}

/* Makes siblings in that way of the address at place `at`, if it is a registered one, and those around it in
 * from..to - 1, which are close to it. */
static void siblings_mark(struct siblings *s, uint32_t at, uint32_t from, uint32_t to,
                          enum sibling wanted)
{
    uint16_t a = (uint16_t)s->order[at];
    if (s->local[a] || !can_have_sibling(s, at, wanted))
        return;
    from = at - from > SIBLINGS ? at - SIBLINGS : from;
    to = to - at > SIBLINGS + 1 ? at + SIBLINGS + 1 : to;
    for (uint32_t i = from; i < to; i++) {
        uint16_t b = (uint16_t)s->order[i];
        enum sibling how = s->how[b] == SIBLING_NONE ? sibling_of(s, at, i) : SIBLING_NONE;
        if (how != wanted || (how == SIBLING_NEAR && !s->local[b] && are_several(s, from, to)))
            continue;
        s->first[b] = s->first[a];
        s->how[b] = (uint8_t)how;
        s->other[b] = a;
        if (s->how[a] == SIBLING_NONE) {
            s->how[a] = (uint8_t)how;
            s->other[a] = b;
        }
    }
}

/* Behind the addresses from a place on that have the same octets but for the last ones, and but for the U/L bit. */
static uint32_t octets_end(const struct siblings *s, uint32_t from, unsigned last)
{
    uint32_t to = from + 1;
    while (to < s->count && (s->order[to] ^ s->order[from]) >> (16 + 8 * last) == 0)
        to++;
    return to;
}

/* All hosts were noted. Only those are compared that are close to each other: that differ in their last two octets and
 * the U/L bit at most. */
static void siblings_relate(struct siblings *s, const struct model *m)
{
    uint32_t asked = 0;
    hosts_order(s, m);
    for (uint32_t oui = 0, end; oui < s->count; oui = end) {
        end = octets_end(s, oui, 3);
        for (uint32_t from = oui, to; from < end && end - oui > 1; from = to) {
            to = octets_end(s, from, 2);
            for (enum sibling how = SIBLING_LOCAL_BIT; how <= SIBLING_NEAR && to - from > 1; how++)
                for (uint32_t i = from; i < to; i++)
                    siblings_mark(s, i, from, to, how);
        }
        if (end - oui > 1 && asked < VENDORS_ASKED)
            asked += translated_mark(s, m, oui, end);
    }
}

void siblings_find(struct siblings *s, const struct model *m)
{
    places_clear(s, m);
    for (uint32_t row = 1; row <= m->hosts.head.used; row++)
        host_note(s, m, row);
    siblings_relate(s, m);
}

uint32_t siblings_row(const struct siblings *s, const struct model *m, const struct host_key *key)
{
    if (!mac_exists(key->mac) || s->places == 0)
        return table_find(&m->hosts.head, key);
    uint32_t row = s->place[place_of(s, m, key->mac)];
    while (row != TABLE_NONE && s->asked[row] != key->mac.value + 1)
        row = s->beside[row];
    return row;
}

bool siblings_are(const struct siblings *s, const struct model *m, struct mac a, struct mac b)
{
    return mac_equal(siblings_first(s, m, a), siblings_first(s, m, b));
}

struct mac siblings_first(const struct siblings *s, const struct model *m, struct mac mac)
{
    const struct host_key key = {.mac = mac};
    uint32_t row = siblings_row(s, m, &key);
    return row != TABLE_NONE ? mac_at(m, s->first[row]) : mac;
}

bool macs_are_translated(struct mac a, struct mac b)
{
    return (a.value & 0xffffff) == (b.value & 0xffffff) && (mac_is_local(a) || mac_is_local(b));
}

/* The quadrant of a locally administered address (RFC 8948, IEEE Std 802c). */
static const char *mac_quadrant(struct mac mac)
{
    static const char *const quadrants[] = {
        [0x0] = "administratively assigned (AAI)",
        [0x4] = "reserved",
        [0x8] = "extended local (ELI)",
        [0xc] = "standard assigned (SAI)",
    };
    return quadrants[mac.value >> 40 & 0xc];
}

/* Conclusions */

/* What there is to conclude of a host's address; CONCLUSION_KINDS for nothing. */
static enum conclusion_kind kind_of(const struct siblings *s, uint32_t row)
{
    if (s->how[row] != SIBLING_NONE && s->first[row] != row)
        return s->how[row] == SIBLING_LOCAL_BIT ? CONCLUSION_SIBLING_LOCAL_BIT
                                                : CONCLUSION_SIBLING_NEAR;
    if (s->translated[row])
        return CONCLUSION_TRANSLATED_MAC;
    return s->kind[row] == MAC_KIND_LOCAL && s->how[row] == SIBLING_NONE ? CONCLUSION_LOCAL_MAC
                                                                         : CONCLUSION_KINDS;
}

void hosts_clear(struct conclusions *c, const struct model *m)
{
    places_clear(&c->siblings, m);
}

void maker_note(struct conclusions *c, const struct model *m, uint32_t row)
{
    host_note(&c->siblings, m, row);
}

void siblings_conclude(struct conclusions *c, const struct model *m)
{
    struct siblings *s = &c->siblings;
    siblings_relate(s, m);
    for (uint32_t row = 1; row <= m->hosts.head.used; row++) {
        const struct host *h = &m->hosts.at[row - 1];
        enum conclusion_kind kind = kind_of(s, row);
        if (kind == CONCLUSION_KINDS || !conclusion_fits(c, kind))
            continue;
        struct conclusion *to = conclusion_add(c, kind, &h->key);
        if (kind == CONCLUSION_TRANSLATED_MAC) {
            conclusion_name(to, vendor_find((struct mac){cleared(h->key.mac)}).name);
        } else if (kind == CONCLUSION_LOCAL_MAC) {
            conclusion_name(to, mac_quadrant(h->key.mac));
        } else {
            to->mac = mac_at(m, s->other[row]);
            conclusion_prove(to, m->hosts.at[s->other[row] - 1].first_frame);
        }
        conclusion_prove(to, h->first_frame);
        conclusion_span(to, h->first_ns, h->last_ns);
    }
}
