/* SPDX-License-Identifier: MIT */
#ifndef GENERATOR_TOPICS_H
#define GENERATOR_TOPICS_H

#include "pcap_file.h"

/* What the captures of a single topic share: times, names of machines, the headers of a datagram. */

#define TOPIC_HOST_MAC   "00:00:5e:00:53:01" /* for documentation, RFC 9542 section 2.1.2 */
#define TOPIC_PEER_MAC   "00:00:5e:00:53:02"
#define TOPIC_ROUTER_MAC "00:00:5e:00:53:fe"
#define TOPIC_HOST       "192.168.7.10"
#define TOPIC_PEER       "192.168.7.20"
#define TOPIC_ROUTER     "192.168.7.1"
#define TOPIC_HOST6      "fe80::200:5eff:fe00:5301"
#define TOPIC_PEER6      "fe80::200:5eff:fe00:5302"

/* Adds a frame half a second after the one before it. */
void topic_add(struct capture *, struct frame *);
/* The same, cut to its first `captured` bytes. */
void topic_add_cut(struct capture *, struct frame *, size_t captured);

/* IP header of a packet between the two machines; `to` NULL: the peer of the same family. */
void topic_ip(struct frame *, const char *to, unsigned protocol, unsigned ttl);
/* Ethernet and IP, to the peer or to a group. */
void topic_frame(struct frame *, const char *to, unsigned protocol, unsigned ttl);
void topic_frame6(struct frame *, const char *to, unsigned protocol, unsigned ttl);
/* A whole small datagram behind whatever is in front: IP, UDP, eight bytes. */
void topic_datagram(struct frame *);
void topic_datagram6(struct frame *);

#endif
