/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_CONFIG_H
#define CASTSCOPE_CONFIG_H

#include "capture/privileges.h"
#include "options.h"
#include "ui/ui.h"

/*
 * The file in which castscope remembers how the dashboard looks: castscope/config in XDG_CONFIG_HOME,
 * else in ~/.config (XDG Base Directory Specification). It is opened before the sandbox closes, and
 * written through the same descriptor at the end, in place, because neither can a file be made then, nor
 * one be renamed.
 *
 * Of whoever called sudo it is the home of their own, opened once the superuser's identity is given up, so
 * that what is made there is theirs. Of somebody who works as the superuser it is the superuser's home, as
 * the system knows it, which has to be reached before that.
 */
struct config {
    int fd;                   /* -1: none */
    bool writable;            /* and ours to write */
    char path[1024];          /* "": there is no place for it */
    char text[4096];          /* as it was read */
    struct ui_settings saved; /* what it says */
};

/* Opens the superuser's own file, where it is to be that one; called while privileges are still there. */
void config_reach(struct config *, const struct heir *);

/* Opens the file, unless it was reached before, and reads what is remembered into the settings. What is wrong with a
 * line is added to the remark, and the line is ignored. */
void config_open(struct config *, const struct heir *, struct ui_settings *, struct text *remark);

/* Puts what the command line and NO_COLOR (https://no-color.org) say over that. */
void config_override(struct ui_settings *, const struct options *);

/* Remembers what became different since the start, and closes. False, with a sentence, where
 * that was not possible. Does nothing where nothing is different. */
bool config_close(struct config *, const struct ui_settings *start, const struct ui_settings *end,
                  struct error *);

#endif
