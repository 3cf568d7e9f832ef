/* SPDX-License-Identifier: MIT */
/* The machines of the notebook: what `arp -a`, `ip address` and Get-VMNetworkAdapter printed. */
#include "cast.h"

const struct station laptop_npcap = {
    LAPTOP_NPCAP, WINDOWS_TTL, "02:00:4c:4f:4f:50", "169.254.147.180", "fe80::c16a:f58d:a7:93b4",
    "CC-LABS-2"};

const struct station laptop_wifi = {
    LAPTOP_WIFI, WINDOWS_TTL, "f0:6e:0b:d2:aa:e8", "10.0.0.229", "fe80::d537:8eb2:807f:ba3a",
    "CC-Labs-2"};
const struct station gateway = {
    LAPTOP_WIFI,   LINUX_TTL, "48:f7:c0:ac:ee:46", "10.0.0.1", "fe80::4af7:c0ff:feac:ee46",
    "uuid-gateway"};
const struct station other_laptop = {
    LAPTOP_WIFI,    WINDOWS_TTL, "88:b1:11:7c:44:d5", "10.0.0.63", "fe80::3d65:a8ec:73ce:a8a1",
    "NYCLNY6X2VBH2"};
const struct station printer = {LAPTOP_WIFI, LINUX_TTL, "02:0f:b5:b7:fe:be",
                                "10.0.0.81", NULL,      "NPIB7FEBE"};
const struct station chromecast = {LAPTOP_WIFI,  LINUX_TTL, "02:0f:b5:59:c9:40",
                                   "10.0.0.178", NULL,      "Chromecast"};
const struct station extender = {LAPTOP_WIFI,  LINUX_TTL, "3c:37:86:22:f5:fc",
                                 "10.0.0.128", NULL,      "EX7300"};
const struct station television = {LAPTOP_WIFI,  LINUX_TTL, "30:96:fb:a6:7d:8d",
                                   "10.0.0.143", NULL,      "Samsung"};
const struct station silent_box = {LAPTOP_WIFI,  LINUX_TTL, "00:05:04:03:02:01",
                                   "10.0.0.254", NULL,      NULL};

const struct station laptop_switch = {
    LAPTOP_SWITCH, WINDOWS_TTL, "00:15:5d:68:b3:e6", "192.168.41.97", "fe80::8167:6b45:b2b0:daa9",
    "CC-LABS-2"};
const struct station vm_ccl = {
    LAPTOP_SWITCH, LINUX_TTL, "00:15:5d:00:e5:01", "192.168.41.109", "fe80::215:5dff:fe00:e501",
    "ccl-vm-1"};
const struct station vm_primary = {
    LAPTOP_SWITCH, LINUX_TTL, "00:15:5d:00:e5:02", "192.168.41.102", "fe80::215:5dff:fe00:e502",
    "primary"};
const struct station vm_ubuntu = {
    LAPTOP_SWITCH, LINUX_TTL, "00:15:5d:00:e5:06", "192.168.41.106", "fe80::215:5dff:fe00:e506",
    "ubuntu"};

struct lease gateway_lease(const struct station *client, const char *parameters, uint32_t seconds,
                           uint32_t id)
{
    return (struct lease){.client = client,
                          .server = &gateway,
                          .mask = "255.255.255.0",
                          .router = "10.0.0.1",
                          .dns = "10.0.0.1",
                          .broadcast = WIFI_BROADCAST,
                          .seconds = seconds,
                          .parameters = parameters,
                          .id = id};
}
