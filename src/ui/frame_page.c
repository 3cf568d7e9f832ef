/* SPDX-License-Identifier: MIT */
/*
 * A frame's page. The frame is decoded anew for each drawing with a sink that keeps a line for each
 * layer and field; beside them, or below on narrow screens, stand the bytes.
 */
#include "ui/frame_page.h"

#include <string.h>

#include "ui/search.h"

enum {
    LINES = 512,
    LINE_TEXT = 160,
    HEX_BYTES = 16,
    HEX_WIDTH = 6 + 3 * HEX_BYTES + 1 + HEX_BYTES
};

struct line {
    char text[LINE_TEXT];
    uint32_t offset, length; /* in the frame; length 0 for none */
    bool layer;
};

struct lines {
    struct sink sink; /* first, so that a sink is where its lines are */
    uint32_t count;
    struct line line[LINES];
};

static struct line *line_add(struct lines *l, bool layer, uint32_t offset, uint32_t length)
{
    struct line *line = &l->line[l->count < LINES ? l->count++ : LINES - 1];
    line->layer = layer;
    line->offset = offset;
    line->length = length;
    return line;
}

static void layer_take(struct sink *sink, enum proto proto, uint32_t offset)
{
    struct line *line = line_add((struct lines *)sink, true, offset, 0);
    struct text t = text_over(line->text, LINE_TEXT);
    text_add(&t, proto_title(proto));
}

static void field_take(struct sink *sink, const struct field *field)
{
    struct line *line = line_add((struct lines *)sink, false, field->offset, field->length);
    struct text t = text_over(line->text, LINE_TEXT);
    char value[FIELD_VALUE_TEXT];
    field_format(field, value);
    text_addf(&t, "%-20s %s", field->name, value);
}

static void lines_fill(struct lines *l, const struct scene *scene, const struct frame_slot *slot)
{
    struct scratch *s = scene->scratch;
    l->sink = (struct sink){.layer = layer_take, .field = field_take};
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
        .number = e->key.frame,
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
    slot->verdict = classify(&s->packet, &scene->model->proven);
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
    const struct evidence_key key = {number};
    uint32_t row = table_find(&scene->model->evidence.head, &key);
    if (row == TABLE_NONE)
        return false;
    slot_restore(slot, scene, &scene->model->evidence.at[row - 1]);
    return true;
}

bool frame_page_open(struct frame_page *page, const struct scene *scene, uint64_t number)
{
    struct frame_page next = {.open = true};
    if (!slot_find(&next.slot, scene, number))
        return false;
    *page = next;
    return true;
}

bool frame_page_prove(struct frame_page *page, const struct scene *scene,
                      const struct subject *subject)
{
    struct frame_page next = {.open = true};
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

/* When it came, and how much of it is here. */
static void arrival_add(struct text *t, const struct frame_slot *slot)
{
    text_addf(t, "Frame %llu  ", (unsigned long long)slot->number);
    text_add_time(t, slot->t_ns, 9);
    text_addf(t, "  %u bytes", (unsigned)slot->length);
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
        text_add(t, "; from a link-local address");
    if (slot->fault == FAULT_SHORT)
        text_add(t, "; the capture cut it short");
    else if (slot->fault == FAULT_BAD)
        text_add(t, "; it contradicts itself");
}

static void head_draw(struct canvas *c, struct area area, const struct frame_slot *slot,
                      const struct lines *l)
{
    char string[160];
    struct text t = text_over(string, sizeof string);
    arrival_add(&t, slot);
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
        canvas_text(c, row, area.column + indent, area.width - indent,
                    line->layer ? STYLE_HEADING : STYLE_PLAIN, line->text);
        if (page->lines.top + i == page->lines.at)
            canvas_restyle(c, row, area.column, area.width, STYLE_SELECTED);
    }
}

static char byte_character(uint8_t byte)
{
    return byte >= 0x20 && byte < 0x7f ? (char)byte : '.';
}

static void bytes_draw(struct canvas *c, struct area area, const struct frame_slot *slot,
                       const struct line *mark)
{
    uint32_t from = mark != NULL ? mark->offset : 0;
    uint32_t end = mark != NULL ? mark->offset + mark->length : 0;
    uint32_t room = area.height > 0 ? (uint32_t)area.height : 0;
    uint32_t first = 0;
    if (room > 0 && from / HEX_BYTES >= room)
        first = from / HEX_BYTES - room / 2;
    for (uint32_t i = 0; i < room && (first + i) * HEX_BYTES < slot->captured; i++) {
        uint32_t start = (first + i) * HEX_BYTES;
        int row = area.row + (int)i;
        char string[16];
        struct text t = text_over(string, sizeof string);
        text_addf(&t, "%04x", (unsigned)start);
        canvas_text(c, row, area.column, area.width, STYLE_DIM, string);
        for (uint32_t k = 0; k < HEX_BYTES && start + k < slot->captured; k++) {
            uint8_t byte = slot->bytes[start + k];
            enum style style = start + k >= from && start + k < end ? STYLE_SELECTED : STYLE_PLAIN;
            int hex = 6 + 3 * (int)k, character = 6 + 3 * HEX_BYTES + 1 + (int)k;
            t = text_over(string, sizeof string);
            text_addf(&t, "%02x", byte);
            canvas_text(c, row, area.column + hex, area.width - hex, style, string);
            t = text_over(string, sizeof string);
            text_add_char(&t, byte_character(byte));
            canvas_text(c, row, area.column + character, area.width - character, style, string);
        }
    }
}

void frame_page_draw(struct canvas *c, struct area area, struct frame_page *page,
                     const struct scene *scene)
{
    enum { HEAD = 4 };
    struct lines lines;
    lines_fill(&lines, scene, &page->slot);
    head_draw(c, area, &page->slot, &lines);
    struct area fields = {area.row + HEAD, area.column, area.height - HEAD, area.width};
    struct area bytes = fields;
    if (area.width >= HEX_WIDTH + 42) {
        fields.width = area.width - HEX_WIDTH - 2;
        bytes.column += fields.width + 2;
        bytes.width = HEX_WIDTH;
    } else {
        bytes.height = fields.height / 3;
        fields.height -= bytes.height + (bytes.height > 0);
        bytes.row = area.row + area.height - bytes.height;
    }
    fields_draw(c, fields, page, &lines, scene->search);
    bytes_draw(c, bytes, &page->slot, lines.count > 0 ? &lines.line[page->lines.at] : NULL);
}

/* Copying */

/* The bytes as on the screen, sixteen a line; at most DUMP bytes of text. */
enum { DUMP_LINE = HEX_WIDTH + 2, DUMP = (FRAME_BYTES / HEX_BYTES + 1) * DUMP_LINE };

static void dump_add(struct text *t, const struct frame_slot *slot)
{
    for (uint32_t start = 0; start < slot->captured; start += HEX_BYTES) {
        char characters[HEX_BYTES + 1] = "";
        text_addf(t, "%04x  ", (unsigned)start);
        for (uint32_t k = 0; k < HEX_BYTES; k++) {
            bool there = start + k < slot->captured;
            uint8_t byte = there ? slot->bytes[start + k] : ' ';
            characters[k] = there ? byte_character(byte) : '\0';
            if (there)
                text_addf(t, "%02x ", byte);
            else
                text_add(t, "   ");
        }
        text_addf(t, " %s\n", characters);
    }
}

void frame_page_copy(struct text *t, const struct frame_page *page, const struct scene *scene)
{
    static const char more[] = "and more fields\n";
    struct lines lines;
    lines_fill(&lines, scene, &page->slot);
    arrival_add(t, &page->slot);
    text_addf(t, "\n%s\n", lines.sink.info);
    verdict_add(t, &page->slot);
    text_add(t, "\n\n");
    for (uint32_t i = 0; i < lines.count; i++) {
        const struct line *line = &lines.line[i];
        if (t->len + LINE_TEXT + sizeof more + 3 + DUMP > t->cap) {
            text_add(t, more);
            break;
        }
        text_addf(t, "%s%s\n", line->layer ? "" : "  ", line->text);
    }
    text_add_char(t, '\n');
    dump_add(t, &page->slot);
}
