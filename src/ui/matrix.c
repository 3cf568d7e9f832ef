/* SPDX-License-Identifier: MIT */
#include "ui/matrix.h"

#include <string.h>

#include "ui/link_local_why.h"
#include "ui/panels.h"

enum { DIRECTED_ROWS = 3, ADDRESS_WIDEST = 17 }; /* ff02::1:ff7f:ba3a, 01:80:c2:00:00:0e */

static struct matrix_row *row_add(struct matrix *x, char letter, enum style style,
                                  const char *label, struct tally total, const struct tally *origin,
                                  const struct series *rate)
{
    if (x->count == MATRIX_ROWS)
        return &x->row[MATRIX_ROWS - 1];
    struct matrix_row *r = &x->row[x->count++];
    *r = (struct matrix_row){.letter = letter, .style = style, .total = total, .rate = rate};
    r->view = style == STYLE_UNICAST      ? VIEW_CONVERSATIONS
              : style == STYLE_BROADCAST  ? VIEW_BROADCAST
              : style == STYLE_LINK_LOCAL ? VIEW_LINK_LOCAL
              : style == STYLE_STRONG     ? VIEW_FRAMES
                                          : VIEW_GROUPS;
    struct text t = text_over(r->label, sizeof r->label);
    text_add(&t, label);
    if (origin != NULL) {
        r->by_origin = true;
        memcpy(r->origin, origin, sizeof r->origin);
    }
    return r;
}

static void tally_subtract(struct tally *from, struct tally what)
{
    from->frames -= what.frames;
    from->bytes -= what.bytes;
}

/* The proven directed broadcast addresses that were sent to, and how many are left out. */
static void directed_add(struct matrix *x, const struct model *m)
{
    struct tally rest = m->part[PART_DIRECTED];
    struct tally rest_origin[ORIGIN_COUNT];
    memcpy(rest_origin, m->part_origin[PART_DIRECTED], sizeof rest_origin);
    struct ranking best = {.most = DIRECTED_ROWS};
    uint32_t used = 0;
    for (uint32_t i = 0; i < m->proven.count; i++) {
        if (m->directed[i].frames == 0)
            continue;
        used++;
        ranking_enter(&best, i, m->directed[i].frames);
    }
    for (int k = 0; k < best.count; k++) {
        uint32_t i = best.row[k];
        struct matrix_row *r = row_add(x, ' ', STYLE_BROADCAST, "directed", m->directed[i],
                                       m->directed_origin[i], &m->directed_rate[i]);
        ip_format(ip_v4(m->proven.address[i]), r->address);
        tally_subtract(&rest, m->directed[i]);
        for (int o = 0; o < ORIGIN_COUNT; o++)
            tally_subtract(&rest_origin[o], m->directed_origin[i][o]);
    }
    if (used == 0)
        row_add(x, ' ', STYLE_BROADCAST,
                m->proven.count > 0 ? "directed" : "directed (none proven)", rest, rest_origin,
                NULL);
    else if (rest.frames > 0)
        row_add(x, ' ', STYLE_BROADCAST, "to other subnets", rest, rest_origin, NULL);
}

static uint64_t group_frames(const struct group *g)
{
    uint64_t frames = 0;
    for (int o = 0; o < ORIGIN_COUNT; o++)
        frames += g->by_origin[o].frames;
    return frames;
}

/* ff02::1:ff00:0/104: those of each machine are its own, so that only together they tell something (RFC 4291
 * section 2.7.1). */
static bool is_solicited(const struct group *g)
{
    return g->key.ip.family == IP_V6 && g->key.ip.high == UINT64_C(0xff02) << 48 &&
           g->key.ip.low >> 24 == 0x1ff;
}

struct busiest {
    struct ranking best; /* of rows of groups; TABLE_NONE: all of solicited nodes */
    uint32_t used, solicited;
    struct tally solicited_origin[ORIGIN_COUNT];
};

static void busiest_find(struct busiest *b, const struct model *m, int most)
{
    uint64_t solicited = 0;
    uint32_t last = TABLE_NONE;
    *b = (struct busiest){.best.most = most > RANKING_ROWS ? RANKING_ROWS : most < 0 ? 0 : most};
    for (uint32_t row = 1; row <= m->groups.head.used; row++) {
        const struct group *g = &m->groups.at[row - 1];
        uint64_t frames = group_frames(g);
        b->used += frames > 0;
        if (frames == 0)
            continue;
        if (!is_solicited(g)) {
            ranking_enter(&b->best, row, frames);
            continue;
        }
        b->solicited++;
        last = row;
        solicited += frames;
        for (int o = 0; o < ORIGIN_COUNT; o++)
            tally_join(&b->solicited_origin[o], g->by_origin[o]);
    }
    if (b->solicited > 0)
        ranking_enter(&b->best, b->solicited > 1 ? TABLE_NONE : last, solicited);
}

static struct matrix_row *group_add(struct matrix *x, const struct group *g)
{
    char label[LABEL_TEXT];
    struct text t = text_over(label, sizeof label);
    group_short_name_add(&t, &g->key);
    struct matrix_row *r = row_add(x, ' ', STYLE_MULTICAST, label, (struct tally){0, 0},
                                   g->by_origin, &g->rate);
    group_key_format(&g->key, r->address);
    r->group = &g->key;
    return r;
}

static struct matrix_row *solicited_add(struct matrix *x, const struct busiest *b)
{
    static const char brief[] = "solicited-node groups";
    char label[LABEL_TEXT];
    struct text t = text_over(label, sizeof label);
    text_addf(&t, "%u %s", (unsigned)b->solicited, brief);
    struct matrix_row *r = row_add(x, ' ', STYLE_MULTICAST, label, (struct tally){0, 0},
                                   b->solicited_origin, NULL);
    r->brief = brief;
    return r;
}

/* The busiest groups in at most `most` rows, one of them for the rest. */
static void groups_add(struct matrix *x, const struct model *m, int most)
{
    struct busiest b;
    busiest_find(&b, m, most);
    struct tally rest = model_cast(m, CAST_MULTICAST);
    struct tally rest_origin[ORIGIN_COUNT];
    memcpy(rest_origin, m->by_origin[CAST_MULTICAST], sizeof rest_origin);
    uint32_t entries = b.used - b.solicited + (b.solicited > 0);
    int shown = b.best.count;
    bool more = entries > (uint32_t)shown || m->groups.head.evicted.frames > 0;
    if (more && shown == most && shown > 0)
        shown--;
    uint32_t told = 0;
    for (int k = 0; k < shown; k++) {
        uint32_t row = b.best.row[k];
        struct matrix_row *r = row == TABLE_NONE ? solicited_add(x, &b)
                                                 : group_add(x, &m->groups.at[row - 1]);
        told += row == TABLE_NONE ? b.solicited : 1;
        for (int o = 0; o < ORIGIN_COUNT; o++) {
            tally_join(&r->total, r->origin[o]);
            tally_subtract(&rest_origin[o], r->origin[o]);
        }
        tally_subtract(&rest, r->total);
    }
    if (!more || most < 1)
        return;
    char label[LABEL_TEXT];
    struct text t = text_over(label, sizeof label);
    bool evicted = m->groups.head.evicted.entries > 0;
    static const char brief[] = "+ more, and evicted";
    text_addf(&t, evicted ? "+ %u more, and evicted" : "+ %u more groups",
              (unsigned)(b.used - told));
    struct matrix_row *r = row_add(x, ' ', STYLE_DIM, label, rest, rest_origin, NULL);
    r->brief = evicted ? brief : NULL;
}

/* Who they are and why they have such addresses, where that is known. */
static void link_local_add(struct matrix *x, const struct scene *scene)
{
    static const char brief[] = "of them from 169.254/16";
    const struct model *m = scene->model;
    char label[LABEL_TEXT];
    struct text t = text_over(label, sizeof label);
    if (m->link_local.frames > 0)
        link_local_users_add(&t, scene);
    row_add(x, 'L', STYLE_LINK_LOCAL, t.len > 0 ? label : brief, m->link_local, NULL,
            &m->link_local_rate)
        ->brief = brief;
}

void matrix_fill(struct matrix *x, const struct scene *scene, int height)
{
    const struct model *m = scene->model;
    static const char *const parts[PART_COUNT] = {
        [PART_LIMITED] = "limited",
        [PART_LINK] = "link only: ARP, others",
    };
    x->count = 0;
    row_add(x, 'U', STYLE_UNICAST, "unicast", model_cast(m, CAST_UNICAST),
            m->by_origin[CAST_UNICAST], &m->rate[CAST_UNICAST]);
    row_add(x, 'B', STYLE_BROADCAST, "broadcast", model_cast(m, CAST_BROADCAST),
            m->by_origin[CAST_BROADCAST], &m->rate[CAST_BROADCAST]);
    bool roomy = height >= 9;
    if (roomy) {
        struct matrix_row *limited = row_add(x, ' ', STYLE_BROADCAST, parts[PART_LIMITED],
                                             m->part[PART_LIMITED], m->part_origin[PART_LIMITED],
                                             &m->part_rate[PART_LIMITED]);
        ip_format(ip_v4(UINT32_MAX), limited->address);
        directed_add(x, m);
        row_add(x, ' ', STYLE_BROADCAST, parts[PART_LINK], m->part[PART_LINK],
                m->part_origin[PART_LINK], &m->part_rate[PART_LINK]);
    }
    row_add(x, 'M', STYLE_MULTICAST, "multicast", model_cast(m, CAST_MULTICAST),
            m->by_origin[CAST_MULTICAST], &m->rate[CAST_MULTICAST]);
    bool none = model_cast(m, CAST_NONE).frames > 0;
    int below = 2 + none;
    groups_add(x, m, height - x->count - below);
    if (none)
        row_add(x, '?', STYLE_DIM, "no destination", model_cast(m, CAST_NONE),
                m->by_origin[CAST_NONE], &m->rate[CAST_NONE])
            ->view = VIEW_FRAMES;
    struct tally origins[ORIGIN_COUNT];
    model_origins(m, origins);
    row_add(x, ' ', STYLE_STRONG, "all frames", (struct tally){m->frames, m->bytes}, origins, NULL);
    link_local_add(x, scene);
    x->address_width = 0;
    for (int i = 0; i < x->count; i++) {
        int length = (int)strlen(x->row[i].address);
        length = length < ADDRESS_WIDEST ? length : ADDRESS_WIDEST;
        x->address_width = length > x->address_width ? length : x->address_width;
    }
}
