/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SUMS_H
#define TESTS_SUMS_H

/* What must add up in any model: model_check(). A test includes this after link.h. */

static inline void tally_sum(struct tally *sum, const struct tally *t, size_t n)
{
    *sum = (struct tally){0};
    for (size_t i = 0; i < n; i++) {
        sum->frames += t[i].frames;
        sum->bytes += t[i].bytes;
    }
}

static inline void tally_check(const char *name, const struct tally *whole,
                               const struct tally *parts, size_t n)
{
    struct tally sum;
    tally_sum(&sum, parts, n);
    if (sum.frames != whole->frames || sum.bytes != whole->bytes)
        fail_msg("%s: the parts have %llu frames, %llu bytes, the whole %llu, %llu", name,
                 (unsigned long long)sum.frames, (unsigned long long)sum.bytes,
                 (unsigned long long)whole->frames, (unsigned long long)whole->bytes);
}

/* Everything that must add up in any model. */
static inline void model_check(const struct model *m)
{
    const struct tally all = {m->frames, m->bytes};
    const struct tally broadcast = model_cast(m, CAST_BROADCAST);
    tally_check("casts and origins", &all, m->by_origin[0], CAST_COUNT * ORIGIN_COUNT);
    tally_check("parts of broadcast", &broadcast, m->part, PART_COUNT);
    tally_check("directed broadcasts", &m->part[PART_DIRECTED], m->directed, m->proven.count);
    for (unsigned part = 0; part < PART_COUNT; part++)
        tally_check("origins of a part", &m->part[part], m->part_origin[part], ORIGIN_COUNT);
    for (unsigned i = 0; i < m->proven.count; i++)
        tally_check("origins of a directed broadcast", &m->directed[i], m->directed_origin[i],
                    ORIGIN_COUNT);

    struct tally protocols = {m->unknowns.head.evicted.frames, m->unknowns.head.evicted.bytes};
    struct tally known;
    tally_sum(&known, m->protocol, PROTO_COUNT);
    for (uint32_t i = 0; i < m->unknowns.head.used; i++) {
        protocols.frames += m->unknowns.at[i].slot.frames;
        protocols.bytes += m->unknowns.at[i].slot.bytes;
    }
    protocols.frames += known.frames;
    protocols.bytes += known.bytes;
    tally_check("protocols", &all, &protocols, 1);

    for (uint32_t i = 0; i < m->hosts.head.used; i++) {
        const struct tally sent = {m->hosts.at[i].slot.frames, m->hosts.at[i].slot.bytes};
        tally_check("casts of a host", &sent, m->hosts.at[i].sent, CAST_COUNT);
    }
    for (unsigned origin = 0; origin < ORIGIN_COUNT; origin++) {
        struct tally multicast[2] = {model_multicast_rest(m, (enum origin)origin), {0}};
        for (uint32_t i = 0; i < m->groups.head.used; i++) {
            multicast[1].frames += m->groups.at[i].by_origin[origin].frames;
            multicast[1].bytes += m->groups.at[i].by_origin[origin].bytes;
        }
        tally_check("multicast", &m->by_origin[CAST_MULTICAST][origin], multicast, 2);
    }
    uint32_t rate[SERIES_BUCKETS];
    struct tally counted = {0};
    for (unsigned cast = 0; cast < CAST_COUNT; cast++) {
        series_read(&m->rate[cast], &m->clock, rate);
        for (unsigned i = 0; i < SERIES_BUCKETS; i++)
            counted.frames += rate[i];
    }
    if (m->clock.span == SERIES_WHOLE)
        assert_int_equal(counted.frames, m->frames);
}

#endif
