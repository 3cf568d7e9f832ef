/* SPDX-License-Identifier: MIT */
/* How a machine came to its addresses, on its page: what it asked of DHCP servers and what they said, and its own
 * way to a link-local address, in the order in which each was heard first. */
#include "ui/object_page.h"

enum { STRING = 240, EVENTS = LEASE_COUNT + 2 };

/* An event, and what there is to say of it. */
struct told {
    const char *label, *text, *end; /* before and behind the address */
    const struct story_event *event;
    struct ip ip;
};

static void told_add(struct object_page *page, const struct model *m, const struct told *told)
{
    const struct story_event *e = told->event;
    char string[STRING], address[IP_TEXT];
    struct text t = text_over(string, sizeof string);
    text_add(&t, told->text);
    if (told->ip.family != IP_NONE) {
        ip_format(told->ip, address);
        text_addf(&t, " %s%s", address, told->end);
    }
    text_addf(&t, ", %llu time%s, first ", (unsigned long long)e->count, e->count == 1 ? "" : "s");
    seen_add(&t, m, e->first_ns, e->last_ns);
    struct object_line *line = object_line_add(page, told->label, STYLE_PLAIN, string);
    object_line_prove(line, e->first_frame);
    object_line_prove(line, e->last_frame);
}

void host_story_add(struct object_page *page, const struct scene *scene, const struct host *h)
{
    static const struct {
        const char *label, *text;
    } leases[LEASE_COUNT] = {
        [LEASE_DISCOVER] = {"DHCPDISCOVER", "looks for a server"},
        [LEASE_OFFER] = {"DHCPOFFER", "a server offers it an address"},
        [LEASE_REQUEST] = {"DHCPREQUEST", "takes what a server offered"},
        [LEASE_REMIND] = {"DHCPREQUEST", "asks for the address it had before"},
        [LEASE_DECLINE] = {"DHCPDECLINE", "does not take it: somebody else has it"},
        [LEASE_ACK] = {"DHCPACK", "a server gives it an address; the newest is"},
        [LEASE_NAK] = {"DHCPNAK", "a server refuses"},
    };
    const struct model *m = scene->model;
    const struct story_key key = {h->key.mac};
    uint32_t row = mac_exists(key.mac) ? table_find(&m->stories.head, &key) : TABLE_NONE;
    struct told told[EVENTS];
    unsigned count = 0;
    if (row == TABLE_NONE)
        return;
    const struct story *s = &m->stories.at[row - 1];
    for (int lease = 0; lease < LEASE_COUNT; lease++)
        told[count++] = (struct told){leases[lease].label, leases[lease].text, "", &s->lease[lease],
                                      lease == LEASE_ACK ? s->leased
                                                         : (struct ip){.family = IP_NONE}};
    told[count++] = (struct told){"ARP probe", "asks whether", " is free", &s->probe,
                                  s->link_local};
    told[count++] = (struct told){"ARP", "says that it has", "", &s->claim, s->link_local};
    bool headed = false;
    for (unsigned shown = 0; shown < count; shown++) {
        const struct told *next = NULL;
        for (unsigned i = 0; i < count; i++)
            if (told[i].event != NULL && told[i].event->count > 0 &&
                (next == NULL || told[i].event->first_frame < next->event->first_frame))
                next = &told[i];
        if (next == NULL)
            return;
        if (!headed)
            object_heading_add(page, "How it came to its addresses (RFC 2131, RFC 3927)");
        headed = true;
        told_add(page, m, next);
        told[next - told].event = NULL;
    }
}
