/* SPDX-License-Identifier: MIT */
/* Look-ups by name that fail or climb down the ladder, and machines that answer for names of others. */
#include "infer/ledger.h"

#include <inttypes.h>
#include <string.h>

#include "infer/numbers.h"

enum { POISONER_NAMES = 3 }; /* an honest machine has two: its own and its workgroup's */

static const int64_t patience_ns = INT64_C(2) * 1000000000; /* answers have come by then */
static const int64_t late_ns = INT64_C(5) * 1000000000;     /* though it may ask again and again */
static const int64_t ms_ns = 1000000;

static const char *const way_titles[LOOKUP_WAYS] = {[LOOKUP_DNS] = "DNS",
                                                    [LOOKUP_MDNS] = "mDNS",
                                                    [LOOKUP_LLMNR] = "LLMNR",
                                                    [LOOKUP_NBNS] = "NetBIOS"};

/* "DNS: no such name; mDNS: no answer seen; LLMNR: 00:00:5e:00:53:01 in 2 ms". */
static void ladder_name(struct conclusion *to, const struct lookup *l)
{
    struct text t = text_over(to->name, sizeof to->name);
    text_addf(&t, "%s", l->key.text);
    if (l->denied_frame != 0)
        text_add(&t, "; DNS: no such name");
    for (int way = LOOKUP_MDNS; way < LOOKUP_WAYS; way++) {
        const struct lookup_step *step = &l->step[way];
        char mac[MAC_TEXT];
        if (step->asked == 0)
            continue;
        if (step->answered == 0) {
            text_addf(&t, "; %s: no answer seen", way_titles[way]);
            continue;
        }
        mac_format(step->by, mac);
        text_addf(&t, "; %s: %s in %" PRIi64 " ms", way_titles[way], mac, step->took_ns / ms_ns);
    }
}

/* Whether that no answer was seen says that there was none. Answers by LLMNR and NetBIOS go to the asker alone: either
 * what does is heard here, or it asked again each way, which nobody does who was answered. Nor is somebody called
 * so. */
static bool silence_is_telling(const struct conclusions *c, const struct model *m,
                               const struct lookup *l)
{
    uint32_t row = siblings_row(&c->siblings, m, &l->key.asker);
    bool heard = row != TABLE_NONE && m->hosts.at[row - 1].received.frames > 0;
    for (int way = LOOKUP_LLMNR; way < LOOKUP_WAYS && !heard; way++)
        if (l->step[way].asked > 0 && l->step[way].repeats == 0)
            return false;
    return ledger_find(c, m, l->key.text) == NULL;
}

/* Who was looked for is there; whether it answered the asker alone need not be heard. */
static void unheard_conclude(struct conclusions *c, const struct model *m, const struct lookup *l)
{
    const struct name *n = ledger_find(c, m, l->key.text);
    struct mac bearer = n != NULL ? ledger_bearer(c, m, n) : MAC_NONE;
    if (!mac_exists(bearer))
        return;
    struct conclusion *to = conclusion_add(c, CONCLUSION_LOOKUP_UNHEARD, &l->key.asker);
    to->mac = bearer;
    conclusion_name(to, l->key.text);
    for (int way = LOOKUP_MDNS; way < LOOKUP_WAYS; way++)
        conclusion_prove(to, l->step[way].ask_frame);
    conclusion_prove(to, n->frame);
    conclusion_span(to, l->first_ns, l->last_ns);
}

static void lookup_conclude(struct conclusions *c, const struct model *m, const struct lookup *l)
{
    int failed = l->denied_frame != 0, asked = 0, answered = 0, open = 0;
    for (int way = LOOKUP_MDNS; way < LOOKUP_WAYS; way++) {
        const struct lookup_step *step = &l->step[way];
        asked += step->asked > 0;
        answered += step->answered > 0;
        failed += step->asked > 0 && step->answered == 0;
        open += step->asked > 0 && m->last_ns - step->ask_ns < patience_ns &&
                m->last_ns - step->first_ns < late_ns;
    }
    bool in_vain = answered == 0 && asked > 0 && open == 0;
    if (!in_vain && (answered == 0 || failed == 0))
        return;
    if (ledger_renown(c, m, l->key.asker.mac, l->key.text) != RENOWN_NONE)
        return; /* it only makes sure that it is the only one (RFC 4795 section 4.1) */
    if (in_vain && !silence_is_telling(c, m, l)) {
        unheard_conclude(c, m, l);
        return;
    }
    struct conclusion *to = conclusion_add(
        c, in_vain ? CONCLUSION_LOOKUP_FAILED : CONCLUSION_LOOKUP_LADDER, &l->key.asker);
    if (conclusion_is_kept(c, to))
        ladder_name(to, l);
    conclusion_prove(to, l->denied_frame);
    for (int way = LOOKUP_MDNS; way < LOOKUP_WAYS; way++) {
        conclusion_prove(to, l->step[way].ask_frame);
        conclusion_prove(to, l->step[way].answer_frame);
    }
    conclusion_span(to, l->first_ns, l->last_ns);
}

/* The answer to a question that everybody heard; NULL. By mDNS only one that says that the answerer has the name,
 * but not that it is its own alone, as whoever announced and defends a name must (RFC 6762 section 10.2): who
 * reflects or speaks for others tells where they are. */
static const struct lookup_step *answer_of(const struct conclusions *c, const struct model *m,
                                           const struct lookup *l)
{
    const struct lookup_step *mdns = &l->step[LOOKUP_MDNS];
    if (l->step[LOOKUP_LLMNR].answered > 0)
        return &l->step[LOOKUP_LLMNR];
    if (l->step[LOOKUP_NBNS].answered > 0)
        return &l->step[LOOKUP_NBNS];
    bool lends = mdns->answered > 0 && ledger_renown(c, m, mdns->by, l->key.text) == RENOWN_ANSWERS;
    return lends ? mdns : NULL;
}

/* Chains the look-ups that one machine answered, in the order of their rows. */
static void answers_chain(struct conclusions *c, const struct model *m)
{
    struct ledger *l = &c->names;
    uint32_t count = 0;
    for (uint32_t i = 0; i < m->lookups.head.used; i++) {
        const struct lookup_step *answer = answer_of(c, m, &m->lookups.at[i]);
        l->first_answer[i] = false;
        l->next_answer[i] = 0;
        if (answer != NULL)
            l->by_answerer[count++] = answer->by.value << 16 | i;
    }
    numbers_sort(l->by_answerer, c->spare, count);
    for (uint32_t i = 0; i < count; i++) {
        uint16_t row = (uint16_t)l->by_answerer[i];
        bool same = i > 0 && l->by_answerer[i - 1] >> 16 == l->by_answerer[i] >> 16;
        l->first_answer[row] = !same;
        if (same)
            l->next_answer[(uint16_t)l->by_answerer[i - 1]] = row;
    }
}

/* How many names a machine answers for that are not its own, by the look-ups from `at` on; 0 where they are too
 * few to tell. */
static uint64_t answers_count(const struct conclusions *c, const struct model *m, uint32_t at)
{
    enum { NAMES = 8 * POISONER_NAMES };
    struct mac mac = answer_of(c, m, &m->lookups.at[at])->by;
    const char *seen[NAMES];
    uint64_t found = 0, count = 0;
    do {
        const char *text = m->lookups.at[at].key.text;
        bool known = false;
        for (uint64_t k = 0; k < found && !known; k++)
            known = strcmp(seen[k], text) == 0;
        if (!known)
            seen[found++] = text;
        at = c->names.next_answer[at];
    } while (at != 0 && found < NAMES);
    for (uint64_t k = 0; k < found && found >= POISONER_NAMES; k++)
        count += ledger_renown(c, m, mac, seen[k]) != RENOWN_OWN;
    return count;
}

static void poisoners_conclude(struct conclusions *c, const struct model *m)
{
    answers_chain(c, m);
    for (uint32_t i = 0; i < m->lookups.head.used; i++) {
        uint64_t names = c->names.first_answer[i] ? answers_count(c, m, i) : 0;
        if (names < POISONER_NAMES)
            continue;
        const struct host_key subject = {.mac = answer_of(c, m, &m->lookups.at[i])->by};
        struct conclusion *to = conclusion_add(c, CONCLUSION_NAME_POISONER, &subject);
        to->number = names;
        conclusion_name(to, m->lookups.at[i].key.text);
        to->first_ns = answer_of(c, m, &m->lookups.at[i])->answer_ns;
        uint32_t k = i;
        do {
            const struct lookup_step *answer = answer_of(c, m, &m->lookups.at[k]);
            conclusion_prove(to, answer->answer_frame);
            to->last_ns = answer->answer_ns;
            k = c->names.next_answer[k];
        } while (k != 0);
    }
}

void lookups_conclude(struct conclusions *c, const struct model *m)
{
    for (uint32_t i = 0; i < m->lookups.head.used; i++)
        lookup_conclude(c, m, &m->lookups.at[i]);
    poisoners_conclude(c, m);
}
