/* SPDX-License-Identifier: MIT */
/*
 * --json: the census as one document. Each member of the outermost object starts a line, and so does
 * each row of a list, so that two documents can be compared line by line.
 */
#include "output/output.h"

#include <errno.h>
#include <stdlib.h>

#include "address/vendor.h"
#include "output/json_rows.h"
#include "output/json_values.h"
#include "output/system_section.h"
#include "model/row.h"

enum { SCHEMA = 1 };

/* The group of matrix rows whose own row made room for others. */
static const char evicted[] = "(evicted)";

static void program_write(struct json *j, const struct program *program)
{
    struct vendor_source vendors = vendor_source();
    json_put_number(j, "schema", SCHEMA);
    json_put_string(j, "castscope", program->version);
    json_break(j);
    json_put_object(j, "vendors");
    json_put_string(j, "source", vendors.name);
    json_put_string(j, "date", vendors.date);
    json_put_number(j, "entries", vendors.entries);
    json_end(j);
    json_break(j);
    json_put_object(j, "sandbox");
    json_put_string(j, "privileges", program->privileges_dropped ? "dropped" : "kept");
    json_put_string(j, "mode", program->sandbox);
    json_put_number(j, "landlock", (uint64_t)program->landlock);
    json_put_flag(j, "seccomp", program->seccomp);
    json_end(j);
}

static void recording_write(struct json *j, const struct recording_row *r)
{
    json_break(j);
    json_put_object(j, "recording");
    json_put_string(j, "name", r->name);
    json_put_number(j, "files", r->files);
    json_put_counts(j, r->frames, r->bytes);
    json_put_number(j, "lost", r->lost);
    json_put_string(j, "error", r->error[0] != '\0' ? r->error : NULL);
    json_end(j);
}

static void source_write(struct json *j, const struct model *m, const struct source_row *s)
{
    char link[PROTO_NAME], title[SOURCE_TITLE];
    model_source_title(m, s, title);
    link_name(s->link, link);
    json_put_object(j, NULL);
    json_put_string(j, "name", title);
    json_put_string(j, "kind", s->kind == SOURCE_LIVE ? "live" : "file");
    json_put_string(j, "link", link);
    json_put_counts(j, s->frames, s->bytes);
    if (s->frames > 0) {
        json_put_time(j, "first", s->first_ns);
        json_put_time(j, "last", s->last_ns);
    } else {
        json_put_null(j, "first");
        json_put_null(j, "last");
    }
    json_put_flag(j, "complete", s->complete);
    if (s->kind == SOURCE_LIVE)
        json_put_string(j, "state", interface_state_word((enum interface_state)s->state));
    json_put_string(j, "error", s->error[0] != '\0' ? s->error : NULL);
    json_put_string(j, "comment", s->comment[0] != '\0' ? s->comment : NULL);
    json_end(j);
}

static void sources_write(struct json *j, const struct model *m)
{
    json_break(j);
    json_put_array(j, "sources");
    for (uint32_t i = 0; i < m->source_count; i++) {
        json_break(j);
        source_write(j, m, &m->source[i]);
    }
    if (m->source_count > 0)
        json_break(j);
    json_end(j);
}

static void casts_write(struct json *j, const struct model *m)
{
    json_break(j);
    json_put_object(j, "cast");
    json_put_tally(j, "unicast", model_cast(m, CAST_UNICAST));
    json_put_object(j, "broadcast");
    json_put_counts(j, model_cast(m, CAST_BROADCAST).frames, model_cast(m, CAST_BROADCAST).bytes);
    for (int part = 0; part < PART_COUNT; part++)
        json_put_tally(j, part_name((enum broadcast_part)part), m->part[part]);
    json_end(j);
    json_put_tally(j, "multicast", model_cast(m, CAST_MULTICAST));
    json_put_tally(j, "none", model_cast(m, CAST_NONE));
    json_end(j);
}

/* The matrix */

static void matrix_row_write(struct json *j, enum cast cast, const char *group, enum origin origin,
                             struct tally tally)
{
    if (tally.frames == 0)
        return;
    json_break(j);
    json_put_object(j, NULL);
    json_put_string(j, "cast", cast_name(cast));
    json_put_string(j, "group", group);
    json_put_string(j, "origin", origin_name(origin));
    json_put_counts(j, tally.frames, tally.bytes);
    json_end(j);
}

static void origins_write(struct json *j, enum cast cast, const char *group,
                          const struct tally by_origin[ORIGIN_COUNT])
{
    for (int i = 0; i < ORIGIN_COUNT; i++)
        matrix_row_write(j, cast, group, (enum origin)i, by_origin[i]);
}

static int number_compare(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void directed_write(struct json *j, const struct model *m)
{
    const struct broadcast_list *proven = &m->proven;
    uint32_t sorted[BROADCASTS];
    for (uint32_t i = 0; i < proven->count; i++)
        sorted[i] = proven->address[i];
    qsort(sorted, proven->count, sizeof sorted[0], number_compare);
    for (uint32_t i = 0; i < proven->count; i++) {
        uint32_t at = 0;
        while (proven->address[at] != sorted[i])
            at++;
        char address[IP_TEXT];
        ip_format(ip_v4(sorted[i]), address);
        origins_write(j, CAST_BROADCAST, address, m->directed_origin[at]);
    }
}

static void broadcast_write(struct json *j, const struct model *m)
{
    char limited[IP_TEXT], link[MAC_TEXT];
    ip_format(ip_v4(UINT32_MAX), limited);
    mac_format(MAC_BROADCAST, link);
    origins_write(j, CAST_BROADCAST, limited, m->part_origin[PART_LIMITED]);
    directed_write(j, m);
    origins_write(j, CAST_BROADCAST, link, m->part_origin[PART_LINK]);
}

/* What belongs to no group's row was sent to evicted ones, or without an address that names one, as
 * cooked captures have it. */
static void multicast_write(struct json *j, const struct model *m, const struct order *o)
{
    for (uint32_t i = 0; i < o->group_count; i++) {
        char group[IP_TEXT];
        group_key_format(&o->groups[i]->key, group);
        origins_write(j, CAST_MULTICAST, group, o->groups[i]->by_origin);
    }
    const char *group = m->groups.head.evicted.entries > 0 ? evicted : NULL;
    for (int i = 0; i < ORIGIN_COUNT; i++)
        matrix_row_write(j, CAST_MULTICAST, group, (enum origin)i,
                         model_multicast_rest(m, (enum origin)i));
}

static void matrix_write(struct json *j, const struct model *m, const struct order *o)
{
    json_break(j);
    json_put_array(j, "matrix");
    origins_write(j, CAST_UNICAST, NULL, m->by_origin[CAST_UNICAST]);
    broadcast_write(j, m);
    multicast_write(j, m, o);
    origins_write(j, CAST_NONE, NULL, m->by_origin[CAST_NONE]);
    if (m->frames > 0)
        json_break(j);
    json_end(j);
}

/* Totals */

static void link_local_write(struct json *j, const char *key, struct tally tally,
                             const struct ip *hosts, uint32_t count)
{
    json_break(j);
    json_put_object(j, key);
    json_put_counts(j, tally.frames, tally.bytes);
    json_put_array(j, "hosts");
    for (uint32_t i = 0; i < count; i++)
        json_put_ip(j, NULL, hosts[i]);
    json_end(j);
    json_end(j);
}

static void protocols_write(struct json *j, const struct order *o)
{
    json_break(j);
    json_put_array(j, "protocols");
    for (uint32_t i = 0; i < o->protocol_count; i++) {
        json_break(j);
        json_put_object(j, NULL);
        json_put_string(j, "name", o->protocols[i].name);
        json_put_counts(j, o->protocols[i].tally.frames, o->protocols[i].tally.bytes);
        json_end(j);
    }
    if (o->protocol_count > 0)
        json_break(j);
    json_end(j);
}

static void evicted_write(struct json *j, const char *table, const struct evicted *of)
{
    json_put_object(j, table);
    json_put_number(j, "entries", of->entries);
    json_put_counts(j, of->frames, of->bytes);
    json_end(j);
}

/* By kind, what its budget left out. */
static void findings_rest_write(struct json *j, const struct conclusions *c)
{
    json_put_object(j, "findings");
    for (int kind = 0; kind < CONCLUSION_KINDS; kind++) {
        char id[CONCLUSION_ID];
        conclusion_id_format((enum conclusion_kind)kind, id);
        if (c->of_kind[kind] > CONCLUSIONS_OF_A_KIND)
            json_put_number(j, id, c->of_kind[kind] - CONCLUSIONS_OF_A_KIND);
    }
    json_end(j);
}

static void losses_write(struct json *j, const struct model *m, const struct order *o)
{
    struct drops drops = drops_find(m);
    json_break(j);
    json_put_object(j, "losses");
    json_put_number(j, "kernel_dropped", drops.kernel);
    json_put_number(j, "interface_dropped", drops.interface);
    json_put_number(j, "short", m->short_frames);
    json_put_number(j, "bad", m->bad_frames);
    json_put_number(j, "cut", m->cut_facts);
    findings_rest_write(j, &o->conclusions);
    json_put_object(j, "evicted");
#define EVICTED(table, label) evicted_write(j, label, &m->table.head.evicted);
    MODEL_TABLES(EVICTED)
#undef EVICTED
    evicted_write(j, "evidence", &m->evidence.evicted);
    json_end(j);
    json_end(j);
}

static void document_write(struct json *j, const struct model *m, const struct order *o,
                           const struct program *program)
{
    json_put_object(j, NULL);
    program_write(j, program);
    sources_write(j, m);
    json_break(j);
    json_put_counts(j, m->frames, m->bytes);
    json_put_number(j, "captured_bytes", m->captured_bytes);
    casts_write(j, m);
    matrix_write(j, m, o);
    link_local_write(j, "link_local", m->link_local, o->link_local, o->link_local_count);
    link_local_write(j, "link_local6", m->link_local6, o->link_local6, o->link_local6_count);
    protocols_write(j, o);
    json_rows_write(j, m, o);
    losses_write(j, m, o);
    system_json_write(j, m);
    if (m->recording.on)
        recording_write(j, &m->recording);
    json_end(j);
    json_line(j);
}

bool json_write(FILE *out, const struct model *m, const struct program *program)
{
    struct order *o = order_new(m, ORDER_BY_KEY);
    struct json *j = malloc(sizeof *j);
    bool written = false;
    if (o != NULL && j != NULL) {
        json_init(j, out);
        document_write(j, m, o, program);
        written = json_flush(j);
    } else {
        errno = ENOMEM;
    }
    int reason = errno;
    free(j);
    free(o);
    errno = reason;
    return written;
}
