/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_HEAD_H
#define CASTSCOPE_HEAD_H

#include <assert.h>

#include "decode/decoder.h"

/*
 * The head of a layer that nearly every frame has: its bytes are taken from the reader at once where all are
 * there and nobody listens, and else read field by field as everywhere. Either way the same reads follow
 * each other:
 *
 *     struct head h = head_begin(p, r, 8);
 *     uint16_t src = head_be16(&h, "udp.src_port");
 *
 * To read more than was taken is a bug of the decoder, and asserted: how much is read is written in its
 * source, not in the frame, so that compilers mostly prove it and leave the question out.
 */
struct head {
    struct packet *p;
    struct reader *r;
    const uint8_t *at; /* the next byte, where all were taken; NULL: field by field */
    uint32_t left;     /* bytes of them that were not read yet */
};

static inline struct head head_begin(struct packet *p, struct reader *r, uint32_t n)
{
    bool whole = n <= r->captured - r->at && !fields_wanted(p);
    return (struct head){p, r, whole ? reader_take(r, n) : NULL, n};
}

/* The next `n` of the bytes that were taken; NULL where they are read field by field. */
static inline const uint8_t *head_take(struct head *h, uint32_t n)
{
    assert(n <= h->left);
    h->left -= n;
    if (h->at == NULL)
        return NULL;
    h->at += n;
    return h->at - n;
}

static inline uint16_t head_half(const uint8_t b[2])
{
    return (uint16_t)(b[0] << 8 | b[1]);
}

static inline uint32_t head_word(const uint8_t b[4])
{
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static inline struct ip head_ip6_of(const uint8_t b[16])
{
    return ip_v6((uint64_t)head_word(b) << 32 | head_word(b + 4),
                 (uint64_t)head_word(b + 8) << 32 | head_word(b + 12));
}

static inline uint8_t head_u8(struct head *h, const char *name)
{
    const uint8_t *b = head_take(h, 1);
    return b != NULL ? *b : field_u8(h->p, h->r, name);
}

static inline uint16_t head_be16(struct head *h, const char *name)
{
    const uint8_t *b = head_take(h, 2);
    return b != NULL ? head_half(b) : field_be16(h->p, h->r, name);
}

static inline uint16_t head_hex16(struct head *h, const char *name)
{
    const uint8_t *b = head_take(h, 2);
    return b != NULL ? head_half(b) : field_hex16(h->p, h->r, name);
}

static inline struct mac head_mac(struct head *h, const char *name)
{
    const uint8_t *b = head_take(h, 6);
    return b != NULL ? mac_from_octets(b) : field_mac(h->p, h->r, name);
}

static inline uint32_t head_be32(struct head *h, const char *name)
{
    const uint8_t *b = head_take(h, 4);
    return b != NULL ? head_word(b) : field_be32(h->p, h->r, name);
}

static inline struct ip head_ip4(struct head *h, const char *name)
{
    const uint8_t *b = head_take(h, 4);
    return b != NULL ? ip_v4(head_word(b)) : field_ip4(h->p, h->r, name);
}

static inline struct ip head_ip6(struct head *h, const char *name)
{
    const uint8_t *b = head_take(h, 16);
    return b != NULL ? head_ip6_of(b) : field_ip6(h->p, h->r, name);
}

/* Reads without a name, of which head_number() then reports parts. */
static inline uint8_t head_bits8(struct head *h)
{
    const uint8_t *b = head_take(h, 1);
    return b != NULL ? *b : reader_u8(h->r);
}

static inline uint16_t head_bits16(struct head *h)
{
    const uint8_t *b = head_take(h, 2);
    return b != NULL ? head_half(b) : reader_be16(h->r);
}

static inline uint32_t head_bits32(struct head *h)
{
    const uint8_t *b = head_take(h, 4);
    return b != NULL ? head_word(b) : reader_be32(h->r);
}

/* Reports a number from the `length` bytes read last: see field_number(). */
static inline void head_number(struct head *h, uint32_t length, const char *name, uint64_t number)
{
    if (h->at == NULL)
        field_number(h->p, h->r, length, name, number);
}

/* Reads which protocol above IP follows, and reports it with its name. */
static inline uint8_t head_ip_protocol(struct head *h, const char *name)
{
    uint8_t number = head_bits8(h);
    if (h->at == NULL && fields_wanted(h->p)) {
        enum proto proto = proto_find(SPACE_IP_PROTOCOL, number);
        number_report(h->p, h->r, 1, name, number, proto != PROTO_NONE ? proto_name(proto) : NULL);
    }
    return number;
}

#endif
