/* SPDX-License-Identifier: MIT */
/* Findings: what does not fit together, about whom, and in which frames. */
#include "ui/list.h"
#include "ui/row_traits.h"

#include <string.h>

/* Rows are places in the order of conclusions.h, from 1 on. */
static const struct conclusion *conclusion_at(const struct scene *scene, uint32_t row)
{
    return &scene->scratch->conclusions.at[row - 1];
}

static const struct conclusion_entry *entry_at(const struct scene *scene, uint32_t row)
{
    return conclusion_entry_find(conclusion_at(scene, row)->kind);
}

static uint32_t rows(const struct scene *scene, uint32_t *out)
{
    uint32_t count = scene->scratch->conclusions.count;
    for (uint32_t i = 0; i < count; i++)
        out[i] = i + 1;
    return count;
}

/* What the budgets of the kinds left out counts as evicted. */
static uint64_t left_out(const struct scene *scene)
{
    return conclusions_rest(&scene->scratch->conclusions) +
           scene->model->findings.head.evicted.entries;
}

static struct list_losses losses(const struct scene *scene)
{
    return (struct list_losses){.kept = scene->scratch->conclusions.count,
                                .evicted = left_out(scene)};
}

static void traits(struct traits *t, const struct scene *scene, uint32_t row)
{
    const struct conclusion *c = conclusion_at(scene, row);
    const struct host_key other = {.mac = c->mac};
    traits_add_host_key(t, scene, &c->subject);
    if (mac_exists(c->mac))
        traits_add_host_key(t, scene, &other);
    if (c->ip.family != IP_NONE)
        traits_add_address(t, scene, c->ip);
}

static uint64_t identity(const struct scene *scene, uint32_t row)
{
    const struct conclusion *c = conclusion_at(scene, row);
    const struct finding_key key = {.oddity = c->kind, .subject = c->subject};
    uint64_t who = list_key_identity(&scene->model->findings.head, &key, sizeof key);
    const struct neighbour_key about = {.ip = c->ip, .mac = c->mac};
    return who ^ list_key_identity(&scene->model->neighbours.head, &about, sizeof about) * 3;
}

static struct subject subject(const struct scene *scene, uint32_t row)
{
    return subject_of_conclusion(conclusion_at(scene, row));
}

static void severity_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    const char *word = entry_at(scene, row)->severity;
    canvas_text(p->canvas, p->row, p->column, p->width, style_of_severity(word), word);
}

static uint64_t severity(const struct scene *scene, uint32_t row)
{
    return (uint64_t)severity_rank(entry_at(scene, row)->severity);
}

static void confidence_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_text(p, entry_at(scene, row)->confidence);
}

/* certain, guess, likely: the surest first is not how they are spelled. */
static uint64_t confidence(const struct scene *scene, uint32_t row)
{
    const char *word = entry_at(scene, row)->confidence;
    return strcmp(word, "certain") == 0 ? 0 : strcmp(word, "likely") == 0 ? 1 : 2;
}

static void subject_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    const struct host_key *key = &conclusion_at(scene, row)->subject;
    if (mac_exists(key->mac))
        place_mac(p, key->mac);
    else
        place_ip(p, key->ip);
}

static int subject_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    const struct host_key *x = &conclusion_at(scene, a)->subject;
    const struct host_key *y = &conclusion_at(scene, b)->subject;
    if (x->mac.value != y->mac.value)
        return x->mac.value < y->mac.value ? -1 : 1;
    return ip_compare(x->ip, y->ip);
}

static int other_compare(const struct scene *scene, uint32_t a, uint32_t b)
{
    struct ip x = conclusion_at(scene, a)->ip, y = conclusion_at(scene, b)->ip;
    if ((x.family == IP_NONE) != (y.family == IP_NONE))
        return x.family == IP_NONE ? 1 : -1;
    return ip_compare(x, y);
}

static void other_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    struct ip other = conclusion_at(scene, row)->ip;
    if (other.family == IP_NONE)
        place_dash(p);
    else
        place_ip(p, other);
}

static void summary_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    char sentence[CONCLUSION_TEXT];
    conclusion_say(conclusion_at(scene, row), sentence);
    place_text(p, sentence);
}

/* The finding in full, with how sure it is and by what. */
static void detail(struct text *t, const struct scene *scene, uint32_t row)
{
    const struct conclusion *c = conclusion_at(scene, row);
    const struct conclusion_entry *entry = entry_at(scene, row);
    char who[IP_TEXT], sentence[CONCLUSION_TEXT];
    host_key_format(&c->subject, who);
    conclusion_say(c, sentence);
    text_addf(t, "%s: %s (%s; %s)", who, sentence, entry->confidence, entry->reference);
}

static uint64_t kind(const struct scene *scene, uint32_t row)
{
    return conclusion_at(scene, row)->kind;
}

static const char *reference(const struct scene *scene, uint32_t row)
{
    return entry_at(scene, row)->reference;
}

static void reference_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    place_text(p, reference(scene, row));
}

static uint64_t first_frame(const struct scene *scene, uint32_t row)
{
    const struct conclusion *c = conclusion_at(scene, row);
    return c->frame_count > 0 ? c->frames[0] : UINT64_MAX;
}

static void numbers_draw(const struct place *p, const struct scene *scene, uint32_t row)
{
    const struct conclusion *c = conclusion_at(scene, row);
    char string[160];
    struct text t = text_over(string, sizeof string);
    frame_numbers_add(&t, c->frames, c->frame_count, c->times > c->frame_count, p->width);
    place_text(p, string);
}

static uint64_t times(const struct scene *scene, uint32_t row)
{
    return conclusion_at(scene, row)->times;
}

static uint64_t last(const struct scene *scene, uint32_t row)
{
    return (uint64_t)conclusion_at(scene, row)->last_ns;
}

static const struct column columns[] = {
    {.title = "Severity",
     .width = 9,
     .rising = "most severe",
     .falling = "least severe",
     .draw = severity_draw,
     .value = severity},
    {.title = "What", .width = 30, .wish = 76, .widest = 120, .draw = summary_draw, .value = kind},
    {.title = "Who", .width = 17, .priority = 1, .draw = subject_draw, .compare = subject_compare},
    {.title = "About",
     .width = 15,
     .wish = 25, /* fe80::215:5dff:fe00:e501 and its like */
     .widest = 39,
     .priority = 6,
     .need = need_ip,
     .draw = other_draw,
     .compare = other_compare},
    {.title = "Frames", .width = 7, .priority = 1, .form = FORM_COUNT, .value = times},
    {.title = "Last", .width = 6, .priority = 1, .form = FORM_AGO, .value = last},
    {.title = "Sure",
     .width = 7,
     .priority = 3,
     .rising = "surest",
     .falling = "least sure",
     .draw = confidence_draw,
     .value = confidence},
    {.title = "First frames",
     .width = 16,
     .widest = 20,
     .priority = 5,
     .draw = numbers_draw,
     .value = first_frame},
    {.title = "By",
     .width = 20,
     .wish = 36, /* RFC 6762 section 5.1, RFC 4795 */
     .widest = 60,
     .priority = 4,
     .text = reference,
     .draw = reference_draw},
};

static const struct list findings = {
    .noun = "findings",
    .columns = columns,
    .column_count = sizeof columns / sizeof columns[0],
    .sort = 0,
    .rows = rows,
    .traits = traits,
    .known = WORDS_HOST | WORD_BIT(GROUP),
    .identity = identity,
    .subject = subject,
    .losses = losses,
    .empty = "Nothing stands out yet.",
    .detail = detail,
};

/* What was left out. */
static int draw(struct canvas *c, struct area area, const struct scene *scene)
{
    uint64_t rest = left_out(scene);
    if (rest == 0 || area.height == 0)
        return 0;
    char string[400];
    struct text t = text_over(string, sizeof string);
    text_addf(&t, "%llu more are left out: of each kind %d are kept", (unsigned long long)rest,
              CONCLUSIONS_OF_A_KIND);
    if (conclusions_rest(&scene->scratch->conclusions) > 0) {
        text_add(&t, "; ");
        conclusions_rest_add(&t, &scene->scratch->conclusions);
    }
    int most = area.height / 4 > 0 ? area.height / 4 : 1;
    return canvas_paragraph(c, area.row, area.column, most, area.width, STYLE_NOTICE, string);
}

const struct body findings_body = {.draw = draw, .list = &findings};
