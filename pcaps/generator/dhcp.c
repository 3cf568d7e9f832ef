/* SPDX-License-Identifier: MIT */
/* Writes DHCP messages. */
#include "dhcp.h"

#include <string.h>

enum {
    BOOT_REQUEST = 1,
    BOOT_REPLY = 2,
    BROADCAST_FLAG = 0x8000,
    DHCP_END = 255,
};

static void address_or_zero(struct frame *f, const char *ip)
{
    frame_address(f, ip == NULL ? "0.0.0.0" : ip);
}

void dhcp_start(struct frame *f, const struct dhcp_message *m)
{
    bool reply = m->type == DHCP_OFFER || m->type == DHCP_ACK || m->type == DHCP_NAK;
    frame_u8(f, reply ? BOOT_REPLY : BOOT_REQUEST);
    frame_u8(f, 1); /* Ethernet */
    frame_u8(f, 6);
    frame_u8(f, 0); /* relays passed */
    frame_u32(f, m->id);
    frame_u16(f, m->seconds);
    frame_u16(f, m->broadcast ? BROADCAST_FLAG : 0);
    address_or_zero(f, m->client);
    address_or_zero(f, m->your);
    frame_zeros(f, 8); /* next server, relay */
    frame_mac(f, m->mac);
    frame_zeros(f, 10 + 64 + 128); /* rest of the hardware address, server name, file */
    frame_u32(f, 0x63825363);
    frame_u8(f, DHCP_MESSAGE_TYPE);
    frame_u8(f, 1);
    frame_u8(f, m->type);
}

void dhcp_text(struct frame *f, enum dhcp_option option, const char *text)
{
    frame_u8(f, option);
    frame_u8(f, (unsigned)strlen(text));
    frame_text(f, text);
}

void dhcp_address(struct frame *f, enum dhcp_option option, const char *ip)
{
    frame_u8(f, option);
    frame_u8(f, 4);
    frame_address(f, ip);
}

void dhcp_number(struct frame *f, enum dhcp_option option, uint32_t number)
{
    frame_u8(f, option);
    frame_u8(f, 4);
    frame_u32(f, number);
}

void dhcp_client_id(struct frame *f, const char *mac)
{
    frame_u8(f, DHCP_CLIENT_ID);
    frame_u8(f, 7);
    frame_u8(f, 1);
    frame_mac(f, mac);
}

void dhcp_fqdn(struct frame *f, const char *name)
{
    frame_u8(f, DHCP_CLIENT_FQDN);
    frame_u8(f, (unsigned)strlen(name) + 3);
    frame_u8(f, 0); /* ASCII, the client updates its own A record */
    frame_u16(f, 0);
    frame_text(f, name);
}

void dhcp_end(struct frame *f)
{
    frame_u8(f, DHCP_END);
}
