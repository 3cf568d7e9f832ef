/* SPDX-License-Identifier: MIT */
/* What the census wrote down as it went by: its findings, as conclusions. */
#include "infer/conclusion.h"

#include <string.h>

void findings_conclude(struct conclusions *c, const struct model *m)
{
    for (uint32_t i = 0; i < m->findings.head.used; i++) {
        const struct finding *f = &m->findings.at[i];
        struct conclusion *to = conclusion_add(c, (enum conclusion_kind)f->key.oddity,
                                               &f->key.subject);
        to->ip = f->other;
        to->first_ns = f->first_ns;
        to->last_ns = f->last_ns;
        memcpy(to->frames, f->frames, sizeof to->frames);
        to->frame_count = f->frame_count;
        to->times = f->slot.frames;
    }
}
