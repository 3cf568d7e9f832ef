/* SPDX-License-Identifier: MIT */
/* The cells of lists: what stands in them, and in which order that is. */
#include <inttypes.h>
#include <string.h>

#include "decode/decoder.h"
#include "ui/choices.h"
#include "ui/list.h"

const char *column_title(const struct column *column, enum unit unit)
{
    static const char *const titles[] = {
        [UNIT_FRAMES] = "Frames", [UNIT_BITS] = "Bits", [UNIT_BYTES] = "Bytes"};
    if (column->form == FORM_AMOUNT && strcmp(column->title, titles[UNIT_FRAMES]) == 0)
        return titles[unit];
    /* Sparklines are of frames, whatever else is counted in. */
    if ((column->form == FORM_OTHER || column->form == FORM_SPARK) && unit != UNIT_FRAMES)
        return titles[UNIT_FRAMES];
    return column->title;
}

uint64_t scene_amount(const struct scene *scene, struct tally t)
{
    return unit_amount(scene->settings->unit, t.frames, t.bytes);
}

uint64_t scene_other(const struct scene *scene, struct tally t)
{
    return scene->settings->unit == UNIT_FRAMES ? t.bytes : t.frames;
}

void place_span(const struct place *p, int64_t span_ns)
{
    char string[32];
    struct text t = text_over(string, sizeof string);
    text_add_span(&t, span_ns);
    if (text_columns(string) > p->width) {
        t = text_over(string, sizeof string);
        text_add_span_brief(&t, span_ns);
    }
    canvas_right(p->canvas, p->row, p->column, p->width, p->style, string);
}

void place_mac(const struct place *p, struct mac mac)
{
    enum { OCTET = 3, OCTETS = 6 };
    char string[MAC_TEXT];
    mac_format(mac, string);
    if (!mac_exists(mac)) {
        place_dash(p);
        return;
    }
    int kept = p->width >= MAC_TEXT - 1 ? OCTETS : p->width / OCTET;
    if (kept == 0 || kept == OCTETS) {
        place_text(p, string);
        return;
    }
    canvas_glyph(p->canvas, p->row, p->column, p->style, GLYPH_ELLIPSIS);
    canvas_text(p->canvas, p->row, p->column + 1, kept * OCTET - 1, p->style,
                string + (OCTETS - kept) * OCTET);
}

void place_ip(const struct place *p, struct ip ip)
{
    char string[IP_TEXT];
    ip_format(ip, string);
    place_middle(p, string);
}

void place_middle(const struct place *p, const char *string)
{
    int length = (int)strlen(string), room = p->width - 1, head = room / 3;
    if (length <= p->width || head < 2 || text_columns(string) != length) {
        place_text(p, string);
        return;
    }
    char start[LINE_CELLS];
    const char *tail = string + length - (room - head);
    struct text t = text_over(start, sizeof start);
    text_addf(&t, "%.*s", head, string);
    canvas_text(p->canvas, p->row, p->column, head, p->style, start);
    canvas_glyph(p->canvas, p->row, p->column + head, p->style, GLYPH_ELLIPSIS);
    canvas_text(p->canvas, p->row, p->column + head + 1, room - head, p->style, tail);
}

void place_name(const struct place *p, const char *name)
{
    char string[NAME_BYTES];
    struct text t = text_over(string, sizeof string);
    bool whole = text_columns(name) <= p->width;
    text_addf(&t, "%.*s", (int)(whole ? strlen(name) : name_stem(name)), name);
    place_text(p, string);
}

void place_host(const struct place *p, const struct scene *scene, uint32_t host)
{
    char string[NAME_BYTES];
    struct text t = text_over(string, sizeof string);
    struct ip ip = host_address(&scene->model->hosts.at[host - 1]);
    if (host_name_row(scene, host) == TABLE_NONE && ip.family != IP_NONE) {
        place_ip(p, ip);
        return;
    }
    host_label_add(&t, scene, host);
    place_text(p, string);
}

void place_vendor(const struct place *p, struct mac mac)
{
    char string[160];
    struct text t = text_over(string, sizeof string);
    vendor_add(&t, mac);
    if (text_columns(string) > p->width)
        string[maker_stem(string)] = '\0';
    place_any(p, string);
}

void place_group(const struct place *p, const struct group_key *key)
{
    char string[160];
    struct text t = text_over(string, sizeof string);
    const char *whole = group_key_entry(key).name;
    enum {
        NAMES_WHOLE = 32
    }; /* where nearly all fit: a column does not mix long names and short ones */
    if (p->width < NAMES_WHOLE || text_columns(whole) > p->width)
        group_short_name_add(&t, key);
    else
        text_add(&t, whole);
    place_any(p, string);
}

void cell_draw(const struct place *p, const struct column *column, const struct scene *scene,
               uint32_t row)
{
    if (column->draw != NULL) {
        column->draw(p, scene, row);
        return;
    }
    uint64_t value = column->value != NULL ? column->value(scene, row) : 0;
    char string[32];
    struct text t = text_over(string, sizeof string);
    switch (column->form) {
    case FORM_COUNT:
    case FORM_AMOUNT: /* in which unit, the caption says */
        canvas_count(p->canvas, p->row, p->column, p->width, p->style, value);
        return;
    case FORM_OTHER:
        if (scene->settings->unit == UNIT_FRAMES)
            canvas_bytes(p->canvas, p->row, p->column, p->width, p->style, value);
        else
            canvas_count(p->canvas, p->row, p->column, p->width, p->style, value);
        return;
    case FORM_AGO: place_span(p, scene->model->now_ns - (int64_t)value); return;
    case FORM_AT: place_span(p, (int64_t)value - scene->model->first_ns); return;
    case FORM_NUMBER:
        if (value == 0)
            text_add_char(&t, '-');
        else
            text_addf(&t, "%" PRIu64, value);
        break;
    case FORM_MAC: place_mac(p, (struct mac){value}); return;
    case FORM_TEXT:
    case FORM_SPARK:
    case FORM_BAR: return;
    }
    canvas_right(p->canvas, p->row, p->column, p->width, p->style, string);
}

int text_order(const char *a, const char *b)
{
    if ((a[0] == '\0') != (b[0] == '\0'))
        return a[0] == '\0' ? 1 : -1;
    return a == b ? 0 : strcmp(a, b);
}

uint64_t rank_text(const char *text)
{
    uint64_t rank = 0;
    for (unsigned i = 0; i < 8; i++)
        rank = rank << 8 | (unsigned char)(*text != '\0' ? *text++ : '\0');
    return rank;
}

uint64_t rank_text_low(const char *text)
{
    for (unsigned i = 0; i < 8; i++)
        if (text[i] == '\0')
            return 0;
    return rank_text(text + 8);
}

uint64_t rank_text_or_none(const char *text)
{
    return text[0] != '\0' ? rank_text(text) : UINT64_MAX;
}

uint64_t rank_ip(struct ip ip)
{
    if (ip.family == IP_V6)
        return UINT64_C(2) << 62 | ip.high >> 2;
    return ip.family == IP_V4 ? UINT64_C(1) << 62 | ip.low : 0;
}

/* Needs */

/* Whatever goes over IP is part of a conversation, but for what is cut too short to tell. */
static bool has_ipv6(const struct scene *scene)
{
    const struct model *m = scene->model;
    enum answer *heard = &scene->scratch->ipv6;
    bool is = m->link_local6.frames > 0 || m->conversations.head.evicted.entries > 0;
    if (*heard == ANSWER_NONE) {
        for (uint32_t i = 0; i < m->conversations.head.used && !is; i++)
            is = m->conversations.at[i].key.a.family == IP_V6;
        *heard = is ? ANSWER_YES : ANSWER_NO;
    }
    return *heard == ANSWER_YES;
}

/* Links that know no stations; Ethernet may come over them, in a tunnel. */
static bool has_macs(const struct model *m)
{
    if (m->source_count == 0 || m->neighbours.head.used > 0)
        return true;
    for (uint32_t i = 0; i < m->source_count; i++) {
        switch (proto_find(SPACE_LINKTYPE, m->source[i].link)) {
        case PROTO_BSD_NULL:
        case PROTO_LOOP:
        case PROTO_RAW:
        case PROTO_PPP:
        case PROTO_HDLC:
        case PROTO_FRELAY: break;
        default: return true;
        }
    }
    return false;
}

int need_ip(const struct scene *scene)
{
    return has_ipv6(scene) ? IP_TEXT - 1 : (int)sizeof "255.255.255.255" - 1;
}

int need_mac(const struct scene *scene)
{
    return has_macs(scene->model) ? MAC_TEXT - 1 : 0;
}

int need_ip_or_mac(const struct scene *scene)
{
    int ip = need_ip(scene), mac = need_mac(scene);
    return ip > mac ? ip : mac;
}

int need_vendor(const struct scene *scene)
{
    return has_macs(scene->model) ? LINE_CELLS : 0;
}
