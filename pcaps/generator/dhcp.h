/* SPDX-License-Identifier: MIT */
#ifndef GENERATOR_DHCP_H
#define GENERATOR_DHCP_H

#include "frame.h"

/* DHCP messages (RFC 2131) as a UDP payload: dhcp_start(), options, dhcp_end(). */

enum dhcp_type {
    DHCP_DISCOVER = 1,
    DHCP_OFFER = 2,
    DHCP_REQUEST = 3,
    DHCP_DECLINE = 4,
    DHCP_ACK = 5,
    DHCP_NAK = 6,
    DHCP_RELEASE = 7,
    DHCP_INFORM = 8,
};

/* RFC 2132, RFC 4702. */
enum dhcp_option {
    DHCP_SUBNET_MASK = 1,
    DHCP_ROUTER = 3,
    DHCP_DOMAIN_NAME_SERVER = 6,
    DHCP_HOST_NAME = 12,
    DHCP_DOMAIN_NAME = 15,
    DHCP_BROADCAST_ADDRESS = 28,
    DHCP_REQUESTED_ADDRESS = 50,
    DHCP_LEASE_TIME = 51,
    DHCP_MESSAGE_TYPE = 53,
    DHCP_SERVER = 54,
    DHCP_PARAMETERS = 55,
    DHCP_VENDOR_CLASS = 60,
    DHCP_CLIENT_ID = 61,
    DHCP_CLIENT_FQDN = 81,
};

struct dhcp_message {
    enum dhcp_type type;
    uint32_t id;
    unsigned seconds;
    bool broadcast;     /* the client asks for broadcast answers */
    const char *client; /* addresses: NULL for 0.0.0.0 */
    const char *your;
    const char *mac;
};

void dhcp_start(struct frame *, const struct dhcp_message *);
void dhcp_text(struct frame *, enum dhcp_option, const char *text);
void dhcp_address(struct frame *, enum dhcp_option, const char *ip);
void dhcp_number(struct frame *, enum dhcp_option, uint32_t number);
void dhcp_client_id(struct frame *, const char *mac);
void dhcp_fqdn(struct frame *, const char *name);
void dhcp_end(struct frame *);

#endif
