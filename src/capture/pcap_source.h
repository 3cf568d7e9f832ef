/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_PCAP_SOURCE_H
#define CASTSCOPE_PCAP_SOURCE_H

#include "capture/devices.h"

/* What libpcap knows of devices; devices.c makes sense of it. */

struct sockaddr;

/* One address of a device: either part may be NULL. */
struct raw_address {
    const struct sockaddr *address, *mask;
};

/* Takes over an address into the device; platform code, since only the system knows the shapes. */
void device_address_add(struct device *, const struct raw_address *);

/* Fills in what kind of device it is, as far as the system tells; platform code, too. */
void device_type_find(struct device *);

/* Enumerates the devices into the list. */
bool pcap_devices_list(struct devices *, struct error *);

#endif
