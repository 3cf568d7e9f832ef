/* SPDX-License-Identifier: MIT */
/* Names: who is called what, and by whose word. A name that was taken back is dim, one that two machines have
 * alarms. */
#include "ui/list.h"
#include "ui/row_traits.h"

#include <string.h>

enum { SERVICES_FROM = NAME_ROWS };

static bool is_service(uint32_t row)
{
    return row > SERVICES_FROM;
}

static const struct name *name_at(const struct scene *scene, uint32_t row)
{
    return &scene->model->names.at[row - 1];
}

static const struct service *service_at(const struct scene *scene, uint32_t row)
{
    return &scene->model->services.at[row - SERVICES_FROM - 1];
}

static struct list_losses losses(const struct scene *scene)
{
    const struct model *m = scene->model;
    return (struct list_losses){.kept = scene->scratch->all,
                                .evicted = m->names.head.evicted.entries +
                                           m->services.head.evicted.entries};
}

static uint32_t rows(const struct scene *scene, uint32_t *out)
{
    const struct model *m = scene->model;
    uint32_t count = list_table_rows(&m->names.head, out);
    for (uint32_t i = 0; i < m->services.head.used; i++)
        out[count++] = SERVICES_FROM + i + 1;
    return count;
}

static const char *text_at(const struct scene *scene, uint32_t row)
{
    return is_service(row) ? service_at(scene, row)->key.name : name_at(scene, row)->key.text;
}

/* Who bears the name, or offers the service: by the name of its host. */
static uint32_t bearer(const struct scene *scene, uint32_t row)
{
    if (!is_service(row))
        return model_name_host(scene->model, name_at(scene, row));
    return host_of_service(scene, &service_at(scene, row)->key);
}

static struct subject subject(const struct scene *scene, uint32_t row)
{
    if (is_service(row)) {
        const struct service *s = service_at(scene, row);
        struct subject service = {.kind = SUBJECT_SERVICE, .service = s->key};
        subject_prove(&service, &s->frame, 1);
        return service;
    }
    struct subject subject = subject_of_host(scene->model, bearer(scene, row));
    if (subject.kind == SUBJECT_NONE)
        subject = subject_of_address(scene, name_at(scene, row)->key.ip);
    subject.frame_count = 0;
    subject_prove(&subject, &name_at(scene, row)->frame, 1);
    return subject;
}

static void traits(struct traits *t, const struct scene *scene, uint32_t row)
{
    traits_add_host(t, scene, bearer(scene, row));
    traits_add_name(t, text_at(scene, row));
    traits_add_protocol(t, is_service(row) ? (enum proto)service_at(scene, row)->source
                                           : (enum proto)name_at(scene, row)->key.source);
}

static uint64_t identity(const struct scene *scene, uint32_t row)
{
    const struct model *m = scene->model;
    if (is_service(row))
        return list_key_identity(&m->services.head, &service_at(scene, row)->key,
                                 sizeof service_at(scene, row)->key);
    return list_key_identity(&m->names.head, &name_at(scene, row)->key,
                             sizeof name_at(scene, row)->key);
}

static uint64_t ttl(const struct scene *scene, uint32_t row)
{
    return is_service(row) ? service_at(scene, row)->ttl_s : name_at(scene, row)->ttl_s;
}

/* Whether two machines are called so. */
static bool in_conflict(const struct scene *scene, uint32_t row)
{
    const struct conclusions *all = &scene->scratch->conclusions;
    if (is_service(row) || all->of_kind[CONCLUSION_NAME_CONFLICT] == 0)
        return false;
    for (uint32_t i = 0; i < all->count; i++)
        if (all->at[i].kind == CONCLUSION_NAME_CONFLICT &&
            strcmp(all->at[i].name, name_at(scene, row)->key.text) == 0)
            return true;
    return false;
}

static enum style style(const struct scene *scene, uint32_t row)
{
    if (in_conflict(scene, row))
        return STYLE_ALARM;
    return ttl(scene, row) == 0 ? STYLE_DIM : STYLE_PLAIN;
}

/* UUIDs of one maker, or of one device, differ at their ends. */
static void text_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    static const char uuid[] = "uuid:";
    const char *string = text_at(scene, row);
    if (strncmp(string, uuid, sizeof uuid - 1) == 0)
        place_middle(p, string);
    else
        place_text(p, string);
}

static int offer_need(const struct scene *scene)
{
    return scene->model->services.head.used > 0 ? LINE_CELLS : 0;
}

/* "_http._tcp at nas.local:80 path=/" of a service; "" of a name. */
static void offer_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    char string[400 + SERVICE_TEXT];
    struct text t = text_over(string, sizeof string);
    if (!is_service(row)) {
        place_dash(p);
        return;
    }
    const struct service *s = service_at(scene, row);
    /* Which type it is says what follows "urn:schemas-upnp-org:", which all have. */
    static const char urn[] = "urn:";
    const char *type = s->key.type[0] != '\0' ? s->key.type : "service";
    const char *end = strncmp(type, urn, sizeof urn - 1) == 0 ? strchr(type + sizeof urn - 1, ':')
                                                              : NULL;
    text_add(&t, end != NULL && text_columns(type) > p->width ? end + 1 : type);
    if (s->key.host[0] != '\0')
        text_addf(&t, " at %s", s->key.host);
    if (s->key.port > 0)
        text_addf(&t, ":%u", (unsigned)s->key.port);
    if (s->text[0] != '\0')
        text_addf(&t, " %s", s->text);
    place_text(p, string);
}

static int offer_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    const char *x = is_service(a) ? service_at(scene, a)->key.type : "";
    const char *y = is_service(b) ? service_at(scene, b)->key.type : "";
    return strcmp(x, y);
}

static struct ip address(const struct scene *scene, uint32_t row)
{
    if (!is_service(row))
        return name_at(scene, row)->key.ip;
    uint32_t host = bearer(scene, row);
    return host != TABLE_NONE ? host_address(&scene->model->hosts.at[host - 1])
                              : (struct ip){.family = IP_NONE};
}

static void ip_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    struct ip ip = address(scene, row);
    if (ip.family == IP_NONE)
        place_dash(p);
    else
        place_ip(p, ip);
}

static int ip_order(const struct scene *scene, uint32_t a, uint32_t b)
{
    return ip_compare(address(scene, a), address(scene, b));
}

static uint64_t ip_rank(const struct scene *scene, uint32_t row)
{
    return rank_ip(address(scene, row));
}

static uint64_t mac(const struct scene *scene, uint32_t row)
{
    uint32_t host = bearer(scene, row);
    if (!is_service(row) && mac_exists(name_at(scene, row)->key.mac))
        return name_at(scene, row)->key.mac.value;
    return host != TABLE_NONE ? scene->model->hosts.at[host - 1].key.mac.value : MAC_NONE.value;
}

static const char *source(const struct scene *scene, uint32_t row)
{
    return is_service(row) ? proto_name((enum proto)service_at(scene, row)->source)
                           : model_name_source(name_at(scene, row));
}

static void source_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_text(p, source(scene, row));
}

static int source_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    return strcmp(source(scene, a), source(scene, b));
}

static void holds_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    uint32_t ttl_s = (uint32_t)ttl(scene, row);
    char string[32];
    struct text t = text_over(string, sizeof string);
    if (ttl_s == 0)
        text_add(&t, "taken back");
    else if (ttl_s == UINT32_MAX)
        text_add_char(&t, '-');
    else
        text_addf(&t, "%u s", (unsigned)ttl_s);
    canvas_right(p->canvas, p->row, p->column, p->width, p->style, string);
}

static uint64_t times(const struct scene *scene, uint32_t row)
{
    return is_service(row) ? service_at(scene, row)->slot.frames : name_at(scene, row)->slot.frames;
}

static uint64_t frame(const struct scene *scene, uint32_t row)
{
    return is_service(row) ? service_at(scene, row)->frame : name_at(scene, row)->frame;
}

static uint64_t last(const struct scene *scene, uint32_t row)
{
    return (uint64_t)(is_service(row) ? service_at(scene, row)->last_ns
                                      : name_at(scene, row)->last_ns);
}

static const struct column columns[] = {
    {.title = "Name", .width = 20, .wish = 22, .widest = 44, .text = text_at, .draw = text_draw},
    {.title = "Address",
     .width = 15,
     .wish = 25, /* fe80::215:5dff:fe00:e501 and its like */
     .widest = 39,
     .need = need_ip,
     .draw = ip_draw,
     .compare = ip_order,
     .rank = ip_rank},
    {.title = "MAC address",
     .width = 17,
     .priority = 1,
     .need = need_mac,
     .form = FORM_MAC,
     .value = mac},
    {.title = "Offers",
     .width = 17, /* _googlecast._tcp */
     .wish = 36,  /* and where it is */
     .widest = 90,
     .priority = 1,
     .need = offer_need,
     .draw = offer_draw,
     .compare = offer_compare},
    {.title = "Says", .width = 5, .priority = 1, .draw = source_draw, .compare = source_compare},
    {.title = "Times", .width = 6, .priority = 4, .form = FORM_COUNT, .value = times},
    {.title = "Holds",
     .width = 10,
     .priority = 5,
     .form = FORM_COUNT,
     .value = ttl,
     .draw = holds_draw},
    {.title = "Frame", .width = 7, .priority = 6, .form = FORM_NUMBER, .value = frame},
    {.title = "Last", .width = 6, .priority = 3, .form = FORM_AGO, .value = last},
};

static const struct list names = {
    .noun = "names and services",
    .columns = columns,
    .column_count = sizeof columns / sizeof columns[0],
    .sort = 0,
    .rows = rows,
    .traits = traits,
    .known = WORDS_HOST | WORD_BIT(PROTOCOL),
    .identity = identity,
    .subject = subject,
    .losses = losses,
    .style = style,
    .empty = "Nobody said a name yet.",
};

const struct body names_body = {.list = &names};
