/* SPDX-License-Identifier: MIT */
/* The names of a model in order, to be looked up. */
#include "infer/ledger.h"

#include <string.h>

#include "infer/numbers.h"

struct mac ledger_bearer(const struct conclusions *c, const struct model *m, const struct name *n)
{
    return c->names.bearer[n - m->names.at];
}

uint32_t ledger_host(struct conclusions *c, const struct model *m, const struct name *n)
{
    uint16_t *known = &c->names.host[n - m->names.at];
    struct host_key key = {.mac = ledger_bearer(c, m, n)};
    if (*known <= m->hosts.head.used && siblings_is_row(&c->siblings, key.mac, *known))
        return *known;
    if (!mac_exists(key.mac))
        key.ip = n->key.ip;
    *known = (uint16_t)table_find(&m->hosts.head, &key);
    return *known;
}

struct mac ledger_device(struct conclusions *c, const struct model *m, const struct name *n)
{
    uint32_t host = ledger_host(c, m, n);
    struct mac bearer = ledger_bearer(c, m, n);
    return host != TABLE_NONE && mac_exists(bearer) ? siblings_device(&c->siblings, host) : bearer;
}

uint64_t label_hash(const char *text, size_t n)
{
    return text_hash(text, n) << 16; /* a row number stands there */
}

/* The same together with who bears the name. */
static uint64_t own_hash(uint64_t label, struct mac mac)
{
    return label ^ (mac.value * UINT64_C(0x9e3779b97f4a7c15) & ~UINT64_C(0xffff));
}

/* In the order of their first labels, so that namesakes stand together, and in that of labels and bearers. */
void ledger_order(struct conclusions *c, const struct model *m)
{
    struct ledger *l = &c->names;
    uint32_t before = l->count, count = m->names.head.used;
    for (uint32_t i = 0; i < count; i++) {
        const struct name *n = &m->names.at[i];
        l->bearer[i] = mac_exists(n->key.mac) ? n->key.mac : model_bearer(m, n->key.ip);
        c->fresh[i] = label_hash(n->key.text, strcspn(n->key.text, ".")) | i;
    }
    l->count = numbers_renew(l->by_label, before, c->fresh, count, c->spare);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t row = l->by_label[i] & 0xffff;
        c->fresh[row] = own_hash(l->by_label[i], l->bearer[row]);
    }
    numbers_renew(l->by_bearer, before, c->fresh, count, c->spare);
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

const struct name *ledger_find(const struct conclusions *c, const struct model *m,
                               const char *label)
{
    const uint64_t *order = c->names.by_label;
    uint64_t hash = label_hash(label, strlen(label));
    uint32_t i = numbers_find(order, m->names.head.used, hash);
    for (; i < m->names.head.used && order[i] >> 16 == hash >> 16; i++) {
        const struct name *n = &m->names.at[order[i] & 0xffff];
        if (n->ttl_s > 0 && name_begins(n, label))
            return n;
    }
    return NULL;
}

enum renown ledger_renown(const struct conclusions *c, const struct model *m, struct mac mac,
                          const char *label)
{
    const uint64_t *order = c->names.by_bearer;
    uint64_t hash = own_hash(label_hash(label, strlen(label)), mac);
    uint32_t i = numbers_find(order, m->names.head.used, hash);
    enum renown renown = RENOWN_NONE;
    for (; i < m->names.head.used && order[i] >> 16 == hash >> 16; i++) {
        const struct name *n = &m->names.at[order[i] & 0xffff];
        if (!name_begins(n, label) || !mac_equal(ledger_bearer(c, m, n), mac))
            continue;
        bool answers = n->key.source == PROTO_LLMNR || n->key.source == PROTO_NBNS ||
                       (n->key.source == PROTO_MDNS && !n->unique);
        if (!answers || n->declared)
            return RENOWN_OWN;
        renown = RENOWN_ANSWERS;
    }
    return renown;
}
