/* SPDX-License-Identifier: MIT */
/* Conversations: who talks to whom, by protocol and port. */
#include "address/port.h"
#include "ui/list.h"
#include "ui/row_traits.h"

#include <string.h>

static const struct conversation *talk_at(const struct scene *scene, uint32_t row)
{
    return &scene->model->conversations.at[row - 1];
}

static const struct table *table(const struct model *m)
{
    return &m->conversations.head;
}

static uint32_t rows(const struct scene *scene, uint32_t *out)
{
    return list_table_rows(&scene->model->conversations.head, out);
}

static void traits(struct traits *t, const struct scene *scene, uint32_t row)
{
    const struct conversation *c = talk_at(scene, row);
    traits_add_address(t, scene, c->key.a);
    traits_add_address(t, scene, c->key.b);
    t->casts = conversation_casts(scene->model, c);
    traits_add_protocol(t, c->key.a.family == IP_V4 ? PROTO_IPV4 : PROTO_IPV6);
    traits_add_protocol(t, (enum proto)c->proto);
    if (conversation_has_ports(c)) {
        enum { TCP = 6 };
        traits_add_protocol(t, c->ip_proto == TCP ? PROTO_TCP : PROTO_UDP);
        traits_add_port(t, (uint16_t)(c->key.ports >> 16));
        traits_add_port(t, (uint16_t)c->key.ports);
    }
}

static struct subject subject(const struct scene *scene, uint32_t row)
{
    return subject_of_conversation(scene, &talk_at(scene, row)->key);
}

static uint64_t identity(const struct scene *scene, uint32_t row)
{
    const struct conversation_key *key = &talk_at(scene, row)->key;
    return list_key_identity(&scene->model->conversations.head, key, sizeof *key);
}

/* A name for an address: the host's, the group's, or the address itself. */
static void end_draw(const struct place *p, const struct scene *scene, struct ip ip)
{
    uint32_t host = ip_is_multicast(ip) ? TABLE_NONE : host_of_address(scene, ip);
    uint32_t name = TABLE_NONE;
    if (host != TABLE_NONE && host_has(&scene->model->hosts.at[host - 1], ip))
        name = host_name_row(scene, host);
    if (name != TABLE_NONE)
        place_name(p, scene->model->names.at[name - 1].key.text);
    else
        place_ip(p, ip);
}

static void a_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    end_draw(p, scene, talk_at(scene, row)->key.a);
}

static void b_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    end_draw(p, scene, talk_at(scene, row)->key.b);
}

static int a_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    return ip_compare(talk_at(scene, a)->key.a, talk_at(scene, b)->key.a);
}

static uint64_t a_rank(const struct scene *scene, uint32_t row)
{
    return rank_ip(talk_at(scene, row)->key.a);
}

static int b_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    return ip_compare(talk_at(scene, a)->key.b, talk_at(scene, b)->key.b);
}

static uint64_t b_rank(const struct scene *scene, uint32_t row)
{
    return rank_ip(talk_at(scene, row)->key.b);
}

static uint64_t a_port(const struct scene *scene, uint32_t row)
{
    return talk_at(scene, row)->key.ports >> 16 & 0xffff;
}

static uint64_t b_port(const struct scene *scene, uint32_t row)
{
    return talk_at(scene, row)->key.ports & 0xffff;
}

static void proto_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    enum proto proto = (enum proto)talk_at(scene, row)->proto;
    if (proto == PROTO_NONE)
        place_dash(p);
    else
        place_text(p, proto_name(proto));
}

static int proto_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    return strcmp(proto_name((enum proto)talk_at(scene, a)->proto),
                  proto_name((enum proto)talk_at(scene, b)->proto));
}

/* What the port of an end is registered for, where nothing more is decoded; else what the protocol's name stands for;
 * "" where neither is known. */
static const char *service(const struct scene *scene, uint32_t row)
{
    const struct conversation *c = talk_at(scene, row);
    enum proto proto = (enum proto)c->proto;
    bool tcp = proto == PROTO_TCP;
    if (!tcp && proto != PROTO_UDP)
        return proto == PROTO_NONE || proto == PROTO_IPV4 || proto == PROTO_IPV6
                   ? ""
                   : proto_title(proto);
    const struct port_entry *entry = port_find(tcp, (uint16_t)c->key.ports);
    if (entry == NULL)
        entry = port_find(tcp, (uint16_t)(c->key.ports >> 16));
    return entry != NULL ? entry->name : "";
}

static void service_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_any(p, service(scene, row));
}

static struct tally both(const struct scene *scene, uint32_t row)
{
    const struct slot *slot = &talk_at(scene, row)->slot;
    return (struct tally){slot->frames, slot->bytes};
}

static uint64_t amount(const struct scene *scene, uint32_t row)
{
    return scene_amount(scene, both(scene, row));
}

static uint64_t from_a(const struct scene *scene, uint32_t row)
{
    return scene_amount(scene, talk_at(scene, row)->from_a);
}

static uint64_t from_b(const struct scene *scene, uint32_t row)
{
    const struct slot *all = &talk_at(scene, row)->slot;
    struct tally a = talk_at(scene, row)->from_a;
    return scene_amount(scene, (struct tally){all->frames - a.frames, all->bytes - a.bytes});
}

static uint64_t other(const struct scene *scene, uint32_t row)
{
    return scene_other(scene, both(scene, row));
}

static uint64_t last(const struct scene *scene, uint32_t row)
{
    return (uint64_t)talk_at(scene, row)->last_ns;
}

static uint64_t first(const struct scene *scene, uint32_t row)
{
    return (uint64_t)talk_at(scene, row)->first_ns;
}

/* From the first frame to the last. */
static uint64_t lasted(const struct scene *scene, uint32_t row)
{
    int64_t ns = talk_at(scene, row)->last_ns - talk_at(scene, row)->first_ns;
    return ns > 0 ? (uint64_t)ns : 0;
}

static void lasted_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_span(p, (int64_t)lasted(scene, row));
}

/* Bits a second while it lasted; 0 where it has no length. */
/* Over a second at least: a question and its answer, a millisecond apart, load nothing with megabits a second. */
static uint64_t rate(const struct scene *scene, uint32_t row)
{
    uint64_t ms = lasted(scene, row) / 1000000, bits = talk_at(scene, row)->slot.bytes * 8;
    return talk_at(scene, row)->slot.frames > 1 ? bits * 1000 / (ms > 1000 ? ms : 1000) : 0;
}

static const struct column columns[] = {
    {.title = "One",
     .width = 15,
     .wish = 19,
     .widest = 39,
     .draw = a_draw,
     .compare = a_compare,
     .rank = a_rank},
    {.title = "Port", .width = 6, .priority = 3, .form = FORM_NUMBER, .value = a_port},
    {.title = "The other",
     .width = 16,
     .wish = 19,
     .widest = 39,
     .draw = b_draw,
     .compare = b_compare,
     .rank = b_rank},
    {.title = "Port", .width = 6, .priority = 3, .form = FORM_NUMBER, .value = b_port},
    {.title = "About", .width = 7, .priority = 1, .draw = proto_draw, .compare = proto_compare},
    {.title = "Service",
     .width = 15,
     .widest = 36, /* Link-Local Multicast Name Resolution */
     .priority = 9,
     .text = service,
     .draw = service_draw},
    {.title = "Frames", .width = 7, .form = FORM_AMOUNT, .value = amount},
    {.title = "Sent", .width = 6, .priority = 5, .form = FORM_AMOUNT, .value = from_a},
    {.title = "Recvd", .width = 6, .priority = 5, .form = FORM_AMOUNT, .value = from_b},
    {.title = "Bytes", .width = 8, .priority = 2, .form = FORM_OTHER, .value = other},
    {.title = "First", .width = 6, .priority = 6, .form = FORM_AT, .value = first},
    {.title = "Last", .width = 6, .priority = 4, .form = FORM_AGO, .value = last},
    {.title = "Lasted",
     .width = 7,
     .priority = 7,
     .form = FORM_COUNT,
     .rising = "shortest",
     .falling = "longest",
     .value = lasted,
     .draw = lasted_draw},
    {.title = "Bit/s", .width = 6, .priority = 8, .form = FORM_COUNT, .value = rate},
};

enum { FRAMES = 6 };

static const struct list conversations = {
    .noun = "conversations",
    .columns = columns,
    .column_count = sizeof columns / sizeof columns[0],
    .sort = FRAMES,
    .rows = rows,
    .traits = traits,
    .known = WORDS_HOST | WORD_BIT(CAST) | WORD_BIT(GROUP) | WORD_BIT(PROTOCOL) | WORD_BIT(PORT),
    .identity = identity,
    .subject = subject,
    .table = table,
    .empty = "Nobody talked over IP yet.",
};

const struct body conversations_body = {.list = &conversations};
