/* SPDX-License-Identifier: MIT */
#include "ui/object_page.h"

#include <string.h>

#include "ui/search.h"

/* Below FULL columns labels and frames have less, below COLUMNS there is no column of labels, and below PROVEN none of
 * frames. */
enum { FULL = 100, PROVEN = 70, COLUMNS = 60, LABEL_BRIEF = 18, PROOF_FULL = 14, PROOF_BRIEF = 12 };

/* Of a text behind its label: the columns before and between them, and where it goes on. */
enum { MARGIN = 1, GAP = 2, INDENT = 3 };

void object_page_open(struct object_page *page, const struct subject *subject)
{
    if (page->open) {
        if (page->trail_count == OBJECT_TRAIL)
            memmove(&page->trail[0], &page->trail[1], sizeof page->trail - sizeof page->trail[0]);
        else
            page->trail_count++;
        page->trail[page->trail_count - 1] = (struct object_step){page->subject, page->lines.at,
                                                                  page->lines.top};
    } else {
        page->trail_count = 0;
    }
    page->open = true;
    page->subject = *subject;
    page->lines.at = page->lines.top = page->lines.count = 0;
}

/* The first line of the statement under the cursor: what it proves and opens stands there. */
static const struct object_line *line_here(const struct object_page *page)
{
    uint32_t at = page->lines.at;
    while (at > 0 && page->line[at].continues)
        at--;
    return &page->line[at];
}

bool object_page_opens(const struct object_page *page)
{
    return page->lines.at < page->lines.count && line_here(page)->opens != SUBJECT_NONE;
}

bool object_page_proves(const struct object_page *page)
{
    return page->lines.at < page->lines.count && line_here(page)->frame_count > 0;
}

void object_page_back(struct object_page *page)
{
    page->open = page->trail_count > 0;
    if (!page->open)
        return;
    const struct object_step *step = &page->trail[--page->trail_count];
    page->subject = step->subject;
    page->lines.at = step->at;
    page->lines.top = step->top;
    page->lines.count = 0;
}

struct subject object_page_subject(const struct object_page *page, const struct model *m)
{
    struct subject subject = {.kind = SUBJECT_NONE};
    if (page->lines.at >= page->lines.count)
        return subject;
    const struct object_line *line = line_here(page);
    if (line->opens == SUBJECT_HOST && line->row == TABLE_NONE)
        subject = subject_of_key(&(struct host_key){.mac = MAC_NONE, .ip = line->ip});
    else if (line->opens == SUBJECT_GROUP && line->row == TABLE_NONE)
        subject = (struct subject){.kind = SUBJECT_GROUP,
                                   .group = {.ip = line->ip, .mac = MAC_NONE}};
    else if (line->opens == SUBJECT_HOST)
        subject = subject_of_key(&m->hosts.at[line->row - 1].key);
    else if (line->opens == SUBJECT_GROUP)
        subject = (struct subject){.kind = SUBJECT_GROUP, .group = m->groups.at[line->row - 1].key};
    else if (line->opens == SUBJECT_SERVICE)
        subject = (struct subject){.kind = SUBJECT_SERVICE,
                                   .service = m->services.at[line->row - 1].key};
    else if (line->opens == SUBJECT_CONVERSATION)
        subject = (struct subject){.kind = SUBJECT_CONVERSATION,
                                   .conversation = m->conversations.at[line->row - 1].key};
    else if (line->opens == SUBJECT_FRAME)
        subject.kind = SUBJECT_FRAME;
    subject_prove(&subject, line->frames, line->frame_count);
    return subject;
}

/* Filling */

static struct object_line *line_add(struct object_page *page, const char *label, enum style style)
{
    struct object_line *line =
        &page->line[page->lines.count < OBJECT_LINES ? page->lines.count++ : OBJECT_LINES - 1];
    *line = (struct object_line){.style = style};
    struct text t = text_over(line->label, sizeof line->label);
    text_add(&t, label);
    return line;
}

/* Where the text of a label begins. */
static int column_of(const struct object_plan *plan, const char *label)
{
    if (plan->label > 0)
        return plan->label;
    return label[0] == '\0' ? MARGIN : MARGIN + text_columns(label) + GAP;
}

/* A text in as many lines as it takes of so many columns. */
static struct object_line *lines_add(struct object_page *page, const char *label, enum style style,
                                     const char *text, int width)
{
    const struct object_plan *plan = &page->plan;
    int column = style == STYLE_HEADING ? 0 : column_of(plan, label);
    int indent = style == STYLE_HEADING ? 0 : plan->label > 0 ? plan->label : INDENT;
    struct object_line *first = NULL;
    do {
        struct object_line *line = line_add(page, first == NULL ? label : "", style);
        size_t n = text_line(text, width - column > 1 ? width - column : 1);
        if (n >= sizeof line->text)
            n = sizeof line->text - 1;
        memcpy(line->text, text, n);
        line->text[n] = '\0';
        line->column = (uint8_t)column;
        text += n;
        while (*text == ' ')
            text++;
        line->continues = first != NULL;
        if (first == NULL)
            first = line;
        column = indent;
    } while (*text != '\0');
    return first;
}

void object_heading_add(struct object_page *page, const char *title)
{
    if (page->lines.count > 0)
        line_add(page, "", STYLE_PLAIN);
    lines_add(page, "", STYLE_HEADING, title, page->plan.width);
}

struct object_line *object_line_add(struct object_page *page, const char *label, enum style style,
                                    const char *text)
{
    return lines_add(page, label, style, text, page->plan.width - page->plan.proof);
}

struct object_line *object_note_add(struct object_page *page, const char *label, enum style style,
                                    const char *text)
{
    return lines_add(page, label, style, text, page->plan.width);
}

void object_line_prove(struct object_line *line, uint64_t frame)
{
    for (unsigned i = 0; i < line->frame_count; i++)
        if (line->frames[i] == frame)
            return;
    if (frame != 0 && line->frame_count < FINDING_FRAMES)
        line->frames[line->frame_count++] = frame;
}

void object_line_open(struct object_line *line, enum subject_kind kind, uint32_t row)
{
    if (row == TABLE_NONE)
        return;
    line->opens = (uint8_t)kind;
    line->row = row;
}

void object_line_open_address(struct object_line *line, const struct scene *scene, struct ip ip)
{
    const struct subject subject = subject_of_address(scene, ip);
    line->opens = (uint8_t)subject.kind;
    line->row = subject.kind == SUBJECT_GROUP
                    ? table_find(&scene->model->groups.head, &subject.group)
                    : table_find(&scene->model->hosts.head, &subject.host);
    line->ip = ip;
}

void object_line_open_frame(struct object_line *line, uint64_t number)
{
    object_line_prove(line, number);
    line->opens = SUBJECT_FRAME;
}

/* Drawing */

static void frames_draw(struct canvas *c, struct area area, int row, int width,
                        const struct object_line *line)
{
    char string[24 * FINDING_FRAMES];
    struct text t = text_over(string, sizeof string);
    text_add_char(&t, '#');
    frame_numbers_add(&t, line->frames, line->frame_count, false, width - 2);
    canvas_right(c, row, area.column + area.width - width, width, STYLE_DIM, string);
}

static void line_draw(struct canvas *c, struct area area, int row, const struct object_page *page,
                      const struct object_line *line)
{
    const struct object_plan *plan = &page->plan;
    int text = area.column + line->column, label = area.column + MARGIN;
    canvas_text(c, row, label, plan->label > 0 ? plan->label - MARGIN - 1 : area.width, STYLE_DIM,
                line->label);
    canvas_text(c, row, text, area.width - line->column, line->style, line->text);
    /* Of a frame that can be opened the number is the label. */
    if (line->frame_count > 0 && line->opens != SUBJECT_FRAME && plan->proof > 0)
        frames_draw(c, area, row, plan->proof, line);
}

static bool line_holds(const void *context, const char *text, uint32_t index)
{
    const struct object_line *line = &((const struct object_page *)context)->line[index];
    return text_holds(line->text, text) || text_holds(line->label, text);
}

/* What a line is about, whatever its numbers say by now: a frame, who can be opened from it, or the statement of a
 * label that a frame proves. Headings are by how they begin. */
static uint64_t line_identity(const struct object_line *line)
{
    enum { HEADING_BYTES = 6 };
    uint64_t about[] = {
        line->opens, line->row,
        line->opens == SUBJECT_NONE || line->opens == SUBJECT_FRAME ? line->frames[0] : 0,
        line->ip.high, line->ip.low};
    uint64_t hash = text_hash(line->label, line->opens != SUBJECT_FRAME ? strlen(line->label) : 0);
    for (size_t i = 0; i < sizeof about / sizeof about[0]; i++)
        hash = (hash ^ about[i]) * UINT64_C(0x9e3779b97f4a7c15);
    if (line->style == STYLE_HEADING)
        hash ^= text_hash(line->text, HEADING_BYTES);
    return hash;
}

/* What the cursor is on: which of the lines about the same, and which line of its statement. */
struct held {
    uint64_t identity;
    uint32_t before, below;
    bool is;
};

static struct held cursor_hold(const struct object_page *page)
{
    struct held held = {.is = page->lines.at < page->lines.count};
    uint32_t first = page->lines.at;
    while (held.is && first > 0 && page->line[first].continues)
        first--;
    held.below = page->lines.at - first;
    held.identity = held.is ? line_identity(&page->line[first]) : 0;
    for (uint32_t i = 0; i < first && held.is; i++)
        held.before += !page->line[i].continues && line_identity(&page->line[i]) == held.identity;
    return held;
}

/* Puts the cursor on it in the lines as they are now; the row under it stays where it is on the screen, unless
 * the top is shown. */
static void cursor_find(struct object_page *page, const struct held *held)
{
    uint32_t before = held->before;
    for (uint32_t i = 0; i < page->lines.count && held->is; i++) {
        if (page->line[i].continues || line_identity(&page->line[i]) != held->identity)
            continue;
        uint32_t at = i;
        while (at < i + held->below && at + 1 < page->lines.count && page->line[at + 1].continues)
            at++;
        int64_t top = (int64_t)page->lines.top + at - page->lines.at;
        if (page->lines.top > 0)
            page->lines.top = (uint32_t)(top > 0 ? top : 0);
        page->lines.at = at;
        if (before-- == 0)
            return;
    }
}

static void page_fill(struct object_page *page, const struct scene *scene)
{
    page->lines.count = 0;
    if (page->subject.kind == SUBJECT_HOST)
        host_page_fill(page, scene);
    else if (page->subject.kind == SUBJECT_GROUP)
        group_page_fill(page, scene);
    else if (page->subject.kind == SUBJECT_CONVERSATION)
        conversation_page_fill(page, scene);
    else
        service_page_fill(page, scene);
}

void object_page_draw(struct canvas *c, struct area area, struct object_page *page,
                      const struct scene *scene)
{
    const struct held held = cursor_hold(page);
    page->plan = (struct object_plan){.width = area.width};
    if (area.width >= COLUMNS)
        page->plan.label = area.width >= FULL ? OBJECT_LABEL : LABEL_BRIEF;
    if (area.width >= PROVEN)
        page->plan.proof = area.width >= FULL ? PROOF_FULL : PROOF_BRIEF;
    page_fill(page, scene);
    cursor_find(page, &held);
    cursor_clamp(&page->lines);
    if (scene->search != NULL)
        page->lines.at = search_find(scene->search, page->lines.at, page->lines.count, line_holds,
                                     page);
    cursor_show(&page->lines, area);
    for (uint32_t i = 0; i < page->lines.page && page->lines.top + i < page->lines.count; i++) {
        int row = area.row + (int)i;
        line_draw(c, area, row, page, &page->line[page->lines.top + i]);
        if (page->lines.top + i == page->lines.at)
            canvas_restyle(c, row, area.column, area.width, STYLE_SELECTED);
    }
}
