/* SPDX-License-Identifier: MIT */
/* Names that several machines have, and machines that have several. */
#include "infer/ledger.h"

#include <string.h>

enum {
    NAMESAKES = 16, /* that are compared with each other */
    AHEAD = 16,     /* rows that are fetched */
};

static bool texts_are_one(const char *a, const char *b)
{
    while (*a != '\0' && text_lower(*a) == text_lower(*b))
        a++, b++;
    return *a == *b;
}

/* A name that its bearer calls its own: by mDNS with the cache-flush bit, by LLMNR always. */
static bool is_unique(const struct name *n)
{
    return n->ttl_s > 0 &&
           ((n->key.source == PROTO_MDNS && n->unique) || n->key.source == PROTO_LLMNR);
}

/* The length of "nas-2.local" without its number, or 0: how RFC 6762 section 9 tells a machine to get out of
 * another one's way. */
static size_t base_length(const char *text)
{
    size_t label = strcspn(text, "."), at = label;
    while (at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9')
        at--;
    return at > 1 && at < label && text[at - 1] == '-' ? at - 1 : 0;
}

/* What c->names.says has of a name. */
enum {
    SAYS_UNIQUE_MDNS = 1 << 0, /* it is its bearer's own, */
    SAYS_UNIQUE_LLMNR = 1 << 1,
    SAYS_ITS_OWN = SAYS_UNIQUE_MDNS | SAYS_UNIQUE_LLMNR,
    SAYS_NUMBERED =
        1 << 2, /* and may be so only because another machine had the one without the number */
    SAYS_WHO_IT_IS = 1 << 3,
    SAYS_TO_SERVERS = 1 << 4, /* when it asks for an address */
};

static bool says_who_it_is(const struct name *n)
{
    switch (n->key.source) {
    case PROTO_DHCP:
    case PROTO_LLMNR:
    case PROTO_NBNS:
    case PROTO_LLDP: return n->ttl_s > 0;
    case PROTO_MDNS: return n->unique && n->ttl_s > 0;
    default: return false;
    }
}

void name_note(struct conclusions *c, const struct model *m, uint32_t row)
{
    const struct name *n = &m->names.at[row - 1];
    unsigned says = 0;
    if (is_unique(n))
        says |= n->key.source == PROTO_MDNS ? SAYS_UNIQUE_MDNS : SAYS_UNIQUE_LLMNR;
    if ((says & SAYS_UNIQUE_MDNS) != 0 && base_length(n->key.text) > 0)
        says |= SAYS_NUMBERED;
    if (says_who_it_is(n))
        says |= SAYS_WHO_IT_IS;
    if (n->key.source == PROTO_DHCP && mac_exists(n->key.mac))
        says |= SAYS_TO_SERVERS;
    c->names.says[row - 1] = (uint8_t)says;
}

/* Two rows whose first labels are the same, and by one protocol their bearers' own. */
static void namesakes_conclude(struct conclusions *c, const struct model *m, const struct name *a,
                               const struct name *b)
{
    bool alive = a->first_ns < b->last_ns && b->first_ns < a->last_ns;
    if (a->heard_at != b->heard_at || a->vlan != b->vlan || !alive ||
        (memcmp(a->key.text, b->key.text, NAME_BYTES) != 0 &&
         !texts_are_one(a->key.text, b->key.text)))
        return;
    struct mac x = ledger_bearer(c, m, a), y = ledger_bearer(c, m, b);
    if (!mac_exists(x) || !mac_exists(y) ||
        mac_equal(ledger_device(c, m, a), ledger_device(c, m, b)))
        return;
    const struct host_key subject = {.mac = x};
    struct conclusion *to = conclusion_add(c, CONCLUSION_NAME_CONFLICT, &subject);
    if (!conclusion_is_kept(c, to))
        return;
    to->mac = y;
    conclusion_name(to, a->key.text);
    conclusion_prove(to, a->frame);
    conclusion_prove(to, b->frame);
    conclusion_span(to, a->first_ns, a->last_ns);
}

/* Whether the first `n` characters are the same, small or capital (RFC 1035 section 2.3.3). */
static bool beginnings_are_one(const char *a, const char *b, size_t n)
{
    size_t i = 0;
    while (i < n && a[i] != '\0' && text_lower(a[i]) == text_lower(b[i]))
        i++;
    return i == n;
}

/* Has the machine fetch the first of the others that is called as a row is. */
static void namesake_fetch(const struct conclusions *c, const struct model *m, uint32_t row)
{
    bool asks = row <= m->names.head.used && (c->names.says[row - 1] & SAYS_ITS_OWN) != 0;
    uint32_t other = asks ? ledger_next(c, row) : 0;
    if (other != 0)
        table_fetch(&m->names.head, other);
}

static void namesakes_find(struct conclusions *c, const struct model *m)
{
    const uint8_t *says = c->names.says;
    for (uint32_t row = 1; row <= m->names.head.used; row++) {
        namesake_fetch(c, m, row + AHEAD);
        uint32_t other = (says[row - 1] & SAYS_ITS_OWN) != 0 ? ledger_next(c, row) : 0;
        for (int i = 0; i < NAMESAKES && other != 0; i++, other = ledger_next(c, other))
            if ((says[row - 1] & says[other - 1] & SAYS_ITS_OWN) != 0)
                namesakes_conclude(c, m, &m->names.at[row - 1], &m->names.at[other - 1]);
    }
}

/* Whether `other` is a machine's name of which `n` is the numbered form, at another machine. */
static bool is_yielded_to(struct conclusions *c, const struct model *m, const struct name *n,
                          size_t base, const struct name *other)
{
    struct mac x = ledger_bearer(c, m, n), y = ledger_bearer(c, m, other);
    return other->key.source == PROTO_MDNS && is_unique(other) && n->heard_at == other->heard_at &&
           n->vlan == other->vlan && beginnings_are_one(n->key.text, other->key.text, base) &&
           texts_are_one(other->key.text + base, n->key.text + strcspn(n->key.text, ".")) &&
           mac_exists(x) && mac_exists(y) &&
           !mac_equal(ledger_device(c, m, n), ledger_device(c, m, other));
}

/* Whether a name is one that its bearer took where another machine had the one without the number. */
static void yield_conclude(struct conclusions *c, const struct model *m, const struct name *n)
{
    size_t base = base_length(n->key.text);
    uint32_t row = ledger_first(c, label_hash(m, n->key.text, base));
    for (int i = 0; i < NAMESAKES && row != 0; i++, row = ledger_next(c, row)) {
        const struct name *other = &m->names.at[row - 1];
        if (!is_yielded_to(c, m, n, base, other))
            continue;
        const struct host_key subject = {.mac = ledger_bearer(c, m, n)};
        struct conclusion *to = conclusion_add(c, CONCLUSION_NAME_YIELDED, &subject);
        to->mac = ledger_bearer(c, m, other);
        conclusion_name(to, n->key.text);
        conclusion_prove(to, other->frame);
        conclusion_prove(to, n->frame);
        conclusion_span(to, n->first_ns, n->last_ns);
        return;
    }
}

/* Whether both call the machine the same. NetBIOS cuts names at 15 characters (RFC 1001 section 14.1). */
static bool names_agree(const struct name *a, const struct name *b)
{
    enum { NETBIOS_NAME = 15 };
    const char *x = a->key.text, *y = b->key.text;
    bool cut = a->key.source == PROTO_NBNS || b->key.source == PROTO_NBNS;
    size_t i = 0;
    while (x[i] != '\0' && x[i] != '.' && text_lower(x[i]) == text_lower(y[i]))
        i++;
    bool x_ends = x[i] == '\0' || x[i] == '.', y_ends = y[i] == '\0' || y[i] == '.';
    return (x_ends && y_ends) || (cut && i == NETBIOS_NAME);
}

static void both_name(struct conclusion *to, const struct name *a, const struct name *b)
{
    struct text t = text_over(to->name, sizeof to->name);
    text_addf(&t, "%s by %s, %s by %s", a->key.text, model_name_source(a), b->key.text,
              model_name_source(b));
}

static uint8_t *names_at(struct conclusions *c, struct mac bearer)
{
    return &c->names.names_at[bearer.value * UINT64_C(0x9e3779b97f4a7c15) >> 48];
}

/* Counts who has how many names: most have one, and need not be looked for among the hosts. */
static void bearers_count(struct conclusions *c, const struct model *m)
{
    memset(c->names.names_at, 0, sizeof c->names.names_at);
    for (uint32_t i = 0; i < m->names.head.used; i++) {
        uint8_t *count = names_at(c, c->names.bearer[i]);
        *count = *count == 0 ? 1 : 2;
    }
}

/* What poisoners answer for are names of others: that they differ says nothing. */
static void poisoners_skip(struct conclusions *c, const struct model *m)
{
    for (uint32_t i = 0; i < c->count; i++) {
        uint32_t host = c->at[i].kind == CONCLUSION_NAME_POISONER
                            ? table_find(&m->hosts.head, &c->at[i].subject)
                            : TABLE_NONE;
        if (host != TABLE_NONE)
            c->named[host] = UINT16_MAX;
    }
}

/* Machines that are called one thing here and another there. */
static void disagreement_conclude(struct conclusions *c, const struct model *m, uint32_t row)
{
    const struct name *n = &m->names.at[row - 1];
    bool alone = *names_at(c, c->names.bearer[row - 1]) == 1;
    uint32_t host = !alone ? ledger_host(c, m, n) : TABLE_NONE;
    if (host == TABLE_NONE || c->named[host] == UINT16_MAX)
        return;
    const struct name *first = c->named[host] != 0 ? &m->names.at[c->named[host] - 1] : NULL;
    if (first == NULL) {
        c->named[host] = (uint16_t)row;
        return;
    }
    if (first->key.source == n->key.source || names_agree(first, n))
        return;
    struct conclusion *to = conclusion_add(c, CONCLUSION_NAMES_DISAGREE,
                                           &m->hosts.at[host - 1].key);
    if (conclusion_is_kept(c, to))
        both_name(to, first, n);
    conclusion_prove(to, first->frame);
    conclusion_prove(to, n->frame);
    conclusion_span(to, first->first_ns, n->last_ns);
    c->named[host] = UINT16_MAX; /* once is enough */
}

/* Whether the first labels are one name. */
static bool labels_are_one(const char *a, const char *b)
{
    size_t i = 0;
    while (a[i] != '\0' && text_lower(a[i]) == text_lower(b[i]))
        i++;
    return (a[i] == '\0' || a[i] == '.') && (b[i] == '\0' || b[i] == '.');
}

/* One MAC address that asks DHCP servers under two names by turns. */
static void two_names_conclude(struct conclusions *c, const struct model *m, uint32_t row)
{
    const struct name *n = &m->names.at[row - 1];
    const struct host_key key = {.mac = n->key.mac};
    uint32_t host = ledger_host(c, m, n);
    if (host == TABLE_NONE)
        return;
    uint16_t *before = &c->leased[host];
    const struct name *other = *before != 0 ? &m->names.at[*before - 1] : n;
    *before = (uint16_t)row;
    bool turns = n->first_ns < other->last_ns && other->first_ns < n->last_ns;
    if (!turns || labels_are_one(n->key.text, other->key.text))
        return;
    struct conclusion *to = conclusion_add(c, CONCLUSION_MAC_SHARED, &key);
    conclusion_name(to, n->key.text);
    conclusion_prove(to, other->frame);
    conclusion_prove(to, n->frame);
    conclusion_span(to, other->first_ns, n->last_ns);
}

/* The row of who asked for a name at the same time as another one; NULL where that is forgotten. */
static const struct probe *rival_of(const struct model *m, const struct probe *probe)
{
    struct probe_key key = probe->key;
    key.mac = probe->rival;
    uint32_t row = table_find(&m->probes.head, &key);
    return row != TABLE_NONE ? &m->probes.at[row - 1] : NULL;
}

/* Machines that ask for one name at the same time. Those that propose the same are one, or speak for one. */
static void races_conclude(struct conclusions *c, const struct model *m)
{
    for (uint32_t i = 0; i < m->probes.head.used; i++) {
        const struct probe *probe = &m->probes.at[i];
        const struct probe *rival = probe->raced ? rival_of(m, probe) : NULL;
        if (rival == NULL || rival->data == probe->data ||
            macs_are_translated(probe->key.mac, rival->key.mac) ||
            siblings_are(&c->siblings, m, probe->key.mac, rival->key.mac))
            continue;
        /* Each meets the other one; the first time they do is enough. */
        if (rival->raced && mac_equal(rival->rival, probe->key.mac) &&
            rival->race_frame < probe->race_frame)
            continue;
        const struct host_key subject = {.mac = probe->key.mac};
        struct conclusion *to = conclusion_add(c, CONCLUSION_NAME_RACE, &subject);
        to->mac = rival->key.mac;
        conclusion_name(to, probe->key.text);
        conclusion_prove(to, probe->rival_frame);
        conclusion_prove(to, probe->race_frame);
        conclusion_span(to, probe->race_ns, probe->race_ns);
    }
}

/* Behind lookups_conclude(), which finds the poisoners. */
void names_conclude(struct conclusions *c, const struct model *m)
{
    namesakes_find(c, m);
    races_conclude(c, m);
    memset(c->named, 0, sizeof c->named);
    memset(c->leased, 0, sizeof c->leased);
    poisoners_skip(c, m);
    bearers_count(c, m);
    for (uint32_t row = 1; row <= m->names.head.used; row++) {
        unsigned says = c->names.says[row - 1];
        if ((says & SAYS_NUMBERED) != 0)
            yield_conclude(c, m, &m->names.at[row - 1]);
        if ((says & SAYS_WHO_IT_IS) != 0)
            disagreement_conclude(c, m, row);
        if ((says & SAYS_TO_SERVERS) != 0)
            two_names_conclude(c, m, row);
    }
}
