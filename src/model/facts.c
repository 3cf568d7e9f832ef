/* SPDX-License-Identifier: MIT */
/*
 * What frames state: each kind of fact has one function that enters it into the tables. A frame that
 * states something new is kept as evidence.
 */
#include "model/census_state.h"

#include <string.h>

void subnet_prove(struct broadcast_list *proven, uint32_t address, unsigned bits)
{
    if (bits > 0 && bits <= 30)
        broadcast_prove(proven, address | UINT32_MAX >> bits);
}

void host_address_add(struct host *h, struct ip ip)
{
    bool full = ip.family == IP_V4 ? h->ipv4_count == HOST_IPV4 : h->ipv6_count == HOST_IPV6;
    if ((full && h->more_addresses) || host_has(h, ip))
        return;
    if (ip.family == IP_V4 && h->ipv4_count < HOST_IPV4) {
        h->ipv4[h->ipv4_count++] = (uint32_t)ip.low;
    } else if (ip.family == IP_V6 && h->ipv6_count < HOST_IPV6) {
        h->ipv6[h->ipv6_count][0] = ip.high;
        h->ipv6[h->ipv6_count++][1] = ip.low;
    } else {
        h->more_addresses = true;
    }
}

void evidence_keep(struct census *c)
{
    evidence_add(&c->model->evidence, c->packet->frame);
}

uint32_t host_row_of(const struct census *c, struct mac mac)
{
    const struct model *m = c->model;
    if (c->from != TABLE_NONE && mac_exists(mac) &&
        mac_equal(m->hosts.at[c->from - 1].key.mac, mac))
        return c->from;
    const struct host_key key = {.mac = mac};
    return table_find(&m->hosts.head, &key);
}

uint32_t stated_meet(struct census *c, struct table *t, const void *key, bool *made)
{
    uint32_t *row = &c->path->stated[c->fact % PATH_STATED];
    *row = table_meet_at(t, *row, key, c->stamp, made);
    return *row;
}

/* The row of a binding, used now. Who floods a link by other means than his addresses states the same one in frame
 * after frame. */
static uint32_t neighbour_use(struct census *c, const struct neighbour_key *key, bool *made)
{
    struct model *m = c->model;
    if (bound_is(c, key->mac, key->ip)) {
        table_touch(&m->neighbours.head, c->bound, c->stamp);
        *made = false;
    } else {
        c->bound = stated_meet(c, &m->neighbours.head, key, made);
    }
    return c->bound;
}

uint32_t neighbour_state(struct census *c, struct mac mac, struct ip ip, enum binding how)
{
    struct model *m = c->model;
    const struct frame *frame = c->packet->frame;
    struct neighbour_key key = {.ip = ip, .mac = mac};
    bool made;
    uint32_t row = neighbour_use(c, &key, &made);
    if (row == TABLE_NONE) {
        table_pass(&m->neighbours.head, 1, 0);
        return TABLE_NONE;
    }
    struct neighbour *n = &m->neighbours.at[row - 1];
    if (made)
        n->first_ns = frame->t_ns;
    n->last_ns = frame->t_ns;
    n->slot.frames++;
    if (how > BINDING_PROBE && (made || n->how == BINDING_PROBE))
        n->used_ns = frame->t_ns;
    /* Who asks whether an address is free, which a server gave to it or which it had before, does not use it. */
    bool asks_anew = how == BINDING_PROBE && n->how == BINDING_LEARNED;
    if (asks_anew)
        n->first_ns = frame->t_ns;
    if (made || how > n->how || asks_anew) {
        n->how = (uint8_t)how;
        n->frame = frame->number;
        evidence_keep(c);
    }
    n->heard_at = (uint8_t)frame->source;
    n->vlan = packet_vlan(c->packet);
    if (how >= BINDING_ANNOUNCED)
        claim_note(c, n, how);
    uint32_t host_row = host_row_of(c, mac);
    if (host_row != TABLE_NONE && how != BINDING_PROBE) {
        table_mark(&m->hosts.head, host_row);
        host_address_add(&m->hosts.at[host_row - 1], ip);
    }
    return row;
}

void finding_raise(struct census *c, enum oddity oddity, struct ip other)
{
    const struct packet *p = c->packet;
    struct finding_key key = {.oddity = oddity, .subject = {.mac = p->eth_src}};
    if (!mac_exists(p->eth_src) || p->eth_src.value == 0)
        key.subject = (struct host_key){.mac = MAC_NONE, .ip = p->src};
    bool made;
    uint32_t row = table_use(&c->model->findings.head, &key, c->stamp, &made);
    struct finding *f = &c->model->findings.at[row - 1];
    if (made) {
        f->first_ns = p->frame->t_ns;
        f->other = other;
    }
    f->last_ns = p->frame->t_ns;
    f->slot.frames++;
    f->slot.bytes += p->frame->length;
    if (f->frame_count < FINDING_FRAMES) {
        f->frames[f->frame_count++] = p->frame->number;
        evidence_keep(c);
    }
}

void finding_raise_about(struct census *c, enum oddity oddity, struct mac mac, struct ip ip,
                         uint64_t frame)
{
    struct finding_key key = {.oddity = oddity, .subject = {.mac = mac, .ip = ip}};
    bool made;
    uint32_t row = table_use(&c->model->findings.head, &key, c->stamp, &made);
    struct finding *f = &c->model->findings.at[row - 1];
    f->last_ns = c->model->now_ns;
    if (!made)
        return;
    f->first_ns = c->model->now_ns;
    f->other = ip;
    if (frame > 0) {
        f->frames[f->frame_count++] = frame;
        f->slot.frames = 1;
    }
}

/* A name that is too long is cut where a character ends. */
static void key_text(char out[NAME_BYTES], const char *clean)
{
    size_t n = strlen(clean);
    memset(out, 0, NAME_BYTES);
    if (n < NAME_BYTES) {
        memcpy(out, clean, n);
    } else {
        struct text t = text_over(out, NAME_BYTES);
        text_add(&t, clean);
    }
}

/* Whether it says so to all. By mDNS answers do, too, and those to who does not speak it have no cache-flush bit
 * (RFC 6762 sections 6 and 6.7). */
static bool is_declared(const struct census *c, const struct fact *fact)
{
    enum { MDNS_PORT = 5353 };
    const struct packet *p = c->packet;
    if (fact->proto == PROTO_MDNS)
        return p->dst_port != MDNS_PORT || !lookup_is_answered(c, fact);
    return mac_is_group(p->eth_dst);
}

/* Enters what a bearer is called into the table of names, or what it is into that of descriptions. */
static void name_believe(struct census *c, struct table *table, struct name *rows,
                         const struct fact *fact)
{
    const char *text = packet_name(c->packet, fact->text);
    if (text[0] == '\0' || (!mac_exists(fact->mac) && fact->ip.family == IP_NONE))
        return;
    struct name_key key = {.mac = fact->mac, .ip = fact->ip, .source = fact->proto};
    key_text(key.text, text);
    bool made;
    uint32_t row = stated_meet(c, table, &key, &made);
    if (row == TABLE_NONE) {
        table_pass(table, 1, 0);
        return;
    }
    struct name *n = &rows[row - 1];
    if (made)
        n->first_ns = c->packet->frame->t_ns;
    if (made || (!n->had && fact->ttl_s > 0)) { /* a goodbye does not show that it has the name */
        n->frame = c->packet->frame->number;
        evidence_keep(c);
    }
    n->last_ns = c->packet->frame->t_ns;
    n->ttl_s = fact->ttl_s;
    n->had |= fact->ttl_s > 0;
    n->heard_at = (uint8_t)c->packet->frame->source;
    n->vlan = packet_vlan(c->packet);
    n->declared = n->declared || is_declared(c, fact);
    n->unique |= fact->how == 1;
    n->slot.frames++;
}

void census_name(struct census *c, struct ip ip, struct mac mac, const char *text)
{
    struct name_key key = {.mac = mac, .ip = ip, .source = PROTO_NONE};
    key_text(key.text, text);
    bool made;
    uint32_t row = table_use(&c->model->names.head, &key, c->stamp, &made);
    struct name *n = &c->model->names.at[row - 1];
    if (made)
        n->first_ns = c->model->last_ns;
    n->last_ns = c->model->last_ns;
    n->ttl_s = UINT32_MAX;
}

static uint32_t service_name_hash(const struct model *m, const struct service_key *key)
{
    return (uint32_t)table_hash(&m->services.head, key->name, NAME_BYTES);
}

/* Takes a service back that is named without its host and port, and may be without its type, as SSDP and WS-Discovery
 * do. */
static void service_retract(struct census *c, const struct service_key *key)
{
    struct model *m = c->model;
    uint32_t hash = service_name_hash(m, key);
    for (uint32_t i = 0; i < m->services.head.used && key->name[0] != '\0'; i++) {
        struct service *s = &m->services.at[i];
        if (c->service_name[i] != hash)
            continue; /* they are many, and far apart */
        if (memcmp(s->key.name, key->name, NAME_BYTES) == 0 &&
            (key->type[0] == '\0' || memcmp(s->key.type, key->type, NAME_BYTES) == 0)) {
            table_mark(&m->services.head, i + 1);
            s->ttl_s = 0;
        }
    }
}

static void service_believe(struct census *c, const struct fact *fact)
{
    struct model *m = c->model;
    struct service_key key = {.port = fact->port};
    key_text(key.name, packet_name(c->packet, fact->text));
    key_text(key.type, packet_name(c->packet, fact->detail));
    key_text(key.host, packet_name(c->packet, fact->other_text));
    if (fact->how != 0) {
        if (fact->how == 1)
            service_retract(c, &key);
        return;
    }
    bool made;
    uint32_t row = table_use_again(&m->services.head, &key, c->stamp, &made);
    struct service *s = &m->services.at[row - 1];
    if (made) {
        c->service_name[row - 1] = service_name_hash(m, &s->key);
        s->first_ns = c->packet->frame->t_ns;
        s->frame = c->packet->frame->number;
        s->source = fact->proto;
        evidence_keep(c);
    }
    s->last_ns = c->packet->frame->t_ns;
    s->ttl_s = fact->ttl_s;
    s->slot.frames++;
}

static void bind_believe(struct census *c, const struct fact *fact)
{
    uint32_t row = neighbour_state(c, fact->mac, fact->ip, (enum binding)fact->how);
    if (row != TABLE_NONE && fact->bits == 1)
        gratuitous_note(c, &c->model->neighbours.at[row - 1]);
}

/* Facts that prove directed broadcast addresses. */
static void broadcast_believe(struct model *m, const struct fact *fact)
{
    if (fact->kind == FACT_SUBNET)
        subnet_prove(&m->proven, (uint32_t)fact->ip.low, fact->bits);
    else if (fact->kind == FACT_BROADCAST)
        broadcast_prove(&m->proven, (uint32_t)fact->ip.low);
}

void census_overlook(struct census *c, const struct packet *p)
{
    for (uint16_t i = 0; i < p->fact_count; i++)
        broadcast_believe(c->model, &p->facts[i]);
}

static void fact_believe(struct census *c, const struct fact *fact)
{
    struct model *m = c->model;
    switch ((enum fact_kind)fact->kind) {
    case FACT_BINDS:
        bind_believe(c, fact);
        story_address(c, fact->mac, fact->ip, (enum binding)fact->how);
        break;
    case FACT_NAMED:
        name_believe(c, &m->names.head, m->names.at, fact);
        lookup_answer(c, fact);
        break;
    case FACT_OFFERS: service_believe(c, fact); break;
    case FACT_DESCRIBES: name_believe(c, &m->descriptions.head, m->descriptions.at, fact); break;
    case FACT_JOINS:
    case FACT_LEAVES: member_believe(c, fact); break;
    case FACT_QUERIES: querier_believe(c, fact); break;
    case FACT_SUBNET:
    case FACT_BROADCAST: broadcast_believe(m, fact); break;
    case FACT_ROUTER: router_believe(c, fact->ip); break;
    case FACT_LEASE: story_lease(c, fact); break;
    case FACT_ODD: finding_raise(c, (enum oddity)fact->how, fact->ip); break;
    case FACT_ASKS:
        ask_note(c, fact->ip);
        lookup_ask(c, fact);
        break;
    case FACT_PROBES: probe_note(c, fact); break;
    case FACT_DENIES: lookup_deny(c, fact); break;
    case FACT_SOURCE: /* believed with the JOINS before it */
    case FACT_KIND_COUNT: break;
    }
}

/* What services say of themselves, which may stand before they do. */
static void service_describe(struct census *c, const struct fact *fact)
{
    struct table *t = &c->model->services.head;
    struct service_key key = {.port = 0};
    key_text(key.name, packet_name(c->packet, fact->text));
    key_text(key.type, packet_name(c->packet, fact->detail));
    for (struct kin kin = kin_first(t, &key); kin.row != TABLE_NONE; kin_next(t, &key, &kin)) {
        table_mark(t, kin.row);
        struct service *s = &c->model->services.at[kin.row - 1];
        struct text text = text_over(s->text, SERVICE_TEXT);
        text_add(&text, packet_name(c->packet, fact->other_text));
        s->text_cut = fact->port;
    }
}

/* Whether an ODD says that its message has a wrong checksum: then nobody believes what follows in it (RFC 9776
 * section 4.1.2, RFC 9777 sections 5.1.3 and 5.2.3, RFC 4861 section 7.1). */
static bool says_broken(const struct fact *fact)
{
    return fact->how == ODDITY_IGMP_CHECKSUM || fact->how == ODDITY_ICMPV6_CHECKSUM;
}

void facts_believe(struct census *c)
{
    const struct packet *p = c->packet;
    const struct fact *end = p->facts + p->fact_count;
    bool described = false, broken = false;
    for (const struct fact *fact = p->facts; fact < end; fact++, c->fact++) {
        if (fact->kind == FACT_SOURCE)
            continue;
        if (fact->kind == FACT_ODD)
            broken = broken || says_broken(fact);
        else if (broken)
            continue;
        if (fact->kind == FACT_OFFERS)
            described = described || fact->how == 2;
        fact_believe(c, fact);
    }
    for (const struct fact *fact = p->facts; described && fact < end; fact++)
        if (fact->kind == FACT_OFFERS && fact->how == 2)
            service_describe(c, fact);
}
