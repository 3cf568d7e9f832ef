/* SPDX-License-Identifier: MIT */
/* Multicast groups: what they are, how much is sent to them, who sends and who listens. */
#include "address/registry.h"
#include "ui/list.h"
#include "ui/row_traits.h"

#include <string.h>

static const struct group *group_at(const struct scene *scene, uint32_t row)
{
    return &scene->model->groups.at[row - 1];
}

static const struct table *table(const struct model *m)
{
    return &m->groups.head;
}

/* Counts senders and members by group, each table once. */
static void company_count(struct scratch *s, const struct model *m)
{
    memset(s->group_senders, 0, sizeof s->group_senders);
    memset(s->group_members, 0, sizeof s->group_members);
    for (uint32_t i = 0; i < m->senders.head.used; i++)
        s->group_senders[table_find(&m->groups.head, &m->senders.at[i].key.group)]++;
    for (uint32_t i = 0; i < m->members.head.used; i++) {
        const struct group_key key = {.ip = m->members.at[i].key.group, .mac = MAC_NONE};
        if (m->members.at[i].left_ns == 0)
            s->group_members[table_find(&m->groups.head, &key)]++;
    }
}

static void finding_note(struct scratch *s, const struct model *m, struct ip ip, uint32_t finding)
{
    const struct group_key key = {.ip = ip, .mac = MAC_NONE};
    uint32_t row = table_find(&m->groups.head, &key);
    if (s->group_finding[row] == 0)
        s->group_finding[row] = (uint16_t)finding;
}

/* Finds the worst that is concluded of each group (conclusion_concerns()): they stand in that order. */
static void findings_find(struct scratch *s, const struct model *m)
{
    const struct conclusions *all = &s->conclusions;
    memset(s->group_finding, 0, sizeof s->group_finding);
    for (uint32_t i = 0; i < all->count; i++) {
        if (ip_is_multicast(all->at[i].ip))
            finding_note(s, m, all->at[i].ip, i + 1);
        if (!mac_exists(all->at[i].subject.mac))
            finding_note(s, m, all->at[i].subject.ip, i + 1);
    }
}

static void prepare(const struct scene *scene)
{
    company_count(scene->scratch, scene->model);
    findings_find(scene->scratch, scene->model);
    memset(scene->scratch->group_name, 0, sizeof scene->scratch->group_name);
}

static uint32_t rows(const struct scene *scene, uint32_t *out)
{
    return list_table_rows(&scene->model->groups.head, out);
}

/* Asked for once: the registry takes its time. */
static const char *name_of(const struct scene *scene, uint32_t row)
{
    const char **name = &scene->scratch->group_name[row];
    if (*name == NULL)
        *name = group_key_entry(&group_at(scene, row)->key).name;
    return *name;
}

static void traits(struct traits *t, const struct scene *scene, uint32_t row)
{
    const struct group *g = group_at(scene, row);
    traits_add_ip(t, g->key.ip, SIDE_BOTH);
    traits_add_mac(t, group_key_mac(&g->key), SIDE_BOTH);
    traits_add_name(t, name_of(scene, row));
    for (enum origin origin = 0; origin < ORIGIN_COUNT; origin++)
        if (g->by_origin[origin].frames > 0)
            t->origins |= UINT32_C(1) << origin;
}

static uint64_t identity(const struct scene *scene, uint32_t row)
{
    const struct group_key *key = &group_at(scene, row)->key;
    return list_key_identity(&scene->model->groups.head, key, sizeof *key);
}

static void address_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    const struct group_key *key = &group_at(scene, row)->key;
    if (key->ip.family != IP_NONE)
        place_ip(p, key->ip);
    else
        place_mac(p, key->mac);
}

static int address_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    const struct group_key *x = &group_at(scene, a)->key, *y = &group_at(scene, b)->key;
    int order = ip_compare(x->ip, y->ip);
    if (order == 0)
        order = (x->mac.value > y->mac.value) - (x->mac.value < y->mac.value);
    return order;
}

static uint64_t address_rank(const struct scene *scene, uint32_t row)
{
    return rank_ip(group_at(scene, row)->key.ip);
}

static void name_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_group(p, &group_at(scene, row)->key);
}

static enum group_scope scope_of(const struct scene *scene, uint32_t row)
{
    return group_find(group_at(scene, row)->key.ip).scope;
}

/* "organization-local"; where it does not fit, "organization". */
static void scope_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    static const char local[] = "-local";
    enum group_scope of = scope_of(scene, row);
    char string[32];
    struct text t = text_over(string, sizeof string);
    if (of == SCOPE_NONE) {
        place_dash(p);
        return;
    }
    const char *name = scope_name(of), *end = strstr(name, local);
    bool whole = end == NULL || text_columns(name) <= p->width;
    text_addf(&t, "%.*s", (int)(whole ? strlen(name) : (size_t)(end - name)), name);
    place_text(p, string);
}

static uint64_t scope(const struct scene *scene, uint32_t row)
{
    return scope_of(scene, row);
}

static uint64_t mac(const struct scene *scene, uint32_t row)
{
    return group_key_mac(&group_at(scene, row)->key).value;
}

static struct tally sent_to(const struct scene *scene, uint32_t row)
{
    const struct slot *slot = &group_at(scene, row)->slot;
    return (struct tally){slot->frames, slot->bytes};
}

static uint64_t amount(const struct scene *scene, uint32_t row)
{
    return scene_amount(scene, sent_to(scene, row));
}

static uint64_t other(const struct scene *scene, uint32_t row)
{
    return scene_other(scene, sent_to(scene, row));
}

static void share_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    canvas_share(p->canvas, p->row, p->column, p->width, p->style, amount(scene, row),
                 scene_amount(scene, model_cast(scene->model, CAST_MULTICAST)));
}

static uint64_t senders(const struct scene *scene, uint32_t row)
{
    return scene->scratch->group_senders[row];
}

static uint64_t members(const struct scene *scene, uint32_t row)
{
    return scene->scratch->group_members[row];
}

static struct ip querier(const struct scene *scene, uint32_t row)
{
    const struct querier *q = querier_find(scene->model, group_at(scene, row));
    return q != NULL ? q->ip : (struct ip){.family = IP_NONE};
}

static void querier_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    struct ip ip = querier(scene, row);
    if (ip.family == IP_NONE)
        place_dash(p);
    else
        place_ip(p, ip);
}

static int querier_need(const struct scene *scene)
{
    const struct model *m = scene->model;
    return m->queriers[0].count + m->queriers[1].count > 0 ? need_ip(scene) : 0;
}

static uint64_t querier_rank(const struct scene *scene, uint32_t row)
{
    return rank_ip(querier(scene, row));
}

static int querier_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    return ip_compare(querier(scene, a), querier(scene, b));
}

static void spark_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    uint32_t counts[SERIES_BUCKETS];
    series_read(&group_at(scene, row)->rate, &scene->model->clock, counts);
    canvas_spark(p->canvas, p->row, p->column, p->width, STYLE_MULTICAST, counts, SERIES_BUCKETS);
}

/* The worst that is concluded of it; or NULL. */
static const struct conclusion *finding(const struct scene *scene, uint32_t row)
{
    const struct scratch *s = scene->scratch;
    uint32_t finding = s->group_finding[row];
    return finding != 0 ? &s->conclusions.at[finding - 1] : NULL;
}

static int finding_need(const struct scene *scene)
{
    const struct conclusions *all = &scene->scratch->conclusions;
    for (uint32_t i = 0; i < all->count; i++)
        if (!mac_exists(all->at[i].subject.mac) && ip_is_multicast(all->at[i].subject.ip))
            return CONCLUSION_ID;
    return 0;
}

/* In a word. */
static void finding_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    const struct conclusion *c = finding(scene, row);
    char id[CONCLUSION_ID];
    if (c == NULL) {
        place_dash(p);
        return;
    }
    conclusion_id_format(c->kind, id);
    canvas_text(p->canvas, p->row, p->column, p->width,
                style_of_severity(conclusion_entry_find(c->kind)->severity), id);
}

/* The worst kinds first. */
static uint64_t finding_rank(const struct scene *scene, uint32_t row)
{
    const struct conclusion *c = finding(scene, row);
    return c != NULL ? (uint64_t)severity_rank(conclusion_entry_find(c->kind)->severity) << 16 |
                           (uint64_t)c->kind
                     : UINT64_MAX;
}

static uint64_t last(const struct scene *scene, uint32_t row)
{
    return (uint64_t)group_at(scene, row)->last_ns;
}

static struct subject subject(const struct scene *scene, uint32_t row)
{
    return (struct subject){.kind = SUBJECT_GROUP, .group = group_at(scene, row)->key};
}

static const struct column columns[] = {
    {.title = "Group",
     .width = 17, /* ff02::1:ff7f:ba3a */
     .widest = 39,
     .need = need_ip_or_mac,
     .draw = address_draw,
     .compare = address_compare,
     .rank = address_rank},
    {.title = "Name",
     .width = 14,
     .wish = 18, /* so much that the querier is there on 100 columns */
     .widest = 44,
     .text = name_of,
     .draw = name_draw},
    {.title = "Scope",
     .width = 10,
     .wish = 12, /* organization */
     .widest = 18,
     .priority = 5,
     .value = scope,
     .draw = scope_draw},
    {.title = "MAC address",
     .width = 17,
     .priority = 7,
     .need = need_mac,
     .form = FORM_MAC,
     .value = mac},
    {.title = "Frames", .width = 7, .form = FORM_AMOUNT, .value = amount},
    {.title = "Share",
     .width = 6,
     .priority = 1,
     .form = FORM_COUNT,
     .value = amount,
     .draw = share_draw},
    {.title = "Bytes", .width = 7, .priority = 6, .form = FORM_OTHER, .value = other},
    {.title = "Senders", .width = 7, .priority = 2, .form = FORM_COUNT, .value = senders},
    {.title = "Members", .width = 7, .priority = 2, .form = FORM_COUNT, .value = members},
    {.title = "Querier",
     .width = 13,
     .wish = 25, /* fe80::215:5dff:fe00:e501 and its like */
     .widest = 39,
     .priority = 4,
     .need = querier_need,
     .draw = querier_draw,
     .compare = querier_compare,
     .rank = querier_rank},
    {.title = "Finding",
     .width = 20,
     .priority = 8,
     .need = finding_need,
     .rising = "worst",
     .falling = "none",
     .value = finding_rank,
     .draw = finding_draw},
    {.title = "Last", .width = 6, .priority = 3, .form = FORM_AGO, .value = last},
    {.title = "Over time",
     .width = 9,
     .widest = SERIES_BUCKETS,
     .priority = 4,
     .form = FORM_SPARK,
     .draw = spark_draw},
};

static const struct list groups = {
    .noun = "groups",
    .columns = columns,
    .column_count = sizeof columns / sizeof columns[0],
    .sort = 4,
    .prepare = prepare,
    .rows = rows,
    .traits = traits,
    .known = WORD_BIT(GROUP) | WORD_BIT(ORIGIN) | WORD_BIT(NAME),
    .identity = identity,
    .subject = subject,
    .table = table,
    .empty = "No multicast group was sent to or joined yet.",
};

const struct body groups_body = {.list = &groups};
