/* SPDX-License-Identifier: MIT */
/* Whether the traits of a frame or a row are what the words ask for. */
#include "filter/selection.h"

#include "address/vendor.h"

static bool mac_begins(struct mac mac, const struct word_value *v)
{
    return mac_exists(v->mac) && (mac.value ^ v->mac.value) >> (48 - v->bits) == 0;
}

static bool address_holds(const struct traits *t, const struct word_value *v, uint8_t side,
                          bool groups)
{
    for (unsigned i = 0; i < t->ip_count; i++)
        if ((t->ip[i].side & side) != 0 && v->ip.family != IP_NONE &&
            (!groups || ip_is_multicast(t->ip[i].ip)) && ip_in_prefix(t->ip[i].ip, v->ip, v->bits))
            return true;
    for (unsigned i = 0; i < t->mac_count; i++)
        if ((t->mac[i].side & side) != 0 && (!groups || mac_is_group(t->mac[i].mac)) &&
            mac_begins(t->mac[i].mac, v))
            return true;
    return false;
}

static bool mac_holds(const struct traits *t, const struct word_value *v)
{
    for (unsigned i = 0; i < t->mac_count; i++) {
        struct mac mac = t->mac[i].mac;
        if (v->choices == 0 ? mac_begins(mac, v) : (v->choices >> vendor_find(mac).kind & 1) != 0)
            return true;
    }
    return false;
}

static bool vendor_holds(const struct traits *t, const char *part)
{
    for (unsigned i = 0; i < t->mac_count; i++) {
        const struct vendor vendor = vendor_find(t->mac[i].mac);
        if (text_holds(vendor.name, part) || text_holds(vendor.product, part) ||
            text_holds(vendor.tag, part))
            return true;
    }
    return false;
}

static bool name_holds(const struct traits *t, const char *part)
{
    for (unsigned i = 0; i < t->name_count; i++)
        if (text_holds(t->name[i], part))
            return true;
    return false;
}

static bool number_holds(const uint16_t *numbers, unsigned count, const struct word_value *v)
{
    for (unsigned i = 0; i < count; i++)
        if (numbers[i] >= v->from && numbers[i] <= v->to)
            return true;
    return false;
}

static bool value_holds(const struct selection *s, enum word_id id, const struct word_value *v,
                        const struct traits *t)
{
    char string[SELECTION_BYTES];
    struct text part = text_over(string, sizeof string);
    for (uint16_t i = 0; i < v->length; i++)
        text_add_char(&part, s->text[v->text + i]);
    switch (id) {
    case WORD_CAST: return (t->casts & v->choices) != 0;
    case WORD_ORIGIN: return (t->origins & v->choices) != 0;
    case WORD_FAULT: return (t->faults & v->choices) != 0;
    case WORD_GROUP: return address_holds(t, v, SIDE_BOTH, true);
    case WORD_HOST: return address_holds(t, v, SIDE_BOTH, false);
    case WORD_SOURCE: return address_holds(t, v, SIDE_SOURCE, false);
    case WORD_DESTINATION: return address_holds(t, v, SIDE_DESTINATION, false);
    case WORD_PROTOCOL: return (t->protocols[v->protocol / 64] >> v->protocol % 64 & 1) != 0;
    case WORD_PORT: return number_holds(t->port, t->port_count, v);
    case WORD_VLAN: return number_holds(t->vlan, t->vlan_count, v);
    case WORD_MAC: return mac_holds(t, v);
    case WORD_VENDOR: return vendor_holds(t, string);
    case WORD_NAME: return name_holds(t, string);
    case WORD_COUNT: break;
    }
    return false;
}

bool selection_accepts(const struct selection *s, const struct traits *t, uint32_t known)
{
    for (unsigned w = 0; w < s->count; w++) {
        bool holds = false;
        if ((known >> s->word[w].id & 1) == 0)
            continue;
        for (unsigned i = 0; i < s->word[w].count && !holds; i++)
            holds = value_holds(s, (enum word_id)s->word[w].id, &s->word[w].value[i], t);
        if (holds == s->word[w].negated)
            return false;
    }
    return true;
}

void selection_add_unknown(struct text *t, const struct selection *s, uint32_t known)
{
    uint32_t said = known;
    for (unsigned w = 0; w < s->count; w++) {
        if ((said >> s->word[w].id & 1) != 0)
            continue;
        if (said != known)
            text_add(t, ", ");
        text_add(t, word_row((enum word_id)s->word[w].id)->name);
        said |= UINT32_C(1) << s->word[w].id;
    }
}
