/* SPDX-License-Identifier: MIT */
#ifndef GENERATOR_NAMING_H
#define GENERATOR_NAMING_H

#include "stage.h"

/* How machines find each other's names and services: mDNS, LLMNR, NetBIOS, DNS, SSDP, SLP, WSD. */

enum { MDNS_PORT = 5353, LLMNR_PORT = 5355, NBNS_PORT = 137, NBDGM_PORT = 138 };

/* mDNS over IPv4 and, where the machine has an IPv6 address, a copy over IPv6. */
#define MDNS_GROUP4 "224.0.0.251"
#define MDNS_GROUP6 "ff02::fb"

/* A probe for a host name with the addresses it is wanted for (RFC 6762 section 8.1): three, 250 ms
 * apart, then two announcements a second apart. */
void mdns_claim(struct stage *, const struct station *, const char *host);
void mdns_announce_host(struct stage *, const struct station *, const char *host, uint32_t ttl);
/* One question; `answer`, if any, is a known answer of the same PTR name (section 7.1). */
void mdns_question(struct stage *, const struct station *, const char *group, const char *name,
                   enum dns_type, enum dns_class, const char *answer);

/* A service as an answer: PTR, and SRV, TXT and addresses beside it. TTL 0 says goodbye. */
struct service {
    const struct station *host;
    const char *type;     /* "_ipp._tcp.local" */
    const char *instance; /* "Printer._ipp._tcp.local" */
    const char *target;   /* "printer.local" */
    unsigned port;
    const char *const *strings;
};
void mdns_service(struct stage *, const struct service *, bool goodbye);

/* A and AAAA question over both families, repeated once after 410 ms, as Windows does. */
void llmnr_question(struct stage *, const struct station *, const char *name, bool repeated);
/* One question and its answer, unicast; the family of `type`. */
void llmnr_exchange(struct stage *, const struct station *asks, const struct station *answers,
                    const char *name, enum dns_type);

/* NetBIOS to a directed broadcast address: three questions, 750 ms apart; registrations of the
 * name and the group; one question for a machine's name and its answer; the host announcement of
 * the browser service. */
void nbns_questions(struct stage *, const struct station *, const char *broadcast,
                    const char *name);
void nbns_claim(struct stage *, const struct station *, const char *broadcast, const char *group);
void nbns_exchange(struct stage *, const struct station *asks, const char *broadcast,
                   const struct station *answers);
void browser_announce(struct stage *, const struct station *, const char *broadcast,
                      const char *group, const char *comment);

/* DNS through `server`; `ip` NULL: the name does not exist. */
void dns_lookup(struct stage *, const struct station *, const struct station *server,
                const char *name, const char *ip);

void ssdp_search(struct stage *, const struct station *, unsigned port, const char *target);
void ssdp_answer(struct stage *, const struct station *from, const struct station *to,
                 unsigned port, const char *target, const char *location, const char *server);
void ssdp_notify(struct stage *, const struct station *, const char *type, const char *uuid,
                 const char *location, const char *server);
void slp_request(struct stage *, const struct station *, const char *service);
void wsd_probe(struct stage *, const struct station *, const char *group, const char *type);

#endif
