/* SPDX-License-Identifier: MIT */
/*
 * WS-Discovery (OASIS Web Services Dynamic Discovery 1.1; what Windows and printers speak is the draft
 * of April 2005): SOAP messages in a datagram.
 *
 * This is no XML parser. It walks from tag to tag, takes the text of four elements whatever their
 * namespace prefix is, and knows where a device's description begins and ends:
 *
 *     Action                                  in the header: what the message is
 *     Hello, Bye, Probe, Resolve, ProbeMatch, ResolveMatch: one description each, with
 *         Address (the device's unique name), Types, XAddrs (URLs)
 */
#include "decode/decoder.h"
#include "decode/url.h"

#include <stdio.h>

enum {
    TAGS = 512,     /* read in one message */
    RUN_MAX = 4096, /* bytes of one tag, or of text between two */
    TYPES = 8,      /* of one device */
    VALUE = 256,
};

enum element {
    ELEMENT_ACTION,
    ELEMENT_ADDRESS,
    ELEMENT_TYPES,
    ELEMENT_XADDRS,
    ELEMENT_TEXTS, /* the ones above have a text that is kept */
    ELEMENT_HELLO = ELEMENT_TEXTS,
    ELEMENT_BYE,
    ELEMENT_PROBE,
    ELEMENT_RESOLVE,
    ELEMENT_PROBE_MATCH,
    ELEMENT_RESOLVE_MATCH,
    ELEMENT_COUNT
};

static const struct {
    const char *name, *field;
} elements[ELEMENT_COUNT] = {
    [ELEMENT_ACTION] = {"Action", "wsd.action"},
    [ELEMENT_ADDRESS] = {"Address", "wsd.address"},
    [ELEMENT_TYPES] = {"Types", "wsd.types"},
    [ELEMENT_XADDRS] = {"XAddrs", "wsd.xaddrs"},
    [ELEMENT_HELLO] = {"Hello", NULL},
    [ELEMENT_BYE] = {"Bye", NULL},
    [ELEMENT_PROBE] = {"Probe", NULL},
    [ELEMENT_RESOLVE] = {"Resolve", NULL},
    [ELEMENT_PROBE_MATCH] = {"ProbeMatch", NULL},
    [ELEMENT_RESOLVE_MATCH] = {"ResolveMatch", NULL},
};

struct wsd {
    char value[ELEMENT_TEXTS][VALUE]; /* clean; the last three of the description being read */
    char types[VALUE];                /* the first description's, for the line for people */
    bool gone;                        /* a device has said goodbye in this message */
};

struct run {
    const uint8_t *at;
    uint32_t n;
};

/* Takes the bytes before the next `stop` and steps over it. False where the document is over, where
 * the run is too long, or with the fault that says why a tag has no end. */
static bool run_next(struct reader *r, uint8_t stop, struct run *out)
{
    uint32_t left = reader_left(r);
    uint32_t n = reader_find(r, stop, RUN_MAX);
    if (reader_peek(r, n) == stop) {
        out->at = reader_bytes(r, n);
        out->n = n;
        reader_skip(r, 1);
        return out->at != NULL;
    }
    if (n < RUN_MAX)
        reader_skip(r, stop == '<' && n == left ? n : n + 1);
    return false;
}

struct tag {
    enum element element; /* ELEMENT_COUNT for one nobody looks for */
    bool starts, ends;    /* both for <empty/> */
};

static struct tag tag_of(struct run run)
{
    struct tag tag = {.element = ELEMENT_COUNT};
    bool closes = run.n > 0 && run.at[0] == '/';
    uint32_t start = closes ? 1 : 0;
    uint32_t end = start;
    while (end < run.n && strchr(" \t\r\n/", run.at[end]) == NULL) {
        if (run.at[end++] == ':')
            start = end;
    }
    for (unsigned e = 0; e < ELEMENT_COUNT; e++) {
        if (strlen(elements[e].name) == end - start &&
            memcmp(elements[e].name, run.at + start, end - start) == 0)
            tag.element = (enum element)e;
    }
    tag.starts = !closes;
    tag.ends = closes || (run.n > 0 && run.at[run.n - 1] == '/');
    return tag;
}

static void value_keep(struct packet *p, const struct reader *r, struct wsd *m,
                       enum element element, struct run text)
{
    char line[VALUE];
    size_t n = 0;
    if (m->value[element][0] != '\0' || (p->more_facts && !fields_wanted(p)))
        return;
    /* White space is white space, whichever it is (XML 1.0 section 2.3); none at the start. */
    for (uint32_t i = 0; i < text.n && n < sizeof line; i++) {
        char c = (char)text.at[i];
        bool space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
        if (!space || n > 0)
            line[n++] = space ? ' ' : c;
    }
    while (n > 0 && line[n - 1] == ' ')
        n--;
    text_sanitize(m->value[element], VALUE, line, n);
    field_text(p, r, text.n + 1, elements[element].field, m->value[element]);
}

/* The next of the types in a list of qualified names, without its prefix; false at the end. */
static bool type_next(const char **list, char out[VALUE])
{
    *list += strspn(*list, " ");
    size_t n = strcspn(*list, " ");
    if (n == 0)
        return false;
    const char *name = *list;
    const char *colon = memchr(name, ':', n);
    if (colon != NULL)
        name = colon + 1;
    /* Again: a mark that stood on the colon would begin the name. */
    text_sanitize(out, VALUE, name, (size_t)(*list + n - name));
    *list += n;
    return true;
}

static void device_state(struct packet *p, struct wsd *m)
{
    struct url url = {.port = 0};
    char type[VALUE] = "";
    const char *types = m->value[ELEMENT_TYPES];
    if (!url_parse(m->value[ELEMENT_XADDRS], &url) || url.host[0] == '\0')
        ip_format(message_src(p), url.host);
    uint16_t name = fact_keep(p, m->value[ELEMENT_ADDRESS]);
    uint16_t host = fact_keep(p, url.host);
    for (int i = 0; i < TYPES && (type_next(&types, type) || i == 0); i++) {
        struct fact *fact = fact_state(p, FACT_OFFERS);
        fact->text = name;
        fact->detail = fact_keep(p, type);
        fact->other_text = host;
        fact->port = url.port;
    }
}

static void description_end(struct packet *p, struct wsd *m, enum element element)
{
    char type[VALUE];
    const char *types = m->value[ELEMENT_TYPES];
    if (m->types[0] == '\0')
        snprintf(m->types, sizeof m->types, "%s", types);
    switch (element) {
    case ELEMENT_HELLO:
    case ELEMENT_PROBE_MATCH:
    case ELEMENT_RESOLVE_MATCH: device_state(p, m); break;
    case ELEMENT_BYE:
        if (!m->gone) {
            struct fact *fact = fact_state(p, FACT_OFFERS);
            fact->text = fact_keep(p, m->value[ELEMENT_ADDRESS]);
            fact->how = 1;
            fact->ttl_s = 0;
        }
        m->gone = true;
        break;
    case ELEMENT_PROBE:
        for (int i = 0; i < TYPES && type_next(&types, type); i++)
            fact_state(p, FACT_ASKS)->text = fact_keep(p, type);
        break;
    case ELEMENT_RESOLVE:
        if (m->value[ELEMENT_ADDRESS][0] != '\0')
            fact_state(p, FACT_ASKS)->text = fact_keep(p, m->value[ELEMENT_ADDRESS]);
        break;
    default: break;
    }
}

static void document_decode(struct packet *p, struct reader *r, struct wsd *m)
{
    struct run run;
    enum element open = ELEMENT_COUNT; /* the element whose text comes next */
    for (int i = 0; i < TAGS && run_next(r, '<', &run); i++) {
        if (open < ELEMENT_TEXTS)
            value_keep(p, r, m, open, run);
        if (!run_next(r, '>', &run))
            break;
        struct tag tag = tag_of(run);
        open = tag.starts && !tag.ends ? tag.element : ELEMENT_COUNT;
        bool description = tag.element >= ELEMENT_TEXTS && tag.element < ELEMENT_COUNT;
        if (description && tag.starts)
            for (unsigned e = ELEMENT_ADDRESS; e < ELEMENT_TEXTS; e++)
                m->value[e][0] = '\0';
        if (description && tag.ends)
            description_end(p, m, tag.element);
    }
}

void wsd_decode(struct packet *p, struct reader *r)
{
    struct wsd m;
    for (unsigned e = 0; e < ELEMENT_TEXTS; e++)
        m.value[e][0] = '\0';
    m.types[0] = '\0';
    m.gone = false;
    /* The port may be one that another protocol chose at random. A byte order mark comes first. */
    uint32_t mark = reader_peek(r, 0) == 0xef && reader_peek(r, 1) == 0xbb ? 3 : 0;
    if (reader_peek(r, mark) != '<')
        return;
    document_decode(p, r, &m);
    bool sound = decode_sound(p, r);
    const char *action = strrchr(m.value[ELEMENT_ACTION], '/');
    info_setf(p, "WS-Discovery %s%s%s", action != NULL ? action + 1 : "message",
              m.types[0] != '\0' ? ": " : "", m.types);
    if (sound && reader_left(r) > 0)
        decode_stop(p);
}
