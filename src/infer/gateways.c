/* SPDX-License-Identifier: MIT */
/* Who is a router by what it hands on, though nobody says so. */
#include "infer/conclusion.h"

#include "model/row.h"

void gateways_conclude(struct conclusions *c, const struct model *m)
{
    for (uint32_t i = 0; i < m->hosts.head.used; i++) {
        const struct host *h = &m->hosts.at[i];
        if (!host_routes(h))
            continue;
        struct conclusion *to = conclusion_add(c, CONCLUSION_ROUTER_BY_TRAFFIC, &h->key);
        to->number = host_carries(h);
        conclusion_prove(to, h->carried_frame);
        conclusion_prove(to, h->carried_last_frame);
        conclusion_span(to, h->first_ns, h->last_ns);
    }
}
