/* SPDX-License-Identifier: MIT */
/* The system's rows in words, each with what the packets say of the same. */
#include "model/system_lines.h"

#include <assert.h>
#include <string.h>

#include "model/row.h"

const char *system_subject_word(enum system_subject subject)
{
    static const char *const words[SYSTEM_SUBJECTS] = {
        [SYSTEM_INTERFACE] = "interface",
        [SYSTEM_ADDRESS] = "address",
        [SYSTEM_ROUTE] = "route",
        [SYSTEM_NEIGHBOUR] = "neighbour",
    };
    return words[subject];
}

const struct source_row *system_source(const struct model *m, const char *interface)
{
    for (uint32_t i = 0; i < m->source_count; i++)
        if (m->source[i].kind == SOURCE_LIVE && strcmp(m->source[i].interface, interface) == 0)
            return &m->source[i];
    return NULL;
}

uint32_t system_line_count(const struct system *s)
{
    return s->interface_count + s->address_count + s->route_count + s->neighbour_count;
}

static void ip_add(struct text *t, struct ip ip)
{
    char string[IP_TEXT];
    ip_format(ip, string);
    text_add(t, string);
}

static void mac_add(struct text *t, struct mac mac)
{
    char string[MAC_TEXT];
    mac_format(mac, string);
    text_add(t, string);
}

/* What the packets know of a binding; its MAC address may be wrong. */
static enum agreement binding_add(struct text *t, const struct model *m, struct ip ip,
                                  struct mac expected)
{
    struct mac mac = model_bearer(m, ip);
    if (!mac_exists(mac))
        return AGREEMENT_SILENT;
    const struct neighbour_key key = {.ip = ip, .mac = mac};
    uint32_t row = table_find(&m->neighbours.head, &key);
    mac_add(t, mac);
    text_addf(t, ", %s", binding_word((enum binding)m->neighbours.at[row - 1].how));
    if (!mac_exists(expected))
        return AGREEMENT_SAME;
    return mac.value == expected.value ? AGREEMENT_SAME : AGREEMENT_DIFFERS;
}

static enum agreement interface_read(const struct model *m, const struct system_interface *i,
                                     struct text *system, struct text *packets)
{
    const struct source_row *source = system_source(m, i->name);
    text_add(system, !i->up ? "down" : i->carrier ? "up" : "up, no carrier");
    if (mac_exists(i->mac)) {
        text_add(system, ", ");
        mac_add(system, i->mac);
    }
    if (source == NULL)
        return AGREEMENT_SILENT;
    text_add_count(packets, source->frames);
    text_add(packets, " frames");
    const struct host_key key = {.mac = i->mac};
    uint32_t host = mac_exists(i->mac) ? table_find(&m->hosts.head, &key) : TABLE_NONE;
    if (host != TABLE_NONE) {
        text_add(packets, ", ");
        text_add_count(packets, m->hosts.at[host - 1].slot.frames);
        text_add(packets, " of them its own");
    }
    return AGREEMENT_SAME;
}

static enum agreement address_read(const struct model *m, const struct system_address *a,
                                   const struct system_interface *i, struct text *system,
                                   struct text *packets)
{
    ip_add(system, a->ip);
    text_addf(system, "/%u", (unsigned)a->bits);
    return binding_add(packets, m, a->ip, i != NULL ? i->mac : MAC_NONE);
}

static enum agreement route_read(const struct model *m, const struct system_route *r,
                                 struct text *system, struct text *packets)
{
    if (r->bits == 0) {
        text_add(system, r->prefix.family == IP_V6 ? "default for IPv6" : "default");
    } else {
        ip_add(system, r->prefix);
        text_addf(system, "/%u", (unsigned)r->bits);
    }
    if (r->gateway.family == IP_NONE)
        return AGREEMENT_SILENT;
    text_add(system, " by ");
    ip_add(system, r->gateway);
    return binding_add(packets, m, r->gateway, MAC_NONE);
}

static enum agreement neighbour_read(const struct model *m, const struct system_neighbour *n,
                                     struct text *system, struct text *packets)
{
    ip_add(system, n->ip);
    text_add(system, " ");
    if (mac_exists(n->mac))
        mac_add(system, n->mac);
    else
        text_add(system, "does not answer");
    text_add(system, n->fixed ? ", entered by hand" : "");
    enum agreement agreement = binding_add(packets, m, n->ip, n->mac);
    /* The system may be right where several claim the address. */
    const struct neighbour_key key = {.ip = n->ip, .mac = n->mac};
    if (agreement == AGREEMENT_DIFFERS && table_find(&m->neighbours.head, &key) != TABLE_NONE)
        text_add(packets, "; among others");
    return agreement;
}

void system_line_read(const struct model *m, uint32_t number, struct system_line *out)
{
    const struct system *s = &m->system;
    struct text system = text_over(out->system, sizeof out->system);
    struct text packets = text_over(out->packets, sizeof out->packets);
    const struct system_interface *on;
    uint32_t i = number;
    assert(number < system_line_count(s));
    if (i < s->interface_count) {
        on = &s->interface[i];
        out->subject = SYSTEM_INTERFACE;
        out->agreement = interface_read(m, on, &system, &packets);
    } else if ((i -= s->interface_count) < s->address_count) {
        on = system_interface_find(s, s->address[i].interface);
        out->subject = SYSTEM_ADDRESS;
        out->agreement = address_read(m, &s->address[i], on, &system, &packets);
    } else if ((i -= s->address_count) < s->route_count) {
        on = system_interface_find(s, s->route[i].interface);
        out->subject = SYSTEM_ROUTE;
        out->agreement = route_read(m, &s->route[i], &system, &packets);
    } else {
        i -= s->route_count;
        on = system_interface_find(s, s->neighbour[i].interface);
        out->subject = SYSTEM_NEIGHBOUR;
        out->agreement = neighbour_read(m, &s->neighbour[i], &system, &packets);
    }
    struct text interface = text_over(out->interface, sizeof out->interface);
    text_add(&interface, on != NULL ? on->name : "");
    if (on == NULL || system_source(m, on->name) == NULL)
        out->agreement = AGREEMENT_APART;
}
