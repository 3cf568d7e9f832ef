/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_NETBIOS_H
#define CASTSCOPE_NETBIOS_H

#include "decode/decoder.h"

/* Names of the NetBIOS services over UDP (RFC 1001 section 14, RFC 1002 section 4.1). */

enum {
    NETBIOS_NAME_BYTES = 15, /* and one more, the suffix, that says what the name is for */
    NETBIOS_NAME = 4 * NETBIOS_NAME_BYTES + 1,
    NETBIOS_LABEL = NETBIOS_NAME + 4, /* with the suffix: "PRINTER<20>" */
};

struct netbios_name {
    char text[NETBIOS_NAME]; /* clean, without the spaces that fill it up */
    uint8_t suffix;
};

/* The name of 15 bytes and a suffix that are not encoded. */
struct netbios_name netbios_name_of(const uint8_t bytes[NETBIOS_NAME_BYTES + 1]);

/* "PRINTER<20>" */
void netbios_name_format(const struct netbios_name *, char out[NETBIOS_LABEL]);

/* Reads an encoded name, its scope and, in the name service, pointers into the message, which starts where the window
 * does, and reports it as a field. A name that is none of 16 bytes, or of other letters than A to P, is FAULT_BAD. */
void netbios_name_field(struct packet *, struct reader *, const char *field, struct netbios_name *);

/* True where the suffix is one of the computer's own name; the others name its user, or a workgroup
 * or domain it serves. */
bool netbios_name_is_a_machines(const struct netbios_name *);

/* States that the machine with the address is called so, where the name can be a machine's. */
void netbios_name_state(struct packet *, struct ip, const struct netbios_name *, uint32_t ttl_s);

#endif
