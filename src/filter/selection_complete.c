/* SPDX-License-Identifier: MIT */
/* How a word of a display filter may go on. */
#include <string.h>

#include "filter/word_table.h"

static bool part_begins(struct part p, const char *name)
{
    for (size_t i = 0; i < p.length; i++)
        if (name[i] == '\0' ||
            text_fold((unsigned char)name[i]) != text_fold((unsigned char)p.at[i]))
            return false;
    return true;
}

/* Adds a name, with `end` behind it, that what is typed may become. */
static void candidate_add(struct completion *c, struct part typed, const char *name,
                          const char *end)
{
    char string[64];
    struct text whole = text_over(string, sizeof string);
    struct text all = {
        .at = c->candidates, .cap = sizeof c->candidates, .len = strlen(c->candidates)};
    if (!part_begins(typed, name))
        return;
    text_addf(&whole, "%s%s", name, end);
    text_addf(&all, "%s%s", c->count > 0 ? " " : "", string);
    size_t n = 0;
    while (c->count > 0 && c->text[n] != '\0' && c->text[n] == string[n])
        n++;
    struct text common = text_over(c->text, c->count > 0 ? n + 1 : sizeof c->text);
    text_add(&common, string);
    c->count++;
}

static void values_add(struct completion *c, struct part typed, enum word_id id)
{
    enum word_kind kind = word_kind(id);
    for (size_t i = 0; i < choice_count; i++)
        if (choices[i].kind == kind)
            candidate_add(c, typed, choices[i].name, "");
    if (kind == KIND_PROTOCOL)
        for (enum proto proto = PROTO_NONE + 1; proto < PROTO_COUNT; proto++)
            candidate_add(c, typed, proto_name(proto), "");
}

void selection_complete(const char *text, size_t cursor, struct completion *c)
{
    size_t start = cursor;
    *c = (struct completion){.from = cursor};
    while (start > 0 && text[start - 1] != ' ')
        start--;
    start += start < cursor && text[start] == '!';
    struct part word = {text + start, cursor - start};
    const char *colon = memchr(word.at, ':', word.length);
    if (colon == NULL) {
        c->from = start;
        for (enum word_id id = 0; id < WORD_COUNT; id++)
            candidate_add(c, word, word_row(id)->name, ":");
        return;
    }
    enum word_id id = word_find((struct part){word.at, (size_t)(colon - word.at)});
    size_t value = cursor;
    while (text[value - 1] != ':' && text[value - 1] != ',')
        value--;
    c->from = value;
    if (id != WORD_COUNT)
        values_add(c, (struct part){text + value, cursor - value}, id);
}
