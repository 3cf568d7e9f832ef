/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_DECODER_H
#define CASTSCOPE_DECODER_H

#include "decode/packet.h"
#include "decode/sink.h"

/*
 * What a decoder works with. A decoder is a function of one file, named in a row of protocols.def:
 *
 *     void arp_decode(struct packet *p, struct reader *r);
 *
 * It reads its fields through the field_*() calls below, tests r->fault once, fills in the packet,
 * states facts, and hands the rest on with decode_next().
 */
typedef void decode_fn(struct packet *, struct reader *);

#define PROTOCOL(id, name, title, decoder, space, number) decode_fn decoder;
#define ALSO(id, space, number)
#include "decode/protocols.def"
#undef PROTOCOL
#undef ALSO

/* A row whose protocol is named but not looked into. */
decode_fn opaque_decode;

/* True where the protocol is named but not looked into. */
bool proto_is_opaque(enum proto);

/* The protocol bound to a number, or PROTO_NONE. */
enum proto proto_find(enum space, uint32_t number);

/* Hands the rest of the window to the protocol bound to the number. Where there is none the packet
 * remembers the number and false is returned. */
bool decode_next(struct packet *, struct reader *, enum space, uint32_t number);

/* The same for a protocol known by name. */
void decode_as(struct packet *, struct reader *, enum proto);

/* Names a layer, if it is known, without looking into it: its bytes are not at hand. */
void layer_name(struct packet *, enum proto);

/* Takes over a fault into the packet, unless it lies with a fragment to come. */
SELDOM void fault_take(struct packet *, enum fault);

/* Takes over the reader's fault into the packet; true where there was none. */
static inline bool decode_sound(struct packet *p, const struct reader *r)
{
    if (RARELY(r->fault != FAULT_NONE)) {
        fault_take(p, r->fault);
        return false;
    }
    return true;
}

/* Marks the frame as contradicting itself. */
SELDOM void decode_bad(struct packet *);

/* Notes that a budget ended the reading though nothing was wrong: there may be more facts than were
 * stated. To be called after those that were read are. */
static inline void decode_stop(struct packet *p)
{
    p->more_facts = true;
}

/* Whether somebody listens to fields and has not heard enough: asked before work is done that only a
 * field needs. */
static inline bool fields_wanted(const struct packet *p)
{
    return RARELY(p->field_room > 0);
}

/* Reports a field that ends where the reader stands. Somebody must listen; decoders call what is
 * below, which costs next to nothing where nobody does. */
SELDOM void field_report(struct packet *, const struct reader *, uint32_t length, struct field);

SELDOM void number_report(struct packet *, const struct reader *, uint32_t length, const char *name,
                          uint64_t number, const char *meaning);
SELDOM void hex_report(struct packet *, const struct reader *, uint32_t length, const char *name,
                       uint64_t number);
SELDOM void mac_report(struct packet *, const struct reader *, const char *name, struct mac);
SELDOM void ip_report(struct packet *, const struct reader *, const char *name, struct ip);
SELDOM void text_report(struct packet *, const struct reader *, uint32_t length, const char *name,
                        const char *clean);
SELDOM void bytes_report(struct packet *, const struct reader *, uint32_t length, const char *name);

/* Reports a number taken from the `length` bytes just read, and what it means (NULL: nothing). */
static inline void field_meaning(struct packet *p, const struct reader *r, uint32_t length,
                                 const char *name, uint64_t number, const char *meaning)
{
    if (fields_wanted(p))
        number_report(p, r, length, name, number, meaning);
}

static inline void field_number(struct packet *p, const struct reader *r, uint32_t length,
                                const char *name, uint64_t number)
{
    field_meaning(p, r, length, name, number, NULL);
}

/* Reports a clean string that stood in the `length` bytes before the reader. */
static inline void field_text(struct packet *p, const struct reader *r, uint32_t length,
                              const char *name, const char *clean)
{
    if (fields_wanted(p))
        text_report(p, r, length, name, clean);
}

/* Reads that also report what they read. */

static inline uint8_t field_u8(struct packet *p, struct reader *r, const char *name)
{
    uint8_t value = reader_u8(r);
    field_number(p, r, 1, name, value);
    return value;
}

static inline uint16_t field_be16(struct packet *p, struct reader *r, const char *name)
{
    uint16_t value = reader_be16(r);
    field_number(p, r, 2, name, value);
    return value;
}

static inline uint32_t field_be32(struct packet *p, struct reader *r, const char *name)
{
    uint32_t value = reader_be32(r);
    field_number(p, r, 4, name, value);
    return value;
}

static inline uint16_t field_le16(struct packet *p, struct reader *r, const char *name)
{
    uint16_t value = reader_le16(r);
    field_number(p, r, 2, name, value);
    return value;
}

static inline uint32_t field_le32(struct packet *p, struct reader *r, const char *name)
{
    uint32_t value = reader_le32(r);
    field_number(p, r, 4, name, value);
    return value;
}

/* Like field_be16(), shown in hexadecimal. */
static inline uint16_t field_hex16(struct packet *p, struct reader *r, const char *name)
{
    uint16_t value = reader_be16(r);
    if (fields_wanted(p))
        hex_report(p, r, 2, name, value);
    return value;
}

static inline struct mac field_mac(struct packet *p, struct reader *r, const char *name)
{
    struct mac value = reader_mac(r);
    if (fields_wanted(p))
        mac_report(p, r, name, value);
    return value;
}

static inline struct ip field_ip4(struct packet *p, struct reader *r, const char *name)
{
    struct ip value = reader_ip4(r);
    if (fields_wanted(p))
        ip_report(p, r, name, value);
    return value;
}

static inline struct ip field_ip6(struct packet *p, struct reader *r, const char *name)
{
    struct ip value = reader_ip6(r);
    if (fields_wanted(p))
        ip_report(p, r, name, value);
    return value;
}

/* Skips bytes that nobody interprets. */
static inline void field_skip(struct packet *p, struct reader *r, uint32_t n, const char *name)
{
    reader_skip(r, n);
    if (fields_wanted(p))
        bytes_report(p, r, n, name);
}

/* Who sent a message and to whom, for its decoder: what asks for it is decoded anew for others (see recent.h). */
static inline struct ip message_src(struct packet *p)
{
    p->asked_ends = true;
    return p->src;
}

static inline struct ip message_dst(struct packet *p)
{
    p->asked_ends = true;
    return p->dst;
}

static inline struct mac message_eth_dst(struct packet *p)
{
    p->asked_ends = true;
    return p->eth_dst;
}

/* To be called before anything is read into the identifier of a message, as a name is that a hostile pointer lets begin
 * there. Who only tells listeners of it need not. */
static inline void message_identifier(struct packet *p)
{
    p->asked_identifier = true;
}

/* Writes the line for people, with a format as printf() takes it. Nothing is computed without a
 * sink. */
SELDOM void info_write_line(struct packet *, const char *format, ...) TEXT_PRINTF(2, 3);
#define info_setf(packet, ...) \
    (RARELY((packet)->sink != NULL) ? info_write_line((packet), __VA_ARGS__) : (void)0)

/* A new fact of the kind, stated by the topmost protocol, everything else empty; never NULL: where
 * the packet is full the loss is noted and a fact that is thrown away returned. */
struct fact *fact_state(struct packet *, enum fact_kind);

/* How many facts still find room; 0 once any found none. */
static inline uint32_t facts_room(const struct packet *p)
{
    return p->more_facts ? 0 : PACKET_FACTS - 1u - p->fact_count;
}

/* So many facts of the kind, all alike, one behind the other: the first of them. There must be room for them. */
struct fact *fact_state_many(struct packet *, enum fact_kind, uint32_t n);

/* Keeps a clean string for facts; 0 where there is no room, which is noted. */
uint16_t fact_keep(struct packet *, const char *clean);

/* The same for one of `n` bytes, where that is known. */
uint16_t fact_keep_bytes(struct packet *, const char *clean, size_t n);

/* States BINDS where both are addresses that one machine can have. */
struct fact *fact_bind(struct packet *, struct mac, struct ip, enum binding how);

#endif
