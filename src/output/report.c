/* SPDX-License-Identifier: MIT */
/* --report: the census for people. Totals here, tables in report_rows.c. */
#include "output/output.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#include "address/registry.h"
#include "output/report_rows.h"
#include "output/system_section.h"
#include "model/row.h"

enum { PROTOCOLS_SHOWN = 40, ORIGIN_WIDTH = 9 };

static void source_write(struct sheet *s, const struct model *m, const struct source_row *source)
{
    char string[240], link[PROTO_NAME], title[SOURCE_TITLE];
    model_source_title(m, source, title);
    link_name(source->link, link);
    sheet_line(s, "%s", title);
    struct text t = text_over(string, sizeof string);
    text_addf(&t, "    %s, %s, %" PRIu64 " frames, ", source->kind == SOURCE_LIVE ? "live" : "file",
              link, source->frames);
    text_add_bytes(&t, source->bytes);
    text_add(&t, source->complete ? "" : ", incomplete");
    sheet_line(s, "%s", string);
    if (source->frames > 0) {
        t = text_over(string, sizeof string);
        text_add(&t, "    ");
        text_add_time(&t, source->first_ns, 3);
        text_add(&t, " to ");
        text_add_time(&t, source->last_ns, 3);
        sheet_line(s, "%s", string);
    }
    if (source->comment[0] != '\0')
        sheet_line(s, "    comment: %s", source->comment);
    if (source->error[0] != '\0')
        sheet_line(s, "    %s", source->error);
}

static void recording_write(struct sheet *s, const struct recording_row *r)
{
    char string[320];
    struct text t = text_over(string, sizeof string);
    text_addf(&t, "Recorded to %s: %" PRIu64 " frames, ", r->name, r->frames);
    text_add_bytes(&t, r->bytes);
    if (r->files > 1)
        text_addf(&t, " in %" PRIu32 " files", r->files);
    if (r->lost > 0)
        text_addf(&t, "; %" PRIu64 " frames could not be", r->lost);
    sheet_line(s, "%s", string);
    if (r->error[0] != '\0')
        sheet_line(s, "    %s", r->error);
}

static void sources_write(struct sheet *s, const struct model *m)
{
    sheet_line(s, "Sources");
    sheet_line(s, "-------");
    sheet_none(s, m->source_count);
    for (uint32_t i = 0; i < m->source_count; i++)
        source_write(s, m, &m->source[i]);
    if (m->recording.on)
        recording_write(s, &m->recording);
}

/* Casts */

static void tally_write(struct sheet *s, const char *label, struct tally tally,
                        const struct model *m)
{
    sheet_left(s, 22, label);
    sheet_count(s, 10, tally.frames);
    sheet_share(s, 7, tally.frames, m->frames);
    sheet_bytes(s, 8, tally.bytes);
    sheet_share(s, 7, tally.bytes, m->bytes);
    sheet_end(s);
}

static void tally_heading(struct sheet *s, const char *label)
{
    sheet_left(s, 22, label);
    sheet_right(s, 10, "Frames");
    sheet_right(s, 7, "Share");
    sheet_right(s, 8, "Bytes");
    sheet_right(s, 7, "Share");
    sheet_end(s);
}

static void casts_write(struct sheet *s, const struct model *m)
{
    sheet_heading(s, "Traffic by cast");
    tally_heading(s, "Cast");
    tally_write(s, "unicast", model_cast(m, CAST_UNICAST), m);
    tally_write(s, "broadcast", model_cast(m, CAST_BROADCAST), m);
    tally_write(s, "  limited", m->part[PART_LIMITED], m);
    tally_write(s, "  directed", m->part[PART_DIRECTED], m);
    tally_write(s, "  link", m->part[PART_LINK], m);
    tally_write(s, "multicast", model_cast(m, CAST_MULTICAST), m);
    tally_write(s, "none", model_cast(m, CAST_NONE), m);
    tally_write(s, "all", (struct tally){m->frames, m->bytes}, m);
    sheet_line(s, "Of these, by the source address:");
    tally_write(s, "link-local IPv4", m->link_local, m);
    tally_write(s, "link-local IPv6", m->link_local6, m);
}

/* Wide enough for the heading. */
static int origin_width(int origin)
{
    int width = text_columns(origin_name((enum origin)origin));
    return width > ORIGIN_WIDTH ? width : ORIGIN_WIDTH;
}

static void origins_write(struct sheet *s, const char *label, const struct tally of[ORIGIN_COUNT])
{
    sheet_left(s, 11, label);
    for (int i = 0; i < ORIGIN_COUNT; i++)
        sheet_count(s, origin_width(i), of[i].frames);
    sheet_end(s);
}

static void matrix_write(struct sheet *s, const struct model *m)
{
    sheet_heading(s, "Frames by cast and origin");
    sheet_left(s, 11, "Cast");
    for (int i = 0; i < ORIGIN_COUNT; i++)
        sheet_right(s, origin_width(i), origin_name((enum origin)i));
    sheet_end(s);
    origins_write(s, "unicast", m->by_origin[CAST_UNICAST]);
    origins_write(s, "broadcast", m->by_origin[CAST_BROADCAST]);
    for (int part = 0; part < PART_COUNT; part++) {
        char label[16];
        struct text t = text_over(label, sizeof label);
        text_addf(&t, "  %s", part_name((enum broadcast_part)part));
        origins_write(s, label, m->part_origin[part]);
    }
    origins_write(s, "multicast", m->by_origin[CAST_MULTICAST]);
    origins_write(s, "none", m->by_origin[CAST_NONE]);
    struct tally all[ORIGIN_COUNT];
    model_origins(m, all);
    origins_write(s, "all", all);
}

static void protocols_write(struct sheet *s, const struct model *m, const struct order *o)
{
    uint32_t shown = o->protocol_count < PROTOCOLS_SHOWN ? o->protocol_count : PROTOCOLS_SHOWN;
    sheet_heading(s, "Protocols");
    sheet_none(s, o->protocol_count);
    if (o->protocol_count == 0)
        return;
    tally_heading(s, "Protocol");
    for (uint32_t i = 0; i < shown; i++)
        tally_write(s, o->protocols[i].name, o->protocols[i].tally, m);
    sheet_rest(s, o->protocol_count, shown);
}

/* Losses */

static void loss_write(struct sheet *s, const char *label, uint64_t count)
{
    sheet_left(s, 60, label);
    sheet_count(s, 10, count);
    sheet_end(s);
}

static void evicted_write(struct sheet *s, const char *table, const struct evicted *evicted)
{
    if (evicted->entries == 0)
        return;
    char label[64];
    struct text t = text_over(label, sizeof label);
    text_addf(&t, "Rows of %s that made room for others", table);
    loss_write(s, label, evicted->entries);
}

static void losses_write(struct sheet *s, const struct model *m)
{
    struct drops drops = drops_find(m);
    sheet_heading(s, "Losses");
    loss_write(s, "Frames the kernel dropped", drops.kernel);
    loss_write(s, "Frames the interface dropped", drops.interface);
    loss_write(s, "Frames that the capture cut (short)", m->short_frames);
    loss_write(s, "Frames that contradict themselves (bad)", m->bad_frames);
    loss_write(s, "Frames that stated more than is kept of one", m->cut_facts);
    loss_write(s, "Frames older than one before them", m->time_went_back);
#define EVICTED(table, label) evicted_write(s, label, &m->table.head.evicted);
    MODEL_TABLES(EVICTED)
#undef EVICTED
    evicted_write(s, "evidence", &m->evidence.evicted);
}

bool report_write(FILE *out, const struct model *m)
{
    struct order *o = order_new(m, ORDER_BUSIEST);
    struct sheet s;
    if (o == NULL) {
        errno = ENOMEM;
        return false;
    }
    sheet_init(&s, out);
    sources_write(&s, m);
    casts_write(&s, m);
    matrix_write(&s, m);
    protocols_write(&s, m, o);
    report_rows_write(&s, m, o);
    losses_write(&s, m);
    system_sheet_write(&s, m);
    free(o);
    return fflush(out) == 0 && !ferror(out);
}
