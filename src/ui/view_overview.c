/* SPDX-License-Identifier: MIT */
/*
 * The overview: the matrix of cast by origin, and below it what there is room for. A row of the
 * matrix is a destination (a cast, a part of broadcast, a group), a column says where it came from.
 * Rows and columns add up: what has no row or column of its own is in one that says so.
 */
#include "address/registry.h"
#include "ui/choices.h"
#include "ui/list.h"
#include "ui/matrix.h"
#include "ui/panels.h"
#include "ui/targets.h"

#include <string.h>

/* Columns */

/* How wide each part of the matrix is; 0 where it is left out. */
struct plan {
    enum unit unit; /* that is counted in */
    bool long_titles, all_origins;
    int label, origin[ORIGIN_COUNT], total, bytes, share, spark;
};

static const char *origin_title(enum origin origin, bool full)
{
    static const char *const titles[ORIGIN_COUNT] = {
        [ORIGIN_LINK_LOCAL] = "link", [ORIGIN_PRIVATE] = "priv",      [ORIGIN_GLOBAL] = "global",
        [ORIGIN_LOOPBACK] = "loop",   [ORIGIN_UNSPECIFIED] = "unset", [ORIGIN_OTHER] = "other",
    };
    return full ? origin_name(origin) : titles[origin];
}

/* Ways to lay the matrix out, the best first: the first that fits is taken. */
static const struct choice {
    bool long_titles, all_origins, origins, bytes, share;
    int spark; /* at least */
} choices[] = {
    {true, true, true, true, true, 20},     {true, false, true, true, true, 8},
    {false, false, true, true, true, 5},    {false, false, true, true, true, 0},
    {false, false, true, false, true, 6},   {false, false, true, false, true, 0},
    {false, false, true, false, false, 0},  {false, false, false, false, true, 0},
    {false, false, false, false, false, 0},
};

/* LABEL_LEAST is as much as "255.255.255.255 directed" needs, LABEL_GOOD as "239.255.255.253 SLPv2 Discovery" needs,
 * LABEL_NAMED as "239.255.255.255 Organization-Local" does: that comes before origins that nobody is from. */
enum { LABEL_LEAST = 27, LABEL_GOOD = 34, LABEL_NAMED = 37, LABEL_MOST = 42, COUNT_WIDTH = 5 };

static struct plan plan_make(const struct choice *choice, const struct model *m)
{
    struct plan plan = {.long_titles = choice->long_titles,
                        .all_origins = choice->all_origins,
                        .label = choice->all_origins ? LABEL_NAMED : LABEL_LEAST};
    struct tally origins[ORIGIN_COUNT];
    model_origins(m, origins);
    for (enum origin o = 0; o < ORIGIN_COUNT; o++) {
        if (!choice->origins || (!choice->all_origins && origins[o].frames == 0))
            continue;
        int title = text_columns(origin_title(o, choice->long_titles));
        plan.origin[o] = 1 + (title > COUNT_WIDTH ? title : COUNT_WIDTH);
    }
    plan.total = 1 + COUNT_WIDTH;
    plan.bytes = choice->bytes ? 8 : 0;
    plan.share = choice->share ? 7 : 0;
    plan.spark = choice->spark > 0 ? choice->spark + 1 : 0;
    return plan;
}

static int plan_width(const struct plan *plan)
{
    int width = plan->label + plan->total + plan->bytes + plan->share + plan->spark;
    for (int o = 0; o < ORIGIN_COUNT; o++)
        width += plan->origin[o];
    return width;
}

static struct plan plan_find(const struct scene *scene, int width)
{
    const struct model *m = scene->model;
    size_t i = 0;
    struct plan plan = plan_make(&choices[i], m);
    while (plan_width(&plan) > width && ++i < sizeof choices / sizeof choices[0])
        plan = plan_make(&choices[i], m);
    int left = width - plan_width(&plan);
    plan.unit = scene->settings->unit;
    if (left < 0) {
        plan.label = width - plan.total > 2 ? width - plan.total : 2;
        return plan;
    }
    int good = LABEL_GOOD > plan.label ? LABEL_GOOD - plan.label : 0;
    int label = left <= good ? left : (left + good) / 2, most = LABEL_MOST - plan.label;
    label = label < most ? label : most;
    plan.label += label;
    left -= label;
    if (plan.spark > 0)
        plan.spark += plan.spark + left > SERIES_BUCKETS + 1 ? SERIES_BUCKETS + 1 - plan.spark
                                                             : left;
    if (plan.unit != UNIT_FRAMES && plan.spark <= (int)sizeof "frames" - 1)
        plan.spark = 0;
    return plan;
}

/* Drawing */

/* What of time sparklines show: live a minute, else all of it; in what is left of so many columns. */
static void spark_span_add(struct text *t, const struct model *m, int width)
{
    static const char *const recent[] = {"last minute", "1 min", ""};
    const char *const *words = recent;
    int64_t span_ns = m->last_ns - m->first_ns;
    char string[32];
    if (m->clock.span == SERIES_RECENT) {
        while ((int)(t->len + strlen(*words)) > width)
            words++;
        text_add(t, *words);
        return;
    }
    struct text span = text_over(string, sizeof string);
    text_add_span_fine(&span, span_ns);
    if ((int)(t->len + span.len) > width)
        text_add_span_brief(t, span_ns);
    else
        text_add(t, string);
}

static void heading_draw(struct canvas *c, struct area line, const struct plan *plan,
                         const struct model *m)
{
    int at = line.column + plan->label;
    char string[48];
    struct text t = text_over(string, sizeof string);
    text_addf(&t, plan->label >= 30 ? "  to these, %s from those" : "  to \\ from: %s",
              unit_name(plan->unit));
    canvas_text(c, line.row, line.column, plan->label, STYLE_HEADING, string);
    for (enum origin o = 0; o < ORIGIN_COUNT; o++) {
        if (plan->origin[o] == 0)
            continue;
        canvas_right(c, line.row, at, plan->origin[o], STYLE_HEADING,
                     origin_title(o, plan->long_titles));
        at += plan->origin[o];
    }
    canvas_right(c, line.row, at, plan->total, STYLE_HEADING, "all");
    at += plan->total;
    if (plan->bytes > 0)
        canvas_right(c, line.row, at, plan->bytes, STYLE_HEADING,
                     plan->unit == UNIT_FRAMES ? "bytes" : "frames");
    at += plan->bytes;
    if (plan->share > 0)
        canvas_right(c, line.row, at, plan->share, STYLE_HEADING, "share");
    at += plan->share;
    if (plan->spark == 0)
        return;
    t = text_over(string, sizeof string);
    /* Sparklines are of frames, and say so where something else is counted in. */
    enum { NAMED_SPARK = 14, TIMED_SPARK = 20 };
    if (plan->unit != UNIT_FRAMES)
        text_add(&t, plan->spark > NAMED_SPARK ? "frames " : "frames");
    if (m->clock.span != SERIES_RECENT &&
        plan->spark > (plan->unit != UNIT_FRAMES ? TIMED_SPARK : 10))
        text_add(&t, "over ");
    if (plan->unit == UNIT_FRAMES || plan->spark > NAMED_SPARK)
        spark_span_add(&t, m, plan->spark - 1);
    canvas_text(c, line.row, at + 1, plan->spark - 1, STYLE_HEADING, string);
}

/* So much of something, in the unit that is counted in. */
static uint64_t amount(const struct plan *plan, struct tally t)
{
    return unit_amount(plan->unit, t.frames, t.bytes);
}

/* The address, where it is of one, and what it is called. */
static void label_draw(struct canvas *c, struct area line, const struct matrix *x,
                       const struct matrix_row *r)
{
    struct place place = {c, line.row, line.column, x->address_width, r->style};
    if (r->address[0] != '\0') {
        if (r->group != NULL && r->group->ip.family != IP_NONE)
            place_ip(&place, r->group->ip);
        else
            place_text(&place, r->address);
        int length = (int)strlen(r->address), taken = x->address_width;
        int columns = text_columns(r->label);
        /* Rather whole out of its column than cut. */
        if (columns > line.width - taken - 1 && columns <= line.width - length - 1)
            taken = length;
        line.column += taken + 1;
        line.width -= taken + 1;
    }
    bool whole = r->brief == NULL || text_columns(r->label) <= line.width;
    canvas_text(c, line.row, line.column, line.width, r->style, whole ? r->label : r->brief);
}

static void row_draw(struct canvas *c, struct area line, const struct plan *plan,
                     const struct model *m, const struct matrix *x, const struct matrix_row *r)
{
    int at = line.column + plan->label;
    char letter[2] = {r->letter, '\0'};
    enum style value = r->style == STYLE_STRONG ? STYLE_STRONG : STYLE_PLAIN;
    canvas_text(c, line.row, line.column, 1, r->style, letter);
    int indent = r->letter == ' ' && r->style != STYLE_STRONG ? 3 : 2;
    int room = plan->label - indent;
    for (enum origin o = 0; o < ORIGIN_COUNT && !r->by_origin; o++)
        room += plan->origin[o];
    label_draw(c, (struct area){line.row, line.column + indent, 1, room}, x, r);
    for (enum origin o = 0; o < ORIGIN_COUNT; o++) {
        if (plan->origin[o] > 0 && r->by_origin)
            canvas_count(c, line.row, at, plan->origin[o], value, amount(plan, r->origin[o]));
        at += plan->origin[o];
    }
    canvas_count(c, line.row, at, plan->total, STYLE_STRONG, amount(plan, r->total));
    at += plan->total;
    if (plan->bytes > 0 && plan->unit == UNIT_FRAMES)
        canvas_bytes(c, line.row, at, plan->bytes, value, r->total.bytes);
    else if (plan->bytes > 0)
        canvas_count(c, line.row, at, plan->bytes, value, r->total.frames);
    at += plan->bytes;
    if (plan->share > 0)
        canvas_share(c, line.row, at, plan->share, value, amount(plan, r->total),
                     amount(plan, (struct tally){m->frames, m->bytes}));
    at += plan->share;
    if (plan->spark > 0 && r->rate != NULL) {
        uint32_t counts[SERIES_BUCKETS];
        series_read(r->rate, &m->clock, counts);
        canvas_spark(c, line.row, at + 1, plan->spark - 1, r->style, counts,
                     (int)series_reached(&m->clock));
    }
}

/* Lets a row be chosen: a group by its address, others by what they are. */
static void row_offer(struct area line, const struct scene *scene, const struct matrix_row *r)
{
    struct target target = {.area = line, .view = r->view};
    const char *what = r->address[0] != '\0' ? r->address : r->brief != NULL ? r->brief : r->label;
    if (r->group == NULL) {
        target_add(scene, &target, SECTION_MATRIX, what, strcspn(what, "+"));
        return;
    }
    target.subject = (struct subject){.kind = SUBJECT_GROUP, .group = *r->group};
    target_add(scene, &target, SECTION_MATRIX, r->group, sizeof *r->group);
}

/* How many rows the matrix leaves to the panels, if it could fill them, the rule between them included. */
static int panels_kept(const struct scene *scene, struct area area)
{
    enum { ROOMY = 18 };
    int kept = area.height >= ROOMY ? PANEL_HEIGHT + (area.height - ROOMY) / 2 : 0;
    int needed = panels_needed(area.width, scene) + 1;
    return kept < needed ? kept : needed;
}

static int draw(struct canvas *c, struct area area, const struct scene *scene)
{
    const struct model *m = scene->model;
    struct plan plan = plan_find(scene, area.width);
    struct matrix matrix;
    matrix_fill(&matrix, scene, area.height - 1 - panels_kept(scene, area));
    struct area line = {area.row, area.column, 1, area.width};
    int end = area.row + area.height;
    if (line.row < end)
        heading_draw(c, line, &plan, m);
    targets_clear(&scene->scratch->targets);
    for (int i = 0; i < matrix.count && ++line.row < end; i++) {
        row_draw(c, line, &plan, m, &matrix, &matrix.row[i]);
        row_offer(line, scene, &matrix.row[i]);
    }
    line.row++;
    bool ruled = end - line.row > PANEL_HEIGHT;
    if (ruled)
        canvas_rule(c, line.row, area.column, area.width, STYLE_RULE);
    const struct area rest = {line.row + ruled, area.column, end - line.row - ruled, area.width};
    panels_draw(c, rest, scene);
    return area.height;
}

const struct body overview_body = {.draw = draw};
