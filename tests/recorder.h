/* SPDX-License-Identifier: MIT */
#ifndef TESTS_RECORDER_H
#define TESTS_RECORDER_H

/*
 * Frames from the link layer up: tests of decoders are tables of frames and of everything that should
 * come out, as text. A test includes this after cmocka.h; each is a program of its own. Where only
 * the facts of what UDP or ICMPv6 carries are of interest, stated.h is shorter.
 *
 *     {"name", 1, "ff*6 00005e005301 0806 ...", 0, FAULT_NONE,
 *      "ethernet arp",                       stack, and the number that has no decoder
 *      "00:00:5e:00:53:01>ff:ff:ff:ff:ff:ff type 0x0806 arp ...",      as plain_write() has it
 *      "asks 192.0.2.1\n",                   facts, as in stated.h
 *      "@14 arp\n14+2 arp.hardware 1\n...",  layers and fields with offset and length; NULL: any
 *      "Who has 192.0.2.1? ..."},            the line for people
 */

#include "stated.h"

struct frame_row {
    const char *name;
    uint32_t link;
    const char *bytes; /* as bytes_parse() reads them */
    uint32_t cut;      /* bytes that the capture lacks at its end */
    enum fault fault;
    const char *stack, *plain, *facts, *fields, *info;
};

struct recorder {
    struct sink sink;  /* first, so that a sink is a recorder */
    const char *from;  /* recording begins with this protocol; NULL: at once */
    const char *until; /* and ends before one whose name begins so; NULL: never */
    bool on;
    struct text t;
    char text[STATED_TEXT];
};

static inline void recorder_layer(struct sink *sink, enum proto proto, uint32_t offset)
{
    struct recorder *rec = (struct recorder *)sink;
    const char *name = proto_name(proto);
    rec->on = rec->on || rec->from == NULL || strcmp(rec->from, name) == 0;
    if (rec->until != NULL && strncmp(rec->until, name, strlen(rec->until)) == 0)
        rec->on = false;
    if (rec->on)
        text_addf(&rec->t, "@%u %s\n", (unsigned)offset, name);
}

static inline void recorder_field(struct sink *sink, const struct field *field)
{
    struct recorder *rec = (struct recorder *)sink;
    char value[FIELD_VALUE_TEXT];
    field_format(field, value);
    if (rec->on)
        text_addf(&rec->t, "%u+%u %s %s\n", (unsigned)field->offset, (unsigned)field->length,
                  field->name, value);
}

static inline void recorder_start(struct recorder *rec, const char *from, const char *until)
{
    rec->sink = (struct sink){.layer = recorder_layer, .field = recorder_field};
    rec->from = from;
    rec->until = until;
    rec->on = false;
    rec->t = text_over(rec->text, sizeof rec->text);
}

static inline void stack_write(const struct packet *p, char out[256])
{
    struct text t = text_over(out, 256);
    for (unsigned i = 0; i < p->depth; i++)
        text_addf(&t, "%s%s", i > 0 ? " " : "", proto_name((enum proto)p->stack[i]));
    if (p->has_unknown) {
        char number[PROTO_NAME];
        packet_protocol_name(p, number);
        text_addf(&t, " %s", number);
    }
}

/* "A>B type 0x0800 vlan 5 ipv4 1.2.3.4>5.6.7.8 proto 17 ttl 64 ports 1>2": what is absent is left
 * out. */
static inline void plain_write(const struct packet *p, char out[512])
{
    static const char *const casts[] = {"", " to-us", " to-all", " to-group", " outgoing"};
    struct text t = text_over(out, 512);
    char a[IP_TEXT], b[IP_TEXT], from[MAC_TEXT], to[MAC_TEXT];
    mac_format(p->eth_src, from);
    mac_format(p->eth_dst, to);
    text_addf(&t, "%s>%s%s", from, to, casts[p->link_cast]);
    if (p->has_ethertype)
        text_addf(&t, " type 0x%04x", (unsigned)p->ethertype);
    for (unsigned i = 0; i < p->vlan_count; i++)
        text_addf(&t, " vlan %u", (unsigned)p->vlan[i]);
    if (p->network != PROTO_NONE) {
        ip_format(p->src, a);
        ip_format(p->dst, b);
        text_addf(&t, " %s %s>%s", proto_name((enum proto)p->network), a, b);
    }
    if (p->has_arp_op)
        text_addf(&t, " op %u", (unsigned)p->arp_op);
    if (p->has_ip_proto)
        text_addf(&t, " proto %u ttl %u", (unsigned)p->ip_proto, (unsigned)p->ttl);
    if (p->has_ports)
        text_addf(&t, " ports %u>%u", (unsigned)p->src_port, (unsigned)p->dst_port);
    if (p->fragment)
        text_add(&t, " fragment");
    if (p->more_fragments)
        text_add(&t, " first-fragment");
}

static inline bool fact_same(const struct packet *p, const struct fact *a, const struct packet *q,
                             const struct fact *b)
{
    return a->kind == b->kind && a->how == b->how && a->proto == b->proto && a->bits == b->bits &&
           a->port == b->port && a->ttl_s == b->ttl_s && mac_equal(a->mac, b->mac) &&
           ip_equal(a->ip, b->ip) &&
           strcmp(packet_name(p, a->text), packet_name(q, b->text)) == 0 &&
           strcmp(packet_name(p, a->detail), packet_name(q, b->detail)) == 0 &&
           strcmp(packet_name(p, a->other_text), packet_name(q, b->other_text)) == 0;
}

/* True where two decodings of one frame gave the same, whoever listened. */
static inline bool packet_same(const struct packet *p, const struct packet *q)
{
    size_t start = offsetof(struct packet, eth_src);
    if (memcmp((const char *)p + start, (const char *)q + start,
               offsetof(struct packet, facts) - start) != 0)
        return false;
    for (unsigned i = 0; i < p->fact_count; i++)
        if (!fact_same(p, &p->facts[i], q, &q->facts[i]))
            return false;
    return memcmp(p->names + 1, q->names + 1, p->names_used > 0 ? p->names_used - 1u : 0) == 0;
}

/* Decodes the first `captured` bytes of the frame, in a copy that ends with them so that the
 * sanitizers see each byte read behind it, without a sink and with one, and compares. */
static inline void frame_decode(struct packet *p, const char *name, const struct frame *whole,
                                uint32_t captured, struct recorder *rec)
{
    static struct packet quick;
    struct frame frame = *whole;
    uint8_t *copy = malloc(captured > 0 ? captured : 1);
    if (copy == NULL)
        fail_msg("out of memory");
    else
        memcpy(copy, whole->data, captured);
    frame.data = copy;
    frame.captured = captured;
    packet_decode(&quick, &frame, NULL);
    packet_decode(p, &frame, &rec->sink);
    free(copy);
    if (!packet_same(&quick, p))
        fail_msg("%s, %u bytes: differs when somebody listens", name, (unsigned)captured);
}

/* True where everything stated by `part` is stated by `whole` too, in the same order. */
static inline bool facts_within(const struct packet *part, const struct packet *whole)
{
    unsigned at = 0;
    for (unsigned i = 0; i < part->fact_count; i++, at++) {
        while (at < whole->fact_count &&
               !fact_same(part, &part->facts[i], whole, &whole->facts[at]))
            at++;
        if (at == whole->fact_count)
            return false;
    }
    return true;
}

/* True where the layers of `part` are the first ones of `whole`. */
static inline bool stack_within(const struct packet *part, const struct packet *whole)
{
    return part->depth <= whole->depth && memcmp(part->stack, whole->stack, part->depth) == 0;
}

/* A capture that cut a sound frame anywhere is `short` at worst, and knows nothing that the whole
 * frame does not say. */
static inline void cut_check(const char *name, uint32_t n, const struct packet *cut,
                             const struct packet *whole)
{
    if (cut->fault == FAULT_BAD)
        fail_msg("%s, %u bytes: bad because the capture cut it", name, (unsigned)n);
    if (!facts_within(cut, whole))
        fail_msg("%s, %u bytes: states what the whole frame does not", name, (unsigned)n);
    if (!stack_within(cut, whole))
        fail_msg("%s, %u bytes: other layers than the whole frame", name, (unsigned)n);
}

static inline void cuts_check(const char *name, const struct frame *frame,
                              const struct packet *whole)
{
    static struct packet p;
    static struct recorder rec;
    for (uint32_t n = 0; n < frame->captured; n++) {
        recorder_start(&rec, "nothing", NULL);
        frame_decode(&p, name, frame, n, &rec);
        cut_check(name, n, &p, whole);
    }
}

static inline void same_check(const char *name, const char *what, const char *is,
                              const char *expected)
{
    if (expected != NULL && strcmp(is, expected) != 0)
        fail_msg("%s: %s\n%s\ninstead of\n%s", name, what, is, expected);
}

/* Every row; then every row that is sound and whole, cut at each byte. The fields are those of the
 * layers from `from` to `until`, as in struct recorder. */
static inline void frames_check(const struct frame_row *rows, size_t n, const char *from,
                                const char *until)
{
    static const char *const faults[] = {"none", "short", "bad"};
    static struct stated_bytes b;
    static struct packet p;
    static struct recorder rec;
    char text[STATED_TEXT], stack[256], plain[512];
    for (size_t i = 0; i < n; i++) {
        const struct frame_row *row = &rows[i];
        b.n = 0;
        bytes_parse(&b, row->bytes);
        struct frame frame = {.number = 1,
                              .captured = b.n - row->cut,
                              .length = b.n,
                              .link = row->link,
                              .data = b.at};
        recorder_start(&rec, from, until);
        frame_decode(&p, row->name, &frame, frame.captured, &rec);
        stack_write(&p, stack);
        plain_write(&p, plain);
        facts_write(&p, text);
        same_check(row->name, "layers", stack, row->stack);
        same_check(row->name, "packet", plain, row->plain);
        same_check(row->name, "facts", text, row->facts);
        same_check(row->name, "fault", faults[p.fault], faults[row->fault]);
        same_check(row->name, "fields", rec.text, row->fields);
        same_check(row->name, "line", rec.sink.info, row->info);
        if (p.fault == FAULT_NONE && row->cut == 0)
            cuts_check(row->name, &frame, &p);
    }
}

#endif
