/* SPDX-License-Identifier: MIT */
#ifndef TESTS_STATED_H
#define TESTS_STATED_H

/*
 * What a decoder states of a frame, as text: tests of protocols are tables of payloads and of what
 * should come out. A test includes this after cmocka.h; each is a program of its own.
 *
 *     static const struct stated_row rows[] = {
 *         {"echo", CARRIER_UDP6, 7, "68 69", 0, FAULT_NONE, ""},
 *     };
 *     ... stated_check(rows, COUNT(rows)) ...
 */

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decode/decoder.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* What stands in front of the payload: Ethernet from 00:00:5e:00:53:01 to ...:02, then IP from .1 to
 * .2 of 192.0.2.0 or of fe80::, then UDP from a port nobody has to the row's, or ICMPv6's number. Where
 * there is no IP the row's port is what the link is followed by. */
enum carrier {
    CARRIER_UDP4,
    CARRIER_UDP6,
    CARRIER_ICMPV6,       /* hop limit 255 */
    CARRIER_ICMPV6_UNSET, /* the same from :: */
    CARRIER_MLD,          /* hop limit 1, behind a router alert; the number is not used */
    CARRIER_ETHERTYPE,
    CARRIER_LLC,        /* both service access points, in an unnumbered frame */
    CARRIER_SNAP_CISCO, /* the protocol of Cisco's OUI */
};

struct stated_row {
    const char *name;
    enum carrier carrier;
    uint16_t port;
    const char *payload; /* hexadecimal bytes and 'text', with spaces between; *N repeats one */
    uint32_t cut;        /* bytes of the payload that the capture lacks at its end */
    enum fault fault;
    const char *facts; /* one a line, as facts_write() spells them */
};

enum { STATED_FRAME = 70000, STATED_TEXT = 16384 };

struct stated_bytes {
    uint8_t at[STATED_FRAME];
    uint32_t n;
};

static inline void bytes_add(struct stated_bytes *b, const void *bytes, size_t n)
{
    if (n > STATED_FRAME - b->n)
        fail_msg("a row is longer than a frame");
    memcpy(b->at + b->n, bytes, n);
    b->n += (uint32_t)n;
}

static inline void bytes_u16(struct stated_bytes *b, uint32_t value)
{
    const uint8_t two[2] = {(uint8_t)(value >> 8 & 0xff), (uint8_t)(value & 0xff)};
    bytes_add(b, two, sizeof two);
}

static inline void bytes_parse(struct stated_bytes *b, const char *s)
{
    while (*s != '\0') {
        if (*s == ' ') {
            s++;
        } else if (*s == '\'') {
            size_t n = strcspn(s + 1, "'");
            bytes_add(b, s + 1, n);
            s += n + 2;
        } else if (*s == '*') {
            char *end;
            unsigned long times = strtoul(s + 1, &end, 10);
            uint8_t last = b->at[b->n - 1];
            for (unsigned long i = 1; i < times; i++)
                bytes_add(b, &last, 1);
            s = end;
        } else {
            const char pair[3] = {s[0], s[1], '\0'};
            if (!isxdigit((unsigned char)s[0]) || !isxdigit((unsigned char)s[1]))
                fail_msg("%s: neither a byte nor text", s);
            uint8_t byte = (uint8_t)strtoul(pair, NULL, 16);
            bytes_add(b, &byte, 1);
            s += 2;
        }
    }
}

/* The Internet checksum of the ICMPv6 message at `at`, with its pseudo-header. */
static inline void icmpv6_sum(struct stated_bytes *b, uint32_t ip, uint32_t at)
{
    uint32_t sum = b->n - at + 58;
    for (uint32_t i = ip + 8; i < ip + 40; i++)
        sum += i % 2 == ip % 2 ? (uint32_t)b->at[i] << 8 : b->at[i];
    for (uint32_t i = at; i < b->n; i++)
        sum += i % 2 == at % 2 ? (uint32_t)b->at[i] << 8 : b->at[i];
    sum = (sum & 0xffff) + (sum >> 16);
    sum = (sum & 0xffff) + (sum >> 16);
    if (b->n - at < 4)
        return;
    b->at[at + 2] = (uint8_t)(~sum >> 8 & 0xff);
    b->at[at + 3] = (uint8_t)(~sum & 0xff);
}

/* A frame without IP. */
static inline void link_build(struct stated_bytes *b, const struct stated_row *row,
                              const struct stated_bytes *payload)
{
    bytes_parse(b, "00005e005302 00005e005301");
    if (row->carrier == CARRIER_ETHERTYPE) {
        bytes_u16(b, row->port);
    } else if (row->carrier == CARRIER_LLC) {
        bytes_u16(b, payload->n + 3);
        bytes_u16(b, row->port * 0x101u);
        bytes_parse(b, "03");
    } else {
        bytes_u16(b, payload->n + 8);
        bytes_parse(b, "aaaa03 00000c");
        bytes_u16(b, row->port);
    }
    bytes_add(b, payload->at, payload->n);
}

static inline void row_build(struct stated_bytes *b, const struct stated_row *row)
{
    static struct stated_bytes payload;
    payload.n = b->n = 0;
    bytes_parse(&payload, row->payload);
    if (row->carrier >= CARRIER_ETHERTYPE) {
        link_build(b, row, &payload);
        return;
    }
    bool udp = row->carrier == CARRIER_UDP4 || row->carrier == CARRIER_UDP6;
    bool mld = row->carrier == CARRIER_MLD;
    uint32_t carried = payload.n + (udp ? 8 : mld ? 8 : 0);
    bytes_parse(b, row->carrier == CARRIER_UDP4 ? "00005e005302 00005e005301 0800 4500"
                                                : "00005e005302 00005e005301 86dd 60000000");
    if (row->carrier == CARRIER_UDP4) {
        bytes_u16(b, carried + 20);
        bytes_parse(b, "0001 0000 4011 0000 c0000201 c0000202");
    } else {
        bytes_u16(b, carried);
        bytes_parse(b, udp ? "11ff" : mld ? "0001" : "3aff");
        bytes_parse(b, row->carrier == CARRIER_ICMPV6_UNSET ? "00*16" : "fe80 00*13 01");
        bytes_parse(b, "fe80 00*13 02");
    }
    if (mld)
        bytes_parse(b, "3a00 05020000 0100");
    if (udp) {
        bytes_u16(b, 50123);
        bytes_u16(b, row->port);
        bytes_u16(b, carried);
        bytes_u16(b, 0);
    }
    uint32_t at = b->n;
    bytes_add(b, payload.at, payload.n);
    if (!udp)
        icmpv6_sum(b, 14, at);
}

static inline const char *oddity_label(unsigned oddity)
{
    static const char *const labels[ODDITY_COUNT] = {
#define ODDITY(id, severity, confidence, summary, reference) #id,
#include "decode/oddities.def"
#undef ODDITY
    };
    return labels[oddity];
}

/* "binds announced 00:00:5e:00:53:01 fe80::1"; absent parts are left out, a TTL that is not said too. "/1" behind
 * it are its bits.
 * The line "more" stands for what found no room or no budget. */
static inline void fact_write(struct text *t, const struct packet *p, const struct fact *f)
{
    static const char *const kinds[FACT_KIND_COUNT] = {
        [FACT_BINDS] = "binds",         [FACT_ASKS] = "asks",     [FACT_NAMED] = "named",
        [FACT_OFFERS] = "offers",       [FACT_JOINS] = "joins",   [FACT_LEAVES] = "leaves",
        [FACT_QUERIES] = "queries",     [FACT_SUBNET] = "subnet", [FACT_BROADCAST] = "broadcast",
        [FACT_DESCRIBES] = "describes", [FACT_LEASE] = "lease",   [FACT_ODD] = "odd",
        [FACT_SOURCE] = "source",       [FACT_DENIES] = "denies", [FACT_ROUTER] = "router",
        [FACT_PROBES] = "probes",
    };
    static const char *const bindings[BINDING_COUNT] = {"probe", "learned", "announced",
                                                        "answered"};
    char address[IP_TEXT > MAC_TEXT ? IP_TEXT : MAC_TEXT];
    text_add(t, kinds[f->kind]);
    if (f->kind == FACT_ODD)
        text_addf(t, " %s", oddity_label(f->how));
    else if (f->kind == FACT_BINDS)
        text_addf(t, " %s", bindings[f->how]);
    else if (f->how > 0)
        text_addf(t, " %u", (unsigned)f->how);
    if (mac_exists(f->mac)) {
        mac_format(f->mac, address);
        text_addf(t, " %s", address);
    }
    if (f->ip.family != IP_NONE) {
        ip_format(f->ip, address);
        text_addf(t, " %s", address);
    }
    if (f->bits > 0)
        text_addf(t, "/%u", (unsigned)f->bits);
    const uint16_t strings[] = {f->text, f->detail, f->other_text};
    for (size_t i = 0; i < COUNT(strings); i++)
        if (strings[i] > 0)
            text_addf(t, " '%s'", packet_name(p, strings[i]));
    if (f->port > 0)
        text_addf(t, " :%u", (unsigned)f->port);
    if (f->ttl_s != UINT32_MAX)
        text_addf(t, " ttl %u", (unsigned)f->ttl_s);
    text_add_char(t, '\n');
}

static inline void facts_write(const struct packet *p, char out[STATED_TEXT])
{
    struct text t = text_over(out, STATED_TEXT);
    for (unsigned i = 0; i < p->fact_count; i++)
        fact_write(&t, p, &p->facts[i]);
    if (p->more_facts)
        text_add(&t, "more\n");
}

static inline void field_ignore(struct sink *sink, const struct field *field)
{
    char value[FIELD_VALUE_TEXT];
    (void)sink;
    field_format(field, value);
}

/* Decodes a copy that is exactly as long as what was captured, so that the sanitizers see each byte
 * read behind it; with and without a sink, which must make no difference. */
static inline void row_decode(struct packet *p, const struct stated_row *row, char info[256])
{
    static struct stated_bytes b;
    row_build(&b, row);
    struct frame frame = {.number = 1, .captured = b.n - row->cut, .length = b.n, .link = 1};
    uint8_t *copy = malloc(frame.captured);
    if (copy == NULL)
        fail_msg("out of memory");
    else
        memcpy(copy, b.at, frame.captured);
    frame.data = copy;
    struct sink sink = {.field = field_ignore};
    char quick[STATED_TEXT], slow[STATED_TEXT];
    packet_decode(p, &frame, NULL);
    facts_write(p, quick);
    packet_decode(p, &frame, &sink);
    facts_write(p, slow);
    assert_string_equal(quick, slow);
    memcpy(info, sink.info, sizeof sink.info);
    free(copy);
}

/* Every row, then every row's payload cut at each byte: never worse than `short`, and no more facts
 * than the whole frame has. */
static inline void stated_check(const struct stated_row *rows, size_t n, const char *protocol)
{
    static struct packet p;
    static const char *const faults[] = {"none", "short", "bad"};
    char facts[STATED_TEXT], info[256];
    for (size_t i = 0; i < n; i++) {
        struct stated_row row = rows[i];
        row_decode(&p, &row, info);
        facts_write(&p, facts);
        if (strcmp(facts, row.facts) != 0)
            fail_msg("%s: states\n%sinstead of\n%s", row.name, facts, row.facts);
        if (p.fault != row.fault)
            fail_msg("%s: fault %s instead of %s", row.name, faults[p.fault], faults[row.fault]);
        if (strcmp(proto_name(packet_protocol(&p)), protocol) != 0)
            fail_msg("%s: taken for %s", row.name, proto_name(packet_protocol(&p)));
        unsigned whole = p.fact_count;
        static struct stated_bytes payload;
        payload.n = 0;
        bytes_parse(&payload, row.payload);
        for (row.cut = 1; row.fault == FAULT_NONE && row.cut <= payload.n && payload.n < 2000;
             row.cut++) {
            row_decode(&p, &row, info);
            if (p.fault == FAULT_BAD)
                fail_msg("%s: bad without its last %u bytes", row.name, (unsigned)row.cut);
            if (p.fact_count > whole)
                fail_msg("%s: states more without its last %u bytes", row.name, (unsigned)row.cut);
        }
    }
}

#endif
