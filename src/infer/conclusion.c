/* SPDX-License-Identifier: MIT */
#include "infer/conclusion.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const struct conclusion_entry entries[CONCLUSION_KINDS] = {
#define ODDITY(id, severity, confidence, summary, reference) \
    [CONCLUSION_##id] = {#id, severity, confidence, summary, reference},
#include "decode/oddities.def"
#undef ODDITY
#define CONCLUSION(id, severity, confidence, sentence, reference) \
    [CONCLUSION_##id] = {#id, severity, confidence, sentence, reference},
#include "infer/conclusions.def"
#undef CONCLUSION
};

const struct conclusion_entry *conclusion_entry_find(enum conclusion_kind kind)
{
    return &entries[kind];
}

void conclusion_id_format(enum conclusion_kind kind, char out[CONCLUSION_ID])
{
    struct text t = text_over(out, CONCLUSION_ID);
    for (const char *at = entries[kind].id; *at != '\0'; at++)
        text_add_char(&t, *at == '_' ? '-' : text_lower(*at));
}

/* Writes what a word of a sentence stands for; how long the word is, 0 where it is none. */
static size_t word_add(struct text *t, const struct conclusion *c, const char *word)
{
    char string[IP_TEXT];
    if (strncmp(word, "$ip", 3) == 0) {
        ip_format(c->ip, string);
        text_add(t, string);
        return 3;
    }
    if (strncmp(word, "$mac", 4) == 0) {
        mac_format(c->mac, string);
        text_add(t, string);
        return 4;
    }
    if (strncmp(word, "$name", 5) == 0) {
        text_add(t, c->name);
        return 5;
    }
    if (strncmp(word, "$n", 2) == 0) {
        text_addf(t, "%" PRIu64, c->number);
        return 2;
    }
    return 0;
}

void conclusion_say(const struct conclusion *c, char out[CONCLUSION_TEXT])
{
    struct text t = text_over(out, CONCLUSION_TEXT);
    const char *at = entries[c->kind].sentence;
    while (*at != '\0') {
        size_t word = word_add(&t, c, at);
        if (word == 0)
            text_add_char(&t, *at++);
        at += word;
    }
}

bool conclusion_concerns(const struct conclusion *c, const struct host_key *host)
{
    if (mac_exists(host->mac))
        return mac_equal(c->subject.mac, host->mac) || mac_equal(c->mac, host->mac);
    if (ip_is_multicast(host->ip) && ip_equal(c->ip, host->ip))
        return true;
    return !mac_exists(c->subject.mac) && ip_equal(c->subject.ip, host->ip);
}

/* By the first letter, in which they differ: conclusions are sorted by it. */
int severity_rank(const char *severity)
{
    return severity[0] == 'w' ? 0 : severity[0] == 'n' ? 1 : 2;
}

static int host_order(const struct host_key *x, const struct host_key *y)
{
    if (x->mac.value != y->mac.value)
        return x->mac.value < y->mac.value ? -1 : 1;
    return ip_compare(x->ip, y->ip);
}

/* Of one kind. */
static int conclusion_compare(const struct conclusion *x, const struct conclusion *y)
{
    int order = host_order(&x->subject, &y->subject);
    if (order == 0)
        order = ip_compare(x->ip, y->ip);
    if (order == 0)
        order = (x->mac.value > y->mac.value) - (x->mac.value < y->mac.value);
    if (order == 0)
        order = strcmp(x->name, y->name);
    return order != 0 ? order : (x->first_ns > y->first_ns) - (x->first_ns < y->first_ns);
}

/* In the order of their kinds, the worst first, and of each kind in the order in which they were drawn. */
static void kinds_order(const struct conclusions *c, uint16_t order[CONCLUSION_ROWS])
{
    uint32_t place[CONCLUSION_KINDS], next = 0;
    for (int severity = 0; severity <= severity_rank("info"); severity++)
        for (int kind = 0; kind < CONCLUSION_KINDS; kind++) {
            uint32_t drawn = c->of_kind[kind], most = CONCLUSIONS_OF_A_KIND;
            if (severity_rank(entries[kind].severity) != severity)
                continue;
            place[kind] = next;
            next += drawn < most ? drawn : most;
        }
    for (uint32_t i = 0; i < c->count; i++)
        order[place[c->at[i].kind]++] = (uint16_t)i;
}

/* The few of each kind are compared with each other; none is moved more than once. */
static void conclusions_sort(struct conclusions *c)
{
    uint16_t order[CONCLUSION_ROWS];
    kinds_order(c, order);
    for (uint32_t i = 1; i < c->count; i++) {
        uint16_t moved = order[i];
        uint32_t k = i;
        for (; k > 0 && c->at[order[k - 1]].kind == c->at[moved].kind &&
               conclusion_compare(&c->at[order[k - 1]], &c->at[moved]) > 0;
             k--)
            order[k] = order[k - 1];
        order[k] = moved;
    }
    for (uint32_t i = 0; i < c->count; i++) {
        if (order[i] == i)
            continue;
        struct conclusion first = c->at[i];
        uint32_t to = i;
        for (uint32_t from; order[to] != i; to = from) { /* a ring of places */
            from = order[to];
            c->at[to] = c->at[from];
            order[to] = (uint16_t)to;
        }
        c->at[to] = first;
        order[to] = (uint16_t)to;
    }
}

/* Chains of rows have the first one first, and so begin with the last one. */
static void neighbours_walk(struct conclusions *c, const struct model *m)
{
    tails_clear(c);
    contests_clear(c, m);
    for (uint32_t row = m->neighbours.head.used; row > 0; row--) {
#define INFERENCE_OF_NEIGHBOUR(function, about) function(c, m, row);
#include "infer/inferences.def"
    }
}

static void hosts_walk(struct conclusions *c, const struct model *m)
{
    hosts_clear(c, m);
    for (uint32_t row = 1; row <= m->hosts.head.used; row++) {
#define INFERENCE_OF_HOST(function, about) function(c, m, row);
#include "infer/inferences.def"
    }
}

static void names_walk(struct conclusions *c, const struct model *m)
{
    ledger_clear(c, m);
    for (uint32_t row = m->names.head.used; row > 0; row--) {
#define INFERENCE_OF_NAME(function, about) function(c, m, row);
#include "infer/inferences.def"
    }
}

void conclusions_draw(struct conclusions *c, const struct model *m)
{
    c->count = 0;
    memset(c->of_kind, 0, sizeof c->of_kind);
    neighbours_walk(c, m);
    hosts_walk(c, m);
    names_walk(c, m);
#define INFERENCE(function, about) function(c, m);
#include "infer/inferences.def"
    conclusions_sort(c);
}

uint32_t conclusions_rest(const struct conclusions *c)
{
    uint32_t drawn = 0;
    for (int kind = 0; kind < CONCLUSION_KINDS; kind++)
        drawn += c->of_kind[kind];
    return drawn - c->count;
}

void conclusions_rest_add(struct text *t, const struct conclusions *c)
{
    const char *comma = "";
    for (int kind = 0; kind < CONCLUSION_KINDS; kind++) {
        char id[CONCLUSION_ID];
        if (c->of_kind[kind] <= CONCLUSIONS_OF_A_KIND)
            continue;
        conclusion_id_format((enum conclusion_kind)kind, id);
        text_addf(t, "%s%s %" PRIu32, comma, id, c->of_kind[kind] - CONCLUSIONS_OF_A_KIND);
        comma = ", ";
    }
}

bool conclusion_fits(struct conclusions *c, enum conclusion_kind kind)
{
    bool fits = c->of_kind[kind] < CONCLUSIONS_OF_A_KIND;
    c->of_kind[kind] += !fits;
    return fits;
}

struct conclusion *conclusion_add(struct conclusions *c, enum conclusion_kind kind,
                                  const struct host_key *subject)
{
    if (!conclusion_fits(c, kind)) {
        c->thrown_away.kind = kind;
        c->thrown_away.frame_count = 0;
        return &c->thrown_away; /* there may be thousands: the rest of it is left as it is */
    }
    c->of_kind[kind]++;
    struct conclusion *to = &c->at[c->count++];
    *to = (struct conclusion){.kind = kind, .subject = *subject, .mac = MAC_NONE};
    return to;
}

bool conclusion_is_kept(const struct conclusions *c, const struct conclusion *made)
{
    return made != &c->thrown_away;
}

void conclusion_span(struct conclusion *c, int64_t first_ns, int64_t last_ns)
{
    c->first_ns = first_ns;
    c->last_ns = last_ns;
}

void conclusion_name(struct conclusion *c, const char *clean)
{
    struct text t = text_over(c->name, sizeof c->name);
    text_add(&t, clean);
}

void conclusion_prove(struct conclusion *c, uint64_t frame)
{
    for (unsigned i = 0; i < c->frame_count; i++)
        if (c->frames[i] == frame)
            return;
    if (frame == 0)
        return;
    c->times++;
    if (c->frame_count < FINDING_FRAMES)
        c->frames[c->frame_count++] = frame;
}
