/* SPDX-License-Identifier: MIT */
/*
 * --frames: one JSON object a line, one line a frame. Most of it is in the packet; what an IGMP or a
 * DNS message says is gathered from the fields that the decoders report to a sink.
 */
#include "output/output.h"

#include <stdlib.h>
#include <string.h>

#include "output/json_values.h"

enum {
    GROUPS = 8192,           /* records of eight bytes in the largest IP packet */
    NAMES = 4096,            /* names of one kind in a message */
    ADDRESSES = 4096,        /* A and AAAA records in a message */
    NAME_ARENA = 1024 * 1024 /* bytes of all names, in clean text, terminators included */
};

struct name_list {
    uint32_t count;
    uint32_t offset[NAMES]; /* in the arena */
};

struct igmp_message {
    bool seen, has_version, more;
    uint64_t type, version;
    uint32_t count;
    struct ip group[GROUPS];
};

struct dns_lists {
    bool seen, response, more;
    struct name_list questions, answers;
    bool record_listed; /* the last record's name is among the answers */
    uint32_t open; /* bytes of the name of a question or record that may be cut off behind it */
    uint32_t address_count, used;
    struct ip address[ADDRESSES];
    char arena[NAME_ARENA];
};

struct frame_line {
    struct sink sink; /* first, so that a sink is a frame_line */
    enum proto layer; /* that reports fields now */
    struct json json;
    struct igmp_message igmp;
    struct dns_lists dns;
};

/* Gathering */

/* A name is that of a question or a record only once the rest of that is known to be there: see
 * name_close(). */
static void name_open(struct dns_lists *dns, const struct name_list *list, const char *name)
{
    size_t n = strlen(name) + 1;
    dns->open = 0;
    if (list->count == NAMES || n > NAME_ARENA - dns->used) {
        dns->more = true;
        return;
    }
    memcpy(dns->arena + dns->used, name, n);
    dns->open = (uint32_t)n;
}

static void name_close(struct dns_lists *dns, struct name_list *list)
{
    if (dns->open == 0)
        return;
    list->offset[list->count++] = dns->used;
    dns->used += dns->open;
    dns->open = 0;
}

static void ip_add(struct ip *list, uint32_t *count, uint32_t capacity, struct ip ip, bool *more)
{
    if (*count == capacity)
        *more = true;
    else
        list[(*count)++] = ip;
}

static void igmp_field(struct igmp_message *igmp, const struct field *f, const char *name)
{
    if (strcmp(name, "type") == 0) {
        igmp->seen = true;
        igmp->type = f->number;
    } else if (strcmp(name, "version") == 0) {
        igmp->has_version = true;
        igmp->version = f->number;
    } else if (strcmp(name, "group") == 0 && !ip_is_unspecified(f->ip)) {
        ip_add(igmp->group, &igmp->count, GROUPS, f->ip, &igmp->more);
    }
}

static void dns_field(struct dns_lists *dns, const struct field *f, const char *name)
{
    if (strcmp(name, "answer.name") == 0) {
        name_open(dns, &dns->answers, f->text);
    } else if (strcmp(name, "answer.length") == 0) {
        dns->record_listed = dns->open > 0;
        name_close(dns, &dns->answers);
    } else if (strcmp(name, "answer.cut") == 0 && dns->record_listed) {
        dns->record_listed = false;
        dns->answers.count--;
    } else if (strcmp(name, "question.name") == 0) {
        name_open(dns, &dns->questions, f->text);
    } else if (strcmp(name, "question.class") == 0) {
        name_close(dns, &dns->questions);
    } else if (strcmp(name, "answer.address") == 0) {
        ip_add(dns->address, &dns->address_count, ADDRESSES, f->ip, &dns->more);
    } else if (strcmp(name, "response") == 0) {
        dns->seen = true;
        dns->response = f->number != 0;
    }
}

static void field_take(struct sink *sink, const struct field *f)
{
    struct frame_line *line = (struct frame_line *)sink;
    switch (line->layer) {
    case PROTO_IGMP:
        if (strncmp(f->name, "igmp.", 5) == 0)
            igmp_field(&line->igmp, f, f->name + 5);
        break;
    case PROTO_MDNS:
    case PROTO_LLMNR:
        if (strncmp(f->name, "dns.", 4) == 0)
            dns_field(&line->dns, f, f->name + 4);
        break;
    default: break;
    }
}

/* A message begins. Only the counters of its lists are reset: they say how much of the rest is read. */
static void layer_begin(struct sink *sink, enum proto proto, uint32_t offset)
{
    struct frame_line *line = (struct frame_line *)sink;
    struct igmp_message *igmp = &line->igmp;
    struct dns_lists *dns = &line->dns;
    (void)offset;
    line->layer = proto;
    if (proto == PROTO_IGMP) {
        igmp->seen = igmp->has_version = igmp->more = false;
        igmp->count = 0;
    } else if (proto == PROTO_MDNS || proto == PROTO_LLMNR) {
        dns->seen = dns->response = dns->more = false;
        dns->questions.count = dns->answers.count = dns->address_count = dns->used = 0;
        dns->open = 0;
        dns->record_listed = false;
    }
}

struct frame_line *frame_line_new(FILE *out)
{
    struct frame_line *line = malloc(sizeof *line);
    if (line == NULL)
        return NULL;
    line->sink.layer = layer_begin;
    line->sink.field = field_take;
    line->layer = PROTO_NONE;
    line->sink.info[0] = '\0';
    json_init(&line->json, out);
    return line;
}

struct sink *frame_line_sink(struct frame_line *line)
{
    return &line->sink;
}

void frame_line_free(struct frame_line *line)
{
    if (line != NULL)
        json_flush(&line->json);
    free(line);
}

bool frame_line_flush(struct frame_line *line)
{
    return json_flush(&line->json);
}

/* Writing */

/* Seconds since 1970 with nine decimals, also before 1970. */
static void time_write(struct json *j, int64_t t_ns)
{
    char digits[24]; /* a sign, 10 digits, a point, 9 digits */
    uint64_t rest = t_ns < 0 ? 0 - (uint64_t)t_ns : (uint64_t)t_ns;
    char *at = digits + sizeof digits;
    *--at = '\0';
    for (int i = 0; rest > 0 || i < 10; i++) {
        if (i == 9)
            *--at = '.';
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    }
    if (t_ns < 0)
        *--at = '-';
    json_put_string(j, "time", at);
}

static void ips_write(struct json *j, const char *key, const struct ip *list, uint32_t count)
{
    json_put_array(j, key);
    for (uint32_t i = 0; i < count; i++)
        json_put_ip(j, NULL, list[i]);
    json_end(j);
}

static void source_write(struct json *j, const struct frame *frame, const char *interface,
                         const char *merged)
{
    char link[PROTO_NAME];
    json_put_number(j, "frame", frame->number);
    if (merged != NULL) {
        json_put_string(j, "source", merged);
        json_put_number(j, "source_frame", frame->source_number);
    }
    time_write(j, frame->t_ns);
    if (interface != NULL && interface[0] != '\0')
        json_put_string(j, "interface", interface);
    link_name(frame->link, link);
    json_put_string(j, "link", link);
    json_put_number(j, "length", frame->length);
    json_put_number(j, "captured", frame->captured);
}

static void link_write(struct json *j, const struct packet *p)
{
    if (mac_exists(p->eth_src))
        json_put_mac(j, "eth_src", p->eth_src);
    if (mac_exists(p->eth_dst))
        json_put_mac(j, "eth_dst", p->eth_dst);
    if (p->has_ethertype)
        json_put_number(j, "ethertype", p->ethertype);
    if (p->vlan_count == 0)
        return;
    json_put_array(j, "vlan");
    for (uint8_t i = 0; i < p->vlan_count; i++)
        json_put_number(j, NULL, p->vlan[i]);
    json_end(j);
}

static void network_write(struct json *j, const struct packet *p)
{
    bool is_arp = p->network == PROTO_ARP || p->network == PROTO_RARP;
    if (p->network == PROTO_NONE)
        return;
    json_put_string(j, "network", proto_name(is_arp ? PROTO_ARP : (enum proto)p->network));
    if (p->src.family != IP_NONE)
        json_put_ip(j, "src", p->src);
    if (p->dst.family != IP_NONE)
        json_put_ip(j, "dst", p->dst);
    if (!is_arp && ip_is_multicast(p->dst))
        json_put_ip(j, "group", p->dst);
    if (p->has_ip_proto)
        json_put_number(j, "ip_proto", p->ip_proto);
    if (p->has_ports) {
        json_put_number(j, "src_port", p->src_port);
        json_put_number(j, "dst_port", p->dst_port);
    }
}

static void igmp_write(struct json *j, const struct igmp_message *igmp)
{
    json_put_object(j, "igmp");
    json_put_number(j, "type", igmp->type);
    if (igmp->has_version)
        json_put_number(j, "version", igmp->version);
    ips_write(j, "groups", igmp->group, igmp->count);
    if (igmp->more)
        json_put_flag(j, "more", true);
    json_end(j);
}

static void names_write(struct json *j, const char *key, const struct dns_lists *dns,
                        const struct name_list *list)
{
    json_put_array(j, key);
    for (uint32_t i = 0; i < list->count; i++)
        json_put_string(j, NULL, dns->arena + list->offset[i]);
    json_end(j);
}

static void dns_write(struct json *j, const struct dns_lists *dns)
{
    json_put_object(j, "dns");
    json_put_flag(j, "response", dns->response);
    names_write(j, "questions", dns, &dns->questions);
    names_write(j, "answers", dns, &dns->answers);
    ips_write(j, "addresses", dns->address, dns->address_count);
    if (dns->more)
        json_put_flag(j, "more", true);
    json_end(j);
}

bool frame_line_write(struct frame_line *line, const struct packet *p, const struct verdict *v,
                      const char *interface, const char *merged)
{
    struct json *j = &line->json;
    char protocol[PROTO_NAME];
    json_put_object(j, NULL);
    source_write(j, p->frame, interface, merged);
    json_put_string(j, "cast", v->cast != CAST_NONE ? cast_name((enum cast)v->cast) : NULL);
    if (v->link_local)
        json_put_flag(j, "link_local", true);
    if (v->link_local6)
        json_put_flag(j, "link_local6", true);
    link_write(j, p);
    network_write(j, p);
    packet_protocol_name(p, protocol);
    json_put_string(j, "protocol", protocol);
    if (p->has_arp_op)
        json_put_number(j, "arp_op", p->arp_op);
    enum proto proto = packet_protocol(p);
    line->igmp.more = line->igmp.more || line->sink.more_fields;
    line->dns.more = line->dns.more || line->sink.more_fields;
    if (line->igmp.seen && proto == PROTO_IGMP)
        igmp_write(j, &line->igmp);
    if (line->dns.seen && (proto == PROTO_MDNS || proto == PROTO_LLMNR))
        dns_write(j, &line->dns);
    if (p->fault != FAULT_NONE)
        json_put_string(j, "fault", p->fault == FAULT_BAD ? "bad" : "short");
    if (line->sink.info[0] != '\0')
        json_put_string(j, "info", line->sink.info);
    if (p->frame->comment != NULL)
        json_put_string(j, "comment", p->frame->comment);
    json_end(j);
    json_line(j);
    return j->error == 0;
}
