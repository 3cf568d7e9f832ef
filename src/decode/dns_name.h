/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_DNS_NAME_H
#define CASTSCOPE_DNS_NAME_H

#include "address/ip.h"
#include "decode/reader.h"

/* Names of the DNS as text. */

enum {
    /* A name is at most 255 bytes (RFC 1035 section 2.3.4); escaping makes at most four of one. */
    DNS_NAME = 4 * 255 + 1,
    DNS_LABEL_MAX = 63,       /* bytes of a label */
    DNS_NAME_MAX_BYTES = 255, /* of a name, with the lengths of its labels */
};

/* Reads a name without pointers that the rest of the window holds, as DHCP options do (RFC 4702
 * section 2.3, RFC 4704 section 4.2), into clean text without the last dot. Without its empty last
 * label it is the beginning of a name, which is no fault; a name that cannot be read is "". */
void dns_labels_read(struct reader *, char out[DNS_NAME]);

/* The address that a name of in-addr.arpa (RFC 1035 section 3.5) or ip6.arpa (RFC 3596 section 2.5)
 * stands for, in letters of either case; false where it is none. */
bool dns_reverse_parse(const char *name, struct ip *out);

/* Splits "Instance._type._tcp.local" in place; false where the name is none of a service. */
bool dns_service_split(char *owner, char **type);

#endif
