/* SPDX-License-Identifier: MIT */
/*
 * Wake-on-LAN: AMD's magic packet, over Ethernet or in a UDP datagram to whatever port.
 *
 *     six bytes of 0xff, the MAC address to wake 16 times, and perhaps a password (4 or 6)
 */
#include "decode/wol.h"

enum { TIMES = 16, MAC = 6, MAGIC = MAC + TIMES * MAC };

bool wol_begins(const struct reader *r)
{
    /* Hardly any datagram gets behind the first byte. */
    if (reader_peek(r, 0) != 0xff || reader_peek(r, MAGIC - 1) < 0)
        return false;
    struct reader look = *r;
    const uint8_t *magic = reader_bytes(&look, MAGIC);
    for (unsigned i = 1; i < MAC; i++)
        if (magic[i] != 0xff)
            return false;
    for (unsigned i = 2 * MAC; i < MAGIC; i++)
        if (magic[i] != magic[i - MAC])
            return false;
    return true;
}

void wol_decode(struct packet *p, struct reader *r)
{
    /* What is whole and yet no magic packet is something else under the same number. */
    if (!wol_begins(r)) {
        if (r->captured < r->length)
            reader_skip(r, reader_left(r));
        decode_sound(p, r);
        return;
    }
    field_skip(p, r, MAC, "wol.sync");
    struct mac target = field_mac(p, r, "wol.target");
    field_skip(p, r, (TIMES - 1) * MAC, "wol.repetitions");
    uint32_t left = reader_left(r);
    if (left == 4 || left == 6)
        field_skip(p, r, left, "wol.password");
    if (!decode_sound(p, r))
        return;
    char mac[MAC_TEXT];
    mac_format(target, mac);
    info_setf(p, "Wake-on-LAN for %s", mac);
}
