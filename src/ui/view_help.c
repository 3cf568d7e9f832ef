/* SPDX-License-Identifier: MIT */
/* Help: the views, the keys and the words, from the tables that the dashboard itself works by. */
#include "ui/keys.h"
#include "ui/view.h"

#include "address/vendor.h"

/* Where the next line goes; lines outside the area are only counted. */
struct page {
    struct canvas *canvas;
    struct area area;
    int line; /* of the page, whose first is drawn `scroll` rows above the area */
};

static void line_put(struct page *p, enum style style, const char *left, const char *text)
{
    int row = p->area.row + p->line++;
    if (row < p->area.row || row >= p->area.row + p->area.height)
        return;
    enum { LEFT = 16 };
    if (text == NULL) {
        canvas_text(p->canvas, row, p->area.column, p->area.width, style, left);
        return;
    }
    canvas_text(p->canvas, row, p->area.column + 1, LEFT - 2, style, left);
    canvas_text(p->canvas, row, p->area.column + LEFT, p->area.width - LEFT, STYLE_PLAIN, text);
}

static void views_put(struct page *p)
{
    line_put(p, STYLE_HEADING, "Views", NULL);
    for (enum view view = 0; view < VIEW_COUNT; view++) {
        const struct view_row *row = view_row(view);
        char string[32];
        struct text t = text_over(string, sizeof string);
        if (row->key == 0)
            continue;
        text_addf(&t, "%c %s", row->key, row->title);
        line_put(p, STYLE_KEY, string, row->question);
    }
}

static void keys_put(struct page *p)
{
    line_put(p, STYLE_HEADING, "Keys", NULL);
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        const struct action_row *row = action_row(action);
        char string[64];
        struct text t = text_over(string, sizeof string);
        for (int i = 0; i < ACTION_KEYS && row->keys[i] != 0; i++) {
            if (i > 0)
                text_add_char(&t, ' ');
            input_add_name(&t, row->keys[i]);
        }
        line_put(p, STYLE_KEY, string, row->sentence);
    }
}

static void words_put(struct page *p)
{
    static const struct {
        enum style style;
        const char *word, *meaning;
    } words[] = {
        {STYLE_UNICAST, "U unicast", "A frame for one machine."},
        {STYLE_BROADCAST, "B broadcast",
         "A frame for all: every machine on the link has to look at it."},
        {STYLE_BROADCAST, "  limited", "To 255.255.255.255: everybody on this link."},
        {STYLE_BROADCAST, "  directed", "To the last address of a subnet that something proved."},
        {STYLE_BROADCAST, "  link",
         "To ff:ff:ff:ff:ff:ff without an IP broadcast address: ARP, others."},
        {STYLE_MULTICAST, "M multicast", "A frame for those who joined a group."},
        {STYLE_LINK_LOCAL, "L link-local",
         "From 169.254.0.0/16: an address that its sender gave itself."},
        {STYLE_PLAIN, "origin", "Where the sender's address is from: the overview's columns."},
        {STYLE_PLAIN, "  link", "169.254.0.0/16 and fe80::/10: valid on one link only."},
        {STYLE_PLAIN, "  priv", "10/8, 172.16/12, 192.168/16, fc00::/7: private networks."},
        {STYLE_PLAIN, "  loop", "127.0.0.0/8 and ::1: the machine itself."},
        {STYLE_PLAIN, "  unset", "Unspecified, 0.0.0.0 or ::: the sender has no address yet."},
        {STYLE_PLAIN, "  other", "Any other address, or no network address at all."},
        {STYLE_PLAIN, "short", "Frames that the capture cut: the sender is not to blame."},
        {STYLE_PLAIN, "bad", "Frames that contradict themselves."},
        {STYLE_PLAIN, "evicted", "Rows given up for newer ones; what they counted stays counted."},
        {STYLE_PLAIN, "learned", "A machine sends from that address."},
        {STYLE_PLAIN, "announced", "A machine says unasked that the address is its own."},
        {STYLE_PLAIN, "answered", "A machine says so when asked."},
        {STYLE_PLAIN, "probe", "A machine asks whether the address is free."},
        {STYLE_PLAIN, "computed",
         "Nobody has to say: the MAC address follows from the IP address."},
        {STYLE_PLAIN, "system", "What this machine's own system says, not the packets."},
        {STYLE_PLAIN, "querier", "Who asks which groups are wanted: a router or a switch."},
    };
    line_put(p, STYLE_HEADING, "Words", NULL);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        line_put(p, words[i].style, words[i].word, words[i].meaning);
}

static void program_put(struct page *p, const struct ui_settings *settings)
{
    const struct vendor_source source = vendor_source();
    char string[256];
    struct text t = text_over(string, sizeof string);
    text_addf(&t, "%s of %s, %lu entries", source.name, source.date, (unsigned long)source.entries);
    line_put(p, STYLE_PLAIN, "vendors", string);
    if (settings->sandbox != NULL)
        line_put(p, STYLE_PLAIN, "sandbox", settings->sandbox);
}

static int draw(struct canvas *c, struct area area, const struct scene *scene)
{
    enum { TWO_COLUMNS = 160, GAP = 2 };
    struct page left = {c, area, -(int)scene->scroll};
    if (area.width >= TWO_COLUMNS)
        left.area.width = (area.width - GAP) / 2;
    views_put(&left);
    left.line++;
    keys_put(&left);
    struct page right = left;
    if (area.width >= TWO_COLUMNS) {
        right.area.column += left.area.width + GAP;
        right.line = -(int)scene->scroll;
    } else {
        right.line++;
    }
    words_put(&right);
    program_put(&right, scene->settings);
    int end = left.line > right.line ? left.line : right.line;
    return end + (int)scene->scroll;
}

const struct body help_body = {.draw = draw};
