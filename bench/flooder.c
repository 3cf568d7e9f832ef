/* SPDX-License-Identifier: MIT */
/*
 * flooder INTERFACE KIND LEAD SECONDS RATE: sends on an interface of a test's own what floods a census,
 * beside 200 well-behaved hosts, and prints how many frames it sent in how many seconds.
 *
 * For LEAD seconds only the well-behaved hosts are heard; then for SECONDS the flood comes on top, RATE
 * frames a second (0: as many as go). Once a second each host says who it is in every way that has a
 * table. What is invented comes from a generator with a fixed seed: two runs invent the same.
 */
#define _GNU_SOURCE /* sendmmsg() */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { HOSTS = 200, BATCH = 64, FRAME = 256, LEAST = 60 };

struct frame {
    uint8_t at[FRAME];
    size_t n;
};

static uint64_t seed = 0x9e3779b97f4a7c15;

static uint32_t invented(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed >> 16);
}

/* Frames */

static void put(struct frame *f, const void *bytes, size_t n)
{
    memcpy(f->at + f->n, bytes, n);
    f->n += n;
}

static void put8(struct frame *f, unsigned value)
{
    f->at[f->n++] = (uint8_t)value;
}

static void put16(struct frame *f, unsigned value)
{
    put8(f, value >> 8);
    put8(f, value);
}

static void put32(struct frame *f, uint32_t value)
{
    put16(f, value >> 16);
    put16(f, value);
}

/* A MAC address by number: of a host, or an invented one. */
static void put_mac(struct frame *f, unsigned high, uint32_t low)
{
    put16(f, high);
    put32(f, low);
}

enum { HOST_MAC = 0x0200, FLOOD_MAC = 0x0202, GROUP_MAC = 0x0100 };

static void begin(struct frame *f, unsigned to_high, uint32_t to_low, unsigned from_high,
                  uint32_t from_low, unsigned type)
{
    f->n = 0;
    put_mac(f, to_high, to_low);
    put_mac(f, from_high, from_low);
    put16(f, type);
}

static void put_arp(struct frame *f, unsigned high, uint32_t low, uint32_t from, uint32_t to)
{
    begin(f, 0xffff, 0xffffffff, high, low, 0x0806);
    put(f, "\x00\x01\x08\x00\x06\x04\x00\x01", 8);
    put_mac(f, high, low);
    put32(f, from);
    put_mac(f, 0, 0);
    put32(f, to);
}

static const uint32_t mdns_group = 0xe00000fb, llmnr_group = 0xe00000fc;

/* Its length is set by ipv4_end(). */
static void put_ipv4(struct frame *f, uint32_t from, uint32_t to, unsigned protocol, unsigned part)
{
    put8(f, 0x45);
    put8(f, 0);
    put16(f, 0);
    put16(f, invented());
    put16(f, part);
    put8(f, to == mdns_group ? 255 : to >> 28 == 14 ? 1 : 64); /* RFC 6762 section 11 */
    put8(f, protocol);
    put16(f, 0);
    put32(f, from);
    put32(f, to);
}

static void set16(struct frame *f, size_t at, size_t value)
{
    f->at[at] = (uint8_t)(value >> 8);
    f->at[at + 1] = (uint8_t)value;
}

static void ipv4_end(struct frame *f, bool udp)
{
    set16(f, 16, f->n - 14);
    if (udp)
        set16(f, 38, f->n - 34);
}

/* The end of an IGMP message, which has no checksum yet (RFC 1071). */
static void igmp_end(struct frame *f)
{
    enum { IGMP = 34 };
    uint32_t sum = 0;
    for (size_t at = IGMP; at < f->n; at += 2)
        sum += (uint32_t)f->at[at] << 8 | f->at[at + 1];
    sum = (sum & 0xffff) + (sum >> 16);
    sum = (sum & 0xffff) + (sum >> 16);
    set16(f, IGMP + 2, ~sum & 0xffff);
    ipv4_end(f, false);
}

static void put_udp(struct frame *f, unsigned from, unsigned to)
{
    put16(f, from);
    put16(f, to);
    put32(f, 0);
}

static uint32_t group_low(uint32_t group)
{
    return 0x5e000000 | (group & 0x7fffff);
}

/* An mDNS or LLMNR response: the name has an address. */
static void put_name(struct frame *f, unsigned high, uint32_t low, uint32_t from, bool mdns,
                     const char *name)
{
    uint32_t group = mdns ? mdns_group : llmnr_group;
    begin(f, GROUP_MAC, group_low(group), high, low, 0x0800);
    put_ipv4(f, from, group, 17, 0);
    put_udp(f, mdns ? 5353 : 5355, mdns ? 5353 : 5355);
    put(f, "\x00\x00\x84\x00\x00\x00\x00\x01\x00\x00\x00\x00", 12);
    if (!mdns) {
        set16(f, f->n - 10, 0x8000);
        set16(f, f->n - 8, 1);
        put8(f, (unsigned)strlen(name));
        put(f, name, strlen(name));
        put(f, "\x00\x00\x01\x00\x01", 5);
    }
    put8(f, (unsigned)strlen(name));
    put(f, name, strlen(name));
    if (mdns)
        put(f, "\x05local", 6);
    put(f, "\x00\x00\x01\x80\x01\x00\x00\x00\x78\x00\x04", 11);
    if (!mdns)
        f->at[f->n - 8] = 0;
    put32(f, from);
    ipv4_end(f, true);
}

static void put_datagram(struct frame *f, unsigned high, uint32_t low, uint32_t from, uint32_t to)
{
    if (to >> 28 == 14)
        begin(f, GROUP_MAC, group_low(to), high, low, 0x0800);
    else
        begin(f, HOST_MAC, to, high, low, 0x0800);
    put_ipv4(f, from, to, 17, 0);
    put_udp(f, 40000, 7);
    put(f, "hello", 5);
    ipv4_end(f, true);
}

static void put_report2(struct frame *f, unsigned high, uint32_t low, uint32_t from, uint32_t group)
{
    begin(f, GROUP_MAC, group_low(group), high, low, 0x0800);
    put_ipv4(f, from, group, 2, 0);
    put(f, "\x16\x00\x00\x00", 4);
    put32(f, group);
    igmp_end(f);
}

/* The well-behaved */

enum { WAYS = 5 };

static void put_host(struct frame *f, uint32_t host, unsigned way)
{
    uint32_t address = 0x0a090000 + 1 + host, next = 0x0a090000 + 1 + (host + 1) % HOSTS;
    char name[24];
    snprintf(name, sizeof name, "host-%u", host);
    switch (way) {
    case 0: put_arp(f, HOST_MAC, address, address, address); break;
    case 1: put_name(f, HOST_MAC, address, address, true, name); break;
    case 2: put_report2(f, HOST_MAC, address, address, 0xef090000 + 1 + host); break;
    case 3: put_datagram(f, HOST_MAC, address, address, 0xef090000 + 1 + host); break;
    default: put_datagram(f, HOST_MAC, address, address, next); break;
    }
}

/* Floods */

static void flood_macs(struct frame *f)
{
    uint32_t low = invented();
    put_datagram(f, FLOOD_MAC, low, 0x0a0a0001, 0x0a090001);
}

static void flood_names(struct frame *f)
{
    char name[24];
    snprintf(name, sizeof name, "x%08x", invented());
    put_name(f, FLOOD_MAC, 1, 0x0a0a0001, (invented() & 1) != 0, name);
}

/* Joined with a list of sources, or sent to. */
static void flood_groups(struct frame *f)
{
    enum { SOURCES = 8 };
    uint32_t group = 0xe8000000 | (invented() & 0xffffff);
    if ((invented() & 1) != 0) {
        put_datagram(f, FLOOD_MAC, 1, 0x0a0a0001, group);
        return;
    }
    begin(f, GROUP_MAC, group_low(0xe0000016), FLOOD_MAC, 1, 0x0800);
    put_ipv4(f, 0x0a0a0001, 0xe0000016, 2, 0);
    put(f, "\x22\x00\x00\x00\x00\x00\x00\x01\x03\x00\x00", 11);
    put8(f, SOURCES);
    put32(f, group);
    for (int i = 0; i < SOURCES; i++)
        put32(f, invented());
    igmp_end(f);
}

static void flood_arp(struct frame *f)
{
    static uint32_t target;
    put_arp(f, FLOOD_MAC, 1, 0x0a0a0001, 0x0a0b0000 + (++target & 0xfffff));
}

static void flood_fragments(struct frame *f)
{
    begin(f, HOST_MAC, 0x0a090001, FLOOD_MAC, 1, 0x0800);
    put_ipv4(f, 0x0a800000 | (invented() & 0x7fffff), 0x0a090001, 17, 0x2000 | (invented() & 0xff));
    put(f, "sixteen bytes ok", 16);
    ipv4_end(f, false);
}

/* Nothing is invented: the well-behaved hosts themselves, as fast as they can. */
static void flood_hosts(struct frame *f)
{
    static uint32_t turn;
    put_host(f, turn / WAYS % HOSTS, turn % WAYS);
    turn++;
}

typedef void flood(struct frame *);

static void flood_all(struct frame *f)
{
    static flood *const every[] = {flood_macs, flood_names, flood_groups, flood_arp,
                                   flood_fragments};
    every[invented() % COUNT(every)](f);
}

static const struct {
    const char *name;
    flood *make;
} floods[] = {{"hosts", flood_hosts},   {"macs", flood_macs}, {"names", flood_names},
              {"groups", flood_groups}, {"arp", flood_arp},   {"fragments", flood_fragments},
              {"all", flood_all}};

/* Sending */

struct sender {
    int fd;
    uint64_t sent;
    struct frame frames[BATCH];
    unsigned n;
};

static bool sender_flush(struct sender *s)
{
    struct mmsghdr messages[BATCH];
    struct iovec pieces[BATCH];
    for (unsigned i = 0; i < s->n; i++) {
        size_t n = s->frames[i].n;
        if (n < LEAST)
            memset(s->frames[i].at + n, 0, LEAST - n);
        pieces[i] = (struct iovec){s->frames[i].at, n < LEAST ? LEAST : n};
        messages[i] = (struct mmsghdr){.msg_hdr = {.msg_iov = &pieces[i], .msg_iovlen = 1}};
    }
    for (unsigned done = 0; done < s->n;) {
        int n = sendmmsg(s->fd, messages + done, s->n - done, 0);
        if (n < 0 && errno != ENOBUFS && errno != EINTR && errno != EAGAIN)
            return false;
        done += n > 0 ? (unsigned)n : 0;
        s->sent += n > 0 ? (unsigned)n : 0;
    }
    s->n = 0;
    return true;
}

static struct frame *sender_next(struct sender *s)
{
    if (s->n == BATCH && !sender_flush(s)) {
        perror("flooder: sending");
        exit(1);
    }
    return &s->frames[s->n++];
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void pause_shortly(void)
{
    static const struct timespec millisecond = {.tv_nsec = 1000000};
    nanosleep(&millisecond, NULL);
}

static void run(struct sender *s, flood *make, double lead, double seconds, double rate)
{
    double start = now(), at;
    uint64_t flooded = 0, told = 0;
    while ((at = now() - start) < lead + seconds) {
        /* Hosts take turns, each in all its ways, so that all of them are heard every second. */
        for (; told < (uint64_t)(at * HOSTS * WAYS); told++)
            put_host(sender_next(s), (uint32_t)(told / WAYS % HOSTS), (unsigned)(told % WAYS));
        uint64_t due = at < lead ? 0 : rate > 0 ? (uint64_t)((at - lead) * rate) : UINT64_MAX;
        for (int i = 0; i < BATCH && flooded < due; i++, flooded++)
            make(sender_next(s));
        sender_flush(s);
        if (flooded >= due)
            pause_shortly();
    }
}

int main(int argc, char **argv)
{
    static struct sender s;
    flood *make = NULL;
    for (size_t i = 0; argc == 6 && i < COUNT(floods); i++)
        if (strcmp(argv[2], floods[i].name) == 0)
            make = floods[i].make;
    if (make == NULL) {
        fputs("usage: flooder INTERFACE hosts|macs|names|groups|arp|fragments|all LEAD SECONDS "
              "RATE\n",
              stderr);
        return 2;
    }
    struct sockaddr_ll there = {.sll_family = AF_PACKET,
                                .sll_ifindex = (int)if_nametoindex(argv[1])};
    s.fd = socket(AF_PACKET, SOCK_RAW, 0);
    int direct = 1;
    if (s.fd < 0 || there.sll_ifindex == 0 ||
        setsockopt(s.fd, SOL_PACKET, PACKET_QDISC_BYPASS, &direct, sizeof direct) != 0 ||
        bind(s.fd, (struct sockaddr *)&there, sizeof there) != 0) {
        perror(argv[1]);
        return 1;
    }
    double start = now();
    run(&s, make, atof(argv[3]), atof(argv[4]), atof(argv[5]));
    printf("%llu %f\n", (unsigned long long)s.sent, now() - start);
    return 0;
}
