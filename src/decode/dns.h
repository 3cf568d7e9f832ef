/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_DNS_H
#define CASTSCOPE_DNS_H

#include "decode/decoder.h"
#include "decode/dns_name.h"

/* The DNS message format (RFC 1035 section 4), as DNS, mDNS and LLMNR use it. */

enum {
    DNS_FLAG_RESPONSE = 0x8000,
    DNS_OPCODE = 0x7800,
    DNS_FLAG_AUTHORITATIVE = 0x0400, /* LLMNR: conflict (RFC 4795 section 2.1.1) */
    DNS_FLAG_TRUNCATED = 0x0200,
    DNS_RCODE = 0x000f,
    DNS_NO_SUCH_NAME = 3,
};

/* What a record can be about. */
enum dns_reach {
    DNS_OF_THE_LINK,  /* machines of the link: mDNS, LLMNR */
    DNS_OF_THE_WORLD, /* anything: only private and link-local addresses may be near */
};

struct dns_message {
    uint16_t flags;
    uint16_t questions; /* by the header */
    uint16_t answers, authorities, additionals;
    char first[DNS_NAME];   /* first name asked for, or first owner; clean, "" if none */
    const char *first_type; /* "A", ... */
};

/*
 * Reads the message in the rest of the window, reports its fields and states its facts: ASKS for
 * each question of a query; DENIES for that of a response that knows no such name; NAMED and OFFERS for the
 * records of a response; PROBES for what a query of the link proposes in its authority section. What else a
 * query carries as records (known answers) is somebody else's word and states nothing. A record with broken
 * data is skipped and the others are kept. False where not even the header could be read.
 */
bool dns_message_decode(struct packet *, struct reader *, enum dns_reach, struct dns_message *);

/* Writes the line for people. */
void dns_info(struct packet *, const struct dns_message *);

#endif
