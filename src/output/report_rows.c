/* SPDX-License-Identifier: MIT */
/* The tables of the census in the report: the busiest rows, and how many there are beside them. */
#include "output/report_rows.h"

#include <inttypes.h>
#include <string.h>

#include "address/registry.h"
#include "address/vendor.h"
#include "model/row.h"

/* Rows shown of a table. */
enum {
    GROUPS_SHOWN = ORDER_TOP,
    HOSTS_SHOWN = ORDER_TOP,
    NAMES_SHOWN = 50,
    BINDINGS_SHOWN = 200,
    LINK_LOCAL_SHOWN = 50,
    CONVERSATIONS_SHOWN = 20,
    SERVICES_SHOWN = 100,
    FINDINGS_SHOWN = 50,
};

static uint32_t shown_of(uint32_t count, uint32_t most)
{
    return count < most ? count : most;
}

/* Groups */

static void member_item(struct sheet *s, const struct model *m, const struct member *member,
                        const char *protocol)
{
    char string[400], address[IP_TEXT];
    struct host_key key = {.mac = MAC_NONE, .ip = member->host};
    if (key.ip.family == IP_NONE)
        key.mac = member->key.mac;
    host_key_format(&key, address);
    struct text t = text_over(string, sizeof string);
    text_addf(&t, "%s (%sv%u", address, protocol, (unsigned)member->version);
    if (member->key.vlan != 0)
        text_addf(&t, ", in VLAN %u", (unsigned)(member->key.vlan & 0xfff));
    if (member->source_count > 0) {
        text_addf(&t, ", %s", member->mode == FILTER_INCLUDE ? "from" : "not from");
        for (unsigned i = 0; i < member->source_count; i++) {
            ip_format(member_source(member, i), address);
            text_addf(&t, " %s", address);
        }
        text_add(&t, member->more_sources ? " and more" : "");
    }
    const char *state = member_state(m, member);
    if (strcmp(state, "member") == 0) {
        text_add(&t, ", lapses in ");
        text_add_span(&t, member_expires_ns(m, member, member_group(m, member)) - m->now_ns);
    } else {
        text_addf(&t, ", %s", state);
    }
    text_add(&t, ")");
    sheet_item(s, string);
}

static void querier_list(struct sheet *s, const struct ip *ip, const char *protocol,
                         unsigned version)
{
    char string[80], address[IP_TEXT];
    ip_format(*ip, address);
    snprintf(string, sizeof string, "%s (%sv%u)", address, protocol, version);
    sheet_list(s, "querier");
    sheet_item(s, string);
    sheet_list_end(s);
}

/* Who asks for the members of all groups. */
static void queriers_write(struct sheet *s, const struct model *m)
{
    for (int family = 0; family < 2; family++) {
        const char *protocol = family == 0 ? "IGMP" : "MLD";
        const struct querier_list *list = &m->queriers[family];
        if (list->count == 0)
            sheet_line(s, "%s querier: none was heard", protocol);
        for (uint32_t i = 0; i < list->count; i++) {
            char string[SOURCE_TITLE + 240], address[IP_TEXT], mac[MAC_TEXT], title[SOURCE_TITLE];
            const struct querier *q = &list->at[i];
            struct text t = text_over(string, sizeof string);
            ip_format(q->ip, address);
            mac_format(q->mac, mac);
            text_addf(&t, "%s %s: %s (MAC address %s), version %u, %" PRIu64 " %s", protocol,
                      querier_word(m, list, q), address, mac, (unsigned)q->version, q->queries,
                      q->queries == 1 ? "query" : "queries");
            if (q->interval_s > 0)
                text_addf(&t, ", every %u s", (unsigned)q->interval_s);
            if (q->vlan != 0)
                text_addf(&t, ", in VLAN %u", (unsigned)q->vlan);
            if (model_link_title(m, q->source, title))
                text_addf(&t, ", on %s", title);
            sheet_line(s, "%s", string);
        }
    }
}

static void group_write(struct sheet *s, const struct model *m, const struct order *o,
                        const struct group *g)
{
    char string[120];
    uint32_t first;
    struct group_entry entry = group_key_entry(&g->key);
    const char *protocol = g->key.ip.family == IP_V6 ? "MLD" : "IGMP";
    group_key_format(&g->key, string);
    sheet_left(s, 17, string);
    sheet_left(s, 18, entry.scope != SCOPE_NONE ? scope_name(entry.scope) : "-");
    sheet_count(s, 7, g->slot.frames);
    sheet_bytes(s, 7, g->slot.bytes);
    sheet_left(s, 0, entry.name[0] != '\0' ? entry.name : "-");
    sheet_end(s);
    sheet_list(s, "senders");
    uint32_t shown = sheet_items_shown(s, order_senders_to(o, &g->key, &first));
    for (uint32_t i = 0; i < shown; i++) {
        struct text t = text_over(string, sizeof string);
        char address[IP_TEXT];
        host_key_format(&o->senders[first + i]->key.host, address);
        bool stranger = sender_is_stranger(m, o->senders[first + i]);
        text_addf(&t, "%s%s", address, stranger ? " (no member)" : "");
        sheet_item(s, string);
    }
    sheet_list_end(s);
    sheet_list(s, "members");
    uint32_t members = g->key.ip.family != IP_NONE ? order_members_of(o, g->key.ip, &first) : 0;
    shown = sheet_items_shown(s, members);
    for (uint32_t i = 0; i < shown; i++)
        member_item(s, m, o->members[first + i], protocol);
    sheet_list_end(s);
    if (g->querier.queries > 0)
        querier_list(s, &g->querier.ip, protocol, g->querier.version);
}

static void groups_write(struct sheet *s, const struct model *m, const struct order *o)
{
    uint32_t shown = shown_of(o->group_count, GROUPS_SHOWN);
    sheet_heading(s, "Multicast groups");
    sheet_none(s, o->group_count);
    if (o->group_count == 0)
        return;
    queriers_write(s, m);
    sheet_left(s, 17, "Group");
    sheet_left(s, 18, "Scope");
    sheet_right(s, 7, "Frames");
    sheet_right(s, 7, "Bytes");
    sheet_left(s, 0, "Name");
    sheet_end(s);
    for (uint32_t i = 0; i < shown; i++)
        group_write(s, m, o, o->groups[i]);
    sheet_rest(s, o->group_count, shown);
}

/* Hosts */

/* "Microsoft Corporation, Hyper-V", or "-". */
static void vendor_add(struct text *t, const struct vendor *vendor)
{
    text_add(t, vendor->name);
    if (vendor->name[0] != '\0' && vendor->product[0] != '\0')
        text_add(t, ", ");
    text_add(t, vendor->product);
    if (t->len == 0)
        text_add(t, "-");
}

static void names_list(struct sheet *s, const struct model *m, const char *label,
                       const struct borne_name *names, uint32_t count)
{
    sheet_list(s, label);
    uint32_t shown = sheet_items_shown(s, count);
    for (uint32_t i = 0; i < shown; i++) {
        const struct name *name = names[i].name;
        char string[NAME_BYTES + PROTO_NAME + 80];
        struct text t = text_over(string, sizeof string);
        text_addf(&t, "%s (%s", name->key.text, model_name_source(name));
        if (names[i].ttl_s == 0)
            text_add(&t, ", taken back");
        else if (names[i].ttl_s != UINT32_MAX)
            text_addf(&t, ", holds %u s", (unsigned)names[i].ttl_s);
        if (name->frame > 0) {
            text_add(&t, ", ");
            text_add_span(&t, m->now_ns - names[i].last_ns);
            text_add(&t, " ago");
        }
        text_add(&t, ")");
        sheet_item(s, string);
    }
    sheet_list_end(s);
}

/* What a machine is called, and what it says it is. */
static void names_of_list(struct sheet *s, const struct model *m, const struct order *o,
                          const struct host_key *host)
{
    uint32_t first, count = order_names_of(o, host, &first);
    names_list(s, m, "names", &o->names[first], count);
    count = order_descriptions_of(o, host, &first);
    names_list(s, m, "is", &o->descriptions[first], count);
}

/* The other MAC addresses of the same device. */
static void siblings_list(struct sheet *s, const struct model *m, const struct order *o,
                          const struct host *h)
{
    const struct siblings *siblings = &o->conclusions.siblings;
    uint32_t row = (uint32_t)(h - m->hosts.at) + 1;
    sheet_list(s, "also has");
    for (uint32_t i = 0; i < o->host_count && siblings->how[row] != SIBLING_NONE; i++) {
        uint32_t other = (uint32_t)(o->hosts[i] - m->hosts.at) + 1;
        char mac[MAC_TEXT];
        if (other == row || siblings->first[other] != siblings->first[row])
            continue;
        mac_format(o->hosts[i]->key.mac, mac);
        sheet_item(s, mac);
    }
    sheet_list_end(s);
}

static void host_write(struct sheet *s, const struct model *m, const struct order *o,
                       const struct host *h)
{
    char string[200];
    struct vendor vendor = vendor_find(h->key.mac);
    struct text t = text_over(string, sizeof string);
    vendor_add(&t, &vendor);
    char who[IP_TEXT];
    host_key_format(&h->key, who);
    sheet_left(s, 17, who);
    sheet_left(s, 10, mac_kind_name(vendor.kind));
    sheet_count(s, 7, h->slot.frames);
    sheet_bytes(s, 7, h->slot.bytes);
    sheet_count(s, 8, h->received.frames);
    sheet_left(s, 0, string);
    sheet_end(s);
    sheet_list(s, "addresses");
    for (unsigned i = 0; i < h->ipv4_count && mac_exists(h->key.mac); i++) {
        ip_format(ip_v4(h->ipv4[i]), who);
        sheet_item(s, who);
    }
    for (unsigned i = 0; i < h->ipv6_count && mac_exists(h->key.mac); i++) {
        ip_format(ip_v6(h->ipv6[i][0], h->ipv6[i][1]), who);
        sheet_item(s, who);
    }
    if (h->more_addresses)
        sheet_item(s, "and more");
    sheet_list_end(s);
    siblings_list(s, m, o, h);
    names_of_list(s, m, o, &h->key);
}

static void hosts_write(struct sheet *s, const struct model *m, const struct order *o)
{
    uint32_t shown = shown_of(o->host_count, HOSTS_SHOWN);
    sheet_heading(s, "Hosts");
    sheet_none(s, o->host_count);
    if (o->host_count == 0)
        return;
    sheet_left(s, 17, "Host");
    sheet_left(s, 10, "Address is");
    sheet_right(s, 7, "Sent");
    sheet_right(s, 7, "Bytes");
    sheet_right(s, 8, "Received");
    sheet_left(s, 0, "Vendor");
    sheet_end(s);
    for (uint32_t i = 0; i < shown; i++)
        host_write(s, m, o, o->hosts[i]);
    sheet_rest(s, o->host_count, shown);
}

/* Names of machines that have no row themselves: others speak of them. */
static void other_names_write(struct sheet *s, const struct model *m, const struct order *o)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < o->name_count; i++) {
        const struct borne_name *borne = &o->names[i];
        if (table_find(&m->hosts.head, &borne->host) != TABLE_NONE)
            continue;
        if (count == 0)
            sheet_heading(s, "Names of machines that sent nothing");
        if (count++ >= NAMES_SHOWN)
            continue;
        char who[IP_TEXT];
        host_key_format(&borne->host, who);
        sheet_left(s, 26, who);
        sheet_line(s, "%s (%s)", borne->name->key.text, model_name_source(borne->name));
    }
    sheet_rest(s, count, NAMES_SHOWN);
}

/* Neighbours */

static void binding_write(struct sheet *s, const struct binding_row *row)
{
    char string[200];
    struct text t = text_over(string, sizeof string);
    ip_format(row->ip, string);
    sheet_left(s, 26, string);
    mac_format(row->mac, string);
    sheet_left(s, 17, string);
    sheet_left(s, 9, row->said != NULL ? binding_word((enum binding)row->said->how) : "computed");
    if (row->group != NULL) {
        text_add(&t, group_key_entry(&row->group->key).name);
    } else if (row->said != NULL) {
        struct vendor vendor = vendor_find(row->mac);
        vendor_add(&t, &vendor);
    } else {
        text_add(&t, "broadcast");
    }
    sheet_left(s, 0, string);
    sheet_end(s);
}

static void bindings_write(struct sheet *s, const struct order *o)
{
    uint32_t shown = shown_of(o->binding_count, BINDINGS_SHOWN);
    sheet_heading(s, "Neighbours");
    sheet_none(s, o->binding_count);
    if (o->binding_count == 0)
        return;
    sheet_left(s, 26, "Address");
    sheet_left(s, 17, "MAC address");
    sheet_left(s, 9, "Known by");
    sheet_left(s, 0, "What it is");
    sheet_end(s);
    for (uint32_t i = 0; i < shown; i++)
        binding_write(s, &o->bindings[i]);
    sheet_rest(s, o->binding_count, shown);
}

static void link_local_list(struct sheet *s, const struct model *m, const struct order *o,
                            const struct ip *list, uint32_t count)
{
    uint32_t shown = shown_of(count, LINK_LOCAL_SHOWN);
    for (uint32_t i = 0; i < shown; i++) {
        char string[200];
        struct host_key host = {.mac = model_bearer(m, list[i])};
        struct vendor vendor = vendor_find(host.mac);
        ip_format(list[i], string);
        sheet_left(s, 26, string);
        mac_format(host.mac, string);
        sheet_left(s, 17, string);
        struct text t = text_over(string, sizeof string);
        vendor_add(&t, &vendor);
        sheet_left(s, 0, string);
        sheet_end(s);
        if (!mac_exists(host.mac))
            host.ip = list[i];
        names_of_list(s, m, o, &host);
    }
    sheet_rest(s, count, shown);
}

static void link_local_write(struct sheet *s, const struct model *m, const struct order *o)
{
    sheet_heading(s, "Hosts with link-local addresses");
    sheet_none(s, o->link_local_count + o->link_local6_count);
    link_local_list(s, m, o, o->link_local, o->link_local_count);
    link_local_list(s, m, o, o->link_local6, o->link_local6_count);
}

/* Conversations */

static void end_write(struct sheet *s, struct ip ip, const struct conversation *talk,
                      unsigned shift)
{
    char string[IP_TEXT + 10], address[IP_TEXT];
    ip_format(ip, address);
    if (!conversation_has_ports(talk))
        snprintf(string, sizeof string, "%s", address);
    else
        snprintf(string, sizeof string, ip.family == IP_V6 ? "[%s]:%u" : "%s:%u", address,
                 (unsigned)(talk->key.ports >> shift & 0xffff));
    sheet_left(s, 22, string);
}

static void conversations_write(struct sheet *s, const struct order *o)
{
    uint32_t shown = shown_of(o->conversation_count, CONVERSATIONS_SHOWN);
    sheet_heading(s, "Conversations");
    sheet_none(s, o->conversation_count);
    if (o->conversation_count == 0)
        return;
    sheet_left(s, 22, "Between");
    sheet_left(s, 22, "and");
    sheet_left(s, 10, "Protocol");
    sheet_right(s, 7, "Frames");
    sheet_right(s, 7, "Bytes");
    sheet_end(s);
    for (uint32_t i = 0; i < shown; i++) {
        const struct conversation *talk = o->conversations[i];
        char protocol[PROTO_NAME];
        conversation_protocol_format(talk, protocol);
        end_write(s, talk->key.a, talk, 16);
        end_write(s, talk->key.b, talk, 0);
        sheet_left(s, 10, protocol);
        sheet_count(s, 7, talk->slot.frames);
        sheet_bytes(s, 7, talk->slot.bytes);
        sheet_end(s);
    }
    sheet_rest(s, o->conversation_count, shown);
}

/* Services and findings */

static void services_write(struct sheet *s, const struct order *o)
{
    uint32_t shown = shown_of(o->service_count, SERVICES_SHOWN);
    sheet_heading(s, "Services");
    sheet_none(s, o->service_count);
    for (uint32_t i = 0; i < shown; i++) {
        const struct service *service = o->services[i];
        const char *host = service->key.host[0] != '\0' ? service->key.host : "-";
        sheet_left(s, 28, service->key.name);
        sheet_left(s, 20, service->key.type);
        char cut[40] = "";
        if (service->text_cut > 0)
            snprintf(cut, sizeof cut, " (strings cut: %u)", (unsigned)service->text_cut);
        if (service->key.port > 0)
            sheet_line(s, "%s port %u (%s) %s%s", host, (unsigned)service->key.port,
                       proto_name((enum proto)service->source), service->text, cut);
        else
            sheet_line(s, "%s (%s) %s%s", host, proto_name((enum proto)service->source),
                       service->text, cut);
    }
    sheet_rest(s, o->service_count, shown);
}

static void conclusion_write(struct sheet *s, const struct conclusion *c)
{
    char string[CONCLUSION_TEXT];
    const struct conclusion_entry *entry = conclusion_entry_find(c->kind);
    conclusion_say(c, string);
    sheet_line(s, "%s (%s): %s", entry->severity, entry->confidence, string);
    sheet_list(s, "about");
    host_key_format(&c->subject, string);
    sheet_item(s, string);
    if (c->ip.family != IP_NONE) {
        ip_format(c->ip, string);
        sheet_item(s, string);
    }
    if (mac_exists(c->mac)) {
        mac_format(c->mac, string);
        sheet_item(s, string);
    }
    sheet_list_end(s);
    sheet_list(s, "frames");
    for (unsigned i = 0; i < c->frame_count; i++) {
        snprintf(string, sizeof string, "%" PRIu64, c->frames[i]);
        sheet_item(s, string);
    }
    if (c->times > c->frame_count) {
        snprintf(string, sizeof string, "and %" PRIu64 " more", c->times - c->frame_count);
        sheet_item(s, string);
    }
    sheet_list_end(s);
    sheet_list(s, "reference");
    sheet_item(s, entry->reference);
    sheet_list_end(s);
}

static void findings_write(struct sheet *s, const struct conclusions *c)
{
    uint32_t shown = shown_of(c->count, FINDINGS_SHOWN);
    sheet_heading(s, "Findings");
    sheet_none(s, c->count);
    for (uint32_t i = 0; i < shown; i++)
        conclusion_write(s, &c->at[i]);
    sheet_rest(s, c->count + conclusions_rest(c), shown);
    if (conclusions_rest(c) == 0)
        return;
    char string[1000];
    struct text t = text_over(string, sizeof string);
    text_addf(&t, "Beyond the %d that are kept of each kind: ", CONCLUSIONS_OF_A_KIND);
    conclusions_rest_add(&t, c);
    sheet_line(s, "%s", string);
}

void report_rows_write(struct sheet *s, const struct model *m, const struct order *o)
{
    groups_write(s, m, o);
    hosts_write(s, m, o);
    other_names_write(s, m, o);
    bindings_write(s, o);
    link_local_write(s, m, o);
    conversations_write(s, o);
    services_write(s, o);
    findings_write(s, &o->conclusions);
}
