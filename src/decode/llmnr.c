/* SPDX-License-Identifier: MIT */
/* Link-Local Multicast Name Resolution (RFC 4795): DNS messages on port 5355, queries to 224.0.0.252
 * or ff02::1:3, responses to the one who asked. */
#include "decode/dns.h"

void llmnr_decode(struct packet *p, struct reader *r)
{
    struct dns_message m;
    if (!dns_message_decode(p, r, DNS_OF_THE_LINK, &m))
        return;
    if ((m.flags & DNS_OPCODE) == 0 && /* others are discarded (section 2.1.1) */
        (m.flags & DNS_FLAG_AUTHORITATIVE) != 0)
        fact_state(p, FACT_ODD)->how = ODDITY_LLMNR_CONFLICT;
    dns_info(p, &m);
}
