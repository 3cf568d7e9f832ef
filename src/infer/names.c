/* SPDX-License-Identifier: MIT */
/*
 * Names: look-ups that fail or climb down the ladder, machines that answer for names of others, names that
 * several machines have, and machines that have several.
 */
#include "infer/conclusion.h"

#include <inttypes.h>
#include <string.h>

#include "infer/numbers.h"

enum {
    POISONER_NAMES = 3, /* an honest machine has two: its own and its workgroup's */
    NAMESAKES = 16,     /* that are compared with each other */
};

static const int64_t patience_ns = INT64_C(2) * 1000000000; /* answers have come by then */
static const int64_t late_ns = INT64_C(5) * 1000000000;     /* though it may ask again and again */
static const int64_t ms_ns = 1000000;

/* Look-ups */

/* Who bears a name of the model; MAC_NONE where no packet said. */
static struct mac bearer_of(const struct conclusions *c, const struct model *m,
                            const struct name *n)
{
    return c->names.bearer[n - m->names.at];
}

/* Of the first `n` characters, in small letters. */
static uint64_t label_hash(const char *text, size_t n)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ (unsigned char)text_lower(text[i])) * UINT64_C(0x100000001b3);
    return hash << 16; /* a row number stands there */
}

/* The same together with who bears the name. */
static uint64_t own_hash(uint64_t label, struct mac mac)
{
    return label ^ (mac.value * UINT64_C(0x9e3779b97f4a7c15) & ~UINT64_C(0xffff));
}

/* Puts names in the order of their first labels, so that namesakes stand together, and in that of labels and
 * bearers. */
static void names_order(struct conclusions *c, const struct model *m)
{
    struct ledger *l = &c->names;
    l->count = m->names.head.used;
    for (uint32_t i = 0; i < l->count; i++) {
        const struct name *n = &m->names.at[i];
        uint64_t hash = label_hash(n->key.text, strcspn(n->key.text, "."));
        l->bearer[i] = mac_exists(n->key.mac) ? n->key.mac : model_bearer(m, n->key.ip);
        l->by_label[i] = hash | i;
        l->by_bearer[i] = own_hash(hash, l->bearer[i]) | i;
    }
    numbers_sort(l->by_label, c->spare, m->names.head.used);
    if (m->lookups.head.used > 0)
        numbers_sort(l->by_bearer, c->spare, m->names.head.used);
}

uint32_t conclusions_name_find(const struct conclusions *c, const struct model *m, const char *text)
{
    const uint64_t *order = c->names.by_label;
    uint64_t hash = label_hash(text, strcspn(text, "."));
    uint32_t i = numbers_find(order, c->names.count, hash);
    for (; i < c->names.count && order[i] >> 16 == hash >> 16; i++)
        if (strcmp(m->names.at[order[i] & 0xffff].key.text, text) == 0)
            return (uint32_t)(order[i] & 0xffff) + 1;
    return TABLE_NONE;
}

/* Whether `text`, in small letters, is the name or its first label. */
static bool name_begins(const struct name *n, const char *text)
{
    size_t k = 0;
    while (text[k] != '\0' && text_lower(n->key.text[k]) == text[k])
        k++;
    return text[k] == '\0' && (n->key.text[k] == '\0' || n->key.text[k] == '.');
}

/* Whether anybody has the name, which is one label in small letters. */
static bool name_is_somebodys(const struct conclusions *c, const struct model *m, const char *text)
{
    const uint64_t *order = c->names.by_label;
    uint64_t hash = label_hash(text, strlen(text));
    uint32_t i = numbers_find(order, m->names.head.used, hash);
    for (; i < m->names.head.used && order[i] >> 16 == hash >> 16; i++) {
        const struct name *n = &m->names.at[order[i] & 0xffff];
        if (n->ttl_s > 0 && name_begins(n, text))
            return true;
    }
    return false;
}

/* Whether the machine is known by a name: from anywhere, or from elsewhere than its answers to questions. The
 * name is one label, in small letters. */
static bool name_is_own(const struct conclusions *c, const struct model *m, struct mac mac,
                        const char *text, bool elsewhere)
{
    const uint64_t *order = c->names.by_bearer;
    uint64_t hash = own_hash(label_hash(text, strlen(text)), mac);
    uint32_t i = numbers_find(order, m->names.head.used, hash);
    for (; i < m->names.head.used && order[i] >> 16 == hash >> 16; i++) {
        const struct name *n = &m->names.at[order[i] & 0xffff];
        bool answers = !n->declared &&
                       (n->key.source == PROTO_LLMNR || n->key.source == PROTO_NBNS);
        if (name_begins(n, text) && !(elsewhere && answers) && mac_equal(bearer_of(c, m, n), mac))
            return true;
    }
    return false;
}

static const char *const way_titles[LOOKUP_WAYS] = {[LOOKUP_DNS] = "DNS",
                                                    [LOOKUP_MDNS] = "mDNS",
                                                    [LOOKUP_LLMNR] = "LLMNR",
                                                    [LOOKUP_NBNS] = "NetBIOS"};

/* "DNS: no such name; mDNS: no answer seen; LLMNR: 00:00:5e:00:53:01 in 2 ms". */
static void ladder_write(const struct lookup *l, char out[CONCLUSION_NAME])
{
    struct text t = text_over(out, CONCLUSION_NAME);
    text_addf(&t, "%s", l->key.text);
    if (l->denied_frame != 0)
        text_add(&t, "; DNS: no such name");
    for (int way = LOOKUP_MDNS; way < LOOKUP_WAYS; way++) {
        const struct lookup_step *step = &l->step[way];
        char mac[MAC_TEXT];
        if (step->asked == 0)
            continue;
        if (step->answered == 0) {
            text_addf(&t, "; %s: no answer seen", way_titles[way]);
            continue;
        }
        mac_format(step->by, mac);
        text_addf(&t, "; %s: %s in %" PRIi64 " ms", way_titles[way], mac, step->took_ns / ms_ns);
    }
}

/* Whether that no answer was seen says that there was none. Answers by LLMNR and NetBIOS go to the asker
 * alone: either what does is heard here, or it asked again, which nobody does who was answered. Nor is somebody called
 * so. */
static bool silence_is_telling(const struct conclusions *c, const struct model *m,
                               const struct lookup *l)
{
    uint32_t row = table_find(&m->hosts.head, &l->key.asker);
    bool heard = row != TABLE_NONE && m->hosts.at[row - 1].received.frames > 0;
    bool by_mdns = l->step[LOOKUP_LLMNR].asked == 0 && l->step[LOOKUP_NBNS].asked == 0;
    uint64_t repeats = 0;
    for (int way = LOOKUP_MDNS; way < LOOKUP_WAYS; way++)
        repeats += l->step[way].repeats;
    return (heard || by_mdns || repeats > 0) && !name_is_somebodys(c, m, l->key.text);
}

static void lookup_conclude(struct conclusions *c, const struct model *m, const struct lookup *l)
{
    int failed = l->denied_frame != 0, asked = 0, answered = 0, open = 0;
    for (int way = LOOKUP_MDNS; way < LOOKUP_WAYS; way++) {
        const struct lookup_step *step = &l->step[way];
        asked += step->asked > 0;
        answered += step->answered > 0;
        failed += step->asked > 0 && step->answered == 0;
        open += step->asked > 0 && m->last_ns - step->ask_ns < patience_ns &&
                m->last_ns - step->first_ns < late_ns;
    }
    bool in_vain = answered == 0 && asked > 0 && open == 0;
    if (!in_vain && (answered == 0 || failed == 0))
        return;
    if (in_vain && !silence_is_telling(c, m, l))
        return;
    if (name_is_own(c, m, l->key.asker.mac, l->key.text, false))
        return; /* it only makes sure that it is the only one (RFC 4795 section 4.1) */
    struct conclusion *to = conclusion_add(
        c, in_vain ? CONCLUSION_LOOKUP_FAILED : CONCLUSION_LOOKUP_LADDER, &l->key.asker);
    char ladder[CONCLUSION_NAME];
    ladder_write(l, ladder);
    conclusion_name(to, ladder);
    conclusion_prove(to, l->denied_frame);
    for (int way = LOOKUP_MDNS; way < LOOKUP_WAYS; way++) {
        conclusion_prove(to, l->step[way].ask_frame);
        conclusion_prove(to, l->step[way].answer_frame);
    }
    conclusion_span(to, l->first_ns, l->last_ns);
}

/* The answer to a question that everybody heard, by LLMNR or NetBIOS; NULL. */
static const struct lookup_step *answer_of(const struct lookup *l)
{
    if (l->step[LOOKUP_LLMNR].answered > 0)
        return &l->step[LOOKUP_LLMNR];
    return l->step[LOOKUP_NBNS].answered > 0 ? &l->step[LOOKUP_NBNS] : NULL;
}

/* Chains the look-ups that one machine answered, in the order of their rows. */
static void answers_chain(struct conclusions *c, const struct model *m)
{
    struct ledger *l = &c->names;
    uint32_t count = 0;
    for (uint32_t i = 0; i < m->lookups.head.used; i++) {
        const struct lookup_step *answer = answer_of(&m->lookups.at[i]);
        l->first_answer[i] = false;
        l->next_answer[i] = 0;
        if (answer != NULL)
            l->by_answerer[count++] = answer->by.value << 16 | i;
    }
    numbers_sort(l->by_answerer, c->spare, count);
    for (uint32_t i = 0; i < count; i++) {
        uint16_t row = (uint16_t)l->by_answerer[i];
        bool same = i > 0 && l->by_answerer[i - 1] >> 16 == l->by_answerer[i] >> 16;
        l->first_answer[row] = !same;
        if (same)
            l->next_answer[(uint16_t)l->by_answerer[i - 1]] = row;
    }
}

/* How many names a machine answers for that are not its own, by the look-ups from `at` on; 0 where they are too
 * few to tell. */
static uint64_t answers_count(const struct conclusions *c, const struct model *m, uint32_t at)
{
    enum { NAMES = 8 * POISONER_NAMES };
    struct mac mac = answer_of(&m->lookups.at[at])->by;
    const char *seen[NAMES];
    uint64_t found = 0, count = 0;
    do {
        const char *text = m->lookups.at[at].key.text;
        bool known = false;
        for (uint64_t k = 0; k < found && !known; k++)
            known = strcmp(seen[k], text) == 0;
        if (!known)
            seen[found++] = text;
        at = c->names.next_answer[at];
    } while (at != 0 && found < NAMES);
    for (uint64_t k = 0; k < found && found >= POISONER_NAMES; k++)
        count += !name_is_own(c, m, mac, seen[k], true);
    return count;
}

static void poisoners_conclude(struct conclusions *c, const struct model *m)
{
    answers_chain(c, m);
    for (uint32_t i = 0; i < m->lookups.head.used; i++) {
        uint64_t names = c->names.first_answer[i] ? answers_count(c, m, i) : 0;
        if (names < POISONER_NAMES)
            continue;
        const struct host_key subject = {.mac = answer_of(&m->lookups.at[i])->by};
        struct conclusion *to = conclusion_add(c, CONCLUSION_NAME_POISONER, &subject);
        to->number = names;
        conclusion_name(to, m->lookups.at[i].key.text);
        to->first_ns = answer_of(&m->lookups.at[i])->answer_ns;
        uint32_t k = i;
        do {
            const struct lookup_step *answer = answer_of(&m->lookups.at[k]);
            conclusion_prove(to, answer->answer_frame);
            to->last_ns = answer->answer_ns;
            k = c->names.next_answer[k];
        } while (k != 0);
    }
}

/* Names */

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

/* Two rows whose first labels are the same. */
static void namesakes_conclude(struct conclusions *c, const struct model *m, const struct name *a,
                               const struct name *b)
{
    bool alive = a->first_ns < b->last_ns && b->first_ns < a->last_ns;
    if (a->key.source != b->key.source || a->heard_at != b->heard_at || a->vlan != b->vlan ||
        !alive || !texts_are_one(a->key.text, b->key.text) || !is_unique(a) || !is_unique(b))
        return;
    struct mac x = bearer_of(c, m, a), y = bearer_of(c, m, b);
    if (!mac_exists(x) || !mac_exists(y) || siblings_are(&c->siblings, m, x, y))
        return;
    const struct host_key subject = {.mac = x};
    struct conclusion *to = conclusion_add(c, CONCLUSION_NAME_CONFLICT, &subject);
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

static void namesakes_find(struct conclusions *c, const struct model *m)
{
    uint32_t count = m->names.head.used;
    const uint64_t *order = c->names.by_label;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = i + 1;
             k < count && k <= i + NAMESAKES && order[k] >> 16 == order[i] >> 16; k++)
            namesakes_conclude(c, m, &m->names.at[order[i] & 0xffff],
                               &m->names.at[order[k] & 0xffff]);
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

/* Whether `other` is a machine's name of which `n` is the numbered form, at another machine. */
static bool is_yielded_to(const struct conclusions *c, const struct model *m, const struct name *n,
                          size_t base, const struct name *other)
{
    struct mac x = bearer_of(c, m, n), y = bearer_of(c, m, other);
    return other->key.source == PROTO_MDNS && is_unique(other) && n->heard_at == other->heard_at &&
           n->vlan == other->vlan && beginnings_are_one(n->key.text, other->key.text, base) &&
           texts_are_one(other->key.text + base, n->key.text + strcspn(n->key.text, ".")) &&
           mac_exists(x) && mac_exists(y) && !siblings_are(&c->siblings, m, x, y);
}

static void yields_conclude(struct conclusions *c, const struct model *m)
{
    for (uint32_t i = 0; i < m->names.head.used; i++) {
        const struct name *n = &m->names.at[i];
        size_t base = n->key.source == PROTO_MDNS && is_unique(n) ? base_length(n->key.text) : 0;
        uint64_t hash = base > 0 ? label_hash(n->key.text, base) : 0;
        uint32_t at = base > 0 ? numbers_find(c->names.by_label, m->names.head.used, hash)
                               : m->names.head.used;
        for (uint32_t end = at + NAMESAKES; at < end && at < m->names.head.used; at++) {
            const struct name *other = &m->names.at[c->names.by_label[at] & 0xffff];
            if (c->names.by_label[at] >> 16 != hash >> 16)
                break;
            if (!is_yielded_to(c, m, n, base, other))
                continue;
            const struct host_key subject = {.mac = bearer_of(c, m, n)};
            struct conclusion *to = conclusion_add(c, CONCLUSION_NAME_YIELDED, &subject);
            to->mac = bearer_of(c, m, other);
            conclusion_name(to, n->key.text);
            conclusion_prove(to, other->frame);
            conclusion_prove(to, n->frame);
            conclusion_span(to, n->first_ns, n->last_ns);
            break;
        }
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

/* The row of who bears a name, as model_name_host() finds it. */
static uint32_t host_of(const struct conclusions *c, const struct model *m, const struct name *n)
{
    struct host_key key = {.mac = bearer_of(c, m, n)};
    if (!mac_exists(key.mac))
        key.ip = n->key.ip;
    return table_find(&m->hosts.head, &key);
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
static void disagreements_conclude(struct conclusions *c, const struct model *m)
{
    memset(c->named, 0, sizeof c->named);
    poisoners_skip(c, m);
    bearers_count(c, m);
    for (uint32_t row = 1; row <= m->names.head.used; row++) {
        const struct name *n = &m->names.at[row - 1];
        bool alone = *names_at(c, c->names.bearer[row - 1]) == 1;
        uint32_t host = !alone && says_who_it_is(n) ? host_of(c, m, n) : TABLE_NONE;
        if (host == TABLE_NONE || c->named[host] == UINT16_MAX)
            continue;
        const struct name *first = c->named[host] != 0 ? &m->names.at[c->named[host] - 1] : NULL;
        if (first == NULL) {
            c->named[host] = (uint16_t)row;
            continue;
        }
        if (first->key.source == n->key.source || names_agree(first, n))
            continue;
        char both[CONCLUSION_NAME];
        struct text t = text_over(both, sizeof both);
        text_addf(&t, "%s by %s, %s by %s", first->key.text, model_name_source(first), n->key.text,
                  model_name_source(n));
        struct conclusion *to = conclusion_add(c, CONCLUSION_NAMES_DISAGREE,
                                               &m->hosts.at[host - 1].key);
        conclusion_name(to, both);
        conclusion_prove(to, first->frame);
        conclusion_prove(to, n->frame);
        conclusion_span(to, first->first_ns, n->last_ns);
        c->named[host] = UINT16_MAX; /* once is enough */
    }
}

void names_conclude(struct conclusions *c, const struct model *m)
{
    names_order(c, m);
    for (uint32_t i = 0; i < m->lookups.head.used; i++)
        lookup_conclude(c, m, &m->lookups.at[i]);
    poisoners_conclude(c, m);
    namesakes_find(c, m);
    yields_conclude(c, m);
    disagreements_conclude(c, m);
}
