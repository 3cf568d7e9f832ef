/* SPDX-License-Identifier: MIT */
/* The tables of the census as lists in the JSON document. */
#include "output/json_rows.h"

#include "address/registry.h"
#include "address/vendor.h"
#include "output/json_values.h"
#include "model/row.h"

/* NULL where there is nothing to say. */
static const char *or_null(const char *string)
{
    return string[0] != '\0' ? string : NULL;
}

static void host_key_write(struct json *j, const struct host_key *key)
{
    char text[IP_TEXT];
    host_key_format(key, text);
    json_put_string(j, NULL, text);
}

/* Groups */

static void querier_fields_write(struct json *j, const struct querier *querier)
{
    json_put_ip(j, "address", querier->ip);
    json_put_mac(j, "mac", querier->mac);
    json_put_number(j, "version", querier->version);
    json_put_number(j, "queries", querier->queries);
    if (querier->interval_s > 0)
        json_put_number(j, "interval_s", querier->interval_s);
    json_put_time(j, "last", querier->last_ns);
}

static void querier_write(struct json *j, const struct querier *querier)
{
    if (querier == NULL) {
        json_put_null(j, "querier");
        return;
    }
    json_put_object(j, "querier");
    querier_fields_write(j, querier);
    json_end(j);
}

static void member_write(struct json *j, const struct model *m, const struct member *member)
{
    json_put_object(j, NULL);
    json_put_ip(j, "host", member->host);
    json_put_mac(j, "mac", member->key.mac);
    if (member->key.vlan != 0)
        json_put_number(j, "vlan", member->key.vlan & 0xfff);
    json_put_number(j, "version", member->version);
    json_put_string(j, "state", member_state(m, member));
    json_put_string(j, "mode", or_null(member_mode(member)));
    json_put_array(j, "sources");
    for (unsigned i = 0; i < member->source_count; i++)
        json_put_ip(j, NULL, member_source(member, i));
    json_end(j);
    if (member->more_sources)
        json_put_flag(j, "more", true);
    json_put_time(j, "since", member->since_ns);
    if (member->left_ns == 0) {
        json_put_time(j, "expires", member_expires_ns(m, member, member_group(m, member)));
        json_put_null(j, "left");
    } else {
        json_put_null(j, "expires");
        json_put_time(j, "left", member->left_ns);
    }
    json_put_number(j, "frame", member->frame);
    json_end(j);
}

static void group_write(struct json *j, const struct model *m, const struct order *o,
                        const struct group *g)
{
    uint32_t first;
    struct group_entry entry = group_key_entry(&g->key);
    json_put_object(j, NULL);
    json_put_ip(j, "address", g->key.ip);
    json_put_mac(j, "mac", group_key_mac(&g->key));
    json_put_string(j, "name", or_null(entry.name));
    json_put_string(j, "scope", entry.scope != SCOPE_NONE ? scope_name(entry.scope) : NULL);
    json_put_string(j, "reference", or_null(entry.reference));
    json_put_counts(j, g->slot.frames, g->slot.bytes);
    json_put_array(j, "senders");
    uint32_t count = order_senders_to(o, &g->key, &first);
    for (uint32_t i = 0; i < count; i++)
        host_key_write(j, &o->senders[first + i]->key.host);
    json_end(j);
    json_put_array(j, "non_members");
    for (uint32_t i = 0; i < count; i++)
        if (sender_is_stranger(m, o->senders[first + i]))
            host_key_write(j, &o->senders[first + i]->key.host);
    json_end(j);
    querier_write(j, querier_find(m, g));
    json_put_array(j, "members");
    count = g->key.ip.family != IP_NONE ? order_members_of(o, g->key.ip, &first) : 0;
    for (uint32_t i = 0; i < count; i++)
        member_write(j, m, o->members[first + i]);
    json_end(j);
    json_end(j);
}

/* Hosts */

static void addresses_write(struct json *j, const struct host *h)
{
    struct ip ip[HOST_IPV4 + HOST_IPV6];
    unsigned count = 0;
    for (unsigned i = 0; i < h->ipv4_count; i++)
        ip[count++] = ip_v4(h->ipv4[i]);
    for (unsigned i = 0; i < h->ipv6_count; i++)
        ip[count++] = ip_v6(h->ipv6[i][0], h->ipv6[i][1]);
    for (unsigned i = 1; i < count; i++) {
        struct ip moved = ip[i];
        unsigned at = i;
        for (; at > 0 && ip_compare(ip[at - 1], moved) > 0; at--)
            ip[at] = ip[at - 1];
        ip[at] = moved;
    }
    json_put_array(j, "ipv4");
    for (unsigned i = 0; i < h->ipv4_count; i++)
        json_put_ip(j, NULL, ip[i]);
    json_end(j);
    json_put_array(j, "ipv6");
    for (unsigned i = h->ipv4_count; i < count; i++)
        json_put_ip(j, NULL, ip[i]);
    json_end(j);
    if (h->more_addresses)
        json_put_flag(j, "more", true);
}

static void names_write(struct json *j, const char *array, const char *key,
                        const struct borne_name *names, uint32_t count)
{
    json_put_array(j, array);
    for (uint32_t i = 0; i < count; i++) {
        const struct name *name = names[i].name;
        json_put_object(j, NULL);
        json_put_string(j, key, name->key.text);
        json_put_string(j, "source", model_name_source(name));
        json_put_number(j, "frame", name->frame);
        if (names[i].ttl_s != UINT32_MAX)
            json_put_number(j, "ttl", names[i].ttl_s);
        if (names[i].ttl_s == 0)
            json_put_flag(j, "taken_back", true);
        if (name->frame > 0) {
            json_put_number(j, "count", names[i].times);
            json_put_time(j, "first", name->first_ns);
            json_put_time(j, "last", names[i].last_ns);
        }
        json_end(j);
    }
    json_end(j);
}

/* "device" is the first address of the machine that this address is one of. */
static void host_write(struct json *j, const struct model *m, const struct order *o,
                       const struct host *h)
{
    struct vendor vendor = vendor_find(h->key.mac);
    json_put_object(j, NULL);
    json_put_mac(j, "mac", h->key.mac);
    json_put_mac(j, "device", siblings_first(&o->conclusions.siblings, m, h->key.mac));
    json_put_string(j, "vendor", or_null(vendor.name));
    json_put_string(j, "kind", mac_kind_name(vendor.kind));
    json_put_array(j, "tags");
    if (vendor.tag[0] != '\0')
        json_put_string(j, NULL, vendor.tag);
    json_end(j);
    addresses_write(j, h);
    uint32_t first, count = order_names_of(o, &h->key, &first);
    names_write(j, "names", "name", &o->names[first], count);
    count = order_descriptions_of(o, &h->key, &first);
    names_write(j, "descriptions", "text", &o->descriptions[first], count);
    json_put_object(j, "sent");
    json_put_counts(j, h->slot.frames, h->slot.bytes);
    for (int cast = CAST_UNICAST; cast < CAST_COUNT; cast++)
        json_put_tally(j, cast_name((enum cast)cast), h->sent[cast]);
    json_put_tally(j, cast_name(CAST_NONE), h->sent[CAST_NONE]);
    json_end(j);
    json_put_tally(j, "received", h->received);
    json_put_time(j, "first", h->first_ns);
    json_put_time(j, "last", h->last_ns);
    json_end(j);
}

/* The other tables */

static void binding_write(struct json *j, const struct binding_row *row)
{
    json_put_object(j, NULL);
    json_put_ip(j, "address", row->ip);
    json_put_mac(j, "mac", row->mac);
    if (row->said != NULL) {
        json_put_string(j, "how", binding_word((enum binding)row->said->how));
        json_put_time(j, "since", row->said->first_ns);
        json_put_time(j, "last", row->said->last_ns);
        json_put_number(j, "frame", row->said->frame);
        if (row->said->gratuitous > 0)
            json_put_number(j, "gratuitous", row->said->gratuitous);
    } else {
        json_put_string(j, "how", "computed");
        if (row->group != NULL) {
            json_put_time(j, "since", row->group->first_ns);
            json_put_time(j, "last", row->group->last_ns);
        } else {
            json_put_null(j, "since");
            json_put_null(j, "last");
        }
    }
    json_end(j);
}

static void conversation_write(struct json *j, const struct conversation *talk)
{
    char protocol[PROTO_NAME];
    conversation_protocol_format(talk, protocol);
    json_put_object(j, NULL);
    json_put_ip(j, "a", talk->key.a);
    json_put_ip(j, "b", talk->key.b);
    json_put_string(j, "protocol", protocol);
    if (conversation_has_ports(talk)) {
        json_put_number(j, "a_port", talk->key.ports >> 16 & 0xffff);
        json_put_number(j, "b_port", talk->key.ports & 0xffff);
    } else {
        json_put_null(j, "a_port");
        json_put_null(j, "b_port");
    }
    json_put_counts(j, talk->slot.frames, talk->slot.bytes);
    json_put_time(j, "first", talk->first_ns);
    json_put_time(j, "last", talk->last_ns);
    json_end(j);
}

static void service_write(struct json *j, const struct service *s)
{
    json_put_object(j, NULL);
    json_put_string(j, "name", s->key.name);
    json_put_string(j, "type", s->key.type);
    json_put_string(j, "host", or_null(s->key.host));
    json_put_number(j, "port", s->key.port);
    json_put_string(j, "source", proto_name((enum proto)s->source));
    json_put_string(j, "text", or_null(s->text));
    if (s->text_cut > 0)
        json_put_number(j, "text_cut", s->text_cut);
    if (s->ttl_s != UINT32_MAX)
        json_put_number(j, "ttl", s->ttl_s);
    if (s->ttl_s == 0)
        json_put_flag(j, "taken_back", true);
    json_put_number(j, "count", s->slot.frames);
    json_put_time(j, "first", s->first_ns);
    json_put_time(j, "last", s->last_ns);
    json_put_number(j, "frame", s->frame);
    json_end(j);
}

/* "frames" are the first ones that show it; "count" is how many there are. */
static void conclusion_write(struct json *j, const struct conclusion *c)
{
    char string[CONCLUSION_TEXT];
    const struct conclusion_entry *entry = conclusion_entry_find(c->kind);
    json_put_object(j, NULL);
    conclusion_id_format(c->kind, string);
    json_put_string(j, "id", string);
    json_put_string(j, "severity", entry->severity);
    json_put_string(j, "confidence", entry->confidence);
    conclusion_say(c, string);
    json_put_string(j, "summary", string);
    json_put_string(j, "reference", entry->reference);
    json_put_array(j, "subjects");
    if (mac_exists(c->subject.mac) || c->subject.ip.family != IP_NONE)
        host_key_write(j, &c->subject);
    if (mac_exists(c->mac))
        json_put_mac(j, NULL, c->mac);
    if (c->ip.family != IP_NONE)
        json_put_ip(j, NULL, c->ip);
    json_end(j);
    json_put_array(j, "frames");
    for (unsigned i = 0; i < c->frame_count; i++)
        json_put_number(j, NULL, c->frames[i]);
    json_end(j);
    json_put_number(j, "count", c->times);
    if (c->times > c->frame_count)
        json_put_flag(j, "more", true);
    if (c->first_ns != 0) {
        json_put_time(j, "first", c->first_ns);
        json_put_time(j, "last", c->last_ns);
    }
    json_end(j);
}

static void list_begin(struct json *j, const char *key)
{
    json_break(j);
    json_put_array(j, key);
}

static void list_end(struct json *j, uint32_t count)
{
    if (count > 0)
        json_break(j);
    json_end(j);
}

/* Who asks for the members of all groups, on which link. */
static void queriers_write(struct json *j, const struct model *m)
{
    uint32_t written = 0;
    list_begin(j, "queriers");
    for (int family = 0; family < 2; family++) {
        const struct querier_list *list = &m->queriers[family];
        for (uint32_t i = 0; i < list->count; i++, written++) {
            const struct querier *q = &list->at[i];
            json_break(j);
            json_put_object(j, NULL);
            json_put_string(j, "protocol", family == 0 ? "igmp" : "mld");
            json_put_string(j, "role", querier_word(m, list, q));
            json_put_string(j, "interface", m->source[q->source].interface);
            if (q->vlan != 0)
                json_put_number(j, "vlan", q->vlan);
            querier_fields_write(j, q);
            json_put_time(j, "first", q->first_ns);
            json_put_number(j, "frame", q->first_frame);
            json_end(j);
        }
    }
    list_end(j, written);
}

void json_rows_write(struct json *j, const struct model *m, const struct order *o)
{
#define LIST(key, count, row)                \
    list_begin(j, key);                      \
    for (uint32_t i = 0; i < (count); i++) { \
        json_break(j);                       \
        row;                                 \
    }                                        \
    list_end(j, count)
    uint32_t ip_groups = o->ip_group_count;
    LIST("groups", ip_groups, group_write(j, m, o, o->groups[i]));
    LIST("link_groups", o->group_count - ip_groups, group_write(j, m, o, o->groups[ip_groups + i]));
    queriers_write(j, m);
    LIST("hosts", o->host_count, host_write(j, m, o, o->hosts[i]));
    LIST("neighbours", o->binding_count, binding_write(j, &o->bindings[i]));
    LIST("conversations", o->conversation_count, conversation_write(j, o->conversations[i]));
    json_break(j);
    json_put_array(j, "networks");
    json_end(j);
    LIST("services", o->service_count, service_write(j, o->services[i]));
    LIST("findings", o->conclusions.count, conclusion_write(j, &o->conclusions.at[i]));
#undef LIST
}
