/* SPDX-License-Identifier: MIT */
/*
 * 802.2 Logical Link Control and its extension SNAP (IEEE Std 802.2; RFC 1042).
 *
 *     +----------+----------+-------------+
 *     | DSAP (1) | SSAP (1) | control (1) |   control is 2 bytes in I and S format
 *     +----------+----------+-------------+
 *     SNAP: +---------+-----------------+
 *           | OUI (3) | protocol id (2) |     an EtherType where the OUI is 0, 00-00-f8 or Apple's
 *           +---------+-----------------+
 *
 * Novell's raw 802.3 frames have no 802.2 header: IPX starts with a checksum of 0xffff in its place.
 */
#include "decode/decoder.h"
#include "decode/ethertype.h"

enum {
    LLC_GROUP_BIT = 0x01,  /* of a DSAP */
    LLC_UNNUMBERED = 0x03, /* low bits of a one-byte control field */
    LLC_POLL_FINAL = 0x10, /* of such a field */
    SNAP_OUI_ETHERNET = 0x000000,
    SNAP_OUI_BRIDGE_TUNNEL = 0x0000f8, /* IEEE Std 802.1H */
    SNAP_OUI_APPLE = 0x080007,
    SNAP_OUI_CISCO = 0x00000c,
    SNAP_OUI_BRIDGED = 0x0080c2,
    SNAP_BRIDGED_ETHERNET_FCS = 0x0001, /* RFC 2427 */
    SNAP_BRIDGED_ETHERNET = 0x0007,
    SNAP_BRIDGED_BPDU = 0x000e,
    ETHERNET_FCS = 4,
};

void llc_decode(struct packet *p, struct reader *r)
{
    if (reader_peek(r, 0) == 0xff && reader_peek(r, 1) == 0xff) {
        decode_as(p, r, PROTO_IPX);
        return;
    }
    uint8_t dsap = field_u8(p, r, "llc.dsap");
    field_u8(p, r, "llc.ssap");
    uint8_t control = field_u8(p, r, "llc.control");
    if (!decode_sound(p, r))
        return;
    if ((control & LLC_UNNUMBERED) != LLC_UNNUMBERED) {
        field_u8(p, r, "llc.sequence");
        if (!decode_sound(p, r))
            return;
    }
    info_setf(p, "LLC to service access point 0x%02x", dsap);
    /* Of the unnumbered frames only this one is not about the link itself: the others set up, test
     * and end connections. */
    bool link_only = (control & LLC_UNNUMBERED) == LLC_UNNUMBERED &&
                     (control & ~(unsigned)LLC_POLL_FINAL) != LLC_UNNUMBERED;
    if (link_only)
        return;
    decode_next(p, r, SPACE_LLC, dsap & ~(unsigned)LLC_GROUP_BIT);
}

/* What a bridge sends over another kind of link. An Ethernet frame stands here without padding over
 * Frame Relay only. */
static void bridged_decode(struct packet *p, struct reader *r, uint16_t number)
{
    bool unpadded = p->depth >= 2 && p->stack[p->depth - 2] == PROTO_FRELAY;
    if (number == SNAP_BRIDGED_BPDU) {
        decode_as(p, r, PROTO_STP);
    } else if (number == SNAP_BRIDGED_ETHERNET && unpadded) {
        decode_as(p, r, PROTO_ETHERNET);
    } else if (number == SNAP_BRIDGED_ETHERNET_FCS && unpadded) {
        if (reader_left(r) >= ETHERNET_FCS)
            reader_limit(r, reader_left(r) - ETHERNET_FCS);
        decode_as(p, r, PROTO_ETHERNET);
    }
}

void snap_decode(struct packet *p, struct reader *r)
{
    uint32_t oui = (uint32_t)reader_u8(r) << 16;
    oui |= reader_be16(r);
    field_number(p, r, 3, "snap.oui", oui);
    uint16_t number = field_hex16(p, r, "snap.protocol");
    if (!decode_sound(p, r))
        return;
    bool ethertype = oui == SNAP_OUI_ETHERNET || oui == SNAP_OUI_BRIDGE_TUNNEL ||
                     oui == SNAP_OUI_APPLE;
    if (ethertype && number >= ETHERTYPE_MIN)
        decode_next(p, r, SPACE_ETHERTYPE, number);
    else if (oui == SNAP_OUI_CISCO)
        decode_next(p, r, SPACE_SNAP_CISCO, number);
    else if (oui == SNAP_OUI_BRIDGED)
        bridged_decode(p, r, number);
}
