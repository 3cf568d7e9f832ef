/* SPDX-License-Identifier: MIT */
/* The memory of messages: looking for one, and writing one down. */
#include "decode/recent.h"

#include <assert.h>
#include <stddef.h>

#include "decode/decoder.h"

/* What decoders change of a packet, but for the facts and names themselves. */
enum {
    STATE_AT = offsetof(struct packet, eth_src),
    STATE = offsetof(struct packet, facts) - STATE_AT,
};

/* The beginning of a record. Behind it stand the packet's state before and after, the captured bytes of
 * the message, the facts it added and its names. */
struct record {
    uint64_t hash;
    struct reader found, left; /* before the message and behind it; `base` means nothing */
    uint16_t facts, names;     /* how many, and how many bytes */
};

enum {
    RECORD_MOST = sizeof(struct record) + 2 * STATE + RECENT_MESSAGE +
                  RECENT_FACTS * sizeof(struct fact) + RECENT_NAMES
};

static_assert(RECORD_MOST < RECENT_BYTES / 16, "no message takes much of the memory");

static uint8_t *state_of(struct packet *p)
{
    return (uint8_t *)p + STATE_AT;
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

static uint64_t message_hash(const struct packet *p, const uint8_t *bytes, uint32_t n)
{
    uint64_t h = p->eth_src.value + p->src.low + ((uint64_t)n << 48);
    uint8_t few[16] = {0};
    for (uint32_t i = 0; i + 16 < n; i += 16)
        h = words_mix(h, bytes + i);
    if (n < 16)
        memcpy(few, bytes, n);
    h = words_mix(h, n < 16 ? few : bytes + n - 16);
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

static bool window_equal(const struct reader *a, const struct reader *b)
{
    return a->at == b->at && a->captured == b->captured && a->length == b->length;
}

/* Does again what decoding the message did, if it is the one that the record is of. */
static bool record_repeat(const struct record *record, const uint8_t *bytes, struct packet *p,
                          struct reader *r)
{
    if (!window_equal(&record->found, r) || memcmp(bytes, state_of(p), STATE) != 0)
        return false;
    const uint8_t *after = bytes + STATE, *message = after + STATE;
    size_t n = r->captured - r->at, facts = record->facts * sizeof p->facts[0];
    if (memcmp(message, r->base + r->at, n) != 0)
        return false;
    memcpy(p->facts + p->fact_count, message + n, facts);
    memcpy(p->names + p->names_used, message + n + facts, record->names);
    memcpy(state_of(p), after, STATE);
    r->at = record->left.at;
    r->captured = record->left.captured;
    r->length = record->left.length;
    r->fault = record->left.fault;
    return true;
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

/* Writes a record of what a message added to the packet. */
static void record_write(struct recent *m, const struct record *record, const uint8_t before[STATE],
                         struct packet *p)
{
    const struct reader *found = &record->found;
    size_t n = found->captured - found->at, facts = record->facts * sizeof p->facts[0];
    uint8_t *to = record_place(m, record->hash,
                               sizeof *record + 2 * STATE + n + facts + record->names);
    to = bytes_put(to, record, sizeof *record);
    to = bytes_put(to, before, STATE);
    to = bytes_put(to, state_of(p), STATE);
    to = bytes_put(to, found->base + found->at, n);
    to = bytes_put(to, p->facts + p->fact_count - record->facts, facts);
    bytes_put(to, p->names + p->names_used - record->names, record->names);
}

/* Counts a message, which may come again; true where it is not worth while to remember it. */
static bool is_vain(struct recent *m)
{
    uint64_t vain = m->vain++;
    return vain >= RECENT_VAIN && vain % RECENT_ROUND >= RECENT_TRIES;
}

void recent_decode(struct packet *p, struct reader *r, enum proto proto)
{
    struct record record;
    uint8_t before[STATE];
    uint32_t n = r->captured - r->at;
    if (n > RECENT_MESSAGE || is_vain(p->recent)) {
        decode_as(p, r, proto);
        return;
    }
    uint64_t hash = message_hash(p, r->base + r->at, n);
    const uint8_t *bytes = record_find(p->recent, hash, &record);
    if (bytes != NULL && record_repeat(&record, bytes, p, r)) {
        p->recent->vain = 0;
        return;
    }
    memcpy(before, state_of(p), STATE);
    record = (struct record){.hash = hash, .found = *r};
    unsigned facts = p->fact_count, names = p->names_used;
    decode_as(p, r, proto);
    record.left = *r;
    record.facts = (uint16_t)(p->fact_count - facts);
    record.names = (uint16_t)(p->names_used - names);
    if (record.facts <= RECENT_FACTS && record.names <= RECENT_NAMES)
        record_write(p->recent, &record, before, p);
}
