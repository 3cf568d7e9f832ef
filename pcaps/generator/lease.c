/* SPDX-License-Identifier: MIT */
/* Plays the conversations between DHCP clients and servers. */
#include "lease.h"

#include <stddef.h>

enum { DHCP_SERVER_PORT = 67, DHCP_CLIENT_PORT = 68 };

static const struct station *nobody_yet(struct station *copy, const struct station *who)
{
    *copy = *who;
    copy->ip4 = "0.0.0.0";
    return copy;
}

static void client_start(struct frame *f, const struct lease *l, enum dhcp_type type,
                         unsigned seconds)
{
    struct station copy;
    station_udp_group(f, nobody_yet(&copy, l->client), "255.255.255.255", 0, DHCP_CLIENT_PORT,
                      DHCP_SERVER_PORT);
    dhcp_start(f, &(struct dhcp_message){.type = type,
                                         .id = l->id,
                                         .seconds = seconds,
                                         .broadcast = l->broadcast_flag,
                                         .mac = l->client->mac});
    dhcp_client_id(f, l->client->mac);
}

static void client_end(struct stage *s, struct frame *f, const struct lease *l)
{
    if (l->client->name != NULL)
        dhcp_text(f, DHCP_HOST_NAME, l->client->name);
    if (l->fqdn != NULL)
        dhcp_fqdn(f, l->fqdn);
    if (l->vendor != NULL)
        dhcp_text(f, DHCP_VENDOR_CLASS, l->vendor);
    dhcp_text(f, DHCP_PARAMETERS, l->parameters);
    dhcp_end(f);
    stage_send(s, l->client->interface, f);
}

void lease_discover(struct stage *s, const struct lease *l, unsigned seconds)
{
    struct frame f = {0};
    client_start(&f, l, DHCP_DISCOVER, seconds);
    client_end(s, &f, l);
}

void lease_request(struct stage *s, const struct lease *l, bool names_server)
{
    struct frame f = {0};
    client_start(&f, l, DHCP_REQUEST, 0);
    dhcp_address(&f, DHCP_REQUESTED_ADDRESS, l->client->ip4);
    if (names_server)
        dhcp_address(&f, DHCP_SERVER, l->server->ip4);
    client_end(s, &f, l);
}

static void answer(struct stage *s, const struct lease *l, enum dhcp_type type, const char *client)
{
    struct frame f = {0};
    if (l->broadcast_flag && client == NULL)
        station_udp_group(&f, l->server, "255.255.255.255", 0, DHCP_SERVER_PORT, DHCP_CLIENT_PORT);
    else
        station_udp(&f, l->server, l->client->mac, l->client->ip4, DHCP_SERVER_PORT,
                    DHCP_CLIENT_PORT);
    dhcp_start(&f, &(struct dhcp_message){.type = type,
                                          .id = l->id,
                                          .broadcast = l->broadcast_flag,
                                          .client = client,
                                          .your = l->client->ip4,
                                          .mac = l->client->mac});
    dhcp_address(&f, DHCP_SERVER, l->server->ip4);
    dhcp_number(&f, DHCP_LEASE_TIME, l->seconds);
    dhcp_address(&f, DHCP_SUBNET_MASK, l->mask);
    if (l->router != NULL)
        dhcp_address(&f, DHCP_ROUTER, l->router);
    if (l->dns != NULL)
        dhcp_address(&f, DHCP_DOMAIN_NAME_SERVER, l->dns);
    dhcp_address(&f, DHCP_BROADCAST_ADDRESS, l->broadcast);
    if (l->domain != NULL)
        dhcp_text(&f, DHCP_DOMAIN_NAME, l->domain);
    dhcp_end(&f);
    stage_send(s, l->server->interface, &f);
}

void lease_offer(struct stage *s, const struct lease *l)
{
    answer(s, l, DHCP_OFFER, NULL);
}

void lease_ack(struct stage *s, const struct lease *l)
{
    answer(s, l, DHCP_ACK, NULL);
}

void lease_exchange(struct stage *s, const struct lease *l, bool answers_heard)
{
    lease_discover(s, l, 0);
    stage_wait(s, MS(30));
    if (answers_heard)
        lease_offer(s, l);
    stage_wait(s, MS(10));
    lease_request(s, l, true);
    stage_wait(s, MS(30));
    if (answers_heard)
        lease_ack(s, l);
}

void lease_renew(struct stage *s, const struct lease *l)
{
    struct frame f = {0};
    station_udp(&f, l->client, l->server->mac, l->server->ip4, DHCP_CLIENT_PORT, DHCP_SERVER_PORT);
    dhcp_start(&f, &(struct dhcp_message){.type = DHCP_REQUEST,
                                          .id = l->id,
                                          .client = l->client->ip4,
                                          .mac = l->client->mac});
    dhcp_client_id(&f, l->client->mac);
    client_end(s, &f, l);
    stage_wait(s, MS(12));
    answer(s, l, DHCP_ACK, l->client->ip4);
}
