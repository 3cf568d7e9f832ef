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

/* Whether an address is everybody's: 255.255.255.255, or one that something proved. */
bool address_is_broadcast(const struct model *, struct ip);

/* How the frames of a conversation were cast, as bits, 1 << enum cast; and the one of these that most have to look
 * at. */
unsigned conversation_casts(const struct model *, const struct conversation *);
enum cast conversation_cast(const struct model *, const struct conversation *);

/* The one of several who asks for all members, as of a moment: of those heard within the Other Querier Present
 * Interval the lowest address (RFC 9776 sections 6.6.2 and 8.5), else who was heard last. Proxies that ask from
 * 0.0.0.0 (RFC 4541 section 2.1.1) only where there is nobody else. NULL where nobody asked. `source` is one of the
 * capture's and `vlan` as in struct querier, or QUERIER_ANYWHERE and whatever. */
enum { QUERIER_ANYWHERE = -1 };
const struct querier *querier_elected(const struct querier_list *, int source, uint16_t vlan,
                                      int64_t now_ns);

/* The one on the member's link. */
const struct querier *member_querier(const struct model *, const struct member *);

/* Whether it is the elected one of its link, or virtual link. */
bool querier_is_elected(const struct model *, const struct querier_list *, const struct querier *);

/* "querier" of its link; "gone" where it fell silent; "rival" beside the elected one; "proxy" where it asks
 * from no address. */
const char *querier_word(const struct model *, const struct querier_list *, const struct querier *);

/* Who asks for a group's members: whoever asked for this group alone, else whoever asks for all; NULL. */
const struct querier *querier_find(const struct model *, const struct group *);

/* How long after its last query a querier is taken to be gone (RFC 9776 section 8.5). */
int64_t querier_present_ns(const struct querier *);

/* Whether a member stays silent where it hears another one's report: versions without source lists. */
bool member_may_be_silent(const struct member *);

/* The row of the group that it is a member of, which the two below ask for; TABLE_NONE. */
uint32_t member_group(const struct model *, const struct member *);

/* Who asked last whether the group still has members, after this one (or where it may be silent, another
 * one) reported, as queriers do after a leave; NULL where nobody did. */
const struct querier *member_asked(const struct model *, const struct member *, uint32_t group);

/* When a membership lapses unless it is reported again: after the Group Membership Interval, by the timers
 * that the querier states or else the default ones, 2 * 125 s + 2 * 10 s (RFC 9776 section 8.4, RFC 9777
 * section 9.4), of versions without source lists 2 * 125 s + 10 s (RFC 2236 section 8.4, RFC 2710 section
 * 7.4); after the Last Member Query Time where the group alone was asked for (RFC 9776 section 6.6.1, RFC 9777
 * section 7.6.1). */
int64_t member_expires_ns(const struct model *, const struct member *, uint32_t group);

/* From how many addresses elsewhere at least the host hands on packets that were forwarded before. */
unsigned host_carries(const struct host *);

/* Whether it is a router by that, and is sent packets, too: who makes up sources is not. */
enum { ROUTES_LEAST = 4 };
bool host_routes(const struct host *);

/* False for groups whose members need not report: hosts and switches leave some of them out (RFC 4541
 * section 2.1.2; RFC 9777 section 6 for the nodes' own), so that nothing follows from silence. */
bool group_is_reported(struct ip);

/* True where the sender should have said that it is a member, and did not or left. */
bool sender_is_stranger(const struct model *, const struct sender *);

/* Until when something can have been heard of a link: a file's last frame there, or live now. */
int64_t source_watched_ns(const struct model *, uint32_t source);

/* What becomes of a membership: "member", "left"; "lapsed" where it was not reported in time; "unasked" where
 * nobody asked for a report since, so that silence says nothing. */
const char *member_state(const struct model *, const struct member *);

/* "include", "exclude"; "" where the version knows no sources. */
const char *member_mode(const struct member *);

struct ip member_source(const struct member *, unsigned index);

/* The router with the address, or NULL where nobody said that it is one's. */
const struct router *router_find(const struct router_list *, struct ip);

/* Everything the model's live sources lost before castscope saw it. */
struct drops {
    uint64_t kernel, interface;
};

struct drops drops_find(const struct model *);

#endif
