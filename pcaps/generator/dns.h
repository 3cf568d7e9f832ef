/* SPDX-License-Identifier: MIT */
#ifndef GENERATOR_DNS_H
#define GENERATOR_DNS_H

#include "frame.h"

/*
 * DNS messages (RFC 1035) as a UDP payload, with name compression: DNS itself, mDNS (RFC 6762) and
 * LLMNR (RFC 4795). NetBIOS name service messages (RFC 1002) are at the end.
 *
 * Records are added section by section, in the order of the enumeration. Names are dotted text
 * without the last dot; a label therefore cannot hold a dot. They must live until the message is
 * done, because later names point into them.
 */

enum dns_section {
    DNS_QUESTION,
    DNS_ANSWER,
    DNS_AUTHORITY,
    DNS_ADDITIONAL,
};

enum dns_type {
    DNS_A = 1,
    DNS_PTR = 12,
    DNS_TXT = 16,
    DNS_AAAA = 28,
    DNS_SRV = 33,
    DNS_ANY = 255,
};

enum dns_class {
    DNS_IN = 1,
    DNS_IN_FLUSH = 0x8001,   /* the cache-flush bit, RFC 6762 section 10.2 */
    DNS_IN_UNICAST = 0x8001, /* the same bit in a question: a QU question, section 5.4 */
};

enum dns_flag {
    DNS_QUERY = 0,
    DNS_RECURSION_DESIRED = 0x0100,
    DNS_RESPONSE = 0x8000,
    DNS_MDNS_RESPONSE = 0x8400,      /* authoritative */
    DNS_RECURSIVE_RESPONSE = 0x8180, /* recursion desired and available */
    DNS_NO_SUCH_NAME = 0x8183,
};

enum { DNS_SUFFIXES_CAP = 64 };

struct dns {
    struct frame *f;
    size_t start;
    struct {
        const char *name; /* the rest of a name, from one of its labels on */
        unsigned offset;
    } suffixes[DNS_SUFFIXES_CAP];
    size_t suffixes_n;
};

struct dns dns_start(struct frame *, unsigned id, unsigned flags);
void dns_question(struct dns *, const char *name, unsigned type, unsigned class);

/* Starts a record whose data the caller appends; dns_record_end() takes the returned offset. */
size_t dns_record(struct dns *, enum dns_section, const char *name, unsigned type, unsigned class,
                  uint32_t ttl);
void dns_record_end(struct dns *, size_t);
void dns_name(struct dns *, const char *name);

/* Whole records. A or AAAA by the family of `ip`; strings end with NULL. */
void dns_address(struct dns *, enum dns_section, const char *name, unsigned class, uint32_t ttl,
                 const char *ip);
void dns_pointer(struct dns *, enum dns_section, const char *name, uint32_t ttl, const char *to);
void dns_service(struct dns *, enum dns_section, const char *name, unsigned class, uint32_t ttl,
                 unsigned port, const char *host);
void dns_strings(struct dns *, enum dns_section, const char *name, uint32_t ttl,
                 const char *const *strings);

/* A NetBIOS name: at most 15 characters, filled up with spaces, and a suffix that says what for. */
enum nbns_suffix {
    NBNS_WORKSTATION = 0x00,
    NBNS_BROWSER_ELECTIONS = 0x1e,
    NBNS_LOCAL_MASTER = 0x1d,
    NBNS_FILE_SERVER = 0x20,
};
void nbns_name(struct frame *, const char *name, unsigned suffix);
void nbns_query(struct frame *, unsigned id, const char *name, unsigned suffix);
void nbns_registration(struct frame *, unsigned id, const char *name, unsigned suffix, bool group,
                       const char *ip);
void nbns_response(struct frame *, unsigned id, const char *name, unsigned suffix, const char *ip);

#endif
