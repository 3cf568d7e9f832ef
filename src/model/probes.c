/* SPDX-License-Identifier: MIT */
/* Who asks by mDNS whether a name is free, and whether somebody else does at the same time (RFC 6762 sections 8.1
 * and 8.2). */
#include "model/census_state.h"

#include <string.h>

/* From one probe to the next, and from the third to having the name. */
static const int64_t probe_ns = 250000000;

/* What is proposed for a name, in whatever order: the sum of these. */
static uint64_t data_sum(const struct packet *p, const struct fact *fact)
{
    uint64_t sum = fact->port;
    const uint64_t words[] = {fact->ip.high, fact->ip.low, fact->ip.family};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        sum = (sum ^ words[i]) * UINT64_C(0x9e3779b97f4a7c15);
    const char *host = packet_name(p, fact->other_text);
    return (sum ^ text_hash(host, strlen(host))) * UINT64_C(0x9e3779b97f4a7c15);
}

static struct probed *probed_place(struct census *c, const char *name)
{
    return &c->probed[text_hash(name, strlen(name)) % PROBED];
}

/* Takes down that the machine of a row probes; whether somebody else may have done so just before, so that it is
 * worth to look through all who ever asked for the name. */
static bool rival_may_be(struct census *c, uint32_t row, const char *name)
{
    struct probed *place = probed_place(c, name);
    int64_t t_ns = c->packet->frame->t_ns;
    if (place->row != row) {
        place->before_ns = place->before_ns > place->last_ns ? place->before_ns : place->last_ns;
        place->last_ns = t_ns;
        place->row = row;
    }
    place->last_ns = place->last_ns > t_ns ? place->last_ns : t_ns;
    return t_ns < place->before_ns || t_ns - place->before_ns <= probe_ns;
}

/* Whoever else on the link asked just before: neither has the name yet. */
static void race_note(struct census *c, struct probe *probe)
{
    const struct frame *frame = c->packet->frame;
    const struct table *t = &c->model->probes.head;
    for (struct kin kin = kin_first(t, &probe->key); kin.row != TABLE_NONE && !probe->raced;
         kin_next(t, &probe->key, &kin)) {
        const struct probe *other = &c->model->probes.at[kin.row - 1];
        if (other == probe || other->heard_at != probe->heard_at || other->vlan != probe->vlan ||
            frame->t_ns < other->last_ns || frame->t_ns - other->last_ns > probe_ns)
            continue;
        probe->raced = true;
        probe->rival = other->key.mac;
        probe->race_frame = frame->number;
        probe->rival_frame = other->last_frame;
        probe->race_ns = frame->t_ns;
        evidence_keep(c);
    }
}

void probe_note(struct census *c, const struct fact *fact)
{
    const struct packet *p = c->packet;
    const char *text = packet_name(p, fact->text);
    struct probe_key key = {.mac = p->eth_src};
    size_t n = strlen(text);
    n = n < sizeof key.text ? n : sizeof key.text - 1;
    if (n == 0 || !mac_exists(p->eth_src))
        return;
    key_lower(key.text, text, n);
    bool made;
    uint32_t row = table_use_again(&c->model->probes.head, &key, c->stamp, &made);
    struct probe *probe = &c->model->probes.at[row - 1];
    if (made) {
        probe->frame = p->frame->number;
        evidence_keep(c);
    }
    bool again = probe->last_frame == p->frame->number; /* of all that is proposed for the name */
    if (!again)
        probe->data = 0;
    probe->data += data_sum(p, fact);
    probe->last_frame = p->frame->number;
    probe->last_ns = p->frame->t_ns;
    probe->heard_at = (uint8_t)p->frame->source;
    probe->vlan = packet_vlan(p);
    probe->slot.frames++;
    if (!again && rival_may_be(c, row, key.text))
        race_note(c, probe);
}
