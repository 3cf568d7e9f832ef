/* SPDX-License-Identifier: MIT */
/* The table of views, and what several of them write. */
#include "ui/view.h"

#include <string.h>

#include "address/registry.h"
#include "address/vendor.h"

static const struct view_row views[VIEW_COUNT] = {
#define VIEW(id, name, title, tab, key, object, question) \
    [VIEW_##id] = {name, title, tab, key, &object, question},
#include "ui/views.def"
#undef VIEW
};

const struct view_row *view_row(enum view view)
{
    return &views[view];
}

enum view view_find(const char *name)
{
    for (enum view view = 0; view < VIEW_COUNT; view++)
        if (strcmp(views[view].name, name) == 0)
            return view;
    return VIEW_COUNT;
}

bool ui_has_view(const char *name)
{
    return view_find(name) != VIEW_COUNT;
}

const char *ui_view_names(void)
{
    static const char names[] = ""
#define VIEW(id, name, title, tab, key, object, question) " " name
#include "ui/views.def"
#undef VIEW
        ;
    return names + 1;
}

/* Memory for drawing */

void scratch_forget(struct scratch *s)
{
    s->lags = s->lags || s->concluded;
    s->concluded = s->related = s->ordered = s->named = false;
    s->ipv6 = s->ipv6_hosts = ANSWER_NONE;
}

void scratch_conclude(struct scratch *s, const struct model *m, bool lag)
{
    if (s->concluded || (lag && s->lags))
        return;
    conclusions_draw(&s->conclusions, m);
    s->concluded = s->related = true;
    s->lags = s->ordered = false;
}

const struct siblings *scene_siblings(const struct scene *scene)
{
    struct scratch *s = scene->scratch;
    if (!s->related)
        siblings_find(&s->conclusions.siblings, scene->model);
    s->related = true;
    return &s->conclusions.siblings;
}

/* Makers of addresses, and labels of hosts */

static const char made_up[] = "random or made up";

void vendor_add(struct text *t, struct mac mac)
{
    if (!mac_exists(mac))
        return;
    struct vendor v = vendor_find(mac);
    if (v.product[0] != '\0')
        text_add(t, v.product);
    else if (v.name[0] != '\0')
        text_add(t, v.name);
    else if (v.kind == MAC_KIND_LOCAL)
        text_add(t, made_up);
}

const char *host_vendor(const struct scene *scene, uint32_t host)
{
    struct siblings *s = &scene->scratch->conclusions.siblings;
    if (!mac_exists(scene->model->hosts.at[host - 1].key.mac))
        return "";
    siblings_ask_maker(s, scene->model, host);
    if (s->product[host][0] != '\0')
        return s->product[host];
    if (s->maker[host][0] == '\0' && s->kind[host] == MAC_KIND_LOCAL)
        return made_up;
    return s->maker[host];
}

struct ip host_address(const struct host *h)
{
    if (h->ipv4_count > 0)
        return ip_v4(h->ipv4[0]);
    if (h->ipv6_count > 0)
        return ip_v6(h->ipv6[0][0], h->ipv6[0][1]);
    return h->key.ip;
}

size_t name_stem(const char *name)
{
    static const char suffix[] = ".local";
    size_t n = strlen(name), end = sizeof suffix - 1;
    return n > end && strcmp(name + n - end, suffix) == 0 ? n - end : n;
}

/* Whether so many letters are a word, whatever their case and without dots: "Ltd", "LTD.", "B.V". */
static bool word_is(const char *at, size_t n, const char *word)
{
    for (; n > 0; at++, n--) {
        if (*at != '.' && text_lower(*at) != *word++)
            return false;
    }
    return *word == '\0';
}

size_t maker_stem(const char *name)
{
    static const char *const forms[] = {"ltd",         "inc",          "co",  "gmbh", "limited",
                                        "corporation", "corporate",    "llc", "ag",   "ab",
                                        "corp",        "kg",           "a/s", "bv",   "sa",
                                        "oy",          "incorporated", "srl", "as",   "company"};
    size_t end = strlen(name);
    for (;;) {
        size_t word = end;
        while (word > 0 && name[word - 1] != ' ' && name[word - 1] != ',')
            word--;
        bool form = false;
        for (size_t i = 0; i < sizeof forms / sizeof forms[0] && !form; i++)
            form = word_is(name + word, end - word, forms[i]);
        while (word > 0 && (name[word - 1] == ' ' || name[word - 1] == ','))
            word--;
        if (!form || word == 0)
            return end;
        end = word;
    }
}

void host_label_add(struct text *t, const struct scene *scene, uint32_t host)
{
    const struct model *m = scene->model;
    const struct host *h = &m->hosts.at[host - 1];
    uint32_t name = host_name_row(scene, host);
    char string[IP_TEXT];
    if (name != TABLE_NONE) {
        const char *full = m->names.at[name - 1].key.text;
        text_addf(t, "%.*s", (int)name_stem(full), full);
        return;
    }
    struct ip ip = host_address(h);
    if (ip.family != IP_NONE)
        ip_format(ip, string);
    else
        mac_format(h->key.mac, string);
    text_add(t, string);
}

uint32_t host_of_address(const struct scene *scene, struct ip ip)
{
    struct host_key key = {.mac = model_bearer(scene->model, ip)};
    if (!mac_exists(key.mac))
        key.ip = ip;
    return table_find(&scene->model->hosts.head, &key);
}

uint32_t host_of_service(const struct scene *scene, const struct service_key *key)
{
    const struct model *m = scene->model;
    struct ip ip;
    if (ip_parse(key->host, &ip))
        return host_of_address(scene, ip);
    uint32_t name = key->host[0] != '\0'
                        ? conclusions_name_find(&scene->scratch->conclusions, m, key->host)
                        : TABLE_NONE;
    return name != TABLE_NONE ? model_name_host(m, &m->names.at[name - 1]) : TABLE_NONE;
}

/* Subjects */

struct subject subject_of_key(const struct host_key *key)
{
    if (mac_exists(key->mac))
        return (struct subject){.kind = SUBJECT_HOST, .host = {.mac = key->mac}};
    bool nobody = key->ip.family == IP_NONE;
    return (struct subject){.kind = nobody ? SUBJECT_NONE : SUBJECT_HOST, .host = *key};
}

struct subject subject_of_host(const struct model *m, uint32_t row)
{
    if (row == TABLE_NONE)
        return (struct subject){.kind = SUBJECT_NONE};
    struct subject subject = subject_of_key(&m->hosts.at[row - 1].key);
    subject_prove(&subject, &m->hosts.at[row - 1].first_frame, 1);
    return subject;
}

const struct packet *scene_packet(const struct scene *scene, const struct frame_slot *slot)
{
    struct scratch *s = scene->scratch;
    if (s->decoded != slot->number) {
        s->frame = frame_slot_frame(slot);
        s->sink.field = NULL; /* only the line is wanted */
        s->sink.layer = NULL;
        s->sink.info[0] = '\0';
        packet_decode(&s->packet, &s->frame, &s->sink);
        s->decoded = slot->number;
    }
    return &s->packet;
}

struct subject subject_of_conversation(const struct scene *scene,
                                       const struct conversation_key *key)
{
    struct subject subject = {.kind = SUBJECT_CONVERSATION, .conversation = *key};
    const struct kept_frames *kept = kept_frames_find(scene, key);
    for (uint32_t i = 0; i < kept->count && subject.frame_count < FINDING_FRAMES; i++)
        subject_prove(&subject, &kept_frame_slot(scene->frames, &kept->at[i])->number, 1);
    return subject;
}

struct subject subject_of_address(const struct scene *scene, struct ip ip)
{
    if (ip_is_multicast(ip))
        return (struct subject){.kind = SUBJECT_GROUP, .group = {.ip = ip, .mac = MAC_NONE}};
    if (ip.family == IP_NONE || ip_is_unspecified(ip) || address_is_broadcast(scene->model, ip))
        return (struct subject){.kind = SUBJECT_NONE};
    uint32_t host = host_of_address(scene, ip);
    if (host != TABLE_NONE)
        return subject_of_host(scene->model, host);
    return (struct subject){.kind = SUBJECT_HOST, .host = {.mac = MAC_NONE, .ip = ip}};
}

struct subject subject_of_conclusion(const struct conclusion *c)
{
    struct subject subject = subject_of_key(&c->subject);
    if (subject.kind == SUBJECT_HOST && ip_is_multicast(c->subject.ip))
        subject = (struct subject){.kind = SUBJECT_GROUP,
                                   .group = {.ip = c->subject.ip, .mac = MAC_NONE}};
    subject_prove(&subject, c->frames, c->frame_count);
    return subject;
}

void subject_prove(struct subject *subject, const uint64_t *frames, unsigned count)
{
    for (unsigned i = 0; i < count && subject->frame_count < FINDING_FRAMES; i++)
        if (frames[i] != 0)
            subject->frames[subject->frame_count++] = frames[i];
}

void frame_numbers_add(struct text *t, const uint64_t *frames, unsigned count, bool more, int width)
{
    static const char ellipsis[] = " ...";
    char string[24 * FINDING_FRAMES];
    struct text all = text_over(string, sizeof string);
    int fits = 0;
    for (unsigned i = 0; i < count; i++) {
        text_addf(&all, "%s%llu", i == 0 ? "" : " ", (unsigned long long)frames[i]);
        if (i == 0 || (int)all.len + (int)sizeof ellipsis - 1 <= width)
            fits = (int)all.len;
    }
    bool whole = !more && ((int)all.len <= width || fits == (int)all.len);
    text_addf(t, "%.*s%s", whole ? (int)all.len : fits, string,
              whole || count == 0 ? "" : ellipsis);
}

/* Groups */

/* Names of groups that many networks have, and that are long. */
static const struct {
    struct ip ip;
    const char *name;
} short_names[] = {
    {{.low = 0xe0000001, .family = IP_V4}, "all systems"},
    {{.low = 0xe0000002, .family = IP_V4}, "all routers"},
    {{.low = 0xe00000fc, .family = IP_V4}, "LLMNR"},
    {{.high = UINT64_C(0xff02000000000000), .low = 0x1, .family = IP_V6}, "all nodes"},
    {{.high = UINT64_C(0xff02000000000000), .low = 0x2, .family = IP_V6}, "all routers"},
    {{.high = UINT64_C(0xff02000000000000), .low = 0x16, .family = IP_V6}, "MLDv2"},
    {{.high = UINT64_C(0xff02000000000000), .low = 0xfb, .family = IP_V6}, "mDNS"},
    {{.high = UINT64_C(0xff02000000000000), .low = 0x10002, .family = IP_V6}, "DHCPv6"},
    {{.high = UINT64_C(0xff02000000000000), .low = 0x10003, .family = IP_V6}, "LLMNR"},
};

void group_short_name_add(struct text *t, const struct group_key *key)
{
    /* ff02::1:ff00:0/104 (RFC 4291 section 2.7.1) */
    if (key->ip.family == IP_V6 && key->ip.high == UINT64_C(0xff02000000000000) &&
        key->ip.low >> 24 == UINT64_C(0x1ff)) {
        text_add(t, "solicited node");
        return;
    }
    for (size_t i = 0; i < sizeof short_names / sizeof short_names[0]; i++) {
        if (ip_equal(short_names[i].ip, key->ip)) {
            text_add(t, short_names[i].name);
            return;
        }
    }
    const char *name = group_key_entry(key).name, *end = strstr(name, " Scope");
    size_t n = end != NULL ? (size_t)(end - name) : strcspn(name, ":;(");
    while (n > 0 && name[n - 1] == ' ')
        n--;
    text_addf(t, "%.*s", (int)n, name);
}

enum style style_of_severity(const char *severity)
{
    if (strcmp(severity, "warning") == 0)
        return STYLE_ALARM;
    return strcmp(severity, "notice") == 0 ? STYLE_NOTICE : STYLE_PLAIN;
}
