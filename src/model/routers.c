/* SPDX-License-Identifier: MIT */
/* Who is a router: by somebody's word, or by the packets that it hands on. */
#include "model/census_state.h"
#include "model/row.h"

enum { TRACES = 4 }; /* so low a TTL is a probe's for routers on the way, as its sender made it */

void router_believe(struct census *c, struct ip ip)
{
    struct router_list *list = &c->model->routers;
    if (router_find(list, ip) != NULL || list->count == ROUTERS)
        return;
    list->at[list->count++] = (struct router){.ip = ip, .frame = c->packet->frame->number};
    evidence_keep(c);
}

/* A packet has lost some of its TTL, which systems start from 32, 64, 128 or 255, where a router forwarded it
 * (RFC 1812 section 5.3.1). */
void carried_note(struct census *c)
{
    const struct packet *p = c->packet;
    bool is_ip = p->network == PROTO_IPV4 || p->network == PROTO_IPV6;
    bool forwarded = is_ip && p->ttl > TRACES && !ip_is_unspecified(p->src) &&
                     !ip_is_multicast(p->src);
    uint32_t row = forwarded && mac_exists(p->eth_src) ? host_row_of(c, p->eth_src) : TABLE_NONE;
    if (row == TABLE_NONE)
        return;
    struct host *h = &c->model->hosts.at[row - 1];
    uint64_t bit = UINT64_C(1) << (ip_mixed(p->src) >> 58);
    if ((h->carried & bit) != 0 || host_has(h, p->src))
        return;
    table_mark(&c->model->hosts.head, row);
    if (h->carried == 0)
        h->carried_frame = p->frame->number;
    h->carried |= bit;
    h->carried_last_frame = p->frame->number;
    if (host_carries(h) <= ROUTES_LEAST)
        evidence_keep(c);
}
