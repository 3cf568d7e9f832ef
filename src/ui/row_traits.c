/* SPDX-License-Identifier: MIT */
#include "ui/row_traits.h"

static void own_address_add(struct traits *t, struct ip ip)
{
    traits_add_ip(t, ip, SIDE_BOTH);
    if (ip.family != IP_NONE)
        t->origins |= UINT32_C(1) << ip_origin(ip);
}

void traits_add_names(struct traits *t, const struct scene *scene, uint32_t host)
{
    const struct model *m = scene->model;
    if (host == TABLE_NONE)
        return;
    for (uint32_t row = host_names_first(scene, host); row != TABLE_NONE;
         row = host_names_next(scene, row))
        traits_add_name(t, m->names.at[row - 1].key.text);
}

void traits_add_host(struct traits *t, const struct scene *scene, uint32_t host)
{
    const struct model *m = scene->model;
    if (host == TABLE_NONE)
        return;
    const struct host *h = &m->hosts.at[host - 1];
    traits_add_mac(t, h->key.mac, SIDE_BOTH);
    own_address_add(t, h->key.ip);
    for (unsigned i = 0; i < h->ipv4_count; i++)
        own_address_add(t, ip_v4(h->ipv4[i]));
    for (unsigned i = 0; i < h->ipv6_count; i++)
        own_address_add(t, ip_v6(h->ipv6[i][0], h->ipv6[i][1]));
    traits_add_names(t, scene, host);
}

void traits_add_host_key(struct traits *t, const struct scene *scene, const struct host_key *key)
{
    uint32_t host = table_find(&scene->model->hosts.head, key);
    if (host != TABLE_NONE) {
        traits_add_host(t, scene, host);
        return;
    }
    traits_add_mac(t, key->mac, SIDE_BOTH);
    own_address_add(t, key->ip);
}

void traits_add_address(struct traits *t, const struct scene *scene, struct ip ip)
{
    own_address_add(t, ip);
    uint32_t host = ip_is_multicast(ip) ? TABLE_NONE : host_of_address(scene, ip);
    /* A router's frames come from many addresses that are not its own. */
    if (host != TABLE_NONE && host_has(&scene->model->hosts.at[host - 1], ip))
        traits_add_host(t, scene, host);
}
