/* SPDX-License-Identifier: MIT */
/* A conversation's page: its protocol, its two ends, how much came when, what is concluded of the ends, and its
 * frames that are kept. */
#include "address/port.h"
#include "address/vendor.h"
#include "decode/decoder.h"
#include "ui/object_page.h"

#include <inttypes.h>
#include <string.h>

enum { STRING = 240, NAMES_SHOWN = 8, FRAMES_SHOWN = 200, IP_PROTOCOL_TCP = 6 };

static void protocol_add(struct object_page *page, const struct model *m,
                         const struct conversation *talk)
{
    char string[STRING], name[PROTO_NAME];
    struct text t = text_over(string, sizeof string);
    enum proto proto = (enum proto)talk->proto;
    enum proto carrier = proto_find(SPACE_IP_PROTOCOL, talk->ip_proto);
    conversation_protocol_format(talk, name);
    text_add(&t, name);
    if (proto == PROTO_NONE || proto == PROTO_IPV4 || proto == PROTO_IPV6)
        proto = carrier;
    if (proto != PROTO_NONE)
        text_addf(&t, ", %s", proto_title(proto));
    if (carrier != PROTO_NONE && carrier != proto)
        text_addf(&t, ", over %s", proto_name(carrier));
    text_addf(&t, ", in %s", talk->key.a.family == IP_V4 ? "IPv4" : "IPv6");
    object_note_add(page, "Protocol", STYLE_STRONG, string);
    unsigned casts = conversation_casts(m, talk);
    t = text_over(string, sizeof string);
    for (unsigned cast = CAST_UNICAST; cast < CAST_COUNT; cast++)
        if ((casts & 1U << cast) != 0)
            text_addf(&t, "%s%s", t.len > 0 ? ", " : "", cast_name((enum cast)cast));
    object_note_add(page, "Cast", style_of_cast(conversation_cast(m, talk)), string);
}

static void amount_add(struct text *t, struct tally tally)
{
    frames_add(t, tally.frames);
    text_add(t, ", ");
    text_add_bytes(t, tally.bytes);
}

/* "12.3", with a decimal where that is small. */
static void per_second_add(struct text *t, uint64_t count, int64_t span_ns)
{
    double rate = (double)count * 1e9 / (double)span_ns;
    if (rate >= 10 && rate < 1e18)
        text_add_count(t, (uint64_t)rate);
    else if (rate >= 0.05)
        text_addf(t, "%.1f", rate);
    else
        text_add(t, "<0.1");
}

static void times_add(struct object_page *page, const struct model *m,
                      const struct conversation *talk)
{
    char string[STRING];
    struct text t = text_over(string, sizeof string);
    int64_t span_ns = talk->last_ns - talk->first_ns;
    amount_add(&t, (struct tally){talk->slot.frames, talk->slot.bytes});
    object_note_add(page, "Both ways", STYLE_PLAIN, string);
    t = text_over(string, sizeof string);
    text_add(&t, "first ");
    seen_add(&t, m, talk->first_ns, talk->last_ns);
    object_note_add(page, "Seen", STYLE_PLAIN, string);
    if (span_ns <= 0)
        return;
    t = text_over(string, sizeof string);
    per_second_add(&t, talk->slot.frames, span_ns);
    text_add(&t, " frames/s, ");
    per_second_add(&t, talk->slot.bytes * 8, span_ns);
    text_add(&t, " bit/s over ");
    text_add_span_fine(&t, span_ns);
    object_note_add(page, "On average", STYLE_PLAIN, string);
}

/* The MAC address that an address is known to belong to, as the list of neighbours has it. */
static void bearer_add(struct object_page *page, const struct scene *scene, struct ip ip,
                       struct mac bearer)
{
    const struct model *m = scene->model;
    const struct neighbour_key key = {.ip = ip, .mac = bearer};
    const struct host_key host = {.mac = bearer};
    uint32_t row = table_find(&m->neighbours.head, &key);
    if (row == TABLE_NONE)
        return;
    const struct neighbour *n = &m->neighbours.at[row - 1];
    char string[STRING], mac[MAC_TEXT];
    struct text t = text_over(string, sizeof string);
    mac_format(bearer, mac);
    text_addf(&t, "%s, %s ", mac, binding_word((enum binding)n->how));
    age_add(&t, m, n->slot.frames, n->last_ns);
    struct object_line *line = object_line_add(page, "MAC address", STYLE_PLAIN, string);
    object_line_prove(line, n->frame);
    object_line_open(line, SUBJECT_HOST, table_find(&m->hosts.head, &host));
}

/* Who brings the frames of an end whose MAC address nobody said: mostly a router. */
static void carrier_add(struct object_page *page, const struct scene *scene,
                        const struct kept_frames *kept, bool a)
{
    uint32_t at = kept->count;
    while (at > 0 && kept->at[at - 1].from_a != a)
        at--;
    if (at == 0)
        return;
    const struct frame_slot *slot = kept_frame_slot(scene->frames, &kept->at[at - 1]);
    const struct host_key key = {.mac = scene_packet(scene, slot)->eth_src};
    if (!mac_exists(key.mac))
        return;
    char string[STRING], mac[MAC_TEXT];
    struct text t = text_over(string, sizeof string);
    mac_format(key.mac, mac);
    text_addf(&t, "its newest frame was sent by %s", mac);
    if (vendor_find(key.mac).name[0] != '\0') {
        text_add(&t, ", ");
        vendor_add(&t, key.mac);
    }
    struct object_line *line = object_line_add(page, "MAC address", STYLE_PLAIN, string);
    object_line_prove(line, slot->number);
    object_line_open(line, SUBJECT_HOST, table_find(&scene->model->hosts.head, &key));
}

/* What it is called, and by whose word: by its address, or by the MAC address it has. */
static void names_add(struct object_page *page, const struct model *m, struct ip ip,
                      struct mac bearer)
{
    unsigned shown = 0;
    for (uint32_t i = 0; i < m->names.head.used && shown < NAMES_SHOWN; i++) {
        const struct name *n = &m->names.at[i];
        bool by_mac = n->key.ip.family == IP_NONE && mac_exists(bearer) &&
                      mac_equal(n->key.mac, bearer);
        char string[STRING];
        if (!by_mac && !ip_equal(n->key.ip, ip))
            continue;
        struct text t = text_over(string, sizeof string);
        text_addf(&t, "%s, by %s%s", n->key.text, model_name_source(n),
                  n->ttl_s == 0 ? ", taken back" : "");
        object_line_prove(
            object_line_add(page, "Name", n->ttl_s == 0 ? STYLE_DIM : STYLE_PLAIN, string),
            n->frame);
        shown++;
    }
}

static void port_add(struct object_page *page, const struct conversation *talk, bool a)
{
    uint16_t number = (uint16_t)(a ? talk->key.ports >> 16 : talk->key.ports);
    bool tcp = talk->ip_proto == IP_PROTOCOL_TCP;
    enum proto proto = proto_find(tcp ? SPACE_TCP_PORT : SPACE_UDP_PORT, number);
    const struct port_entry *entry = port_find(tcp, number);
    char string[STRING];
    struct text t = text_over(string, sizeof string);
    text_addf(&t, "%u", (unsigned)number);
    if (proto != PROTO_NONE)
        text_addf(&t, ", %s: %s", proto_name(proto), proto_title(proto));
    else if (entry != NULL)
        text_addf(&t, ", registered as %s: %s", entry->name, entry->meaning);
    object_note_add(page, "Port", STYLE_PLAIN, string);
}

static void end_add(struct object_page *page, const struct scene *scene,
                    const struct conversation *talk, const struct kept_frames *kept, bool a)
{
    const struct model *m = scene->model;
    struct ip ip = a ? talk->key.a : talk->key.b;
    struct tally sent = talk->from_a;
    char string[STRING];
    struct text t = text_over(string, sizeof string);
    if (!a)
        sent = (struct tally){talk->slot.frames - sent.frames, talk->slot.bytes - sent.bytes};
    object_heading_add(page, a ? "One" : "The other");
    object_address_add(page, scene, "Address", ip);
    struct mac bearer = ip_is_multicast(ip) ? ip_group_mac(ip) : model_bearer(m, ip);
    if (ip_is_multicast(ip)) {
        mac_format(bearer, string);
        object_note_add(page, "MAC address", STYLE_PLAIN, string);
    } else if (mac_exists(bearer)) {
        bearer_add(page, scene, ip, bearer);
        vendor_add(&t, bearer);
        if (string[0] != '\0')
            object_note_add(page, "Made by", STYLE_PLAIN, string);
    } else {
        carrier_add(page, scene, kept, a);
    }
    names_add(page, m, ip, bearer);
    if (conversation_has_ports(talk))
        port_add(page, talk, a);
    t = text_over(string, sizeof string);
    amount_add(&t, sent);
    object_note_add(page, "Sent", STYLE_PLAIN, string);
}

/* What is concluded of either end: by its address, and by the MAC address it has. */
static void conclusions_add(struct object_page *page, const struct scene *scene,
                            const struct conversation_key *key)
{
    const struct ip ends[] = {key->a, key->b};
    struct host_key about[4];
    unsigned count = 0;
    for (unsigned i = 0; i < 2; i++) {
        struct mac bearer = ip_is_multicast(ends[i]) ? MAC_NONE
                                                     : model_bearer(scene->model, ends[i]);
        about[count++] = (struct host_key){.mac = MAC_NONE, .ip = ends[i]};
        if (mac_exists(bearer))
            about[count++] = (struct host_key){.mac = bearer};
    }
    object_conclusions_add(page, scene, about, count, NULL);
}

static void frame_add(struct object_page *page, const struct scene *scene,
                      const struct kept_frame *frame)
{
    const struct frame_slot *slot = kept_frame_slot(scene->frames, frame);
    int64_t ms = (slot->t_ns - scene->model->first_ns) / 1000000;
    char string[OBJECT_TEXT], label[OBJECT_LABEL];
    scene_packet(scene, slot);
    struct text t = text_over(label, sizeof label);
    text_addf(&t, "#%" PRIu64, slot->number);
    t = text_over(string, sizeof string);
    text_addf(&t, "%c %s%" PRId64 ".%03d s  %u bytes  ", frame->from_a ? '>' : '<',
              ms < 0 ? "-" : "", (ms < 0 ? -ms : ms) / 1000, (int)((ms < 0 ? -ms : ms) % 1000),
              (unsigned)slot->length);
    if (slot->fault != FAULT_NONE)
        text_add(&t, slot->fault == FAULT_BAD ? "[bad] " : "[short] ");
    text_add(&t, scene->scratch->sink.info);
    struct object_line *line = object_note_add(
        page, label, style_of_cast((enum cast)slot->verdict.cast), string);
    object_line_open_frame(line, slot->number);
}

static void frames_kept_add(struct object_page *page, const struct scene *scene,
                            const struct kept_frames *kept, uint64_t all)
{
    char string[STRING];
    struct text t = text_over(string, sizeof string);
    text_addf(&t, "Frames: %u of %" PRIu64 " kept", (unsigned)kept->count, all);
    if (kept->count > FRAMES_SHOWN)
        text_addf(&t, ", the last %d", FRAMES_SHOWN);
    text_add(&t, " (> from the one, < from the other)");
    object_heading_add(page, kept->count > 0 ? string : "Frames: none is kept any more");
    uint32_t first = kept->count > FRAMES_SHOWN ? kept->count - FRAMES_SHOWN : 0;
    for (uint32_t i = first; i < kept->count; i++)
        frame_add(page, scene, &kept->at[i]);
}

void conversation_page_fill(struct object_page *page, const struct scene *scene)
{
    const struct model *m = scene->model;
    const struct conversation_key *key = &page->subject.conversation;
    uint32_t row = table_find(&m->conversations.head, key);
    const struct kept_frames *kept = kept_frames_find(scene, key);
    char string[STRING];
    struct text t = text_over(string, sizeof string);
    struct conversation gone = {.key = *key, .ip_proto = (uint8_t)(key->ports >> 32)};
    const struct conversation *talk = row != TABLE_NONE ? &m->conversations.at[row - 1] : &gone;
    conversation_end_add(&t, talk, true);
    text_add(&t, " and ");
    conversation_end_add(&t, talk, false);
    object_heading_add(page, string);
    if (row == TABLE_NONE) {
        object_line_add(page, "", STYLE_PLAIN, "It is remembered no more.");
        return;
    }
    protocol_add(page, m, talk);
    times_add(page, m, talk);
    end_add(page, scene, talk, kept, true);
    end_add(page, scene, talk, kept, false);
    conclusions_add(page, scene, key);
    frames_kept_add(page, scene, kept, talk->slot.frames);
}
