/* SPDX-License-Identifier: MIT */
/* A group's page: what the registries say of it, its querier, members and senders. */
#include "address/registry.h"
#include "ui/object_page.h"

#include <string.h>

enum { STRING = 240 };

/* The MAC address that stands for it, and how many other groups it stands for. */
static void mac_add(struct object_page *page, const struct group_key *key)
{
    char string[STRING], mac[MAC_TEXT];
    struct text t = text_over(string, sizeof string);
    mac_format(group_key_mac(key), mac);
    text_add(&t, mac);
    if (key->ip.family == IP_V4)
        text_add(&t, ", which 31 other groups have, too: those with the same last 23 bits (RFC "
                     "1112 section 6.4)");
    else if (key->ip.family == IP_V6)
        text_add(&t, ", which all groups with the same last 32 bits have (RFC 2464 section 7)");
    object_note_add(page, "MAC address", STYLE_PLAIN, string);
}

/* Those of the others that were heard of: who listens to the one hears them, too. */
static void sharers_add(struct object_page *page, const struct model *m,
                        const struct group_key *key)
{
    for (uint32_t row = 1; row <= m->groups.head.used && key->ip.family != IP_NONE; row++) {
        const struct group *g = &m->groups.at[row - 1];
        char string[STRING], address[IP_TEXT];
        if (g->key.ip.family == IP_NONE || ip_equal(g->key.ip, key->ip) ||
            !mac_equal(group_key_mac(&g->key), group_key_mac(key)))
            continue;
        struct text t = text_over(string, sizeof string);
        ip_format(g->key.ip, address);
        text_addf(&t, "%s ", address);
        group_short_name_add(&t, &g->key);
        text_add(&t, ", ");
        frames_add(&t, g->slot.frames);
        object_line_open(object_note_add(page, "Shares it with", STYLE_NOTICE, string),
                         SUBJECT_GROUP, row);
    }
}

static void registry_add(struct object_page *page, const struct group_key *key)
{
    struct group_entry entry = group_key_entry(key);
    if (entry.name[0] != '\0')
        object_note_add(page, "Name", STYLE_STRONG, entry.name);
    if (entry.purpose != NULL)
        object_note_add(page, "What for", STYLE_PLAIN, entry.purpose);
    if (entry.reference[0] != '\0')
        object_note_add(page, "By", STYLE_PLAIN, entry.reference);
    if (entry.scope != SCOPE_NONE)
        object_note_add(page, "Scope", STYLE_PLAIN, scope_name(entry.scope));
    mac_add(page, key);
}

static void host_label(const struct scene *scene, const struct host_key *key, struct text *t)
{
    char address[IP_TEXT];
    host_key_format(key, address);
    text_add(t, address);
    uint32_t row = table_find(&scene->model->hosts.head, key);
    if (row == TABLE_NONE)
        return;
    char label[NAME_BYTES];
    struct text l = text_over(label, sizeof label);
    host_label_add(&l, scene, row);
    if (strcmp(label, address) != 0)
        text_addf(t, " %s", label);
}

/* ", from 10.0.0.1 10.0.0.2 alone", ", not from 10.0.0.3". */
static void sources_add(struct text *t, const struct member *member)
{
    if (member->source_count == 0)
        return;
    text_add(t, member->mode == FILTER_INCLUDE ? ", from" : ", not from");
    for (unsigned i = 0; i < member->source_count; i++) {
        char address[IP_TEXT];
        ip_format(member_source(member, i), address);
        text_addf(t, " %s", address);
    }
    text_add(t, member->more_sources             ? " and more"
                : member->mode == FILTER_INCLUDE ? " alone"
                                                 : "");
}

/* ", since 1:20, reported 3 times, last 0:10 ago, lapses in 4:10"; or how long ago it left. */
static void times_add(struct text *t, const struct model *m, const struct member *member)
{
    text_add(t, ", since ");
    text_add_span(t, member->since_ns - m->first_ns);
    text_add(t, ", reported ");
    age_add(t, m, member->slot.frames, member->last_ns);
    int64_t expires_ns = member_expires_ns(m, member, member_group(m, member));
    if (member->left_ns != 0) {
        text_add(t, ", left ");
        text_add_span(t, m->now_ns - member->left_ns);
        text_add(t, " ago");
    } else if (expires_ns >= m->now_ns) {
        text_add(t, ", lapses in ");
        text_add_span(t, expires_ns - m->now_ns);
    } else if (strcmp(member_state(m, member), "lapsed") == 0) {
        text_add(t, ", lapsed ");
        text_add_span(t, m->now_ns - expires_ns);
        text_add(t, " ago");
    } else {
        text_add(t, ", nobody asked since");
    }
}

static void members_add(struct object_page *page, const struct scene *scene, struct ip group)
{
    const struct model *m = scene->model;
    bool some = false;
    object_heading_add(page,
                       "Members (at least these: who hears another one's report may stay silent)");
    for (uint32_t i = 0; i < m->members.head.used; i++) {
        const struct member *member = &m->members.at[i];
        char string[2 * STRING];
        if (!ip_equal(member->key.group, group))
            continue;
        struct text t = text_over(string, sizeof string);
        const struct host_key key = {.mac = member->key.mac, .ip = member->key.host};
        host_label(scene, &key, &t);
        if (member->key.vlan != 0)
            text_addf(&t, ", in VLAN %u", (unsigned)(member->key.vlan & 0xfff));
        text_addf(&t, ", version %u", (unsigned)member->version);
        sources_add(&t, member);
        times_add(&t, m, member);
        const char *state = member_state(m, member);
        enum style style = strcmp(state, "member") == 0 ? STYLE_PLAIN : STYLE_DIM;
        struct object_line *line = object_line_add(page, state, style, string);
        some = true;
        object_line_prove(line, member->frame);
        const struct host_key by_mac = {.mac = member->key.mac, .ip = member->key.host};
        object_line_open(line, SUBJECT_HOST, table_find(&m->hosts.head, &by_mac));
    }
    if (!some)
        object_note_add(page, "", STYLE_DIM, "nobody was heard to report that it is one");
}

static void senders_add(struct object_page *page, const struct scene *scene,
                        const struct group_key *group)
{
    const struct model *m = scene->model;
    bool headed = false;
    for (uint32_t i = 0; i < m->senders.head.used; i++) {
        const struct sender *sender = &m->senders.at[i];
        char string[STRING];
        if (!ip_equal(sender->key.group.ip, group->ip) ||
            !mac_equal(sender->key.group.mac, group->mac))
            continue;
        if (!headed)
            object_heading_add(page, "Senders");
        headed = true;
        struct text t = text_over(string, sizeof string);
        host_label(scene, &sender->key.host, &t);
        text_add(&t, ", ");
        frames_add(&t, sender->slot.frames);
        text_add(&t, ", ");
        text_add_bytes(&t, sender->slot.bytes);
        bool stranger = sender_is_stranger(m, sender);
        if (stranger)
            text_add(&t, ", not a member that reported");
        struct object_line *line = object_line_add(page, "sender",
                                                   stranger ? STYLE_NOTICE : STYLE_PLAIN, string);
        object_line_prove(line, sender->frame);
        object_line_open(line, SUBJECT_HOST, table_find(&m->hosts.head, &sender->key.host));
    }
}

static void querier_add(struct object_page *page, const struct model *m, const struct querier *q,
                        const char *label)
{
    char string[2 * STRING], address[IP_TEXT], mac[MAC_TEXT], title[SOURCE_TITLE];
    struct text t = text_over(string, sizeof string);
    ip_format(q->ip, address);
    mac_format(q->mac, mac);
    text_addf(&t, "%s (%s), version %u, asked ", address, mac, (unsigned)q->version);
    age_add(&t, m, q->queries, q->last_ns);
    if (q->interval_s > 0)
        text_addf(&t, ", every %u s", (unsigned)q->interval_s);
    if (model_link_title(m, q->source, title))
        text_addf(&t, ", on %s", title);
    struct object_line *line = object_line_add(page, label, STYLE_PLAIN, string);
    object_line_prove(line, q->first_frame);
    object_line_prove(line, q->last_frame);
}

/* Who asks for all groups, and who asked for this one alone, as after a leave. */
static void queriers_add(struct object_page *page, const struct model *m, const struct group *g)
{
    const struct querier_list *list = &m->queriers[g->key.ip.family == IP_V6];
    if (list->count == 0)
        object_line_add(page, "querier", STYLE_PLAIN, "none was heard");
    for (uint32_t i = 0; i < list->count; i++)
        querier_add(page, m, &list->at[i], querier_word(m, list, &list->at[i]));
    if (g->querier.queries > 0)
        querier_add(page, m, &g->querier, "Asked for it");
}

static bool is_group(const void *context, struct ip ip)
{
    return ip_equal(*(const struct ip *)context, ip);
}

void group_page_fill(struct object_page *page, const struct scene *scene)
{
    const struct model *m = scene->model;
    const struct group_key *key = &page->subject.group;
    char string[STRING];
    uint32_t row = table_find(&m->groups.head, key);
    group_key_format(key, string);
    object_heading_add(page, string);
    registry_add(page, key);
    sharers_add(page, m, key);
    if (row == TABLE_NONE) {
        object_line_add(page, "", STYLE_PLAIN, "No frame to it is remembered.");
        return;
    }
    const struct group *g = &m->groups.at[row - 1];
    struct text t = text_over(string, sizeof string);
    frames_add(&t, g->slot.frames);
    text_add(&t, ", ");
    text_add_bytes(&t, g->slot.bytes);
    object_note_add(page, "Sent to it", STYLE_MULTICAST, string);
    if (key->ip.family != IP_NONE)
        queriers_add(page, m, g);
    const struct host_key about = {.mac = MAC_NONE, .ip = key->ip};
    if (key->ip.family != IP_NONE) {
        object_conclusions_add(page, scene, &about, 1, &about);
        members_add(page, scene, key->ip);
    }
    senders_add(page, scene, key);
    if (key->ip.family != IP_NONE)
        object_conversations_add(page, scene, is_group, &key->ip);
}
