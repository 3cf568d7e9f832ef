/* SPDX-License-Identifier: MIT */
/* The cells of lists: what stands in them, and in which order that is. */
#include <inttypes.h>
#include <string.h>

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
    enum { SHORT = 14, OCTET = 3 }; /* so much fits with an ellipsis at its head */
    char string[MAC_TEXT];
    mac_format(mac, string);
    if (!mac_exists(mac)) {
        place_dash(p);
    } else if (p->width > SHORT && p->width < MAC_TEXT - 1) {
        canvas_glyph(p->canvas, p->row, p->column, p->style, GLYPH_ELLIPSIS);
        canvas_text(p->canvas, p->row, p->column + 1, SHORT, p->style, string + OCTET);
    } else {
        place_text(p, string);
    }
}

void place_name(const struct place *p, const char *name)
{
    char string[NAME_BYTES];
    struct text t = text_over(string, sizeof string);
    bool whole = text_columns(name) <= p->width;
    text_addf(&t, "%.*s", (int)(whole ? strlen(name) : name_stem(name)), name);
    place_text(p, string);
}

void place_group(const struct place *p, const struct group_key *key)
{
    char string[160];
    struct text t = text_over(string, sizeof string);
    const char *whole = group_key_entry(key).name;
    if (text_columns(whole) > p->width)
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
    case FORM_SPARK: return;
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
