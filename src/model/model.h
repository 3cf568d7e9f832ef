/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_MODEL_H
#define CASTSCOPE_MODEL_H

#include "decode/classify.h"
#include "decode/packet.h"
#include "model/rates.h"
#include "model/series.h"
#include "model/system.h"
#include "model/table.h"

/*
 * All that castscope knows of a link, in fixed tables without pointers. census.h fills it in; the
 * screens, the report and the JSON output only read it.
 *
 *     table           rows      bytes a row   together
 *     hosts           16,384        328          5.4 MB
 *     neighbours      16,384        200          3.3 MB
 *     groups           4,096        624          2.6 MB
 *     senders          8,192        120          1.0 MB
 *     members          8,192        296          2.4 MB
 *     conversations    8,192        136          1.1 MB
 *     names            8,192        184          1.5 MB
 *     descriptions     2,048        184          0.4 MB  (rows of names)
 *     services         2,048        808          1.7 MB
 *     evidence         4,096        328          1.3 MB
 *     unknowns           256         48          0.0 MB
 *     findings           512        192          0.1 MB
 *     stories          1,024        576          0.6 MB
 *     lookups          1,024        488          0.5 MB
 *     probes             512        192          0.1 MB
 *
 * with 16 bytes a row for the places: under 24 MB together (asserted in model.c). There are at most
 * two models in a process: the live one and the screen's copy. The last frames are kept beside the
 * model (frames.h).
 */

/* What comes again so soon is one frame seen twice, as at two ports that a switch mirrors. */
enum { SEEN_AGAIN_NS = 10000000 };

enum {
    HOST_ROWS = 16384,
    NEIGHBOUR_ROWS = 16384,
    GROUP_ROWS = 4096,
    SENDER_ROWS = 8192,
    MEMBER_ROWS = 8192,
    CONVERSATION_ROWS = 8192,
    NAME_ROWS = 8192,
    SERVICE_ROWS = 2048,
    DESCRIPTION_ROWS = 2048,
    EVIDENCE_ROWS = 4096,
    UNKNOWN_ROWS = 256,
    FINDING_ROWS = 512,
    STORY_ROWS = 1024,
    LOOKUP_ROWS = 1024,
    PROBE_ROWS = 512,

    HOST_IPV4 = 6, /* addresses a host row holds of each family */
    HOST_IPV6 = 6,
    NAME_BYTES = 72,                /* a name with its terminator; longer ones are cut */
    SERVICE_TEXT = 512,             /* of what a service says of itself, with the terminator */
    EVIDENCE_BYTES = 256,           /* of a frame that proves something */
    FINDING_FRAMES = 8,             /* frame numbers a finding keeps: the first ones */
    FINDINGS_OF_A_KIND = TABLE_KIN, /* so many subjects of one oddity at most: the table's kin */
    MEMBER_SOURCES = 8,             /* sources that a member wants, or does not */
    SOURCES = 64,
};

struct tally {
    uint64_t frames, bytes;
};

/* A machine is known by its MAC address; on links without any, by its network address. */
struct host_key {
    struct mac mac;
    struct ip ip; /* family IP_NONE where mac exists */
};

struct host {
    struct slot slot; /* frames and bytes: sent */
    struct host_key key;
    /* What each of its frames touches stands together. */
    bool announced_itself; /* it sent a frame; false: only heard of as a destination */
    bool more_addresses;   /* it has some that found no room */
    uint8_t ipv4_count, ipv6_count;
    int64_t last_ns;
    struct tally sent[CAST_COUNT];
    struct tally received; /* unicast to it */
    int64_t first_ns;
    uint64_t first_frame;
    uint32_t ipv4[HOST_IPV4];
    uint64_t ipv6[HOST_IPV6][2];
    /* Of packets that were forwarded before they came from it: a bit for their sources, several of which may share
     * one, and the first and the newest frame that set one. */
    uint64_t carried;
    uint64_t carried_frame, carried_last_frame;
};

/* A binding of an address to a MAC, as `arp -a` lists them. */
struct neighbour_key {
    struct ip ip;
    struct mac mac;
};

struct neighbour {
    struct slot slot; /* frames: how often it was stated or seen */
    struct neighbour_key key;
    int64_t first_ns, last_ns;
    uint64_t frame;   /* the first frame that showed the strongest evidence so far */
    uint8_t how;      /* enum binding: the strongest evidence */
    uint8_t heard_at; /* the capture's source: addresses are unique on a link only */
    uint16_t vlan;    /* packet_vlan() there */
    /* Of statements alone: announcements and answers. */
    uint32_t unasked; /* answers though nobody had asked */
    uint16_t denied; /* times it asked who has the address, soon after it had said that it has it */
    uint8_t contested;  /* times it claimed the address again soon after another one had; or 255 */
    bool claimed_asked; /* its last claim was an answer to a question */
    uint16_t claim_print; /* of the last claim, to know it again */
    uint64_t claims;
    uint64_t claim_frame, claim_last_frame,
        unasked_frame;     /* the first and the last; the first unasked */
    uint64_t denied_frame; /* the first time it asked */
    uint32_t gratuitous;   /* gratuitous ARP packets */
    uint32_t flips;        /* times it claimed the address again after another one had */
    uint64_t gratuitous_frame, gratuitous_last_frame; /* the first and the last */
    int64_t claim_ns, claim_last_ns;
    int64_t used_ns; /* since when it has the address rather than asks whether it is free */
};

/* Who asks which groups have members (RFC 9776 section 6.6.2, RFC 9777 section 7.6.2). */
struct querier {
    struct ip ip; /* family IP_NONE: there is none */
    struct mac mac;
    uint64_t queries, first_frame, last_frame;
    int64_t first_ns, last_ns;
    int64_t before_ns;    /* the query before the last one, where there are two */
    uint32_t interval_s;  /* between its queries; 0: it did not say */
    uint16_t response_ds; /* tenths of a second in which members answer */
    uint8_t robustness;   /* 0: it did not say */
    uint8_t version;
    bool of_sources; /* its last query asked for some sources of a group alone */
    uint16_t vlan;   /* packet_outer_vlan() there */
    uint32_t source; /* where it was heard last: links have their own, and so have virtual ones */
};

enum { QUERIERS = 8 };

struct querier_list {
    struct querier at[QUERIERS];
    uint32_t count;
    uint64_t evicted; /* those that found no room pushed out the one not heard for longest */
};

/* A multicast group, or a group MAC address that no network layer names. */
struct group_key {
    struct ip ip;
    struct mac mac; /* MAC_NONE where ip is there */
};

/* The newest report on a link that other members may stay silent for. */
struct shared_report {
    int64_t t_ns;   /* 0: none */
    uint16_t vlan;  /* the outermost tag, as a querier's */
    uint8_t source; /* the capture's */
};

enum { GROUP_LINKS = 4 };

struct group {
    struct slot slot; /* frames sent to it */
    struct group_key key;
    struct tally by_origin[ORIGIN_COUNT];
    int64_t first_ns, last_ns;
    struct series rate;
    struct querier querier; /* who last asked for its members alone; no queries: nobody */
    uint64_t frame;         /* the first that was sent to it, or else named it */
    uint64_t housekeeping;  /* frames sent to it that only are about its members: IGMP, MLD */
    struct shared_report shared[GROUP_LINKS]; /* where several are, by link; the oldest gives way */
    bool more_shared;                         /* one gave way */
    uint8_t heard_at; /* the capture's source of the newest frame that was sent to it */
    uint16_t vlan;    /* packet_outer_vlan() of the same */
};

/* Who sends to a group. */
struct sender_key {
    struct group_key group;
    struct host_key host;
};

struct sender {
    struct slot slot;
    struct sender_key key;
    int64_t first_ns, last_ns;
};

/* Who said that it is a member of a group: at least these. A machine is a member as a whole, and may
 * say so from several of its addresses, or before it has one; but each VLAN has members of its own. */
struct member_key {
    struct ip group;
    struct mac mac;
    struct ip host; /* family IP_NONE where mac exists */
    uint64_t vlan;  /* the outermost tag, as a querier's */
};

struct member {
    struct slot slot; /* frames: reports */
    struct member_key key;
    int64_t since_ns, last_ns;
    int64_t left_ns; /* when it left, 0 where it has not */
    uint64_t frame;  /* the report that showed it first */
    struct ip host;  /* the newest address it reported from; family IP_NONE: it had none yet */
    uint8_t version; /* of IGMP or MLD: the newest report's */
    uint8_t mode;    /* enum filter_mode: ANY, INCLUDE or EXCLUDE */
    uint8_t source_count;
    uint8_t heard_at;  /* the capture's source: what is asked elsewhere does not concern it */
    bool more_sources; /* it named some that found no room */
    uint64_t sources[MEMBER_SOURCES][2]; /* high and low half, of the group's family */
};

/* Two network addresses that talk, by protocol and ports; `a` is the lower one. */
struct conversation_key {
    struct ip a, b;
    uint64_t ports; /* protocol << 32 | a_port << 16 | b_port */
};

struct conversation {
    struct slot slot;
    struct conversation_key key;
    int64_t first_ns, last_ns;
    struct tally from_a; /* the rest is from b */
    uint8_t proto;       /* enum proto: the newest frame's, later fragments apart */
    uint8_t ip_proto;
};

/* A name, or a description, who bears it, and who says so. */
struct name_key {
    struct mac mac;        /* the bearer where the frame itself names it, else MAC_NONE */
    struct ip ip;          /* the bearer's address, or IP_NONE */
    char text[NAME_BYTES]; /* clean, zero-filled */
    uint64_t source;       /* enum proto that says so; PROTO_NONE: the capture file */
};

struct name {
    struct slot slot; /* frames that said so */
    struct name_key key;
    int64_t first_ns, last_ns;
    uint64_t frame;  /* the first that says so rather than takes it back; 0 where none said so */
    uint32_t ttl_s;  /* of the newest statement; 0: taken back (goodbye) */
    bool unique : 1; /* it says that nobody else is called so */
    bool had : 1;    /* somebody said so, and did not only take it back */
    bool
        declared : 1; /* it said so to all, not only to who asked; by mDNS, though nobody had asked */
    uint8_t heard_at; /* the capture's source: names are unique on a link only */
    uint16_t vlan;    /* packet_vlan() there */
};

struct service_key {
    char name[NAME_BYTES]; /* the instance; clean, zero-filled */
    char type[NAME_BYTES]; /* "_ipp._tcp" */
    char host[NAME_BYTES];
    uint64_t port;
};

struct service {
    struct slot slot;
    struct service_key key;
    int64_t first_ns, last_ns;
    uint64_t frame;
    uint32_t ttl_s;
    uint8_t source;          /* enum proto */
    uint16_t text_cut;       /* strings of what it says of itself that are not there as a whole */
    char text[SERVICE_TEXT]; /* what it says of itself (TXT); clean, "" for nothing */
};

/* The beginning of a frame that proved something. */
struct evidence_key {
    uint64_t frame;
};

struct evidence {
    struct slot slot;
    struct evidence_key key;
    int64_t t_ns;
    uint32_t captured, length; /* captured: bytes kept, at most EVIDENCE_BYTES */
    uint32_t link;
    uint32_t source;
    uint8_t bytes[EVIDENCE_BYTES];
};

/* A number no decoder is bound to. */
struct unknown_key {
    uint64_t space_and_number; /* enum space << 32 | number */
};

struct unknown {
    struct slot slot;
    struct unknown_key key;
};

/* Findings are folded: one row for each oddity and subject, with a count. Who makes up subjects pushes out
 * findings of the same oddity only. */
struct finding_key {
    uint64_t oddity; /* enum oddity */
    struct host_key subject;
};

struct finding {
    struct slot slot; /* frames that show it */
    struct finding_key key;
    int64_t first_ns, last_ns;
    struct ip other;                 /* a second subject, or IP_NONE */
    uint64_t frames[FINDING_FRAMES]; /* numbers of the first ones */
    uint8_t frame_count;
};

/* How a machine came to its address: what it asked of DHCP servers and what they said, and its own way to
 * a link-local address (RFC 2131, RFC 3927). */
struct story_event {
    uint64_t count;
    uint64_t first_frame, last_frame;
    int64_t first_ns, last_ns;
};

struct story_key {
    struct mac mac;
};

enum { STORY_TRIES = 4 };

struct story {
    struct slot slot; /* frames: events */
    struct story_key key;
    struct story_event lease[LEASE_COUNT];
    struct story_event probe, claim; /* of link-local addresses, by ARP */
    struct ip link_local;            /* the newest one */
    struct ip leased;                /* of the newest acknowledgment */
    uint64_t tries;                  /* times it asked since somebody last answered */
    int64_t try_first_ns, try_last_ns;
    uint64_t try_frames[STORY_TRIES]; /* the first of them */
    /* The same when it first used a link-local address. */
    uint64_t fell_tries;
    uint64_t fell_frames[STORY_TRIES];
    int64_t fell_try_ns;
    int64_t fell_ns; /* 0: it did not */
    int64_t
        beside_ns; /* when it was first heard to have another one after that, without a lease; or 0 */
};

/* Who looks for whom, in vain or not: by a name without its domain, in small letters. */
struct lookup_key {
    char text[NAME_BYTES];
    struct host_key asker;
};

enum lookup_way { LOOKUP_DNS, LOOKUP_MDNS, LOOKUP_LLMNR, LOOKUP_NBNS, LOOKUP_WAYS };

struct lookup_step {
    uint64_t asked, answered;         /* times */
    uint64_t ask_frame, answer_frame; /* the newest question, and the first answer */
    int64_t ask_ns, answer_ns;
    int64_t took_ns;  /* to the first answer */
    struct mac by;    /* who gave it */
    int64_t first_ns; /* of the first question */
    uint64_t repeats; /* questions that came again soon: the one before was not answered */
};

struct lookup {
    struct slot slot; /* frames: questions and answers */
    struct lookup_key key;
    int64_t first_ns, last_ns;
    uint64_t denied_frame; /* in which DNS said that there is no such name; 0: it did not */
    struct lookup_step step[LOOKUP_WAYS];
};

/* Who asks by mDNS whether a name is free, to have it (RFC 6762 section 8.1). */
struct probe_key {
    char text[NAME_BYTES]; /* in small letters, zero-filled */
    struct mac mac;
};

struct probe {
    struct slot slot; /* frames: records that it proposed */
    struct probe_key key;
    int64_t last_ns;
    uint64_t frame, last_frame; /* the first, and the newest */
    uint64_t data;              /* a sum of what the newest one proposed for the name */
    uint8_t heard_at;           /* the capture's source: names are unique on a link only */
    uint16_t vlan;              /* packet_vlan() there */
    /* Another one that asked for the name at the same time. */
    bool raced;
    struct mac rival;
    uint64_t race_frame, rival_frame; /* of this one, and of the other one before */
    int64_t race_ns;
};

/* A router of the link, as a DHCP server names it (RFC 2132 section 3.5) or it says itself (RFC 4861
 * section 4.2). */
struct router {
    struct ip ip;
    uint64_t frame; /* the first that said so */
};

enum { ROUTERS = 16 }; /* more are not remembered */

struct router_list {
    struct router at[ROUTERS];
    uint32_t count;
};

enum source_kind { SOURCE_FILE, SOURCE_LIVE };

/* One file or interface. */
struct source_row {
    char name[96];      /* clean: the file or the device */
    char interface[64]; /* clean: what --frames calls it */
    uint8_t kind;       /* enum source_kind */
    bool complete;      /* read to its end without an error */
    bool over;          /* nothing more will come */
    bool filtered;      /* a filter keeps frames away */
    uint8_t state;      /* enum interface_state */
    int64_t state_ns;   /* since when, but for the first one */
    uint32_t link;
    uint64_t frames, bytes;
    int64_t first_ns, last_ns;
    uint64_t kernel_received, kernel_dropped, interface_dropped; /* live: pcap_stats() */
    uint64_t read_bytes, total_bytes; /* file: progress; total 0 where unknown */
    char error[256];                  /* clean; "" while all is well */
    char comment[256];                /* clean: what the file says of itself, or "" */
};

/* What is written to a file meanwhile. */
struct recording_row {
    bool on;                /* something is, or was */
    bool going;             /* something is */
    char name[96];          /* clean: as it was asked for */
    uint32_t files;         /* made so far */
    uint64_t frames, bytes; /* written */
    uint64_t lost;          /* frames that were to be recorded and are not */
    char error[256];        /* clean: why it ended; "" while all is well */
};

struct model {
    uint64_t frames, bytes, captured_bytes;
    uint64_t short_frames, bad_frames; /* by fault */
    uint64_t cut_facts;                /* frames that stated more than a packet holds */
    int64_t first_ns, last_ns;         /* packet times; last is the newest */
    int64_t now_ns;                    /* last_ns, or the clock's tick in live capture */
    uint64_t time_went_back;           /* frames older than one before them */

    struct tally cast[CAST_COUNT];
    struct tally part[PART_COUNT]; /* of broadcast */
    struct tally by_origin[CAST_COUNT][ORIGIN_COUNT];
    struct tally part_origin[PART_COUNT][ORIGIN_COUNT];
    struct tally directed[BROADCASTS]; /* by proven address, as in `proven` */
    struct tally directed_origin[BROADCASTS][ORIGIN_COUNT];
    struct series directed_rate[BROADCASTS];
    struct tally origin[ORIGIN_COUNT];
    struct tally link_local, link_local6;
    struct tally protocol[PROTO_COUNT]; /* by most specific; [PROTO_NONE] unknown link types */
    struct series_clock clock;
    struct series rate[CAST_COUNT]; /* frames */
    struct series part_rate[PART_COUNT];
    struct series link_local_rate;
    struct rates rates;
    struct broadcast_list proven;
    struct router_list routers;
    int64_t unwatched_ns; /* of gaps in which nothing at all was heard for long, together */

    struct querier_list queriers[2]; /* of all groups: IGMP's and MLD's */

    uint32_t source_count;
    struct source_row source[SOURCES];
    struct recording_row recording;
    struct system system; /* beside what the packets say */

    TABLE(host, HOST_ROWS) hosts;
    TABLE(neighbour, NEIGHBOUR_ROWS) neighbours;
    TABLE(group, GROUP_ROWS) groups;
    TABLE(sender, SENDER_ROWS) senders;
    TABLE(member, MEMBER_ROWS) members;
    TABLE(conversation, CONVERSATION_ROWS) conversations;
    TABLE(name, NAME_ROWS) names;
    TABLE(service, SERVICE_ROWS) services;
    TABLE(name, DESCRIPTION_ROWS) descriptions; /* what machines run or are, in their own words */
    TABLE(evidence, EVIDENCE_ROWS) evidence;
    TABLE(unknown, UNKNOWN_ROWS) unknowns;
    TABLE(finding, FINDING_ROWS) findings;
    TABLE(story, STORY_ROWS) stories;
    TABLE(lookup, LOOKUP_ROWS) lookups;
    TABLE(probe, PROBE_ROWS) probes;
};

/* Every table of the model, for those who treat them alike: its field and its name in the output. */
#define MODEL_TABLES(X)         \
    X(neighbours, "neighbours") \
    X(services, "services")     \
    MODEL_TABLES_BY_KEY(X)      \
    X(members, "members")       \
    X(findings, "findings")     \
    X(lookups, "lookups")       \
    X(probes, "probes")

/* Those that are found by their whole key. */
#define MODEL_TABLES_BY_KEY(X)        \
    X(hosts, "hosts")                 \
    X(groups, "groups")               \
    X(senders, "senders")             \
    X(conversations, "conversations") \
    X(names, "names")                 \
    X(descriptions, "descriptions")   \
    X(evidence, "evidence")           \
    X(unknowns, "unknowns")           \
    X(stories, "stories")

/* A new, empty model in one allocation, or NULL where memory is short. `hash_key` should be random;
 * nothing that is ever shown depends on it. Freed with free(). */
struct model *model_new(enum series_span, const uint64_t hash_key[2]);

/* Forgets everything, as if it had just been made. */
void model_clear(struct model *);

/* Makes *to what *from is. Touches only what is in use. */
void model_copy(struct model *to, const struct model *from);

/* The same for the screen's snapshot: copies only those parts of the tables that changed since *to followed *from
 * last (table_follow()). Nobody else follows *from, and nothing else changes *to. */
void model_follow(struct model *to, struct model *from);

/* What was cast to groups whose rows were evicted, so that the matrix still adds up. */
struct tally model_multicast_rest(const struct model *, enum origin);

/* Entries evicted from all tables together but that of evidence, whose loss loses no count. */
uint64_t model_evicted(const struct model *);

/* The MAC address that an IP address is best known to belong to: the strongest evidence, then the
 * newest. MAC_NONE where no packet said. */
struct mac model_bearer(const struct model *, struct ip);

/* The host row a name belongs to, or TABLE_NONE. */
uint32_t model_name_host(const struct model *, const struct name *);

/* What a source is called among the others: its name, with that of the interface where several rows
 * have the name because a file has several interfaces. */
#define SOURCE_TITLE 168
void model_source_title(const struct model *, const struct source_row *, char out[SOURCE_TITLE]);

/* The last part of a file's path, or the device's name; points into the row. */
const char *source_short_name(const struct source_row *);

/* Which of several links, as a sentence says it: by the interface where it has a name that no other has,
 * else with the file's; "" and false where there is but one. */
bool model_link_title(const struct model *, uint32_t source, char out[SOURCE_TITLE]);

/* Whether frames come from a device, and whether no source has any more. */
bool model_is_live(const struct model *);
bool model_is_over(const struct model *);

/* Where a name comes from: "mdns", or "file" where a capture file has it. */
const char *model_name_source(const struct name *);

/* True where the host is known to have the address. */
bool host_has(const struct host *, struct ip);

#endif
