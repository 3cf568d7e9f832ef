/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_CENSUS_H
#define CASTSCOPE_CENSUS_H

#include "model/model.h"

/*
 * The one writer of a model: takes packets, keeps count. Pure: no I/O, no clock but the packets',
 * no allocation per frame.
 */

struct census;

/* A census that writes to `model`, which must outlive it. NULL where memory is short. */
struct census *census_new(struct model *model);
void census_free(struct census *);

/* Clears the model, and forgets all else: it counts from the beginning again. */
void census_clear(struct census *);

/* Adds a source; its index, or SOURCES - 1 where there are too many. Strings must be clean. */
uint32_t census_source(struct census *, enum source_kind, const char *name, const char *interface,
                       uint32_t link);

/* How a packet is cast by what was proven before it: what classify() says, which is asked only of packets that are
 * not like one shortly before. Lives until the next call. */
const struct verdict *census_classify(struct census *, const struct packet *);

/* Counts the packet that was classified last, and believes what it states. */
void census_apply(struct census *);

/* A packet that is not counted: a directed broadcast address that it proves is believed all the same, so that
 * how the frames behind it are cast does not depend on which are counted. */
void census_overlook(struct census *, const struct packet *);

/* A capture file names an address: a clean name for `ip`, or for `mac` where there is no IP address.
 * It is nobody's word in a frame, so that its source is PROTO_NONE. */
void census_name(struct census *, struct ip ip, struct mac mac, const char *text);

/* Live capture: the clock is at `now_ns`, whether or not a frame came. It may have been set back. */
void census_tick(struct census *, int64_t now_ns);

/* The prefix of an address of the capturing machine itself proves a directed broadcast address. */
void census_own_address(struct census *, struct ip address, unsigned bits);

/*
 * What the capturing machine's system says, and that what it said before does not hold any more. News
 * of an interface that is captured on become events. Routes go into the model's `system` directly.
 */
void census_system_interface(struct census *, const struct system_interface *, int64_t now_ns);
void census_system_interface_gone(struct census *, uint32_t number);
void census_system_address(struct census *, const struct system_address *, bool gone,
                           int64_t now_ns);
void census_system_neighbour(struct census *, const struct system_neighbour *, int64_t now_ns);

/* Frames were not taken from the kernel for so long, and it dropped so many of them. */
void census_stood_still(struct census *, int64_t span_ns, uint64_t dropped, int64_t now_ns);

#endif
