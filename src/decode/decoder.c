/* SPDX-License-Identifier: MIT */
/*
 * The table of protocols at work: finds the decoder of a number, keeps the stack of layers, collects
 * facts and hands fields to the sink.
 */
#include "decode/decoder.h"

#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "decode/plain.h"

struct proto_row {
    const char *name, *title;
    decode_fn *decode;
};

static const struct proto_row protos[PROTO_COUNT] = {
    [PROTO_NONE] = {"none", "", opaque_decode},
#define PROTOCOL(id, name, title, decoder, space, number) [PROTO_##id] = {name, title, decoder},
#define ALSO(id, space, number)
#include "decode/protocols.def"
#undef PROTOCOL
#undef ALSO
};

/* Where the numbers of each space stand in the table of all, first and last. */
enum {
#define SPACE(id, count, format) FIRST_##id, LAST_##id = FIRST_##id + (count)-1,
#include "decode/spaces.def"
#undef SPACE
    NUMBERS
};

static_assert(PROTO_COUNT <= UINT8_MAX + 1, "a protocol fits a byte");

#define PROTOCOL(id, name, title, decoder, space, number) ALSO(id, space, number)
#define ALSO(id, space, number) \
    static_assert((number) <= LAST_##space - FIRST_##space, #id ": no number of its space");
#include "decode/protocols.def"
#undef ALSO

/* One byte for every number there is: of most of it no page is ever touched, and nothing is faster.
 * A number that is bound twice is an initializer too many, of which compilers warn. */
#define ALSO(id, space, number) [FIRST_##space + (number)] = PROTO_##id,
static const uint8_t numbers[NUMBERS] = {
#include "decode/protocols.def"
};
#undef PROTOCOL
#undef ALSO

enum proto proto_find(enum space space, uint32_t number)
{
    static const struct {
        uint32_t first, count;
    } spaces[SPACE_COUNT] = {
#define SPACE(id, count, format) {FIRST_##id, count},
#include "decode/spaces.def"
#undef SPACE
    };
    return number < spaces[space].count ? (enum proto)numbers[spaces[space].first + number]
                                        : PROTO_NONE;
}

bool proto_is_opaque(enum proto proto)
{
    return protos[proto].decode == opaque_decode;
}

void opaque_decode(struct packet *p, struct reader *r)
{
    (void)p;
    (void)r;
}

/* Tells who listens of the layer before it is decoded. */
SELDOM static void layer_decode(struct packet *p, struct reader *r, enum proto proto)
{
    if (p->sink->layer != NULL)
        p->sink->layer(p->sink, proto, r->origin + r->at);
    protos[proto].decode(p, r);
}

void decode_as(struct packet *p, struct reader *r, enum proto proto)
{
    if (RARELY(p->depth == PACKET_STACK)) {
        decode_bad(p);
        return;
    }
    p->stack[p->depth++] = (uint8_t)proto;
    p->has_unknown = false;
    if (RARELY(p->sink != NULL))
        layer_decode(p, r, proto);
    else
        protos[proto].decode(p, r);
}

bool decode_next(struct packet *p, struct reader *r, enum space space, uint32_t number)
{
    enum proto proto = proto_find(space, number);
    if (proto == PROTO_NONE) {
        p->has_unknown = true;
        p->unknown_space = (uint8_t)space;
        p->unknown_number = number;
        return false;
    }
    decode_as(p, r, proto);
    return true;
}

void layer_name(struct packet *p, enum proto proto)
{
    if (proto != PROTO_NONE && p->depth < PACKET_STACK)
        p->stack[p->depth++] = (uint8_t)proto;
}

void fault_take(struct packet *p, enum fault fault)
{
    bool elsewhere = fault == FAULT_BAD && p->more_fragments;
    if (p->fault != FAULT_BAD && !elsewhere)
        p->fault = fault;
}

void decode_bad(struct packet *p)
{
    p->fault = FAULT_BAD;
}

/* Forgets what was in the packet. */
static void packet_clear(struct packet *p, const struct frame *frame, struct recent *recent)
{
    memset(p, 0, offsetof(struct packet, facts));
    p->frame = frame;
    p->recent = recent;
    p->eth_src = MAC_NONE;
    p->eth_dst = MAC_NONE;
}

static void frame_decode(struct packet *p, const struct frame *frame)
{
    struct reader r = reader_over(frame->data, frame->captured, frame->length);
    decode_next(p, &r, SPACE_LINKTYPE, frame->link);
}

void packet_decode(struct packet *p, const struct frame *frame, struct sink *sink)
{
    packet_clear(p, frame, NULL);
    p->sink = sink;
    if (sink != NULL) {
        sink->info[0] = '\0';
        sink->more_fields = false;
        p->field_room = sink->field != NULL ? PACKET_FIELDS + 1 : 0;
    }
    frame_decode(p, frame);
}

void packet_decode_recent(struct packet *p, const struct frame *frame, struct recent *recent)
{
    if (proto_find(SPACE_LINKTYPE, frame->link) == PROTO_ETHERNET) {
        packet_clear(p, frame, recent);
        if (plain_decode(p, frame))
            return;
    }
    packet_clear(p, frame, recent);
    frame_decode(p, frame);
}

/* Names */

const char *proto_name(enum proto proto)
{
    return protos[proto].name;
}

const char *proto_title(enum proto proto)
{
    return protos[proto].title;
}

void space_number_name(enum space space, uint32_t number, char out[PROTO_NAME])
{
    static const char *const formats[SPACE_COUNT] = {
#define SPACE(id, count, format) format,
#include "decode/spaces.def"
#undef SPACE
    };
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#endif
    snprintf(out, PROTO_NAME, formats[space], number);
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
}

void packet_protocol_name(const struct packet *p, char out[PROTO_NAME])
{
    if (p->has_unknown)
        space_number_name((enum space)p->unknown_space, p->unknown_number, out);
    else
        snprintf(out, PROTO_NAME, "%s", proto_name(packet_protocol(p)));
}

void link_name(uint32_t link, char out[PROTO_NAME])
{
    enum proto proto = proto_find(SPACE_LINKTYPE, link);
    if (proto == PROTO_NONE)
        space_number_name(SPACE_LINKTYPE, link, out);
    else
        snprintf(out, PROTO_NAME, "%s", proto_name(proto));
}

bool link_is_known(uint32_t link)
{
    return proto_find(SPACE_LINKTYPE, link) != PROTO_NONE;
}

/* Fields */

enum { FIELD_TEXT_UNIT = 16 };

void field_report(struct packet *p, const struct reader *r, uint32_t length, struct field field)
{
    if (r->fault != FAULT_NONE || length > r->at || p->field_room == 0)
        return;
    /* A hostile frame can have thousands, and formatting them is what listeners do. */
    size_t cost = 1 + (field.kind == FIELD_TEXT ? strlen(field.text) / FIELD_TEXT_UNIT : 0);
    if (cost >= p->field_room) {
        p->field_room = 0;
        p->sink->more_fields = true;
        return;
    }
    p->field_room = (uint16_t)(p->field_room - cost);
    field.offset = r->origin + r->at - length;
    field.length = length;
    p->sink->field(p->sink, &field);
}

void number_report(struct packet *p, const struct reader *r, uint32_t length, const char *name,
                   uint64_t number, const char *meaning)
{
    field_report(p, r, length, (struct field){.name = name, .number = number, .text = meaning});
}

void hex_report(struct packet *p, const struct reader *r, uint32_t length, const char *name,
                uint64_t number)
{
    field_report(p, r, length, (struct field){.name = name, .kind = FIELD_HEX, .number = number});
}

void mac_report(struct packet *p, const struct reader *r, const char *name, struct mac mac)
{
    field_report(p, r, 6, (struct field){.name = name, .kind = FIELD_MAC, .mac = mac});
}

void ip_report(struct packet *p, const struct reader *r, const char *name, struct ip ip)
{
    uint32_t length = ip.family == IP_V6 ? 16 : 4;
    field_report(p, r, length, (struct field){.name = name, .kind = FIELD_IP, .ip = ip});
}

void text_report(struct packet *p, const struct reader *r, uint32_t length, const char *name,
                 const char *clean)
{
    field_report(p, r, length, (struct field){.name = name, .kind = FIELD_TEXT, .text = clean});
}

void bytes_report(struct packet *p, const struct reader *r, uint32_t length, const char *name)
{
    field_report(p, r, length, (struct field){.name = name, .kind = FIELD_BYTES});
}

void field_format(const struct field *f, char out[FIELD_VALUE_TEXT])
{
    struct text t = text_over(out, FIELD_VALUE_TEXT);
    char address[IP_TEXT > MAC_TEXT ? IP_TEXT : MAC_TEXT];
    switch (f->kind) {
    case FIELD_NUMBER:
        text_addf(&t, "%" PRIu64, f->number);
        if (f->text != NULL)
            text_addf(&t, " (%s)", f->text);
        break;
    case FIELD_HEX: text_addf(&t, "0x%0*" PRIx64, (int)(2 * f->length), f->number); break;
    case FIELD_MAC:
        mac_format(f->mac, address);
        text_add(&t, address);
        break;
    case FIELD_IP:
        ip_format(f->ip, address);
        text_add(&t, address);
        break;
    case FIELD_TEXT: text_add(&t, f->text); break;
    case FIELD_BYTES: text_addf(&t, "%" PRIu32 " bytes", f->length); break;
    }
}

void info_write_line(struct packet *p, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct text line = text_over(p->sink->info, sizeof p->sink->info);
    text_addv(&line, format, arguments);
    va_end(arguments);
}

/* Facts */

struct fact *fact_state(struct packet *p, enum fact_kind kind)
{
    /* The last place takes what finds no room; the count never covers it. The first loss ends the
     * list, so that a decoder may stop preparing facts then. */
    struct fact *fact = &p->facts[p->fact_count];
    if (RARELY(p->fact_count == PACKET_FACTS - 1 || p->more_facts)) {
        p->more_facts = true;
        fact = &p->facts[PACKET_FACTS - 1];
    } else {
        p->fact_count++;
    }
    *fact = (struct fact){.kind = (uint8_t)kind,
                          .proto = (uint8_t)packet_protocol(p),
                          .ttl_s = UINT32_MAX,
                          .mac = MAC_NONE};
    return fact;
}

struct fact *fact_state_many(struct packet *p, enum fact_kind kind, uint32_t n)
{
    assert(n > 0 && n <= facts_room(p));
    struct fact *first = fact_state(p, kind), *fact = first;
    for (uint32_t i = 1; i < n; i++)
        *++fact = *first;
    p->fact_count = (uint16_t)(p->fact_count + n - 1);
    return first;
}

uint16_t fact_keep(struct packet *p, const char *clean)
{
    return fact_keep_bytes(p, clean, strlen(clean));
}

uint16_t fact_keep_bytes(struct packet *p, const char *clean, size_t n)
{
    if (n == 0)
        return 0;
    /* Offset 0 means "no string". */
    size_t at = p->names_used == 0 ? 1 : p->names_used;
    if (n + 1 > PACKET_NAMES - at) {
        p->more_facts = true;
        return 0;
    }
    memcpy(p->names + at, clean, n + 1);
    p->names_used = (uint16_t)(at + n + 1);
    return (uint16_t)at;
}

struct fact *fact_bind(struct packet *p, struct mac mac, struct ip ip, enum binding how)
{
    if (!mac_exists(mac) || mac_is_group(mac) || mac.value == 0)
        return NULL;
    if (ip.family == IP_NONE || ip_is_unspecified(ip) || ip_is_multicast(ip) ||
        ip_is_limited_broadcast(ip))
        return NULL;
    struct fact *fact = fact_state(p, FACT_BINDS);
    fact->how = (uint8_t)how;
    fact->mac = mac;
    fact->ip = ip;
    return fact;
}
