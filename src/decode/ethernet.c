/* SPDX-License-Identifier: MIT */
/*
 * Ethernet II and IEEE 802.3 frames (IEEE Std 802.3 clause 3.2, RFC 894, RFC 1042).
 *
 *     +-----------------+-----------------+---------------+------------------
 *     | destination (6) | source (6)      | type/length(2)| payload, padding
 *     +-----------------+-----------------+---------------+------------------
 *
 * A last field below 1536 is a length, and an 802.2 header follows. The frame check sequence, which
 * captures rarely have, is left to the padding.
 */
#include "decode/ethertype.h"
#include "decode/head.h"

enum { ETHERNET_ADDRESSES = 12 };

void ethernet_decode(struct packet *p, struct reader *r)
{
    struct head h = head_begin(p, r, ETHERNET_ADDRESSES);
    p->eth_dst = head_mac(&h, "eth.dst");
    p->eth_src = head_mac(&h, "eth.src");
    if (!decode_sound(p, r))
        return;
    info_setf(p, "Ethernet frame");
    if (RARELY(mac_is_group(p->eth_src)))
        fact_state(p, FACT_ODD)->how = ODDITY_SOURCE_GROUP_MAC;
    ethertype_decode(p, r);
}
