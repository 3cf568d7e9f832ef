/* SPDX-License-Identifier: MIT */
#ifndef TESTS_CONCLUDED_H
#define TESTS_CONCLUDED_H

/* What is concluded of a link made by hand (link.h, which is to be included before this). */

#include "infer/conclusion.h"

/* The first conclusion of a kind about a machine or group ("": about anybody), or NULL. It lasts until
 * the next call. */
static inline const struct conclusion *concluded(const struct link *l, enum conclusion_kind kind,
                                                 const char *subject)
{
    static struct conclusions all;
    conclusions_draw(&all, l->model);
    for (uint32_t i = 0; i < all.count; i++) {
        char text[IP_TEXT];
        const struct host_key *key = &all.at[i].subject;
        if (mac_exists(key->mac))
            mac_format(key->mac, text);
        else
            ip_format(key->ip, text);
        if (all.at[i].kind == kind && (subject[0] == '\0' || strcmp(text, subject) == 0))
            return &all.at[i];
    }
    return NULL;
}

/* Fails unless it is concluded, in a sentence in which `part` stands. */
static inline void check_concluded(const struct link *l, enum conclusion_kind kind,
                                   const char *subject, const char *part)
{
    char sentence[CONCLUSION_TEXT], id[CONCLUSION_ID];
    const struct conclusion *c = concluded(l, kind, subject);
    conclusion_id_format(kind, id);
    if (c == NULL)
        fail_msg("%s is not concluded of %s", id, subject);
    conclusion_say(c, sentence);
    if (strstr(sentence, part) == NULL)
        fail_msg("%s of %s says \"%s\"", id, subject, sentence);
    if (c->frame_count == 0)
        fail_msg("%s of %s is proved by no frame", id, subject);
}

static inline void check_not_concluded(const struct link *l, enum conclusion_kind kind,
                                       const char *subject)
{
    char sentence[CONCLUSION_TEXT];
    const struct conclusion *c = concluded(l, kind, subject);
    if (c == NULL)
        return;
    conclusion_say(c, sentence);
    fail_msg("concluded of %s: %s", subject, sentence);
}

#endif
