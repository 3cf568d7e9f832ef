/* SPDX-License-Identifier: MIT */

/*
 * Lookups in the registries of special addresses, multicast groups and group MAC addresses. The
 * tables are small and asked where a row is drawn or written, so each is walked from end to end;
 * only ip_origin(), which is called for each frame, decides the common addresses without them.
 */

#include "address/registry.h"

#include <stddef.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

const char *origin_name(enum origin o)
{
    static const char *const names[ORIGIN_COUNT] = {
        [ORIGIN_LINK_LOCAL] = "link-local",   [ORIGIN_PRIVATE] = "private",
        [ORIGIN_GLOBAL] = "global",           [ORIGIN_LOOPBACK] = "loopback",
        [ORIGIN_UNSPECIFIED] = "unspecified", [ORIGIN_OTHER] = "other",
    };
    return names[o];
}

const char *scope_name(enum group_scope s)
{
    static const char *const names[SCOPE_COUNT] = {
        [SCOPE_NONE] = "none",
        [SCOPE_INTERFACE] = "interface-local",
        [SCOPE_LINK] = "link-local",
        [SCOPE_REALM] = "realm-local",
        [SCOPE_ADMIN] = "admin-local",
        [SCOPE_SITE] = "site-local",
        [SCOPE_ORGANIZATION] = "organization-local",
        [SCOPE_GLOBAL] = "global",
        [SCOPE_RESERVED] = "reserved",
    };
    return names[s];
}

#define QUAD(a, b, c, d) ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (d))

#define HALF(a, b, c, d) ((uint64_t)(a) << 48 | (uint64_t)(b) << 32 | (uint64_t)(c) << 16 | (d))

#define FLAGS(source, destination, forwardable, global, reserved)  \
    ((source)*SPECIAL_SOURCE | (destination)*SPECIAL_DESTINATION | \
     (forwardable)*SPECIAL_FORWARDABLE | (global)*SPECIAL_GLOBAL | (reserved)*SPECIAL_RESERVED)

static const struct special specials[] = {
#define SPECIAL4(a, b, c, d, length, text, source, S, D, F, G, R, from) \
    {                                                                   \
        .prefix = {.low = QUAD(a, b, c, d), .family = IP_V4},           \
        .bits = length,                                                 \
        .name = text,                                                   \
        .reference = source,                                            \
        .flags = FLAGS(S, D, F, G, R),                                  \
        .origin = ORIGIN_##from,                                        \
    },
#define SPECIAL6(a, b, c, d, half, length, text, source, S, D, F, G, R, from) \
    {                                                                         \
        .prefix = {.high = HALF(a, b, c, d), .low = half, .family = IP_V6},   \
        .bits = length,                                                       \
        .name = text,                                                         \
        .reference = source,                                                  \
        .flags = FLAGS(S, D, F, G, R),                                        \
        .origin = ORIGIN_##from,                                              \
    },
#include "address/special.def"
#undef SPECIAL4
#undef SPECIAL6
};

const struct special *special_find(struct ip a)
{
    const struct special *best = NULL;
    for (const struct special *s = specials; s < specials + COUNT(specials); s++) {
        if (ip_in_prefix(a, s->prefix, s->bits) && (best == NULL || s->bits > best->bits)) {
            best = s;
        }
    }
    return best;
}

static enum origin origin_find(struct ip a)
{
    const struct special *s = special_find(a);
    return s != NULL ? (enum origin)s->origin : ORIGIN_GLOBAL;
}

static enum origin origin4(struct ip a)
{
    switch (a.low >> 24) {
    case 10: return ORIGIN_PRIVATE;
    case 127: return ORIGIN_LOOPBACK;
    case 169: return ip_is_link_local(a) ? ORIGIN_LINK_LOCAL : ORIGIN_GLOBAL;
    case 172: return a.low >> 20 == 0xac1 ? ORIGIN_PRIVATE : ORIGIN_GLOBAL;
    case 192: return a.low >> 16 == 0xc0a8 ? ORIGIN_PRIVATE : origin_find(a);
    case 0: return ip_is_unspecified(a) ? ORIGIN_UNSPECIFIED : origin_find(a);
    case 100:
    case 198:
    case 203: return origin_find(a);
    default: return a.low >> 28 >= 0xe ? ORIGIN_OTHER : ORIGIN_GLOBAL;
    }
}

static enum origin origin6(struct ip a)
{
    switch (a.high >> 48) {
    case 0x0000: return ip_is_unspecified(a) ? ORIGIN_UNSPECIFIED : origin_find(a);
    case 0x0064:
    case 0x0100:
    case 0x2002:
    case 0x2620:
    case 0x3fff:
    case 0x5f00: return origin_find(a);
    case 0x2001:
        /* Beyond 2001::/23 all is given to ordinary networks, but for the documentation prefix. */
        return a.high >> 41 == 0x2001 << 7 || a.high >> 32 == 0x20010db8 ? origin_find(a)
                                                                         : ORIGIN_GLOBAL;
    default: break;
    }
    if (ip_is_link_local(a)) {
        return ORIGIN_LINK_LOCAL;
    }
    return a.high >> 57 == 0xfc >> 1 ? ORIGIN_PRIVATE
           : ip_is_multicast(a)      ? ORIGIN_OTHER
                                     : ORIGIN_GLOBAL;
}

enum origin ip_origin(struct ip a)
{
    switch (a.family) {
    case IP_V4: return origin4(a);
    case IP_V6: return origin6(a);
    default: return ORIGIN_OTHER;
    }
}

/* A range of IPv4 groups. */
struct group4 {
    uint32_t first, last;
    struct group_entry entry;
};

static const struct group4 blocks4[] = {
#define BLOCK4(from, to, text, source, reach) \
    {from, to, {.name = text, .reference = source, .scope = SCOPE_##reach}},
#include "address/multicast.def"
};

static const struct group4 groups4[] = {
#define GROUPS4(a, b, c, from, to, text, source, sentence) \
    {QUAD(a, b, c, from),                                  \
     QUAD(a, b, c, to),                                    \
     {.name = text, .reference = source, .purpose = sentence, .own = true}},
#include "address/multicast.def"
};

/* Groups that each scope has, counted down from its top: first and last are the offset. */
static const struct group4 relatives4[] = {
#define RELATIVE4(offset, text, source, sentence) \
    {offset, offset, {.name = text, .reference = source, .purpose = sentence, .own = true}},
#include "address/multicast.def"
};

/* The last addresses of the scopes whose borders are known to everybody: the Local Scope and the
 * Organization Local Scope (RFC 2365 section 6). */
static const uint32_t scope_tops[] = {QUAD(239, 255, 255, 255), QUAD(239, 195, 255, 255)};

/* The smallest range that holds the number, or NULL. */
static const struct group4 *group4_in(const struct group4 *rows, size_t n, uint32_t number)
{
    const struct group4 *best = NULL;
    for (const struct group4 *g = rows; g < rows + n; g++) {
        if (number >= g->first && number <= g->last &&
            (best == NULL || g->last - g->first < best->last - best->first)) {
            best = g;
        }
    }
    return best;
}

static struct group_entry group4_find(uint32_t group)
{
    const struct group4 *block = group4_in(blocks4, COUNT(blocks4), group);
    const struct group4 *own = group4_in(groups4, COUNT(groups4), group);
    for (size_t i = 0; i < COUNT(scope_tops) && own == NULL; i++) {
        if (group <= scope_tops[i]) {
            own = group4_in(relatives4, COUNT(relatives4), scope_tops[i] - group);
        }
    }
    struct group_entry entry = own != NULL ? own->entry : block->entry;
    entry.scope = block->entry.scope;
    return entry;
}

/* A prefix of IPv6 groups; where it is valid in any scope, its scope bits are zero. */
struct group6 {
    struct ip prefix;
    uint8_t bits;
    bool any_scope;
    struct group_entry entry;
};

#define SCOPE_BITS HALF(0x000f, 0, 0, 0)

static const struct group6 groups6[] = {
#define BLOCK6(flag_bits, id, length, text, source)                                  \
    {{.high = HALF(0xff00 | (flag_bits) << 4, 0, 0, 0), .low = id, .family = IP_V6}, \
     length,                                                                         \
     true,                                                                           \
     {.name = text, .reference = source}},
#define GROUPS6(scope_bits, id, length, text, source, sentence)                  \
    {{.high = HALF(0xff00 | (scope_bits), 0, 0, 0), .low = id, .family = IP_V6}, \
     length,                                                                     \
     false,                                                                      \
     {.name = text, .reference = source, .purpose = sentence, .own = true}},
#define VARIABLE6(id, length, text, source, sentence)             \
    {{.high = HALF(0xff00, 0, 0, 0), .low = id, .family = IP_V6}, \
     length,                                                      \
     true,                                                        \
     {.name = text, .reference = source, .purpose = sentence, .own = true}},
#include "address/multicast.def"
};

/* The scope field (RFC 7346 section 2). */
static enum group_scope scope6(struct ip group)
{
    static const uint8_t scopes[16] = {
        [0x0] = SCOPE_RESERVED, [0x1] = SCOPE_INTERFACE, [0x2] = SCOPE_LINK,
        [0x3] = SCOPE_REALM,    [0x4] = SCOPE_ADMIN,     [0x5] = SCOPE_SITE,
        [0x6] = SCOPE_RESERVED, [0x7] = SCOPE_RESERVED,  [0x8] = SCOPE_ORGANIZATION,
        [0x9] = SCOPE_RESERVED, [0xa] = SCOPE_RESERVED,  [0xb] = SCOPE_RESERVED,
        [0xc] = SCOPE_RESERVED, [0xd] = SCOPE_RESERVED,  [0xe] = SCOPE_GLOBAL,
        [0xf] = SCOPE_RESERVED,
    };
    return (enum group_scope)scopes[group.high >> 48 & 0xf];
}

static struct group_entry group6_find(struct ip group)
{
    struct ip anywhere = ip_v6(group.high & ~SCOPE_BITS, group.low);
    struct group_entry entry = {
        .name = "Group with reserved flags", .reference = "RFC 7371", .purpose = NULL};
    unsigned bits = 0;
    for (const struct group6 *g = groups6; g < groups6 + COUNT(groups6); g++) {
        if (g->bits > bits && ip_in_prefix(g->any_scope ? anywhere : group, g->prefix, g->bits)) {
            entry = g->entry;
            bits = g->bits;
        }
    }
    entry.scope = scope6(group);
    return entry;
}

struct group_entry group_find(struct ip group)
{
    if (!ip_is_multicast(group)) {
        return (struct group_entry){.name = "", .reference = "", .scope = SCOPE_NONE};
    }
    return group.family == IP_V4 ? group4_find((uint32_t)group.low) : group6_find(group);
}

/* A range of MAC addresses. */
struct mac_range {
    uint64_t first, last;
    struct mac_entry entry;
};

static const struct mac_range mac_ranges[] = {
#define GROUP_MAC(from, to, text, source) {from, to, {text, source}},
#include "address/group_mac.def"
#undef GROUP_MAC
};

struct mac_entry group_mac_find(struct mac m)
{
    const struct mac_range *best = NULL;
    for (const struct mac_range *r = mac_ranges; r < mac_ranges + COUNT(mac_ranges); r++) {
        if (m.value >= r->first && m.value <= r->last &&
            (best == NULL || r->last - r->first < best->last - best->first)) {
            best = r;
        }
    }
    return best != NULL ? best->entry : (struct mac_entry){NULL, NULL};
}
