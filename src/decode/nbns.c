/* SPDX-License-Identifier: MIT */
/*
 * NetBIOS Name Service (RFC 1002 section 4.2): the DNS message format with names, types and operations
 * of its own.
 *
 *     id (2), flags (2), four counts (2 each)
 *     question: name, type (2), class (2)
 *     record:   name, type (2), class (2), TTL (4), data length (2), data
 *     data of NB: flags (2), address (4), for each address
 *     data of NBSTAT: number of names (1), for each: name (15), suffix (1), flags (2); then statistics
 *
 * A registration or refresh is the sender's word for its own name, a positive response the owner's or
 * the name server's. Names of groups are not names of machines.
 */
#include "decode/netbios.h"

enum {
    FLAG_RESPONSE = 0x8000,
    FLAG_RCODE = 0x000f,
    OPERATION_SHIFT = 11,

    TYPE_NB = 0x20,
    TYPE_NBSTAT = 0x21,
    NAME_IS_GROUPS = 0x8000, /* the G bit, RFC 1002 sections 4.2.1.3 and 4.2.18 */

    ENTRIES = 256, /* questions, records, addresses and names read in one message */
};

enum operation {
    OPERATION_QUERY = 0,
    OPERATION_REGISTRATION = 5,
    OPERATION_RELEASE = 6,
    OPERATION_WAIT = 7,
    OPERATION_REFRESH = 8,
    OPERATION_REFRESH_TOO = 9, /* some senders' reading of RFC 1002 */
    OPERATION_MULTIHOMED_REGISTRATION = 15,
};

struct nbns {
    struct packet *p;
    uint16_t flags;
    unsigned entries; /* of the budget */
    struct netbios_name first;
    bool has_first;
};

static const char *operation_name(unsigned operation)
{
    switch (operation) {
    case OPERATION_QUERY: return "query";
    case OPERATION_REGISTRATION: return "registration";
    case OPERATION_RELEASE: return "release";
    case OPERATION_WAIT: return "wait";
    case OPERATION_REFRESH:
    case OPERATION_REFRESH_TOO: return "refresh";
    case OPERATION_MULTIHOMED_REGISTRATION: return "multihomed registration";
    default: return NULL;
    }
}

/* True while the reading goes on and the budget lasts. */
static bool entry_take(struct nbns *m, const struct reader *r)
{
    if (r->fault != FAULT_NONE || m->entries > ENTRIES)
        return false;
    return ++m->entries <= ENTRIES;
}

static unsigned operation_of(const struct nbns *m)
{
    return m->flags >> OPERATION_SHIFT & 15u;
}

static bool is_response(const struct nbns *m)
{
    return (m->flags & FLAG_RESPONSE) != 0;
}

static void first_keep(struct nbns *m, const struct netbios_name *name)
{
    if (!m->has_first)
        m->first = *name;
    m->has_first = true;
}

static void question_decode(struct nbns *m, struct reader *r)
{
    struct netbios_name name;
    netbios_name_field(m->p, r, "nbns.question.name", &name);
    uint16_t type = field_hex16(m->p, r, "nbns.question.type");
    field_be16(m->p, r, "nbns.question.class");
    if (r->fault != FAULT_NONE)
        return;
    first_keep(m, &name);
    if (is_response(m) || operation_of(m) != OPERATION_QUERY)
        return;
    char label[NETBIOS_LABEL];
    bool machine = netbios_name_is_a_machines(&name);
    if (!machine)
        netbios_name_format(&name, label);
    struct fact *fact = fact_state(m->p, FACT_ASKS);
    fact->how = machine && type == TYPE_NB;
    fact->text = fact_keep(m->p, machine ? name.text : label);
}

/* Addresses of the name: stated where the message vouches for them. */
static void addresses_decode(struct nbns *m, struct reader *data, const struct netbios_name *name,
                             uint32_t ttl_s)
{
    bool vouched = (m->flags & FLAG_RCODE) == 0 && operation_of(m) != OPERATION_WAIT &&
                   (is_response(m) || operation_of(m) != OPERATION_QUERY);
    if (operation_of(m) == OPERATION_RELEASE)
        ttl_s = 0;
    else if (ttl_s == 0)
        ttl_s = UINT32_MAX; /* for ever, RFC 1002 section 5.1.1.1 */
    while (reader_left(data) > 0 && entry_take(m, data)) {
        uint16_t flags = field_hex16(m->p, data, "nbns.answer.flags");
        struct ip address = field_ip4(m->p, data, "nbns.answer.address");
        if (data->fault == FAULT_NONE && vouched && (flags & NAME_IS_GROUPS) == 0)
            netbios_name_state(m->p, address, name, ttl_s);
    }
}

/* What a machine lists as its names when asked for its status. */
static void status_decode(struct nbns *m, struct reader *data)
{
    uint8_t count = field_u8(m->p, data, "nbns.status.names");
    for (unsigned i = 0; i < count && entry_take(m, data); i++) {
        const uint8_t *bytes = reader_bytes(data, NETBIOS_NAME_BYTES + 1);
        if (bytes == NULL)
            break;
        struct netbios_name name = netbios_name_of(bytes);
        char label[NETBIOS_LABEL];
        netbios_name_format(&name, label);
        field_text(m->p, data, NETBIOS_NAME_BYTES + 1, "nbns.status.name", label);
        uint16_t flags = field_hex16(m->p, data, "nbns.status.flags");
        if (data->fault == FAULT_NONE && (flags & NAME_IS_GROUPS) == 0)
            netbios_name_state(m->p, message_src(m->p), &name, UINT32_MAX);
    }
}

static void record_decode(struct nbns *m, struct reader *r)
{
    struct netbios_name name;
    netbios_name_field(m->p, r, "nbns.answer.name", &name);
    uint16_t type = field_hex16(m->p, r, "nbns.answer.type");
    field_be16(m->p, r, "nbns.answer.class");
    uint32_t ttl_s = field_be32(m->p, r, "nbns.answer.ttl");
    uint16_t length = field_be16(m->p, r, "nbns.answer.length");
    struct reader data = reader_window(r, length);
    if (data.fault != FAULT_NONE)
        return;
    first_keep(m, &name);
    if (type == TYPE_NB && operation_of(m) != OPERATION_WAIT)
        addresses_decode(m, &data, &name, ttl_s);
    else if (type == TYPE_NBSTAT && is_response(m))
        status_decode(m, &data);
    decode_sound(m->p, &data);
}

static void info_write(struct packet *p, const struct nbns *m)
{
    if (p->sink == NULL)
        return;
    char label[NETBIOS_LABEL] = "";
    if (m->has_first)
        netbios_name_format(&m->first, label);
    const char *operation = operation_name(operation_of(m));
    const char *what = operation != NULL ? operation : "message";
    if (!is_response(m))
        info_write_line(p, "NetBIOS name %s %s", what, label);
    else if ((m->flags & FLAG_RCODE) != 0)
        info_write_line(p, "NetBIOS name %s response %s: refused (%u)", what, label,
                        (unsigned)(m->flags & FLAG_RCODE));
    else
        info_write_line(p, "NetBIOS name %s response %s", what, label);
}

void nbns_decode(struct packet *p, struct reader *r)
{
    struct nbns m = {.p = p};
    struct reader message = reader_window(r, reader_left(r));
    field_hex16(p, &message, "nbns.id");
    m.flags = reader_be16(&message);
    field_number(p, &message, 2, "nbns.response", is_response(&m));
    field_meaning(p, &message, 2, "nbns.operation", operation_of(&m),
                  operation_name(operation_of(&m)));
    field_number(p, &message, 2, "nbns.result", m.flags & FLAG_RCODE);
    uint32_t questions = field_be16(p, &message, "nbns.questions");
    uint32_t records = field_be16(p, &message, "nbns.answers");
    records += field_be16(p, &message, "nbns.authorities");
    records += field_be16(p, &message, "nbns.additionals");
    if (!decode_sound(p, &message))
        return;
    for (uint32_t i = 0; i < questions + records && entry_take(&m, &message); i++) {
        if (i < questions)
            question_decode(&m, &message);
        else
            record_decode(&m, &message);
    }
    decode_sound(p, &message);
    info_write(p, &m);
    if (m.entries > ENTRIES)
        decode_stop(p);
}
