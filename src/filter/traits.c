/* SPDX-License-Identifier: MIT */
#include "filter/traits.h"

#include <string.h>

void traits_clear(struct traits *t)
{
    t->casts = t->origins = t->faults = 0;
    memset(t->protocols, 0, sizeof t->protocols);
    t->ip_count = t->mac_count = t->port_count = t->vlan_count = t->name_count = 0;
}

void traits_add_cast(struct traits *t, const struct verdict *v)
{
    t->casts |= UINT32_C(1) << v->cast;
    if (v->cast == CAST_BROADCAST)
        t->casts |= UINT32_C(1) << (CAST_COUNT + v->part);
}

void traits_add_protocol(struct traits *t, enum proto proto)
{
    if (proto != PROTO_NONE)
        t->protocols[proto / 64] |= UINT64_C(1) << proto % 64;
}

void traits_add_ip(struct traits *t, struct ip ip, uint8_t side)
{
    if (ip.family != IP_NONE && t->ip_count < TRAIT_ADDRESSES)
        t->ip[t->ip_count++] = (struct trait_ip){ip, side};
}

void traits_add_mac(struct traits *t, struct mac mac, uint8_t side)
{
    if (mac_exists(mac) && t->mac_count < TRAIT_ADDRESSES)
        t->mac[t->mac_count++] = (struct trait_mac){mac, side};
}

void traits_add_port(struct traits *t, uint16_t port)
{
    if (t->port_count < TRAIT_PORTS)
        t->port[t->port_count++] = port;
}

void traits_add_name(struct traits *t, const char *name)
{
    if (name[0] != '\0' && t->name_count < TRAIT_NAMES)
        t->name[t->name_count++] = name;
}

/* Names, and what is asked for; not descriptions of systems. */
static void names_add(struct traits *t, const struct packet *p)
{
    for (uint16_t i = 0; i < p->fact_count; i++) {
        const struct fact *fact = &p->facts[i];
        switch (fact->kind) {
        case FACT_OFFERS:
            if (fact->how != 2)
                traits_add_name(t, packet_name(p, fact->other_text));
            traits_add_name(t, packet_name(p, fact->text));
            break;
        case FACT_ASKS:
        case FACT_PROBES:
        case FACT_DENIES:
        case FACT_NAMED: traits_add_name(t, packet_name(p, fact->text)); break;
        default: break;
        }
    }
}

void traits_of_packet(struct traits *t, const struct packet *p, const struct verdict *v)
{
    traits_clear(t);
    traits_add_cast(t, v);
    t->origins = UINT32_C(1) << v->origin;
    t->faults = p->fault != FAULT_NONE ? UINT32_C(1) << p->fault : 0;
    for (uint8_t i = 0; i < p->depth; i++)
        traits_add_protocol(t, (enum proto)p->stack[i]);
    traits_add_ip(t, p->src, SIDE_SOURCE);
    traits_add_ip(t, p->dst, SIDE_DESTINATION);
    traits_add_mac(t, p->eth_src, SIDE_SOURCE);
    traits_add_mac(t, p->eth_dst, SIDE_DESTINATION);
    if (p->has_ports) {
        traits_add_port(t, p->src_port);
        traits_add_port(t, p->dst_port);
    }
    for (uint8_t i = 0; i < p->vlan_count; i++)
        t->vlan[t->vlan_count++] = p->vlan[i];
    names_add(t, p);
}
