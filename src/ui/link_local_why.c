/* SPDX-License-Identifier: MIT */
#include "ui/link_local_why.h"

static const struct {
    enum conclusion_kind kind;
    const char *word;
} words[] = {
    {CONCLUSION_LINK_LOCAL_UNANSWERED, "no DHCP answer"},
    {CONCLUSION_LINK_LOCAL_DECLINED, "lease declined"},
    {CONCLUSION_LINK_LOCAL_REFUSED, "DHCP refused"},
    {CONCLUSION_LINK_LOCAL_AFTER_LEASE, "lease not kept"},
    {CONCLUSION_LINK_LOCAL_BY_DESIGN, "by design"},
    {CONCLUSION_LINK_LOCAL_BESIDE, "beside another"},
    {CONCLUSION_LINK_LOCAL_NEVER_ASKED, "never asked"},
    {CONCLUSION_LINK_LOCAL_NO_DHCP_SEEN, "no DHCP seen"},
    {CONCLUSION_LINK_LOCAL_START_NOT_SEEN, "start not seen"},
};

/* The word for a conclusion; NULL where it is none of these. */
static const char *word_for(const struct conclusion *c)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (c->kind == words[i].kind)
            return words[i].word;
    return NULL;
}

const char *link_local_why(const struct scene *scene, struct mac mac)
{
    const struct conclusions *all = &scene->scratch->conclusions;
    for (uint32_t i = 0; i < all->count && mac_exists(mac); i++) {
        const char *word = mac_equal(all->at[i].subject.mac, mac) ? word_for(&all->at[i]) : NULL;
        if (word != NULL)
            return word;
    }
    return "";
}

static bool is_user(const struct ip ip)
{
    return ip.family == IP_V4 && ip_is_link_local(ip);
}

void link_local_users_add(struct text *t, const struct scene *scene)
{
    const struct model *m = scene->model;
    const struct conclusions *all = &scene->scratch->conclusions;
    const char *word = NULL;
    struct mac worst = MAC_NONE;
    for (uint32_t i = 0; i < all->count && word == NULL; i++) {
        word = word_for(&all->at[i]);
        worst = all->at[i].subject.mac;
    }
    struct ip ip = {.family = IP_NONE};
    uint32_t count = 0;
    for (uint32_t i = 0; i < m->neighbours.head.used; i++) {
        const struct neighbour *n = &m->neighbours.at[i];
        if (n->how == BINDING_PROBE || !is_user(n->key.ip))
            continue;
        if (count++ == 0 || (word != NULL && mac_equal(n->key.mac, worst)))
            ip = n->key.ip;
    }
    /* Links without MAC addresses have no neighbours. */
    for (uint32_t i = 0; i < m->hosts.head.used; i++)
        if (is_user(m->hosts.at[i].key.ip) && m->hosts.at[i].announced_itself && count++ == 0)
            ip = m->hosts.at[i].key.ip;
    if (count == 0)
        return;
    char string[IP_TEXT];
    ip_format(ip, string);
    text_addf(t, "from %s", string);
    if (count > 1)
        text_addf(t, " +%u", (unsigned)count - 1);
    if (word != NULL)
        text_addf(t, ": %s", word);
}
