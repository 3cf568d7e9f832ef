/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_REGISTRY_H
#define CASTSCOPE_REGISTRY_H

#include "address/ip.h"
#include "address/mac.h"

/*
 * What the IANA and the IEEE say of an address. The rows stand in special.def (the IPv4 and IPv6
 * Special-Purpose Address Registries, RFC 6890), multicast.def (the IPv4 and IPv6 multicast address
 * registries) and group_mac.def (reserved and well-known group MAC addresses). Lookups take the
 * longest match. All strings are static.
 */

/* Where a source address comes from: the columns of the matrix of cast by origin. */
enum origin {
    ORIGIN_LINK_LOCAL,
    ORIGIN_PRIVATE,
    ORIGIN_GLOBAL,
    ORIGIN_LOOPBACK,
    ORIGIN_UNSPECIFIED,
    ORIGIN_OTHER, /* none of these, or no network address at all */
    ORIGIN_COUNT
};

/* "link-local", "private", ... as the JSON output spells them. */
const char *origin_name(enum origin);

/* A row of a special-purpose address registry. */
struct special {
    struct ip prefix;
    uint8_t bits;
    const char *name;      /* the registry's own wording */
    const char *reference; /* "RFC 3927" */
    uint8_t flags;         /* SPECIAL_* bits */
    uint8_t origin;        /* enum origin */
};

enum {
    SPECIAL_SOURCE = 1,      /* valid as a source address */
    SPECIAL_DESTINATION = 2, /* valid as a destination address */
    SPECIAL_FORWARDABLE = 4, /* a router may forward it */
    SPECIAL_GLOBAL = 8,      /* globally reachable */
    SPECIAL_RESERVED = 16,   /* reserved by protocol */
};

/* The most specific row that holds the address, or NULL: an ordinary unicast or multicast one. */
const struct special *special_find(struct ip);

/* The origin of a source address: its registry row's, else ORIGIN_GLOBAL for unicast and
 * ORIGIN_OTHER for multicast and IP_NONE. Fast: called once for each frame. */
enum origin ip_origin(struct ip);

/* How far a group reaches, by its address (RFC 2365, RFC 4291 section 2.7, RFC 7346). */
enum group_scope {
    SCOPE_NONE,         /* not a multicast address */
    SCOPE_INTERFACE,    /* interface-local */
    SCOPE_LINK,         /* link-local: never forwarded */
    SCOPE_REALM,        /* realm-local (RFC 7346) */
    SCOPE_ADMIN,        /* admin-local, or IPv4 local scope 239.255.0.0/16 */
    SCOPE_SITE,         /* site-local */
    SCOPE_ORGANIZATION, /* organization-local */
    SCOPE_GLOBAL,
    SCOPE_RESERVED, /* reserved or unassigned */
    SCOPE_COUNT
};

/* "link-local", "organization-local", ... */
const char *scope_name(enum group_scope);

/* What is known of a multicast group. */
struct group_entry {
    const char *name;      /* of the group where it has one of its own, else of its block */
    const char *reference; /* "RFC 6762" */
    const char *purpose;   /* one sentence for people: who sends it and why; NULL for many groups
                              that are rarely met, and for a block */
    enum group_scope scope;
    bool own; /* name and reference are the group's own, not its block's */
};

/* The entry of a multicast address; SCOPE_NONE, empty strings and no purpose for others.
 * Scope-relative IPv4 groups (RFC 2365 section 9) are named by their offset from the top of the
 * Local Scope 239.255.0.0/16 and of the Organization Local Scope 239.192.0.0/14; the borders of
 * smaller scopes are known to their administrators only. Solicited-node and other structured IPv6
 * groups are named by their structure. Reference "IANA": only the registry names the group. */
struct group_entry group_find(struct ip group);

/* A reserved or well-known group MAC address, or a virtual router's. */
struct mac_entry {
    const char *name;
    const char *reference;
};

/* The most specific row that holds the address, unicast or not; {NULL, NULL} where none does. */
struct mac_entry group_mac_find(struct mac);

#endif
