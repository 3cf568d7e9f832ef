/* SPDX-License-Identifier: MIT */
/* The summaries of the overview. */
#include "ui/panels.h"
#include "ui/list.h"
#include "ui/targets.h"

#include <string.h>

void ranking_enter(struct ranking *r, uint32_t row, uint64_t value)
{
    int at = r->count;
    while (at > 0 && r->value[at - 1] < value)
        at--;
    if (at >= r->most)
        return;
    if (r->count < r->most)
        r->count++;
    for (int i = r->count - 1; i > at; i--) {
        r->row[i] = r->row[i - 1];
        r->value[i] = r->value[i - 1];
    }
    r->row[at] = row;
    r->value[at] = value;
}

static struct ranking ranking_of(int rows)
{
    return (struct ranking){.most = rows < 0 ? 0 : rows > RANKING_ROWS ? RANKING_ROWS : rows};
}

static void heading_draw(struct canvas *c, struct area area, const char *title, const char *right)
{
    canvas_text(c, area.row, area.column, area.width, STYLE_HEADING, title);
    int used = text_columns(title) + 1;
    if (used + text_columns(right) <= area.width)
        canvas_right(c, area.row, area.column + used, area.width - used, STYLE_HEADING, right);
}

static struct tally sent(const struct host *h)
{
    return (struct tally){h->slot.frames, h->slot.bytes};
}

enum { VENDOR_LEAST = 4 }; /* fewer letters tell nobody's name */

static void hosts_draw(struct canvas *c, struct area area, const struct scene *scene)
{
    const struct model *m = scene->model;
    struct ranking best = ranking_of(area.height - 1);
    for (uint32_t row = 1; row <= m->hosts.head.used; row++)
        if (m->hosts.at[row - 1].slot.frames > 0)
            ranking_enter(&best, row, scene_amount(scene, sent(&m->hosts.at[row - 1])));
    char title[48];
    struct text t = text_over(title, sizeof title);
    text_addf(&t, "Busiest of %u host%s", (unsigned)m->hosts.head.used,
              m->hosts.head.used == 1 ? "" : "s");
    bool wide = area.width >= 50;
    heading_draw(c, area, title, wide ? "sent     U     B     M" : "U     B     M");
    int label = area.width - (wide ? 24 : 18);
    if (m->frames == 0)
        canvas_text(c, area.row + 1, area.column, area.width, STYLE_DIM,
                    model_is_over(m) ? "no frame came" : "no frame came yet");
    for (int i = 0; i < best.count; i++) {
        const struct host *h = &m->hosts.at[best.row[i] - 1];
        int row = area.row + 1 + i;
        const struct target target = {.area = {row, area.column, 1, area.width},
                                      .subject = subject_of_host(m, best.row[i])};
        target_add(scene, &target, SECTION_HOSTS, &h->key, sizeof h->key);
        char string[NAME_BYTES];
        t = text_over(string, sizeof string);
        host_label_add(&t, scene, best.row[i]);
        struct place place = {c, row, area.column, label, STYLE_PLAIN};
        place_host(&place, scene, best.row[i]);
        int used = text_columns(string) + 2;
        place.column += used;
        place.width -= used;
        if (place.width >= VENDOR_LEAST && host_vendor(scene, best.row[i])[0] != '\0')
            place_vendor(&place, h->key.mac);
        int at = area.column + label;
        if (wide)
            canvas_count(c, row, at, 6, STYLE_PLAIN, scene_amount(scene, sent(h)));
        at += wide ? 6 : 0;
        for (enum cast cast = CAST_UNICAST; cast < CAST_COUNT; cast++, at += 6)
            canvas_count(c, row, at, 6, style_of_cast(cast), scene_amount(scene, h->sent[cast]));
    }
}

static void findings_draw(struct canvas *c, struct area area, const struct scene *scene)
{
    const struct conclusions *all = &scene->scratch->conclusions;
    char title[48];
    struct text t = text_over(title, sizeof title);
    if (all->count == 0)
        text_add(&t, "Findings");
    else
        text_addf(&t, "%u finding%s", (unsigned)all->count, all->count == 1 ? "" : "s");
    heading_draw(c, area, title, "");
    if (all->count == 0)
        canvas_text(c, area.row + 1, area.column, area.width, STYLE_GOOD,
                    "nothing stands out so far");
    for (int i = 0; i < area.height - 1 && i < (int)all->count; i++) {
        const struct conclusion *at = &all->at[i];
        const char *severity = conclusion_entry_find(at->kind)->severity;
        const struct target target = {.area = {area.row + 1 + i, area.column, 1, area.width},
                                      .subject = subject_of_conclusion(at),
                                      .view = VIEW_FINDINGS};
        char who[IP_TEXT], sentence[CONCLUSION_TEXT], string[CONCLUSION_TEXT + IP_TEXT + 8];
        host_key_format(&at->subject, who);
        conclusion_say(at, sentence);
        t = text_over(string, sizeof string);
        text_addf(&t, "%c %s: %s", severity[0] == 'i' ? 'i' : '!', who, sentence);
        target_add(scene, &target, SECTION_FINDINGS, string, t.len);
        canvas_text(c, area.row + 1 + i, area.column, area.width, style_of_severity(severity),
                    string);
    }
}

static void protocols_draw(struct canvas *c, struct area area, const struct scene *scene)
{
    const struct model *m = scene->model;
    struct ranking best = ranking_of(area.height - 1);
    for (uint32_t proto = PROTO_NONE + 1; proto < PROTO_COUNT; proto++)
        if (m->protocol[proto].frames > 0)
            ranking_enter(&best, proto, m->protocol[proto].frames);
    heading_draw(c, area, "Protocols", "frames  share");
    int label = area.width - 13;
    for (int i = 0; i < best.count; i++) {
        int row = area.row + 1 + i;
        char string[80];
        struct text t = text_over(string, sizeof string);
        text_addf(&t, "%-8s %s", proto_name((enum proto)best.row[i]),
                  proto_title((enum proto)best.row[i]));
        canvas_text(c, row, area.column, label, STYLE_PLAIN, string);
        canvas_count(c, row, area.column + label, 6, STYLE_PLAIN, best.value[i]);
        canvas_share(c, row, area.column + label + 7, 6, STYLE_PLAIN, best.value[i], m->frames);
    }
}

enum { VENDORS = 64, VENDOR_PLACES = 256 };

/* How many hosts bear addresses of each maker; those beyond VENDORS are left out. */
struct census_of_vendors {
    int count;
    const char *name[VENDORS];
    uint32_t hosts[VENDORS];
    /* Names lie where they lie: one that was met before is found by its place. */
    const char *met[VENDOR_PLACES];
    int as[VENDOR_PLACES];
};

static int vendor_number(struct census_of_vendors *v, const char *name)
{
    int i = 0;
    while (i < v->count && strcmp(v->name[i], name) != 0)
        i++;
    if (i == v->count && i < VENDORS) {
        v->name[i] = name;
        v->hosts[i] = 0;
        v->count++;
    }
    return i;
}

static void vendor_count(struct census_of_vendors *v, const char *name)
{
    size_t place = (uintptr_t)name / 8 % VENDOR_PLACES;
    if (v->met[place] != name) {
        v->met[place] = name;
        v->as[place] = vendor_number(v, name);
    }
    if (v->as[place] < VENDORS)
        v->hosts[v->as[place]]++;
}

static void vendors_draw(struct canvas *c, struct area area, const struct scene *scene)
{
    const struct model *m = scene->model;
    struct census_of_vendors vendors = {.count = 0};
    for (uint32_t row = 1; row <= m->hosts.head.used; row++) {
        const char *vendor = host_vendor(scene, row);
        if (!mac_exists(m->hosts.at[row - 1].key.mac))
            vendor = "no MAC address";
        else if (vendor[0] == '\0')
            vendor = "not registered";
        vendor_count(&vendors, vendor);
    }
    struct ranking best = ranking_of(area.height - 1);
    for (int i = 0; i < vendors.count; i++)
        ranking_enter(&best, (uint32_t)i, vendors.hosts[i]);
    heading_draw(c, area, "Who made the addresses", "hosts");
    for (int i = 0; i < best.count; i++) {
        int row = area.row + 1 + i;
        canvas_text(c, row, area.column, area.width - 7, STYLE_PLAIN, vendors.name[best.row[i]]);
        canvas_count(c, row, area.column + area.width - 6, 6, STYLE_PLAIN, best.value[i]);
    }
}

/* The interfaces: of a file that has several, or those captured on together. */
static void sources_draw(struct canvas *c, struct area area, const struct scene *scene)
{
    const struct model *m = scene->model;
    struct ranking best = ranking_of(area.height - 1);
    for (uint32_t i = 0; i < m->source_count; i++)
        ranking_enter(&best, i, m->source[i].frames);
    char title[48];
    struct text t = text_over(title, sizeof title);
    text_addf(&t, "%u interfaces", (unsigned)m->source_count);
    bool wide = area.width >= 50;
    heading_draw(c, area, title, wide ? "frames  share    bytes  dropped" : "frames  share");
    int label = area.width - (wide ? 31 : 13);
    for (int i = 0; i < best.count; i++) {
        const struct source_row *source = &m->source[best.row[i]];
        int row = area.row + 1 + i, at = area.column + label;
        char string[160], link[PROTO_NAME];
        link_name(source->link, link);
        t = text_over(string, sizeof string);
        text_addf(&t, "%s  %s", source->interface, link);
        canvas_text(c, row, area.column, label, STYLE_PLAIN, string);
        canvas_count(c, row, at, 6, STYLE_PLAIN, source->frames);
        canvas_share(c, row, at + 7, 6, STYLE_PLAIN, source->frames, m->frames);
        if (!wide)
            continue;
        uint64_t dropped = source->kernel_dropped + source->interface_dropped;
        canvas_bytes(c, row, at + 13, 9, STYLE_PLAIN, source->bytes);
        canvas_count(c, row, at + 22, 9, dropped > 0 ? STYLE_ALARM : STYLE_PLAIN, dropped);
    }
}

/* How many rows each has */

static uint32_t hosts_count(const struct scene *scene)
{
    return scene->model->hosts.head.used;
}

static uint32_t findings_count(const struct scene *scene)
{
    return scene->scratch->conclusions.count;
}

static uint32_t sources_count(const struct scene *scene)
{
    return scene->model->source_count;
}

static uint32_t protocols_count(const struct scene *scene)
{
    uint32_t count = 0;
    for (uint32_t proto = PROTO_NONE + 1; proto < PROTO_COUNT; proto++)
        count += scene->model->protocol[proto].frames > 0;
    return count;
}

/* At most; to count them would take as long as to draw them. */
static uint32_t vendors_count(const struct scene *scene)
{
    enum { MANY = 6 };
    uint32_t hosts = scene->model->hosts.head.used;
    return hosts < MANY ? hosts : MANY;
}

/* Their arrangement */

struct panel {
    void (*draw)(struct canvas *, struct area, const struct scene *);
    uint32_t (*count)(const struct scene *);
};

static const struct panel hosts_panel = {hosts_draw, hosts_count},
                          findings_panel = {findings_draw, findings_count},
                          sources_panel = {sources_draw, sources_count},
                          protocols_panel = {protocols_draw, protocols_count},
                          vendors_panel = {vendors_draw, vendors_count};

enum { PANELS = 5 };

/* Panels side by side; in the first line of two that are not as wide as each other. */
struct grid {
    const struct panel *panel[PANELS];
    int count, across, lines;
    bool headed; /* the first line is of hosts and of what stands out, and that needs more room */
    int need[PANELS], height[PANELS]; /* of each line, in rows */
    int gap;                          /* between them */
};

/* The first panel in a line, and the one behind its last. */
static int grid_from(const struct grid *g, int line)
{
    return !g->headed ? line * g->across : line == 0 ? 0 : 2 + (line - 1) * g->across;
}

static int grid_to(const struct grid *g, int line)
{
    int next = grid_from(g, line + 1);
    return next < g->count ? next : g->count;
}

/* The most telling first: there may be room for two. */
static struct grid grid_of(int width, const struct scene *scene)
{
    bool odd = scene->scratch->conclusions.count > 0;
    struct grid g = {.across = width / PANEL_WIDTH};
    g.headed = odd && g.across > 1;
    g.panel[g.count++] = &hosts_panel;
    if (odd)
        g.panel[g.count++] = &findings_panel;
    if (scene->model->source_count > 1)
        g.panel[g.count++] = &sources_panel;
    g.panel[g.count++] = &protocols_panel;
    g.panel[g.count++] = &vendors_panel;
    if (!odd)
        g.panel[g.count++] = &findings_panel;
    int below = g.count - (g.headed ? 2 : 0);
    g.across = g.across > below ? below : g.across;
    if (g.across < 1)
        return g;
    if (!odd && g.count % g.across == 1 && g.count > g.across)
        g.count--; /* no line for the word that there are no findings */
    while (grid_from(&g, g.lines) < g.count) {
        for (int i = grid_from(&g, g.lines); i < grid_to(&g, g.lines); i++) {
            uint32_t count = g.panel[i]->count(scene);
            int need = 1 + (count == 0 ? 1 : count < RANKING_ROWS ? (int)count : RANKING_ROWS);
            g.need[g.lines] = need > g.need[g.lines] ? need : g.need[g.lines];
        }
        g.lines++;
    }
    return g;
}

int panels_needed(int width, const struct scene *scene)
{
    const struct grid g = grid_of(width, scene);
    int needed = g.lines > 0 ? g.lines - 1 : 0;
    for (int line = 0; line < g.lines; line++)
        needed += g.need[line];
    return needed;
}

/* Leaves out lines that would be too low, and gives the others what they need: all a little, then rows in turn,
 * to the first, which tells most, two. */
static void grid_fit(struct grid *g, int height)
{
    int room = height / PANEL_HEIGHT > 0 ? height / PANEL_HEIGHT : 1, left = height;
    if (g->lines > room)
        g->lines = room;
    for (int line = 0; line < g->lines; line++) {
        int little = g->lines > 1 && g->need[line] > PANEL_HEIGHT ? PANEL_HEIGHT : g->need[line];
        g->height[line] = little < left ? little : left;
        left -= g->height[line];
    }
    for (bool given = true; left > 0 && given;) {
        given = false;
        for (int line = 0; line < g->lines && left > 0; line++) {
            int more = g->need[line] - g->height[line], most = line == 0 && left > 1 ? 2 : 1;
            more = more < most ? more : most;
            g->height[line] += more;
            left -= more;
            given = given || more > 0;
        }
    }
    g->gap = left >= g->lines - 1;
}

static void line_draw(struct canvas *c, struct area area, const struct grid *g, int line,
                      const struct scene *scene)
{
    enum { HOSTS_WIDEST = 60, GAP = 2 };
    int from = grid_from(g, line), to = grid_to(g, line);
    int width = (area.width - GAP * (g->across - 1)) / g->across, end = area.column + area.width;
    bool head = g->headed && line == 0;
    if (head) {
        width = area.width * 2 / 5;
        width = width < PANEL_WIDTH ? PANEL_WIDTH : width > HOSTS_WIDEST ? HOSTS_WIDEST : width;
    }
    area.width = width;
    for (int i = from; i < to; i++) {
        if (head && i == to - 1)
            area.width = end - area.column;
        g->panel[i]->draw(c, area, scene);
        area.column += area.width + GAP;
    }
}

void panels_draw(struct canvas *c, struct area area, const struct scene *scene)
{
    struct grid g = grid_of(area.width, scene);
    if (area.height < 2 || g.lines == 0)
        return;
    grid_fit(&g, area.height);
    for (int line = 0; line < g.lines; line++) {
        area.height = g.height[line];
        line_draw(c, area, &g, line, scene);
        area.row += area.height + g.gap;
    }
}
