/* SPDX-License-Identifier: MIT */
/*
 * Link-local addresses: who uses or tries one, since when, how often. Rows are the bindings of
 * 169.254.0.0/16 and fe80::/10 addresses, probes included; on links without MAC addresses, the hosts
 * with such an address, whose rows are numbered behind the bindings.
 */
#include "ui/link_local_why.h"
#include "ui/list.h"
#include "ui/row_traits.h"

enum { HOSTS_FROM = NEIGHBOUR_ROWS };

/* What both kinds of rows have. */
struct user {
    struct ip ip;
    struct mac mac;
    uint32_t host; /* row, or TABLE_NONE */
    uint64_t times;
    int64_t first_ns, last_ns;
    const char *how;
};

static struct user user_at(const struct scene *scene, uint32_t row)
{
    const struct model *m = scene->model;
    if (row > HOSTS_FROM) {
        const struct host *h = &m->hosts.at[row - HOSTS_FROM - 1];
        return (struct user){h->key.ip,   MAC_NONE,   row - HOSTS_FROM, h->slot.frames,
                             h->first_ns, h->last_ns, "sends"};
    }
    const struct neighbour *n = &m->neighbours.at[row - 1];
    const struct host_key key = {.mac = n->key.mac};
    return (struct user){
        n->key.ip,   n->key.mac, table_find(&m->hosts.head, &key),   n->slot.frames,
        n->first_ns, n->last_ns, binding_word((enum binding)n->how),
    };
}

static uint32_t rows(const struct scene *scene, uint32_t *out)
{
    const struct model *m = scene->model;
    uint32_t count = 0;
    for (uint32_t i = 0; i < m->neighbours.head.used; i++)
        if (ip_is_link_local(m->neighbours.at[i].key.ip))
            out[count++] = i + 1;
    for (uint32_t i = 0; i < m->hosts.head.used && count < LIST_ROWS; i++)
        if (ip_is_link_local(m->hosts.at[i].key.ip))
            out[count++] = HOSTS_FROM + i + 1;
    return count;
}

/* Whether bindings that were evicted were of such addresses, nobody knows. */
static struct list_losses losses(const struct scene *scene)
{
    return (struct list_losses){.kept = scene->scratch->all,
                                .evicted = scene->model->neighbours.head.evicted.entries,
                                .at_most = true};
}

static void traits(struct traits *t, const struct scene *scene, uint32_t row)
{
    const struct user u = user_at(scene, row);
    traits_add_ip(t, u.ip, SIDE_BOTH);
    traits_add_mac(t, u.mac, SIDE_BOTH);
    traits_add_host(t, scene, u.host); /* also by its other addresses */
    t->origins = UINT32_C(1) << ORIGIN_LINK_LOCAL;
}

static uint64_t identity(const struct scene *scene, uint32_t row)
{
    const struct user u = user_at(scene, row);
    const struct neighbour_key key = {.ip = u.ip, .mac = u.mac};
    return list_key_identity(&scene->model->neighbours.head, &key, sizeof key);
}

static struct subject subject(const struct scene *scene, uint32_t row)
{
    const struct model *m = scene->model;
    if (row > HOSTS_FROM)
        return subject_of_host(m, row - HOSTS_FROM);
    struct host_key key = {.mac = m->neighbours.at[row - 1].key.mac};
    struct subject subject = subject_of_key(&key);
    subject_prove(&subject, &m->neighbours.at[row - 1].frame, 1);
    return subject;
}

static enum style style(const struct scene *scene, uint32_t row)
{
    return user_at(scene, row).ip.family == IP_V4 ? STYLE_LINK_LOCAL : STYLE_PLAIN;
}

static void address_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_ip(p, user_at(scene, row).ip);
}

static int address_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    return ip_compare(user_at(scene, a).ip, user_at(scene, b).ip);
}

static uint64_t address_rank(const struct scene *scene, uint32_t row)
{
    return rank_ip(user_at(scene, row).ip);
}

static uint64_t mac(const struct scene *scene, uint32_t row)
{
    return user_at(scene, row).mac.value;
}

static const char *how(const struct scene *scene, uint32_t row)
{
    return user_at(scene, row).how;
}

static void how_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_text(p, how(scene, row));
}

static const char *vendor(const struct scene *scene, uint32_t row)
{
    uint32_t host = user_at(scene, row).host;
    return host != TABLE_NONE ? host_vendor(scene, host) : "";
}

static void vendor_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_vendor(p, user_at(scene, row).mac);
}

static const char *name(const struct scene *scene, uint32_t row)
{
    uint32_t host = user_at(scene, row).host;
    uint32_t name = host != TABLE_NONE ? host_name_row(scene, host) : TABLE_NONE;
    return name != TABLE_NONE ? scene->model->names.at[name - 1].key.text : "";
}

static void name_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    const char *string = name(scene, row);
    if (string[0] == '\0')
        place_dash(p);
    else
        place_name(p, string);
}

/* The host's ordinary address, where it has one: who has both is not cut off. */
static struct ip other(const struct scene *scene, uint32_t row)
{
    uint32_t host = user_at(scene, row).host;
    const struct host *h = host != TABLE_NONE ? &scene->model->hosts.at[host - 1] : NULL;
    for (unsigned i = 0; h != NULL && i < h->ipv4_count; i++)
        if (!ip_is_link_local(ip_v4(h->ipv4[i])))
            return ip_v4(h->ipv4[i]);
    return (struct ip){.family = IP_NONE};
}

static void other_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    struct ip ip = other(scene, row);
    if (ip.family == IP_NONE)
        place_dash(p);
    else
        place_ip(p, ip);
}

static uint64_t other_rank(const struct scene *scene, uint32_t row)
{
    struct ip ip = other(scene, row);
    return ip.family != IP_NONE ? rank_ip(ip) : UINT64_MAX;
}

/* Every interface with IPv6 has an address of fe80::/10 (RFC 4291 section 2.1). */
static const char *why(const struct scene *scene, uint32_t row)
{
    struct user u = user_at(scene, row);
    return u.ip.family == IP_V6 ? "normal in IPv6" : link_local_why(scene, u.mac);
}

static void why_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_any(p, why(scene, row));
}

static uint64_t times(const struct scene *scene, uint32_t row)
{
    return user_at(scene, row).times;
}

static uint64_t since(const struct scene *scene, uint32_t row)
{
    return (uint64_t)user_at(scene, row).first_ns;
}

static uint64_t last(const struct scene *scene, uint32_t row)
{
    return (uint64_t)user_at(scene, row).last_ns;
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
    {.title = "MAC address",
     .width = 17,
     .priority = 1,
     .need = need_mac,
     .form = FORM_MAC,
     .value = mac},
    {.title = "Name",
     .width = 12,
     .wish = 16,
     .widest = 32,
     .priority = 2,
     .text = name,
     .draw = name_draw},
    {.title = "Vendor",
     .width = 10,
     .wish = 17, /* random or made up */
     .widest = 44,
     .priority = 4,
     .need = need_vendor,
     .text = vendor,
     .draw = vendor_draw},
    {.title = "Also has", .width = 15, .priority = 5, .value = other_rank, .draw = other_draw},
    {.title = "Why", .width = 14, .text = why, .draw = why_draw},
    {.title = "Known by", .width = 9, .priority = 6, .text = how, .draw = how_draw},
    {.title = "Times", .width = 7, .priority = 1, .form = FORM_COUNT, .value = times},
    {.title = "Since", .width = 6, .priority = 1, .form = FORM_AT, .value = since},
    {.title = "Last", .width = 6, .priority = 1, .form = FORM_AGO, .value = last},
};

/* A line on what came from such addresses, with its sparkline. */
static int draw(struct canvas *c, struct area area, const struct scene *scene)
{
    const struct model *m = scene->model;
    enum { ROOMY = 60 };
    bool brief = area.width < ROOMY;
    char string[128];
    struct text t = text_over(string, sizeof string);
    text_add(&t, "L ");
    text_add_count(&t, m->link_local.frames);
    text_add(&t, brief ? " from 169.254/16, " : " frames from 169.254.0.0/16, ");
    text_add_count(&t, m->link_local6.frames);
    text_add(&t, brief ? " from fe80" : " from fe80::/10");
    if (area.height > 0) {
        int used = canvas_text(c, area.row, area.column, area.width, STYLE_LINK_LOCAL, string);
        uint32_t counts[SERIES_BUCKETS];
        series_read(&m->link_local_rate, &m->clock, counts);
        canvas_spark(c, area.row, area.column + used + 2, area.width - used - 2, STYLE_LINK_LOCAL,
                     counts, SERIES_BUCKETS);
    }
    return 1;
}

static const struct list link_local = {
    .noun = "addresses",
    .columns = columns,
    .column_count = sizeof columns / sizeof columns[0],
    .sort = 0,
    .rows = rows,
    .traits = traits,
    .known = WORDS_HOST,
    .identity = identity,
    .subject = subject,
    .losses = losses,
    .style = style,
    .empty = "Nobody used or tried a link-local address yet.",
};

const struct body link_local_body = {.draw = draw, .list = &link_local};
