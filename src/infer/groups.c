/* SPDX-License-Identifier: MIT */
/*
 * The health of multicast on the link: who asks for members and whether anybody still does, memberships
 * that lapsed, senders and members without each other, groups that share a MAC address.
 */
#include "infer/conclusion.h"

#include <string.h>

#include "address/vendor.h"
#include "infer/numbers.h"
#include "model/row.h"

enum { LIVELY_QUERIES = 2, AHEAD = 8 /* rows, that are fetched */ };

static const int64_t second_ns = 1000000000;
static const int64_t without_ns = INT64_C(300) * 1000000000; /* no query so long: no querier */

/* "IGMP", "VLAN 30 IGMP": of which protocol it asks for members, and where. */
/* Whether the same one asks the same where the capture has another source. */
static bool is_heard_elsewhere(const struct model *m, const struct querier *q)
{
    const struct querier_list *list = &m->queriers[q->ip.family == IP_V6];
    for (uint32_t i = 0; i < list->count; i++) {
        const struct querier *other = &list->at[i];
        if (other->source != q->source && other->vlan == q->vlan && ip_equal(other->ip, q->ip) &&
            mac_equal(other->mac, q->mac))
            return true;
    }
    return false;
}

static void protocol_name(struct conclusion *to, const struct model *m, const struct querier *q)
{
    char name[CONCLUSION_NAME], link[SOURCE_TITLE];
    struct text t = text_over(name, sizeof name);
    if (is_heard_elsewhere(m, q) && model_link_title(m, q->source, link))
        text_addf(&t, "%s: ", link);
    if (q->vlan != 0)
        text_addf(&t, "VLAN %u ", (unsigned)q->vlan);
    text_add(&t, q->ip.family == IP_V6 ? "MLD" : "IGMP");
    conclusion_name(to, name);
}

static struct conclusion *querier_add(struct conclusions *c, const struct model *m,
                                      enum conclusion_kind kind, const struct querier *q)
{
    struct host_key subject = {.mac = q->mac};
    if (!mac_exists(q->mac))
        subject.ip = q->ip;
    struct conclusion *to = conclusion_add(c, kind, &subject);
    to->ip = q->ip;
    conclusion_prove(to, q->first_frame);
    conclusion_prove(to, q->last_frame);
    conclusion_span(to, q->first_ns, q->last_ns);
    protocol_name(to, m, q);
    return to;
}

/* Two that ask by turns: the one with the higher address should have fallen silent. Machines may have
 * several addresses to ask from; proxies ask from none. */
static bool are_rivals(const struct querier *low, const struct querier *high)
{
    return ip_compare(low->ip, high->ip) < 0 && !ip_is_unspecified(low->ip) &&
           !mac_equal(low->mac, high->mac) && low->source == high->source &&
           low->vlan == high->vlan && low->queries >= LIVELY_QUERIES &&
           high->queries >= LIVELY_QUERIES && low->first_ns < high->last_ns &&
           high->first_ns < low->last_ns;
}

/* The time from one of its queries to the next, as it was: not all who ask seldom say so. */
static int64_t asking_ns(const struct querier *q)
{
    return q->queries > 1 ? (q->last_ns - q->first_ns) / (int64_t)(q->queries - 1) : 0;
}

/* Of one link: who asks, who else does, and whether anybody still does. */
static void link_conclude(struct conclusions *c, const struct model *m, int family,
                          const struct querier *elected)
{
    const struct querier_list *list = &m->queriers[family];
    bool proxy = ip_is_unspecified(elected->ip);
    struct conclusion *to = querier_add(c, m, proxy ? CONCLUSION_QUERIER_PROXY : CONCLUSION_QUERIER,
                                        elected);
    to->number = elected->version;
    int64_t silent_ns = source_watched_ns(m, elected->source) - elected->last_ns - m->unwatched_ns;
    if (!proxy && silent_ns > querier_present_ns(elected) && silent_ns > 2 * asking_ns(elected) &&
        elected->queries >= LIVELY_QUERIES) {
        to = querier_add(c, m, CONCLUSION_QUERIER_GONE, elected);
        to->number = (uint64_t)(silent_ns / second_ns);
    }
    for (uint32_t i = 0; i < list->count; i++) {
        const struct querier *other = &list->at[i];
        if (other->source != elected->source || other->vlan != elected->vlan || other == elected)
            continue;
        if (ip_is_unspecified(other->ip)) {
            to = querier_add(c, m, CONCLUSION_QUERIER_PROXY, other);
            to->number = other->version;
        }
        for (uint32_t low = 0; low < list->count; low++)
            if (are_rivals(&list->at[low], other)) {
                to = querier_add(c, m, CONCLUSION_QUERIER_RIVALS, other);
                to->ip = list->at[low].ip;
                conclusion_prove(to, list->at[low].last_frame);
            }
    }
}

static void queriers_conclude(struct conclusions *c, const struct model *m, int family)
{
    const struct querier_list *list = &m->queriers[family];
    for (uint32_t i = 0; i < list->count; i++) {
        const struct querier *q = &list->at[i];
        if (querier_is_elected(m, list, q))
            link_conclude(c, m, family, q);
    }
}

static bool link_has_querier(const struct querier_list *list, uint32_t source)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (list->at[i].source == source)
            return true;
    return false;
}

/* Whether a link was watched for long, and nobody asked on it. */
static bool link_lacks_querier(const struct model *m, int family, uint32_t source)
{
    return !link_has_querier(&m->queriers[family], source) && m->queriers[family].evicted == 0 &&
           source_watched_ns(m, source) - m->source[source].first_ns - m->unwatched_ns >=
               without_ns;
}

/* The newest membership on each link where nobody asked. What loops back to one machine is no link. */
static void reports_find(const struct model *m, int family, const struct member *newest[SOURCES])
{
    bool lacks[SOURCES] = {false}, any = false;
    for (uint32_t source = 0; source < m->source_count && source < SOURCES; source++)
        any |= lacks[source] = link_lacks_querier(m, family, source);
    for (uint32_t i = 0; any && i < m->members.head.used; i++) {
        const struct member *member = &m->members.at[i];
        uint32_t at = member->heard_at < SOURCES ? member->heard_at : 0;
        if (lacks[at] && (member->key.group.family == IP_V6) == (family == 1) &&
            (newest[at] == NULL || member->last_ns > newest[at]->last_ns) &&
            vendor_find(member->key.mac).kind != MAC_KIND_VIRTUAL)
            newest[at] = member;
    }
}

/* Reports on a link, and nobody there who asks for them. */
static void absence_conclude(struct conclusions *c, const struct model *m, int family)
{
    const struct member *newest[SOURCES] = {NULL};
    reports_find(m, family, newest);
    for (uint32_t source = 0; source < m->source_count && source < SOURCES; source++) {
        const struct source_row *link = &m->source[source];
        char title[SOURCE_TITLE];
        int64_t until_ns = source_watched_ns(m, source);
        int64_t watched_ns = until_ns - link->first_ns - m->unwatched_ns;
        if (newest[source] == NULL)
            continue;
        const struct host_key subject = {.mac = MAC_NONE, .ip = newest[source]->key.group};
        struct conclusion *to = conclusion_add(c, CONCLUSION_QUERIER_NONE, &subject);
        to->number = (uint64_t)(watched_ns / second_ns);
        char where[CONCLUSION_NAME];
        struct text t = text_over(where, sizeof where);
        text_add(&t, family == 0 ? "IGMP" : "MLD");
        if (model_link_title(m, source, title))
            text_addf(&t, " on %s", title);
        conclusion_name(to, where);
        conclusion_prove(to, newest[source]->frame);
        conclusion_span(to, link->first_ns, until_ns);
    }
}

/* A machine that answers by one version of one protocol, on one link. */
struct voice {
    struct mac mac;
    struct ip host;
    uint64_t link_and_version;
};

static struct voice voice_of(const struct member *member)
{
    return (struct voice){member->key.mac, member->key.host,
                          member->key.vlan << 32 | (uint64_t)member->heard_at << 16 |
                              (uint64_t)member->version << 8 | member->key.group.family};
}

/* The place of a voice among those that answer: one of its memberships is there, or else nothing is. */
static uint16_t *voice_find(struct company *company, const struct model *m, const struct member *of)
{
    const struct voice voice = voice_of(of);
    uint64_t hash = table_hash(&m->members.head, &voice, sizeof voice);
    for (;; hash++) {
        uint16_t *at = &company->answers[hash % VOICES];
        if (*at == 0)
            return at;
        const struct voice other = voice_of(&m->members.at[*at - 1]);
        if (mac_equal(other.mac, voice.mac) && ip_equal(other.host, voice.host) &&
            other.link_and_version == voice.link_and_version)
            return at;
    }
}

/* Has the machine fetch what members_look() and lapses_conclude() ask of a group: where it is found is known from the
 * drawing before, mostly rightly. */
static void group_fetch(const struct model *m, uint32_t row)
{
    if (row == TABLE_NONE || row > m->groups.head.used)
        return;
    const struct group *g = &m->groups.at[row - 1];
    FETCH(&g->key);
    FETCH(&g->querier.queries);
}

/* Finds everybody's group, counts its members, and finds who still answers queries for one group or other. */
static void members_look(struct company *company, const struct model *m)
{
    memset(company->members, 0, sizeof company->members);
    memset(company->answers, 0, sizeof company->answers);
    for (uint32_t row = 1; row <= m->members.head.used; row++) {
        const struct member *member = &m->members.at[row - 1];
        const struct group_key key = {.ip = member->key.group, .mac = MAC_NONE};
        group_fetch(m, row + AHEAD <= MEMBER_ROWS ? company->group[row + AHEAD] : TABLE_NONE);
        uint32_t group = table_find_at(&m->groups.head, company->group[row], &key);
        company->group[row] = (uint16_t)group;
        company->late[row] = false;
        if (member->left_ns != 0)
            continue;
        if (group != TABLE_NONE) {
            company->members[group]++;
            company->report[group] = member->frame;
        }
        int64_t expires_ns = member_expires_ns(m, member, group);
        company->late[row] = source_watched_ns(m, member->heard_at) > expires_ns;
        if (m->last_ns <= expires_ns)
            *voice_find(company, m, member) = (uint16_t)row;
    }
}

/* The question that a member should have answered since: for the group alone, or for all groups; NULL. */
static const struct querier *question_find(const struct model *m, const struct member *member,
                                           uint32_t group)
{
    const struct querier *q = member_asked(m, member, group);
    if (q != NULL)
        return q;
    q = member_querier(m, member);
    return q != NULL && q->queries >= LIVELY_QUERIES && q->last_ns > member->last_ns ? q : NULL;
}

/* When it was last asked so long ago that it should have answered: by the last query, or by the one before, while
 * there still is time to answer the last one. */
static int64_t answer_due_ns(const struct querier *q, int64_t watched_ns)
{
    int64_t answer_ns = q->response_ds * (second_ns / 10);
    if (watched_ns - q->last_ns > answer_ns)
        return q->last_ns;
    return q->queries > 1 && watched_ns - q->before_ns > answer_ns ? q->before_ns : INT64_MIN;
}

/* Who reports source lists answers every query; that it does no longer says that it is gone, where it still
 * answers for other groups: a switch that keeps its reports from this port would keep all of them. Nobody
 * answers his own queries. */
static bool member_lapsed(struct company *company, const struct model *m, uint32_t row,
                          const struct querier *q)
{
    const struct member *member = &m->members.at[row - 1];
    int64_t watched_ns = source_watched_ns(m, member->heard_at);
    if (member_may_be_silent(member) || q == NULL || q->version != member->version ||
        mac_equal(q->mac, member->key.mac))
        return false;
    return answer_due_ns(q, watched_ns) > member->last_ns && *voice_find(company, m, member) != 0;
}

static void lapses_conclude(struct conclusions *c, const struct model *m)
{
    for (uint32_t row = 1; row <= m->members.head.used; row++) {
        const struct member *member = &m->members.at[row - 1];
        if (!c->company.late[row])
            continue;
        const struct querier *q = question_find(m, member, c->company.group[row]);
        if (!member_lapsed(&c->company, m, row, q))
            continue;
        const struct host_key subject = {.mac = member->key.mac, .ip = member->key.host};
        struct conclusion *to = conclusion_add(c, CONCLUSION_MEMBER_LAPSED, &subject);
        to->ip = member->key.group;
        conclusion_prove(to, member->frame);
        conclusion_prove(to, q->last_frame);
        conclusion_span(to, member->since_ns, member->last_ns);
    }
}

/* Who asks where the group was sent to last, if he still does. */
static const struct querier *querier_alive(const struct model *m, const struct group *g)
{
    const struct querier *q = querier_elected(&m->queriers[g->key.ip.family == IP_V6], g->heard_at,
                                              g->vlan, m->now_ns);
    bool alive = q != NULL && q->queries >= LIVELY_QUERIES &&
                 m->now_ns - q->last_ns <= querier_present_ns(q);
    return alive ? q : NULL;
}

/* Every node is a member of one for each of its addresses (RFC 4291 section 2.7.1). */
static bool is_solicited_node(struct ip group)
{
    return group.family == IP_V6 && group.high == UINT64_C(0xff02000000000000) &&
           group.low >> 24 == 0x1ff;
}

/* Members without a sender, a sender without members. */
static void company_conclude(struct conclusions *c, const struct model *m, const struct group *g,
                             uint32_t members, uint64_t frame)
{
    const struct host_key subject = {.mac = MAC_NONE, .ip = g->key.ip};
    struct conclusion *to = NULL;
    uint64_t sent = g->slot.frames - g->housekeeping;
    bool alone = members == 0 && sent > 0 && group_is_reported(g->key.ip);
    const struct querier *q = alone ? querier_alive(m, g) : NULL;
    if (members > 0 && sent == 0 && !is_solicited_node(g->key.ip)) {
        to = conclusion_add(c, CONCLUSION_GROUP_WITHOUT_SENDER, &subject);
        to->number = members;
        conclusion_prove(to, frame);
    } else if (q != NULL) {
        to = conclusion_add(c, CONCLUSION_GROUP_WITHOUT_MEMBER, &subject);
        to->number = sent;
        conclusion_prove(to, g->frame);
        conclusion_prove(to, q->last_frame);
    }
    if (to != NULL)
        conclusion_span(to, g->first_ns, g->last_ns);
}

/* Groups in use whose MAC address is the same (RFC 1112 section 6.4, RFC 2464 section 7). */
static void aliases_conclude(struct conclusions *c, const struct model *m)
{
    const uint64_t *order = c->company.by_mac;
    c->fresh[TABLE_NONE] = NUMBER_NONE;
    for (uint32_t row = 1; row <= m->groups.head.used; row++) {
        const struct group_key *key = &m->groups.at[row - 1].key;
        c->fresh[row] = key->ip.family != IP_NONE ? group_key_mac(key).value << 16 | row
                                                  : NUMBER_NONE;
    }
    c->company.count = numbers_renew(c->company.by_mac, c->company.count, c->fresh,
                                     m->groups.head.used + 1, c->spare);
    for (uint32_t i = 1; i < c->company.count; i++) {
        if (order[i] >> 16 != order[i - 1] >> 16 || !conclusion_fits(c, CONCLUSION_GROUP_ALIAS))
            continue;
        const struct group *x = &m->groups.at[(order[i - 1] & 0xffff) - 1];
        const struct group *y = &m->groups.at[(order[i] & 0xffff) - 1];
        /* Of the lower address, whichever of the two was seen first. */
        bool x_first = ip_compare(x->key.ip, y->key.ip) < 0;
        const struct group *a = x_first ? x : y, *b = x_first ? y : x;
        const struct host_key subject = {.mac = MAC_NONE, .ip = a->key.ip};
        struct conclusion *to = conclusion_add(c, CONCLUSION_GROUP_ALIAS, &subject);
        to->ip = b->key.ip;
        to->mac = group_key_mac(&a->key);
        conclusion_prove(to, a->frame);
        conclusion_prove(to, b->frame);
        conclusion_span(to, a->first_ns > b->first_ns ? a->first_ns : b->first_ns,
                        a->last_ns < b->last_ns ? a->last_ns : b->last_ns);
    }
}

void groups_conclude(struct conclusions *c, const struct model *m)
{
    for (int family = 0; family < 2; family++) {
        queriers_conclude(c, m, family);
        absence_conclude(c, m, family);
    }
    members_look(&c->company, m);
    lapses_conclude(c, m);
    aliases_conclude(c, m);
    for (uint32_t row = 1; row <= m->groups.head.used; row++)
        if (m->groups.at[row - 1].key.ip.family != IP_NONE)
            company_conclude(c, m, &m->groups.at[row - 1], c->company.members[row],
                             c->company.report[row]);
}
