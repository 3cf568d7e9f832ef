/* SPDX-License-Identifier: MIT */
/* Typing another capture filter. Whether it is one only libpcap can say; so it is left in the state for
 * whoever may ask it. */
#include <string.h>

#include "ui/prompt.h"
#include "ui/state.h"

static void capture_begin(struct ui *ui, struct text *t)
{
    if (ui->settings.filter != NULL)
        text_add_clean(t, ui->settings.filter, strlen(ui->settings.filter));
}

static bool capture_entered(struct ui *ui, const char *text)
{
    struct text t = text_over(ui->capture_wanted, sizeof ui->capture_wanted);
    text_add(&t, text);
    ui->capture_asked = true;
    return true;
}

static bool capture_remark(const struct ui *ui, const char *text, struct text *t)
{
    (void)ui;
    text_add(t, text[0] == '\0' ? "empty: every frame" : "as for tcpdump");
    return true;
}

const struct prompt_body capture_prompt = {
    .begin = capture_begin, .entered = capture_entered, .remark = capture_remark};
