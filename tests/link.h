/* SPDX-License-Identifier: MIT */
#ifndef TESTS_LINK_H
#define TESTS_LINK_H

/*
 * A link made by hand: frames are built, decoded, classified and counted as the capture engine does
 * it. A test includes this after cmocka.h.
 *
 *     struct link *l = link_new(LINK_ETHERNET);
 *     link_arp(l, 2, mac_of("00:00:5e:00:53:01"), ip_of("192.0.2.1"), ip_of("192.0.2.2"));
 *     ... l->model ...
 *     link_free(l);
 */

#include <stdlib.h>
#include <string.h>

#include "decode/network.h"
#include "model/census_state.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define S            INT64_C(1000000000)

enum { LINK_NULL = 0, LINK_ETHERNET = 1, LINK_RAW = 101, LINK_SLL = 113 };

struct bytes {
    uint8_t at[1500];
    uint32_t n;
};

struct link {
    struct model *model;
    struct census *census;
    uint32_t type;   /* of the frames to come */
    uint32_t source; /* the capture's, that they are heard at */
    int64_t t_ns;    /* of the next frame */
    int64_t step_ns; /* from one frame to the next */
    uint64_t number;
    uint16_t vlan;  /* of the next frame, on Ethernet; 0: no tag */
    bool forgetful; /* the cache of paths is emptied before every frame */
    struct packet packet;
    struct verdict verdict;
};

/* An IP packet on a link. MAC addresses of 0 are taken for "none given": the link has none, or the
 * destination follows from the group. */
struct said {
    struct mac to, from;
    struct ip src, dst;
    uint8_t ttl; /* 0: 64 */
    uint8_t proto;
    uint16_t src_port, dst_port; /* of UDP, which is built where proto is 17 */
    const struct bytes *payload; /* or NULL */
};

enum { IP_IGMP = 2, IP_TCP = 6, IP_UDP = 17 };

static inline struct mac mac_of(const char *string)
{
    struct mac mac = MAC_NONE;
    if (!mac_parse(string, &mac))
        fail_msg("%s is no MAC address", string);
    return mac;
}

static inline struct ip ip_of(const char *string)
{
    struct ip ip = {0};
    if (!ip_parse(string, &ip))
        fail_msg("%s is no IP address", string);
    return ip;
}

static inline struct link *link_new_with(uint32_t type, enum series_span span, uint64_t hash_key)
{
    const uint64_t key[2] = {hash_key, ~hash_key};
    struct link *l = calloc(1, sizeof *l);
    assert_non_null(l);
    *l = (struct link){.type = type, .t_ns = 1700000000 * S, .step_ns = S / 10};
    l->model = model_new(span, key);
    assert_non_null(l->model);
    l->census = census_new(l->model);
    assert_non_null(l->census);
    census_source(l->census, SOURCE_FILE, "a file", "an interface", type);
    return l;
}

static inline struct link *link_new(uint32_t type)
{
    return link_new_with(type, SERIES_WHOLE, 1);
}

static inline void link_free(struct link *l)
{
    census_free(l->census);
    free(l->model);
    free(l);
}

static inline void be_add(struct bytes *b, uint64_t value, unsigned octets)
{
    for (unsigned i = octets; i > 0; i--) {
        assert_true(b->n < sizeof b->at);
        b->at[b->n++] = (uint8_t)(value >> 8 * (i - 1) & 0xff);
    }
}

static inline void bytes_add(struct bytes *b, const void *bytes, size_t n)
{
    assert_true(n <= sizeof b->at - b->n);
    memcpy(b->at + b->n, bytes, n);
    b->n += (uint32_t)n;
}

static inline void ip_add(struct bytes *b, struct ip ip)
{
    if (ip.family == IP_V6)
        be_add(b, ip.high, 8);
    be_add(b, ip.low, ip.family == IP_V6 ? 8 : 4);
}

/* Counts a frame as it is. */
static inline void link_frame(struct link *l, const struct bytes *b)
{
    struct frame frame = {.t_ns = l->t_ns,
                          .number = ++l->number,
                          .captured = b->n,
                          .length = b->n,
                          .link = l->type,
                          .source = l->source,
                          .data = b->at};
    if (l->forgetful) {
        uint32_t stamp = l->census->stamp;
        census_free(l->census);
        l->census = census_new(l->model);
        assert_non_null(l->census);
        l->census->stamp = stamp;
    }
    packet_decode(&l->packet, &frame, NULL);
    struct verdict plain;
    classify(&l->packet, &l->model->proven, &plain);
    l->verdict = *census_classify(l->census, &l->packet);
    assert_memory_equal(&l->verdict, &plain, sizeof plain);
    census_apply(l->census);
    l->t_ns += l->step_ns;
}

/* Starts a frame with what the link puts in front of a network layer. */
static inline void header_add(struct bytes *b, const struct link *l, struct mac to, struct mac from,
                              uint16_t ethertype)
{
    b->n = 0;
    if (l->type == LINK_ETHERNET) {
        be_add(b, to.value, 6);
        be_add(b, from.value, 6);
        if (l->vlan != 0)
            be_add(b, UINT64_C(0x81000000) | l->vlan, 4);
        be_add(b, ethertype, 2);
    } else if (l->type == LINK_SLL) {
        be_add(b, 0, 2); /* to us */
        be_add(b, 1, 2);
        be_add(b, 6, 2);
        be_add(b, from.value, 6);
        be_add(b, 0, 2);
        be_add(b, ethertype, 2);
    } else if (l->type == LINK_NULL) {
        const uint32_t family = 2; /* AF_INET, in the byte order of the capturing machine */
        bytes_add(b, &family, sizeof family);
    }
}

static inline void link_ip(struct link *l, const struct said *said)
{
    struct bytes b;
    bool v6 = said->src.family == IP_V6, udp = said->proto == IP_UDP;
    uint32_t payload = said->payload != NULL ? said->payload->n : 0;
    uint32_t length = payload + (udp ? 8 : 0);
    uint8_t ttl = said->ttl != 0 ? said->ttl : 64;
    struct mac to = said->to.value == 0 && ip_is_multicast(said->dst) ? ip_group_mac(said->dst)
                                                                      : said->to;
    header_add(&b, l, to, said->from, v6 ? 0x86dd : 0x0800);
    if (v6) {
        be_add(&b, UINT32_C(0x60000000), 4);
        be_add(&b, length, 2);
        be_add(&b, said->proto, 1);
        be_add(&b, ttl, 1);
    } else {
        be_add(&b, 0x4500, 2);
        be_add(&b, length + 20, 2);
        be_add(&b, 0, 4);
        be_add(&b, ttl, 1);
        be_add(&b, said->proto, 1);
        be_add(&b, 0, 2);
    }
    ip_add(&b, said->src);
    ip_add(&b, said->dst);
    if (udp) {
        be_add(&b, said->src_port, 2);
        be_add(&b, said->dst_port, 2);
        be_add(&b, length, 2);
        be_add(&b, 0, 2);
    }
    if (payload > 0)
        bytes_add(&b, said->payload->at, payload);
    link_frame(l, &b);
}

/* Operation 1 asks, to everybody; 2 answers, to one. */
static inline void link_arp(struct link *l, unsigned operation, struct mac from, struct ip sender,
                            struct ip target)
{
    struct bytes b;
    header_add(&b, l, operation == 1 ? MAC_BROADCAST : (struct mac){UINT64_C(0x00005e0053ff)}, from,
               0x0806);
    be_add(&b, UINT64_C(0x0001080006040000) | operation, 8);
    be_add(&b, from.value, 6);
    ip_add(&b, sender);
    be_add(&b, 0, 6);
    ip_add(&b, target);
    link_frame(l, &b);
}

/* IGMP versions 1 and 2, to the group itself, or a query for all to all hosts. */
static inline void link_igmp(struct link *l, unsigned type, struct mac from, struct ip src,
                             struct ip group)
{
    struct bytes b = {.n = 0};
    be_add(&b, type, 1);
    be_add(&b, type == 0x11 ? 100 : 0, 1);
    be_add(&b, 0, 2);
    ip_add(&b, group);
    uint16_t sum = checksum_over(b.at, b.n, 0);
    b.at[2] = (uint8_t)(sum >> 8);
    b.at[3] = (uint8_t)(sum & 0xff);
    struct ip dst = ip_is_unspecified(group) ? ip_v4(UINT32_C(0xe0000001)) : group;
    link_ip(l,
            &(struct said){
                .from = from, .src = src, .dst = dst, .ttl = 1, .proto = IP_IGMP, .payload = &b});
}

/* An IGMPv3 report that names `n` groups from `group` on, at most 180. */
static inline void link_igmp3(struct link *l, struct mac from, struct ip src, struct ip group,
                              unsigned n)
{
    struct bytes b = {.n = 0};
    be_add(&b, UINT32_C(0x22000000), 4);
    be_add(&b, n, 4);
    for (unsigned i = 0; i < n; i++) {
        be_add(&b, UINT32_C(0x04000000), 4);
        ip_add(&b, ip_v4((uint32_t)group.low + i));
    }
    uint16_t sum = checksum_over(b.at, b.n, 0);
    b.at[2] = (uint8_t)(sum >> 8);
    b.at[3] = (uint8_t)(sum & 0xff);
    link_ip(l, &(struct said){.from = from,
                              .src = src,
                              .dst = ip_v4(UINT32_C(0xe0000016)),
                              .ttl = 1,
                              .proto = IP_IGMP,
                              .payload = &b});
}

/* A DNS name: labels between dots. */
static inline void dns_name_add(struct bytes *b, const char *name)
{
    while (*name != '\0') {
        size_t n = strcspn(name, ".");
        be_add(b, n, 1);
        bytes_add(b, name, n);
        name += n + (name[n] == '.');
    }
    be_add(b, 0, 1);
}

/* Starts a DNS response with this many answers. */
static inline void dns_response(struct bytes *b, unsigned answers)
{
    b->n = 0;
    be_add(b, UINT64_C(0x000084000000), 6);
    be_add(b, answers, 2);
    be_add(b, 0, 4);
}

static inline void dns_address_add(struct bytes *b, const char *name, struct ip ip, uint32_t ttl_s)
{
    dns_name_add(b, name);
    be_add(b, ip.family == IP_V6 ? 28 : 1, 2);
    be_add(b, 0x8001, 2);
    be_add(b, ttl_s, 4);
    be_add(b, ip.family == IP_V6 ? 16 : 4, 2);
    ip_add(b, ip);
}

static inline void dns_service_add(struct bytes *b, const char *name, uint16_t port,
                                   const char *host, uint32_t ttl_s)
{
    struct bytes target = {.n = 0};
    dns_name_add(&target, host);
    dns_name_add(b, name);
    be_add(b, 33, 2);
    be_add(b, 0x8001, 2);
    be_add(b, ttl_s, 4);
    be_add(b, target.n + 6, 2);
    be_add(b, 0, 4);
    be_add(b, port, 2);
    bytes_add(b, target.at, target.n);
}

static inline void link_mdns(struct link *l, struct mac from, struct ip src,
                             const struct bytes *message)
{
    struct ip dst = src.family == IP_V6 ? ip_v6(UINT64_C(0xff02) << 48, 0xfb)
                                        : ip_v4(UINT32_C(0xe00000fb));
    link_ip(l, &(struct said){.from = from,
                              .src = src,
                              .dst = dst,
                              .ttl = 255,
                              .proto = IP_UDP,
                              .src_port = 5353,
                              .dst_port = 5353,
                              .payload = message});
}

/* UDP from one machine to another, or to a group. */
static inline void udp_send(struct link *l, const char *from, const char *to, const char *src,
                            const char *dst, uint8_t ttl)
{
    link_ip(l, &(struct said){.to = to != NULL ? mac_of(to) : (struct mac){0},
                              .from = mac_of(from),
                              .src = ip_of(src),
                              .dst = ip_of(dst),
                              .ttl = ttl,
                              .proto = IP_UDP,
                              .src_port = 50000,
                              .dst_port = 50001});
}

static inline const struct host *host_of(const struct model *m, const char *mac)
{
    const struct host_key key = {.mac = mac_of(mac)};
    uint32_t row = table_find(&m->hosts.head, &key);
    return row != TABLE_NONE ? &m->hosts.at[row - 1] : NULL;
}

static inline const struct host *host_of_ip(const struct model *m, const char *ip)
{
    const struct host_key key = {.mac = MAC_NONE, .ip = ip_of(ip)};
    uint32_t row = table_find(&m->hosts.head, &key);
    return row != TABLE_NONE ? &m->hosts.at[row - 1] : NULL;
}

static inline const struct group *group_of(const struct model *m, const char *ip)
{
    const struct group_key key = {.ip = ip_of(ip), .mac = MAC_NONE};
    uint32_t row = table_find(&m->groups.head, &key);
    return row != TABLE_NONE ? &m->groups.at[row - 1] : NULL;
}

static inline const struct neighbour *neighbour_of(const struct model *m, const char *ip,
                                                   const char *mac)
{
    const struct neighbour_key key = {.ip = ip_of(ip), .mac = mac_of(mac)};
    uint32_t row = table_find(&m->neighbours.head, &key);
    return row != TABLE_NONE ? &m->neighbours.at[row - 1] : NULL;
}

static inline const struct member *member_of(const struct model *m, const char *group,
                                             const char *mac, const char *host)
{
    const struct member_key key = {.group = ip_of(group), .mac = mac_of(mac)};
    uint32_t row = table_find(&m->members.head, &key);
    if (row == TABLE_NONE || !ip_equal(m->members.at[row - 1].host, ip_of(host)))
        return NULL;
    return &m->members.at[row - 1];
}

/* The same deterministic numbers everywhere. */
static inline uint64_t random_next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

#endif
