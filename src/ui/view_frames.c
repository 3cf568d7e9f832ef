/* SPDX-License-Identifier: MIT */
/*
 * Frames: the last ones, the newest at the end. What they say is decoded again from the bytes that
 * were kept, for the rows on the screen only. Rows are slots of the ring, from 1 on.
 */
#include "ui/list.h"
#include "ui/row_traits.h"

#include <inttypes.h>
#include <string.h>

enum { INFO_TEXT = 300 };

static const struct frame_slot *slot_at(const struct scene *scene, uint32_t row)
{
    return &scene->frames->slot[row - 1];
}

static uint32_t rows(const struct scene *scene, uint32_t *out)
{
    uint32_t count = frame_ring_count(scene->frames);
    for (uint32_t i = 0; i < count; i++)
        out[i] = (uint32_t)(frame_ring_at(scene->frames, i) - scene->frames->slot) + 1;
    return count;
}

static const struct packet *packet_of(const struct scene *scene, uint32_t row);

static struct list_losses losses(const struct scene *scene)
{
    uint64_t kept = frame_ring_count(scene->frames);
    return (struct list_losses){.kept = kept, .evicted = scene->frames->total - kept};
}

static void traits(struct traits *t, const struct scene *scene, uint32_t row)
{
    traits_of_packet(t, packet_of(scene, row), &slot_at(scene, row)->verdict);
}

static uint64_t identity(const struct scene *scene, uint32_t row)
{
    return slot_at(scene, row)->number;
}

static struct subject subject(const struct scene *scene, uint32_t row)
{
    struct subject frame = {.kind = SUBJECT_FRAME};
    subject_prove(&frame, &slot_at(scene, row)->number, 1);
    return frame;
}

/* The frame of a row, decoded; the cells of a row share it. */
static const struct packet *packet_of(const struct scene *scene, uint32_t row)
{
    return scene_packet(scene, slot_at(scene, row));
}

static uint64_t number(const struct scene *scene, uint32_t row)
{
    return slot_at(scene, row)->number;
}

/* As many digits as the newest has. */
static int number_need(const struct scene *scene)
{
    int digits = 1;
    for (uint64_t most = scene->model->frames; most > 9; most /= 10)
        digits++;
    return digits;
}

static uint64_t time_ns(const struct scene *scene, uint32_t row)
{
    return (uint64_t)slot_at(scene, row)->t_ns;
}

/* Seconds since the first frame, as exact as there is room for; a frame may be older than the
 * first. */
static void time_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    int64_t us = (slot_at(scene, row)->t_ns - scene->model->first_ns) / 1000;
    char string[40];
    struct text t = text_over(string, sizeof string);
    uint64_t size = us < 0 ? (uint64_t)-us : (uint64_t)us;
    text_addf(&t, "%s%" PRIu64, us < 0 ? "-" : "", size / 1000000);
    if (p->width >= 12 && (int)t.len + 7 <= p->width)
        text_addf(&t, ".%06u", (unsigned)(size % 1000000));
    else if ((int)t.len + 4 <= p->width)
        text_addf(&t, ".%03u", (unsigned)(size % 1000000 / 1000));
    if ((int)t.len <= p->width)
        canvas_right(p->canvas, p->row, p->column, p->width, p->style, string);
    else
        place_span(p, us * 1000);
}

enum { CLOCK_DATE = 11, CLOCK_BRIEF = 12, CLOCK_WHOLE = CLOCK_DATE + CLOCK_BRIEF + 1 };

/* The time of day, and where there is room the date: "2019-11-20T17:09:08.123Z". */
static void clock_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    char string[40];
    struct text t = text_over(string, sizeof string);
    text_add_time(&t, slot_at(scene, row)->t_ns, 3);
    if (t.len == CLOCK_WHOLE && p->width < CLOCK_WHOLE) {
        string[CLOCK_WHOLE - 1] = '\0';
        place_text(p, string + CLOCK_DATE);
    } else {
        place_text(p, string);
    }
}

static int time_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    int64_t x = slot_at(scene, a)->t_ns, y = slot_at(scene, b)->t_ns;
    return (x > y) - (x < y);
}

static void end_draw(const struct place *p, struct ip ip, struct mac mac)
{
    if (ip.family != IP_NONE)
        place_ip(p, ip);
    else
        place_mac(p, mac);
}

static void source_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    const struct packet *packet = packet_of(scene, row);
    end_draw(p, packet->src, packet->eth_src);
}

static void destination_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    const struct packet *packet = packet_of(scene, row);
    end_draw(p, packet->dst, packet->eth_dst);
}

/* An end as a number of 128 bits: IPv4 addresses as RFC 4291 section 2.5.5.2 maps them, behind them the MAC
 * addresses of frames without, then IPv6. Such numbers are made for all frames, so nothing else is decoded. */
static uint64_t end_half(const struct scene *scene, uint32_t row, bool source, bool high)
{
    struct scratch *s = scene->scratch;
    s->frame = frame_slot_frame(slot_at(scene, row));
    packet_decode(&s->packet, &s->frame, NULL);
    s->decoded = 0;
    struct ip ip = source ? s->packet.src : s->packet.dst;
    struct mac mac = source ? s->packet.eth_src : s->packet.eth_dst;
    if (ip.family == IP_V6)
        return high ? ip.high : ip.low;
    if (high)
        return 0;
    return ip.family == IP_V4 ? UINT64_C(0xffff) << 32 | ip.low : UINT64_C(1) << 48 | mac.value;
}

static uint64_t source_rank(const struct scene *scene, uint32_t row)
{
    return end_half(scene, row, true, true);
}

static uint64_t source_rank_low(const struct scene *scene, uint32_t row)
{
    return end_half(scene, row, true, false);
}

static uint64_t destination_rank(const struct scene *scene, uint32_t row)
{
    return end_half(scene, row, false, true);
}

static uint64_t destination_rank_low(const struct scene *scene, uint32_t row)
{
    return end_half(scene, row, false, false);
}

static enum cast cast_of(const struct scene *scene, uint32_t row)
{
    return (enum cast)slot_at(scene, row)->verdict.cast;
}

static void cast_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    const struct verdict *v = &slot_at(scene, row)->verdict;
    char string[3] = {letter_of_cast((enum cast)v->cast), v->link_local ? 'L' : '\0', '\0'};
    canvas_text(p->canvas, p->row, p->column, p->width, style_of_cast((enum cast)v->cast), string);
}

static uint64_t cast(const struct scene *scene, uint32_t row)
{
    return cast_of(scene, row);
}

static uint64_t vlan(const struct scene *scene, uint32_t row)
{
    return slot_at(scene, row)->vlan;
}

/* Most links have none. */
static int vlan_need(const struct scene *scene)
{
    return scene->frames->tagged > 0 ? (int)sizeof "4094" - 1 : 0;
}

/* On which of several links. */
static void link_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    char title[SOURCE_TITLE];
    if (model_link_title(scene->model, slot_at(scene, row)->source, title))
        place_text(p, title);
    else
        place_dash(p);
}

static uint64_t link_number(const struct scene *scene, uint32_t row)
{
    return slot_at(scene, row)->source;
}

static int link_need(const struct scene *scene)
{
    const struct model *m = scene->model;
    int need = 0;
    for (uint32_t i = 0; i < m->source_count; i++) {
        char title[SOURCE_TITLE];
        int columns = model_link_title(m, i, title) ? text_columns(title) : 0;
        need = columns > need ? columns : need;
    }
    return need;
}

static const char *protocol_of(const struct scene *scene, uint32_t row)
{
    return proto_name((enum proto)slot_at(scene, row)->protocol);
}

static void protocol_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_text(p, protocol_of(scene, row));
}

static uint64_t length(const struct scene *scene, uint32_t row)
{
    return slot_at(scene, row)->length;
}

static void info_add(struct text *t, const struct scene *scene, uint32_t row)
{
    const struct frame_slot *slot = slot_at(scene, row);
    packet_of(scene, row);
    if (slot->fault == FAULT_BAD)
        text_add(t, "[bad] ");
    else if (slot->fault == FAULT_SHORT)
        text_add(t, "[short] ");
    text_add(t, scene->scratch->sink.info);
}

static void info_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    char string[INFO_TEXT];
    struct text t = text_over(string, sizeof string);
    info_add(&t, scene, row);
    place_text(p, string);
}

static const struct info_rank *info_at(const struct scene *scene, uint32_t row)
{
    struct scratch *s = scene->scratch;
    struct info_rank *rank = &s->info[row - 1];
    if (s->info_clears != scene->frames->clears)
        memset(s->info, 0, sizeof s->info);
    s->info_clears = scene->frames->clears;
    if (rank->number != slot_at(scene, row)->number) {
        char string[INFO_TEXT];
        struct text t = text_over(string, sizeof string);
        info_add(&t, scene, row);
        *rank = (struct info_rank){slot_at(scene, row)->number, rank_text(string),
                                   rank_text_low(string)};
    }
    return rank;
}

static uint64_t info_rank(const struct scene *scene, uint32_t row)
{
    return info_at(scene, row)->high;
}

static uint64_t info_rank_low(const struct scene *scene, uint32_t row)
{
    return info_at(scene, row)->low;
}

static const struct column columns[] = {
    {.title = "Frame",
     .width = 6,
     .wish = 12,
     .need = number_need,
     .form = FORM_NUMBER,
     .value = number},
    {.title = "Seconds",
     .width = 8,
     .widest = 13,
     .priority = 2,
     .form = FORM_NUMBER,
     .value = time_ns,
     .draw = time_draw},
    {.title = "Time",
     .width = CLOCK_BRIEF,
     .widest = CLOCK_WHOLE,
     .priority = 5,
     .compare = time_compare,
     .draw = clock_draw},
    {.title = "Source",
     .width = 14,
     .wish = 25, /* fe80::215:5dff:fe00:e501 and its like */
     .widest = 39,
     .need = need_ip_or_mac,
     .draw = source_draw,
     .rank = source_rank,
     .rank_low = source_rank_low},
    {.title = "Destination",
     .width = 15,
     .wish = 25,
     .widest = 39,
     .need = need_ip_or_mac,
     .draw = destination_draw,
     .rank = destination_rank,
     .rank_low = destination_rank_low},
    {.title = "C", .width = 2, .value = cast, .draw = cast_draw},
    {.title = "On",
     .width = 8,
     .wish = 12,
     .widest = 16,
     .priority = 6,
     .need = link_need,
     .value = link_number,
     .draw = link_draw},
    {.title = "VLAN",
     .width = 4,
     .priority = 3,
     .need = vlan_need,
     .form = FORM_NUMBER,
     .value = vlan},
    {.title = "Proto",
     .width = 9,   /* ieee80211 */
     .widest = 10, /* homeplugav */
     .priority = 1,
     .text = protocol_of,
     .draw = protocol_draw},
    {.title = "Len", .width = 6, .priority = 4, .form = FORM_NUMBER, .value = length},
    {.title = "Info",
     .width = 19,
     .wish = 30, /* the time of day is there on 132 columns, also beside IPv6 addresses */
     .widest = 120,
     .priority = 2,
     .draw = info_draw,
     .rank = info_rank,
     .rank_low = info_rank_low},
};

static const struct list frames = {
    .noun = "frames",
    .columns = columns,
    .column_count = sizeof columns / sizeof columns[0],
    .sort = 0,
    .follows = true,
    .rows = rows,
    .traits = traits,
    .known = WORDS_ALL,
    .losses = losses,
    .identity = identity,
    .subject = subject,
    .empty = "No frame came yet.",
};

const struct body frames_body = {.list = &frames};
