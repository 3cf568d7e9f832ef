/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_PCAPNG_STATE_H
#define CASTSCOPE_PCAPNG_STATE_H

#include "capture/savefile_state.h"

/* What the two files about pcapng share. */

/* The part of a block between its type and length and its second length. */
struct pcapng_block {
    const uint8_t *body;
    uint32_t n;
    uint64_t offset; /* where the block begins in the file */
};

/* What blocks say beside frames: pcapng_options.c. Each returns SAVEFILE_FRAME, which here means that
 * reading goes on, or a failure. */
enum savefile_state pcapng_section(struct savefile *, const struct pcapng_block *);
enum savefile_state pcapng_interface(struct savefile *, const struct pcapng_block *);
void pcapng_names(struct savefile *, const struct pcapng_block *);
void pcapng_statistics(struct savefile *, const struct pcapng_block *);

/* Hands on the names that were read before anybody listened. */
void pcapng_names_again(struct savefile *);

/* Adds what a frame's options say of frames that were lost before it. */
void pcapng_frame_losses(const struct savefile *, const struct savefile_frame *,
                         struct savefile_interface *);

/* A time stamp of an interface in nanoseconds, within the range of int64_t. */
int64_t pcapng_time(const struct savefile_interface *, uint64_t ticks);

#endif
