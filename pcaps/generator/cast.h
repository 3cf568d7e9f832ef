/* SPDX-License-Identifier: MIT */
#ifndef GENERATOR_CAST_H
#define GENERATOR_CAST_H

#include "lease.h"

/*
 * The machines of the notebook "Real and Virtualized Networks in a Laptop", each as one foot in one
 * link. The laptop CC-Labs-2 has three feet, and captures on all of them at once.
 */

enum laptop_interface {
    LAPTOP_NPCAP,
    LAPTOP_WIFI,
    LAPTOP_SWITCH,
    LAPTOP_INTERFACE_COUNT,
};

/* On the Npcap loopback adapter. */
extern const struct station laptop_npcap;

/* On the Wi-Fi link 10.0.0.0/24. */
extern const struct station laptop_wifi;
extern const struct station gateway;
extern const struct station other_laptop; /* NYCLNY6X2VBH2 */
extern const struct station printer;      /* behind the extender, which changes MAC addresses */
extern const struct station chromecast;   /* behind the extender, too */
extern const struct station extender;
extern const struct station television;
extern const struct station silent_box; /* 10.0.0.254 */

/* On the Hyper-V switch 192.168.41.96/28. */
extern const struct station laptop_switch;
extern const struct station vm_ccl;
extern const struct station vm_primary;
extern const struct station vm_ubuntu;

/* What the gateway lends a machine of the Wi-Fi link. */
struct lease gateway_lease(const struct station *client, const char *parameters, uint32_t seconds,
                           uint32_t id);

#define WIFI_BROADCAST   "10.0.0.255"
#define SWITCH_BROADCAST "192.168.41.111"
#define NPCAP_BROADCAST  "169.254.255.255"

#define SSDP_ALL     "ssdp:all"
#define SSDP_ROOT    "upnp:rootdevice"
#define SSDP_GATEWAY "urn:schemas-upnp-org:device:InternetGatewayDevice:1"
#define SSDP_DIAL    "urn:dial-multiscreen-org:service:dial:1"

/* One scene for each link; together they are the capture laptop.pcapng. */
void laptop_npcap_play(struct stage *);
void laptop_wifi_play(struct stage *);
void laptop_neighbours_play(struct stage *);
void laptop_switch_play(struct stage *);

#endif
