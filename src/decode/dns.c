/* SPDX-License-Identifier: MIT */
/*
 * DNS on port 53, and the message format it shares with mDNS and LLMNR (RFC 1035 section 4.1; SRV:
 * RFC 2782; the bits of mDNS: RFC 6762 section 18).
 *
 *     id (2), flags (2), four counts (2 each)
 *     question: name, type (2), class (2)                              top bit of the class: QU
 *     record:   name, type (2), class (2), TTL (4), data length (2), data   top bit: cache flush
 *
 * Names are labels, each with its length, ended by an empty one or by a pointer to the rest elsewhere
 * in the message. Pointers usually point back, but stacks that point forward exist and are read;
 * what bounds the work is a budget of labels and pointers for the whole message.
 */
#include <string.h>

#include "address/registry.h"
#include "decode/dns.h"
#include "decode/dns_name.h"
#include "decode/head.h"

enum {
    DNS_HEADER = 12,

    TYPE_A = 1,
    TYPE_PTR = 12,
    TYPE_TXT = 16,
    TYPE_AAAA = 28,
    TYPE_SRV = 33,

    CLASS_ANY = 255,
    CLASS_MASK = 0x7fff,
    CLASS_TOP = 0x8000,

    IDENTIFIER = 2, /* bytes of it, with which the message begins */
    LABEL_POINTER = 0xc0,
    STEPS = 4096, /* labels and pointers read in one message */
    TXT_TEXT =
        512, /* bytes written of one record: the largest for common use have 400 (RFC 6763 section 6.2) */
    WRITTEN = 2 * PACKET_NAMES, /* bytes of names made text for facts, in one message */
    POINTERS = 128, /* in one name: each must save a label, and a name holds at most 127 */
};

struct walk {
    struct packet *p;
    struct dns_message *m;
    enum dns_reach reach;
    struct reader message; /* all of it: where pointers may lead */
    unsigned steps;        /* of the budget */
    bool spent;            /* it ended the reading */
    size_t written;        /* of WRITTEN */
};

static const char *type_name(uint16_t type)
{
    switch (type) {
    case TYPE_A: return "A";
    case 2: return "NS";
    case 5: return "CNAME";
    case 6: return "SOA";
    case TYPE_PTR: return "PTR";
    case 13: return "HINFO";
    case TYPE_TXT: return "TXT";
    case TYPE_AAAA: return "AAAA";
    case TYPE_SRV: return "SRV";
    case 41: return "OPT";
    case 47: return "NSEC";
    case 65: return "HTTPS";
    case 255: return "ANY";
    default: return NULL;
    }
}

/* A name that was found sound, and is made text only where somebody wants it: most names in a busy
 * link's messages are known answers and types of services that nobody does. */
struct dns_name {
    uint32_t at; /* where in the message it starts */
    bool arpa;   /* it may end in "arpa": an address, written backwards */
};

/* Reads a record's type. */
static uint16_t type_read(struct packet *p, struct reader *r, const char *field)
{
    uint16_t type = reader_be16(r);
    if (fields_wanted(p))
        number_report(p, r, 2, field, type, type_name(type));
    return type;
}

/* Lets a reader of a record's data see the whole message. */
static void window_widen(struct reader *r, const struct walk *w)
{
    r->captured = w->message.captured;
    r->length = w->message.length;
}

/* Takes a name; the reader ends behind it. False where it is not sound, with the reader's fault, or
 * where the budget is spent. */
static bool name_take(struct walk *w, struct reader *r, struct dns_name *name)
{
    struct reader c = *r;
    uint32_t behind = 0; /* where the reader goes on, once a pointer was followed */
    uint32_t bytes = 0;
    unsigned pointers = 0;
    *name = (struct dns_name){.at = r->at};
    for (;;) {
        if (w->steps == STEPS) {
            w->spent = true;
            return false;
        }
        w->steps++;
        uint8_t length = reader_u8(&c);
        if (length == 0) /* or a fault */
            break;
        if ((length & LABEL_POINTER) == LABEL_POINTER) {
            uint32_t to = (uint32_t)(length & ~LABEL_POINTER) << 8;
            to |= reader_u8(&c);
            if (pointers++ == 0)
                behind = c.at;
            if (pointers > POINTERS)
                reader_spoil(&c, FAULT_BAD);
            if (c.fault != FAULT_NONE)
                break;
            window_widen(&c, w);
            reader_seek(&c, to);
            if (RARELY(to < IDENTIFIER))
                message_identifier(w->p);
            continue;
        }
        bytes += length + 1u;
        if (length > DNS_LABEL_MAX || bytes > DNS_NAME_MAX_BYTES) {
            reader_spoil(&c, FAULT_BAD);
            break;
        }
        const uint8_t *label = reader_bytes(&c, length);
        if (label == NULL)
            break;
        name->arpa = length == 4 && text_lower((char)label[0]) == 'a';
    }
    if (c.fault != FAULT_NONE) {
        reader_spoil(r, c.fault);
        return false;
    }
    r->at = pointers > 0 ? behind : c.at;
    return true;
}

/* Writes a name as clean text without the last dot; "." for the root. How long it is. */
static size_t name_write(const struct walk *w, const struct dns_name *name, char out[DNS_NAME])
{
    struct reader c = w->message;
    struct text t = text_over(out, DNS_NAME);
    c.at = name->at;
    for (;;) {
        uint8_t length = reader_u8(&c);
        if (length == 0) /* or a fault, which name_take() would have found */
            break;
        if ((length & LABEL_POINTER) == LABEL_POINTER) {
            uint32_t to = (uint32_t)(length & ~LABEL_POINTER) << 8;
            reader_seek(&c, to | reader_u8(&c));
            continue;
        }
        const uint8_t *label = reader_bytes(&c, length);
        if (label == NULL)
            break;
        if (t.len > 0)
            text_add_char(&t, '.');
        text_add_clean(&t, label, length);
    }
    if (t.len == 0)
        text_add_char(&t, '.');
    return t.len;
}

/* Reports a name that stood in the `length` bytes before the reader. */
static void name_report(const struct walk *w, const struct reader *r, uint32_t length,
                        const char *field, const struct dns_name *name)
{
    if (!fields_wanted(w->p))
        return;
    char text[DNS_NAME];
    name_write(w, name, text);
    field_text(w->p, r, length, field, text);
}

/* Writes a name for a fact, unless there is no room for facts any more or too much was written for
 * them, whether it was kept or not: a small message can point at a long name a thousand times. How long it is, or 0. */
static size_t name_spell(struct walk *w, const struct dns_name *name, char out[DNS_NAME])
{
    if (w->written >= WRITTEN)
        decode_stop(w->p);
    if (w->p->more_facts)
        return 0;
    size_t n = name_write(w, name, out);
    w->written += n;
    return n;
}

static uint16_t name_keep(struct walk *w, const struct dns_name *name)
{
    char text[DNS_NAME];
    size_t n = name_spell(w, name, text);
    return n > 0 ? fact_keep_bytes(w->p, text, n) : 0;
}

static struct fact *named_state(struct walk *w, struct ip ip, const struct dns_name *name,
                                uint32_t ttl_s)
{
    enum origin origin = ip_origin(ip);
    if (w->reach == DNS_OF_THE_WORLD && origin != ORIGIN_PRIVATE && origin != ORIGIN_LINK_LOCAL)
        return NULL;
    struct fact *fact = fact_state(w->p, FACT_NAMED);
    fact->ip = ip;
    fact->text = name_keep(w, name);
    fact->ttl_s = ttl_s;
    return fact;
}

struct record {
    struct dns_name owner;
    uint16_t type;
    uint32_t ttl_s;
    bool unique;   /* nobody else has such a record: the cache-flush bit (RFC 6762 section 10.2) */
    bool proposed; /* the asker's own, should nobody else have the name (section 8.2) */
};

/* The asker wants the record's name for itself; the fact, or NULL where it does not. */
static struct fact *probe_state(struct walk *w, const struct record *record)
{
    if (!record->proposed)
        return NULL;
    struct fact *fact = fact_state(w->p, FACT_PROBES);
    fact->text = name_keep(w, &record->owner);
    return fact;
}

static void srv_decode(struct walk *w, struct reader *data, const struct record *record)
{
    struct dns_name target;
    field_be16(w->p, data, "dns.srv.priority");
    field_be16(w->p, data, "dns.srv.weight");
    uint16_t port = field_be16(w->p, data, "dns.srv.port");
    uint32_t start = data->at;
    if (!name_take(w, data, &target))
        return;
    name_report(w, data, data->at - start, "dns.srv.target", &target);
    struct fact *probe = probe_state(w, record);
    if (probe != NULL) {
        probe->other_text = name_keep(w, &target);
        probe->port = port;
    }
    if ((w->m->flags & DNS_FLAG_RESPONSE) == 0 || w->reach == DNS_OF_THE_WORLD)
        return;
    char owner[DNS_NAME], host[DNS_NAME], *type;
    if (name_spell(w, &record->owner, owner) == 0 || !dns_service_split(owner, &type) ||
        name_spell(w, &target, host) == 0)
        return;
    struct fact *fact = fact_state(w->p, FACT_OFFERS);
    fact->text = fact_keep(w->p, owner);
    fact->detail = fact_keep(w->p, type);
    fact->other_text = fact_keep(w->p, host);
    fact->port = port;
    fact->ttl_s = record->ttl_s;
}

/* Strings of a length (1) and as many bytes (RFC 6763 section 6): "path=/ rp=print". Those that do not fit
 * their record are nobody's fault but their own. How many are not there as a whole. */
static uint16_t strings_write(struct reader strings, char out[TXT_TEXT])
{
    struct text t = text_over(out, TXT_TEXT);
    uint16_t cut = 0;
    while (reader_left(&strings) > 0) {
        uint8_t length = reader_u8(&strings);
        const uint8_t *string = reader_bytes(&strings, length);
        if (string == NULL)
            break;
        if (t.len > 0 && length > 0 && !t.cut)
            text_add_char(&t, ' ');
        if (!t.cut)
            text_add_clean(&t, string, length);
        cut = (uint16_t)(cut + (t.cut && length > 0));
    }
    return cut;
}

static void txt_decode(struct walk *w, struct reader *data, const struct record *record)
{
    char text[TXT_TEXT], owner[DNS_NAME], *type;
    bool tells = (w->m->flags & DNS_FLAG_RESPONSE) != 0 && w->reach == DNS_OF_THE_LINK &&
                 !w->p->more_facts && w->written < WRITTEN;
    uint32_t n = reader_left(data);
    struct reader strings = *data;
    reader_skip(data, n);
    if (data->fault != FAULT_NONE || (!tells && !fields_wanted(w->p)))
        return;
    uint16_t cut = strings_write(strings, text);
    field_text(w->p, data, n, "dns.txt", text);
    if (!tells || text[0] == '\0' || name_spell(w, &record->owner, owner) == 0 ||
        !dns_service_split(owner, &type))
        return;
    w->written += strlen(text);
    struct fact *fact = fact_state(w->p, FACT_OFFERS);
    fact->how = 2;
    fact->port = cut;
    fact->text = fact_keep(w->p, owner);
    fact->detail = fact_keep(w->p, type);
    fact->other_text = fact_keep(w->p, text);
}

static void ptr_decode(struct walk *w, struct reader *data, const struct record *record)
{
    struct dns_name target;
    struct ip ip;
    uint32_t start = data->at;
    if (!name_take(w, data, &target))
        return;
    name_report(w, data, data->at - start, "dns.ptr", &target);
    if ((w->m->flags & DNS_FLAG_RESPONSE) == 0 || !record->owner.arpa)
        return;
    char owner[DNS_NAME];
    if (name_spell(w, &record->owner, owner) > 0 && dns_reverse_parse(owner, &ip))
        named_state(w, ip, &target, record->ttl_s);
}

/* Reads a record's data from a window that ends with it. */
static void data_decode(struct walk *w, struct reader *data, const struct record *record)
{
    struct packet *p = w->p;
    bool response = (w->m->flags & DNS_FLAG_RESPONSE) != 0;
    struct ip ip = {0};
    switch (record->type) {
    case TYPE_A: ip = field_ip4(p, data, "dns.answer.address"); break;
    case TYPE_AAAA: ip = field_ip6(p, data, "dns.answer.address"); break;
    case TYPE_PTR: ptr_decode(w, data, record); break;
    case TYPE_SRV: srv_decode(w, data, record); break;
    case TYPE_TXT: txt_decode(w, data, record); break;
    default:
        if (reader_left(data) > 0)
            field_skip(p, data, reader_left(data), "dns.answer.data");
        break;
    }
    if (response && ip.family != IP_NONE && !ip_is_multicast(ip) && !ip_is_unspecified(ip)) {
        struct fact *fact = named_state(w, ip, &record->owner, record->ttl_s);
        if (fact != NULL)
            fact->how = record->unique;
    }
    struct fact *probe = ip.family != IP_NONE ? probe_state(w, record) : NULL;
    if (probe != NULL)
        probe->ip = ip;
    decode_sound(p, data);
}

/* Keeps the first name for the line for people. */
static void first_keep(struct walk *w, const struct dns_name *name, uint16_t type)
{
    if (w->p->sink != NULL && w->m->first[0] == '\0') {
        name_write(w, name, w->m->first);
        w->m->first_type = type_name(type);
    }
}

/* A question is a plain look-up where it is for an address, and comes without answers that the asker knows
 * already (RFC 6762 section 7.1) and without records that it wants to claim (section 8.2). */
static void question_state(struct walk *w, const struct dns_name *name, uint16_t type)
{
    bool address = type == TYPE_A || type == TYPE_AAAA;
    if ((w->m->flags & DNS_FLAG_RESPONSE) == 0) {
        struct fact *fact = fact_state(w->p, FACT_ASKS);
        fact->how = address && w->m->answers + w->m->authorities == 0;
        fact->text = name_keep(w, name);
    } else if (address && w->reach == DNS_OF_THE_WORLD &&
               (w->m->flags & DNS_RCODE) == DNS_NO_SUCH_NAME) {
        fact_state(w->p, FACT_DENIES)->text = name_keep(w, name);
    }
}

static bool question_decode(struct walk *w, struct reader *r)
{
    struct dns_name name;
    uint32_t start = r->at;
    if (!name_take(w, r, &name))
        return false;
    name_report(w, r, r->at - start, "dns.question.name", &name);
    uint16_t type = type_read(w->p, r, "dns.question.type");
    uint16_t class = reader_be16(r);
    field_number(w->p, r, 2, "dns.question.unicast", (class & CLASS_TOP) != 0);
    field_number(w->p, r, 2, "dns.question.class", class & CLASS_MASK);
    if (r->fault != FAULT_NONE)
        return false;
    first_keep(w, &name, type);
    question_state(w, &name, type);
    return true;
}

/* `proposed`: it stands where probes have what the asker wants. */
static bool record_decode(struct walk *w, struct reader *r, bool proposed)
{
    struct record record = {.proposed = proposed};
    uint32_t start = r->at;
    if (!name_take(w, r, &record.owner))
        return false;
    name_report(w, r, r->at - start, "dns.answer.name", &record.owner);
    record.type = type_read(w->p, r, "dns.answer.type");
    uint16_t class = reader_be16(r);
    field_number(w->p, r, 2, "dns.answer.cache_flush", (class & CLASS_TOP) != 0);
    field_number(w->p, r, 2, "dns.answer.class", class & CLASS_MASK);
    record.unique = (class & CLASS_TOP) != 0;
    record.ttl_s = field_be32(w->p, r, "dns.answer.ttl");
    uint16_t length = field_be16(w->p, r, "dns.answer.length");
    if (r->fault != FAULT_NONE)
        return false;
    if (length > 0 && reader_peek(r, length - 1u) < 0) /* those bytes are not all there */
        field_number(w->p, r, 2, "dns.answer.cut", length);
    first_keep(w, &record.owner, record.type);
    /* The data may point anywhere in the message, so it is read in this window, ended early. */
    struct reader data = *r;
    /* An update that deletes names a type without data (RFC 2136 section 2.5). */
    bool deletes = length == 0 && (class & CLASS_MASK) == CLASS_ANY;
    if (!deletes && reader_limit(&data, length))
        data_decode(w, &data, &record);
    reader_skip(r, length);
    return r->fault == FAULT_NONE;
}

bool dns_message_decode(struct packet *p, struct reader *r, enum dns_reach reach,
                        struct dns_message *m)
{
    struct reader message = reader_window(r, reader_left(r));
    struct walk w = {.p = p, .m = m, .reach = reach, .message = message};
    m->first[0] = '\0';
    m->first_type = NULL;
    struct head h = head_begin(p, &message, DNS_HEADER);
    head_hex16(&h, "dns.id");
    m->flags = head_bits16(&h);
    head_number(&h, 2, "dns.response", (m->flags & DNS_FLAG_RESPONSE) != 0);
    head_number(&h, 2, "dns.truncated", (m->flags & DNS_FLAG_TRUNCATED) != 0);
    m->questions = head_be16(&h, "dns.questions");
    m->answers = head_be16(&h, "dns.answers");
    m->authorities = head_be16(&h, "dns.authorities");
    m->additionals = head_be16(&h, "dns.additionals");
    if (!decode_sound(p, &message))
        return false;
    bool sound = true;
    for (uint32_t i = 0; i < m->questions && sound; i++)
        sound = question_decode(&w, &message);
    uint32_t records = (uint32_t)m->answers + m->authorities + m->additionals;
    bool probes = (m->flags & (DNS_FLAG_RESPONSE | DNS_OPCODE)) == 0 && reach == DNS_OF_THE_LINK;
    for (uint32_t i = 0; i < records && sound; i++)
        sound = record_decode(
            &w, &message, probes && i >= m->answers && i < (uint32_t)m->answers + m->authorities);
    decode_sound(p, &message);
    if (w.spent)
        decode_stop(p);
    return true;
}

void dns_info(struct packet *p, const struct dns_message *m)
{
    if (p->sink == NULL)
        return;
    bool response = (m->flags & DNS_FLAG_RESPONSE) != 0;
    unsigned more = (response ? (unsigned)m->answers + m->additionals : m->questions) - 1u;
    const char *type = m->first_type != NULL ? m->first_type : "";
    /* A name as long as a name can be still leaves the rest of the line readable. */
    char first[200];
    struct text short_name = text_over(first, sizeof first);
    text_add(&short_name, m->first);
    if (m->first[0] == '\0')
        info_write_line(p, "%s without names", response ? "response" : "query");
    else if (more == 0 || more > UINT16_MAX * 2u)
        info_write_line(p, "%s %s %s", response ? "response" : "query", type, first);
    else
        info_write_line(p, "%s %s %s and %u more", response ? "response" : "query", type, first,
                        more);
}

void dns_decode(struct packet *p, struct reader *r)
{
    struct dns_message m;
    if (dns_message_decode(p, r, DNS_OF_THE_WORLD, &m))
        dns_info(p, &m);
}
