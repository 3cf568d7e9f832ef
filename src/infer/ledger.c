/* SPDX-License-Identifier: MIT */
/* The names of a model, to be looked up. */
#include "infer/ledger.h"

#include <string.h>

#include "infer/chains.h"

struct mac ledger_bearer(const struct conclusions *c, const struct model *m, const struct name *n)
{
    return c->names.bearer[n - m->names.at];
}

uint32_t ledger_host(const struct conclusions *c, const struct model *m, const struct name *n)
{
    struct host_key key = {.mac = ledger_bearer(c, m, n)};
    if (!mac_exists(key.mac))
        key.ip = n->key.ip;
    return siblings_row(&c->siblings, m, &key);
}

struct mac ledger_device(const struct conclusions *c, const struct model *m, const struct name *n)
{
    uint32_t host = ledger_host(c, m, n);
    struct mac bearer = ledger_bearer(c, m, n);
    return host != TABLE_NONE && mac_exists(bearer) ? siblings_device(&c->siblings, host) : bearer;
}

uint64_t label_hash(const struct model *m, const char text[NAME_BYTES], size_t n)
{
    uint64_t eights[NAME_BYTES / 8];
    size_t count = 0;
    for (size_t at = 0; at < n; at += 8)
        eights[count++] = text_lower_eight(octets_load(text + at));
    if (n % 8 != 0)
        eights[count - 1] &= UINT64_MAX >> (64 - 8 * (n % 8));
    return table_hash(&m->names.head, eights, 8 * count);
}

/* The same together with who bears the name. */
static uint64_t own_hash(const struct model *m, uint64_t label, struct mac mac)
{
    const uint64_t own[] = {label, mac.value};
    return table_hash(&m->names.head, own, sizeof own);
}

static uint32_t place_of(const struct ledger *l, uint64_t hash)
{
    return (uint32_t)hash & (l->places - 1);
}

static void chain_add(struct name_chains *chains, uint32_t place, uint32_t row)
{
    chain_push(&chains->first[place], chains->next, row);
}

void ledger_clear(struct conclusions *c, const struct model *m)
{
    struct ledger *l = &c->names;
    l->places = chains_clear(l->by_label.first, m->names.head.used);
    chains_clear(l->by_bearer.first, m->names.head.used);
}

void ledger_note(struct conclusions *c, const struct model *m, uint32_t row)
{
    struct ledger *l = &c->names;
    const struct name_key *key = &m->names.at[row - 1].key;
    struct mac bearer = mac_exists(key->mac) ? key->mac : model_bearer(m, key->ip);
    uint64_t label = label_hash(m, key->text, strcspn(key->text, "."));
    l->bearer[row - 1] = bearer;
    l->label[row - 1] = label;
    chain_add(&l->by_label, place_of(l, label), row);
    chain_add(&l->by_bearer, place_of(l, own_hash(m, label, bearer)), row);
}

/* The first row at or behind one whose label has that hash. */
static uint32_t label_seek(const struct ledger *l, uint32_t row, uint64_t hash)
{
    while (row != 0 && l->label[row - 1] != hash)
        row = l->by_label.next[row];
    return row;
}

uint32_t ledger_first(const struct conclusions *c, uint64_t hash)
{
    const struct ledger *l = &c->names;
    return l->places > 0 ? label_seek(l, l->by_label.first[place_of(l, hash)], hash) : TABLE_NONE;
}

uint32_t ledger_next(const struct conclusions *c, uint32_t row)
{
    return label_seek(&c->names, c->names.by_label.next[row], c->names.label[row - 1]);
}

uint32_t conclusions_name_find(const struct conclusions *c, const struct model *m,
                               const char text[NAME_BYTES])
{
    uint32_t row = ledger_first(c, label_hash(m, text, strcspn(text, ".")));
    for (; row != 0; row = ledger_next(c, row))
        if (row <= m->names.head.used && strcmp(m->names.at[row - 1].key.text, text) == 0)
            return row;
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

const struct name *ledger_find(const struct conclusions *c, const struct model *m,
                               const char label[NAME_BYTES])
{
    uint32_t row = ledger_first(c, label_hash(m, label, strlen(label)));
    for (; row != 0; row = ledger_next(c, row)) {
        const struct name *n = &m->names.at[row - 1];
        if (n->ttl_s > 0 && name_begins(n, label))
            return n;
    }
    return NULL;
}

enum renown ledger_renown(const struct conclusions *c, const struct model *m, struct mac mac,
                          const char label[NAME_BYTES])
{
    const struct ledger *l = &c->names;
    uint64_t hash = label_hash(m, label, strlen(label));
    uint32_t row = l->by_bearer.first[place_of(l, own_hash(m, hash, mac))];
    enum renown renown = RENOWN_NONE;
    for (; row != 0; row = l->by_bearer.next[row]) {
        const struct name *n = &m->names.at[row - 1];
        if (l->label[row - 1] != hash || !mac_equal(l->bearer[row - 1], mac) ||
            !name_begins(n, label))
            continue;
        bool answers = n->key.source == PROTO_LLMNR || n->key.source == PROTO_NBNS ||
                       (n->key.source == PROTO_MDNS && !n->unique);
        if (!answers || n->declared)
            return RENOWN_OWN;
        renown = RENOWN_ANSWERS;
    }
    return renown;
}
