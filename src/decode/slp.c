/* SPDX-License-Identifier: MIT */
/*
 * Service Location Protocol versions 2 (RFC 2608) and 1 (RFC 2165).
 *
 *     v2: version (1), function (1), length (3), flags (2), next extension (3), id (2), language tag
 *     v1: version (1), function (1), length (2), flags (1), dialect (1), language (2), encoding (2),
 *         id (2)
 *
 * A string is its length (2) and its bytes. A URL entry is reserved (1, version 2 only), lifetime (2),
 * the URL as a string, and in version 2 the number (1) of authentication blocks that follow, each
 * structure descriptor (2), length (2, these four included), the rest.
 */
#include "decode/decoder.h"
#include "decode/url.h"

#include <stdio.h>

enum function {
    SERVICE_REQUEST = 1,
    SERVICE_REPLY,
    SERVICE_REGISTRATION,
    SERVICE_DEREGISTRATION,
    SERVICE_ACKNOWLEDGE,
    ATTRIBUTE_REQUEST,
    ATTRIBUTE_REPLY,
    DIRECTORY_AGENT_ADVERT,
    SERVICE_TYPE_REQUEST,
    SERVICE_TYPE_REPLY,
    SERVICE_AGENT_ADVERT,
    FUNCTION_COUNT
};

enum {
    V1_FLAG_URL_AUTHENTICATED = 0x20, /* RFC 2165 section 4.1 */
    URLS = 64,                        /* entries of one reply */
    STRING = 256,
};

struct slp {
    uint8_t version, function, v1_flags;
    char first[STRING]; /* what it is about, for people; clean */
};

static const char *function_name(uint8_t function)
{
    static const char *const names[FUNCTION_COUNT] = {
        [SERVICE_REQUEST] = "service request",
        [SERVICE_REPLY] = "service reply",
        [SERVICE_REGISTRATION] = "service registration",
        [SERVICE_DEREGISTRATION] = "service deregistration",
        [SERVICE_ACKNOWLEDGE] = "acknowledge",
        [ATTRIBUTE_REQUEST] = "attribute request",
        [ATTRIBUTE_REPLY] = "attribute reply",
        [DIRECTORY_AGENT_ADVERT] = "directory agent advertisement",
        [SERVICE_TYPE_REQUEST] = "service type request",
        [SERVICE_TYPE_REPLY] = "service type reply",
        [SERVICE_AGENT_ADVERT] = "service agent advertisement",
    };
    return function < FUNCTION_COUNT ? names[function] : NULL;
}

/* Reads a string; out is "" where it cannot be read. */
static void string_decode(struct packet *p, struct reader *r, const char *field, char out[STRING])
{
    out[0] = '\0';
    uint16_t n = reader_be16(r);
    const uint8_t *string = reader_bytes(r, n);
    if (string == NULL)
        return;
    text_sanitize(out, STRING, string, n < STRING ? n : STRING);
    field_text(p, r, n, field, out);
}

static void string_skip(struct packet *p, struct reader *r, const char *field)
{
    char unused[STRING];
    if (fields_wanted(p))
        string_decode(p, r, field, unused);
    else
        reader_skip(r, reader_be16(r));
}

static void first_keep(struct slp *m, const char *text)
{
    if (m->first[0] == '\0')
        snprintf(m->first, sizeof m->first, "%s", text);
}

static void url_state(struct packet *p, const char *url, uint32_t lifetime_s)
{
    struct url parts;
    if (!url_parse(url, &parts))
        return;
    char type[STRING];
    const char *end = strstr(url, "://");
    snprintf(type, sizeof type, "%.*s", end != NULL ? (int)(end - url) : 0, url);
    struct fact *fact = fact_state(p, FACT_OFFERS);
    fact->text = fact_keep(p, url);
    fact->detail = fact_keep(p, type);
    fact->other_text = fact_keep(p, parts.host);
    fact->port = parts.port;
    fact->ttl_s = lifetime_s;
}

static void authentication_skip(struct packet *p, struct reader *r)
{
    uint8_t count = field_u8(p, r, "slp.authentications");
    for (unsigned i = 0; i < count && r->fault == FAULT_NONE; i++) {
        reader_skip(r, 2);
        uint16_t length = reader_be16(r);
        if (r->fault == FAULT_NONE && length < 4)
            reader_spoil(r, FAULT_BAD);
        else
            field_skip(p, r, length - 4u, "slp.authentication");
    }
}

static void url_entry_decode(struct packet *p, struct reader *r, struct slp *m, bool gone)
{
    char url[STRING];
    if (m->version > 1)
        reader_skip(r, 1);
    uint16_t lifetime_s = field_be16(p, r, "slp.lifetime_s");
    /* Where no fact finds room any more, cleaning and parsing would be for nothing. */
    if (p->more_facts) {
        string_skip(p, r, "slp.url");
    } else {
        string_decode(p, r, "slp.url", url);
        if (r->fault != FAULT_NONE)
            return;
        first_keep(m, url);
        url_state(p, url, gone ? 0 : lifetime_s);
    }
    if (m->version > 1)
        authentication_skip(p, r);
}

static void reply_decode(struct packet *p, struct reader *r, struct slp *m)
{
    uint16_t count = field_be16(p, r, "slp.urls");
    /* Where authentication blocks stand between entries of version 1, only the first is read. */
    uint32_t readable = (m->v1_flags & V1_FLAG_URL_AUTHENTICATED) != 0 ? 1 : URLS;
    for (uint32_t i = 0; i < count && i < readable && r->fault == FAULT_NONE; i++)
        url_entry_decode(p, r, m, false);
    if (count > readable)
        decode_stop(p);
}

static void request_decode(struct packet *p, struct reader *r, struct slp *m)
{
    char wanted[STRING];
    string_skip(p, r, "slp.previous_responders");
    string_decode(p, r, "slp.service_type", wanted);
    if (m->version > 1) {
        string_skip(p, r, "slp.scopes");
        string_skip(p, r, "slp.predicate");
        string_skip(p, r, "slp.security_parameters");
    }
    if (r->fault != FAULT_NONE || wanted[0] == '\0')
        return;
    first_keep(m, wanted);
    fact_state(p, FACT_ASKS)->text = fact_keep(p, wanted);
}

static void advert_decode(struct packet *p, struct reader *r, struct slp *m)
{
    char url[STRING];
    string_decode(p, r, "slp.url", url);
    string_skip(p, r, "slp.scopes");
    string_skip(p, r, "slp.attributes");
    if (r->fault != FAULT_NONE)
        return;
    first_keep(m, url);
    url_state(p, url, UINT32_MAX);
}

/* What follows the header. Replies begin with an error code, and end there when it is not zero. */
static void body_decode(struct packet *p, struct reader *r, struct slp *m)
{
    bool reply = m->function == SERVICE_REPLY || m->function == SERVICE_ACKNOWLEDGE ||
                 m->function == ATTRIBUTE_REPLY || m->function == DIRECTORY_AGENT_ADVERT ||
                 m->function == SERVICE_TYPE_REPLY;
    if (reply && field_be16(p, r, "slp.error") != 0)
        return;
    switch (m->function) {
    case SERVICE_REQUEST: request_decode(p, r, m); break;
    case SERVICE_REPLY: reply_decode(p, r, m); break;
    case SERVICE_REGISTRATION: url_entry_decode(p, r, m, false); break;
    case SERVICE_DEREGISTRATION:
        if (m->version > 1)
            string_skip(p, r, "slp.scopes");
        url_entry_decode(p, r, m, true);
        break;
    case ATTRIBUTE_REQUEST:
        string_skip(p, r, "slp.previous_responders");
        string_decode(p, r, "slp.url", m->first);
        break;
    case ATTRIBUTE_REPLY: string_decode(p, r, "slp.attributes", m->first); break;
    case DIRECTORY_AGENT_ADVERT:
        if (m->version > 1)
            field_be32(p, r, "slp.boot_time");
        advert_decode(p, r, m);
        break;
    case SERVICE_AGENT_ADVERT: advert_decode(p, r, m); break;
    case SERVICE_TYPE_REPLY: string_decode(p, r, "slp.service_types", m->first); break;
    default: break;
    }
}

static void header_decode(struct packet *p, struct reader *r, struct slp *m)
{
    uint32_t message = reader_left(r);
    struct reader start = *r;
    m->version = field_u8(p, r, "slp.version");
    m->function = reader_u8(r);
    field_meaning(p, r, 1, "slp.function", m->function, function_name(m->function));
    uint32_t length = 0;
    if (m->version > 1)
        length = (uint32_t)reader_u8(r) << 16;
    length |= reader_be16(r);
    field_number(p, r, m->version > 1 ? 3 : 2, "slp.length", length);
    if (m->version > 1) {
        field_hex16(p, r, "slp.flags");
        field_skip(p, r, 3, "slp.extension");
        field_be16(p, r, "slp.id");
        string_skip(p, r, "slp.language");
    } else {
        m->v1_flags = field_u8(p, r, "slp.flags");
        field_u8(p, r, "slp.dialect");
        field_hex16(p, r, "slp.language");
        field_be16(p, r, "slp.encoding");
        field_be16(p, r, "slp.id");
    }
    uint32_t header = r->at - start.at;
    if (r->fault != FAULT_NONE)
        return;
    if (length < header || length > message)
        reader_spoil(r, FAULT_BAD);
    else
        reader_limit(r, length - header);
}

void slp_decode(struct packet *p, struct reader *r)
{
    struct slp m = {.first = ""};
    int version = reader_peek(r, 0);
    /* What is of no known version may be something else on the same port. */
    if (version != 1 && version != 2)
        return;
    header_decode(p, r, &m);
    if (r->fault == FAULT_NONE)
        body_decode(p, r, &m);
    decode_sound(p, r);
    const char *name = function_name(m.function);
    info_setf(p, "SLP %s%s%s", name != NULL ? name : "message", m.first[0] != '\0' ? ": " : "",
              m.first);
}
