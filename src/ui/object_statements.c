/* SPDX-License-Identifier: MIT */
/* What several pages state: services, conclusions, conversations. */
#include "ui/object_page.h"

#include <string.h>

#include "address/registry.h"

void object_address_add(struct object_page *page, const struct scene *scene, const char *label,
                        struct ip ip)
{
    const struct special *special = special_find(ip);
    char string[OBJECT_TEXT], address[IP_TEXT];
    struct text t = text_over(string, sizeof string);
    ip_format(ip, address);
    text_addf(&t, "%s, ", address);
    if (ip_is_multicast(ip)) {
        struct group_entry entry = group_find(ip);
        text_addf(&t, "a multicast group: %s (%s)", entry.name, entry.reference);
    } else if (ip_is_limited_broadcast(ip)) {
        text_add(&t, "limited broadcast: everybody on the link (RFC 919 section 7)");
    } else if (address_is_broadcast(scene->model, ip)) {
        text_add(&t, "directed broadcast: everybody in a subnet, as something proved");
    } else {
        text_add(&t, origin_name(ip_origin(ip)));
        if (special != NULL)
            text_addf(&t, ": %s (%s)", special->name, special->reference);
    }
    object_line_open_address(object_note_add(page, label, STYLE_STRONG, string), scene, ip);
}

void object_service_add(struct object_page *page, const struct model *m, uint32_t row,
                        const char *label)
{
    const struct service *s = &m->services.at[row - 1];
    char string[OBJECT_TEXT];
    struct text t = text_over(string, sizeof string);
    text_addf(&t, "%s%s%s", s->key.type, s->key.type[0] != '\0' ? ", " : "", s->key.name);
    if (s->key.host[0] != '\0')
        text_addf(&t, ", at %s", s->key.host);
    if (s->key.port > 0)
        text_addf(&t, " port %u", (unsigned)s->key.port);
    text_addf(&t, ", by %s", proto_name((enum proto)s->source));
    if (s->ttl_s == 0)
        text_add(&t, ", taken back");
    struct object_line *line = object_line_add(page, label, s->ttl_s == 0 ? STYLE_DIM : STYLE_PLAIN,
                                               string);
    object_line_prove(line, s->frame);
    object_line_open(line, SUBJECT_SERVICE, row);
}

static bool concerns(const struct conclusion *c, const struct host_key *about, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (conclusion_concerns(c, &about[i]))
            return true;
    return false;
}

void object_conclusions_add(struct object_page *page, const struct scene *scene,
                            const struct host_key *about, unsigned count,
                            const struct host_key *page_of)
{
    const struct conclusions *all = &scene->scratch->conclusions;
    bool headed = false;
    for (uint32_t i = 0; i < all->count; i++) {
        const struct conclusion *c = &all->at[i];
        const struct conclusion_entry *entry = conclusion_entry_find(c->kind);
        char text[CONCLUSION_TEXT + IP_TEXT + 200], sentence[CONCLUSION_TEXT];
        if (!concerns(c, about, count))
            continue;
        if (!headed)
            object_heading_add(page, "Findings");
        headed = true;
        conclusion_say(c, sentence);
        struct text t = text_over(text, sizeof text);
        if (page_of == NULL || !host_key_equal(&c->subject, page_of)) {
            char subject[IP_TEXT];
            host_key_format(&c->subject, subject);
            text_addf(&t, "%s: ", subject);
        }
        text_addf(&t, "%s (%s; %s)", sentence, entry->confidence, entry->reference);
        struct object_line *line = object_line_add(page, entry->severity,
                                                   style_of_severity(entry->severity), text);
        for (unsigned f = 0; f < c->frame_count; f++)
            object_line_prove(line, c->frames[f]);
    }
}

/* Conversations */

enum { TALKS_SHOWN = 16 };

void conversation_end_add(struct text *t, const struct conversation *talk, bool a)
{
    char address[IP_TEXT];
    ip_format(a ? talk->key.a : talk->key.b, address);
    text_add(t, address);
    if (conversation_has_ports(talk))
        text_addf(t, " port %u",
                  (unsigned)(a ? talk->key.ports >> 16 & 0xffff : talk->key.ports & 0xffff));
}

/* Keeps the row among the busiest, the busiest first; of those that are as busy, the first rows. */
static void busiest_keep(const struct model *m, uint32_t busiest[TALKS_SHOWN], uint32_t *count,
                         uint32_t row)
{
    uint64_t frames = m->conversations.at[row - 1].slot.frames;
    uint32_t at = *count;
    while (at > 0 && m->conversations.at[busiest[at - 1] - 1].slot.frames < frames)
        at--;
    if (at == TALKS_SHOWN)
        return;
    if (*count < TALKS_SHOWN)
        (*count)++;
    memmove(&busiest[at + 1], &busiest[at], (*count - at - 1) * sizeof busiest[0]);
    busiest[at] = row;
}

static void conversation_add(struct object_page *page, const struct model *m, uint32_t row)
{
    const struct conversation *talk = &m->conversations.at[row - 1];
    char string[OBJECT_TEXT], protocol[PROTO_NAME];
    struct text t = text_over(string, sizeof string);
    conversation_end_add(&t, talk, true);
    text_add(&t, " and ");
    conversation_end_add(&t, talk, false);
    text_add(&t, ", ");
    frames_add(&t, talk->slot.frames);
    text_add(&t, ", ");
    text_add_bytes(&t, talk->slot.bytes);
    text_add(&t, ", last ");
    text_add_span(&t, m->now_ns - talk->last_ns);
    text_add(&t, " ago");
    conversation_protocol_format(talk, protocol);
    enum style style = style_of_cast(conversation_cast(m, talk));
    object_line_open(object_note_add(page, protocol, style, string), SUBJECT_CONVERSATION, row);
}

void object_conversations_add(struct object_page *page, const struct scene *scene,
                              bool (*is_end)(const void *context, struct ip), const void *context)
{
    const struct model *m = scene->model;
    uint32_t busiest[TALKS_SHOWN], count = 0, all = 0;
    for (uint32_t row = 1; row <= m->conversations.head.used; row++) {
        const struct conversation_key *key = &m->conversations.at[row - 1].key;
        if (!is_end(context, key->a) && !is_end(context, key->b))
            continue;
        all++;
        busiest_keep(m, busiest, &count, row);
    }
    if (count == 0)
        return;
    object_heading_add(page, "Conversations");
    for (uint32_t i = 0; i < count; i++)
        conversation_add(page, m, busiest[i]);
    if (all > count) {
        char string[OBJECT_TEXT];
        struct text t = text_over(string, sizeof string);
        text_addf(&t, "and %u more, which Talks has", (unsigned)(all - count));
        object_line_add(page, "", STYLE_DIM, string);
    }
}

void frames_add(struct text *t, uint64_t count)
{
    text_addf(t, "%llu frame%s", (unsigned long long)count, count == 1 ? "" : "s");
}

void age_add(struct text *t, const struct model *m, uint64_t times, int64_t last_ns)
{
    text_addf(t, "%llu time%s, last ", (unsigned long long)times, times == 1 ? "" : "s");
    text_add_span(t, m->now_ns - last_ns);
    text_add(t, " ago");
}

void seen_add(struct text *t, const struct model *m, int64_t first_ns, int64_t last_ns)
{
    text_add_span(t, first_ns - m->first_ns);
    text_add(t, " into the capture, last ");
    text_add_span(t, m->now_ns - last_ns);
    text_add(t, " ago");
}
