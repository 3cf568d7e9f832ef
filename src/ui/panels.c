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
        canvas_text(c, area.row + 1, area.column, area.width, STYLE_DIM, "no frame came yet");
    for (int i = 0; i < best.count; i++) {
        const struct host *h = &m->hosts.at[best.row[i] - 1];
        int row = area.row + 1 + i;
        const struct target target = {.area = {row, area.column, 1, area.width},
                                      .subject = subject_of_host(m, best.row[i])};
        target_add(scene, &target, SECTION_HOSTS, &h->key, sizeof h->key);
        char string[NAME_BYTES + 100];
        t = text_over(string, sizeof string);
        host_label_add(&t, scene, best.row[i]);
        text_add(&t, "  ");
        vendor_add(&t, h->key.mac);
        canvas_text(c, row, area.column, label, STYLE_PLAIN, string);
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

enum { PANELS = 5 };

typedef void panel_fn(struct canvas *, struct area, const struct scene *);

/* Draws so many lines of panels, side by side in each. */
static void grid_draw(struct canvas *c, struct area area, const struct scene *scene,
                      panel_fn *const *panels, int count, int across, int lines)
{
    int width = (area.width - 2 * (across - 1)) / across;
    for (int i = 0; i < count && i / across < lines; i++) {
        int line = i / across;
        int top = area.height * line / lines, bottom = area.height * (line + 1) / lines;
        const struct area part = {area.row + top, area.column + (i % across) * (width + 2),
                                  bottom - top, width};
        panels[i](c, part, scene);
    }
}

/* The first line where something stands out: hosts, and as much as can be said of that. */
static void findings_line_draw(struct canvas *c, struct area area, const struct scene *scene)
{
    enum { HOSTS_WIDEST = 60 };
    int width = area.width * 2 / 5;
    width = width < PANEL_WIDTH ? PANEL_WIDTH : width > HOSTS_WIDEST ? HOSTS_WIDEST : width;
    hosts_draw(c, (struct area){area.row, area.column, area.height, width}, scene);
    findings_draw(
        c, (struct area){area.row, area.column + width + 2, area.height, area.width - width - 2},
        scene);
}

void panels_draw(struct canvas *c, struct area area, const struct scene *scene)
{
    /* The most telling first: there may be room for two. */
    const struct model *m = scene->model;
    bool odd = scene->scratch->conclusions.count > 0;
    int across = area.width / PANEL_WIDTH;
    bool headed = odd && across > 1;
    panel_fn *panels[PANELS];
    int count = 0;
    if (!headed)
        panels[count++] = hosts_draw;
    if (odd && !headed)
        panels[count++] = findings_draw;
    if (m->source_count > 1)
        panels[count++] = sources_draw;
    panels[count++] = protocols_draw;
    panels[count++] = vendors_draw;
    if (!odd)
        panels[count++] = findings_draw;
    across = across > count ? count : across;
    if (across < 1 || area.height < 2)
        return;
    if (!odd && count % across == 1 && count > across)
        count--; /* no line for the word that there are no findings */
    int lines = (count + across - 1) / across + headed;
    if (lines > area.height / PANEL_HEIGHT)
        lines = area.height / PANEL_HEIGHT > 0 ? area.height / PANEL_HEIGHT : 1;
    if (headed) {
        struct area first = {area.row, area.column, area.height / lines, area.width};
        findings_line_draw(c, first, scene);
        area.row += first.height;
        area.height -= first.height;
        lines--;
    }
    if (lines > 0)
        grid_draw(c, area, scene, panels, count, across, lines);
}
