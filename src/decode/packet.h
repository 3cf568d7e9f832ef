/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_PACKET_H
#define CASTSCOPE_PACKET_H

#include <stdbool.h>
#include <stdint.h>

#include "address/ip.h"
#include "address/mac.h"
#include "decode/reader.h"
#include "text/text.h"

/*
 * What one frame said.
 *
 * packet_decode() runs the frame through the decoders of protocols.def. They fill in the addresses
 * that every frame has, and state facts: a small closed vocabulary that the census understands
 * without knowing any protocol. Where a sink is given they also report each field they read. Nothing
 * here allocates, does I/O or knows the time of day; the same frame always gives the same packet.
 */

/* One frame as a source hands it out. */
struct frame {
    int64_t t_ns;      /* capture time, nanoseconds since 1970 UTC */
    uint64_t number;   /* 1, 2, ... in the order read, over all sources */
    uint32_t captured; /* bytes at `data` */
    uint32_t length;   /* bytes on the wire */
    uint32_t link;     /* link type, by the numbers of LINKTYPE_* (enum link_type names some) */
    uint32_t source;   /* which source it came from, counted from 0 */
    uint64_t source_number; /* 1, 2, ... within its source */
    const uint8_t *data;    /* valid during the call it is passed to */
    const char *comment;    /* somebody's in the file, clean; NULL for none; valid as long */
};

/* A constant for each row of spaces.def. */
enum space {
#define SPACE(id, count, format) SPACE_##id,
#include "decode/spaces.def"
#undef SPACE
    SPACE_COUNT
};

/* PROTO_NONE, then a constant for each row of protocols.def. */
enum proto {
    PROTO_NONE,
#define PROTOCOL(id, name, title, decoder, space, number) PROTO_##id,
#define ALSO(id, space, number)
#include "decode/protocols.def"
#undef PROTOCOL
#undef ALSO
    PROTO_COUNT
};

/* What a decoder may state for the census. */
enum fact_kind {
    FACT_BINDS, /* `mac` has the address `ip`; `how` is an enum binding; with `bits` 1 it says so by
                       a gratuitous ARP packet, which answers nobody and asks nothing */
    FACT_ASKS,  /* the sender looks for `ip`, or for the name `text`; with `how` 1 for a host's
                       address by its name, of which it knows none yet */
    FACT_PROBES, /* the sender asks whether it may have the name `text`, with the address `ip` or for the
                       service at host `other_text`, `port` (RFC 6762 section 8.2) */
    FACT_DENIES, /* the sender tells who asked that there is no name `text` */
    FACT_NAMED,  /* `ip` (or `mac` where ip is none) is called `text`; `ttl_s` 0 takes it back; with
                       `how` 1 nobody else is called so */
    FACT_OFFERS, /* service `text` of type `detail` at host `other_text`, `port`; ttl_s as above;
                       with `how` 1 it is taken back at whatever host and port, with `how` 2
                       `other_text` is what it says of itself, and `port` how many strings of that
                       are not there as a whole */
    FACT_DESCRIBES, /* `ip` (or `mac` where ip is none) runs or is `text`: "MSFT 5.0" */
    FACT_JOINS, /* the sender is a member of the group `ip`; `how` is the IGMP or MLD version, `bits`
                       an enum filter_mode, `port` how many sources it names */
    FACT_LEAVES,    /* the sender leaves the group `ip`; `how` as above */
    FACT_SOURCE,    /* a source, `ip`, that the JOINS before it names; the first ones only */
    FACT_QUERIES,   /* the sender asks who is a member, of group `ip` or of all; `how` the version,
                       `port` the tenths of a second for the answer, and where the version says so
                       `ttl_s` the interval and `bits` the robustness, with QUERY_OF_SOURCES where
                       only some sources of the group are asked for */
    FACT_SUBNET,    /* `ip` is in a subnet of `bits` bits, by the word of a server */
    FACT_BROADCAST, /* `ip` is a directed broadcast address, by the word of a server */
    FACT_ROUTER,    /* `ip` is a router of the link, by the word of a server or its own */
    FACT_LEASE, /* `mac` asks for an address, or a server answers it; `how` is an enum lease, `ip` the
                       address it is about, `port` the seconds since the machine began to ask */
    FACT_ODD,   /* something contradicts its specification; `how` is an enum oddity */
    FACT_KIND_COUNT
};

/* How a binding of MAC and IP address is known, weakest first. */
enum binding {
    BINDING_PROBE,     /* the machine asks whether the address is free (RFC 5227 section 2.1.1) */
    BINDING_LEARNED,   /* the machine sends from it */
    BINDING_ANNOUNCED, /* the machine says so unasked, or in asking for another */
    BINDING_ANSWERED,  /* the machine says so when asked */
    BINDING_COUNT
};

/* What a report says of sources (RFC 9776 section 4.2.13, RFC 9777 section 5.2.12). */
enum { QUERY_OF_SOURCES = 0x80 }; /* in `bits` of a QUERIES, beside the robustness */

enum filter_mode {
    FILTER_ANY,     /* the version knows no sources: all of them */
    FILTER_INCLUDE, /* those that are named, and no others */
    FILTER_EXCLUDE, /* all but those that are named */
    FILTER_ALLOW,   /* those that are named, too */
    FILTER_BLOCK,   /* no more those that are named */
};

/* What machines and servers say on the way to an address that is lent (RFC 2131 section 3.1). */
enum lease {
    LEASE_DISCOVER,
    LEASE_OFFER,
    LEASE_REQUEST, /* of what a server offered, which it names */
    LEASE_REMIND,  /* the same without naming one: of what it had before (RFC 2131 section 4.3.2) */
    LEASE_DECLINE,
    LEASE_ACK,
    LEASE_NAK,
    LEASE_COUNT
};

/* What a frame does that its specification forbids or that does not fit together. The sentences
 * stand in oddities.def. */
enum oddity {
#define ODDITY(id, severity, confidence, summary, reference) ODDITY_##id,
#include "decode/oddities.def"
#undef ODDITY
    ODDITY_COUNT
};

struct fact {
    uint8_t kind;  /* enum fact_kind */
    uint8_t how;   /* see the kind */
    uint8_t proto; /* enum proto that states it */
    uint8_t bits;  /* of a subnet */
    uint16_t port;
    uint16_t text;       /* offset in packet.names of a clean string; 0 for none */
    uint16_t detail;     /* the same */
    uint16_t other_text; /* the same */
    uint32_t ttl_s;      /* seconds the fact holds; UINT32_MAX where the protocol does not say */
    struct mac mac;
    struct ip ip;
};

enum {
    PACKET_STACK = 16, /* layers */
    PACKET_VLANS = 8,  /* stacked tags */
    PACKET_FACTS = 96,
    PACKET_NAMES = 4096,  /* bytes of strings that facts carry */
    PACKET_FIELDS = 1024, /* fields that a sink gets, 16 bytes of text counting as another one */
};

/* What the link itself says of how a frame was cast, where it has no destination address. */
enum link_cast {
    LINK_CAST_UNKNOWN,
    LINK_CAST_UNICAST,
    LINK_CAST_BROADCAST,
    LINK_CAST_MULTICAST,
    LINK_CAST_OUTGOING, /* sent by the capturing machine: the IP destination decides */
};

struct sink;
struct recent;

struct packet {
    const struct frame *frame; /* valid while the frame is */
    struct sink *sink;         /* NULL on the fast path */
    struct recent *recent;     /* messages decoded of late; NULL where nobody remembers them */
    uint16_t field_room;       /* of PACKET_FIELDS; 0 on the fast path */

    /* Who talks to whom: decoders of messages ask for it by message_src() and its like. */
    struct mac eth_src, eth_dst; /* MAC_NONE where the link has none */
    struct ip src, dst;          /* the outermost network layer's; family IP_NONE where none */
    uint16_t src_port, dst_port; /* where has_ports */

    /* What the layers below messages say. */
    uint16_t ethertype;          /* where has_ethertype: the last one, behind all tags */
    uint16_t arp_op;             /* where has_arp_op */
    uint16_t vlan[PACKET_VLANS]; /* VLAN identifiers, outermost first */
    uint8_t vlan_count;
    uint8_t network;   /* enum proto: PROTO_IPV4, PROTO_IPV6, PROTO_ARP, PROTO_RARP, or none */
    uint8_t ip_proto;  /* where has_ip_proto */
    uint8_t link_cast; /* enum link_cast */
    bool has_ethertype, has_ip_proto, has_ports, has_arp_op;
    bool fragment; /* a fragment other than the first */
    bool padded;   /* the 802.11 header is padded to a multiple of 4 bytes */

    uint8_t stack[PACKET_STACK]; /* enum proto, link layer first */
    uint8_t depth;

    /* All else that decoders of messages look at or change. */
    uint8_t ttl;           /* or hop limit */
    bool more_fragments;   /* the first fragment: what it seems to lack follows in others */
    bool asked_ends;       /* a decoder of a message asked who talks to whom... */
    bool asked_identifier; /* ... or took the message's identifier for something else */
    bool more_facts; /* one found no room, or a budget ended the reading; none come behind it */
    bool has_unknown;
    uint8_t unknown_space;   /* enum space: where the last number found no decoder... */
    uint32_t unknown_number; /* ... and the number */
    enum fault fault;        /* of the frame as a whole; BAD outweighs SHORT */
    uint16_t fact_count;
    uint16_t names_used;
    struct fact facts[PACKET_FACTS];
    char names[PACKET_NAMES];
};

/* Decodes a frame. Whatever was in *p is forgotten; facts and names behind their counts keep old
 * bytes, which nobody reads. */
void packet_decode(struct packet *p, const struct frame *, struct sink *);

/* The same without a sink, and sooner done where messages come again: see recent.h. */
void packet_decode_recent(struct packet *p, const struct frame *, struct recent *);

/* The most specific protocol known: the last of the stack, PROTO_NONE for an unknown link type. */
static inline enum proto packet_protocol(const struct packet *p)
{
    return p->depth > 0 ? (enum proto)p->stack[p->depth - 1] : PROTO_NONE;
}

/* The VLAN that the frame belongs to, both tags in one number; 0 without, also where a tag only has a
 * priority (IEEE Std 802.1Q clause 6.9). Each is a link of its own. */
static inline uint16_t packet_vlan(const struct packet *p)
{
    uint16_t outer = p->vlan_count > 0 ? p->vlan[0] : 0;
    uint16_t inner = p->vlan_count > 1 ? p->vlan[1] : 0;
    return (uint16_t)(outer ^ inner << 4);
}

/* The outermost one alone, as people number them; 0 as above. */
static inline uint16_t packet_outer_vlan(const struct packet *p)
{
    return p->vlan_count > 0 ? p->vlan[0] : 0;
}

#define PROTO_NAME 32

/* The name of the packet's protocol in lower case: "mdns", or "ethertype-0x88b5" for a number that
 * has no decoder. */
void packet_protocol_name(const struct packet *, char out[PROTO_NAME]);

/* "mdns" and "Multicast DNS"; "" for PROTO_NONE. */
const char *proto_name(enum proto);
const char *proto_title(enum proto);

/* The name of a number in its space where no protocol is bound to it: "ethertype-0x88b5". */
void space_number_name(enum space, uint32_t number, char out[PROTO_NAME]);

/* The `link` of the machine-readable output: "ethernet", or "linktype-147". */
void link_name(uint32_t link, char out[PROTO_NAME]);

/* True where the link type has a decoder. */
bool link_is_known(uint32_t link);

/* The string of a fact: text, detail or other_text; "" where it has none. */
static inline const char *packet_name(const struct packet *p, uint16_t offset)
{
    return offset > 0 ? p->names + offset : "";
}

#endif
