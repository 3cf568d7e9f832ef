/* SPDX-License-Identifier: MIT */
#ifndef GENERATOR_STAGE_H
#define GENERATOR_STAGE_H

#include "dns.h"
#include "pcap_file.h"

/*
 * The stage of a story: a capture, a clock that moves as frames are sent, and a source of jitter
 * which gives the same numbers on every machine. A story reads as a script: stage_at() sets the
 * clock, the machines send, stage_wait() lets time pass.
 */

#define MS(n)      ((uint64_t)(n)*1000)
#define SECONDS(n) ((uint64_t)(n)*1000000)

struct stage {
    struct capture *capture;
    uint64_t start_us; /* since 1970 */
    uint64_t now_us;   /* since the start */
    uint32_t chance;
    unsigned vlan; /* that frames are tagged with; 0: none */
};

/* What systems start their packets' TTL with. */
enum { WINDOWS_TTL = 128, LINUX_TTL = 64 };

/* A machine's foot in one link. */
struct station {
    unsigned interface; /* of the capture */
    unsigned ttl;       /* it starts its packets with */
    const char *mac;
    const char *ip4;
    const char *ip6; /* link-local, or NULL */
    const char *name;
};

void stage_at(struct stage *, uint64_t now_us); /* or at most 40 ms later */
void stage_wait(struct stage *, uint64_t us);   /* give or take a tenth */
uint32_t stage_chance(struct stage *);          /* a pseudo-random number */

/* Adds a frame now, then moves the clock by less than a millisecond. */
void stage_send(struct stage *, unsigned interface, struct frame *);

/* Ethernet, IP and UDP headers from a machine: to a group or 255.255.255.255, whose MAC is computed,
 * or to a MAC. `from` is one of the machine's addresses, `ttl` 0 stands for its own. */
void station_udp_group(struct frame *, const struct station *, const char *group, unsigned ttl,
                       unsigned from_port, unsigned to_port);
void station_udp(struct frame *, const struct station *, const char *mac, const char *ip,
                 unsigned from_port, unsigned to_port);

/* ARP (RFC 826): question and answer as one machine hears them, and what RFC 5227 adds. */
void station_arp_request(struct stage *, const struct station *, const char *ip);
void station_arp_reply(struct stage *, const struct station *from, const struct station *to);
void station_arp_probe(struct stage *, const struct station *, const char *ip);
void station_arp_announce(struct stage *, const struct station *, const char *ip);
void station_arp_exchange(struct stage *, const struct station *asks,
                          const struct station *answers);
/* Three probes and two announcements, 1 to 2 s apart; needs about 8 s. */
void station_arp_claim(struct stage *, const struct station *, const char *ip);

/* Neighbour discovery (RFC 4861): duplicate address detection, question and answer. */
void station_dad(struct stage *, const struct station *, const char *ip6);
void station_nd_exchange(struct stage *, const struct station *asks, const struct station *answers);
void station_router_solicitation(struct stage *, const struct station *);

/* Membership reports for groups that end with NULL; the family follows the first one. The type is
 * a record type of RFC 3376 section 4.2.12. */
enum group_record {
    GROUP_IS_INCLUDE = 1,
    GROUP_IS_EXCLUDE = 2,
    GROUP_TO_INCLUDE = 3, /* leaves */
    GROUP_TO_EXCLUDE = 4, /* joins */
};
void station_report(struct stage *, const struct station *, enum group_record,
                    const char *const *groups);
void station_general_query(struct stage *, const struct station *);
void station_mld_query(struct stage *, const struct station *);

void station_ping(struct stage *, const struct station *from, const struct station *to, unsigned n);

#endif
