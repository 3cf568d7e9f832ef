/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SINK_H
#define CASTSCOPE_SINK_H

#include "decode/packet.h"

/*
 * Where decoders report what they read, field by field, for those who want more than facts: the
 * --frames output, a frame's page, tests. Absent (NULL) on the fast path.
 */

enum field_kind {
    FIELD_NUMBER, /* decimal */
    FIELD_HEX,
    FIELD_MAC,
    FIELD_IP,
    FIELD_TEXT,  /* a string; field.text */
    FIELD_BYTES, /* uninterpreted; only offset and length */
};

struct field {
    const char *name; /* "igmp.type": protocol and field; static */
    enum field_kind kind;
    uint32_t offset; /* first byte, counted from the start of the frame */
    uint32_t length; /* bytes */
    uint64_t number; /* FIELD_NUMBER, FIELD_HEX */
    struct mac mac;
    struct ip ip;
    const char *text; /* clean: what the number means, or the string; NULL or valid in the call */
};

struct sink {
    /* A decoder starts at this offset. May be NULL. */
    void (*layer)(struct sink *, enum proto, uint32_t offset);
    /* A field was read. May be NULL: then decoding takes half as long. */
    void (*field)(struct sink *, const struct field *);
    /* One line for people; each layer that has something to say replaces the line before. */
    char info[256];
    bool more_fields; /* a frame had more fields than PACKET_FIELDS lets through */
};

#define FIELD_VALUE_TEXT 320

/* The value for people: "2 (reply)", "0x0806", "10.0.0.1", the text. */
void field_format(const struct field *, char out[FIELD_VALUE_TEXT]);

#endif
