/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SYSTEM_H
#define CASTSCOPE_SYSTEM_H

#include <stdbool.h>
#include <stdint.h>

#include "address/ip.h"
#include "address/mac.h"
#include "text/text.h"

/*
 * What the capturing machine's own system says of its network, in live capture. It stands beside what
 * the packets say and is never counted among that. Whoever asks the system fills it in with the
 * functions below; rows that find no room are counted.
 */

enum {
    SYSTEM_INTERFACES = 64,
    SYSTEM_ADDRESSES = 128,
    SYSTEM_ROUTES = 128,
    SYSTEM_NEIGHBOURS = 512,
    SYSTEM_EVENTS = 16,
};

struct system_interface {
    uint32_t number; /* as the system numbers them */
    char name[32];   /* clean */
    struct mac mac;  /* MAC_NONE where it has none */
    bool up;         /* by the administrator's will */
    bool carrier;    /* there is somebody at the other end */
};

struct system_address {
    uint32_t interface;
    uint32_t bits; /* of its prefix */
    struct ip ip;
};

struct system_route {
    uint32_t interface;
    uint32_t bits; /* 0 with an address of zeros: the default route */
    uint32_t metric;
    struct ip prefix;
    struct ip gateway; /* family IP_NONE: directly on the link */
};

struct system_neighbour {
    uint32_t interface;
    bool fixed; /* entered by hand: it does not come from packets */
    struct ip ip;
    struct mac mac;   /* MAC_NONE: the system asked, and nobody answered */
    int64_t since_ns; /* when it came to be this MAC address; 0: before the capture */
};

/* What the system says of an interface that is captured on. */
enum interface_state {
    INTERFACE_UNKNOWN,
    INTERFACE_UP,
    INTERFACE_NO_CARRIER,
    INTERFACE_DOWN,
    INTERFACE_GONE,     /* there is no such interface any more */
    INTERFACE_REPLACED, /* there is one of that name again, but another one */
};

/* What happened to an interface that is captured on, or to castscope itself. */
enum event_kind {
    EVENT_DOWN,         /* the interface was taken down */
    EVENT_NO_CARRIER,   /* the other end went away */
    EVENT_UP,           /* it is back from either */
    EVENT_MADE_AGAIN,   /* there is another interface of the name of one that is gone */
    EVENT_ADDRESS,      /* it got an address */
    EVENT_ADDRESS_GONE, /* it lost one */
    EVENT_STOOD_STILL,  /* nobody took frames from the kernel for a while */
    EVENT_CLOCK_BACK,   /* the clock was set back */
};

struct event {
    int64_t t_ns;
    int64_t span_ns;  /* how long it was down or stood still; how far the clock went back */
    uint64_t dropped; /* by the kernel meanwhile */
    struct ip ip;
    uint32_t bits;
    uint8_t kind;  /* enum event_kind */
    char name[32]; /* clean: of the interface */
};

struct system {
    bool known;      /* the system was asked: all tables are what it says */
    uint64_t missed; /* how often it told more than could be listened to: rows may be old */
    uint64_t left_out;
    int64_t addresses_ns; /* when an address came or went last; 0: not since the capture began */
    uint32_t interface_count, address_count, route_count, neighbour_count;
    struct system_interface interface[SYSTEM_INTERFACES];
    struct system_address address[SYSTEM_ADDRESSES];
    struct system_route route[SYSTEM_ROUTES];
    struct system_neighbour neighbour[SYSTEM_NEIGHBOURS];
    uint64_t events; /* there were; the last ones are kept, event n in event[n % SYSTEM_EVENTS] */
    struct event event[SYSTEM_EVENTS];
};

/* Each enters a row in the place of the one it replaces, if there is one; false where there is no
 * room. */
bool system_interface_put(struct system *, const struct system_interface *);
bool system_address_put(struct system *, const struct system_address *);
bool system_route_put(struct system *, const struct system_route *);
bool system_neighbour_put(struct system *, const struct system_neighbour *);

/* Each takes a row out; false where there is none like it. What else belongs to an interface goes with
 * it. */
bool system_interface_remove(struct system *, uint32_t number);
bool system_address_remove(struct system *, const struct system_address *);
bool system_route_remove(struct system *, const struct system_route *);
bool system_neighbour_remove(struct system *, const struct system_neighbour *);

/* NULL where there is none. */
const struct system_interface *system_interface_find(const struct system *, uint32_t number);
const struct system_interface *system_interface_named(const struct system *, const char *name);
const struct system_neighbour *system_neighbour_find(const struct system *, uint32_t interface,
                                                     struct ip);

/* True where any interface has the address. */
bool system_has_address(const struct system *, struct ip);

void system_event_add(struct system *, const struct event *);

/* Event `number`, counted from 0; NULL where it is not kept any more, or did not happen yet. */
const struct event *system_event(const struct system *, uint64_t number);

/* The event in a sentence. */
void event_add(struct text *, const struct event *);

#endif
