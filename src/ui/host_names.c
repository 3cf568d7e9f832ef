/* SPDX-License-Identifier: MIT */
/* Which names a host has, and by which of them it is shown. */
#include "ui/view.h"

#include <string.h>

#include "infer/chains.h"

/* NetBIOS writes names in capitals and cuts them at 15 characters (RFC 1001 section 14.1). */
static bool name_is_netbios(const struct name *n)
{
    return n->key.source == PROTO_NBNS || n->key.source == PROTO_NBDGM;
}

/* Whether name `a` is the better one to show: not taken back, then as its bearer spells it, then the
 * one said most often, then the shortest, then the first in the alphabet. */
static bool name_is_better(const struct name *a, const struct name *b)
{
    if ((a->ttl_s > 0) != (b->ttl_s > 0))
        return a->ttl_s > 0;
    if (name_is_netbios(a) != name_is_netbios(b))
        return name_is_netbios(b);
    if (a->slot.frames != b->slot.frames)
        return a->slot.frames > b->slot.frames;
    size_t x = strlen(a->key.text), y = strlen(b->key.text);
    return x != y ? x < y : strcmp(a->key.text, b->key.text) < 0;
}

/* Where the names of who has a MAC address, or without one a network address, are chained. */
static uint16_t *place_of(struct scratch *s, const struct model *m, struct mac mac, struct ip ip)
{
    uint64_t hash = mac_exists(mac) ? table_hash(&m->hosts.head, &mac.value, sizeof mac.value)
                                    : table_hash(&m->hosts.head, &ip, sizeof ip);
    return &s->name_first[(uint32_t)hash & (s->name_places - 1)];
}

/* Chains names by who bears them (model_name_host()), the first row first. Hosts are not looked for: there are more
 * names than are shown. */
static void names_chain(struct scratch *s, const struct model *m)
{
    s->name_places = chains_clear(s->name_first, m->names.head.used);
    memset(s->host_name, 0xff, sizeof s->host_name);
    for (uint32_t row = m->names.head.used; row > 0; row--) {
        const struct name_key *key = &m->names.at[row - 1].key;
        struct mac bearer = mac_exists(key->mac) ? key->mac : model_bearer(m, key->ip);
        s->name_bearer[row] = bearer;
        chain_push(place_of(s, m, bearer, key->ip), s->name_next, row);
    }
    s->named = true;
}

/* The first name at or behind a row of who has the address; TABLE_NONE. */
static uint32_t name_seek(const struct scratch *s, const struct model *m, uint32_t row,
                          struct mac mac, struct ip ip)
{
    while (row != TABLE_NONE && !(mac_equal(s->name_bearer[row], mac) &&
                                  (mac_exists(mac) || ip_equal(m->names.at[row - 1].key.ip, ip))))
        row = s->name_next[row];
    return row;
}

uint32_t host_names_first(const struct scene *scene, uint32_t host)
{
    struct scratch *s = scene->scratch;
    const struct model *m = scene->model;
    const struct host_key *key = &m->hosts.at[host - 1].key;
    if (!s->named)
        names_chain(s, m);
    return name_seek(s, m, *place_of(s, m, key->mac, key->ip), key->mac, key->ip);
}

uint32_t host_names_next(const struct scene *scene, uint32_t row)
{
    const struct scratch *s = scene->scratch;
    const struct model *m = scene->model;
    return name_seek(s, m, s->name_next[row], s->name_bearer[row], m->names.at[row - 1].key.ip);
}

uint32_t host_name_row(const struct scene *scene, uint32_t host)
{
    struct scratch *s = scene->scratch;
    const struct name *names = scene->model->names.at;
    if (scene->settings->numeric || host == TABLE_NONE || host > HOST_ROWS)
        return TABLE_NONE;
    if (s->named && s->host_name[host] != UINT32_MAX)
        return s->host_name[host];
    uint32_t best = host_names_first(scene, host);
    for (uint32_t row = best; row != TABLE_NONE; row = host_names_next(scene, row))
        if (name_is_better(&names[row - 1], &names[best - 1]))
            best = row;
    s->host_name[host] = best;
    return best;
}
