/* SPDX-License-Identifier: MIT */
/* Multicast DNS (RFC 6762): DNS messages on port 5353, to 224.0.0.251, ff02::fb or one machine. */
#include "decode/dns.h"

enum { MDNS_TTL = 255 };

void mdns_decode(struct packet *p, struct reader *r)
{
    struct dns_message m;
    if (!dns_message_decode(p, r, DNS_OF_THE_LINK, &m))
        return;
    if ((m.flags & DNS_FLAG_RESPONSE) != 0 && p->ttl != MDNS_TTL)
        fact_state(p, FACT_ODD)->how = ODDITY_MDNS_TTL;
    dns_info(p, &m);
}
