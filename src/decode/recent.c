/* SPDX-License-Identifier: MIT */
/* The memory of messages: looking for one, and writing one down. */
#include "decode/recent.h"

#include <assert.h>
#include <stddef.h>

#include "decode/decoder.h"

/* Of a packet, who talks to whom... */
enum {
    ENDS_AT = offsetof(struct packet, eth_src),
    ENDS = offsetof(struct packet, ethertype) - ENDS_AT,
};

/* ... and what decoders of messages look at or change, but for layers, facts and names. */
enum { STATE_AT = offsetof(struct packet, ttl), STATE = offsetof(struct packet, facts) - STATE_AT };

/* What was left of a window. */
struct window {
    uint32_t captured, length;
};

/* The beginning of a record. Behind it stand the captured bytes of the message, the facts it added and its
 * names. */
struct record {
    uint64_t hash;
    struct window found, left; /* before the message and behind what was read of it... */
    uint32_t read;             /* ... which are so many bytes */
    enum fault fault;          /* the reader's, behind it */
    uint16_t facts, names;     /* how many, and how many bytes */
    uint8_t layers;            /* how many... */
    uint8_t layer[RECENT_LAYERS];
    uint8_t before[STATE], after[STATE];
    uint8_t ends[ENDS];
    bool of_ends; /* what it says depends on them */
};

enum {
    RECORD_MOST = sizeof(struct record) + RECENT_MESSAGE + RECENT_FACTS * sizeof(struct fact) +
                  RECENT_NAMES
};

static_assert(RECORD_MOST < RECENT_BYTES / 16, "no message takes much of the memory");

/* The identifiers by which who asked knows its answers: decoders only tell listeners of them. Who asks again mostly
 * takes another one. (No name of NetBIOS is sound that begins in one: it is 32 letters, and where the first name of a
 * message begins stands none.) */
static const struct identifier {
    uint8_t at, bytes;
} identifiers[PROTO_COUNT] = {
    [PROTO_DNS] = {0, 2},   [PROTO_MDNS] = {0, 2}, [PROTO_LLMNR] = {0, 2},  [PROTO_NBNS] = {0, 2},
    [PROTO_NBDGM] = {2, 2}, [PROTO_DHCP] = {4, 4}, [PROTO_DHCPV6] = {1, 3},
};

/* Where the message goes on behind it; 0 where it has none. */
static uint32_t identifier_end(enum proto proto)
{
    return (uint32_t)identifiers[proto].at + identifiers[proto].bytes;
}

static uint8_t *state_of(struct packet *p)
{
    return (uint8_t *)p + STATE_AT;
}

static const uint8_t *ends_of(const struct packet *p)
{
    return (const uint8_t *)p + ENDS_AT;
}

static struct window window_of(const struct reader *r)
{
    return (struct window){r->captured - r->at, r->length - r->at};
}

/* Multiplications by odd numbers with well mixed bits (the fractional part of the golden ratio, and a
 * prime of xxHash), of sixteen bytes at once; the last sixteen may count twice. */
static uint64_t words_mix(uint64_t h, const uint8_t bytes[16])
{
    uint64_t one, other;
    memcpy(&one, bytes, 8);
    memcpy(&other, bytes + 8, 8);
    return (h ^ one ^ h >> 32) * UINT64_C(0x9e3779b97f4a7c15) +
           other * UINT64_C(0xc2b2ae3d27d4eb4f);
}

static uint64_t bytes_mix(uint64_t h, const uint8_t *bytes, uint32_t n)
{
    uint8_t few[16] = {0};
    for (uint32_t i = 0; i + 16 < n; i += 16)
        h = words_mix(h, bytes + i);
    if (n < 16)
        memcpy(few, bytes, n);
    return words_mix(h, n < 16 ? few : bytes + n - 16);
}

/* Of a long message only the beginning and the end count: those that agree in both are mostly the same. */
static uint64_t message_hash(const uint8_t *bytes, uint32_t n, enum proto proto)
{
    enum { HASHED = 64 };
    bool is_long = n > 2 * HASHED;
    uint64_t h = bytes_mix((uint64_t)n << 48 | proto, bytes, is_long ? HASHED : n);
    if (is_long)
        h = bytes_mix(h, bytes + n - HASHED, HASHED);
    return h ^ h >> 32;
}

/* The record with this hash, or NULL. */
static const uint8_t *record_find(const struct recent *m, uint64_t hash, struct record *out)
{
    uint64_t at = m->place[hash % RECENT_PLACES];
    if (at == 0 || m->end - at > RECENT_BYTES)
        return NULL; /* none, or overwritten */
    const uint8_t *bytes = m->ring + at % RECENT_BYTES;
    memcpy(out, bytes, sizeof *out);
    return out->hash == hash ? bytes + sizeof *out : NULL;
}

/* Whether two messages of a protocol say the same. */
static bool messages_agree(const uint8_t *a, const uint8_t *b, uint32_t n, enum proto proto)
{
    uint32_t at = identifiers[proto].at, end = identifier_end(proto);
    return (at == 0 || memcmp(a, b, at) == 0) && memcmp(a + end, b + end, n - end) == 0;
}

/* Whether the packet stands before the message as it did when the record was written. */
static bool record_fits(const struct record *record, const uint8_t *message, struct packet *p,
                        const struct reader *r, enum proto proto)
{
    struct window found = window_of(r);
    return record->layer[0] == proto && record->found.captured == found.captured &&
           record->found.length == found.length &&
           memcmp(record->before, state_of(p), STATE) == 0 &&
           (!record->of_ends || memcmp(record->ends, ends_of(p), ENDS) == 0) &&
           messages_agree(message, r->base + r->at, found.captured, proto);
}

/* Does again what decoding the message did. */
static void record_repeat(const struct record *record, const uint8_t *message, struct packet *p,
                          struct reader *r)
{
    size_t n = record->found.captured, facts = record->facts * sizeof p->facts[0];
    memcpy(p->facts + p->fact_count, message + n, facts);
    memcpy(p->names + p->names_used, message + n + facts, record->names);
    memcpy(p->stack + p->depth, record->layer, record->layers);
    p->depth = (uint8_t)(p->depth + record->layers);
    memcpy(state_of(p), record->after, STATE);
    r->at += record->read;
    r->captured = r->at + record->left.captured;
    r->length = r->at + record->left.length;
    r->fault = record->fault;
}

/* Room for a record of `n` bytes, all in one piece. */
static uint8_t *record_place(struct recent *m, uint64_t hash, size_t n)
{
    uint64_t at = m->end % RECENT_BYTES;
    if (m->end == 0 || at + n > RECENT_BYTES)
        m->end += RECENT_BYTES - at; /* what begins at 0 begins at the ring's size: 0 is no place */
    uint8_t *bytes = m->ring + m->end % RECENT_BYTES;
    m->place[hash % RECENT_PLACES] = m->end;
    m->end += n;
    return bytes;
}

static uint8_t *bytes_put(uint8_t *to, const void *from, size_t n)
{
    memcpy(to, from, n);
    return to + n;
}

/* Writes down a record and what it is of: the message, and the last ones of the packet's facts and names. */
static void record_write(struct recent *m, const struct record *record, const uint8_t *message,
                         const struct packet *p)
{
    size_t n = record->found.captured, facts = record->facts * sizeof p->facts[0];
    uint8_t *to = record_place(m, record->hash, sizeof *record + n + facts + record->names);
    to = bytes_put(to, record, sizeof *record);
    to = bytes_put(to, message, n);
    to = bytes_put(to, p->facts + p->fact_count - record->facts, facts);
    bytes_put(to, p->names + p->names_used - record->names, record->names);
}

/* Counts a message, which may come again; true where it is not worth while to remember it. */
static bool is_vain(struct recent *m)
{
    uint64_t vain = m->vain++;
    return vain >= RECENT_VAIN && vain % RECENT_ROUND >= RECENT_TRIES;
}

/* Has the message decoded, and writes down what that did. */
static void message_learn(struct packet *p, struct reader *r, enum proto proto, uint64_t hash)
{
    struct record record = {.hash = hash, .found = window_of(r)};
    unsigned depth = p->depth, facts = p->fact_count, names = p->names_used;
    uint32_t at = r->at;
    memcpy(record.before, state_of(p), STATE);
    memcpy(record.ends, ends_of(p), ENDS);
    decode_as(p, r, proto);
    record.read = r->at - at;
    record.left = window_of(r);
    record.fault = r->fault;
    record.of_ends = p->asked_ends;
    record.layers = (uint8_t)(p->depth - depth);
    record.facts = (uint16_t)(p->fact_count - facts);
    record.names = (uint16_t)(p->names_used - names);
    if (p->asked_identifier || record.layers > RECENT_LAYERS || record.facts > RECENT_FACTS ||
        record.names > RECENT_NAMES)
        return;
    memcpy(record.layer, p->stack + depth, record.layers);
    memcpy(record.after, state_of(p), STATE);
    record_write(p->recent, &record, r->base + at, p);
}

void recent_decode(struct packet *p, struct reader *r, enum proto proto)
{
    struct record record;
    uint32_t n = r->captured - r->at, end = identifier_end(proto);
    if (n > RECENT_MESSAGE || n < end || p->depth > PACKET_STACK - RECENT_LAYERS ||
        is_vain(p->recent)) {
        decode_as(p, r, proto);
        return;
    }
    uint64_t hash = message_hash(r->base + r->at + end, n - end, proto);
    const uint8_t *message = record_find(p->recent, hash, &record);
    if (message == NULL || !record_fits(&record, message, p, r, proto)) {
        message_learn(p, r, proto, hash);
        return;
    }
    record_repeat(&record, message, p, r);
    p->recent->vain = 0;
}
