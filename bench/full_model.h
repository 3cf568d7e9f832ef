/* SPDX-License-Identifier: MIT */
#ifndef BENCH_FULL_MODEL_H
#define BENCH_FULL_MODEL_H

#include "model/frames.h"
#include "model/model.h"

/*
 * A model whose tables are all full, and a full ring of frames: as a link with 16,384 machines would leave
 * them, or somebody who invents them. Machines have registered, virtual and made up addresses, some next to
 * each other; addresses are claimed twice, names said by several; look-ups fail and are answered.
 */

void full_model_fill(struct model *);

/* All frames are new ones: ARP requests, and questions and answers by mDNS. */
void full_frames_fill(struct frame_ring *);

/* What a batch of frames changes: `rows` hosts, neighbours, conversations and names are used again, and
 * `invented` are new. The same `seed` changes the same. */
void full_model_stir(struct model *, uint32_t rows, uint32_t invented, uint64_t seed);

#endif
