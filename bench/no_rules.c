/* SPDX-License-Identifier: MIT */
/* What the census writes down for the sake of conclusions alone, left out: in place of model/claims.c,
 * lookups.c, probes.c, routers.c and stories.c, which the linker then takes no more. */
#include "model/census_state.h"

void ask_note(struct census *c, struct ip ip)
{
    (void)c;
    (void)ip;
}

void claim_note(struct census *c, struct neighbour *n, enum binding how)
{
    (void)c;
    (void)n;
    (void)how;
}

void gratuitous_note(struct census *c, struct neighbour *n)
{
    (void)c;
    (void)n;
}

void router_believe(struct census *c, struct ip ip)
{
    (void)c;
    (void)ip;
}

void carried_note(struct census *c)
{
    (void)c;
}

void lookup_ask(struct census *c, const struct fact *fact)
{
    (void)c;
    (void)fact;
}

void lookup_deny(struct census *c, const struct fact *fact)
{
    (void)c;
    (void)fact;
}

void lookup_answer(struct census *c, const struct fact *fact)
{
    (void)c;
    (void)fact;
}

bool lookup_is_answered(const struct census *c, const struct fact *fact)
{
    (void)c;
    (void)fact;
    return false;
}

void probe_note(struct census *c, const struct fact *fact)
{
    (void)c;
    (void)fact;
}

void story_lease(struct census *c, const struct fact *fact)
{
    (void)c;
    (void)fact;
}

void story_routed(struct census *c)
{
    (void)c;
}

void story_learned(struct census *c, struct mac mac, struct ip ip)
{
    (void)c;
    (void)mac;
    (void)ip;
}

void story_address(struct census *c, struct mac mac, struct ip ip, enum binding how)
{
    (void)c;
    (void)mac;
    (void)ip;
    (void)how;
}
