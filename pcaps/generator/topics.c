/* SPDX-License-Identifier: MIT */
/* The parts that the captures of a single topic are put together from. */
#include "topics.h"

enum { PORT_A = 40000, PORT_B = 9 };

static uint64_t next_time(const struct capture *c)
{
    return (uint64_t)1577836800 * 1000000 + c->n * (uint64_t)500000;
}

void topic_add(struct capture *c, struct frame *f)
{
    capture_add(c, next_time(c), 0, f);
}

void topic_add_cut(struct capture *c, struct frame *f, size_t captured)
{
    frame_close(f);
    capture_add_cut(c, next_time(c), f, captured);
}

void topic_ip(struct frame *f, const char *to, unsigned protocol, unsigned ttl)
{
    frame_ip(f, &(struct ip_header){.from = TOPIC_HOST,
                                    .to = to == NULL ? TOPIC_PEER : to,
                                    .protocol = protocol,
                                    .ttl = ttl,
                                    .id = 0x0700});
}

void topic_frame(struct frame *f, const char *to, unsigned protocol, unsigned ttl)
{
    if (to == NULL)
        frame_ethernet(f, TOPIC_PEER_MAC, TOPIC_HOST_MAC, ETHERTYPE_IPV4);
    else
        frame_ethernet_group(f, to, TOPIC_HOST_MAC);
    topic_ip(f, to, protocol, ttl);
}

void topic_frame6(struct frame *f, const char *to, unsigned protocol, unsigned ttl)
{
    if (to == NULL)
        frame_ethernet(f, TOPIC_PEER_MAC, TOPIC_HOST_MAC, ETHERTYPE_IPV6);
    else
        frame_ethernet_group(f, to, TOPIC_HOST_MAC);
    frame_ip(f, &(struct ip_header){.from = TOPIC_HOST6,
                                    .to = to == NULL ? TOPIC_PEER6 : to,
                                    .protocol = protocol,
                                    .ttl = ttl});
}

static void payload(struct frame *f)
{
    frame_udp(f, PORT_A, PORT_B);
    frame_text(f, "payload!");
}

void topic_datagram(struct frame *f)
{
    topic_ip(f, NULL, IP_UDP, 64);
    payload(f);
}

void topic_datagram6(struct frame *f)
{
    frame_ip(f, &(struct ip_header){.from = TOPIC_HOST6, .to = TOPIC_PEER6, .protocol = IP_UDP});
    payload(f);
}
