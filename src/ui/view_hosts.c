/* SPDX-License-Identifier: MIT */
/* Hosts: who is there. A host that was only heard of as a destination is dim. */
#include "address/vendor.h"
#include "ui/list.h"
#include "ui/row_traits.h"

#include <string.h>

static const struct host *host_at(const struct scene *scene, uint32_t row)
{
    return &scene->model->hosts.at[row - 1];
}

static const struct table *table(const struct model *m)
{
    return &m->hosts.head;
}

static uint32_t rows(const struct scene *scene, uint32_t *out)
{
    return list_table_rows(&scene->model->hosts.head, out);
}

static void traits(struct traits *t, const struct scene *scene, uint32_t row)
{
    traits_add_host(t, scene, row);
    for (enum cast cast = 0; cast < CAST_COUNT; cast++)
        if (host_at(scene, row)->sent[cast].frames > 0)
            t->casts |= UINT32_C(1) << cast;
}

static uint64_t identity(const struct scene *scene, uint32_t row)
{
    const struct host_key *key = &host_at(scene, row)->key;
    return list_key_identity(&scene->model->hosts.head, key, sizeof *key);
}

static struct subject subject(const struct scene *scene, uint32_t row)
{
    return subject_of_host(scene->model, row);
}

static enum style style(const struct scene *scene, uint32_t row)
{
    return host_at(scene, row)->announced_itself ? STYLE_PLAIN : STYLE_DIM;
}

static uint64_t mac(const struct scene *scene, uint32_t row)
{
    return host_at(scene, row)->key.mac.value;
}

static void vendor_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_vendor(p, host_at(scene, row)->key.mac);
}

static const char *tag(const struct scene *scene, uint32_t row)
{
    struct siblings *s = &scene->scratch->conclusions.siblings;
    if (!mac_exists(host_at(scene, row)->key.mac))
        return "";
    siblings_ask_maker(s, scene->model, row);
    return s->tag[row];
}

static void tag_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_any(p, tag(scene, row));
}

static void address_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    const struct host *h = host_at(scene, row);
    char address[IP_TEXT], rest[16] = "";
    struct text t = text_over(rest, sizeof rest);
    struct ip ip = host_address(h);
    struct place place = *p;
    if (ip.family == IP_NONE) {
        place_dash(p);
        return;
    }
    int more = h->ipv4_count + h->ipv6_count - 1;
    if (more > 0)
        text_addf(&t, " +%d%s", more, h->more_addresses ? "+" : "");
    ip_format(ip, address);
    int room = p->width - (int)t.len, length = (int)strlen(address);
    if (length > room && ip.family == IP_V4) { /* rather whole and without the number */
        room = p->width;
        rest[0] = '\0';
    }
    place.width = length < room ? length : room;
    place_ip(&place, ip);
    canvas_text(p->canvas, p->row, p->column + place.width, (int)t.len, p->style, rest);
}

enum { ADDRESS_WIDTH = sizeof "169.254.147.180 +1" - 1 };

/* Who has both is listed by an IPv4 address: only some links have others, and some none at all. */
static int address_need(const struct scene *scene)
{
    const struct model *m = scene->model;
    struct scratch *s = scene->scratch;
    if (s->ipv6_hosts == ANSWER_NONE) {
        s->ipv6_hosts = s->addressed_hosts = ANSWER_NO;
        for (uint32_t row = 1; row <= m->hosts.head.used && s->ipv6_hosts == ANSWER_NO; row++) {
            uint64_t family = host_address(host_at(scene, row)).family;
            s->ipv6_hosts = family == IP_V6 ? ANSWER_YES : ANSWER_NO;
            s->addressed_hosts = family != IP_NONE ? ANSWER_YES : s->addressed_hosts;
        }
    }
    if (s->addressed_hosts == ANSWER_NO && m->hosts.head.used > 0)
        return 0;
    return s->ipv6_hosts == ANSWER_YES ? LINE_CELLS : ADDRESS_WIDTH;
}

static int address_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    struct ip x = host_address(host_at(scene, a)), y = host_address(host_at(scene, b));
    if ((x.family == IP_NONE) != (y.family == IP_NONE))
        return x.family == IP_NONE ? 1 : -1;
    return ip_compare(x, y);
}

static uint64_t address_rank(const struct scene *scene, uint32_t row)
{
    struct ip ip = host_address(host_at(scene, row));
    return ip.family != IP_NONE ? rank_ip(ip) : UINT64_MAX;
}

static const struct name *name_at(const struct scene *scene, uint32_t row)
{
    uint32_t name = host_name_row(scene, row);
    return name != TABLE_NONE ? &scene->model->names.at[name - 1] : NULL;
}

static const char *name_text(const struct scene *scene, uint32_t row)
{
    const struct name *name = name_at(scene, row);
    return name != NULL ? name->key.text : "";
}

static void name_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    const struct name *name = name_at(scene, row);
    if (name == NULL)
        place_dash(p);
    else
        place_name(p, name->key.text);
}

/* What its MAC address says of where it belongs: the first conclusion on that, in a word. */
static const struct conclusion *lineage_at(const struct scene *scene, uint32_t row)
{
    const struct conclusions *all = &scene->scratch->conclusions;
    for (uint32_t i = 0; i < all->count; i++)
        if (all->at[i].kind >= CONCLUSION_LINEAGE_FIRST &&
            all->at[i].kind <= CONCLUSION_LINEAGE_LAST &&
            host_key_equal(&all->at[i].subject, &host_at(scene, row)->key))
            return &all->at[i];
    return NULL;
}

/* How many addresses a device has, of which this one is the first; else 0. */
static uint32_t device_size(const struct scene *scene, uint32_t row)
{
    const struct siblings *s = scene_siblings(scene);
    if (s->how[row] == SIBLING_NONE || s->first[row] != row)
        return 0;
    uint32_t count = 0;
    for (uint32_t i = 1; i <= scene->model->hosts.head.used; i++)
        count += s->first[i] == row;
    return count;
}

/* Addresses of one device stand together, its first one before the others; those that are alone come last. */
static uint64_t device(const struct scene *scene, uint32_t row)
{
    const struct siblings *s = scene_siblings(scene);
    if (s->how[row] == SIBLING_NONE)
        return UINT64_MAX;
    return siblings_device(s, row).value << 1 | (s->first[row] != row);
}

/* An address of Hyper-V whose octets are those of no address that was seen. */
static bool hyper_v_is_unmatched(const struct scene *scene, uint32_t row)
{
    struct lineage l = lineage_read(host_at(scene, row)->key.mac);
    return l.kind == LINEAGE_HYPER_V && scene->scratch->conclusions.tails.first[l.tail] == 0;
}

static void lineage_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    const struct conclusion *c = lineage_at(scene, row);
    char string[32];
    struct text t = text_over(string, sizeof string);
    uint32_t size = device_size(scene, row);
    if (size > 0) {
        text_addf(&t, "device of %u", (unsigned)size);
        place_text(p, string);
    } else if (c == NULL && hyper_v_is_unmatched(scene, row))
        canvas_text(p->canvas, p->row, p->column, p->width, STYLE_DIM, "no host matches");
    else if (c == NULL)
        place_dash(p);
    else if (c->ip.family != IP_NONE)
        place_ip(p, c->ip);
    else if (mac_exists(c->mac))
        place_mac(p, c->mac);
    else if (c->name[0] != '\0')
        place_text(p, c->name);
    else {
        text_addf(&t, "number %llu", (unsigned long long)c->number);
        place_text(p, string);
    }
}

/* Where a few machines belong together, others do not; that none matches says little. */
static int lineage_need(const struct scene *scene)
{
    const struct conclusions *all = &scene->scratch->conclusions;
    uint32_t count = 0;
    for (int kind = CONCLUSION_LINEAGE_FIRST; kind <= CONCLUSION_LINEAGE_LAST; kind++)
        count += all->of_kind[kind];
    return count > 0 ? IP_TEXT - 1 : 0;
}

/* Hardly any machine of many has a tag, but all of many are too many to ask. */
static int tag_need(const struct scene *scene)
{
    enum { ASKED = 256 };
    uint32_t used = scene->model->hosts.head.used;
    bool is = used > ASKED;
    for (uint32_t row = 1; row <= used && !is; row++)
        is = tag(scene, row)[0] != '\0';
    return is ? LINE_CELLS : 0;
}

static int name_need(const struct scene *scene)
{
    return scene->model->names.head.used > 0 ? LINE_CELLS : 0;
}

static const char *source(const struct scene *scene, uint32_t row)
{
    const struct name *name = name_at(scene, row);
    return name != NULL ? model_name_source(name) : "";
}

static void source_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_any(p, source(scene, row));
}

static uint64_t unicast(const struct scene *scene, uint32_t row)
{
    return scene_amount(scene, host_at(scene, row)->sent[CAST_UNICAST]);
}

static uint64_t broadcast(const struct scene *scene, uint32_t row)
{
    return scene_amount(scene, host_at(scene, row)->sent[CAST_BROADCAST]);
}

static uint64_t multicast(const struct scene *scene, uint32_t row)
{
    return scene_amount(scene, host_at(scene, row)->sent[CAST_MULTICAST]);
}

static struct tally all_sent(const struct scene *scene, uint32_t row)
{
    const struct slot *slot = &host_at(scene, row)->slot;
    return (struct tally){slot->frames, slot->bytes};
}

static uint64_t sent(const struct scene *scene, uint32_t row)
{
    return scene_amount(scene, all_sent(scene, row));
}

static uint64_t sent_other(const struct scene *scene, uint32_t row)
{
    return scene_other(scene, all_sent(scene, row));
}

static uint64_t received(const struct scene *scene, uint32_t row)
{
    return scene_amount(scene, host_at(scene, row)->received);
}

static uint64_t last(const struct scene *scene, uint32_t row)
{
    return (uint64_t)host_at(scene, row)->last_ns;
}

static uint64_t first(const struct scene *scene, uint32_t row)
{
    return (uint64_t)host_at(scene, row)->first_ns;
}

static const struct column columns[] = {
    {.title = "MAC address", .width = 17, .need = need_mac, .form = FORM_MAC, .value = mac},
    {.title = "Address",
     .width = ADDRESS_WIDTH,
     .narrow = sizeof "169.254.147.180" - 1,
     .wish = 28, /* fe80::215:5dff:fe00:e501 +1 */
     .widest = 42,
     .priority = 1,
     .need = address_need,
     .draw = address_draw,
     .compare = address_compare,
     .rank = address_rank},
    {.title = "Name",
     .width = 9,
     .wish = 14,
     .widest = 30,
     .priority = 2,
     .need = name_need,
     .text = name_text,
     .draw = name_draw},
    {.title = "Vendor",
     .width = 9,
     .wish = 17, /* random or made up */
     .widest = 44,
     .priority = 2,
     .need = need_vendor,
     .text = host_vendor,
     .draw = vendor_draw},
    {.title = "Kind", .width = 10, .priority = 7, .need = tag_need, .text = tag, .draw = tag_draw},
    {.title = "Belongs to",
     .width = 17,
     .priority = 6,
     .need = lineage_need,
     .value = device,
     .draw = lineage_draw},
    {.title = "Says",
     .width = 6,
     .priority = 8,
     .need = name_need,
     .text = source,
     .draw = source_draw},
    {.title = "U", .width = 5, .priority = 1, .form = FORM_AMOUNT, .value = unicast},
    {.title = "B", .width = 5, .priority = 1, .form = FORM_AMOUNT, .value = broadcast},
    {.title = "M", .width = 5, .priority = 1, .form = FORM_AMOUNT, .value = multicast},
    {.title = "Sent", .width = 5, .priority = 4, .form = FORM_AMOUNT, .value = sent},
    {.title = "Bytes", .width = 7, .priority = 5, .form = FORM_OTHER, .value = sent_other},
    {.title = "Recvd", .width = 5, .priority = 3, .form = FORM_AMOUNT, .value = received},
    {.title = "Last", .width = 6, .priority = 3, .form = FORM_AGO, .value = last},
    {.title = "First", .width = 6, .priority = 6, .form = FORM_AT, .value = first},
};

enum { COLUMNS = sizeof columns / sizeof columns[0], SENT = 10 };

static const struct list hosts = {
    .noun = "hosts",
    .columns = columns,
    .column_count = COLUMNS,
    .sort = SENT,
    .rows = rows,
    .traits = traits,
    .known = WORDS_HOST | WORD_BIT(CAST),
    .identity = identity,
    .table = table,
    .subject = subject,
    .style = style,
    .empty = "No host was heard of yet.",
};

const struct body hosts_body = {.list = &hosts};
