/* SPDX-License-Identifier: MIT */
/* laptop.pcapng: eight minutes of the notebook's laptop, on three adapters at once. */
#include "captures.h"

#include "cast.h"
#include "talk.h"

const struct capture_interface laptop_interfaces[] = {
    [LAPTOP_NPCAP] = {"Npcap Loopback Adapter", "Npcap Loopback Adapter"},
    [LAPTOP_WIFI] = {"Wi-Fi", "Marvell AVASTAR Wireless-AC Network Controller"},
    [LAPTOP_SWITCH] = {"vEthernet (Default Switch)", "Hyper-V Virtual Ethernet Adapter"},
};
const size_t laptop_interfaces_n = LAPTOP_INTERFACE_COUNT;

void laptop_play(struct capture *c)
{
    struct stage s = {.capture = c, .start_us = SECONDS(1574269200), .chance = 229};
    laptop_npcap_play(&s);
    laptop_wifi_play(&s);
    laptop_neighbours_play(&s);
    laptop_switch_play(&s);
}

void laptop_download_play(struct capture *c)
{
    enum { PARTS = 12, PART_BYTES = 90000 };
    static const struct talk talk = {.client = &laptop_wifi,
                                     .gateway = &gateway,
                                     .server = "203.0.113.80",
                                     .server_name = "downloads.example",
                                     .port = 50443,
                                     .server_port = 443,
                                     .server_ttl = 54,
                                     .ms = 18};
    struct stage s = {.capture = c, .start_us = SECONDS(1574269200), .chance = 80};
    laptop_play(c);
    stage_at(&s, SECONDS(60));
    talk_tls(&s, &talk, PARTS, PART_BYTES);
}
