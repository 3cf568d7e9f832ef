/* SPDX-License-Identifier: MIT */
#ifndef GENERATOR_LEASE_H
#define GENERATOR_LEASE_H

#include "dhcp.h"
#include "stage.h"

/* How a machine comes by its address: the four messages of RFC 2131 section 3.1 and a renewal. */
struct lease {
    const struct station *client; /* its ip4 is the address it gets */
    const struct station *server;
    const char *mask, *router, *dns, *broadcast, *domain;
    uint32_t seconds;
    const char *vendor;     /* option 60, or NULL */
    const char *fqdn;       /* option 81, or NULL */
    const char *parameters; /* option 55 */
    bool broadcast_flag;    /* answers go to everybody */
    uint32_t id;
};

void lease_discover(struct stage *, const struct lease *, unsigned seconds);
void lease_offer(struct stage *, const struct lease *);
void lease_request(struct stage *, const struct lease *, bool names_server);
void lease_ack(struct stage *, const struct lease *);

/* All four; a client whose answers are unicast to another machine is heard only half. */
void lease_exchange(struct stage *, const struct lease *, bool answers_heard);
/* Unicast request and acknowledgement, RFC 2131 section 4.4.5. */
void lease_renew(struct stage *, const struct lease *);

enum { DAY_S = 86400 };

/* What the clients of the story ask for. */
#define LEASE_PARAMETERS_WINDOWS "\x01\x03\x06\x0f\x1f\x21\x2b\x2c\x2e\x2f\x77\x79\xf9\xfc"
#define LEASE_PARAMETERS_LINUX   "\x01\x1c\x02\x03\x0f\x06\x77\x0c\x2c\x2f\x1a\x79\x2a"
#define LEASE_PARAMETERS_SMALL   "\x01\x03\x06\x0c\x0f\x1c\x2a"

#endif
