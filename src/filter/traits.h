/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_TRAITS_H
#define CASTSCOPE_TRAITS_H

#include "address/ip.h"
#include "address/mac.h"
#include "decode/classify.h"
#include "decode/packet.h"

/*
 * What a filter can ask of a frame, or of a row of a list. Frames are described here; rows by who
 * knows them. A trait may have several values, such as the addresses of both ends.
 */

enum { TRAIT_ADDRESSES = 40, TRAIT_PORTS = 4, TRAIT_NAMES = 160 };

/* Which end of a frame an address is at; both where a row does not tell them apart. */
enum { SIDE_SOURCE = 1, SIDE_DESTINATION = 2, SIDE_BOTH = 3 };

struct trait_ip {
    struct ip ip;
    uint8_t side;
};

struct trait_mac {
    struct mac mac;
    uint8_t side;
};

struct traits {
    uint32_t casts;   /* bits: enum cast, and behind them enum broadcast_part (choices.def) */
    uint32_t origins; /* bits: enum origin */
    uint32_t faults;  /* bits: enum fault */
    uint64_t protocols[(PROTO_COUNT + 63) / 64]; /* bits: enum proto */
    uint8_t ip_count, mac_count, port_count, vlan_count, name_count;
    struct trait_ip ip[TRAIT_ADDRESSES];
    struct trait_mac mac[TRAIT_ADDRESSES];
    uint16_t port[TRAIT_PORTS];
    uint16_t vlan[PACKET_VLANS];
    const char *name[TRAIT_NAMES]; /* clean; valid as long as what they were taken from */
};

/* Forgets all. */
void traits_clear(struct traits *);

/* Each adds a value; one that finds no room is left out. Absent addresses are none. */
void traits_add_cast(struct traits *, const struct verdict *);
void traits_add_protocol(struct traits *, enum proto);
void traits_add_ip(struct traits *, struct ip, uint8_t side);
void traits_add_mac(struct traits *, struct mac, uint8_t side);
void traits_add_port(struct traits *, uint16_t port);
void traits_add_name(struct traits *, const char *name);

/* Makes them a packet's. */
void traits_of_packet(struct traits *, const struct packet *, const struct verdict *);

#endif
