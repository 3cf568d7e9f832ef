/* SPDX-License-Identifier: MIT */
/*
 * Neighbours: the table of `arp -a`, gathered from what everybody on the link says, with how each
 * binding is known. Rows that nobody has to say, because the address is computed from another (the
 * groups in use, the broadcast addresses), are listed too, as the systems' own tables do.
 *
 * Row numbers up to NEIGHBOUR_ROWS are the model's; behind them come the groups, then the broadcast
 * addresses.
 */
#include "ui/list.h"
#include "ui/row_traits.h"

#include <string.h>

enum { GROUPS_FROM = NEIGHBOUR_ROWS, BROADCASTS_FROM = NEIGHBOUR_ROWS + GROUP_ROWS };

/* A row of any of the three kinds; `said` is NULL where the binding is computed. */
struct binding_row {
    struct ip ip;
    struct mac mac;
    const struct neighbour *said;
};

static struct binding_row row_at(const struct scene *scene, uint32_t row)
{
    const struct model *m = scene->model;
    if (row <= GROUPS_FROM) {
        const struct neighbour *n = &m->neighbours.at[row - 1];
        return (struct binding_row){n->key.ip, n->key.mac, n};
    }
    if (row <= BROADCASTS_FROM) {
        struct ip ip = m->groups.at[row - GROUPS_FROM - 1].key.ip;
        return (struct binding_row){ip, ip_group_mac(ip), NULL};
    }
    uint32_t i = row - BROADCASTS_FROM - 1;
    uint32_t address = i < m->proven.count ? m->proven.address[i] : UINT32_MAX;
    return (struct binding_row){ip_v4(address), MAC_BROADCAST, NULL};
}

/* What is computed goes as what it is computed from does. */
static struct list_losses losses(const struct scene *scene)
{
    return (struct list_losses){.kept = scene->scratch->all,
                                .evicted = scene->model->neighbours.head.evicted.entries};
}

static uint32_t rows(const struct scene *scene, uint32_t *out)
{
    const struct model *m = scene->model;
    uint32_t count = list_table_rows(&m->neighbours.head, out);
    bool ethernet = m->neighbours.head.used > 0;
    for (uint32_t i = 0; i < m->groups.head.used; i++) {
        if (m->groups.at[i].key.ip.family != IP_NONE)
            out[count++] = GROUPS_FROM + i + 1;
    }
    for (uint32_t i = 0; i < m->proven.count; i++)
        out[count++] = BROADCASTS_FROM + i + 1;
    if (m->part[PART_LIMITED].frames > 0 || ethernet)
        out[count++] = BROADCASTS_FROM + m->proven.count + 1;
    return count;
}

/* Of a binding that somebody said: whoever sorts by what depends on it asks again and again. */
static uint32_t host_at(const struct scene *scene, uint32_t row)
{
    const struct host_key key = {.mac = scene->model->neighbours.at[row - 1].key.mac};
    uint32_t *known = &scene->scratch->bearer[row];
    if (!scene->scratch->bearer_found[row])
        *known = table_find_at(&scene->model->hosts.head, *known, &key);
    scene->scratch->bearer_found[row] = true;
    return *known;
}

/* Who claims an address, by the device's first MAC address; who shares rightly is nobody. */
static uint64_t claimant(const struct scene *scene, uint32_t row)
{
    const struct model *m = scene->model;
    const struct neighbour *n = &m->neighbours.at[row - 1];
    if (n->how == BINDING_PROBE || lineage_is_shared(n->key.mac))
        return 0;
    uint32_t host = host_at(scene, row);
    return host != TABLE_NONE ? siblings_device(scene_siblings(scene), host).value
                              : n->key.mac.value;
}

/* How many machines say that an address is theirs: the interfaces of one count as one, virtual routers and
 * clusters, and who asks whether it is free, not at all. All rows of an address are counted at once, so that
 * a flood of claims to one address costs no more than others. */
static uint32_t claims_count(const struct scene *scene, const struct neighbour_key *key)
{
    const struct table *t = &scene->model->neighbours.head;
    uint64_t seen[TABLE_KIN];
    uint32_t count = 0;
    struct kin first = kin_first(t, key), kin = first;
    kin_next(t, key, &kin);
    if (kin.row == TABLE_NONE)
        return 1; /* nobody else says anything */
    for (kin = first; kin.row != TABLE_NONE; kin_next(t, key, &kin)) {
        uint64_t who = claimant(scene, kin.row);
        bool known = who == 0;
        for (uint32_t i = 0; i < count && !known; i++)
            known = macs_are_translated((struct mac){seen[i]}, (struct mac){who}) || seen[i] == who;
        if (!known && count < TABLE_KIN)
            seen[count++] = who;
    }
    return count;
}

/* The same of a row, from then on known of all rows of its address: few are asked for, but where all are
 * sorted by it. */
static uint32_t claims_of(const struct scene *scene, uint32_t row)
{
    const struct table *t = &scene->model->neighbours.head;
    const struct neighbour_key *key = &scene->model->neighbours.at[row - 1].key;
    uint32_t *claims = scene->scratch->claims;
    if (claims[row] != UINT32_MAX)
        return claims[row];
    uint32_t count = claims_count(scene, key);
    for (struct kin kin = kin_first(t, key); kin.row != TABLE_NONE; kin_next(t, key, &kin))
        claims[kin.row] = count;
    return count;
}

/* Which rows have an address alone, found in one walk: for who asks for every row. Row TABLE_NONE says whether that is
 * known. */
static void loners_find(const struct scene *scene)
{
    const struct table *t = &scene->model->neighbours.head;
    uint32_t *claims = scene->scratch->claims;
    if (claims[TABLE_NONE] == 0)
        return;
    claims[TABLE_NONE] = 0;
    for (uint32_t row = 1; row <= t->used; row++)
        claims[row] = 1;
    for (struct kin_pair pair = {0}; kin_pair_next(t, &pair);)
        claims[pair.row] = claims[pair.other] = UINT32_MAX;
}

static void prepare(const struct scene *scene)
{
    memset(scene->scratch->claims, 0xff, sizeof scene->scratch->claims);
    memset(scene->scratch->bearer_found, 0, sizeof scene->scratch->bearer_found);
}

static bool in_conflict(const struct scene *scene, uint32_t row)
{
    const struct binding_row r = row_at(scene, row);
    return r.said != NULL && r.said->how != BINDING_PROBE && claims_of(scene, row) > 1 &&
           !lineage_is_shared(r.mac);
}

static struct subject subject(const struct scene *scene, uint32_t row)
{
    const struct binding_row r = row_at(scene, row);
    if (r.said == NULL && ip_is_multicast(r.ip))
        return (struct subject){.kind = SUBJECT_GROUP, .group = {.ip = r.ip, .mac = MAC_NONE}};
    if (r.said == NULL)
        return (struct subject){.kind = SUBJECT_VIEW, .view = VIEW_BROADCAST};
    struct host_key key = {.mac = r.mac};
    struct subject subject = subject_of_key(&key);
    subject_prove(&subject, &r.said->frame, 1);
    return subject;
}

static void traits(struct traits *t, const struct scene *scene, uint32_t row)
{
    const struct binding_row r = row_at(scene, row);
    const struct host_key key = {.mac = r.mac};
    traits_add_ip(t, r.ip, SIDE_BOTH);
    traits_add_mac(t, r.mac, SIDE_BOTH);
    traits_add_names(t, scene, table_find(&scene->model->hosts.head, &key));
    t->origins = UINT32_C(1) << ip_origin(r.ip);
}

static uint64_t identity(const struct scene *scene, uint32_t row)
{
    const struct binding_row r = row_at(scene, row);
    const struct neighbour_key key = {.ip = r.ip, .mac = r.mac};
    return list_key_identity(&scene->model->neighbours.head, &key, sizeof key) ^ (r.said == NULL);
}

static enum style style(const struct scene *scene, uint32_t row)
{
    if (row > GROUPS_FROM)
        return STYLE_DIM;
    return in_conflict(scene, row) ? STYLE_ALARM : STYLE_PLAIN;
}

static void address_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_ip(p, row_at(scene, row).ip);
}

static int address_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    return ip_compare(row_at(scene, a).ip, row_at(scene, b).ip);
}

static uint64_t address_rank(const struct scene *scene, uint32_t row)
{
    return rank_ip(row_at(scene, row).ip);
}

static uint64_t mac(const struct scene *scene, uint32_t row)
{
    return row_at(scene, row).mac.value;
}

/* Conflicts first, then by the strength of the evidence; what is computed comes last. */
static uint64_t how(const struct scene *scene, uint32_t row)
{
    enum { COMPUTED = 2 * BINDING_COUNT };
    const struct binding_row r = row_at(scene, row);
    loners_find(scene);
    if (r.said == NULL)
        return COMPUTED;
    return BINDING_COUNT - 1u - r.said->how + (in_conflict(scene, row) ? 0u : BINDING_COUNT);
}

static void how_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    const struct binding_row r = row_at(scene, row);
    if (r.said == NULL) {
        place_text(p, "computed");
        return;
    }
    char string[48];
    struct text t = text_over(string, sizeof string);
    text_add(&t, binding_word((enum binding)r.said->how));
    if (in_conflict(scene, row))
        text_addf(&t, ", %u claims", (unsigned)claims_of(scene, row));
    if (text_columns(string) > p->width) { /* only a conflict's */
        t = text_over(string, sizeof string);
        text_addf(&t, "%u claims", (unsigned)claims_of(scene, row));
    }
    place_text(p, string);
}

static const char *name(const struct scene *scene, uint32_t row)
{
    const struct binding_row r = row_at(scene, row);
    const struct group_key key = {.ip = r.ip, .mac = MAC_NONE};
    if (r.said == NULL && ip_is_multicast(r.ip))
        return group_key_entry(&key).name;
    if (r.said == NULL)
        return ip_is_limited_broadcast(r.ip) ? "limited broadcast" : "directed broadcast";
    uint32_t host = host_at(scene, row);
    uint32_t name = host != TABLE_NONE ? host_name_row(scene, host) : TABLE_NONE;
    return name != TABLE_NONE ? scene->model->names.at[name - 1].key.text : "";
}

static void name_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    const struct binding_row r = row_at(scene, row);
    const struct group_key key = {.ip = r.ip, .mac = MAC_NONE};
    const char *string = name(scene, row);
    if (r.said == NULL && ip_is_multicast(r.ip))
        place_group(p, &key);
    else if (string[0] == '\0')
        place_dash(p);
    else
        place_name(p, string);
}

static const char *vendor(const struct scene *scene, uint32_t row)
{
    uint32_t host = row_at(scene, row).said != NULL ? host_at(scene, row) : TABLE_NONE;
    return host != TABLE_NONE ? host_vendor(scene, host) : "";
}

static void vendor_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    const struct binding_row r = row_at(scene, row);
    if (r.said != NULL)
        place_vendor(p, r.mac);
    else
        place_dash(p);
}

static uint64_t seen(const struct scene *scene, uint32_t row)
{
    const struct binding_row r = row_at(scene, row);
    return r.said != NULL ? r.said->slot.frames : 0;
}

/* Gratuitous ARP packets. */
static uint64_t gratuitous(const struct scene *scene, uint32_t row)
{
    const struct binding_row r = row_at(scene, row);
    return r.said != NULL ? r.said->gratuitous : 0;
}

static void time_draw(const struct place *p, const struct scene *scene, const struct neighbour *n,
                      bool first)
{
    if (n == NULL)
        canvas_right(p->canvas, p->row, p->column, p->width, p->style, "-");
    else
        place_span(p, first ? n->first_ns - scene->model->first_ns
                            : scene->model->now_ns - n->last_ns);
}

static void since_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    time_draw(p, scene, row_at(scene, row).said, true);
}

static void last_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    time_draw(p, scene, row_at(scene, row).said, false);
}

static uint64_t since(const struct scene *scene, uint32_t row)
{
    const struct binding_row r = row_at(scene, row);
    return r.said != NULL ? (uint64_t)r.said->first_ns : INT64_MAX;
}

static uint64_t last(const struct scene *scene, uint32_t row)
{
    const struct binding_row r = row_at(scene, row);
    return r.said != NULL ? (uint64_t)r.said->last_ns : 0;
}

static const struct column columns[] = {
    {.title = "Address",
     .width = 15,
     .wish = 25, /* fe80::215:5dff:fe00:e501 and its like */
     .widest = 39,
     .need = need_ip,
     .draw = address_draw,
     .compare = address_compare,
     .rank = address_rank},
    {.title = "MAC address", .width = 17, .form = FORM_MAC, .value = mac},
    {.title = "Known by", .width = 9, .widest = 20, .priority = 1, .value = how, .draw = how_draw},
    {.title = "Name",
     .width = 12,
     .wish = 18, /* directed broadcast */
     .widest = 32,
     .priority = 2,
     .text = name,
     .draw = name_draw},
    {.title = "Vendor",
     .width = 14,
     .wish = 17, /* random or made up */
     .widest = 44,
     .priority = 4,
     .text = vendor,
     .draw = vendor_draw},
    {.title = "Times", .width = 6, .priority = 5, .form = FORM_COUNT, .value = seen},
    {.title = "Gratuitous", .width = 10, .priority = 7, .form = FORM_COUNT, .value = gratuitous},
    {.title = "Since",
     .width = 7,
     .priority = 6,
     .form = FORM_AT,
     .value = since,
     .draw = since_draw},
    {.title = "Last",
     .width = 6,
     .priority = 2,
     .form = FORM_AGO,
     .value = last,
     .draw = last_draw},
};

static const struct list neighbours = {
    .noun = "bindings",
    .columns = columns,
    .column_count = sizeof columns / sizeof columns[0],
    .sort = 0,
    .prepare = prepare,
    .rows = rows,
    .traits = traits,
    .known = WORDS_HOST | WORD_BIT(GROUP),
    .identity = identity,
    .subject = subject,
    .losses = losses,
    .style = style,
    .empty = "Nobody said yet which MAC address an IP address belongs to.",
};

const struct body neighbours_body = {.list = &neighbours};
