/* SPDX-License-Identifier: MIT */
/* The system's own view, for --json and --report. */
#include "output/system_section.h"

#include <inttypes.h>

#include "model/system_lines.h"
#include "output/json_values.h"

const char *interface_state_word(enum interface_state state)
{
    static const char *const words[] = {
        [INTERFACE_UNKNOWN] = NULL,
        [INTERFACE_UP] = "up",
        [INTERFACE_NO_CARRIER] = "no-carrier",
        [INTERFACE_DOWN] = "down",
        [INTERFACE_GONE] = "gone",
        [INTERFACE_REPLACED] = "replaced",
    };
    return words[state];
}

/* JSON */

static void row_begin(struct json *j, const struct model *m, uint32_t interface)
{
    const struct system_interface *i = system_interface_find(&m->system, interface);
    json_break(j);
    json_put_object(j, NULL);
    json_put_string(j, "interface", i != NULL ? i->name : NULL);
}

static void interfaces_write(struct json *j, const struct model *m)
{
    const struct system *s = &m->system;
    json_put_array(j, "interfaces");
    for (uint32_t i = 0; i < s->interface_count; i++) {
        const struct system_interface *row = &s->interface[i];
        row_begin(j, m, row->number);
        json_put_mac(j, "mac", row->mac);
        json_put_flag(j, "up", row->up);
        json_put_flag(j, "carrier", row->carrier);
        json_put_flag(j, "captured", system_source(m, row->name) != NULL);
        json_end(j);
    }
    json_end(j);
}

static void addresses_write(struct json *j, const struct model *m)
{
    json_put_array(j, "addresses");
    for (uint32_t i = 0; i < m->system.address_count; i++) {
        const struct system_address *row = &m->system.address[i];
        row_begin(j, m, row->interface);
        json_put_ip(j, "address", row->ip);
        json_put_number(j, "bits", row->bits);
        json_end(j);
    }
    json_end(j);
}

static void routes_write(struct json *j, const struct model *m)
{
    json_put_array(j, "routes");
    for (uint32_t i = 0; i < m->system.route_count; i++) {
        const struct system_route *row = &m->system.route[i];
        row_begin(j, m, row->interface);
        json_put_ip(j, "address", row->prefix);
        json_put_number(j, "bits", row->bits);
        json_put_ip(j, "gateway", row->gateway);
        json_put_number(j, "metric", row->metric);
        json_end(j);
    }
    json_end(j);
}

static void neighbours_write(struct json *j, const struct model *m)
{
    json_put_array(j, "neighbours");
    for (uint32_t i = 0; i < m->system.neighbour_count; i++) {
        const struct system_neighbour *row = &m->system.neighbour[i];
        row_begin(j, m, row->interface);
        json_put_ip(j, "address", row->ip);
        json_put_mac(j, "mac", row->mac);
        json_put_flag(j, "fixed", row->fixed);
        json_put_mac(j, "packets", model_bearer(m, row->ip));
        json_end(j);
    }
    json_end(j);
}

/* The number of the oldest event that is kept. */
static uint64_t first_event(const struct system *s)
{
    return s->events > SYSTEM_EVENTS ? s->events - SYSTEM_EVENTS : 0;
}

static void events_write(struct json *j, const struct system *s)
{
    json_put_array(j, "events");
    for (uint64_t i = first_event(s); i < s->events; i++) {
        const struct event *event = system_event(s, i);
        char sentence[256];
        struct text t = text_over(sentence, sizeof sentence);
        event_add(&t, event);
        json_break(j);
        json_put_object(j, NULL);
        json_put_time(j, "time", event->t_ns);
        json_put_string(j, "text", sentence);
        json_end(j);
    }
    json_end(j);
}

void system_json_write(struct json *j, const struct model *m)
{
    const struct system *s = &m->system;
    if (!s->known && s->events == 0)
        return;
    json_break(j);
    json_put_object(j, "system");
    json_put_flag(j, "known", s->known);
    interfaces_write(j, m);
    addresses_write(j, m);
    routes_write(j, m);
    neighbours_write(j, m);
    json_put_number(j, "missed", s->missed);
    json_put_number(j, "left_out", s->left_out);
    events_write(j, s);
    json_end(j);
}

/* The report */

static void lines_write(struct sheet *s, const struct model *m)
{
    static const char *const words[] = {
        [AGREEMENT_SILENT] = "",
        [AGREEMENT_SAME] = "as",
        [AGREEMENT_DIFFERS] = "BUT",
        [AGREEMENT_APART] = "",
    };
    uint32_t count = system_line_count(&m->system), apart = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct system_line line;
        system_line_read(m, i, &line);
        apart += line.agreement == AGREEMENT_APART;
        if (line.agreement == AGREEMENT_APART)
            continue;
        sheet_left(s, 10, system_subject_word(line.subject));
        sheet_left(s, 12, line.interface);
        sheet_left(s, 34, line.system);
        if (line.agreement == AGREEMENT_SAME || line.agreement == AGREEMENT_DIFFERS) {
            sheet_left(s, 4, words[line.agreement]);
            sheet_left(s, 20, line.packets);
        }
        sheet_end(s);
    }
    if (apart > 0)
        sheet_line(s, "and %" PRIu32 " lines on interfaces that are not captured on", apart);
    if (m->system.left_out > 0)
        sheet_line(s, "and %" PRIu64 " rows that found no room", m->system.left_out);
    if (m->system.missed > 0)
        sheet_line(s, "The system told more than could be listened to: rows may be old.");
}

void system_sheet_write(struct sheet *s, const struct model *m)
{
    const struct system *system = &m->system;
    if (!system->known && system->events == 0)
        return;
    sheet_heading(s, "What this machine's system says, as or BUT the packets say");
    lines_write(s, m);
    for (uint64_t i = first_event(system); i < system->events; i++) {
        const struct event *event = system_event(system, i);
        char sentence[256];
        struct text t = text_over(sentence, sizeof sentence);
        text_add_time(&t, event->t_ns, 3);
        text_add(&t, " ");
        event_add(&t, event);
        sheet_line(s, "%s", sentence);
    }
}
