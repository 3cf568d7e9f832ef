/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_NAME_ROWS_H
#define CASTSCOPE_NAME_ROWS_H

#include "model/host_rows.h"

/* Rows of the model: names and services, who looks for them, and who asks whether they are free. */

enum {
    NAME_BYTES = 72,    /* a name with its terminator; longer ones are cut */
    SERVICE_TEXT = 512, /* of what a service says of itself, with the terminator */
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

/* Who looks for whom, in vain or not: by a name without its domain, in small letters. */
struct lookup_key {
    char text[NAME_BYTES]; /* in small letters, zero-filled */
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

#endif
