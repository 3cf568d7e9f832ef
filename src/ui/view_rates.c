/* SPDX-License-Identifier: MIT */
/*
 * How much of each cast there was over time: a chart for each over the last minute, ten minutes and hour.
 * Each chart is as high as its own highest number, so that little is seen beside much. Beside it stands
 * how much a second there is now, which is that of the last bucket that is over: the present one has only
 * begun. The peak is that of a whole bucket, but no less than now and the mean, which know that the first one and the
 * present one are shorter.
 */
#include "ui/choices.h"
#include "ui/view.h"

enum {
    LABEL_SHORT = 2,
    LABEL_LONG = 13,
    NUMBER = 6,
    NUMBERS = 3 * NUMBER, /* now, the mean, the peak */
    COLUMNS_MOST = 4 * RATE_BUCKETS
};

/* What is charted, in this order. */
static const struct {
    int kind;
    char letter;
    enum style style;
    const char *label;
} charts[] = {
    {CAST_UNICAST, 'U', STYLE_UNICAST, "unicast"},
    {CAST_BROADCAST, 'B', STYLE_BROADCAST, "broadcast"},
    {CAST_MULTICAST, 'M', STYLE_MULTICAST, "multicast"},
    {RATE_LINK_LOCAL, 'L', STYLE_LINK_LOCAL, "169.254/16"},
};

enum { CHARTS = sizeof charts / sizeof charts[0] };

/* Where everything is: the same for all charts. */
struct plan {
    int label;   /* columns */
    int buckets; /* in a column, or 1, */
    int columns; /* of a bucket, or 1 */
    int chart;   /* columns of all */
    int height;  /* of a chart */
    int gap;     /* rows between two spans */
};

static struct plan plan_make(struct area area, int spans)
{
    struct plan plan = {.label = LABEL_SHORT, .buckets = 1, .columns = 1};
    int room = area.width - LABEL_SHORT - NUMBERS;
    while (RATE_BUCKETS / plan.buckets > room && plan.buckets < RATE_BUCKETS / 10)
        plan.buckets++;
    while (RATE_BUCKETS % plan.buckets != 0)
        plan.buckets++;
    if (room >= LABEL_LONG - LABEL_SHORT + RATE_BUCKETS) {
        plan.label = LABEL_LONG;
        plan.columns = (area.width - LABEL_LONG - NUMBERS) / RATE_BUCKETS;
        if (plan.columns * RATE_BUCKETS > COLUMNS_MOST)
            plan.columns = COLUMNS_MOST / RATE_BUCKETS;
    }
    plan.chart = RATE_BUCKETS / plan.buckets * plan.columns;
    plan.height = (area.height - spans) / (spans * CHARTS);
    plan.height = plan.height < 1 ? 1 : plan.height;
    plan.gap = area.height - spans * (1 + CHARTS * plan.height) >= spans - 1 ? 1 : 0;
    return plan;
}

/* So much a second: with a decimal where that is little. */
static void rate_draw(struct canvas *c, int row, int column, double rate)
{
    char string[32];
    struct text t = text_over(string, sizeof string);
    if (rate <= 0)
        text_add_char(&t, '-');
    else if (rate < 0.1)
        text_add(&t, "<0.1");
    else if (rate < 9.95)
        text_addf(&t, "%.1f", rate);
    else
        text_add_count(&t, (uint64_t)(rate + 0.5));
    canvas_right(c, row, column, NUMBER, rate <= 0 ? STYLE_DIM : STYLE_PLAIN, string);
}

static void chart_draw(struct canvas *c, struct area area, const struct plan *plan,
                       const struct scene *scene, enum rate_span span, int chart)
{
    const struct rates *rates = &scene->model->rates;
    struct rate_bucket bucket[RATE_BUCKETS];
    uint64_t numbers[COLUMNS_MOST] = {0}, sum = 0, highest = 0, most = 0;
    double now = 0;
    rates_read(rates, span, charts[chart].kind, bucket);
    for (int i = 0; i < RATE_BUCKETS; i++) {
        uint64_t amount = unit_amount(scene->settings->unit, bucket[i].frames, bucket[i].bytes);
        int64_t seconds = rates_bucket_seconds(rates, span, i);
        sum += amount;
        highest = amount > highest ? amount : highest;
        if (seconds > 0 && (i < RATE_BUCKETS - 1 || rates_bucket_seconds(rates, span, i - 1) == 0))
            now = (double)amount / (double)seconds;
        for (int k = 0; k < plan->columns; k++) {
            uint64_t *number = &numbers[i / plan->buckets * plan->columns + k];
            *number += amount;
            most = *number > most ? *number : most;
        }
    }
    int bottom = area.row + plan->height - 1, at = area.column;
    char letter[2] = {charts[chart].letter, '\0'};
    canvas_text(c, bottom, at, 1, charts[chart].style, letter);
    if (plan->label == LABEL_LONG)
        canvas_text(c, bottom, at + 2, LABEL_LONG - 3, charts[chart].style, charts[chart].label);
    at += plan->label;
    canvas_chart(c, area.row, at, plan->height, charts[chart].style, numbers, plan->chart, most);
    at += plan->chart;
    if (sum == 0)
        canvas_rule(c, bottom, area.column + plan->label, plan->chart, STYLE_RULE);
    double mean = (double)sum / (double)rates_seconds(rates, span);
    double peak = (double)highest / rate_bucket_seconds(span);
    rate_draw(c, bottom, at, now);
    rate_draw(c, bottom, at + NUMBER, mean);
    peak = peak > mean ? peak : mean;
    rate_draw(c, bottom, at + 2 * NUMBER, peak > now ? peak : now);
}

static void heading_draw(struct canvas *c, struct area area, const struct plan *plan,
                         const struct scene *scene, enum rate_span span)
{
    static const struct {
        const char *span, *bucket;
    } titles[RATE_SPANS] = {
        {"Last minute", ", by seconds"},
        {"Last 10 minutes", ", by 10 seconds"},
        {"Last hour", ", by minutes"},
    };
    static const char *const numbers[] = {"now", "mean", "peak"};
    char title[64];
    struct text t = text_over(title, sizeof title);
    int at = area.column + plan->label + plan->chart;
    text_add(&t, titles[span].span);
    if (at - area.column > 30)
        text_add(&t, titles[span].bucket);
    if (at - area.column > 55)
        text_addf(&t, "; %s a second", unit_name(scene->settings->unit));
    canvas_text(c, area.row, area.column, at - area.column, STYLE_HEADING, title);
    for (int i = 0; i < 3; i++)
        canvas_right(c, area.row, at + i * NUMBER, NUMBER, STYLE_HEADING, numbers[i]);
}

static int draw(struct canvas *c, struct area area, const struct scene *scene)
{
    int spans = area.height >= RATE_SPANS * (1 + CHARTS) ? RATE_SPANS
                : area.height >= 2 * (1 + CHARTS)        ? 2
                                                         : 1;
    struct plan plan = plan_make(area, spans);
    struct area line = area;
    int end = area.row + area.height;
    for (enum rate_span span = 0; span < (enum rate_span)spans; span++) {
        if (line.row < end)
            heading_draw(c, line, &plan, scene, span);
        line.row++;
        for (int chart = 0; chart < CHARTS; chart++, line.row += plan.height)
            if (line.row + plan.height <= end)
                chart_draw(c, line, &plan, scene, span, chart);
        line.row += plan.gap;
    }
    return area.height;
}

const struct body rates_body = {.draw = draw};
