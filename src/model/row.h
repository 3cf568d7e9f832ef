/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_ROW_H
#define CASTSCOPE_ROW_H

#include "model/model.h"

/* Single rows of a model in the words that every output shares: report, JSON and screens. */

/* "answered", "learned", ...; "computed" is for bindings that no packet states. */
const char *binding_word(enum binding);

bool host_key_equal(const struct host_key *, const struct host_key *);

/* The MAC address, or the network address where there is none. */
void host_key_format(const struct host_key *, char out[IP_TEXT]);
void group_key_format(const struct group_key *, char out[IP_TEXT]);

/* What the registries say of a group, by its network address or else its MAC address; empty strings
 * where they say nothing. The scope is SCOPE_NONE without a network address. */
struct group_entry group_key_entry(const struct group_key *);

/* The MAC address that frames to the group carry. */
struct mac group_key_mac(const struct group_key *);

/* The most specific protocol: "mdns"; by the IP protocol where no more is known. */
void conversation_protocol_format(const struct conversation *, char out[PROTO_NAME]);

/* True where the ports of the key are ports: TCP or UDP, and not only later fragments. */
bool conversation_has_ports(const struct conversation *);

/* Who asks for a group's members: whoever asked for this group, else whoever asks for all. */
struct querier {
    struct ip ip; /* family IP_NONE: nobody */
    struct mac mac;
    int64_t last_ns;
    uint8_t version;
};

struct querier querier_find(const struct model *, const struct group *);

/* When a membership lapses unless it is reported again: the Group Membership Interval with the
 * default timers, 2 * 125 s + 10 s (RFC 9776 section 8.4, RFC 9777 section 9.4). */
int64_t member_expires_ns(const struct member *);

/* Everything the model's live sources lost before castscope saw it. */
struct drops {
    uint64_t kernel, interface;
};

struct drops drops_find(const struct model *);

#endif
