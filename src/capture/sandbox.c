/* SPDX-License-Identifier: MIT */
/* What sandboxes have in common, whatever system they are of. */
#include "capture/sandbox.h"

#include <string.h>

static const char *const modes[] = {
    [SANDBOX_AUTO] = "auto", [SANDBOX_STRICT] = "strict", [SANDBOX_OFF] = "off"};

bool sandbox_mode_read(const char *word, enum sandbox_mode *out)
{
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        if (strcmp(word, modes[i]) == 0) {
            *out = (enum sandbox_mode)i;
            return true;
        }
    }
    return false;
}

const char *sandbox_mode_name(enum sandbox_mode mode)
{
    return modes[mode];
}

void sandbox_add(struct text *t, const struct sandbox *s)
{
    bool any = s->landlock > 0 || s->seccomp;
    if (s->mode == SANDBOX_OFF) {
        text_add(t, "off");
        return;
    }
    if (s->landlock > 0)
        text_addf(t, "Landlock %d", s->landlock);
    if (s->seccomp)
        text_add(t, s->landlock > 0 ? " and seccomp" : "seccomp");
    if (!any && s->missing[0] == '\0')
        text_add(t, "none in this build");
    if (s->missing[0] != '\0')
        text_addf(t, "%swithout %s", any ? ", " : "", s->missing);
}
