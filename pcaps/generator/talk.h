/* SPDX-License-Identifier: MIT */
#ifndef GENERATOR_TALK_H
#define GENERATOR_TALK_H

#include "stage.h"

/*
 * A conversation of a machine with a server on the internet. Where a host translates addresses on the
 * way, each packet is seen twice: on the inner link with the machine's own address, and on the outer
 * link with the host's, another port and one hop less to live.
 */
struct talk {
    const struct station *client;
    const char *address;           /* of the client; NULL for its ip4 */
    const struct station *gateway; /* the next hop, on the client's link */
    const struct station *outside; /* the translating host's foot in the outer link, or NULL */
    const struct station *outside_gateway;
    const char *server;
    const char *server_name;
    unsigned port, server_port;
    unsigned server_ttl; /* as it arrives */
    unsigned ms;         /* a round trip */
};

/* Each is a whole conversation: handshake, `rounds` of question and answer, farewell. An answer of
 * TLS has `bytes` bytes, cut into segments; what HTTP fetches is the text `body`. */
void talk_tls(struct stage *, const struct talk *, unsigned rounds, size_t bytes);
void talk_http(struct stage *, const struct talk *, const char *path, const char *body);
/* A SYN that is refused. */
void talk_refused(struct stage *, const struct talk *);
/* UDP in both directions that looks like QUIC after its handshake: short headers, RFC 9000 17.3. */
void talk_quic(struct stage *, const struct talk *, unsigned rounds);
/* A question and an answer of NTP, RFC 5905. */
void talk_ntp(struct stage *, const struct talk *);

#endif
