/* SPDX-License-Identifier: MIT */
/* Who is a router by what it hands on, though nobody says so. */
#include "infer/conclusion.h"

#include "model/row.h"

void gateway_conclude(struct conclusions *c, const struct model *m, uint32_t row)
{
    const struct host *h = &m->hosts.at[row - 1];
    if (!host_routes(h))
        return;
    struct conclusion *to = conclusion_add(c, CONCLUSION_ROUTER_BY_TRAFFIC, &h->key);
    to->number = host_carries(h);
    conclusion_prove(to, h->carried_frame);
    conclusion_prove(to, h->carried_last_frame);
    conclusion_span(to, h->first_ns, h->last_ns);
}
