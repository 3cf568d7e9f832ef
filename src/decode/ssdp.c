/* SPDX-License-Identifier: MIT */
/*
 * Simple Service Discovery Protocol (UPnP Device Architecture 2.0 section 1): HTTP header lines in a
 * datagram.
 *
 *     start line: "M-SEARCH * HTTP/1.1", "NOTIFY * HTTP/1.1" or "HTTP/1.1 200 OK"
 *     header:     name ":" value, each on a line
 *
 * A device announces itself once for each thing it is. Its USN begins with the same unique name each
 * time, which is the service's name here; the type is what was announced or asked for. What is no SSDP
 * at all is left alone, because the port is also one that others choose at random.
 */
#include "decode/decoder.h"
#include "decode/url.h"

#include <stdio.h>

enum {
    LINES = 64,      /* header lines read */
    LINE_MAX = 2048, /* bytes; a longer one ends the reading */
    VALUE = 256,
};

enum header {
    HEADER_CACHE_CONTROL,
    HEADER_LOCATION,
    HEADER_NT,
    HEADER_NTS,
    HEADER_SERVER,
    HEADER_ST,
    HEADER_USER_AGENT,
    HEADER_USN,
    HEADER_COUNT
};

static const struct {
    const char *name, *field;
} headers[HEADER_COUNT] = {
    [HEADER_CACHE_CONTROL] = {"cache-control", "ssdp.cache_control"},
    [HEADER_LOCATION] = {"location", "ssdp.location"},
    [HEADER_NT] = {"nt", "ssdp.nt"},
    [HEADER_NTS] = {"nts", "ssdp.nts"},
    [HEADER_SERVER] = {"server", "ssdp.server"},
    [HEADER_ST] = {"st", "ssdp.st"},
    [HEADER_USER_AGENT] = {"user-agent", "ssdp.user_agent"},
    [HEADER_USN] = {"usn", "ssdp.usn"},
};

enum method { METHOD_NONE, METHOD_SEARCH, METHOD_NOTIFY, METHOD_RESPONSE };

struct ssdp {
    enum method method;
    char value[HEADER_COUNT][VALUE]; /* clean; "" where the header is missing */
};

struct line {
    const uint8_t *at;
    uint32_t n;
};

/* Takes the next line without its end; false at the end, at a line that is too long, or with the
 * reader's fault. */
static bool line_next(struct reader *r, struct line *out)
{
    uint32_t left = reader_left(r);
    uint32_t n = reader_find(r, '\n', LINE_MAX);
    bool ended = reader_peek(r, n) == '\n';
    if (!ended && n < left) {
        if (n < LINE_MAX)
            reader_skip(r, n + 1); /* faults: the capture ends here */
        return false;
    }
    out->at = reader_bytes(r, n);
    out->n = n;
    if (ended)
        reader_skip(r, 1);
    if (n > 0 && out->at[n - 1] == '\r')
        out->n--;
    return left > 0 && out->at != NULL;
}

static bool line_starts(const struct line *line, const char *prefix)
{
    size_t n = strlen(prefix);
    return line->n >= n && memcmp(line->at, prefix, n) == 0;
}

static enum method method_of(const struct line *line)
{
    if (line_starts(line, "M-SEARCH "))
        return METHOD_SEARCH;
    if (line_starts(line, "NOTIFY "))
        return METHOD_NOTIFY;
    return line_starts(line, "HTTP/1.") ? METHOD_RESPONSE : METHOD_NONE;
}

/* The header of a name in any case, or HEADER_COUNT. */
static enum header header_find(const uint8_t *name, uint32_t n)
{
    for (unsigned h = 0; h < HEADER_COUNT; h++) {
        const char *wanted = headers[h].name;
        uint32_t i = 0;
        while (i < n && wanted[i] != '\0') {
            uint8_t c = name[i];
            if (c >= 'A' && c <= 'Z')
                c = (uint8_t)(c - 'A' + 'a');
            if (c != (uint8_t)wanted[i])
                break;
            i++;
        }
        if (i == n && wanted[i] == '\0')
            return (enum header)h;
    }
    return HEADER_COUNT;
}

/* Reads "NAME: value"; false where the line has no colon. */
static bool header_decode(struct packet *p, const struct reader *r, const struct line *line,
                          struct ssdp *m)
{
    uint32_t colon = 0;
    while (colon < line->n && line->at[colon] != ':')
        colon++;
    if (colon == line->n)
        return false;
    enum header h = header_find(line->at, colon);
    if (h == HEADER_COUNT || m->value[h][0] != '\0')
        return true;
    uint32_t start = colon + 1;
    uint32_t end = line->n;
    while (start < end && (line->at[start] == ' ' || line->at[start] == '\t'))
        start++;
    while (end > start && (line->at[end - 1] == ' ' || line->at[end - 1] == '\t'))
        end--;
    text_sanitize(m->value[h], VALUE, line->at + start, end - start);
    field_text(p, r, (uint32_t)(r->base + r->at - line->at), headers[h].field, m->value[h]);
    return true;
}

/* Seconds of "max-age=1800", UINT32_MAX where it is not said; never 0, which would be a goodbye. */
static uint32_t max_age(const char *cache_control)
{
    const char *at = strstr(cache_control, "max-age");
    if (at == NULL)
        return UINT32_MAX;
    at += strcspn(at, "0123456789");
    uint32_t age_s = 0;
    for (int digits = 0; digits < 9 && *at >= '0' && *at <= '9'; digits++)
        age_s = age_s * 10 + (uint32_t)(*at++ - '0');
    return age_s > 0 ? age_s : 1;
}

static void service_state(struct packet *p, struct ssdp *m, const char *type)
{
    const char *nts = m->value[HEADER_NTS];
    bool bye = m->method == METHOD_NOTIFY && strcmp(nts, "ssdp:byebye") == 0;
    if (m->method == METHOD_NOTIFY && !bye && strcmp(nts, "ssdp:alive") != 0 &&
        strcmp(nts, "ssdp:update") != 0)
        return;
    /* Every device also announces its bare unique name, which is no type of anything. */
    if (type[0] == '\0' || strncmp(type, "uuid:", 5) == 0)
        return;
    char *tail = strstr(m->value[HEADER_USN], "::");
    if (tail != NULL)
        *tail = '\0';
    struct fact *fact = fact_state(p, FACT_OFFERS);
    fact->text = fact_keep(p, m->value[HEADER_USN]);
    fact->detail = fact_keep(p, type);
    if (bye) {
        fact->how = 1;
        fact->ttl_s = 0;
        return;
    }
    struct url url = {.port = 0};
    if (!url_parse(m->value[HEADER_LOCATION], &url) || url.host[0] == '\0')
        ip_format(message_src(p), url.host);
    fact->other_text = fact_keep(p, url.host);
    fact->port = url.port;
    fact->ttl_s = max_age(m->value[HEADER_CACHE_CONTROL]);
}

static void facts_state(struct packet *p, struct ssdp *m, bool whole)
{
    const char *runs = m->value[HEADER_SERVER];
    if (m->method == METHOD_SEARCH) {
        runs = m->value[HEADER_USER_AGENT];
        if (m->value[HEADER_ST][0] != '\0')
            fact_state(p, FACT_ASKS)->text = fact_keep(p, m->value[HEADER_ST]);
    } else if (whole) { /* a header that was cut off might have taken the service back */
        service_state(p, m, m->value[m->method == METHOD_NOTIFY ? HEADER_NT : HEADER_ST]);
    }
    if (runs[0] == '\0')
        return;
    struct ip src = message_src(p);
    if (src.family == IP_NONE || ip_is_unspecified(src))
        return;
    struct fact *fact = fact_state(p, FACT_DESCRIBES);
    fact->ip = src;
    fact->text = fact_keep(p, runs);
}

static void info_write(struct packet *p, const struct ssdp *m)
{
    const char *nts = m->value[HEADER_NTS];
    if (m->method == METHOD_SEARCH)
        info_setf(p, "search for %s", m->value[HEADER_ST]);
    else if (m->method == METHOD_RESPONSE)
        info_setf(p, "response: %s, %s", m->value[HEADER_ST], m->value[HEADER_LOCATION]);
    else if (strcmp(nts, "ssdp:byebye") == 0)
        info_setf(p, "goodbye of %s", m->value[HEADER_NT]);
    else
        info_setf(p, "announcement of %s, %s", m->value[HEADER_NT], m->value[HEADER_LOCATION]);
}

void ssdp_decode(struct packet *p, struct reader *r)
{
    struct ssdp m;
    struct line line;
    for (unsigned h = 0; h < HEADER_COUNT; h++)
        m.value[h][0] = '\0';
    m.method = line_next(r, &line) ? method_of(&line) : METHOD_NONE;
    if (m.method == METHOD_NONE) {
        decode_sound(p, r); /* a line that was cut may have been one */
        return;
    }
    bool empty = false; /* the line that ends the header */
    for (int i = 0; i < LINES && !empty && line_next(r, &line); i++) {
        empty = line.n == 0;
        if (!empty && !header_decode(p, r, &line, &m))
            reader_spoil(r, FAULT_BAD);
    }
    bool sound = decode_sound(p, r);
    bool whole = sound && (empty || reader_left(r) == 0);
    info_write(p, &m);
    facts_state(p, &m, whole);
    if (sound && !whole)
        decode_stop(p);
}
