/* SPDX-License-Identifier: MIT */
/* What is counted of every frame, whomever it is of: its time, its cast, its origin, its protocol. */
#include "model/census_state.h"

static void directed_count(struct model *m, const struct packet *p, unsigned origin,
                           uint32_t bucket)
{
    for (uint32_t i = 0; i < m->proven.count; i++) {
        if (m->proven.address[i] == p->dst.low) {
            tally_add(&m->directed[i], p->frame->length);
            tally_add(&m->directed_origin[i][origin], p->frame->length);
            series_add(&m->directed_rate[i], &m->clock, bucket, 1);
            return;
        }
    }
}

void totals_count(struct model *m, const struct packet *p, const struct verdict *v, uint32_t bucket)
{
    uint64_t bytes = p->frame->length;
    m->frames++;
    m->bytes += bytes;
    m->captured_bytes += p->frame->captured;
    if (RARELY(p->fault != FAULT_NONE))
        ++*(p->fault == FAULT_SHORT ? &m->short_frames : &m->bad_frames);
    if (RARELY(p->more_facts))
        m->cut_facts++;
    tally_add(&m->by_origin[v->cast][v->origin], bytes);
    if (!p->has_unknown)
        tally_add(&m->protocol[packet_protocol(p)], bytes);
    series_add(&m->rate[v->cast], &m->clock, bucket, 1);
    if (v->cast == CAST_BROADCAST) {
        tally_add(&m->part[v->part], bytes);
        tally_add(&m->part_origin[v->part][v->origin], bytes);
        series_add(&m->part_rate[v->part], &m->clock, bucket, 1);
        if (v->part == PART_DIRECTED)
            directed_count(m, p, v->origin, bucket);
    }
    if (v->link_local) {
        tally_add(&m->link_local, bytes);
        series_add(&m->link_local_rate, &m->clock, bucket, 1);
    }
    if (v->link_local6)
        tally_add(&m->link_local6, bytes);
    rates_add(&m->rates, p->frame->t_ns, v->cast, v->link_local, p->frame->length);
}

/* A link is never that silent: the capture paused, or several were joined. */
static const uint64_t gap_ns = UINT64_C(600) * 1000000000;

static void silence_note(struct model *m, uint64_t gap)
{
    if (m->unwatched_ns < INT64_MAX / 4)
        m->unwatched_ns += (int64_t)(gap < INT64_MAX / 4 ? gap : INT64_MAX / 4);
}

static void time_begin(struct model *m, int64_t t_ns)
{
    m->last_ns = t_ns;
    if (m->now_ns == 0) /* else live capture started the clock */
        m->first_ns = m->now_ns = t_ns;
    else if (t_ns < m->first_ns)
        m->first_ns = t_ns;
    if (m->now_ns < t_ns)
        m->now_ns = t_ns;
}

static void time_went_back(struct model *m, int64_t t_ns)
{
    m->time_went_back++;
    if (t_ns < m->first_ns)
        m->first_ns = t_ns;
}

uint32_t time_count(struct model *m, const struct frame *frame)
{
    int64_t t_ns = frame->t_ns;
    if (RARELY(m->frames == 0)) {
        time_begin(m, t_ns);
    } else if (RARELY(t_ns < m->last_ns)) {
        time_went_back(m, t_ns);
    } else {
        m->last_ns = t_ns;
        if (t_ns > m->now_ns) {
            uint64_t gap = (uint64_t)t_ns - (uint64_t)m->now_ns; /* times may be anything */
            if (RARELY(gap >= gap_ns))
                silence_note(m, gap);
            m->now_ns = t_ns;
        }
    }
    struct source_row *source = &m->source[frame->source < SOURCES ? frame->source : SOURCES - 1];
    if (RARELY(source->frames == 0))
        source->first_ns = source->last_ns = t_ns;
    source->frames++;
    source->bytes += frame->length;
    if (t_ns > source->last_ns)
        source->last_ns = t_ns;
    else if (t_ns < source->first_ns)
        source->first_ns = t_ns;
    return series_clock_tick(&m->clock, t_ns);
}
