/* SPDX-License-Identifier: MIT */
/*
 * A frame's page. The frame is decoded anew for each drawing with a sink that keeps a line for each
 * layer and field; beside them, or below on narrow screens, stand the bytes.
 */
#include "ui/frame_page.h"

#include <string.h>

#include "ui/search.h"

enum { LINES = 512, LINE_TEXT = 160 };

struct line {
    char text[LINE_TEXT];
    uint32_t offset, length; /* in the frame; length 0 for none */
    bool layer;
    uint8_t proto;   /* enum proto: of a layer */
    uint32_t hidden; /* fields of a layer that is folded */
};

struct lines {
    struct sink sink;      /* first, so that a sink is where its lines are */
    const uint8_t *folded; /* as in struct frame_page; NULL: nothing is */
    uint32_t layer;        /* the line of the one that fields belong to; LINES before the first */
    uint32_t count;
    struct line line[LINES];
};

static bool is_folded(const uint8_t *folded, uint8_t proto)
{
    return folded != NULL && (folded[proto / 8] >> proto % 8 & 1) != 0;
}

static struct line *line_add(struct lines *l, bool layer, uint32_t offset, uint32_t length)
{
    struct line *line = &l->line[l->count < LINES ? l->count++ : LINES - 1];
    *line = (struct line){.layer = layer, .offset = offset, .length = length};
    return line;
}

static void layer_take(struct sink *sink, enum proto proto, uint32_t offset)
{
    struct lines *l = (struct lines *)sink;
    struct line *line = line_add(l, true, offset, 0);
    struct text t = text_over(line->text, LINE_TEXT);
    text_add(&t, proto_title(proto));
    line->proto = (uint8_t)proto;
    l->layer = (uint32_t)(line - l->line);
}

/* A layer reaches as far as its fields do. False where it is folded. */
static bool field_enter(struct lines *l, const struct field *field)
{
    struct line *layer = l->layer < LINES ? &l->line[l->layer] : NULL;
    if (layer == NULL || !layer->layer)
        return true;
    uint32_t end = field->offset + field->length;
    if (end > layer->offset + layer->length)
        layer->length = end - layer->offset;
    if (!is_folded(l->folded, layer->proto))
        return true;
    layer->hidden++;
    return false;
}

static void field_take(struct sink *sink, const struct field *field)
{
    if (!field_enter((struct lines *)sink, field))
        return;
    struct line *line = line_add((struct lines *)sink, false, field->offset, field->length);
    struct text t = text_over(line->text, LINE_TEXT);
    char value[FIELD_VALUE_TEXT];
    field_format(field, value);
    text_addf(&t, "%-20s %s", field->name, value);
}

static void lines_fill(struct lines *l, const struct scene *scene, const struct frame_slot *slot,
                       const uint8_t *folded)
{
    struct scratch *s = scene->scratch;
    l->sink = (struct sink){.layer = layer_take, .field = field_take};
    l->folded = folded;
    l->layer = LINES;
    l->count = 0;
    s->decoded = 0;
    s->frame = frame_slot_frame(slot);
    packet_decode(&s->packet, &s->frame, &l->sink);
    if (l->sink.more_fields) {
        struct text t = text_over(line_add(l, true, 0, 0)->text, LINE_TEXT);
        text_add(&t, "and more fields");
    }
}

/* Makes a slot of the beginning of a frame that proved something. */
static void slot_restore(struct frame_slot *slot, const struct scene *scene,
                         const struct evidence *e)
{
    *slot = (struct frame_slot){
        .number = e->frame,
        .t_ns = e->t_ns,
        .captured = e->captured,
        .was_captured = e->captured,
        .length = e->length,
        .link = e->link,
        .source = e->source,
    };
    memcpy(slot->bytes, e->bytes, e->captured);
    struct scratch *s = scene->scratch;
    s->decoded = 0;
    s->frame = frame_slot_frame(slot);
    packet_decode(&s->packet, &s->frame, NULL);
    classify(&s->packet, &scene->model->proven, &slot->verdict);
    slot->protocol = (uint8_t)packet_protocol(&s->packet);
}

/* The frame with that number among the last ones, or the beginning of one that proved something. */
static bool slot_find(struct frame_slot *slot, const struct scene *scene, uint64_t number)
{
    uint32_t low = 0, high = frame_ring_count(scene->frames);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (frame_ring_at(scene->frames, middle)->number < number)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < frame_ring_count(scene->frames) &&
        frame_ring_at(scene->frames, low)->number == number) {
        *slot = *frame_ring_at(scene->frames, low);
        return true;
    }
    const struct evidence *e = evidence_find(&scene->model->evidence, number);
    if (e != NULL)
        slot_restore(slot, scene, e);
    return e != NULL;
}

bool frame_page_open(struct frame_page *page, const struct scene *scene, uint64_t number)
{
    struct frame_page next = {.open = true};
    memcpy(next.folded, page->folded, sizeof next.folded);
    if (!slot_find(&next.slot, scene, number))
        return false;
    *page = next;
    return true;
}

bool frame_page_prove(struct frame_page *page, const struct scene *scene,
                      const struct subject *subject)
{
    struct frame_page next = {.open = true};
    memcpy(next.folded, page->folded, sizeof next.folded);
    if (page->open) {
        memcpy(next.proof, page->proof, sizeof next.proof);
        next.proof_count = page->proof_count;
        next.proof_at = (uint8_t)(page->proof_at + 1);
    } else {
        memcpy(next.proof, subject->frames, sizeof next.proof);
        next.proof_count = subject->frame_count;
    }
    for (unsigned tries = next.proof_count; tries > 0; tries--, next.proof_at++) {
        next.proof_at %= next.proof_count;
        if (slot_find(&next.slot, scene, next.proof[next.proof_at])) {
            *page = next;
            return true;
        }
    }
    return false;
}

void frame_page_fold(struct frame_page *page, bool fold)
{
    uint8_t *octet = &page->folded[page->layer / 8], bit = (uint8_t)(1 << page->layer % 8);
    if (page->layer == PROTO_NONE)
        return;
    *octet = (uint8_t)(fold ? *octet | bit : *octet & ~bit);
    page->lines.at = page->layer_line;
}

void frame_page_seek(struct frame_page *page, uint32_t offset)
{
    page->seeks = true;
    page->sought = offset;
}

/* Puts the cursor on what holds the byte that is sought; leaves it where nothing does. */
static void byte_find(struct frame_page *page, const struct lines *l)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t i = 0; i < l->count && page->seeks; i++) {
        const struct line *line = &l->line[i];
        if (page->sought < line->offset || page->sought - line->offset >= line->length ||
            line->length > best)
            continue;
        best = line->length;
        page->lines.at = i;
    }
    page->seeks = false;
}

/* Notes the layer that the cursor is on or in. */
static void layer_note(struct frame_page *page, const struct lines *l)
{
    page->layer = PROTO_NONE;
    for (uint32_t i = page->lines.at + 1; i > 0 && i <= l->count; i--) {
        if (l->line[i - 1].layer) {
            page->layer = l->line[i - 1].proto;
            page->layer_line = i - 1;
            return;
        }
    }
}

/* How much of the time, and whether the link, is told, the most first. */
enum arrival { ARRIVAL_WHOLE, ARRIVAL_CLOCK, ARRIVAL_ALONE };

/* When and where it came, and how much of it is here. */
static void arrival_add(struct text *t, const struct frame_slot *slot, const struct model *m,
                        enum arrival form)
{
    bool brief = form != ARRIVAL_WHOLE;
    char time[40], link[SOURCE_TITLE];
    struct text when = text_over(time, sizeof time);
    text_addf(t, "Frame %llu  ", (unsigned long long)slot->number);
    text_add_time(&when, slot->t_ns, brief ? 3 : 9);
    const char *clock = brief ? strchr(time, 'T') : NULL;
    text_add(t, clock != NULL ? clock + 1 : time);
    text_addf(t, "  %u bytes", (unsigned)slot->length);
    if (form != ARRIVAL_ALONE && model_link_title(m, slot->source, link))
        text_addf(t, ", on %s", link);
    if (slot->was_captured < slot->length)
        text_addf(t, ", %u captured", (unsigned)slot->was_captured);
    if (slot->captured < slot->was_captured)
        text_addf(t, ", the first %u kept", (unsigned)slot->captured);
}

/* How it was cast, by which rule, and what is wrong with it. */
static void verdict_add(struct text *t, const struct frame_slot *slot)
{
    const struct verdict *v = &slot->verdict;
    text_addf(t, "%c %s", letter_of_cast((enum cast)v->cast), cast_name((enum cast)v->cast));
    text_addf(t, ": %s", rule_sentence((enum rule)v->rule));
    if (v->cast == CAST_BROADCAST)
        text_addf(t, "; %s broadcast", part_name((enum broadcast_part)v->part));
    if (v->link_local || v->link_local6)
        text_add(t, "; link-local sender");
    if (slot->fault == FAULT_SHORT)
        text_add(t, "; the capture cut it short");
    else if (slot->fault == FAULT_BAD)
        text_add(t, "; it contradicts itself");
}

static void head_draw(struct canvas *c, struct area area, const struct model *m,
                      const struct frame_slot *slot, const struct lines *l)
{
    char string[160];
    struct text t = text_over(string, sizeof string);
    for (enum arrival form = ARRIVAL_WHOLE; form <= ARRIVAL_ALONE; form++) {
        t = text_over(string, sizeof string);
        arrival_add(&t, slot, m, form);
        if (text_columns(string) <= area.width)
            break;
    }
    canvas_text(c, area.row, area.column, area.width, STYLE_HEADING, string);
    if (area.height > 1)
        canvas_text(c, area.row + 1, area.column, area.width, STYLE_PLAIN, l->sink.info);
    t = text_over(string, sizeof string);
    verdict_add(&t, slot);
    if (area.height > 2)
        canvas_text(c, area.row + 2, area.column, area.width,
                    style_of_cast((enum cast)slot->verdict.cast), string);
}

static bool line_holds(const void *context, const char *text, uint32_t index)
{
    return text_holds(((const struct lines *)context)->line[index].text, text);
}

static void fields_draw(struct canvas *c, struct area area, struct frame_page *page,
                        const struct lines *l, struct search *search)
{
    page->lines.count = l->count;
    cursor_clamp(&page->lines);
    if (search != NULL)
        page->lines.at = search_find(search, page->lines.at, page->lines.count, line_holds, l);
    cursor_show(&page->lines, area);
    for (uint32_t i = 0; i < page->lines.page && page->lines.top + i < l->count; i++) {
        const struct line *line = &l->line[page->lines.top + i];
        int row = area.row + (int)i;
        int indent = line->layer ? 0 : 2;
        int used = indent + canvas_text(c, row, area.column + indent, area.width - indent,
                                        line->layer ? STYLE_HEADING : STYLE_PLAIN, line->text);
        char hidden[32];
        struct text t = text_over(hidden, sizeof hidden);
        text_addf(&t, "+ %u field%s", (unsigned)line->hidden, line->hidden == 1 ? "" : "s");
        if (line->hidden > 0)
            canvas_text(c, row, area.column + used + 2, area.width - used - 2, STYLE_DIM, hidden);
        if (page->lines.top + i == page->lines.at)
            canvas_restyle(c, row, area.column, area.width, STYLE_SELECTED);
    }
}

void frame_page_draw(struct canvas *c, struct area area, struct frame_page *page,
                     const struct scene *scene)
{
    enum { HEAD = 4, BYTES_LEAST = 2, LOW = 11 }; /* rows; so low a page has one above the fields */
    int head = area.height < LOW ? 1 : HEAD;
    struct lines lines;
    lines_fill(&lines, scene, &page->slot, page->folded);
    head_draw(c, (struct area){area.row, area.column, head, area.width}, scene->model, &page->slot,
              &lines);
    struct area fields = {area.row + head, area.column, area.height - head, area.width};
    struct area bytes = fields;
    if (area.width >= FRAME_BYTES_WIDTH + 42) {
        fields.width = area.width - FRAME_BYTES_WIDTH - 2;
        bytes.column += fields.width + 2;
        bytes.width = FRAME_BYTES_WIDTH;
    } else {
        bytes.height = fields.height / 3;
        if (bytes.height < BYTES_LEAST && fields.height > BYTES_LEAST)
            bytes.height = BYTES_LEAST;
        fields.height -= bytes.height + (head == HEAD);
        bytes.row = area.row + area.height - bytes.height;
    }
    byte_find(page, &lines);
    fields_draw(c, fields, page, &lines, scene->search);
    layer_note(page, &lines);
    const struct line *mark = &lines.line[page->lines.at];
    bool marks = lines.count > 0;
    page->bytes = frame_bytes_draw(c, bytes, &page->slot, marks ? mark->offset : 0,
                                   marks ? mark->length : 0);
}

/* Copying */

void frame_page_copy(struct text *t, const struct frame_page *page, const struct scene *scene)
{
    static const char more[] = "and more fields\n";
    struct lines lines;
    lines_fill(&lines, scene, &page->slot, NULL);
    arrival_add(t, &page->slot, scene->model, ARRIVAL_WHOLE);
    text_addf(t, "\n%s\n", lines.sink.info);
    verdict_add(t, &page->slot);
    text_add(t, "\n\n");
    for (uint32_t i = 0; i < lines.count; i++) {
        const struct line *line = &lines.line[i];
        if (t->len + LINE_TEXT + sizeof more + 3 + FRAME_BYTES_TEXT > t->cap) {
            text_add(t, more);
            break;
        }
        text_addf(t, "%s%s\n", line->layer ? "" : "  ", line->text);
    }
    text_add_char(t, '\n');
    frame_bytes_add(t, &page->slot);
}
