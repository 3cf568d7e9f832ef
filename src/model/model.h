/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_MODEL_H
#define CASTSCOPE_MODEL_H

#include "decode/classify.h"
#include "model/evidence.h"
#include "model/frame_rows.h"
#include "model/group_rows.h"
#include "model/host_rows.h"
#include "model/name_rows.h"
#include "model/rates.h"
#include "model/series.h"
#include "model/source_rows.h"
#include "model/system.h"
#include "model/table.h"

/*
 * All that castscope knows of a link, in fixed tables without pointers. census.h fills it in; the
 * screens, the report and the JSON output only read it. What stands in the rows is in the headers of
 * rows beside this one.
 *
 *     table           rows      bytes a row   together
 *     hosts           16,384        328          5.4 MB
 *     neighbours      16,384        200          3.3 MB
 *     groups           4,096        624          2.6 MB
 *     senders          8,192        128          1.0 MB
 *     members          8,192        296          2.4 MB
 *     conversations    8,192        136          1.1 MB
 *     names            8,192        184          1.5 MB
 *     descriptions     2,048        184          0.4 MB  (rows of names)
 *     services         2,048        808          1.7 MB
 *     unknowns           256         48          0.0 MB
 *     findings           512        192          0.1 MB
 *     stories          1,024        576          0.6 MB
 *     lookups          1,024        488          0.5 MB
 *     probes             512        192          0.1 MB
 *
 * with 18 bytes a row for the places and their tags, and 1.2 MB of evidence (evidence.h): under 24 MB together
 * (asserted in model.c). There are at most two models in a process: the live one and the screen's copy. The last
 * frames are kept beside the model (frames.h).
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
    UNKNOWN_ROWS = 256,
    FINDING_ROWS = 512,
    STORY_ROWS = 1024,
    LOOKUP_ROWS = 1024,
    PROBE_ROWS = 512,
};

struct model {
    uint64_t frames, bytes, captured_bytes;
    uint64_t short_frames, bad_frames; /* by fault */
    uint64_t cut_facts;                /* frames that stated more than a packet holds */
    int64_t first_ns, last_ns;         /* packet times; last is the newest */
    int64_t now_ns;                    /* last_ns, or the clock's tick in live capture */
    uint64_t time_went_back;           /* frames older than one before them */

    struct tally part[PART_COUNT];                    /* of broadcast */
    struct tally by_origin[CAST_COUNT][ORIGIN_COUNT]; /* sums: model_cast(), model_origins() */
    struct tally part_origin[PART_COUNT][ORIGIN_COUNT];
    struct tally directed[BROADCASTS]; /* by proven address, as in `proven` */
    struct tally directed_origin[BROADCASTS][ORIGIN_COUNT];
    struct series directed_rate[BROADCASTS];
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
    TABLE(unknown, UNKNOWN_ROWS) unknowns;
    TABLE(finding, FINDING_ROWS) findings;
    TABLE(story, STORY_ROWS) stories;
    TABLE(lookup, LOOKUP_ROWS) lookups;
    TABLE(probe, PROBE_ROWS) probes;
    struct evidence_list evidence; /* the frames that prove what stands in the rows */
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
 * last (table_follow()). Nobody else follows *from, and nothing else changes *to. False where nothing had changed. */
bool model_follow(struct model *to, struct model *from);

/* Copies some `most` bytes of these parts ahead, as table_approach() does; how many it were: fewer where hardly
 * anything else is left to follow. */
size_t model_approach(struct model *to, struct model *from, size_t most);

/* Frames of a cast, whatever their origin; and of each origin, however they were cast. */
struct tally model_cast(const struct model *, enum cast);
void model_origins(const struct model *, struct tally out[ORIGIN_COUNT]);

/* What was cast to groups whose rows were evicted, so that the matrix still adds up. */
struct tally model_multicast_rest(const struct model *, enum origin);

/* Rows evicted from all tables together. */
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
