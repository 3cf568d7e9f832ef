/* SPDX-License-Identifier: MIT */
/* A host's page: who made it, its addresses, names, groups and services, how it casts, and what is
 * concluded of it. */
#include "address/vendor.h"
#include "ui/object_page.h"

#include <string.h>

enum { STRING = 240 };

/* "3 times, last 4 s ago". */
static void maker_add(struct object_page *page, struct mac mac)
{
    char string[STRING];
    struct text t = text_over(string, sizeof string);
    struct vendor v = vendor_find(mac);
    if (v.name[0] != '\0')
        object_note_add(page, "Company", STYLE_PLAIN, v.name);
    if (v.product[0] != '\0')
        object_note_add(page, "Made for", STYLE_PLAIN, v.product);
    bool tagged = v.tag[0] != '\0' && strcmp(v.tag, mac_kind_name(v.kind)) != 0;
    text_addf(&t, "%s%s%s", mac_kind_name(v.kind), tagged ? ", " : "", tagged ? v.tag : "");
    object_note_add(page, "Kind of address", STYLE_PLAIN, string);
}

/* What does not decode is said rather than guessed at. */
static void lineage_add(struct object_page *page, const struct conclusions *all, struct mac mac)
{
    struct lineage l = lineage_read(mac);
    char string[STRING];
    struct text t = text_over(string, sizeof string);
    if (l.kind != LINEAGE_HYPER_V || all->tails.first[l.tail] != 0)
        return;
    text_addf(&t, "its octets stand for a host's address that ends in .%u.%u; none was seen",
              (unsigned)(l.tail >> 8), (unsigned)(l.tail & 0xff));
    object_note_add(page, "Made on", STYLE_DIM, string);
}

/* The other addresses of the same device. */
static void siblings_add(struct object_page *page, const struct scene *scene, uint32_t host)
{
    const struct model *m = scene->model;
    const struct siblings *s = scene_siblings(scene);
    for (uint32_t row = 1; row <= m->hosts.head.used; row++) {
        char string[STRING], mac[MAC_TEXT];
        if (row == host || s->first[row] != s->first[host] || s->how[row] == SIBLING_NONE)
            continue;
        struct text t = text_over(string, sizeof string);
        struct ip ip = host_address(&m->hosts.at[row - 1]);
        mac_format(m->hosts.at[row - 1].key.mac, mac);
        text_add(&t, mac);
        if (ip.family != IP_NONE) {
            char address[IP_TEXT];
            ip_format(ip, address);
            text_addf(&t, ", %s", address);
        }
        bool certain = s->how[row] == SIBLING_LOCAL_BIT && s->how[host] == SIBLING_LOCAL_BIT;
        text_add(&t, ", ");
        frames_add(&t, m->hosts.at[row - 1].slot.frames);
        text_addf(&t, " sent, one device with it (%s)", certain ? "certain" : "likely");
        struct object_line *line = object_line_add(page, "Also has", STYLE_PLAIN, string);
        object_line_prove(line, m->hosts.at[row - 1].first_frame);
        object_line_open(line, SUBJECT_HOST, row);
    }
}

static void addresses_add(struct object_page *page, const struct model *m, const struct host *h)
{
    bool headed = false;
    for (uint32_t i = 0; i < m->neighbours.head.used && mac_exists(h->key.mac); i++) {
        const struct neighbour *n = &m->neighbours.at[i];
        char address[IP_TEXT], string[STRING];
        if (!mac_equal(n->key.mac, h->key.mac))
            continue;
        if (!headed)
            object_heading_add(page, "Addresses");
        headed = true;
        ip_format(n->key.ip, address);
        struct text t = text_over(string, sizeof string);
        text_addf(&t, "%s, %s ", address, binding_word((enum binding)n->how));
        age_add(&t, m, n->slot.frames, n->last_ns);
        if (n->gratuitous > 0)
            text_addf(&t, ", %u of them gratuitous ARP", (unsigned)n->gratuitous);
        enum style style = ip_is_link_local(n->key.ip) ? STYLE_LINK_LOCAL : STYLE_PLAIN;
        object_line_prove(object_line_add(page, "", style, string), n->frame);
    }
}

static void name_add(struct object_page *page, const struct model *m, const char *heading,
                     const struct name *n, bool *headed)
{
    char string[STRING];
    struct text t = text_over(string, sizeof string);
    if (!*headed)
        object_heading_add(page, heading);
    *headed = true;
    text_add(&t, n->key.text);
    if (n->key.ip.family != IP_NONE) {
        char address[IP_TEXT];
        ip_format(n->key.ip, address);
        text_addf(&t, " for %s", address);
    }
    text_add(&t, ", ");
    age_add(&t, m, n->slot.frames, n->last_ns);
    if (n->ttl_s == 0)
        text_add(&t, ", then taken back");
    else if (n->ttl_s != UINT32_MAX)
        text_addf(&t, ", holds %u s", (unsigned)n->ttl_s);
    object_line_prove(object_line_add(page, model_name_source(n),
                                      n->ttl_s == 0 ? STYLE_DIM : STYLE_PLAIN, string),
                      n->frame);
}

static void names_add(struct object_page *page, const struct model *m, uint32_t host,
                      const char *heading, const struct name *rows, uint32_t used)
{
    bool headed = false;
    for (uint32_t i = 0; i < used; i++)
        if (model_name_host(m, &rows[i]) == host)
            name_add(page, m, heading, &rows[i], &headed);
}

static void casts_add(struct object_page *page, const struct host *h)
{
    static const char *const labels[CAST_COUNT] = {
        [CAST_UNICAST] = "Unicast", [CAST_BROADCAST] = "Broadcast", [CAST_MULTICAST] = "Multicast"};
    object_heading_add(page, "Casts");
    for (int cast = 0; cast < CAST_COUNT; cast++) {
        char string[STRING];
        if (labels[cast] == NULL)
            continue;
        struct text t = text_over(string, sizeof string);
        frames_add(&t, h->sent[cast].frames);
        text_add(&t, ", ");
        text_add_bytes(&t, h->sent[cast].bytes);
        object_note_add(page, labels[cast], style_of_cast((enum cast)cast), string);
    }
    char string[STRING];
    struct text t = text_over(string, sizeof string);
    frames_add(&t, h->received.frames);
    text_add(&t, ", ");
    text_add_bytes(&t, h->received.bytes);
    object_note_add(page, "Sent to it alone", STYLE_PLAIN, string);
}

static void group_add(struct text *t, const struct group_key *key)
{
    char address[IP_TEXT];
    group_key_format(key, address);
    text_add(t, address);
    size_t before = t->len;
    text_add_char(t, ' ');
    group_short_name_add(t, key);
    if (t->len == before + 1) /* it has none */
        t->at[t->len = before] = '\0';
}

static void groups_add(struct object_page *page, const struct model *m, const struct host *h)
{
    bool headed = false;
    for (uint32_t i = 0; i < m->members.head.used; i++) {
        const struct member *member = &m->members.at[i];
        const struct group_key key = {.ip = member->key.group, .mac = MAC_NONE};
        char string[STRING];
        if (!mac_equal(member->key.mac, h->key.mac) ||
            (!mac_exists(h->key.mac) && !ip_equal(member->key.host, h->key.ip)))
            continue;
        if (!headed)
            object_heading_add(page, "Groups");
        headed = true;
        struct text t = text_over(string, sizeof string);
        group_add(&t, &key);
        text_addf(&t, ", %s version %u, ", member->key.group.family == IP_V6 ? "MLD" : "IGMP",
                  (unsigned)member->version);
        age_add(&t, m, member->slot.frames, member->last_ns);
        struct object_line *line = object_line_add(
            page, member->left_ns != 0 ? "left" : "member of",
            member->left_ns != 0 ? STYLE_DIM : STYLE_PLAIN, string);
        object_line_prove(line, member->frame);
        object_line_open(line, SUBJECT_GROUP, table_find(&m->groups.head, &key));
    }
    for (uint32_t i = 0; i < m->senders.head.used; i++) {
        const struct sender *sender = &m->senders.at[i];
        char string[STRING];
        if (!host_key_equal(&sender->key.host, &h->key))
            continue;
        if (!headed)
            object_heading_add(page, "Groups");
        headed = true;
        struct text t = text_over(string, sizeof string);
        group_add(&t, &sender->key.group);
        text_add(&t, ", ");
        age_add(&t, m, sender->slot.frames, sender->last_ns);
        bool stranger = sender_is_stranger(m, sender);
        if (stranger)
            text_add(&t, ", not a member that reported");
        struct object_line *line = object_line_add(page, "sends to", STYLE_PLAIN, string);
        object_line_prove(line, sender->frame);
        object_line_open(line, SUBJECT_GROUP, table_find(&m->groups.head, &sender->key.group));
    }
}

/* Whether a service is at one of the names or addresses of the host. */
static bool offers(const struct host *h, const struct service_key *key, const char *const *names,
                   unsigned count)
{
    struct ip ip;
    if (ip_parse(key->host, &ip))
        return host_has(h, ip) || ip_equal(ip, h->key.ip);
    for (unsigned i = 0; i < count; i++)
        if (strcmp(names[i], key->host) == 0)
            return true;
    return false;
}

static void services_add(struct object_page *page, const struct model *m, uint32_t host)
{
    enum { NAMES = 32 };
    const char *names[NAMES];
    unsigned count = 0;
    bool headed = false;
    for (uint32_t i = 0; i < m->names.head.used && count < NAMES; i++)
        if (model_name_host(m, &m->names.at[i]) == host)
            names[count++] = m->names.at[i].key.text;
    for (uint32_t i = 0; i < m->services.head.used; i++) {
        if (!offers(&m->hosts.at[host - 1], &m->services.at[i].key, names, count))
            continue;
        if (!headed)
            object_heading_add(page, "Services");
        headed = true;
        object_service_add(page, m, i + 1, "offers");
    }
}

static bool is_host(const void *context, struct ip ip)
{
    const struct host *h = context;
    return host_has(h, ip) || (h->key.ip.family != IP_NONE && ip_equal(h->key.ip, ip));
}

static bool is_address(const void *context, struct ip ip)
{
    return ip_equal(*(const struct ip *)context, ip);
}

/* What is known of a machine that no frame came from or went to on this link: one behind a router, or one that
 * others speak of. */
static void stranger_fill(struct object_page *page, const struct scene *scene)
{
    const struct model *m = scene->model;
    const struct host_key *key = &page->subject.host;
    if (mac_exists(key->mac)) {
        object_line_add(page, "", STYLE_PLAIN, "No frame from or to it is remembered.");
        maker_add(page, key->mac);
        object_conclusions_add(page, scene, key, 1, key);
        return;
    }
    object_line_add(page, "", STYLE_PLAIN,
                    "Nobody on this link is known to have this address: it is elsewhere, or was "
                    "spoken of only.");
    object_address_add(page, scene, "Address", key->ip);
    object_conclusions_add(page, scene, key, 1, key);
    bool headed = false;
    for (uint32_t i = 0; i < m->names.head.used; i++)
        if (ip_equal(m->names.at[i].key.ip, key->ip))
            name_add(page, m, "Names", &m->names.at[i], &headed);
    object_conversations_add(page, scene, is_address, &key->ip);
}

void host_page_fill(struct object_page *page, const struct scene *scene)
{
    const struct model *m = scene->model;
    char string[STRING];
    uint32_t row = table_find(&m->hosts.head, &page->subject.host);
    host_key_format(&page->subject.host, string);
    object_heading_add(page, string);
    if (row == TABLE_NONE) {
        stranger_fill(page, scene);
        return;
    }
    const struct host *h = &m->hosts.at[row - 1];
    struct text t = text_over(string, sizeof string);
    host_label_add(&t, scene, row);
    if (strcmp(string, page->line[0].text) != 0)
        object_note_add(page, "Known as", STYLE_STRONG, string);
    if (mac_exists(h->key.mac)) {
        maker_add(page, h->key.mac);
        lineage_add(page, &scene->scratch->conclusions, h->key.mac);
    }
    siblings_add(page, scene, row);
    t = text_over(string, sizeof string);
    text_add(&t, "first ");
    seen_add(&t, m, h->first_ns, h->last_ns);
    object_line_prove(object_line_add(page, "Seen", STYLE_PLAIN, string), h->first_frame);
    object_conclusions_add(page, scene, &h->key, 1, &h->key);
    addresses_add(page, m, h);
    host_story_add(page, scene, h);
    names_add(page, m, row, "Names", m->names.at, m->names.head.used);
    names_add(page, m, row, "Says of itself", m->descriptions.at, m->descriptions.head.used);
    services_add(page, m, row);
    groups_add(page, m, h);
    casts_add(page, h);
    object_conversations_add(page, scene, is_host, h);
}
