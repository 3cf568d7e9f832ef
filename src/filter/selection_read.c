/* SPDX-License-Identifier: MIT */
/* Reading the words of a display filter, and saying what is wrong with them. */
#include <string.h>

#include "address/vendor.h"
#include "filter/word_table.h"

static const struct word_row words[WORD_COUNT] = {
#define WORD(id, name, kind, example, sentence) [WORD_##id] = {name, example, sentence},
#include "filter/words.def"
#undef WORD
};

static const enum word_kind kinds[WORD_COUNT] = {
#define WORD(id, name, kind, example, sentence) [WORD_##id] = KIND_##kind,
#include "filter/words.def"
#undef WORD
};

const struct choice choices[] = {
#define CHOICE(kind, name, bit) {KIND_##kind, name, UINT32_C(1) << (bit)},
#include "filter/choices.def"
#undef CHOICE
};
const size_t choice_count = sizeof choices / sizeof choices[0];

const struct word_row *word_row(enum word_id id)
{
    return &words[id];
}

enum word_kind word_kind(enum word_id id)
{
    return kinds[id];
}

/* Whether it is that name, whatever its case. */
static bool part_equals(struct part p, const char *name)
{
    const char *end = p.at + p.length;
    while (p.at < end && *name != '\0')
        if (text_fold(text_next(&p.at)) != text_fold(text_next(&name)))
            return false;
    return p.at == end && *name == '\0';
}

enum word_id word_find(struct part p)
{
    enum word_id id = 0;
    while (id < WORD_COUNT && !part_equals(p, words[id].name))
        id++;
    return id;
}

/* Values */

static bool number_take(struct part *p, unsigned most, uint16_t *out)
{
    unsigned value = 0;
    size_t digits = 0;
    while (p->length > 0 && p->at[0] >= '0' && p->at[0] <= '9' && value <= most) {
        value = 10 * value + (unsigned)(p->at[0] - '0');
        p->at++;
        p->length--;
        digits++;
    }
    *out = (uint16_t)value;
    return digits > 0 && value <= most;
}

static bool range_read(struct part p, unsigned most, bool ranges, struct word_value *v)
{
    if (!number_take(&p, most, &v->from))
        return false;
    v->to = v->from;
    if (ranges && p.length > 0 && p.at[0] == '-') {
        p.at++;
        p.length--;
        if (!number_take(&p, most, &v->to))
            return false;
    }
    return p.length == 0 && v->from <= v->to;
}

static bool ip_read(struct part p, struct word_value *v)
{
    char string[IP_TEXT + 4];
    struct text t = text_over(string, sizeof string);
    for (size_t i = 0; i < p.length; i++)
        text_add_char(&t, p.at[i]);
    char *slash = strchr(string, '/');
    uint16_t bits = UINT16_MAX;
    if (slash != NULL) {
        struct part number = {slash + 1, strlen(slash + 1)};
        *slash = '\0';
        if (!number_take(&number, 128, &bits) || number.length > 0)
            return false;
    }
    if (t.cut || !ip_parse(string, &v->ip))
        return false;
    uint16_t most = v->ip.family == IP_V4 ? 32 : 128;
    v->bits = (uint8_t)(slash != NULL ? bits : most);
    return v->bits <= most;
}

static int hex_digit(char c)
{
    const char *digits = "0123456789abcdef";
    const char *at = c != '\0' ? strchr(digits, (int)text_fold((unsigned char)c)) : NULL;
    return at != NULL ? (int)(at - digits) : -1;
}

/* Two to six octets, with colons or hyphens between them. */
static bool mac_read(struct part p, struct word_value *v)
{
    uint64_t value = 0;
    unsigned octets = 0;
    for (; p.length >= 2 && octets < 6; octets++) {
        int high = hex_digit(p.at[0]), low = hex_digit(p.at[1]);
        if (high < 0 || low < 0 || (p.length > 2 && p.at[2] != ':' && p.at[2] != '-') ||
            p.length == 3)
            return false;
        value = value << 8 | (unsigned)(high << 4 | low);
        size_t used = p.length > 2 ? 3 : 2;
        p.at += used;
        p.length -= used;
    }
    if (p.length > 0 || octets < 2)
        return false;
    v->mac.value = value << (48 - 8 * octets);
    v->bits = (uint8_t)(8 * octets);
    return true;
}

static bool choice_read(struct part p, enum word_kind kind, struct word_value *v)
{
    for (size_t i = 0; i < choice_count; i++)
        if (choices[i].kind == kind && part_equals(p, choices[i].name))
            v->choices = choices[i].bit;
    /* As many write it. */
    if (kind == KIND_ORIGIN && part_equals(p, "linklocal"))
        v->choices = UINT32_C(1) << ORIGIN_LINK_LOCAL;
    return v->choices != 0;
}

static bool protocol_read(struct part p, struct word_value *v)
{
    for (enum proto proto = PROTO_NONE + 1; proto < PROTO_COUNT; proto++)
        if (part_equals(p, proto_name(proto)))
            v->protocol = (uint16_t)proto;
    return v->protocol != PROTO_NONE;
}

static bool value_read(struct part p, enum word_kind kind, const char *text, struct word_value *v)
{
    enum { VLAN_MOST = 4095 };
    *v = (struct word_value){.mac = MAC_NONE};
    switch (kind) {
    case KIND_CAST:
    case KIND_ORIGIN:
    case KIND_FAULT: return choice_read(p, kind, v);
    case KIND_MAC: return choice_read(p, kind, v) || mac_read(p, v);
    case KIND_ADDRESS: return ip_read(p, v) || mac_read(p, v);
    case KIND_PROTOCOL: return protocol_read(p, v);
    case KIND_PORT: return range_read(p, UINT16_MAX, true, v);
    case KIND_NUMBER: return range_read(p, VLAN_MOST, false, v);
    case KIND_TEXT:
        v->text = (uint16_t)(p.at - text);
        v->length = (uint16_t)p.length;
        return true;
    }
    return false;
}

/* What is wrong */

/* How many characters have to be put in, taken out or changed to make one out of the other. */
static unsigned distance(struct part a, const char *b)
{
    enum { MOST = 24 };
    size_t n = strlen(b);
    unsigned row[MOST + 1];
    if (a.length > MOST || n > MOST)
        return MOST;
    for (unsigned j = 0; j <= n; j++)
        row[j] = j;
    for (unsigned i = 1; i <= a.length; i++) {
        unsigned corner = row[0];
        row[0] = i;
        for (unsigned j = 1; j <= n; j++) {
            bool same = text_fold((unsigned char)a.at[i - 1]) == text_fold((unsigned char)b[j - 1]);
            unsigned best = corner + !same;
            corner = row[j];
            best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            row[j] = corner + 1 < best ? corner + 1 : best;
        }
    }
    return row[n];
}

/* Offers a name that is near enough to have been meant. */
static void guess_offer(struct part p, const char *name, unsigned *nearest, const char **guess)
{
    unsigned far = distance(p, name);
    if (far < *nearest && far <= 1 + p.length / 4) {
        *nearest = far;
        *guess = name;
    }
}

static void add_part(struct text *t, struct part p)
{
    for (size_t i = 0; i < p.length; i++)
        text_add_char(t, p.at[i]);
}

static void add_guess(struct text *t, const char *guess)
{
    if (guess != NULL)
        text_addf(t, "; did you mean %s?", guess);
}

static void add_words(struct text *t)
{
    text_add(t, "; the words are");
    for (enum word_id id = 0; id < WORD_COUNT; id++)
        text_addf(t, " %s:", words[id].name);
}

static bool wrong(struct error *error, const char *sentence)
{
    return error_set(error, EXIT_STATUS_USAGE, "%s", sentence);
}

/* Something without a colon, which would be right behind one: "mdns". */
static enum word_id word_of_value(struct part p)
{
    struct word_value ignored;
    for (enum word_id id = 0; id < WORD_COUNT; id++)
        if (kinds[id] != KIND_TEXT && kinds[id] != KIND_PORT && kinds[id] != KIND_NUMBER &&
            id != WORD_GROUP && value_read(p, kinds[id], p.at, &ignored))
            return id;
    return WORD_COUNT;
}

static bool word_is_wrong(struct part whole, struct part name, bool colon, struct error *error)
{
    char string[400];
    struct text t = text_over(string, sizeof string);
    const char *guess = NULL;
    unsigned nearest = UINT16_MAX;
    add_part(&t, whole);
    for (enum word_id id = 0; id < WORD_COUNT; id++)
        guess_offer(name, words[id].name, &nearest, &guess);
    enum word_id meant = colon ? WORD_COUNT : word_of_value(whole);
    text_add(&t, ": ");
    if (meant != WORD_COUNT) {
        text_addf(&t, "needs a word before it: %s:", words[meant].name);
        add_part(&t, whole);
        return wrong(error, string);
    }
    text_add(&t, colon ? "there is no such word" : "is no word with a colon");
    add_guess(&t, guess);
    if (guess == NULL)
        add_words(&t);
    return wrong(error, string);
}

static const char *kind_needs(enum word_kind kind)
{
    switch (kind) {
    case KIND_ADDRESS:
        return "needs an IP address, a prefix (10.0.0.0/24), a MAC address or its first octets";
    case KIND_PROTOCOL: return "there is no such protocol";
    case KIND_PORT: return "needs a port or a range of ports, up to 65535";
    case KIND_NUMBER: return "needs a number up to 4095";
    case KIND_MAC: return "needs a MAC address, its first octets, or one of";
    case KIND_TEXT: return "needs a text";
    default: return "needs one of";
    }
}

static bool value_is_wrong(enum word_id id, struct part value, struct error *error)
{
    char string[400];
    struct text t = text_over(string, sizeof string);
    const char *guess = NULL;
    unsigned nearest = UINT16_MAX;
    text_addf(&t, "%s:", words[id].name);
    add_part(&t, value);
    text_addf(&t, ": %s", kind_needs(kinds[id]));
    for (size_t i = 0; i < choice_count; i++) {
        if (choices[i].kind != kinds[id])
            continue;
        text_addf(&t, " %s", choices[i].name);
        guess_offer(value, choices[i].name, &nearest, &guess);
    }
    if (kinds[id] == KIND_PROTOCOL)
        for (enum proto proto = PROTO_NONE + 1; proto < PROTO_COUNT; proto++)
            guess_offer(value, proto_name(proto), &nearest, &guess);
    if (kinds[id] == KIND_ADDRESS && value.length > 0 && guess == NULL)
        text_addf(&t, "; for names there is %s:", words[WORD_NAME].name);
    add_guess(&t, guess);
    return wrong(error, string);
}

/* Words */

struct part part_take(const char **at, const char *ends)
{
    struct part p = {*at, strcspn(*at, ends)};
    *at += p.length;
    return p;
}

static bool values_read(struct selection *s, struct part list, struct error *error)
{
    const char *at = list.at;
    enum word_id id = (enum word_id)s->word[s->count].id;
    for (;;) {
        struct part p = part_take(&at, " ,");
        unsigned n = s->word[s->count].count;
        if (n == SELECTION_VALUES)
            return wrong(error, "the filter has too many values behind one colon");
        if (p.length == 0 || !value_read(p, kinds[id], s->text, &s->word[s->count].value[n]))
            return value_is_wrong(id, p, error);
        s->word[s->count].count++;
        if (*at != ',')
            return true;
        at++;
    }
}

static bool word_read(struct selection *s, struct part whole, struct error *error)
{
    struct part name = whole;
    if (s->count == SELECTION_WORDS)
        return wrong(error, "the filter has too many words");
    s->word[s->count].negated = name.at[0] == '!';
    if (s->word[s->count].negated) {
        name.at++;
        name.length--;
    }
    struct part rest = {name.at, name.length};
    const char *colon = memchr(name.at, ':', name.length);
    if (colon != NULL)
        name.length = (size_t)(colon - name.at);
    enum word_id id = colon != NULL ? word_find(name) : WORD_COUNT;
    if (id == WORD_COUNT)
        return word_is_wrong(rest, name, colon != NULL, error);
    s->word[s->count].id = (uint8_t)id;
    s->word[s->count].count = 0;
    struct part list = {colon + 1, rest.length - name.length - 1};
    if (!values_read(s, list, error))
        return false;
    s->count++;
    return true;
}

bool selection_read(struct selection *out, const char *text, struct error *error)
{
    struct selection s = {.count = 0};
    struct text t = text_over(s.text, sizeof s.text);
    text_add(&t, text);
    if (t.cut)
        return error_set(error, EXIT_STATUS_USAGE,
                         "the filter is longer than %d characters; write a shorter one",
                         SELECTION_BYTES - 1);
    for (const char *at = s.text + strspn(s.text, " "); *at != '\0'; at += strspn(at, " "))
        if (!word_read(&s, part_take(&at, " "), error))
            return false;
    *out = s;
    return true;
}
