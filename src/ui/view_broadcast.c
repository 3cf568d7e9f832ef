/* SPDX-License-Identifier: MIT */
/* Broadcast: its parts, and the hosts that make everybody listen. */
#include "ui/list.h"
#include "ui/row_traits.h"

static const struct host *host_at(const struct scene *scene, uint32_t row)
{
    return &scene->model->hosts.at[row - 1];
}

static uint64_t amount(const struct scene *scene, uint32_t row)
{
    return scene_amount(scene, host_at(scene, row)->sent[CAST_BROADCAST]);
}

static uint64_t other(const struct scene *scene, uint32_t row)
{
    return scene_other(scene, host_at(scene, row)->sent[CAST_BROADCAST]);
}

static uint64_t multicast(const struct scene *scene, uint32_t row)
{
    return scene_amount(scene, host_at(scene, row)->sent[CAST_MULTICAST]);
}

static uint64_t last(const struct scene *scene, uint32_t row)
{
    return (uint64_t)host_at(scene, row)->last_ns;
}

static uint32_t rows(const struct scene *scene, uint32_t *out)
{
    uint32_t count = 0;
    for (uint32_t row = 1; row <= scene->model->hosts.head.used; row++)
        if (host_at(scene, row)->sent[CAST_BROADCAST].frames > 0)
            out[count++] = row;
    return count;
}

/* Whether hosts that were evicted had sent any, nobody knows, but how many broadcasts none of those sent that are
 * kept. */
static struct list_losses losses(const struct scene *scene)
{
    const struct model *m = scene->model;
    uint64_t others = model_cast(m, CAST_BROADCAST).frames, evicted = m->hosts.head.evicted.entries;
    for (uint32_t row = 1; row <= m->hosts.head.used; row++)
        others -= host_at(scene, row)->sent[CAST_BROADCAST].frames;
    return (struct list_losses){.kept = scene->scratch->all,
                                .evicted = evicted < others ? evicted : others,
                                .at_most = true};
}

static struct subject subject(const struct scene *scene, uint32_t row)
{
    return subject_of_host(scene->model, row);
}

static void traits(struct traits *t, const struct scene *scene, uint32_t row)
{
    traits_add_host(t, scene, row);
}

static uint64_t identity(const struct scene *scene, uint32_t row)
{
    const struct host_key *key = &host_at(scene, row)->key;
    return list_key_identity(&scene->model->hosts.head, key, sizeof *key);
}

static void host_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_host(p, scene, row);
}

static uint64_t host_rank(const struct scene *scene, uint32_t row)
{
    char string[NAME_BYTES];
    struct text t = text_over(string, sizeof string);
    host_label_add(&t, scene, row);
    return rank_text(string);
}

static uint64_t host_rank_low(const struct scene *scene, uint32_t row)
{
    char string[NAME_BYTES];
    struct text t = text_over(string, sizeof string);
    host_label_add(&t, scene, row);
    return rank_text_low(string);
}

static uint64_t mac(const struct scene *scene, uint32_t row)
{
    return host_at(scene, row)->key.mac.value;
}

static void vendor_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_vendor(p, host_at(scene, row)->key.mac);
}

static void share_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    canvas_share(p->canvas, p->row, p->column, p->width, p->style, amount(scene, row),
                 scene_amount(scene, model_cast(scene->model, CAST_BROADCAST)));
}

static void bar_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    canvas_bar(p->canvas, p->row, p->column, p->width, STYLE_BROADCAST, amount(scene, row),
               scene_amount(scene, model_cast(scene->model, CAST_BROADCAST)));
}

static const struct column columns[] = {
    {.title = "Host",
     .width = 18,
     .widest = 40,
     .draw = host_draw,
     .rank = host_rank,
     .rank_low = host_rank_low},
    {.title = "MAC address",
     .width = 17,
     .priority = 1,
     .need = need_mac,
     .form = FORM_MAC,
     .value = mac},
    {.title = "Vendor",
     .width = 14,
     .wish = 17, /* random or made up */
     .widest = 44,
     .priority = 2,
     .need = need_vendor,
     .text = host_vendor,
     .draw = vendor_draw},
    {.title = "Frames", .width = 7, .form = FORM_AMOUNT, .value = amount},
    {.title = "Share",
     .width = 6,
     .priority = 1,
     .form = FORM_COUNT,
     .value = amount,
     .draw = share_draw},
    {.title = "Bytes", .width = 8, .priority = 4, .form = FORM_OTHER, .value = other},
    {.title = "Multicast", .width = 10, .priority = 5, .form = FORM_AMOUNT, .value = multicast},
    {.title = "Last", .width = 6, .priority = 2, .form = FORM_AGO, .value = last},
    {.title = "Part", .width = 9, .widest = 40, .priority = 6, .form = FORM_BAR, .draw = bar_draw},
};

/* One line for each part: what it is, how much, and over time where there is room. */
static int draw(struct canvas *c, struct area area, const struct scene *scene)
{
    enum { WORD = 8, SENTENCE = 39, NUMBERS = 15, SPARK_LEAST = 8 };
    static const char *const labels[PART_COUNT] = {
        [PART_LIMITED] = "limited   to 255.255.255.255",
        [PART_DIRECTED] = "directed  to a proven subnet",
        [PART_LINK] = "link      to the link only: ARP, others",
    };
    const struct model *m = scene->model;
    bool narrow = area.width < SENTENCE + NUMBERS;
    for (int part = 0; part < PART_COUNT && part < area.height; part++) {
        int row = area.row + part, label = narrow ? WORD : SENTENCE;
        int at = area.column + label + 1;
        uint32_t counts[SERIES_BUCKETS];
        canvas_text(c, row, area.column, label, STYLE_BROADCAST,
                    narrow ? part_name((enum broadcast_part)part) : labels[part]);
        canvas_count(c, row, at, 7, STYLE_PLAIN, scene_amount(scene, m->part[part]));
        canvas_share(c, row, at + 8, 6, STYLE_PLAIN, scene_amount(scene, m->part[part]),
                     scene_amount(scene, model_cast(m, CAST_BROADCAST)));
        at += NUMBERS + 1;
        series_read(&m->part_rate[part], &m->clock, counts);
        if (area.column + area.width - at >= SPARK_LEAST)
            canvas_spark(c, row, at, area.column + area.width - at, STYLE_BROADCAST, counts,
                         SERIES_BUCKETS);
    }
    return PART_COUNT;
}

static const struct list broadcast = {
    .noun = "broadcasting hosts",
    .columns = columns,
    .column_count = sizeof columns / sizeof columns[0],
    .sort = 3,
    .rows = rows,
    .traits = traits,
    .known = WORDS_HOST,
    .identity = identity,
    .subject = subject,
    .losses = losses,
    .empty = "Nobody sent a broadcast yet.",
};

const struct body broadcast_body = {.draw = draw, .list = &broadcast};
